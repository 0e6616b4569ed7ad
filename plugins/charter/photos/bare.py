"""A photo without all that it says besides its pixels: the only thing that a decoder gets to see.

Pillow reads notes, comments, film strips and EXIF tables before it says how large a photo is, and a small file can
hold so many of them that this takes a minute or a gigabyte.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

# A camera writes some 20 parts and 1 MB of notes; a PNG may have its pixels in parts of 8 KB.
MAX_PARTS = 50_000
MAX_NOTES = 16_000_000  # bytes, unpacked
Span = tuple[int, int]  # of a file: the first byte, and the first that is not in it


class Bare(NamedTuple):
    """`stream` holds pixels and, but for a PNG, the colour profile.

    `exif` is as in a TIFF, or b"". `profile` is an ICC profile for what the file says of its colours in other ways, or
    None. `moves` tells of an animation. `coded` is how many pixels a decoder makes before it crops, 0 if that is no other
    number."""

    stream: BinaryIO
    exif: bytes = b""
    profile: bytes | None = None
    moves: bool = False
    coded: int = 0


class TooMuch(Exception):
    """More parts, or more notes, than any photo has."""


class Broken(ValueError):
    """The parts of a file do not fit together."""


class Foreign(ValueError):
    """A format of the same family that is not read: `found` is what it is called."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class Budget:
    """Counts what a file holds besides its pixels. Raises TooMuch."""

    def __init__(self) -> None:
        self.parts = self.notes = 0

    def spend(self, notes: int = 0) -> None:
        """One part, and so many bytes of notes in it."""
        self.parts += 1
        self.notes += notes
        if self.parts > MAX_PARTS or self.notes > MAX_NOTES:
            raise TooMuch


class Spliced(io.RawIOBase):
    """Pieces one after the other, as one file: bytes of our own, and spans of a stream, which are read when asked for."""

    def __init__(self, stream: BinaryIO, pieces: Iterable[bytes | Span]) -> None:
        self._stream, self._at = stream, 0
        self._pieces: list[tuple[int, int, bytes | Span]] = []
        self._size = 0
        for piece in pieces:
            length = len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]
            self._pieces.append((self._size, self._size + length, piece))
            self._size += length

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        for start, end, piece in self._pieces:
            if start <= self._at < end:
                data = self._read(piece, self._at - start, min(len(buffer), end - self._at))
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
        return 0

    def _read(self, piece: bytes | Span, skip: int, length: int) -> bytes:
        if isinstance(piece, bytes):
            return piece[skip : skip + length]
        self._stream.seek(piece[0] + skip)
        return self._stream.read(length)


def spliced(stream: BinaryIO, pieces: Iterable[bytes | Span]) -> BinaryIO:
    """The pieces as a file that can be read and searched through."""
    return io.BufferedReader(Spliced(stream, pieces), 65_536)


def size_of(stream: BinaryIO) -> int:
    """In bytes."""
    return stream.seek(0, os.SEEK_END)


def take(stream: BinaryIO, at: int, length: int) -> bytes:
    """Exactly so many bytes from there. Raises Broken."""
    stream.seek(at)
    data = stream.read(length)
    if len(data) != length:
        raise Broken
    return data
