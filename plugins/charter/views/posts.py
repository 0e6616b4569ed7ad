"""The posts about a ceremony for each social network: in the programme's voice, and in that of one who signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from charter import prose
from charter.language import sentence_end
from charter.model.types import LongText
from charter.networks import NETWORKS, Network, fits, length, shorten
from charter.views import post_words, words
from charter.views.card import card_view
from charter.views.site import Site

IN_A_SENTENCE = 3       # more names than this stand below each other
ENOUGH = 60             # characters of an ambition; less of it says nothing
# What a text says besides who signed and when, as far as a network takes it: the first things first. Names stand in it whole,
# or else only how many there are; `list` is names below each other, `words` what stands before the link.
_PARTS = ("hashtags", "words", "names", "place", "title", "event", "total", "ambition", "list")


class Post(NamedTuple):
    """One text to paste. `length` and `limit` are in `unit`; `picture` is card or square, and `alt` its description."""

    network: str
    label: str
    text: str
    length: int
    limit: int
    unit: str
    link: str
    hashtags: tuple[str, ...]
    picture: str
    alt: str
    alt_lang: str


class _Said(NamedTuple):
    """What a post may say; '' is not there. `opening` is given the parts that there is room for."""

    opening: Callable[[frozenset[str]], str]
    title: str
    names: tuple[str, ...]      # below each other
    total: str
    ambition: str
    where: str                  # what stands before the link


def posts(site: Site, slug: str, lang: str) -> tuple[Post, ...]:
    """One for each network, in the programme's voice, with a link to the article."""
    said = _of_ceremony(site, slug, lang)
    url = site.absolute(site.href("article", lang, slug))
    shown = site.published_photos(slug, site.state.batches[slug].photos, "social")
    return tuple(_post(site, slug, network, said, url, shown, lang) for network in NETWORKS.values())


def own_posts(site: Site, slug: str, number: int, lang: str) -> tuple[Post, ...]:
    """The same in the voice of signatory `number` of the ceremony, from 0, with a link to its own page.

    None for one that is a signatory no more.
    """
    signature = site.state.batches[slug].signatories[number]
    found = site.organisation(signature.id)
    if found is None or found.status != "active":
        return ()
    said = _of_signatory(site, slug, number, lang)
    url = site.absolute(site.href("profile", lang, signature.id))
    shown = site.published_photos(slug, signature.photos, "social")
    return tuple(_post(site, slug, network, said, url, shown, lang) for network in NETWORKS.values())


def _of_ceremony(site: Site, slug: str, lang: str) -> _Said:
    batch, programme = site.state.batches[slug], site.state.programme
    names, total = site.names_in(batch, lang), site.state.totals.get(slug)
    title = batch.title(lang) if batch.title and batch.title.language(lang) == lang else ""
    event = batch.event(lang) if batch.event and batch.event.language(lang) == lang else ""

    def opening(kept: frozenset[str]) -> str:
        shown = names if len(names) <= IN_A_SENTENCE and "names" in kept else []
        sentence = words.signed(programme, batch, shown, (batch.place or "") if "place" in kept else "", lang)
        return f"{sentence} {post_words.occasion(event, lang)}" if event and "event" in kept else sentence

    said = words.nth_sentence(names[0], total, lang) if len(names) == 1 and total and not batch.signatories[0].again else \
        words.total_sentence(programme, total, lang)
    return _Said(opening, sentence_end(title) if title else "", tuple(names) if len(names) > IN_A_SENTENCE else (), said or "", "",
                 post_words.where_signers(len(names), lang))


def _of_signatory(site: Site, slug: str, number: int, lang: str) -> _Said:
    batch, programme = site.state.batches[slug], site.state.programme
    signature = batch.signatories[number]
    others = [name for n, name in enumerate(site.names_in(batch, lang)) if n != number]
    ambition = _plain(signature.ambition, lang)

    def opening(kept: frozenset[str]) -> str:
        shown = others if len(others) < IN_A_SENTENCE and "names" in kept else []
        return post_words.we_signed(programme, batch, signature.again, shown, (batch.place or "") if "place" in kept else "", lang)

    return _Said(opening, "", (), "", f"{post_words.our_ambition(lang)} {sentence_end(ambition)}" if ambition else "", post_words.our_page(programme, lang))


def _plain(text: LongText | None, lang: str) -> str:
    """On one line; '' when there is none in this language."""
    return " ".join(prose.to_plain(text(lang)).split()) if text and text.language(lang) == lang else ""


def _post(site: Site, slug: str, network: Network, said: _Said, url: str, shown: Sequence, lang: str) -> Post:
    tags = tuple(f"#{tag}" for tag in site.state.programme.hashtags)[:network.hashtags]
    link = _link(site, network, slug, url)
    text, kept = _text(network.id, said, link, tags)
    card = card_view(site, slug, lang)
    picture, (alt, alt_lang) = "card", (post_words.card_alt(card.headline, card.when, lang), lang)
    if network.picture == "square" and shown:
        picture, (alt, alt_lang) = "square", words.alt_text(shown[0], site.state.batches[slug], lang)
    return Post(network.id, network.label, text, length(text, network.id), network.limit, network.unit, link, kept, picture,
                shorten(alt, lambda found: len(found) <= network.alt), alt_lang)


def _link(site: Site, network: Network, slug: str, url: str) -> str:
    """The address with what tells the statistics of a site where readers came from; without it where that alone fills a post."""
    tagged = f"{url}?{urlencode({'utm_source': network.id, 'utm_medium': 'social', 'utm_campaign': slug})}"
    room = network.limit // 3 * 2
    return next((found for found in (tagged, url) if length(found, network.id) <= room), f"{site.base_url}/")


def _text(network: str, said: _Said, link: str, tags: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The richest text that fits, and the hashtags in it."""
    kept: frozenset[str] = frozenset()
    for part in _PARTS:
        if fits(_joined(said, link, tags, kept | {part}), network):
            kept |= {part}
    if "ambition" not in kept:
        said, kept = _with_some_ambition(network, said, link, tags, kept)
    return _as_it_must(network, _joined(said, link, tags, kept), link), tuple(tags) if "hashtags" in kept else ()


def _with_some_ambition(network: str, said: _Said, link: str, tags: Sequence[str], kept: frozenset[str]) -> tuple[_Said, frozenset[str]]:
    """With as much of it as fits, unless that is too little to say something."""
    def fitting(found: str) -> bool:
        return fits(_joined(said._replace(ambition=found), link, tags, kept | {"ambition"}), network)

    short = shorten(said.ambition, fitting)
    whole = short[:max((short.rfind(end) for end in (". ", "? ")), default=-1) + 1]      # "… every part of the city. Our…" says less
    short = whole if len(whole) >= ENOUGH else short
    return (said._replace(ambition=short), kept | {"ambition"}) if len(short) >= ENOUGH else (said, kept)


def _as_it_must(network: str, text: str, link: str) -> str:
    """What the record makes too long even so ends in an ellipsis, before the link."""
    if fits(text, network):
        return text
    short = shorten(text.removesuffix(link), lambda found: fits(f"{found}\n\n{link}", network))
    return f"{short}\n\n{link}" if short else link


def _joined(said: _Said, link: str, tags: Sequence[str], kept: frozenset[str]) -> str:
    parts = {"title": said.title, "opening": said.opening(kept), "ambition": said.ambition, "list": "\n".join(f"- {name}" for name in said.names),
             "total": said.total, "words": f"{said.where}: {link}", "hashtags": " ".join(tags)}
    if "words" not in kept:
        parts["words"] = link
    return "\n\n".join(text for part, text in parts.items() if text and part in kept | {"opening", "words"})
