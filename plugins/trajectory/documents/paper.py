"""What all documents share: text with its language, and who publishes. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from charter import prose
from charter.model.programme import Programme
from charter.model.types import LongText, Text


class Said(NamedTuple):
    """A line for a template. `dutch`: in Dutch, in a document that is in English."""

    text: str
    dutch: bool = False


class Told(NamedTuple):
    """Rendered CommonMark for a template; `dutch` as above."""

    html: str
    dutch: bool = False


class Sender(NamedTuple):
    """Who publishes, and the lines at the foot of a document, each of some texts."""

    name: str
    lines: tuple[tuple[str, ...], ...]


def said(text: Text, lang: str) -> Said:
    """A text of a record, in Dutch where it has no English."""
    return Said(text(lang), text.language(lang) != lang)


def told(text: LongText, lang: str, headings_from: int) -> Told:
    """CommonMark of a record, in Dutch where it has no English."""
    return Told(on_paper(text(lang), headings_from), text.language(lang) != lang)


def on_paper(text: str, headings_from: int) -> str:
    """CommonMark as HTML that may be marked safe, with the address of a link behind its words: nobody clicks on paper.

    Images and raw HTML do not survive `charter.prose`.
    """
    return _LINK.sub(_with_address, prose.to_html(text, headings_from))


_LINK = re.compile(r'<a href="(?:mailto:|tel:)?([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def _with_address(link: re.Match[str]) -> str:
    address, words = link[1], link[2]
    return link[0] if address in ("", words) else f"{link[0]} ({address})"


def sender(programme: Programme) -> Sender:
    """The publisher with what is known of where to reach it."""
    who = programme.publisher
    lines = ((who.name, who.address), (who.phone, who.email, _bare(who.website)))
    return Sender(who.name, tuple(tuple(filter(None, line)) for line in lines if any(line)))


def _bare(url: str | None) -> str | None:
    """https://www.example.org/ -> www.example.org, as people write it on paper."""
    return url.split("://", 1)[-1].rstrip("/") if url else None
