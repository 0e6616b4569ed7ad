"""The page of one signatory."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from charter import language
from charter.state import Organisation, published_at
from charter.views import words
from charter.views.article import Speaking, speakers
from charter.views.site import Image, Link, Prose, Site, digest


class SigningLine(NamedTuple):
    """When and as what it signed, and with whom."""

    date_text: str
    iso: str
    place: str
    name_as_signed: str
    article: Link
    together: tuple[Link, ...]
    signed_by: tuple[Speaking, ...]
    signs_for: str
    kit_url: str


class Profile(NamedTuple):
    """Everything a profile says."""

    id: str
    name: str
    facts: tuple[tuple[str, Link], ...]
    website: str | None
    dimensions: tuple[Link, ...]
    ambition_heading: str
    ambition: Prose | None
    explanation: Prose | None
    images: tuple[Image, ...]
    signings: tuple[SigningLine, ...]
    history: tuple[str, ...]
    left: str | None
    successors: tuple[Link, ...]
    predecessors: tuple[Link, ...]
    untranslated: bool


def profile_key(site: Site, o: Organisation) -> str:
    """A digest of everything that `profile` reads."""
    others = [(i, other.name) for i in (*o.successors, *o.predecessors) if (other := site.organisation(i))]
    return digest([site.batch_keys[s.slug] for s in o.signings], o.name, o.seat, o.website, o.sector, o.kind, o.size,
                  o.status, o.left_on, o.former_names, others)


def profile(site: Site, o: Organisation, lang: str) -> Profile:
    """The profile of an organisation as it is today."""
    signature = o.latest
    slug = o.signings[-1].slug
    dimension = site.labels("dimensions", lang)
    texts = [signature.ambition, signature.explanation, *(s.role for signing in o.signings for s in signing.signature.signed_by)]
    return Profile(
        id=o.id, name=o.name, facts=tuple(_facts(site, o, lang)), website=o.website,
        dimensions=tuple(Link(dimension[c], site.href("dimension", lang, c) if o.status == "active" else None)
                         for c in signature.dimensions if c in dimension),
        ambition_heading=words.ambition_heading(o.name, lang), ambition=site.prose(signature.ambition, lang, 3),
        explanation=site.prose(signature.explanation, lang, 3),
        images=site.images(slug, signature.photos, lang),
        signings=tuple(_signing(site, o, n, lang) for n in range(len(o.signings))),
        history=tuple(_history(o, lang)), left=left_sentence(site, o, lang),
        successors=tuple(site.link_to(i, None, lang) for i in o.successors),
        predecessors=tuple(site.link_to(i, None, lang) for i in o.predecessors),
        untranslated=lang == "en" and any(t is not None and t.en is None for t in texts),
    )


def _facts(site: Site, o: Organisation, lang: str) -> list[tuple[str, Link]]:
    from charter.views.listing import place_code  # listing lists profiles; this is the one way back
    nl = lang == "nl"
    found = []
    if o.seat:
        code = place_code(o.seat)
        found.append(("Plaats" if nl else "Place", Link(o.seat, site.href("place", lang, code) if code and o.status == "active" else None)))
    for title, kind, value, terms in (("Sector", "sector", o.sector, "sectors"), ("Soort" if nl else "Kind", None, o.kind, "kinds"),
                                      ("Grootte" if nl else "Size", "size", o.size, "sizes")):
        label = site.labels(terms, lang).get(value or "")
        if label:
            found.append((title, Link(label, site.href(kind, lang, value) if kind and value and o.status == "active" else None)))
    return found


def _signing(site: Site, o: Organisation, n: int, lang: str) -> SigningLine:
    signing = o.signings[n]
    batch = site.state.batches[signing.slug]
    link = Link(language.long_date(signing.date, lang), site.href("article", lang, signing.slug))
    together = tuple(site.link_to(s.id, s.name, lang) for s in batch.signatories if s.id != o.id)
    return SigningLine(link.text, signing.date.isoformat(), batch.place or "", signing.signature.name, link, together,
                       speakers(signing.signature, lang), language.join_names(signing.signature.signs_for, lang),
                       site.href("kit", lang, signing.slug))


def _history(o: Organisation, lang: str) -> list[str]:
    """Earlier names, each with the day until which it held."""
    until = "until" if lang == "en" else "tot"
    return [f"{name} ({until} {language.long_date(day, lang)})" for day, name in o.former_names]


def left_sentence(site: Site, o: Organisation, lang: str) -> str | None:
    """What happened, for one that is no signatory any more."""
    if o.left_on is None:
        return None
    day, successors = words.since(o.left_on, lang), language.join_names([site.link_to(i, None, lang).text for i in o.successors], lang)
    sentence = {
        ("merged", "nl"): f"{o.name} ging {day} op in {successors}", ("merged", "en"): f"{o.name} became part of {successors} {day}",
        ("split", "nl"): f"{o.name} is {day} gesplitst in {successors}", ("split", "en"): f"{o.name} was split into {successors} {day}",
        ("former", "nl"): f"{o.name} is {day} gestopt als ondertekenaar", ("former", "en"): f"{o.name} ceased to be a signatory {day}",
    }[o.status, lang]
    return language.sentence_end(language.sentence_start(sentence))


def profile_updated(site: Site, o: Organisation) -> datetime:
    """When a profile last changed, for the sitemap and the feeds: it names those who signed with it and whom it came from."""
    relatives = (site.organisation(id_) for id_ in (*o.successors, *o.predecessors))
    told = [c for other in relatives if other for c in other.changes if not c.details]
    beside = [moment for s in o.signings for moment in (site.published[s.slug], *site.retold[s.slug])]
    return max([*beside, *(published_at(c) for c in (*o.changes, *told))])
