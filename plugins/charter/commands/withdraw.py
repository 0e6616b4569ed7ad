"""`charter withdraw`: takes a person or a photo out of the records and off the site, after a yes."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from charter.commands import OK, PROBLEMS, WRONG_USE, arguments
from charter.commands.showing import agreed, show_changes
from charter.problems import ProblemsFound, as_text, one_line

if TYPE_CHECKING:
    from charter.withdrawing.withdrawal import Folders, Withdrawal

HELP = ("Haalt een persoon of een foto uit de records en van de site, als iemand de toestemming intrekt. Toont eerst wat er verandert, welke "
        "foto's weggaan, wat u zelf moet nakijken en welke kopieën anderen kunnen hebben. Terugdraaien kan alleen met versiebeheer.")
_WORDS = {
    "nl": {"name": "Schrijf de naam zoals die in de records staat: --person 'Anna Bakker'.",
           "photo": "Deze foto is er niet: {}. Schrijf map en bestand van een foto, zoals 2026-03-12-utrecht/groep.jpg.",
           "nobody": "Nergens gevonden: {}. Schrijf de naam zoals die in de records staat.",
           "nothing": "Er is niets dat vanzelf weg kan.", "ask": "Zo weghalen? [j/n] ", "not": "Er is niets gewijzigd.",
           "saved": "Intussen door iemand opgeslagen: {}. Er is niets gewijzigd. Geef de opdracht nog eens."},
    "en": {"name": "Write the name as it is in the records: --person 'Anna Bakker'.",
           "photo": "There is no such photo: {}. Write folder and file of a photo, such as 2026-03-12-utrecht/groep.jpg.",
           "nobody": "Found nowhere: {}. Write the name as it is in the records.",
           "nothing": "There is nothing that can go by itself.", "ask": "Remove this? [y/n] ", "not": "Nothing was changed.",
           "saved": "Saved by somebody meanwhile: {}. Nothing was changed. Give the command once more."},
}


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--person", metavar="NAAM", help="haal deze persoon weg: 'Anna Bakker'. Wat die zei, tekende of leidde gaat weg; een foto met "
                                                        "die persoon erop gaat helemaal weg; in teksten komt \"een deelnemer\" te staan")
    which.add_argument("--photo", metavar="FOTO", help="haal deze foto weg, en elke kopie ervan: 2026-03-12-utrecht/groep.jpg")
    arguments.records(parser)
    parser.add_argument("--content", type=Path, metavar="MAP", help="de map met geschreven pagina's (standaard: content, als die er is)")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="MAP",
                        help="de site die is gepubliceerd (standaard: output); op adressen van foto's die anderen tonen, komt een neutraal beeld")
    parser.add_argument("--yes", action="store_true", help="haal weg zonder te vragen")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Shows, asks, and removes. Places that are left for people to change give exit code 1."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.moment import now_in
    from charter.plan import timezone_of
    from charter.withdrawing.withdrawal import Folders
    content = options.content or (Path("content") if Path("content").is_dir() else None)
    now = now_in(timezone_of(options.records))
    folders = Folders(options.records, content, options.output)
    try:
        found = _found(options, folders, now)
        return WRONG_USE if found is None else _removed(options, folders, found, now)
    except ProblemsFound as e:
        print(as_text(e.problems, options.lang, f"{options.records.as_posix()}/"))
        return PROBLEMS


def _found(options: argparse.Namespace, folders: Folders, now: datetime) -> Withdrawal | None:
    """What there is to remove; None, and a word about it, when that was not asked for as it should be."""
    from charter.withdrawing.names import Name
    from charter.withdrawing.withdrawal import of_person, of_photo
    words = _WORDS[options.lang]
    if options.person is not None:
        name = Name(" ".join(options.person.split()))
        if len(name.key) > 2:
            return of_person(folders, name, now)
        print(words["name"], file=sys.stderr)
        return None
    photo = _photo(options.photo, folders.records)
    if photo:
        return of_photo(folders, *photo, now)
    print(one_line(words["photo"].format(options.photo)), file=sys.stderr)
    return None


def _photo(asked: str, records: Path) -> tuple[str, str] | None:
    """Folder and file of a photo that is there, or that its record names; with the folder of the records before it as well."""
    from charter.model.layout import batch_slugs
    from charter.withdrawing.going import is_photo
    from charter.withdrawing.withdrawal import is_in_record
    parts = PurePosixPath(asked).parts[-2:]
    if len(parts) != 2 or parts[0] not in batch_slugs(records) or not is_photo(parts[1]):
        return None
    there = (records / parts[0] / parts[1]).is_file() or is_in_record(records, *parts)
    return (parts[0], parts[1]) if there else None


def _removed(options: argparse.Namespace, folders: Folders, found: Withdrawal, now: datetime) -> int:
    from charter.model.withdrawn import WITHDRAWN
    from charter.withdrawing import telling
    from charter.withdrawing.acting import carry_out, saved_meanwhile
    from charter.withdrawing.leftovers import other_sites
    words = _WORDS[options.lang]
    if found.nothing and not (found.left or found.stuck):
        print(one_line(words["nobody"].format(options.person or options.photo)))
        return PROBLEMS
    show_changes([*found.records, *found.pages], "{}")
    print("\n".join(telling.before(found, folders.records, options.lang)))
    if found.nothing:
        print(words["nothing"])
        return PROBLEMS
    if not options.yes and not agreed(words["ask"]):
        print(words["not"])
        return PROBLEMS
    saved = saved_meanwhile(folders, found)
    if saved:
        print(one_line(words["saved"].format(", ".join(saved))))
        return PROBLEMS
    kits = carry_out(folders, found, now.date())
    print("\n".join(telling.after(f"{folders.records.as_posix()}/{WITHDRAWN}", kits, other_sites(folders.output), options.lang)))
    return PROBLEMS if found.stuck else OK
