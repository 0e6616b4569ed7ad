"""A photo as the press gets it: large, upright, in sRGB, with its maker in its name and in its metadata."""

from __future__ import annotations

import io

from charter.photos.derivatives import PhotoJob, bytes_of_photo
from charter.photos.metadata import Rights
from charter.photos.recipe import decode
from charter.photos.sizes import PRESS_WIDTH
from charter.slugs import slugged

QUALITY = 90        # what remains when a newspaper crops and enlarges


def press_name(job: PhotoJob) -> str:
    """`groep-foto-anna-bakker.jpg`; without the maker when nobody knows."""
    stem = slugged(job.source.stem) or "foto"
    maker = slugged(Rights(job.credit).maker)
    return f"{stem}-foto-{maker}.jpg" if maker else f"{stem}.jpg"


def press_jpeg(job: PhotoJob) -> bytes:
    """PRESS_WIDTH pixels wide, or as wide as the photo is. Raises PhotoRefused."""
    image, _ = decode(bytes_of_photo(job), job.source.name, (PRESS_WIDTH,))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, **Rights(job.credit, job.licence).options())
    return file.getvalue()
