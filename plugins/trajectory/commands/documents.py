"""`trajectory documents`: the charter to print and sign, and the letter of confirmation, as PDF."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from charter import progress
from charter.workers import share_out
from trajectory.commands import NOTHING_WRONG, WRONG, arguments, refused, told_of

if TYPE_CHECKING:
    from charter.problems import Problem
    from trajectory.documents import Document
    from trajectory.gathering import Sources
    from trajectory.rows import Row
    from trajectory.worklist import Worklist

HELP = "maakt het charter om te tekenen en de brief ter bevestiging, als PDF"
ABOUT = """\
Maakt per ondertekenaar twee PDF's: het charter om te printen en te tekenen, op één bladzijde, en na de ondertekening de
brief ter bevestiging, met wat er volgt en wanneer. Het charter kan ook van een ondertekening die nog moet komen.

Past een charter niet op één bladzijde, dan leest u hoeveel woorden eraf moeten; de andere worden wel gemaakt."""
EPILOG = """\
Voorbeelden:
  trajectory documents 2026-03-12-utrecht
  trajectory documents gemeente-voorbeeld --lang en
  trajectory documents --all --to ../documenten"""
MANY = 8        # signatories; below, forking costs more than it saves


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("who", metavar="WIE", nargs="*", help="de map van een ondertekening, of het id van een ondertekenaar")
    parser.add_argument("--all", action="store_true", help="van iedereen")
    parser.add_argument("--to", type=Path, default=Path("reports"), metavar="MAP", help="waar de bestanden komen (standaard: reports)")
    arguments.common(parser)


def run(options: argparse.Namespace) -> int:
    """Makes them, says which do not fit, and where the others are."""
    from charter.problems import as_text, sorted_problems
    from trajectory.documents import Document, PdfMissing
    from trajectory.folder import Folder, refusal
    from trajectory.reports.words import moved

    if said := refusal(options.to):
        return refused(*said, options.lang)
    if not options.who and not options.all:
        return refused("noem een ondertekening of een ondertekenaar, of geef --all", "name a signing or a signatory, or give --all", options.lang)
    gc.enable()     # a document leaves a megabyte of garbage
    work = arguments.opened(options)
    found = work.gather(upcoming=True)
    try:
        made = _made(work, found, options)
    except PdfMissing as e:
        return refused(*e.message, options.lang)
    if isinstance(made, str):
        return refused(f"er is hier geen ondertekening of ondertekenaar `{made}`", f"there is no signing or signatory `{made}` here", options.lang)
    folder, problems = Folder(options.to), []
    for each in made:
        if isinstance(each, Document):
            folder.write(f"documents/{each.name}", each.data)
        else:
            problems.append(each)
    if problems:
        print(as_text(moved(sorted_problems(problems), arguments.shown(options)), options.lang))
    print(folder.summary(options.lang))
    return WRONG if told_of(found, arguments.shown(options), options.lang) or problems else NOTHING_WRONG


def _made(work: arguments.Opened, found: Worklist, options: argparse.Namespace) -> list[Document | Problem] | str:
    """Everything that was asked for; a name that leads nowhere instead."""
    from trajectory.documents import ready

    unknown = [who for who in options.who if who not in {name for row in found.rows for name in (row.batch, row.id)}]
    if unknown:
        return unknown[0]
    by_case: dict[tuple[str, int], list[Row]] = {}
    for row in found.rows:
        if options.all or {row.batch, row.id} & set(options.who):
            by_case.setdefault((row.batch, row.case.number), []).append(row)
    ready()
    with progress.stage("Documenten") as report:
        made = share_out(list(by_case.values()), lambda rows: list(_of_one(work.sources, rows, options.lang)), MANY, report)
    return [each for several in made for each in several]


def _of_one(sources: Sources, rows: Sequence[Row], lang: str) -> Iterator[Document | Problem]:
    """The charter; the letter once it was signed. Of who left neither."""
    from trajectory.documents import charter_document, confirmation_letter

    case = rows[0].case
    if case.left_on:
        return
    records, _ = sources.read(case.slug)
    yield charter_document(records, case.slug, case.number, lang)
    if case.signed_on <= case.today:
        yield confirmation_letter(records, sources.shared.officers, case, rows, lang)
