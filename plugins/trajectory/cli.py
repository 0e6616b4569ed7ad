"""The command `trajectory`: reads its arguments, the folders and the clock, prints one report, and ends with a code."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich_argparse import RawDescriptionRichHelpFormatter

from charter.moment import moment_of, now_in
from charter.problems import as_text as problems_as_text

if TYPE_CHECKING:
    from trajectory.worklist import Worklist

FORMATS, FAIL_ON, LANGUAGES = ("text", "json", "github"), ("late", "grace", "due", "never"), ("nl", "en")
LAST_YEAR = 2199        # later is a typing error, and every year of every survey would be listed
NOTHING_WRONG, WRONG, WRONG_USE, STOPPED = 0, 1, 2, 130

_ABOUT = """\
Kijkt per ondertekenaar welke stappen van het traject ontbreken, bijna moeten of te laat zijn. De stappen en termijnen
staan in charter.yaml; wat er gebeurd is, staat in de interne map. Alles hier is intern: niets ervan komt op de site."""
_CHECK = """\
Laat per ondertekenaar zien wat er nog moet gebeuren, het dringendste eerst, met bestand en regel.

Een termijn telt vanaf wat er echt gebeurde, in kalendermaanden (31 augustus + 6 maanden is 28 februari). Dagen van een
pauze komen erbij; uitstel geldt als het later is. Valt de dag in een weekend of op een feestdag, dan wordt het de
eerstvolgende werkdag. Wat binnen is, telt als gedaan, ook als het nog bekeken moet worden."""
_CODES = """\
Eindcode: 0 niets te laat en geen fouten; 1 iets te laat (zie --fail-on) of een fout in de gegevens; 2 verkeerd gebruik.

Voorbeelden:
  trajectory check
  trajectory check --as-of 2027-01-01
  trajectory check --internal ../intern --format json
  trajectory check --format github --fail-on grace"""


class _Formatter(RawDescriptionRichHelpFormatter):
    """Paragraphs as written, and a Dutch heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


def parser() -> argparse.ArgumentParser:
    """All arguments, with their help."""
    top = argparse.ArgumentParser("trajectory", description=_ABOUT, formatter_class=_Formatter, add_help=False)
    _options(top)
    commands = top.add_subparsers(dest="command", title="opdracht", metavar="check")
    check = commands.add_parser("check", help="laat zien wat nog moet, bijna moet of te laat is", description=_CHECK,
                                epilog=_CODES, formatter_class=_Formatter, add_help=False)
    add = _options(check).add_argument
    add("--records", type=Path, default=Path("signatories"), metavar="MAP",
        help="de map met charter.yaml en de ondertekeningen (standaard: signatories)")
    add("--internal", type=Path, metavar="MAP",
        help="de map met de interne gegevens (standaard: internal, in de map van --records)")
    add("--as-of", type=_moment, metavar="MOMENT",
        help="de stand op een dag, 2026-03-12 (tot en met het eind van die dag), of op een moment, "
             "'2026-03-12 16:00'; wat later gebeurde, telt dan niet mee (standaard: nu)")
    add("--format", choices=FORMATS, default="text",
        help="text voor mensen, json voor programma's, github voor GitHub Actions (standaard: text)")
    add("--fail-on", choices=FAIL_ON, default="late",
        help="vanaf wanneer de eindcode 1 is: te laat, in respijt, vandaag of nooit (standaard: late)")
    add("--lang", choices=LANGUAGES, default="nl", help="taal van het verslag (standaard: nl)")
    return top


def _options(command: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = command.add_argument_group("opties")
    group.add_argument("-h", "--help", action="help", help="laat deze uitleg zien")
    return group


def _moment(text: str) -> datetime:
    try:
        moment = moment_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'") from None
    if moment.year > LAST_YEAR:
        raise argparse.ArgumentTypeError(f"`{text}` ligt na {LAST_YEAR}")
    return moment


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    commands = parser()
    options = commands.parse_args(arguments)
    if options.command is None:
        print(commands.format_help(), file=sys.stderr)
        return WRONG_USE
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]    # a name that the terminal cannot show
    gc.disable()        # one short run that keeps all it reads: looking for garbage took a third of its time
    try:
        return check(options)
    except BrokenPipeError:     # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG
    except KeyboardInterrupt:
        return STOPPED
    except OSError as e:
        return _refuse(f"{e.filename} is niet te lezen ({e.strerror})", f"cannot read {e.filename} ({e.strerror})",
                       options.lang)


def check(options: argparse.Namespace) -> int:
    """`trajectory check`. Raises OSError for a file that cannot be read."""
    # Imported here: help and wrong use need none of it.
    from trajectory import reports

    try:
        found = _worklist(options)
    except NotADirectoryError as e:
        return _refuse(f"de map {e.filename} bestaat niet; wijs de goede aan met --records of --internal",
                       f"the folder {e.filename} does not exist; name the right one with --records or --internal",
                       options.lang)
    print(_report(found, options), flush=True)
    if options.format == "json" and found.problems:      # on its own stream, so that the JSON stays JSON
        print(problems_as_text(found.problems, options.lang), file=sys.stderr)
    return WRONG if reports.fails(found, options.fail_on) else NOTHING_WRONG


def _worklist(options: argparse.Namespace) -> Worklist:
    """Raises NotADirectoryError for a folder that is not there, and OSError for a file that cannot be read."""
    from charter.model.folder import load
    from trajectory import internal
    from trajectory.free_days import free_days
    from trajectory.worklist import worklist

    folder = options.internal or options.records / internal.FOLDER
    for needed in (options.records, folder):
        if not needed.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "no folder", str(needed))
    records = load(options.records)
    moment = options.as_of or now_in(records.programme.timezone if records.programme else "Europe/Amsterdam")
    return worklist(records, internal.load(folder), moment, free_days(), as_of=options.as_of is not None)


def _report(found: Worklist, options: argparse.Namespace) -> str:
    from trajectory import internal, reports

    def shown(path: str) -> str:
        """From where the command runs, so that a terminal and GitHub can open it."""
        inside = options.internal and path.startswith(f"{internal.FOLDER}/")
        return (options.internal / path.split("/", 1)[1] if inside else options.records / path).as_posix()

    if options.format == "json":
        return reports.as_json(found)
    write = reports.as_text if options.format == "text" else reports.as_annotations
    return write(found, options.lang, shown)


def _refuse(nl: str, en: str, lang: str) -> int:
    """One sentence, and the code for wrong use."""
    print(f"trajectory: {en if lang == 'en' else nl}", file=sys.stderr)
    return WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
