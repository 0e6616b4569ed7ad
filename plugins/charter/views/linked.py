"""What machines read in a page: JSON-LD in the words of schema.org. No person and no dimension of anybody is ever in a node.

A node is left out when something that it needs is unknown; what is only useful is left out of the node.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from charter.state import Organisation
from charter.views.article import Article, title_of
from charter.views.site import Image, Site

Node = dict[str, Any]
# Above which pages a kind of page stands, below the home page.
ABOVE: dict[str, tuple[str, ...]] = {
    "article": ("news",), "kit": ("news", "article"), "kit-long": ("news", "article"), "profile": ("directory",), "letter": ("directory",), "dimension": ("directory",),
    "sector": ("directory",), "year": ("directory",), "place": ("directory",), "size": ("directory",), "dimension-sector": ("directory", "dimension"),
}
_LISTS = {"news": {"nl": "Nieuws", "en": "News"}, "directory": {"nl": "Ondertekenaars", "en": "Signatories"}}
_BELOW_ONE = ("kit", "kit-long", "dimension-sector")        # these stand below a page of which there are many
_PAGE = {"nl": "Pagina", "en": "Page"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(nodes: Sequence[Node]) -> str:
    """As it stands between <script> and </script>, where HTML ends the block at </script and knows no entities."""
    text = _encode({"@context": "https://schema.org", "@graph": nodes})
    for sign in "<>&\u2028\u2029":      # all of them stand in texts only, where JSON reads \u003c as <
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def trail(site: Site, kind: str, lang: str, parts: Sequence[str], title: str, url: str, page: int = 1) -> Node:
    """The way from the home page to the page at `url`; `parts` fill its address, and page n of a list stands below the list."""
    steps = _above(site, kind, lang, parts[0] if kind in _BELOW_ONE else "")
    if page > 1:
        steps = [*steps, _step(len(steps) + 1, title, site.absolute(site.href(kind, lang, *parts)))]
        title = f"{_PAGE[lang]} {page}"
    return {"@type": "BreadcrumbList", "itemListElement": [*steps, _step(len(steps) + 1, title, url)]}


@lru_cache(maxsize=64)      # thousands of profiles have the same
def _above(site: Site, kind: str, lang: str, first: str) -> list[Node]:
    """The steps above a page; `first` is the first part of its address when one of them has it too."""
    found = [(site.state.programme.name(lang), site.href("home", lang))]
    for above in ABOVE.get(kind, ()):
        if above in _LISTS:
            found.append((_LISTS[above][lang], site.href(above, lang)))
        else:
            name = title_of(site, first, lang)[0] if above == "article" else site.labels("dimensions", lang)[first]
            found.append((name, site.href(above, lang, first)))
    return [_step(n, name, site.absolute(href)) for n, (name, href) in enumerate(found, 1)]


def _step(position: int, name: str, url: str) -> Node:
    return {"@type": "ListItem", "position": position, "name": name, "item": url}


def publisher(site: Site) -> Node:
    """Who publishes the site, in short."""
    known = site.state.programme.publisher
    return _without_gaps({"@type": "Organization", "name": known.name, "url": known.website})


def publisher_in_full(site: Site) -> Node:
    """The same with where to find it; for the home page."""
    known = site.state.programme.publisher
    return _without_gaps(publisher(site) | {"email": known.email, "telephone": known.phone, "address": known.address})


def signatory(site: Site, o: Organisation, lang: str) -> Node:
    """An organisation as it is today; its former names are those that it signed with."""
    former = dict.fromkeys(name for _, name in o.former_names) | dict.fromkeys(s.signature.name for s in o.signings)
    return _without_gaps({
        "@type": "Organization", "name": o.name, "alternateName": [name for name in former if name != o.name],
        "url": site.absolute(site.href("profile", lang, o.id)), "sameAs": o.website, "address": _locality(o.seat)})


def ceremony_news(site: Site, made: Article) -> Node:
    """The article of a ceremony. Of whom it is about the names stand as they were signed; who was erased is not there."""
    languages = list(dict.fromkeys([made.title_lang, made.lead.lang, *([made.body.lang] if made.body else [])]))
    about = [{"@type": "Organization", "name": s.link.text, "url": site.absolute(s.link.url)} for s in made.signers if s.link.url]
    return _without_gaps(_news(site, made.title, made.url, made.published) | {
        "dateModified": site.zoned(made.updated).isoformat(), "inLanguage": languages if len(languages) > 1 else languages[0],
        "image": _images(site, made.images), "about": about})


def programme_news(site: Site, title: str, href: str, published: datetime, lang: str) -> Node:
    """News that was written by hand. Nobody knows when it was last changed, so that is not said."""
    return _news(site, title, href, published) | {"inLanguage": lang}


def _news(site: Site, title: str, href: str, published: datetime) -> Node:
    return {"@type": "NewsArticle", "headline": title, "datePublished": site.zoned(published).isoformat(),
            "publisher": publisher(site), "mainEntityOfPage": site.absolute(href)}


def ceremony(site: Site, made: Article, lang: str) -> Node | None:
    """The gathering where it was signed; None without a place, for an event needs one, and for signings without a gathering."""
    batch = site.state.batches[made.slug]
    if not batch.place or batch.form != "ceremony":
        return None
    return _without_gaps({
        "@type": "Event", "name": made.title, "inLanguage": made.title_lang if made.title_lang != lang else None,
        "startDate": batch.date.isoformat(), "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled", "organizer": publisher(site), "image": _images(site, made.images),
        "location": _without_gaps({"@type": "Place", "name": batch.venue, "address": _locality(batch.place)})})


def _images(site: Site, images: Iterable[Image]) -> list[Node]:
    """The largest JPEG of each; width and height in pixels. Without description or maker, for these name persons."""
    return [{"@type": "ImageObject", "url": site.absolute(i.src), "width": i.width, "height": i.height} for i in images]


def _locality(place: str | None) -> Node | None:
    return {"@type": "PostalAddress", "addressLocality": place} if place else None


def _without_gaps(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}
