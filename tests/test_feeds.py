"""The feeds as readers get them: they parse, keep their ids, and lose no sign, no attribute and no secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
import yaml
from lxml import html
from PIL import Image

from conftest import BASE_URL, ROOT
from feed_reading import ATOM, CONTENT, FEEDS, FORMS, MEDIA, atom, entries, ids, json_feed, lang_of, rss, urn
from trees import built_project

each_feed = pytest.mark.parametrize("feed", FEEDS)


def test_these_are_all_feeds(demo_site):
    there = {path.relative_to(demo_site).as_posix() for path in demo_site.rglob("feeds/**/*") if path.is_file()}
    assert there == {"feeds/kalender.ics", *(f"{feed}.{form}" for feed in FEEDS for form in FORMS)}


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
    made, found = json_feed(demo_site, feed), entries(demo_site, feed)
    assert list(made) == ["version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"]
    assert (made["version"], made["feed_url"]) == ("https://jsonfeed.org/version/1.1", f"{BASE_URL}/{feed}.json")
    assert [(i["id"], i["url"], i["title"], i["summary"], i["content_html"], i["date_published"], i["date_modified"])
            for i in made["items"]] == [
        (e.findtext(f"{ATOM}id"), e.find(f"{ATOM}link[@rel='alternate']").get("href"),
         *(e.findtext(f"{ATOM}{name}") for name in ("title", "summary", "content", "published", "updated"))) for e in found]
    assert [i.get("tags", []) for i in made["items"]] == [[c.get("label") for c in e.findall(f"{ATOM}category")] for e in found]
    assert [i.get("tags", []) for i in made["items"]] == [[c.text for c in item.findall("category")] for item in rss(demo_site, feed).findall("item")]
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
    """rel, type, hreflang and length of links; RSS says where it lives itself."""
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


def newsletter_picture(item) -> tuple[str, int, int]:
    """What a mailing tool such as Mailchimp takes of an item of RSS: media:content of the kind image, else the enclosure, else the first picture in it."""
    for media in item.findall(f"{MEDIA}content"):
        if media.get("medium") == "image":
            return media.get("url"), int(media.get("width")), int(media.get("height"))
    for enclosure in item.findall("enclosure"):
        return enclosure.get("url"), 0, 0
    image = html.fromstring(f"<div>{item.findtext(CONTENT)}</div>").find(".//img")
    return image.get("src"), int(image.get("width")), int(image.get("height"))


@pytest.mark.parametrize("feed", ["feeds/nieuws", "en/feeds/news", "feeds/mailing", "en/feeds/mailing"])
@pytest.mark.parametrize("without", [(), ("media",), ("media", "enclosure")], ids=["media", "enclosure", "img"])
def test_a_mailing_tool_finds_a_picture(demo_site, feed, without):
    """A JPEG at a whole address that is there, as large as is said, and wide enough for the 600 pixels of a newsletter."""
    batches = {urn(f"batch:{path.parent.name}") for path in (ROOT / "signatories").glob("*/batch.yaml")}
    items = [item for item in rss(demo_site, feed).findall("item") if item.findtext("guid") in batches]
    assert len(items) == 3
    for item in items:
        for name in without:
            for found in item.findall(f"{MEDIA}content" if name == "media" else name):
                item.remove(found)
        url, width, height = newsletter_picture(item)
        assert url.startswith(f"{BASE_URL}/images/")
        with Image.open(demo_site / url.removeprefix(f"{BASE_URL}/")) as image:
            assert (image.format, image.width >= 600) == ("JPEG", True)
            # A block shows its picture at half the size, for sharp screens.
            assert width == 0 or "mailing" in feed or (width, height) == image.size


FOUND_BY = {
    "index.html": ("nieuws",), "nieuws/2026-03-12-utrecht/index.html": ("nieuws",), "kit/2026-03-12-utrecht/index.html": ("nieuws", "mailing"),
    "ondertekenaars/index.html": ("nieuws", "ondertekenaars", "wijzigingen"), "ondertekenaars/ergens/index.html": ("nieuws", "ondertekenaars", "wijzigingen"),
    "ondertekenaars/sector/zorg/index.html": ("nieuws", "ondertekenaars", "wijzigingen", "sector/zorg"),
    "ondertekenaars/dimensie/gender/index.html": ("nieuws", "ondertekenaars", "wijzigingen", "dimensie/gender"),
    "volgen/index.html": ("nieuws", "ondertekenaars", "wijzigingen", "mailing"), "contact/index.html": ("nieuws",),
}
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@pytest.mark.parametrize("page", FOUND_BY)
def test_programs_find_the_feeds_that_fit_a_page(demo_site, page):
    """Each in three formats, with a title that tells it from the others."""
    links = html.parse(demo_site / page).xpath("//head/link[@rel='alternate' and @type and not(@type='text/calendar')]")
    assert [(link.get("href"), link.get("type")) for link in links] == [
        (f"/feeds/{feed}.{form}", TYPES[form]) for feed in FOUND_BY[page] for form in FORMS]
    titles = [link.get("title") for link in links]
    assert len(set(titles)) == len(titles)
