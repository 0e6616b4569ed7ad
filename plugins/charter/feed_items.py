"""What each kind of item in a feed says: news, newsletter block, signatory, change, and what stands for who was erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from charter import language, prose, urls
from charter.block_forms import form
from charter.feed_formats import Category, Item
from charter.model.changes import Change
from charter.pages import HandPage, Pages
from charter.state import Organisation, published_at
from charter.views.article import article, updated_at
from charter.views.block import Enclosure, block
from charter.views.happened import erased_title, happened, happened_at, known_at, successors_of
from charter.views.profile import left_sentence
from charter.views.site import Link

SIGNING, PROGRAMME = ("signing", "Ondertekening", "Signing"), ("programme", "Programmanieuws", "Programme news")
CHANGES = {
    "renamed": ("renamed", "Nieuwe naam", "New name"), "merged_into": ("merged", "Fusie", "Merger"), "split_into": ("split", "Splitsing", "Split"),
    "withdrawn": ("left", "Vertrek", "Left"), "details": ("details", "Gegevens", "Details"),
}


def _category(words: tuple[str, str, str], lang: str) -> Category:
    return Category(words[0], words[2] if lang == "en" else words[1])


def _sectors(pages: Pages, found: Iterator[str | None] | list[str | None], lang: str) -> list[Category]:
    """Those of the programme, in its order, each once."""
    there = set(found)
    return [Category(code, label) for code, label in pages.site.labels("sectors", lang).items() if code in there]


def _categories_of_batch(pages: Pages, slug: str, lang: str) -> tuple[Category, ...]:
    """A signing, and the sectors of who signed; who was erased left no trace of its sector either."""
    site = pages.site
    signed = (s.sector for s in site.state.batches[slug].signatories if site.organisation(s.id))
    return (_category(SIGNING, lang), *_sectors(pages, signed, lang))


def news_item(pages: Pages, slug: str, lang: str) -> Item:
    """The whole article of a ceremony."""
    site, made = pages.site, article(pages.site, slug, lang)
    url = site.absolute(made.url)
    image = made.images[0] if made.images else None
    html = pages.templates[lang].render("feed-item.html", article=made)
    return Item(urls.feed_id("batch", slug), url, made.title, made.title_lang, prose.absolute(html.strip(), url), made.lead_text or made.title,
                made.lead.lang if made.lead_text else made.title_lang, (made.body or made.lead).lang, site.zoned(made.published), site.zoned(made.updated),
                _categories_of_batch(pages, slug, lang), Enclosure(site.absolute(image.small.url), image.small, image) if image else None)


def mailing_item(pages: Pages, slug: str, lang: str, css: str) -> Item:
    """The short newsletter block with its photo, as the kit of the ceremony has it."""
    site, made = pages.site, block(pages.site, slug, lang)
    html = form("html", made, pages.templates[lang], css)
    return Item(urls.feed_id("batch", slug), made.url, made.title, made.title_lang, html, made.lead or made.title,
                made.lead_lang if made.lead else made.title_lang, made.lead_lang, site.zoned(published_at(site.state.batches[slug])),
                site.zoned(updated_at(site, slug)), _categories_of_batch(pages, slug, lang), made.enclosure)


def hand_item(pages: Pages, item: HandPage, lang: str) -> Item:
    """Programme news. Nobody knows when it was last changed."""
    site = pages.site
    assert item.date
    moment, url = site.zoned(item.date), site.absolute(site.href("article", lang, item.slug))
    html = prose.absolute(prose.rooted(item.html, site.base_url), url)
    return Item(item.feed_id, url, item.title, lang, html, item.summary or item.title, lang, lang, moment, moment, (_category(PROGRAMME, lang),))


def member_item(pages: Pages, o: Organisation, lang: str) -> Item:
    """Name, place and sector, and what happened to one that left; no person and no dimension."""
    site = pages.site
    published, updated = site.zoned(first_published(pages, o)), site.zoned(member_updated(pages, o))
    if o.status == "erased":
        return _gone(pages, urls.feed_id("signatory", o.id), published, updated, lang)
    row = pages.directory.row(o, lang)
    left = left_sentence(site, o, lang)
    text = " ".join(filter(None, [left, _signed(o, row.place, row.sector, lang)]))
    links = [site.link_to(id_, None, lang) for id_ in o.successors]
    return Item(urls.feed_id("signatory", o.id), site.absolute(row.url), o.name, lang, _html(pages, [text], links), text, lang, lang, published, updated,
                tuple(_sectors(pages, [o.sector], lang)))


def _signed(o: Organisation, place: str, sector: str, lang: str) -> str:
    first, where = o.signings[0], ", ".join(filter(None, (place, sector)))
    text = f"{o.name} ({where})" if where else o.name
    text += f": {'signed on' if lang == 'en' else 'ondertekend op'} {language.long_date(first.date, lang)}"
    if first.signature.name != o.name:
        text += f"{' as ' if lang == 'en' else ' als '}{first.signature.name}"
    again = "Signed again on" if lang == "en" else "Opnieuw ondertekend op"
    later = [f"{again} {language.long_date(o.signings[-1].date, lang)}."] if len(o.signings) > 1 else []
    return " ".join([language.sentence_end(text), *later])


def first_published(pages: Pages, o: Organisation) -> datetime:
    """When its first signature became public."""
    return pages.site.published[o.signings[0].slug]


def turned_at(pages: Pages, o: Organisation) -> datetime | None:
    """When it became known that a signatory is none any more, or that it is one again; None of one that never left."""
    leaving = [change for change in o.changes if change.leaves]
    if not leaving:
        return None
    again = [pages.site.published[s.slug] for s in o.signings if s.date >= max(change.date for change in leaving)]
    return min(again) if again and o.status == "active" else max(map(published_at, leaving))


def member_updated(pages: Pages, o: Organisation) -> datetime:
    """When what its item says last changed: its own name, place, sector or signature, or the name of who came after it."""
    site = pages.site
    own = [published_at(c) for c in o.changes if not c.details or c.details.seat or c.details.sector]
    after = filter(None, (known_at(site, id_) for id_ in o.successors))
    return max([*(site.published[s.slug] for s in o.signings), *own, *after])


def moved_from(pages: Pages, o: Organisation, kind: str) -> Iterator[tuple[str, datetime]]:
    """The terms that a signatory had and has no more, each with when that became public; `kind` is dimension or sector."""
    told: list[tuple[date, int, datetime, tuple[str, ...]]] = [
        (s.date, 0, pages.site.published[s.slug], s.signature.dimensions if kind == "dimension" else tuple(filter(None, [s.signature.sector]))) for s in o.signings]
    if kind == "sector":
        told += [(c.date, 1, published_at(c), (c.details.sector,)) for c in o.changes if c.details and c.details.sector]
        told = [each for each in told if each[3]]       # a signature without a sector leaves it as it was
    told.sort(key=lambda each: each[:2])
    for n, (*_, codes) in enumerate(told[:-1]):
        yield from ((code, min(moment for _, _, moment, _ in told[n + 1:])) for code in codes if code not in told[-1][3] and code not in told[n + 1][3])


def change_item(pages: Pages, change: Change, o: Organisation, lang: str) -> Item:
    """What happened; of one that was erased later only that."""
    site = pages.site
    id_, published = urls.feed_id("change", change.date.isoformat(), o.id, change.kind), site.zoned(published_at(change))
    updated = site.zoned(change_updated(pages, change))
    if o.status == "erased":
        return _gone(pages, id_, published, updated, lang)
    said = happened(site, change, o, lang)
    text = " ".join([language.sentence_end(said.title), *said.facts])
    return Item(id_, site.absolute(site.href("profile", lang, o.id)), said.title, lang, _html(pages, [language.sentence_end(said.title), *said.facts], said.successors),
                text, lang, lang, published, updated, (_category(CHANGES[change.kind], lang),))


def change_updated(pages: Pages, change: Change) -> datetime:
    """When what its item says last changed."""
    return happened_at(pages.site, change)


def change_key(pages: Pages, change: Change, o: Organisation) -> list[object]:
    """Everything that an item of a change is made from."""
    others = [(other.name, other.former_names, other.status) for id_ in successors_of(change)
              if (other := pages.site.state.organisations.get(id_))]
    return [change, o.name, o.former_names, o.status, others, change_updated(pages, change)]


def _gone(pages: Pages, id_: str, published: datetime, updated: datetime, lang: str) -> Item:
    """Stands for who was erased: a reader keeps what it got once, until an item with the same id says something else."""
    title = erased_title(lang)
    text = "This signatory had its details removed." if lang == "en" else "Deze ondertekenaar liet haar gegevens verwijderen."
    return Item(id_, pages.site.absolute(pages.site.href("directory", lang)), title, lang, _html(pages, [text], ()), text, lang, lang, published, updated)


def _html(pages: Pages, paragraphs: list[str], links: tuple[Link, ...] | list[Link]) -> str:
    """Paragraphs of plain text, and one of links."""
    found = [f'<a href="{language.escape(pages.site.absolute(link.url))}">{language.escape(link.text)}</a>' for link in links if link.url]
    return "".join(f"<p>{text}</p>" for text in [*map(language.escape, paragraphs), *filter(None, [", ".join(found)])])
