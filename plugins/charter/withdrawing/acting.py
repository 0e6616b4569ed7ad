"""Carries a withdrawal out: the log first, then records, pages and photos, then what was kept only to be quicker."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from charter.fix import Fixed
from charter.language import name_key
from charter.model.withdrawn import MAX_BYTES as MOST_WITHDRAWN
from charter.model.withdrawn import WITHDRAWN, Entry, Withdrawn, hash_of, read_withdrawn, written
from charter.problems import ProblemsFound
from charter.records import MAX_BYTES, bytes_of, write_anew
from charter.withdrawing.withdrawal import Folders, Withdrawal


def saved_meanwhile(folders: Folders, found: Withdrawal) -> list[str]:
    """The files that are no longer as they were shown."""
    return [str(file) for file, one in _files(folders, found) if bytes_of(file, MAX_BYTES) != one.before]


def _files(folders: Folders, found: Withdrawal) -> Iterator[tuple[Path, Fixed]]:
    yield from ((folders.records / one.path, one) for one in found.records)
    yield from ((Path(one.path), one) for one in found.pages)


def carry_out(folders: Folders, found: Withdrawal, today: date) -> list[Path]:
    """Does it all; the folders with kits that went along. Raises OSError that names the file, and ProblemsFound for a broken log."""
    # The log comes first: what breaks off half way is asked for again, and then the addresses of the photos are known.
    _log(folders.records, found, today)
    for one in found.records:
        write_anew(folders.records / one.path, one.after)
    for one in found.pages:
        write_anew(Path(one.path), one.after)
    for photo in found.photos:
        (folders.records / photo.slug / photo.file).unlink(missing_ok=True)
    _forget(folders, found)
    return list(_without_kits(folders, found))


def _log(records: Path, found: Withdrawal, today: date) -> None:
    file = records / WITHDRAWN
    before, problems = read_withdrawn(bytes_of(file, MOST_WITHDRAWN)) if os.path.lexists(file) else (None, [])
    if problems:
        raise ProblemsFound(problems)
    salt = before.salt if before else secrets.token_hex(16)
    day = today.isoformat()
    new = [Entry(day, "person", hash_of(salt, name_key(found.name.text)))] if found.name else []
    photos = {p.digest: (records / p.slug / p.file).stat().st_size for p in found.photos if p.digest}
    new += [Entry(day, "photo", hash_of(salt, digest), size) for digest, size in photos.items()]
    entries = {*(before.entries if before else ()), *new}
    text = written(Withdrawn(salt, tuple(entries), {**(before.images if before else {}), **found.images}))
    temporary = records / f".{WITHDRAWN}.{os.getpid()}"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)


def _forget(folders: Folders, found: Withdrawal) -> None:
    """Caches beside the records and the output. The stamp of the output stays: it says which files of it are ours."""
    beside, output = folders.records.absolute().parent / ".charter", folders.output.resolve()
    name = folders.records.absolute().name
    (beside / f"fix-{name}.cache").unlink(missing_ok=True)
    for work in (beside / f"check-{name}", output.parent / ".charter" / output.name):
        for file in work.glob("*.cache"):
            if file.name != "stamp.cache":
                file.unlink(missing_ok=True)
    for folder in ("serve/site", "serve/.charter", *(f"kit-{slug}" for slug in found.slugs)):
        shutil.rmtree(beside / folder, ignore_errors=True)
    sources = {photo.digest[:12] for photo in found.photos if photo.digest}
    for entry in (output.parent / ".charter" / "photos").glob("*/picture.json"):
        if _source(entry) in sources:
            shutil.rmtree(entry.parent, ignore_errors=True)


def _source(file: Path) -> str:
    """Of which photo the pictures in this folder are."""
    try:
        return str(json.loads(file.read_text("utf-8"))["source_hash"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _without_kits(folders: Folders, found: Withdrawal) -> Iterator[Path]:
    for slug in found.slugs:
        kit = folders.records.absolute().parent / "kits" / slug
        if kit.is_dir() and not kit.is_symlink():
            shutil.rmtree(kit)
            yield kit
