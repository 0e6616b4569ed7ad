"""Whether two photos are nearly the same: a difference hash, and how far two of them are apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from charter.photos.recipe import eight_bits, opaque, turned
from charter.photos.source import open_file, open_image, readable

# Bits. Measured on photos of the demo and of cameras: compressed again, made smaller or 25 % lighter or darker at most 4, cropped by
# 2 % on every side at most 8; two portraits drawn in one style 16, all others 20 or more. Krawetz calls up to 10 likely the same.
NEAR = 8


class Likeness(NamedTuple):
    """`hash` is 64 bits; `pixels` is width times height."""

    hash: int
    pixels: int


def read_likeness(path: Path) -> Likeness:
    """The hash of a photo, upright. Raises PhotoRefused."""
    from PIL.Image import Resampling

    with open_file(path) as stream:
        _, image, orientation = open_image(stream, path.name)
        width, height = image.size
        with readable(path.name):
            image.draft("L", (64, 64))      # a JPEG at an eighth: of 12 megapixels 0.03 s instead of 0.2
            image.load()
            grey = opaque(eight_bits(image)).convert("L")
            small = turned(grey, orientation).resize((9, 8), Resampling.BOX)
    return Likeness(difference_hash(small.tobytes()), width * height)


class Near(NamedTuple):
    """Two photos that are nearly the same: the larger, the other, and whether they are equally large."""

    first: str
    second: str
    same_size: bool


def difference_hash(grey: bytes) -> int:
    """Of 9 by 8 grey pixels, row by row: a bit for each pair of neighbours, set where the left one is the lighter.

    The dHash of N. Krawetz, "Kind of Like That", hackerfactor.com, 2013. The library for it brings numpy and scipy.
    """
    bits = (grey[9 * row + column] > grey[9 * row + column + 1] for row in range(8) for column in range(8))
    return sum(1 << place for place, bit in enumerate(bits) if bit)


def distance(one: int, other: int) -> int:
    """How many bits differ, 0 to 64."""
    return (one ^ other).bit_count()


def near_duplicates(photos: Mapping[str, Likeness]) -> list[Near]:
    """Every two of them, by name."""
    return [_near(one, other, photos) for one, other in combinations(sorted(photos), 2)
            if distance(photos[one].hash, photos[other].hash) <= NEAR]


def _near(one: str, other: str, photos: Mapping[str, Likeness]) -> Near:
    first, second = sorted((one, other), key=lambda name: -photos[name].pixels)
    return Near(first, second, photos[one].pixels == photos[other].pixels)
