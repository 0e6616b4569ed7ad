"""`charter photos`: proposes which photo belongs to whom, asks what is not certain, and writes it in the record after a yes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from charter.commands import OK, PROBLEMS, WRONG_USE, arguments, contact
from charter.commands.showing import agreed, show_changes
from charter.problems import ProblemsFound, as_text, one_line

if TYPE_CHECKING:
    from charter.contact_sheet import Sheet, Written
    from charter.matching import Proposal

HELP = "Stelt voor welke foto bij wie hoort, vraagt wat niet zeker is, en schrijft het na een ja in het record."
_WORDS = {
    "nl": {"unknown": "Er is geen ondertekening `{}`. Kies uit: {}", "bar": "Foto's bekijken",
           "wrong": "Los dit eerst op, en geef de opdracht dan nog eens. Zie: charter check",
           "none": "Elke foto in {} staat al in het record.", "ask": "Zo schrijven? [j/n] ",
           "not": "Er is niets geschreven.", "sure": "Er is niets geschreven. Schrijf wat zeker is met: charter photos {} --yes",
           "saved": "Intussen door iemand opgeslagen en daarom niet gewijzigd: {}. Geef charter photos nog eens.",
           "done": "Geschreven in {}. Vul in wat tussen [ ] staat, en zet toestemming bij wie die gaf. Terugdraaien: charter fix --undo. Daarna: charter check"},
    "en": {"unknown": "There is no signing `{}`. Choose from: {}", "bar": "Looking at photos",
           "wrong": "Mend this first, and give the command again. See: charter check",
           "none": "Every photo in {} is in the record already.", "ask": "Write this? [y/n] ",
           "not": "Nothing was written.", "sure": "Nothing was written. Write what is certain with: charter photos {} --yes",
           "saved": "Saved by somebody meanwhile, and not changed: {}. Give charter photos once more.",
           "done": "Written in {}. Fill in what stands between [ ], and add the consent of who gave it. To undo: charter fix --undo. Then: charter check"},
}


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("batch", metavar="ONDERTEKENING", help="de map van de ondertekening, zoals 2026-03-12-utrecht")
    arguments.records(parser)
    parser.add_argument("--yes", action="store_true", help="schrijf alleen wat zeker is, zonder te vragen")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Proposes, asks and writes."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.model.layout import batch_slugs
    words, slug, known = _WORDS[options.lang], Path(options.batch).name, batch_slugs(options.records)
    if slug not in known:
        print(one_line(words["unknown"].format(slug, ", ".join(known))), file=sys.stderr)
        return WRONG_USE
    try:
        return _propose(options, slug, words)
    except ProblemsFound as e:
        print(as_text(e.problems, options.lang, f"{options.records.as_posix()}/"))
        print(words["wrong"])
        return PROBLEMS


def _propose(options: argparse.Namespace, slug: str, words: dict[str, str]) -> int:
    from charter.contact_sheet import proposals_of, sheet_of, written
    from charter.progress import stage
    with stage(words["bar"]) as progress:
        sheet = sheet_of(options.records, slug, progress)
    if not sheet.captions and not sheet.refused:
        print(one_line(words["none"].format(slug)))
        return OK
    found = proposals_of(sheet)
    if found:
        print(contact.table(sheet, found, options.lang) + "\n")
    asks = sys.stdin.isatty() and not options.yes
    placed = _placed(sheet, found, options.lang) if asks else [each for each in found if each.sure]
    if left := contact.left(sheet, placed, options.lang):
        print(left + "\n")
    return _write(options, sheet, written(sheet, placed), words, asks)


def _placed(sheet: Sheet, found: list[Proposal], lang: str) -> list[Proposal]:
    """What is certain, and where somebody said that the others belong; no answer is no."""
    unsure = [each for each in found if not each.sure]
    owners: dict[str, str | None] = {each.file: each.owner for each in found if each.sure}
    if unsure:
        print(contact.choices(sheet, lang))
    try:
        for number, each in enumerate(unsure, 1):
            owners[each.file] = contact.answer(sheet, each, f"{number}/{len(unsure)}", lang)
        print()
    except EOFError:
        print("\n")
    return [each._replace(owner=owner) for each in found if (owner := owners.get(each.file)) is not None]


def _write(options: argparse.Namespace, sheet: Sheet, new: Written, words: dict[str, str], asks: bool) -> int:
    from charter import fix
    from charter.model.layout import batch_path
    path = batch_path(sheet.slug)
    for owner, photos in new.by_hand.items():
        print(contact.by_hand(sheet, owner, photos, options.lang))
    code = PROBLEMS if new.by_hand else OK
    change = fix.Fixed(path, sheet.data, new.data, ())
    if new.data == sheet.data:
        print(words["not"])
        return code
    show_changes([change], "")
    if not options.yes and not (asks and agreed(words["ask"])):
        print(words["not"] if asks else one_line(words["sure"].format(sheet.slug)))
        return code
    kept = options.records.absolute().parent / ".charter" / f"fix-{options.records.absolute().name}.cache"
    if not fix.write(options.records, [change], kept):
        print(one_line(words["saved"].format(path)))
        return PROBLEMS
    print(one_line(words["done"].format(path)))
    return code
