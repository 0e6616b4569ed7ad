"""After `charter withdraw` the next site holds the name and the photo nowhere, and differs in nothing else."""

from __future__ import annotations

import hashlib
import html
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charter.model.published import read_published
from conftest import Command
from published_site import Site, copied
from records_folder import CHARTER, written
from trees import differences, edit, stamps, tree

NAME = "Zoë d'Wit"
GROEP = f"""\
  # {NAME} staat links
  - file: groep.jpg
    alt: {{nl: Een groep met {NAME}, en: A group with {NAME}}}
    credit: Jo Demo
    people: [{{name: Piet Pel, role: {{nl: gast, en: guest}}}}, {{name: {NAME}, role: {{nl: gast, en: guest}}}}]
    consent: {{web: 2025-03-12, newsletter: 2025-03-12, social: 2025-03-12, press: 2025-03-12}}
"""
UTRECHT = f"""\
date: 2025-03-12
publish_at: 2025-03-12 16:00
place: Utrecht
led_by: {{name: {NAME}, role: {{nl: wethouder, en: alderman}}}}
body:
  nl: |
    {NAME} opende de middag. Toen begon het feest met {NAME}.
  en: Then {NAME} left.
quotes:
  - {{text: {{nl: Het was mooi.}}, by: {{name: Piet Pel}}}}
  - {{text: {{nl: Ik ga weg.}}, by: {{name: {NAME}}}}}
photos:
{GROEP}\
  - {{file: zaal.jpg, alt: {{nl: Een zaal, en: A hall}}, credit: Jo Demo, people: [], consent: {{web: 2025-03-12}}}}
signatories:
  - {{id: gemeente-a, name: Gemeente A, seat: Utrecht, sector: zorg, signed_by: [{{name: Piet Pel}}, {{name: {NAME}}}]}}
  - {{id: bakkerij-b, name: Bakkerij B, seat: Delft, signed_by: [{{name: {NAME}, role: {{nl: bakker}}}}], ambition: {{nl: "{NAME} bakt."}}}}
"""
ZWOLLE = f"""\
date: 2025-06-09
signatories:
  - id: slagerij-c
    name: Slagerij C
    photos:
      - {{file: portret.jpg, alt: {{nl: De slager, en: The butcher}}, credit: Jo Demo, people: []}}
  - id: visboer-d
    name: Visboer D
    ambition: {{nl: Vis., en: Fish.}}
# {NAME} belde.
""".replace("\n", "\r\n")
OVER = "Title: Over ons\nSlug: over\nLang: nl\nSummary: Vraag Zoë d’Wit.\nTranslation: over\n\nBel Zoë\nd'Wit.\n"
ABOUT = f"Title: About {NAME}\nSlug: about\nLang: en\nSummary: Ask.\nTranslation: over\n\n{NAME} knows.\n"
TAAL = "Title: Taal\nSlug: taal\nLang: nl\nSummary: Over taal.\n\nTekst.\n"
FILES = {"charter.yaml": CHARTER + f"join: {{nl: Mail {NAME}.}}\n", "2025-03-12-utrecht/batch.yaml": UTRECHT, "2025-06-09-zwolle/batch.yaml": ZWOLLE,
         "changes.yaml": f"# {NAME} meldde dit.\n- {{date: 2025-07-01, id: slagerij-c, renamed: {{name: Slagerij Cé}}}}\n"}
MOMENT = "2025-11-20 12:00"


def photo(path: Path, seed: int) -> None:
    """No two alike, and no tone by itself."""
    Image.frombytes("RGB", (1000, 700), hashlib.shake_256(bytes([seed])).digest(2_100_000)).resize((1300, 910)).save(path, "JPEG")


@pytest.fixture(scope="module")
def before(charter: Command, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was published. The same photo is in both ceremonies, under two names."""
    site = Site(tmp_path_factory.mktemp("withdraw") / "before", charter)
    written(site.records, FILES)
    for slug, name, seed in (("2025-03-12-utrecht", "groep.jpg", 1), ("2025-03-12-utrecht", "zaal.jpg", 2), ("2025-06-09-zwolle", "portret.jpg", 1)):
        photo(site.records / slug / name, seed)
    written(site.root / "content", {"over.nl.md": OVER, "over.en.md": ABOUT, "taal.nl.md": TAAL})
    (site.root / "content" / "charter.yaml").unlink()
    site.built()
    assert site.record().code == 0
    return site


@pytest.fixture(scope="module")
def after(before: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same without the person, built once more."""
    site = copied(before, tmp_path_factory.mktemp("withdrawn") / "after")
    ran = site.charter("withdraw", *site.places, "--person", NAME, "--yes")
    assert ran.code == 0, ran.stdout + ran.stderr
    site.built()
    return site


def folder_of(site: Site) -> str:
    """images/<12hex>/ of the photo that shows the person."""
    digest = hashlib.sha256((site.records / "2025-03-12-utrecht" / "groep.jpg").read_bytes()).hexdigest()
    return f"images/{digest[:12]}/"


def said(path: str, data: bytes) -> str:
    """A file as its reader sees it: entities, escapes and feeds in feeds undone, spaces and apostrophes alike."""
    text = data.decode("utf-8", "replace")
    if path.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), html.unescape(html.unescape(text)))
    return re.sub(r"\s+", " ", text.replace("’", "'")).lower()


def naming(files: dict[str, bytes]) -> set[str]:
    """The files that say the name, or the first or last part of it."""
    return {path for path, data in files.items()
            if "Zoë".encode() in data or (not path.endswith((".jpg", ".avif")) and re.search("zoë|d'wit", said(path, data)))}


def test_the_name_is_nowhere_in_the_site(before, after):
    """It was on many pages and in every kind of file."""
    assert {Path(path).suffix for path in naming(tree(before.output))} == {".html", ".rss", ".atom", ".json", ".zip"}
    assert len(naming(tree(before.output))) > 15
    assert naming(tree(after.output)) == set()


def test_the_name_is_nowhere_in_records_pages_and_caches(before, after):
    """Nor is a word of it in the log."""
    assert naming(tree(before.records)) == {"charter.yaml", "changes.yaml", "2025-03-12-utrecht/batch.yaml", "2025-06-09-zwolle/batch.yaml"}
    for folder in (after.records, after.root / "content", after.root / ".charter"):
        assert [path for path, data in tree(folder).items() if re.search("Zoë|d['’]Wit".encode(), data)] == []


def test_no_bytes_of_the_photo_are_left(before, after):
    """Of no derivative, nor of a card that shows it, nor of the photo itself; in site, caches and records."""
    folder = folder_of(before)
    pictures = {path: data for path, data in tree(before.output).items() if path.startswith("images/")}
    showing = {path for path in pictures if path.startswith(folder)}
    assert {Path(path).suffix for path in showing} == {".avif", ".jpg"}
    source = (before.records / "2025-03-12-utrecht" / "groep.jpg").read_bytes()
    gone = {hashlib.sha256(pictures[path]).digest() for path in showing} | {hashlib.sha256(source).digest()}
    # What shows a photo is a part of it: the card of Utrecht was made of groep.jpg, and now of zaal.jpg or of none.
    gone |= {hashlib.sha256(pictures[path]).digest() for path in pictures if "card" in path and path in differences(tree(before.output), tree(after.output))}
    kept = {hashlib.sha256(data).digest() for data in tree(after.root).values()}
    assert gone & kept == set()


def test_a_neutral_picture_stands_at_every_address_that_others_show(before, after):
    """Of the size that the photo had there; an AVIF is gone."""
    folder, was, now = folder_of(before), tree(before.output), tree(after.output)
    there = {path for path in was if path.startswith(folder)}
    assert {path for path in now if path.startswith(folder)} == {path for path in there if path.endswith(".jpg")}
    for path in there & now.keys():
        old, new = Image.open(BytesIO(was[path])), Image.open(BytesIO(now[path]))
        assert (new.size, new.format, len(new.getexif())) == (old.size, "JPEG", 0)
        assert max(high - low for low, high in new.getextrema()) <= 1
    assert "_redirects" not in now


def test_nothing_else_changed(before, after):
    """Only what said the name or showed the photo: the cards too, which have a version behind their address."""
    folder = folder_of(before)
    was, now = ({path: re.sub(rb"\?v=[0-9a-f]{8}", b"", data) for path, data in tree(site.output).items()} for site in (before, after))
    shows = naming(was) | {path for path, data in was.items() if folder.encode() in data or path.startswith(folder)} - {".manifest"}
    assert [path for path in differences(was, now) if "/card-" not in path] == sorted(shows | {".manifest"})


def test_who_signed_alone_has_no_name(after):
    """In the language of the page, without a role; of two the other stays."""
    files = {path: said(path, data) for path, data in tree(after.output).items() if path.endswith(".html")}
    assert "getekend door iemand die niet genoemd wil worden<" in files["nieuws/2025-03-12-utrecht/index.html"]
    assert "somebody who does not want to be named" in files["en/signatories/bakkerij-b/index.html"]
    assert "iemand die niet" not in files["en/signatories/bakkerij-b/index.html"]
    assert "piet pel" in files["ondertekenaars/gemeente-a/index.html"]


def test_the_records_read_well(after):
    """Sentences begin with a capital; what was said by somebody else stays; Zwolle keeps its line ends."""
    assert (after.records / "2025-03-12-utrecht/batch.yaml").read_text("utf-8") == """\
date: 2025-03-12
publish_at: 2025-03-12 16:00
place: Utrecht
body:
  nl: |
    Een deelnemer opende de middag. Toen begon het feest met een deelnemer.
  en: Then a participant left.
quotes:
  - {text: {nl: Het was mooi.}, by: {name: Piet Pel}}
photos:
  # Een deelnemer staat links
  - {file: zaal.jpg, alt: {nl: Een zaal, en: A hall}, credit: Jo Demo, people: [], consent: {web: 2025-03-12}}
signatories:
  - {id: gemeente-a, name: Gemeente A, seat: Utrecht, sector: zorg, signed_by: [{name: Piet Pel}]}
  - {id: bakkerij-b, name: Bakkerij B, seat: Delft, signed_by: [{name: iemand die niet genoemd wil worden}], ambition: {nl: "Een deelnemer bakt."}}
"""
    assert (after.records / "2025-06-09-zwolle/batch.yaml").read_bytes().decode() == ZWOLLE.replace(
        "    photos:\r\n      - {file: portret.jpg, alt: {nl: De slager, en: The butcher}, credit: Jo Demo, people: []}\r\n", "").replace(NAME, "Een deelnemer")
    assert (after.root / "content/over.nl.md").read_text("utf-8") == OVER.replace("Vraag Zoë d’Wit", "Vraag een deelnemer").replace("Bel Zoë\nd'Wit", "Bel een deelnemer")
    assert (after.root / "content/over.en.md").read_text("utf-8") == ABOUT.replace(f"About {NAME}", "About a participant").replace(NAME, "A participant")


def test_publishing_it_again_gives_no_problem(after, tmp_path):
    """The addresses stay in the file and are nobody's any more; once more is no change, and a build has nothing to do."""
    site = copied(after, tmp_path / "site")
    site.built()
    folder = f"/{next(iter(json.loads((site.records / 'withdrawn.json').read_text('utf-8'))['images'])).split('/', 1)[1].rpartition('/')[0]}/"
    was = site.entries()
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding.\n"
    now = site.entries()
    assert (now["images"].keys(), {owner for entry, owner in now["images"].items() if entry.startswith(folder)}) == (was["images"].keys(), {"listing"})
    assert {entry: owner for entry, owner in now["images"].items() if not entry.startswith(folder)} == {
        entry: owner for entry, owner in was["images"].items() if not entry.startswith(folder)}
    text, files = site.published.read_bytes(), stamps(site.output)
    assert read_published(text)[1] == []
    site.built()
    assert stamps(site.output) == files
    assert (site.record().code, site.published.read_bytes()) == (0, text)


def test_the_addresses_lead_to_no_other_photo(after, tmp_path):
    """Not when another photo gets the name of the file. The same photo does not come back, under no name, unless the record says why."""
    site = copied(after, tmp_path / "site")
    record = site.records / "2025-03-12-utrecht" / "batch.yaml"
    edit(record, "photos:\n", "photos:\n  - {file: groep.jpg, alt: {nl: Een groep, en: A group}, credit: Jo Demo, people: []}\n")
    photo(site.records / "2025-03-12-utrecht" / "groep.jpg", 3)
    neutral = {path: data for path, data in tree(after.output).items() if path.lstrip("/") in {
        address.lstrip("/") for address in json.loads((site.records / "withdrawn.json").read_text("utf-8"))["images"]}}
    made = site.built()
    assert ("_redirects" in made, {path: made[path] for path in neutral}) == (False, neutral)
    (site.records / "2025-03-12-utrecht" / "groep.jpg").rename(site.records / "2025-03-12-utrecht" / "terug.jpg")
    photo(site.records / "2025-03-12-utrecht" / "terug.jpg", 1)
    edit(record, "file: groep.jpg", "file: terug.jpg")
    [(path, _, _, rule, said, _)] = site.refused()
    assert (path, rule) == ("2025-03-12-utrecht/batch.yaml", "withdrawn-photo")
    assert re.fullmatch(r"terug.jpg is op \d{4}-\d\d-\d\d ingetrokken en mag niet terug op de site; haal de foto weg", said)
    asked = site.charter("photos", "2025-03-12-utrecht", "--records", site.records)
    assert "terug.jpg" not in asked.stdout       # the record names it, so `charter check` tells
    edit(record, "file: terug.jpg", "file: groep.jpg")
    photo(site.records / "2025-03-12-utrecht" / "groep.jpg", 3)
    assert "terug.jpg is op" in site.charter("photos", "2025-03-12-utrecht", "--records", site.records).stdout
    photo(site.records / "2025-03-12-utrecht" / "groep.jpg", 1)
    with record.open("a", encoding="utf-8") as lines:
        lines.write("accept: [{rule: withdrawn-photo, because: zij gaf opnieuw toestemming}]\n")
    made = site.built()
    assert [path for path in neutral if path.endswith("photo-960.jpg") and made[path] == neutral[path]] == []
    assert site.record().code == 0


def test_a_photo_that_was_replaced_goes_with_the_one_before_it(before, tmp_path):
    """Under its own file name, and published both times: at the addresses of both stands a neutral picture, and the next build is good."""
    site = copied(before, tmp_path / "site")
    was = f"/{folder_of(site)}"
    photo(site.records / "2025-03-12-utrecht" / "groep.jpg", 4)
    photo(site.records / "2025-06-09-zwolle" / "portret.jpg", 5)       # it was a copy
    site.built()
    assert site.record().code == 0
    now = f"/{folder_of(site)}"
    owned = {address for address, owner in site.entries()["images"].items() if owner == "batch:2025-03-12-utrecht/groep.jpg"}
    ran = site.charter("withdraw", *site.places, "--photo", "2025-03-12-utrecht/groep.jpg", "--yes")
    assert ran.code == 0, ran.stdout + ran.stderr
    made = site.built()
    jpegs = {address for address in owned if address.endswith(".jpg")}
    assert {address.rpartition("/")[0] + "/" for address in jpegs} == {was, now}
    assert {address: max(high - low for low, high in Image.open(BytesIO(made[address[1:]])).getextrema()) <= 1 for address in jpegs} == dict.fromkeys(jpegs, True)
    assert {path for path in made if f"/{path}".startswith((was, now))} == {address[1:] for address in jpegs}
    assert site.record().code == 0


def test_without_the_log_the_addresses_would_be_lost(after, tmp_path):
    """It belongs in version control, as published.json does."""
    site = copied(after, tmp_path / "site")
    (site.records / "withdrawn.json").unlink()
    assert {rule for _, _, _, rule, _, _ in site.refused()} == {"published-lost"}
