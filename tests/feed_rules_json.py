"""The rules of JSON Feed, each with its section of version 1.1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from feed_rules import LANGUAGES, MIME, UUID, Rule, is_clean, is_moment, is_web, unique

TOP = {"version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "authors", "language", "expired",
       "hubs", "items"}
ITEM = {"id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published", "date_modified",
        "authors", "tags", "language", "attachments"}
ATTACHMENT = {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"}


def of_items(fits: Callable[[dict], bool]) -> Callable[[dict, str], bool]:
    return lambda feed, _: all(fits(item) for item in feed["items"])


def attachments(fits: Callable[[dict], bool]) -> Callable[[dict, str], bool]:
    return of_items(lambda item: all(fits(found) for found in item.get("attachments", [])))


def known(found: dict, names: set[str]) -> bool:
    return all(name in names or name.startswith("_") for name in found)


def with_photo(feed: dict) -> dict:
    return next(item["attachments"][0] for item in feed["items"] if "attachments" in item)


def wrong(**values: Any) -> Callable[[dict], Any]:
    """The first item says something else."""
    return lambda feed: feed["items"][0].update(values)


JSON_RULES = (
    Rule("Top-level, version", "the address of version 1.1", lambda feed, _: feed["version"] == "https://jsonfeed.org/version/1.1",
         lambda feed: feed.update(version="https://jsonfeed.org/version/1")),
    Rule("Top-level, title", "a text, and so is the description", lambda feed, _: is_clean(feed["title"]) and is_clean(feed["description"]),
         lambda feed: feed.update(title="")),
    Rule("Top-level", "nothing that JSON Feed does not have", lambda feed, _: known(feed, TOP), lambda feed: feed.update(author={"name": "A"})),
    Rule("Top-level, home_page_url", "a whole web address", lambda feed, _: is_web(feed["home_page_url"]), lambda feed: feed.update(home_page_url="/nieuws/")),
    Rule("Top-level, feed_url", "the address of the feed itself", lambda feed, address: feed["feed_url"] == address,
         lambda feed: feed.update(feed_url="https://elsewhere.example.org/feeds/nieuws.json")),
    Rule("Top-level, language", "a code of a language", lambda feed, _: feed["language"] in LANGUAGES, lambda feed: feed.update(language="nederlands")),
    Rule("Top-level, authors", "each has a name, and an address that is one",
         lambda feed, _: bool(feed["authors"]) and all(is_clean(a.get("name")) and known(a, {"name", "url", "avatar"}) and is_web(a.get("url", "https://a.nl/"))
                                                       for a in feed["authors"]), lambda feed: feed.update(authors=[{}])),
    Rule("Items, id", "a text, and no other item has the same", lambda feed, _: unique([item["id"] for item in feed["items"]])
         and all(isinstance(item["id"], str) and UUID(item["id"]) for item in feed["items"]), lambda feed: feed["items"].append(feed["items"][0])),
    Rule("Items, url", "a whole web address", of_items(lambda item: is_web(item["url"])), wrong(url="/nieuws/a/")),
    Rule("Items, content_html", "there is some", of_items(lambda item: is_clean(item.get("content_html"))), wrong(content_html="")),
    Rule("Items, title and summary", "texts without white space around them",
         of_items(lambda item: is_clean(item["title"]) and is_clean(item["summary"])), wrong(summary=" a")),
    Rule("Items", "nothing that JSON Feed does not have", of_items(lambda item: known(item, ITEM)), wrong(author={"name": "A"})),
    Rule("Items, image", "a whole web address", of_items(lambda item: "image" not in item or is_web(item["image"])), wrong(image="a.jpg")),
    Rule("Items, date_published and date_modified", "moments of RFC 3339 with a zone, the second not before the first",
         of_items(lambda item: is_moment(item["date_published"]) and is_moment(item["date_modified"])
                  and datetime.fromisoformat(item["date_published"]) <= datetime.fromisoformat(item["date_modified"])),
         wrong(date_modified="2015-01-01T00:00:00+01:00")),
    Rule("Items, tags", "texts, each once", of_items(lambda item: all(map(is_clean, item.get("tags", []))) and unique(item.get("tags", []))),
         wrong(tags=["Zorg", "Zorg"])),
    Rule("Items, language", "a code of a language", of_items(lambda item: item["language"] in LANGUAGES), wrong(language="Dutch")),
    Rule("Attachments", "nothing that they do not have", attachments(lambda found: known(found, ATTACHMENT)),
         lambda feed: with_photo(feed).update(length="1")),
    Rule("Attachments, url and mime_type", "a whole web address and a media type",
         attachments(lambda found: is_web(found["url"]) and MIME(found["mime_type"]) is not None), lambda feed: with_photo(feed).update(mime_type="jpeg")),
    Rule("Attachments, size_in_bytes", "a number above 0",
         attachments(lambda found: type(found["size_in_bytes"]) is int and found["size_in_bytes"] > 0), lambda feed: with_photo(feed).update(size_in_bytes="76108")),
)
