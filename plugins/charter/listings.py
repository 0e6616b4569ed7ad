"""The pages that list: home, news, the directory with its letters, the facets, and the statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import partial
from types import SimpleNamespace as View
from typing import NamedTuple

from charter import language, urls
from charter.pages import HandPage, OutputFile, Pages, both
from charter.staging import digest_of
from charter.state import published_at
from charter.views import counts, linked, words
from charter.views.article import article, updated_at
from charter.views.card import card_view
from charter.views.listing import FEED_FACETS, NEWS_PER_PAGE, ONE_PAGE, PER_PAGE, Facet, NewsItem, news_item, total_now
from charter.views.search_index import search_index
from charter.views.site import Link, digest
from charter.views.statistics import as_of, statistics


class NewsEntry(NamedTuple):
    """An item of the news before it is made: its day, when it last changed, a digest of what it is made from, its id, and how."""

    day: datetime
    updated: datetime
    key: str
    id: str
    make: Callable[[], NewsItem]


def listing_groups(pages: Pages, lang: str) -> Iterator[Callable[[], Iterable[OutputFile]]]:
    """All of them in one language, in groups that workers can share."""
    news = news_entries(pages, lang)
    yield partial(_home, pages, lang, news)
    yield partial(_news, pages, lang, news)
    yield partial(_directory, pages, lang)
    if lang == language.LANGUAGES[0]:
        yield partial(_search_index, pages)
    yield partial(_statistics, pages, lang)
    for facet in pages.directory.facets:
        yield partial(_facet, pages, facet, lang)


def news_entries(pages: Pages, lang: str) -> list[NewsEntry]:
    """Ceremonies and programme news, newest first."""
    site = pages.site
    found = [NewsEntry(datetime.combine(batch.date, time()), updated_at(site, slug), site.batch_keys[slug], urls.feed_id("batch", slug),
                       partial(news_item, site, slug, lang)) for slug, batch in site.state.batches.items()]
    found += [NewsEntry(item.date, item.date, digest(item), item.feed_id, partial(_hand_item, pages, item, lang))
              for item in pages.hand if item.is_news and item.lang == lang and item.date]
    return sorted(found, key=lambda n: (n.day, n.id), reverse=True)


def _hand_item(pages: Pages, item: HandPage, lang: str) -> NewsItem:
    assert item.date
    day = language.long_date(item.date.date(), lang)
    return NewsItem(pages.site.href("article", lang, item.slug), item.title, lang, day, item.date.date().isoformat(), "",
                    item.summary, None, day if item.embargoed else None)


def _home(pages: Pages, lang: str, news: list[NewsEntry]) -> Iterator[OutputFile]:
    site, newest = pages.site, news[:5]
    slug = next(reversed(site.state.batches), None)
    join = site.state.programme.join

    def view() -> View:
        latest = article(site, slug, lang) if slug else None
        others = [item for item in (entry.make() for entry in newest) if not latest or item.url != latest.url]
        return View(latest=latest, news=others, total=total_now(site, lang),
                join=site.prose(join, lang, 3))

    def head() -> dict:
        return {"title": site.state.programme.name(lang), "section": "home", "card": card_view(site, slug, lang) if slug else None,
                "description": pages.describe("Wie {} ondertekende, en wat zij doen.", "Who signed the {}, and what they do.", lang),
                "nodes": [linked.publisher_in_full(site)]}

    key = digest([n.key for n in newest], site.batch_keys.get(slug or ""), site.state.totals_now, total_now(site, lang))
    yield pages.page("home", lang, both(), "home.html", key, head, view, max([*(n.updated for n in newest), *_total_moments(pages)], default=None))


def _total_moments(pages: Pages) -> list[datetime]:
    """When the number of signatories on the home page came to be another one, or was counted."""
    state = pages.site.state
    if state.totals_now is None:
        return []
    left = [published_at(c) for c in state.changes if c.leaves]
    counted = [datetime.combine(day, time()) for day in state.counted_on]
    return [*pages.site.published.values(), *left, *counted]


def _news(pages: Pages, lang: str, news: list[NewsEntry]) -> Iterator[OutputFile]:
    head = {"title": "News" if lang == "en" else "Nieuws", "section": "news",
            "description": pages.describe("Nieuws over {} en zijn ondertekenaars.", "News of the {} and its signatories.", lang)}
    chunks = _chunks(news, NEWS_PER_PAGE) or [[]]
    changed: list[datetime] = []        # whatever is new further up pushes the items of a page down
    for number, chunk in enumerate(chunks, 1):
        changed += [n.updated for n in chunk]

        def view(chunk: Sequence[NewsEntry] = chunk, number: int = number) -> View:
            return View(entries=[entry.make() for entry in chunk], pager=pages.pager("news", lang, (), number, len(chunks)))

        yield pages.page("news", lang, both(), "news.html", digest([n.key for n in chunk], len(chunks)), partial(dict, head), view,
                         max(changed, default=None), number)


def _search_index(pages: Pages) -> Iterator[OutputFile]:
    """One for both languages."""
    index = search_index(pages.directory)
    yield OutputFile(urls.SEARCH_INDEX, digest_of(index), lambda: index)


def _directory(pages: Pages, lang: str) -> Iterator[OutputFile]:
    """One page with letters as anchors, or over ONE_PAGE names pages by letter."""
    directory = pages.directory
    letters, filters = directory.letters, directory.filters(lang)
    whole = len(directory.active) <= ONE_PAGE
    title = "Signatories" if lang == "en" else "Ondertekenaars"
    version = digest_of(search_index(directory))[:8]
    links = [(letter, f"#{letter}" if whole else pages.site.href("letter", lang, letter)) for letter, _ in letters]
    description = pages.describe("Alle ondertekenaars van {}, op naam.", "All signatories of the {}, by name.", lang)

    def page(kind: str, parts: Sequence[str], shown: list, heading: str, count: str, number: int = 1, of: int = 1) -> OutputFile:
        gone = () if parts else directory.gone
        shelves = [] if whole or parts else directory.shelves(lang)

        def view() -> View:
            return View(heading=heading, count=count, letters=links,
                    current=parts[0] if parts else "", filters=filters, gone=pages.rows(gone, lang),
                    profiles=pages.site.href("directory", lang), index=f"{pages.site.root}/{urls.SEARCH_INDEX}?v={version}",
                    pager=pages.pager(kind, lang, parts, number, of), shelves=shelves, groups=[(letter, pages.rows(found, lang)) for letter, found in shown])

        key = digest([directory.rows_key(found) for _, found in shown], version, filters, links, shelves, count, of, directory.rows_key(gone))
        about = description if not parts else f"{heading}. {count} ({pages.site.state.programme.name(lang)})."
        head = {"title": heading, "description": about, "section": "directory"}
        return pages.page(kind, lang, both(*parts), "directory.html", key, partial(dict, head), view, page=number)

    listed = words.listed_sentence(len(directory.active), pages.site.state.totals_now, lang)
    yield page("directory", (), letters if whole else [], title, listed)
    for letter, found in [] if whole else letters:
        chunks = _chunks(found, PER_PAGE)
        for number, chunk in enumerate(chunks, 1):
            yield page("letter", (letter,), [(letter, chunk)], f"{title}: {letter.upper()}", words.count_sentence(len(found), lang), number, len(chunks))


def _facet(pages: Pages, facet: Facet, lang: str) -> Iterator[OutputFile]:
    site, title = pages.site, facet.title[lang]
    count = counts.listed(facet.kind, _labels(pages, facet, lang), len(facet.members), lang)
    explanation = next((t.explanation for t in site.state.programme.dimensions if facet.kind == "dimension" and t.code == facet.codes[0]), None)
    crosses = _crosses(pages, facet, lang)
    follow = f"{site.href('follow', lang)}#{facet.kind}-{facet.codes[0]}" if facet.kind in FEED_FACETS else None
    feeds = tuple(Link(form, site.href(f"feed-{facet.kind}", lang, *facet.codes, form)) for form in urls.FEED_FORMATS if follow)
    head = {"title": title, "section": "directory", "feeds": feeds, "description": f"{site.state.programme.name(lang)}: {count}"}
    chunks = _chunks(facet.members, PER_PAGE)
    for number, chunk in enumerate(chunks, 1):
        def view(chunk: Sequence = chunk, number: int = number) -> View:
            return View(heading=title, kind=facet.kind, count=count, rows=pages.rows(chunk, lang), crosses=crosses,
                    explanation=site.prose(explanation, lang), follow=follow,
                    pager=pages.pager(facet.kind, lang, facet.codes, number, len(chunks)))

        key = digest(pages.directory.rows_key(chunk), count, len(chunks), crosses)
        yield pages.page(facet.kind, lang, both(*facet.codes), "facet.html", key, partial(dict, head), view, page=number)


def _labels(pages: Pages, facet: Facet, lang: str) -> list[str]:
    """The word of each of its codes."""
    if facet.kind != "dimension-sector":
        return [facet.title[lang]]
    return [pages.site.labels(terms, lang)[code] for terms, code in zip(("dimensions", "sectors"), facet.codes, strict=True)]


def _crosses(pages: Pages, facet: Facet, lang: str) -> list[Link]:
    """Of a dimension its sectors, of a sector its dimensions, of both together each of the two."""
    kinds, href = ("dimension", "sector"), pages.site.href
    if facet.kind == "dimension-sector":
        return [Link(label, href(kind, lang, code)) for kind, label, code in zip(kinds, _labels(pages, facet, lang), facet.codes, strict=True)]
    if facet.kind not in kinds:
        return []
    place = kinds.index(facet.kind)
    return [Link(_labels(pages, f, lang)[1 - place], href(f.kind, lang, *f.codes)) for f in pages.directory.facets
            if f.kind == "dimension-sector" and f.codes[place] == facet.codes[0]]


def _statistics(pages: Pages, lang: str) -> Iterator[OutputFile]:
    tables, day = statistics(pages.directory, lang), as_of(pages.site, lang)
    head = {"title": "Figures" if lang == "en" else "Cijfers", "section": "statistics",
            "description": pages.describe("Hoeveel organisaties {} ondertekenden: per jaar, per sector en per dimensie.",
                                          "How many organisations signed the {}: per year, per sector and per dimension.", lang)}
    yield pages.page("statistics", lang, both(), "statistics.html", digest(tables, day), partial(dict, head),
                     partial(View, tables=tables, as_of=day))


def _chunks(items: Sequence, size: int) -> list[Sequence]:
    return [items[start:start + size] for start in range(0, len(items), size)]
