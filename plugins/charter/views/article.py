"""The article of a ceremony, and its line in the news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from charter import language, prose
from charter.model.batch import Batch, Signature, Speaker
from charter.model.types import LongText, Text
from charter.state import published_at
from charter.views import words
from charter.views.naming import name_on
from charter.views.site import Image, Link, Prose, Site


class Speaking(NamedTuple):
    """Somebody with a role, which may be in another language than the page."""

    name: str
    role: str
    role_lang: str


class Signer(NamedTuple):
    """One signature in an article."""

    id: str
    link: Link              # the name as signed; no address when its page is gone
    place: str
    sector: str
    ambition: Prose | None
    signed_by: tuple[Speaking, ...]
    signs_for: str
    images: tuple[Image, ...]


class Quotation(NamedTuple):
    """What somebody said, and who that is."""

    text: Prose | None
    by: Speaking


class Fact(NamedTuple):
    """A term and what it is; `iso` when it is a moment, `lang` when it may be in another language than the page."""

    term: str
    text: str
    iso: str = ""
    url: str | None = None
    lang: str = ""
    by: Speaking | None = None      # when it is a person


class Article(NamedTuple):
    """Everything an article, its feed item and its kit say."""

    slug: str
    title: str
    title_lang: str
    lead: Prose
    lead_text: str
    date: date
    date_text: str
    place: str
    event: str
    event_lang: str
    body: Prose | None
    images: tuple[Image, ...]
    signers: tuple[Signer, ...]
    quotes: tuple[Quotation, ...]
    corrections: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    total: str | None
    published: datetime
    updated: datetime
    embargo: str | None
    url: str
    kit_url: str
    kit_long_url: str
    untranslated: bool


@lru_cache(maxsize=16)
def title_of(site: Site, slug: str, lang: str) -> tuple[str, str]:
    """The headline and its language."""
    batch = site.state.batches[slug]
    if batch.title:
        return batch.title(lang), batch.title.language(lang)
    return words.headline(site.state.programme, site.names_in(batch, lang), lang), lang


def lead_of(site: Site, slug: str, lang: str) -> tuple[Prose, str]:
    """The lead as HTML and as plain text."""
    batch = site.state.batches[slug]
    written = site.prose(batch.lead, lang)
    if written and batch.lead:
        return written, prose.to_plain(batch.lead(lang))
    text = words.lead(site.state.programme, batch, site.names_in(batch, lang), site.state.totals.get(slug), lang)
    return Prose(f"<p>{language.escape(text)}</p>", lang), text


def updated_at(site: Site, slug: str) -> datetime:
    """When an article last changed: published, corrected, or it came to say something else of one that it names."""
    batch = site.state.batches[slug]
    return max([published_at(batch), *(c.at for c in site.corrections(batch)), *site.retold[slug]])


@lru_cache(maxsize=8)
def article(site: Site, slug: str, lang: str) -> Article:
    """The article of one batch; remembered, for its page, head, kit and feeds follow one another."""
    batch = site.state.batches[slug]
    title, title_lang = title_of(site, slug, lang)
    lead, lead_text = lead_of(site, slug, lang)
    published, updated = published_at(batch), updated_at(site, slug)
    embargo = site.state.embargoed.get(slug)
    signers = tuple(_signer(site, slug, batch, s, lang) for s in batch.signatories)
    return Article(
        slug=slug, title=title, title_lang=title_lang, lead=lead, lead_text=lead_text,
        date=batch.date, date_text=language.long_date(batch.date, lang), place=batch.place or "",
        event=batch.event(lang) if batch.event else "", event_lang=batch.event.language(lang) if batch.event else lang,
        body=site.prose(batch.body, lang), images=site.images(slug, batch.photos, lang), signers=signers,
        quotes=tuple(Quotation(site.prose(q.text, lang), speaking(q.by, lang)) for q in batch.quotes),
        corrections=tuple(Fact(language.long_moment(c.at, lang), c.text(lang), c.at.isoformat(), lang=c.text.language(lang)) for c in site.corrections(batch)),
        facts=tuple(_facts(site, slug, batch, published, updated, lang)),
        total=words.total_sentence(site.state.programme, site.state.totals.get(slug), lang),
        published=published, updated=updated,
        embargo=language.long_moment(embargo, lang) if embargo else None,
        url=site.href("article", lang, slug), kit_url=site.href("kit", lang, slug), kit_long_url=site.href("kit-long", lang, slug),
        untranslated=lang == "en" and any(text is not None and text.en is None for text in _texts(batch)),
    )


def _texts(batch: Batch) -> list[Text | LongText | None]:
    """All that somebody wrote for the article."""
    return [batch.title, batch.lead, batch.body, batch.event, *(q.text for q in batch.quotes), *(c.text for c in batch.corrections),
            *(s.ambition for s in batch.signatories), *(someone.role for someone in _people(batch))]


def _people(batch: Batch) -> Iterator[Speaker]:
    """Everyone whom an article gives a role."""
    yield from filter(None, (batch.led_by, *(quote.by for quote in batch.quotes)))
    for signature in batch.signatories:
        yield from signature.signed_by


def _signer(site: Site, slug: str, batch: Batch, signature: Signature, lang: str) -> Signer:
    link = site.link_to(signature.id, signature.name, lang)
    if link.url is None:
        return Signer(signature.id, link, "", "", None, (), "", ())
    return Signer(
        signature.id, link, signature.seat or "", site.labels("sectors", lang).get(signature.sector or "", ""),
        site.prose(signature.ambition, lang, 4), speakers(signature, lang),
        language.join_names(signature.signs_for, lang), site.images(slug, signature.photos, lang))


def speakers(signature: Signature, lang: str) -> tuple[Speaking, ...]:
    """Who signed."""
    return tuple(speaking(s, lang) for s in signature.signed_by)


def speaking(speaker: Speaker, lang: str) -> Speaking:
    """Somebody as a page in that language names them."""
    name = words.NOT_NAMED[lang] if speaker.name == words.NOT_NAMED["nl"] else speaker.name
    return Speaking(name, speaker.role(lang), speaker.role.language(lang)) if speaker.role else Speaking(name, "", lang)


def _facts(site: Site, slug: str, batch: Batch, published: datetime, updated: datetime, lang: str) -> list[Fact]:
    nl = lang == "nl"
    facts = [Fact("Ondertekend" if nl else "Signed", language.long_date(batch.date, lang), batch.date.isoformat())]
    if batch.place or batch.venue:
        facts.append(Fact("Waar" if nl else "Where", ", ".join(filter(None, (batch.venue, batch.place)))))
    if batch.host and (batch.host.name or batch.host.id in site.state.organisations):
        signed = site.organisation(batch.host.id or "")
        host = site.link_to(batch.host.id, name_on(signed, batch.date) if signed else batch.host.name, lang)
        facts.append(Fact("Gastheer" if nl else "Host", host.text, url=host.url))
    if batch.led_by:
        facts.append(Fact("Onder leiding van" if nl else "Led by", batch.led_by.name, by=speaking(batch.led_by, lang)))
    facts.append(Fact("Gepubliceerd" if nl else "Published", language.long_date(published.date(), lang), published.isoformat()))
    if updated > published:
        facts.append(Fact("Gewijzigd" if nl else "Changed", language.long_date(updated.date(), lang), updated.isoformat()))
    total = site.state.totals.get(slug)
    if total:
        facts.append(Fact("Totaal na deze ondertekening" if nl else "Total after this signing", language.number(total.ever, lang)))
    return facts
