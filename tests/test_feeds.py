"""The feeds as readers get them: they parse, keep their ids, and lose no sign, no attribute and no secret."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
import yaml
from lxml import etree, html
from PIL import Image

from conftest import BASE_URL, ROOT
from trees import Project, built_project, project

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SECTORS = ("bouw", "cultuur", "groen", "horeca", "ict", "industrie", "onderwijs", "overheid", "vervoer", "zakelijk", "zorg")
DIMENSIONS = ("arbeidsvermogen", "etnisch-cultureel", "gender", "leeftijd", "lhbti")
FEEDS = (
    *(f"feeds/{name}" for name in ("nieuws", "mailing", "ondertekenaars", "wijzigingen")),
    *(f"feeds/dimensie/{code}" for code in DIMENSIONS), *(f"feeds/sector/{code}" for code in SECTORS),
    *(f"en/feeds/{name}" for name in ("news", "mailing", "signatories", "changes")),
    *(f"en/feeds/dimension/{code}" for code in DIMENSIONS), *(f"en/feeds/sector/{code}" for code in SECTORS),
)
each_feed = pytest.mark.parametrize("feed", FEEDS)


def urn(name: str) -> str:
    """The id of the design: version 5 in one fixed namespace."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, "ondertekend.example.org"), name).urn


def lang_of(feed: str) -> str:
    return "en" if feed.startswith("en/") else "nl"


def rss(site: Path, feed: str) -> etree._Element:
    return etree.parse(site / f"{feed}.rss").getroot()[0]


def atom(site: Path, feed: str) -> etree._Element:
    return etree.parse(site / f"{feed}.atom").getroot()


def json_feed(site: Path, feed: str) -> dict:
    return json.loads((site / f"{feed}.json").read_text("utf-8"))


def ids(site: Path, feed: str) -> list[str]:
    """The ids of a feed's entries, which must be the same in its three formats."""
    found = [[item.findtext("guid") for item in rss(site, feed).findall("item")],
             [entry.findtext(f"{ATOM}id") for entry in atom(site, feed).findall(f"{ATOM}entry")],
             [item["id"] for item in json_feed(site, feed)["items"]]]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_these_are_all_feeds(demo_site):
    there = {path.relative_to(demo_site).as_posix() for path in demo_site.rglob("feeds/**/*") if path.is_file()}
    assert there == {f"{feed}.{form}" for feed in FEEDS for form in ("rss", "atom", "json")}


@each_feed
def test_a_reader_understands_it(demo_site, feed):
    """RSS and Atom parse without complaint, and say the same."""
    one, other = (feedparser.parse((demo_site / f"{feed}.{form}").read_bytes()) for form in ("rss", "atom"))
    assert (one.bozo, other.bozo, one.version, other.version) == (False, False, "rss20", "atom10")
    assert one.feed.title == other.feed.title
    assert one.feed.language == lang_of(feed)
    assert [(e.title, e.link, e.published_parsed, e.summary) for e in one.entries] == [
        (e.title, e.link, e.published_parsed, e.summary) for e in other.entries]
    assert [e.content[0].value for e in one.entries] == [e.content[0].value for e in other.entries]
    newest_first = sorted((e.published_parsed for e in one.entries), reverse=True)
    assert [e.published_parsed for e in one.entries] == newest_first
    assert len(newest_first) > 0


@each_feed
def test_the_json_says_the_same_as_the_atom(demo_site, feed):
    made, entries = json_feed(demo_site, feed), atom(demo_site, feed).findall(f"{ATOM}entry")
    assert list(made) == ["version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"]
    assert (made["version"], made["feed_url"]) == ("https://jsonfeed.org/version/1.1", f"{BASE_URL}/{feed}.json")
    assert [(i["id"], i["url"], i["title"], i["summary"], i["content_html"], i["date_published"], i["date_modified"])
            for i in made["items"]] == [
        (e.findtext(f"{ATOM}id"), e.find(f"{ATOM}link[@rel='alternate']").get("href"),
         *(e.findtext(f"{ATOM}{name}") for name in ("title", "summary", "content", "published", "updated"))) for e in entries]
    assert {i["language"] for i in made["items"]} == {lang_of(feed)}


def test_ids_follow_from_names_that_never_change(demo_site):
    """Newest first; those of one ceremony in order of signing."""
    batches = [urn(f"batch:{slug}") for slug in ("2026-09-03-leeuwarden", "2026-06-09-zwolle", "2026-03-12-utrecht")]
    news = [*batches[:2], urn("page:nieuws/handreiking-plan-van-aanpak.md"), batches[2]]
    signed = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "signatories").glob("*/batch.yaml"), reverse=True)]
    signatories = [urn(f"signatory:{s['id']}") for batch in signed for s in batch["signatories"]]
    changes = [urn("change:2026-10-01:pixelpolder-software:renamed"), urn("change:2026-08-24:thuis-in-sprookjeswijk:details")]
    for dutch, english, expected in (("nieuws", "news", news), ("mailing", "mailing", batches),
                                     ("ondertekenaars", "signatories", signatories), ("wijzigingen", "changes", changes)):
        assert ids(demo_site, f"feeds/{dutch}") == expected
        assert ids(demo_site, f"en/feeds/{english}") == expected
    assert ids(demo_site, "feeds/sector/cultuur") == [urn(f"signatory:{id_}") for id_ in (
        "ergens", "theatergroep-linventee", "alsof-makers", "s-luchtenburgs-stadsmuseum")]
    # Spelled out once: these are in people's readers.
    assert batches[2] == "urn:uuid:8bca942a-e735-5970-9863-1ef79de4900a"


def test_no_two_feeds_have_one_id(demo_site):
    found = [atom(demo_site, feed).findtext(f"{ATOM}id") for feed in FEEDS]
    assert len(set(found)) == len(FEEDS)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", id_) for id_ in found)


def test_another_address_leaves_every_id_alone(tmp_path, demo_site):
    """A move to another host makes nothing unread; every link does move."""
    site = built_project(tmp_path, demo_site)
    assert site.build("--base-url", "https://elders.example.org/charter").code == 0
    for feed in FEEDS:
        assert ids(site.output, feed) == ids(demo_site, feed)
        assert atom(site.output, feed).findtext(f"{ATOM}id") == atom(demo_site, feed).findtext(f"{ATOM}id")
    assert {entry.find(f"{ATOM}link").get("href").rpartition("/nieuws/")[0] for entry in atom(site.output, "feeds/nieuws").iter(f"{ATOM}entry")} == {
        "https://elders.example.org/charter"}


@each_feed
def test_links_have_all_their_attributes(demo_site, feed):
    """What feedgen 1.0 loses: rel, type, hreflang and length of links; RSS says where it lives itself."""
    lang, root = lang_of(feed), atom(demo_site, feed)
    home = json_feed(demo_site, feed)["home_page_url"]
    assert [dict(link.attrib) for link in root.findall(f"{ATOM}link")] == [
        {"href": f"{BASE_URL}/{feed}.atom", "rel": "self", "type": "application/atom+xml", "hreflang": lang},
        {"href": home, "rel": "alternate", "type": "text/html", "hreflang": lang}]
    assert (demo_site / home.removeprefix(f"{BASE_URL}/") / "index.html").is_file()
    channel = rss(demo_site, feed)
    assert channel.findtext("link") == home
    assert {"href": f"{BASE_URL}/{feed}.rss", "rel": "self", "type": "application/rss+xml", "hreflang": lang} in [
        dict(link.attrib) for link in channel.findall(f"{ATOM}link")]
    for entry, item, made in zip(root.findall(f"{ATOM}entry"), channel.findall("item"), json_feed(demo_site, feed)["items"], strict=True):
        links = [dict(link.attrib) for link in entry.findall(f"{ATOM}link")]
        assert links[0] == {"href": made["url"], "rel": "alternate", "type": "text/html", "hreflang": lang}
        assert item.find("guid").get("isPermaLink") == "false"
        enclosures = item.findall("enclosure")
        assert links[1:] == [{"rel": "enclosure", "type": e.get("type"), "href": e.get("url"), "length": e.get("length")} for e in enclosures]
        assert [(e.get("url"), int(e.get("length"))) for e in enclosures] == [
            (a["url"], a["size_in_bytes"]) for a in made.get("attachments", [])]


def width_of(site: Path, enclosure) -> int:
    with Image.open(site / enclosure.get("url").removeprefix(f"{BASE_URL}/")) as image:
        return image.width


def test_photos_are_the_files_that_are_there(demo_site):
    """Address, type and length of the enclosure; size, description and photographer in Media RSS, in both formats."""
    for feed in ("feeds/nieuws", "en/feeds/news", "feeds/mailing", "en/feeds/mailing"):
        found = list(rss(demo_site, feed).iter("enclosure"))
        assert len(found) == 3
        for e in found:
            file = demo_site / e.get("url").removeprefix(f"{BASE_URL}/")
            assert (e.get("type"), int(e.get("length")), file.suffix) == ("image/jpeg", file.stat().st_size, ".jpg")
        media = [dict(m.attrib) | {child.tag.removeprefix(MEDIA): child.text for child in m} for m in rss(demo_site, feed).iter(f"{MEDIA}content")]
        assert media == [dict(m.attrib) | {child.tag.removeprefix(MEDIA): child.text for child in m}
                         for m in atom(demo_site, feed).iter(f"{MEDIA}content")]
        assert [(m["url"], m["fileSize"], m["width"], m["credit"]) for m in media] == [
            (e.get("url"), e.get("length"), str(width_of(demo_site, e)), "Demotekening Ondertekend") for e in found]
        assert {re.sub(r".*/", "", e.get("url")) for e in found} == ({"mail-1200.jpg", "mail-600.jpg"} if "mailing" in feed else {"photo-960.jpg"})
    words = {m.findtext(f"{MEDIA}description") for m in rss(demo_site, "en/feeds/news").iter(f"{MEDIA}content")}
    assert "Drawing of someone signing the charter at a kitchen table, with maps on the wall." in words


def test_dates_have_the_zone_of_the_programme(demo_site):
    """Winter and summer time; updated only after a correction, or for a profile after a change."""
    news = {e.findtext(f"{ATOM}id"): (e.findtext(f"{ATOM}published"), e.findtext(f"{ATOM}updated")) for e in atom(demo_site, "feeds/nieuws").iter(f"{ATOM}entry")}
    assert news == {
        urn("batch:2026-09-03-leeuwarden"): ("2026-09-03T00:00:00+02:00",) * 2,
        urn("batch:2026-06-09-zwolle"): ("2026-06-10T09:00:00+02:00",) * 2,
        urn("page:nieuws/handreiking-plan-van-aanpak.md"): ("2026-05-20T00:00:00+02:00",) * 2,
        urn("batch:2026-03-12-utrecht"): ("2026-03-12T16:00:00+01:00", "2026-03-14T09:00:00+01:00")}
    assert [item.findtext("pubDate") for item in rss(demo_site, "feeds/nieuws").iter("item")] == [
        "Thu, 03 Sep 2026 00:00:00 +0200", "Wed, 10 Jun 2026 09:00:00 +0200", "Wed, 20 May 2026 00:00:00 +0200",
        "Thu, 12 Mar 2026 16:00:00 +0100"]
    renamed = next(e for e in atom(demo_site, "feeds/ondertekenaars").iter(f"{ATOM}entry") if e.findtext(f"{ATOM}title") == "Pixelpolder")
    assert renamed.findtext(f"{ATOM}updated") == "2026-10-01T00:00:00+02:00"
    for feed in FEEDS:
        updated = [datetime.fromisoformat(e.findtext(f"{ATOM}updated")) for e in atom(demo_site, feed).iter(f"{ATOM}entry")]
        assert all(moment.tzinfo for moment in updated)
        assert datetime.fromisoformat(atom(demo_site, feed).findtext(f"{ATOM}updated")) == max(updated)


def people(value: object) -> Iterator[str]:
    """Every person in a record: who signs, leads, speaks, or stands on a photo."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in ("signed_by", "led_by", "people", "by"):
                yield from (person["name"] for person in (inside if isinstance(inside, list) else [inside]))
            yield from people(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from people(inside)


def test_feeds_of_a_dimension_or_a_sector_name_no_person_and_show_nobody(demo_site):
    """Nor does the feed of all signatories; and a sector's feed says no dimension."""
    records = [yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "signatories").glob("*/batch.yaml")]
    names = {name for record in records for name in people(record)}
    assert len(names) == 18
    of_signatories = [feed for feed in FEEDS if "/dimensi" in feed or "/sector/" in feed or feed.endswith(("/ondertekenaars", "/signatories"))]
    assert len(of_signatories) == 34
    for feed in of_signatories:
        for form in ("rss", "atom", "json"):
            text = (demo_site / f"{feed}.{form}").read_text("utf-8")
            assert [name for name in names if name in text] == []
            assert not re.search(r"enclosure|media:|<img|&lt;img|attachments", text)
    labels = {term["label"][lang] for term in yaml.safe_load((ROOT / "signatories/charter.yaml").read_text("utf-8"))["dimensions"] for lang in ("nl", "en")}
    for feed in of_signatories:
        if "/dimensi" not in feed:
            assert [label for label in labels if label in (demo_site / f"{feed}.json").read_text("utf-8")] == []


# Texts that break naive code

NASTY = """Zorg & Co <b>"vet"</b> 'n ]]> é😀 &amp; \\o/ %s {x}"""
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
    assert {item.findtext("description"), entry.findtext(f"{ATOM}summary"), made["summary"]} == {lead}
    for node in (item, entry):
        assert next(node.iter(f"{MEDIA}description")).text == NASTY
    bodies = {item.findtext(CONTENT), entry.findtext(f"{ATOM}content"), made["content_html"]}
    assert len(bodies) == 1
    body = html.fragment_fromstring(bodies.pop(), create_parent=True)
    assert (body.xpath("//img/@alt"), lead in body.text_content()) == ([NASTY], True)
    if "mailing" not in feed:
        assert body.xpath("//a/@title") == ["een ]]> titel & <meer>"] * 2
        rows = [" ".join(li.text_content().split()) for li in body.xpath("//li")]
        assert rows == [f"{NASTY} {n}, {NASTY}" if n else f"{NASTY} 0, {NASTY}" for n in range(60)]


def test_a_feed_holds_the_newest_fifty(nasty):
    """Of sixty that signed at one moment: the first fifty in order of signing."""
    for feed in ("feeds/ondertekenaars", "feeds/sector/zorg", "en/feeds/dimension/gender"):
        assert ids(nasty.output, feed) == [urn(f"signatory:nr-{n}") for n in range(50)]


def test_names_and_places_of_signatories_survive(nasty):
    made = json_feed(nasty.output, "feeds/ondertekenaars")["items"][1]
    assert made["title"] == f"{NASTY} 1"
    text = f"{NASTY} 1 ({NASTY}, Zorg & <meer> ]]>): ondertekend op 12 maart 2026."
    assert (made["summary"], html.fragment_fromstring(made["content_html"]).text_content()) == (text, text)
    [change] = rss(nasty.output, "feeds/wijzigingen").findall("item")
    assert change.findtext("title") == f"{NASTY} heeft een nieuwe naam"
    assert rss(nasty.output, "feeds/sector/zorg").findtext("title") == "Charter & <Co> ]]>: Zorg & <meer> ]]>"
    assert atom(nasty.output, "feeds/nieuws").findtext(f"{ATOM}author/{ATOM}name") == 'Bureau "&" <Zonen> ]]>'
