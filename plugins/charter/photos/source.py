"""A photo as it came from camera or phone: is it one, can it be used, how large is it, what is its hash."""

from __future__ import annotations

import hashlib
import importlib
import os
import stat
import struct
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from charter.photos.bare import Bare, Foreign, TooMuch
from charter.photos.bare_boxes import bare_boxes
from charter.photos.bare_jpeg import bare_jpeg
from charter.photos.bare_png import bare_png
from charter.photos.bare_webp import bare_webp
from charter.photos.exif import ORIENTATION, orientation
from charter.photos.kinds import HEAD, other_kind, photo_kind
from charter.photos.profiles import HighRange
from charter.photos.refusals import refused
from charter.photos.sizes import upright
from charter.photos.whole import is_whole

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 100_000_000
# Their decoders want the whole file at once, and a copy of it. 80 megapixels are some 20 MB in these.
MAX_MODERN_BYTES = 40_000_000
MAX_PIXELS = 80_000_000
LONGEST = 20  # times the short side: a JPEG cannot be higher than 65,500 pixels
DOUBT = 2_000_000_000  # nanoseconds: some file systems keep time stamps of 2 s

EXTENSIONS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png",),
    "WebP": (".webp",),
    "AVIF": (".avif",),
    "HEIC": (".heic", ".heif", ".hif"),
}
# What people take for photos: those, and what the site cannot use, which is told with the reason.
PICTURES = (*(ending for endings in EXTENSIONS.values() for ending in endings), ".tif", ".tiff", ".gif")
PLUGINS = {
    "JPEG": "PIL.JpegImagePlugin",
    "PNG": "PIL.PngImagePlugin",
    "WebP": "PIL.WebPImagePlugin",
    "AVIF": "PIL.AvifImagePlugin",
    "HEIC": "pillow_heif",
}
BARE: dict[str, Callable[[BinaryIO], Bare]] = {"JPEG": bare_jpeg, "PNG": bare_png, "WebP": bare_webp, "AVIF": bare_boxes, "HEIC": bare_boxes}
# What Pillow's decoders raise over a damaged file. To staff it is all the same.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, TypeError, struct.error)


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
    status = _status(stored(path))
    match memo.get(str(path)):
        # A file written just before it was hashed may have been written again within the same tick.
        case [status.st_size, status.st_mtime_ns as at, int(then), str(digest)] if at < then - DOUBT:
            return digest
    now = time.time_ns()
    with open_file(path) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    memo[str(path)] = [status.st_size, status.st_mtime_ns, now, digest]
    return digest


def stored(path: Path) -> Path:
    """The file of that name, also when its accents are stored in another way: a Mac may write e and a loose accent for é.

    Spaces around a name, which no record can hold, may be there too. Raises PhotoRefused when two files look the same."""
    if path.name.isascii() and os.path.lexists(path):
        return path
    try:
        names = os.listdir(path.parent)
    except OSError:
        return path
    name = as_typed(path.name)
    for same in ([found for found in names if as_typed(found) == name], [found for found in names if as_typed(found).strip() == name]):
        if len(same) > 1:
            raise refused("photo-name-twice", name)
        if same:
            return path.with_name(same[0])
    return path


def as_typed(name: str) -> str:
    """With accents as records have them."""
    return unicodedata.normalize("NFC", name)


@contextmanager
def open_file(path: Path) -> Iterator[BufferedReader]:
    path = stored(path)
    _status(path)
    try:
        stream = path.open("rb")
    except PermissionError as error:
        raise refused("photo-closed", path.name) from error
    with stream:
        yield stream


def open_image(stream: BinaryIO, name: str) -> tuple[str, Image.Image, int]:
    """The format, the image (not decoded yet) and its EXIF orientation, 1 to 8. Raises PhotoRefused.

    Of its `info` only the colour profile can be relied on: what else a photo says was taken away before."""
    kind = _allowed_kind(stream.read(HEAD), name)
    if kind not in ("JPEG", "PNG") and stream.seek(0, os.SEEK_END) > MAX_MODERN_BYTES:
        raise refused("photo-too-heavy", name, limit=MAX_MODERN_BYTES // 1_000_000)
    with readable(name):
        if not is_whole(stream, kind):
            raise refused("photo-truncated", name)
        bare = BARE[kind](stream)
        image = _pil_image(bare.stream, kind, name)
    _check_image(image, kind, bare, name)
    if bare.profile:
        image.info["icc_profile"] = bare.profile
    # An AVIF says it in a box, of which Pillow makes EXIF data; a HEIC arrives turned.
    return kind, image, image.getexif().get(ORIENTATION, 1) if kind == "AVIF" else orientation(bare.exif)


@contextmanager
def readable(name: str) -> Iterator[None]:
    try:
        yield
    except Foreign as error:
        raise refused("photo-other-format", name, found=error.found) from error
    except TooMuch as error:
        raise refused("photo-overloaded", name) from error
    except HighRange as error:
        raise refused("photo-high-range", name) from error
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
        raise refused("photo-too-heavy", path.name, limit=MAX_BYTES // 1_000_000)
    return status


def _allowed_kind(head: bytes, name: str) -> str:
    if not head:
        raise refused("photo-empty", name)
    kind = photo_kind(head)
    if kind is None:
        other = other_kind(head)
        raise refused("photo-other-format", name, found=other) if other else refused("photo-format", name)
    if Path(name).suffix.lower() not in EXTENSIONS[kind]:
        raise refused("photo-extension", name, found=kind, better=Path(name).stem + EXTENSIONS[kind][0])
    return kind


def _pil_image(stream: BinaryIO, kind: str, name: str) -> Image.Image:
    from PIL import Image

    _import_plugin(kind, name)
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of stray EXIF bytes; of many pixels, but we allow fewer ourselves
            image = Image.open(stream, formats=["HEIF" if kind == "HEIC" else kind])
    except Image.DecompressionBombError as error:
        raise refused("photo-too-many-pixels", name) from error
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


def _check_image(image: Image.Image, kind: str, bare: Bare, name: str) -> None:
    width, height = image.size
    if max(width * height, bare.coded) > MAX_PIXELS:
        raise refused("photo-too-many-pixels", name)
    if max(width, height) > LONGEST * min(width, height):
        raise refused("photo-shape", name, width=width, height=height)
    # More images in a HEIC are a depth map or a burst; the first is the photo.
    if bare.moves or (kind == "AVIF" and getattr(image, "is_animated", False)):
        raise refused("photo-animated", name)

