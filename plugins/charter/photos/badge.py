"""The badge of one who signed: what it signed and when, as SVG and as PNG that look the same, on light and on dark."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from charter.photos.cards import ACCENT, INK, PAPER, SOFT
from charter.photos.lettering import Fonts, write
from charter.photos.lines import fitted, on_one_line
from charter.photos.outlines import outlined

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT = 600, 200        # of the SVG; the PNG has twice as many pixels
RADIUS, EDGE = 20, 3
MARK, MARK_AT = 128, 36         # the side of the square with the stroke, and its distance from left and top
TEXT_AT, ROOM = 194, 376
NAMES = (46, 42, 38, 34, 30, 27, 24, 21, 18, 15)
NAME_HEIGHT, LEADING, SMALLEST = 98, 1.08, 14
# The stroke of the site's icon, on a square of 32: a start, then cubic curves of two control points and an end.
STROKE = ((5, 21), ((11, 14), (15, 12), (16, 14)), ((17, 16), (11, 22), (14, 23)), ((17, 24), (20, 16), (27, 14)))
STROKE_WIDTH = 2.6
FINER = 4                       # shapes are drawn so much larger, and made small


class Badge(NamedTuple):
    """Three lines: Ondertekenaar van, the name of the programme, ondertekend in 2026."""

    before: str
    name: str
    year: str


class _Line(NamedTuple):
    text: str
    fonts: Fonts
    size: int
    baseline: float
    colour: str


def badge_svg(badge: Badge, bold: Fonts, regular: Fonts) -> bytes:
    """Without fonts, scripts or anything from elsewhere; its title says what it reads."""
    title = escape("".join(sign for sign in f"{badge.before} {badge.name}, {badge.year}" if sign.isprintable()))
    start, *curves = STROKE
    way = f"M{start[0]} {start[1]}" + "".join("C" + " ".join(f"{x} {y}" for x, y in curve) for curve in curves)
    text = "".join(f'<path fill="{line.colour}" d="{outlined(line.text, line.fonts, line.size, TEXT_AT, line.baseline)}"/>'
                   for line in _lines(badge, bold, regular))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
            f'<title>{title}</title>'
            f'<rect x="{EDGE / 2}" y="{EDGE / 2}" width="{WIDTH - EDGE}" height="{HEIGHT - EDGE}" rx="{RADIUS}" fill="{PAPER}" stroke="{ACCENT}" stroke-width="{EDGE}"/>'
            f'<g transform="translate({MARK_AT} {MARK_AT}) scale({MARK / 32})"><rect width="32" height="32" rx="6" fill="{ACCENT}"/>'
            f'<path d="{way}" fill="none" stroke="{PAPER}" stroke-width="{STROKE_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/></g>'
            f'{text}</svg>\n').encode()


def badge_png(badge: Badge, bold: Fonts, regular: Fonts) -> bytes:
    """Twice as large in pixels, for sharp screens; see-through outside the corners."""
    from PIL import ImageDraw

    image = _shapes().resize((WIDTH * 2, HEIGHT * 2), reducing_gap=None)
    draw = ImageDraw.Draw(image)
    for line in _lines(badge, bold, regular):
        write(draw, (TEXT_AT * 2, line.baseline * 2), line.text, line.fonts, line.size * 2, line.colour)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _lines(badge: Badge, bold: Fonts, regular: Fonts) -> Iterator[_Line]:
    """The name in the middle as large as it can be, on one line, two or more; beside a small one the others are no larger."""
    # Measured as large as it is drawn.
    pixels, name = fitted(badge.name, bold, [size * 2 for size in NAMES], ROOM * 2, NAME_HEIGHT * 2, LEADING)
    size = pixels // 2
    beside = range(max(SMALLEST, min(26, round(size * 0.87))), SMALLEST - 1, -1)
    (before_size, before), (year_size, year) = (on_one_line(text, regular, beside, ROOM) for text in (badge.before, badge.year))
    height = len(name) * size * LEADING
    top = (HEIGHT - height) / 2
    yield _Line(before, regular, before_size, top - before_size * 0.4, SOFT)
    for number, line in enumerate(name):
        yield _Line(line, bold, size, top + size * (0.86 + LEADING * number), ACCENT)
    yield _Line(year, regular, year_size, top + height + year_size * 0.92, INK)


def _shapes() -> Image.Image:
    from PIL import Image, ImageDraw

    unit = 2 * FINER
    image = Image.new("RGBA", (WIDTH * unit, HEIGHT * unit), (*_rgb(ACCENT), 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, WIDTH * unit - 1, HEIGHT * unit - 1), (RADIUS + EDGE / 2) * unit, PAPER, ACCENT, EDGE * unit)
    end = (MARK_AT + MARK) * unit - 1
    draw.rounded_rectangle((MARK_AT * unit, MARK_AT * unit, end, end), 6 * MARK / 32 * unit, ACCENT)
    thick = STROKE_WIDTH * MARK / 32 * unit / 2
    for x, y in _points():
        at = MARK_AT * unit + x * MARK / 32 * unit, MARK_AT * unit + y * MARK / 32 * unit
        draw.ellipse((at[0] - thick, at[1] - thick, at[0] + thick, at[1] + thick), PAPER)
    return image


def _points(steps: int = 400) -> Iterator[tuple[float, float]]:
    """Along the stroke, so near to each other that dots make a line."""
    start, *curves = STROKE
    for first, second, end in curves:
        for step in range(steps + 1):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
            four = (start, first, second, end)
            yield sum(w * p[0] for w, p in zip(weights, four, strict=True)), sum(w * p[1] for w, p in zip(weights, four, strict=True))
        start = end


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
