"""`charter record-published`: writes down what the finished site publishes, for it may never be lost."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from charter import problems
from charter.commands import OK, PROBLEMS, WRONG_USE, arguments
from charter.commands.build import SETTINGS

if TYPE_CHECKING:
    from charter.model.published import Published
    from charter.plan import Plan
    from charter.stamp import Stamp

HELP = "Legt in published.json vast welke adressen, feed-id's en foto's zijn gepubliceerd; een build verliest die daarna nooit."
SHOWN = 10      # addresses that are named; the file has them all


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    parser.add_argument("--content", type=Path, metavar="MAP", help="de map met geschreven pagina's (standaard: content)")
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="MAP", help="de site die is gepubliceerd (standaard: output)")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Writes it, or says why not."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.plan import plan_of
    from charter.staging import Busy, NotOurs
    from charter.stamp import load_stamp
    asked = {"CHARTER_RECORDS": str(options.records.absolute()), "OUTPUT_PATH": str(options.output.absolute()),
             "CHARTER_PREVIEW": False, "CHARTER_QUIET": True, **({"PATH": str(options.content.absolute())} if options.content else {})}
    plan = plan_of(runpy.run_path(str(SETTINGS)) | asked)
    stamp = load_stamp(plan)
    try:
        if stamp is None or not plan.target.published():
            return _refused("none", options)
        with plan.target.locked():
            why = _refusal(plan, stamp)
            return _refused(why, options) if why else _record(plan, stamp, options)
    except Busy:
        return _refused("busy", options)
    except NotOurs:
        return _refused("none", options)
    except problems.ProblemsFound as e:
        print(problems.as_text(e.problems, options.lang, f"{options.records.as_posix()}/"))
        return PROBLEMS


def _refusal(plan: Plan, stamp: Stamp) -> str:
    """The reason why this output cannot be written down, or ''."""
    from charter.stamp import is_whole
    if not is_whole(plan, stamp):
        return "changed"
    if stamp.moment is None:
        return "preview"
    if not stamp.digest.startswith(f"{plan.sources} "):
        return "older"
    return "future" if stamp.moment > plan.now else ""


_REFUSALS = {
    "none": {"nl": "In {} staat geen site die charter heeft gebouwd. Geef eerst charter build, of kies met --output een andere map.",
             "en": "{} holds no site that charter built. Give charter build first, or choose another folder with --output."},
    "busy": {"nl": "Er loopt een build naar {}. Wacht tot die klaar is en geef de opdracht opnieuw.",
             "en": "A build is writing {}. Wait until it is done and give the command again."},
    "changed": {"nl": "De site in {} is niet zoals de laatste build haar achterliet. Geef charter build en daarna deze opdracht.",
                "en": "The site in {} is not as the last build left it. Give charter build and then this command."},
    "preview": {"nl": "De site in {} is een voorbeeld met --preview en wordt nooit gepubliceerd. Bouw haar zonder --preview.",
                "en": "The site in {} is a preview and is never published. Build it without --preview."},
    "older": {"nl": "De site in {} is niet van deze records en pagina's: er is na de build iets veranderd. Geef charter build en daarna deze opdracht.",
              "en": "The site in {} is not of these records and pages: something changed after the build. Give charter build and then this command."},
    "future": {"nl": "De site in {} is van een moment dat nog moet komen. Bouw haar zonder --as-of.",
               "en": "The site in {} is of a moment that has yet to come. Build it without --as-of."},
    "past": {"nl": "De site in {} is van vóór de laatste publicatie. Bouw haar zonder --as-of.",
             "en": "The site in {} is from before the last publication. Build it without --as-of."},
}


def _refused(why: str, options: argparse.Namespace) -> int:
    print(_REFUSALS[why][options.lang].format(options.output), file=sys.stderr)
    return WRONG_USE


def _record(plan: Plan, stamp: Stamp, options: argparse.Namespace) -> int:
    """Adds what the files of the output publish. Raises ProblemsFound."""
    from charter.build import public_pages, read_records
    from charter.causes import NewSite
    from charter.content import read_pages
    from charter.continuity import compare
    from charter.model.changes import erased_ids
    from charter.pictures import pictures_of
    from charter.published import identities, merged
    from charter.stamp import save_stamp
    from charter.state import state_at
    assert stamp.moment
    plan = replace(plan, moment=stamp.moment)
    records = read_records(plan)
    hand, wrong = read_pages(plan.content, plan.records, list(records.batches), lambda source, body: "")
    if problems.errors([*records.problems, *wrong]):
        raise problems.ProblemsFound([*records.problems, *wrong])
    before = records.published
    if before and stamp.moment < before.as_of:
        return _refused("past", options)
    state = state_at(records, plan.moment, plan.now)
    pictures = {at: picture for at, (_, picture) in pictures_of(plan, records, state).items()}
    now = identities(stamp.files, state, public_pages(plan, hand), pictures)
    lost = compare(NewSite(records, state, hand, plan.content, now), before)[0] if before else []
    if lost:
        raise problems.ProblemsFound(lost)
    after = merged(before, now, stamp.moment, erased_ids(state.changes), records.withdrawn)
    _write(plan.records, after)
    save_stamp(plan, replace(stamp, recorded=True))     # from now on it is missed when it is gone
    print("\n".join(_told(before, after)))
    return OK


def _write(folder: Path, published: Published) -> None:
    """All at once, by a rename; a file that holds this already is left alone."""
    from charter.model.published import PUBLISHED, written
    text = written(published)
    if text != published.text:
        temporary = folder / f".{PUBLISHED}.{os.getpid()}"
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(folder / PUBLISHED)


def _told(before: Published | None, after: Published) -> Iterator[str]:
    """What is new, in one line, and the first addresses."""
    def new(table: str) -> list[str]:
        return sorted(getattr(after, table).keys() - (getattr(before, table).keys() if before else set()))

    addresses, hashed = new("urls"), len(after.erased) - (len(before.erased) if before else 0)
    yield (f"Erbij in published.json: {len(addresses)} × adres, {len(new('feed_ids'))} × feed-id, {len(new('images'))} × afbeelding"
           f"{f'; onleesbaar gemaakt: {hashed}' if hashed else ''}.")
    yield from (f"  {address}" for address in addresses[:SHOWN])
    if len(addresses) > SHOWN:
        yield f"  en nog {len(addresses) - SHOWN}"
