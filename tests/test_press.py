"""`charter kit`: the photos of a ceremony for the press, and nothing without consent."""

from __future__ import annotations

import re
import shutil

import pytest
from PIL import Image

from conftest import ROOT
from trees import tree

UTRECHT, LEEUWARDEN = "2026-03-12-utrecht", "2026-09-03-leeuwarden"


@pytest.fixture
def records(tmp_path):
    """A copy of the demo's records that a test may change, in a working folder of its own."""
    shutil.copytree(ROOT / "signatories", tmp_path / "signatories")
    return tmp_path / "signatories"


def loose(files: dict[str, bytes]) -> list[str]:
    """What lies beside the packages: the photos."""
    return sorted(path for path in files if not path.endswith((".zip", ".eml")))


def test_kit_for_the_press(charter, records):
    """Large, with the maker in name, EXIF and XMP; those of a signatory in a folder of its id; nothing in the site."""
    photo = records / LEEUWARDEN / "ondertekening.jpg"
    with Image.open(photo) as image:
        image.resize((4000, round(4000 * image.height / image.width))).save(photo, quality=60)
    ran = charter("kit", LEEUWARDEN, cwd=records.parent)
    assert (ran.code, re.sub(r"[\d,]+ MB", "N MB", ran.stdout)) == (0, (
        f"  kits/{LEEUWARDEN}/ondertekening-foto-demotekening-ondertekend.jpg\n"
        f"  kits/{LEEUWARDEN}/ergens.zip (1 foto, N MB)\n"
        f"1 foto voor de pers in kits/{LEEUWARDEN}. Vermeld altijd de fotograaf.\n"
        f"1 pakket in kits/{LEEUWARDEN}, met een conceptmail (.eml). Open die, vul het adres in en verstuur de mail.\n")), ran.stderr
    [path] = (records.parent / "kits" / LEEUWARDEN).rglob("*.jpg")
    with Image.open(path) as image:
        assert (image.width, image.getexif()[0x013B], b"photoshop:Credit" in image.info["xmp"]) == (3000, "Demotekening Ondertekend", True)
        assert b"CC0-1.0" in image.info["xmp"]


def test_of_signatories_too(charter, records):
    """Each in its own folder, none larger than it was; a second run gives the same bytes."""
    folder = records.parent / "kits" / UTRECHT
    assert charter("kit", UTRECHT, cwd=records.parent).code == 0
    first = tree(folder)
    assert loose(first) == [".manifest", "bouwbedrijf-luchtkasteel/bouwbedrijf-luchtkasteel-foto-demotekening-ondertekend.jpg",
                             "charter-op-tafel-foto-demotekening-ondertekend.jpg", "groep-foto-demotekening-ondertekend.jpg",
                             "ondertekening-foto-demotekening-ondertekend.jpg", "pixelpolder-software/pixelpolder-software-foto-demotekening-ondertekend.jpg",
                             "zorggroep-wensput/zorggroep-wensput-foto-demotekening-ondertekend.jpg"]
    with Image.open(folder / "groep-foto-demotekening-ondertekend.jpg") as made, Image.open(records / UTRECHT / "groep.jpg") as source:
        assert (made.size, source.size) == ((3000, 2000), (4000, 2667))
    assert charter("kit", f"signatories/{UTRECHT}/", cwd=records.parent).code == 0
    assert tree(folder) == first


def test_without_consent_a_photo_stays_out(charter, records):
    """And one that is there from an earlier kit goes; consent counts from its day on."""
    record = records / LEEUWARDEN / "batch.yaml"
    assert charter("kit", LEEUWARDEN, cwd=records.parent).code == 0
    record.write_text(re.sub(r"press: [\d-]+", "press: 2027-01-01", record.read_text("utf-8")), "utf-8")
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-11-01", "--lang", "en", cwd=records.parent)
    who = re.search(r"people:.*?name: ([^,}\n]+)", record.read_text("utf-8"), re.DOTALL)[1].strip()
    assert (ran.code, re.sub(r"[\d.]+ MB", "N MB", ran.stdout)) == (0, (
        f"  kits/{LEEUWARDEN}/ergens.zip (0 photos, N MB)\n"
        f"Left out: ondertekening.jpg (no consent for the press from {who}).\nNo photo of this signing may go to the press.\n"
        f"1 package in kits/{LEEUWARDEN}, with a draft of a mail (.eml). Open it, fill in the address and send it.\n"
        "Note: made for 1 November 2026 (--as-of), with consent as it is or was then.\n"))
    assert loose(tree(records.parent / "kits" / LEEUWARDEN)) == [".manifest"]
    assert "1 photo for the press" in charter("kit", LEEUWARDEN, "--as-of", "2027-01-01", "--lang", "en", cwd=records.parent).stdout


def test_says_why_not(charter, records):
    """A batch that is not there, a folder of somebody else's, a photo that cannot be used: nothing is written."""
    ran = charter("kit", "2026-01-01-nergens", cwd=records.parent)
    assert (ran.code, ran.stderr) == (2, f"Er is geen ondertekening `2026-01-01-nergens`. Kies uit: {UTRECHT}, 2026-06-09-zwolle, {LEEUWARDEN}\n")
    for public in ("output", "signatories", "signatories/pers", "content/pers"):
        ran = charter("kit", LEEUWARDEN, "--to", public, cwd=records.parent)
        assert (ran.code, ran.stderr) == (2, f"{public} hoort bij de site of de records, en een kit hoort daar niet. Kies met --to een andere map.\n")
        assert not (records.parent / public / LEEUWARDEN / ".manifest").exists()
    mine = records.parent / "kits" / LEEUWARDEN / "mijn.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("van mij")
    ran = charter("kit", LEEUWARDEN, cwd=records.parent)
    assert (ran.code, ran.stderr.splitlines()[-1]) == (2, f"In kits/{LEEUWARDEN} staan bestanden die niet door charter zijn gemaakt. Kies met --to een andere map.")
    assert tree(mine.parent) == {"mijn.txt": b"van mij"}
    photo = records / UTRECHT / "groep.jpg"
    photo.write_bytes(photo.read_bytes()[:2000])
    ran = charter("kit", UTRECHT, cwd=records.parent)
    assert (ran.code, "[photo-truncated]" in ran.stdout, (records.parent / "kits" / UTRECHT).exists()) == (1, True, False)


def test_an_erased_signatory_is_in_no_kit(charter, records):
    """Nor is the photo that shows somebody of it, whatever consent there was."""
    (records / "changes.yaml").write_text("- {date: 2026-10-01, id: pixelpolder-software, withdrawn: erased}\n", "utf-8")
    ran = charter("kit", UTRECHT, cwd=records.parent)
    assert ran.code == 0, ran.stdout + ran.stderr
    assert loose(tree(records.parent / "kits" / UTRECHT)) == [
        ".manifest", "bouwbedrijf-luchtkasteel/bouwbedrijf-luchtkasteel-foto-demotekening-ondertekend.jpg",
        "charter-op-tafel-foto-demotekening-ondertekend.jpg", "ondertekening-foto-demotekening-ondertekend.jpg",
        "zorggroep-wensput/zorggroep-wensput-foto-demotekening-ondertekend.jpg"]
