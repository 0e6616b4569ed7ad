"""Where records stand in their folder, and what looks like one but stands elsewhere."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from charter.model import files
from charter.model.types import RESERVED
from charter.problems import Problem

INTERNAL = "internal"       # belongs to another package; this one never opens it


def batch_path(slug: str) -> str:
    """Where the record of a batch stands, relative to the records folder."""
    return f"{slug}/batch.yaml"


def batch_slugs(folder: Path) -> list[str]:
    """The folders that hold a batch.yaml, in order."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir()
                  if path.name != INTERNAL and os.path.lexists(path / "batch.yaml") and not path.is_symlink())


def slug_problems(slugs: Iterable[str]) -> list[Problem]:
    """Folders whose names cannot be addresses."""
    bad = [s for s in slugs if s in RESERVED or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", s)]
    return [files.slug(batch_path(name), name) for name in bad]


def not_read(folder: Path, slugs: set[str]) -> Iterator[Problem]:
    """What looks like a record but is not read: a slip in a name must not lose a ceremony without a word."""
    for entry in os.scandir(folder):
        name = entry.name
        if name.startswith(".") or name in (INTERNAL, "charter.yaml", "changes.yaml", *slugs):
            continue
        is_folder = os.path.isdir(entry.path)       # entry.is_dir() raises for a link to itself
        if entry.is_symlink() and is_folder:
            yield files.no_file(batch_path(name), "deze map is een verwijzing; zet hier de map zelf",
                           "this folder is a link; put the folder itself here")
        elif is_folder and not os.access(entry.path, os.R_OK | os.X_OK):
            yield files.file_closed(batch_path(name), os.strerror(errno.EACCES))
        elif is_folder and (misnamed := _misnamed(entry.path)):
            yield files.record_misnamed(f"{name}/{misnamed}", misnamed)
        elif is_folder:
            yield files.no_record(batch_path(name), "in deze map staat geen batch.yaml; er wordt niets van gelezen",
                           "this folder holds no batch.yaml; nothing of it is read")
        elif name.endswith((".yaml", ".yml")):
            yield files.no_record(name, "dit bestand wordt niet gelezen; hier horen charter.yaml en changes.yaml",
                           "this file is not read; charter.yaml and changes.yaml belong here")


def _misnamed(folder: str) -> str | None:
    """What is a record but for its name: batch.yml, Batch.yaml, batch.yaml.txt."""
    return next((entry.name for entry in sorted(os.scandir(folder), key=lambda e: e.name)
                 if re.fullmatch(r"batch\.ya?ml(\.txt)?", entry.name, re.IGNORECASE)), None)
