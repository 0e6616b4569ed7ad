"""Which feeds the site has, which items are in each, and which archives keep those of the news that left it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from charter import urls
from charter.feed_formats import Author, Feed, Item, json_feed
from charter.feed_items import (
    change_item,
    change_key,
    change_updated,
    first_published,
    hand_item,
    left_at,
    mailing_item,
    member_item,
    member_updated,
    news_item,
)
from charter.feed_xml import atom, rss
from charter.pages import OutputFile, Pages
from charter.state import Organisation, published_at
from charter.views.article import updated_at
from charter.views.listing import FEED_FACETS
from charter.views.profile import profile_key
from charter.views.site import digest

NEWEST = 50             # items in a feed, and in an archive of the news
_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)     # Atom wants a moment, also from a feed that was always empty
_FORMS = (("rss", rss), ("atom", atom), ("json", json_feed))


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


def feed_files(pages: Pages, css: str, lang: str) -> Iterator[OutputFile]:
    """Every feed of a language in every format."""
    news = _news(pages, lang)
    kept = frozenset(_archived(news.entries))
    newest = _newest_first(news)
    # What no archive keeps yet stays, also when older news that changed stands above it.
    entries = newest[:NEWEST] + [entry for entry in newest[NEWEST:] if entry not in kept]
    archives = len(kept) // NEWEST
    yield from _in_every_form(pages, news, entries, _beside(pages, lang, archives + 1, archives), lang)
    for source in _sources(pages, lang, css):
        yield from _in_every_form(pages, source, _newest_first(source)[:NEWEST], (), lang)


def _newest_first(source: Source) -> list[Entry]:
    """Items of one moment keep the order in which the source gives them."""
    return sorted(source.entries, key=lambda entry: entry.moment, reverse=True)


def _in_every_form(pages: Pages, source: Source, entries: list[Entry], others: tuple[tuple[str, str], ...], lang: str) -> Iterator[OutputFile]:
    """The formats of one feed share its items."""
    made: list[Feed] = []

    def feed() -> Feed:
        if not made:
            made.append(_feed(pages, source, entries, others, lang))
        return made[0]

    key = digest(pages.shared, source.title, source.description, source.home, others, [entry.key for entry in entries])
    for form, written in _FORMS:
        path = urls.path(f"feed-{source.kind}", lang, *source.codes, form)
        yield OutputFile(urls.output_file(path), key, lambda written=written: written(feed()))  # type: ignore[misc]


def archive_groups(pages: Pages, lang: str) -> list[Callable[[], Iterable[OutputFile]]]:
    """Each archive of the news by itself, for one is as much work as a feed."""
    news = _news(pages, lang)
    kept = _archived(news.entries)
    return [partial(_archive_file, pages, news, kept[start:start + NEWEST], start // NEWEST + 1, len(kept) // NEWEST, lang)
            for start in range(0, len(kept), NEWEST)]


def _archived(entries: Sequence[Entry]) -> list[Entry]:
    """The oldest first, as many as fill whole archives; none while the feed itself holds everything.

    The moment of publication decides, which never changes: so an archive that is full stays as it is (RFC 5005, section 4).
    """
    oldest = list(reversed(entries))
    oldest.sort(key=lambda entry: entry.published)
    return oldest[:len(oldest) // NEWEST * NEWEST] if len(oldest) > NEWEST else []


def _archive_file(pages: Pages, news: Source, entries: list[Entry], number: int, of: int, lang: str) -> Iterator[OutputFile]:
    site, others = pages.site, _beside(pages, lang, number, of)
    own = urls.path("feed-archive", lang, str(number))
    current = ("current", site.absolute(site.href("feed-news", lang, "atom")))

    def make() -> bytes:
        made = _feed(pages, news, entries[::-1], (current, *others), lang, {"atom": site.absolute(f"{site.root}/{own}")})
        return atom(made)

    yield OutputFile(urls.output_file(own), digest(pages.shared, news.title, news.description, others, [entry.key for entry in entries]), make)


def _beside(pages: Pages, lang: str, number: int, of: int) -> tuple[tuple[str, str], ...]:
    """The archives before and after number `number` of `of`; the feed itself stands behind the last one."""
    site = pages.site
    return tuple((relation, site.absolute(site.href("feed-archive", lang, str(n))))
                 for relation, n in (("prev-archive", number - 1), ("next-archive", number + 1)) if 1 <= n <= of)


def _feed(pages: Pages, source: Source, entries: list[Entry], others: tuple[tuple[str, str], ...], lang: str,
          files: dict[str, str] | None = None) -> Feed:
    site, programme = pages.site, pages.site.state.programme
    items = tuple(entry.make() for entry in entries)
    files = files or {form: site.absolute(site.href(f"feed-{source.kind}", lang, *source.codes, form)) for form in urls.FEED_FORMATS}
    author = Author(programme.publisher.name, programme.publisher.email or "", programme.publisher.website or "")
    updated = max((item.updated for item in items), default=site.zoned(min(site.published.values())) if site.published else _NOTHING_YET)
    return Feed(urls.feed_id("feed", source.kind, *source.codes, lang), f"{programme.name(lang)}: {source.title}", source.description, lang, author,
                site.absolute(source.home), files, items, updated, others, is_archive="rss" not in files)


def _news(pages: Pages, lang: str) -> Source:
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


def _sources(pages: Pages, lang: str, css: str) -> Iterator[Source]:
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
    for code, label in site.labels(f"{kind}s", lang).items():
        if code in members:
            about = pages.describe("Nieuwe ondertekenaars van {}", "New signatories of the {}", lang)
            yield Source(kind, (code,), label, f"{about}: {label}.", site.href(kind, lang, code) if code in listed else site.href("directory", lang),
                         _members(pages, members[code], lang))


def _members(pages: Pages, found: Iterable[Organisation], lang: str) -> list[Entry]:
    """The newest, those of one ceremony in order of signing. Who leaves comes to the top: readers overwrite what they had.

    Only those that the feed has room for are looked at more closely.
    """
    newest = heapq.nlargest(NEWEST, ((left_at(o) or first_published(pages, o), o.signings[0].slug, -o.signings[0].number, o) for o in found))
    return [Entry(when, first_published(pages, o), digest(profile_key(pages.site, o), member_updated(pages, o)), partial(member_item, pages, o, lang))
            for when, *_, o in newest]


def _changes(pages: Pages, lang: str) -> Iterator[Entry]:
    """All but the erasure itself, which nobody needs to hear of."""
    for change in reversed(pages.site.state.changes):
        o = pages.site.state.organisations.get(change.id)
        if o and change.withdrawn != "erased":
            yield Entry(change_updated(pages, change), published_at(change), digest(change_key(pages, change, o)), partial(change_item, pages, change, o, lang))
