"""What was kept only to be quicker, and what was made once and is left: caches, kits, other sites."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from charter.staging import MANIFEST
from charter.withdrawing.withdrawal import Folders, Withdrawal


def forget(folders: Folders, found: Withdrawal) -> None:
    """Removes caches beside the records and the output. The stamp of an output stays: it says which files of it are ours."""
    beside, there = folders.records.absolute().parent / ".charter", folders.output.resolve().parent / ".charter"
    (beside / f"fix-{folders.records.absolute().name}.cache").unlink(missing_ok=True)
    # Of every output and every folder of records that ever stood here: each may hold what the records said.
    for work in {*_folders(beside), *_folders(there)}:
        for file in work.glob("*.cache"):
            if file.name != "stamp.cache" and not file.is_dir():
                file.unlink(missing_ok=True)
    for folder in ("serve/site", "serve/.charter", *(f"kit-{slug}" for slug in found.slugs)):
        shutil.rmtree(beside / folder, ignore_errors=True)
    _forget_pictures(there / "photos", {photo.digest[:12] for photo in found.photos if photo.digest})


def _folders(folder: Path) -> list[Path]:
    return [one for one in folder.glob("*") if one.is_dir() and not one.is_symlink()]


def _forget_pictures(photos: Path, sources: set[str]) -> None:
    """Of these photos, and whatever was being made when a build was cut off: nobody knows of which photo that is."""
    made = [entry.parent for entry in photos.glob("*/picture.json") if _source(entry) in sources]
    for folder in (*made, *photos.glob(".making-*")):
        shutil.rmtree(folder, ignore_errors=True)


def _source(file: Path) -> str:
    """Of which photo the pictures in this folder are."""
    try:
        return str(json.loads(file.read_text("utf-8"))["source_hash"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def without_kits(folders: Folders, found: Withdrawal) -> Iterator[Path]:
    """Removes the kits of these ceremonies; their folders."""
    for slug in found.slugs:
        kit = folders.records.absolute().parent / "kits" / slug
        if kit.is_dir() and not kit.is_symlink():
            shutil.rmtree(kit)
            yield kit


def other_sites(output: Path) -> list[str]:
    """Folders beside the output that hold a site of ours, made at another time or for another purpose; in order."""
    whole = output.resolve()
    names = [entry.name for entry in os.scandir(whole.parent) if entry.is_dir(follow_symlinks=False)] if whole.parent.is_dir() else []
    return sorted((output.parent / name).as_posix() for name in names
                  if name not in (whole.name, "kits") and (whole.parent / name / MANIFEST).is_file())
