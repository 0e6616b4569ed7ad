"""The feeds of a site as values: which there are, and each in its three formats."""

from __future__ import annotations

import html
import json
import uuid
from pathlib import Path

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORMS = ("rss", "atom", "json")
SECTORS = ("bouw", "cultuur", "groen", "horeca", "ict", "industrie", "onderwijs", "overheid", "vervoer", "zakelijk", "zorg")
DIMENSIONS = ("arbeidsvermogen", "etnisch-cultureel", "gender", "leeftijd", "lhbti")
# Those of the demo.
FEEDS = (
    *(f"feeds/{name}" for name in ("nieuws", "mailing", "ondertekenaars", "wijzigingen")),
    *(f"feeds/dimensie/{code}" for code in DIMENSIONS), *(f"feeds/sector/{code}" for code in SECTORS),
    *(f"en/feeds/{name}" for name in ("news", "mailing", "signatories", "changes")),
    *(f"en/feeds/dimension/{code}" for code in DIMENSIONS), *(f"en/feeds/sector/{code}" for code in SECTORS),
)


def urn(name: str) -> str:
    """The id of the design: version 5 in one fixed namespace."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, "ondertekend.example.org"), name).urn


def lang_of(feed: str) -> str:
    return "en" if feed.startswith("en/") else "nl"


def rss(site: Path, feed: str) -> etree._Element:
    """The channel."""
    return etree.parse(site / f"{feed}.rss").getroot()[0]


def atom(site: Path, feed: str) -> etree._Element:
    return etree.parse(site / f"{feed}.atom").getroot()


def entries(site: Path, feed: str) -> list[etree._Element]:
    return atom(site, feed).findall(f"{ATOM}entry")


def json_feed(site: Path, feed: str) -> dict:
    return json.loads((site / f"{feed}.json").read_text("utf-8"))


def ids(site: Path, feed: str) -> list[str]:
    """The ids of a feed's entries, which must be the same in its three formats."""
    found = [[item.findtext("guid") for item in rss(site, feed).findall("item")],
             [entry.findtext(f"{ATOM}id") for entry in entries(site, feed)],
             [item["id"] for item in json_feed(site, feed)["items"]]]
    assert found[0] == found[1] == found[2]
    return found[0]


def said(site: Path, feed: str) -> dict[str, tuple[str, str, str, str]]:
    """By id the title, the text, and when each was published and changed, which must be the same in the three formats."""
    of_atom = {e.findtext(f"{ATOM}id"): tuple(e.findtext(f"{ATOM}{name}") for name in ("title", "summary", "published", "updated"))
               for e in entries(site, feed)}
    of_json = {i["id"]: (i["title"], i["summary"], i["date_published"], i["date_modified"]) for i in json_feed(site, feed)["items"]}
    of_rss = {i.findtext("guid"): (i.findtext("title"), html.unescape(i.findtext("description")), i.findtext(f"{ATOM}updated")) for i in rss(site, feed).findall("item")}
    assert of_atom == of_json
    assert {id_: (title, text, updated) for id_, (title, text, _, updated) in of_atom.items()} == of_rss
    return of_json
