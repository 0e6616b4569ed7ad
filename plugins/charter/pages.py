"""Which pages the site has: address, template and view of each, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property, partial
from typing import Any

from charter import language, urls
from charter.language import LANGUAGES
from charter.render import Templates
from charter.state import Organisation
from charter.views import words
from charter.views.article import article, title_of, updated_at
from charter.views.listing import NEWS_PER_PAGE, ONE_PAGE, PER_PAGE, Directory, Facet, NewsItem, news_item, total_now
from charter.views.profile import profile, profile_key, profile_updated
from charter.views.site import Image, Link, Prose, Site, digest, html_of


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: where it goes, a digest of what it is made from, and how to make it."""

    path: str
    key: str
    make: Callable[[], bytes]
    updated: datetime | None = None
    alternates: dict[str, str] | None = None     # href by language, for pages that may be indexed


@dataclass(frozen=True, slots=True)
class HandPage:
    """A page or programme news item that somebody wrote in content/."""

    source: str             # path below content/
    lang: str
    slug: str
    title: str
    summary: str
    html: str
    date: datetime | None   # of a news item
    translation: str        # the same for both languages of a page
    order: int = 0          # in navigation and footer

    @property
    def is_news(self) -> bool:
        """Whether it stands in the news."""
        return self.source.startswith("nieuws/")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head and around its content."""

    title: str
    description: str
    hrefs: dict[str, str]           # by language: this page and its translation
    section: str = ""
    image: Image | None = None
    feeds: tuple[Link, ...] = ()
    noindex: bool = False
    updated: datetime | None = None


@dataclass
class Pages:
    """Makes the pages of a site from its templates."""

    site: Site
    templates: dict[str, Templates]
    hand: Sequence[HandPage]
    shared: str                     # digest of code, theme, settings and charter.yaml
    directory: Directory = field(init=False)

    def __post_init__(self) -> None:
        self.directory = Directory(self.site)

    def lists(self, lang: str) -> Iterator[OutputFile]:
        """Every page that is not about one batch."""
        yield self._home(lang)
        yield from self._news(lang)
        yield from self._hand(lang)
        yield self._trajectory(lang)
        yield self._not_found(lang)
        yield from self._directory(lang)
        for facet in self.directory.facets:
            yield from self._facet(facet, lang)

    def page(self, kind: str, lang: str, parts: dict[str, Sequence[str]], template: str, key: str, head: Callable[[], dict],
             view: Callable[[], Any], updated: datetime | None = None, page: int = 1, noindex: bool = False) -> OutputFile:
        """One page; `parts` fills the address by language, and a language that it lacks has no such page."""
        hrefs = {code: self.site.href(kind, code, *found, page=page) for code, found in parts.items()}

        def make() -> bytes:
            made = Head(hrefs=hrefs, noindex=noindex or self.site.preview, updated=updated, **head())
            return self.templates[lang].render(template, head=made, view=view()).encode()

        address = urls.path(kind, lang, *parts[lang], page=page)
        return OutputFile(urls.output_file(address), digest(self.shared, key, hrefs), make, updated,
                          None if noindex or self.site.preview else hrefs)

    @cached_property
    def _members(self) -> dict[str, list[Organisation]]:
        """By slug: those who signed there last."""
        members: dict[str, list[Organisation]] = {}
        for o in self.directory.visible:
            members.setdefault(o.signings[-1].slug, []).append(o)
        return members

    def profiles(self, slug: str, lang: str) -> Iterator[OutputFile]:
        """The pages of the organisations whose latest signature is in a batch."""
        for o in self._members.get(slug, ()):
            yield self._profile(o, lang)

    def article(self, slug: str, lang: str) -> OutputFile:
        """The article of a batch."""
        def head() -> dict:
            images = self.site.images(slug, self.site.state.batches[slug].photos, lang)
            return {"title": title_of(self.site, slug, lang)[0], "description": article(self.site, slug, lang).lead_text,
                    "section": "news", "image": images[0] if images else None}
        return self.page("article", lang, dict.fromkeys(LANGUAGES, (slug,)), "article.html", self.site.batch_keys[slug],
                         head, partial(article, self.site, slug, lang), updated_at(self.site, slug))

    def _profile(self, o: Organisation, lang: str) -> OutputFile:
        def head() -> dict:
            text = (f"{o.name} signed the {self.site.state.programme.name(lang)}" if lang == "en" else
                    f"{o.name} heeft {self.site.state.programme.name(lang)} ondertekend")
            where = f" ({o.seat})" if o.seat else ""
            return {"title": o.name, "description": language.sentence_end(text + where), "section": "directory"}
        return self.page("profile", lang, dict.fromkeys(LANGUAGES, (o.id,)), "profile.html", profile_key(self.site, o),
                         head, partial(profile, self.site, o, lang), profile_updated(self.site, o))

    def news_items(self, lang: str) -> list[tuple[datetime, str, str, Callable[[], NewsItem]]]:
        """Ceremonies and programme news, newest first: moment, key, id of the feed item, and how to make the item."""
        found: list[tuple[datetime, str, str, Callable[[], NewsItem]]] = [
            (datetime.combine(batch.date, time()), self.site.batch_keys[slug], urls.feed_id("batch", slug),
             partial(news_item, self.site, slug, lang)) for slug, batch in self.site.state.batches.items()]
        found += [(item.date, digest(item), urls.feed_id("page", item.source.replace(f".{lang}.", ".")), partial(self._hand_item, item, lang))
                  for item in self.hand if item.is_news and item.lang == lang and item.date]
        return sorted(found, key=lambda n: (n[0], n[2]), reverse=True)

    def _hand_item(self, item: HandPage, lang: str) -> NewsItem:
        assert item.date
        return NewsItem(self.site.href("article", lang, item.slug), item.title, lang, language.long_date(item.date.date(), lang),
                        item.date.date().isoformat(), "", item.summary, None)

    def _news(self, lang: str) -> Iterator[OutputFile]:
        nl = lang == "nl"
        chunks = _chunks(self.news_items(lang), NEWS_PER_PAGE) or [[]]
        for number, chunk in enumerate(chunks, 1):
            head = {"title": "Nieuws" if nl else "News", "section": "news",
                    "description": self._describe("Nieuws over {} en zijn ondertekenaars.", "News of the {} and its signatories.", lang)}
            def view(chunk: list = chunk, number: int = number) -> dict:
                return {"entries": [make() for *_, make in chunk], "pager": self._pager("news", lang, (), number, len(chunks))}
            yield self.page("news", lang, dict.fromkeys(LANGUAGES, ()), "news.html", digest([n[1] for n in chunk], len(chunks)),
                            partial(dict, head), view, max((n[0] for n in chunk), default=None), number)

    def _describe(self, nl: str, en: str, lang: str) -> str:
        return (en if lang == "en" else nl).format(self.site.state.programme.name(lang))

    def _pager(self, kind: str, lang: str, parts: Sequence[str], number: int, count: int) -> dict | None:
        if count < 2:
            return None
        return {"number": number, "count": count,
                "links": [Link(str(n), self.site.href(kind, lang, *parts, page=n)) for n in range(1, count + 1)]}

    def _home(self, lang: str) -> OutputFile:
        news = self.news_items(lang)[:5]
        slug = next(reversed(self.site.state.batches), None)
        join = self.site.state.programme.join

        def view() -> dict:
            latest = article(self.site, slug, lang) if slug else None
            return {"latest": latest, "news": [item for *_, make in news if (item := make()).url != (latest and latest.url)],
                    "total": total_now(self.site, lang), "join": Prose(html_of(join(lang), 3), join.language(lang)) if join else None}

        def head() -> dict:
            name = self.site.state.programme.name(lang)
            return {"title": name, "description": self._describe("Wie {} ondertekende, en wat zij doen.", "Who signed the {}, and what they do.", lang),
                    "section": "home"}
        key = digest([n[1] for n in news], self.site.batch_keys.get(slug or ""), self.site.state.totals_now)
        return self.page("home", lang, dict.fromkeys(LANGUAGES, ()), "home.html", key, head, view, news[0][0] if news else None)

    def _trajectory(self, lang: str) -> OutputFile:
        steps = self.site.state.programme.trajectory.steps
        phases = {"before": ("Voor de ondertekening", "Before the signing"), "signing": ("De ondertekening", "The signing"),
                  "after": ("Na de ondertekening", "After the signing")}

        def view() -> dict:
            return {"phases": [(words_[lang == "en"], [{"label": s.label(lang), "by": s.by, "confidential": s.confidential,
                     "text": Prose(html_of(s.text(lang), 3), s.text.language(lang)) if s.text else None}
                    for s in steps if s.phase == phase]) for phase, words_ in phases.items()]}
        title = "Zo ziet het traject eruit" if lang == "nl" else "What the trajectory looks like"
        head = {"title": title, "section": "trajectory",
                "description": self._describe("De stappen van {}, voor en na de handtekening.", "The steps of the {}, before and after signing.", lang)}
        return self.page("trajectory", lang, dict.fromkeys(LANGUAGES, ()), "trajectory.html", "", partial(dict, head), view)

    def _not_found(self, lang: str) -> OutputFile:
        head = {"title": "Niet gevonden" if lang == "nl" else "Not found", "description": "404", "section": ""}
        return self.page("404", lang, dict.fromkeys(LANGUAGES, ()), "404.html", "", partial(dict, head), dict, noindex=True)

    def _hand(self, lang: str) -> Iterator[OutputFile]:
        for item in self.hand:
            if item.lang == lang:
                kind = "article" if item.is_news else "page"
                parts = {other.lang: (other.slug,) for other in self.hand if other.translation == item.translation and other.is_news == item.is_news}
                head = {"title": item.title, "description": item.summary, "section": "news" if item.is_news else item.translation}
                view = {"title": item.title, "html": item.html, "date_text": language.long_date(item.date.date(), lang) if item.date else "",
                        "iso": item.date.date().isoformat() if item.date else ""}
                yield self.page(kind, lang, parts, "page.html", digest(item), partial(dict, head), partial(dict, view), item.date)

    def rows(self, members: Iterable[Organisation], lang: str) -> list:
        """Lines of a list."""
        return [self.directory.row(o, lang) for o in members]

    def _directory(self, lang: str) -> Iterator[OutputFile]:
        letters = self.directory.letters()
        whole = len(self.directory.active) <= ONE_PAGE
        filters = self.directory.filters(lang)
        title = "Ondertekenaars" if lang == "nl" else "Signatories"
        count = words.count_sentence(len(self.directory.active), lang)
        description = self._describe("Alle ondertekenaars van {}, op naam.", "All signatories of the {}, by name.", lang)
        links = [(letter, f"#{letter}" if whole else self.site.href("letter", lang, letter)) for letter, _ in letters]

        def page(kind: str, parts: Sequence[str], shown: list, heading: str, total: str) -> OutputFile:
            def view() -> dict:
                return {"heading": heading, "count": total, "letters": links, "current": parts[0] if parts else "",
                        "groups": [(letter, self.rows(found, lang)) for letter, found in shown], "filters": filters,
                        "gone": [] if parts else self.rows(self.directory.gone, lang)}
            key = digest([self.rows(found, lang) for _, found in shown], filters, links, total,
                         [] if parts else self.rows(self.directory.gone, lang))
            return self.page(kind, lang, dict.fromkeys(LANGUAGES, parts), "directory.html", key,
                             lambda: {"title": heading, "description": description, "section": "directory"}, view)

        yield page("directory", (), letters if whole else [], title, count)
        for letter, found in [] if whole else letters:
            yield page("letter", (letter,), [(letter, found)], f"{title}: {letter.upper()}", words.count_sentence(len(found), lang))

    def _facet(self, facet: Facet, lang: str) -> Iterator[OutputFile]:
        chunks = _chunks(facet.members, PER_PAGE)
        count = words.count_sentence(len(facet.members), lang)
        explanation = next((t.explanation for t in self.site.state.programme.dimensions
                            if facet.kind == "dimension" and t.code == facet.codes[0]), None)
        crosses = [Link(f.title[lang].split(", ", 1)[1], self.site.href(f.kind, lang, *f.codes)) for f in self.directory.facets
                   if facet.kind == "dimension" and f.kind == "dimension-sector" and f.codes[0] == facet.codes[0]]
        for number, chunk in enumerate(chunks, 1):
            rows = self.rows(chunk, lang)
            def view(rows: list = rows, number: int = number) -> dict:
                return {"heading": facet.title[lang], "kind": facet.kind, "count": count, "rows": rows, "crosses": crosses,
                        "explanation": Prose(html_of(explanation(lang), 2), explanation.language(lang)) if explanation else None,
                        "pager": self._pager(facet.kind, lang, facet.codes, number, len(chunks))}
            feeds = (self._facet_feeds(facet, lang) if facet.kind in ("dimension", "sector") else ())
            head = {"title": facet.title[lang], "section": "directory", "feeds": feeds,
                    "description": f"{facet.title[lang]}: {count} ({self.site.state.programme.name(lang)})."}
            yield self.page(facet.kind, lang, dict.fromkeys(LANGUAGES, facet.codes), "facet.html",
                            digest(rows, count, len(chunks), [c.url for c in crosses]), partial(dict, head), view, page=number)

    def _facet_feeds(self, facet: Facet, lang: str) -> tuple[Link, ...]:
        return tuple(Link(f, self.site.href(f"feed-{facet.kind}", lang, *facet.codes, f)) for f in urls.FEED_FORMATS)


def _chunks(items: Sequence, size: int) -> list[list]:
    return [list(items[start:start + size]) for start in range(0, len(items), size)]
