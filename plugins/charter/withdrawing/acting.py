"""Carries a withdrawal out, in an order in which what breaks off half way can be asked for again and then finishes."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from charter.fix import Fixed
from charter.language import name_key
from charter.model.withdrawn import MAX_BYTES as MOST_WITHDRAWN
from charter.model.withdrawn import WITHDRAWN, Entry, Withdrawn, hash_of, read_withdrawn, written
from charter.problems import ProblemsFound
from charter.records import MAX_BYTES, bytes_of, write_anew
from charter.withdrawing.leftovers import forget, without_kits
from charter.withdrawing.withdrawal import Folders, Withdrawal


def saved_meanwhile(folders: Folders, found: Withdrawal) -> list[str]:
    """The files that are no longer as they were shown."""
    return [str(file) for file, one in _files(folders, found) if bytes_of(file, MAX_BYTES) != one.before]


def _files(folders: Folders, found: Withdrawal) -> Iterator[tuple[Path, Fixed]]:
    yield from ((folders.records / one.path, one) for one in found.records)
    yield from ((Path(one.path), one) for one in found.pages)


def carry_out(folders: Folders, found: Withdrawal, today: date) -> list[Path]:
    """Does it all; the folders with kits that went along. Raises OSError that names the file, and ProblemsFound for a broken log.

    The log comes first, for only now are the addresses of the photos known. Then goes what is found by what stays a while
    longer: caches by a photo, a copy by the photo of which it is one, that photo by the record that names it.
    """
    _log(folders.records, found, today)
    forget(folders, found)
    kits = list(without_kits(folders, found))
    for one in found.without_copies:
        write_anew(folders.records / one.path, one.after)
    for photo in sorted(found.photos, key=lambda photo: (photo.slug, photo.file) in found.asked):
        (folders.records / photo.slug / photo.file).unlink(missing_ok=True)
    for file, one in _files(folders, found):
        write_anew(file, one.after)
    return kits


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
    (write_anew if before else _write_first)(file, text.encode())


def _write_first(file: Path, data: bytes) -> None:
    """A file that is not there yet, whole or not at all; who may read the folder may read it."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with open(descriptor, "wb") as opened:
            opened.write(data)
        os.chmod(name, file.parent.stat().st_mode & 0o666)
        os.replace(name, file)
    finally:
        Path(name).unlink(missing_ok=True)
