"""`charter kit`: the photos of a ceremony for the press."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter import problems
from charter.commands import OK, PROBLEMS, WRONG_USE, arguments
from charter.problems import Problem

if TYPE_CHECKING:
    from charter.kits import Sorted
    from charter.model.folder import Records

HELP = "Schrijft de foto's van een ondertekening voor de pers: groot, met de naam van de fotograaf, alleen met toestemming."
_WORDS: dict[str, dict[str, Any]] = {
    "nl": {"unknown": "Er is geen ondertekening `{}`. Kies uit: {}", "bar": "Persfoto's",
           "none": "Geen foto van deze ondertekening mag naar de pers.",
           "done": "{} voor de pers in {}. Vermeld altijd de fotograaf.", "count": ("{} foto", "{} foto's"),
           "withheld": "Niet meegenomen: {} (geen toestemming voor de pers van {}).",
           "NotOurs": "In {} staan bestanden die niet door charter zijn gemaakt. Kies met --to een andere map.",
           "public": "{} hoort bij de site of de records, en persfoto's horen daar niet. Kies met --to een andere map.",
           "Busy": "Er wordt al naar {} geschreven. Wacht tot dat klaar is en geef de opdracht opnieuw."},
    "en": {"unknown": "There is no signing `{}`. Choose from: {}", "bar": "Press photos",
           "none": "No photo of this signing may go to the press.",
           "done": "{} for the press in {}. Always name the photographer.", "count": ("{} photo", "{} photos"),
           "withheld": "Left out: {} (no consent for the press from {}).",
           "NotOurs": "{} holds files that charter did not make. Choose another folder with --to.",
           "public": "{} belongs to the site or to the records, where press photos do not belong. Choose another folder with --to.",
           "Busy": "Somebody is writing to {}. Wait until that is done and give the command again."},
}


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("batch", metavar="ONDERTEKENING", help="de map van de ondertekening, zoals 2026-03-12-utrecht")
    arguments.records(parser)
    parser.add_argument("--to", type=Path, default=Path("kits"), metavar="MAP", help="waar de map met foto's komt (standaard: kits); nooit openbaar")
    parser.add_argument("--as-of", type=arguments.moment, metavar="MOMENT", help="met de toestemming zoals die dan is of was")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Writes them, or says why not."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter import kits, progress
    from charter.model.folder import load
    from charter.plan import timezone_of
    from charter.staging import Busy, NotOurs
    words, records = _WORDS[options.lang], load(options.records)
    slug, today = Path(options.batch).name, _today(options.as_of, timezone_of(options.records))
    if slug not in records.batches and not records.problems:
        print(problems.one_line(words["unknown"].format(slug, ", ".join(sorted(records.batches)))), file=sys.stderr)
        return WRONG_USE
    wrong = _wrong(records, slug, today)
    if wrong:
        return _show(wrong, options)
    if kits.is_public(options.to):
        print(words["public"].format(options.to), file=sys.stderr)
        return WRONG_USE
    folder = options.to / slug
    try:
        found = kits.press_photos(records, slug, today)
        with progress.stage(words["bar"]) as report:
            refused = kits.write_kit(folder, folder.absolute().parent.parent / ".charter" / f"kit-{slug}", found.press, report)
    except (NotOurs, Busy) as e:
        print(words[type(e).__name__].format(folder), file=sys.stderr)
        return WRONG_USE
    if refused:
        return _show([records.problem(f"{slug}/batch.yaml", (*photo.where, "file"), why.rule, why.nl, why.en) for photo, why in refused], options)
    _tell(found, folder, words)
    return OK


def _wrong(records: Records, slug: str, today: date) -> Sequence[Problem]:
    """The errors of the ceremony and of the programme; those of other ceremonies are for another day."""
    from charter.checks import check
    found = [*records.problems, *check(records, today)]
    return problems.errors(p for p in found if p.path.startswith((f"{slug}/", "charter.yaml")) or slug not in records.batches)


def _show(wrong: Iterable[Problem], options: argparse.Namespace) -> int:
    print(problems.as_text(problems.sorted_problems(wrong), options.lang, f"{options.records.as_posix()}/"))
    return PROBLEMS


def _today(as_of: str | None, timezone: str) -> date:
    from charter.moment import moment_of, now_in
    return (moment_of(as_of) if as_of else now_in(timezone)).date()


def _tell(found: Sorted, folder: Path, words: dict[str, Any]) -> None:
    """What is there, and what is not and why."""
    for photo in found.press:
        print(f"  {folder / photo.path}")
    for name, people in found.withheld:
        print(problems.one_line(words["withheld"].format(name, ", ".join(people))))
    count = words["count"][len(found.press) != 1].format(len(found.press))
    print(words["done"].format(count, folder) if found.press else words["none"])
