"""The posts about a ceremony for each social network: in the programme's voice, and in that of one who signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from charter import prose
from charter.language import sentence_end
from charter.model.types import LongText, Text
from charter.networks import NETWORKS, Network, at_most, fits, length, shorten
from charter.views import post_words, words
from charter.views.card import card_view
from charter.views.site import Site

IN_A_SENTENCE = 3       # more names than this stand below each other
ENOUGH = 60             # characters of an ambition; less of it says nothing
# What a text says besides who signed and when, as far as a network takes it: the first things first. Names stand in it whole,
# or else only how many there are; `list` is names below each other, `words` what stands before the link.
_PARTS = ("hashtags", "words", "names", "place", "title", "event", "total", "ambition", "list")
_EVERYTHING = frozenset(_PARTS)


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
    """What a post may say; '' is not there. `opening` is told whether there is room for names, and for the place."""

    opening: Callable[[bool, bool], str]
    event: str
    title: str
    names: str      # below each other
    total: str
    ambition: str
    where: str      # what stands before the link

    @property
    def parts(self) -> dict[str, str]:
        """What is there or not, as a whole."""
        return {"title": self.title, "event": self.event, "total": self.total, "ambition": self.ambition, "list": self.names}


def posts(site: Site, slug: str, lang: str) -> tuple[Post, ...]:
    """One for each network, in the programme's voice, with a link to the article."""
    said = _of_ceremony(site, slug, lang)
    url = site.absolute(site.href("article", lang, slug))
    shown = site.published_photos(slug, site.state.batches[slug].photos, "social")
    return tuple(_post(site, slug, network, said, url, shown, lang) for network in NETWORKS.values())


def own_posts(site: Site, slug: str, number: int, lang: str, networks: Iterable[str] = NETWORKS) -> tuple[Post, ...]:
    """The same in the voice of signatory `number` of the ceremony, from 0, with a link to its own page.

    For some networks, or all; none for one that is a signatory no more.
    """
    signature = site.state.batches[slug].signatories[number]
    found = site.organisation(signature.id)
    if found is None or found.status != "active":
        return ()
    said = _of_signatory(site, slug, number, lang)
    url = site.absolute(site.href("profile", lang, signature.id))
    shown = site.published_photos(slug, signature.photos, "social")
    return tuple(_post(site, slug, NETWORKS[network], said, url, shown, lang) for network in networks)


def _of_ceremony(site: Site, slug: str, lang: str) -> _Said:
    batch, programme = site.state.batches[slug], site.state.programme
    names, total = site.names_in(batch, lang), site.state.totals.get(slug)

    @cache
    def opening(with_names: bool, with_place: bool) -> str:
        shown = names if len(names) <= IN_A_SENTENCE and with_names else ()
        return words.signed(programme, batch, shown, (batch.place or "") if with_place else "", lang)

    alone = len(names) == 1 and total and not batch.signatories[0].again
    counted = words.nth_sentence(names[0], total, lang) if alone and total else words.total_sentence(programme, total, lang)
    event, title = _line(batch.event, lang), _line(batch.title, lang)
    return _Said(opening, post_words.occasion(event, lang) if event else "", sentence_end(title) if title else "",
                 "\n".join(f"- {name}" for name in names) if len(names) > IN_A_SENTENCE else "",
                 counted or "", "", post_words.where_signers(len(names), lang))


def _of_signatory(site: Site, slug: str, number: int, lang: str) -> _Said:
    batch, programme = site.state.batches[slug], site.state.programme
    signature = batch.signatories[number]
    few = len(batch.signatories) <= IN_A_SENTENCE
    others = [name for n, name in enumerate(site.names_in(batch, lang)) if n != number] if few else []

    @cache
    def opening(with_names: bool, with_place: bool) -> str:
        shown = others if with_names else ()
        return post_words.we_signed(programme, batch, signature.again, shown, (batch.place or "") if with_place else "", lang)

    ambition = _line(signature.ambition, lang)
    said = f"{post_words.our_ambition(lang)} {sentence_end(ambition)}" if ambition else ""
    return _Said(opening, "", "", "", "", said, post_words.our_page(programme, lang))


def _line(text: Text | LongText | None, lang: str) -> str:
    """On one line; '' when there is none in this language: a post is in one language."""
    if text is None or text.language(lang) != lang:
        return ""
    return " ".join((prose.to_plain(text(lang)) if isinstance(text, LongText) else text(lang)).split())


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
    room = network.limit // 3 * 2
    return next((found for found in (f"{url}?{_campaign(network.id, slug)}", url)
                 if len(found) <= room or at_most(found, network.id) <= room), f"{site.base_url}/")


@lru_cache(maxsize=64)
def _campaign(network: str, slug: str) -> str:
    return urlencode({"utm_source": network, "utm_medium": "social", "utm_campaign": slug})


def _text(network: str, said: _Said, link: str, tags: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The richest text that fits, and the hashtags in it."""
    room, kept = NETWORKS[network].limit, _EVERYTHING
    if _size(network, said, link, tags, kept) > room:
        kept = frozenset(part for part, text in said.parts.items() if not text)
        for part in (part for part in _PARTS if part not in kept):
            if _size(network, said, link, tags, kept | {part}) <= room:
                kept |= {part}
    if "ambition" not in kept:
        said = said._replace(ambition=_some(said.ambition, network, room - 2 - _size(network, said, link, tags, kept)))
        kept |= {"ambition"}
    text = "\n\n".join(_paragraphs(said, link, tags, kept))
    return (text, tuple(tags) if "hashtags" in kept else ()) if fits(text, network) else (_as_it_must(network, text, link), ())


def _size(network: str, said: _Said, link: str, tags: Sequence[str], kept: frozenset[str]) -> int:
    """Of the paragraphs with an empty line between them."""
    return sum(at_most(text, network) + 2 for text in _paragraphs(said, link, tags, kept)) - 2


def _some(ambition: str, network: str, room: int) -> str:
    """As much of it as there is room for; '' when that is too little to say something."""
    short = shorten(ambition, lambda found: at_most(found, network) <= room) if room >= ENOUGH else ""
    # "… every part of the city. Our…" says less than the sentence before it does.
    bare = short.removesuffix("…")
    whole = f"{bare}." if ambition.startswith(f"{bare}. ") else short[:max(short.rfind(". "), short.rfind("? ")) + 1]
    found = whole if len(whole) >= ENOUGH else short
    return found if len(found) >= ENOUGH else ""


def _as_it_must(network: str, text: str, link: str) -> str:
    """What the record makes too long whatever is left out ends in an ellipsis, before the link."""
    short = shorten(text.removesuffix(link), lambda found: fits(f"{found}\n\n{link}", network))
    return f"{short}\n\n{link}" if short else link


def _paragraphs(said: _Said, link: str, tags: Sequence[str], kept: frozenset[str]) -> list[str]:
    """In the order in which they are read."""
    opening = said.opening("names" in kept, "place" in kept)
    found = (said.title if "title" in kept else "", f"{opening} {said.event}" if said.event and "event" in kept else opening,
             said.ambition if "ambition" in kept else "", said.names if "list" in kept else "", said.total if "total" in kept else "",
             f"{said.where}: {link}" if "words" in kept else link, " ".join(tags) if "hashtags" in kept else "")
    return [text for text in found if text]
