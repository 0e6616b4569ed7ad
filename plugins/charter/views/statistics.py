"""The statistics: how many signed per year, sector and dimension; each table with the sentence that it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from charter import language
from charter.totals import totals_on
from charter.views import counts as said
from charter.views.listing import Directory, last_day
from charter.views.site import Link, Site


class StatisticsRow(NamedTuple):
    """One line of a table and its bar."""

    link: Link          # to the list of those who are counted; no address when nobody stands in it
    number: str
    total: str          # of all years so far; '' when the table has no such column
    bar: int            # per cent of the longest bar


class Statistics(NamedTuple):
    """One table with its bars. `finding` is what it shows, `notes` what to know when reading it."""

    kind: str           # year, sector or dimension
    finding: str
    rows: tuple[StatisticsRow, ...]
    notes: tuple[str, ...]


def statistics(directory: Directory, lang: str) -> tuple[Statistics, ...]:
    """Per year, per sector and per dimension; a table without a single signature is left out."""
    made = [_per_year(directory, lang), *(_per_term(directory, kind, lang) for kind in ("sector", "dimension"))]
    return tuple(table for table in made if any(row.bar for row in table.rows))


def as_of(site: Site, lang: str) -> str | None:
    """Stand op 12 maart 2026: the last day on which something was signed or changed; None when nothing was."""
    day = last_day(site)
    return f"{'As it stood on' if lang == 'en' else 'Stand op'} {language.long_date(day, lang)}" if day else None


def _per_year(directory: Directory, lang: str) -> Statistics:
    """Who was erased still counts, as in headlines. A year without a signature counts 0 only when its records are complete."""
    site = directory.site
    signed: dict[int, set[str]] = defaultdict(set)
    for batch in site.state.batches.values():
        signed[batch.date.year] |= {signature.id for signature in batch.signatories}
    known_from = _known_from(site, min(signed, default=0))
    years = sorted({*signed, *range(known_from, max(signed, default=-1) + 1)})
    kind = "year" if known_from <= min(years, default=0) else "known-year"
    counts = [len(signed[year]) for year in years]
    totals = _totals(site, years)
    links = [_link(directory, "year", str(year), str(year), lang) for year in years]
    shown = {o.id for o in directory.visible}
    elsewhere = (totals[-1] or 0) - len(shown) if totals else 0
    return Statistics("year", said.most(kind, [link.text for link in links], counts, lang),
                      _rows(links, counts, _shown(totals, lang), lang), (said.not_known("year", elsewhere, lang),) if elsewhere > 0 else ())


def _known_from(site: Site, first: int) -> int:
    """The first year of which the records know everyone who signed; of earlier ones only a counted total may tell more."""
    since = site.state.programme.complete_since
    counted = [point.date for point in site.state.programme.base_totals if point.ever]
    if since is None and counted:
        return max(counted).year + 1
    return first if since is None else max(first, since.year + ((since.month, since.day) != (1, 1)))


def _totals(site: Site, years: Sequence[int]) -> list[int | None]:
    """How many ever signed by the end of each year, as far as known."""
    ends = [min(date(year, 12, 31), site.state.day or date.max) for year in years]
    known = totals_on(site.state.programme, site.state.batches, site.state.changes, ends)
    return [found.ever if found else None for found in map(known.__getitem__, ends)]


def _shown(totals: Sequence[int | None], lang: str) -> list[str]:
    """The totals as words; all '' when not one is known."""
    unknown = said.UNKNOWN[lang] if any(total is not None for total in totals) else ""
    return [unknown if total is None else language.number(total, lang) for total in totals]


def _per_term(directory: Directory, kind: str, lang: str) -> Statistics:
    """The signatories of today by sector or by dimension, most first; codes that nobody has come last."""
    labels = directory.site.labels(f"{kind}s", lang)
    members = {f.codes[0]: {o.id for o in f.members} for f in directory.facets if f.kind == kind}
    codes = sorted(labels, key=lambda code: -len(members.get(code, ())))      # as charter.yaml has them when as many
    counts = [len(members.get(code, ())) for code in codes]
    links = [_link(directory, kind, code, labels[code], lang) for code in codes]
    unknown = len(directory.active) - len(set().union(*members.values()))
    total = directory.site.state.totals_now
    notes = [said.MORE_THAN_ONE[lang]] if kind == "dimension" else []
    notes += [said.on_this_site(len(directory.active), total.now, lang)] if total and total.now > len(directory.active) else []
    notes += [said.not_known(kind, unknown, lang)] if unknown else []
    return Statistics(kind, said.most(kind, [link.text for link in links], counts, lang),
                      _rows(links, counts, [""] * len(links), lang), tuple(notes))


def _link(directory: Directory, kind: str, code: str, text: str, lang: str) -> Link:
    there = any((f.kind, f.codes) == (kind, (code,)) for f in directory.facets)
    return Link(text, directory.site.href(kind, lang, code) if there else None)


def _rows(links: Sequence[Link], counts: Sequence[int], totals: Sequence[str], lang: str) -> tuple[StatisticsRow, ...]:
    longest = max(counts, default=0) or 1
    return tuple(StatisticsRow(link, language.number(count, lang), total, round(100 * count / longest))
                 for link, count, total in zip(links, counts, totals, strict=True))
