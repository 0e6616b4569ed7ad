"""The charter to sign and the letter of confirmation: what they say, how they are tagged, and that nothing is fetched."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from pypdf import PdfReader

from browser import needs
from charter.model.folder import Records, load
from conftest import ROOT
from trajectory import internal
from trajectory.documents import Document, PdfMissing, charter_document, confirmation_letter
from trajectory.documents.pdf import FOLDER, MISSING, lay_out
from trajectory.documents.pledge import Prose, first_words, words_in
from trajectory.free_days import free_days
from trajectory.worklist import worklist

SLUG = "2026-03-12-utrecht"
CHARTER = """
    name: {nl: Charter Diversiteit, en: Diversity Charter}
    publisher: {name: Bureau, email: charter@example.org, address: "Straat 1, 1234 AB Stad", website: https://www.example.org/}
    dimensions:
      - {code: gender, label: {nl: Gender, en: Gender}}
      - {code: lhbti, label: {nl: LHBTI+}}
    trajectory:
      steps:
        - {id: signing, phase: signing, by: both, label: {nl: Ondertekening, en: Signing}}
        - {id: talk, phase: after, by: both, label: {nl: Startgesprek, en: Talk}}
        - {id: format, phase: after, by: programme, label: {nl: Format}, text: {nl: Wij sturen u een format.}}
        - {id: tour, phase: after, by: programme, label: {nl: Rondleiding, en: Tour}}
        - {id: plan, phase: after, by: signatory, confidential: true, label: {nl: Plan van aanpak, en: Plan of action}}
        - {id: survey_sent, phase: after, by: programme, label: {nl: Monitor verstuurd, en: Survey sent}}
        - {id: survey, phase: after, by: signatory, confidential: true, label: {nl: Monitor ingevuld, en: Survey completed}}
      rules:
        - {id: plan, step: plan, after: signing, within: 6 months}
        - {id: survey-sent, step: survey_sent, after: plan, within: 12 months, repeats: yearly}
        - {id: survey, step: survey, by: signatory, after: survey_sent, within: 6 weeks}
"""
BATCH = """
    date: 2026-03-12
    place: Utrecht
    signatories:
      - id: alfa
        name: Alfa & Co
        dimensions: [lhbti, gender]
        ambition:
          nl: |
            Wij werven in **de wijk**.

            - één
            - twee
          en: We recruit in **the neighbourhood**.
        explanation: {nl: Wij beginnen in Noord.}
        signs_for: [Alfa Zorg, Alfa Wonen]
        signed_by:
          - {name: Mirthe Wolkenstein, role: {nl: bestuursvoorzitter}}
          - {name: Jan ’t Hooft, role: {nl: directeur, en: director}}
"""
INTERNAL = """
    alfa:
      officer: jd
      contact: {name: Pleun Agenda}
      steps: {talk: 2026-03-14}
      not_applicable: {tour: te ver weg}
"""


@pytest.fixture(autouse=True, scope="module")
def _pdf_tools() -> None:
    """WeasyPrint is an extra; where it is absent these tests are skipped, but not in CI."""
    try:
        lay_out("<!doctype html><title>x</title>", "nl")
    except PdfMissing:
        if needs.in_ci():
            raise
        pytest.skip(MISSING.en)


Made = Callable[..., Records]


@pytest.fixture
def records(tmp_path: Path) -> Made:
    """records(batch) is what a folder with these files says."""
    def read(batch: str = BATCH, kept: str = INTERNAL, charter: str = CHARTER) -> Records:
        for name, text in (("charter.yaml", charter), (f"{SLUG}/batch.yaml", batch), (f"internal/{SLUG}.yaml", kept),
                           ("internal/officers.yaml", "jd: {name: Jorinde Dagboek, email: jd@example.org}\n")):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(dedent(text), encoding="utf-8")
        found = load(tmp_path)
        assert found.problems == []
        return found
    return read


def letter(found: Records, lang: str, moment: str = "2026-03-16", number: int = 0) -> Document:
    """The letter to one signatory of the batch."""
    inside = internal.load(found.folder / "internal")
    made = worklist(found, inside, datetime.fromisoformat(f"{moment} 12:00"), free_days(), as_of=True)
    assert made.problems == ()
    rows = [row for row in made.rows if row.case.number == number]
    return confirmation_letter(found, inside.officers, rows[0].case, rows, lang)


def charter(found: Records, lang: str = "nl", number: int = 0) -> Document:
    """The charter document, which must fit."""
    made = charter_document(found, SLUG, number, lang)
    assert isinstance(made, Document), made
    return made


def reader(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(document.data))


def text(document: Document) -> list[str]:
    """The lines of all pages, in the order in which they are drawn: bullets come after all else but the foot."""
    return [line.strip() for page in reader(document).pages for line in page.extract_text().splitlines()]


def tags(document: Document) -> list[str]:
    """The tree of tags that readers hear: a line a tag, indented, with language and scope; without what only groups words."""
    def walk(tag: Any, depth: int) -> Iterator[str]:
        tag = tag.get_object()
        if not isinstance(tag, dict) or "/S" not in tag:
            return
        name, scope = tag["/S"][1:], (tag.get("/A") or {}).get("/Scope", "")
        heard = name not in ("NonStruct", "Span") or "/Lang" in tag
        if heard:
            yield "  " * depth + " ".join(filter(None, [name, tag.get("/Lang", ""), scope[1:]]))
        for kid in tag["/K"]:
            yield from walk(kid, depth + heard)
    return list(walk(reader(document).trailer["/Root"]["/StructTreeRoot"]["/K"][0], 0))


def outline(written: str, depth: int = 0) -> list[str]:
    """Lines as written here, `depth` tags deep."""
    return ["  " * depth + line for line in dedent(written).strip().splitlines()]


def test_the_charter_in_dutch(records: Made) -> None:
    made = charter(records())
    assert made.name == "2026-03-12-utrecht/alfa/charter.nl.pdf"
    assert text(made) == outline("""
        Charter Diversiteit
        Wij, Alfa & Co, ondertekenen Charter Diversiteit.
        Wij tekenen ook voor Alfa Zorg en Alfa Wonen.
        Onze ambitie
        Wij werven in de wijk.
        één
        twee
        Toelichting
        Wij beginnen in Noord.
        Wij werken aan
        LHBTI+, Gender
        Ondertekening
        Utrecht, 12 maart 2026
        Mirthe Wolkenstein
        bestuursvoorzitter
        Jan ’t Hooft
        directeur
        •
        •
        Bureau · Straat 1, 1234 AB Stad
        charter@example.org · www.example.org
    """)
    assert tags(made) == outline("""
        Document
          H1
          P
          P
          Sect
            H2
            P
            L
              LI
                Lbl
                LBody
              LI
                Lbl
                LBody
          Sect
            H2
            P
          Sect
            H2
            P
          Sect
            H2
            P
            L
              LI
                LBody
                  P
                  P
              LI
                LBody
                  P
                  P
          P
          P
    """)


def test_the_charter_in_english_marks_what_is_dutch(records: Made) -> None:
    made = charter(records(), "en")
    assert text(made)[:12] == outline("""
        Diversity Charter
        We, Alfa & Co, sign the Diversity Charter.
        We also sign for Alfa Zorg and Alfa Wonen.
        Our ambition
        We recruit in the neighbourhood.
        Explanation
        Wij beginnen in Noord.
        We work on
        LHBTI+, Gender
        Signing
        Utrecht, 12 March 2026
        Mirthe Wolkenstein
    """)
    assert tags(made)[1:24] == outline("""
        H1
        P
        P
        Sect
          H2
          P
        Sect
          H2
          Div nl
            P
        Sect
          H2
          P
            Span nl
        Sect
          H2
          P
          L
            LI
              LBody
                P
                P
                  Span nl
    """, 1)
    assert reader(made).trailer["/Root"]["/Lang"] == "en"


def test_a_bare_record_gives_lines_to_write_on(records: Made) -> None:
    """Of a signing yet to come no more may be known than a name and a day."""
    made = charter(records("date: 2199-12-31\nsignatories: [{id: linda, name: LINDA.}]", "{}"))
    assert text(made)[:6] == ["Charter Diversiteit", "Wij, LINDA., ondertekenen Charter Diversiteit.", "Ondertekening",
                              "31 december 2199", "Naam", "Functie"]


def test_the_letter_in_dutch(records: Made) -> None:
    """Done, by agreement, ours, a date, a rule that counts from what has not happened; not what is not applicable."""
    made = letter(records(), "nl")
    assert made.name == "2026-03-12-utrecht/alfa/bevestiging.nl.pdf"
    assert text(made) == outline("""
        Charter Diversiteit
        Alfa & Co
        T.a.v. Pleun Agenda
        16 maart 2026
        Bevestiging van uw ondertekening
        Beste Pleun Agenda,
        Op 12 maart 2026 ondertekende Alfa & Co in Utrecht Charter Diversiteit. Dank u wel daarvoor. Bij
        deze brief vindt u een scan van het getekende document.
        Wat er nu volgt, en wanneer
        Stap Wie Wanneer
        Startgesprek Samen gedaan op 14 maart 2026
        Format
        Wij sturen u een format.
        Wij dat hoort u van ons
        Plan van aanpak
        Dit is vertrouwelijk.
        U uiterlijk 14 september 2026
        Monitor verstuurd Wij 12 maanden nadat wij uw plan
        van aanpak kregen, daarna elk
        jaar
        Monitor ingevuld
        Dit is vertrouwelijk.
        U binnen 6 weken na de stap
        ‘Monitor verstuurd’
        Jorinde Dagboek is uw adviseur en helpt u graag verder. Heeft u vragen? Mail naar jd@example.org.
        Met vriendelijke groet,
        Jorinde Dagboek
        Bureau
        Bureau · Straat 1, 1234 AB Stad
        charter@example.org · www.example.org
    """)


def test_the_letter_when_the_plan_is_in(records: Made) -> None:
    """What came in says so; the survey of every year has its day, and only the last says that more follow."""
    kept = INTERNAL.replace("talk: 2026-03-14", "talk: 2026-03-14, plan: 2026-08-30, survey: [{year: 1, sent: 2027-09-01}]")
    lines = text(letter(records(kept=kept), "nl", "2027-09-02"))
    start, end = lines.index("Plan van aanpak"), lines.index("Met vriendelijke groet,")
    assert lines[start:end - 1] == outline("""
        Plan van aanpak
        Dit is vertrouwelijk.
        U ontvangen op 30 augustus 2026
        Monitor verstuurd Wij gedaan op 1 september 2027
        Monitor verstuurd, jaar 2 Wij uiterlijk 30 augustus 2028,
        daarna elk jaar
        Monitor ingevuld
        Dit is vertrouwelijk.
        U uiterlijk 13 oktober 2027
        Monitor ingevuld, jaar 2
        Dit is vertrouwelijk.
        U binnen 6 weken na de stap
        ‘Monitor verstuurd’
    """)


def test_only_the_last_year_says_that_more_follow(records: Made) -> None:
    lines = text(letter(records(kept=INTERNAL.replace("talk: 2026-03-14", "plan: 2026-08-30")), "nl", "2027-09-02"))
    start, end = lines.index("Monitor verstuurd Wij uiterlijk 30 augustus 2027"), lines.index("Monitor ingevuld")
    assert lines[start:end] == ["Monitor verstuurd Wij uiterlijk 30 augustus 2027",
                                "Monitor verstuurd, jaar 2 Wij uiterlijk 30 augustus 2028,", "daarna elk jaar"]


def test_the_letter_to_nobody_we_know_in_english(records: Made) -> None:
    """Without contact and officer the publisher writes to all; Dutch labels are marked; links and tables are tagged."""
    made = letter(records(kept="alfa: {not_applicable: {tour: x, plan: x, survey: x}}"), "en")
    assert text(made) == outline("""
        Diversity Charter
        Alfa & Co
        16 March 2026
        Confirmation of your signing
        Dear all at Alfa & Co,
        On 12 March 2026 Alfa & Co signed the Diversity Charter in Utrecht. Thank you for that. With this
        letter you find a scan of the signed document.
        What follows, and when
        Step Who When
        Talk Together by arrangement
        Format
        Wij sturen u een format.
        We we will let you know
        Survey sent We 12 months after we received
        your plan of action, then every
        year
        Do you have questions? We are glad to help you. Send an e-mail to charter@example.org.
        Kind regards,
        Bureau
        Bureau · Straat 1, 1234 AB Stad
        charter@example.org · www.example.org
    """)
    assert tags(made) == outline("""
        Document
          P
          P
          P
          H1
          P
          P
          H2
          Table
            THead
              TR
                TH Column
                TH Column
                TH Column
            TBody
              TR
                TH Row
                  P
                TD
                TD
              TR
                TH Row
                  P
                    Span nl
                  Div nl
                    P
                TD
                TD
              TR
                TH Row
                  P
                TD
                TD
          Sect
            P
              Link
            P
            P
          P
          P
    """)


def test_a_letter_when_nothing_follows(records: Made) -> None:
    """No heading and no table for what is not there."""
    steps = ("talk", "format", "tour", "plan", "survey_sent", "survey")
    made = letter(records(kept=f"alfa: {{not_applicable: {{{', '.join(f'{step}: x' for step in steps)}}}}}"), "nl")
    assert [line for line in tags(made) if line.strip() in ("Table", "H2")] == []


MANY = " ".join(["Onze ambitie is dat iedereen hier eerlijke kansen krijgt."] * 80)      # 720 words


def long_batch(words: str, field: str = "explanation") -> str:
    """A batch with some words as ambition or explanation, on line 7."""
    start = "date: 2026-03-12\nplace: Utrecht\nsignatories:\n  - id: beta\n    name: Beta\n"
    start += "    ambition: {nl: Wij doen mee.}\n" if field == "explanation" else "    size: groot\n"
    return f"{start}    {field}:\n      nl: |\n{indent(words, ' ' * 8)}\n"


def test_a_text_that_is_too_long_says_by_how_much(records: Made) -> None:
    problem = charter_document(records(long_batch(MANY), "{}"), SLUG, 0, "nl")
    assert not isinstance(problem, Document)
    assert (problem.path, problem.line, problem.level, problem.rule) == (
        f"{SLUG}/batch.yaml", 8, "error", "document-too-long")
    said = re.fullmatch(r"het document van Beta is (\d+) woorden \(([\d.]+) tekens\) te lang voor één bladzijde: "
                        r"ambitie en toelichting hebben samen 723 woorden, hier passen er (\d+)", problem.message.nl)
    assert said, problem.message.nl
    over, fitting = int(said[1]), int(said[3])
    assert over + fitting == 723
    words = MANY.split()
    assert int(said[2].replace(".", "")) == len(" ".join(words[fitting - 3:])) + 1
    assert isinstance(charter_document(records(long_batch(" ".join(words[:fitting - 3])), "{}"), SLUG, 0, "nl"), Document)
    one_more = charter_document(records(long_batch(" ".join(words[:fitting - 2])), "{}"), SLUG, 0, "nl")
    assert not isinstance(one_more, Document)
    assert "is 1 woord (" in one_more.message.nl
    assert "is 1 word (" in one_more.message.en


@pytest.mark.parametrize(("lang", "more", "line"), [("nl", "", 8), ("en", "", 8), ("en", "      en: |\n{}", 10)])
def test_the_line_is_that_of_the_text_to_cut(records: Made, lang: str, more: str, line: int) -> None:
    """An ambition that fills the page by itself; in English the Dutch one when there is no other."""
    batch = long_batch(MANY, "ambition").replace("    size: groot\n", "    explanation: {nl: Kort.}\n")
    problem = charter_document(records(batch + more.format(indent(MANY, " " * 8)), "{}"), SLUG, 0, lang)
    assert not isinstance(problem, Document)
    assert (problem.line, problem.rule) == (line, "document-too-long")


@pytest.mark.parametrize("more", ["", ", ambition: {nl: Kort.}"])
def test_names_alone_may_be_too_long(records: Made, more: str) -> None:
    names = ", ".join(f"Stichting met een lange naam nummer {n}" for n in range(200))
    found = records(f"date: 2026-03-12\nsignatories:\n  - {{id: beta, name: Beta, signs_for: [{names}]{more}}}", "{}")
    problem = charter_document(found, SLUG, 0, "en")
    assert not isinstance(problem, Document)
    assert (problem.line, problem.rule, problem.message.en) == (
        3, "document-too-long",
        "the document of Beta does not fit on one page, even without ambition and explanation: shorten names or roles")


def test_a_text_that_cannot_be_laid_out(records: Made) -> None:
    """Hundred lists in each other end WeasyPrint; eleven cannot be meant."""
    problem = charter_document(records(long_batch(">" * 11 + " a"), "{}"), SLUG, 0, "en")
    assert not isinstance(problem, Document)
    assert (problem.path, problem.line, problem.level, problem.rule, problem.message.en) == (
        f"{SLUG}/batch.yaml", 8, "error", "document-too-deep",
        "more than 10 lists or quotations stand in each other here; that does not fit in a document on paper")
    assert charter(records(long_batch(">" * 10 + " a"), "{}"))


def test_a_book_is_refused_quickly(records: Made) -> None:
    """Without laying it out: that takes ten seconds or more."""
    started = time.process_time()
    problem = charter_document(records(long_batch("\n\n".join("a" * 6_000)), "{}"), SLUG, 0, "nl")
    assert not isinstance(problem, Document)
    assert time.process_time() - started < 5


WORDS = """
    een twee                | 2
    - een – twee - 3        | 3
    ## Kop \\* ... --- hier  | 2
    **vet** [a b](x) 🎉     | 4
"""


@pytest.mark.parametrize("row", dedent(WORDS).strip().splitlines())
def test_words_as_people_count_them(row: str) -> None:
    """And as many words as are asked for, with what stands between them."""
    written, count = row.split("|")
    texts = (Prose("ambition", written, "nl"), Prose("explanation", "en nog drie", "nl"))
    assert words_in(texts) == int(count) + 3
    assert first_words(texts, 1)[0].text in ("een", "- een", "## Kop", "**vet**")
    assert [prose.text for prose in first_words(texts, int(count) + 2)] == [written, "en nog"]
    assert first_words(texts, int(count)) == texts[:1]


def test_three_sign_side_by_side(records: Made) -> None:
    """Six in two rows."""
    signers = ", ".join(f"{{name: Naam{n}}}" for n in range(6))
    made = charter(records(f"date: 2026-03-12\nsignatories: [{{id: beta, name: Beta, signed_by: [{signers}]}}]", "{}"))
    heights: dict[str, float] = {}
    reader(made).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, _font, _size: heights.__setitem__(text.strip(), round(tm[5] * cm[3] + cm[5])))
    rows = [heights[f"Naam{n}"] for n in range(6)]
    assert rows[:3] == rows[:1] * 3
    assert rows[3:] == rows[3:4] * 3
    assert rows[0] - rows[3] > 40       # points: room for a signature


def test_type_gets_smaller_once_before_a_text_is_refused(records: Made) -> None:
    """Eleven points, or ten for a long text; nothing smaller but the address at the foot."""
    def size(words: int) -> float:
        found: Counter[float] = Counter()

        def drawn(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
            found[round(size * tm[0] * cm[0], 1)] += len(text)

        made = charter(records(long_batch(" ".join(MANY.split()[:words])), "{}"))
        reader(made).pages[0].extract_text(visitor_text=drawn)
        return found.most_common(1)[0][0]
    assert [size(100), size(400)] == [11.0, 10.0]


HOSTILE = """
    date: 2026-03-12
    place: <img src=http://127.0.0.1:9/place.png>
    signatories:
      - id: evil
        name: "<style>@import url(http://127.0.0.1:9/x.css)</style>{{ 7 * 7 }}"
        ambition:
          nl: |
            ![foto](http://127.0.0.1:9/a.png) ![f](file:///etc/hostname) [lees](http://127.0.0.1:9/b "t") <https://c.example.org>
            [hier](file:///etc/passwd) [daar](javascript:alert(1)) [mail](mailto:a@example.org)
        signed_by: [{name: "<link rel=attachment href=file:///etc/hostname>"}]
"""
SPY = """
import sys
from pathlib import Path
seen = []
sys.addaudithook(lambda event, arguments: seen.append(f"{event} {arguments[:2]}") if event.startswith(("socket.", "urllib.")) or (
    event == "open" and str(arguments[0]).endswith(("hostname", "passwd"))) else None)
from charter.model.folder import load
from trajectory.documents import charter_document
records = load(Path(sys.argv[1]))
made = charter_document(records, sys.argv[2], 0, "nl")
sys.stdout.buffer.write(made.data)
print("\\n".join(seen), file=sys.stderr)
"""


def test_nothing_is_fetched_whatever_a_record_says(records: Made) -> None:
    """Watched by Python itself: no socket, no address, none of its files; tags of a record are text, its links stay links."""
    found = records(HOSTILE, "{}")
    ran = subprocess.run([sys.executable, "-c", SPY, str(found.folder), SLUG], capture_output=True, timeout=120, check=True)
    assert ran.stderr.decode().split() == []
    made = Document("", ran.stdout)
    assert text(made) == outline("""
        Charter Diversiteit
        Wij, <style>@import url(http://127.0.0.1:9/x.css)</style>{{ 7 *
        7 }}, ondertekenen Charter Diversiteit.
        Onze ambitie
        lees (http://127.0.0.1:9/b) https://c.example.org hier daar mail (a@example.org)
        Ondertekening
        <img src=http://127.0.0.1:9/place.png>, 12 maart 2026
        <link rel=attachment href=file:///etc/
        hostname>
        Bureau · Straat 1, 1234 AB Stad
        charter@example.org · www.example.org
    """)
    links = [a.get_object() for a in reader(made).pages[0]["/Annots"]]
    assert [link["/A"]["/URI"] for link in links] == [
        "http://127.0.0.1:9/b", "https://c.example.org", "mailto:a@example.org"]
    assert all(link["/Contents"] for link in links)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.png", "file:///etc/hostname", "data:image/gif;base64,R0lGOD",
                                     "own:../../pdf.py", "own:/etc/hostname", "own:"])
def test_a_template_that_asks_for_another_file_stops(address: str) -> None:
    """The second lock: were a tag of a record to get through, the document would not be made."""
    from weasyprint.urls import FatalURLFetchingError
    html = f'<!doctype html><html lang="nl"><title>x</title><img src="{address}" alt="x">'
    with pytest.raises(FatalURLFetchingError):
        lay_out(html, "nl")


def drawn_outside_tags(page: Any) -> list[str]:
    """Text and lines that are neither tagged nor marked as decoration."""
    depth, found = 0, []
    for operands, operator in page.get_contents().operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"Tj", b"TJ", b"f", b"S", b"Do", b"sh") and not depth:
            found.append(f"{operator!r} {operands}")
    return found


def test_it_says_that_it_is_accessible_and_is(records: Made) -> None:
    found = records()
    for made, title in ((charter(found), "Charter Diversiteit - Alfa & Co"),
                        (letter(found, "nl"), "Bevestiging van uw ondertekening - Alfa & Co")):
        pdf = reader(made)
        root = pdf.trailer["/Root"]
        assert (root["/MarkInfo"], root["/Lang"], root["/ViewerPreferences"]) == (
            {"/Marked": True}, "nl", {"/DisplayDocTitle": True})
        assert dict(pdf.metadata) == {"/Title": title, "/Author": "Bureau", "/Producer": pdf.metadata["/Producer"]}
        xmp = root["/Metadata"].get_data().decode()
        assert re.findall(r'pdfuaid:part="(\d)"', xmp) == ["1"]
        assert title.replace("&", "&amp;") in xmp
        assert len(pdf.pages) == 1
        assert [outside for page in pdf.pages for outside in drawn_outside_tags(page)] == []
        # Every number of marked text leads to a tag, and no tag is there twice.
        numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
        marked = [operands[1]["/MCID"] for operands, operator in pdf.pages[0].get_contents().operations
                  if operator == b"BDC" and "/MCID" in operands[1]]
        assert sorted(marked) == list(range(len(numbers)))
        if "/Annots" in pdf.pages[0]:
            assert pdf.pages[0]["/Tabs"] == "/S"


def test_order_of_tags_is_order_of_text(records: Made) -> None:
    """Readers hear what eyes see: numbers in the tree rise. Only bullets are drawn after all else, and told in their place."""
    def numbers(tag: Any) -> Iterator[int]:
        tag = tag.get_object()
        if isinstance(tag, dict) and tag.get("/S") == "/Lbl":
            return
        if isinstance(tag, int):
            yield int(tag)
        for kid in tag.get("/K", []) if isinstance(tag, dict) else []:
            yield from numbers(kid)
    for made in (charter(records()), letter(records(), "en")):
        found = list(numbers(reader(made).trailer["/Root"]["/StructTreeRoot"]["/K"][0]))
        assert found == sorted(found)
        assert len(found) > 15


def fonts(document: Document) -> dict[str, bool]:
    """The fonts of the first page by name, and whether each is inside the file."""
    found = {}
    for font in reader(document).pages[0]["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        found[below["/BaseFont"].split("+")[1]] = "/FontFile2" in below["/FontDescriptor"]
    return found


def test_names_survive(records: Made) -> None:
    """Accents and Polish in our own font; other writing in one of the machine's; long words break."""
    names = ["Éloïse ’t Łukasiewicz-Šćą", "בית ספר", "x" * 90]
    found = records("date: 2026-03-12\nsignatories:\n" + "".join(
        f'  - {{id: n{n}, name: "{name}"}}\n' for n, name in enumerate(names)), "{}")
    european, hebrew, long = (charter(found, number=n) for n in range(3))
    assert text(european)[1] == "Wij, Éloïse ’t Łukasiewicz-Šćą, ondertekenen Charter"
    assert fonts(european) == {"Document": True, "Document-Bold": True, "Document-beyond-Bold": True}
    assert set("בית ספר") <= set("".join(text(hebrew)))
    assert len(fonts(hebrew)) == 3
    assert "".join(text(long)[1:4]).count("x") == 90
    assert max(map(len, text(long))) < 70


def outlines(font: Any) -> dict[str, list[tuple[int, int]]]:
    """The points of every glyph."""
    return {name: list(font["glyf"][name].getCoordinates(font["glyf"])[0]) for name in font.getGlyphOrder()}


def test_the_fonts_are_those_of_the_theme() -> None:
    """At 400 and 650. Made again they are the same: outlines, widths, letters and kerning."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont
    for name in ("source-sans-3", "source-sans-3-ext"):
        for weight in (400, 650):
            ours = TTFont(FOLDER / f"{name}-{weight}.woff2")
            made = io.BytesIO()
            instantiateVariableFont(TTFont(ROOT / "theme" / "cards" / f"{name}.woff2"), {"wght": weight}).save(made)
            theirs = TTFont(made)
            assert ours.getBestCmap() == theirs.getBestCmap()
            assert ours["hmtx"].metrics == theirs["hmtx"].metrics
            assert outlines(ours) == outlines(theirs)
            assert ours["GPOS"].table.LookupList.LookupCount == theirs["GPOS"].table.LookupList.LookupCount
    faces = re.findall(r'"([^"]+)"; src: url\("own:([^"]+)"\); font-weight: (\d+)', (FOLDER / "documents.css").read_text("utf-8"))
    assert faces == [("Document", "source-sans-3-400.woff2", "400"), ("Document", "source-sans-3-650.woff2", "700"),
                     ("Document beyond", "source-sans-3-ext-400.woff2", "400"),
                     ("Document beyond", "source-sans-3-ext-650.woff2", "700")]
    stroke = (ROOT / "theme" / "templates" / "components" / "stroke.html").read_text("utf-8")
    assert re.findall(r' d="([^"]+)"', stroke) == re.findall(r' d="([^"]+)"', (FOLDER / "stroke.svg").read_text("utf-8"))


MAKE = """
import sys
from datetime import datetime
from itertools import groupby
from pathlib import Path
from charter.model.folder import load
from charter.workers import share_out
from trajectory import internal
from trajectory.documents import charter_document, confirmation_letter
from trajectory.free_days import free_days
from trajectory.worklist import worklist
folder = Path(sys.argv[1])
records, inside = load(folder), internal.load(folder / "internal")
found = worklist(records, inside, datetime(2026, 3, 16, 12), free_days(), as_of=True)
for lang in sys.argv[2:]:
    def make(rows):
        case = rows[0].case
        return [charter_document(records, case.slug, case.number, lang),
                confirmation_letter(records, inside.officers, case, rows, lang)]
    cases = [list(rows) for _, rows in groupby(found.rows, key=lambda row: row.case)]
    for made in share_out(cases, make, 0 if lang == "en" else 9):       # the English ones in a forked process
        for document in made:
            Path(document.name.replace("/", "_")).write_bytes(document.data)
"""


def test_same_records_same_bytes(records: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In another process, zone, language, order and second, forked before or after; and no file is left behind."""
    found = records()
    made = []
    for number, (langs, env) in enumerate(((("nl", "en"), {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}),
                                           (("en", "nl"), {"TZ": "UTC", "PYTHONHASHSEED": "8", "LC_ALL": "C"}))):
        folder, temporary = tmp_path_factory.mktemp(f"run{number}"), tmp_path_factory.mktemp("temporary")
        ran = subprocess.run([sys.executable, "-c", MAKE, str(found.folder), *langs], cwd=folder, capture_output=True,
                             env=os.environ | env | {"TMPDIR": str(temporary)}, timeout=120, check=True)
        assert (ran.stdout, ran.stderr) == (b"", b"")
        assert list(temporary.iterdir()) == []
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert sorted(made[0]) == [f"{SLUG}_alfa_{kind}.{lang}.pdf" for kind in ("bevestiging", "charter") for lang in ("en", "nl")]
    assert made[0] == made[1]
    assert made[0][f"{SLUG}_alfa_charter.nl.pdf"] == charter(found).data


WITHOUT = """
import sys, trajectory.documents
assert "weasyprint" not in sys.modules and "fontTools" not in sys.modules
{}
from trajectory.documents.pdf import PdfMissing, lay_out
try:
    lay_out("", "nl")
except PdfMissing as e:
    print(e.message.nl)
"""


@pytest.mark.parametrize("absent", [
    "sys.modules['weasyprint'] = None",
    "import cffi; load = cffi.FFI.dlopen; cffi.FFI.dlopen = "
    "lambda self, name, *flags: load(self, 'nowhere.so' if 'pango' in name else name, *flags)",
    "import cffi; load = cffi.FFI.dlopen; cffi.FFI.dlopen = "
    "lambda self, name, *flags: load(self, 'nowhere.so' if 'subset' in name else name, *flags)",
], ids=["weasyprint", "pango", "harfbuzz-subset"])
def test_without_the_extra_there_is_one_sentence(absent: str) -> None:
    """That says what to install; and nothing of it is loaded before a document is asked for."""
    ran = subprocess.run([sys.executable, "-c", WITHOUT.format(absent)], capture_output=True, encoding="utf-8", timeout=60,
                         check=False)
    assert (ran.stdout, ran.stderr) == (f"{MISSING.nl}\n", "")
    assert MISSING.nl == (
        "voor PDF zijn WeasyPrint en Pango nodig: pip install 'ondertekend[pdf]' en op Debian of Ubuntu "
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


def test_the_demo_fits_in_both_languages() -> None:
    found = load(ROOT / "signatories")
    made = [charter_document(found, slug, number, lang) for lang in ("nl", "en")
            for slug, batch in found.batches.items() for number in range(len(batch.signatories))]
    assert [each for each in made if not isinstance(each, Document)] == []
    assert len(made) == 32
