"""Which feeds the site has, and which items are in each: the newest first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from charter import language, prose, urls
from charter.feed_formats import Feed, Item, atom, json_feed, rss
from charter.mail_html import email_html
from charter.model.changes import Change
from charter.pages import HandPage, OutputFile, Pages
from charter.state import Organisation, published_at
from charter.views.article import article, updated_at
from charter.views.block import Enclosure, block
from charter.views.listing import FEED_FACETS, Facet
from charter.views.profile import profile_key, profile_updated
from charter.views.site import digest

NEWEST = 50


Entry = tuple[datetime, str, Callable[[], Item]]       # when, a digest of what it is made from, how to make it


@dataclass(frozen=True, slots=True)
class Source:
    """Which items a feed has, before any is made: (when, key, how)."""

    kind: str
    codes: tuple[str, ...]
    title: str
    home: str
    entries: Sequence[Entry]


def feed_files(pages: Pages, css: str, lang: str) -> Iterator[OutputFile]:
    """Every feed of a language in every format."""
    for source in _sources(pages, lang, css):
        # Items of one moment keep the order in which the source gives them.
        newest = sorted(source.entries, key=lambda e: e[0], reverse=True)[:NEWEST]
        made: list[Feed] = []       # the three formats of one feed share its items

        def feed(source: Source = source, newest: list[Entry] = newest, made: list[Feed] = made) -> Feed:
            if not made:
                made.append(_feed(pages, source, [make() for *_, make in newest], lang))
            return made[0]

        for form, written in (("rss", rss), ("atom", atom), ("json", json_feed)):
            path = urls.path(f"feed-{source.kind}", lang, *source.codes, form)
            yield OutputFile(urls.output_file(path), digest(pages.shared, source.title, [e[1] for e in newest]),
                             lambda written=written, feed=feed: written(feed()))  # type: ignore[misc]


def _feed(pages: Pages, source: Source, items: list[Item], lang: str) -> Feed:
    site, programme = pages.site, pages.site.state.programme
    files = {form: site.absolute(site.href(f"feed-{source.kind}", lang, *source.codes, form)) for form in urls.FEED_FORMATS}
    return Feed(urls.feed_id("feed", source.kind, *source.codes, lang), f"{programme.name(lang)}: {source.title}", source.title, lang, programme.publisher.name,
                site.absolute(source.home), files, tuple(items))


def _sources(pages: Pages, lang: str, css: str) -> Iterator[Source]:
    site, nl = pages.site, lang == "nl"
    batches = [(published_at(batch), digest(site.batch_keys[slug], updated_at(site, slug)), slug)
               for slug, batch in reversed(site.state.batches.items())]
    hand = [(item.date, digest(item), partial(_hand_item, pages, item, lang))
            for item in pages.hand if item.is_news and item.lang == lang and item.date]
    yield Source("news", (), "nieuws" if nl else "news", site.href("news", lang),
                 [*((when, key, partial(_news_item, pages, slug, lang)) for when, key, slug in batches), *hand])
    yield Source("mailing", (), "nieuwsbriefblokken" if nl else "newsletter blocks", site.href("news", lang),
                 [(when, key, partial(_mailing_item, pages, slug, lang, css)) for when, key, slug in batches])
    yield Source("signatories", (), "ondertekenaars" if nl else "signatories", site.href("directory", lang),
                 _members(pages, pages.directory.visible, lang))
    yield Source("changes", (), "wijzigingen" if nl else "changes", site.href("directory", lang), list(_changes(pages, lang)))
    for facet in pages.directory.facets:
        if facet.kind in FEED_FACETS:
            yield _facet_source(pages, facet, lang)


def _facet_source(pages: Pages, facet: Facet, lang: str) -> Source:
    return Source(facet.kind, facet.codes, facet.title[lang], pages.site.href(facet.kind, lang, *facet.codes),
                  _members(pages, facet.members, lang))


def _members(pages: Pages, found: Iterable[Organisation], lang: str) -> list[Entry]:
    """The newest of them, those of one ceremony in order of signing; only these are looked at more closely."""
    newest = heapq.nlargest(NEWEST, ((_first_published(pages, o), o.signings[0].slug, -o.signings[0].number, o) for o in found))
    return [(when, digest(profile_key(pages.site, o), profile_updated(pages.site, o)), partial(_signatory_item, pages, o, lang))
            for when, *_, o in newest]


def _first_published(pages: Pages, o: Organisation) -> datetime:
    return pages.site.published[o.signings[0].slug]


def _news_item(pages: Pages, slug: str, lang: str) -> Item:
    site, made = pages.site, article(pages.site, slug, lang)
    image = made.images[0] if made.images else None
    enclosure = Enclosure(site.absolute(image.small.url), image.small, image) if image else None
    html = pages.templates[lang].render("feed-item.html", article=made, enclosure=enclosure, absolute=site.absolute)
    # The texts of the article link from the root of the host.
    html = prose.rooted(html.strip(), site.origin)
    return Item(urls.feed_id("batch", slug), site.absolute(made.url), made.title, html, made.lead_text,
                pages.site.zoned(made.published), pages.site.zoned(made.updated), enclosure)


def _mailing_item(pages: Pages, slug: str, lang: str, css: str) -> Item:
    made = block(pages.site, slug, lang)
    batch = pages.site.state.batches[slug]
    html = email_html(pages.templates[lang].render("kit/block.html", block=made), css)
    return Item(urls.feed_id("batch", slug), made.url, made.title, html, made.lead, pages.site.zoned(published_at(batch)),
                pages.site.zoned(updated_at(pages.site, slug)), made.enclosure)


def _hand_item(pages: Pages, item: HandPage, lang: str) -> Item:
    site = pages.site
    assert item.date
    moment = pages.site.zoned(item.date)
    html = prose.rooted(item.html, site.base_url)
    return Item(item.feed_id, site.absolute(site.href("article", lang, item.slug)), item.title, html, item.summary, moment, moment)


def _signatory_item(pages: Pages, o: Organisation, lang: str) -> Item:
    """Name, place and sector; no person and no dimension."""
    site = pages.site
    row = pages.directory.row(o, lang)
    where = ", ".join(filter(None, (row.place, row.sector)))
    day = language.long_date(o.signings[0].date, lang)
    text = f"{o.name} ({where})" if where else o.name
    text = language.sentence_end(f"{text}: {'signed on' if lang == 'en' else 'ondertekend op'} {day}")
    return Item(urls.feed_id("signatory", o.id), site.absolute(row.url), o.name, f"<p>{language.escape(text)}</p>", text,
                pages.site.zoned(_first_published(pages, o)), pages.site.zoned(profile_updated(site, o)))


def _changes(pages: Pages, lang: str) -> Iterator[Entry]:
    site = pages.site
    for change in reversed(site.state.changes):
        o = site.organisation(change.id)
        if o:
            when = published_at(change)
            yield when, digest(change, o.name), partial(_change_item, pages, change, o, pages.site.zoned(when), lang)


_CHANGE_WORDS = {
    "renamed": ("{name} heeft een nieuwe naam", "{name} has a new name"),
    "merged_into": ("{name} ging op in een andere ondertekenaar", "{name} became part of another signatory"),
    "split_into": ("{name} is gesplitst", "{name} was split"),
    "withdrawn": ("{name} is gestopt als ondertekenaar", "{name} ceased to be a signatory"),
    "details": ("Gegevens van {name} zijn gewijzigd", "Details of {name} have changed"),
}


def _change_item(pages: Pages, change: Change, o: Organisation, when: datetime, lang: str) -> Item:
    title = _CHANGE_WORDS[change.kind][lang == "en"].format(name=o.name)
    url = pages.site.absolute(pages.site.href("profile", lang, o.id))
    return Item(urls.feed_id("change", change.date.isoformat(), o.id, change.kind), url, title,
                f"<p>{language.escape(language.sentence_end(title))}</p>", title, when, when)
