"""`trajectory forecast`: how much work comes, by month and officer."""

from __future__ import annotations

import argparse

from trajectory.commands import NOTHING_WRONG, WRONG, arguments, told_of

HELP = "laat zien hoeveel werk er komt, per maand en medewerker"
ABOUT = """\
Telt per maand en medewerker welke termijnen er komen, en wat al had moeten gebeuren (achterstand).

Een termijn die uit echte datums volgt, is zeker. Wat nog niet gedaan is, wordt verwacht op zijn uiterste dag, of vandaag
als die voorbij is; wat daaruit volgt, zoals een jaar later de monitor, is verwacht en staat tussen haakjes erbij."""
EPILOG = """\
Voorbeelden:
  trajectory forecast
  trajectory forecast --months 24 --officer jd
  trajectory forecast --format json"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--months", type=_months, default=12, metavar="AANTAL", help="hoeveel maanden, deze maand meegeteld (standaard: 12)")
    arguments.common(parser)
    arguments.officer(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text voor mensen, json voor programma's (standaard: text)")


def _months(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 120:
        raise argparse.ArgumentTypeError(f"`{text}`: geef een aantal van 1 tot en met 120")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Prints it."""
    from trajectory.forecast import ahead, end_of, months_from
    from trajectory.reports import workload
    from trajectory.rows import nothing
    from trajectory.worklist import of_officer

    work = arguments.opened(options)
    found = work.gather(only=of_officer(options.officer), keep=nothing, with_cases=True, upcoming=not work.as_of)
    months = months_from(found.today, options.months)
    steps = found.programme.trajectory.steps if found.programme else ()
    coming = list(ahead(found.cases, steps, work.free, end_of(months)))
    print(workload.as_json(coming) if options.format == "json" else workload.as_text(found, coming, months, options.lang))
    return WRONG if told_of(found, arguments.shown(options), options.lang) else NOTHING_WRONG
