"""A WebP without EXIF and XMP."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from charter.photos.bare import Bare, Broken, Budget, Span, size_of, spliced, take

_KEPT = (b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF")
_HAS_EXIF_OR_XMP = 0x0C  # in the flags of VP8X


def bare_webp(stream: BinaryIO) -> Bare:
    """Size, pixels and colour profile. Raises Broken and TooMuch."""
    kept: list[bytes | Span] = []
    exif, frames, budget = b"", 0, Budget()
    for name, (start, end) in _chunks(stream):
        budget.spend(end - start if name not in _KEPT or name == b"ICCP" else 0)
        if name == b"VP8X":
            content = take(stream, start + 8, 10)
            kept.append(struct.pack("<4sI", name, 10) + bytes([content[0] & ~_HAS_EXIF_OR_XMP]) + content[1:])
        elif name == b"EXIF" and not exif:
            exif = take(stream, start + 8, end - start - 8).removeprefix(b"Exif\0\0")
        elif name in _KEPT:
            kept.append((start, end))
        frames += name == b"ANMF"
    length = sum(len(piece) if isinstance(piece, bytes) else piece[1] - piece[0] for piece in kept)
    return Bare(spliced(stream, [struct.pack("<4sI4s", b"RIFF", length + 4, b"WEBP"), *kept]), exif, moves=frames > 1)


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, Span]]:
    """The name of every chunk and where it stands, with the byte that makes its length even."""
    size = min(size_of(stream), 8 + int.from_bytes(take(stream, 4, 4), "little"))
    at = 12
    while at + 8 <= size:
        name, length = struct.unpack("<4sI", take(stream, at, 8))
        end = at + 8 + length + length % 2
        if end - length % 2 > size:
            raise Broken
        yield name, (at, min(end, size))
        at = end
