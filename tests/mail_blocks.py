"""The newsletter blocks of a folder of records, in every form, as the kit makes them; and records that try their layout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from charter.mail_html import email_html
from charter.model.folder import load
from charter.moment import moment_of
from charter.photos import derivative_file
from charter.pictures import pictures_of
from charter.plan import Plan
from charter.render import Templates
from charter.state import state_at
from charter.views.block import Block, block, long_blocks, without_photo
from charter.views.site import Site
from conftest import BASE_URL, DEMO_MOMENT, ROOT
from records_folder import written
from states_folder import LONG_NAME

THEME = ROOT / "theme"
CSS = (THEME / "static" / "newsletter.css").read_text("utf-8")
FORMS = ("html", "minimal", "markdown", "text")


@dataclass(frozen=True)
class Made:
    """One part of a block in every form. `name` tells which: slug, language, length, photo, part."""

    name: str
    block: Block
    lang: str
    forms: dict[str, str]


def site_of(records: Path, work: Path) -> tuple[Site, dict[str, Path]]:
    """The state of the records at DEMO_MOMENT, and the file of each picture by its address; `work` keeps these."""
    now = moment_of(DEMO_MOMENT)
    plan = Plan(records, records / "none", work / "output", work / "kept" / "output", THEME, ROOT / "pelicanconf.py", BASE_URL, now, now, quiet=True)
    found = load(records)
    assert not [problem for problem in found.problems if problem.level == "error"], found.problems
    state = state_at(found, now, now)
    photos = pictures_of(plan, found, state)
    site = Site(state, found.digests, BASE_URL, {at: picture for at, (_, picture) in photos.items()})
    kept = work / "kept" / "photos"
    return site, {f"{BASE_URL}/{d.url_path}": derivative_file(kept, job, d) for job, picture in photos.values() for d in picture.derivatives}


def templates_in(work: Path) -> dict[str, Templates]:
    """The theme in both languages, for the templates of the kit."""
    return {lang: Templates(THEME, lang, work / "compiled", {}, frozenset()) for lang in ("nl", "en")}


def blocks_of(site: Site) -> Iterator[tuple[str, Block, str]]:
    """Every block of every ceremony: short and long, with and without its photo, in both languages; with a name."""
    for slug in site.state.batches:
        for lang in ("nl", "en"):
            for length, parts in (("short", (block(site, slug, lang),)), ("long", long_blocks(site, slug, lang))):
                for part in parts:
                    name = f"{slug} {lang} {length} {part.part}"
                    if part.enclosure:
                        yield f"{name} photo", part, lang
                    yield name, without_photo(part), lang


def formed(made: Block, templates: Templates) -> dict[str, str]:
    """The four forms of a block."""
    return {"html": email_html(templates.render("kit/block.html", block=made), CSS),
            "minimal": templates.render("kit/minimal.html", block=made).strip(),
            "markdown": templates.render("kit/block.md", block=made).strip(),
            "text": templates.render("kit/block.txt", block=made).strip()}


@dataclass(frozen=True)
class Newsletters:
    """All blocks of some records, and the files behind the addresses of their pictures."""

    made: tuple[Made, ...]
    pictures: dict[str, Path]


def newsletters(folders: Iterable[Path], work: Path) -> Newsletters:
    """Every block of these folders of records, in every form."""
    templates, made, pictures = templates_in(work), [], {}
    for folder in folders:
        site, files = site_of(folder, work)
        pictures |= files
        made += [Made(name, found, lang, formed(found, templates[lang])) for name, found, lang in blocks_of(site)]
    return Newsletters(tuple(made), pictures)


def demo_and_hard(work: Path) -> Newsletters:
    """Those of the demo and of HARD."""
    return newsletters([ROOT / "signatories", hard_records(work / "hard")], work)


# Records that try the layout

ARABIC = "مؤسسة الأمثلة للتنوع"
HARD = {
    "2026-01-05-lang": {      # long names, Dutch only, lists, a tall photo, a photographer whom nobody knows
        "date": "2026-01-05", "place": "'s-Hertogenbosch", "title": {"nl": f"{LONG_NAME} tekent"},
        "lead": {"nl": "De eerste alinea van de inleiding.\n\nEen tweede alinea, met een lijst:\n\n- van dit\n- en van dat"},
        "quotes": [{"text": {"nl": "Wij zeiden: *kom maar*.\n\nEn zij kwamen."}, "by": {"name": "Ömer Çağlayan-van den Heuvel", "role": {"nl": "voorzitter"}}}],
        "photos": [{"file": "hoog.jpg", "subject": "portrait", "alt": {"nl": 'Een "staand" vlak & een <streep>'}, "credit": "onbekend", "people": []}],
        "signatories": [
            {"id": "lang", "name": LONG_NAME, "seat": "'s-Hertogenbosch",
             "ambition": {"nl": "Wij doen drie dingen:\n\n1. werven zonder drempels\n2. meten\n3. vertellen wat er misging\n\nDaarna beginnen we opnieuw."}},
            {"id": "rtl", "name": ARABIC, "seat": "Utrecht", "ambition": {"nl": "Iedereen telt mee.", "en": "Everyone counts."}},
            {"id": "kaal", "name": "Zonder Iets"},
            {"id": "tekens", "name": 'Bureau class="klas" <b>Zuid</b> & Zonen', "seat": "Łódź", "ambition": {"nl": "`Code` & <nep> \\<b\\> | [haak](http://example.org/)"}}]},
    "2026-02-02-lijst": {     # nobody told what it wants; one who was erased
        "date": "2026-02-02",
        "photos": [{"file": "breed.jpg", "subject": "group", "alt": {"nl": "Een liggend vlak", "en": "A wide plane"}, "credit": "Cas & Co <foto's>", "people": [
            {"name": "Ann Onbekend", "consent": {"web": "2026-02-02", "newsletter": "2026-02-02"}, "role": {"nl": "gast", "en": "guest"}}]}],
        "signatories": [{"id": f"nr-{n}", "name": f"Organisatie {n:02}", "seat": "Delft"} for n in range(1, 12)] + [{"id": "gewist", "name": "Gewist"}]},
    "2026-03-03-alleen": {"date": "2026-03-03", "form": "individual", "signatories": [{"id": "alleen", "name": "Één Enkele"}]},
}
CHARTER = {"name": {"nl": "Charter & Co", "en": "Charter & Co"}, "publisher": {"name": "Bureau"}}


def hard_records(folder: Path) -> Path:
    """HARD, written: JSON is YAML."""
    files = {f"{slug}/batch.yaml": json.dumps(batch, ensure_ascii=False) for slug, batch in HARD.items()}
    written(folder, {"charter.yaml": json.dumps(CHARTER), "changes.yaml": '- {date: 2026-04-01, id: gewist, withdrawn: erased}\n'} | files)
    _picture(folder / "2026-01-05-lang" / "hoog.jpg", (1200, 1600))
    _picture(folder / "2026-02-02-lijst" / "breed.jpg", (1800, 1200))
    return folder


def _picture(path: Path, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, "#7c9a92")
    ImageDraw.Draw(image).line((0, 0, *size), fill="#f4ece4", width=80)
    image.save(path, quality=85)
