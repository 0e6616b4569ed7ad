"""Loads a whole records folder: every file typed, every problem of every file."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_origin

from charter import cache
from charter.inputs import rules_digest
from charter.model import files
from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.layout import batch_path, batch_slugs, not_read, slug_problems
from charter.model.programme import Programme
from charter.model.published import MAX_BYTES as MOST_PUBLISHED
from charter.model.published import PUBLISHED, Published, read_published
from charter.model.reading import typed
from charter.model.withdrawn import MAX_BYTES as MOST_WITHDRAWN
from charter.model.withdrawn import WITHDRAWN, Withdrawn, read_withdrawn
from charter.problems import Problem
from charter.records import MAX_BYTES, Record, Unreadable, Where, bytes_of, read
from charter.workers import Progress, share_out

T = TypeVar("T")


@dataclass
class Records:
    """What a folder says. `batches` is by slug, in order of slug; `digests` has the SHA-256 of every file by path.

    `held` counts the batches that there are, also those that cannot be read.
    """

    folder: Path
    programme: Programme | None = None
    changes: tuple[Change, ...] = ()
    batches: dict[str, Batch] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    published: Published | None = None
    withdrawn: Withdrawn | None = None
    unsaved: tuple[Path, str, dict[str, dict], set[str]] | None = field(default=None, repr=False)
    held: int = 0
    _opened: dict[str, Record] = field(default_factory=dict, repr=False)

    def record(self, path: str) -> Record:
        """The file behind a path, read again when its lines are asked for."""
        if path not in self._opened:
            try:
                self._opened[path] = read(self.folder, path)
            except Unreadable as e:
                if e.mended is None:
                    raise
                self._opened[path] = e.mended
        return self._opened[path]

    @property
    def complete(self) -> bool:
        """Whether every record of a batch could be read."""
        return len(self.batches) == self.held

    def problem(self, path: str, where: Where, rule: str, nl: str, en: str, **more: str | None) -> Problem:
        """A Problem at a field of one of the files."""
        return self.record(path).problem(where, rule, nl, en, **more)  # type: ignore[arg-type]


def load(folder: Path, cached: Path | None = None, progress: Progress | None = None) -> Records:
    """Reads all files. `cached` is a file that remembers typed records by digest (see `remember`); None reads without it.

    A folder without charter.yaml gives a Problem, not an exception. `progress` is told of the files that are not remembered.
    """
    records = Records(folder)
    _load_programme(records)
    _load_changes(records)
    _load_published(records)
    _load_withdrawn(records)
    _load_batches(records, cached, progress)
    return records


def load_programme(folder: Path) -> tuple[Records, list[str]]:
    """All but the batches, and the slugs of the batches that there are; `load_into` reads these one by one."""
    records, slugs = Records(folder), batch_slugs(folder)
    _load_programme(records)
    _load_changes(records)
    records.held = len(slugs)
    records.problems += [*slug_problems(slugs), *not_read(folder, set(slugs))]
    return records, slugs


def load_into(records: Records, slug: str, marked: bool) -> None:
    """Reads one batch; `marked` with the line of every field."""
    path = batch_path(slug)
    data = _bytes(records, path)
    if data is not None:
        records.digests[path] = hashlib.sha256(data).hexdigest()
        batch, problems = _typed(records.folder, path, data, Batch, records._opened if marked else None)
        records.problems += problems
        if batch is not None:
            records.batches[slug] = batch


def _bytes(records: Records, path: str, most: int = MAX_BYTES) -> bytes | None:
    """What a file holds; None, and a Problem, when it is none of ours."""
    found = bytes_or_problem(records.folder, path, most)
    if isinstance(found, bytes):
        return found
    records.problems.append(found)
    return None


def bytes_or_problem(folder: Path, path: str, most: int = MAX_BYTES) -> bytes | Problem:
    """What a file holds, of a larger one a byte more than `most`; or why it is none of ours."""
    file = folder / path
    try:
        if file.is_symlink() or (file.exists() and not file.is_file()):
            return files.no_file(path, "dit is geen gewoon bestand; zet hier het bestand zelf",
                                 "this is no ordinary file; put the file itself here")
        return bytes_of(file, most)
    except FileNotFoundError:
        return files.file_missing(path)
    except OSError as e:
        return files.file_closed(path, e.strerror or type(e).__name__)


def _typed(folder: Path, path: str, data: bytes, kind: type[T],
           opened: dict[str, Record] | None = None) -> tuple[T | None, tuple[Problem, ...]]:
    """One file from its bytes. Is it written wrongly, then also what else is wrong with it as it was meant.

    `opened`, when given, gets the file with the line of every field.
    """
    record: Record | None
    found: tuple[Problem, ...] = ()
    partly = False
    try:
        record = read(folder, path, data, marked=opened is not None)
    except Unreadable as e:
        record, found, partly = e.mended, e.problems, e.partly
    if record and opened is not None:
        opened[path] = record
    if record is None or (not record.values and get_origin(kind) is tuple):     # nothing in it yet: an empty list
        return None, found
    value, more = typed(record, kind)
    if partly:      # what is missing may stand on a line that could not be read
        value, more = None, tuple(p for p in more if p.rule != "missing")
    # What a line means that was misread is not judged twice; a line with a sign too many means what it says.
    lines = {p.line for p in found if p.rule not in _READ_AS_MEANT}
    return value, (*found, *(p for p in more if p.line not in lines))


_READ_AS_MEANT = ("encoding", "hidden-sign", "tab", "hard-space")


def problems_in(folder: Path, path: str, data: bytes) -> tuple[Problem, ...]:
    """What is wrong with one file by itself, were these its bytes."""
    kinds: dict[str, Any] = {"charter.yaml": Programme, "changes.yaml": tuple[Change, ...]}
    return _typed(folder, path, data, kinds.get(path, Batch))[1]


def _load_programme(records: Records) -> None:
    data = _bytes(records, "charter.yaml")
    if data is not None:
        records.digests["charter.yaml"] = hashlib.sha256(data).hexdigest()
        records.programme, problems = _typed(records.folder, "charter.yaml", data, Programme)
        records.problems += problems


def _load_changes(records: Records) -> None:
    if not os.path.lexists(records.folder / "changes.yaml"):
        return
    data = _bytes(records, "changes.yaml")
    if data is not None:
        records.digests["changes.yaml"] = hashlib.sha256(data).hexdigest()
        changes, problems = _typed(records.folder, "changes.yaml", data, tuple[Change, ...])
        records.changes = changes or ()
        records.problems += problems


def _load_published(records: Records) -> None:
    if not os.path.lexists(records.folder / PUBLISHED):
        return
    data = _bytes(records, PUBLISHED, MOST_PUBLISHED)
    if data is not None:
        records.published, problems = read_published(data)
        records.problems += problems


def withdrawn_of(folder: Path) -> Withdrawn | None:
    """What was withdrawn, by itself; None when nothing was, or when the file is broken, which `load` tells of."""
    records = Records(folder)
    _load_withdrawn(records)
    return records.withdrawn


def _load_withdrawn(records: Records) -> None:
    if not os.path.lexists(records.folder / WITHDRAWN):
        return
    data = _bytes(records, WITHDRAWN, MOST_WITHDRAWN)
    if data is not None:
        records.withdrawn, problems = read_withdrawn(data)
        records.problems += problems


Entry = tuple[str, Batch | None, tuple[Problem, ...]]      # digest, typed record, problems
MANY = 200          # records; below, forking costs more than it saves


def _load_batches(records: Records, cached: Path | None, progress: Progress | None) -> None:
    fingerprint = rules_digest() if cached else ""
    known: dict[str, Entry] = {}
    for part in cache.load_parts(cached, fingerprint).values() if cached else ():
        known |= part
    found = {slug: _bytes(records, batch_path(slug)) for slug in batch_slugs(records.folder)}
    records.held = len(found)
    slugs = [slug for slug, content in found.items() if content is not None]
    data = {batch_path(slug): content for slug, content in found.items() if content is not None}
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in data.items()}
    new = [path for path, digest in digests.items() if path not in known or known[path][0] != digest]

    def work(path: str) -> Entry:
        return load_batch(records.folder, path, data[path], digests[path])

    made = dict(zip(new, share_out(new, work, MANY, progress), strict=True))
    fresh = {path: made.get(path) or known[path] for path in digests}
    for slug, (path, (digest, batch, problems)) in zip(slugs, fresh.items(), strict=True):
        records.digests[path] = digest
        records.problems += problems
        if batch is not None:
            records.batches[slug] = batch
    records.problems += [*slug_problems(slugs), *not_read(records.folder, set(found))]
    changed = {_part_of(path) for path in (*new, *(known.keys() - fresh.keys()))}
    if cached and changed:
        parts: dict[str, dict[str, Entry]] = {}
        for path, entry in fresh.items():
            parts.setdefault(_part_of(path), {})[path] = entry
        records.unsaved = cached, fingerprint, parts, changed


def _part_of(path: str) -> str:
    """The month, so that one record that changed does not make all be written; folders of other names stand together."""
    return path[:7] if re.fullmatch("[0-9]{4}-[0-9]{2}", path[:7]) else "other"


def remember(records: Records) -> None:
    """Keeps the typed records that `load` had to read, in the file that it was given."""
    if records.unsaved:
        cache.save_parts(*records.unsaved)
        records.unsaved = None


def load_batch(folder: Path, path: str, data: bytes, digest: str) -> Entry:
    """One batch from its bytes."""
    return digest, *_typed(folder, path, data, Batch)
