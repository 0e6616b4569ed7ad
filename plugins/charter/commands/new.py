"""`charter new`: a record to fill in."""

from __future__ import annotations

import argparse
import sys

from charter import problems
from charter.commands import OK, PROBLEMS, WRONG_USE, arguments

HELP = "Schrijft een record om in te vullen. Staan de namen erin, geef dan de opdracht nog eens: de id's komen erbij."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("date", type=arguments.day, metavar="DATUM", help="datum van ondertekening, zoals 2026-03-12")
    parser.add_argument("place", metavar="PLAATS", nargs="+",
                        help="plaats, zoals Utrecht, Bergen op Zoom of \"'s-Hertogenbosch\" (met dubbele aanhalingstekens)")
    arguments.records(parser)


def run(options: argparse.Namespace) -> int:
    """Writes it, or says why not."""
    from charter.new import NotPossible, new_record
    try:
        print(new_record(options.records, options.date, " ".join(options.place)))
    except problems.ProblemsFound as e:
        print(problems.as_text(e.problems, "nl", f"{options.records.as_posix()}/"))
        return PROBLEMS
    except NotPossible as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    return OK
