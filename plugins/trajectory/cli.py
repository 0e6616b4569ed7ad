"""The command `trajectory`: its parts stand in trajectory.commands, one module each."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from rich_argparse import RawDescriptionRichHelpFormatter

from trajectory.commands import (
    STOPPED,
    WRONG,
    WRONG_USE,
    check,
    checklist,
    documents,
    forecast,
    new,
    refused,
    report,
    verify,
    what_if,
    why,
)
from trajectory.commands.arguments import NoOfficer

# In the order of the work.
COMMANDS: dict[str, ModuleType] = {
    "new": new, "checklist": checklist, "check": check, "why": why, "report": report, "documents": documents,
    "forecast": forecast, "what-if": what_if, "verify": verify,
}

_ABOUT = """\
Kijkt per ondertekenaar welke stappen van het traject ontbreken, bijna moeten of te laat zijn. De stappen en termijnen
staan in charter.yaml; wat er gebeurd is, staat in de interne map. Alles hier is intern: niets ervan komt op de site."""


class _Formatter(RawDescriptionRichHelpFormatter):
    """Paragraphs as written, and a Dutch heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


def parser() -> argparse.ArgumentParser:
    """All arguments, with their help."""
    top = _in_dutch(argparse.ArgumentParser("trajectory", description=_ABOUT, formatter_class=_Formatter, add_help=False))
    commands = top.add_subparsers(dest="command", title="opdrachten", metavar="OPDRACHT")
    for name, command in COMMANDS.items():
        made = commands.add_parser(name, help=command.HELP, description=command.ABOUT, epilog=command.EPILOG,
                                   formatter_class=_Formatter, add_help=False)
        command.add(_in_dutch(made))
        made.set_defaults(run=command.run)
    return top


def _in_dutch(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made._optionals.title, made._positionals.title = "opties", "waarden"
    made.add_argument("-h", "--help", action="help", help="laat deze uitleg zien")
    return made


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
        return options.run(options)
    except BrokenPipeError:     # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG
    except KeyboardInterrupt:
        return STOPPED
    except NotADirectoryError as e:
        return refused(f"de map {e.filename} bestaat niet; wijs de goede aan met --records of --internal",
                       f"the folder {e.filename} does not exist; name the right one with --records or --internal",
                       options.lang)
    except NoOfficer as e:
        return refused(f"`{e.code}` staat niet in officers.yaml; daar staan: {e.known}",
                       f"`{e.code}` is not in officers.yaml; there are: {e.known}", options.lang)
    except OSError as e:
        return refused(f"{e.filename} is niet te lezen of te schrijven ({e.strerror})",
                       f"cannot read or write {e.filename} ({e.strerror})", options.lang)


if __name__ == "__main__":
    sys.exit(main())
