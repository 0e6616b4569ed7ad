"""The newsletter block of a ceremony: what every form of it says, short or long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple, TypeVar

from charter import language, prose
from charter.model.types import LongText
from charter.views.article import Article, Speaking, article, speaking
from charter.views.site import Image, Jpeg, Site

NAMED = 10      # more signers than this are a count and a link, or several parts: a cut list of names would be wrong
PART = 60_000   # bytes of what the people of one part say: with what stands around it no part weighs more than 80 kB
PAGE = 12_000   # bytes of what one of them says: a page of text, in any script
LINE, ROW = 60, 900     # bytes of e-mail HTML around a line, and around all of one signer or quote; at most


class Enclosure(NamedTuple):
    """A photo outside the site: one JPEG of it, with an absolute address."""

    url: str
    jpeg: Jpeg
    image: Image


class Passage(NamedTuple):
    """A paragraph of plain text, or the items of a list."""

    text: str
    items: tuple[str, ...] = ()


class Said(NamedTuple):
    """Plain text in whole passages, and the language that it is really in.

    Of a text of more than a page these are the first ones, or none; `more` then is the text of the link to all of it.
    """

    passages: tuple[Passage, ...]
    lang: str
    more: str = ""


class BlockSigner(NamedTuple):
    """One who signed, in a long block. `url` is None when it has no page any more; then there is no ambition either."""

    name: str
    url: str | None
    place: str
    ambition: Said | None


class BlockQuote(NamedTuple):
    """What somebody said, between quotation marks."""

    said: Said
    by: Speaking


Piece = TypeVar("Piece", BlockSigner, BlockQuote)


class Block(NamedTuple):
    """One newsletter block; addresses are absolute. A long one of many signers has parts, `part` of `parts` from 1.

    What belongs to the ceremony as a whole stands once: lead and photo in the first part, quotes and total in the last.
    """

    title: str
    title_lang: str
    lead: str
    lead_lang: str
    lead_passages: tuple[Passage, ...]
    names: tuple[str, ...]          # of a short block, in order of signing; empty when there are too many to name
    names_text: str
    lead_names: bool                # whether the lead names them too
    signers: tuple[BlockSigner, ...]    # of a long block, those of this part
    quotes: tuple[BlockQuote, ...]
    total: str | None
    url: str
    link_text: str
    enclosure: Enclosure | None     # for newsletters, as wide as it is there
    credit: str                     # who is on that photo, and who made it
    programme: str
    part: int = 1
    parts: int = 1
    part_text: str = ""             # deel 1 van 2; of a whole block nothing

    @property
    def heading(self) -> str:
        """The title, and of a part which one it is."""
        return f"{self.title} ({self.part_text})" if self.part_text else self.title

    @property
    def tells_ambitions(self) -> bool:
        """Whether somebody says what it wants to do: if not, the signers are only a list."""
        return any(signer.ambition for signer in self.signers)


@lru_cache(maxsize=4)       # the long block begins as the short one
def block(site: Site, slug: str, lang: str) -> Block:
    """The short block: the news, the names when there are at most NAMED, and where to read on."""
    made, batch = article(site, slug, lang), site.state.batches[slug]
    names = tuple(site.names_in(batch, lang))
    lead_names = batch.lead is None and len(names) <= 3     # as words.lead does; of what somebody wrote nobody can be sure
    shown = names if len(names) <= NAMED and not (lead_names and len(names) == 1) else ()
    photo = _photo(site, slug, lang)
    return Block(
        title=made.title, title_lang=made.title_lang, lead=made.lead_text, lead_lang=made.lead.lang,
        lead_passages=_passages(batch.lead(lang)) if batch.lead else (Passage(made.lead_text),),
        names=shown, names_text=language.join_names(shown, lang), lead_names=lead_names, signers=(), quotes=(), total=made.total,
        url=site.absolute(made.url), link_text=_link_text(len(names), lang),
        enclosure=photo, credit=_credit(photo.image, lang) if photo else "", programme=site.state.programme.name(lang))


def long_blocks(site: Site, slug: str, lang: str) -> tuple[Block, ...]:
    """The long block: everyone who signed with place and ambition, and what was said.

    In as few parts as hold at most NAMED signers and PART bytes each. Many or long quotes are parts of their own.
    """
    short, made = block(site, slug, lang), article(site, slug, lang)
    whole = short._replace(names=(), names_text="")
    signers, quotes = tuple(_signers(site, slug, made, lang)), tuple(_quotes(site, slug, lang))
    groups = [(group, ()) for group in _evenly(signers, NAMED)]
    if _weight(groups[-1][0]) + _weight(quotes) <= PART:
        parts = [*groups[:-1], (groups[-1][0], quotes)]
    else:
        parts = [*groups, *(((), group) for group in _evenly(quotes, len(quotes)))]
    return tuple(_part(whole, *said, number, len(parts), lang) for number, said in enumerate(parts, 1))


def _evenly(pieces: tuple[Piece, ...], most: int) -> list[tuple[Piece, ...]]:
    """As few groups as `most` and PART allow, as equal as can be, the larger ones first: 12 are 6 and 6, 21 are 7, 7 and 7."""
    for count in range(max(1, -(-len(pieces) // most)), len(pieces)):
        groups = _divided(pieces, count)
        if all(_weight(group) <= PART for group in groups):
            return groups
    return _divided(pieces, max(1, len(pieces)))


def _divided(pieces: tuple[Piece, ...], count: int) -> list[tuple[Piece, ...]]:
    sizes = [len(pieces) // count + (n < len(pieces) % count) for n in range(count)]
    return [pieces[sum(sizes[:n]):sum(sizes[:n + 1])] for n in range(count)]


def _weight(pieces: Iterable[BlockSigner | BlockQuote]) -> int:
    """How many bytes of e-mail HTML these come to, roughly and never too low."""
    return sum(ROW + _weight_of(*_texts(piece)) for piece in pieces)


def _texts(piece: BlockSigner | BlockQuote) -> tuple[str, ...]:
    if isinstance(piece, BlockQuote):
        return (*_lines(piece.said.passages), piece.said.more, piece.by.name, piece.by.role)
    ambition = (*_lines(piece.ambition.passages), piece.ambition.more) if piece.ambition else ()
    return (piece.name, piece.place, piece.url or "", *ambition)


def _lines(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        yield from passage.items or (passage.text,)


def _weight_of(*texts: str) -> int:
    return sum(LINE + len(language.escape(text).encode()) for text in texts)


def _part(whole: Block, signers: tuple[BlockSigner, ...], quotes: tuple[BlockQuote, ...], number: int, of: int, lang: str) -> Block:
    first, last = number == 1, number == of
    return whole._replace(
        lead=whole.lead if first else "", lead_passages=whole.lead_passages if first else (), enclosure=whole.enclosure if first else None,
        signers=signers, quotes=quotes, total=whole.total if last else None, part=number, parts=of,
        part_text=(f"part {number} of {of}" if lang == "en" else f"deel {number} van {of}") if of > 1 else "")


def without_photo(made: Block) -> Block:
    """The same block for a newsletter that has no place for a picture."""
    return made._replace(enclosure=None)


def _link_text(count: int, lang: str) -> str:
    if count == 1:
        return "Read more about the signing" if lang == "en" else "Lees meer over de ondertekening"
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


def _credit(image: Image, lang: str) -> str:
    """V.l.n.r.: Naam (Organisatie), Naam (rol). © Naam"""
    if image.credit == "onbekend":
        maker = "Photographer unknown" if lang == "en" else "Fotograaf onbekend"
    else:
        maker = f"©\u00a0{image.credit}"
    return f"{image.caption} {maker}".strip()


def _signers(site: Site, slug: str, made: Article, lang: str) -> Iterator[BlockSigner]:
    """Of who is gone nothing but the words that stand in its place."""
    for signer, signature in zip(made.signers, site.state.batches[slug].signatories, strict=True):
        url, name = signer.link.url, signer.link.text
        if url is None:
            yield BlockSigner(name, None, "", None)
        else:
            more = f"Read the whole ambition of {name}" if lang == "en" else f"Lees de hele ambitie van {name}"
            yield BlockSigner(name, site.absolute(url), signer.place, _said(signature.ambition, lang, more))


def _quotes(site: Site, slug: str, lang: str) -> Iterator[BlockQuote]:
    for quote in site.state.batches[slug].quotes:
        more = f"Read all that {quote.by.name} said" if lang == "en" else f"Lees alles wat {quote.by.name} zei"
        if said := _said(quote.text, lang, more):
            yield BlockQuote(_between_marks(said), speaking(quote.by, lang))


def _between_marks(said: Said) -> Said:
    """“Text”, and no closing mark when there is more of it."""
    passages = list(said.passages)
    if passages and passages[0].text:
        passages[0] = Passage(f"“{passages[0].text}")
    if passages and passages[-1].text and not said.more:
        passages[-1] = Passage(f"{passages[-1].text}”")
    return said._replace(passages=tuple(passages))


def _said(text: LongText | None, lang: str, more: str) -> Said | None:
    """A text of a picture only says nothing; one of more than PAGE bytes ends after a whole passage, with `more`."""
    found = _passages(text(lang)) if text else ()
    if text is None or not found:
        return None
    weights = accumulate(_weight_of(*_lines([passage])) for passage in found)
    shown = sum(weight <= PAGE for weight in weights)
    return Said(found[:shown], text.language(lang), "" if shown == len(found) else more)


def _passages(text: str) -> tuple[Passage, ...]:
    """CommonMark as paragraphs and lists of plain text; a list in a list is one list, and no list has numbers."""
    grouped = groupby(prose.paragraphs(text), lambda line: line.startswith("- "))
    return tuple(found for listed, lines in grouped
                 for found in ([Passage("", tuple(line.removeprefix("- ") for line in lines))] if listed else map(Passage, lines)))
