"""Which items each feed has, before any is made: the news, newsletter blocks, signatories, changes, and those of one term."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from charter.feed_formats import Item
from charter.feed_items import (
    change_item,
    change_key,
    change_updated,
    first_published,
    hand_item,
    mailing_item,
    member_item,
    member_updated,
    moved_from,
    news_item,
    turned_at,
)
from charter.pages import Pages
from charter.state import Organisation, published_at
from charter.views.article import updated_at
from charter.views.listing import FEED_FACETS
from charter.views.profile import profile_key
from charter.views.site import digest

NEWEST = 50             # items in a feed, and in an archive of the news


class Entry(NamedTuple):
    """An item before it is made. `moment` decides its place in a feed, `published` in which archive it belongs."""

    moment: datetime
    published: datetime
    key: str
    make: Callable[[], Item]


@dataclass(frozen=True, slots=True)
class Source:
    """Which items a feed has, before any is made."""

    kind: str
    codes: tuple[str, ...]
    title: str
    description: str
    home: str
    entries: Sequence[Entry]
    lost: datetime | None = None        # when one last left it for another term


def news_source(pages: Pages, lang: str) -> Source:
    site = pages.site
    hand = [Entry(item.date, item.date, digest(item), partial(hand_item, pages, item, lang))
            for item in pages.hand if item.is_news and item.lang == lang and item.date]
    return Source("news", (), "news" if lang == "en" else "nieuws",
                  pages.describe("Alle ondertekeningen van {} en ander nieuws.", "Every signing of the {} and other news.", lang),
                  site.href("news", lang), [*_of_batches(pages, lambda slug: partial(news_item, pages, slug, lang)), *hand])


def _of_batches(pages: Pages, make: Callable[[str], Callable[[], Item]]) -> list[Entry]:
    """One for each ceremony. Where something really changed, it comes to the top: readers overwrite what they had."""
    site = pages.site
    return [Entry(updated_at(site, slug), published_at(batch), digest(site.batch_keys[slug], updated_at(site, slug)), make(slug))
            for slug, batch in reversed(site.state.batches.items())]


def other_sources(pages: Pages, lang: str, css: str) -> Iterator[Source]:
    """Every feed but the news."""
    site, nl = pages.site, lang == "nl"
    yield Source("mailing", (), "nieuwsbriefblokken" if nl else "newsletter blocks",
                 pages.describe("Elke ondertekening van {} als blok voor een nieuwsbrief.", "Every signing of the {} as a block for a newsletter.", lang),
                 site.href("news", lang), _of_batches(pages, lambda slug: partial(mailing_item, pages, slug, lang, css)))
    yield Source("signatories", (), "ondertekenaars" if nl else "signatories",
                 pages.describe("Nieuwe ondertekenaars van {}, en wie stopte.", "New signatories of the {}, and those who left.", lang),
                 site.href("directory", lang), _members(pages, site.state.organisations.values(), lang))
    yield Source("changes", (), "wijzigingen" if nl else "changes",
                 pages.describe("Ondertekenaars van {} met een nieuwe naam of andere gegevens, en wie stopte.",
                                "Signatories of the {} with a new name or other details, and those who left.", lang),
                 site.href("directory", lang), list(_changes(pages, lang)))
    for kind in FEED_FACETS:
        yield from _facet_sources(pages, kind, lang)


def _facet_sources(pages: Pages, kind: str, lang: str) -> Iterator[Source]:
    """One for each term that anybody ever had: those who left stay in its feed as what they came to be."""
    site = pages.site
    listed = {facet.codes[0] for facet in pages.directory.facets if facet.kind == kind}
    members: dict[str, list[Organisation]] = defaultdict(list)
    for o in site.state.organisations.values():
        for code in pages.directory.codes(o, kind):
            members[code].append(o)
    lost = _lost(pages, kind)
    for code, label in site.labels(f"{kind}s", lang).items():
        if code in members:
            about = pages.describe("Nieuwe ondertekenaars van {}", "New signatories of the {}", lang)
            yield Source(kind, (code,), label, f"{about}: {label}.", site.href(kind, lang, code) if code in listed else site.href("directory", lang),
                         _members(pages, members[code], lang), lost.get(code))


def _lost(pages: Pages, kind: str) -> dict[str, datetime]:
    """When somebody last left the feed of a term for that of another one, by code. Only who has more than one signature or other details can."""
    found: dict[str, datetime] = {}
    for o in pages.site.state.organisations.values():
        for code, moment in moved_from(pages, o, kind) if len(o.signings) > 1 or o.changes else ():
            found[code] = max(moment, found.get(code, moment))
    return found


def _members(pages: Pages, found: Iterable[Organisation], lang: str) -> list[Entry]:
    """The newest, those of one ceremony in order of signing. Who leaves or comes back comes to the top: readers overwrite what they had.

    Only those that the feed has room for are looked at more closely.
    """
    newest = heapq.nlargest(NEWEST, ((turned_at(pages, o) or first_published(pages, o), o.signings[0].slug, -o.signings[0].number, o) for o in found))
    return [Entry(when, first_published(pages, o), digest(profile_key(pages.site, o), member_updated(pages, o)), partial(member_item, pages, o, lang))
            for when, *_, o in newest]


def _changes(pages: Pages, lang: str) -> Iterator[Entry]:
    """All but the erasure itself, which nobody needs to hear of."""
    for change in reversed(pages.site.state.changes):
        o = pages.site.state.organisations.get(change.id)
        if o and change.withdrawn != "erased":
            yield Entry(change_updated(pages, change), published_at(change), digest(change_key(pages, change, o)), partial(change_item, pages, change, o, lang))
