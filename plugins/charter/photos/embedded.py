"""The notes in the file of a photo: IPTC, EXIF and XMP as texts. Only the few fields that people fill in are looked at."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from charter.photos.bare import Budget, take
from charter.photos.bare_jpeg import SCAN, segments
from charter.photos.bare_png import chunks

MAX_TEXT = 1_000_000        # bytes of XMP, unpacked
DESCRIPTION, ARTIST, TAKEN = 0x010E, 0x013B, 0x9003     # in EXIF 2.32
_DETAILS, _TEXT, _NUMBER = 0x8769, 2, 4
_IPTC = 0x0404              # among Photoshop's image resources
_PHOTOSHOP, _EXIF, _XMP, _PNG_XMP = b"Photoshop 3.0\0", b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"XML:com.adobe.xmp\0"


class Notes(NamedTuple):
    """As they stand in the file: Photoshop's resources, EXIF as in a TIFF, an XMP packet; b"" is none."""

    resources: bytes = b""
    exif: bytes = b""
    xmp: bytes = b""


def notes_of(stream: BinaryIO, kind: str) -> Notes:
    """Of a JPEG or PNG that charter.photos.source opened; photographers hand in nothing else with notes.

    Raises what a damaged file raises, and charter.photos.bare.TooMuch."""
    if kind == "JPEG":
        return _of_jpeg(stream)
    return _of_png(stream) if kind == "PNG" else Notes()


def _of_jpeg(stream: BinaryIO) -> Notes:
    found: dict[bytes, bytes] = {}
    for segment in segments(stream, Budget()):
        if segment.marker == SCAN:
            break
        start, end = segment.content
        content = take(stream, start, end - start) if segment.marker in (0xE1, 0xED) else b""
        name = next((name for name in (_EXIF, _XMP, _PHOTOSHOP) if content.startswith(name)), None)
        if name == _PHOTOSHOP:      # what does not fit in one part goes on in the next
            found[name] = found.get(name, b"") + content.removeprefix(name)
        elif name:
            found.setdefault(name, content.removeprefix(name))
    return Notes(found.get(_PHOTOSHOP, b""), found.get(_EXIF, b""), found.get(_XMP, b""))


def _of_png(stream: BinaryIO) -> Notes:
    exif = xmp = b""
    for chunk in chunks(stream):
        start, end = chunk.content
        if chunk.name == b"eXIf":
            exif = exif or take(stream, start, end - start)
        elif chunk.name == b"iTXt" and take(stream, start, min(end - start, len(_PNG_XMP))) == _PNG_XMP:
            xmp = xmp or _unpacked(take(stream, start, end - start).removeprefix(_PNG_XMP))
    return Notes(b"", exif, xmp)


def _unpacked(content: bytes) -> bytes:
    """A flag, a method, a language, a heading, and the text."""
    text = content[2:].split(b"\0", 2)[-1]
    if content[:1] != b"\1":
        return text
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(text, MAX_TEXT)
    return b""


def iptc_texts(resources: bytes) -> dict[tuple[int, int], str]:
    """By the numbers of IPTC-IIM 4.2, record and dataset; what is there twice, with a comma. Of what is broken the part before."""
    found: dict[tuple[int, int], list[str]] = {}
    for key, value in _datasets(_iptc(resources)):
        if value and len(found) < 100:
            found.setdefault(key, []).append(as_text(value))
    return {key: ", ".join(values) for key, values in found.items()}


def _iptc(resources: bytes) -> bytes:
    """8BIM, a number, a name, a length and the content; names and contents are padded to an even length."""
    at = 0
    with suppress(struct.error, IndexError):
        while resources[at:at + 4] == b"8BIM":
            (number,) = struct.unpack_from(">H", resources, at + 4)
            at += 6 + (resources[at + 6] // 2 + 1) * 2
            (length,) = struct.unpack_from(">I", resources, at)
            if number == _IPTC:
                return resources[at + 4:at + 4 + length]
            at += 4 + length + length % 2
    return b""


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, dataset, length = struct.unpack_from(">BBH", data, at + 1)
        if length & 0x8000:         # a length of its own, for more than 32 KB: no text
            return
        yield (record, dataset), data[at + 5:at + 5 + length]
        at += 5 + length


def exif_texts(exif: bytes) -> dict[int, str]:
    """DESCRIPTION, ARTIST and TAKEN, as far as they are there: in the first table and in that of the details."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    found: dict[int, str] = {}
    with suppress(struct.error):
        if order:
            (table,) = struct.unpack_from(f"{order}I", exif, 4)
            details = _read_table(exif, order, table, found)
            if details:
                _read_table(exif, order, details, found)
    return found


def _read_table(exif: bytes, order: str, table: int, found: dict[int, str]) -> int:
    """Adds its texts to `found`; where the table of the details is, or 0. Raises struct.error."""
    details = 0
    (entries,) = struct.unpack_from(f"{order}H", exif, table)
    for at in range(table + 2, table + 2 + 12 * entries, 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHII", exif, at)
        if tag == _DETAILS and kind == _NUMBER:
            details = value
        elif tag in (DESCRIPTION, ARTIST, TAKEN) and kind == _TEXT and count <= 65_535:
            start = at + 8 if count <= 4 else value
            found.setdefault(tag, as_text(exif[start:start + count].split(b"\0", 1)[0]))
    return details


def as_text(data: bytes) -> str:
    """UTF-8, which many programs write without saying so; else what Windows writes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
