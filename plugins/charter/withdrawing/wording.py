"""The neutral words that stand where a name stood in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.language import sentence_start
from charter.withdrawing.names import Name

NEUTRAL = {"nl": "een deelnemer", "en": "a participant"}

_NEAR = 200         # characters before a name that tell whether a sentence begins there
# What may stand before the first word of a sentence: an end of the one before, an empty line or a heading, a mark of CommonMark.
_MARKS = r"(?:[ \t]*(?:[-+*>]|#+|\d+[.)])[ \t]+)*[*_\"'“”‘’„(\[]*"
_BEGINS = re.compile(rf"(?:^|\n[ \t]*\n|[.!?…][\"'”’)\]*_]*\s+|(?:^|\n)[ \t]*#+[ \t][^\n]*\n){_MARKS}\Z"
                     rf"|(?:^|\n)[ \t]*(?:[-+*>]|#+|\d+[.)])[ \t]+{_MARKS}\Z")
_SHORTENED = re.compile(r"(?:^|[\s(\"'“‘„])(?:[a-z]|dhr|mevr|mw|mr|mrs|ms|dr|drs|ir|ing|prof|ds|st|jhr|o\.a|m\.n|incl|nl|bijv)\.\s+\Z", re.IGNORECASE)
_KEY = re.compile(r"(?:\A|\n)(?:title|summary)[ \t]*:[ \t]*[\"'“‘„]?\Z", re.IGNORECASE)


def replacements(text: str, name: Name, lang: str) -> list[str]:
    """For every place of a text where the name stands, in order, the words that belong there."""
    return [_words(text[max(0, found.start() - _NEAR):found.start()], lang) for found in _found(text, name)]


def _found(text: str, name: Name) -> Iterator[re.Match[str]]:
    yield from name.in_text.finditer(text) if name.in_text else ()


def _words(before: str, lang: str) -> str:
    piece = before.replace("\r\n", "\n").replace("\r", "\n")
    begins = (_BEGINS.search(piece) and not _SHORTENED.search(piece)) or _KEY.search(piece)
    return sentence_start(NEUTRAL[lang]) if begins else NEUTRAL[lang]


def without(text: str, name: Name, lang: str) -> str:
    """The text with neutral words."""
    words = iter(replacements(text, name, lang))
    return name.in_text.sub(lambda found: next(words), text) if name.in_text else text
