"""The picture that stands where a photo was: plain, of the size that the photo had."""

from __future__ import annotations

import io

TONE = (214, 207, 198)          # a calm, warm grey


def neutral_jpeg(width: int, height: int) -> bytes:
    """A JPEG of one tone, in pixels; the same size gives the same bytes."""
    from PIL import Image, JpegImagePlugin  # noqa: F401  or Pillow imports all its plugins to find it

    data = io.BytesIO()
    Image.new("RGB", (width, height), TONE).save(data, "JPEG", quality=72, optimize=True)
    return data.getvalue()
