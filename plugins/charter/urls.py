"""Where every page stands: the table of addresses, and the one guard of output paths. Pure."""

from __future__ import annotations

import hashlib
import re
import uuid
from functools import cache

# kind -> the path in Dutch and in English; {} are filled in order. A path ends in / or is a file.
PATHS: dict[str, tuple[str, str]] = {
    "home": ("", "en/"),
    "news": ("nieuws/", "en/news/"),
    "article": ("nieuws/{}/", "en/news/{}/"),
    "directory": ("ondertekenaars/", "en/signatories/"),
    "letter": ("ondertekenaars/letter/{}/", "en/signatories/letter/{}/"),
    "profile": ("ondertekenaars/{}/", "en/signatories/{}/"),
    "dimension": ("ondertekenaars/dimensie/{}/", "en/signatories/dimension/{}/"),
    "sector": ("ondertekenaars/sector/{}/", "en/signatories/sector/{}/"),
    "year": ("ondertekenaars/jaar/{}/", "en/signatories/year/{}/"),
    "place": ("ondertekenaars/plaats/{}/", "en/signatories/place/{}/"),
    "size": ("ondertekenaars/grootte/{}/", "en/signatories/size/{}/"),
    "dimension-sector": ("ondertekenaars/dimensie/{}/sector/{}/", "en/signatories/dimension/{}/sector/{}/"),
    "statistics": ("cijfers/", "en/figures/"),
    "follow": ("volgen/", "en/follow/"),
    "kit": ("kit/{}/", "en/kit/{}/"),
    "kit-long": ("kit/{}/lang/", "en/kit/{}/long/"),
    "kit-texts": ("kit/{}/teksten.zip", "en/kit/{}/texts.zip"),
    "page": ("{}/", "en/{}/"),
    "trajectory": ("traject/", "en/trajectory/"),
    "404": ("404.html", "en/404.html"),
    "feed-news": ("feeds/nieuws.{}", "en/feeds/news.{}"),
    "feed-archive": ("feeds/nieuws/archief-{}.atom", "en/feeds/news/archive-{}.atom"),
    "feed-signatories": ("feeds/ondertekenaars.{}", "en/feeds/signatories.{}"),
    "feed-changes": ("feeds/wijzigingen.{}", "en/feeds/changes.{}"),
    "feed-mailing": ("feeds/mailing.{}", "en/feeds/mailing.{}"),
    "feed-dimension": ("feeds/dimensie/{}.{}", "en/feeds/dimension/{}.{}"),
    "feed-sector": ("feeds/sector/{}.{}", "en/feeds/sector/{}.{}"),
}
CALENDAR = "feeds/kalender.ics"         # one file for both languages
SEARCH_INDEX = "search-index.json"      # not in static/, which is kept for a year: a name that was erased must go
FEED_FORMATS = ("rss", "atom", "json")
# The namespace of every feed id, for ever: uuid5 of the DNS namespace and this name.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ondertekend.example.org")


def path(kind: str, lang: str, *parts: str, page: int = 1) -> str:
    """The address without the leading slash: path("article", "en", slug) -> en/news/<slug>/."""
    found = PATHS[kind][lang == "en"].format(*parts)
    return found if page == 1 else f"{found}{'page' if lang == 'en' else 'pagina'}/{page}/"


def word(kind: str, lang: str) -> str:
    """What addresses call a facet: dimensie, dimension; also the name of its filter behind the ? of the directory."""
    return PATHS[kind][lang == "en"].removesuffix("/{}/").rpartition("/")[2]


def share_card(slug: str, lang: str) -> str:
    """The address of a ceremony's share card: a link that somebody shared shows it for ever, whatever it comes to say."""
    return f"images/{hashlib.sha256(f'batch:{slug}'.encode()).hexdigest()[:12]}/card-{lang}-1200.jpg"


def output_file(address: str) -> str:
    """The file behind an address. Raises ValueError for anything that could leave the output folder."""
    name = address + "index.html" if address == "" or address.endswith("/") else address
    if not re.fullmatch(r"(?:[\w.~-]+/)*[\w.~-]+", name, re.ASCII) or "/../" in f"/{name}/" or "/./" in f"/{name}/":
        raise ValueError(f"no address of this site: {address!r}")
    return name


@cache
def feed_id(kind: str, *parts: str) -> str:
    """urn:uuid of batch:<slug>, signatory:<id>, change:<date>:<id>:<kind> or page:<source path>."""
    return uuid.uuid5(_NAMESPACE, ":".join((kind, *parts))).urn
