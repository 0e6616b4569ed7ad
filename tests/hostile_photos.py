"""Files that are called a photo and are none, or are one that is meant to hold up whoever opens it; and what is to be said of each."""

from __future__ import annotations

import os
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from camera_files import TEN_BIT_P3, encoded, extended, grain, png, png_chunk, tiff, with_segments

SIZE = (60, 40)
JPEG, PNG, WEBP, AVIF, HEIC = (encoded(grain(*SIZE), kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"))
ROWS = (b"\0" + bytes(180)) * 40
MORE = {"save_all": True, "append_images": [grain(*SIZE)]}
Hostile = tuple[str, bytes | Callable[[Path], object], str]


def packed_zeros(megabytes: int) -> bytes:
    """A kilobyte for each megabyte."""
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(bytes(1 << 20)) for _ in range(megabytes)) + packing.flush()


def with_size(data: bytes, width: int, height: int) -> bytes:
    """An AVIF or HEIC whose box says so; a HEIC of 60 x 40 is a cut-out from 64 x 64, and stays one."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8:]


def with_items(data: bytes, count: int) -> bytes:
    """An AVIF with so many more items, as the tiles of a grid are."""
    tile = struct.pack(">I4sIHH4sB", 21, b"infe", 0x02000001, 9, 0, b"av01", 0)
    meta, items = data.index(b"meta") - 4, data.index(b"iinf") - 4
    length = int.from_bytes(data[items:items + 4], "big")
    old = int.from_bytes(data[items + 12:items + 14], "big")
    grown = struct.pack(">I4sIH", length + 21 * count, b"iinf", 0, old + count) + data[items + 14:items + length] + tile * count
    whole = int.from_bytes(data[meta:meta + 4], "big") + 21 * count
    return data[:meta] + struct.pack(">I", whole) + data[meta + 4:items] + grown + data[items + length:]


def bombs() -> Iterator[Hostile]:
    """Small files that promise billions of pixels, unpack to gigabytes, or have millions of parts."""
    zeros = packed_zeros(200)
    yield "pixels.png", png((20_000, 20_000), b""), "photo-too-many-pixels"
    yield "pixels.jpg", JPEG.replace(struct.pack(">HH", 40, 60), struct.pack(">HH", 65_500, 65_500), 1), "photo-too-many-pixels"
    yield "pixels.webp", WEBP.replace(struct.pack("<HH", *SIZE), struct.pack("<HH", 16_383, 16_383), 1), "photo-too-many-pixels"
    yield "pixels.avif", with_size(AVIF, 16_000, 16_000), "photo-too-many-pixels"
    yield "pixels.heic", with_size(HEIC, 16_000, 16_000), "photo-too-many-pixels"
    yield "profile.png", png(SIZE, ROWS, before=[(b"iCCP", b"p\0\0" + zeros)]), "photo-overloaded"
    yield "text.png", png(SIZE, ROWS, before=[(b"zTXt", b"a\0\0" + zeros)]), "photo-overloaded"
    yield "text-behind.png", png(SIZE, ROWS, after=[(b"zTXt", b"a\0\0" + zeros)]), "photo-overloaded"
    yield "words.png", png(SIZE, ROWS, before=[(b"iTXt", b"a\0\1\0nl\0a\0" + zeros)]), "photo-overloaded"
    yield "old-exif.png", png(SIZE, ROWS, before=[(b"zTXt", b"Raw profile type exif\0\0" + zeros)]), "photo-overloaded"
    yield "exif.png", png(SIZE, ROWS, before=[(b"eXIf", tiff(1) + bytes(17_000_000))]), "photo-overloaded"
    yield "chunks.png", PNG[:33] + png_chunk(b"abCd", b"") * 300_000 + PNG[33:], "photo-overloaded"
    yield "xmp.jpg", with_segments(JPEG, *[(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + bytes(65_000))] * 770), "photo-overloaded"
    yield "profile.jpg", with_segments(JPEG, *((0xE2, b"ICC_PROFILE\0" + bytes((n, 255)) + bytes(65_519)) for n in range(1, 256))), "photo-overloaded"
    yield "segments.jpg", with_segments(JPEG, *[(0xE5, b"")] * 200_000), "photo-overloaded"
    yield "filled.jpg", JPEG[:2] + b"\xff" * 2_000_000 + JPEG[2:], "photo-overloaded"
    yield "xmp.webp", extended(grain(*SIZE), 4, (b"XMP ", bytes(17_000_000))), "photo-overloaded"
    yield "items.avif", with_items(AVIF, 10_000), "photo-overloaded"
    yield "boxes.avif", AVIF + struct.pack(">I4s", 8, b"free") * 200_000, "photo-overloaded"
    yield "boxes.heic", HEIC + struct.pack(">I4s", 8, b"free") * 200_000, "photo-overloaded"
    yield "heavy.avif", AVIF + struct.pack(">I4s", 41_000_000, b"free") + bytes(41_000_000 - 8), "photo-too-heavy"


def cut() -> Iterator[Hostile]:
    """Each format, without its last byte, without a little, and halfway."""
    for kind, data in (("jpg", JPEG), ("png", PNG), ("webp", WEBP), ("avif", AVIF), ("heic", HEIC)):
        for number, lost in enumerate((1, 9, 200, len(data) // 2), 1):
            yield f"cut-{number}.{kind}", data[:len(data) - lost], "photo-truncated"
    yield "cut-header.jpg", JPEG[:100], "photo-truncated"
    yield "cut-with-trailer.jpg", JPEG[:-50] + b"film" * 100_000, "photo-truncated"
    yield "nothing.jpg", b"", "photo-empty"


def disguised() -> Iterator[Hostile]:
    """Other formats in the name of a photo."""
    svg = b"<?xml version='1.0'?>\n<!-- hi -->\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for name, data in {"gif": encoded(grain(*SIZE), "GIF"), "pdf": b"%PDF-1.7\n", "svg": svg, "html": b"\n<!DOCTYPE html><script>alert(1)</script>",
                       "zip": b"PK\3\4\x14\0", "tiff": encoded(grain(*SIZE), "TIFF"), "bmp": encoded(grain(*SIZE), "BMP"),
                       "psd": b"8BPS\0\1" + bytes(30), "film": b"\0\0\0\x18ftypisom\0\0\2\0isomavc1", "jxl": b"\xff\x0a\x43\x40",
                       "jp2": b"\0\0\0\x0cjP  \r\n\x87\n", "cr3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
                       "12-bit": JPEG.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c"), "jpeg-ls": JPEG.replace(b"\xff\xc0\0\x11", b"\xff\xf7\0\x11")}.items():
        yield f"{name}.jpg", data, "photo-other-format"
    yield "text.jpg", b"Geachte heer of mevrouw,", "photo-format"
    yield "png.jpg", PNG, "photo-extension"
    yield "jpeg.png", JPEG, "photo-extension"
    at = TEN_BIT_P3.index(b"nclx") + 6
    yield "hdr.avif", TEN_BIT_P3[:at] + b"\0\x10" + TEN_BIT_P3[at + 2:], "photo-high-range"


def moving() -> Iterator[Hostile]:
    for kind in ("PNG", "WEBP", "AVIF"):
        yield f"moves.{kind.lower()}", encoded(grain(*SIZE), kind, **MORE), "photo-animated"


def no_files() -> Iterator[Hostile]:
    """What stands where a photo should be, and must not be opened: opening a pipe waits for ever."""
    yield "link.jpg", lambda path: path.symlink_to("/etc/hostname"), "photo-link"
    yield "zero.jpg", lambda path: path.symlink_to("/dev/zero"), "photo-link"
    yield "loop.jpg", lambda path: path.symlink_to(path), "photo-link"
    yield "folder.jpg", Path.mkdir, "photo-not-a-file"
    yield "pipe.jpg", os.mkfifo, "photo-not-a-file"
    yield "socket.jpg", _bound, "photo-not-a-file"
    yield "giant.jpg", lambda path: path.open("wb").truncate(100_000_001), "photo-too-heavy"
    yield "gone.jpg", lambda path: None, "photo-missing"
    yield "x" * 196 + ".jpg", lambda path: None, "photo-missing"
    yield "\N{GRINNING FACE}" * 196 + ".jpg", lambda path: None, "photo-missing"        # more bytes than a name can have


def _bound(path: Path) -> None:
    # The path of a socket is at most 108 bytes long: from within the folder it is short.
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def every_hostile() -> list[Hostile]:
    return [*bombs(), *cut(), *disguised(), *moving(), *no_files()]


def laid_down(folder: Path, hostile: list[Hostile]) -> None:
    """Writes them all."""
    for name, what, _ in hostile:
        if isinstance(what, bytes):
            (folder / name).write_bytes(what)
        else:
            what(folder / name)
