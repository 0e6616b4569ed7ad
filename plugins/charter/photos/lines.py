"""Where lines break, and the largest letters in which a text fits: words stay whole while any size can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from charter.networks import graphemes
from charter.photos.lettering import Fonts, em, width_in_em

# Behind a slash or hyphen between letters a line may end when a word is too long for one; not in 's-Hertogenbosch, en/of or 24/7.
# Text from right to left has no seams: there the hyphen would come to stand at the wrong end.
_LETTERS = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufefc]{3}"
_SEAMS = tuple(re.compile(rf"(?<={_LETTERS}{sign})(?={_LETTERS})") for sign in ("/", "[-‐–]"))
_SYLLABLE = re.compile(r"(?!(?<=c)h)(?!(?<=i)j)[b-df-hj-np-tv-xz][aeiouyäëïöüáéíóúàèêâîôû]", re.IGNORECASE)
SMALLER = 2 / 3         # as far as letters shrink before a word is parted at its seams
NEAR = 2                # signs between the middle of a word and the syllable at which it is broken
_ELLIPSIS = " …"


class _Unit(NamedTuple):
    """What stands together: a word, what lies between its seams, or a broken piece, which shares no line with anything.

    `width` is in em, as every width below; `before` what stands before it on a line.
    """

    text: str
    width: float
    before: str = " "
    broken: bool = False


def fitted(text: str, fonts: Fonts, sizes: Sequence[int], width: float, height: float, leading: float) -> tuple[int, list[str]]:
    """The largest of the sizes at which a text fits, and its lines; at the smallest what does not fit ends in an ellipsis.

    Only a word that no size can hold is broken: in the fewest pieces, of about the same length, on lines of their own.
    """
    words, space, most = _words(text, fonts), _space(fonts), width / em(sizes[-1])
    parted: tuple[int, list[str]] | None = None
    for size in sizes:
        if parted and size < parted[0] * SMALLER:
            break
        room = width / em(size)
        units = _units(words, fonts, room, most)
        if all(unit.width <= room for unit in units) and len(_filled(units, space, room)) * size * leading <= height:
            found = size, _texts(_balanced(units, space, room))
            if all(unit.before for unit in units):
                return found
            parted = parted or found
    return parted or (sizes[-1], _shortened(words, fonts, most, max(1, int(height / (sizes[-1] * leading)))))


def on_one_line(text: str, fonts: Fonts, sizes: Sequence[int], width: float) -> tuple[int, str]:
    """The largest of the sizes at which a text is one line, and that line; at the smallest what does not fit ends in an ellipsis."""
    words = _words(text, fonts)
    needed = sum(word.width for word in words) + _space(fonts) * (len(words) - 1)
    size = next((size for size in sizes if needed * em(size) <= width), None)
    if size is not None:
        return size, " ".join(word.text for word in words)
    return sizes[-1], _shortened(words, fonts, width / em(sizes[-1]), 1)[0]


def _words(text: str, fonts: Fonts) -> list[_Unit]:
    """A word of which no font has any sign is left out."""
    return [_Unit(word, width) for word in text.split() if (width := width_in_em(word, fonts))]


def _space(fonts: Fonts) -> float:
    return width_in_em(" ", fonts)


def _units(words: Iterable[_Unit], fonts: Fonts, room: float, most: float) -> list[_Unit]:
    """Words as they may stand on lines as wide as `room`; `most` is how wide lines are where letters are smallest."""
    return [unit for word in words for unit in ((word,) if word.width <= room else _parts(word, fonts, room, most, _SEAMS))]


def _parts(word: _Unit, fonts: Fonts, room: float, most: float, seams: Sequence[re.Pattern[str]]) -> Iterator[_Unit]:
    """What is too wide for a line between its seams, the best ones first; what no size can hold in pieces."""
    if word.width <= room or (not seams and word.width <= most):
        yield word
    elif seams:
        for number, part in enumerate(seams[0].split(word.text)):
            unit = _Unit(part, width_in_em(part, fonts), "" if number else word.before)
            yield from _parts(unit, fonts, room, most, seams[1:])
    else:
        yield from (_Unit(piece, width_in_em(piece, fonts), broken=True) for piece in _pieces(word, fonts, most))


def _pieces(word: _Unit, fonts: Fonts, most: float) -> list[str]:
    """The fewest that fit; no accent leaves its letter."""
    signs = graphemes(word.text)
    for count in range(ceil(word.width / most), len(signs)):
        ends = [0, *(_near(signs, len(signs) * n // count, count) for n in range(1, count)), len(signs)]
        pieces = ["".join(signs[start:end]) for start, end in pairwise(ends)]
        if max(width_in_em(piece, fonts) for piece in pieces) <= most:
            return pieces
    return signs


def _near(signs: Sequence[str], middle: int, count: int) -> int:
    """Where a syllable begins near a place, or else that place: so that a broken word can be read aloud."""
    if len(signs) < count * 3 * NEAR:
        return middle
    places = sorted(range(middle - NEAR, middle + NEAR + 1), key=lambda at: abs(at - middle))
    return next((at for at in places if _SYLLABLE.match("".join(signs[at - 1:at + 2]), 1)), middle)


def _filled(units: Iterable[_Unit], space: float, room: float) -> list[list[_Unit]]:
    """As much on each line as it holds."""
    lines: list[list[_Unit]] = [[]]
    used = 0.0
    for unit in units:
        gap = space if unit.before and lines[-1] else 0
        if lines[-1] and (unit.broken or lines[-1][-1].broken or used + gap + unit.width > room):
            lines.append([])
            used = gap = 0.0
        used += gap + unit.width
        lines[-1].append(unit)
    return lines


def _balanced(units: Sequence[_Unit], space: float, room: float) -> list[list[_Unit]]:
    """As many lines, of about the same width: of all ways to break them that of which the squares of widths are least in sum."""
    best = [(0, 0.0, 0)]        # until each unit: lines, sum of squares, and where the last line begins
    for end in range(1, len(units) + 1):
        best.append(min((best[start][0] + 1, best[start][1] + width * width, start) for start, width in _lines_to(units, end, space, room)))
    lines: list[list[_Unit]] = []
    end = len(units)
    while end:
        start = best[end][2]
        lines.insert(0, list(units[start:end]))
        end = start
    return lines


def _lines_to(units: Sequence[_Unit], end: int, space: float, room: float) -> Iterator[tuple[int, float]]:
    """Where a line that ends before `end` may begin, and how wide it is."""
    width = gap = 0.0
    for start in range(end - 1, -1, -1):
        unit = units[start]
        width += unit.width + gap
        if start < end - 1 and (width > room or unit.broken or units[end - 1].broken):
            return
        yield start, width
        gap = space if unit.before else 0.0


def _texts(lines: Iterable[Sequence[_Unit]]) -> list[str]:
    return ["".join((unit.before if n else "") + unit.text for n, unit in enumerate(line)) for line in lines]


def _shortened(words: Sequence[_Unit], fonts: Fonts, room: float, lines: int) -> list[str]:
    """As much as so many lines hold, and an ellipsis."""
    room -= width_in_em(_ELLIPSIS, fonts)
    found = _texts(_filled(_units(words, fonts, room, room), _space(fonts), room))
    last = min(lines, len(found)) - 1       # one sign may be wider than a line
    return [*found[:last], f"{found[last].rstrip(' ,.;:')}{_ELLIPSIS}"]
