"""Makes the files that are not there yet, or not as they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from charter.pages import OutputFile
from charter.staging import Target, Written, digest_of
from charter.workers import Progress, share_out

MANY = 60           # groups, some 500 pages

Group = Callable[[], Iterable[OutputFile]]      # files that are best made one after the other


class Made(NamedTuple):
    """A file of the new site: staged for the output, or there already with the very same bytes."""

    path: str
    written: Written
    staged: bool
    updated: datetime | None
    indexed: bool


def write(target: Target, groups: Sequence[Group], known: dict[str, Written], progress: Progress | None = None,
          meanwhile: Callable[[], None] | None = None) -> list[Made]:
    """Stages what changed; says of every file how it will lie on disk. Raises ValueError for two files at one path.

    `meanwhile` is done here while workers are busy.
    """
    def work(group: Group) -> list[Made]:
        return [_make(target, file, known.get(file.path)) for file in group()]

    made = [m for found in share_out(groups, work, MANY, progress, meanwhile) for m in found]
    twice = [path for path, count in Counter(m.path for m in made).items() if count > 1]
    if twice:
        raise ValueError(f"two pages at one address: {', '.join(twice)}")
    return made


def _make(target: Target, file: OutputFile, before: Written | None) -> Made:
    """One file. What it is made from decides whether it is made, its bytes decide whether it is staged."""
    there = None if target.is_new else target.look(file.path)
    untouched = before is not None and there == (before.size, before.mtime)
    if before and untouched and before.key == file.key:
        return Made(file.path, before, False, file.updated, file.indexed)
    data = file.make()
    digest = digest_of(data)
    if there and there[0] == len(data):
        same = before is not None and untouched and before.digest == digest
        if same or (target.output / file.path).read_bytes() == data:
            return Made(file.path, Written(file.key, digest, *there), False, file.updated, file.indexed)
    mtime = target.stage(file.path, data)
    return Made(file.path, Written(file.key, digest, len(data), mtime), True, file.updated, file.indexed)
