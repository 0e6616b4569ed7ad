"""`charter kit`: the photos of a ceremony for the press, and a package for each who signed."""

from __future__ import annotations

import argparse
import runpy
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter import problems
from charter.commands import OK, PROBLEMS, WRONG_USE, arguments, kit_words
from charter.commands.build import SETTINGS
from charter.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from charter.kits import PressPhoto, Sorted
    from charter.model.folder import Records
    from charter.packing.packages import Materials, Packed
    from charter.plan import Plan
    from charter.views.site import Site

HELP = ("Maakt na een ondertekening klaar wat naar buiten gaat: de foto's voor de pers, en voor elke ondertekenaar een pakket (zip) met een "
        "conceptmail (eml). In het pakket zitten foto's, een vierkante foto voor Instagram, teksten voor sociale media en de website, wie u kunt "
        "noemen, een deelkaart en een badge. Foto's gaan alleen mee met toestemming voor de pers; de vierkante ook alleen met die voor sociale media.")


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("batch", metavar="ONDERTEKENING", help="de map van de ondertekening, zoals 2026-03-12-utrecht")
    arguments.records(parser)
    parser.add_argument("--only", metavar="ID", help="maak alleen het pakket van deze ondertekenaar; andere pakketten blijven zoals ze waren")
    parser.add_argument("--to", type=Path, default=Path("kits"), metavar="MAP", help="waar de map met foto's en pakketten komt (standaard: kits); nooit openbaar")
    arguments.address(parser)
    parser.add_argument("--as-of", type=arguments.moment, metavar="MOMENT", help="met de toestemming zoals die dan is of was")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Writes them, or says why not."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter import kits
    from charter.model.folder import load
    from charter.staging import Busy, NotOurs
    words = kit_words.WORDS[options.lang]
    try:
        plan = _plan(options)
    except ValueError as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    records, slug, today = load(options.records), Path(options.batch).name, (plan.moment or plan.now).date()
    wrong = _wrong(records, slug, today)
    refusal = _refusal(options, records, slug, words)
    if wrong and not (refusal and slug not in records.batches and not records.problems):
        return _show(wrong, options)
    if refusal or kits.is_public(options.to):
        print(problems.one_line(refusal or words["public"].format(options.to)), file=sys.stderr)
        return WRONG_USE
    try:
        return _write(options, plan, records, slug, today)
    except ProblemsFound as e:
        return _show([problem for problem in e.problems if problem.path.startswith(f"{slug}/")], options)
    except (NotOurs, Busy) as e:
        print(words[type(e).__name__].format(options.to / slug), file=sys.stderr)
        return WRONG_USE


def _plan(options: argparse.Namespace) -> Plan:
    """As `charter build` has it: the same settings, the same photos in the cache."""
    from charter.plan import plan_of
    asked = {"CHARTER_RECORDS": str(options.records.absolute()), "CHARTER_AS_OF": options.as_of, "SITEURL": options.base_url}
    return plan_of(runpy.run_path(str(SETTINGS)) | {name: value for name, value in asked.items() if value})


def _refusal(options: argparse.Namespace, records: Records, slug: str, words: dict[str, Any]) -> str | None:
    """Why this cannot be meant."""
    batch = records.batches.get(slug)
    if batch is None:
        return words["unknown"].format(slug, ", ".join(sorted(records.batches)))
    ids = [signature.id for signature in batch.signatories]
    return words["unknown-id"].format(options.only, ", ".join(ids)) if options.only and options.only not in ids else None


def _wrong(records: Records, slug: str, today: date) -> Sequence[Problem]:
    """The errors of the ceremony, of the programme and of who left; those of other ceremonies are for another day."""
    from charter.checks import check
    found = [*records.problems, *check(records, today)]
    return problems.errors(p for p in found if p.path.startswith((f"{slug}/", "charter.yaml", "changes.yaml", "withdrawn.json")) or slug not in records.batches)


def _show(wrong: Iterable[Problem], options: argparse.Namespace) -> int:
    print(problems.as_text(problems.sorted_problems(wrong), options.lang, f"{options.records.as_posix()}/"))
    return PROBLEMS


def _write(options: argparse.Namespace, plan: Plan, records: Records, slug: str, today: date) -> int:
    from charter import kits, progress
    from charter.packing.packages import receivers
    words, folder = kit_words.WORDS[options.lang], options.to / slug
    found = kits.press_photos(records, slug, today)
    with progress.stage(words["bar"]) as report:
        made, refused = kits.made_photos(found.press, report)
    if refused:
        return _show([records.problem(f"{slug}/batch.yaml", (*photo.where, "file"), why.rule, why.nl, why.en) for photo, why in refused], options)
    site, materials = _materials(plan, records, slug, found, made)
    numbers = [n for n in receivers(site, slug) if options.only in (None, site.state.batches[slug].signatories[n].id)]
    packages: list[Packed] = []
    with progress.stage(words["packages-bar"]) as report:
        files = _files(site, slug, numbers, materials, packages, report)
        kits.write_kit(folder, folder.absolute().parent.parent / ".charter" / f"kit-{slug}", files, keep=bool(options.only))
    left, photos_taken = _without(site, slug, numbers, options.only), any(True for _ in records.batches[slug].all_photos())
    print("\n".join(kit_words.told(found, packages, left, folder, options.lang, photos_taken)))
    if options.as_of and plan.moment:
        print(kit_words.made_for(plan.moment, options.lang))
    for kit in kits.with_erased(options.to, records):
        print(problems.one_line(words["erased"].format(kit, kit.name)))
    return OK


def _materials(plan: Plan, records: Records, slug: str, found: Sorted, made: dict[PressPhoto, bytes]) -> tuple[Site, Materials]:
    """The site as it is when the news is public, but with the consent of today: a package is ready when the news is."""
    from functools import partial

    from charter.packing.packages import Materials, shared_files, squares
    from charter.pictures import jpeg_of, pictures_of, square_of
    from charter.share_card import card_jpeg, fonts_of
    from charter.state import published_at, state_at
    from charter.views.site import Site
    moment = plan.moment or plan.now
    # Who was erased is in no package, whatever day is asked for.
    erased = [published_at(change) for change in records.changes if change.withdrawn == "erased"]
    state = replace(state_at(records, max(moment, published_at(records.batches[slug]), *erased)), moment=moment)
    photos = pictures_of(plan, records, state, slug)
    site = Site(state, records.digests, plan.base_url, {at: picture for at, (_, picture) in photos.items()})
    shared = shared_files(site, slug, fonts_of(plan.theme), lambda lang: card_jpeg(site, slug, lang, plan.theme, partial(jpeg_of, plan, photos), "press"))
    return site, Materials(made, found.withheld, shared, moment, squares(site, slug, made, partial(square_of, plan, photos)))


def _files(site: Site, slug: str, numbers: Sequence[int], materials: Materials, packages: list[Packed], report: Any) -> Iterator[tuple[str, bytes]]:
    """Every file of the kit; each package is made when its turn has come, and told of in `packages` without its bytes."""
    from charter.packing.packages import packed
    yield from ((photo.path, data) for photo, data in materials.press.items())
    for done, number in enumerate(numbers, 1):
        one = packed(site, slug, number, materials)
        yield f"{one.id}.zip", one.archive
        yield f"{one.id}.eml", one.mail
        packages.append(one._replace(archive=b"", mail=b""))
        report(done, len(numbers))


def _without(site: Site, slug: str, numbers: Sequence[int], only: str | None) -> list[str]:
    """The names of those who get no package for they left; nobody who was erased."""
    return [signature.name for number, signature in enumerate(site.state.batches[slug].signatories)
            if number not in numbers and only in (None, signature.id) and site.organisation(signature.id)]
