"""Draw the photos of the demo records: invented people, frankly drawn, saved as a camera would.

Run `python tools/draw_demo_photos.py` to write every picture into `signatories/<batch>/`,
or name some of them
(`python tools/draw_demo_photos.py 2026-03-12-utrecht/groep.jpg`). Pillow only; the same picture every time.
"""
from __future__ import annotations

import argparse
import cmath
import io
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

RECORDS = Path(__file__).resolve().parent.parent / "signatories"
FINER = 2  # drawn at twice the size, then scaled down: that is what makes the edges smooth

Point = tuple[float, float]
Outline = Sequence[tuple[float, ...]]  # a third value marks a corner


# --- curves --------------------------------------------------------------------------------------

def smooth(outline: Outline, closed: bool = True, steps: int = 14) -> list[Point]:
    """A soft curve through the points; a point with a third value stays a corner."""
    count = len(outline)
    ends = [_tangent(outline, i, closed) for i in range(count)]
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        j = (i + 1) % count
        curve += [_hermite(outline[i], outline[j], ends[i], ends[j], k / steps) for k in range(steps)]
    return curve if closed else [*curve, (outline[-1][0], outline[-1][1])]


def _tangent(outline: Outline, i: int, closed: bool) -> Point:
    if len(outline[i]) > 2 or (not closed and i in (0, len(outline) - 1)):
        return (0.0, 0.0)
    before, after = outline[i - 1], outline[(i + 1) % len(outline)]
    return ((after[0] - before[0]) / 2, (after[1] - before[1]) / 2)


def _hermite(p: Sequence[float], q: Sequence[float], m: Point, n: Point, t: float) -> Point:
    a, b, c, d = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, 3 * t**2 - 2 * t**3, t**3 - t**2
    return (a * p[0] + b * m[0] + c * q[0] + d * n[0], a * p[1] + b * m[1] + c * q[1] + d * n[1])


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0.0) -> list[Point]:
    ry = rx if ry is None else ry
    around = [cmath.rect(1, k * math.tau / 96) for k in range(96)]
    spun = [complex(rx * z.real, ry * z.imag) * cmath.rect(1, math.radians(turn)) for z in around]
    return [(x + z.real, y + z.imag) for z in spun]


def ring(x: float, y: float, rx: float, ry: float, width: float, turn: float = 0.0) -> list[Point]:
    """A closed band: once around the outside, back along the inside."""
    outer, inner = oval(x, y, rx, ry, turn), oval(x, y, rx - width, ry - width, turn)
    return [*outer, outer[0], inner[0], *reversed(inner)]


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def limb(spine: Outline, widths: Sequence[float]) -> list[Point]:
    """The outline of an arm, a leg or a line: a centre line and a radius at each point, with round ends."""
    middle = smooth(spine, closed=False)
    radii = [w[1] for w in smooth([(i, w) for i, w in enumerate(widths)], closed=False)]
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(middle):
        before, after = middle[max(i - 1, 0)], middle[min(i + 1, len(middle) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * radii[i], dx / length * radii[i]
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*_cap(middle[0], left[0], radii[0]), *left, *_cap(middle[-1], right[-1], radii[-1]),
            *reversed(right)]


def _cap(centre: Point, start: Point, radius: float) -> list[Point]:
    angle = math.atan2(start[1] - centre[1], start[0] - centre[0])
    # Half a circle around the end, from the side opposite `start` to `start` itself.
    turns = [angle + math.pi - k * math.pi / 10 for k in range(11)]
    return [(centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turns]


def mirrored(outline: Outline) -> list[tuple[float, ...]]:
    """The right half of a symmetric shape, from top to bottom, made whole."""
    other = [(-p[0], *p[1:]) for p in reversed(outline) if p[0] != 0]
    return [*outline, *other]


# --- colour --------------------------------------------------------------------------------------

Colour = tuple[int, int, int]


def rgb(colour: str | Colour) -> Colour:
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour


def mix(first: str | Colour, second: str | Colour, share: float) -> Colour:
    a, b = rgb(first), rgb(second)
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


SHADE, GLOW = "#3b1f3a", "#fff1d2"


def darker(colour: str | Colour, share: float = 0.2) -> Colour:
    return mix(colour, SHADE, share)


def lighter(colour: str | Colour, share: float = 0.2) -> Colour:
    return mix(colour, GLOW, share)


# --- drawing -------------------------------------------------------------------------------------

class Pen:
    """Draws outlines on an RGB image in its own coordinates; `at` moves, scales, turns or mirrors those."""

    def __init__(self, image: Image.Image, scale: complex = 1, origin: complex = 0,
                 flip: bool = False) -> None:
        self.image, self.scale, self.origin, self.flip = image, scale, origin, flip

    def at(self, x: float, y: float, scale: float = 1.0, turn: float = 0.0, flip: bool = False) -> Pen:
        inner = cmath.rect(scale, math.radians(turn))
        outer = self.scale * (inner.conjugate() if self.flip else inner)
        return Pen(self.image, outer, self._place((x, y)), self.flip != flip)

    def _place(self, point: Sequence[float]) -> complex:
        z = complex(-point[0] if self.flip else point[0], point[1])
        return self.origin + self.scale * z

    def _pixels(self, outline: Iterable[Sequence[float]]) -> list[Point]:
        return [(z.real, z.imag) for z in map(self._place, outline)]

    def fill(self, outline: Outline, colour: str | Colour, alpha: float = 1.0, clip: Outline | None = None,
             blur: float = 0.0) -> None:
        """Fill an outline: perhaps see-through, only inside `clip`, or with soft edges (`blur`)."""
        points = self._pixels(outline)
        if alpha == 1.0 and clip is None and not blur:
            ImageDraw.Draw(self.image).polygon(points, fill=rgb(colour))
            return
        soft = blur * abs(self.scale)
        area = self._area(points, 3 * soft)
        if area is None:
            return
        mask = self._mask(points, area)
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft))
        if clip is not None:
            mask = ImageChops.multiply(mask, self._mask(self._pixels(clip), area))
        self._paint(area, mask, colour, alpha)

    def fade(self, outline: Outline, first: str | Colour, last: str | Colour, across: bool = False,
             alphas: tuple[float, float] = (1.0, 1.0)) -> None:
        """Fill with a gradient from top to bottom (or from left to right) of the outline's box."""
        points = self._pixels(outline)
        area = self._area(points, 0)
        if area is None:
            return
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize((area[2] - area[0], area[3] - area[1]))
        colours = [ramp.point([round(a + (b - a) * i / 255) for i in range(256)])
                   for a, b in zip(rgb(first), rgb(last), strict=True)]
        opaque = ramp.point([round(255 * alphas[0] + (alphas[1] - alphas[0]) * i) for i in range(256)])
        mask = ImageChops.multiply(self._mask(points, area), opaque)
        self.image.paste(Image.merge("RGB", colours), area[:2], mask)

    def rim(self, outline: Outline, across: float, down: float = 0.0, colour: str | Colour = SHADE,
            alpha: float = 0.2, clip: Outline | None = None) -> None:
        """Shade the side of an outline that lies in the given direction: the side away from the light."""
        points = self._pixels(outline)
        step = self.scale * complex(-across if self.flip else across, down)
        # The light comes from the left in every picture, also on a mirrored part.
        dx, dy = abs(step.real) if across > 0 else -abs(step.real), step.imag
        area = self._area(points, 0)
        if area is None:
            return
        whole = self._mask(points, area)
        lit = self._mask([(x - dx, y - dy) for x, y in points], area)
        edge = ImageChops.subtract(whole, lit)
        if clip is not None:
            edge = ImageChops.multiply(edge, self._mask(self._pixels(clip), area))
        self._paint(area, edge, colour, alpha)

    def line(self, spine: Outline, width: float, colour: str | Colour, alpha: float = 1.0,
             taper: bool = False, clip: Outline | None = None) -> None:
        widths = [width / 2] * len(spine)
        if taper:
            last = len(spine) - 1
            widths = [width * (0.12 + 0.38 * math.sin(math.pi * i / last)) for i in range(last + 1)]
        self.fill(limb(spine, widths), colour, alpha, clip)

    def _area(self, points: list[Point], margin: float) -> tuple[int, int, int, int] | None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        right = min(self.image.width, math.ceil(max(xs) + margin) + 1)
        bottom = min(self.image.height, math.ceil(max(ys) + margin) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _mask(self, points: list[Point], area: tuple[int, int, int, int]) -> Image.Image:
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        ImageDraw.Draw(mask).polygon([(x - area[0], y - area[1]) for x, y in points], fill=255)
        return mask

    def _paint(self, area: tuple[int, int, int, int], mask: Image.Image, colour: str | Colour,
               alpha: float) -> None:
        if alpha != 1.0:
            mask = mask.point([round(i * alpha) for i in range(256)])
        self.image.paste(rgb(colour), area, mask)


# --- people --------------------------------------------------------------------------------------
# A person is drawn around the middle of the head: the chin is at y = 100, the soles of the shoes at y = 1240.

@dataclass(frozen=True)
class Person:
    skin: str
    hair: str = "#3a2a26"
    style: str = "short"
    top: str = "suit"             # suit | knit | dress | tunic | coat
    colour: str = "#2b3a55"       # of the top
    under: str = "#f4ece0"        # shirt or blouse under it
    legs: str = "#2b3042"         # trousers, or tights under a skirt
    shoes: str = "#2a2228"
    skirt: str | None = None
    extra: str = "#d9a441"        # tie, scarf or other small thing
    # beard bow chain down (looks down) earrings glasses moustache roll (neck) scarf tie wrinkles
    extras: frozenset[str] = field(default_factory=frozenset)
    jaw: float = 0.0              # -1 narrow .. 1 broad
    girth: float = 1.0
    slim: bool = False            # a waist
    smile: str = "soft"           # soft | open | wide
    look: float = 0.0             # -1 to the left of the picture .. 1 to the right
    brows: float = 1.0


def face_outline(person: Person) -> list[tuple[float, ...]]:
    j = person.jaw * 7
    return mirrored([(0, -100), (46, -90), (74, -48), (77, 0), (72 + j * 0.4, 40), (54 + j, 76),
                     (25 + j * 0.7, 98), (0, 102)])


def head(pen: Pen, person: Person) -> None:
    face, skin, shift = face_outline(person), person.skin, person.look * 9
    dim, deep = darker(skin, 0.16), darker(skin, 0.42)
    for side in (-1, 1):
        if person.style not in ("scarf", "bob", "wavy"):
            ear = oval(side * 77 - shift * 0.8, 8, 14, 23, side * 8)
            pen.fill(ear, skin if side < 0 else dim)
            pen.line([(side * 74 - shift * 0.8, -4), (side * 83 - shift * 0.8, 4),
                      (side * 76 - shift * 0.8, 18)], 3, deep, 0.45)
            if "earrings" in person.extras:
                pen.fill(oval(side * 79 - shift * 0.8, 36, 6), person.extra)
    shaped = smooth(face)
    pen.fill(shaped, skin)
    pen.fill(smooth([(60 + shift, -110), (52 + shift, -40), (61 + shift, 8), (53 + shift, 50),
                     (32 + shift, 84), (8, 106), (110, 112), (110, -110)]),
             SHADE, 0.11, clip=shaped)
    for side in (-1, 1):
        pen.fill(oval(side * 42 + shift, 40, 19, 14), "#d8503a", 0.20, clip=shaped, blur=7)
    if "beard" in person.extras:
        _beard(pen, person, shift)
    _eyes(pen, person, shift)
    _nose(pen, skin, shift)
    if "moustache" in person.extras or "beard" in person.extras:
        _mouth(pen, person, shift, 72)
        pen.fill(smooth([(shift, 53), (24 + shift, 57), (40 + shift, 72, 0), (20 + shift, 68), (shift, 63),
                         (-20 + shift, 68),
                         (-40 + shift, 72, 0), (-24 + shift, 57)]), darker(person.hair, 0.06))
    else:
        _mouth(pen, person, shift, 66)
    if "wrinkles" in person.extras:
        for side in (-1, 1):
            pen.line([(side * 36 + shift, 46), (side * 44 + shift, 58), (side * 42 + shift, 72)], 2.4, deep,
                     0.35)
            pen.line([(side * 52 + shift, 0), (side * 63 + shift, -5)], 2.2, deep, 0.35)
            pen.line([(side * 52 + shift, 7), (side * 63 + shift, 9)], 2.2, deep, 0.35)
    if "glasses" in person.extras:
        _glasses(pen, shift)


def _eyes(pen: Pen, person: Person, shift: float) -> None:
    ink = "#241a20"
    for side in (-1, 1):
        x, y = side * 31 + shift, 4
        tone = mix(person.hair, "#5a3d30", 0.45) if person.style != "scarf" else rgb("#3a2a26")
        pen.line([(x - side * 17, y - 22), (x + side * 4, y - 29), (x + side * 19, y - 21)],
                 6.5 * person.brows, tone, taper=True)
        if "down" in person.extras:
            pen.fill(smooth([(x - 14, y + 2, 0), (x, y - 9), (x + 14, y + 2, 0), (x, y + 8)]),
                     darker(person.skin, 0.10))
            pen.line([(x - 14, y + 2), (x, y + 8), (x + 14, y + 2)], 4, ink)
            continue
        pen.fill(oval(x + person.look * 2, y, 6.2, 7.6), ink)
        pen.fill(oval(x - 2 + person.look * 2, y - 2.8, 1.9), "#ffffff", 0.9)
        pen.line([(x - 13, y - 3 + (side < 0) * 2), (x, y - 10.5), (x + 13, y - 3 + (side > 0) * 2)], 3.6,
                 ink)


def _nose(pen: Pen, skin: str, shift: float) -> None:
    x = shift * 1.5
    pen.fill(smooth([(x + 1, -6), (x + 8, 18), (x + 14, 36), (x + 9, 45), (x - 6, 44), (x + 2, 36),
                     (x + 3, 16)]), SHADE, 0.10,
             clip=box(-90, -90, 90, 90))
    pen.line([(x - 9, 40), (x - 3, 45), (x + 4, 45), (x + 11, 40)], 3.2, darker(skin, 0.45), 0.8)


def _mouth(pen: Pen, person: Person, shift: float, y: float) -> None:
    x, lip = shift * 1.2, mix(darker(person.skin, 0.35), "#a03038", 0.45)
    if person.smile == "soft":
        pen.line([(x - 24, y - 3), (x - 11, y + 5), (x + 11, y + 5), (x + 24, y - 3)], 4.4, lip)
        pen.line([(x - 9, y + 13), (x, y + 15), (x + 9, y + 13)], 3, lip, 0.45)
        return
    wide, deep = (27, 15) if person.smile == "open" else (31, 19)
    lips = smooth([(x - wide, y - 6, 0), (x, y - 1), (x + wide, y - 6, 0),
                   (x + wide * 0.55, y + deep * 0.72), (x, y + deep),
                   (x - wide * 0.55, y + deep * 0.72)])
    pen.fill(lips, "#6b2230")
    pen.fill(box(x - 40, y - 12, x + 40, y + deep * 0.45), "#fbf5ec", 1, clip=lips)
    pen.line([(x - wide, y - 6), (x, y - 1), (x + wide, y - 6)], 3, lip)
    pen.line([(x - 8, y + deep + 6), (x, y + deep + 7), (x + 8, y + deep + 6)], 2.6, lip, 0.4)


def _beard(pen: Pen, person: Person, shift: float) -> None:
    j = person.jaw * 7
    shape = smooth([(-79, -8, 0), (-64, 34), (-44 + shift, 52), (shift, 50), (44 + shift, 52), (64, 34),
                    (79, -8, 0), (78 + j * 0.5, 44),
                    (58 + j, 88), (26 + j, 113), (0, 118), (-26 - j, 113), (-58 - j, 88), (-78 - j * 0.5,
                        44)])
    pen.fill(shape, person.hair)
    pen.rim(shape, 14, 6, alpha=0.16)


def _glasses(pen: Pen, shift: float) -> None:
    frame = "#2a1f26"
    for side in (-1, 1):
        x = side * 32 + shift
        pen.fill(oval(x, 4, 25, 22), "#ffffff", 0.08)
        pen.line([(x - 15, 12), (x - 4, -10)], 4, "#ffffff", 0.35)
        pen.fill(ring(x, 4, 26, 23, 3.6), frame)
        pen.line([(x + side * 24, 0), (side * 79 - shift * 0.4, -4)], 3.6, frame)
    pen.line([(shift - 8, 0), (shift, -3), (shift + 8, 0)], 3.6, frame)


# Each style of hair: what lies behind the head, and what falls over it.

def hair_behind(pen: Pen, person: Person) -> None:
    tone = darker(person.hair, 0.14)
    match person.style:
        case "bob":
            pen.fill(smooth([(0, -124), (66, -112), (102, -50), (106, 30), (104, 96, 0), (70, 112),
                             (-70, 112), (-104, 96, 0),
                             (-106, 30), (-102, -50), (-66, -112)]), tone)
        case "wavy":
            pen.fill(smooth([(0, -126), (70, -112), (108, -50), (104, 10), (124, 60), (112, 110), (128, 160),
                             (96, 196), (40, 176),
                             (-40, 176), (-96, 196), (-128, 160), (-112, 110), (-124, 60), (-104, 10), (-108,
                                 -50), (-70, -112)]), tone)
        case "bun":
            pen.fill(oval(6, -136, 52, 44, -8), tone)
            pen.line([(-30, -140), (0, -160), (36, -142)], 4, lighter(person.hair, 0.25), 0.7)
        case "afro":
            _cloud(pen, 0, -50, 128, 112, tone, 17)
        case "curls":
            _cloud(pen, 0, -44, 100, 92, tone, 13)
        case "ponytail":
            pen.fill(smooth([(20, -104), (96, -100), (126, -40), (118, 60), (130, 150), (104, 236),
                             (72, 244), (70, 120), (66, 0)]), tone)
        case "scarf":
            pen.fill(smooth(mirrored([(0, -126), (60, -114), (98, -60), (100, 20), (88, 90), (108, 150),
                                      (0, 180)])), darker(person.extra, 0.16))


def hair_over(pen: Pen, person: Person) -> None:
    shapes = _locks(person)
    face = smooth(face_outline(person))
    for shape in shapes:
        pen.fill([(x + 3, y + 8) for x, y in shape], SHADE, 0.16, clip=face)
    for shape in shapes:
        pen.fill(shape, person.hair)
        if person.style != "curls":
            pen.rim(shape, 20, 4, alpha=0.16)
            pen.rim(shape, -9, -7, GLOW, 0.13)
    _strands(pen, person)
    if person.style == "high":
        for k in range(34):
            x, y = -70 + (k * 61) % 143, -145 + (k * 29) % 67
            pen.line([(x - 5, y + 2), (x - 2, y - 3), (x + 3, y - 3), (x + 5, y + 2)], 3,
                     lighter(person.hair, 0.24), 0.35)
    if person.style == "curls":
        for i, (x, y) in enumerate(CURLS):
            coil = [cmath.rect(14, i * 2.4 + k * 0.75) for k in range(6)]
            pen.line([(x + z.real, y + z.imag) for z in coil], 5, lighter(person.hair,
                0.26) if i % 2 else darker(person.hair, 0.25), 0.5,
                     taper=True)
    if person.style == "afro":
        _cloud_front(pen, person)
    if person.style == "scarf":
        _headscarf(pen, person)


CURLS = [(-80, -14), (-88, -46), (-76, -80), (-46, -102), (-12, -112), (22, -112), (54, -100), (80, -74),
         (90, -42), (82, -12), (-60, -70),
         (-30, -82), (2, -86), (32, -82), (62, -68), (-50, -92), (48, -92)]


def _locks(person: Person) -> list[list[Point]]:
    match person.style:
        case "short":
            return [smooth([(-82, 14, 0), (-89, -34), (-78, -86), (-40, -118), (16, -124), (64, -106),
                            (88, -62), (89, -20), (82, 14, 0),
                            (74, -14), (66, -44), (44, -62), (4, -58), (-30, -70), (-56, -58), (-68, -30)])]
        case "side":
            return [smooth([(-82, 16, 0), (-90, -30), (-84, -84), (-46, -116), (6, -132), (66, -116),
                            (90, -66), (88, -18), (82, 16, 0),
                            (74, -16), (70, -46), (52, -74), (20, -66), (-26, -50), (-52, -64, 0), (-68,
                                -36)])]
        case "crop":
            return [smooth([(-80, 0, 0), (-86, -40), (-70, -90), (-30, -114), (30, -114), (70, -90),
                            (86, -40), (80, 0, 0), (72, -26),
                            (62, -58), (34, -74), (-34, -74), (-62, -58), (-72, -26)])]
        case "bald":
            return []
        case "ring":
            return [smooth([(s * 80, 18, 0), (s * 92, -4), (s * 90, -40), (s * 76, -62), (s * 70, -34),
                            (s * 74, -6)]) for s in (-1, 1)]
        case "bob" | "wavy":
            drop = 70 if person.style == "bob" else 120
            return [smooth([(-34, -112), (-76, -96), (-104, -46), (-106, 10), (-98, drop, 0),
                            (-78, drop - 8, 0), (-80, 20), (-70, -30),
                            (-34, -70), (-18, -108, 0)]),
                    smooth([(-26, -120), (20, -126), (72, -106), (103, -50), (106, 10), (100, drop, 0),
                            (78, drop - 10, 0), (82, 20),
                            (74, -22), (44, -58), (-2, -78), (-34, -106, 0)])]
        case "bun":
            return [smooth([(-82, 12, 0), (-88, -40), (-66, -94), (-20, -118), (30, -118), (70, -94),
                            (88, -40), (82, 12, 0), (74, -24),
                            (52, -66), (8, -84), (-40, -70), (-70, -28)])]
        case "ponytail":
            return [smooth([(-82, 10, 0), (-90, -40), (-66, -98), (-16, -122), (34, -120), (76, -94),
                            (92, -40), (82, 6, 0), (74, -28),
                            (46, -60), (-8, -64), (-48, -78, 0), (-66, -40)])]
        case "curls":
            return [oval(x, y, 27, 25) for x, y in CURLS]
        case "high":
            return [smooth([(-80, 2, 0), (-85, -40), (-88, -100), (-78, -144), (-30, -158), (34, -158),
                            (80, -144), (89, -100), (85, -40), (80, 2, 0),
                            (73, -30), (62, -62), (34, -70), (-34, -70), (-62, -62), (-73, -30)])]
        case _:
            return []


def _strands(pen: Pen, person: Person) -> None:
    light, dark = lighter(person.hair, 0.22), darker(person.hair, 0.25)
    lines: dict[str, list[list[Point]]] = {
        "short": [[(-66, -70), (-20, -100), (40, -96)], [(-40, -74), (10, -86), (58, -72)]],
        "side": [[(-48, -70), (-6, -104), (60, -100)], [(-40, -62), (10, -84), (68, -76)],
                 [(-44, -66), (20, -120), (70, -104)]],
        "bob": [[(-20, -108), (50, -84), (90, 0)], [(-14, -112), (66, -96), (98, -20)],
                [(-34, -104), (-78, -60), (-94, 20)]],
        "wavy": [[(-20, -108), (50, -84), (92, 20)], [(-14, -112), (68, -96), (100, 0)],
                 [(-34, -104), (-80, -60), (-94, 40)]],
        "bun": [[(-70, -50), (-20, -96), (0, -112)], [(66, -56), (34, -92), (14, -112)],
                [(-40, -76), (-8, -100), (4, -112)]],
        "ponytail": [[(-46, -80), (10, -104), (80, -70)], [(-44, -78), (20, -88), (84, -44)],
                     [(100, -70), (108, 0), (104, 120)]],
    }
    for i, line in enumerate(lines.get(person.style, [])):
        pen.line(line, 4, light if i % 2 == 0 else dark, 0.55, taper=True)


def _cloud(pen: Pen, x: float, y: float, rx: float, ry: float, colour: str | Colour, bumps: int) -> None:
    pen.fill(oval(x, y, rx * 0.94, ry * 0.94), colour)
    for k in range(bumps):
        z = cmath.rect(1, math.tau * k / bumps)
        pen.fill(oval(x + z.real * rx * 0.8, y + z.imag * ry * 0.8, rx * 0.28), colour)


def _cloud_front(pen: Pen, person: Person) -> None:
    for k in range(9):
        z = cmath.rect(1, math.pi + math.pi * k / 8)
        pen.fill(oval(z.real * 76, -26 + z.imag * 64, 27), person.hair)
    for x, y in ((-84, -92), (-40, -132), (20, -138), (-100, -40), (70, -110), (-60, -116), (-10, -112)):
        pen.line([(x - 14, y + 8), (x, y - 6), (x + 16, y - 2)], 5, lighter(person.hair, 0.22), 0.6,
                 taper=True)


def _headscarf(pen: Pen, person: Person) -> None:
    tone = person.extra
    outer = [(0, -124), (58, -112), (94, -60), (98, 10), (90, 70), (64, 116), (0, 150)]
    left, right = [(-x, y) for x, y in outer], outer
    opening = mirrored([(0, -76), (40, -66), (62, -26), (64, 22), (50, 70), (22, 100), (0, 106)])
    ring = smooth([*right, *[(x, y) for x, y in reversed(left[1:-1])]])
    canvas_face = smooth(opening)
    # The scarf is a ring around the face: one outline that runs around and back along the opening.
    start = min(range(len(ring)), key=lambda i: ring[i][1])
    top = min(range(len(canvas_face)), key=lambda i: canvas_face[i][1])
    around = [*ring[start:], *ring[:start], ring[start]]
    back = [*canvas_face[top:], *canvas_face[:top], canvas_face[top]]
    shape = [*around, *reversed(back)]
    pen.fill([(x * 0.96 + 2, y * 0.96 + 6) for x, y in shape], SHADE, 0.16, clip=canvas_face)
    pen.fill(shape, tone)
    pen.fill(smooth([(40, -112), (98, -50), (98, 60), (60, 120), (62, 70), (70, 20), (66, -40)]), SHADE, 0.12)
    for line in ([(-60, -100), (-78, -40), (-74, 30), (-50, 96)], [(-20, -116), (-64, -66), (-72, -6)],
                 [(30, -112), (66, -66), (74, -10)],
                 [(-40, 100), (0, 122), (50, 104)], [(-62, 84), (-20, 134), (40, 132)]):
        pen.line(line, 4.5, darker(tone, 0.3), 0.5, taper=True)


# --- bodies --------------------------------------------------------------------------------------

def arm(pen: Pen, side: int, person: Person, elbow: Point, wrist: Point, hand: Point | None) -> None:
    """One arm in its sleeve; no `hand` when it is in a pocket, behind a back or under the other arm."""
    g = person.girth
    spine = [(side * 124 * g, 226), (side * 147 * g, 276), (elbow[0] * g, elbow[1]), wrist]
    sleeve = limb(spine, [35, 40, 35, 26])
    if hand is not None:
        _hand(pen, person, wrist, hand)
    pen.fill(sleeve, person.colour)
    below_armpit = [(-600, 276), (600, 276), (600, 1300), (-600, 1300)]
    pen.rim(sleeve, 13, 3, alpha=0.17, clip=below_armpit if side < 0 else None)
    pen.rim(sleeve, -5, -2, GLOW, 0.10, clip=below_armpit)
    fold = darker(person.colour, 0.34)
    x, y = elbow[0] * g, elbow[1]
    pen.line([(x - side * 26, y - 10), (x - side * 2, y + 2), (x + side * 10, y - 4)], 5, fold, 0.5,
             taper=True)
    pen.line([(x - side * 24, y + 14), (x - side * 4, y + 18), (x + side * 12, y + 10)], 5, fold, 0.4,
             taper=True)
    if person.top == "suit" and hand is not None:
        _cuff(pen, person, wrist, hand)


def _cuff(pen: Pen, person: Person, wrist: Point, hand: Point) -> None:
    dx, dy = hand[0] - wrist[0], hand[1] - wrist[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    end = (wrist[0] + ux * 20, wrist[1] + uy * 20)
    pen.line([(end[0] - uy * 18, end[1] + ux * 18), (end[0] + uy * 18, end[1] - ux * 18)], 13, person.under)


def _hand(pen: Pen, person: Person, wrist: Point, hand: Point) -> None:
    dx, dy = hand[0] - wrist[0], hand[1] - wrist[1]
    length = math.hypot(dx, dy) or 1.0
    local = pen.at(wrist[0], wrist[1], 1, math.degrees(math.atan2(dy, dx)))
    palm = limb([(0, 0), (length * 0.6, 0), (length + 14, 2)], [18, 25, 17])
    local.fill(palm, person.skin)
    thumb = limb([(length * 0.35, -14), (length * 0.62, -29), (length * 0.95, -25)], [11, 9.5, 8])
    local.fill(thumb, person.skin)
    local.fill(palm, SHADE, 0.06)
    for k in (-7, 1, 9):
        local.line([(length * 0.75, k), (length + 22, k + 1)], 2.6, darker(person.skin, 0.4), 0.6)


POSES: dict[str, tuple[tuple[Point, Point, Point | None], tuple[Point, Point, Point | None]]] = {
    # (elbow, wrist, hand) of the arm at the left of the picture, then of the one at the right
    "down": (((-166, 400), (-158, 556), (-152, 606)), ((166, 400), (158, 556), (152, 606))),
    "clasp": (((-186, 392), (-52, 506), (-6, 530)), ((186, 392), (52, 510), (8, 534))),
    "hip": (((-166, 400), (-158, 556), (-152, 606)), ((252, 380), (140, 468), (112, 490))),
    "pocket": (((-166, 400), (-158, 556), (-152, 606)), ((204, 402), (146, 560), None)),
    "behind": (((-186, 396), (-120, 540), None), ((186, 396), (120, 540), None)),
    "folder": (((-166, 400), (-158, 556), (-152, 606)), ((184, 404), (70, 440), (30, 436))),
    "document": (((-192, 390), (-132, 452), (-104, 432)), ((192, 390), (132, 452), (104, 432))),
}


def standing(pen: Pen, person: Person, pose: str, tilt: float = 0.0) -> None:
    """A whole standing person, seen from the front."""
    _legs(pen, person)
    hair_behind(pen.at(0, 60, 1, tilt).at(0, -60), person)
    if pose == "behind":
        for side, joints in zip((-1, 1), POSES[pose], strict=True):
            arm(pen, side, person, *joints)
    torso(pen, person)
    if pose == "folded":
        _folded_arms(pen, person)
    elif pose != "behind":
        for side, joints in zip((-1, 1), POSES[pose], strict=True):
            arm(pen, side, person, *joints)
    if pose == "document":
        charter_sheet(pen.at(0, 360, 0.92, tilt * 0.5))
        for side, joints in zip((-1, 1), POSES[pose], strict=True):
            _thumb_over(pen, person, side, joints[2] or (0, 0))
    if pose == "folder":
        pen.fill([(-44, 330), (70, 300), (112, 470), (-2, 500)], "#e9dcc4")
        pen.fill([(-52, 336), (62, 306), (104, 476), (-10, 506)], person.extra)
        arm(pen, 1, person, *POSES[pose][1])
    tilted = pen.at(0, 60, 1, tilt).at(0, -60)
    head(tilted, person)
    hair_over(tilted, person)


def _thumb_over(pen: Pen, person: Person, side: int, hand: Point) -> None:
    x, y = hand
    thumb = limb([(x + side * 26, y + 10), (x + side * 4, y - 2), (x - side * 16, y - 10)], [14, 12, 9])
    pen.fill(thumb, person.skin)
    pen.rim(thumb, 4, 4, alpha=0.15)


def _folded_arms(pen: Pen, person: Person) -> None:
    g = person.girth
    for side in (-1, 1):
        upper = limb([(side * 124 * g, 226), (side * 147 * g, 276), (side * 170 * g, 384)], [35, 40, 38])
        pen.fill(upper, person.colour)
        pen.rim(upper, 13, 3, alpha=0.17)
    under = limb([(-168 * g, 392), (-60, 410), (72, 392)], [38, 35, 27])
    pen.fill(under, person.colour)
    pen.rim(under, 4, 14, alpha=0.2)
    over = limb([(168 * g, 388), (60, 384), (-70, 362)], [38, 35, 27])
    pen.fill([(x + 2, y + 14) for x, y in over], SHADE, 0.2, clip=box(-150 * g, 330, 150 * g, 470))
    _hand(pen, person, (-62, 364), (-104, 350))
    pen.fill(over, person.colour)
    pen.rim(over, 4, 14, alpha=0.2)
    pen.rim(over, -4, -5, GLOW, 0.12)
    for x, y in ((128, 372), (104, 398)):
        pen.line([(x + 14, y), (x - 10, y + 2), (x - 30, y + 12)], 5, darker(person.colour, 0.34), 0.5,
                 taper=True)


def _legs(pen: Pen, person: Person) -> None:
    g = person.girth
    tone = person.legs
    for side in (-1, 1):
        shoe = smooth([(side * 44, 1172, 0), (side * 84, 1172, 0), (side * 92, 1206), (side * 112, 1226),
                       (side * 108, 1240, 0), (side * 40, 1240, 0)])
        pen.fill(shoe, person.shoes)
        pen.line([(side * 42, 1238), (side * 110, 1238)], 6, darker(person.shoes, 0.5))
    if person.skirt:
        for side in (-1, 1):
            leg = limb([(side * 54, 800), (side * 60, 960), (side * 60, 1196)], [42, 40, 27])
            pen.fill(leg, tone)
            pen.rim(leg, 12, alpha=0.18)
        skirt = smooth(mirrored([(0, 470), (108 * g, 480), (150 * g, 640), (170 * g, 880, 0), (0, 900)]))
        pen.fill(skirt, person.skirt)
        pen.rim(skirt, 34, alpha=0.16)
        for x in (-70, -8, 62):
            pen.line([(x * 0.6, 640), (x, 760), (x * 1.3, 882)], 7, darker(person.skirt, 0.3), 0.5,
                     taper=True)
        return
    pen.fill(smooth(mirrored([(0, 470), (108 * g, 480), (122 * g, 570), (90, 640), (0, 664)])), tone)
    for s in (-1, 1):
        leg = smooth([(s * 116 * g, 520, 0), (s * 126 * g, 640), (s * 112 * g, 880), (s * 98, 1196, 0),
                      (s * 34, 1196, 0), (s * 26, 900),
                      (s * 1, 692, 0), (s * 1, 520, 0)])
        pen.fill(leg, tone)
        pen.rim(leg, 20, alpha=0.18)
        pen.rim(leg, -5, 0, GLOW, 0.08)
        pen.line([(s * 66 - 26, 884), (s * 68, 894), (s * 66 + 26, 886)], 5, darker(tone, 0.4), 0.5,
                 taper=True)
        pen.line([(s * 66 - 20, 1172), (s * 66 + 4, 1180), (s * 66 + 26, 1176)], 5, darker(tone, 0.4), 0.4,
                 taper=True)
    pen.line([(0, 560), (1, 630), (0, 700)], 5, darker(tone, 0.45), 0.7, taper=True)


def torso(pen: Pen, person: Person) -> None:
    """Neck, shoulders and clothes down to the hip."""
    g = person.girth
    neck = smooth([(-40, 70, 0), (-38, 120), (-64, 152, 0), (0, 214, 0), (64, 152, 0), (38, 120),
                   (40, 70, 0)])
    pen.fill(neck, person.skin)
    pen.fill(smooth([(-46, 84), (0, 124), (44, 104), (60, 80), (46, 152), (10, 150), (-34, 128)]), SHADE,
             0.2, clip=neck)
    long = {"tunic": 760, "coat": 740, "dress": 480}.get(person.top, 610)
    flare = 150 if long > 700 else 132
    if person.skirt and person.top != "suit":
        long, flare = 540, 118
    waist = 118 if person.slim else 132
    body = smooth([(-44, 138, 0), (-104 * g, 160), (-156 * g, 197), (-179 * g, 250), (-172 * g, 310),
                   (-waist * g, 430), (-flare * g, long - 4, 0), (0, long + 6),
                   (flare * g, long - 4, 0), (waist * g, 430), (172 * g, 310), (179 * g, 250), (156 * g,
                       197), (104 * g, 160), (44, 138, 0),
                   (22, 176), (0, 184), (-22, 176)])
    pen.fill(body, person.colour)
    pen.rim(body, 46, alpha=0.13, clip=box(20, 215, 400, 1300))
    pen.rim(body, -8, -4, GLOW, 0.10)
    if person.top == "suit":
        _jacket(pen, person, body, long)
    else:
        _pullover(pen, person, body, long)
    if "chain" in person.extras:
        for side in (-1, 1):
            for x, y in smooth([(side * 92, 176), (side * 92, 280), (side * 56, 362), (0, 398)],
                               closed=False, steps=4):
                pen.fill(oval(x, y, 13), darker(person.extra, 0.15))
                pen.fill(oval(x - 2, y - 2, 8), lighter(person.extra, 0.4))
        pen.fill(oval(0, 414, 34), person.extra)
        pen.fill(oval(0, 414, 23), lighter(person.extra, 0.35))
    if "scarf" in person.extras:
        shawl = smooth([(-70, 128), (0, 176), (70, 128), (88, 168), (48, 214), (0, 226), (-50, 214),
                        (-88, 168)])
        pen.fill(smooth([(10, 200), (60, 204), (76, 330), (62, 372, 0), (20, 372, 0), (24, 300)]),
                 darker(person.extra, 0.12))
        pen.fill(shawl, person.extra)
        pen.rim(shawl, 10, 10, alpha=0.18)
        pen.line([(-60, 160), (0, 198), (60, 164)], 5, darker(person.extra, 0.3), 0.6, taper=True)


def _jacket(pen: Pen, person: Person, body: list[Point], long: float) -> None:
    for side in (-1, 1):
        pen.fill([(side * 50, 138), (side * 38, 132), (side * 14, 190), (side * 40, 240), (side * 108, 236)],
                 darker(person.under, 0.12))
    shirt = smooth([(-50, 136, 0), (-20, 178), (0, 190, 0), (20, 178), (50, 136, 0), (60, 250), (8, 452, 0),
                    (-60, 250)])
    pen.fill(shirt, person.under)
    pen.fill(smooth([(20, 170), (56, 160), (66, 260), (16, 440), (14, 300)]), SHADE, 0.10, clip=shirt)
    if "tie" in person.extras:
        pen.fill([(-15, 184), (15, 184), (10, 212), (-10, 212)], darker(person.extra, 0.15))
        pen.fill([(-10, 212), (10, 212), (22, 400), (3, 440), (-16, 400)], person.extra)
        for y in (250, 300, 350):
            pen.line([(-12, y), (16, y - 20)], 6, lighter(person.extra, 0.3), 0.6)
    elif "roll" in person.extras:
        pen.fill(smooth([(-52, 112), (0, 128), (52, 112), (58, 168), (0, 196), (-58, 168)]), person.under)
        pen.line([(-48, 146), (0, 164), (48, 146)], 4, darker(person.under, 0.3), 0.5, taper=True)
    else:
        skin = smooth([(-30, 134, 0), (0, 250, 0), (30, 134, 0)])
        pen.fill(skin, person.skin)
        pen.fill(smooth([(-40, 120), (40, 104), (50, 150), (0, 178), (-36, 150)]), SHADE, 0.2, clip=skin)
    for side in (-1, 1):
        collar = [(side * 42, 126), (side * 56, 146), (side * 34, 214),
                  (side * 8, 190 if "tie" in person.extras else 236)]
        if "roll" not in person.extras:
            pen.fill(collar, lighter(person.under, 0.5) if side < 0 else darker(person.under, 0.07))
    if "bow" in person.extras:
        for side in (-1, 1):
            pen.fill(smooth([(0, 196), (side * 40, 176, 0), (side * 44, 222, 0)]), person.extra)
        pen.fill(oval(0, 198, 10, 12), darker(person.extra, 0.25))
    for side in (-1, 1):
        lapel = [(side * 56, 138), (side * 108, 236), (side * 82, 262), (side * 100, 286), (side * 6, 462),
                 (side * 62, 250)]
        pen.fill(lapel, lighter(person.colour, 0.09) if side < 0 else darker(person.colour, 0.10))
        pen.line([(side * 108, 236), (side * 82, 262), (side * 100, 286), (side * 6, 462)], 3.5,
                 darker(person.colour, 0.42), 0.7)
        pen.line([(side * 62, 520), (side * 112, 514)], 6, darker(person.colour, 0.36), 0.7)
    pen.line([(4, 458), (8, 540), (22, long)], 5, darker(person.colour, 0.45), 0.8)
    for y in (478, 532):
        pen.fill(oval(-12, y, 7.5), darker(person.colour, 0.5))


def _pullover(pen: Pen, person: Person, body: list[Point], long: float) -> None:
    if person.top in ("tunic", "coat"):
        pen.line([(0, 190), (3, 440), (0, long)], 5, darker(person.colour, 0.4), 0.8)
        for y in (270, 350, 430, 510):
            pen.fill(oval(-14, y, 8), lighter(person.colour, 0.3))
    else:
        pen.line([(-50, 146), (-24, 180), (0, 190), (24, 180), (50, 146)], 15, darker(person.colour, 0.14))
    if person.top == "knit":
        if person.under != person.colour:
            for side in (-1, 1):
                pen.fill([(side * 44, 126), (side * 60, 148), (side * 36, 200), (side * 6, 178)],
                         person.under if side < 0 else darker(person.under, 0.08))
        hem = [(x, y) for x, y in box(-124 * person.girth, long - 34, 124 * person.girth, long)]
        pen.fill(hem, SHADE, 0.14, clip=body)
    for x, y in ((-92, 440), (88, 460)):
        pen.line([(x - 24, y - 12), (x, y), (x + 18, y + 22)], 6, darker(person.colour, 0.32), 0.45,
                 taper=True)
    if person.top == "dress":
        pen.line([(-128 * person.girth, 470), (0, 484), (128 * person.girth, 470)], 16,
                 darker(person.colour, 0.22))


def charter_sheet(pen: Pen) -> None:
    """The signed document, 220 by 156 around its middle."""
    pen.fill([(-112, -76), (114, -80), (116, 84), (-110, 86)], SHADE, 0.25, blur=5)
    pen.fill(box(-112, -80, 112, 80), "#c99b4e")
    pen.fill(box(-106, -74, 106, 74), "#fffaf0")
    pen.fill(box(-70, -56, 70, -44), "#1f4e55")
    for k, y in enumerate((-28, -14, 0, 14)):
        pen.fill(box(-86, y, 86 - 26 * (k % 2), y + 5), "#a8a29a")
    pen.line(SIGNATURE_LEFT, 4, "#2b3a75", taper=False)
    pen.line([(24, 52), (36, 40), (46, 58), (58, 42), (70, 54), (88, 46)], 4, "#2b3a75")


SIGNATURE_LEFT = [(-84, 54), (-70, 36), (-62, 60), (-50, 42), (-40, 56), (-26, 44), (-10, 52)]


def in_wheelchair(pen: Pen, person: Person) -> None:
    """A person in a wheelchair, seen from the front; the wheels stand at y = 1000."""
    metal, dark = "#8b8f96", "#33303a"
    for side in (-1, 1):
        pen.fill(ring(side * 216, 752, 54, 256, 19, -side * 2), dark)
        pen.fill(ring(side * 205, 752, 38, 226, 6, -side * 2), metal)
        for k in range(8):
            z = cmath.rect(1, math.tau * k / 8)
            pen.line([(side * 206, 752), (side * 206 + z.real * 34, 752 + z.imag * 216)], 2.4, metal, 0.7)
        pen.line([(side * 168, 300), (side * 172, 620)], 14, metal)
    pen.fill(smooth(mirrored([(0, 250), (150, 256), (176, 330), (170, 640), (0, 650)])), dark)
    hair_behind(pen, person)
    torso(pen, person)
    pen.fill(box(-180, 610, 180, 668), dark)
    for side in (-1, 1):
        pen.line([(side * 118, 668), (side * 106, 930)], 12, metal)
        caster = oval(side * 128, 948, 17, 50)
        pen.fill(caster, dark)
        pen.fill(oval(side * 128, 948, 6, 22), metal)
        thigh = limb([(side * 70, 560), (side * 84, 606), (side * 80, 668)], [66, 70, 56])
        shin = smooth([(side * 26, 640), (side * 138, 640), (side * 128, 740), (side * 98, 906, 0),
                       (side * 42, 906, 0), (side * 34, 740)])
        pen.fill(shin, darker(person.legs, 0.08))
        pen.rim(shin, 22, alpha=0.18)
        pen.fill(thigh, lighter(person.legs, 0.05))
        pen.rim(thigh, 14, 16, alpha=0.16)
        shoe = smooth([(side * 44, 890, 0), (side * 94, 890, 0), (side * 104, 940), (side * 98, 962, 0),
                       (side * 36, 962, 0), (side * 36, 930)])
        pen.fill(shoe, person.shoes)
    pen.fill(box(-112, 960, -16, 974), metal)
    pen.fill(box(16, 960, 112, 974), metal)
    for side in (-1, 1):
        rest = limb([(side * 186, 560), (side * 182, 566)], [20, 20])
        pen.fill(rest, dark)
        arm(pen, side, person, (side * 196, 420), (side * 66, 548), (side * 20, 566))
    head(pen, person)
    hair_over(pen, person)


def bust(pen: Pen, person: Person, tilt: float = 0.0) -> None:
    """Head, shoulders and upper arms, for a portrait."""
    tilted = pen.at(0, 60, 1, tilt).at(0, -60)
    hair_behind(tilted, person)
    torso(pen, person)
    for side, joints in zip((-1, 1), POSES["down"], strict=True):
        arm(pen, side, person, *joints)
    head(tilted, person)
    hair_over(tilted, person)


CAST = {
    "leyla": Person("#d9a274", style="scarf", top="tunic", colour="#2f6f73", extra="#d08a5c", legs="#3a3346",
                    smile="soft", look=0.35, slim=True),
    "idris": Person("#9a6240", hair="#4b4546", style="crop", colour="#2b3a5a",
                    extras=frozenset({"beard", "chain", "tie"}), extra="#d9a441",
                    legs="#26324e", look=0.2),
    "rosalie": Person("#f0c7a8", hair="#a4502e", style="bun", colour="#47694f", under="#f3e6d2",
                      extras=frozenset({"earrings"}),
                      legs="#3d4a66", smile="open", slim=True, look=0.25),
    "tobias": Person("#f2cdb2", hair="#c79a58", style="side", colour="#6f7786",
                     extras=frozenset({"glasses", "tie"}), extra="#b4503c",
                     legs="#4a4f5e", smile="soft"),
    "amina": Person("#764a35", hair="#241a1c", style="afro", top="dress", colour="#d99a3c", skirt="#d99a3c",
                    legs="#6a4330", shoes="#7a3a2c",
                    smile="wide", slim=True, extras=frozenset({"earrings"}), extra="#f2dfb8"),
    "bram": Person("#e3b58e", hair="#8d857d", style="short", colour="#7a5238", under="#e9dcc6",
                   extras=frozenset({"beard", "roll"}),
                   legs="#3f3a44", look=-0.2, jaw=0.5),
    "mirthe": Person("#efc4a0", hair="#cfc9c0", style="bob", colour="#5a3350", under="#e8b9a4",
                     extras=frozenset({"wrinkles"}),
                     legs="#4a2b43", smile="open", slim=True, look=-0.15),
    "kwame": Person("#7d5038", hair="#241b1e", style="high", top="knit", colour="#b4573c", under="#b4573c",
                    extras=frozenset({"glasses", "beard"}), legs="#2f3850", smile="open", look=-0.25),
    "geertje": Person("#e9bd9a", hair="#e2ddd3", style="curls", top="knit", colour="#7f9a6e",
                      under="#fbf3e4", skirt="#7b4a3a", legs="#5a4a4a",
                      extras=frozenset({"wrinkles", "scarf"}), extra="#d98a5a", smile="wide", look=-0.2),
    "ludo": Person("#f0c9aa", hair="#b9b0a4", style="ring", colour="#7c4a6a",
                   extras=frozenset({"moustache", "bow"}), extra="#e0b04c",
                   legs="#3b3340", girth=1.12, jaw=0.8, look=-0.4),
    "casper": Person("#e0ac80", hair="#2e2220", style="side", colour="#2c4d57", under="#fbf3e4",
                     extras=frozenset({"moustache"}),
                     legs="#2a3a42", smile="open", look=0.2),
    "saskia": Person("#f0c9ac", hair="#d3a864", style="ponytail", top="coat", colour="#3d6b8c",
                     legs="#3a3a4c", smile="open", slim=True,
                     extras=frozenset({"scarf"}), extra="#e6c36a", look=0.1),
    "malik": Person("#b27a4e", hair="#241c1e", style="curls", colour="#c28f3c", under="#2b3550",
                    extras=frozenset({"roll"}),
                    legs="#2f2a36", smile="open", look=-0.3),
    "jildou": Person("#e8bd98", hair="#5a3826", style="wavy", top="knit", colour="#d6a24a", under="#d6a24a",
                     legs="#3d4a66", slim=True,
                     extras=frozenset({"down"}), smile="soft"),
}


# --- rooms and things ----------------------------------------------------------------------------

def arch(x: float, top: float, width: float, bottom: float) -> list[Point]:
    half = width / 2
    curve = [cmath.rect(half, math.pi + k * math.pi / 24) for k in range(25)]
    return [(x - half, bottom), *[(x + z.real, top + half + z.imag) for z in curve], (x + half, bottom)]


def roofs(pen: Pen, left: float, right: float, ground: float, chance: random.Random, clip: Outline,
          tower: bool = False) -> None:
    """A row of gabled houses far away, inside a window."""
    for colour, low, high in (("#b9a79c", 190, 300), ("#9d8a86", 90, 200)):
        x = left - 40
        while x < right:
            width, height = chance.uniform(80, 150), chance.uniform(low, high)
            gable = height + chance.uniform(30, 70)
            house = [(x, ground), (x, ground - height), (x + width / 2, ground - gable),
                     (x + width, ground - height), (x + width, ground)]
            pen.fill(house, mix(colour, "#f2c894", chance.uniform(0, 0.35)), clip=clip)
            for k in range(2):
                wx = x + width * (0.22 + 0.36 * k)
                pen.fill(box(wx, ground - height + 24, wx + width * 0.18, ground - height + 62), "#ffe2a2",
                         0.55, clip=clip)
            x += width
        if tower and low == 190:
            _tower(pen, (left + right) / 2 + 60, ground, clip)


def _tower(pen: Pen, x: float, ground: float, clip: Outline) -> None:
    tone = "#a8948f"
    pen.fill(box(x - 52, ground - 430, x + 52, ground), tone, clip=clip)
    pen.fill(box(x - 40, ground - 640, x + 40, ground - 430), lighter(tone, 0.08), clip=clip)
    pen.fill([(x - 30, ground - 640), (x - 24, ground - 760), (x, ground - 880), (x + 24, ground - 760),
              (x + 30, ground - 640)], tone, clip=clip)
    for y in (600, 390):
        pen.fill(box(x - 16, ground - y, x + 16, ground - y + 120), darker(tone, 0.25), 0.7, clip=clip)


def window(pen: Pen, x: float, top: float, width: float, bottom: float, chance: random.Random,
           tower: bool = False) -> None:
    """A tall arched window with evening sky and a town behind it."""
    pen.fill(arch(x, top - 34, width + 68, bottom + 18), "#d9bd97")
    pen.fill(arch(x + 6, top - 22, width + 48, bottom + 12), "#fbf0dc")
    glass = arch(x, top, width, bottom)
    pen.fade(glass, "#9cc7cf", "#ffe3ae")
    pen.fill(oval(x + width * 0.1, bottom - 330, 150, 150), "#fff3cf", 0.5, clip=glass, blur=60)
    roofs(pen, x - width / 2, x + width / 2, bottom, chance, glass, tower)
    bar = "#fbf0dc"
    for share in (-1 / 6, 1 / 6):
        pen.fill(box(x + width * share - 9, top, x + width * share + 9, bottom), bar, clip=glass)
    for y in (top + width * 0.5, top + width * 0.5 + (bottom - top - width * 0.5) * 0.36,
              top + width * 0.5 + (bottom - top - width * 0.5) * 0.7):
        pen.fill(box(x - width / 2, y - 8, x + width / 2, y + 8), bar, clip=glass)
    pen.fill([(x - width / 2, top), (x - width / 2 + 26, top), (x - width / 2 + 26, bottom),
              (x - width / 2, bottom)], SHADE, 0.10, clip=glass)
    pen.fill(box(x - width / 2 - 54, bottom, x + width / 2 + 54, bottom + 34), "#fbf0dc")
    pen.fill(box(x - width / 2 - 54, bottom + 34, x + width / 2 + 54, bottom + 50), "#c9a67c")


def plant(pen: Pen, chance: random.Random, leaves: int = 15) -> None:
    """A plant in a pot; the pot stands at y = 0, the plant is about 900 high."""
    for k in range(leaves):
        bend = (k - (leaves - 1) / 2) / leaves
        tip = (bend * 620 + chance.uniform(-40, 40), -420 - 430 * (1 - abs(bend) * 1.5) + chance.uniform(-60,
            40))
        pen.line([(bend * 60, -200), (tip[0] * 0.45, (tip[1] - 200) * 0.62), tip], 9, "#5c6b45")
        angle = math.degrees(math.atan2(tip[1] + 200, tip[0])) + 90
        leaf = smooth([(0, 60, 0), (46, 0), (38, -80), (0, -150, 0), (-38, -80), (-46, 0)])
        tone = mix("#4f7a5c", "#9bb06a", chance.uniform(0, 0.8))
        paper = pen.at(tip[0], tip[1], chance.uniform(0.85, 1.2), angle)
        paper.fill(leaf, tone)
        paper.fill(smooth([(0, 60, 0), (46, 0), (38, -80), (0, -150, 0)]), SHADE, 0.14)
        paper.line([(0, 50), (0, -140)], 4, lighter(tone, 0.35), 0.7)
    pot = smooth([(-120, -220, 0), (120, -220, 0), (96, -20), (80, 0, 0), (-80, 0, 0), (-96, -20)])
    pen.fill(pot, "#c8694a")
    pen.rim(pot, 50, alpha=0.18)
    pen.fill(box(-132, -244, 132, -196), "#d67b58")
    pen.rim(box(-132, -244, 132, -196), 50, alpha=0.18)


def pendant(pen: Pen, x: float, y: float, size: float = 1.0) -> None:
    lamp = pen.at(x, y, size)
    lamp.line([(0, -3000), (0, -80)], 7, "#4a3a3a")
    lamp.fill(oval(0, 60, 260), "#ffe9b8", 0.30, blur=90)
    shade = smooth([(-18, -90, 0), (18, -90, 0), (70, -40), (110, 50, 0), (0, 62), (-110, 50, 0), (-70, -40)])
    lamp.fill(shade, "#2f6f73")
    lamp.rim(shade, 40, alpha=0.2)
    lamp.fill(oval(0, 54, 104, 15), "#ffedc4")


def floorboards(pen: Pen, horizon: float, bottom: float, width: float, vanish: Point, light: str,
                dark: str) -> None:
    pen.fade(box(0, horizon, width, bottom), dark, light)
    for k in range(-26, 27):
        x = vanish[0] + k * width / 12
        share = (horizon - vanish[1]) / (bottom - vanish[1])
        start = (vanish[0] + (x - vanish[0]) * share, horizon)
        pen.line([start, (x, bottom)], 5, darker(dark, 0.22), 0.45)
        if k % 2:
            after = x + width / 12
            pen.fill([start, (x, bottom), (after, bottom), (vanish[0] + (after - vanish[0]) * share,
                horizon)], GLOW, 0.07)


def cup(pen: Pen, colour: str = "#f4ece0") -> None:
    """A cup on its saucer, seen from the side, 150 wide."""
    pen.fill(oval(0, 8, 110, 16), darker(colour, 0.12))
    pen.fill(oval(0, 2, 104, 13), colour)
    pen.line([(58, -74), (96, -66), (88, -30), (52, -22)], 13, darker(colour, 0.08))
    bowl = smooth([(-66, -96, 0), (66, -96, 0), (58, -36), (34, 0), (-34, 0), (-58, -36)])
    pen.fill(bowl, colour)
    pen.rim(bowl, 36, alpha=0.14)
    pen.fill(oval(0, -96, 66, 11), "#6b4632")


def tulips(pen: Pen, chance: random.Random) -> None:
    """A vase with tulips; the vase stands at y = 0."""
    for k in range(9):
        bend = (k - 4) / 4
        x, y = bend * 190 + chance.uniform(-16, 16), -560 + abs(bend) * 130 + chance.uniform(-50, 40)
        pen.line([(bend * 22, -150), (bend * 70, -330), (x, y)], 12, "#6d8a55")
        leaf = smooth([(bend * 24, -160, 0), (bend * 120 + 26, -310), (bend * 240, -400, 0),
                       (bend * 110 - 22, -290)])
        pen.fill(leaf, mix("#6d8a55", "#93aa6b", chance.random()))
        tone = chance.choice(["#d9694f", "#e0954f", "#c94f5a", "#e8b35c"])
        bloom = pen.at(x, y, 1, bend * 22)
        bloom.fill(smooth([(-44, -60, 0), (-20, -92), (0, -74, 0), (20, -92), (44, -60, 0), (46, 0), (0, 40),
                           (-46, 0)]), tone)
        bloom.fill(smooth([(0, -78, 0), (26, -30), (16, 26), (0, 40, 0), (-16, 26), (-26, -30)]),
                   lighter(tone, 0.28))
        bloom.fill(smooth([(20, -92), (44, -60, 0), (46, 0), (0, 40), (24, -10)]), SHADE, 0.12)
    vase = smooth([(-58, -260, 0), (58, -260, 0), (52, -200), (96, -110), (84, -20), (60, 0, 0), (-60, 0, 0),
                   (-84, -20), (-96, -110), (-52, -200)])
    pen.fill(vase, "#dfe7e0")
    pen.rim(vase, 40, alpha=0.16)
    pen.line([(-58, -60), (-66, -120), (-44, -180)], 12, "#ffffff", 0.8, taper=True)


def shadow_under(pen: Pen, x: float, y: float, width: float, strength: float = 0.32) -> None:
    pen.fill(oval(x + width * 0.16, y, width * 0.62, width * 0.085), SHADE, strength, blur=width * 0.05)
    pen.fill(oval(x, y + 2, width * 0.42, width * 0.035), SHADE, strength, blur=width * 0.02)


def light_beams(pen: Pen, xs: Sequence[float], top: float, bottom: float, width: float) -> None:
    for x in xs:
        pen.fill([(x - width / 2, top), (x + width / 2, top), (x + width / 2 + 620, bottom),
                  (x - width / 2 + 480, bottom)], GLOW, 0.085, blur=46)


# --- the pictures --------------------------------------------------------------------------------

def hall(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(12)
    horizon = 1830
    pen.fade(box(0, 0, width, horizon), "#f0dcbd", "#e2bf95")
    pen.fill(box(0, 0, width, 92), "#d8b98f")
    pen.fill(box(0, 92, width, 108), "#c39f72")
    for k, x in enumerate((330, 1165, 2000, 2835, 3670)):
        window(pen, x, 250, 470, 1440, chance, tower=k == 1)
    pen.fade(box(0, 1540, width, horizon), "#7d9a90", "#5f8079")
    pen.fill(box(0, 1528, width, 1552), "#93ada2")
    for x in range(-60, int(width), 418):
        pen.fill(box(x + 30, 1590, x + 388, 1790), SHADE, 0.09)
        pen.fill(box(x + 36, 1598, x + 388, 1790), "#8aa79c", 0.5)
    floorboards(pen, horizon, height, width, (2000, 700), "#d9a56c", "#b27a4b")
    pen.fill(box(0, horizon - 26, width, horizon), "#4f6d67")
    for x in (330, 1165, 2000, 2835, 3670):
        pool = [(x - 120, horizon + 40), (x + 150, horizon + 40), (x + 700, height), (x + 180, height)]
        pen.fill(pool, "#ffe9bd", 0.34, clip=box(0, horizon, width, height), blur=26)
    for x in (748, 2000, 3252):
        pendant(pen, x, 420 if x == 2000 else 470, 0.95)
    plant(pen.at(120, 1960, 0.98), chance)
    plant(pen.at(3890, 1950, 0.98), chance)


def utrecht_group(pen: Pen, width: float, height: float) -> None:
    hall(pen, width, height)
    row = [  # name, pose, x, how far back, height, tilt
        ("leyla", "clasp", 395, 1, 0.985, 2), ("idris", "behind", 755, 0, 1.03, 0), ("rosalie", "down", 1098,
            1, 1.0, -2),
        ("tobias", "wheelchair", 1455, -1, 1.0, 0), ("amina", "down", 1800, 1, 1.0, 2), ("bram", "folder",
            2135, 0, 1.07, -1),
        ("mirthe", "document", 2505, 0, 0.955, 2), ("kwame", "folded", 2868, 1, 1.08, -2), ("geertje",
            "clasp", 3210, 0, 0.89, 3),
        ("ludo", "pocket", 3570, 1, 0.99, 0),
    ]
    for name, pose, x, back, size, tilt in sorted(row, key=lambda person: -person[3]):
        scale = (1.14 - 0.05 * back) * size
        ground = 2470 - 70 * back + (30 if pose == "wheelchair" else 0)
        if pose == "wheelchair":
            shadow_under(pen, x, ground, 560)
            in_wheelchair(pen.at(x, ground - 1000 * scale, scale), CAST[name])
        else:
            shadow_under(pen, x, ground, 430)
            standing(pen.at(x, ground - 1240 * scale, scale), CAST[name], pose, tilt)
    light_beams(pen, (330, 1165, 2000, 2835), 300, height, 420)


def soften(pen: Pen, radius: float) -> None:
    """What has been drawn so far falls out of focus; the radius is in this pen's units."""
    pen.image.paste(pen.image.filter(ImageFilter.GaussianBlur(radius * abs(pen.scale))))


def seated(pen: Pen, person: Person, tilt: float) -> None:
    """Head and trunk of a person at a table; the arms come later, on top of the table."""
    tilted = pen.at(0, 60, 1, tilt).at(0, -60)
    hair_behind(tilted, person)
    torso(pen, person)
    head(tilted, person)
    hair_over(tilted, person)


def table_top(pen: Pen, edge: float, width: float, height: float, far: str, near: str) -> None:
    pen.fade(box(0, edge, width, height), far, near)
    for k in range(8):
        y = edge + 22 + k * k * 17
        pen.line([(0, y), (width * 0.35, y + 10 + k * 2), (width, y - 4)], 5 + k, darker(near, 0.16), 0.35)
    pen.fill(box(0, edge, width, edge + 14), lighter(far, 0.5), 0.8)


def charter_on_table(pen: Pen) -> None:
    """The charter lying down, its first name being written; 1,000 wide around its middle."""
    paper = [(-400, -190), (410, -205), (575, 165), (-465, 190)]
    pen.fill([(x + 24, y + 26) for x, y in paper], SHADE, 0.35, blur=14)
    pen.fill(paper, "#fffaf0")
    pen.fill([(-225, -154), (245, -162), (257, -126), (-233, -118)], "#1f4e55")
    for k in range(6):
        y, right = -92 + k * 26, 325 + k * 10 - 90 * (k % 2)
        pen.fill([(-315 - k * 7, y), (right, y - 8), (right + 2, y + 2), (-317 - k * 7, y + 10)], "#b5aea4")
    pen.line([(-295, 130), (-255, 80), (-225, 140), (-183, 90), (-145, 132), (-85, 102)], 9, "#2b3a75")
    pen.line([(5, 124), (395, 114)], 5, "#8d867d")


def signing_arms(pen: Pen, person: Person, drop: float, ink: str) -> None:
    """Both arms on the table, with a pen in the hand at the left; `drop` lowers the hands."""
    wrist, hand = (-40, 566 + drop), (30, 580 + drop)
    arm(pen, 1, person, (212, 424 + drop * 0.4), (150, 556 + drop * 0.7), (96, 566 + drop * 0.7))
    arm(pen, -1, person, (-214, 424 + drop * 0.4), wrist, hand)
    grip = pen.at(hand[0], hand[1])
    grip.line([(4, 26), (34, -22), (66, -74)], 10, ink)
    grip.line([(4, 26), (10, 16)], 6, "#d9b45c")
    for k in range(3):
        finger = limb([(-6 + k * 4, -14 + k * 9), (18 + k * 2, -18 + k * 9), (28 - k * 5, k * 5)], [9, 9, 8])
        grip.fill(finger, darker(person.skin, 0.03 * k))


def utrecht_signing(pen: Pen, width: float, height: float) -> None:
    hall(pen.at(-1500, -520, 1.62), 4000, 2667)
    soften(pen, 13)
    mirthe = replace(CAST["mirthe"], extras=CAST["mirthe"].extras | {"down"}, smile="soft", look=0.25)
    bram = replace(CAST["bram"], look=-0.8, smile="open")
    his, hers = pen.at(2700, 800, 2.35), pen.at(1420, 860, 2.35)
    for place, person, tilt in ((his, bram, -4), (hers, mirthe, 6)):
        place.fill(smooth(mirrored([(0, 200), (196, 214), (212, 330), (206, 700), (0, 700)])), "#6b4a3a")
        seated(place, person, tilt)
    edge = 1790
    board = box(0, edge, width, height)
    table_top(pen, edge, width, height, "#c08a58", "#93592f")
    sunlight = [(300, edge), (1500, edge), (2700, height), (1100, height)]
    pen.fill(sunlight, "#ffe3b0", 0.22, clip=board, blur=40)
    for x in (1460, 2740):
        pen.fill(oval(x, edge + 70, 380, 60), SHADE, 0.28, clip=board, blur=30)
    charter_on_table(pen.at(1555, 2164))
    signing_arms(hers, mirthe, 0, "#2a2530")
    arm(his, 1, bram, (214, 444), (80, 560), (24, 574))
    arm(his, -1, bram, (-212, 446), (-76, 566), (-14, 580))
    _folder(pen.at(2750, 2400))
    pen.fill(oval(3580, 2150, 170, 26), SHADE, 0.3, blur=12)
    tulips(pen.at(3560, 2140, 1.25), random.Random(5))
    cup(pen.at(2250, 2120, 1.25), "#8fb0a6")
    cup(pen.at(560, 2200, 1.4), "#e9c9a4")
    light_beams(pen, (-200, 900), 0, height, 520)


def _folder(pen: Pen) -> None:
    cover = [(-420, -110), (310, -138), (440, 100), (-440, 140)]
    pen.fill([(x + 18, y + 30) for x, y in cover], SHADE, 0.3, blur=12)
    pen.fill([(x + 4, y + 16) for x, y in cover], "#f4ead6")
    pen.fade(cover, "#2f6f73", "#27595f", across=True)
    pen.line([(-230, -10), (-130, -40), (-30, 0), (110, -44), (210, -24)], 11, "#e9dcc0", taper=True)


def signature(chance: random.Random) -> list[Point]:
    """A name nobody can read, about 300 wide."""
    count = chance.randint(9, 13)
    return [(k * 300 / count + chance.uniform(-10, 10), chance.choice([-1, 1]) * chance.uniform(8,
        44) * (1.3 if k < 3 else 0.7)) for k in range(count)]


def utrecht_table(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(31)
    for k in range(8):
        y = k * height / 8
        tone = mix("#b9814f", "#a36b3f", chance.random())
        pen.fill(box(0, y, width, y + height / 8), tone)
        for _ in range(9):
            g = y + chance.uniform(20, height / 8 - 20)
            pen.line([(0, g), (width * 0.3, g + chance.uniform(-16, 16)),
                      (width * 0.7, g + chance.uniform(-16, 16)), (width, g)],
                     chance.uniform(2, 6), "#7c4a28", 0.28)
        pen.fill(box(0, y - 5, width, y + 5), "#6b3f25", 0.7)
    paper = pen.at(1880, 1560, 1, -5)
    sheet = box(-860, -1160, 860, 1160)
    paper.fill([(x + 40, y + 46) for x, y in sheet], SHADE, 0.45, blur=30)
    paper.fade(sheet, "#fffaf0", "#f7ecd8")
    paper.fill(box(-700, -990, 260, -900), "#1f4e55")
    paper.fill(box(-700, -860, -60, -818), "#c8694a")
    paper.line([(-700, -770), (-560, -800), (-420, -752), (-240, -792), (-40, -764)], 9, "#1f4e55",
               taper=True)
    for k in range(9):
        paper.fill(box(-700, -660 + k * 58, (690, 640, 700, 560, 680, 700, 610, 690, 200)[k], -638 + k * 58),
                   "#b9b1a5")
    for row in range(6):
        for column in range(2):
            x, y = -690 + column * 740, 40 + row * 186
            paper.line([(x, y), (x + 620, y)], 4, "#a79f94")
            stroke = paper.at(x + 60, y - 44, 1.25, chance.uniform(-5, 3))
            stroke.line(signature(chance), 8, chance.choice(["#2b3a75", "#26223a", "#27456b"]))
    pencil = pen.at(2560, 2420, 1.35, -38)
    pencil.fill([(x + 14, y + 30) for x, y in limb([(-420, 0), (420, 0)], [34, 34])], SHADE, 0.4, blur=14)
    barrel = limb([(-330, 0), (0, 0), (420, 0)], [27, 36, 30])
    pencil.fill(barrel, "#5a3350")
    pencil.rim(barrel, 0, 20, alpha=0.35)
    pencil.line([(-250, -14), (60, -20), (380, -16)], 8, "#a97e9d", 0.8, taper=True)
    pencil.fill(box(-40, -37, -10, 37), "#d9b45c")
    pencil.fill(box(380, -30, 400, 30), "#d9b45c")
    pencil.fill([(-330, -26), (-330, 26), (-440, 5), (-452, 0), (-440, -5)], "#d9b45c")
    pencil.line([(-440, 0), (-360, 0)], 3, "#6b4a2a")
    _cup_from_above(pen.at(3320, 820))
    _tulips_from_above(pen.at(470, 2330, 1, 3), chance)
    _spectacles(pen.at(3260, 1900, 1.2, 24))
    for k in range(3):
        x = 300 + k * 1350
        pen.fill([(x, 0), (x + 860, 0), (x + 200, height), (x - 660, height)], "#ffe6b0", 0.17, blur=34)
    pen.fill([(2500, 0), (4000, 0), (4000, height), (3200, height)], SHADE, 0.10, blur=120)


def _cup_from_above(pen: Pen) -> None:
    pen.fill(oval(40, 50, 400), SHADE, 0.42, blur=34)
    for radius, tone in ((392, "#e3ece6"), (340, "#d3dfd8"), (330, "#e9f1eb")):
        pen.fill(oval(0, 0, radius), tone)
    handle = limb([(170, 150), (320, 300)], [34, 30])
    pen.fill([(x + 14, y + 18) for x, y in handle], SHADE, 0.25, blur=10)
    pen.fill(handle, "#cfdcd4")
    pen.fill(oval(22, 26, 246), SHADE, 0.28, blur=16)
    pen.fill(oval(0, 0, 240), "#f4f8f4")
    pen.fill(oval(0, 0, 214), "#5d3a28")
    pen.fill(ring(0, 0, 214, 214, 22), "#8a5a3c")
    for radius in (150, 96, 46):
        pen.fill(ring(-8, 6, radius, radius * 0.92, 26, 20), "#d9ae82", 0.75)
    spoon = pen.at(-30, 320, 1, -12)
    spoon.fill(limb([(-250, 0), (150, 0)], [12, 16]), "#b9b6ae")
    spoon.fill(oval(210, 0, 84, 52), "#cbc8c0")
    spoon.fill(oval(216, 6, 62, 34), "#a9a69f")


def _tulips_from_above(pen: Pen, chance: random.Random) -> None:
    """A tied bunch of tulips; the knot is at (0, 0), the flowers point up."""
    for k in (0, 6, 1, 5, 2, 4, 3):
        turn = -90 + (k - 3) * 8.5 + chance.uniform(-2, 2)
        stem = pen.at(0, 0, 1, turn)
        length = 1180 - abs(k - 3) * 70 + (k % 2) * 190
        stem.fill([(x - 30, y + 22) for x, y in limb([(-430, 0), (length, 0)], [15, 15])], SHADE, 0.3,
                  blur=16)
        stem.line([(-430 + (k % 3) * 40, 0), (length * 0.5, (k - 3) * 9), (length, 0)], 27,
                  mix("#5f8055", "#8fa763", chance.random()))
        if k % 2:
            lean = 1 if k > 3 else -1
            leaf = smooth([(-60, 0, 0), (200, lean * 84), (520, lean * 170), (760, lean * 250, 0),
                           (480, lean * 70), (160, -lean * 14)])
            stem.fill(leaf, mix("#5f8055", "#8fa763", chance.random()))
            stem.line([(-30, lean * 10), (300, lean * 74), (720, lean * 226)], 6, "#b8c98c", 0.6, taper=True)
        tone = ("#d9694f", "#e8b35c", "#c94f5a", "#e0954f", "#d9694f", "#c94f5a", "#e8b35c")[k]
        bloom = stem.at(length + 60, 0, 2.2, 90)
        bloom.fill([(x + 10, y + 10) for x, y in oval(0, -20, 50, 66)], SHADE, 0.25, blur=9)
        bloom.fill(smooth([(-44, -60, 0), (-20, -92), (0, -74, 0), (20, -92), (44, -60, 0), (50, 0), (0, 44),
                           (-50, 0)]), tone)
        bloom.fill(smooth([(0, -80, 0), (28, -30), (18, 26), (0, 44, 0), (-18, 26), (-28, -30)]),
                   lighter(tone, 0.26))
        for x in (-12, 0, 12):
            bloom.line([(x * 0.4, 34), (x, -10), (x * 0.7, -54)], 3, darker(tone, 0.2), 0.5, taper=True)
    band = smooth([(-62, -34), (0, -24), (62, -34), (66, 40), (0, 52), (-66, 40)])
    pen.fill(band, "#f1e4cb")
    pen.rim(band, 26, 6, alpha=0.18)
    pen.line([(-58, 4), (0, 16), (58, 4)], 5, "#c8b48e", taper=True)


def _spectacles(pen: Pen) -> None:
    for dx, dy, tone, alpha in ((16, 26, SHADE, 0.3), (0, 0, "#3b2a33", 1.0)):
        for side in (-1, 1):
            pen.fill(ring(side * 170 + dx, dy, 140, 120, 20), tone, alpha)
            pen.line([(side * 302 + dx, -40 + dy), (side * 296 + dx, -240 + dy * 1.6),
                      (side * 282 + dx, -440 + dy * 2), (side * 236 + dx, -520 + dy * 2)], 18, tone, alpha)
        pen.line([(-34 + dx, -10 + dy), (dx, -36 + dy), (34 + dx, -10 + dy)], 18, tone, alpha)
    for side in (-1, 1):
        pen.fill(oval(side * 170, 0, 122, 102), "#ffffff", 0.22)
        pen.line([(side * 170 - 60, 30), (side * 170 + 20, -60)], 16, "#ffffff", 0.5)


def portrait(person: str, room: Callable[[Pen, float, float], None], tilt: float,
             look: float) -> Callable[[Pen, float, float], None]:
    def draw(pen: Pen, width: float, height: float) -> None:
        room(pen, width, height)
        soften(pen, 15)
        scale = width / 640
        sitter = pen.at(width * 0.5, height * 0.375, scale)
        sitter.fill(smooth(mirrored([(0, -130), (120, -80), (140, 120), (230, 240), (240, 700), (0, 700)])),
                    SHADE, 0.2, blur=40)
        bust(sitter, replace(CAST[person], look=look), tilt)
        pen.fill([(0, 0), (width * 0.42, 0), (width * 0.7, height), (0, height)], GLOW, 0.06, blur=200)
    return draw


def by_the_window(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(4)
    pen.fade(box(0, 0, width, height), "#eddabd", "#d8b48c")
    window(pen.at(620, 150, 2.3), 0, 0, 640, 1150, chance, tower=True)
    pen.fill(box(0, 2930, width, height), "#6d8a82")
    pen.fill(box(0, 2900, width, 2940), "#9db5aa")
    plant(pen.at(2560, 3300, 2.0), chance)
    plant(pen.at(140, 3600, 1.5), chance, 11)


def by_the_bricks(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(8)
    pen.fill(box(0, 0, width, height), "#d9b799")
    for row, y in enumerate(range(-40, int(height), 150)):
        for x in range(-400 + (row % 2) * 190, int(width), 380):
            tone = mix("#b5654a", "#d08d63", chance.random())
            pen.fill(box(x + 9, y + 9, x + 371, y + 141), tone)
            pen.fill(box(x + 9, y + 118, x + 371, y + 141), SHADE, 0.08)
    pen.fade(box(0, 0, width, height), GLOW, SHADE, across=True, alphas=(0.28, 0.26))
    pen.line([(2420, 0), (2420, 900)], 16, "#3b3036")
    pendant(pen, 2420, 1000, 3.0)


def by_the_books(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(21)
    pen.fade(box(0, 0, width, height), "#5b4a41", "#473832")
    tones = ["#2f6f73", "#c8694a", "#d9a441", "#8fa58a", "#7c4a6a", "#e6d3b1", "#3a4a6b", "#a44a36",
             "#f1e4cb"]
    for shelf in range(6):
        bottom = 600 + shelf * 680
        x = -20.0
        while x < width:
            thick, tall = chance.uniform(56, 130), chance.uniform(360, 560)
            if chance.random() < 0.10:
                x += chance.uniform(120, 260)
                continue
            book = pen.at(x, bottom, 1, 6 if chance.random() < 0.12 else 0)
            tone = chance.choice(tones)
            book.fill(box(0, -tall, thick, 0), darker(tone, 0.12))
            book.fill(box(thick * 0.25, -tall + 60, thick * 0.75, -tall + 86), "#f1e4cb", 0.7)
            book.fill(box(thick * 0.7, -tall, thick, 0), SHADE, 0.2)
            x += thick + 4
        pen.fill(box(0, bottom, width, bottom + 56), "#a9754a")
        pen.fill(box(0, bottom + 44, width, bottom + 120), SHADE, 0.35, blur=16)
    pen.fill(oval(300, 900, 900), "#ffdf9e", 0.25, blur=300)


def by_the_curtain(pen: Pen, width: float, height: float) -> None:
    pen.fill(box(0, 0, width, height), "#7c2f38")
    folds = 13
    for k in range(folds):
        x, w = k * width / folds, width / folds
        sway = 26 * math.sin(k * 1.7)
        half = [(x, 0), (x + w * 0.5, 0), (x + w * 0.5 + sway, height), (x + sway, height)]
        pen.fade(half, "#b04a4c", "#8c3540", across=True)
        pen.fade([(x + w * 0.5, 0), (x + w, 0), (x + w + sway, height), (x + w * 0.5 + sway, height)],
                 "#8c3540", "#5b202d", across=True)
    pen.fill(oval(width * 0.36, 1300, 1000), "#ffd79a", 0.34, blur=320)
    pen.fill(box(0, 0, width, 500), SHADE, 0.35, blur=180)


def zwolle_group(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(13)
    horizon = 2060
    pen.fade(box(0, 0, width, horizon), "#e9d6ba", "#dcbf99")
    pen.fill(box(270, 230, width - 270, 1880), "#fbf0dc")
    river_view(pen, box(300, 260, width - 300, 1840), chance)
    for bar in (1430, 2570):
        pen.fill(box(bar - 14, 260, bar + 14, 1840), "#fbf0dc")
    pen.fill(box(300, 260, width - 300, 300), SHADE, 0.12)
    floorboards(pen, horizon, height, width, (2000, 900), "#a9876a", "#8a6a55")
    pen.fade(oval(2000, 2590, 1900, 370), "#3f6e70", "#2f5a5f")
    pen.fill(ring(2000, 2590, 1700, 316, 24), "#d9b77c", 0.8)
    pen.fill(box(0, horizon - 150, width, horizon), "#c79e72")
    pen.fill(box(0, horizon - 160, width, horizon - 138), "#e3c196")
    _curtains(pen, width, horizon)
    _breakfast_table(pen.at(3480, 2240), chance)
    row = (("casper", "hip", 880.0, 1.03, 2), ("saskia", "document", 1560, 1.0, -3),
           ("bram", "down", 2230, 1.07, 2), ("malik", "document", 2890, 1.02, -3))
    for name, pose, x, size, tilt in row:
        scale = 1.55 * size
        shadow_under(pen, x, 2700, 560)
        standing(pen.at(x, 2700 - 1240 * scale, scale), CAST[name], pose, tilt)
    light_beams(pen, (600, 1500, 2500), 260, height, 700)


def river_view(pen: Pen, glass: list[Point], chance: random.Random) -> None:
    """A town on a river in low land, as from the thirteenth floor; the horizon is at y = 1320."""
    pen.fade(glass, "#8fc0cf", "#fbe6c0")
    for right, down, size in ((900, 560, 420), (1500, 430, 300), (2700, 640, 520), (3300, 470, 260)):
        for k in range(5):
            puff = oval(right + (k - 2) * size * 0.22, down - (20 if k % 2 else 0), size * 0.2, size * 0.085)
            pen.fill(puff, "#ffffff", 0.55, clip=glass, blur=12)
    pen.fade(box(300, 1320, 3700, 1840), "#b9c99a", "#8fae7c")
    river = smooth([(300, 1560, 0), (1100, 1500), (1900, 1420), (2600, 1345), (2640, 1352), (2060, 1470),
                    (1500, 1640), (1300, 1840, 0), (300, 1840, 0)])
    pen.fade(river, "#f6e3bd", "#86b3bf")
    town = sorted((1330 + chance.random() ** 2 * 120, 2300 + chance.random() * 1400) for _ in range(90))
    town += sorted((1330 + chance.random() * 70, 310 + chance.random() * 1900) for _ in range(70))
    for y, x in town:
        house = pen.at(x, y, 30 + (y - 1320) * 0.42)
        house.fill([(0, 0), (0, -1.2), (0.5, -1.8), (1, -1.2), (1, 0)],
                   mix("#d2946c", "#a4604f", chance.random()))
        house.fill([(0.5, 0), (0.5, -1.8), (1, -1.2), (1, 0)], SHADE, 0.13)
    for _ in range(60):
        x, y = 320 + chance.random() * 3360, 1400 + chance.random() * 420
        if not 1480 - (x - 300) * 0.09 < y < 1900 - (x - 300) * 0.22:
            tree = oval(x, y, 20 + (y - 1380) * 0.08, 16 + (y - 1380) * 0.06)
            pen.fill(tree, mix("#6f8f5e", "#8aa468", chance.random()), clip=glass)
    spire = pen.at(3400, 1400, 0.8)
    spire.fill([(-60, 60), (-60, -390), (0, -470), (60, -390), (60, 60)], "#b58a72")
    spire.fill([(0, 60), (0, -470), (60, -390), (60, 60)], SHADE, 0.14)
    spire.fill([(-60, -390), (-25, -520), (0, -640), (25, -520), (60, -390)], "#7a8f8a")


def _curtains(pen: Pen, width: float, horizon: float) -> None:
    for start, side in ((0.0, 1), (width, -1)):
        tones = ("#c9755a", "#a9543f") if side > 0 else ("#a9543f", "#c9755a")
        for k in range(4):
            a, b = start + side * k * 95, start + side * (k + 1) * 95
            fold = [(a, 0), (b, 0), (b + side * 12, horizon + 10), (a + side * 12, horizon + 10)]
            pen.fade(fold, *tones, across=True)


def _breakfast_table(pen: Pen, chance: random.Random) -> None:
    pen.fill(oval(20, 560, 260, 40), SHADE, 0.35, blur=20)
    pen.line([(0, 40), (0, 520)], 40, "#5b4038")
    pen.fill(oval(0, 530, 170, 34), "#5b4038")
    pen.fill(oval(0, 22, 330, 70), "#c9a177")
    pen.fill(oval(0, 0, 330, 66), "#fbf3e4")
    cup(pen.at(-120, 6, 0.8), "#8fb0a6")
    tulips(pen.at(110, -8, 0.62), chance)


def leeuwarden_signing(pen: Pen, width: float, height: float) -> None:
    chance = random.Random(99)
    pen.fade(box(0, 0, width, height), "#dfe3d2", "#c3cdb8")
    _framed_map(pen.at(220, 420), 900, 700, "#d9b77c", chance)
    _framed_map(pen.at(1300, 300), 640, 860, "#c98a68", chance)
    _framed_map(pen.at(2120, 460), 680, 640, "#8fa58a", chance)
    pen.fill(box(0, 1500, width, 1560), "#a9754a")
    pen.fill(box(0, 1552, width, 1620), SHADE, 0.25, blur=14)
    for x, colour in ((160, "#c8694a"), (420, "#e9c9a4"), (2420, "#2f6f73"), (2700, "#d9a441")):
        cup(pen.at(x, 1496, 1.2), colour)
    plant(pen.at(2080, 1500, 0.42), chance)
    soften(pen, 9)
    pendant(pen, 1500, 360, 2.3)
    place, edge = pen.at(1480, 1500, 2.9), 2720
    place.fill(smooth(mirrored([(0, 196), (202, 212), (222, 330), (214, 700), (0, 700)])), "#8a5a3c")
    seated(place, CAST["jildou"], 5)
    table_top(pen, edge, width, height, "#d8a973", "#b27a48")
    pen.fill(oval(1540, edge + 110, 620, 90), SHADE, 0.26, clip=box(0, edge, width, height), blur=40)
    charter_on_table(pen.at(1640, 3300, 1.2))
    signing_arms(place, CAST["jildou"], 40, "#5a3350")
    for k, tone in enumerate(("#c8694a", "#2f6f73", "#d9a441")):
        _magazine(pen.at(430 + k * 14, 3400 - k * 44, 1, -3 + 3 * k), tone)
    cup(pen.at(2560, 3300, 1.8), "#8fb0a6")
    pen.fill([(0, 0), (width * 0.4, 0), (width, height), (width * 0.2, height)], GLOW, 0.10, blur=170)


def _framed_map(pen: Pen, width: float, height: float, land: str, chance: random.Random) -> None:
    """A map of islands that do not exist."""
    pen.fill(box(24, 30, width + 24, height + 30), SHADE, 0.22, blur=22)
    pen.fill(box(0, 0, width, height), "#8a5a3c")
    sea = box(24, 24, width - 24, height - 24)
    pen.fill(sea, "#bcd8d8")
    for _ in range(5):
        x, y = chance.uniform(0.2, 0.8) * width, chance.uniform(0.2, 0.8) * height
        radius = chance.uniform(70, 180)
        shore = [cmath.rect(radius * chance.uniform(0.7, 1.2), k * math.tau / 9) for k in range(9)]
        island = smooth([(x + z.real, y + z.imag) for z in shore])
        pen.fill(island, mix(land, "#f1e4cb", chance.uniform(0, 0.4)), clip=sea)
    for k in range(1, 4):
        pen.line([(24, height * k / 4), (width - 24, height * k / 4)], 3, "#ffffff", 0.5)
        pen.line([(width * k / 4, 24), (width * k / 4, height - 24)], 3, "#ffffff", 0.5)
    route = [(width * 0.2, height * 0.75), (width * 0.45, height * 0.5), (width * 0.8, height * 0.3)]
    pen.line(route, 9, "#c94f5a", 0.9)


def _magazine(pen: Pen, tone: str) -> None:
    cover = [(-300, -190), (260, -210), (330, 180), (-330, 200)]
    pen.fill([(x + 12, y + 22) for x, y in cover], SHADE, 0.3, blur=10)
    pen.fill([(x, y + 26) for x, y in cover], "#f1e4cb")
    pen.fill(cover, tone)
    pen.fill([(-250, -150), (210, -166), (216, -110), (-258, -94)], "#fff6e2")
    hills = smooth([(-270, 150, 0), (-120, -30), (0, 90), (120, -40), (270, 130, 0), (270, 150, 0)])
    pen.fill(hills, darker("#2f6f73", 0.1))
    pen.fill(oval(130, -50, 44, 30), "#fff1d2")


# --- from drawing to file ------------------------------------------------------------------------

@dataclass(frozen=True)
class Photo:
    path: str
    size: tuple[int, int]                     # as it is looked at
    draw: Callable[[Pen, float, float], None]
    taken: str
    camera: tuple[str, str]
    place: tuple[float, float]                # latitude, longitude
    sideways: bool = False                    # stored turned, with Orientation 6, as telephones do


CAMERA, PHONE = ("Verzonnen", "Kijkdoos 24"), ("Bedacht", "Zaktoestel 9")
UTRECHT, ZWOLLE, LEEUWARDEN = (52.0907, 5.1214), (52.5168, 6.0830), (53.2012, 5.7999)
U, Z, L = "2026-03-12-utrecht", "2026-06-09-zwolle", "2026-09-03-leeuwarden"

PHOTOS = (
    Photo(f"{U}/groep.jpg", (4000, 2667), utrecht_group, "2026:03:12 15:41:08", CAMERA, UTRECHT),
    Photo(f"{U}/ondertekening.jpg", (4000, 2667), utrecht_signing, "2026:03:12 15:18:52", CAMERA, UTRECHT),
    Photo(f"{U}/charter-op-tafel.jpg", (4000, 3000), utrecht_table, "2026:03:12 15:30:17", PHONE, UTRECHT),
    Photo(f"{U}/zorggroep-wensput.jpg", (3000, 4000), portrait("mirthe", by_the_window, 3, 0.25),
          "2026:03:12 14:02:44", PHONE, UTRECHT, True),
    Photo(f"{U}/bouwbedrijf-luchtkasteel.jpg", (3000, 4000), portrait("rosalie", by_the_bricks, -3, -0.25),
          "2026:03:12 14:11:29", CAMERA, UTRECHT),
    Photo(f"{U}/pixelpolder-software.jpg", (3000, 4000), portrait("kwame", by_the_books, 2, 0.2),
          "2026:03:12 14:20:03", PHONE, UTRECHT, True),
    Photo(f"{Z}/groep.jpg", (4000, 3000), zwolle_group, "2026:06:09 09:47:35", CAMERA, ZWOLLE),
    Photo(f"{Z}/theatergroep-linventee.jpg", (3000, 4000), portrait("malik", by_the_curtain, -2, -0.2),
          "2026:06:09 10:05:12", PHONE, ZWOLLE, True),
    Photo(f"{L}/ondertekening.jpg", (3000, 4000), leeuwarden_signing, "2026:09:03 11:26:40", PHONE,
          LEEUWARDEN, True),
)


def render(photo: Photo, share: float = 1.0) -> Image.Image:
    """The picture as it is looked at; `share` makes a smaller one to judge it by."""
    width, height = photo.size
    large = Image.new("RGB", (round(width * share * FINER), round(height * share * FINER)))
    photo.draw(Pen(large, share * FINER), width, height)
    return _as_photographed(large.resize((round(width * share), round(height * share)),
                                         Image.Resampling.LANCZOS), photo.path)


def _as_photographed(picture: Image.Image, seed: str) -> Image.Image:
    """Darker corners, and the light grain of a sensor."""
    edge = Image.radial_gradient("L").resize(picture.size, Image.Resampling.BICUBIC).point([max(0,
        i - 130) * 44 // 125 for i in range(256)])
    picture.paste(rgb(SHADE), (0, 0), edge)
    noise = Image.frombytes("L", picture.size, random.Random(seed).randbytes(picture.width * picture.height))
    grain = noise.filter(ImageFilter.GaussianBlur(0.8)).point([min(14,
        max(0, round((i - 128) / 10) + 7)) for i in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", [grain] * 3), 1, -7)


def exif(photo: Photo) -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = photo.camera
    tags[0x0112] = 6 if photo.sideways else 1
    tags[0x0131] = "draw_demo_photos.py"
    tags[0x0132] = photo.taken
    tags[0x013B] = "Demotekening Ondertekend"
    tags.get_ifd(0x8769).update({0x9003: photo.taken, 0x9004: photo.taken, 0x829A: (1, 160), 0x8827: 400,
                                 0x920A: (35, 1)})
    latitude, longitude = photo.place
    tags.get_ifd(0x8825).update({1: "N", 2: _degrees(latitude), 3: "E", 4: _degrees(longitude)})
    return tags


def _degrees(angle: float) -> tuple[float, float, float]:
    whole, rest = divmod(angle, 1)
    minutes, rest = divmod(rest * 60, 1)
    return (whole, minutes, round(rest * 60, 2))


def as_jpeg(photo: Photo) -> bytes:
    picture = render(photo)
    if photo.sideways:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=82, optimize=True, exif=exif(photo))
    return file.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="*", metavar="BATCH/FILE", help="only these pictures")
    wanted = parser.parse_args().paths
    for photo in PHOTOS:
        if not wanted or photo.path in wanted:
            data = as_jpeg(photo)
            (RECORDS / photo.path).write_bytes(data)
            print(f"{photo.path}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
