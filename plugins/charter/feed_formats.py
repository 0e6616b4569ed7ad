"""What a feed and its items are, and a feed as JSON Feed 1.1."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from charter.views.block import Enclosure


class Category(NamedTuple):
    """A word to sort by: a code that never changes, and how people call it."""

    code: str
    label: str


class Author(NamedTuple):
    """Who publishes; `email` and `url` are '' when they are not known."""

    name: str
    email: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; addresses absolute, moments with a zone.

    `lang` is the language of most of it; where `html` has another language than the feed, it says so itself.
    """

    id: str
    url: str
    title: str
    title_lang: str
    html: str
    text: str
    text_lang: str
    lang: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...] = ()
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written down. `files` is its address by format; `home` the page it belongs to.

    `others` are the feeds beside it (RFC 5005), by their relation; `updated` is the last real change of any item.
    """

    id: str
    title: str
    description: str
    lang: str
    author: Author
    home: str
    files: dict[str, str]
    items: tuple[Item, ...]
    updated: datetime
    others: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    author = {"name": feed.author.name} | ({"url": feed.author.url} if feed.author.url else {})
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home,
                       "feed_url": feed.files["json"], "description": feed.description, "language": feed.lang,
                       "authors": [author], "items": [_json_item(item) for item in feed.items]}, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {"id": item.id, "url": item.url, "title": item.title, "content_html": item.html, "summary": item.text,
            "date_published": item.published.isoformat(), "date_modified": item.updated.isoformat(), "language": item.lang}
    if item.categories:
        made |= {"tags": [category.label for category in item.categories]}
    if item.enclosure:
        photo = {"url": item.enclosure.url, "mime_type": "image/jpeg", "size_in_bytes": item.enclosure.jpeg.bytes}
        made |= {"image": item.enclosure.url, "attachments": [photo]}
    return made
