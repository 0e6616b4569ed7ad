"""What happened to a signatory, as the feed of changes says it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from charter import language
from charter.language import join_names, sentence_end, sentence_start
from charter.model.changes import Change
from charter.state import Organisation, published_at
from charter.views import words
from charter.views.naming import name_on, named_at
from charter.views.site import Link, Site


class Happened(NamedTuple):
    """A change in words. `facts` are what it says besides, and `successors` those who came after."""

    title: str
    facts: tuple[str, ...]
    successors: tuple[Link, ...]


def happened(site: Site, change: Change, o: Organisation, lang: str) -> Happened:
    """With the names of that day: a later one is a change of its own, and does not rewrite this one."""
    nl, name = lang == "nl", name_on(o, change.date)
    successors = tuple(_successor(site, id_, change.date, lang) for id_ in successors_of(change))
    others = join_names([link.text for link in successors], lang)
    title = {
        "renamed": f"{_name_before(o, change)} heet nu {name}" if nl else f"{_name_before(o, change)} is now called {name}",
        "merged_into": f"{name} ging op in {others}" if nl else f"{name} became part of {others}",
        "split_into": f"{name} is gesplitst in {others}" if nl else f"{name} was split into {others}",
        "withdrawn": f"{name} is gestopt als ondertekenaar" if nl else f"{name} ceased to be a signatory",
        "details": f"Gegevens van {name} zijn gewijzigd" if nl else f"Details of {name} have changed",
    }[change.kind]
    facts = (*_details(site, change, lang), f"{'Datum' if nl else 'Date'}: {language.long_date(change.date, lang)}")
    return Happened(sentence_start(title), tuple(map(sentence_end, facts)), tuple(link for link in successors if link.url))


def happened_at(site: Site, change: Change) -> datetime:
    """When what is said of it last changed: it was published, or one that it names was erased or has another name of that day."""
    days = (change.date, *([change.date - timedelta(days=1)] if change.renamed and change.date > date.min else []))
    return max([published_at(change), *(moment for id_ in (change.id, *successors_of(change)) for day in days if (moment := known_at(site, id_, day)))])


def successors_of(change: Change) -> tuple[str, ...]:
    """The ids of those into which a signatory merged or split."""
    return (change.merged_into,) if change.merged_into else change.split_into or ()


def erased_at(site: Site, id_: str) -> datetime | None:
    """When a signatory had its details removed, or None."""
    o = site.state.organisations.get(id_)
    if o is None or o.status != "erased":
        return None
    return max(published_at(c) for c in o.changes if c.withdrawn == "erased")


def known_at(site: Site, id_: str, day: date = date.max) -> datetime | None:
    """When what stands for a signatory last changed: its name of a day, or that it was erased. None while it is not known."""
    o = site.state.organisations.get(id_)
    return erased_at(site, id_) or named_at(o, site.published, day) if o else None


def _successor(site: Site, id_: str, day: date, lang: str) -> Link:
    o = site.organisation(id_)
    return site.link_to(id_, name_on(o, day) if o else None, lang)


def _name_before(o: Organisation, change: Change) -> str:
    """The name that a change of name replaced."""
    names = [*o.former_names, (date.max, o.name)]
    return next((before for (until, before), (_, behind) in pairwise(names)
                 if until == change.date and change.renamed and behind == change.renamed.name), o.name)


def _details(site: Site, change: Change, lang: str) -> list[str]:
    if not change.details:
        return []
    nl, new = lang == "nl", change.details
    said = [("Plaats" if nl else "Place", new.seat), ("Website", new.website),
            ("Sector", site.labels("sectors", lang).get(new.sector or "")),
            ("Soort" if nl else "Kind", site.labels("kinds", lang).get(new.kind or "")),
            ("Grootte" if nl else "Size", site.labels("sizes", lang).get(new.size or ""))]
    return [f"{term}: {text}" for term, text in said if text]


def erased_title(lang: str) -> str:
    """What stands in the place of one that had its details removed."""
    return sentence_start(words.ERASED[lang])
