"""What leaves after a ceremony: its photos for the press and a package for each who signed, in a folder that is never published."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from charter.checks import photos
from charter.checks.erased import names_of, whole
from charter.checks.signed import signatures
from charter.model.changes import erased_ids
from charter.model.folder import Records
from charter.photos import PhotoJob, PhotoRefused, photo_hash, press_jpeg, press_name
from charter.published import shows_erased
from charter.records import Where
from charter.staging import MANIFEST, Target, digest_of
from charter.state import state_at
from charter.workers import Progress, share_out


class PressPhoto(NamedTuple):
    """A photo to write. `path` is below the kit's folder: of a signatory in a folder of its id."""

    path: str
    where: Where
    job: PhotoJob


class Withheld(NamedTuple):
    """A photo that the press may not have, for these people gave no consent."""

    file: str
    where: Where
    people: tuple[str, ...]


class Sorted(NamedTuple):
    """The photos of a ceremony: those for the press, and those that are not."""

    press: tuple[PressPhoto, ...]
    withheld: tuple[Withheld, ...]


def press_photos(records: Records, slug: str, today: date) -> Sorted:
    """What everyone recognisable allows the press on a day. The records have no errors, so every file can be read."""
    state = state_at(records, None)     # before publication too: a kit is ready when the article is
    batch = records.batches[slug]
    press: list[PressPhoto] = []
    withheld = []
    for where, photo in photos(batch):
        if shows_erased(state, batch, where, photo):
            continue
        if not photo.allows("press", today):
            withheld.append(Withheld(photo.file, where, tuple(photo.withheld_by("press", today))))
            continue
        source = records.folder / slug / photo.file
        job = PhotoJob(source, photo_hash(source, {}), photo.credit, photo.licence or "")
        owner = "" if where[0] == "photos" else f"{batch.signatories[int(where[1])].id}/"
        press.append(PressPhoto(_free(f"{owner}{press_name(job)}", [p.path for p in press]), where, job))
    return Sorted(tuple(press), tuple(withheld))


def _free(path: str, taken: Sequence[str]) -> str:
    """Two files whose names only differ in signs that no file name keeps get a number."""
    stem, number, found = path.removesuffix(".jpg"), 1, path
    while found in taken:
        number += 1
        found = f"{stem}-{number}.jpg"
    return found


def is_public(folder: Path) -> bool:
    """Whether a folder lies in a site, among records or among what pages are made from."""
    whole = folder.resolve()
    return any((each / MANIFEST).is_file() or (each / "charter.yaml").is_file() or (each.parent == Path.cwd() and each.name in _PUBLIC)
               for each in (whole, *whole.parents))


_PUBLIC = ("output", "content", "theme")        # in the working folder


def with_erased(folder: Path, records: Records) -> list[Path]:
    """The kits in a folder that were made before somebody in them was erased: its package is still there, or a name of it in a text of others.

    It need not have signed there: hosts and guests are named too.
    """
    ids = erased_ids(records.changes)
    gone = names_of(records, ids)
    if not gone:
        return []
    others = names_of(records, {signature.id for *_, signature in signatures(records)} - ids)
    # A longer name of another is found as that name.
    names = whole(gone | {name for name in others if any(lost in name for lost in gone)})
    return sorted({file.parent for file in folder.glob("*/*.zip") if file.stem in ids or _tells(file, gone, names)})


def _tells(file: Path, gone: Collection[str], names: re.Pattern[str]) -> bool:
    """Whether a text in a package holds a name of who is gone."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(file) as package:
        texts = [package.read(entry).decode("utf-8", "replace") for entry in package.namelist() if entry.endswith(".txt")]
        return any(found[0] in gone for text in texts for found in names.finditer(text))
    return False


def made_photos(press: Sequence[PressPhoto], progress: Progress | None = None) -> tuple[dict[PressPhoto, bytes], list[tuple[PressPhoto, PhotoRefused]]]:
    """The photos as files, and which cannot be used and why."""
    made = share_out(press, _made, 2, progress)
    refused = [(photo, result) for photo, result in zip(press, made, strict=True) if isinstance(result, PhotoRefused)]
    return {photo: data for photo, data in zip(press, made, strict=True) if isinstance(data, bytes)}, refused


def _made(photo: PressPhoto) -> bytes | PhotoRefused:
    try:
        return press_jpeg(photo.job)
    except PhotoRefused as refusal:
        return refusal


def write_kit(folder: Path, work: Path, files: Iterable[tuple[str, bytes]], keep: bool = False) -> None:
    """Puts the files in the folder, whole or not at all; what an earlier kit had and this one lacks goes, unless to `keep` it.

    One after the other, so that not all of them are in memory at once. Raises staging.NotOurs for a folder with other files, and Busy.
    """
    target = Target(folder, work)
    with target.locked():
        target.recover()
        target.begin()
        before = target.published()
        digests = {}
        for path, data in files:
            target.stage(path, data)
            digests[path] = digest_of(data)
        gone = set() if keep else set(before) - set(digests)
        kept = {path: digest for path, digest in before.items() if path not in gone}
        target.commit(kept | digests, list(digests), sorted(gone))
