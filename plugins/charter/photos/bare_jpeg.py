"""A JPEG without EXIF, comments, previews and further images."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from charter.photos.bare import Bare, Broken, Budget, Foreign, Span, size_of, spliced, take

SCAN = 0xDA
_ALONE = {0x01, *range(0xD0, 0xDA)}  # markers with nothing behind them
_TABLES = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD}  # of numbers, codes and sizes: what the pixels cannot do without
_FRAMES = _TABLES - {0xC4, 0xC8, 0xCC, 0xDB, 0xDC, 0xDD}
_JPEG_LS = 0xF7
_NAMED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # what says how colours are meant
_EXIF = b"Exif\0\0"


class Segment(NamedTuple):
    """A marker, where its two bytes stand, and the bytes of what belongs to it, after the two of its length."""

    marker: int
    at: int
    content: Span


def bare_jpeg(stream: BinaryIO) -> Bare:
    """Its tables, its colour profile and all that follows the first scan. Raises Broken, Foreign and TooMuch."""
    pieces: list[bytes | Span] = [b"\xff\xd8"]
    exif, budget = b"", Budget()
    for segment in segments(stream, budget):
        start, end = segment.content
        if segment.marker == SCAN:
            return Bare(spliced(stream, [*pieces, (segment.at, size_of(stream))]), exif)
        if segment.marker in (_JPEG_LS, *_FRAMES):
            _check_frame(segment.marker, take(stream, start, 1))
        if segment.marker == 0xE1 and not exif and take(stream, start, min(6, end - start)) == _EXIF:
            exif = take(stream, start + 6, end - start - 6)
        name = _NAMED.get(segment.marker, b"")
        if segment.marker in _TABLES or (name and take(stream, start, min(len(name), end - start)) == name):
            pieces.append(take(stream, segment.at, end - segment.at))
        budget.spend(end - start)
    raise Broken


def _check_frame(marker: int, bits: bytes) -> None:
    """Medical scanners make these. Pillow calls them damaged, and a new copy would not help."""
    if marker == _JPEG_LS:
        raise Foreign("JPEG-LS")
    if bits != b"\x08":
        raise Foreign(f"{bits[0]}-bit JPEG")


def segments(stream: BinaryIO, budget: Budget) -> Iterator[Segment]:
    """Every segment up to and with the first scan; what lies between two is passed over, as Pillow does."""
    at, size = 2, size_of(stream)
    while at + 4 <= size:
        mark, marker, length = struct.unpack(">BBH", take(stream, at, 4))
        if mark != 0xFF or marker in (0x00, 0xFF):
            budget.spend()
            at += 1
        elif marker in _ALONE:
            budget.spend()
            at += 2
        elif length < 2:
            raise Broken
        else:
            yield Segment(marker, at, (at + 4, at + 2 + length))
            at += 2 + length
