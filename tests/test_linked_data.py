"""What JSON-LD says, read by a parser that is not ours and held against the records as this test reads them itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import extruct
import pytest
import yaml
from lxml import html
from PIL import Image

from charter.views.linked import written
from conftest import BASE_URL, ROOT
from trees import Project, project

Node = dict[str, Any]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLISHER = {"@type": "Organization", "name": "Stichting Voorbeeld Charterbureau", "url": "https://www.example.org/"}
TITLES = {      # computed from the number of signatories, or their names
    "2026-03-12-utrecht": ("Twaalf organisaties ondertekenen Charter Diversiteit", "Twelve organisations sign the Diversity Charter"),
    "2026-06-09-zwolle": ("Hotel De Dertiende Verdieping, Waterschap Droogland en Theatergroep L'Inventée ondertekenen Charter Diversiteit",
                          "Hotel De Dertiende Verdieping, Waterschap Droogland and Theatergroep L'Inventée sign the Diversity Charter"),
    "2026-09-03-leeuwarden": ("Reisblad ERGENS. ondertekent Charter Diversiteit", "Reisblad ERGENS. signs the Diversity Charter"),
}


def linked(path: Path) -> list[Node]:
    """The nodes of a page; it has one block or none, and nothing but schema.org's own words."""
    blocks = extruct.extract(path.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
    assert [block["@context"] for block in blocks] == ["https://schema.org"] * len(blocks)
    assert len(blocks) <= 1
    return [node for block in blocks for node in block["@graph"]]


def without_trail(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node["@type"] != "BreadcrumbList"]


def record(path: str) -> Any:
    """A record of the demo, with every value as it is written."""
    return yaml.load((ROOT / "signatories" / path).read_text("utf-8"), yaml.BaseLoader)


def moment(text: str) -> str:
    """2026-03-12 16:00 or 2026-03-12, in Amsterdam, for machines."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).isoformat()


def shown(site: Path, photos: list[Node], page: Path) -> list[Node]:
    """What each photo of a record must be, from the page's own <img> and the file itself."""
    sources = [image.get("src") for image in html.parse(page).getroot().xpath("//figure//img")][:len(photos)]
    sizes = [Image.open(site / src.lstrip("/")).size for src in sources]
    return [{"@type": "ImageObject", "url": BASE_URL + src, "width": width, "height": height} for src, (width, height) in zip(sources, sizes, strict=True)]


@pytest.mark.parametrize("slug", TITLES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_article_says_what_its_record_says(demo_site, slug, lang):
    batch, folder = record(f"{slug}/batch.yaml"), "en/signatories" if lang == "en" else "ondertekenaars"
    address = f"{'en/news' if lang == 'en' else 'nieuws'}/{slug}/"
    page = demo_site / address / "index.html"
    published, title = batch.get("publish_at", batch["date"]), TITLES[slug][lang == "en"]
    images = {"image": shown(demo_site, batch["photos"], page)}
    news = {
        "@type": "NewsArticle", "headline": title, "inLanguage": lang, "datePublished": moment(published),
        "dateModified": moment(max([published, *(c["at"] for c in batch.get("corrections", []))])),
        "publisher": PUBLISHER, "mainEntityOfPage": f"{BASE_URL}/{address}",
        "about": [{"@type": "Organization", "name": s["name"], "url": f"{BASE_URL}/{folder}/{s['id']}/"} for s in batch["signatories"]]} | images
    gathering = {
        "@type": "Event", "name": title, "startDate": batch["date"], "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "organizer": PUBLISHER,
        "location": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": batch["place"]}}
        | ({"name": batch["venue"]} if "venue" in batch else {})} | images
    assert without_trail(linked(page)) == [news, gathering] if batch.get("form", "ceremony") == "ceremony" else [news]
    assert len(images["image"]) == len(batch["photos"]) > 0


def signatories() -> Iterator[tuple[str, Node]]:
    """By id what must be said of each today, but for its address."""
    found: dict[str, Node] = {}
    for slug in TITLES:
        for s in record(f"{slug}/batch.yaml")["signatories"]:
            found[s["id"]] = {"name": s["name"], "former": [], "seat": s.get("seat"), "website": s.get("website")}
    for change in record("changes.yaml"):
        known = found[change["id"]]
        if "renamed" in change:
            known["former"].append(known["name"])
            known["name"] = change["renamed"]["name"]
        known.update(change.get("details", {}))
    for id_, known in found.items():
        node: Node = {"@type": "Organization", "name": known["name"]}
        node |= {"alternateName": known["former"]} if known["former"] else {}
        node |= {"sameAs": known["website"]} if known["website"] else {}
        node |= {"address": {"@type": "PostalAddress", "addressLocality": known["seat"]}} if known["seat"] else {}
        yield id_, node


@pytest.mark.parametrize("folder", ["ondertekenaars", "en/signatories"])
def test_a_profile_says_what_is_true_today(demo_site, folder):
    """The new name of one that was renamed, the new seat of one that moved; the website only when it is known."""
    expected = {id_: [node | {"url": f"{BASE_URL}/{folder}/{id_}/"}] for id_, node in signatories()}
    assert {id_: without_trail(linked(demo_site / folder / id_ / "index.html")) for id_ in expected} == expected
    assert len(expected) == 16
    assert [node["alternateName"] for [node] in expected.values() if "alternateName" in node] == [["Pixelpolder Software"]]


def test_home_says_who_publishes(demo_site):
    whole = PUBLISHER | {"email": "charter@example.org", "telephone": "+31 88 000 00 00", "address": "Voorbeeldstraat 1, 1234 AB Voorbeeldstad"}
    assert [linked(demo_site / page) for page in ("index.html", "en/index.html")] == [[whole], [whole]]


def test_news_of_the_programme(demo_site):
    """It was written by hand: nobody knows when it last changed."""
    for lang, path in (("nl", "nieuws/handreiking-plan-van-aanpak/"), ("en", "en/news/guide-plan-of-action/")):
        head = dict(line.split(": ", 1) for line in (ROOT / f"content/nieuws/handreiking-plan-van-aanpak.{lang}.md").read_text("utf-8").split("\n\n")[0].splitlines())
        assert without_trail(linked(demo_site / path / "index.html")) == [{
            "@type": "NewsArticle", "headline": head["Title"], "inLanguage": lang, "datePublished": moment(head["Date"]), "publisher": PUBLISHER,
            "mainEntityOfPage": f"{BASE_URL}/{path}"}]


KINDS = (       # the first pattern that fits
    (r"(en/)?index\.html", ["Organization"]), (r"(en/)?404\.html", []), (r"(en/news|nieuws)/2026-.*", ["NewsArticle", "Event", "BreadcrumbList"]),
    (r"(en/news|nieuws)/[^/]+/index\.html", ["NewsArticle", "BreadcrumbList"]), (r"(en/signatories|ondertekenaars)/[^/]+/index\.html", ["Organization", "BreadcrumbList"]),
    (r".*", ["BreadcrumbList"]),
)


def test_every_page_has_the_nodes_of_its_kind_and_no_other(demo_site):
    pages = sorted(path.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html"))
    expected = {page: next(types for pattern, types in KINDS if re.fullmatch(pattern, page)) for page in pages}
    alone = {f"{news}/2026-09-03-leeuwarden/index.html" for news in ("nieuws", "en/news")} if record("2026-09-03-leeuwarden/batch.yaml").get("form") != "ceremony" else set()
    expected |= {page: ["NewsArticle", "BreadcrumbList"] for page in alone}
    assert {page: [node["@type"] for node in linked(demo_site / page)] for page in pages} == expected
    assert len(pages) > 190


def test_every_step_of_a_trail_is_a_page_with_that_title(demo_site):
    """From the home page of its language, one step further each time, to the page itself."""
    @cache
    def title(url: str) -> str:
        found = html.parse(demo_site / url.removeprefix(BASE_URL).lstrip("/") / "index.html").getroot().findtext(".//title")
        return re.sub(" – (Charter Diversiteit|Diversity Charter)$", "", found)

    for path in demo_site.rglob("index.html"):
        for node in linked(path):
            if node["@type"] == "BreadcrumbList":
                steps = node["itemListElement"]
                urls = [step["item"] for step in steps]
                assert [(step["@type"], step["position"]) for step in steps] == [("ListItem", n) for n in range(1, len(steps) + 1)]
                assert [step["name"] for step in steps] == [title(url) for url in urls]
                assert urls[0] == f"{BASE_URL}/" + ("en/" if "/en/" in urls[-1] else "")
                assert urls[-1] == f"{BASE_URL}/{path.relative_to(demo_site).parent.as_posix()}/"
                assert 2 <= len(urls) <= 4


def values(node: Any) -> Iterator[str]:
    """Every text in a node."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from values(value)
    else:
        yield str(node)


def people(value: Any) -> Iterator[str]:
    """Every name of a person in a record."""
    if isinstance(value, dict):
        for key, found in value.items():
            if key in ("people", "signed_by"):
                yield from (person["name"] for person in found)
            elif key in ("by", "led_by"):
                yield found["name"]
            else:
                yield from people(found)
    elif isinstance(value, list):
        for found in value:
            yield from people(found)


def test_no_person_is_named_and_a_dimension_only_where_the_page_is_of_it(demo_site):
    names = {name for slug in TITLES for name in people(record(f"{slug}/batch.yaml"))}
    labels = {label for dimension in record("charter.yaml")["dimensions"] for label in dimension["label"].values()}
    assert len(names) > 15
    assert len(labels) > 5
    for path in demo_site.rglob("*.html"):
        said = set(values(linked(path)))
        assert [(text, name) for text in said for name in names if name in text] == [], path
        assert not said & labels or "/dimensi" in path.as_posix(), path


# Records with gaps

CHARTER = """
name: {nl: Charter, en: Charter}
publisher: {name: Bureau}
complete_since: 2030-01-01
"""
BATCHES = {
    "2026-01-10-zonder-plaats": "date: 2026-01-10\nsignatories: [{id: a, name: Groep A}, {id: weg, name: Geheim BV}, {id: b, name: Groep B}, {id: c, name: Groep C}]\n",
    "2026-02-10-ede": "date: 2026-02-10\nplace: Ede\ntitle: {nl: Een eigen kop}\nsignatories: [{id: d, name: '</script> & D', seat: Ede, website: 'https://www.example.org/?a=1&b=2'}]\n",
    "2026-03-10-online": "date: 2026-03-10\nform: online\nplace: Ede\nsignatories: [{id: e, name: E}]\n",
    "2026-04-10-later": "date: 2026-04-10\npublish_at: 2999-04-10 10:00\nplace: Ede\nsignatories: [{id: f, name: F}]\n",
}
CHANGES = """
- {date: 2026-05-01, id: weg, withdrawn: erased}
- {date: 2026-05-02, id: a, renamed: {name: A Nieuw}}
- {date: 2026-05-03, id: a, withdrawn: former}
- {date: 2026-05-04, id: b, merged_into: d}
"""
HERE = "https://example.org/pad"
BUREAU = {"@type": "Organization", "name": "Bureau"}


@pytest.fixture(scope="module")
def gaps(tmp_path_factory) -> Project:
    """As it is public, in `output`, and a preview of it in `preview`."""
    made = project(tmp_path_factory.mktemp("gaps"), records=None)
    for slug, text in BATCHES.items():
        (made.records / slug).mkdir(parents=True)
        (made.records / slug / "batch.yaml").write_text(text, "utf-8")
    (made.records / "charter.yaml").write_text(CHARTER, "utf-8")
    (made.records / "changes.yaml").write_text(CHANGES, "utf-8")
    made.built("--base-url", HERE)
    ran = made.run("build", "--preview", "--base-url", HERE, "--output", made.root / "preview")
    assert ran.code == 0, ran.stderr
    return made


def news(slug: str, title: str, published: str, about: list[tuple[str, str]], **more: Any) -> Node:
    return {"@type": "NewsArticle", "headline": title, "inLanguage": "nl", "datePublished": published, "dateModified": published, "publisher": BUREAU,
            "mainEntityOfPage": f"{HERE}/nieuws/{slug}/",
            "about": [{"@type": "Organization", "name": name, "url": f"{HERE}/ondertekenaars/{id_}/"} for id_, name in about]} | more


def ceremony(title: str, day: str) -> Node:
    return {"@type": "Event", "name": title, "startDate": day, "eventStatus": "https://schema.org/EventScheduled", "organizer": BUREAU,
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Ede"}}}


def said_of(gaps: Project, slug: str, site: str = "output", news: str = "nieuws") -> list[Node]:
    return without_trail(linked(gaps.root / site / news / slug / "index.html"))


def test_without_a_place_there_is_no_event_and_who_was_erased_is_not_there(gaps):
    """The name as it was signed, also of who left or has another name; without photo no image."""
    expected = news("2026-01-10-zonder-plaats", "Vier organisaties ondertekenen Charter", "2026-01-10T00:00:00+01:00",
                    [("a", "Groep A"), ("b", "Groep B"), ("c", "Groep C")], dateModified="2026-05-01T00:00:00+02:00")
    assert said_of(gaps, "2026-01-10-zonder-plaats") == [expected]
    assert [path for path in gaps.output.rglob("*.html") if "Geheim" in path.read_text("utf-8")] == []


def test_a_single_signer_with_a_headline_in_dutch_only(gaps):
    """On the English page the headline says that it is Dutch, and so does the event that is called so."""
    slug, title, day = "2026-02-10-ede", "Een eigen kop", "2026-02-10T00:00:00+01:00"
    assert said_of(gaps, slug) == [news(slug, title, day, [("d", "</script> & D")]), ceremony(title, "2026-02-10")]
    english = news(slug, title, day, []) | {
        "inLanguage": ["nl", "en"], "mainEntityOfPage": f"{HERE}/en/news/{slug}/",
        "about": [{"@type": "Organization", "name": "</script> & D", "url": f"{HERE}/en/signatories/d/"}]}
    assert said_of(gaps, slug, news="en/news") == [english, ceremony(title, "2026-02-10") | {"inLanguage": "nl"}]


def test_a_signing_online_is_no_event(gaps):
    assert said_of(gaps, "2026-03-10-online") == [news("2026-03-10-online", "E ondertekent Charter", "2026-03-10T00:00:00+01:00", [("e", "E")])]


def test_who_left_has_the_name_of_today_and_no_seat_that_nobody_knows(gaps):
    def profile(id_: str) -> list[Node]:
        return without_trail(linked(gaps.output / "ondertekenaars" / id_ / "index.html"))

    url = f"{HERE}/ondertekenaars/"
    assert profile("a") == [{"@type": "Organization", "name": "A Nieuw", "alternateName": ["Groep A"], "url": f"{url}a/"}]
    assert profile("b") == [{"@type": "Organization", "name": "Groep B", "url": f"{url}b/"}]
    assert profile("d") == [{"@type": "Organization", "name": "</script> & D", "url": f"{url}d/", "sameAs": "https://www.example.org/?a=1&b=2",
                             "address": {"@type": "PostalAddress", "addressLocality": "Ede"}}]
    assert linked(gaps.output / "index.html") == [BUREAU]


def test_a_preview_says_what_will_be_true(gaps):
    slug = "2026-04-10-later"
    assert not (gaps.output / "nieuws" / slug).exists()
    assert said_of(gaps, slug, "preview") == [
        news(slug, "F ondertekent Charter", "2999-04-10T10:00:00+02:00", [("f", "F")]), ceremony("F ondertekent Charter", "2026-04-10")]


def test_one_rule_escapes_all_that_could_end_a_block():
    signs = "</script><!--<script>&amp;\u2028\u2029\"\\"
    assert written([{"name": signs}]) == (
        '{"@context":"https://schema.org","@graph":[{"name":"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u0026amp;\\u2028\\u2029\\"\\\\"}]}')
