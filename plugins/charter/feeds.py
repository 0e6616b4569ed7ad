"""Feeds in RSS 2.0, Atom and JSON Feed 1.1, newest items first; feedgen behind one wrapper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from zoneinfo import ZoneInfo

from charter import language, urls
from charter.kit import block, email_html
from charter.language import LANGUAGES
from charter.pages import OutputFile, Pages
from charter.state import Organisation, published_at
from charter.views.article import Article, article, updated_at
from charter.views.listing import Facet
from charter.views.profile import profile_key, profile_updated
from charter.views.site import Image, digest

NEWEST = 50
MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; addresses absolute, moments with a zone."""

    id: str
    url: str
    title: str
    html: str
    text: str
    published: datetime
    updated: datetime
    image: Image | None = None
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written down. `files` is its address by format; `home` the page it belongs to."""

    title: str
    description: str
    lang: str
    author: str
    home: str
    files: dict[str, str]
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """The last real change of any item."""
        return max((item.updated for item in self.items), default=datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC")))


@dataclass(frozen=True, slots=True)
class Source:
    """Which items a feed has, before any is made: (when, key, how)."""

    kind: str
    codes: tuple[str, ...]
    title: str
    home: str
    entries: Sequence[tuple[datetime, str, Callable[[], Item]]]


def feed_files(pages: Pages, css: str) -> Iterator[OutputFile]:
    """Every feed in every format and language."""
    for lang in LANGUAGES:
        for source in _sources(pages, lang, css):
            newest = sorted(source.entries, key=lambda e: e[:2], reverse=True)[:NEWEST]
            made: list[Feed] = []       # the three formats of one feed share its items

            def feed(source: Source = source, newest: list = newest, made: list = made, lang: str = lang) -> Feed:
                if not made:
                    made.append(_feed(pages, source, [make() for *_, make in newest], lang))
                return made[0]

            for form, write in (("rss", rss), ("atom", atom), ("json", json_feed)):
                path = urls.path(f"feed-{source.kind}", lang, *source.codes, form)
                yield OutputFile(urls.output_file(path), digest(pages.shared, source.title, [e[1] for e in newest]),
                                 lambda write=write, feed=feed: write(feed()))


def _feed(pages: Pages, source: Source, items: list[Item], lang: str) -> Feed:
    site, programme = pages.site, pages.site.state.programme
    files = {form: site.absolute(site.href(f"feed-{source.kind}", lang, *source.codes, form)) for form in urls.FEED_FORMATS}
    return Feed(f"{programme.name(lang)}: {source.title}", source.title, lang, programme.publisher.name,
                site.absolute(source.home), files, tuple(items))


def _sources(pages: Pages, lang: str, css: str) -> Iterator[Source]:
    site, nl = pages.site, lang == "nl"
    batches = [(published_at(batch), site.batch_keys[slug], slug) for slug, batch in site.state.batches.items()]
    hand = [(_moment(item.date), digest(item), partial(_hand_item, pages, item, lang))
            for item in pages.hand if item.is_news and item.lang == lang and item.date]
    yield Source("news", (), "nieuws" if nl else "news", site.href("news", lang),
                 [*((when, key, partial(_news_item, pages, slug, lang)) for when, key, slug in batches), *hand])
    yield Source("mailing", (), "nieuwsbriefblokken" if nl else "newsletter blocks", site.href("news", lang),
                 [(when, key, partial(_mailing_item, pages, slug, lang, css)) for when, key, slug in batches])
    yield Source("signatories", (), "ondertekenaars" if nl else "signatories", site.href("directory", lang),
                 [_member(pages, o, lang) for o in pages.directory.visible])
    yield Source("changes", (), "wijzigingen" if nl else "changes", site.href("directory", lang), list(_changes(pages, lang)))
    for facet in pages.directory.facets:
        if facet.kind in ("dimension", "sector"):
            yield _facet_source(pages, facet, lang)


def _facet_source(pages: Pages, facet: Facet, lang: str) -> Source:
    return Source(facet.kind, facet.codes, facet.title[lang], pages.site.href(facet.kind, lang, *facet.codes),
                  [_member(pages, o, lang) for o in facet.members])


def _member(pages: Pages, o: Organisation, lang: str) -> tuple[datetime, str, Callable[[], Item]]:
    return _first_published(pages, o), profile_key(pages.site, o), partial(_signatory_item, pages, o, lang)


def _first_published(pages: Pages, o: Organisation) -> datetime:
    return published_at(pages.site.state.batches[o.signings[0].slug])


def _zoned(pages: Pages, moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(pages.site.state.programme.timezone))


def _moment(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.replace(tzinfo=None)


def _news_item(pages: Pages, slug: str, lang: str) -> Item:
    site, made = pages.site, article(pages.site, slug, lang)
    image = made.images[0] if made.images else None
    html = pages.templates[lang].render("feed-item.html", article=_absolute_signers(pages, made), image=image,
                                        image_url=site.absolute(image.mail) if image else "", absolute=site.absolute)
    return Item(urls.feed_id("batch", slug), site.absolute(made.url), made.title, html.strip(), made.lead_text,
                _zoned(pages, made.published), _zoned(pages, made.updated), image, site.absolute(image.mail) if image else "")


def _absolute_signers(pages: Pages, made: Article) -> Article:
    return made


def _mailing_item(pages: Pages, slug: str, lang: str, css: str) -> Item:
    made = block(pages.site, slug, lang)
    batch = pages.site.state.batches[slug]
    html = email_html(pages.templates[lang].render("kit/block.html", block=made), css)
    return Item(urls.feed_id("batch", slug), made.url, made.title, html, made.lead, _zoned(pages, published_at(batch)),
                _zoned(pages, updated_at(pages.site, slug)), made.image, made.image_url)


def _hand_item(pages: Pages, item: object, lang: str) -> Item:
    site = pages.site
    moment = _zoned(pages, _moment(item.date))  # type: ignore[attr-defined]
    return Item(urls.feed_id("page", item.source.replace(f".{lang}.", ".")),  # type: ignore[attr-defined]
                site.absolute(site.href("article", lang, item.slug)), item.title, item.html, item.summary, moment, moment)  # type: ignore[attr-defined]


def _signatory_item(pages: Pages, o: Organisation, lang: str) -> Item:
    """Name, place and sector; no person and no dimension."""
    site = pages.site
    row = pages.directory.row(o, lang)
    where = ", ".join(filter(None, (row.place, row.sector)))
    day = language.long_date(o.signings[0].date, lang)
    text = f"{o.name} ({where})" if where else o.name
    text = language.sentence_end(f"{text}: {'signed on' if lang == 'en' else 'ondertekend op'} {day}")
    return Item(urls.feed_id("signatory", o.id), site.absolute(row.url), o.name, f"<p>{language.escape(text)}</p>", text,
                _zoned(pages, _first_published(pages, o)), _zoned(pages, profile_updated(site, o)))


def _changes(pages: Pages, lang: str) -> Iterator[tuple[datetime, str, Callable[[], Item]]]:
    site = pages.site
    for change in site.state.changes:
        o = site.organisation(change.id)
        if o:
            when = published_at(change)
            yield when, digest(change, o.name), partial(_change_item, pages, change, o, _zoned(pages, when), lang)


_CHANGE_WORDS = {
    "renamed": ("{name} heeft een nieuwe naam", "{name} has a new name"),
    "merged_into": ("{name} ging op in een andere ondertekenaar", "{name} became part of another signatory"),
    "split_into": ("{name} is gesplitst", "{name} was split"),
    "withdrawn": ("{name} is gestopt als ondertekenaar", "{name} ceased to be a signatory"),
    "details": ("Gegevens van {name} zijn gewijzigd", "Details of {name} have changed"),
}


def _change_item(pages: Pages, change: object, o: Organisation, when: datetime, lang: str) -> Item:
    title = _CHANGE_WORDS[change.kind][lang == "en"].format(name=o.name)  # type: ignore[attr-defined]
    url = pages.site.absolute(pages.site.href("profile", lang, o.id))
    return Item(urls.feed_id("change", change.date.isoformat(), o.id, change.kind), url, title,  # type: ignore[attr-defined]
                f"<p>{language.escape(language.sentence_end(title))}</p>", title, when, when)


def _generator(feed: Feed, own: str) -> object:
    """A feedgen feed with what RSS and Atom share. `link` order matters: RSS takes the last as the channel's link."""
    from feedgen.feed import FeedGenerator      # lxml costs 30 ms; a build in which no feed changed needs none of it
    made = FeedGenerator()
    made.id(feed.files["atom"])
    made.title(feed.title)
    made.subtitle(feed.description)
    made.description(feed.description)
    made.language(feed.lang)
    made.author({"name": feed.author})
    made.generator("Ondertekend")
    made.link(href=own, rel="self")
    made.link(href=feed.home, rel="alternate")
    made.updated(feed.updated)
    made.lastBuildDate(feed.updated)
    return made


def rss(feed: Feed) -> bytes:
    """RSS 2.0 with content:encoded, an enclosure and media:content for the photo."""
    made = _generator(feed, feed.files["rss"])
    for item in feed.items:
        entry = made.add_entry(order="append")  # type: ignore[attr-defined]
        entry.guid(item.id, permalink=False)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.description(item.text)
        entry.content(item.html, type="CDATA")
        entry.pubDate(item.published)
        if item.image:
            entry.enclosure(item.image_url, str(item.image.mail_bytes), "image/jpeg")
    return _finish(made.rss_str(pretty=False), feed, "rss")  # type: ignore[attr-defined]


def atom(feed: Feed) -> bytes:
    """Atom; the link attributes that feedgen loses are written afterwards."""
    made = _generator(feed, feed.files["atom"])
    for item in feed.items:
        entry = made.add_entry(order="append")  # type: ignore[attr-defined]
        entry.id(item.id)
        entry.title(item.title)
        entry.link(href=item.url, rel="alternate")
        entry.summary(item.text)
        entry.content(item.html, type="html")
        entry.published(item.published)
        entry.updated(item.updated)
    return _finish(made.atom_str(pretty=False), feed, "atom")  # type: ignore[attr-defined]


def _finish(data: bytes, feed: Feed, form: str) -> bytes:
    """Adds what feedgen 1.0 drops or gets wrong: links' type, hreflang and length, and the photo.

    feedgen's entry links lose every attribute but href (a shadowed loop variable), and its enclosures in Atom have no rel.
    """
    from lxml import etree
    root = etree.fromstring(data)
    namespace = "{http://www.w3.org/2005/Atom}"
    if form == "atom":
        for entry, item in zip(root.iter(f"{namespace}entry"), feed.items, strict=True):
            for link in entry.findall(f"{namespace}link"):
                link.attrib.update({"rel": "alternate", "type": "text/html", "hreflang": feed.lang})
            if item.image:
                etree.SubElement(entry, f"{namespace}link", rel="enclosure", type="image/jpeg", href=item.image_url,
                                 length=str(item.image.mail_bytes))
        for link in root.findall(f"{namespace}link"):
            kind = "application/atom+xml" if link.get("rel") == "self" else "text/html"
            link.attrib.update({"type": kind, "hreflang": feed.lang})
    for node, item in zip(root.iter(f"{namespace}entry" if form == "atom" else "item"), feed.items, strict=True):
        if item.image:
            content = etree.SubElement(node, f"{{{MEDIA}}}content", nsmap={"media": MEDIA}, url=item.image_url, medium="image",
                                       type="image/jpeg", fileSize=str(item.image.mail_bytes),
                                       width=str(item.image.mail_width), height=str(item.image.mail_height))
            etree.SubElement(content, f"{{{MEDIA}}}description", type="plain").text = item.image.alt
            etree.SubElement(content, f"{{{MEDIA}}}credit").text = item.image.credit
    etree.cleanup_namespaces(root, top_nsmap={"media": MEDIA}, keep_ns_prefixes=["media", "content", "atom"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    items = [{"id": i.id, "url": i.url, "title": i.title, "content_html": i.html, "summary": i.text,
              "date_published": i.published.isoformat(), "date_modified": i.updated.isoformat(), "language": feed.lang}
             | ({"image": i.image_url, "attachments": [{"url": i.image_url, "mime_type": "image/jpeg",
                                                        "size_in_bytes": i.image.mail_bytes}]} if i.image else {})
             for i in feed.items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home,
                       "feed_url": feed.files["json"], "description": feed.description, "language": feed.lang,
                       "authors": [{"name": feed.author}], "items": items}, ensure_ascii=False, indent=1).encode()


def rfc822(moment: datetime) -> str:
    """Sun, 22 Nov 2026 12:00:00 +0100."""
    return format_datetime(moment)
