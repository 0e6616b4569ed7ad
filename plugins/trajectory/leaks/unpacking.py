"""What is packed in a file: base64, UTF-16, metadata of pictures, zip, gzip and the streams of PDF and PNG."""

from __future__ import annotations

import binascii
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from trajectory.leaks.spelling import deciphered

DEPTH = 5                       # of what is packed in what is packed
MOST = 200_000_000              # bytes unpacked from one file; a workbook of 100,000 organisations takes half of it
MOST_MEMBERS = 10_000           # of one zip file
MOST_SEEN = 10_000              # little things that are remembered
SHORTEST = 16                   # characters of base64: twelve bytes
PIECE = 256                     # bytes that are unpacked at a time: of a broken stream no more is lost
SMALL = 4096                    # bytes, of EXIF for instance
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))


class Unseen(Exception):
    """What is packed cannot be looked at: too much, too deep, locked or broken."""


class Layer(NamedTuple):
    """Bytes to look through. In noise (packed pixels, sound) chance writes short words."""

    data: bytes
    is_noise: bool


@dataclass
class Left:
    """How many bytes may still be unpacked from one file, and what little things were: a word on every page is unpacked once."""

    room: int = field(default_factory=lambda: MOST)
    seen: set[bytes] = field(default_factory=set)

    def take(self, count: int) -> None:
        """Raises Unseen when nothing is left."""
        self.room -= count
        if self.room < 0:
            raise Unseen("too much")

    def is_new(self, packed: bytes) -> bool:
        """Whether it was not unpacked before; nobody remembers what is large, or too much."""
        if len(packed) > SMALL or len(self.seen) > MOST_SEEN:
            return True
        before = len(self.seen)
        self.seen.add(packed)
        return len(self.seen) > before


def is_picture(data: bytes) -> bool:
    """JPEG, PNG, GIF, WebP or AVIF: of these no more than the metadata can say anything."""
    return (data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")) or data[8:12] == b"WEBP"
            or data[4:12] in (b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypheic"))


def is_plain(data: bytes) -> bool:
    """Whether nothing but words can be in it: UTF-8 without control characters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return data == data.translate(None, _CONTROLS)


def is_noise(data: bytes) -> bool:
    """Whether most of it says nothing: packed bytes hold 10 % control characters, text hardly any, and little is no noise."""
    return len(data) > SMALL and len(data.translate(None, _CONTROLS)) < 0.99 * len(data)


def layers(data: bytes, left: Left | None = None, depth: int = 0) -> Iterator[Layer]:
    """The bytes themselves, then all that is packed in them. Raises Unseen; not for a picture, whose pixels are noise."""
    left = left or Left()
    yield Layer(data, is_noise(data))
    if depth > DEPTH:
        raise Unseen("too deep")
    inner = base64_in(deciphered(data)) if is_plain(data) else _in_binary(data, left)
    try:
        for packed in filter(left.is_new, inner):
            yield from layers(packed, left, depth + 1)
    except Unseen:
        if not is_picture(data):
            raise
        left.seen.clear()       # what was given up on here may stand elsewhere too


def _in_binary(data: bytes, left: Left) -> Iterator[bytes]:
    # Of a picture the metadata alone is unpacked: to look for packed text in its pixels took nine tenths of the time of a site.
    if data.startswith(b"\x89PNG\r\n"):
        yield from (chunk for kind, chunk in png_chunks(data) if kind != b"IDAT")
        return
    if data.startswith(b"\xff\xd8\xff"):
        yield from jpeg_segments(data)
        return
    yield from utf16_in(data)
    yield from base64_in(data)
    if is_picture(data):
        return
    if data.startswith(b"PK") or b"PK\x05\x06" in data[-70_000:]:
        yield from _members(data, left)
    else:
        yield from inflated(data, left)


# Base64

_CLASSES = bytes(ord("U") if chr(b).isupper() and b < 128 else ord("l") if chr(b).isalnum() and b < 128 else
                 ord("o") if b in b"+/-_" else ord("n") if b in b"\r\n" else ord(" ") for b in range(256))
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def base64_in(data: bytes) -> Iterator[bytes]:
    """What runs of base64 hold, in either alphabet and with or without line breaks, begun at each of the four phases.

    A run is seen by a capital behind a small letter or digit. Of 16 characters one in 60 has none, of 24 one in 400;
    prose and addresses have hardly any, so looking costs a nanosecond a byte.
    """
    classes = data.translate(_CLASSES)
    at = classes.find(b"lU")
    while at >= 0:
        start, end = classes.rfind(b" ", 0, at) + 1, classes.find(b" ", at)
        end = len(data) if end < 0 else end
        if end - start >= SHORTEST:
            lines = data[start:end].split()
            whole = b"".join(lines)
            for run in (run for run in {whole, *lines} if len(run) >= SHORTEST):
                # A line of many holds a piece of a zip, which is none that is broken; so it must not begin as one.
                before = b"" if run == whole else b"\n"
                yield from (before + found for phase in range(4) if (found := _decoded(run[phase:])))
        at = classes.find(b"lU", end)


def _decoded(run: bytes) -> bytes:
    whole = len(run) - (len(run) % 4 == 1)
    return binascii.a2b_base64(run[:whole].translate(_TO_STANDARD) + b"=" * (-whole % 4))


# Text of two bytes a character

# What each needs at least, which is found in a tenth of the time that the pattern takes: five letters high and low.
_HIGH_LOW = bytes(ord("l") if b <= 2 else ord("h") if b >= 9 else ord(" ") for b in range(256))
_UTF16 = (("utf-16-le", b"hl" * 5, re.compile(rb"(?:[\x09-\xff][\x00-\x02]){5,}")), ("utf-16-be", b"lh" * 5, re.compile(rb"(?:[\x00-\x02][\x09-\xff]){5,}")))


def utf16_in(data: bytes) -> Iterator[bytes]:
    """Runs of UTF-16 in letters up to U+02FF, as UTF-8: notes in EXIF, names in office files, whole texts."""
    classes = data.translate(_HIGH_LOW)
    for encoding, least, runs in _UTF16:
        if least in classes:
            yield "\n".join(run.decode(encoding, "replace") for run in runs.findall(data)).encode()


# Pictures

def jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments before the picture itself, and what was put behind its end: EXIF, XMP, IPTC, comments."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2:at + 4])
        yield data[at + 4:at + 2 + length]
        at += 2 + length
    yield data[data.rfind(b"\xff\xd9") + 2:]


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk; what stands behind the last one is a chunk too."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + length]
        at += 12 + length
        if kind == b"IEND":
            break
    yield b"", data[at:]


# Packed

_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_KERNING = re.compile(rb"\)\s*-?[\d.]+\s*\(")       # of PDF: [(Jor) -20 (inde)] TJ


def inflated(data: bytes, left: Left) -> Iterator[bytes]:
    """What the zlib and gzip streams hold, wherever they begin. Raises Unseen for too much."""
    end = 0
    for found in _STREAM.finditer(data):
        if found.start() < end:
            continue
        plain, length = _inflated(memoryview(data)[found.start():], left)
        end = found.start() + length
        if plain:
            yield _KERNING.sub(b"", plain)


def _inflated(data: memoryview, left: Left) -> tuple[bytes, int]:
    """What a stream holds as far as it can be read, and how long it is when it was whole."""
    stream, pieces = zlib.decompressobj(47), []     # 32 + 15: the header of either
    for start in range(0, len(data), PIECE):
        try:
            pieces.append(stream.decompress(data[start:start + PIECE], left.room + 1))
        except zlib.error:
            break       # by chance the two bytes of a header, or broken further on: others may read what came before
        left.take(len(pieces[-1]))
        if stream.eof:
            return b"".join(pieces), start + len(data[start:start + PIECE]) - len(stream.unused_data)
    return b"".join(pieces), 0


_LOCAL = struct.Struct("<8xH16xHH")     # header of a member: how it is packed, and the lengths of the name and the extra field that end it
_MARK = re.compile(rb"PK[\1\3\5][\2\4\6]")
_NOT_ZIPPED = (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error)


def stored_in(data: bytes) -> tuple[list[bytes], bytes] | None:
    """The files of a zip that packs none of them, with their names and all remarks, and the bytes around; None of anything else.

    The bytes around have no marks of a zip: they are none that is broken.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            members = sorted(file.infolist(), key=lambda member: member.header_offset)
        headers = [_LOCAL.unpack_from(data, member.header_offset) for member in members]
    except _NOT_ZIPPED:
        return None
    found, around, end = [], [], 0
    for member, (packed, *lengths) in zip(members, headers, strict=True):
        start = member.header_offset + _LOCAL.size + sum(lengths)
        stored = data[start:start + member.file_size]
        if packed or member.compress_type or member.flag_bits & 1 or member.header_offset < end or zlib.crc32(stored) != member.CRC:
            return None
        around.append(data[end:start])
        end = start + member.file_size
        found.append(stored)
    said = [file.comment, *(part for member in members for part in (member.filename.encode("utf-8", "replace"), member.comment))]
    return [*found, b"\n".join(said)], _MARK.sub(b"\n", b"".join([*around, data[end:]]))


def _members(data: bytes, left: Left) -> Iterator[bytes]:
    """Names, remarks and content of a zip file. Raises Unseen for one that cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if len(file.infolist()) > MOST_MEMBERS:
                raise Unseen("too many members")
            for member in file.infolist():
                yield f"{member.filename}\n".encode("utf-8", "replace") + member.comment + b"\n" + file.comment
                with file.open(member) as packed:
                    plain = packed.read(left.room + 1)
                left.take(len(plain))
                yield plain
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError) as e:
        # RuntimeError: locked with a password. By chance the signature stands in other files too.
        if data.startswith(b"PK"):
            raise Unseen("no zip file that opens") from e
