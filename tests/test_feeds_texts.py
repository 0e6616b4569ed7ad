"""Texts that break naive code, and a site that moves: nothing a record says is lost in any format, and no id changes."""

from __future__ import annotations

import html
import json
import shutil

import feedparser
import pytest
from lxml.html import fragment_fromstring

from conftest import ROOT
from feed_reading import ATOM, CONTENT, MEDIA, atom, ids, json_feed, rss, urn
from trees import Project, project

NASTY = """Zorg & Co <b>"vet"</b> 'n ]]> é😀 &amp; \\o/ %s {x} “q” ‘r’ 👩‍👩‍👧 שלום العربية"""
CHARTER = """
name: {nl: 'Charter & <Co> ]]>', en: 'Charter ]]> & <Co>'}
publisher: {name: 'Bureau "&" <Zonen> ]]>'}
dimensions: [{code: gender, label: {nl: 'Gender & <meer> ]]>', en: 'Gender'}}]
sectors: [{code: zorg, label: {nl: 'Zorg & <meer> ]]>', en: 'Care'}}]
"""


@pytest.fixture(scope="module")
def nasty(tmp_path_factory, demo_site) -> Project:
    """One ceremony of sixty with NASTY in every text that a feed shows, and a photo."""
    site = project(tmp_path_factory.mktemp("nasty"), demo_site, records=None)
    shutil.rmtree(site.root / "content")
    folder = site.records / "2026-03-12-utrecht"
    folder.mkdir(parents=True)
    (site.root / "content").mkdir()
    shutil.copy(ROOT / "signatories/2026-03-12-utrecht/groep.jpg", folder)
    both = {"nl": NASTY, "en": NASTY}
    long = 'Tekst ]]> & \\<b> 😀 met [een link](https://example.org/?a=1&b=2 "een ]]> titel & \\<meer>").'
    batch = {
        "date": "2026-03-12", "place": NASTY, "title": both, "lead": {"nl": long, "en": long}, "body": {"nl": long, "en": long},
        "photos": [{"file": "groep.jpg", "credit": "Demotekening Ondertekend", "people": [], "alt": both}],
        "signatories": [{"id": f"nr-{n}", "name": f"{NASTY} {n}", "seat": NASTY, "sector": "zorg", "dimensions": ["gender"]} for n in range(60)]}
    (site.records / "charter.yaml").write_text(CHARTER, "utf-8")
    (folder / "batch.yaml").write_text(json.dumps(batch, ensure_ascii=False), "utf-8")      # YAML too
    (site.records / "changes.yaml").write_text(f"- {{date: 2026-03-13, id: nr-0, renamed: {{name: {json.dumps(NASTY, ensure_ascii=False)}}}}}\n", "utf-8")
    site.built()
    return site


@pytest.mark.parametrize("feed", ["feeds/nieuws", "en/feeds/news", "feeds/mailing", "en/feeds/mailing"])
def test_no_sign_of_a_text_is_lost(nasty, feed):
    """&, <, >, ]]>, quotes, accents and emoji come out as they went in, in title, summary, HTML, place and photo."""
    for form in ("rss", "atom"):
        assert feedparser.parse((nasty.output / f"{feed}.{form}").read_bytes()).bozo is False
    item, entry, made = next(rss(nasty.output, feed).iter("item")), next(atom(nasty.output, feed).iter(f"{ATOM}entry")), json_feed(nasty.output, feed)["items"][0]
    assert {item.findtext("title"), entry.findtext(f"{ATOM}title"), made["title"]} == {NASTY}
    lead = "Tekst ]]> & <b> 😀 met een link."
    assert {html.unescape(item.findtext("description")), entry.findtext(f"{ATOM}summary"), made["summary"]} == {lead}
    for node in (item, entry):
        assert next(node.iter(f"{MEDIA}description")).text == NASTY
    bodies = {item.findtext(CONTENT), entry.findtext(f"{ATOM}content"), made["content_html"]}
    assert len(bodies) == 1
    body = fragment_fromstring(bodies.pop(), create_parent=True)
    assert (body.xpath("//img/@alt"), lead in body.text_content()) == ([NASTY], True)
    if "mailing" not in feed:
        assert body.xpath("//a/@title") == ["een ]]> titel & <meer>"] * 2
        rows = [" ".join(li.text_content().split()) for li in body.xpath("//li")]
        assert rows == [f"{NASTY} {n}, {NASTY}, {'Care' if feed.startswith('en/') else 'Zorg & <meer> ]]>'}" for n in range(60)]


def test_a_feed_holds_the_newest_fifty(nasty):
    """Of sixty that signed at one moment: the first fifty in order of signing."""
    for feed in ("feeds/ondertekenaars", "feeds/sector/zorg", "en/feeds/dimension/gender"):
        assert ids(nasty.output, feed) == [urn(f"signatory:nr-{n}") for n in range(50)]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_reader_has_every_name_and_text_as_they_are_in_the_record(nasty, form):
    """Sign for sign, by feedparser; a description in RSS is HTML."""
    def read(feed: str) -> list:
        return feedparser.parse((nasty.output / f"{feed}.{form}").read_bytes()).entries

    as_text = html.unescape if form == "rss" else str
    for feed, sector, signed, first in (("feeds/ondertekenaars", "Zorg & <meer> ]]>", "ondertekend op 12 maart 2026", " als "),
                                        ("en/feeds/signatories", "Care", "signed on 12 March 2026", " as ")):
        names = [NASTY, *(f"{NASTY} {n}" for n in range(1, 50))]
        ends = [f"{first}{NASTY} 0.", *["."] * 49]
        assert [(e.title, as_text(e.summary), [tag.label or tag.term for tag in e.tags]) for e in read(feed)] == [
            (name, f"{name} ({NASTY}, {sector}): {signed}{end}", [sector]) for name, end in zip(names, ends, strict=True)]
    [news] = read("feeds/nieuws")
    assert (news.title, as_text(news.summary)) == (NASTY, "Tekst ]]> & <b> 😀 met een link.")
    assert [(media["url"], media["width"]) for media in news.media_content] == [(news.enclosures[0]["href"], "960")]


def test_names_and_places_of_signatories_survive(nasty):
    made = json_feed(nasty.output, "feeds/ondertekenaars")["items"][1]
    assert made["title"] == f"{NASTY} 1"
    text = f"{NASTY} 1 ({NASTY}, Zorg & <meer> ]]>): ondertekend op 12 maart 2026."
    assert (made["summary"], fragment_fromstring(made["content_html"]).text_content()) == (text, text)
    [change] = rss(nasty.output, "feeds/wijzigingen").findall("item")
    assert change.findtext("title") == f"{NASTY} 0 heet nu {NASTY}"
    assert rss(nasty.output, "feeds/sector/zorg").findtext("title") == "Charter & <Co> ]]>: Zorg & <meer> ]]>"
    assert atom(nasty.output, "feeds/nieuws").findtext(f"{ATOM}author/{ATOM}name") == 'Bureau "&" <Zonen> ]]>'
