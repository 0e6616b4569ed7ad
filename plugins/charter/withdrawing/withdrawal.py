"""All that a withdrawal changes, gathered before anybody is asked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from charter.fix import Fixed
from charter.inputs import files_below
from charter.model.folder import Records, load_into, load_programme
from charter.model.layout import batch_path, batch_slugs
from charter.model.published import MAX_BYTES as MOST_PUBLISHED
from charter.model.published import PUBLISHED, read_published
from charter.photos import PhotoRefused, inspect
from charter.problems import Problem, ProblemsFound
from charter.records import MAX_BYTES, Unreadable, bytes_of, read
from charter.staging import Target
from charter.withdrawing.going import files_with, photo_entries
from charter.withdrawing.mending import Mended, Place, is_utf8, may_hold, mended_page, mended_record, text_of
from charter.withdrawing.names import Name
from charter.withdrawing.outside import Copy, copies
from charter.withdrawing.pictures import Gone, addresses, all_addresses, near_copies, owners_of, with_copies


class Left(NamedTuple):
    """A line that stays and that somebody has to look at; `surname` when only that stands there."""

    place: Place
    text: str
    surname: bool


@dataclass(frozen=True)
class Folders:
    """Where everything stands. `content` None: there are no written pages."""

    records: Path
    content: Path | None
    output: Path


@dataclass(frozen=True)
class Withdrawal:
    """What changes and what goes. `stuck` are places that no tool can change; `left` and `copies` are for people."""

    name: Name | None
    records: tuple[Fixed, ...]
    pages: tuple[Fixed, ...]
    photos: tuple[Gone, ...]
    stuck: tuple[Place, ...]
    left: tuple[Left, ...]
    copies: tuple[Copy, ...]
    images: dict[str, tuple[int, int]]
    near: tuple[tuple[str, str], ...] = ()      # photos that stay and look nearly the same as one that goes, by (slug, file)
    asked: frozenset[tuple[str, str]] = frozenset()     # the photos to which the name leads, or the one that was asked for; others are copies
    without_copies: tuple[Fixed, ...] = ()      # the records that name a copy, when only that is cut out
    described: tuple[tuple[str, str], ...] = () # photos that stay and whose description named the person
    encoded: bool = False                       # whether one of the records that are stuck is not in UTF-8

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write and no file to remove."""
        return not (self.records or self.pages or self.photos)

    @property
    def slugs(self) -> list[str]:
        """The ceremonies that it touches."""
        paths = {one.path.removesuffix("/batch.yaml") for one in self.records if one.path.endswith("/batch.yaml")}
        return sorted(paths | {photo.slug for photo in self.photos})


def of_person(folders: Folders, name: Name, now: datetime) -> Withdrawal:
    """Everything with that name. Raises OSError, and ProblemsFound when charter.yaml or published.json cannot be read."""
    found = _files(folders.records)
    named = {(path.removesuffix("/batch.yaml"), file) for path, data in found.items() for file in _shown_on(folders.records, path, data, name)}
    return _gathered(folders, found, name, named, now)


def of_photo(folders: Folders, slug: str, file: str, now: datetime) -> Withdrawal:
    """One photo and its copies; the same may be raised."""
    return _gathered(folders, _files(folders.records), None, {(slug, file)}, now)


def _files(records: Path) -> dict[str, bytes]:
    """Every record by path; no links."""
    paths = ["charter.yaml", "changes.yaml", *map(batch_path, batch_slugs(records))]
    return {path: bytes_of(records / path, MAX_BYTES) for path in paths if (records / path).is_file() and not (records / path).is_symlink()}


def _shown_on(folder: Path, path: str, data: bytes, name: Name) -> set[str]:
    return files_with(_values(folder, path, data), name) if may_hold(data, name) else set()


def _values(folder: Path, path: str, data: bytes) -> Any:
    """None of a record that cannot be read: that is told of elsewhere."""
    with suppress(Unreadable):
        return read(folder, path, data).values
    return None


def is_in_record(records: Path, slug: str, file: str) -> bool:
    """Whether the record names this photo, also when the file itself is gone."""
    with suppress(OSError):
        values = _values(records, batch_path(slug), bytes_of(records / batch_path(slug), MAX_BYTES))
        return any(photo.get("file") == file for _, photo in photo_entries(values))
    return False


def _gathered(folders: Folders, found: dict[str, bytes], name: Name | None, named: set[tuple[str, str]], now: datetime) -> Withdrawal:
    photos = with_copies(folders.records, named)
    files = {path: {photo.file for photo in photos if batch_path(photo.slug) == path} for path in found}
    mended = {path: mended_record(folders.records, path, data, name, files[path]) for path, data in found.items()}
    pages = {str(path): mended_page(str(path), bytes_of(path, MAX_BYTES), name) for path in _pages(folders.content)} if name else {}
    # A photo whose record still names it stays: without it no site could be built.
    going = tuple(photo for photo in photos if _may_go(folders.records, photo, mended))
    changed = {path: one for path, one in mended.items() if one.changed}
    typed, _ = load_programme(folders.records)
    for path in changed:
        if path.endswith("/batch.yaml"):
            load_into(typed, path.removesuffix("/batch.yaml"), marked=False)
    return Withdrawal(
        name, tuple(one.file for one in changed.values()), tuple(one.file for one in pages.values() if one.changed), going,
        tuple(place for one in [*mended.values(), *pages.values()] for place in one.stuck),
        tuple(_left(name, {**mended, **pages})) if name else (),
        tuple(_copies(typed, going, {path for path, one in changed.items() if name and one.named}, now)), _images(folders, found, typed, going),
        tuple(near_copies(folders.records, going)), frozenset(named), tuple(_without_copies(folders.records, found, mended, photos, named)),
        tuple((path.removesuffix("/batch.yaml"), file) for path, one in mended.items() for file in one.described),
        any(one.stuck and not is_utf8(found[path]) for path, one in mended.items()))


def _without_copies(folder: Path, found: dict[str, bytes], mended: dict[str, Mended], photos: Collection[Gone],
                    named: Collection[tuple[str, str]]) -> Iterator[Fixed]:
    for path, data in found.items():
        files = {photo.file for photo in photos if batch_path(photo.slug) == path and (photo.slug, photo.file) not in named}
        if files and mended[path].whole:
            one = mended_record(folder, path, data, None, files)
            yield from [one.file] if one.changed else []


def _may_go(folder: Path, photo: Gone, mended: dict[str, Mended]) -> bool:
    record = mended.get(batch_path(photo.slug))
    return record is not None and record.whole and os.path.lexists(folder / photo.slug / photo.file)


def _pages(content: Path | None) -> Iterator[Path]:
    return (Path(entry.path) for source, entry in files_below(content) if source.endswith(".md")) if content else iter(())


def _left(name: Name, files: dict[str, Mended]) -> Iterator[Left]:
    for path, one in files.items():
        text = text_of(one.file.after)
        lines = text.splitlines()
        yield from (Left(Place(path, 1), "", False) for _ in [*name.lines_left(path)][:1])
        for number, surname in name.lines_left(text):
            if Place(path, number) not in one.stuck:
                yield Left(Place(path, number), lines[number - 1].strip(), surname)


def _copies(typed: Records, going: Collection[Gone], naming: Collection[str], now: datetime) -> Iterator[Copy]:
    """`naming` are the paths of the records whose article named the person."""
    if typed.programme:
        for slug, batch in typed.batches.items():
            files = {photo.file for photo in going if photo.slug == slug}
            yield from copies(typed.programme, slug, batch, files, batch_path(slug) in naming, now)


def _images(folders: Folders, found: dict[str, bytes], typed: Records, going: Collection[Gone]) -> dict[str, tuple[int, int]]:
    """Sizes of the JPEG addresses of these photos that were published; of all that may be when nobody wrote that down."""
    owners, there = _published(folders)
    sizes: dict[str, tuple[int, int]] = {}
    for photo in going:
        if photo.digest:
            path = batch_path(photo.slug)
            whose = owners_of(photo, _values(folders.records, path, found[path]))
            own = {address for address, owner in (owners or {}).items() if owner in whose}
            those = _possible(folders, typed, photo) if owners is None and not there else {*(owners or ()), *there}
            sizes |= addresses(folders.records / photo.slug / photo.file, photo.digest, those, own)
    return sizes


def _possible(folders: Folders, typed: Records, photo: Gone) -> set[str]:
    batch = typed.batches.get(photo.slug)
    entries = [one for one in batch.all_photos() if one.file == photo.file and one.allows("web")] if batch else []
    try:
        _, width, height = inspect(folders.records / photo.slug / photo.file)
    except PhotoRefused:
        return set()
    return {address for one in entries for address in all_addresses(photo.digest, width, height, one.focus)}


def _published(folders: Folders) -> tuple[dict[str, str] | None, set[str]]:
    """Owners by address as published.json lists them, None without it, and the addresses that stand in the output. Raises ProblemsFound."""
    file = folders.records / PUBLISHED
    before, problems = read_published(bytes_of(file, MOST_PUBLISHED)) if file.is_file() and not file.is_symlink() else (None, list[Problem]())
    if problems:
        raise ProblemsFound(problems)
    return before.images if before else None, {f"/{path}" for path in Target(folders.output, folders.output).published()}
