"""Changes a folder of files all at once: everything is staged first, then moved by rename, the manifest last.

A commit that was cut off is finished by the next `recover`; a staging that never got that far is dropped.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

MANIFEST = ".manifest"      # in the output: digest and path of every file, written last


class NotOurs(Exception):
    """The output folder holds files that no build of ours wrote."""


class Busy(Exception):
    """Another build is writing the same output."""


class Touched(Exception):
    """Somebody else wrote among the staged files: what was looked at is no longer what would be published."""


class Written(NamedTuple):      # tens of thousands go between processes: a tuple travels fastest
    """A file of the output: what it was made from, its content, and how it lies on disk."""

    key: str
    digest: str
    size: int
    mtime: int          # nanoseconds


def digest_of(data: bytes) -> str:
    """The digest of a file's content in the manifest."""
    return hashlib.sha256(data).hexdigest()[:32]


@dataclass(frozen=True)
class Target:
    """An output folder and the folder beside it where we work; both on one file system."""

    output: Path
    work: Path

    @cached_property
    def staging(self) -> Path:
        """Where new files wait, under the names they will have."""
        return self.work / "staging"

    @cached_property
    def is_new(self) -> bool:
        """Whether there is no output yet; then no file of it need be looked at."""
        return not self.output.exists()

    @property
    def _journal(self) -> Path:
        return self.work / "journal.json"

    def unfinished(self) -> bool:
        """Whether a commit was cut off."""
        return self._journal.is_file()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other builds away. Raises Busy."""
        self.work.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.stat(self.work.parent).st_uid != os.getuid():
            raise NotOurs(str(self.work.parent))        # compiled templates are read from here
        self.work.mkdir(exist_ok=True)
        with (self.work / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(str(self.output)) from None
            yield

    def recover(self) -> bool:
        """Finishes a commit that was cut off; drops what was only staged. Returns whether there was one to finish."""
        unfinished = self.unfinished()
        if unfinished:
            self._apply(json.loads(self._journal.read_text("utf-8")))
        shutil.rmtree(self.staging, ignore_errors=True)
        return unfinished

    def begin(self) -> None:
        """An empty staging folder. Raises NotOurs when the output holds files without our manifest."""
        there = self.output.exists() and (not self.output.is_dir() or any(self.output.iterdir()))
        if there and not (self.output / MANIFEST).is_file():
            raise NotOurs(str(self.output))
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)

    def published(self) -> dict[str, str]:
        """Digest by path of what the last whole build wrote."""
        try:
            lines = (self.output / MANIFEST).read_text("utf-8").splitlines()
        except OSError:
            return {}
        return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}

    def stage(self, path: str, data: bytes) -> int:
        """Puts a file in waiting and returns its time stamp, which a rename keeps.

        `path` has passed the guard of `urls.output_file`.
        """
        target = f"{self.staging}/{path}"
        folder = target.rpartition("/")[0]
        try:
            os.mkdir(folder)        # most pages are the first file of their folder: cheaper than to look
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
        with open(target, "xb", buffering=0) as file:
            file.write(data)
            return os.fstat(file.fileno()).st_mtime_ns

    def look_staged(self, staged: dict[str, Written]) -> None:
        """Raises Touched unless the staging folder holds these files and no others, as they were written."""
        found = {}
        for folder, _, names in os.walk(self.staging):
            for name in names:
                state = os.stat(f"{folder}/{name}", follow_symlinks=False)
                found[os.path.relpath(f"{folder}/{name}", self.staging)] = (state.st_size, state.st_mtime_ns)
        wrong = {(path, size, mtime) for path, (size, mtime) in found.items()} ^ {(path, w.size, w.mtime) for path, w in staged.items()}
        if wrong:
            raise Touched(", ".join(sorted({path for path, _, _ in wrong})[:5]))

    def commit(self, digests: dict[str, str], staged: list[str], stale: list[str]) -> None:
        """Moves what is staged into the output and removes what is stale."""
        manifest = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
        self.stage(MANIFEST, manifest.encode())
        if not self.output.exists() or not any(self.output.iterdir()):
            # A first build: one rename, whole or not at all.
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.staging.rename(self.output)
            return
        self._look_at_folders(staged)
        temporary = self._journal.with_suffix(".new")
        journal = {"move": [*staged, MANIFEST], "remove": stale}
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(journal, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._journal)
        self._apply(journal)

    def _look_at_folders(self, paths: list[str]) -> None:
        """Raises NotOurs where a folder must come and something else stands, or a link that leads elsewhere."""
        folders = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents}
        for folder in sorted(folders):
            target = self.output / folder
            if folder != "." and (target.is_symlink() or (target.exists() and not target.is_dir())):
                raise NotOurs(str(target))

    def drop(self) -> None:
        """Throws away what is staged."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _apply(self, journal: dict[str, list[str]]) -> None:
        """May be cut off anywhere and begun again: what has been moved is no longer in staging."""
        for path in journal["move"]:
            source, target = self.staging / path, self.output / path
            if source.is_file():
                if path == MANIFEST:
                    self._remove(journal["remove"])
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
        self._journal.unlink(missing_ok=True)
        shutil.rmtree(self.staging, ignore_errors=True)

    def _remove(self, stale: list[str]) -> None:
        for path in stale:
            target = self.output / path
            target.unlink(missing_ok=True)
            for folder in target.relative_to(self.output).parents:
                try:
                    (self.output / folder).rmdir()
                except OSError:
                    break       # not empty: other files live here

    def look(self, path: str) -> tuple[int, int] | None:
        """Size and time stamp of a file of the output, or None when it is not there."""
        try:
            found = os.stat(f"{self.output}/{path}", follow_symlinks=False)
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns
