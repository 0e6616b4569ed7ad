"""`charter check`: every problem of every record."""

from __future__ import annotations

import argparse
from pathlib import Path

from charter import problems
from charter.commands import WRONG_USE, arguments
from charter.commands.showing import show

HELP = "Kijkt alle records na en noemt elk probleem met bestand en regel."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    parser.add_argument("--content", type=Path, metavar="MAP", help="kijk ook de geschreven pagina's in deze map na")
    arguments.report(parser)


def run(options: argparse.Namespace) -> int:
    """Prints what is wrong."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.checks import check
    from charter.content import read_pages
    from charter.model.folder import load
    records = load(options.records)
    found = [*records.problems, *check(records)]
    if options.content:
        found += read_pages(options.content, options.records, list(records.batches), lambda source, body: "")[1]
    return show(problems.sorted_problems(found), options)
