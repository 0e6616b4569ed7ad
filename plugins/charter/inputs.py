"""The digest of everything that goes into a site; when it is the same, so is the site."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from charter.cache import fingerprint_of

LIBRARIES = ("pelican", "jinja2", "pyyaml", "pydantic", "pillow", "icalendar", "babel", "num2words", "cmarkgfm", "nh3",
             "feedgen", "css-inline", "lxml", "arabic-reshaper", "python-bidi", "regex")
EXTRAS = ("pillow-heif",)       # whether it is there decides what can be read


def entries_below(folder: Path, *, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, os.DirEntry]]:
    """Everything below a folder with its path from there, in order; a folder stands before what is in it. No hidden ones, no `skip`.

    A link is not followed, and a folder that may not be opened holds nothing.
    """
    def walk(at: str, prefix: str) -> Iterator[tuple[str, os.DirEntry]]:
        try:
            entries = sorted(os.scandir(at), key=lambda e: e.name)
        except PermissionError:
            return
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")) or (not prefix and entry.name in skip):
                continue
            yield prefix + entry.name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{prefix}{entry.name}/")

    if folder.is_dir():
        yield from walk(str(folder), "")


def files_below(folder: Path) -> Iterator[tuple[str, os.DirEntry]]:
    """Every regular file of those."""
    return ((name, entry) for name, entry in entries_below(folder) if entry.is_file(follow_symlinks=False))


@cache
def rules_digest() -> str:
    """Our code and the versions of what it stands on: another version may read other values and find other problems."""
    return fingerprint_of(_paths_below(Path(__file__).parent), sys.version, *(f"{name} {version(name)}" for name in LIBRARIES),
                          *(f"{name} {version(name)}" for name in EXTRAS if find_spec(name.replace("-", "_"))))


def code_digest(theme: Path, settings: Path) -> str:
    """Those, templates, static files and settings."""
    return fingerprint_of([*_paths_below(theme), settings], rules_digest())


def _paths_below(folder: Path) -> list[Path]:
    return [Path(entry.path) for _, entry in files_below(folder)]


def data_digest(records: Path, content: Path | None, *, skip: frozenset[str] = frozenset()) -> str:
    """Records, but for those in `skip`, and hand-written pages by their bytes, photos by size and time stamp.

    Of everything its kind and who may open it count too: a link in the place of a file is another problem than the file.
    internal/ is not looked at.
    """
    digest = hashlib.sha256()
    for folder, without in ((records, skip | {"internal"}), (content, frozenset())):
        for name, entry in entries_below(folder, skip=without) if folder else ():
            digest.update(f"\0{name}\0{_standing(name, entry)}".encode(errors="surrogateescape"))
    return digest.hexdigest()


WATCHED = "watched.json"        # in the work folder


def standing_of(paths: Iterable[Path], environment: Iterable[str]) -> str:
    """How things stand that a listener is about to look at besides the records.

    Only names, sizes and time stamps; a folder's time stamp tells when something comes or goes in it.
    """
    return json.dumps({"environment": {name: os.environ.get(name) for name in environment},
                       "files": {str(path.absolute()): _seen(str(path)) for path in paths}})


def watch(work: Path, standing: str) -> None:
    """While things stand as they did, a build with nothing to do may skip the listener."""
    work.mkdir(parents=True, exist_ok=True)
    (work / WATCHED).write_text(standing, encoding="utf-8")


def as_watched(work: Path) -> bool:
    """Whether all that was watched still stands as it did. True when nothing is."""
    try:
        state = json.loads((work / WATCHED).read_text("utf-8"))
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return (all(os.environ.get(name) == value for name, value in state["environment"].items())
            and all(_seen(path) == seen for path, seen in state["files"].items()))


def _seen(path: str) -> list[int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return [found.st_mtime_ns, 0 if stat.S_ISDIR(found.st_mode) else found.st_size]


def _standing(name: str, entry: os.DirEntry) -> str:
    """In a few words what an entry is and holds."""
    found = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(found.st_mode):
        return f"{found.st_mode:o} {os.path.isdir(entry.path)}"       # a link to a folder is another problem than one to a file
    if not name.endswith((".yaml", ".md", ".json")):
        return f"{found.st_mode:o} {found.st_size} {found.st_mtime_ns} {os.access(entry.path, os.R_OK)}"
    try:
        with open(entry.path, "rb") as file:
            return f"{found.st_mode:o} {hashlib.sha256(file.read()).hexdigest()}"
    except OSError as e:        # told by who reads it
        return f"{found.st_mode:o} {e.strerror}"
