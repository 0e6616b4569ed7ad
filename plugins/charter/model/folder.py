"""Loads a whole records folder: every file typed, every problem of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from charter import cache
from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.programme import Programme
from charter.model.reading import typed
from charter.model.types import RESERVED
from charter.problems import Bilingual, Problem
from charter.records import Record, Unreadable, Where, read
from charter.workers import Progress, share_out

INTERNAL = "internal"       # belongs to another package; this one never opens it


@dataclass
class Records:
    """What a folder says. `batches` is by slug, in order of slug; `digests` has the SHA-256 of every file by path."""

    folder: Path
    programme: Programme | None = None
    changes: tuple[Change, ...] = ()
    batches: dict[str, Batch] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unsaved: tuple[Path, str, dict] | None = field(default=None, repr=False)
    _opened: dict[str, Record] = field(default_factory=dict, repr=False)

    def record(self, path: str) -> Record:
        """The file behind a path, read again when its lines are asked for."""
        if path not in self._opened:
            self._opened[path] = read(self.folder, path)
        return self._opened[path]

    def problem(self, path: str, where: Where, rule: str, nl: str, en: str, **more: str | None) -> Problem:
        """A Problem at a field of one of the files."""
        return self.record(path).problem(where, rule, nl, en, **more)  # type: ignore[arg-type]


def batch_path(slug: str) -> str:
    """Where the record of a batch stands, relative to the records folder."""
    return f"{slug}/batch.yaml"


def load(folder: Path, cached: Path | None = None, progress: Progress | None = None) -> Records:
    """Reads all files. `cached` is a file that remembers typed records by digest (see `remember`); None reads without it.

    A folder without charter.yaml gives a Problem, not an exception. `progress` is told of the files that are not remembered.
    """
    records = Records(folder)
    _load_programme(records)
    _load_changes(records)
    _load_batches(records, cached, progress)
    return records


def _read(records: Records, path: str) -> Record | None:
    try:
        record = read(records.folder, path)
    except Unreadable as e:
        records.problems.append(e.problem)
        return None
    records.digests[path] = record.digest
    return record


def _load_programme(records: Records) -> None:
    if not (records.folder / "charter.yaml").is_file():
        records.problems.append(Problem("charter.yaml", 1, 1, "error", "file-missing", Bilingual(
            "dit bestand ontbreekt; kies de goede map met --records", "this file is missing; choose the right folder with --records")))
        return
    record = _read(records, "charter.yaml")
    if record:
        records.programme, problems = typed(record, Programme)
        records.problems += problems


def _load_changes(records: Records) -> None:
    if not (records.folder / "changes.yaml").is_file():
        return
    record = _read(records, "changes.yaml")
    if record and record.values:
        changes, problems = typed(record, tuple[Change, ...])
        records.changes = changes or ()
        records.problems += problems


def batch_slugs(folder: Path) -> list[str]:
    """The folders that hold a batch.yaml, in order."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir()
                  if path.name != INTERNAL and (path / "batch.yaml").is_file() and not path.is_symlink())


Entry = tuple[str, Batch | None, tuple[Problem, ...]]      # digest, typed record, problems
MANY = 200          # records; below, forking costs more than it saves


def _load_batches(records: Records, cached: Path | None, progress: Progress | None) -> None:
    fingerprint = _model_fingerprint() if cached else ""
    known: dict[str, Entry] = (cache.load(cached, fingerprint) or {}) if cached else {}
    slugs = batch_slugs(records.folder)
    data = {batch_path(slug): (records.folder / batch_path(slug)).read_bytes() for slug in slugs}
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
    records.problems += _slug_problems(slugs)
    if cached and (new or len(fresh) != len(known)):
        records.unsaved = cached, fingerprint, fresh


def remember(records: Records) -> None:
    """Keeps the typed records that `load` had to read, in the file that it was given."""
    if records.unsaved:
        cache.save(*records.unsaved)
        records.unsaved = None


def load_batch(folder: Path, path: str, data: bytes, digest: str) -> Entry:
    """One batch from its bytes."""
    try:
        record = read(folder, path, data)
    except Unreadable as e:
        return digest, None, (e.problem,)
    return digest, *typed(record, Batch)


def _slug_problems(slugs: Iterable[str]) -> list[Problem]:
    bad = [s for s in slugs if s in RESERVED or not all(c.isascii() and ((c.isalnum() and not c.isupper()) or c == "-") for c in s)]
    return [Problem(batch_path(slug), 1, 1, "error", "slug", Bilingual(
        f"de map `{slug}` wordt een webadres: gebruik alleen kleine letters zonder accent, cijfers en streepjes",
        f"the folder `{slug}` becomes a web address: use only lower-case letters without accents, digits and hyphens"))
        for slug in bad]


def _model_fingerprint() -> str:
    """The code and libraries that make typed records: another version reads again."""
    import pydantic
    here = Path(__file__).parent
    return cache.fingerprint_of([*sorted(here.glob("*.py")), here.parent / "records.py"], pydantic.VERSION)
