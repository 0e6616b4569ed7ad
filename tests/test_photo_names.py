"""Names of photos: whatever a camera, a phone or a person calls a file just works, and no address of the site shows it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest

from camera_files import encoded, even
from records_folder import read_all, written

FOLDER = "2026-03-12-utrecht"
# As people and machines write them.
NAMES = [
    "Groep foto (1).JPG", "café – één.jpg", "#1 groep.jpg", "100% ruim.jpg", "Jan & Piet.jpg", "'s-Gravenhage.jpg", 'de "groep".jpg',
    "IMG_0001.JPEG", "foto\N{CAMERA}\N{VARIATION SELECTOR-16}.jpg", "صورة.jpg", "-rf.jpg", "a?b=c+d.jpg", "x" * 196 + ".jpg", "$HOME `id`.jpg",
    "a;b, c: [d] {e} !f *g |h > i.jpg", "DSC.0001..jpg", "groep.jpg.JPG", " met spaties .jpg", "Łódź Ærø ẞ ﬁ.jpg", "한국어 사진.jpg"]
DECOMPOSED = "Zoë café.jpg"         # typed with one character for é, and stored by a Mac with two


FIRST = 5       # the line of the first photo


def batch(names: list[str]) -> str:
    """A signing with these photos, the first on line 5. JSON is YAML."""
    photos = "".join(f"  - {{file: {json.dumps(name, ensure_ascii=False)}, alt: {{nl: Een groep, en: A group}}, credit: Jo Demo, people: []}}\n" for name in names)
    return f"date: 2026-03-12\npublish_at: 2026-03-12 16:00\nplace: Utrecht\nphotos:\n{photos}signatories: [{{id: bakkerij-b, name: Bakkerij B}}]\n"


def photo(number: int) -> bytes:
    """Each is another one."""
    return encoded(even("RGB", (number * 10 % 256, 100, 50)), "JPEG")


def spelled(form: str, name: str) -> str:
    return unicodedata.normalize(form, name)


def laid_down(root: Path, stored: list[str], typed: list[str]) -> Path:
    """A records folder in which the files have the one names, and the record has the other."""
    records = written(root / "signatories", {f"{FOLDER}/batch.yaml": batch(typed)})
    for number, name in enumerate(stored):
        (records / FOLDER / name).write_bytes(photo(number))
    return records


def found(records: Path) -> list[tuple[int, str, str]]:
    """What the rules say."""
    return [(p.line, p.rule, p.message.nl) for p in read_all(records)[1]]


def problems(ran) -> list[tuple[int, str, str]]:
    return [(p["line"], p["rule"], p["message"]) for p in json.loads(ran.stdout)]


def test_any_name_just_works(tmp_path, charter):
    """Nothing is said of any, each is used, and the names in the output are of the tool's own making."""
    records = laid_down(tmp_path, [*NAMES, spelled("NFD", DECOMPOSED)], [*NAMES, spelled("NFC", DECOMPOSED)])
    assert sorted(os.listdir(records / FOLDER)) == sorted(["batch.yaml", *NAMES, spelled("NFD", DECOMPOSED)])
    checked = charter("check", "--records", records, "--format", "json")
    assert (checked.code, problems(checked)) == (0, [])
    output = tmp_path / "output"
    built = charter("build", "--records", records, "--output", output, "--as-of", "2026-04-01", "--format", "json")
    assert (built.code, problems(built)) == (0, [])
    pictures = [path.relative_to(output / "images").as_posix() for path in (output / "images").rglob("*") if path.is_file()]
    assert [name for name in pictures if not re.fullmatch(r"[a-z0-9]+/[a-z0-9-]+\.(jpg|avif|png)", name)] == []
    assert len({name.split("/")[0] for name in pictures if "/photo-" in name}) == len(NAMES) + 1
    pages = "".join(page.read_text("utf-8") for page in output.rglob("*.html"))
    addresses = set(re.findall(r'(?:src|srcset|href|content)="([^"]*images/[^"]*)"', pages))
    assert len(addresses) > len(NAMES)
    assert [address for address in addresses if not re.fullmatch(r"[a-z0-9./:, ?=-]+", address)] == []


@pytest.mark.parametrize(("stored", "typed"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFC", "NFC"), ("NFD", "NFD")])
def test_accents_stored_otherwise(tmp_path, stored, typed):
    """A file that a Mac wrote and a record typed elsewhere find each other, and the other way round."""
    assert found(laid_down(tmp_path, [spelled(stored, DECOMPOSED)], [spelled(typed, DECOMPOSED)])) == []


TWICE = ("Zoë café.jpg staat twee keer in deze map: er zijn twee bestanden met deze naam, waarin de accenten anders zijn opgeslagen. "
         "Haal er één weg of geef het een andere naam.")


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_never_a_guess_between_two(tmp_path, typed):
    """Two files that look the same: whichever was meant, nobody can see it in the record."""
    records = laid_down(tmp_path, [spelled("NFC", DECOMPOSED), spelled("NFD", DECOMPOSED)], [spelled(typed, DECOMPOSED)])
    assert found(records) == [(FIRST, "photo-name-twice", TWICE)]


def test_capitals_are_another_name(tmp_path):
    """On a server Groep.JPG is not groep.jpg; the line to write is given, and the file counts as not used."""
    unused, missing = read_all(laid_down(tmp_path, [spelled("NFD", "Café.JPG")], ["café.jpg"]))[1]
    assert (unused.line, unused.rule, missing.line, missing.rule) == (FIRST - 1, "photo-unused", FIRST, "photo-missing")
    assert '{file: "Café.JPG",' in spelled("NFC", missing.suggestion)


def test_a_name_that_is_not_text(tmp_path, charter):
    """Linux allows bytes that are no characters; a file of such a name is told of and holds up nothing."""
    records = laid_down(tmp_path, ["groep.jpg"], ["groep.jpg"])
    Path(os.fsdecode(os.fsencode(records / FOLDER) + b"/caf\xe9.jpg")).write_bytes(photo(9))
    ran = charter("check", "--records", records, "--format", "json")
    assert (ran.code, [(p["line"], p["rule"], p["level"]) for p in json.loads(ran.stdout)]) == (0, [(FIRST - 1, "photo-unused", "warning")])
