"""An AVIF or HEIC without EXIF and XMP, and what it says of its colours."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from charter.photos.bare import MAX_NOTES, Bare, Broken, Budget, Span, TooMuch, size_of, spliced, take
from charter.photos.profiles import cicp_profile

MAX_ITEMS = 4096  # 80 megapixels in tiles of 256 by 256 are 1,221
_NOTES = (b"Exif", b"mime")  # kinds of items; mime is XMP


class Box(NamedTuple):
    """Its name, and where its content stands."""

    name: bytes
    start: int
    end: int


def bare_boxes(stream: BinaryIO) -> Bare:
    """The same file in which no item is known as EXIF or XMP. Raises Broken, TooMuch and HighRange.

    The EXIF data are not read: how the photo lies is in a box of its own (irot, imir), which decoders obey."""
    size = size_of(stream)
    meta = next((box for box in top_boxes(stream) if box.name == b"meta"), None)
    if meta is None:
        return Bare(spliced(stream, [(0, size)]))
    if meta.end - meta.start > MAX_NOTES:
        raise TooMuch
    data = take(stream, meta.start, meta.end - meta.start)
    pieces: list[bytes | Span] = [(0, meta.start), _without_notes(data), (meta.end, size)]
    own = _properties(data)
    return Bare(spliced(stream, pieces), profile=_profile(data, own), coded=_coded(data, own))


def top_boxes(stream: BinaryIO) -> Iterator[Box]:
    """The outermost boxes; the last may say that it ends beyond the file. Raises TooMuch."""
    at, size, budget = 0, size_of(stream), Budget()
    while at + 8 <= size:
        budget.spend()
        length, name = struct.unpack(">I4s", take(stream, at, 8))
        start = at + 8
        if length == 1:
            if at + 16 > size:
                return
            length, start = int.from_bytes(take(stream, start, 8), "big"), at + 16
        end = at + max(start - at, length) if length else size
        yield Box(name, start, end)
        at = end


def _boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes within one that was read already."""
    budget = Budget()
    while start + 8 <= end:
        budget.spend()
        length, name = struct.unpack_from(">I4s", data, start)
        if not 8 <= length <= end - start:
            raise Broken
        yield Box(name, start + 8, start + length)
        start += length


def _inside(data: bytes | bytearray, name: bytes, start: int, end: int) -> Box | None:
    return next((box for box in _boxes(data, start, end) if box.name == name), None)


def _without_notes(meta: bytes) -> bytes:
    """The items that are notes are called something that no decoder knows. Raises TooMuch at thousands of items."""
    data = bytearray(meta)
    items = _inside(data, b"iinf", 4, len(data))
    if items is None:
        return meta
    for number, box in enumerate(_boxes(data, items.start + (6 if data[items.start] == 0 else 8), items.end)):
        if number >= MAX_ITEMS:
            raise TooMuch
        if box.name == b"infe" and data[box.start] in (2, 3):
            kind = box.start + (8 if data[box.start] == 2 else 10)
            if data[kind : kind + 4] in _NOTES:
                data[kind : kind + 4] = b"none"
    return bytes(data)


def _properties(meta: bytes) -> list[Box]:
    """Of the photo itself: not of its depth map, nor of what makes it brighter on some screens."""
    properties = _inside(meta, b"iprp", 4, len(meta))
    primary = _inside(meta, b"pitm", 4, len(meta))
    shared = properties and _inside(meta, b"ipco", properties.start, properties.end)
    if properties is None or primary is None or shared is None:
        return []
    item = int.from_bytes(meta[primary.start + 4 : primary.start + (6 if meta[primary.start] == 0 else 8)], "big")
    known = list(_boxes(meta, shared.start, shared.end))
    return [known[n - 1] for box in _boxes(meta, properties.start, properties.end) if box.name == b"ipma"
            for n in _of_item(meta, box, item) if 0 < n <= len(known)]


def _coded(meta: bytes, own: list[Box]) -> int:
    """The largest size that is told, in pixels: a small photo may be cut (clap) from an image of billions."""
    sizes = (struct.unpack_from(">II", meta, box.start + 4) for box in own if box.name == b"ispe")
    return max((width * height for width, height in sizes), default=0)


def _profile(meta: bytes, own: list[Box]) -> bytes | None:
    """None when there is an ICC profile, which is obeyed."""
    colours = {meta[box.start : box.start + 4]: box.start + 4 for box in own if box.name == b"colr"}
    if b"nclx" not in colours or colours.keys() & {b"prof", b"rICC"}:
        return None
    primaries, transfer = struct.unpack_from(">HH", meta, colours[b"nclx"])
    return cicp_profile(primaries, transfer, grey=False)


def _of_item(meta: bytes, box: Box, wanted: int) -> Iterator[int]:
    """The numbers, from 1, of the properties of an item."""
    version, wide = meta[box.start], meta[box.start + 3] & 1
    id_length = 2 if version == 0 else 4
    at, left = box.start + 8, int.from_bytes(meta[box.start + 4 : box.start + 8], "big")
    while left > 0 and at + id_length < box.end:
        item, count = int.from_bytes(meta[at : at + id_length], "big"), meta[at + id_length]
        at, left = at + id_length + 1, left - 1
        if item == wanted:
            numbers = struct.unpack_from(f">{count}{'H' if wide else 'B'}", meta, at)
            yield from (number & (0x7FFF if wide else 0x7F) for number in numbers)
        at += count * (2 if wide else 1)
