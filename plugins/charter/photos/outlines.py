"""Text as outlines, for drawings that must look the same where our fonts are not."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from charter.photos.lettering import Fonts, in_sight_order

if TYPE_CHECKING:
    from fontTools.ttLib.ttGlyphSet import _TTGlyphSet


class _Outlines(NamedTuple):
    """The glyphs of a font at one weight, by name; names by code point; units to the em."""

    glyphs: _TTGlyphSet
    names: dict[int, str]
    em: int


def outlined(line: str, fonts: Fonts, size: float, x: float, baseline: float) -> str:
    """The commands of an SVG path for one line that begins at x; a sign that no font has is left out."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    drawn = []
    for sign in in_sight_order(line):
        number = fonts.choice(sign)
        font = None if number is None else _outlines(fonts.files[number], fonts.weight)
        name = font.names.get(ord(sign)) if font else None
        if font is None or name is None:
            continue
        scale = size / font.em
        pen = SVGPathPen(font.glyphs, _short)
        font.glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, baseline)))
        drawn.append(pen.getCommands())
        x += font.glyphs[name].width * scale
    return "".join(drawn)


def _short(value: float) -> str:
    """To a tenth of a pixel: -0.0 and 12.0 are written as whole numbers."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=8)
def _outlines(file: Path, weight: int) -> _Outlines:
    from fontTools.ttLib import TTFont

    font = TTFont(file)
    return _Outlines(font.getGlyphSet(location={"wght": weight}), font.getBestCmap(), font["head"].unitsPerEm)
