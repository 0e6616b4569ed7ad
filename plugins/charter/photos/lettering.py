"""Text as pixels: which font has a sign, how wide words are, and scripts that run from right to left.

Pillow's basic layout needs no library of the system, so the bytes are the same everywhere; what it lacks, the shapes of
Arabic letters and the order of right-to-left text, is done before.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MEASURED = 20_000       # words to remember
DRAWN = 1000            # words to remember as pixels: 12 KB each; most words of a headline stand in all of them
MEASURED_AT = 100       # pixels; widths at other sizes follow from these
ROUNDING = 1.03         # letters stand on whole pixels, and take up to this much more
EVEN = 30               # pixels of a letter; below that they take up to a hundredth more for each pixel
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
        """Of words that were measured, in em; 0 of one of which no font has any sign."""
        return {}

    def choice(self, sign: str) -> int | None:
        """The number of the first font that has a sign; None when none has, as of emoji: it is left out."""
        found = self._choices.get(sign)
        if found is None:
            found = self._choices[sign] = next((n for n in range(len(self.files)) if _has(self.at(n, MEASURED_AT), sign)), -1)
        return None if found < 0 else found


@lru_cache(maxsize=128)
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
    """In pixels as it is drawn, rather too wide than too narrow."""
    return width_in_em(text, fonts) * em(size)


def em(size: int) -> float:
    """What one em of text may take in pixels, as every letter ends on a whole one: the smaller letters are, the more that adds."""
    return size * (ROUNDING + max(0, EVEN - size) * 0.01)


def width_in_em(text: str, fonts: Fonts) -> float:
    """In parts of the size of its letters."""
    width = fonts.widths.get(text)
    if width is None:
        if len(fonts.widths) > MEASURED:
            fonts.widths.clear()
        drawn = sum(fonts.at(number, MEASURED_AT).getlength(run) for number, run in _runs(text, fonts))
        width = fonts.widths[text] = drawn / MEASURED_AT
    return width


def write(draw: ImageDraw, at: tuple[float, float], line: str, fonts: Fonts, size: int, colour: str) -> None:
    """One line, word by word; `at` is where its baseline begins."""
    x, baseline = round(at[0]), ceil(at[1] - 0.5)       # basic layout puts letters on whole pixels
    for number, run in _runs(line, fonts):
        font = fonts.at(number, size)
        space = round(font.getlength(" "))
        for word in run.split(" "):
            if word:
                drawn = _drawn(font, word)
                draw.bitmap((x + drawn.left, baseline + drawn.top), drawn.mask, colour)
                x += drawn.width
            x += space
        x -= space


class _Drawn(NamedTuple):
    """A word in pixels: its mask, where that stands from the beginning of the baseline, and how far the next word is."""

    mask: Image
    left: int
    top: int
    width: int


@lru_cache(maxsize=DRAWN)
def _drawn(font: FreeTypeFont, word: str) -> _Drawn:
    from PIL import Image, ImageDraw

    left, top, right, bottom = map(round, font.getbbox(word, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), word, fill=255, font=font, anchor="ls")
    return _Drawn(mask, left, top, round(font.getlength(word)))
