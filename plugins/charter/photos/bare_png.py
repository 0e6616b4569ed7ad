"""A PNG without texts, EXIF and time stamps, and what it says of its colours."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from charter.photos.bare import MAX_NOTES, Bare, Broken, Budget, Span, size_of, spliced, take
from charter.photos.profiles import Chroma, cicp_profile, gamma_profile

_END = b"\0\0\0\0IEND\xaeB`\x82"
_KEPT = (b"IHDR", b"PLTE", b"tRNS")
_COLOURS = (b"IHDR", b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM")


class Chunk(NamedTuple):
    """Its name, where it stands whole, and where its content stands."""

    name: bytes
    whole: Span
    content: Span


def bare_png(stream: BinaryIO) -> Bare:
    """Size, palette, transparency and pixels. Raises Broken, TooMuch and what charter.photos.profiles raises."""
    kept: list[bytes | Span] = [b"\x89PNG\r\n\x1a\n"]
    pixels: list[Span] = []
    said: dict[bytes, bytes] = {}
    for chunk in _affordable(stream):
        if chunk.name == b"IDAT":
            pixels.append(chunk.whole)
        elif chunk.name in _KEPT and not pixels:
            kept.append(take(stream, chunk.whole[0], chunk.whole[1] - chunk.whole[0]))
        if chunk.name in (*_COLOURS, b"eXIf", b"acTL") and chunk.name not in said:
            said[chunk.name] = take(stream, chunk.content[0], chunk.content[1] - chunk.content[0])
    whole = spliced(stream, [*kept, *_run(pixels), _END])
    return Bare(whole, said.get(b"eXIf", b""), _profile(said), int.from_bytes(said.get(b"acTL", b"")[:4], "big") > 1)


def chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """Every complete chunk. Raises TooMuch."""
    size, at, budget = size_of(stream), 8, Budget()
    while at + 12 <= size:
        budget.spend()
        length, name = struct.unpack(">I4s", take(stream, at, 8))
        end = at + 12 + length
        if end <= size:
            yield Chunk(name, (at, end), (at + 8, end - 4))
        at = end


def _affordable(stream: BinaryIO) -> Iterator[Chunk]:
    """Raises TooMuch at what is there to keep a reader busy."""
    budget = Budget()
    for chunk in chunks(stream):
        length = chunk.content[1] - chunk.content[0]
        budget.spend(0 if chunk.name in (b"IDAT", b"fdAT") else length)
        if chunk.name in (b"zTXt", b"iTXt", b"iCCP"):
            budget.spend(len(_unpacked(chunk.name, take(stream, chunk.content[0], length))))
        yield chunk


def _unpacked(name: bytes, content: bytes) -> bytes:
    """The text or profile of a chunk, no more of it than any photo may have; b"" if it is not packed or not well."""
    parts = content.split(b"\0", 1)
    packed = parts[1][1:] if len(parts) == 2 else b""
    if name == b"iTXt":
        if parts[-1][:1] != b"\1":
            return b""
        packed = packed[1:].split(b"\0", 2)[-1]  # behind a language and a heading
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(packed, MAX_NOTES)
    return b""


def _run(pixels: list[Span]) -> list[Span]:
    """The chunks with pixels as one span; what comes after a gap belongs to no PNG."""
    if not pixels:
        raise Broken
    start, end = pixels[0]
    for span in pixels[1:]:
        if span[0] != end:
            break
        end = span[1]
    return [(start, end)]


def _profile(said: dict[bytes, bytes]) -> bytes | None:
    """Of all that a PNG may say of its colours, what counts: in the order of its specification, third edition."""
    grey = said.get(b"IHDR", b"")[9:10] in (b"\0", b"\4")
    if len(said.get(b"cICP", b"")) == 4:
        return cicp_profile(said[b"cICP"][0], said[b"cICP"][1], grey)
    if b"iCCP" in said:
        return _unpacked(b"iCCP", said[b"iCCP"]) or None
    if b"sRGB" in said or len(said.get(b"gAMA", b"")) != 4:
        return None
    chroma = said.get(b"cHRM", b"")
    points = Chroma(*(value / 100_000 for value in struct.unpack(">8I", chroma))) if len(chroma) == 32 else None
    return gamma_profile(int.from_bytes(said[b"gAMA"], "big") / 100_000, points, grey)
