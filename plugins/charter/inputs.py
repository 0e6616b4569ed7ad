"""The digest of everything that goes into a site; when it is the same, so is the site."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from charter.cache import fingerprint_of

LIBRARIES = ("pelican", "jinja2", "pyyaml", "pydantic", "pillow", "feedgen", "babel", "num2words", "cmarkgfm", "nh3",
             "css-inline", "lxml")


def files_below(folder: Path, *, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, os.DirEntry]]:
    """Every regular file below a folder with its path from there, in order. No links, no hidden ones, no `skip`."""
    def walk(at: str, prefix: str) -> Iterator[tuple[str, os.DirEntry]]:
        for entry in sorted(os.scandir(at), key=lambda e: e.name):
            if entry.name.startswith((".", "__pycache__")) or (not prefix and entry.name in skip):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name, entry

    if folder.is_dir():
        yield from walk(str(folder), "")


def code_digest(theme: Path, settings: Path) -> str:
    """Templates, static files, settings, our code and the versions of what it stands on."""
    here = Path(__file__).parent
    paths = [Path(entry.path) for folder in (here, theme) for _, entry in files_below(folder)]
    return fingerprint_of([*paths, settings], sys.version, *(f"{name} {version(name)}" for name in LIBRARIES))


def rules_digest() -> str:
    """Our code and the versions of what it stands on: another version may find other problems."""
    here = Path(__file__).parent
    return fingerprint_of([Path(entry.path) for _, entry in files_below(here)], sys.version, *(f"{name} {version(name)}" for name in LIBRARIES))


def data_digest(records: Path, content: Path | None, *, skip: frozenset[str] = frozenset()) -> str:
    """Records, but for those in `skip`, and hand-written pages by their bytes, photos by size and time stamp.

    internal/ is not looked at.
    """
    digest = hashlib.sha256()
    for folder, without in ((records, skip | {"internal"}), (content, frozenset())):
        for name, entry in files_below(folder, skip=without) if folder else ():
            digest.update(f"\0{name}\0".encode(errors="surrogateescape"))
            if name.endswith((".yaml", ".md", ".json")):
                with open(entry.path, "rb") as file:
                    digest.update(hashlib.sha256(file.read()).digest())
            else:
                found = entry.stat()
                digest.update(f"{found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()
