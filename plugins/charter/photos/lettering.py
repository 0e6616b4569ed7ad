"""Text as pixels: which font has a sign, how wide words are, where lines break, and scripts that run from right to left.

Pillow's basic layout needs no library of the system, so the bytes are the same everywhere; what it lacks, the shapes of
Arabic letters and the order of right-to-left text, is done before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MEASURED = 20_000       # words to remember
MEASURED_AT = 100       # pixels; widths at other sizes follow from these
ROUNDING = 1.03         # at small sizes letters stand on whole pixels, and take up to this much more
_NOWHERE = "\uffff"     # no font has it: what is drawn for it is drawn for every sign that is missing
_FROM_THE_RIGHT = frozenset(("R", "AL"))
_CLOSED = re.compile(r"([\u0590-\u08ff]\s*\([^()]*[\u0590-\u08ff]\))")


@dataclass(frozen=True)
class Fonts:
    """Files in order of preference, and the weight of those that are variable."""

    files: tuple[Path, ...]
    weight: int

    def at(self, number: int, size: int) -> FreeTypeFont:
        """One of the files at a size in pixels."""
        return _font(self.files[number], size, self.weight)

    @cached_property
    def _choices(self) -> dict[str, int]:
        return {}

    @cached_property
    def widths(self) -> dict[str, float]:
        """Of words that were measured, at MEASURED_AT; 0 of one of which no font has any sign."""
        return {}

    def choice(self, sign: str) -> int | None:
        """The number of the first font that has a sign; None when none has, as of emoji: it is left out."""
        found = self._choices.get(sign)
        if found is None:
            found = self._choices[sign] = next((n for n in range(len(self.files)) if _has(self.at(n, MEASURED_AT), sign)), -1)
        return None if found < 0 else found


@lru_cache(maxsize=64)
def _font(file: Path, size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
    with suppress(OSError):     # one that has no axes
        font.set_variation_by_axes([weight])
    return font


def _has(font: FreeTypeFont, sign: str) -> bool:
    return sign.isspace() or bytes(font.getmask(sign)) != bytes(font.getmask(_NOWHERE))


def in_sight_order(line: str) -> str:
    """A line as it is read, as it must be drawn from left to right: right-to-left parts turned, Arabic letters joined."""
    if not any(unicodedata.bidirectional(sign) in _FROM_THE_RIGHT for sign in line):
        return _seen(line)
    from arabic_reshaper import reshape
    from bidi.algorithm import get_display  # the one that turns brackets round too

    # Behind a bracket that closes within such a text stands a mark, or the bracket would be taken for the sentence's own.
    line = _CLOSED.sub("\\1\u200f", line)
    return _seen(str(get_display(reshape(line), base_dir="L")))


def _seen(line: str) -> str:
    """Without the signs that only steer how others are shown."""
    return "".join(sign for sign in line if unicodedata.category(sign) != "Cf")


def _runs(line: str, fonts: Fonts) -> list[tuple[int, str]]:
    """(number of the font, text), in the order of drawing."""
    known = [(number, sign) for sign in in_sight_order(line) if (number := fonts.choice(sign)) is not None]
    return [(number, "".join(sign for _, sign in group)) for number, group in groupby(known, key=lambda each: each[0])]


def width_of(text: str, fonts: Fonts, size: int) -> float:
    """In pixels, rather too wide than too narrow."""
    width = fonts.widths.get(text)
    if width is None:
        if len(fonts.widths) > MEASURED:
            fonts.widths.clear()
        width = fonts.widths[text] = sum(fonts.at(number, MEASURED_AT).getlength(run) for number, run in _runs(text, fonts))
    return width * size / MEASURED_AT * ROUNDING


def wrapped(text: str, fonts: Fonts, size: int, width: float) -> list[str]:
    """Lines of whole words; a word wider than a line is broken where it must."""
    lines = [""]
    space = width_of(" ", fonts, size)
    used = 0.0
    for word in (piece for whole in text.split() if width_of(whole, fonts, size) for piece in _pieces(whole, fonts, size, width)):
        needed = width_of(word, fonts, size)
        if lines[-1] and used + space + needed > width:
            lines.append("")
            used = 0.0
        used += needed + (space if lines[-1] else 0)
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _pieces(word: str, fonts: Fonts, size: int, width: float) -> list[str]:
    if width_of(word, fonts, size) <= width:
        return [word]
    fit = max(1, int(len(word) * width / width_of(word, fonts, size) * 0.9))
    return [word[at:at + fit] for at in range(0, len(word), fit)]


def balanced(text: str, fonts: Fonts, size: int, width: float) -> list[str]:
    """As many lines as `wrapped` has, of about the same width."""
    lines = wrapped(text, fonts, size, width)
    narrow, wide = width / len(lines), width
    while wide - narrow > 8:
        middle = (narrow + wide) / 2
        if len(wrapped(text, fonts, size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrapped(text, fonts, size, wide)


def fitted(text: str, fonts: Fonts, sizes: Sequence[int], width: float, height: float, leading: float) -> tuple[int, list[str]]:
    """The largest of the sizes at which a text fits, and its lines; at the smallest what does not fit ends in an ellipsis."""
    for size in sizes:
        lines = balanced(text, fonts, size, width)
        if len(lines) * size * leading <= height:
            return size, lines
    room = max(1, int(height / (sizes[-1] * leading)))
    return sizes[-1], [*lines[:room - 1], f"{lines[room - 1].rstrip(' ,.;:')} …"]


def on_one_line(text: str, fonts: Fonts, sizes: Sequence[int], width: float) -> tuple[int, str]:
    """The largest of the sizes at which a text is one line, and that line; at the smallest what does not fit ends in an ellipsis."""
    size = next((each for each in sizes if len(wrapped(text, fonts, each, width)) == 1), sizes[-1])
    first, *more = wrapped(text, fonts, size, width)
    return size, f"{first} …" if more else first


def write(draw: ImageDraw, at: tuple[float, float], line: str, fonts: Fonts, size: int, colour: str) -> None:
    """One line; `at` is where its baseline begins."""
    x, y = at
    for number, run in _runs(line, fonts):
        font = fonts.at(number, size)
        draw.text((x, y), run, fill=colour, font=font, anchor="ls")
        x += font.getlength(run)
