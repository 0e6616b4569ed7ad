"""Dutch and English: number words, lists, dates, sentences; and the sentences that records compute."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from charter.language import (
    escape,
    join_names,
    long_date,
    long_moment,
    number,
    number_word,
    ordinal,
    sentence_end,
    sentence_start,
)
from charter.model.batch import Batch, OrganisationRef, Photo, PhotoPerson, Signature
from charter.model.programme import Programme, Publisher
from charter.model.types import Text
from charter.totals import Totals
from charter.views import words

NUMBERS = [
    (0, "nul", "zero"), (1, "één", "one"), (2, "twee", "two"), (3, "drie", "three"), (4, "vier", "four"), (8, "acht", "eight"),
    (9, "negen", "nine"), (10, "tien", "ten"), (11, "elf", "eleven"), (12, "twaalf", "twelve"), (13, "dertien", "thirteen"),
    (14, "veertien", "fourteen"), (20, "twintig", "twenty"), (21, "eenentwintig", "twenty-one"), (22, "tweeëntwintig", "twenty-two"),
    (23, "drieëntwintig", "twenty-three"), (28, "achtentwintig", "twenty-eight"), (30, "dertig", "thirty"), (32, "tweeëndertig", "thirty-two"),
    (80, "tachtig", "eighty"), (99, "negenennegentig", "ninety-nine"), (100, "honderd", "one hundred"), (101, "honderdeen", "one hundred and one"),
    (112, "honderdtwaalf", "one hundred and twelve"), (121, "honderdeenentwintig", "one hundred and twenty-one"),
    (122, "honderdtweeëntwintig", "one hundred and twenty-two"), (200, "tweehonderd", "two hundred"), (201, "tweehonderdeen", "two hundred and one"),
    (1000, "duizend", "one thousand"), (1001, "duizend een", "one thousand and one"),
    (1234, "duizend tweehonderdvierendertig", "one thousand, two hundred and thirty-four"),
    (2022, "tweeduizend tweeëntwintig", "two thousand and twenty-two"), (10000, "tienduizend", "ten thousand"),
    (101000, "honderdeenduizend", "one hundred and one thousand"), (1000000, "een miljoen", "one million"),
]


@pytest.mark.parametrize(("n", "nl", "en"), NUMBERS, ids=[str(row[0]) for row in NUMBERS])
def test_number_words(n, nl, en):
    assert (number_word(n, "nl"), number_word(n, "en")) == (nl, en)


@pytest.mark.parametrize(("n", "nl", "en"), [
    (1, "1e", "1st"), (2, "2e", "2nd"), (3, "3e", "3rd"), (4, "4e", "4th"), (11, "11e", "11th"), (12, "12e", "12th"), (13, "13e", "13th"),
    (21, "21e", "21st"), (101, "101e", "101st"), (111, "111e", "111th"), (234, "234e", "234th"), (1002, "1002e", "1002nd")])
def test_ordinals(n, nl, en):
    assert (ordinal(n, "nl"), ordinal(n, "en")) == (nl, en)


@pytest.mark.parametrize(("n", "nl", "en"), [(0, "0", "0"), (999, "999", "999"), (1234, "1.234", "1,234"), (1234567, "1.234.567", "1,234,567")])
def test_numbers(n, nl, en):
    assert (number(n, "nl"), number(n, "en")) == (nl, en)


@pytest.mark.parametrize(("day", "nl", "en"), [
    ("2026-01-01", "1 januari 2026", "1 January 2026"), ("2026-03-12", "12 maart 2026", "12 March 2026"), ("2026-05-31", "31 mei 2026", "31 May 2026"),
    ("2026-08-09", "9 augustus 2026", "9 August 2026"), ("2026-10-10", "10 oktober 2026", "10 October 2026"), ("2015-07-02", "2 juli 2015", "2 July 2015"),
    ("2024-02-29", "29 februari 2024", "29 February 2024")])
def test_dates(day, nl, en):
    assert (long_date(date.fromisoformat(day), "nl"), long_date(date.fromisoformat(day), "en")) == (nl, en)
    moment = datetime.fromisoformat(f"{day} 09:05")
    assert (long_moment(moment, "nl"), long_moment(moment, "en")) == (f"{nl}, 09:05 uur", f"{en}, 09:05")


LISTS = [
    ([], "", ""), (["A"], "A", "A"), (["A", "B"], "A en B", "A and B"), (["A", "B", "C"], "A, B en C", "A, B and C"),
    (["A", "B", "C", "D"], "A, B, C en D", "A, B, C and D"),
    (["A", "B, C"], "A; en B, C", "A; and B, C"),
    (["A", "B, C", "D"], "A; B, C; en D", "A; B, C; and D"),
    (["A en B", "C", "D"], "A en B; C; en D", "A en B, C and D"),
    (["A and B", "C", "D"], "A and B, C en D", "A and B; C; and D"),
    (["Nationale Opera en Ballet"], "Nationale Opera en Ballet", "Nationale Opera en Ballet"),
    (["Ministerie van Onderwijs, Cultuur en Wetenschap", "PO-Raad", "Saxion"], "Ministerie van Onderwijs, Cultuur en Wetenschap; PO-Raad; en Saxion",
     "Ministerie van Onderwijs, Cultuur en Wetenschap; PO-Raad; and Saxion"),
    (["LINDA.", "&samhoud", "'s-Hertogenbosch"], "LINDA., &samhoud en 's-Hertogenbosch", "LINDA., &samhoud and 's-Hertogenbosch"),
    (["Enexis", "Benthem"], "Enexis en Benthem", "Enexis and Benthem"),
]


@pytest.mark.parametrize(("names", "nl", "en"), LISTS, ids=[str(len(row[0])) + "-" + row[1][:12] for row in LISTS])
def test_lists_of_names(names, nl, en):
    """No name falls apart: where one holds a comma or the joining word, semicolons part them."""
    assert (join_names(names, "nl"), join_names(names, "en")) == (nl, en)


@pytest.mark.parametrize(("text", "started"), [
    ("het Centraal Bureau", "Het Centraal Bureau"), ("da Vinci College", "Da Vinci College"), ("gemeente Dordrecht", "Gemeente Dordrecht"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("’s Heeren Loo", "’s Heeren Loo"), ("&samhoud", "&samhoud"), ("ijsclub", "IJsclub"), ("IJsselland", "IJsselland"),
    ("één organisatie", "Eén organisatie"), ("élan", "Élan"), ("'t hooge Huys", "'t Hooge Huys"), ("’s-gravenhage", "’s-Gravenhage"), ("'s ijsclub", "'s IJsclub"), ("øya", "Øya"), ("2Samen", "2Samen"), ("a.s.r.", "A.s.r."), ("LINDA.", "LINDA."), ("(A)", "(A)"), ("", "")])
def test_sentence_start(text, started):
    assert sentence_start(text) == started


@pytest.mark.parametrize(("text", "ended"), [
    ("Jan tekent", "Jan tekent."), ("Wij lezen LINDA.", "Wij lezen LINDA."), ("Van RET N.V.", "Van RET N.V."), ("Aids Now!", "Aids Now!"), ("Wie?", "Wie?"),
    ("Verder…", "Verder…"), ("Hij zei: “Ja.”", "Hij zei: “Ja.”"), ("Hij zei: 'Ja!'", "Hij zei: 'Ja!'"), ("A (B)", "A (B)."), ("A (LINDA.)", "A (LINDA.)."),
    ("Nummer 1", "Nummer 1."), ("", ".")])
def test_sentence_end(text, ended):
    assert sentence_end(text) == ended


def test_escape():
    assert escape("""A & B <C> "D" 'E'""") == "A &amp; B &lt;C&gt; &#34;D&#34; &#39;E&#39;"


# --- the sentences that records compute -------------------------------------------------------------------------------

PROGRAMME = Programme(name=Text(nl="Charter Diversiteit", en="Diversity Charter"), publisher=Publisher(name="U"))
NAMES = ["gemeente Delft", "LINDA.", "'s Heeren Loo", *(f"Bedrijf {n}" for n in range(4, 14))]


def batch(signers: int, place: str | None = "Utrecht", again: bool = False) -> Batch:
    return Batch(date="2026-03-12", place=place, signatories=tuple(Signature(id=f"a{n}", name=NAMES[n], again=again) for n in range(signers)))


SENTENCES = {   # signers: headline nl and en, lead nl and en (with a total of 234)
    1: ("Gemeente Delft ondertekent Charter Diversiteit", "Gemeente Delft signs the Diversity Charter",
        "Op 12 maart 2026 ondertekende gemeente Delft in Utrecht Charter Diversiteit. Gemeente Delft is de 234e ondertekenaar.",
        "On 12 March 2026 gemeente Delft signed the Diversity Charter in Utrecht. Gemeente Delft is signatory number 234."),
    2: ("Gemeente Delft en LINDA. ondertekenen Charter Diversiteit", "Gemeente Delft and LINDA. sign the Diversity Charter",
        "Op 12 maart 2026 ondertekenden gemeente Delft en LINDA. in Utrecht Charter Diversiteit.",
        "On 12 March 2026 gemeente Delft and LINDA. signed the Diversity Charter in Utrecht."),
    3: ("Gemeente Delft, LINDA. en 's Heeren Loo ondertekenen Charter Diversiteit", "Gemeente Delft, LINDA. and 's Heeren Loo sign the Diversity Charter",
        "Op 12 maart 2026 ondertekenden gemeente Delft, LINDA. en 's Heeren Loo in Utrecht Charter Diversiteit.",
        "On 12 March 2026 gemeente Delft, LINDA. and 's Heeren Loo signed the Diversity Charter in Utrecht."),
    4: ("Vier organisaties ondertekenen Charter Diversiteit", "Four organisations sign the Diversity Charter",
        "Op 12 maart 2026 ondertekenden vier organisaties in Utrecht Charter Diversiteit.",
        "On 12 March 2026 four organisations signed the Diversity Charter in Utrecht."),
    13: ("Dertien organisaties ondertekenen Charter Diversiteit", "Thirteen organisations sign the Diversity Charter",
         "Op 12 maart 2026 ondertekenden dertien organisaties in Utrecht Charter Diversiteit.",
         "On 12 March 2026 thirteen organisations signed the Diversity Charter in Utrecht."),
}


@pytest.mark.parametrize("signers", SENTENCES)
def test_headline_and_lead(signers):
    record, total = batch(signers), Totals(234, 230)
    names = [s.name for s in record.signatories]
    assert (words.headline(PROGRAMME, names, "nl"), words.headline(PROGRAMME, names, "en"),
            words.lead(PROGRAMME, record, names, total, "nl"), words.lead(PROGRAMME, record, names, total, "en")) == SENTENCES[signers]


def test_a_lead_says_no_more_than_is_known():
    """Without a place, without a total, and of one that signed before."""
    assert words.lead(PROGRAMME, batch(4, None), NAMES[:4], None, "nl") == "Op 12 maart 2026 ondertekenden vier organisaties Charter Diversiteit."
    assert words.lead(PROGRAMME, batch(4, None), NAMES[:4], None, "en") == "On 12 March 2026 four organisations signed the Diversity Charter."
    for record, total in ((batch(1), None), (batch(1, again=True), Totals(234, 230))):
        assert words.lead(PROGRAMME, record, NAMES[:1], total, "nl") == "Op 12 maart 2026 ondertekende gemeente Delft in Utrecht Charter Diversiteit."
        assert words.lead(PROGRAMME, record, NAMES[:1], total, "en") == "On 12 March 2026 gemeente Delft signed the Diversity Charter in Utrecht."


def test_a_name_with_a_full_stop_ends_a_sentence_once():
    """The charter's own name, a place and a person may end so; what stands between brackets ends no sentence."""
    linda = Programme(name=Text(nl="Charter LINDA.", en="Charter LINDA."), publisher=Publisher(name="U"))
    record = batch(2, "LINDA.")
    assert words.lead(linda, record, NAMES[:2], None, "nl") == "Op 12 maart 2026 ondertekenden gemeente Delft en LINDA. in LINDA. Charter LINDA."
    assert words.lead(linda, record, NAMES[:2], None, "en") == "On 12 March 2026 gemeente Delft and LINDA. signed the Charter LINDA. in LINDA."
    assert words.total_sentence(linda, Totals(3, 3), "en") == "With that, 3 organisations have signed the Charter LINDA."
    assert words.headline(linda, NAMES[1:2], "nl") == "LINDA. ondertekent Charter LINDA."


@pytest.mark.parametrize(("ever", "nl", "en"), [
    (1, "Tot nu toe heeft één organisatie Charter Diversiteit ondertekend.", "One organisation has signed the Diversity Charter so far."),
    (2, "Daarmee hebben 2 organisaties Charter Diversiteit ondertekend.", "With that, 2 organisations have signed the Diversity Charter."),
    (1234, "Daarmee hebben 1.234 organisaties Charter Diversiteit ondertekend.", "With that, 1,234 organisations have signed the Diversity Charter.")])
def test_the_total(ever, nl, en):
    assert (words.total_sentence(PROGRAMME, Totals(ever, 1), "nl"), words.total_sentence(PROGRAMME, Totals(ever, 1), "en")) == (nl, en)
    assert words.total_sentence(PROGRAMME, None, "nl") is None


@pytest.mark.parametrize(("count", "nl", "en"), [(0, "0 ondertekenaars", "0 signatories"), (1, "1 ondertekenaar", "1 signatory"),
                                                  (2, "2 ondertekenaars", "2 signatories"), (1000, "1.000 ondertekenaars", "1,000 signatories")])
def test_counts(count, nl, en):
    assert (words.count_sentence(count, "nl"), words.count_sentence(count, "en")) == (nl, en)


def photo(*people: PhotoPerson, alt: Text | None = None) -> Photo:
    return Photo(file="a.jpg", subject="group", credit="C", people=people, alt=alt)


ANNA = PhotoPerson(name="Anna Vos", organisation=OrganisationRef(id="a1"))
BEN = PhotoPerson(name="Ben", role=Text(nl="dagvoorzitter", en="chair"))
CARLA = PhotoPerson(name="Carla", organisation=OrganisationRef(name="Pers B.V."), role=Text(nl="fotograaf"))
DIRK = PhotoPerson(name="Dirk jr.")
CAPTIONS = [
    ((), "", ""), ((ANNA,), "Anna Vos (LINDA.).", "Anna Vos (LINDA.)."), ((DIRK,), "Dirk jr.", "Dirk jr."),
    ((ANNA, BEN), "V.l.n.r.: Anna Vos (LINDA.), Ben (dagvoorzitter).", "From left to right: Anna Vos (LINDA.), Ben (chair)."),
    ((BEN, CARLA, DIRK), "V.l.n.r.: Ben (dagvoorzitter), Carla (Pers B.V.), Dirk jr.", "From left to right: Ben (chair), Carla (Pers B.V.), Dirk jr."),
]


@pytest.mark.parametrize(("people", "nl", "en"), CAPTIONS, ids=[str(n) for n in range(len(CAPTIONS))])
def test_captions(people, nl, en):
    """From left to right, each with organisation or role, those that signed nothing too."""
    names = {"a1": "LINDA."}
    assert (words.caption(photo(*people), names, "nl"), words.caption(photo(*people), names, "en")) == (nl, en)


@pytest.mark.parametrize(("signers", "nl", "en"), [
    (1, "Groepsfoto van één ondertekenaar in Utrecht", "Group photo of one signatory in Utrecht"),
    (2, "Groepsfoto van twee ondertekenaars in Utrecht", "Group photo of two signatories in Utrecht"),
    (3, "Groepsfoto van drie ondertekenaars in Utrecht", "Group photo of three signatories in Utrecht"),
    (4, "Groepsfoto van vier ondertekenaars in Utrecht", "Group photo of four signatories in Utrecht"),
    (13, "Groepsfoto van dertien ondertekenaars in Utrecht", "Group photo of thirteen signatories in Utrecht")])
def test_the_alternative_text_of_a_group_photo(signers, nl, en):
    assert (words.alt_text(photo(), batch(signers), "nl"), words.alt_text(photo(), batch(signers), "en")) == ((nl, "nl"), (en, "en"))


def test_an_alternative_text_of_its_own_comes_first():
    """In the language that it is in."""
    assert words.alt_text(photo(alt=Text(nl="Een zaal")), batch(3, None), "en") == ("Een zaal", "nl")
    assert words.alt_text(photo(alt=Text(nl="Een zaal", en="A hall")), batch(3), "en") == ("A hall", "en")
    assert words.alt_text(photo(), batch(3, None), "nl") == ("Groepsfoto van drie ondertekenaars", "nl")


@pytest.mark.parametrize(("name", "nl", "en"), [
    ("Bakkerij Anders", "De ambitie van Bakkerij Anders", "Bakkerij Anders's ambition"), ("het Brood", "De ambitie van het Brood", "Het Brood's ambition"),
    ("'s-Luchtenburgs Stadsmuseum", "De ambitie van 's-Luchtenburgs Stadsmuseum", "'s-Luchtenburgs Stadsmuseum's ambition"),
    ("alsof makers", "De ambitie van alsof makers", "Alsof makers' ambition"), ("LINDA.", "De ambitie van LINDA.", "LINDA.'s ambition")])
def test_the_heading_of_an_ambition(name, nl, en):
    assert (words.ambition_heading(name, "nl"), words.ambition_heading(name, "en")) == (nl, en)


def test_a_day_in_a_sentence():
    assert (words.since(date(2026, 3, 12), "nl"), words.since(date(2026, 3, 12), "en")) == ("op 12 maart 2026", "on 12 March 2026")
