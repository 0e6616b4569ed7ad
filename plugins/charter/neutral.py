"""What stands at the addresses of photos that were withdrawn: newsletters and sites of others still show them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from charter import urls
from charter.model.folder import Records
from charter.pages import OutputFile
from charter.photos.neutral import TONE, neutral_jpeg
from charter.pictures import Photos


def neutral_files(records: Records, photos: Photos) -> Iterator[OutputFile]:
    """A picture of the size that the photo had; where the site has a photo of its own, that stays."""
    there = {derivative.url_path for _, picture in photos.values() for derivative in picture.derivatives}
    for address, size in records.withdrawn.images.items() if records.withdrawn else ():
        path = address.removeprefix("/")
        if path not in there:
            yield OutputFile(urls.output_file(path), f"neutral {size} {TONE}", partial(neutral_jpeg, *size))
