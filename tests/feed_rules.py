"""What rules about feeds are made of: a check, and a mistake that it must find."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

LANGUAGES = ("nl", "en")        # ISO 639-1, as far as our feeds need it
MIME = re.compile(r'[\w.+-]+/[\w.+-]+(?:; *[\w-]+=[\w.-]+)*').fullmatch
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)").fullmatch
RFC_822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}").fullmatch


class Rule(NamedTuple):
    """`section` is where the specification says it; `holds(document, address)` whether a feed at that address keeps it; `mistake` breaks it.

    A document is the root element of a feed in XML, or the object of a JSON Feed.
    """

    section: str
    says: str
    holds: Callable[[Any, str], bool]
    mistake: Callable[[Any], Any]


def broken(rules: tuple[Rule, ...], document: Any, address: str) -> list[str]:
    """The rules that a feed does not keep."""
    return [f"{rule.section}: {rule.says}" for rule in rules if not rule.holds(document, address)]


def with_mistake(rule: Rule, document: Any) -> Any:
    """A copy of a feed with the mistake of a rule in it."""
    made = copy.deepcopy(document)
    rule.mistake(made)
    return made


def is_web(address: str | None) -> bool:
    """Whole, of http or https, and of signs that need no escaping."""
    parts = urlsplit(address or "")
    return parts.scheme in ("http", "https") and bool(parts.hostname) and re.fullmatch(r"[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]+", address or "") is not None


def is_moment(text: str | None, until: str = "2026-11-01T23:59:59+01:00") -> bool:
    """RFC 3339 with a zone, from 1990 on, and not later than the site is."""
    return bool(text and RFC_3339(text)) and text[:4] >= "1990" and datetime.fromisoformat(text) <= datetime.fromisoformat(until)


def is_date(text: str | None) -> bool:
    """RFC 822 with the year in four digits and the right day of the week."""
    if not text or not RFC_822(text):
        return False
    found = parsedate_to_datetime(text)
    return found.strftime("%a") == text[:3] and is_moment(found.isoformat())


def is_clean(text: str | None) -> bool:
    """Something, without white space around it."""
    return bool(text) and text == text.strip()


# Mistakes in XML

def put(path: str, name: str, value: str) -> Callable[[Any], Any]:
    """An attribute of the first that XPath finds."""
    return lambda root: first(root, path).set(name, value)


def without(path: str, name: str) -> Callable[[Any], Any]:
    """That attribute is missing."""
    return lambda root: first(root, path).attrib.pop(name)


def said(path: str, text: str | None) -> Callable[[Any], Any]:
    """Another text."""
    return lambda root: setattr(first(root, path), "text", text)


def dropped(path: str) -> Callable[[Any], Any]:
    """All of these are missing."""
    return lambda root: [found.getparent().remove(found) for found in root.xpath(path, namespaces=PREFIXES)]


def twice(path: str) -> Callable[[Any], Any]:
    """It stands there a second time, behind itself."""
    return lambda root: first(root, path).addnext(copy.deepcopy(first(root, path)))


def last(path: str) -> Callable[[Any], Any]:
    """It stands behind everything beside it."""
    return lambda root: first(root, path).getparent().append(first(root, path))


def added(path: str, name: str, text: str = "x") -> Callable[[Any], Any]:
    """One more element in the first of these, before what is there."""
    def add(root: Any) -> None:
        made = root.makeelement(name)
        made.text = text
        first(root, path).insert(0, made)
    return add


def first(root: Any, path: str) -> Any:
    return root.xpath(path, namespaces=PREFIXES)[0]


PREFIXES = {"a": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/", "content": "http://purl.org/rss/1.0/modules/content/",
            "dc": "http://purl.org/dc/elements/1.1/", "fh": "http://purl.org/syndication/history/1.0"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def found(root: Any, path: str) -> list[Any]:
    """What XPath finds, with the prefixes above."""
    return root.xpath(path, namespaces=PREFIXES)


def unique(values: list[Any]) -> bool:
    return len(values) == len(set(values))


# Media RSS 1.5.1: both XML formats have it.
MEDIA_RULES = (
    Rule("Media RSS, media:content", "url is a whole web address",
         lambda root, _: all(is_web(m.get("url")) for m in found(root, "//media:content")), put("//media:content", "url", "/images/a.jpg")),
    Rule("Media RSS, media:content", "nothing but the attributes that it has",
         lambda root, _: all(set(m.keys()) <= {"url", "medium", "type", "fileSize", "width", "height"} for m in found(root, "//media:content")),
         put("//media:content", "alt", "x")),
    Rule("Media RSS, media:content", "medium is one of five",
         lambda root, _: all(m.get("medium") in ("image", "audio", "video", "document", "executable") for m in found(root, "//media:content")),
         put("//media:content", "medium", "photo")),
    Rule("Media RSS, media:content", "type is a media type", lambda root, _: all(MIME(m.get("type")) for m in found(root, "//media:content")),
         put("//media:content", "type", "jpeg")),
    Rule("Media RSS, media:content", "fileSize, width and height are whole numbers above 0",
         lambda root, _: all(re.fullmatch("[1-9][0-9]*", m.get(name, "")) for m in found(root, "//media:content") for name in ("fileSize", "width", "height")),
         put("//media:content", "width", "960px")),
    Rule("Media RSS, media:description", "type is plain or html, and it stands there once",
         lambda root, _: all(len(found(m, "media:description[@type='plain']")) == len(found(m, "media:description")) == 1 for m in found(root, "//media:content")),
         put("//media:description", "type", "text")),
    Rule("Media RSS, media:credit", "a role of the EBU in lower case, and a name",
         lambda root, _: all((c.get("scheme"), c.get("role")) == ("urn:ebu", "photographer") and is_clean(c.text) for c in found(root, "//media:credit")),
         put("//media:credit", "role", "Photographer")),
)
