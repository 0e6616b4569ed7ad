"""`trajectory check`: what is missing, nearly due, due or late, and what is wrong with the data."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from trajectory.commands import NOTHING_WRONG, WRONG, arguments

HELP = "laat zien wat nog moet, bijna moet of te laat is"
ABOUT = """\
Laat per stap zien wat er nog moet gebeuren, het dringendste eerst, met bestand en regel.

Een termijn telt vanaf wat er echt gebeurde, in kalendermaanden (31 augustus + 6 maanden is 28 februari). Dagen van een
pauze komen erbij; uitstel geldt als het later is. Valt de dag in een weekend of op een feestdag, dan wordt het de
eerstvolgende werkdag. Wat binnen is, telt als gedaan, ook als het nog bekeken moet worden."""
EPILOG = """\
Eindcode: 0 niets te laat en geen fouten; 1 iets te laat (zie --fail-on) of een fout in de gegevens; 2 verkeerd gebruik.

Voorbeelden:
  trajectory check
  trajectory check --officer jd
  trajectory check --as-of 2027-01-01
  trajectory check --internal ../intern --format json
  trajectory check --format github --fail-on grace"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.common(parser)
    arguments.officer(parser)
    parser.add_argument("--format", choices=("text", "json", "github"), default="text",
                        help="text voor mensen, json voor programma's, github voor GitHub Actions (standaard: text)")
    parser.add_argument("--fail-on", choices=("late", "grace", "due", "never"), default="late",
                        help="vanaf wanneer de eindcode 1 is: te laat, in respijt, vandaag of nooit (standaard: late)")


def run(options: argparse.Namespace) -> int:
    """Prints the report."""
    # Imported here: help and wrong use need none of it.
    from charter.problems import as_text
    from trajectory.reports import annotations, rows, table
    from trajectory.reports.failing import fails
    from trajectory.reports.words import is_work
    from trajectory.worklist import of_officer

    work = arguments.opened(options)
    mine = of_officer(options.officer)
    if options.format == "json":
        found = work.gather(only=mine, shape=rows.with_rows)
        print(rows.as_json(found), flush=True)
        if found.problems:      # on its own stream, so that the JSON stays JSON
            print(as_text(found.problems, options.lang), file=sys.stderr)
    else:
        found = work.gather(only=mine, keep=is_work, of_done=False)
        shown = arguments.shown(options)
        if options.format == "github":
            print(annotations.as_annotations(found, options.lang, shown), flush=True)
            if page := os.environ.get("GITHUB_STEP_SUMMARY"):
                with Path(page).open("a", encoding="utf-8") as summary:
                    summary.write(annotations.as_summary(found, options.lang))
        else:
            watched = sys.stdout.isatty()
            width = shutil.get_terminal_size().columns if watched else None
            print(table.as_table(found, options.lang, shown, watched and "NO_COLOR" not in os.environ, width), flush=True)
    return WRONG if fails(found, options.fail_on) else NOTHING_WRONG
