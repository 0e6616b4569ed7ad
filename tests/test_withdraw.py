"""`charter withdraw`: what it changes in records and pages, what it removes and tells, and the log without names."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import resource
import shutil
import signal
import sys
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charter.checks import check
from charter.model.folder import load
from charter.model.withdrawn import Entry, Withdrawn, hash_of, read_withdrawn
from charter.model.withdrawn import written as log_text
from charter.moment import moment_of
from charter.photos.neutral import neutral_jpeg
from charter.withdrawing.acting import carry_out
from charter.withdrawing.leftovers import forget
from charter.withdrawing.mending import mended_page, mended_record
from charter.withdrawing.names import Name
from charter.withdrawing.outside import Copy, copies
from charter.withdrawing.pictures import Gone, _size, owners_of
from charter.withdrawing.withdrawal import Folders, of_person, of_photo
from charter.withdrawing.wording import without
from records_folder import BATCH, CHARTER, told, written

ZOE = Name("Zoë de Wit")
SIGNED = "signatories: [{id: a, name: A}]\n"


def picture(path: Path, colour: str = "teal") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (120, 80), colour).save(path, "JPEG")


# One record

BLOCK = """\
date: 2026-03-12
venue: 'Zaal # Zoë de Wit'
# Zoë de Wit belde: de zaal is om.
led_by:
  name: Zoë de Wit     # Zoë de Wit wilde dit zelf
  role: {nl: wethouder}

body:
  nl: |
    # Zoë de Wit
    Zoë de Wit opende de dag. Daarna sprak Zoë
    de Wit met iedereen.

    Zo eindigde het.
  en: >-       # Zoë de Wit las dit na
    In the hall Zoë de
    Wit spoke.
quotes:
  # het mooiste citaat
  - text: {nl: Mooi.}
    by: {name: Piet Pel}
  - text:
      nl: >-
        Van mij.
    by:
      name: zoe de wit
  - by: {name: Zoë de Wit}
    text:
      nl: |
        Ook van mij.

photos:
- file: groep.jpg
  credit: C
  people:
  - name: Zoë de Wit

- file: zaal.jpg        # leeg
  credit: C
  people: []
signatories:
  - signed_by:
      - {name: Zoë de Wit, role: {nl: directeur}}
    id: a
    name: A
  - id: b
    name: B
    signed_by:
      - role: {nl: voorzitter}
        name: Zoë de Wit
      - name: Piet Pel
"""
BLOCK_AFTER = """\
date: 2026-03-12
venue: 'Zaal # Zoë de Wit'
# Een deelnemer belde: de zaal is om.

body:
  nl: |
    # Een deelnemer
    Een deelnemer opende de dag. Daarna sprak een deelnemer met iedereen.

    Zo eindigde het.
  en: >-       # Een deelnemer las dit na
    In the hall a participant spoke.
quotes:
  # het mooiste citaat
  - text: {nl: Mooi.}
    by: {name: Piet Pel}

photos:

- file: zaal.jpg        # leeg
  credit: C
  people: []
signatories:
  - signed_by:
      - {name: iemand die niet genoemd wil worden}
    id: a
    name: A
  - id: b
    name: B
    signed_by:
      - name: Piet Pel
"""
FLOW = """\
date: 2026-03-12
led_by: {name: ZOË DE WIT, role: {nl: R}}
quotes: [{text: {nl: 'Een'}, by: {name: Zoë de Wit}}, {text: {nl: Twee}, by: {name: P}}, {by: {name: Zoë de Wit}, text: {nl: Drie}}]
photos: [{file: groep.jpg, credit: C, people: [{name: Zoë de Wit}]}]
signatories: [
  {id: a, name: A, signed_by: [{role: {nl: R}, name: "Zoë de Wit"}], photos: [
    {file: a.jpg, credit: C, people: []},   # de zaal
    {file: b.jpg, credit: C, people: [{name: P}, {name: Zoë de Wit}]}   # weg
  ]},
  {id: b, name: B, signed_by: [{name: P}, {name: Zoë de Wit}]}]
"""
FLOW_AFTER = """\
date: 2026-03-12
quotes: [{text: {nl: Twee}, by: {name: P}}]
signatories: [
  {id: a, name: A, signed_by: [{name: iemand die niet genoemd wil worden}], photos: [
    {file: a.jpg, credit: C, people: []},   # de zaal
  ]},
  {id: b, name: B, signed_by: [{name: P}]}]
"""


def after(folder: Path, text: str | bytes, path: str = BATCH, name: Name | None = ZOE, files: tuple[str, ...] = ()) -> tuple[str, list[int]]:
    """The file without the person, and the lines that no tool can change."""
    data = text if isinstance(text, bytes) else text.encode()
    mended = mended_record(folder, path, data, name, files)
    return mended.file.after.decode(), [place.line for place in mended.stuck]


@pytest.mark.parametrize(("before", "expected"), [(BLOCK, BLOCK_AFTER), (FLOW, FLOW_AFTER)], ids=["block", "flow"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_person_goes_and_every_other_byte_stays(tmp_path, before, expected, ends):
    """Whoever leads, speaks, signs or is on a photo, and in texts and remarks; with the mark of byte order or without."""
    text, expected = before.replace("\n", ends), expected.replace("\n", ends)
    assert after(tmp_path, text) == (expected, [])
    assert after(tmp_path, "\ufeff" + text) == ("\ufeff" + expected, [])
    assert after(tmp_path, expected) == (expected, [])


@pytest.mark.parametrize(("line", "expected"), [
    ("photos: [{file: a.jpg, credit: C, people: []}]\n", ""),
    ("photos:\n  - {file: a.jpg, credit: C, people: []}\n  # over b\n  -\n    file: b.jpg\n    credit: C\n    people: []\n",
     "photos:\n  # over b\n  -\n    file: b.jpg\n    credit: C\n    people: []\n"),
    ("photos:\n  - {file: b.jpg, credit: C, people: []}\n  -   # de laatste\n    file: a.jpg\n    credit: C\n    people: []\n",
     "photos:\n  - {file: b.jpg, credit: C, people: []}\n"),
    ("photos: [\n  {file: a.jpg, credit: C, people: []},   # weg\n  # over b\n  {file: b.jpg, credit: C, people: []}\n  ]\n",
     "photos: [\n  # over b\n  {file: b.jpg, credit: C, people: []}\n  ]\n"),
    ("photos: [{file: b.jpg, credit: C, people: []},\n  {file: a.jpg, credit: C, people: []}]\n", "photos: [{file: b.jpg, credit: C, people: []}]\n"),
    ("photos: [{file: a.jpg, credit: C, people: []}, {file: b.jpg, credit: C, people: []},]\n", "photos: [{file: b.jpg, credit: C, people: []},]\n"),
])
def test_a_photo_goes(tmp_path, line, expected):
    """However it is written; the list goes when nothing is left in it."""
    assert after(tmp_path, f"date: 2026-03-12\n{line}{SIGNED}", name=None, files=("a.jpg",)) == (f"date: 2026-03-12\n{expected}{SIGNED}", [])


def test_what_goes_at_the_end_of_a_file_without_a_line_end(tmp_path):
    assert after(tmp_path, f"{SIGNED}date: 2026-03-12\nled_by: {{name: Zoë de Wit}}") == (f"{SIGNED}date: 2026-03-12\n", [])


@pytest.mark.parametrize("line", [
    'body: {nl: "Zo\\xeb de Wit sprak."}', 'body: {nl: "Zoë de\\\n  \\ Wit sprak."}'])
def test_a_name_in_signs_of_yaml_is_told_of(tmp_path, line):
    """Nothing is written for that place; for others it is, and the line is told as it stands afterwards."""
    text = f"# een\ndate: 2026-03-12\nquotes:\n  - by: {{name: Zoë de Wit}}\n    text: {{nl: A}}\n{line}\n{SIGNED}"
    assert after(tmp_path, text) == (f"# een\ndate: 2026-03-12\n{line}\n{SIGNED}", [3])


@pytest.mark.parametrize(("text", "lines"), [
    ("date: 2026-03-12\nled_by: {name: Zoë de Wit\nvenue: Zaal\n" + SIGNED, [2]),
    ("date: 2026-03-12\n- Zoë de Wit\n" + SIGNED, [2]),
    ("led_by:\n  name: Zoë de Wit\n", [1]),
    # With other words it would be longer than a title may be.
    (f"date: 2026-03-12\ntitle: {{nl: Zoë de Wit {'x' * 288}}}\n{SIGNED}", [2]),
    # No record is larger than 1 MB.
    (f"{SIGNED}date: 2026-03-12\n# Zoë de Wit\n#{'x' * 999_934}\n", [3]),
    # Cut out, it would leave an empty line to the text above it.
    ("date: 2026-03-12\nbody:\n  nl: |+\n    Tekst\n\nled_by: {name: Zoë de Wit}\n\n" + SIGNED, [6]),
])
def test_what_cannot_be_read_or_cut_stays_and_is_told_of(tmp_path, text, lines):
    assert after(tmp_path, text) == (text, lines)


def test_other_files(tmp_path):
    """Remarks of changes.yaml, texts of charter.yaml; the programme's own name is for people to judge."""
    changes = "# Zoë\n#  de Wit belde, en Zoë de Wit mailde.\n- {date: 2026-04-01, id: a, renamed: {name: Zoë de Wit B.V.}}\n"
    assert after(tmp_path, changes, "changes.yaml") == (
        "# Een deelnemer belde, en een deelnemer mailde.\n- {date: 2026-04-01, id: a, renamed: {name: Zoë de Wit B.V.}}\n", [])
    charter = CHARTER.replace("{nl: Charter Diversiteit, en: Diversity Charter}", "{nl: Charter Zoë de Wit}")
    notice = 'notice: {nl: Dank aan Zoë de Wit., en: "Zoë de Wit, thanks."}\n'
    assert after(tmp_path, charter + notice, "charter.yaml") == (charter + 'notice: {nl: Dank aan een deelnemer., en: "A participant, thanks."}\n', [])


@pytest.mark.parametrize(("path", "before", "expected"), [
    ("over.nl.md", "Title: Zoë de Wit spreekt\r\nSlug: zoe-de-wit\r\n\r\nWie is Zoë\r\nde Wit? *Zoë de Wit*!\r\n",
     "Title: Een deelnemer spreekt\r\nSlug: zoe-de-wit\r\n\r\nWie is een deelnemer? *Een deelnemer*!\r\n"),
    ("nieuws/x.en.md", "\ufeffTitle: T\n\n- Zoë de Wit\n- and [Zoë de Wit](https://a.nl/zoe-de-wit)\n",
     "\ufeffTitle: T\n\n- A participant\n- and [a participant](https://a.nl/zoe-de-wit)\n")])
def test_a_written_page(path, before, expected):
    mended = mended_page(path, before.encode(), ZOE)
    assert (mended.file.after.decode(), mended.stuck) == (expected, ())


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("nl", "Zoë de Wit sprak. Zoë de Wit lachte", "Een deelnemer sprak. Een deelnemer lachte"),
    ("nl", "Wie? \"Zoë de Wit\", zei hij.", "Wie? \"Een deelnemer\", zei hij."),
    ("nl", "Met dr. Zoë de Wit, o.a. Zoë de Wit", "Met dr. een deelnemer, o.a. een deelnemer"),
    ("nl", "Een dag\n\nZoë de Wit\nen Zoë de Wit", "Een dag\n\nEen deelnemer\nen een deelnemer"),
    ("nl", "# Zoë de Wit\n1. Zoë de Wit", "# Een deelnemer\n1. Een deelnemer"),
    ("en", "with Zoë de Wit's plan", "with a participant's plan"),
    ("en", "Zo\u0065\u0308 de Wit and Zoe\u0308 de Wit", "Zo\u0065\u0308 de Wit and a participant".replace("Zo\u0065\u0308 de Wit", "A participant")),
    ("nl", "Zoë de Witte, Zoë de Wits plan, Zoë de Wit-Bos, Anne-Zoë de Wit", None),
    ("nl", "Daar was ZOË DE WIT, en zoë de wit", "Daar was een deelnemer, en een deelnemer"),
    ("nl", "x" * 500 + " Zoë de Wit", "x" * 500 + " een deelnemer")])
def test_words_in_the_place_of_a_name(lang, text, expected):
    """A capital where a sentence begins. Who is called nearly so is somebody else."""
    assert without(text, ZOE, lang) == (text if expected is None else expected)


def test_apostrophes_are_one():
    assert without("Bij Ad d’Angelo en Ad d'Angelo", Name("Ad d'Angelo"), "nl") == "Bij een deelnemer en een deelnemer"


def test_a_single_word_is_a_name_in_fields_only(tmp_path):
    """In a text it may be anybody's; there it is told of."""
    text = "date: 2026-03-12\nbody: {nl: Zoë sprak.}\nled_by: {name: Zoë}\n" + SIGNED
    assert after(tmp_path, text, name=Name("Zoë"))[0] == text.replace("led_by: {name: Zoë}\n", "")
    assert list(Name("Zoë").lines_left(text)) == [(2, False), (3, False)]


@pytest.mark.parametrize(("text", "expected"), [
    ("a\nzoedewit.jpg\nZOE DE WIT B.V.", [(2, False), (3, False)]), ("Zoë **de Wit**", [(1, False)]), ("Zoë\n# de Wit", [(1, False), (2, True)]),
    ("https://a.nl/zoe-de-wit/", [(1, False)]), ("Familie De Wit\nde witte muur", [(1, True)]), ("Zo\nwit", [])])
def test_lines_that_are_left(text, expected):
    """In an address, joined, in other letters; or the surname only."""
    assert list(ZOE.lines_left(text)) == expected
    assert list(Name("Zoë Wit").lines_left("Wit")) == []        # of four letters it is any word


@pytest.mark.parametrize(("name", "text"), [
    ("Søren Bakkerø", "SOREN bakkero"), ("Soren Bakkero", "Søren BAKKERØ"), ("Iwan Groß", "iwan gross"), ("Iwan Gross", "Iwan Groß"),
    ("Иван Петров", "иван петров"), ("Zoë Wit", "ZOE\u0308 wit"), ("Jo 2", "jo 2"), ("Ad d'Angelo", "ad D’ANGELO")])
def test_a_name_in_other_letters(name, text):
    assert list(Name(name).lines_left(text)) == [(1, False)]


# The command

SMALL = {BATCH: """\
date: 2026-03-12
publish_at: 2026-03-12 16:00
led_by: {name: Zoë de Wit}
photos:
  - {file: groep.jpg, alt: {nl: Een groep}, credit: C, people: [{name: Zoë de Wit}], consent: {web: 2026-03-12, newsletter: 2026-03-20}}
signatories:
  - {id: a, name: Stichting Zoë de Wit, website: "https://zoedewit.nl/"}     # die van De Wit
"""}
SHOWN = """\
--- 2026-03-12-utrecht/batch.yaml
+++ 2026-03-12-utrecht/batch.yaml
@@ -2,5 +2,2 @@
 publish_at: 2026-03-12 16:00
-led_by: {name: Zoë de Wit}
-photos:
-  - {file: groep.jpg, alt: {nl: Een groep}, credit: C, people: [{name: Zoë de Wit}], consent: {web: 2026-03-12, newsletter: 2026-03-20}}
 signatories:
Deze foto's worden verwijderd:
  signatories/2026-03-12-utrecht/groep.jpg
  signatories/2026-06-09-zwolle/kopie.JPG
Op 3 al gebruikte adressen van foto's komt een neutraal beeld van dezelfde maat.
Dit blijft staan, want het is geen gewone tekst, of anders geschreven. Kijk zelf of het weg moet:
  signatories/2026-03-12-utrecht/batch.yaml:4: - {id: a, name: Stichting Zoë de Wit, website: "https://zoedewit.nl/"}     # die van De Wit
Hier staat alleen de achternaam. Kijk zelf of het om dezelfde persoon gaat:
  signatories/2026-06-09-zwolle/batch.yaml:2: place: De Wit
Deze kopieën staan misschien bij anderen. Die kunnen wij niet weghalen; vraag er zelf om:
  sinds 12 maart 2026: het artikel “Stichting Zoë de Wit ondertekent Charter Diversiteit”, met de naam, in nieuwsbrieven, berichten op sociale media en de pers
  sinds 20 maart 2026: foto 2026-03-12-utrecht/groep.jpg, bij “Stichting Zoë de Wit ondertekent Charter Diversiteit”, in nieuwsbrieven
Ook feedlezers, zoekmachines en webarchieven bewaren kopieën; zoekmachines kunt u vragen een adres te vergeten.
Kijk ook in het interne deel van de records. Deze opdracht opent dat nooit.
Er wordt geen kopie bewaard: terugdraaien kan alleen met versiebeheer.
"""
DONE = """\
Weggehaald en genoteerd in signatories/withdrawn.json, zonder naam. Lees de gewijzigde zinnen nog eens. Geef daarna charter check en charter build, en zet de site online.
Verwijderd: kits/2026-03-12-utrecht. Gebruik ook geen oude kopie van deze kit meer.
In de geschiedenis van versiebeheer (Git) blijven naam en foto staan. Moeten ze ook daar weg, vraag dan de beheerder om git filter-repo \
(--replace-text voor de naam, --invert-paths voor de foto's); daarna haalt iedereen de records opnieuw op.
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with records, a photo and a copy of it that nobody names, and what was kept to be quicker."""
    written(tmp_path / "signatories", SMALL | {"2026-06-09-zwolle/batch.yaml": f"date: 2026-06-09\nplace: De Wit\n{SIGNED.replace('a', 'b', 1)}"})
    picture(tmp_path / "signatories/2026-03-12-utrecht/groep.jpg")
    picture(tmp_path / "signatories/2026-06-09-zwolle/kopie.JPG")
    digest = hashlib.sha256((tmp_path / "signatories/2026-06-09-zwolle/kopie.JPG").read_bytes()).hexdigest()[:12]
    for path in (".charter/fix-signatories.cache", ".charter/check-signatories/records.cache", ".charter/output/records.cache",
                 ".charter/output/stamp.cache", ".charter/photos/een/photo-1.jpg", ".charter/photos/twee/photo-1.jpg",
                 "kits/2026-03-12-utrecht/groep.jpg", "kits/2026-06-09-x/groep.jpg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / ".charter/photos/een/picture.json").write_text(json.dumps({"source_hash": digest}))
    (tmp_path / ".charter/photos/twee/picture.json").write_text(json.dumps({"source_hash": "0" * 12}))
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_shows_all_and_asks(charter, small):
    """Without a yes nothing changes. With it the person, photo, copy and caches go, and nothing else."""
    before = files(small)
    asked = charter("withdraw", "--person", "Zoë de Wit", cwd=small)
    assert (asked.code, asked.stderr.strip(), asked.stdout) == (1, "", f"{SHOWN}Zo weghalen? [j/n] Er is niets gewijzigd.\n")
    assert files(small) == before
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert (done.code, done.stderr, done.stdout) == (0, "", SHOWN + DONE)
    assert before - files(small) == {
        "signatories/2026-03-12-utrecht/groep.jpg", "signatories/2026-06-09-zwolle/kopie.JPG", "kits/2026-03-12-utrecht/groep.jpg",
        ".charter/fix-signatories.cache", ".charter/check-signatories/records.cache", ".charter/output/records.cache",
        ".charter/photos/een/photo-1.jpg", ".charter/photos/een/picture.json"}
    assert files(small) - before == {"signatories/withdrawn.json"}


def test_the_log_knows_no_name(charter, small):
    """Addresses with sizes, a salt that stays, and hashes by day; the same again adds nothing."""
    log = small / "signatories/withdrawn.json"
    charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    text = log.read_text("utf-8")
    found, problems = read_withdrawn(text.encode())
    assert found
    assert problems == []
    assert (log_text(found), [word for word in ("zo", "wit", "groep", "kopie", "utrecht") if word in text.lower().replace("withdrawn", "")]) == (text, [])
    assert sorted(size for size in found.images.values()) == [(80, 80), (120, 80), (120, 80)]
    assert [entry.kind for entry in found.entries] == ["person", "photo"]
    assert (found.since("ZOE DE WIT") is not None, found.since("Zoë de Witte")) == (True, None)
    (small / "signatories" / BATCH).write_text(SMALL[BATCH].replace("Zoë de Wit", "Anna Bos").replace("groep.jpg", "a.jpg"), "utf-8")
    picture(small / "signatories/2026-03-12-utrecht/a.jpg", "red")
    assert charter("withdraw", "--person", "Anna Bos", "--yes", cwd=small).code == 0
    later = read_withdrawn(log.read_bytes())[0]
    assert later
    assert (later.salt, set(found.entries) < set(later.entries), len(later.entries), found.images.items() < later.images.items()) == (
        found.salt, True, 4, True)


def test_a_photo_by_its_name(charter, small):
    """The person on it stays where no photo is; in English."""
    done = charter("withdraw", "--photo", "signatories/2026-03-12-utrecht/groep.jpg", "--yes", "--lang", "en", cwd=small)
    lines = done.stdout.splitlines()
    assert (done.code, lines[lines.index("These photos will be removed:"):-2]) == (0, [
        "These photos will be removed:", "  signatories/2026-03-12-utrecht/groep.jpg", "  signatories/2026-06-09-zwolle/kopie.JPG",
        "At 3 addresses of photos that are in use comes a neutral picture of the same size.",
        "Others may have these copies. We cannot remove those; ask for it yourself:",
        "  since 20 March 2026: photo 2026-03-12-utrecht/groep.jpg, with “Stichting Zoë de Wit ondertekent Charter Diversiteit”, in newsletters",
        "Feed readers, search engines and web archives keep copies too; you can ask search engines to forget an address.",
        "Look in the internal part of the records too. This command never opens it.",
        "No copy is kept: going back is only possible from version control.",
        "Removed, and noted in signatories/withdrawn.json without the name. Read the sentences that changed once more. "
        "Then give charter check and charter build, and publish the site."])
    assert "led_by: {name: Zoë de Wit}" in (small / "signatories" / BATCH).read_text("utf-8")
    assert [entry["kind"] for entry in json.loads((small / "signatories/withdrawn.json").read_text("utf-8"))["withdrawn"]] == ["photo"]


@pytest.mark.parametrize("asked", ["groep.jpg", "2026-03-12-utrecht/geen.jpg", "2026-03-12-utrecht/batch.yaml", "../x.jpg", "elders/groep.jpg", ""])
def test_no_such_photo(charter, small, asked):
    before = files(small)
    done = charter("withdraw", "--photo", asked, "--yes", cwd=small)
    assert (done.code, done.stdout, done.stderr, files(small)) == (
        2, "", f"Deze foto is er niet: {asked}. Schrijf map en bestand van een foto, zoals 2026-03-12-utrecht/groep.jpg.\n", before)


@pytest.mark.parametrize("asked", ["", "...", "Jo"])
def test_no_name(charter, small, asked):
    done = charter("withdraw", "--person", asked, "--yes", cwd=small)
    assert (done.code, done.stdout, done.stderr) == (2, "", "Schrijf de naam zoals die in de records staat: --person 'Anna Bakker'.\n")


def test_nobody_of_that_name(charter, small):
    """What stands there in another form is told all the same; nothing is logged."""
    done = charter("withdraw", "--person", "Wim de Wit", "--yes", cwd=small)
    assert (done.code, done.stdout.splitlines()[-1], (small / "signatories/withdrawn.json").exists()) == (1, "Er is niets dat vanzelf weg kan.", False)
    assert "  signatories/2026-06-09-zwolle/batch.yaml:2: place: De Wit" in done.stdout.splitlines()


def test_what_is_stuck_gives_exit_code_1_and_the_rest_goes(charter, small):
    other = small / "signatories/2026-06-09-zwolle/batch.yaml"
    text = 'date: 2026-06-09\nbody: {nl: "Zo\\xeb de Wit sprak."}\nled_by: {name: Zoë de Wit}\n' + SIGNED.replace("a", "b", 1)
    other.write_text(text, "utf-8")
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    lines = done.stdout.splitlines()
    at = lines.index("Dit kan niet vanzelf worden aangepast. Doe het zelf:")
    assert (done.code, lines[at + 1], other.read_text("utf-8")) == (
        1, "  signatories/2026-06-09-zwolle/batch.yaml:2", text.replace("led_by: {name: Zoë de Wit}\n", ""))


def test_a_hostile_record_removes_nothing_else(charter, small):
    """A name of a file that leads elsewhere, and links: only photos in the folder of a ceremony go."""
    (small / "elders.jpg").write_bytes(b"x")
    folder = small / "signatories/2026-03-12-utrecht"
    (folder / "link.jpg").symlink_to(small / "elders.jpg")
    people = "credit: C, people: [{name: Zoë de Wit}]"
    (folder / "batch.yaml").write_text("".join(["date: 2026-03-12\nphotos:\n", *(
        f"  - {{file: {file}, {people}}}\n" for file in ("../../elders.jpg", small / "elders.jpg", "batch.yaml", "link.jpg", ".jpg", "a.jpg.exe")), SIGNED]), "utf-8")
    charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert ((small / "elders.jpg").read_bytes(), sorted(os.listdir(folder)), (folder / "batch.yaml").read_text("utf-8")) == (
        b"x", ["batch.yaml", "groep.jpg"], f"date: 2026-03-12\n{SIGNED}")


def test_a_photo_that_a_broken_record_names_stays(charter, small):
    """Without it no site could be built; it is told of, and the others go."""
    record = small / "signatories/2026-06-09-zwolle/batch.yaml"
    record.write_text("date: 2026-06-09\nphotos: [{file: kopie.JPG\n" + SIGNED, "utf-8")
    done = charter("withdraw", "--photo", "2026-03-12-utrecht/groep.jpg", "--yes", cwd=small)
    assert (done.code, "  signatories/2026-06-09-zwolle/batch.yaml:2" in done.stdout.splitlines()) == (1, True)
    assert [(small / "signatories" / path).exists() for path in ("2026-06-09-zwolle/kopie.JPG", "2026-03-12-utrecht/groep.jpg")] == [True, False]


def test_a_written_page_is_shown_and_written(charter, small):
    page = small / "content" / "over.nl.md"
    page.parent.mkdir()
    page.write_text("Title: Over\n\nVraag Zoë de Wit.\n", "utf-8")
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert ("-Vraag Zoë de Wit.\n+Vraag een deelnemer.\n" in done.stdout, page.read_text("utf-8")) == (True, "Title: Over\n\nVraag een deelnemer.\n")


def test_what_stands_in_another_encoding_is_told_of(charter, small):
    """The record and the page stay as they are; in English too."""
    other, page = small / "signatories/2026-06-09-zwolle/batch.yaml", small / "content" / "over.nl.md"
    wide = f"date: 2026-06-09\nled_by: {{name: Zoë de Wit}}\n{SIGNED.replace('a', 'b', 1)}".encode("utf-16")
    old = "Title: Over\n\nVraag Zoë\nde Wit.\n".encode("cp1252")
    page.parent.mkdir()
    for lang, stuck, hint in (
            ("nl", "Dit kan niet vanzelf worden aangepast. Doe het zelf:",
             "Een van deze records is niet opgeslagen als UTF-8. Dat verhelpt charter fix; geef daarna deze opdracht nog eens."),
            ("en", "This cannot be changed by itself. Do it yourself:",
             "One of these records is not stored as UTF-8. charter fix mends that; give this command once more after it.")):
        other.write_bytes(wide)
        page.write_bytes(old)
        done = charter("withdraw", "--person", "Zoë de Wit", "--yes", "--lang", lang, cwd=small)
        lines = done.stdout.splitlines()
        at = lines.index(stuck)
        assert (done.code, lines[at + 1:at + 4], other.read_bytes(), page.read_bytes()) == (
            1, ["  signatories/2026-06-09-zwolle/batch.yaml:2", "  content/over.nl.md:3", hint], wide, old)


def test_surnames_in_another_encoding_are_told_of(charter, small):
    """As in any file."""
    (small / "signatories/2026-06-09-zwolle/kopie.JPG").unlink()       # a copy beside a record that cannot be read is told of anyhow
    (small / "signatories/2026-06-09-zwolle/batch.yaml").write_bytes("date: 2026-06-09\nplace: Café De Wit\n".encode("cp1252"))
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert (done.code, "  signatories/2026-06-09-zwolle/batch.yaml:2: place: Café De Wit" in done.stdout.splitlines(), "UTF-8" in done.stdout) == (0, True, False)


@pytest.mark.parametrize(("lang", "words"), [
    ("nl", "In de beschrijving van deze foto's stond de naam. Staat de persoon erop, geef dan daarna:"),
    ("en", "The description of these photos had the name. If the person is on one, give this afterwards:")])
def test_a_photo_whose_description_named_the_person_is_told_of(charter, small, lang, words):
    """It stays, for its people are said to be others. A name of a file cannot write a command."""
    record = small / "signatories/2026-06-09-zwolle/batch.yaml"
    record.write_text("date: 2026-06-09\nphotos:\n  - {file: kopie.JPG, alt: {nl: Zoë de Wit tekent}, credit: C, people: [{name: Zoë de Wit}]}\n"
                      "  - {file: x.jpg, alt: {nl: Een zaal}, credit: C, people: []}\nsignatories:\n  - id: b\n    name: B\n    photos:\n"
                      "      - {file: \"a'b.jpg\", alt: {nl: Een stoel, en: Zoë de Wit signs}, credit: C, people: []}\n", "utf-8")
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", "--lang", lang, cwd=small)
    lines = done.stdout.splitlines()
    at = lines.index(words)
    assert (done.code, lines[at + 1], lines[at + 2][:2] == "  ") == (0, "  charter withdraw --photo '2026-06-09-zwolle/a'\\''b.jpg'", False)
    assert "file: \"a'b.jpg\", alt: {nl: Een stoel, en: A participant signs}" in record.read_text("utf-8")


def test_what_is_left_of_other_builds(charter, small):
    """Caches of every output and what was half made go; a site that was built elsewhere is named, a kit is not."""
    for path in (".charter/proef/records.cache", ".charter/proef/texts.cache", ".charter/proef/stamp.cache", ".charter/check-oud/result.cache",
                 ".charter/photos/.making-x1/photo-1.jpg", "output/.manifest", "proef/.manifest", "een/.manifest", "kits/.manifest", "los/index.html"):
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_text("")
    (small / "elders").mkdir()
    (small / "elders" / "a.cache").write_text("")
    (small / ".charter" / "link").symlink_to(small / "elders")
    before = files(small)
    done = charter("withdraw", "--photo", "2026-03-12-utrecht/groep.jpg", "--yes", cwd=small)
    assert "In deze mappen staat nog een eerder gebouwde site; bouw die opnieuw of gooi haar weg: een, proef." in done.stdout.splitlines()
    assert {path for path in before - files(small) if path.startswith((".charter", "elders"))} == {
        ".charter/fix-signatories.cache", ".charter/check-signatories/records.cache", ".charter/output/records.cache",
        ".charter/photos/een/photo-1.jpg", ".charter/photos/een/picture.json", ".charter/proef/records.cache", ".charter/proef/texts.cache",
        ".charter/check-oud/result.cache", ".charter/photos/.making-x1/photo-1.jpg"}


def test_caches_of_a_site_that_is_built_elsewhere(small):
    """They stand beside that output; the pictures of the photo too."""
    output = small / "elders" / "www"
    for path in ("www/records.cache", "www/stamp.cache", "oud/texts.cache", "photos/.making-x1/photo-1.jpg", "photos/een/photo-1.jpg"):
        (small / "elders/.charter" / path).parent.mkdir(parents=True, exist_ok=True)
        (small / "elders/.charter" / path).write_text("x")
    shutil.copy(small / ".charter/photos/een/picture.json", small / "elders/.charter/photos/een")
    folders = Folders(small / "signatories", None, output)
    forget(folders, of_photo(folders, "2026-03-12-utrecht", "groep.jpg", moment_of("2026-11-27")))
    assert files(small / "elders") == {".charter/www/stamp.cache"}


def test_a_log_that_is_a_link_is_not_followed(charter, small):
    """Nor is a file written through a link with the name that it would have for a moment; the log is as open as its folder."""
    log, elders = small / "signatories/withdrawn.json", small / "elders.json"
    elders.write_text("x")
    log.symlink_to(elders)
    assert charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small).code != 0
    assert (elders.read_text(), (small / "signatories" / BATCH).read_text("utf-8")) == ("x", SMALL[BATCH])
    log.unlink()
    log.parent.chmod(0o750)
    charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert (oct(log.stat().st_mode & 0o777), [file for file in os.listdir(log.parent) if file.startswith(".")]) == ("0o640", [])


# What breaks off, and what changes meanwhile

def die_at(size: int, folders: Folders, photo: bool) -> int:
    """In a process of its own: the system kills it at the first file of more than this many bytes."""
    pid = os.fork()
    if pid == 0:
        now = moment_of("2026-11-27")
        found = of_photo(folders, "2026-03-12-utrecht", "groep.jpg", now) if photo else of_person(folders, ZOE, now)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        carry_out(folders, found, now.date())
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def state(folder: Path) -> dict[str, bytes]:
    """What is left, but for the log, of which the salt differs, and files that were being written."""
    return {path: (folder / path).read_bytes() for path in files(folder) if not Path(path).name.startswith((".batch", ".a.nl")) and "withdrawn.json" not in path}


@pytest.mark.parametrize("asked", [("--person", "Zoë de Wit"), ("--photo", "2026-03-12-utrecht/groep.jpg")])
def test_what_broke_off_is_finished_when_it_is_asked_for_again(charter, small, asked):
    """Wherever it broke off: at the log, at the record of a copy, after the photos, at the last page. What is left is the same."""
    copy = small / "signatories/2026-06-09-zwolle/batch.yaml"
    copy.write_text(f"date: 2026-06-09\n#{'x' * 2000}\nphotos: [{{file: kopie.JPG, credit: C, people: []}}]\n{SIGNED.replace('a', 'b', 1)}", "utf-8")
    (small / "signatories" / BATCH).write_text(f"{SMALL[BATCH]}#{'x' * 4000}\n", "utf-8")
    (small / "content").mkdir()
    (small / "content" / "a.nl.md").write_text(f"Title: A\n\nZoë de Wit sprak. {'x' * 6000}\n", "utf-8")
    whole = shutil.copytree(small, small.with_name(f"{small.name}-whole"))
    charter("withdraw", *asked, "--yes", cwd=whole)
    wanted = state(whole)
    assert [path for path in wanted if path.lower().endswith(".jpg") and path.startswith("sign")] == []
    for size in (100, 1500, 3500, 5500):
        root = shutil.copytree(small, small.with_name(f"{small.name}-{size}"))
        died = die_at(size, Folders(root / "signatories", root / "content", root / "output"), asked[0] == "--photo")
        finished = asked[0] == "--photo" and size == 5500       # no page is written for a photo
        assert (died, state(root) == wanted) == (0 if finished else -signal.SIGXFSZ, finished), size
        if not finished:
            again = charter("withdraw", *asked, "--yes", cwd=root)
            assert (again.code, again.stderr, state(root) == wanted) == (0, "", True), (size, again.stdout)
        log = read_withdrawn((root / "signatories/withdrawn.json").read_bytes())[0]
        assert log
        assert (len(log.images), sorted(entry.kind for entry in log.entries)) == (3, ["person", "photo"] if asked[0] == "--person" else ["photo"])


def answered(command: list[str], folder: Path, question: str, meanwhile: Path, answer: bytes) -> tuple[int, str]:
    """The exit code and what somebody at a terminal sees; when the question is there, a line is added to a file, and then it is answered."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(command[0], command, os.environ | {"TERM": "dumb", "COLUMNS": "200"})  # noqa: S606 - a terminal needs a fork of its own
    seen = b""
    with suppress(OSError):     # Linux says so when the other side is gone
        while data := os.read(terminal, 65536):
            seen += data
            if answer and question.encode() in seen:
                with meanwhile.open("a", encoding="utf-8") as file:
                    file.write("# intussen\n")
                os.write(terminal, answer)
                answer = b""
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen.decode("utf-8", "replace")


@pytest.mark.parametrize("path", [f"signatories/{BATCH}", "content/over.nl.md"])
def test_what_somebody_saves_meanwhile_is_not_lost(small, path):
    """Between the question and the yes: then nothing is changed at all."""
    (small / "content").mkdir()
    (small / "content" / "over.nl.md").write_text("Title: Over\n\nVraag Zoë de Wit.\n", "utf-8")
    before = {one: (small / one).read_bytes() for one in files(small)}
    command = [str(Path(sys.executable).with_name("charter")), "withdraw", "--person", "Zoë de Wit"]
    code, seen = answered(command, small, "Zo weghalen? [j/n]", small / path, b"j\n")
    assert (code, seen.splitlines()[-1]) == (1, f"Intussen door iemand opgeslagen: {path}. Er is niets gewijzigd. Geef de opdracht nog eens.")
    assert {one: (small / one).read_bytes() for one in files(small)} == before | {path: before[path] + b"# intussen\n"}


def test_a_broken_log_stops_it_before_anything_changes(charter, small):
    """As it stops a build: a new salt would forget who withdrew."""
    (small / "signatories/withdrawn.json").write_text("{}", "utf-8")
    done = charter("withdraw", "--person", "Zoë de Wit", "--yes", cwd=small)
    assert (done.code, "[withdrawn-broken]" in done.stdout, (small / "signatories" / BATCH).read_text("utf-8")) == (1, True, SMALL[BATCH])


# Around it

def test_copies_that_others_may_have(tmp_path):
    """From publication, or from the last consent when that came later; never for what somebody did not allow or has yet to come."""
    batch = load(written(tmp_path, {BATCH: """\
date: 2026-03-12
publish_at: 2026-03-15 12:00
title: {nl: Kop}
photos:
  - {file: a.jpg, credit: C, alt: {nl: A}, people: [{name: P, consent: {web: 2026-03-01, newsletter: 2026-03-20, social: 2026-03-01}}, {name: Q}],
     consent: {web: 2026-03-01, newsletter: 2026-03-18, social: 2026-03-16}}
  - {file: b.jpg, credit: C, alt: {nl: A}, people: [], consent: {web: 2026-03-01}}
  - {file: c.jpg, credit: C, alt: {nl: A}, people: [{name: P}], consent: {press: 2027-01-01}}
signatories: [{id: a, name: A}]
"""}))
    assert batch.programme
    assert batch.problems == []
    slug, one = "2026-03-12-utrecht", batch.batches["2026-03-12-utrecht"]
    assert list(copies(batch.programme, slug, one, {"a.jpg", "b.jpg", "c.jpg"}, True, moment_of("2026-11-01"))) == [
        Copy(date(2026, 3, 15), ("newsletter", "social", "press"), "", "Kop", slug),
        Copy(date(2026, 3, 16), ("social",), "a.jpg", "Kop", slug), Copy(date(2026, 3, 20), ("newsletter",), "a.jpg", "Kop", slug),
        Copy(date(2026, 3, 15), ("newsletter", "social", "press"), "b.jpg", "Kop", slug)]
    assert list(copies(batch.programme, slug, one, {"a.jpg"}, True, moment_of("2026-03-15 11:00"))) == []


@pytest.mark.parametrize(("name", "size"), [
    ("photo-480.jpg", (480, 320)), ("mail-600.jpg", (600, 400)), ("square-320.jpg", (320, 320)), ("square-320-40x60.jpg", (320, 320)),
    ("photo-99999.jpg", None), ("square-60000.jpg", (60000, 1333)), ("photo-0.jpg", None), ("photo-480.avif", None), ("x.jpg", None)])
def test_the_size_of_an_address(name, size):
    assert _size(f"/images/0123456789ab/{name}", 1500, 1000) == size


def test_whose_a_photo_may_be():
    """As published.json writes it down: of the ceremony, or of each signatory that has it."""
    values = {"photos": [{"file": "b.jpg"}], "signatories": [
        {"id": "x", "photos": [{"file": "a.jpg"}]}, {"id": "y", "photos": [{"file": "b.jpg"}, {"file": "a.jpg"}]}, {"photos": "a.jpg"}, {"id": "z", "photos": [{"file": "b.jpg"}]}]}
    assert owners_of(Gone("s", "a.jpg", ""), values) == {"batch:s/a.jpg", "signatory:x/a.jpg", "signatory:y/a.jpg"}
    assert owners_of(Gone("s", "a.jpg", ""), None) == {"batch:s/a.jpg"}


def test_a_neutral_picture_is_one_tone():
    """Of the size that was asked for; the same bytes each time."""
    first = neutral_jpeg(1600, 1067)
    image = Image.open(BytesIO(first))
    assert (neutral_jpeg(1600, 1067), image.size, image.format, dict(image.getexif())) == (first, (1600, 1067), "JPEG", {})
    assert all(high - low <= 1 for low, high in image.getextrema())


GOOD = Withdrawn("0" * 32, (Entry("2026-11-27", "person", "a" * 64),), {"/images/0123456789ab/mail-600.jpg": (600, 400)})


def test_the_log_as_text():
    """One entry a line, in order; an empty one too."""
    assert log_text(GOOD) == f"""\
{{
 "images": {{
  "/images/0123456789ab/mail-600.jpg": [600, 400]
 }},
 "salt": "{'0' * 32}",
 "withdrawn": [
  {{"date": "2026-11-27", "hash": "{'a' * 64}", "kind": "person"}}
 ]
}}
"""
    assert read_withdrawn(log_text(GOOD).encode()) == (GOOD, [])
    empty = Withdrawn("0" * 32, (), {})
    assert read_withdrawn(log_text(empty).encode()) == (empty, [])


@pytest.mark.parametrize(("old", "new", "line", "column", "nl"), [
    ('"salt"', "<<<<<<< HEAD", 5, 2, "is hier geen JSON meer"),
    ('"salt"', '"zout"', 1, 1, "heeft niet precies de velden images, salt, withdrawn"),
    ("0" * 32, "0" * 31, 5, 2, "heeft bij salt geen 32 tekens van charter withdraw"),
    ('"person"', '"iemand"', 6, 2, "heeft bij withdrawn geen lijst van dagen met hashes"),
    ("2026-11-27", "27-11-2026", 6, 2, "heeft bij withdrawn geen lijst van dagen met hashes"),
    ("[600, 400]", "[600, 4000000000]", 3, 3, "noemt bij images iets dat geen foto van de site is"),
    ("[600, 400]", "[65000, 65000]", 3, 3, "noemt bij images iets dat geen foto van de site is"),
    ("[600, 400]", "[600.0, true]", 3, 3, "noemt bij images iets dat geen foto van de site is"),
    ("/images/0123456789ab/mail-600.jpg", "/images/../index.html", 3, 3, "noemt bij images iets dat geen foto van de site is"),
    ("{\n  \"/", "[\n  \"/", 3, 38, "is hier geen JSON meer")])
def test_a_log_that_was_changed_by_hand(tmp_path, old, new, line, column, nl):
    """Told with line and column; as every file of the records it stops a build."""
    text = log_text(GOOD)
    assert old in text
    problems = load(written(tmp_path, {"withdrawn.json": text.replace(old, new), BATCH: f"date: 2026-03-12\n{SIGNED}"})).problems
    assert [(p.path, p.rule, p.level, *row[:2], row[3]) for p, row in zip(problems, told(problems), strict=True)] == [
        ("withdrawn.json", "withdrawn-broken", "error", line, column, f"dit bestand {nl}; zet het terug uit versiebeheer")]


def test_who_withdrew_is_asked_before_being_named_again(tmp_path):
    """In every field for a person; with the reason it may stay."""
    salt = "ab" * 16
    known = Withdrawn(salt, tuple(Entry(day, "person", hash_of(salt, ZOE.key)) for day in ("2026-11-27", "2026-10-01")), {})
    log = log_text(known)
    assert known.since("Zoë de Wit") == "2026-11-27"
    text = ("date: 2026-03-12\nplace: Zoë de Wit\nled_by: {name: ZOË de Wit}\nquotes: [{text: {nl: A}, by: {name: Piet Pel}}]\n"
            "signatories: [{id: a, name: A, signed_by: [{name: Zoë de Wit}]}]\n")

    def found(more: str = "") -> list[tuple]:
        records = load(written(tmp_path, {BATCH: text + more, "withdrawn.json": log}))
        assert records.problems == []
        return told(p for p in check(records) if p.rule.startswith(("withdrawn", "accept")))

    said = ("is op 2026-11-27 ingetrokken; vraag of deze naam weer op de site mag", "was withdrawn on 2026-11-27; ask before you name it again")
    assert found() == [(3, 10, "withdrawn-person", f"`ZOË de Wit` {said[0]}", f"`ZOË de Wit` {said[1]}", None),
                       (5, 45, "withdrawn-person", f"`Zoë de Wit` {said[0]}", f"`Zoë de Wit` {said[1]}", None)]
    assert found("accept: [{rule: withdrawn-person, because: mag weer}]\n") == []


def test_help_says_what_goes(charter):
    done = charter("withdraw", "--help", env={"COLUMNS": "200"})
    assert (done.code, [word for word in ("toestemming", "versiebeheer", "--person NAAM", "--photo FOTO", "neutraal beeld") if word not in done.stdout]) == (0, [])
