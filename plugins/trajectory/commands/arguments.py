"""Arguments that several commands share, and the sources that they name."""

from __future__ import annotations

import argparse
import errno
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from charter.moment import moment_of, now_in

if TYPE_CHECKING:
    from trajectory.free_days import FreeDays
    from trajectory.gathering import Sources
    from trajectory.reports.words import Shown
    from trajectory.steps import Officers
    from trajectory.worklist import Worklist

LAST_YEAR = 2199        # later is a typing error, and every year of every survey would be listed


class NoOfficer(Exception):
    """A code that officers.yaml does not have."""

    def __init__(self, code: str, known: list[str]):
        self.code, self.known = code, ", ".join(known)
        super().__init__(code)


class Opened(NamedTuple):
    """What a command works on; `moment` is local time, and `as_of` says that somebody asked for it."""

    sources: Sources
    moment: datetime
    as_of: bool
    free: FreeDays

    def gather(self, **more: Any) -> Worklist:
        """The worklist; `more` as for gathering.gather."""
        from trajectory.gathering import gather
        return gather(self.sources, self.moment, self.free, as_of=self.as_of, **more)

    @property
    def officers(self) -> Officers:
        """By code; empty when officers.yaml cannot be read."""
        return self.sources.shared.officers or {}


def common(parser: argparse.ArgumentParser) -> None:
    """Where the data are, as of when, and in which language."""
    add = parser.add_argument
    add("--records", type=Path, default=Path("signatories"), metavar="MAP",
        help="de map met charter.yaml en de ondertekeningen (standaard: signatories)")
    add("--internal", type=Path, metavar="MAP",
        help="de map met de interne gegevens (standaard: internal, in de map van --records)")
    add("--as-of", type=moment, metavar="MOMENT",
        help="de stand op een dag, 2026-03-12 (tot en met het eind van die dag), of op een moment, "
             "'2026-03-12 16:00'; wat later gebeurde, telt dan niet mee (standaard: nu)")
    add("--lang", choices=("nl", "en"), default="nl", help="taal van het verslag (standaard: nl)")


def officer(parser: argparse.ArgumentParser) -> None:
    """Only the work of one officer."""
    parser.add_argument("--officer", metavar="CODE", help="alleen het werk van deze medewerker, met de code uit officers.yaml")


def moment(text: str) -> datetime:
    """A day or a moment, local time."""
    try:
        found = moment_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'") from None
    if found.year > LAST_YEAR:
        raise argparse.ArgumentTypeError(f"`{text}` ligt na {LAST_YEAR}")
    return found


def inside(options: argparse.Namespace) -> Path:
    """The internal folder."""
    from trajectory.internal import FOLDER
    return options.internal or options.records / FOLDER


def opened(options: argparse.Namespace) -> Opened:
    """Reads what is shared. Raises NotADirectoryError for a folder that is not there, and NoOfficer."""
    from trajectory.free_days import free_days
    from trajectory.gathering import Sources

    for needed in (options.records, inside(options)):
        if not needed.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "no folder", str(needed))
    sources = Sources(options.records, inside(options))
    code = getattr(options, "officer", None)
    if code and sources.shared.officers is not None and code not in sources.shared.officers:
        raise NoOfficer(code, sorted(sources.shared.officers))
    programme = sources.records.programme
    now = now_in(programme.timezone if programme else "Europe/Amsterdam")
    return Opened(sources, options.as_of or now, options.as_of is not None, free_days())


def shown(options: argparse.Namespace) -> Shown:
    """From where the command runs, so that a terminal and GitHub can open the file."""
    from trajectory.internal import FOLDER

    def way(path: str) -> str:
        elsewhere = options.internal and path.startswith(f"{FOLDER}/")
        return (options.internal / path.split("/", 1)[1] if elsewhere else options.records / path).as_posix()
    return way
