"""What the charter document says, and how much of its text there is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from charter.language import join_names, long_date, sentence_end
from charter.model.batch import Batch, Signature
from charter.model.programme import Programme
from charter.prose import to_html
from trajectory.documents.paper import Said, Sender, on_paper, said, sender


@dataclass(frozen=True)
class Words:
    """The fixed words of the charter document."""

    we: str
    sign: str
    also_for: str
    works_on: str
    ambition: str
    explanation: str
    signed: str
    name: str
    role: str
    signature: str


WORDS = {
    "nl": Words("Wij,", ", ondertekenen", "Wij tekenen ook voor", "Wij werken aan", "Onze ambitie", "Toelichting",
                "Ondertekening", "Naam", "Functie", "Handtekening"),
    "en": Words("We,", ", sign the", "We also sign for", "We work on", "Our ambition", "Explanation",
                "Signing", "Name", "Position", "Signature")}
FIELDS = ("ambition", "explanation")


class Prose(NamedTuple):
    """CommonMark of one field of a signature, in the language that it really is in."""

    field: str
    text: str
    lang: str


class Part(NamedTuple):
    """A piece of the text under its heading; `dutch`: in Dutch, in a document that is in English."""

    heading: str
    html: str
    dutch: bool


class Signer(NamedTuple):
    """Who signs: a line to sign on, with name and role under it."""

    name: str
    role: Said | None


@dataclass(frozen=True)
class Pledge:
    """The charter document of one signature; `size` is its type in points, `columns` how many sign side by side."""

    lang: str
    title: str
    size: int
    programme: Said
    name: str
    signs_for: str | None
    parts: tuple[Part, ...]
    dimensions: tuple[Said, ...]
    place_and_date: str
    signers: tuple[Signer, ...]
    columns: int
    publisher: Sender
    notice: Said | None


def pledge(programme: Programme, batch: Batch, signature: Signature, texts: tuple[Prose, ...], lang: str,
           size: int) -> Pledge:
    """With these texts, which may be shorter than those of the signature."""
    labels = {term.code: said(term.label, lang) for term in programme.dimensions}
    day = long_date(batch.date, lang)
    signers = tuple(Signer(one.name, said(one.role, lang) if one.role else None) for one in signature.signed_by)
    return Pledge(
        lang, f"{programme.name(lang)} - {signature.name}", size, said(programme.name, lang), signature.name,
        _signs_for(signature, lang),
        tuple(Part(getattr(WORDS[lang], prose.field), on_paper(prose.text, 3), prose.lang != lang) for prose in texts),
        tuple(labels[code] for code in signature.dimensions if code in labels),
        f"{batch.place}, {day}" if batch.place else day, signers, min(len(signers), 3) or 1,
        sender(programme), said(programme.notice, lang) if programme.notice else None)


def _signs_for(signature: Signature, lang: str) -> str | None:
    if not signature.signs_for:
        return None
    return sentence_end(f"{WORDS[lang].also_for} {join_names(signature.signs_for, lang)}")


def texts_of(signature: Signature, lang: str) -> tuple[Prose, ...]:
    """The ambition and its explanation, as far as there are any."""
    found = ((field, getattr(signature, field)) for field in FIELDS)
    return tuple(Prose(field, text(lang), text.language(lang)) for field, text in found if text)


def words_in(texts: tuple[Prose, ...]) -> int:
    """How many words people would count: a dash or a ## is none."""
    return sum(len(_ends(prose.text)) for prose in texts)


def _ends(text: str) -> list[int]:
    """Behind every word: what holds a letter, a digit or a picture."""
    return [piece.end() for piece in re.finditer(r"\S+", text) if re.search(r"\w|[\u2190-\U0010ffff]", piece[0])]


def depth_of(prose: Prose) -> int:
    """How many lists and quotations stand in each other."""
    depth = deepest = 0
    for closing in re.findall("<(/?)(?:ul|ol|blockquote)>", to_html(prose.text)):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def first_words(texts: tuple[Prose, ...], most: int) -> tuple[Prose, ...]:
    """The texts up to and including a word; what is then empty is left out."""
    return tuple(_first_words(texts, most))


def _first_words(texts: tuple[Prose, ...], left: int) -> Iterator[Prose]:
    for prose in texts:
        ends = _ends(prose.text)
        if len(ends) <= left:
            yield prose
        elif left:
            yield prose._replace(text=prose.text[:ends[left - 1]])
        left = max(0, left - len(ends))
