"""What stands at the addresses of pictures that may be shown no more: newsletters and sites of others still ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from charter import urls
from charter.model.folder import Records
from charter.pages import OutputFile
from charter.photos import shapes
from charter.photos.neutral import TONE, neutral_jpeg
from charter.pictures import Photos


def neutral_files(records: Records, photos: Photos) -> Iterator[OutputFile]:
    """A picture of the size that the photo had; where the site has a photo of its own, that stays."""
    there = {derivative.url_path for _, picture in photos.values() for derivative in picture.derivatives}
    gone = {address.removeprefix("/"): size for address, size in records.withdrawn.images.items()} if records.withdrawn else {}
    for path, size in (gone | _withheld(records, photos)).items():
        if path not in there:
            yield OutputFile(urls.output_file(path), f"neutral {size} {TONE}", partial(neutral_jpeg, *size))


def _withheld(records: Records, photos: Photos) -> dict[str, tuple[int, int]]:
    """Pictures that were published for a use to which somebody has withdrawn consent since; the photo itself stays."""
    published = records.published.images if records.published else {}
    found = {f"images/{picture.source_hash}/{shape.name}": (shape.width, shape.height)
             for job, picture in photos.values() for shape in shapes(picture.width, picture.height, job.focus)}
    return {path: size for path, size in found.items() if f"/{path}" in published}
