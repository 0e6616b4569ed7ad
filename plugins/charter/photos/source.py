"""A photo as it came from camera or phone: is it one, can it be used, how large is it, what is its hash."""

from __future__ import annotations

import hashlib
import importlib
import os
import stat
import struct
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from charter.photos.refusals import refused
from charter.photos.sizes import upright
from charter.photos.whole import is_whole, png_exif

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 100_000_000
MAX_PIXELS = 80_000_000
LONGEST = 20  # times the short side: a JPEG cannot be higher than 65,500 pixels
DOUBT = 2_000_000_000  # nanoseconds: some file systems keep time stamps of 2 s
ORIENTATION = 0x0112  # in EXIF

EXTENSIONS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png",),
    "WebP": (".webp",),
    "AVIF": (".avif",),
    "HEIC": (".heic", ".heif", ".hif"),
}
PLUGINS = {
    "JPEG": "PIL.JpegImagePlugin",
    "PNG": "PIL.PngImagePlugin",
    "WebP": "PIL.WebPImagePlugin",
    "AVIF": "PIL.AvifImagePlugin",
    "HEIC": "pillow_heif",
}
# What Pillow's decoders raise over a damaged file. To staff it is all the same.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, TypeError, struct.error)
OTHERS = ((b"GIF8", "GIF"), (b"%PDF", "PDF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"))


class Header(NamedTuple):
    """`format` is a key of EXTENSIONS; width and height are in pixels, of the photo upright."""

    format: str
    width: int
    height: int


def inspect(path: Path) -> Header:
    """Looks at header and structure of the file without decoding it. Raises PhotoRefused."""
    with open_file(path) as stream:
        kind, image, orientation = open_image(stream, path.name)
        return Header(kind, *upright(image.size, orientation))


def photo_hash(path: Path, memo: dict[str, Any]) -> str:
    """SHA-256 in hex. Raises PhotoRefused.

    `memo` spares reading what has not changed. The caller keeps it, as JSON if need be:
    path -> [size, mtime_ns, when hashed in ns, hash]."""
    status = _status(path)
    match memo.get(str(path)):
        # A file written just before it was hashed may have been written again within the same tick.
        case [status.st_size, status.st_mtime_ns as at, int(then), str(digest)] if at < then - DOUBT:
            return digest
    now = time.time_ns()
    with open_file(path) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    memo[str(path)] = [status.st_size, status.st_mtime_ns, now, digest]
    return digest


@contextmanager
def open_file(path: Path) -> Iterator[BufferedReader]:
    _status(path)
    try:
        stream = path.open("rb")
    except PermissionError as error:
        raise refused("photo-closed", path.name) from error
    with stream:
        yield stream


def open_image(stream: BinaryIO, name: str) -> tuple[str, Image.Image, int]:
    """The format, the image (not decoded yet) and its EXIF orientation, 1 to 8. Raises PhotoRefused."""
    kind = _allowed_kind(stream.read(256), name)
    if not is_whole(stream, kind):
        raise refused("photo-truncated", name)
    with readable(name):
        image = _pil_image(stream, kind, name)
    _check_image(image, kind, name)
    return kind, image, _orientation(image)


@contextmanager
def readable(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise refused("photo-damaged", name) from error


def _status(path: Path) -> os.stat_result:
    try:
        status = path.lstat()
    except PermissionError as error:
        raise refused("photo-closed", path.name) from error
    except OSError as error:
        raise refused("photo-missing", path.name) from error
    if stat.S_ISLNK(status.st_mode):
        raise refused("photo-link", path.name)
    if not stat.S_ISREG(status.st_mode):
        raise refused("photo-not-a-file", path.name)
    if status.st_size > MAX_BYTES:
        raise refused("photo-too-heavy", path.name)
    return status


def _allowed_kind(head: bytes, name: str) -> str:
    if not head:
        raise refused("photo-empty", name)
    kind = _kind(head)
    if kind is None:
        other = next((found for start, found in OTHERS if head.startswith(start)), None)
        raise refused("photo-other-format", name, found=other) if other else refused("photo-format", name)
    if Path(name).suffix.lower() not in EXTENSIONS[kind]:
        raise refused("photo-extension", name, found=kind, better=Path(name).stem + EXTENSIONS[kind][0])
    return kind


def _kind(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] != b"ftyp":
        return None
    brands = {head[at : at + 4] for at in range(8, min(int.from_bytes(head[:4], "big"), len(head)), 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return "HEIC" if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"} else None


def _pil_image(stream: BinaryIO, kind: str, name: str) -> Image.Image:
    from PIL import Image

    _import_plugin(kind, name)
    exif = png_exif(stream) if kind == "PNG" else b""
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of stray EXIF bytes; of many pixels, but we allow fewer ourselves
            image = Image.open(stream, formats=["HEIF" if kind == "HEIC" else kind])
    except Image.DecompressionBombError as error:
        raise refused("photo-too-many-pixels", name) from error
    if kind == "PNG" and "Raw profile type exif" not in image.info:
        image.info.setdefault("exif", exif)  # or Pillow decodes the whole PNG to look for it
    return image


def _import_plugin(kind: str, name: str) -> None:
    """Only the one that is needed: Pillow imports all forty (80 ms) over a format it does not have yet."""
    try:
        plugin = importlib.import_module(PLUGINS[kind])
    except ImportError as error:
        if kind != "HEIC":
            raise
        raise refused("photo-heic", name) from error
    if kind == "HEIC":
        plugin.register_heif_opener()


def _check_image(image: Image.Image, kind: str, name: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise refused("photo-too-many-pixels", name)
    if max(width, height) > LONGEST * min(width, height):
        raise refused("photo-shape", name, width=width, height=height)
    # More images in a JPEG or HEIC are a preview, a depth map or a burst; the first is the photo.
    if getattr(image, "is_animated", False) and kind not in ("JPEG", "HEIC"):
        raise refused("photo-animated", name)


def _orientation(image: Image.Image) -> int:
    """As browsers do it: when the EXIF data are broken, the photo is shown as it lies."""
    with suppress(*DAMAGE):
        orientation = image.getexif().get(ORIENTATION)
        return orientation if isinstance(orientation, int) and orientation in range(1, 9) else 1
    return 1
