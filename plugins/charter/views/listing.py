"""Everything that lists: the directory, its letters and facets, and the news."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from charter import language, urls
from charter.slugs import slugged
from charter.state import Organisation
from charter.views import words
from charter.views.article import lead_of, title_of
from charter.views.site import Image, Link, Site, digest

ONE_PAGE = 1000         # up to so many names the directory is one page (design, section 4)
PER_PAGE = 250          # names on a page by letter or facet: 8 KB compressed
NEWS_PER_PAGE = 50
FEED_FACETS = ("dimension", "sector")       # the facets that have feeds


class Row(NamedTuple):
    """One signatory in a list. No person, no dimension."""

    id: str
    name: str
    url: str
    place: str
    sector: str
    year: int


class NewsItem(NamedTuple):
    """One ceremony or programme news item in a list."""

    url: str
    title: str
    title_lang: str
    date_text: str
    iso: str
    place: str
    summary: str
    image: Image | None
    embargo: str | None = None


class Facet(NamedTuple):
    """A non-empty selection of the directory: its kind and code(s), its words, its members in order."""

    kind: str
    codes: tuple[str, ...]
    title: dict[str, str]
    members: tuple[Organisation, ...]


class Option(NamedTuple):
    """A facet as a filter: its code, its page, and how many are in it, in figures."""

    code: str
    link: Link
    members: str


class Filter(NamedTuple):
    """The facets of one kind; `names` is what an address calls it, in Dutch and in English."""

    kind: str
    title: str
    names: tuple[str, str]
    options: tuple[Option, ...]


class Shelf(NamedTuple):
    """A letter of a directory that is too long for one page: its page, its first and last name, and how many there are, in figures."""

    letter: str
    url: str
    first: str
    last: str
    members: str


FILTERS = {"dimension": ("Dimensie", "Dimension"), "sector": ("Sector", "Sector"), "year": ("Jaar", "Year"), "place": ("Plaats", "Place"),
           "size": ("Grootte", "Size")}


def place_code(seat: str) -> str:
    """The word for a place in an address."""
    return slugged(seat)


class Directory:
    """The visible signatories and every selection of them."""

    def __init__(self, site: Site):
        self.site = site
        self.visible = tuple(site.state.visible())
        self.active = tuple(o for o in self.visible if o.status == "active")
        self.gone = tuple(o for o in self.visible if o.status != "active")
        self._rows: dict[tuple[str, str], Row] = {}

    def row(self, o: Organisation, lang: str) -> Row:
        """One line of a list; made once a language."""
        key = (o.id, lang)
        if key not in self._rows:
            self._rows[key] = Row(o.id, o.name, self.site.href("profile", lang, o.id), o.seat or "",
                                  self.site.labels("sectors", lang).get(o.sector or "", ""), o.signings[0].date.year)
        return self._rows[key]

    def rows_key(self, members: Iterable[Organisation]) -> str:
        """A digest of what `row` says of these, in either language."""
        return digest(*map(self._row_keys.__getitem__, (o.id for o in members)))

    @cached_property
    def _row_keys(self) -> dict[str, str]:
        return {o.id: f"{o.id}\0{o.name}\0{o.seat}\0{o.sector}\0{o.signings[0].date.year}" for o in self.visible}

    @cached_property
    def letters(self) -> list[tuple[str, tuple[Organisation, ...]]]:
        """The names by the letter they stand under, in order; digits and other signs last."""
        groups: dict[str, list[Organisation]] = defaultdict(list)
        for o in self.active:
            groups[language.index_letter(o.sort_name or o.name)].append(o)
        return [(letter, tuple(found)) for letter, found in sorted(groups.items(), key=lambda g: (g[0] == "0-9", g[0]))]

    def shelves(self, lang: str) -> list[Shelf]:
        """The letters as rows of an index."""
        return [Shelf(letter, self.site.href("letter", lang, letter), found[0].name, found[-1].name, language.number(len(found), lang))
                for letter, found in self.letters]

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every non-empty single facet, then dimension x sector."""
        return tuple(itertools.chain(self._terms("dimension"), self._terms("sector"), self._years(), self._places(),
                                     self._terms("size"), self._crosses()))

    def codes(self, o: Organisation, kind: str) -> Sequence[str]:
        """The terms of a kind that hold of it today, or held when it left."""
        if kind == "dimension":
            return o.latest.dimensions
        return (getattr(o, kind),) if getattr(o, kind) else ()

    def _terms(self, kind: str) -> Iterator[Facet]:
        terms = getattr(self.site.state.programme, f"{kind}s")
        members: dict[str, list[Organisation]] = defaultdict(list)
        for o in self.active:
            for code in self.codes(o, kind):
                members[code].append(o)
        for term in terms:
            if members[term.code]:
                yield Facet(kind, (term.code,), {lang: term.label(lang) for lang in language.LANGUAGES}, tuple(members[term.code]))

    def _years(self) -> Iterator[Facet]:
        members: dict[str, list[Organisation]] = defaultdict(list)
        for o in self.visible:
            for year in dict.fromkeys(s.date.year for s in o.signings):
                members[str(year)].append(o)
        for code in sorted(members, reverse=True):
            yield Facet("year", (code,), dict.fromkeys(language.LANGUAGES, code), tuple(members[code]))

    def _places(self) -> Iterator[Facet]:
        members: dict[str, list[Organisation]] = defaultdict(list)
        for o in self.active:
            if o.seat and place_code(o.seat):
                members[place_code(o.seat)].append(o)
        for code, found in sorted(members.items(), key=lambda m: language.collation_key(m[1][0].seat or "")):
            yield Facet("place", (code,), dict.fromkeys(language.LANGUAGES, found[0].seat or ""), tuple(found))

    def _crosses(self) -> Iterator[Facet]:
        programme = self.site.state.programme
        members: dict[tuple[str, str], list[Organisation]] = defaultdict(list)
        for o in self.active:
            for code in o.latest.dimensions:
                members[code, o.sector or ""].append(o)
        for dimension, sector in itertools.product(programme.dimensions, programme.sectors):
            found = members[dimension.code, sector.code]
            if found:
                title = {lang: f"{dimension.label(lang)}, {sector.label(lang)}" for lang in language.LANGUAGES}
                yield Facet("dimension-sector", (dimension.code, sector.code), title, tuple(found))

    def filters(self, lang: str) -> list[Filter]:
        """The single facets as words with counts, grouped by kind."""
        return [Filter(kind, FILTERS[kind][lang == "en"], (urls.word(kind, "nl"), urls.word(kind, "en")), tuple(
                    Option(f.codes[0], Link(f.title[lang], self.site.href(kind, lang, *f.codes)), language.number(len(f.members), lang)) for f in found))
                for kind, found in itertools.groupby(self.facets, key=lambda f: f.kind) if kind in FILTERS]


def news_item(site: Site, slug: str, lang: str) -> NewsItem:
    """A ceremony as one item of the news."""
    batch = site.state.batches[slug]
    title, title_lang = title_of(site, slug, lang)
    images = site.images(slug, batch.photos, lang)
    embargo = site.state.embargoed.get(slug)
    return NewsItem(site.href("article", lang, slug), title, title_lang, language.long_date(batch.date, lang),
                    batch.date.isoformat(), batch.place or "", lead_of(site, slug, lang)[1],
                    images[0] if images else None, language.long_moment(embargo, lang) if embargo else None)


def last_day(site: Site) -> date | None:
    """The last day on which something was signed, changed or counted: for which the numbers of this site hold. None when nothing was."""
    state = site.state
    days = [b.date for b in state.batches.values()] + [c.date for c in state.changes]
    return max(days + state.counted_on, default=None)


def total_now(site: Site, lang: str) -> tuple[str, str] | None:
    """The number of signatories and the last day on which it changed, or None when no total is known."""
    state, totals = site.state, site.state.totals_now
    days = [b.date for b in state.batches.values()] + [c.date for c in state.changes if c.leaves]
    days += state.counted_on
    if totals is None or not days or not state.batches:
        return None
    return language.number(totals.now, lang), words.since(max(days), lang)
