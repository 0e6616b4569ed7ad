"""The photos that go: their files, copies with the same bytes, and the addresses that others still show."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from charter.model.layout import batch_slugs
from charter.model.withdrawn import MAX_PIXELS
from charter.photos import PhotoRefused, inspect
from charter.photos.likeness import Likeness, near_duplicates, read_likeness
from charter.photos.sizes import Focus, shapes
from charter.withdrawing.going import is_photo, photo_entries, value_at

_LONGEST = 65_000       # pixels of a side: of a JPEG, and of the log


class Gone(NamedTuple):
    """A file that goes. `digest` is its SHA-256 in hex; '' when it is no ordinary file, of which no picture was ever made."""

    slug: str
    file: str
    digest: str


def with_copies(folder: Path, named: Collection[tuple[str, str]]) -> list[Gone]:
    """These photos, by (slug, file), and every file of any ceremony with the same bytes; in order."""
    found = {(slug, file): _digest(folder / slug / file) for slug, file in named}
    sizes = {(folder / slug / file).lstat().st_size for (slug, file), digest in found.items() if digest}
    digests = {digest for digest in found.values() if digest}
    for slug in batch_slugs(folder) if sizes else ():
        for entry in os.scandir(folder / slug):
            # Nobody writes by hand what is as long as a photo to the byte: only these are read.
            if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_size in sizes:
                digest = _digest(Path(entry.path))
                found |= {(slug, entry.name): digest} if digest in digests else {}
    return [Gone(slug, file, digest) for (slug, file), digest in sorted(found.items())]


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def near_copies(folder: Path, going: Collection[Gone]) -> list[tuple[str, str]]:
    """Photos beside those that go, by (slug, file), that look nearly the same: somebody has to judge these."""
    gone = {(photo.slug, photo.file) for photo in going}
    found = []
    for slug in sorted({photo.slug for photo in going}):
        looks = {entry.name: look for entry in os.scandir(folder / slug) if is_photo(entry.name) and (look := _look(Path(entry.path)))}
        pairs = [pair for near in near_duplicates(looks) for pair in ((near.first, near.second), (near.second, near.first))]
        found += sorted({(slug, other) for one, other in pairs if (slug, one) in gone and (slug, other) not in gone})
    return found


def _look(path: Path) -> Likeness | None:
    with suppress(PhotoRefused):
        return read_likeness(path)
    return None


def owners_of(photo: Gone, values: Any) -> set[str]:
    """Whose the pictures of a photo may be in published.json; `values` are those of its record."""
    ids = {str(value_at(values, (*where[:2], "id"))) for where, one in photo_entries(values) if one.get("file") == photo.file and where[0] != "photos"}
    return {f"batch:{photo.slug}/{photo.file}", *(f"signatory:{id_}/{photo.file}" for id_ in ids)}


def addresses(path: Path, digest: str, published: Collection[str], own: Collection[str]) -> dict[str, tuple[int, int]]:
    """Width and height of every JPEG of a photo that was published; empty when it is no photo that can be used.

    `own` are the addresses of this name of a file. Those in other folders are of a photo that stood there before: how high
    that was nobody knows any more, so they get the proportions of today's.
    """
    try:
        _, width, height = inspect(path)
    except PhotoRefused:
        return {}
    folder = f"/images/{digest[:12]}/"
    those = [address for address in published if address.startswith(folder) or address in own]
    return {address: size for address in those if (size := _size(address, width, height))}


def all_addresses(digest: str, width: int, height: int, focus: Focus | None) -> Iterator[str]:
    """Every JPEG address that a photo may have had; for when nobody wrote down which were published."""
    yield from (f"/images/{digest[:12]}/{shape.name}" for shape in shapes(width, height, focus) if shape.kind == "jpeg")


def _size(address: str, width: int, height: int) -> tuple[int, int] | None:
    """Of `photo-960.jpg` or `square-1080-40x60.jpg`, of a photo of this width and height; an earlier focus is cut out as large."""
    found = re.fullmatch(r".*/([a-z]+)-(\d{1,5})(?:-\d+x\d+)?\.jpg", address)
    if not found or int(found[2]) == 0:
        return None
    wide = int(found[2])
    high = wide if found[1] == "square" else max(1, round(wide * height / width))
    # Not larger than the log allows: an address is what somebody wrote, and its photo was of another shape, perhaps.
    return (wide, min(high, MAX_PIXELS // wide, _LONGEST)) if wide <= _LONGEST else None
