"""A JPEG of which the middle is missing: cut off, and closed again with an end. Decoders fill it up with grey and say nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.photos.bare import Budget
from charter.photos.bare_jpeg import SCAN, bare_jpeg, segments

if TYPE_CHECKING:
    from PIL import Image

_END = b"\xff\xd9"
_SCAN_OR_END = re.compile(rb"\xff[\xda\xd9]")  # neither can occur among pixels
_GREY, _NEAR = 128, 8  # of 255: what a decoder fills up with, and how far its neighbours may colour it
_FILLER = bytes(range(0x11, 0x77)) * 4  # no marker is in it, and it is no even area
_PROGRESSIVE = (0xC2, 0xCA)
_LAST = 63  # the finest of the 64 details that a block of pixels has


def is_cut_short(image: Image.Image, data: bytes) -> bool:
    """`image` was decoded from `data`, a JPEG, in any size and not converted yet."""
    corner = image.getpixel((image.width - 1, image.height - 1))
    values = corner if isinstance(corner, tuple) else (corner,)
    if image.info.get("progressive") and _lacks_scans(data):
        return True
    return all(value is not None and abs(value - _GREY) <= _NEAR for value in values) and _takes_more(data)


def _takes_more(data: bytes) -> bool:
    """Whether the picture becomes another one when more bytes are put before its end: then it had too few.

    A photo that is really grey there stays as it is, for a decoder stops at the last pixel."""
    data = bare_jpeg(io.BytesIO(data)).stream.read()
    scan = next(s.at for s in segments(io.BytesIO(data), Budget()) if s.marker == SCAN)
    end = data.find(_END, scan)
    return _small(data) != _small(data[:end] + _FILLER + data[end:])


def _small(data: bytes) -> bytes:
    """Its pixels at an eighth, which is the quickest way to read all of it."""
    from PIL import Image

    image = Image.open(io.BytesIO(data), formats=["JPEG"])
    image.draft(None, (1, 1))
    return image.tobytes()


def _lacks_scans(data: bytes) -> bool:
    """A progressive JPEG sends every detail roughly and then finer; whether one never came at all or not to the last bit."""
    parts = {component: dict.fromkeys(range(_LAST + 1), 1) for component in _components(data)}
    for scan in _scans(data):
        count = scan[0]
        start, end, bits = scan[1 + 2 * count : 4 + 2 * count]
        for component in scan[1 : 1 + 2 * count : 2]:
            for detail in range(start, min(end, _LAST) + 1):
                parts.get(component, {})[detail] = bits & 15
    return any(left for details in parts.values() for left in details.values())


def _components(data: bytes) -> Iterator[int]:
    """The numbers of its colours."""
    frame = next((s for s in segments(io.BytesIO(data), Budget()) if s.marker in _PROGRESSIVE), None)
    if frame:
        start, end = frame.content
        yield from data[start + 6 : end : 3]


def _scans(data: bytes) -> Iterator[bytes]:
    """The head of every scan of the photo itself: which colours, which details, how fine."""
    at: int | None = next((s.at for s in segments(io.BytesIO(data), Budget()) if s.marker == SCAN), None)
    while at is not None:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 4 : at + 2 + length]
        at = _next_scan(data, at + 2 + length)


def _next_scan(data: bytes, at: int) -> int | None:
    """Passes over pixels and tables; None at the end of the photo."""
    found = _SCAN_OR_END.search(data, at)
    return found.start() if found and found[0] != _END else None
