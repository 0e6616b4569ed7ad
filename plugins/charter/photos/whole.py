"""Whether a file goes on to its end. Pillow's verify() does not tell, and decoding takes far longer."""

from __future__ import annotations

import os
from typing import BinaryIO

from charter.photos.bare import Budget
from charter.photos.bare_boxes import top_boxes
from charter.photos.bare_jpeg import SCAN, segments
from charter.photos.bare_png import chunks

_BLOCK = 1 << 20


def is_whole(stream: BinaryIO, kind: str) -> bool:
    """`kind` is JPEG, PNG, WebP, AVIF or HEIC. Raises charter.photos.bare.TooMuch."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if kind == "JPEG":
        return _jpeg_is_whole(stream, size)
    if kind == "PNG":
        return any(chunk.name == b"IEND" for chunk in chunks(stream))
    if kind == "WebP":
        return int.from_bytes(stream.read(8)[4:], "little") + 8 <= size
    return max((box.end for box in top_boxes(stream)), default=0) <= size


def _jpeg_is_whole(stream: BinaryIO, size: int) -> bool:
    stream.seek(max(0, size - 2))
    if stream.read() == b"\xff\xd9":
        return True
    # Phones put a film or notes behind the photo, so the end may be anywhere. It cannot occur among the
    # pixels, but it does in the preview that is in the header: step over that first.
    scan = next((segment.at for segment in segments(stream, Budget()) if segment.marker == SCAN), None)
    return scan is not None and _has_end(stream, scan)


def _has_end(stream: BinaryIO, start: int) -> bool:
    """Block by block, for a file of 100 MB is not for the memory."""
    stream.seek(start)
    last = b""
    while block := stream.read(_BLOCK):
        if b"\xff\xd9" in last + block:
            return True
        last = block[-1:]
    return False
