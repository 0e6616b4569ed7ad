"""The directory as a visitor uses it: search, filters that combine, the address that keeps them, and the same lists without script."""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from browser.links import parsed
from browser.visits import PHONE, Visit, visit
from charter.views.search_index import id_of
from conftest import BASE_URL
from records_folder import written
from trees import differences, tree

NAMES = ("L'Oréal Nederland", "&samhoud", "'s-Hertogenbosch Bouwt", "LINDA.", "RET N.V. (openbaar vervoer)", "Łódź Træning Øst", "Smaçk Straße",
         "Aids Fonds-Stop Aids Now!-Soa Aids Nederland", "Zorggroep De Wensput", "Gemeente Utrechtse Heuvelrug", "24/7 Schoonmaak", "Ümit & Zonen",
         '<b onclick="alert(1)">Vet</b>', "Wie???", "ﬁlmhuis Ĳsselland")
PLACES = ("Utrecht", "'s-Hertogenbosch", "Den Haag", "Delft", "Zwolle")
DIMENSIONS, SECTORS, SIZES = ("gender", "leeftijd", "lhbti"), ("zorg", "bouw", "ict"), ("klein", "groot")
LABELS = {"zorg": ("Zorg en welzijn", "Health care"), "bouw": ("Bouw", "Building"), "ict": ("ICT", "IT")}
COUNT = 130         # more than are shown at once
CHANGES = """\
- {date: 2026-06-01, id: nr-91, renamed: {name: Vandaag Anders}}
- {date: 2026-06-02, id: nr-92, withdrawn: former}
- {date: 2026-06-03, id: nr-93, withdrawn: erased}
- {date: 2026-06-04, id: nr-94, merged_into: nr-95}
"""


def label(term: str, words: dict[str, tuple[str, str]]) -> dict[str, Any]:
    nl, en = words.get(term, (term.capitalize(), term.capitalize()))
    return {"code": term, "label": {"nl": nl, "en": en}}


def records() -> dict[str, str]:
    """Many invented signatories, of three years; what each is was drawn once and for all."""
    draw = random.Random(20260312)
    programme = {"name": {"nl": "Charter", "en": "Charter"}, "publisher": {"name": "Bureau"}} | {
        terms: [label(code, LABELS) for code in codes] for terms, codes in (("dimensions", DIMENSIONS), ("sectors", SECTORS), ("sizes", SIZES))}
    signatories = [{"id": f"nr-{n}" if n >= 3 else f"naam-{n}", "name": NAMES[n] if n < len(NAMES) else f"Stichting Nummer {n}"} for n in range(COUNT)]
    for each in signatories:
        each |= {"sector": draw.choice(SECTORS), "seat": draw.choice(PLACES), "dimensions": draw.sample(DIMENSIONS, draw.randint(1, 3))}
        each |= {"signs_for": ["Kwekerij Blauwe Roos"]} if each["name"] == "LINDA." else {}
        each |= {"size": draw.choice(SIZES)} if draw.random() < 0.8 else {}
    files = {"charter.yaml": json.dumps(programme), "changes.yaml": CHANGES}
    for year, group in zip((2024, 2025, 2026), itertools.batched(signatories, 44) if hasattr(itertools, "batched") else
                           [signatories[k:k + 44] for k in range(0, COUNT, 44)], strict=True):
        files[f"{year}-03-12-zaal/batch.yaml"] = json.dumps({"date": f"{year}-03-12", "signatories": list(group)})
    again = signatories[30] | {"again": True}
    files["2026-04-01-zaal/batch.yaml"] = json.dumps({"date": "2026-04-01", "signatories": [again]})
    return files


@pytest.fixture(scope="module")
def output(charter, tmp_path_factory) -> Path:
    """The site of these records."""
    root = tmp_path_factory.mktemp("directory")
    (root / "content").mkdir()
    ran = charter("build", "--records", written(root / "signatories", records()), "--content", root / "content", "--output", root / "output",
                  "--as-of", "2026-11-01", "--base-url", BASE_URL, "--quiet")
    assert ran.code == 0, ran.stdout + ran.stderr
    return root / "output"


@pytest.fixture(scope="module")
def site(output, serve_folder) -> str:
    return serve_folder(output)


@contextmanager
def directory(browser, site: str, question: str = "", lang: str = "nl", **how: Any) -> Iterator[Visit]:
    """The directory, opened with a question behind its address."""
    with visit(browser, f"{site}{'/en/signatories/' if lang == 'en' else '/ondertekenaars/'}{question}", **how) as seen:
        yield seen
        assert (seen.console, seen.elsewhere, seen.failed) == ([], [], [])


def said(seen: Visit, sentence: str) -> None:
    """Waits until the count says it."""
    seen.page.locator(".directory__count").filter(has_text=re.compile(f"^{re.escape(sentence)}$")).wait_for(timeout=5000)


def found(seen: Visit, sentence: str) -> list[str]:
    """The names in the results, all of them, as soon as the count says so."""
    said(seen, sentence)
    more = seen.page.locator(".directory__more")
    if more.is_visible():
        more.click()
    return seen.page.locator(".directory__results .index__name:visible").all_inner_texts()


# --- search -----------------------------------------------------------------------------------------------------------

FINDS = {
    "loreal": "L'Oréal Nederland", "L’ORÉAL": "L'Oréal Nederland", "l'oreal neder": "L'Oréal Nederland", "samhoud": "&samhoud",
    "shertogenbosch bouwt": "'s-Hertogenbosch Bouwt", "'s-hertogenbosch bouwt": "'s-Hertogenbosch Bouwt", "linda": "LINDA.", "linda.": "LINDA.",
    "ret nv": "RET N.V. (openbaar vervoer)", "openbaar ret": "RET N.V. (openbaar vervoer)", "lodz traening ost": "Łódź Træning Øst",
    "smack strasse": "Smaçk Straße", "stop aids": "Aids Fonds-Stop Aids Now!-Soa Aids Nederland", "soa": "Aids Fonds-Stop Aids Now!-Soa Aids Nederland",
    "wensput": "Zorggroep De Wensput", "wenspt": "Zorggroep De Wensput", "wenspuut": "Zorggroep De Wensput", "wensupt": "Zorggroep De Wensput",
    "wansput": "Zorggroep De Wensput", "vensput": "Zorggroep De Wensput", "zorgroep wensp": "Zorggroep De Wensput", "24/7": "24/7 Schoonmaak",
    "umit": "Ümit & Zonen", "vandaag": "Vandaag Anders", "nummer 91": "Vandaag Anders", "???": "Wie???", "film": "ﬁlmhuis Ĳsselland", "ijsselland": "ﬁlmhuis Ĳsselland", "kwekerij blauw": "LINDA.", "onclick": '<b onclick="alert(1)">Vet</b>',
}


@pytest.mark.browser
def test_search_is_blind_to_accents_capitals_and_signs_and_forgives_one_error(browser, site):
    """Each question finds its one signatory, and says so."""
    with directory(browser, site) as seen:
        answers = {}
        for asked in FINDS:
            seen.page.get_by_role("searchbox").fill("")
            seen.page.get_by_role("searchbox").fill(asked)
            answers[asked] = found(seen, "1 ondertekenaar gevonden")
    assert answers == {asked: [name] for asked, name in FINDS.items()}


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "asked"), [("nl", "zorg welzijn delft"), ("en", "delft health")], ids=["nl", "en"])
def test_search_knows_places_and_sectors(browser, site, output, lang, asked):
    """In the words of the language."""
    expected = members(output, "sector", "zorg") & members(output, "place", "delft")
    with directory(browser, site, lang=lang) as seen:
        seen.page.get_by_role("searchbox").fill(asked)
        assert set(found(seen, f"{len(expected)} {'ondertekenaars gevonden' if lang == 'nl' else 'signatories found'}")) == expected


@pytest.mark.browser
def test_whole_words_come_first(browser, site):
    """Then beginnings, then parts; of equals in the order of the directory."""
    with directory(browser, site, "?q=aids") as seen:
        assert found(seen, "1 ondertekenaar gevonden") == ["Aids Fonds-Stop Aids Now!-Soa Aids Nederland"]
        for asked, numbers in {"nummer 12": range(120, 130), "nummer 1": (*range(15, 20), *range(100, 130))}.items():
            seen.page.get_by_role("searchbox").fill(asked)
            assert found(seen, f"{len(numbers)} ondertekenaars gevonden") == [f"Stichting Nummer {n}" for n in numbers]


@pytest.mark.browser
def test_nothing_found_is_said_and_spoken(browser, site):
    """In both languages, with what to do; the spoken words come after a pause."""
    for lang, question, none in (
            ("nl", "?q=qqqq", "Geen ondertekenaar gevonden. Kijk naar de spelling, of probeer een deel van de naam."),
            ("nl", "?q=linda&jaar=2026", "Geen ondertekenaar gevonden. Probeer een deel van de naam, of haal een filter weg."),
            ("en", "?q=qqqq", "No signatory found. Look at the spelling, or try part of the name.")):
        with directory(browser, site, question, lang) as seen:
            assert found(seen, none) == []
            seen.page.wait_for_function("text => document.querySelector('[role=status]').textContent === text", arg=none, timeout=5000)
            assert seen.violations() == []


@pytest.mark.browser
def test_index_is_fetched_on_first_use_only(browser, site, output):
    """Not before somebody goes to the field; once; at an address that changes with its content."""
    asked: list[str] = []
    with directory(browser, site, before=lambda page: page.on("request", lambda request: asked.append(request.url)), until="networkidle") as seen:
        fetched = [url for url in asked if "search-index.json" in url or "ufuzzy" in url or "search.js" in url]
        assert fetched == []
        seen.page.get_by_role("searchbox").fill("linda")
        found(seen, "1 ondertekenaar gevonden")
        seen.page.get_by_role("searchbox").fill("wensput")
        assert found(seen, "1 ondertekenaar gevonden") == ["Zorggroep De Wensput"]
        fetched = sorted(url.partition("?v=")[0].rpartition("/")[2] for url in asked)
        assert [name for name in fetched if name in ("search.js", "search-index.json", "ufuzzy.js")] == ["search-index.json", "search.js", "ufuzzy.js"]
        [version] = [url.partition("?v=")[2] for url in asked if "search-index.json" in url]
        assert hashlib.sha256((output / "search-index.json").read_bytes()).hexdigest().startswith(version)


@pytest.mark.browser
def test_without_the_index_the_links_are_back(browser, site):
    """A net that fails leaves what is there without script, and says so."""
    def cut(page: Any) -> None:
        page.route("**/search-index.json*", lambda route: route.abort())

    with visit(browser, f"{site}/ondertekenaars/", before=cut) as seen:
        assert seen.page.locator(".filters__link").count() == 0
        seen.page.get_by_role("searchbox").fill("linda")
        said(seen, "Zoeken lukt nu niet. Kies hieronder een letter of een lijst.")
        assert seen.page.locator(".filters__link").count() == 3 + 3 + 3 + 5 + 2
        assert seen.page.locator(".directory__names").is_visible()
        seen.page.unroute("**/search-index.json*")
        seen.page.get_by_role("searchbox").fill("wensput")
        assert found(seen, "1 ondertekenaar gevonden") == ["Zorggroep De Wensput"]
        assert seen.page.locator(".filters__box").count() == 3 + 3 + 3 + 5 + 2


@pytest.mark.browser
def test_focus_stays_when_the_index_fails(browser, site):
    """On the link that stands where the box was; nothing is chosen any more."""
    with visit(browser, f"{site}/ondertekenaars/", before=lambda page: page.route("**/search-index.json*", lambda route: route.abort())) as seen:
        seen.page.get_by_label("Delft").focus()
        seen.page.keyboard.press("Space")
        said(seen, "Zoeken lukt nu niet. Kies hieronder een letter of een lijst.")
        assert seen.page.locator(":focus").get_attribute("href") == "/ondertekenaars/plaats/delft/"


# --- filters and the address ------------------------------------------------------------------------------------------

def query(seen: Visit) -> str:
    return seen.page.evaluate("decodeURIComponent(location.search)")


@pytest.mark.browser
def test_filters_combine_and_the_back_button_undoes_them(browser, site, output):
    """Each choice is a step; the letters of a question are not; what is chosen stands in the address and beside the count."""
    delft, zorg = members(output, "place", "delft"), members(output, "sector", "zorg")
    with directory(browser, site) as seen:
        page = seen.page
        page.get_by_label("Delft").check()
        assert set(found(seen, f"{len(delft)} ondertekenaars gevonden")) == delft
        page.get_by_label("Zorg en welzijn").check()
        assert set(found(seen, f"{len(delft & zorg)} ondertekenaars gevonden")) == delft & zorg
        assert query(seen) == "?sector=zorg&plaats=delft"
        page.get_by_role("searchbox").press_sequentially("nummer")
        narrowed = {name for name in delft & zorg if "Nummer" in name}
        assert set(found(seen, f"{len(narrowed)} ondertekenaars gevonden")) == narrowed
        assert query(seen) == "?q=nummer&sector=zorg&plaats=delft"
        steps = []
        for _ in range(3):
            page.go_back()
            steps.append(query(seen))
        assert steps == ["?sector=zorg&plaats=delft", "?plaats=delft", ""]
        assert page.locator(".directory__names").is_visible()
        assert page.get_by_label("Delft").is_checked() is False
        page.go_forward()
        assert set(found(seen, f"{len(delft)} ondertekenaars gevonden")) == delft


@pytest.mark.browser
def test_a_search_that_was_sent_is_a_step(browser, site):
    """Enter keeps it: the next one does not take its place."""
    with directory(browser, site) as seen:
        for asked in ("linda", "wensput"):
            seen.page.get_by_role("searchbox").fill(asked)
            found(seen, "1 ondertekenaar gevonden")
            seen.page.keyboard.press("Enter")
        seen.page.go_back()
        assert (query(seen), seen.page.get_by_role("searchbox").input_value()) == ("?q=linda", "linda")


@pytest.mark.browser
def test_chosen_filters_can_be_taken_away(browser, site):
    """One at a time or all; focus goes on to the next, and in the end to the field."""
    with directory(browser, site, "?jaar=2024&plaats=delft&grootte=klein") as seen:
        page, focused = seen.page, seen.page.locator(":focus")
        chips = page.locator(".directory__chip")
        chips.nth(1).wait_for()
        assert chips.all_inner_texts() == ["2024", "Delft", "Klein"]
        page.get_by_role("button", name="Haal filter weg: Delft").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.textContent === 'Klein'")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('.directory__chip').length === 1")
        page.locator(".directory__clear").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.type === 'search'")
        assert (query(seen), chips.count(), focused.get_attribute("type")) == ("", 0, "search")


@pytest.mark.browser
@pytest.mark.parametrize(("question", "kept"), [
    ("?sector=bestaat-niet", ""), ("?plaats=delft&sector=%3Cscript%3E&x=1", "?plaats=delft"), ("?q=%20%20", ""), ("?dimensie=&jaar=1999", ""),
    ("?place=delft&sector=zorg", "?sector=zorg&plaats=delft"), ("?q=" + "a" * 3000, "?q=" + "a" * 100), ("?q=%E0%A4%A&plaats=delft", None)])
def test_what_no_filter_is_falls_back(browser, site, question, kept):
    """A filter that is not there is left out, and goes from the address; the other language's names are understood."""
    with directory(browser, site, question) as seen:
        seen.page.wait_for_function("!document.querySelector('.directory__search').hidden")
        assert kept is None or query(seen) == kept
        seen.page.locator(".directory__names").wait_for(state="visible" if kept == "" else "hidden", timeout=5000)


@pytest.mark.browser
def test_language_switch_keeps_the_question(browser, site, output):
    """It leads to the same page with the same filters, called by their names there."""
    expected = members(output, "place", "delft") & members(output, "size", "klein")
    with directory(browser, site, "?plaats=delft&grootte=klein") as seen:
        found(seen, f"{len(expected)} ondertekenaars gevonden")
        seen.page.get_by_role("link", name="English").click()
        assert set(found(seen, f"{len(expected)} signatories found")) == expected
        assert query(seen) == "?place=delft&size=klein"


@pytest.mark.browser
def test_counts_say_what_a_choice_would_leave(browser, site, output):
    """Beside each filter, given what else is chosen; of the chosen kind what it would add."""
    with directory(browser, site, "?sector=zorg&jaar=2026") as seen:
        zorg, year = members(output, "sector", "zorg"), members(output, "year", "2026")
        found(seen, f"{len(zorg & year)} ondertekenaars gevonden")
        expected = {code: len(members(output, kind, code) & zorg & year) for kind, code in facets(output) if kind not in ("sector", "year")}
        expected |= {code: len(members(output, "sector", code) & year) for code in SECTORS}
        expected |= {str(code): len(members(output, "year", str(code)) & zorg) for code in (2024, 2025, 2026)}
        seen.page.wait_for_function("""expected => [...document.querySelectorAll('.filters__label')].every(one =>
            +one.querySelector('.filters__count').textContent === expected[one.querySelector('input').value])""", arg=expected, timeout=5000)
        assert seen.page.locator(".filters__label").count() == len(expected)


@pytest.mark.browser
def test_who_left_is_found_and_who_was_erased_is_not(browser, site):
    """Former signatories say so; of an erased one nothing is in the index."""
    with directory(browser, site, "?q=nummer+92") as seen:
        found(seen, "1 ondertekenaar gevonden")
        assert seen.page.locator(".directory__results .index__row").inner_text().split("\n")[0].startswith("Stichting Nummer 92 geen ondertekenaar meer")
    with directory(browser, site, "?q=nummer+93") as seen:
        assert found(seen, "Geen ondertekenaar gevonden. Kijk naar de spelling, of probeer een deel van de naam.") == []


@pytest.mark.browser
def test_keyboard_alone_is_enough(browser, site, output):
    """From the field by Tab to the filters, Space ticks, and on to the results, of which Enter opens the first."""
    with directory(browser, site) as seen:
        page = seen.page
        page.get_by_role("searchbox").focus()
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("value") == "gender"
        page.keyboard.press("Space")
        expected = members(output, "dimension", "gender")
        found(seen, f"{len(expected)} ondertekenaars gevonden")
        page.locator(".filters__box").nth(0).focus()
        for _ in range(200):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement !== document.body")
            if page.locator(":focus.index__name").count():
                break
        name = page.locator(":focus").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/ondertekenaars/*/")
        assert page.locator("h1").inner_text() == name
        page.go_back()
        assert set(found(seen, f"{len(expected)} ondertekenaars gevonden")) == expected


@pytest.mark.browser
def test_filters_fold_on_a_phone(browser, site, output):
    """Closed at first; the count stands above them, so that it is seen when they change it."""
    with directory(browser, site, size=PHONE) as seen:
        page = seen.page
        assert page.get_by_label("Delft").is_visible() is False
        page.locator("summary").first.click()
        page.get_by_label("Delft").check()
        count = len(members(output, "place", "delft"))
        said(seen, f"{count} ondertekenaars gevonden")
        assert page.locator(".directory__count").bounding_box()["y"] < page.locator("summary").first.bounding_box()["y"]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        page.get_by_role("button", name=f"Toon {count} ondertekenaars").click()
        assert page.locator(".filters__box").first.is_visible() is False
        assert page.locator(".directory__results .index__row").first.bounding_box()["y"] < PHONE[1]


# --- the same without script ------------------------------------------------------------------------------------------

PATHS = {"dimension": "dimensie", "sector": "sector", "year": "jaar", "place": "plaats", "size": "grootte"}


@functools.cache
def members(output: Path, kind: str, code: str) -> frozenset[str]:
    """The names on the facet page that was built."""
    page = parsed(output / "ondertekenaars" / PATHS[kind] / code / "index.html")
    return frozenset(link.text_content() for link in page.xpath("//a[@class='index__name']"))


@functools.cache
def facets(output: Path) -> tuple[tuple[str, str], ...]:
    """(kind, code) of every facet page."""
    return tuple((kind, path.name) for kind, word in PATHS.items() for path in sorted((output / "ondertekenaars" / word).iterdir()))


@pytest.fixture(scope="module")
def searching(browser, site) -> Iterator[Any]:
    """A directory in which all questions are asked one after the other; gives the names that script finds."""
    with directory(browser, site) as seen:
        def ask(chosen: dict[str, set[str]]) -> set[str]:
            question = "&".join(f"{PATHS[kind]}={code}" for kind, codes in chosen.items() for code in sorted(codes))
            return set(seen.page.evaluate("""async question => {
                history.pushState(null, "", `?${question}`);
                dispatchEvent(new PopStateEvent("popstate"));
                await new Promise(done => setTimeout(done));     // the index is there already: it takes no longer
                const results = document.querySelector(".directory__results");
                results.querySelector(".directory__more").click();
                return results.hidden ? [] : [...results.querySelectorAll(".index__name")].map(link => link.textContent);
            }""", question))
        seen.page.get_by_role("searchbox").fill("linda")
        found(seen, "1 ondertekenaar gevonden")
        yield ask


@pytest.mark.browser
def test_each_facet_page_lists_whom_its_filter_finds(searching, output):
    """All of them, and every page of a dimension and a sector."""
    assert len(facets(output)) == 16
    assert {facet: searching({facet[0]: {facet[1]}}) for facet in facets(output)} == {facet: members(output, *facet) for facet in facets(output)}
    for dimension, sector in itertools.product(DIMENSIONS, SECTORS):
        page = parsed(output / "ondertekenaars/dimensie" / dimension / "sector" / sector / "index.html")
        listed = {link.text_content() for link in page.xpath("//a[@class='index__name']")}
        assert searching({"dimension": {dimension}, "sector": {sector}}) == listed


@pytest.mark.browser
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_filters_find_what_facet_pages_have_in_common(searching, output, data):
    """Of one kind any, of several kinds all."""
    drawn = data.draw(st.sets(st.sampled_from(facets(output)), min_size=1, max_size=6))
    chosen: dict[str, set[str]] = {}
    for kind, code in drawn:
        chosen.setdefault(kind, set()).add(code)
    by_kind = [frozenset.union(*(members(output, kind, code) for code in codes)) for kind, codes in chosen.items()]
    assert searching(chosen) == frozenset.intersection(*by_kind)


def test_every_list_is_reached_without_script(output):
    """From the directory a link to every facet; on a dimension one to each of its sectors, and the other way round."""
    links = {link.get("href") for link in parsed(output / "ondertekenaars/index.html").xpath("//a[@class='filters__link']")}
    assert links == {f"/ondertekenaars/{PATHS[kind]}/{code}/" for kind, code in facets(output)}
    for dimension in DIMENSIONS:
        crosses = {link.get("href") for link in parsed(output / "ondertekenaars/dimensie" / dimension / "index.html").xpath("//a[@class='filters__link']")}
        assert crosses == {f"/ondertekenaars/dimensie/{dimension}/sector/{sector}/" for sector in SECTORS}


@pytest.mark.parametrize(("name", "expected"), [("Bakkerij De Punt", "bakkerij-de-punt"), ("A&B  C!", "a-b-c"), ("!!", ""), ("Café", None), ("İ", None)])
def test_id_of(name, expected):
    """What is not plain ASCII has no id that both sides make alike."""
    assert id_of(name) == expected


# --- a directory of more than a thousand names ------------------------------------------------------------------------

def test_a_long_directory_is_an_index_of_letters(charter, tmp_path):
    """A page a letter; the first page names them, with the first and last name of each and how many there are."""
    signatories = [{"id": f"nr-{n}", "name": f"{'ABC'[n % 3]}naam {n // 3 + 1:03}"} for n in range(1002)]
    files = {f"2024-{m:02}-12-zaal/batch.yaml": json.dumps({"date": f"2024-{m:02}-12", "signatories": signatories[m - 1::12]}) for m in range(1, 13)}
    (tmp_path / "content").mkdir()
    ran = charter("build", "--records", written(tmp_path / "signatories", files), "--content", tmp_path / "content", "--output", tmp_path / "output",
                  "--as-of", "2026-11-01", "--base-url", BASE_URL, "--quiet")
    assert ran.code == 0, ran.stdout + ran.stderr
    first = parsed(tmp_path / "output/ondertekenaars/index.html")
    rows = [(" ".join(row.text_content().split()), row.xpath(".//a/@href")) for row in first.xpath("//nav[@aria-label='Letters']//li")]
    assert rows == [(f"{letter} {letter}naam 001 tot en met {letter}naam 334 334", [f"/ondertekenaars/letter/{letter.lower()}/"]) for letter in "ABC"]
    for letter in "ABC":
        page = parsed(tmp_path / f"output/en/signatories/letter/{letter.lower()}/index.html")
        more = parsed(tmp_path / f"output/en/signatories/letter/{letter.lower()}/page/2/index.html")
        assert [[link.text_content() for link in each.xpath("//a[@class='index__name']")] for each in (page, more)] == [
            [f"{letter}naam {n:03}" for n in range(1, 251)], [f"{letter}naam {n:03}" for n in range(251, 335)]]
        assert page.xpath("//a[@class='pager__link']/@href") == [f"/en/signatories/letter/{letter.lower()}/", f"/en/signatories/letter/{letter.lower()}/page/2/"]
        assert [link.text_content() for link in page.xpath("//a[@class='letters__link']")] == ["A", "B", "C"]
    # Another name comes first under B; nothing that the search tells has changed.
    file = tmp_path / "signatories/2024-02-12-zaal/batch.yaml"
    file.write_text(file.read_text("utf-8").replace('"id": "nr-1", ', '"id": "nr-1", "sort_name": "Bzzz", '), "utf-8")
    for output in ("output", "anew"):
        ran = charter("build", "--records", tmp_path / "signatories", "--content", tmp_path / "content", "--output", tmp_path / output,
                      "--as-of", "2026-11-01", "--base-url", BASE_URL, "--quiet")
        assert ran.code == 0, ran.stdout + ran.stderr
    assert differences(tree(tmp_path / "output"), tree(tmp_path / "anew")) == []
    assert "Bnaam 002 tot en met Bnaam 001" in (tmp_path / "output/ondertekenaars/index.html").read_text("utf-8")
