"""Ways through the site: how to follow it, from each list to what crosses it, and what stands at the foot of every page."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import html

from charter.model.programme import Programme, Publisher
from charter.model.types import Text
from charter.views.site import Link, helpdesk_link
from conftest import ROOT


def persons(records: Path) -> set[str]:
    """Everybody that a record names: signers, speakers, hosts, and who is on a photo."""
    found = set()

    def look(value: object, field: str = "") -> None:
        for key, inside in value.items() if isinstance(value, dict) else [(field, one) for one in value] if isinstance(value, list) else []:
            if key == "name" and field in ("signed_by", "people", "by", "led_by"):
                found.add(inside)
            look(inside, key)

    for path in records.glob("*/batch.yaml"):
        look(yaml.safe_load(path.read_text("utf-8")))
    return found


def main(site: Path, page: str) -> html.HtmlElement:
    return html.parse(site / page / "index.html").find(".//main")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def links(element: html.HtmlElement) -> list[tuple[str, str]]:
    return [(words(a), a.get("href")) for a in element.xpath(".//a[@href]")]


@pytest.mark.parametrize(("page", "feeds", "first"), [
    ("volgen", "feeds", [("Nieuws als RSS", "/feeds/nieuws.rss"), ("Nieuws als Atom", "/feeds/nieuws.atom"), ("Nieuws als JSON Feed", "/feeds/nieuws.json"),
                         ("Ondertekenaars als RSS", "/feeds/ondertekenaars.rss")]),
    ("en/follow", "en/feeds", [("News as RSS", "/en/feeds/news.rss"), ("News as Atom", "/en/feeds/news.atom"), ("News as JSON Feed", "/en/feeds/news.json"),
                               ("Signatories as RSS", "/en/feeds/signatories.rss")])])
def test_the_page_about_following_names_every_feed(demo_site, page, feeds, first):
    """Each file of a feed once, every one in the language of the page but the calendar, which has both; and the newsletter."""
    shown = main(demo_site, page)
    found = [(text, url) for text, url in links(shown) if "/feeds/" in url]
    made = {f"/{path.relative_to(demo_site).as_posix()}" for path in (demo_site / feeds).rglob("*.*")} | {"/feeds/kalender.ics"}
    assert (found[:4], sorted(url for _, url in found)) == (first, sorted(made))
    assert len({text for text, _ in found}) == len(found)
    assert "https://www.example.org/nieuwsbrief" in [url for _, url in links(shown)]


def test_nobody_is_sent_to_a_raw_feed(demo_site):
    """A click leads to the page about following; only that page links to the files."""
    sending = {path.parent.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html")
               if html.parse(path).xpath("//body//a[contains(@href, '/feeds/')]")}
    assert sending == {"volgen", "en/follow"}


def test_a_list_leads_to_its_own_feed(demo_site):
    assert ("Volg nieuwe ondertekenaars in deze lijst", "/volgen/#sector-zorg") in links(main(demo_site, "ondertekenaars/sector/zorg"))
    assert main(demo_site, "volgen").get_element_by_id("sector-zorg").xpath("string(p)").strip() == "Zorg en welzijn"


@pytest.mark.parametrize(("page", "heading", "crossed"), [
    ("ondertekenaars/sector/zorg", "Kies ook een dimensie", [
        ("Etnisch-cultureel", "/ondertekenaars/dimensie/etnisch-cultureel/sector/zorg/"), ("Arbeidsvermogen", "/ondertekenaars/dimensie/arbeidsvermogen/sector/zorg/"),
        ("LHBTI+", "/ondertekenaars/dimensie/lhbti/sector/zorg/"), ("Leeftijd", "/ondertekenaars/dimensie/leeftijd/sector/zorg/")]),
    ("en/signatories/dimension/lhbti", "In one sector", [
        ("Health and social care", "/en/signatories/dimension/lhbti/sector/zorg/"), ("Education and research", "/en/signatories/dimension/lhbti/sector/onderwijs/"),
        ("Culture and media", "/en/signatories/dimension/lhbti/sector/cultuur/"), ("Business services", "/en/signatories/dimension/lhbti/sector/zakelijk/")]),
    ("ondertekenaars/dimensie/lhbti/sector/zorg", "Deze twee apart", [
        ("LHBTI+", "/ondertekenaars/dimensie/lhbti/"), ("Zorg en welzijn", "/ondertekenaars/sector/zorg/")]),
], ids=["sector", "dimension", "both"])
def test_lists_cross(demo_site, page, heading, crossed):
    """From a dimension or a sector to both together, and back."""
    section = main(demo_site, page).xpath(".//section[h2]")[0]
    assert (words(section.find("h2")), links(section)) == (heading, crossed)


@pytest.mark.parametrize(("page", "sentence"), [
    ("ondertekenaars/dimensie/lhbti", "5 ondertekenaars werken aan de dimensie LHBTI+."),
    ("ondertekenaars/dimensie/lhbti/sector/zorg", "1 ondertekenaar uit de sector Zorg en welzijn werkt aan de dimensie LHBTI+."),
    ("en/signatories/year/2026", "16 organisations signed in 2026."), ("ondertekenaars/plaats/utrecht", "2 ondertekenaars zijn gevestigd in Utrecht.")])
def test_a_list_says_what_it_lists(demo_site, page, sentence):
    assert sentence in [words(p) for p in main(demo_site, page).iter("p")]


def test_no_list_of_a_dimension_shows_a_person_or_a_photo(demo_site):
    """Links, in all of them, lead to signatories, lists and the page about following; there is no picture at all."""
    pages = [page for folder in ("ondertekenaars/dimensie", "en/signatories/dimension") for page in sorted((demo_site / folder).rglob("index.html"))]
    assert len(pages) == 68
    people = persons(ROOT / "signatories")
    assert len(people) == 18
    for page in pages:
        shown = html.parse(page).find(".//main")
        assert [name for name in people if name in words(shown)] == []
        assert shown.xpath(".//img | .//picture | .//figure") == []
        assert {url.split("/")[1 + url.startswith("/en/")] for _, url in links(shown)} == (
            {"signatories", "follow"} if page.is_relative_to(demo_site / "en") else {"ondertekenaars", "volgen"}) - (
            {"follow", "volgen"} if "sector" in page.parts else set())


def test_the_foot_of_every_page(demo_site):
    """What charter.yaml says of the publisher: helpdesk, knowledge base and the register, and never a statement of our own."""
    for page, expected in (("toegankelijkheid", [("Zoek in de kennisbank", "https://www.example.org/kennisbank"),
                                                 ("Toegankelijkheidsverklaring in het officiële register", "https://www.example.org/toegankelijkheidsregister"),
                                                 ("Vraag het aan de helpdesk", "https://www.example.org/helpdesk")]),
                           ("en/contact", [("Accessibility statement in the official register", "https://www.example.org/toegankelijkheidsregister")])):
        foot = html.parse(demo_site / page / "index.html").find(".//footer")
        assert [link for link in expected if link not in links(foot)] == []


@pytest.mark.parametrize(("text", "url"), [
    ("https://www.example.org/help", "https://www.example.org/help"), ("help@example.org", "mailto:help@example.org"),
    ("bel 088 000 00 00", None), ("javascript:alert(1)", None), ("javascript:alert(1)@example.org", None)])
def test_where_the_helpdesk_is(text, url):
    """An address becomes a link; any other words stay words."""
    assert helpdesk_link(Programme(name=Text(nl="C"), publisher=Publisher(name="U", helpdesk=text))) == Link(text, url)
    assert helpdesk_link(Programme(name=Text(nl="C"), publisher=Publisher(name="U"))) is None
