"""The newsletter block of a ceremony: what every form of it says, short or long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from charter import language, prose
from charter.model.types import LongText
from charter.views.article import Article, Speaking, article, speaking
from charter.views.site import Image, Jpeg, Site

NAMED = 10      # more signers than this are a count and a link, or several parts: a cut list of names would be wrong


class Enclosure(NamedTuple):
    """A photo outside the site: one JPEG of it, with an absolute address."""

    url: str
    jpeg: Jpeg
    image: Image


class Said(NamedTuple):
    """Plain text in paragraphs, and the language that it is really in."""

    paragraphs: tuple[str, ...]
    lang: str


class BlockSigner(NamedTuple):
    """One who signed, in a long block. `url` is None when it has no page any more."""

    name: str
    url: str | None
    place: str
    ambition: Said | None


class BlockQuote(NamedTuple):
    """What somebody said, without quotation marks."""

    said: Said
    by: Speaking


class Block(NamedTuple):
    """One newsletter block; addresses are absolute. A long one of many signers has parts, `part` of `parts` from 1.

    What belongs to the ceremony as a whole stands once: lead and photo in the first part, quotes and total in the last.
    """

    title: str
    title_lang: str
    lead: str
    lead_lang: str
    names: tuple[str, ...]          # of a short block, in order of signing; empty when there are too many to name
    names_text: str
    signers: tuple[BlockSigner, ...]    # of a long block, those of this part
    quotes: tuple[BlockQuote, ...]
    total: str | None
    url: str
    link_text: str
    enclosure: Enclosure | None     # for newsletters, as wide as it is there
    programme: str
    part: int = 1
    parts: int = 1


def block(site: Site, slug: str, lang: str) -> Block:
    """The short block: the news, the names when there are at most NAMED, and where to read on."""
    made = article(site, slug, lang)
    names = tuple(site.names_in(site.state.batches[slug], lang))
    shown = names if len(names) <= NAMED else ()
    return Block(made.title, made.title_lang, made.lead_text, made.lead.lang, shown, language.join_names(shown, lang), (), (), made.total,
                 site.absolute(made.url), _link_text(len(names), lang), _photo(site, slug, lang), site.state.programme.name(lang))


def long_blocks(site: Site, slug: str, lang: str) -> tuple[Block, ...]:
    """The long block: everyone who signed with place and ambition, and what was said; in parts of at most NAMED signers."""
    short, made = block(site, slug, lang), article(site, slug, lang)
    whole = short._replace(names=(), names_text="", signers=tuple(_signers(site, slug, made, lang)),
                           quotes=tuple(_quotes(site, slug, lang)))
    groups = evenly(whole.signers, NAMED)
    return tuple(_part(whole, group, number, len(groups)) for number, group in enumerate(groups, 1))


def evenly(signers: tuple[BlockSigner, ...], most: int) -> list[tuple[BlockSigner, ...]]:
    """As few groups as `most` allows, as equal as can be, the larger ones first: 12 are 6 and 6, 21 are 7, 7 and 7."""
    count = -(-len(signers) // most)
    sizes = [len(signers) // count + (n < len(signers) % count) for n in range(count)]
    return [signers[sum(sizes[:n]):sum(sizes[:n + 1])] for n in range(count)]


def _part(whole: Block, signers: tuple[BlockSigner, ...], number: int, of: int) -> Block:
    first, last = number == 1, number == of
    return whole._replace(lead=whole.lead if first else "", enclosure=whole.enclosure if first else None, signers=signers,
                          quotes=whole.quotes if last else (), total=whole.total if last else None, part=number, parts=of)


def without_photo(made: Block) -> Block:
    """The same block for a newsletter that has no place for a picture."""
    return made._replace(enclosure=None)


def _link_text(count: int, lang: str) -> str:
    if count <= NAMED:
        return "Read who signed and why" if lang == "en" else "Lees wie er tekenden en waarom"
    word = language.number_word(count, lang)
    return f"See all {word} signatories" if lang == "en" else f"Bekijk alle {word} ondertekenaars"


def _photo(site: Site, slug: str, lang: str) -> Enclosure | None:
    """The first that may go into newsletters: its widest JPEG for mail, which a sharp screen shows at half its width.

    Of a tall photo the narrower one is wide enough.
    """
    for image in site.images(slug, site.state.batches[slug].photos, lang, "newsletter")[:1]:
        if image.mails:
            jpeg = image.mails[0 if image.height > image.width else -1]
            return Enclosure(site.absolute(jpeg.url), jpeg, image)
    return None


def _signers(site: Site, slug: str, made: Article, lang: str) -> Iterator[BlockSigner]:
    """Of who is gone nothing but the words that stand in its place."""
    for signer, signature in zip(made.signers, site.state.batches[slug].signatories, strict=True):
        url = signer.link.url
        if url is None:
            yield BlockSigner(signer.link.text, None, "", None)
        else:
            yield BlockSigner(signer.link.text, site.absolute(url), signer.place, _said(signature.ambition, lang))


def _quotes(site: Site, slug: str, lang: str) -> Iterator[BlockQuote]:
    for quote in site.state.batches[slug].quotes:
        if said := _said(quote.text, lang):
            yield BlockQuote(said, speaking(quote.by, lang))


def _said(text: LongText | None, lang: str) -> Said | None:
    """Lines of a paragraph become one; a text of a picture only says nothing."""
    if text is None:
        return None
    paragraphs = tuple(" ".join(found.split()) for found in prose.to_plain(text(lang)).split("\n\n") if found.strip())
    return Said(paragraphs, text.language(lang)) if paragraphs else None
