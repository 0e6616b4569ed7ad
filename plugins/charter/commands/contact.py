"""What `charter photos` shows and asks: the table of proposals, a question for each that is not certain, and what is left."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from charter.problems import one_line

if TYPE_CHECKING:
    from charter.contact_sheet import Sheet
    from charter.matching import Proposal
    from charter.photo_lines import NewPhoto

_WIDE = 150         # columns, where there is no terminal
_YES, _NO = ("j", "ja", "y", "yes"), ("", "n", "nee", "no")
_WORDS = {
    "nl": {"heads": "bestand|hoort bij|waarom|zekerheid", "sure": "zeker", "likely": "waarschijnlijk", "ceremony": "de bijeenkomst zelf",
           "group": "groepsfoto", "signing": "ondertekening", "portrait": "portret",
           "choices": "Bij wie hoort een foto? Antwoord j of n, of het nummer van een ander. Enter slaat de foto over.",
           "question": "[{}] {}: {}? ({}) [j/n/nummer] ", "again": "Antwoord j, n of een nummer van 0 tot en met {}.",
           "left": "Nog niet geplaatst:", "refused": "Niet te gebruiken:", "without": "Nog zonder foto:",
           "near": "Bijna gelijk, houd de grootste:", "pair": "{} en {}; de grootste is {}", "equal": "{} en {}; even groot",
           "named": " (staat al in het record)", "hand": "Dit past niet vanzelf in het record. Zet het er zelf bij, onder photos van {}:"},
    "en": {"heads": "file|belongs to|why|certainty", "sure": "certain", "likely": "likely", "ceremony": "the signing itself",
           "group": "group photo", "signing": "signing", "portrait": "portrait",
           "choices": "Whose photo is it? Answer y or n, or the number of another. Enter skips the photo.",
           "question": "[{}] {}: {}? ({}) [y/n/number] ", "again": "Answer y, n or a number from 0 to {}.",
           "left": "Not placed yet:", "refused": "Cannot be used:", "without": "Still without a photo:",
           "near": "Nearly the same, keep the larger:", "pair": "{} and {}; the larger is {}", "equal": "{} and {}; equally large",
           "named": " (in the record already)", "hand": "This does not fit in the record by itself. Add it yourself, under photos of {}:"},
}


def table(sheet: Sheet, found: Sequence[Proposal], lang: str) -> str:
    """File, whose it may be, why, and how certain that is; as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    words = _WORDS[lang]
    made = Table(box=None, show_edge=False, padding=(0, 2, 0, 0), header_style="")
    for head in words["heads"].split("|"):
        made.add_column(head, overflow="fold")
    for each in found:
        cells = each.file, _owner(sheet, each.owner, each.subject, lang), each.why(lang), words["sure" if each.sure else "likely"]
        made.add_row(*(Text(one_line(cell)) for cell in cells))
    shown = io.StringIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    Console(file=shown, width=width, color_system=None).print(made)
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines())


def _owner(sheet: Sheet, owner: str, subject: str, lang: str) -> str:
    name = next((signature.name for signature in sheet.batch.signatories if signature.id == owner), _WORDS[lang]["ceremony"])
    return f"{name}, {_WORDS[lang][subject]}" if subject else name


def choices(sheet: Sheet, lang: str) -> str:
    """Everybody with a number, in order of signing."""
    names = [_WORDS[lang]["ceremony"], *(signature.name for signature in sheet.batch.signatories)]
    return "\n".join([_WORDS[lang]["choices"], *(one_line(f"  {number:>3} {name}") for number, name in enumerate(names)), ""])


def answer(sheet: Sheet, proposal: Proposal, which: str, lang: str) -> str | None:
    """To whom somebody says that it belongs; None when to nobody. Raises EOFError when nobody answers."""
    words, ids = _WORDS[lang], ["", *(signature.id for signature in sheet.batch.signatories)]
    question = words["question"].format(which, proposal.file, _owner(sheet, proposal.owner, proposal.subject, lang), proposal.why(lang))
    while True:
        said = input(one_line(question)).strip().lower()
        if said in (*_YES, *_NO):
            return proposal.owner if said in _YES else None
        if said.isascii() and said.isdigit() and len(said) < 9 and int(said) < len(ids):
            return ids[int(said)]
        print(words["again"].format(len(ids) - 1))


def left(sheet: Sheet, placed: Sequence[Proposal], lang: str) -> str:
    """Both sides' rest: photos that are placed nowhere or cannot be used, who has none, and which are nearly the same."""
    words, files = _WORDS[lang], {each.file for each in placed}
    without = sheet.without(each.owner for each in placed)
    parts = {"left": [file for file in sheet.captions if file not in files], "refused": [why(lang) for why in sheet.refused.values()],
             "without": [signature.name for signature in sheet.batch.signatories if signature.id in without], "near": _pairs(sheet, lang)}
    return "".join("\n".join([words[part], *(one_line(f"  {line}") for line in lines), "\n"]) for part, lines in parts.items() if lines).rstrip("\n")


def _pairs(sheet: Sheet, lang: str) -> list[str]:
    words = _WORDS[lang]

    def shown(file: str) -> str:
        return file + (words["named"] if file in sheet.named else "")
    return [words["equal" if same else "pair"].format(shown(first), shown(second), first) for first, second, same in sheet.near]


def by_hand(sheet: Sheet, owner: str, photos: Sequence[NewPhoto], lang: str) -> str:
    """The lines that somebody has to add."""
    from charter.photo_lines import block_lines
    head = one_line(_WORDS[lang]["hand"].format(_owner(sheet, owner, "", lang)))
    return "\n".join([head, *block_lines(photos, 4 if owner else 0)])
