"""Whether a file goes on to its end. Pillow's verify() does not tell, and decoding takes far longer."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO


def is_whole(stream: BinaryIO, kind: str) -> bool:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if kind == "JPEG":
        return _jpeg_is_whole(stream, size)
    if kind == "PNG":
        return any(name == b"IEND" for name, _ in _png_chunks(stream))
    if kind == "WebP":
        return int.from_bytes(stream.read(8)[4:], "little") + 8 <= size
    return _boxes_end(stream, size) <= size


def png_exif(stream: BinaryIO) -> bytes:
    """The EXIF data of a PNG, also when it comes after the pixels, where exiftool may put it."""
    found = next((content for name, content in _png_chunks(stream) if name == b"eXIf"), b"")
    return found and b"Exif\0\0" + found


def _jpeg_is_whole(stream: BinaryIO, size: int) -> bool:
    end = b"\xff\xd9"
    stream.seek(max(0, size - 2))
    if stream.read() == end:
        return True
    # Phones put a film or notes behind the photo, so the end may be anywhere. It cannot occur among the
    # pixels, but it does in the preview that is in the header: step over that first.
    stream.seek(0)
    data, at = stream.read(), 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data.find(end, at) >= 0


def _png_chunks(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """The name of every complete chunk, and the content of eXIf, which is small."""
    size, at = stream.seek(0, os.SEEK_END), 8
    while at + 12 <= size:
        stream.seek(at)
        length, name = struct.unpack(">I4s", stream.read(8))
        at += 12 + length
        if at <= size:
            yield name, stream.read(length) if name == b"eXIf" else b""


def _boxes_end(stream: BinaryIO, size: int) -> int:
    """Where the outermost boxes of an AVIF or HEIC say that the file ends."""
    at = 0
    while at + 16 <= size:
        stream.seek(at)
        length, _, long_length = struct.unpack(">I4sQ", stream.read(16))
        if length == 0:  # up to the end, wherever that is
            return size
        at += max(8, long_length if length == 1 else length)  # 8: a damaged length must not hold us here
    return at
