"""The recipe: the bytes of a photo in, small pictures out that hold nothing but pixels and the credit."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter.photos.cut_short import is_cut_short
from charter.photos.metadata import Rights
from charter.photos.refusals import refused
from charter.photos.sizes import WIDTHS, Focus, Kind, Shape, Size, crop_box, default_focus, derivative_sizes, upright
from charter.photos.source import open_image, readable

if TYPE_CHECKING:
    from PIL import Image

# No WebP: AVIF at speed 9 beats it in bytes and time. One thread: with more the bytes depend on the machine.
# A JPEG in one pass: a progressive one with codes of its own is 3.5 % smaller, and takes five times as long (35 ms of 1600 pixels).
# Without trellis a fifth less time; three points of quality make up for it, at the bytes that there were.
# Raise `version` when a change in this file changes the pictures.
RECIPE: dict[str, dict[str, Any]] = {
    "version": {"decode": 3, "metadata": 2},
    "avif": {"quality": 61, "speed": 9, "max_threads": 1, "advanced": {"disable-trellis-quant": "1"}},
    "jpeg": {"quality": 72},
}


def decode(data: bytes, name: str, widths: tuple[int, ...] = WIDTHS) -> tuple[Image.Image, Size]:
    """As wide as the last of `widths`, upright and in sRGB; and the size of the photo itself. Raises PhotoRefused."""
    kind, image, orientation = open_image(io.BytesIO(data), name)
    size = upright(image.size, orientation)
    target = upright(derivative_sizes(*size, widths)[-1], orientation)
    with readable(name):
        # A JPEG is decoded at a half, a quarter or an eighth if that still covers the target. (Asked for
        # 1600 x 1600 it would decode a landscape of 12 megapixels whole: 0.45 instead of 0.32 CPU s a photo.)
        # (Of a HEIC a draft would be its thumbnail, and that may show what was cut off later.)
        if kind == "JPEG":
            image.draft("RGB", target)
        image.load()
        if kind == "JPEG" and is_cut_short(image, data):
            raise refused("photo-truncated", name)
        icc = image.info.get("icc_profile")
        image = resized(opaque(eight_bits(image)), target)
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
    paper.paste(alpha.convert(mode), mask=alpha.getchannel("A"))
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


def cropped(image: Image.Image, focus: Focus | None) -> Image.Image:
    """The largest square around what people should see."""
    return image.crop(crop_box(*image.size, 1, focus or default_focus(*image.size)))


def save_shapes(image: Image.Image, wanted: Iterable[Shape], focus: Focus | None, rights: Rights, folder: Path) -> None:
    """Every picture of a photo from its largest, which is `image`: each from the one before it, from large to small."""
    said = rights.options()
    for group in (("photo", "mail"), ("square",)):
        source = cropped(image, focus) if group == ("square",) else image
        for shape in sorted((s for s in wanted if s.role in group), key=lambda s: -s.width):
            source = resized(source, (shape.width, shape.height))
            save(source, shape.kind, folder / shape.name, said)


def resized(image: Image.Image, size: Size) -> Image.Image:
    """The same image when that is its size.

    Bicubic: Lanczos takes half as much time again, and at equal bytes AVIF looks the same (SSIMULACRA2 within 0.3 of each other).
    """
    from PIL.Image import Resampling

    return image if image.size == size else image.resize(size, Resampling.BICUBIC)


def save(image: Image.Image, kind: Kind, file: Path, said: dict[str, bytes]) -> None:
    """`said` is what the picture says of itself."""
    from PIL import AvifImagePlugin  # noqa: F401  or Pillow imports all its plugins to find it

    image.save(file, kind, **said, **RECIPE[kind])
