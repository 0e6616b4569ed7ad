"""Photo files as cameras, programs and ill will make them, and the pictures that come of them."""

from __future__ import annotations

import io
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from PIL import Image

from charter.photos import PhotoJob, PhotoRefused, derive_all

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
# Of each EXIF orientation: how a photo with red, green, blue and white corners lies in the file.
LYING = {1: (RED, GREEN, BLUE, WHITE), 2: (GREEN, RED, WHITE, BLUE), 3: (WHITE, BLUE, GREEN, RED), 4: (BLUE, WHITE, RED, GREEN),
         5: (RED, BLUE, GREEN, WHITE), 6: (GREEN, WHITE, RED, BLUE), 7: (WHITE, GREEN, BLUE, RED), 8: (BLUE, RED, WHITE, GREEN)}
# 32 x 24 pixels of (800, 400, 200) out of 1023, made with libavif; by its code points these are colours of Display P3.
TEN_BIT_P3 = b64decode(
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5p"
    "bG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAJgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAA"
    "IAAAABgAAAAQcGl4aQAAAAADCgoKAAAADGF2MUOBIEAAAAAAE2NvbHJuY2x4AAwADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAALm1kYXQSAAoIOBE/dvDA0Gky"
    "GBICQ0qAAPIAAACLODJ1VqUrrOsUOCOWgA==")


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """A file of it; what loses something loses little."""
    if kind in ("WEBP", "AVIF", "HEIF", "JPEG", "MPO"):
        options = {"quality": 95} | options
    if kind == "HEIF":
        import pillow_heif
        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def even(mode: str, colour: object, size: tuple[int, int] = (64, 48)) -> Image.Image:
    """One colour."""
    return Image.new(mode, size, colour)


def grain(width: int, height: int) -> Image.Image:
    """Noise: what can be compressed least."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 60)] * 3)


def corners(orientation: int = 1, size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Four colours, as they lie in a file that is to be turned so."""
    image = Image.new("RGB", (2, 2))
    image.putdata(LYING[orientation])
    return image.resize(size, Image.Resampling.NEAREST)


def tiff(orientation: int, order: str = "big") -> bytes:
    """EXIF data that say how a photo lies, and no more."""
    mark, sign = ("II*\0", "<") if order == "little" else ("MM\0*", ">")
    return mark.encode() + struct.pack(f"{sign}IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(size: tuple[int, int], rows: bytes, *, before: Iterable[tuple[bytes, bytes]] = (), after: Iterable[tuple[bytes, bytes]] = (),
        bits: int = 8, colours: int = 2) -> bytes:
    """A PNG by hand: `rows` with a 0 before each, `colours` 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colours, 0, 0, 0))
    parts = [head, *(png_chunk(*chunk) for chunk in before), png_chunk(b"IDAT", zlib.compress(rows)), *(png_chunk(*chunk) for chunk in after)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + png_chunk(b"IEND", b"")


def even_png(pixel: bytes, **options: object) -> bytes:
    """64 x 48 times that pixel."""
    return png((64, 48), (b"\0" + pixel * 64) * 48, **options)


def with_segments(jpeg: bytes, *added: tuple[int, bytes]) -> bytes:
    """With segments right behind its start: a marker (0xE1 is APP1) and what it holds."""
    return jpeg[:2] + b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(held) + 2) + held for marker, held in added) + jpeg[2:]


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(held)) + held + b"\0" * (len(held) % 2) for name, held in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def extended(image: Image.Image, flags: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP with further chunks, of which the flags tell: 4 XMP, 8 EXIF, 0x20 a profile."""
    size = b"".join((side - 1).to_bytes(3, "little") for side in image.size)
    plain = encoded(image, "WEBP")
    return webp((b"VP8X", bytes((flags, 0, 0, 0)) + size), (plain[12:16], plain[20:]), *chunks)


def matrix_profile(gamma: float | None, red: tuple, green: tuple, blue: tuple) -> bytes:
    """An ICC profile, version 2: XYZ of the three colours under D50, and an exponent, or else the curve of sRGB as a table."""
    def fixed(*numbers: float) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)
    if gamma:
        curve = struct.pack(">4sIIHH", b"curv", 0, 1, round(gamma * 256), 0)
    else:
        steps = [(n / 1023 + 0.055) / 1.055 for n in range(1024)]
        light = [(n / 1023 / 12.92 if n / 1023 <= 0.04045 else step**2.4) for n, step in enumerate(steps)]
        curve = struct.pack(">4sII1024H", b"curv", 0, 1024, *(round(value * 65535) for value in light))
    tags = {b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
            **{name: b"XYZ \0\0\0\0" + fixed(*colour) for name, colour in ((b"rXYZ", red), (b"gXYZ", green), (b"bXYZ", blue))}}
    start, table, data = 132 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(content))
        data += content
    head = struct.pack(">I4xI4s4s4s12x4s28x", start + len(data), 0x02100000, b"mntr", b"RGB ", b"XYZ ", b"acsp") + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


# As they stand in Apple's and in Adobe's own profile.
DISPLAY_P3 = matrix_profile(None, (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE_RGB = matrix_profile(563 / 256, (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


def made(path: Path, cache: Path) -> tuple[Path, Path] | str:
    """The largest JPEG and AVIF that are made of it for the site; or the rule that it is refused by."""
    job = PhotoJob(path, sha256(path.read_bytes()).hexdigest(), "Naam")
    cache /= job.digest
    # In this process: it has looked at pictures before, and a decoder that has threads cannot be forked.
    picture = derive_all([job], cache, pool=ThreadPoolExecutor)[job]
    if isinstance(picture, PhotoRefused):
        return picture.rule
    width = max(d.width for d in picture.derivatives if "/photo-" in d.url_path)
    (jpeg,), (avif,) = (list(cache.glob(f"*/photo-{width}.{ending}")) for ending in ("jpg", "avif"))
    return jpeg, avif
