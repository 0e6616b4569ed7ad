"""`charter photos`: what photos say of themselves and look like, the lines that are written, and the real command."""

from __future__ import annotations

import io
import os
import pty
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, PngImagePlugin

from charter.matching import Person
from charter.photo_lines import NewPhoto, with_photos
from charter.photos import PhotoRefused
from charter.photos.captions import Caption, read_caption
from charter.photos.likeness import NEAR, Near, distance, near_duplicates, read_likeness
from records_folder import BATCH, written

# --- photos of shapes, with notes in them ------------------------------------------------------------------


def drawn(seed: int, size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Twelve discs on a slope: no two seeds look alike."""
    chance = random.Random(seed)
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, r = chance.randrange(300), chance.randrange(200), chance.randrange(20, 70)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image.resize(size)


def jpeg(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def iptc(*fields: tuple[int, bytes], before: bytes = b"") -> bytes:
    """The segment of a JPEG with these fields of record 2, behind another resource with a name of odd length."""
    data = before + b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(value)) + value for number, value in fields)
    resources = b"8BIM\x03\xed\x03abc" + struct.pack(">I", 3) + b"xyz\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data
    content = b"Photoshop 3.0\0" + resources
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def exif(tags: dict[int, object], taken: str = "") -> bytes:
    data = Image.Exif()
    for tag, value in tags.items():
        data[tag] = value
    if taken:
        data.get_ifd(0x8769)[0x9003] = taken
    return data.tobytes()


def xmp(inside: str, attributes: str = "", before: str = "") -> bytes:
    return (f'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {attributes}>{inside}'
            '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>').encode()


DESCRIPTION = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Wensput &amp; co</rdf:li><rdf:li xml:lang="en">Other</rdf:li></rdf:Alt></dc:description>'
CREATORS = "<dc:creator><rdf:Seq><rdf:li>Anna Bakker</rdf:li><rdf:li>Ben Bol</rdf:li></rdf:Seq></dc:creator>"
ALL = iptc((120, b"Wensput tekent"), (105, b"Wensput"), (5, b"Zaal"), (80, b"Anna"), (110, b"Bureau"))
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(("data", "expected"), [
    (jpeg(drawn(1)), Caption()),
    (jpeg(drawn(1), extra=ALL), Caption("Wensput tekent\nZaal", "Anna")),
    (jpeg(drawn(1), extra=iptc((120, "één\r\n \u202eregel\x1b[2J\u200b".encode()), (80, b"\xa9 2026 Foto: Ren\xe9"))), Caption("één\nregel [2J", "René")),
    (jpeg(drawn(1), extra=iptc((80, b"Anna"), (80, b"Ben"), before=b"\x1c\x01\x5a\0\x03\x1b%G")), Caption("", "Anna, Ben")),
    (jpeg(drawn(1), exif=exif({0x010E: "SONY DSC", 0x013B: "Foto De Boer"}, "2026:03:12 16:00:01")), Caption("", "Foto De Boer", "2026:03:12 16:00:01")),
    (jpeg(drawn(1), exif=exif({0x010E: "één".encode(), 0x013B: b"x" * 300}, "0000:00:00 00:00:00")), Caption("één")),
    (jpeg(drawn(1), exif=exif({0x010E: "A"}), xmp=xmp(DESCRIPTION + CREATORS), extra=iptc((120, b"I"), (80, b"Ix"))), Caption("I\nWensput & co\nA", "Ix")),
    (jpeg(drawn(1), xmp=xmp("<photoshop:Headline>Kop</photoshop:Headline>", 'photoshop:Credit="Ben"')), Caption("Kop", "Ben")),
    (jpeg(drawn(1), xmp=xmp(DESCRIPTION, before=BOMB)), Caption()),
    (jpeg(drawn(1), xmp=xmp(DESCRIPTION)[:-40]), Caption()),
    (jpeg(drawn(1), extra=iptc((120, b"I"), before=b"\x1d"), exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), Caption()),
], ids=["nothing", "IPTC", "signs that nobody sees", "several makers", "EXIF", "UTF-8 in EXIF", "all", "attributes of XMP", "document type", "XMP cut off", "broken"])
def test_what_a_jpeg_says(tmp_path, data, expected):
    """IPTC before XMP before EXIF; each text once; what cameras fill in is nothing; broken notes are none."""
    (tmp_path / "a.jpg").write_bytes(data)
    assert read_caption(tmp_path / "a.jpg") == expected


@pytest.mark.parametrize("packed", [False, True])
def test_what_a_png_says(tmp_path, packed):
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", xmp(DESCRIPTION + CREATORS).decode(), zip=packed)
    drawn(1).save(tmp_path / "a.png", pnginfo=texts, exif=exif({}, "2026:03:12 16:00:01"))
    assert read_caption(tmp_path / "a.png") == Caption("Wensput & co", "Anna Bakker, Ben Bol", "2026:03:12 16:00:01")


def test_what_is_no_photo_is_refused(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"x")
    for reading in (read_caption, read_likeness):
        with pytest.raises(PhotoRefused) as refused:
            reading(tmp_path / "a.jpg")
        assert refused.value.rule == "photo-format"


# --- what they look like -----------------------------------------------------------------------------------


def hash_of(folder: Path, image: Image.Image, name: str = "x.jpg", **options: object) -> int:
    image.save(folder / name, **options)
    return read_likeness(folder / name).hash


CHANGES = {
    "compressed": lambda image: Image.open(io.BytesIO(jpeg(image, quality=12))), "smaller": lambda image: image.resize((120, 80)),
    "larger": lambda image: image.resize((750, 500)), "lighter": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.75), "grey": lambda image: image.convert("L"),
    "16 bits": lambda image: image.convert("L").convert("I").point(lambda grey: grey * 257).convert("I;16"),
    "transparent": lambda image: image.convert("RGBA"), "palette": lambda image: image.quantize(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nearly_the_same(tmp_path, change):
    """Ten photos, each changed as programs and people do."""
    for seed in range(10):
        changed = CHANGES[change](drawn(seed))
        assert distance(hash_of(tmp_path, drawn(seed), quality=90), hash_of(tmp_path, changed, "y.png")) <= NEAR


def test_others_are_far(tmp_path):
    hashes = [hash_of(tmp_path, drawn(seed)) for seed in range(20)]
    assert min(distance(one, other) for at, one in enumerate(hashes) for other in hashes[:at]) > NEAR


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held(tmp_path, orientation):
    """The same photo, stored on its side or mirrored with EXIF that says so."""
    from PIL.Image import Transpose as Turn
    back = {2: Turn.FLIP_LEFT_RIGHT, 3: Turn.ROTATE_180, 4: Turn.FLIP_TOP_BOTTOM, 5: Turn.TRANSPOSE, 6: Turn.ROTATE_90, 7: Turn.TRANSVERSE, 8: Turn.ROTATE_270}
    stored = drawn(3).transpose(back[orientation]) if orientation > 1 else drawn(3)
    assert distance(hash_of(tmp_path, drawn(3)), hash_of(tmp_path, stored, exif=exif({0x0112: orientation}))) <= 1


def test_which_of_two(tmp_path):
    """The larger comes first; two that are equally large by name."""
    for name, size in (("c.jpg", (300, 200)), ("b.jpg", (600, 400)), ("a.jpg", (300, 200))):
        drawn(1, size).save(tmp_path / name)
    drawn(2).save(tmp_path / "d.jpg")
    looks = {name: read_likeness(tmp_path / name) for name in ("a.jpg", "b.jpg", "c.jpg", "d.jpg")}
    assert near_duplicates(looks) == [Near("b.jpg", "a.jpg", False), Near("a.jpg", "c.jpg", True), Near("b.jpg", "c.jpg", False)]


# --- the lines ---------------------------------------------------------------------------------------------

NEW = [NewPhoto("a b.jpg", "group", 'Zeg "hé": x', (Person("Mirthe W", "", "", "zw"), Person("Jan", "Org, B.V.", "rol"))), NewPhoto("_c.jpg")]
BLOCK = """\
- file: a b.jpg
  subject: group
  alt: {nl: "[wat is er te zien?]"}
  credit: "Zeg \\"hé\\": x"
  people:
    - {name: Mirthe W, organisation: {id: zw}}
    - {name: Jan, organisation: {name: "Org, B.V."}, role: {nl: rol}}
- file: "_c.jpg"
  alt: {nl: "[wat is er te zien?]"}
  credit: "[fotograaf]"
  people:
    - {name: "[naam]"}
"""
FLOW = ('{file: a b.jpg, subject: group, alt: {nl: "[wat is er te zien?]"}, credit: "Zeg \\"hé\\": x", people: [{name: Mirthe W, organisation: {id: zw}}, '
        '{name: Jan, organisation: {name: "Org, B.V."}, role: {nl: rol}}]}, {file: "_c.jpg", alt: {nl: "[wat is er te zien?]"}, credit: "[fotograaf]", people: [{name: "[naam]"}]}')


def block(margin: int) -> str:
    return "".join(f"{' ' * margin}{line}\n" for line in BLOCK.splitlines())


HEAD = "date: 2026-03-12\nsignatories:\n"
# The record, where, and what comes in at the mark.
PLACES = [
    (HEAD + "  - id: a\n    name: A   # rem\n@\n  # twee\n  - {id: b, name: B}\n", ("signatories", 0), "    photos:\n" + block(6)),
    (HEAD + "- id: a\n  ambition:\n    nl: |\n      Een\n\n      twee\n@\n\n- id: b\n  name: B\n", ("signatories", 0), "  photos:\n" + block(4)),
    (HEAD + "  - id: a\n    photos:   # eigen foto's\n@\n    #  - file:\n    name: A\n", ("signatories", 0), block(6)),
    (HEAD + "  - id: a\n    photos:\n    - file: x.jpg\n      people: []\n@\n\n    # einde\n", ("signatories", 0), block(4)),
    (HEAD + "  -\n    name: A\n    id: a\n@", ("signatories", 0), "    photos:\n" + block(6)),
    (HEAD + "  - {id: a, name: A@}  # rem\n", ("signatories", 0), f",\n     photos: [{FLOW}]"),
    (HEAD + "  - {id: a, photos: [@], name: A}\n", ("signatories", 0), FLOW),
    (HEAD + "  - {id: a, photos: @}\n", ("signatories", 0), f"[{FLOW}]"),
    (HEAD + "  - {id: a, photos:\n    @}\n", ("signatories", 0), f"[{FLOW}]"),
    (HEAD + "  - id: a\n    photos: [ # r\n      {file: x.jpg}@, # s\n    ]\n", ("signatories", 0), f", {FLOW}"),
    ("date: 2026-03-12\nsignatories: [{id: a}, {id: b@}]\n", ("signatories", 1), f",\n                        photos: [{FLOW}]"),
    (HEAD + "  - id: a\n    name: A\n@\n# einde\n", (), "photos:\n" + block(2)),
    ("# kop\nphotos:\n- file: x.jpg\n@\nsignatories: [{id: a}]\n", (), block(0)),
    ("{date: 2026-03-12, signatories: [{id: a}]@}", (), f",\n photos: [{FLOW}]"),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "where", "new"), PLACES, ids=range(len(PLACES)))
def test_where_the_lines_come(text, where, new, ends):
    """Behind what is there, in its own style; all other bytes stay, also the line ends and marks of Windows."""
    if "\n@" in text:       # whole lines, which end where the line before them ended
        before, _, after = text.partition("\n@")
        text, expected = before + after, f"{before}\n{new.removesuffix(chr(10))}{after}"
    else:
        text, expected = text.replace("@", ""), text.replace("@", new)
    stored, wanted = (f"\ufeff{each}".replace("\n", ends).encode() for each in (text, expected))
    # A file of one line has no line ends to go by.
    assert with_photos(BATCH, stored, where, NEW) == (wanted if "\n" in text else wanted.replace(b"\r\n", b"\n"))


def test_what_does_not_fit_is_left():
    """Blank lines that belong to a text would become others."""
    assert with_photos(BATCH, b"signatories:\n- id: a\n  name: |+\n    A\n\n\nplace: X\n", ("signatories", 0), NEW) is None


# --- the command -------------------------------------------------------------------------------------------

RECORD = """\
date: 2026-03-12
place: Utrecht
host: {id: zorggroep-wensput}
signatories:
  - id: zorggroep-wensput      # de gastheer
    name: Zorggroep Wensput
    signed_by: [{name: Mirthe Wolkenstein}]
  - {id: gemeente-nergenshuizen, name: Gemeente Nergenshuizen}
  - id: pixelpolder-software
    name: Pixelpolder Software
    photos:
      - {file: pixel.jpg, alt: {nl: Een vrouw met een pen}, credit: Anna Bakker, people: [], subject: portrait}
  - id: maanlicht
    name: Maanlicht Logistiek
"""
GROUP = "V.l.n.r.: Mirthe Wolkenstein (Zorggroep Wensput), Idris van Ooitendam (wethouder van Gemeente Nergenshuizen), Bo Vos (dagvoorzitter)."
PHOTOS = {
    "zorggroep-wensput.jpg": jpeg(drawn(1, (600, 400)), extra=iptc((80, b"Anna Bakker"))), "zorggroep-wensput-klein.jpg": jpeg(drawn(1)),
    "nergenshuizen.jpg": jpeg(drawn(2)), "DSC_0001.jpg": jpeg(drawn(3), extra=iptc((120, GROUP.encode()), (80, "{x: \"y\"} #é".encode()))),
    "DSC_0002.jpg": jpeg(drawn(4)), "pixel.jpg": jpeg(drawn(5)), "pixel-2.jpg": jpeg(drawn(5, (600, 400))), "taart.jpg": jpeg(drawn(6)), "kapot.jpg": b"GIF89a",
    ".verborgen.jpg": b"x", "lees-mij.txt": b"x",
}
PROPOSED = """\
bestand                      hoort bij                        waarom                                                                  zekerheid
DSC_0001.jpg                 de bijeenkomst zelf, groepsfoto  bijschrift noemt Zorggroep Wensput en Gemeente Nergenshuizen            zeker
DSC_0002.jpg                 Maanlicht Logistiek              volgorde van de bestanden is die van de ondertekening: nummer 1 van de  waarschijnlijk
                                                              1 die over zijn
nergenshuizen.jpg            Gemeente Nergenshuizen           naam van het bestand lijkt op Gemeente Nergenshuizen                    waarschijnlijk
zorggroep-wensput-klein.jpg  Zorggroep Wensput                naam van het bestand is die van de organisatie, maar de foto is bijna   waarschijnlijk
                                                              gelijk aan zorggroep-wensput.jpg
zorggroep-wensput.jpg        Zorggroep Wensput                naam van het bestand is die van de organisatie                          zeker

Nog niet geplaatst:
  DSC_0002.jpg
  nergenshuizen.jpg
  pixel-2.jpg
  taart.jpg
  zorggroep-wensput-klein.jpg

Niet te gebruiken:
  kapot.jpg is een GIF-bestand; dat kan niet op de site. Bewaar de foto als JPEG.

Nog zonder foto:
  Gemeente Nergenshuizen
  Maanlicht Logistiek

Bijna gelijk, houd de grootste:
  pixel-2.jpg en pixel.jpg (staat al in het record); de grootste is pixel-2.jpg
  zorggroep-wensput.jpg en zorggroep-wensput-klein.jpg; de grootste is zorggroep-wensput.jpg

"""
DIFF = f"""\
--- {BATCH}
+++ {BATCH}
@@ -7,2 +7,8 @@
     signed_by: [{{name: Mirthe Wolkenstein}}]
+    photos:
+      - file: zorggroep-wensput.jpg
+        alt: {{nl: "[wat is er te zien?]"}}
+        credit: Anna Bakker
+        people:
+          - {{name: "[naam]"}}
   - {{id: gemeente-nergenshuizen, name: Gemeente Nergenshuizen}}
@@ -14,2 +20,11 @@
     name: Maanlicht Logistiek
+photos:
+  - file: DSC_0001.jpg
+    subject: group
+    alt: {{nl: "[wat is er te zien?]"}}
+    credit: "{{x: \\"y\\"}} #é"
+    people:
+      - {{name: Mirthe Wolkenstein, organisation: {{id: zorggroep-wensput}}}}
+      - {{name: Idris van Ooitendam, organisation: {{id: gemeente-nergenshuizen}}, role: {{nl: wethouder}}}}
+      - {{name: Bo Vos, role: {{nl: dagvoorzitter}}}}
\x20
"""
SURE = RECORD.replace("""\
Wolkenstein}]
""", """\
Wolkenstein}]
    photos:
      - file: zorggroep-wensput.jpg
        alt: {nl: "[wat is er te zien?]"}
        credit: Anna Bakker
        people:
          - {name: "[naam]"}
""") + "".join(f"{line[1:]}\n" for line in DIFF.splitlines()[12:] if line.startswith("+"))
NOT_WRITTEN = "Er is niets geschreven. Schrijf wat zeker is met: charter photos 2026-03-12-utrecht --yes\n"
DONE = (f"Geschreven in {BATCH}. Vul in wat tussen [ ] staat, en zet toestemming bij wie die gaf. Terugdraaien: charter fix --undo. "
        "Daarna: charter check\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "r", {BATCH: RECORD} | {f"2026-03-12-utrecht/{name}": data for name, data in PHOTOS.items()})


def test_without_a_terminal_nothing_is_written(charter, folder):
    """The whole proposal, the rest of both sides, and what --yes would write."""
    ran = charter("photos", "2026-03-12-utrecht", "--records", folder)
    assert (ran.code, ran.stdout, ran.stderr) == (0, f"{PROPOSED}{DIFF}{NOT_WRITTEN}", "Foto's bekijken: klaar\n")
    assert (folder / BATCH).read_text("utf-8") == RECORD


def test_yes_writes_what_is_certain(charter, folder):
    """It reads back, only what is left to fill in is wrong; it can be undone; a second time it is not proposed again."""
    ran = charter("photos", f"{folder}/2026-03-12-utrecht/", "--records", folder, "--yes")
    assert (ran.code, ran.stdout, (folder / BATCH).read_text("utf-8")) == (0, f"{PROPOSED}{DIFF}{DONE}", SURE)
    checked = charter("check", "--records", folder).stdout
    assert {line.split("[")[1].split("]")[0] for line in checked.splitlines() if ": fout [" in line} == {"placeholder"}
    again = charter("photos", "2026-03-12-utrecht", "--records", folder, "--yes")
    proposed = [line.split()[0] for line in again.stdout.partition("\n\n")[0].splitlines() if not line.startswith(" ")]
    assert (again.code, proposed, again.stdout.splitlines()[-1]) == (
        0, ["bestand", "DSC_0002.jpg", "nergenshuizen.jpg", "zorggroep-wensput-klein.jpg"], "Er is niets geschreven.")
    assert charter("fix", "--records", folder, "--undo").code == 0
    assert (folder / BATCH).read_text("utf-8") == RECORD


def at_a_terminal(folder: Path, typed: str, *options: str) -> tuple[int, str]:
    """The command with somebody who types, and what the terminal showed."""
    ours, theirs = pty.openpty()
    ran = subprocess.Popen([str(Path(sys.executable).with_name("charter")), "photos", "2026-03-12-utrecht", "--records", folder, *options],
                           stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"TERM": "dumb"}, encoding="utf-8")
    os.close(theirs)
    os.write(ours, typed.encode())
    said = ran.communicate(timeout=60)[0]
    os.close(ours)
    return ran.returncode, said


def test_somebody_answers(folder):
    """No, yes, another's number after a wrong one, skipped, and then a yes to the lines."""
    code, said = at_a_terminal(folder, "x\n9\n0\nj\n\nj\n")
    new = (folder / BATCH).read_text("utf-8")
    assert code == 0
    assert said.split("\n\n")[1].splitlines() == [
        "Bij wie hoort een foto? Antwoord j of n, of het nummer van een ander. Enter slaat de foto over.", "    0 de bijeenkomst zelf", "    1 Zorggroep Wensput",
        "    2 Gemeente Nergenshuizen", "    3 Pixelpolder Software", "    4 Maanlicht Logistiek"]
    assert said.count("Antwoord j, n of een nummer van 0 tot en met 4.") == 2
    assert "[2/3] nergenshuizen.jpg: Gemeente Nergenshuizen? (naam van het bestand lijkt op Gemeente Nergenshuizen) [j/n/nummer] " in said
    assert said.endswith(f"Zo schrijven? [j/n] {DONE}")
    flow = '{file: nergenshuizen.jpg, alt: {nl: "[wat is er te zien?]"}, credit: "[fotograaf]", people: [{name: "[naam]"}]}'
    assert new == SURE.replace("name: Gemeente Nergenshuizen}", f"name: Gemeente Nergenshuizen,\n     photos: [{flow}]}}") + (
        '  - file: DSC_0002.jpg\n    alt: {nl: "[wat is er te zien?]"}\n    credit: "[fotograaf]"\n    people:\n      - {name: "[naam]"}\n')


def test_who_goes_away_leaves_the_rest_unplaced(folder):
    """What was certain may still be written."""
    code, _ = at_a_terminal(folder, "\x04j\n")
    assert (code, (folder / BATCH).read_text("utf-8")) == (0, SURE)


@pytest.mark.parametrize("typed", ["n\nn\nn\nn\n", "j\nj\nj\nn\n", "j\n\x04\x04", "\x04\x04"], ids=["no", "not in the end", "gone in between", "gone at once"])
def test_without_a_yes_nothing_is_written(folder, typed):
    code, said = at_a_terminal(folder, typed, "--lang", "en")
    assert (code, said.splitlines()[-1].removeprefix("Write this? [y/n] "), (folder / BATCH).read_text("utf-8")) == (0, "Nothing was written.", RECORD)


def test_what_does_not_fit_is_shown(charter, folder):
    """The lines to add, under whose photos; the rest is written."""
    record = RECORD.replace("place: Utrecht\n", "").replace("    name: Zorggroep Wensput\n", "").replace(
        "[{name: Mirthe Wolkenstein}]\n", "[{name: Mirthe Wolkenstein}]\n    name: |+\n      Zorggroep Wensput\n\n")
    (folder / BATCH).write_text(record, "utf-8")
    ran = charter("photos", "2026-03-12-utrecht", "--records", folder, "--yes")
    assert ran.code == 1
    assert """\
Dit past niet vanzelf in het record. Zet het er zelf bij, onder photos van Zorggroep Wensput:
    - file: zorggroep-wensput.jpg
      alt: {nl: "[wat is er te zien?]"}
      credit: Anna Bakker
      people:
        - {name: "[naam]"}
--- """ in ran.stdout
    assert (folder / BATCH).read_text("utf-8").startswith(record)


@pytest.mark.parametrize(("batch", "record", "code", "said"), [
    ("2026-03-12-urecht", RECORD, 2, "Er is geen ondertekening `2026-03-12-urecht`. Kies uit: 2026-03-12-utrecht\n"),
    ("2026-03-12-utrecht", "date: 2026-03-12\nsignatories: [{name: A}]\n", 1, "Los dit eerst op, en geef de opdracht dan nog eens. Zie: charter check\n"),
    ("2026-03-12-utrecht", "date: [\n", 1, "Los dit eerst op, en geef de opdracht dan nog eens. Zie: charter check\n"),
])
def test_what_is_not_possible(charter, folder, batch, record, code, said):
    (folder / BATCH).write_text(record, "utf-8")
    ran = charter("photos", batch, "--records", folder)
    assert (ran.code, (ran.stdout + ran.stderr).replace("Foto's bekijken: klaar\n", "")[-len(said):]) == (code, said)


def test_nothing_new(charter, tmp_path):
    folder = written(tmp_path / "r", {BATCH: RECORD, "2026-03-12-utrecht/pixel.jpg": PHOTOS["pixel.jpg"]})
    ran = charter("photos", "2026-03-12-utrecht", "--records", folder)
    assert (ran.code, ran.stdout) == (0, "Elke foto in 2026-03-12-utrecht staat al in het record.\n")


def test_strange_names_and_links(charter, tmp_path):
    """A name with what a terminal acts on, letters in two ways, a link and a folder: told, and the others go on.

    Two that the record names already may be nearly the same: somebody chose so."""
    twice = "photos: [{file: pixel-2.jpg, subject: group, credit: Anna Bakker, people: []}]\n"
    folder = written(tmp_path / "r", {BATCH: RECORD + twice} | {f"2026-03-12-utrecht/{name}": PHOTOS[name] for name in ("pixel.jpg", "pixel-2.jpg")})
    place = folder / "2026-03-12-utrecht"
    (place / "\x1b[2Jx.jpg").write_bytes(PHOTOS["taart.jpg"])
    (place / "cafe\u0301.jpg").write_bytes(PHOTOS["taart.jpg"])
    (place / "link.jpg").symlink_to(place / "pixel.jpg")
    (place / "map.jpg").mkdir()
    (Path(os.fsdecode(bytes(place) + b"/\xff.jpg"))).write_bytes(PHOTOS["taart.jpg"])
    ran = charter("photos", "2026-03-12-utrecht", "--records", folder)
    assert (ran.code, ran.stdout) == (0, """\
Nog niet geplaatst:
  café.jpg

Niet te gebruiken:
  \\x1b[2Jx.jpg: de naam van dit bestand is te lang of heeft tekens die niet kunnen; geef het een andere naam
  link.jpg is een verwijzing naar een ander bestand. Kopieer de foto zelf naar deze map.
  map.jpg is geen bestand. Zet op deze plek de foto zelf.
  \\udcff.jpg: de naam van dit bestand is te lang of heeft tekens die niet kunnen; geef het een andere naam

Nog zonder foto:
  Zorggroep Wensput
  Gemeente Nergenshuizen
  Maanlicht Logistiek

Er is niets geschreven.
""")
