"""ICC profiles for what a photo says of its colours in numbers: by code point (CICP), or by gamma and primaries."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import NamedTuple


class Chroma(NamedTuple):
    """CIE x and y of white, red, green and blue."""

    white_x: float
    white_y: float
    red_x: float
    red_y: float
    green_x: float
    green_y: float
    blue_x: float
    blue_y: float


class HighRange(Exception):
    """Colours for screens that are brighter than white. Shown as they are, all of them are pale."""


Matrix = tuple[tuple[float, float, float], ...]
_D65, _D50 = (0.3127, 0.3290), (0.9642, 1.0, 0.8249)
# ITU-T H.273, table 2. What is not here (2: unknown, 1: as sRGB) is sRGB.
_PRIMARIES = {
    4: Chroma(0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    9: Chroma(*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: Chroma(0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: Chroma(*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
SRGB = Chroma(*_D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060)
# Table 3. The curves of television (1, 6, 14, 15) are meant as sRGB in photos, and browsers show them so.
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}
_HIGH_RANGE = (16, 18)  # PQ and HLG
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def cicp_profile(primaries: int, transfer: int, grey: bool) -> bytes | None:
    """Of code points; None is sRGB. Raises HighRange."""
    if transfer in _HIGH_RANGE:
        raise HighRange
    return _profile(_PRIMARIES.get(primaries), _GAMMAS.get(transfer), grey)


def gamma_profile(encoded: float, chroma: Chroma | None, grey: bool) -> bytes | None:
    """Of a PNG: `encoded` is the exponent that the light was given, 0.45455 for what is meant as sRGB. None is sRGB."""
    if not 0.1 <= encoded <= 10:
        return None
    near = chroma is None or max(abs(a - b) for a, b in zip(chroma, SRGB, strict=True)) < 0.002
    return _profile(None if near else chroma, None if abs(encoded - 0.45455) < 0.005 else 1 / encoded, grey)


@lru_cache(maxsize=64)
def _profile(chroma: Chroma | None, gamma: float | None, grey: bool) -> bytes | None:
    """With the curve of sRGB if `gamma` is None, and its primaries if `chroma` is. None for sRGB, or for no colours at all."""
    if gamma is None and (chroma is None or grey):
        return None
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    if gamma is not None:
        curve = b"para\0\0\0\0\0\0\0\0" + _fixed(gamma)
    tags = {b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50)}
    if grey:
        return _icc(b"GRAY", tags | {b"kTRC": curve})
    try:
        columns = zip(*_to_d50(chroma or SRGB), strict=True)
        tags |= {name: b"XYZ \0\0\0\0" + _fixed(*column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)}
    except (ZeroDivisionError, struct.error):  # a triangle without surface, or one as wide as the sky
        return None
    return _icc(b"RGB ", tags | {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def _to_d50(chroma: Chroma) -> Matrix:
    """From linear red, green and blue to XYZ under the white of ICC profiles: by Bradford, as ICC.1:2022 annex E has it."""
    white = _xyz(chroma.white_x, chroma.white_y)
    points = (_xyz(*chroma[2:4]), _xyz(*chroma[4:6]), _xyz(*chroma[6:8]))
    plain: Matrix = tuple(zip(*points, strict=True))
    strength = _applied(_inverse(plain), white)
    scaled: Matrix = tuple((r * strength[0], g * strength[1], b * strength[2]) for r, g, b in plain)
    seen, wanted = _applied(_BRADFORD, white), _applied(_BRADFORD, _D50)
    cones = _times(_BRADFORD, scaled)
    adapted: Matrix = tuple((a * w / s, b * w / s, c * w / s) for (a, b, c), w, s in zip(cones, wanted, seen, strict=True))
    return _times(_inverse(_BRADFORD), adapted)


def _xyz(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y


def _applied(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _times(one: Matrix, other: Matrix) -> Matrix:
    columns = list(zip(*other, strict=True))
    return tuple((sum(a * b for a, b in zip(row, columns[0], strict=True)), sum(a * b for a, b in zip(row, columns[1], strict=True)),
                  sum(a * b for a, b in zip(row, columns[2], strict=True))) for row in one)


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    size = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (((e * i - f * h) / size, (c * h - b * i) / size, (b * f - c * e) / size),
            ((f * g - d * i) / size, (a * i - c * g) / size, (c * d - a * f) / size),
            ((d * h - e * g) / size, (b * g - a * h) / size, (a * e - b * d) / size))


def _fixed(*numbers: float) -> bytes:
    """As ICC writes numbers: in 1/65536."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _icc(kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    """The least of an ICC profile, version 4."""
    start, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(content))
        data += content
    head = struct.pack(">I4xI4s4s4s12x4s", start + len(data), 0x04300000, b"mntr", kind, b"XYZ ", b"acsp")
    return (head + bytes(28) + _fixed(*_D50)).ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data
