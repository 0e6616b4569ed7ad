"""The recipe: the bytes of a photo in, small pictures out that hold nothing but pixels and the credit."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter.photos.sizes import Size, derivative_sizes, upright
from charter.photos.source import open_image, readable

if TYPE_CHECKING:
    from PIL import Image

# No WebP: AVIF at speed 9 beats it in bytes and time. One thread: with more the bytes depend on the machine.
# Raise `version` when a change in this file changes the pictures.
RECIPE: dict[str, dict[str, Any]] = {
    "decode": {"version": 1},
    "avif": {"quality": 58, "speed": 9, "max_threads": 1},
    "jpeg": {"quality": 72, "progressive": True, "optimize": True},
}
UNKNOWN_CREDIT = "onbekend"
ARTIST, COPYRIGHT = 0x013B, 0x8298  # in EXIF


def decode(data: bytes, name: str) -> tuple[Image.Image, Size]:
    """The largest derivative, upright and in sRGB; and the size of the photo itself. Raises PhotoRefused."""
    from PIL.Image import Resampling

    _, image, orientation = open_image(io.BytesIO(data), name)
    size = upright(image.size, orientation)
    target = upright(derivative_sizes(*size)[-1], orientation)
    with readable(name):
        # A JPEG is decoded at a half, a quarter or an eighth if that still covers the target. (Asked for
        # 1600 x 1600 it would decode a landscape of 12 megapixels whole: 0.45 instead of 0.32 CPU s a photo.)
        image.draft("RGB", target)
        image.load()
        icc = image.info.get("icc_profile")
        image = opaque(eight_bits(image)).resize(target, Resampling.LANCZOS)
        # Colours after the resize: 2 megapixels to convert instead of 3 to 24.
        image = turned(srgb(image, icc), orientation)
    image.info.clear()  # or comments and profiles come along
    return image, size


def eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey; Pillow's own conversion clips it at 255, which makes everything white."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    return image


def opaque(image: Image.Image) -> Image.Image:
    """In L, RGB or CMYK (its ICC profile is about these); on white where the photo is transparent."""
    from PIL import Image

    mode = {"1": "L", "L": "L", "LA": "L", "CMYK": "CMYK"}.get(image.mode, "RGB")
    if not image.has_transparency_data:
        return image if image.mode == mode else image.convert(mode)  # convert() always copies: 240 MB at most
    alpha = image if "A" in image.getbands() else image.convert("RGBA")
    paper = Image.new(mode, image.size, "white")
    paper.paste(image.convert(mode), mask=alpha.getchannel("A"))
    return paper


def srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    from PIL import ImageCms

    if icc:
        with suppress(ImageCms.PyCMSError, OSError):  # a broken profile, or one for another kind of colours
            profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
            assert converted is not None  # it is only None for inPlace
            return converted
    return image.convert("RGB")


def turned(image: Image.Image, orientation: int) -> Image.Image:
    from PIL.Image import Transpose as Turn

    turns = {
        2: Turn.FLIP_LEFT_RIGHT,
        3: Turn.ROTATE_180,
        4: Turn.FLIP_TOP_BOTTOM,
        5: Turn.TRANSPOSE,
        6: Turn.ROTATE_270,
        7: Turn.TRANSVERSE,
        8: Turn.ROTATE_90,
    }
    return image if orientation == 1 else image.transpose(turns[orientation])


def credit_exif(credit: str) -> bytes:
    """The photographer's name as Artist and Copyright."""
    from PIL import Image

    name = " ".join(credit.split()).removeprefix("©").strip()
    if name.lower() in ("", UNKNOWN_CREDIT):
        return b""
    exif = Image.Exif()
    exif[ARTIST] = name.encode()  # as bytes: of a str Pillow makes "Jos?"
    exif[COPYRIGHT] = f"© {name}".encode()
    return exif.tobytes()


def save_chain(image: Image.Image, sizes: Iterable[Size], exif: bytes, folder: Path) -> list[tuple[Path, str, Size]]:
    """Files, kinds and sizes, smallest first; made from large to small, each from the one before it."""
    from PIL import AvifImagePlugin  # noqa: F401  or Pillow imports all its plugins to find it
    from PIL.Image import Resampling

    saved = []
    for size in sorted(sizes, reverse=True):
        if image.size != size:
            image = image.resize(size, Resampling.LANCZOS)
        for kind, extension in (("jpeg", "jpg"), ("avif", "avif")):
            file = folder / f"photo-{size[0]}.{extension}"
            image.save(file, kind, exif=exif, **RECIPE[kind])
            saved.append((file, kind, size))
    return saved[::-1]
