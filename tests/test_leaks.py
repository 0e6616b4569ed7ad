"""Nothing internal reaches the site: real builds that hold nothing, builds that are stopped, and every disguise with its near miss."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import Workbook
from PIL import Image, PngImagePlugin

from charter import cache
from charter.problems import as_text
from conftest import Ran
from trajectory.leaks import guarding, unpacking
from trajectory.leaks.deciding import Sources
from trajectory.leaks.verifying import forget, verdict, verify
from trees import Project, differences, project, tree

CHARTER = """\
name: {nl: Charter}
publisher: {name: Bureau, email: bureau@example.org}
trajectory:
  steps:
    - {id: newsletter, phase: after, by: programme, label: {nl: Nieuwsbrief, en: Newsletter}}
    - {id: plan, phase: after, by: signatory, label: {nl: Plan van aanpak, en: Plan of action}}
    - {id: survey_sent, phase: after, by: programme, label: {nl: Monitor verstuurd, en: Survey sent}}
    - {id: survey, phase: after, by: signatory, label: {nl: Monitor ingevuld, en: Survey completed}}
"""
BATCH = """\
date: 2026-03-12
publish_at: 2026-03-14
led_by: {name: Drs. Truus Voorzitter}
signatories:
  - {id: alfa, name: Gemeente L'Alfa & Zoon, signed_by: [{name: Wim Handtekening}]}
  - {id: beta, name: Stichting Bèta}
"""
OFFICERS = """\
jd: {name: Jorinde Dagboek, email: jorinde.dagboek@intern.example.org}
ms: {name: Maarten Stappenplan, email: maarten@intern.example.org, public: true}
"""
INTERNAL = """\
alfa:
  officer: jd
  contact: {name: René Visser, email: rene.visser@alfa.example.org}
  steps:
    newsletter: 2026-03-12
    plan: {received: 2026-08-30, accepted: 2026-09-04, note: "Het plan is mager: er staat geen euro in."}
    survey: [{year: 1, sent: 2027-09-01}]
  pauses: [{from: 2026-04-01, until: 2026-05-01, reason: verhuizing, by: jd}]
beta:
  contact: {name: Wim Handtekening, email: bureau@example.org}
  extensions: [{step: plan, until: 2026-12-24, reason: De directeur is langdurig ziek thuis., by: jd}]
  not_applicable: {survey: Er zijn geen medewerkers}
"""
NOTE = "Het plan is mager: er staat geen euro in."


@pytest.fixture
def where(tmp_path: Path) -> Sources:
    """Two signatories of 12 March 2026, and what is kept about them."""
    for path, text in (("charter.yaml", CHARTER), ("2026-03-12-utrecht/batch.yaml", BATCH), ("internal/officers.yaml", OFFICERS),
                       ("internal/2026-03-12-utrecht.yaml", INTERNAL)):
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "site").mkdir()
    return Sources(tmp_path / "records", tmp_path / "records/internal")


Told = list[tuple[str, str]]      # kind in Dutch, and where it was typed


def told(where: Sources, data: bytes | str, name: str = "index.html") -> Told:
    """What is said of one public file: always with a rule, always about that file, never with the secret."""
    site = where.records.parent / "site"
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    problems = verify(site, where)
    for problem in problems:
        assert (problem.level, problem.rule) == ("error", "leak")
        assert f"komt op {name}" in problem.message.nl
    found = [re.match(r"(.*) uit (\S+, regel \d+), komt op", problem.message.nl) for problem in problems]
    return sorted((match[1], match[2]) for match in found if match)


NAME = [("de naam van een medewerker", "internal/officers.yaml, regel 1")]
CONTACT = [("de naam van een contactpersoon", "internal/2026-03-12-utrecht.yaml, regel 3")]
A_NOTE = [("een opmerking", "internal/2026-03-12-utrecht.yaml, regel 6")]
A_PLAN = [("een stap met haar datum", "internal/2026-03-12-utrecht.yaml, regel 6")]


# Texts, and what looks like them

@pytest.mark.parametrize(("text", "found"), [
    ("<p>Jorinde Dagboek</p>", NAME),
    ("<p>jorinde DAGBOEK</p>", NAME),
    ("<p>Jorinde Dagboekje</p>", []), ("<p>Marjorinde Dagboek</p>", []), ("<p>Jorinde Dagboek2</p>", []),
    ("<p>Jorinde hield een dagboek</p>", []),
    ("<p>Jorinde&nbsp;Dagboek</p>", NAME), ("<p>Jorinde\u00a0Dagboek</p>", NAME), ("<p>Jorinde\n      Dagboek</p>", NAME),
    ("<p>Jor<b>inde</b> Dag<i class='x'>boek</i></p>", NAME),
    ("<tr><td>Jorinde</td><td>Dagboek</td><td>Utrecht</td></tr>", NAME),
    ("<p>Jorinde <b\n class='x'>Dagboek</b></p>", NAME),
    ("<p>Jo\u00adrin\u200bde Dag\u00adboek</p>", NAME),
    ("<p>J o r i n d e   D a g b o e k</p>", NAME),
    ("<img alt='Jorinde Dagboek'>", NAME), ("<img\n alt='Jorinde\n Dagboek'\n>", NAME), ("<!-- jorinde.dagboek@intern.example.org -->", [
        ("de naam van een medewerker", "internal/officers.yaml, regel 1"), ("het e-mailadres van een medewerker", "internal/officers.yaml, regel 1")]),
    ("<a href='/jorinde-dagboek/'>", NAME),
    ("<p>Maarten Stappenplan, maarten@intern.example.org</p>", []),         # public: true
    ("<p>Wim Handtekening, bureau@example.org</p>", []),                    # stated by the record
    ("<p>René Visser</p>", CONTACT), ("<p>Rene Visser</p>", CONTACT), ("<p>Rene\u0301 Visser</p>", CONTACT), ("<p>RENÉ VISSER</p>", CONTACT),
    ("<p>RenÃ© Visser, Ren? Visser, Ren\ufffd Visser</p>", CONTACT),
    ("<p>René Vissers</p>", []), ("<p>Irène Visser</p>", []),
    ("<p>Ren&eacute; Visser, Ren&#233; Visser, Ren&#xE9; Visser</p>", CONTACT),
    ("<p>&#" + "0" * 5000 + "82;en&#x" + "0" * 60 + "E9; Visser</p>", CONTACT), ("<p>Ren&eacute Visser</p>", CONTACT), ("<p>Ren&#233 Visser</p>", CONTACT), ("?a=1&amp;who=Ren&eacute;+Visser&b=2", CONTACT),
    ("<p>&#82;en&#233; &#86;isser</p>", CONTACT), ("&lt;p&gt;Ren&amp;eacute; &lt;b&gt;Vis&lt;/b&gt;ser&lt;/p&gt;", CONTACT),
    (json.dumps({"x": "René Visser"}), CONTACT), (json.dumps(json.dumps({"x": "René\nVisser"})), CONTACT), (json.dumps({"x": "René Vissers"}), []),
    (quote("x=René Visser&y"), CONTACT), (quote(quote("René Visser")), CONTACT), ("Ren%C3%A9+Visser", CONTACT), (quote("René Vissers"), []),
    (f"<p>{NOTE}</p>", A_NOTE), (f"<p>{html.escape(NOTE)}</p>", A_NOTE), (f"<p>{NOTE.upper()}</p>", A_NOTE),
    ("<p>Het plan is mager, er staat geen euro in</p>", A_NOTE),
    ("<p>Het plan is mager: er staat geen eurobedrag in.</p>", []),
    ("<p>Na de verhuizing.</p>", [("een reden", "internal/2026-03-12-utrecht.yaml, regel 8")]), ("<p>Verhuizingen.</p>", []),
    ("zie internal/2026-03-12-utrecht.yaml", [("de naam van een intern bestand", "internal/2026-03-12-utrecht.yaml, regel 1")]),
    ("zie 2026-03-12-utrecht.yaml", []),
    ("Er zijn geen medewerkers.", [("een reden", "internal/2026-03-12-utrecht.yaml, regel 12")]),
])
def test_texts(where: Sources, text: str, found: Told) -> None:
    assert told(where, text) == found


def test_a_short_reason_that_stands_in_a_public_source_is_no_secret(where: Sources) -> None:
    """It could come from there; a long one that was pasted there is a leak, and the source is where it is mended."""
    batch = where.records / "2026-03-12-utrecht/batch.yaml"
    batch.write_text(f"{BATCH}body: {{nl: 'Na de verhuizing. {NOTE}'}}\n")
    assert told(where, f"<p>Na de verhuizing. {NOTE}</p>") == A_NOTE
    internal = where.internal / "2026-03-12-utrecht.yaml"
    internal.write_text(INTERNAL.replace("verhuizing", "bedrijfsverhuizing afgeblazen"))
    batch.write_text(f"{BATCH}body: {{nl: 'Bedrijfsverhuizing afgeblazen. {NOTE}'}}\n")
    where = Sources(where.records, where.internal)      # what it read of the records it keeps
    assert told(where, f"<p>Bedrijfsverhuizing afgeblazen. {NOTE}</p>") == A_NOTE      # two words, however long
    assert [(p.path, p.line) for p in verify(where.records.parent / "site", where)] == [("2026-03-12-utrecht/batch.yaml", 7)]


def test_a_name_in_prose_is_no_public_name(where: Sources) -> None:
    """Only a field for names makes a name public."""
    (where.records / "2026-03-12-utrecht/batch.yaml").write_text(f"{BATCH}body: {{nl: Met dank aan René Visser.}}\n")
    assert told(where, "<p>Met dank aan René Visser.</p>") == CONTACT


def test_what_a_broken_file_says_is_guarded_as_well(where: Sources) -> None:
    """Its fields are guessed, and a wrong value does not hide what stands beside it."""
    path = where.internal / "2026-03-12-utrecht.yaml"
    path.write_text(INTERNAL.replace("2026-08-30", "2026-08-3x").replace("officer: jd\n", "officier: jd\n"))
    assert told(where, NOTE) == A_NOTE
    path.write_text("alfa: {name: [\n  note: 'Directeur belde: woest.'\n  email: woest@alfa.example.org\n")
    assert told(where, "Directeur belde: woest. woest@alfa.example.org") == [
        ("een e-mailadres", "internal/2026-03-12-utrecht.yaml, regel 3"), ("een opmerking", "internal/2026-03-12-utrecht.yaml, regel 2")]
    path.write_bytes(b"\xff\xfe\x00 note: Directeur belde: woest.\n")
    assert told(where, "Directeur belde: woest.")[-1][0] == "een opmerking"


# Steps with their dates

@pytest.mark.parametrize(("text", "found"), [
    *((f"alfa: plan, {day}", A_PLAN) for day in (
        "2026-08-30", "20260830", "30 augustus 2026", "30 aug 2026", "30 aug. 2026", "zondag 30 augustus 2026", "30 August 2026", "August 30, 2026",
        "Sunday, August 30th, 2026", "30-08-2026", "30/08/2026", "30-8-2026", "2026-08-30T12:00:00Z", "4 september 2026")),
    ("<h1>Gemeente L&#39;Alfa &amp; Zoon</h1><dt>Plan van aanpak</dt>\n<dd>30 augustus 2026</dd>", A_PLAN),
    ("alfa: 30 augustus 2026: Plan of action received", A_PLAN), ('{"id": "alfa", "plan": {"received": "2026-08-30"}}', A_PLAN),
    ("beta: uitstel voor het plan tot 24-12-2026", [("een stap met haar datum", "internal/2026-03-12-utrecht.yaml, regel 11")]),
    ("alfa: monitor verstuurd op 1 september 2027", [("een stap met haar datum", "internal/2026-03-12-utrecht.yaml, regel 7")]),
    ("beta: plan, 2026-08-30", []),                                 # somebody else's date
    ("plan, 2026-08-30", []),                                       # about nobody
    ("alfa: plan, 2026-08-31", []), ("alfa: planning, 2026-08-30", []), ("alfa: 2026-08-30", []),
    ("alfa: plan, 130 augustus 2026", []), ("alfa: plan, 2026-08-301", []),
    ("alfa: nieuwsbrief, 2026-03-12", []),                          # the day of the signing is public
    (f"alfa: plan {'x' * 61} 2026-08-30", []), (f"alfa: plan {'x' * 50} 2026-08-30", A_PLAN),
    (f"alfa {'x ' * 1500} plan 2026-08-30", []),
])
def test_steps_with_dates(where: Sources, text: str, found: Told) -> None:
    assert told(where, text) == found


def test_a_page_of_the_signatory_need_not_name_it(where: Sources) -> None:
    assert told(where, "<p>Plan: 30 augustus 2026</p>", "ondertekenaars/alfa/index.html") == A_PLAN
    (where.records.parent / "site/ondertekenaars/alfa/index.html").unlink()
    assert told(where, "<p>Plan: 30 augustus 2026</p>", "ondertekenaars/alfabet/index.html") == []


def test_a_day_that_is_public_for_another_who_stands_there_is_no_leak(where: Sources) -> None:
    """A list of news has many dates, and plan is an ordinary word."""
    other = where.records / "2026-08-30-delft/batch.yaml"
    other.parent.mkdir()
    other.write_text("date: 2026-08-30\nsignatories: [{id: gamma, name: Gamma}]\n")
    assert told(where, "30 augustus 2026: Gamma heeft een plan, net als alfa") == []
    assert told(where, "30 augustus 2026: een plan, van alfa") == A_PLAN


# Disguises of files

def jpeg(**more: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(file, "JPEG", **more)
    return file.getvalue()


def segment(marker: int, text: str, length: int | None = None) -> bytes:
    """A JPEG segment, which may lie about its length."""
    data = text.encode()
    return bytes([0xFF, marker]) + (length or len(data) + 2).to_bytes(2) + data


def spaced(text: str) -> bytes:
    """Some bytes of pixels are letters in Latin-1: right beside these a name would be another name."""
    return f" {text} ".encode()


def inserted(data: bytes, at: int, more: bytes) -> bytes:
    return data[:at] + more + data[at:]


@lru_cache
def restarting() -> bytes:
    """A JPEG with a restart marker behind every row of blocks."""
    return jpeg(restart_marker_rows=1, subsampling=0)


@lru_cache
def scans() -> bytes:
    """A JPEG of several scans."""
    return jpeg(progressive=True)


@lru_cache
def large() -> bytes:
    """A JPEG as large as a share card."""
    file = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(file, "JPEG")
    return file.getvalue()


def exif(tag: int, value: object) -> bytes:
    made = Image.Exif()
    if tag == 0x9286:
        made.get_ifd(0x8769)[tag] = value
    else:
        made[tag] = value
    return made.tobytes()


def png(kind: str, text: str) -> bytes:
    file, info = io.BytesIO(), PngImagePlugin.PngInfo()
    if kind == "iTXt":
        info.add_itxt("Comment", text, zip=True)
    else:
        info.add_text("Comment", text, zip=kind == "zTXt")
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def avif(text: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "AVIF", exif=exif(0x010E, text))
    return file.getvalue()


def zipped(text: str, inside: str = "a.txt") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, text)
    return file.getvalue()


def stored(text: str | bytes, inside: str = "a.txt", remark: bytes = b"", between: bytes = b"", files: int = 1) -> bytes:
    """Files that nothing packs, as the texts of a kit are: the last one holds the text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = remark
        for n in range(files):
            archive.writestr(f"een-eerste-tekst-{n}.txt", "Een eerste regel")
        assert archive.fp
        archive.fp.write(between)
        archive.start_dir = archive.fp.tell()       # where the next file goes
        archive.writestr(inside, text)
    return file.getvalue()


def workbook(text: str) -> bytes:
    file, book = io.BytesIO(), Workbook()
    book.active.append(["Alfa", text])
    book.save(file)
    return file.getvalue()


def pdf(text: str) -> bytes:
    stream = zlib.compress(f"BT /F1 12 Tf (Dossier) Tj [({text[:9]}) -20 ({text[9:]})] TJ ET".encode("cp1252"))
    return b"%PDF-1.7\n1 0 obj <</Filter /FlateDecode>> stream\n" + stream + b"\nendstream endobj\n"


DISGUISES: dict[str, Callable[[str], bytes]] = {
    "base64": lambda text: b"<img src='data:text/plain;base64," + base64.b64encode(f"a {text} b".encode()) + b"'>",
    "base64 one further": lambda text: base64.b64encode(f"ab {text} b".encode()),
    "base64 behind a path": lambda text: b"x/yz/" + base64.b64encode(f"abc {text} b".encode()),
    "base64 for addresses": lambda text: b"?q=" + base64.urlsafe_b64encode(f"\xff\xfe?> {text} ~".encode()),
    "base64 in lines": lambda text: base64.encodebytes(b"some words " * 4 + b"a line " + text.encode() + b" words after it" * 9),
    "base64 of base64": lambda text: base64.b64encode(base64.b64encode(f"a {text} b".encode())),
    "base64 of json": lambda text: base64.b64encode(json.dumps({"x": text}).encode()),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16")),
    "UTF-16": lambda text: f"een regel\n{text}\n".encode("utf-16"),
    "UTF-16, big end first": lambda text: f"een regel\n{text}\n".encode("utf-16-be"),
    "Latin-1": lambda text: f"<p>{text}</p>".encode("latin-1"),
    "JPEG comment": lambda text: jpeg(comment=text.encode()),
    "JPEG comment in Latin-1": lambda text: jpeg(comment=text.encode("latin-1")),
    "EXIF description": lambda text: jpeg(exif=exif(0x010E, text)),
    "EXIF UserComment in UTF-16": lambda text: jpeg(exif=exif(0x9286, b"UNICODE\0" + text.encode("utf-16-le"))),
    "EXIF XPComment": lambda text: jpeg(exif=exif(0x9C9C, f"{text}\0".encode("utf-16-le"))),
    "XMP": lambda text: jpeg(xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:description>{html.escape(text)}</dc:description></x:xmpmeta>".encode()),
    "behind a JPEG": lambda text: jpeg() + text.encode(),
    "JPEG segment of an application": lambda text: inserted(jpeg(), 2, segment(0xE9, text)),
    "a JPEG segment that says that it is longer": lambda text: inserted(jpeg(), 2, segment(0xE9, f"{text} ", 9000)),
    "before the first JPEG segment": lambda text: inserted(jpeg(), 2, spaced(text)),
    "in the scan of a JPEG": lambda text: inserted(jpeg(), -700, spaced(text)),
    "behind the last block of a scan": lambda text: inserted(jpeg(), -2, spaced(text)),
    "in a JPEG without an end": lambda text: jpeg()[:-300] + spaced(text),
    "in a JPEG without an end, then pixels": lambda text: jpeg()[:-300] + spaced(text) + jpeg()[-300:-2],
    "behind a restart of a JPEG": lambda text: inserted(restarting(), restarting().index(b"\xff\xd3") + 2, spaced(text)),
    "before a restart of a JPEG": lambda text: inserted(restarting(), restarting().index(b"\xff\xd3"), spaced(text)),
    "between two JPEGs": lambda text: jpeg() + spaced(text) + jpeg(),
    "JPEG comment between two scans": lambda text: inserted(scans(), scans().rindex(b"\xff\xda"), segment(0xFE, f" {text} ")),
    "between two scans": lambda text: inserted(scans(), scans().rindex(b"\xff\xda"), spaced(text)),
    "escaped in the scan of a large JPEG": lambda text: inserted(large(), -20_000, b"\n" + text.encode("ascii", "xmlcharrefreplace") + b"\n"),
    "escaped behind a large JPEG": lambda text: large() + b"\n" + text.encode("ascii", "xmlcharrefreplace"),
    "in the scan of a large JPEG": lambda text: inserted(large(), -20_000, spaced(text)),
    "PNG tEXt": lambda text: png("tEXt", text), "PNG zTXt": lambda text: png("zTXt", text), "PNG iTXt": lambda text: png("iTXt", text),
    "AVIF EXIF": avif,
    "gzip": lambda text: gzip.compress(text.encode()), "zlib": lambda text: b"\0\1" + zlib.compress(f"x {text}".encode()) + b"\0",
    "a stream that ends too soon": lambda text: b"\0\1" + zlib.compress(f"x {text} {'ab' * 99}".encode())[:-6],
    "a broken stream": lambda text: broken(zlib.compress(f"x {text} {random.Random(1).randbytes(2000).hex()}".encode())),
    "zip": zipped, "zip in a zip": lambda text: zipped_bytes(zipped(text)), "zip behind a JPEG": lambda text: jpeg() + zipped(text),
    "zip in a mail": lambda text: mailed(text + " en nog een heleboel woorden" * 9),
    "name in a zip": lambda text: zipped("x", text), "xlsx": workbook, "PDF": pdf,
    "stored in a zip": lambda text: stored(text), "zip stored in a zip": lambda text: stored(zipped(text)), "name in a zip that stores": lambda text: stored("x", text),
    "base64 stored in a zip": lambda text: stored(base64.b64encode(f"ab {text} b".encode())),
    "remark of a zip that stores": lambda text: stored("x", remark=text.encode()), "behind a zip that stores": lambda text: stored("x") + text.encode(),
    "between the files of a zip that stores": lambda text: stored("x", between=f" {text} ".encode()),
}


def mailed(text: str) -> bytes:
    """A mail with a zip, as `charter kit` writes them."""
    message = EmailMessage(policy=SMTP)
    message["To"] = ""
    message.set_content("Goedendag,\n\nDit is een pakket.\n", cte="quoted-printable")
    message.add_attachment(zipped(text, "LEESMIJ.txt"), maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


def zipped_bytes(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", data)
    return file.getvalue()


def broken(stream: bytes) -> bytes:
    """With nonsense from its thousandth byte on."""
    return b"\0\1" + stream[:1000] + b"\xff" * 50 + stream[1050:]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_disguises(where: Sources, disguise: str) -> None:
    """Each holds the name and is found; with one letter more it is another name."""
    assert told(where, DISGUISES[disguise]("René Visser")) == CONTACT
    assert told(where, DISGUISES[disguise]("René Vissers")) == []


def test_the_letters_of_a_mark_stay_in_a_name(where: Sources) -> None:
    """PK begins the marks of a zip; a name may hold it."""
    (where.internal / "officers.yaml").write_text("kl: {name: 'Jo PKoning', email: x@example.com}\n")
    assert told(where, stored("x", "Jo PKoning.txt")) == [("de naam van een medewerker", "internal/officers.yaml, regel 1")]


@pytest.mark.parametrize(("inside", "remark"), [("Bo Linde.txt", b""), ("a.txt", b"contact: Bo Linde")], ids=["name", "remark"])
def test_a_short_name_beside_many_files_of_a_zip(where: Sources, inside: str, remark: bytes) -> None:
    """So many headers are noise, in which no short name is looked for; names and remarks are none."""
    (where.internal / "officers.yaml").write_text("kl: {name: 'Bo Linde', email: x@example.com}\n")
    assert told(where, stored("x", inside, remark, files=45)) == [("de naam van een medewerker", "internal/officers.yaml, regel 1")]


def test_what_was_given_up_on_in_a_picture_counts_elsewhere(where: Sources) -> None:
    """A picture may hold what cannot be unpacked; beside it the same bytes may not stand."""
    locked = zipped("x" * 500)[:-40]
    picture = inserted(jpeg(), 2, b"\xff\xe9" + (len(locked) + 2).to_bytes(2) + locked)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jpg", picture)
        archive.writestr("b.zip", locked)
    site = where.records.parent / "site"
    (site / "b.jpg").write_bytes(picture)
    assert verify(site, where) == []
    (site / "pakket.zip").write_bytes(file.getvalue())
    assert [problem.path for problem in verify(site, where)] == ["../site/pakket.zip"]


@pytest.mark.parametrize("lie", ["packed after all", "another sum"])
def test_a_zip_that_says_that_it_stores(lie: str) -> None:
    """Its header or its sum says otherwise: nobody can be sure what a program would unpack."""
    data = bytearray(stored("x" * 40))
    data[8 if lie == "packed after all" else data.index(b"PK\1\2") + 16] ^= 8
    assert unpacking.stored_in(bytes(data)) is None
    assert unpacking.stored_in(stored("x" * 40))


@pytest.mark.parametrize("text", [b"&#" + b"0" * 5000 + b"0;", b"&amp;#x" + b"0" * 5000 + b"52;", b"&#" + b"8" * 5000 + b";", stored("x")[:-60], stored("x")[:22] + stored("x")[80:], b"PK" * 50],
                         ids=["long number", "long number, escaped twice", "large number", "zip without its end", "zip without its middle", "marks only"])
def test_nothing_makes_the_search_fall_over(where: Sources, text: bytes) -> None:
    """What cannot be read is told or passed over; the rest of the site is searched."""
    site = where.records.parent / "site"
    (site / "a.txt").write_bytes(text)
    (site / "index.html").write_text("<p>René Visser</p>", "utf-8")
    assert "de naam van een contactpersoon uit internal/2026-03-12-utrecht.yaml, regel 3, komt op index.html" in as_text(verify(site, where), "nl")


def test_a_line_of_base64_that_was_met_before_still_counts(where: Sources) -> None:
    """Most lines are looked at once; but of base64 a name may begin on one line and end on the next."""
    site, start = where.records.parent / "site", b"x" * 50 + b" Jorin"      # and a letter: 57 bytes, a line
    (site / "a.txt").write_bytes(base64.encodebytes(start + b"d en wat er verder gebeurde"))
    assert told(where, base64.encodebytes(start + b"de Dagboek en wat er verder gebeurde"), "b.txt") == NAME


def test_a_tag_that_ends_on_a_line_that_was_met_before(where: Sources) -> None:
    (where.records.parent / "site/a.txt").write_text("x\n class='x'>\ny\n")
    assert told(where, "<p>Jorinde <b\n class='x'>\nDagboek</b></p>", "b.html") == NAME


def test_a_name_that_is_the_address_of_a_page_is_not_repeated(where: Sources) -> None:
    (where.records.parent / "site/nieuws/jorinde-dagboek").mkdir(parents=True)
    (where.records.parent / "site/nieuws/jorinde-dagboek/index.html").write_text("<p>Hoi</p>")
    said = as_text(verify(where.records.parent / "site", where), "nl")
    assert "komt op nieuws/…;" in said
    assert "jorinde" not in said.casefold()


def test_what_cannot_be_looked_at_is_told(where: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked or broken zip, and one that holds too much; of a picture only the pixels are not understood."""
    site = where.records.parent / "site"
    bomb = gzip.compress(b"\0" * 3_000_000)
    monkeypatch.setattr(unpacking, "MOST", 1_000_000)
    (site / "groep.jpg").write_bytes(jpeg() + bomb)
    assert verify(site, where) == []
    (site / "broken.zip").write_bytes(zipped("x" * 500)[:-40])
    (site / "bomb.gz").write_bytes(bomb)
    problems = verify(site, where)
    assert [(p.path, p.line, p.rule, p.level) for p in problems] == [("../site/bomb.gz", 1, "leak", "error"), ("../site/broken.zip", 1, "leak", "error")]
    assert problems[0].message.nl.startswith("dit bestand is niet na te kijken op interne gegevens")
    assert problems[0].message.en.startswith("this file cannot be searched for internal data")


def test_noise_is_no_name(where: Sources) -> None:
    """Short names are not looked for in packed pixels, where chance writes them."""
    (where.internal / "officers.yaml").write_text("kl: {name: 'Xq Vwz', email: x@example.com}\n")
    noise = b"\x00\x9c\x81" * 3000
    assert told(where, noise + b" Xq Vwz " + noise) == []
    assert told(where, b"Xq Vwz") == [("de naam van een medewerker", "internal/officers.yaml, regel 1")]


def test_the_work_folder_keeps_no_copy(where: Sources, tmp_path: Path) -> None:
    """What was read is kept sealed by the digest of the file that said it; with it nothing is read differently."""
    remembering = Sources(where.records, where.internal, (), tmp_path / "work")
    first, second = told(remembering, NOTE), told(remembering, NOTE)
    assert first == second == A_NOTE
    kept = cache.load(tmp_path / "work/canaries.cache", guarding._fingerprint())
    pieces = [piece for sealed in kept.values() for piece in sealed]
    assert len(set(pieces)) == len(pieces) == 4      # secrets and events of two files
    for piece in pieces:
        with pytest.raises(zlib.error):     # what it is without the seal
            zlib.decompress(piece)


# Real builds

BATCH_OF_TEN = "2026-03-12-utrecht"


def fifty(folder: Path) -> dict[str, list[str]]:
    """Writes internal data with fifty canaries; returns each, in the forms that a naive search can find."""
    officers = {f"o{n}": (f"Officier{n} Geheimschrijver", f"schrijver{n}@geheim.example.org") for n in range(5)}
    canaries = {text: [text] for pair in officers.values() for text in pair}
    text = []
    ids = ["zorggroep-wensput", "gemeente-nergenshuizen", "bouwbedrijf-luchtkasteel", "rondom-de-vijver", "stichting-tien-tegelijk"]
    for n, id_ in enumerate(ids):
        name, mail, note, reason = f"Contact{n} Onzichtbaar", f"post{n}@onzichtbaar.example.org", f"Belde driemaal en bleef boos, poging {n}.", f"Het archief nummer {n} stond onder water."
        day = date(2026, 8, 5) + timedelta(days=n)      # 4 augustus would be found in 24 augustus
        canaries |= {text: [text] for text in (name, mail, note, reason)}
        canaries |= {f"{id_} {kind}": [form] for kind, form in (
            ("iso", day.isoformat()), ("nl", f"{day.day} augustus 2026"), ("en", f"{day.day} August 2026"), ("dmy", day.strftime("%d-%m-%Y")))}
        text.append(f"{id_}:\n  officer: o{n}\n  contact: {{name: {name}, email: {mail}}}\n  steps: {{intake_talk: 2025-11-03, "
                    f"plan: {{received: {day}, note: '{note}'}}}}\n  extensions: [{{step: plan, until: 2026-12-11, reason: '{reason}', by: o{n}}}]\n")
    folder.mkdir(parents=True)
    (folder / "officers.yaml").write_text("".join(f"{code}: {{name: {name}, email: {mail}}}\n" for code, (name, mail) in officers.items()))
    (folder / f"{BATCH_OF_TEN}.yaml").write_text("".join(text))
    assert len(canaries) == 50
    return canaries


@pytest.fixture(scope="module")
def guarded(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The demo with fifty canaries, built."""
    made = project(tmp_path_factory.mktemp("guarded") / "p", demo_site)
    for file in (made.records / "internal").iterdir():
        file.unlink()
    (made.records / "internal").rmdir()
    fifty(made.records / "internal")
    ran = made.build()
    assert ran.code == 0, ran.stdout + ran.stderr
    return made


def naive(folder: Path, canaries: dict[str, list[str]]) -> set[str]:
    """A plain search of its own: the text as it is, and unescaped, and decoded where zip or gzip would hold it."""
    found = set()
    for data in tree(folder).values():
        for text in (data.decode("utf-8", "ignore"), html.unescape(data.decode("utf-8", "ignore")), data.decode("latin-1")):
            found |= {name for name, forms in canaries.items() if any(form.casefold() in text.casefold() for form in forms)}
    return found


def test_fifty_canaries_are_nowhere_and_change_nothing(guarded: Project, demo_site: Path, tmp_path: Path) -> None:
    """The site is byte for byte the demo's, and holds none of them; the search does find what the demo's pages say."""
    canaries = fifty(tmp_path / "internal")
    assert naive(guarded.output, canaries) == set()
    assert naive(guarded.output, {"x": ["Gemeente Nergenshuizen"]}) == {"x"}
    assert differences(tree(guarded.output), tree(demo_site)) == []


LEAKY = '''
"""A guard taken away: what stands in leaky.json is written among the staged files."""
import base64, json, os, pathlib
import charter.staging as staging

stage = staging.Target.stage

def leaky(self, path, data):
    if path == "index.html":
        for name, content in json.loads(os.environ["LEAKY"]).items():
            stage(self, name, base64.b64decode(content))
        data = data.replace(b"</main>", os.environ.get("LEAKY_HTML", "").encode() + b"</main>")
    return stage(self, path, data)

staging.Target.stage = leaky
'''
NOTE_3 = "Belde driemaal en bleef boos, poging 3."


def leak(guarded: Project, files: dict[str, bytes], inner: str = "", *command: str, **more: str) -> Ran:
    """A build in a real process in which these files are staged as well, and the home page says more."""
    (guarded.root / "leaky").mkdir(exist_ok=True)
    (guarded.root / "leaky/sitecustomize.py").write_text(LEAKY)
    packed = json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()})
    env = guarded.environment(path=str(guarded.root / "leaky"), LEAKY=packed, LEAKY_HTML=inner, **more)
    # Another day: the home page is made again, and nothing else need be different.
    words = command or guarded.command("build", "--as-of", "2026-11-20", "--base-url", "https://elsewhere.example.org")
    done = subprocess.run(words, cwd=guarded.root, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def secrets_in(text: str) -> list[str]:
    """Nothing of these words may ever be printed."""
    return [word for word in ("boos", "geheimschrijver", "onzichtbaar", "onder water", "augustus", "2026-08") if word in text.casefold()]


STAGED = {
    "a page": {"geheim/index.html": f"<p>{NOTE_3}</p>".encode()},
    "a picture": {"images/groep.jpg": jpeg(exif=exif(0x9C9C, f"{NOTE_3}\0".encode("utf-16-le")))},
    "a comment of a picture": {"images/groep.jpg": jpeg(comment=NOTE_3.encode())},
    "XMP": {"images/groep.jpg": jpeg(xmp=f"<x>{NOTE_3}</x>".encode())},
    "a workbook": {"data/lijst.xlsx": workbook(NOTE_3)},
    "base64": {"data/feed.json": json.dumps({"image": base64.b64encode(f"x {NOTE_3}".encode()).decode()}).encode()},
    "an address": {"kit/mail.txt": quote(f"mailto:x@example.org?body={NOTE_3}").encode()},
    "UTF-16": {"data/lijst.csv": NOTE_3.encode("utf-16")},
    "a hidden file": {".well-known/x.txt": NOTE_3.encode()},
}


@pytest.mark.parametrize("what", STAGED)
def test_a_staged_leak_stops_the_build(guarded: Project, what: str) -> None:
    """Exit code 1, the file and the kind are said, the secret is not, and the site stays as it was."""
    before = tree(guarded.output)
    ran = leak(guarded, STAGED[what])
    (name,) = STAGED[what]
    assert ran.code == 1, ran.stdout + ran.stderr
    assert f"output/{name}:1:1: fout [leak] een opmerking uit internal/{BATCH_OF_TEN}.yaml, regel 19, komt op {name}; haal het hier weg" in ran.stdout
    assert "1 fout, " in ran.stdout
    assert (secrets_in(ran.stdout + ran.stderr), differences(tree(guarded.output), before)) == ([], [])


@pytest.mark.parametrize(("inner", "kind"), [
    ("<p>Contact3 Onzichtbaar</p>", "de naam van een contactpersoon"), ("post3@onzichtbaar.example.org", "het e-mailadres van een contactpersoon"),
    ("schrijver3@geheim.example.org", "het e-mailadres van een medewerker"), ("Het archief nummer 3 stond onder water.", "een reden"),
    ("<p>Rondom de Vijver</p><p>rondom-de-vijver: plan van aanpak binnen op 8 augustus 2026</p>", "een stap met haar datum"),
])
def test_each_kind_stops_the_build(guarded: Project, inner: str, kind: str) -> None:
    before = tree(guarded.output)
    ran = leak(guarded, {}, inner)
    assert ran.code == 1, ran.stdout + ran.stderr
    assert re.findall(r"\[leak\] (.*?) uit internal/\S+, regel \d+, komt op index\.html", ran.stdout) == [kind]
    assert (secrets_in(ran.stdout + ran.stderr), differences(tree(guarded.output), before)) == ([], [])


def test_plain_pelican_stops_too(guarded: Project) -> None:
    before = tree(guarded.output)
    ran = leak(guarded, {}, f"<p>{NOTE_3}</p>", sys.executable, "-m", "pelican", "-s", "pelicanconf.py",
               CHARTER_AS_OF="2026-11-20", CHARTER_BASE_URL="https://elsewhere.example.org")
    assert ran.code == 1, ran.stdout + ran.stderr
    assert "[leak] een opmerking uit internal" in re.sub(r"\s+", " ", ran.stdout + ran.stderr)
    assert (secrets_in(ran.stdout + ran.stderr), differences(tree(guarded.output), before)) == ([], [])


BROKEN = "import sys, charter.workers\nimport trajectory.leaks.finding as f\ndef stop(*a): raise RuntimeError('kapot')\nf.suspects = stop\nimport trajectory.leaks as l\nl.suspects = stop\n"


@pytest.mark.parametrize("plain", [False, True], ids=["charter build", "pelican"])
def test_a_verifier_that_breaks_stops_the_build(guarded: Project, plain: bool) -> None:
    """Whoever cannot look lets nothing pass."""
    before = tree(guarded.output)
    (guarded.root / "broken").mkdir(exist_ok=True)
    (guarded.root / "broken/sitecustomize.py").write_text(BROKEN)
    words = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"] if plain else guarded.command("build", "--as-of", "2026-11-20", "--base-url", "https://x.example.org")
    done = subprocess.run(words, cwd=guarded.root, env=guarded.environment(path=str(guarded.root / "broken")), capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode != 0
    assert "kapot" in done.stdout + done.stderr
    assert differences(tree(guarded.output), before) == []


@pytest.mark.parametrize("source", ["page", "batch"])
def test_a_secret_in_a_source_is_told_at_its_line(guarded: Project, source: str) -> None:
    """A content page with an officer's name, a record with a note: the place to mend is the source."""
    before = tree(guarded.output)
    path = guarded.root / "content/over.nl.md" if source == "page" else guarded.records / BATCH_OF_TEN / "batch.yaml"
    kept = path.read_text("utf-8")
    said = "Vragen? Bel Officier2 Geheimschrijver." if source == "page" else NOTE_3
    new = f"{kept}\n{said}\n" if source == "page" else re.sub(r"(?m)^body:\n  nl: \|\n", lambda found: f"{found[0]}    {said}\n\n", kept, count=1)
    assert new != kept
    path.write_text(new, "utf-8")
    try:
        ran = guarded.build()
    finally:
        path.write_text(kept, "utf-8")
    line = new.split("\n").index(said if source == "page" else f"    {said}") + 1
    shown = "content/over.nl.md" if source == "page" else f"signatories/{BATCH_OF_TEN}/batch.yaml"
    assert ran.code == 1, ran.stdout + ran.stderr
    assert f"{shown}:{line}:1: fout [leak]" in ran.stdout
    assert (secrets_in(ran.stdout + ran.stderr), differences(tree(guarded.output), before)) == ([], [])


def test_older_pages_are_looked_at_when_the_internal_data_change(guarded: Project) -> None:
    """A page that stays and now holds a secret stops every build, until the secret is none or the page is another."""
    officers, batch = guarded.records / "internal/officers.yaml", guarded.records / "2026-09-03-leeuwarden/batch.yaml"
    kept, record = officers.read_text("utf-8"), batch.read_text("utf-8")
    said = "content/over.nl.md:6:1: fout [leak] de naam van een medewerker uit internal/officers.yaml, regel 6, komt op over/index.html"
    # Words that the page has said all along.
    words = re.search(r"\n\n(\w+ \w+ \w+ \w+)", (guarded.root / "content/over.nl.md").read_text("utf-8"))[1]
    try:
        officers.write_text(f"{kept}zz: {{name: {words}, email: zz@geheim.example.org}}\n")
        heard = []
        for word in ("vele", "alle"):
            batch.write_text(record.replace("Toch kwamen onze", f"Toch kwamen {word}"), "utf-8")
            heard.append(guarded.build())
        officers.write_text(kept)
        batch.write_text(record, "utf-8")
        heard.append(guarded.build())
    finally:
        officers.write_text(kept)
        batch.write_text(record, "utf-8")
    assert [ran.code for ran in heard] == [1, 1, 0], heard
    assert [said in ran.stdout for ran in heard] == [True, True, False]


def test_older_files_that_stay_or_go(where: Sources, tmp_path: Path) -> None:
    """Who knows which files the new site keeps looks at these only; once looked at they are not looked at again."""
    where = Sources(where.records, where.internal, (), tmp_path / "work")
    staging, output = tmp_path / "staging", tmp_path / "output"
    for folder, name, text in ((staging, "new/index.html", "Hoi"), (output, "new/index.html", NOTE), (output, "stays/index.html", NOTE),
                               (output, "goes/index.html", NOTE)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text)

    def older(stays: frozenset[str] | None) -> list[str]:
        found = verdict(staging, output, where, stays)
        assert found.staged == []
        return [re.search(r"komt op (\S+?)(?: en nog|;)", problem.message.nl)[1] for problem in found.older]

    assert older(None) == ["goes/index.html"]       # and one more
    assert older(frozenset({"stays/index.html"})) == ["stays/index.html"]
    assert older(frozenset()) == []
    assert older(None) == []        # the same canaries: nothing to look at
    (where.internal / "officers.yaml").write_text(OFFICERS.replace("jd:", "jdx:"))
    assert older(None) == ["goes/index.html"]
    forget(tmp_path / "work")
    assert older(None) == ["goes/index.html"]
    (staging / "new/index.html").write_text(NOTE)
    found = verdict(staging, output, where)
    assert ([p.path for p in found.staged], found.older) == (["../output/new/index.html"], [])


def test_a_build_with_nothing_new_still_looks_when_the_internal_data_changed(guarded: Project) -> None:
    """Nothing public changed, so nothing is made; yet what stands there may now be internal."""
    officers = guarded.records / "internal/officers.yaml"
    kept = officers.read_text("utf-8")
    words = re.search(r"\n\n(\w+ \w+ \w+ \w+)", (guarded.root / "content/over.nl.md").read_text("utf-8"))[1]
    assert guarded.build().code == 0
    try:
        officers.write_text(f"{kept}zz: {{name: {words}, email: zz@geheim.example.org}}\n")
        ran = [guarded.build(), guarded.build()]
    finally:
        officers.write_text(kept)
    assert [(each.code, "[leak]" in each.stdout) for each in ran] == [(1, True), (1, True)]
    assert guarded.build().code == 0


def test_a_folder_that_comes_or_is_elsewhere_is_looked_at(guarded: Project, tmp_path: Path) -> None:
    """A build without internal data, then the same one with: the second has nothing to make and everything to look at."""
    words = re.search(r"\n\n(\w+ \w+ \w+ \w+)", (guarded.root / "content/over.nl.md").read_text("utf-8"))[1]
    nowhere, there = tmp_path / "nowhere", tmp_path / "there"
    there.mkdir()
    (there / "officers.yaml").write_text(f"zz: {{name: {words}, email: zz@geheim.example.org}}\n")

    def built(folder: Path) -> int:
        done = subprocess.run(guarded.command("build"), cwd=guarded.root, env=guarded.environment(TRAJECTORY_INTERNAL=str(folder)),
                              capture_output=True, encoding="utf-8", timeout=300, check=False)
        return done.returncode

    assert (built(nowhere), built(there)) == (0, 1)
    there.rename(nowhere)
    assert built(nowhere) == 1


def test_a_name_that_is_public_no_longer(where: Sources, tmp_path: Path) -> None:
    """What stood on a page rightly is looked at again when the record that said so is changed."""
    where = Sources(where.records, where.internal, (), tmp_path / "work")
    batch, output = where.records / "2026-03-12-utrecht/batch.yaml", tmp_path / "output"
    record = batch.read_text()
    output.mkdir()
    (output / "page.html").write_text("<p>René Visser</p>")
    batch.write_text(record.replace("Wim Handtekening", "René Visser"))
    found = []
    for text in (batch.read_text(), record, record):
        batch.write_text(text)
        again = Sources(where.records, where.internal, (), tmp_path / "work")
        found.append(len(verdict(tmp_path / "staging", output, again, frozenset({"page.html"})).older))
    assert found == [0, 1, 1]


@pytest.mark.parametrize("name", ["2026-03-12-utrecht.YAML", "2026-03-12-utrecht.yaml.txt", "oud/2025.yaml", ".oud.yaml", "notities.txt"])
def test_files_under_other_names_are_guarded_too(where: Sources, tmp_path: Path, name: str) -> None:
    file = where.internal / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("alfa: {contact: {name: Corrie Verborgen, email: c@verborgen.example.org}}\n")
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site/x.txt").write_text("Groeten van Corrie Verborgen")
    assert [problem.rule for problem in verify(tmp_path / "site", where)] == ["leak"]


@pytest.mark.parametrize("note", ["Gemeente L'Alfa & Zoon", "Plan van aanpak", "Drs. Truus Voorzitter"])
def test_a_note_that_is_no_more_than_a_public_name_is_no_secret(where: Sources, tmp_path: Path, note: str) -> None:
    (where.internal / "2026-03-12-utrecht.yaml").write_text(f'alfa: {{steps: {{plan: {{received: 2026-08-30, note: "{note}"}}}}}}\n')
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site/x.txt").write_text(f"Zie ook {note}.")
    assert verify(tmp_path / "site", where) == []


@pytest.mark.parametrize(("name", "page", "count"), [
    ("Владимир Петров", "<p>Met Владимир <b>Петров</b></p>", 1), ("Владимир Петров", "&#1042;&#1083;&#1072;&#1076;&#1080;&#1084;&#1080;&#1088; Петров", 1),
    ("李小龍 王", "李小龍 王", 1), ("李小龍 王", "李小 王", 0), ("Владимир Петров", "Владимир", 0)])
def test_a_name_without_latin_letters(where: Sources, tmp_path: Path, name: str, page: str, count: int) -> None:
    (where.internal / "2026-03-12-utrecht.yaml").write_text(f"alfa: {{contact: {{name: {name}}}}}\n", "utf-8")
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site/x.html").write_text(page, "utf-8")
    assert len(verify(tmp_path / "site", where)) == count


@pytest.mark.parametrize(("text", "count"), [
    ('{"id": "alfa", "received": "2026-08-30"}', 1), ("alfa: accepted 30 augustus 2026", 1), ('{"id": "beta", "received": "2026-08-30"}', 0),
    ('{"id": "alfa", "received": "2026-08-31"}', 0)])
def test_a_date_under_the_name_of_its_field(where: Sources, tmp_path: Path, text: str, count: int) -> None:
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site/x.json").write_text(text, "utf-8")
    assert len(verify(tmp_path / "site", where)) == count
