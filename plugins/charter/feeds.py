"""The files of the feeds, and the archives that keep what left the feed of the news."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from charter import urls
from charter.feed_formats import Author, Feed, json_feed
from charter.feed_sources import NEWEST, Entry, Source, news_source, other_sources
from charter.feed_xml import atom, rss
from charter.pages import OutputFile, Pages
from charter.views.site import digest

_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)     # Atom wants a moment, also from a feed that was always empty
_FORMS = (("rss", rss), ("atom", atom), ("json", json_feed))


def feed_files(pages: Pages, css: str, lang: str) -> Iterator[OutputFile]:
    """Every feed of a language in every format."""
    news = news_source(pages, lang)
    kept = frozenset(_archived(news.entries))
    newest = _newest_first(news)
    # What no archive keeps yet stays, also when older news that changed stands above it.
    entries = newest[:NEWEST] + [entry for entry in newest[NEWEST:] if entry not in kept]
    archives = len(kept) // NEWEST
    yield from _in_every_form(pages, news, entries, _beside(pages, lang, archives + 1, archives), lang)
    for source in other_sources(pages, lang, css):
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

    key = digest(pages.shared, source.title, source.description, source.home, source.lost, others, [entry.key for entry in entries] or _begun(pages))
    for form, written in _FORMS:
        path = urls.path(f"feed-{source.kind}", lang, *source.codes, form)
        yield OutputFile(urls.output_file(path), key, lambda written=written: written(feed()))  # type: ignore[misc]


def archive_groups(pages: Pages, lang: str) -> list[Callable[[], Iterable[OutputFile]]]:
    """Each archive of the news by itself, for one is as much work as a feed."""
    news = news_source(pages, lang)
    kept = _archived(news.entries)
    return [partial(_archive_file, pages, news, kept[start:start + NEWEST], start // NEWEST + 1, len(kept) // NEWEST, lang)
            for start in range(0, len(kept), NEWEST)]


def _archived(entries: Sequence[Entry]) -> list[Entry]:
    """The oldest first, as many as fill whole archives; none while the feed itself holds everything.

    The moment of publication decides, which an item keeps: a correction moves nothing from one archive to another (RFC 5005, section 4,
    wants them stable). Only a ceremony that is added with an older moment moves all that came after it.
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
    moments = [item.updated for item in items] + ([site.zoned(source.lost)] if source.lost else [])
    updated = max(moments, default=_begun(pages))
    return Feed(urls.feed_id("feed", source.kind, *source.codes, lang), f"{programme.name(lang)}: {source.title}", source.description, lang, author,
                site.absolute(source.home), files, items, updated, others, is_archive="rss" not in files)


def _begun(pages: Pages) -> datetime:
    """When anything was published first: the moment of a feed in which nothing is yet."""
    site = pages.site
    return site.zoned(min(site.published.values())) if site.published else _NOTHING_YET
