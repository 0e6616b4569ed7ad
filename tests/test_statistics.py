"""The statistics: sentences, tables and bars from the records alone, from nothing at all to twelve years."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from lxml import html

from charter.model.folder import load
from charter.state import state_at
from charter.views import counts
from charter.views.listing import Directory
from charter.views.site import Site
from charter.views.statistics import as_of, statistics
from records_folder import written

CHARTER = """
name: {nl: Charter Diversiteit, en: Diversity Charter}
publisher: {name: Uitgever}
dimensions: [{code: gender, label: {nl: Gender, en: Gender}}, {code: leeftijd, label: {nl: Leeftijd, en: Age}}]
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}, {code: bouw, label: {nl: Bouw, en: Building}}]
"""


def signing(day: str, *signatories: str) -> dict[str, str]:
    """A batch of that day in which these sign: `a` or `a zorg gender,leeftijd`."""
    lines = [f"date: {day}", "signatories:"]
    for id_, sector, dimensions in ([*s.split(), "", ""][:3] for s in signatories):
        more = (f", sector: {sector}" if sector else "") + (f", dimensions: [{dimensions}]" if dimensions else "")
        lines.append(f"  - {{id: org-{id_.removesuffix('+')}, name: Org {id_}, again: {str(id_.endswith('+')).lower()}{more}}}")
    return {f"{day}-plaats/batch.yaml": "\n".join(lines) + "\n"}


@pytest.fixture
def told(tmp_path):
    """told(records, ...) gives per table (kind, finding, rows as label, address, count, total and bar, notes)."""
    def run(*batches: dict[str, str], lang: str = "nl", charter: str = CHARTER, changes: str = "", moment: str = "2026-12-01"):
        files = {"charter.yaml": charter} | {path: text for batch in batches for path, text in batch.items()}
        records = load(written(tmp_path, files | ({"changes.yaml": changes} if changes else {})))
        assert [p for p in records.problems if p.level == "error"] == []
        site = Site(state_at(records, datetime.fromisoformat(moment)), records.digests, "https://example.org")
        return [(t.kind, t.finding, [(r.link.text, r.link.url, r.number, r.total, r.bar) for r in t.rows], list(t.notes))
                for t in statistics(Directory(site), lang)], as_of(site, lang)
    return run


def test_years_sectors_and_dimensions(told):
    """A year without signings stands between the others; who signs again is no new organisation in the total."""
    tables = told(signing("2024-03-01", "a zorg gender", "b zorg gender,leeftijd"), signing("2026-03-01", "c bouw gender", "a+ zorg gender", "d"))
    assert tables == ([
        ("year", "In 2026 tekenden de meeste organisaties: 3.", [
            ("2024", "/ondertekenaars/jaar/2024/", "2", "2", 67), ("2025", None, "0", "2", 0), ("2026", "/ondertekenaars/jaar/2026/", "3", "4", 100)], []),
        ("sector", "De sector met de meeste ondertekenaars is Zorg: 2.", [
            ("Zorg", "/ondertekenaars/sector/zorg/", "2", "", 100), ("Bouw", "/ondertekenaars/sector/bouw/", "1", "", 50)],
         ["Van 1 ondertekenaar weten wij de sector niet."]),
        ("dimension", "De dimensie met de meeste ondertekenaars is Gender: 3.", [
            ("Gender", "/ondertekenaars/dimensie/gender/", "3", "", 100), ("Leeftijd", "/ondertekenaars/dimensie/leeftijd/", "1", "", 33)],
         ["Een organisatie kan aan meer dimensies werken en telt dan bij elk daarvan mee.", "Van 1 ondertekenaar weten wij de dimensies niet."]),
    ], "Stand op 1 maart 2026")


def test_in_english(told):
    tables = told(signing("2024-03-01", "a zorg gender"), signing("2026-03-01", "b zorg leeftijd"), lang="en")
    assert tables == ([
        ("year", "The most organisations signed in 2024 and 2026: in each year 1.", [
            ("2024", "/en/signatories/year/2024/", "1", "1", 100), ("2025", None, "0", "1", 0), ("2026", "/en/signatories/year/2026/", "1", "2", 100)], []),
        ("sector", "2 signatories are from the sector Care.", [
            ("Care", "/en/signatories/sector/zorg/", "2", "", 100), ("Building", None, "0", "", 0)], []),
        ("dimension", "The dimensions with the most signatories are Gender and Age: each 1.", [
            ("Gender", "/en/signatories/dimension/gender/", "1", "", 100), ("Age", "/en/signatories/dimension/leeftijd/", "1", "", 100)],
         ["An organisation may work on more than one dimension, and then counts for each of them."]),
    ], "As it stood on 1 March 2026")


def test_nobody(told):
    """No table, no bar, no day."""
    assert told() == ([], None)


def test_the_whole_of_a_year(told):
    """All its ceremonies together, the one on its last day included; who signed twice that year is one organisation."""
    (year,), _ = told(signing("2024-03-01", "a"), signing("2024-06-01", "b", "a+"), signing("2024-12-31", "c"), signing("2025-01-01", "d"))
    assert year == ("year", "In 2024 tekenden de meeste organisaties: 3.", [
        ("2024", "/ondertekenaars/jaar/2024/", "3", "3", 100), ("2025", "/ondertekenaars/jaar/2025/", "1", "4", 33)], [])


def test_one_year_of_which_nothing_more_is_known(told):
    assert told(signing("2026-03-01", "a")) == ([
        ("year", "1 organisatie tekende in 2026.", [("2026", "/ondertekenaars/jaar/2026/", "1", "1", 100)], [])], "Stand op 1 maart 2026")


def test_twelve_years(told):
    """Year n has n signatures; the total runs on."""
    batches = [signing(f"{2014 + n}-05-01", *(f"{n}x{k}" for k in range(n))) for n in range(1, 13)]
    (year,), day = told(*batches)
    totals = [sum(range(1, n + 1)) for n in range(1, 13)]
    assert year == ("year", "In 2026 tekenden de meeste organisaties: 12.", [
        (str(2014 + n), f"/ondertekenaars/jaar/{2014 + n}/", str(n), str(totals[n - 1]), round(100 * n / 12)) for n in range(1, 13)], [])
    assert day == "Stand op 1 mei 2026"


def test_counted_totals_and_what_is_not_known(told):
    """Before the first checkpoint nobody knows the total; after it, the difference with what is here is said. 2025 is not known to be empty."""
    charter = CHARTER + "complete_since: 2026-01-01\nbase_totals: [{date: 2025-06-01, ever: 1262, now: 1250}]\n"
    tables, day = told(signing("2024-03-01", "a"), signing("2026-03-01", "b zorg"), charter=charter)
    assert tables == [("year", "Van de organisaties op deze site tekenden de meeste in 2024 en 2026: in elk jaar 1.", [
        ("2024", "/ondertekenaars/jaar/2024/", "1", "onbekend", 100), ("2026", "/ondertekenaars/jaar/2026/", "1", "1.263", 100)],
        ["Het totaal telt ook 1.261 organisaties die niet op deze site staan."]),
        ("sector", "1 ondertekenaar komt uit de sector Zorg.", [("Zorg", "/ondertekenaars/sector/zorg/", "1", "", 100), ("Bouw", None, "0", "", 0)],
         ["Deze tabel telt 2 van de 1.251 ondertekenaars: wie op deze site staat.", "Van 1 ondertekenaar weten wij de sector niet."])]
    assert day == "Stand op 1 maart 2026"


def test_a_year_without_signings_is_empty_once_the_records_are_complete(told):
    (year,), _ = told(signing("2023-03-01", "a"), signing("2026-03-01", "b"), charter=CHARTER + "complete_since: 2024-06-01\n")
    assert [row[0] for row in year[2]] == ["2023", "2025", "2026"]


def test_totals_that_nobody_knows(told):
    """Then the table has no column for them."""
    tables, _ = told(signing("2024-03-01", "a"), charter=CHARTER + "complete_since: 2026-01-01\n")
    assert tables == [("year", "1 organisatie op deze site tekende in 2024.", [("2024", "/ondertekenaars/jaar/2024/", "1", "", 100)], [])]


def test_who_left_and_who_was_erased(told):
    """They signed, so the years count them; the sectors count who is a signatory now. An empty list gets no link."""
    changes = "- {date: 2026-04-01, id: org-a, withdrawn: former}\n- {date: 2026-05-02, id: org-b, withdrawn: erased}\n"
    tables = told(signing("2024-03-01", "b zorg"), signing("2026-03-01", "a zorg", "c bouw"), changes=changes)
    assert tables == ([
        ("year", "In 2026 tekenden de meeste organisaties: 2.", [
            ("2024", None, "1", "1", 50), ("2025", None, "0", "1", 0), ("2026", "/ondertekenaars/jaar/2026/", "2", "3", 100)],
         ["Het totaal telt ook 1 organisatie die niet op deze site staat."]),
        ("sector", "1 ondertekenaar komt uit de sector Bouw.", [("Bouw", "/ondertekenaars/sector/bouw/", "1", "", 100), ("Zorg", None, "0", "", 0)], []),
    ], "Stand op 2 mei 2026")


@pytest.mark.parametrize(("kind", "numbers", "nl", "en"), [
    ("year", [0, 0], "", ""), ("year", [0, 34, 0], "34 organisaties tekenden in B.", "34 organisations signed in B."),
    ("year", [3, 1234], "In B tekenden de meeste organisaties: 1.234.", "More organisations signed in B than in any other year: 1,234."),
    ("sector", [2, 2, 2, 1], "De sectoren met de meeste ondertekenaars zijn A, B en C: elk 2.", "The sectors with the most signatories are A, B and C: each 2."),
    ("sector", [2, 2, 2, 2], "Vier sectoren delen de eerste plaats: elk 2.", "Four sectors share the first place: each 2."),
    ("dimension", [1, 1, 1, 1], "Vier dimensies delen de eerste plaats: elk 1.", "Four dimensions share the first place: each 1."),
    ("year", [5, 5, 5, 5], "Vier jaren delen de eerste plaats: in elk jaar 5.", "Four years share the first place: in each year 5.")])
def test_the_finding(kind, numbers, nl, en):
    labels = "ABCD"[:len(numbers)]
    assert (counts.most(kind, labels, numbers, "nl"), counts.most(kind, labels, numbers, "en")) == (nl, en)


LISTED = [
    ("dimension", ("LHBTI+",), "ondertekenaar werkt aan de dimensie LHBTI+.", "ondertekenaars werken aan de dimensie LHBTI+.",
     "signatory works on the dimension LHBTI+.", "signatories work on the dimension LHBTI+."),
    ("sector", ("Zorg",), "ondertekenaar komt uit de sector Zorg.", "ondertekenaars komen uit de sector Zorg.",
     "signatory is from the sector Zorg.", "signatories are from the sector Zorg."),
    ("year", ("2026",), "organisatie tekende in 2026.", "organisaties tekenden in 2026.", "organisation signed in 2026.", "organisations signed in 2026."),
    ("place", ("'s-Hertogenbosch",), "ondertekenaar is gevestigd in 's-Hertogenbosch.", "ondertekenaars zijn gevestigd in 's-Hertogenbosch.",
     "signatory is based in 's-Hertogenbosch.", "signatories are based in 's-Hertogenbosch."),
    ("size", ("Klein",), "ondertekenaar heeft deze grootte: Klein.", "ondertekenaars hebben deze grootte: Klein.",
     "signatory is of this size: Klein.", "signatories are of this size: Klein."),
    ("dimension-sector", ("Gender", "Zorg"), "ondertekenaar uit de sector Zorg werkt aan de dimensie Gender.", "ondertekenaars uit de sector Zorg werken aan de dimensie Gender.",
     "signatory from the sector Zorg works on the dimension Gender.", "signatories from the sector Zorg work on the dimension Gender."),
]


@pytest.mark.parametrize(("kind", "labels", "nl_one", "nl_many", "en_one", "en_many"), LISTED, ids=[row[0] for row in LISTED])
def test_a_facet_says_what_it_lists(kind, labels, nl_one, nl_many, en_one, en_many):
    assert [counts.listed(kind, labels, n, lang) for lang in ("nl", "en") for n in (1, 2)] == [
        f"1 {nl_one}", f"2 {nl_many}", f"1 {en_one}", f"2 {en_many}"]


@pytest.mark.parametrize(("page", "people"), [("cijfers", "/ondertekenaars/"), ("en/figures", "/en/signatories/")])
def test_the_page(demo_site: Path, page, people):
    """Tables with a caption and a scope in each heading; bars that only eyes see; rows that lead to facets; no person, no photo."""
    main = html.parse(demo_site / page / "index.html").find(".//main")
    assert [len(main.xpath(f"//main//{path}")) for path in ("table", "table/caption", "th[not(@scope)]", "img", "*[@style]")] == [3, 3, 0, 0, 0]
    assert main.xpath("//main//svg[not(ancestor::*[@aria-hidden='true'])]") == []
    assert len(main.xpath("//main//svg/rect")) == len(main.xpath("//main//table//tr[td]")) - 1 == 16      # one year needs no bar
    links = main.xpath("//main//table//a/@href")
    assert len(links) == 17
    assert all(link.startswith(people) and (demo_site / link.strip("/") / "index.html").is_file() for link in links)
