"""What stands at the addresses of pictures that may be shown no more: newsletters and sites of others still ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from charter import checks, urls
from charter.model.folder import Records
from charter.pages import OutputFile
from charter.photos import PhotoRefused, inspect, photo_hash, shapes
from charter.photos.neutral import TONE, neutral_jpeg
from charter.photos.sizes import Focus, Size
from charter.pictures import Photos
from charter.plan import Plan
from charter.published import shows_erased
from charter.state import State


def neutral_files(plan: Plan, records: Records, state: State, photos: Photos) -> Iterator[OutputFile]:
    """A picture of the size that the photo had; where the site has a photo of its own, that stays."""
    there = {derivative.url_path for _, picture in photos.values() for derivative in picture.derivatives}
    gone = {address.removeprefix("/"): size for address, size in records.withdrawn.images.items()} if records.withdrawn else {}
    for path, size in (gone | _withheld(plan, records, state, photos)).items():
        if path not in there:
            yield OutputFile(urls.output_file(path), f"neutral {size} {TONE}", partial(neutral_jpeg, *size))


def _withheld(plan: Plan, records: Records, state: State, photos: Photos) -> dict[str, Size]:
    """JPEGs that were published for a use to which somebody on the photo has withdrawn consent since."""
    published = records.published.images if records.published else {}
    found: dict[str, Size] = {}
    for job, picture in photos.values() if published else ():
        found |= _jpegs(picture.source_hash, (picture.width, picture.height), job.focus)
    for slug, batch in state.batches.items() if published else ():
        for where, photo in checks.photos(batch):
            source = plan.records / slug / photo.file
            if (slug, photo.file) not in photos and not shows_erased(state, batch, where, photo):
                with suppress(PhotoRefused):        # then nothing was ever made of it
                    found |= _jpegs(photo_hash(source, {})[:12], inspect(source)[1:], photo.focus)
    return {path: size for path, size in found.items() if f"/{path}" in published}


def _jpegs(source_hash: str, size: Size, focus: Focus | None) -> dict[str, Size]:
    return {f"images/{source_hash}/{shape.name}": (shape.width, shape.height) for shape in shapes(*size, focus) if shape.kind == "jpeg"}
