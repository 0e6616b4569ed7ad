"""A feed as RSS 2.0, Atom or JSON Feed 1.1; feedgen behind one wrapper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from charter.views.block import Enclosure
from charter.views.site import Image, Jpeg

MEDIA = "http://search.yahoo.com/mrss/"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; addresses absolute, moments with a zone."""

    id: str
    url: str
    title: str
    html: str
    text: str
    published: datetime
    updated: datetime
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written down. `files` is its address by format; `home` the page it belongs to."""

    id: str
    title: str
    description: str
    lang: str
    author: str
    home: str
    files: dict[str, str]
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """The last real change of any item."""
        return max((item.updated for item in self.items), default=datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC")))


def _generator(feed: Feed, own: str) -> Any:
    """A feedgen feed with what RSS and Atom share. `link` order matters: RSS takes the last as the channel's link."""
    from feedgen.feed import (
        FeedGenerator,  # lxml costs 30 ms; a build in which no feed changed needs none of it
    )
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.description)
    made.description(feed.description)
    made.language(feed.lang)
    made.author({"name": feed.author})
    made.generator("Ondertekend")
    made.link(href=own, rel="self")
    made.link(href=feed.home, rel="alternate")
    made.updated(feed.updated)
    made.lastBuildDate(feed.updated)
    return made


def rss(feed: Feed) -> bytes:
    """RSS 2.0 with content:encoded, an enclosure and media:content for the photo."""
    made = _generator(feed, feed.files["rss"])
    for item in feed.items:
        entry = made.add_entry(order="append")
        entry.guid(item.id, permalink=False)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.description(item.text)
        entry.content(item.html, type="CDATA")
        entry.pubDate(item.published)
        if item.enclosure:
            entry.enclosure(item.enclosure.url, str(item.enclosure.jpeg.bytes), "image/jpeg")
    return _finish(made.rss_str(pretty=False), feed, "rss")


def atom(feed: Feed) -> bytes:
    """Atom; the link attributes that feedgen loses are written afterwards."""
    made = _generator(feed, feed.files["atom"])
    for item in feed.items:
        entry = made.add_entry(order="append")
        entry.id(item.id)
        entry.title(item.title)
        entry.link(href=item.url, rel="alternate")
        entry.summary(item.text)
        entry.content(item.html, type="html")
        entry.published(item.published)
        entry.updated(item.updated)
    return _finish(made.atom_str(pretty=False), feed, "atom")


def _finish(data: bytes, feed: Feed, form: str) -> bytes:
    """Adds what feedgen 1.0 drops or gets wrong: links' type, hreflang and length, and the photo.

    feedgen's entry links lose every attribute but href (a shadowed loop variable), and its enclosures in Atom have no rel.
    """
    from lxml import etree
    root = etree.fromstring(data)
    top = root if form == "atom" else root[0]
    for link in top.findall(f"{ATOM}link"):
        link.attrib.update({"type": f"application/{form}+xml" if link.get("rel") == "self" else "text/html", "hreflang": feed.lang})
    nodes = root.iter(f"{ATOM}entry" if form == "atom" else "item")
    for node, item in zip(nodes, feed.items, strict=True):
        for link in node.findall(f"{ATOM}link"):
            link.attrib.update({"rel": "alternate", "type": "text/html", "hreflang": feed.lang})
        if item.enclosure:
            if form == "atom":
                etree.SubElement(node, f"{ATOM}link", rel="enclosure", type="image/jpeg", href=item.enclosure.url,
                                 length=str(item.enclosure.jpeg.bytes))
            _add_photo(etree, node, *item.enclosure)
    etree.cleanup_namespaces(root, top_nsmap={"media": MEDIA}, keep_ns_prefixes=["media", "content", "atom"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add_photo(etree: ModuleType, node: Any, url: str, jpeg: Jpeg, image: Image) -> None:
    """Media RSS: the photo with its size, its description and its photographer."""
    content = etree.SubElement(node, f"{{{MEDIA}}}content", nsmap={"media": MEDIA}, url=url, medium="image",
                               type="image/jpeg", fileSize=str(jpeg.bytes), width=str(jpeg.width), height=str(jpeg.height))
    etree.SubElement(content, f"{{{MEDIA}}}description", type="plain").text = image.alt
    etree.SubElement(content, f"{{{MEDIA}}}credit").text = image.credit


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    items = [{"id": i.id, "url": i.url, "title": i.title, "content_html": i.html, "summary": i.text,
              "date_published": i.published.isoformat(), "date_modified": i.updated.isoformat(), "language": feed.lang}
             | ({"image": i.enclosure.url, "attachments": [{"url": i.enclosure.url, "mime_type": "image/jpeg",
                                                            "size_in_bytes": i.enclosure.jpeg.bytes}]} if i.enclosure else {})
             for i in feed.items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home,
                       "feed_url": feed.files["json"], "description": feed.description, "language": feed.lang,
                       "authors": [{"name": feed.author}], "items": items}, ensure_ascii=False, indent=1).encode()
