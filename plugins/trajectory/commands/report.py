"""`trajectory report`: the worklist as files in a folder of its own."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from charter import progress
from charter.problems import Bilingual
from trajectory.commands import NOTHING_WRONG, WRONG, arguments, refused, told_of

if TYPE_CHECKING:
    from trajectory.folder import Folder
    from trajectory.worklist import Worklist

HELP = "schrijft de werklijst als pagina, werkboek, agenda en conceptmails"
ABOUT = """\
Schrijft de werklijst in een map buiten de site:

  werklijst.html   om te lezen en te printen, per medewerker
  werklijst.xlsx   om te filteren; een blad voor iedereen en een per medewerker
  *.ics            de termijnen als agenda; opnieuw inlezen werkt de afspraken bij
  mail/            conceptmails aan wie iets moet insturen, in het Nederlands en het Engels; er wordt niets verstuurd"""
EPILOG = """\
Voorbeelden:
  trajectory report
  trajectory report xlsx ics --officer jd
  trajectory report --to ../verslagen --as-of 2027-01-01"""
KINDS = ("html", "xlsx", "ics", "mail")


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("kinds", metavar="SOORT", nargs="*", help=f"alleen deze: {', '.join(KINDS)} (standaard: alle)")
    parser.add_argument("--to", type=Path, default=Path("reports"), metavar="MAP", help="waar de bestanden komen (standaard: reports)")
    arguments.common(parser)
    arguments.officer(parser)


def run(options: argparse.Namespace) -> int:
    """Writes them, and says where they are."""
    from trajectory.folder import Folder, refusal
    from trajectory.reports.calendar import has_event
    from trajectory.reports.words import is_undone
    from trajectory.worklist import of_officer

    kinds = options.kinds or KINDS
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        return refused(f"`{unknown[0]}` is geen soort; kies uit: {', '.join(KINDS)}",
                       f"`{unknown[0]}` is no kind; choose from: {', '.join(KINDS)}", options.lang)
    if said := refusal(options.to):
        return refused(*said, options.lang)
    work = arguments.opened(options)
    with progress.stage("Trajecten") as report:
        found = work.gather(only=of_officer(options.officer), with_cases=True, progress=report,
                            keep=lambda row: is_undone(row) or has_event(row))
    folder = Folder(options.to)
    for kind in kinds:
        _WRITERS[kind](folder, found, work, options)
    folder.remember()
    print(folder.summary(options.lang))
    return WRONG if told_of(found, arguments.shown(options), options.lang) else NOTHING_WRONG


def _html(folder: Folder, found: Worklist, work: arguments.Opened, options: argparse.Namespace) -> None:
    from trajectory.forecast import ahead, end_of, months_from
    from trajectory.reports.page import as_page

    months = months_from(found.today, 12)
    steps = found.programme.trajectory.steps if found.programme else ()
    coming = list(ahead(found.cases, steps, work.free, end_of(months)))
    page = as_page(found, coming, months, work.officers, options.lang, arguments.shown(options))
    folder.write(f"{_name(options)}.html", page.encode())


def _xlsx(folder: Folder, found: Worklist, work: arguments.Opened, options: argparse.Namespace) -> None:
    from trajectory.reports.words import is_undone, is_work
    from trajectory.reports.workbook import as_workbook

    # Of what nobody can say yet when it is due there is nothing to plan.
    planned = replace(found, rows=[row for row in found.rows if is_work(row) or (is_undone(row) and row.due)])
    folder.write(f"{_name(options)}.xlsx", as_workbook(planned, work.officers, options.lang))


def _ics(folder: Folder, found: Worklist, work: arguments.Opened, options: argparse.Namespace) -> None:
    from trajectory.folder import as_file_name
    from trajectory.reports.calendar import as_calendar
    from trajectory.reports.words import officer_name

    title = Bilingual("Traject", "Trajectory")
    for code in [None, *sorted({row.officer for row in found.rows if row.officer})]:
        mine = replace(found, rows=[row for row in found.rows if code in (None, row.officer)])
        name = title if code is None else Bilingual(*(f"{each} {officer_name(code, work.officers)}" for each in title))
        if code or not options.officer:
            folder.write(f"{_CALENDAR[options.lang]}{f'-{as_file_name(code)}' if code else ''}.ics", as_calendar(mine, work.officers, options.lang, name))


def _mail(folder: Folder, found: Worklist, work: arguments.Opened, options: argparse.Namespace) -> None:
    from trajectory.reports.drafts import drafts

    for name, message in drafts(found, work.officers):
        folder.write(f"mail/{name}", message)
    # Whoever has answered since gets no reminder that still lies there; of whom something cannot be read nobody knows.
    if not options.officer and not found.unclear:
        folder.forget_others("mail")


_WRITERS = {"html": _html, "xlsx": _xlsx, "ics": _ics, "mail": _mail}
_CALENDAR = {"nl": "termijnen", "en": "deadlines"}


def _name(options: argparse.Namespace) -> str:
    from trajectory.folder import as_file_name
    return {"nl": "werklijst", "en": "worklist"}[options.lang] + (f"-{as_file_name(options.officer)}" if options.officer else "")
