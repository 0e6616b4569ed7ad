"""The command `charter`: its parts stand in charter.commands, one module each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

from charter.commands import (
    OK,
    WRONG_USE,
    build,
    check,
    demo,
    explain,
    fix,
    kit,
    new,
    photos,
    record_published,
    schema,
    serve,
    withdraw,
)
from charter.problems import one_line

# In the order of the work.
COMMANDS = {
    "new": new, "photos": photos, "check": check, "explain": explain, "fix": fix, "withdraw": withdraw, "build": build, "kit": kit, "record-published": record_published, "serve": serve, "demo": demo, "schema": schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: well. 1: there are problems to mend. 2: wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):       # a terminal or a file that is not UTF-8 shows \u2192 for an arrow
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BrokenPipeError:
        return OK
    except OSError as e:
        print(_not_possible(e, getattr(options, "lang", "nl")), file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return 130


def _not_possible(error: OSError, lang: str) -> str:
    """Which file could not be read or written, and why."""
    name, why = one_line(str(error.filename or "")), error.strerror or type(error).__name__
    return {"nl": f"Dit bestand kan niet worden gelezen of geschreven: {name} ({why}). Kijk of u het mag openen en wijzigen.",
            "en": f"This file cannot be read or written: {name} ({why}). See whether you may open and change it."}[lang]


def _parser() -> argparse.ArgumentParser:
    from rich_argparse import RichHelpFormatter

    class Formatter(RichHelpFormatter):
        """With a Dutch heading."""

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)

    def in_dutch(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made._optionals.title, made._positionals.title = "opties", "waarden"
        made.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        return made

    parser = in_dutch(argparse.ArgumentParser(
        prog="charter", formatter_class=Formatter, add_help=False,
        description="Maakt van één record per ondertekening het nieuwsbericht, de lijst van ondertekenaars, de kit voor "
                    "redacteuren en de feeds, in het Nederlands en het Engels.",
        epilog="Begin met: charter new 2026-03-12 Utrecht, dan charter serve, dan charter check, dan charter build."))
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    for name, command in COMMANDS.items():
        made = commands.add_parser(name, help=command.HELP, description=command.HELP, formatter_class=Formatter, add_help=False)
        made.set_defaults(run=command.run)
        command.add(in_dutch(made))
    return parser
