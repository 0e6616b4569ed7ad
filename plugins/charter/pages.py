"""What a page is, and the pages of one ceremony: its article and the profiles of those who signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any, NamedTuple

from charter import language, urls
from charter.language import LANGUAGES
from charter.render import Templates
from charter.state import Organisation
from charter.views import linked
from charter.views.article import article, updated_at
from charter.views.card import CardView, card_view
from charter.views.listing import Directory, Row
from charter.views.profile import profile, profile_key, profile_updated
from charter.views.site import Link, Site, digest_text


class OutputFile(NamedTuple):
    """One file of the site: where it goes, a digest of what it is made from, and how to make it."""

    path: str
    key: str
    make: Callable[[], bytes]
    updated: datetime | None = None
    indexed: bool = False           # whether it stands in the sitemap


class HandPage(NamedTuple):
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
    embargoed: bool = False  # news that only a preview shows yet

    @property
    def is_news(self) -> bool:
        """Whether it stands in the news."""
        return self.source.startswith("nieuws/")

    @property
    def feed_id(self) -> str:
        """The same in both languages."""
        return urls.feed_id("page", self.source.replace(f".{self.lang}.", "."))


class Head(NamedTuple):
    """What stands in a page's head and around its content."""

    title: str
    description: str
    hrefs: dict[str, str]           # by language: this page and its translation
    urls: dict[str, str]            # the same with host
    url: str                        # of this page, with host
    section: str = ""
    card: CardView | None = None
    feeds: tuple[Link, ...] = ()
    published: str = ""     # of an article: both moments as in RFC 3339
    modified: str = ""
    noindex: bool = False
    listed: bool = True     # for search engines: only such a page has one address that counts
    linked: str = ""        # JSON-LD, escaped for where it stands


class Pager(NamedTuple):
    """The pages of a listing; `number` is this one, from 1."""

    number: int
    links: list[Link]


@dataclass(eq=False)
class Pages:
    """Makes the pages of a site from its templates."""

    site: Site
    templates: dict[str, Templates]
    hand: Sequence[HandPage]
    shared: str                     # digest of code, theme, settings, charter.yaml and navigation
    directory: Directory = field(init=False)

    def __post_init__(self) -> None:
        self.directory = Directory(self.site)

    def page(self, kind: str, lang: str, parts: Mapping[str, Sequence[str]], template: str, key: str, head: Callable[[], dict],
             view: Callable[[], Any], updated: datetime | None = None, page: int = 1, noindex: bool = False) -> OutputFile:
        """One page; `parts` fills the address by language, and a language that it lacks has no such page.

        `head` gives fields of Head, and under `nodes` what JSON-LD says of the page besides the way to it.
        """
        hrefs = {code: self.site.href(kind, code, *found, page=page) for code, found in parts.items()}

        def make() -> bytes:
            with_host = {code: self.site.absolute(href) for code, href in hrefs.items()}
            said = head()
            nodes = said.pop("nodes", [])
            if kind not in ("home", "404"):
                nodes = [*nodes, linked.trail(self.site, kind, lang, parts[lang], said["title"], with_host[lang], page)]
            said["description"] = said["description"] or said["title"]     # a lead may be a picture only
            if page > 1:
                said |= _numbered(said["title"], said["description"], page, lang)
            made = Head(hrefs=hrefs, urls=with_host, url=with_host[lang], noindex=noindex or self.site.preview, listed=not noindex,
                        linked=linked.written(nodes) if nodes else "", **said)
            return self.templates[lang].render(template, head=made, view=view()).encode()

        address = hrefs[lang][len(self.site.root) + 1:]
        key = digest_text(f"{self.shared} {key} {updated} {' '.join(hrefs.values())}")
        return OutputFile(urls.output_file(address), key, make, updated, not noindex and not self.site.preview)

    @property
    def code(self) -> str:
        """The part of `shared` that is of code and theme."""
        return self.shared.partition(" ")[0]

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
            made = article(self.site, slug, lang)
            event = linked.ceremony(self.site, made, lang)
            return {"title": made.title, "description": made.lead_text, "section": "news", "card": card_view(self.site, slug, lang),
                    "published": self.site.zoned(made.published).isoformat(), "modified": self.site.zoned(made.updated).isoformat(),
                    "nodes": [linked.ceremony_news(self.site, made), *([event] if event else [])]}
        return self.page("article", lang, both(slug), "article.html", self.site.batch_keys[slug],
                         head, partial(article, self.site, slug, lang), updated_at(self.site, slug))

    def _profile(self, o: Organisation, lang: str) -> OutputFile:
        def head() -> dict:
            text = (f"{o.name} signed the {self.site.state.programme.name(lang)}" if lang == "en" else
                    f"{o.name} heeft {self.site.state.programme.name(lang)} ondertekend")
            where = f" ({o.seat})" if o.seat else ""
            return {"title": o.name, "description": language.sentence_end(text + where), "section": "directory",
                    "card": card_view(self.site, o.signings[-1].slug, lang), "nodes": [linked.signatory(self.site, o, lang)]}
        return self.page("profile", lang, both(o.id), "profile.html", profile_key(self.site, o),
                         head, partial(profile, self.site, o, lang), profile_updated(self.site, o))

    def rows(self, members: Iterable[Organisation], lang: str) -> list[Row]:
        """Lines of a list."""
        return [self.directory.row(o, lang) for o in members]

    def describe(self, nl: str, en: str, lang: str) -> str:
        """A sentence with the programme's name where {} stands."""
        return (en if lang == "en" else nl).format(self.site.state.programme.name(lang))

    def pager(self, kind: str, lang: str, parts: Sequence[str], number: int, count: int) -> Pager | None:
        """The links between the pages of a listing; None when there is one page."""
        if count < 2:
            return None
        return Pager(number, [Link(str(n), self.site.href(kind, lang, *parts, page=n)) for n in range(1, count + 1)])


def _numbered(title: str, description: str, page: int, lang: str) -> dict[str, str]:
    """The title and description of page n of a list: no two pages may have the same."""
    word = "page" if lang == "en" else "pagina"
    return {"title": f"{title}, {word} {page}", "description": f"{description} {word.capitalize()} {page}."}


def both(*parts: str) -> dict[str, Sequence[str]]:
    """Parts of an address that are the same in both languages."""
    return dict.fromkeys(LANGUAGES, parts)
