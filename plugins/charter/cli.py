"""The command `charter`: its parts stand in charter.commands, one module each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from charter.commands import OK, build, check, demo, explain, fix, new, record_published, schema, serve

# In the order of the work.
COMMANDS = {
    "new": new, "check": check, "explain": explain, "fix": fix, "build": build, "record-published": record_published, "serve": serve, "demo": demo, "schema": schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: well. 1: there are problems to mend. 2: wrong use."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BrokenPipeError:
        return OK
    except KeyboardInterrupt:
        return 130


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
