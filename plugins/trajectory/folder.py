"""The folder of internal reports: never in a site, for its owner's eyes only, each file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from functools import cached_property
from pathlib import Path, PurePosixPath

from charter.problems import Bilingual
from charter.staging import MANIFEST

PUBLIC = ("output", "kits", "content", "theme")     # folders that leave this computer, or that pages are made from
WRITTEN = ".written"            # in the folder of reports: a name a line
RECORDS = "charter.yaml"        # what a folder of records holds


def refusal(folder: Path) -> Bilingual | None:
    """Why nothing internal may be written in a folder; None when it may."""
    whole, here = folder.resolve(), Path.cwd()
    # By name only below the working folder: a project may well live in somebody's folder `output`.
    named = [each for each in (whole, *whole.parents) if each.is_relative_to(here) and each != here] or [whole]
    for each in (whole, *whole.parents):
        if (each / MANIFEST).is_file() or (each in named and each.name in PUBLIC):
            return Bilingual(f"{folder} ligt in {each.name}/, en dat wordt openbaar; kies met --to een andere map",
                             f"{folder} is in {each.name}/, which becomes public; choose another folder with --to")
        if (each / RECORDS).is_file():
            return Bilingual(f"{folder} ligt tussen de records in {each.name}/; kies met --to een andere map",
                             f"{folder} is among the records in {each.name}/; choose another folder with --to")
    return None


def as_file_name(code: str) -> str:
    """A code as part of a file name."""
    return re.sub(r"[^\w-]+", "-", code)[:60]


class Folder:
    """Writes files below one folder and remembers which."""

    def __init__(self, root: Path):
        self.root = root
        self.written: list[str] = []

    @cached_property
    def _before(self) -> list[str]:
        """What earlier runs wrote here and is not taken away since: nothing else is ever removed."""
        try:
            return (self.root / WRITTEN).read_text("utf-8").splitlines()
        except OSError:
            return []

    def write(self, name: str, data: bytes) -> None:
        """One file; `name` has / between its parts. Raises ValueError for a name that leads out of the folder, and OSError."""
        parts = PurePosixPath(name).parts
        if not parts or any(part in ("..", "/") or "\\" in part or "\0" in part for part in parts):
            raise ValueError(f"no file name of ours: {name!r}")
        file = self.root.joinpath(*parts)
        if said := refusal(file.parent):        # a link on the way may lead anywhere
            raise OSError(errno.EPERM, said.nl, str(file))
        for folder in reversed(file.parents):
            folder.mkdir(exist_ok=True, mode=0o700)
        self._put(file, data)
        self.written.append(name)

    @staticmethod
    def _put(file: Path, data: bytes) -> None:
        descriptor, waiting = tempfile.mkstemp(dir=file.parent, prefix=".")      # readable by its owner alone
        try:
            with open(descriptor, "wb") as opened:
                opened.write(data)
            os.replace(waiting, file)
        finally:
            Path(waiting).unlink(missing_ok=True)

    def forget_others(self, below: str) -> None:
        """Takes away the files that an earlier run wrote below a folder, and this one did not."""
        for name in self._before:
            if name.startswith(f"{below}/") and name not in self.written and ".." not in name.split("/"):
                (self.root / name).unlink(missing_ok=True)
                with contextlib.suppress(OSError):      # not empty: other files live here
                    (self.root / name).parent.rmdir()

    def remember(self) -> None:
        """Keeps the names of what was written, for the next run."""
        there = [name for name in self._before if (self.root / name).is_file()]
        if self.written:
            self._put(self.root / WRITTEN, "".join(f"{name}\n" for name in sorted({*there, *self.written})).encode())

    def summary(self, lang: str) -> str:
        """What was written, a line each; of a folder with many how many."""
        single = [name for name in self.written if "/" not in name]
        folders = sorted({name.split("/")[0] for name in self.written if "/" in name})
        lines = [str(self.root / name) for name in single]
        for folder in folders:
            many = sum(name.startswith(f"{folder}/") for name in self.written)
            word = Bilingual("bestand" if many == 1 else "bestanden", "file" if many == 1 else "files")
            lines.append(f"{self.root / folder}/ ({many} {word(lang)})")
        return "\n".join(lines) or ("Nothing to write." if lang == "en" else "Er viel niets te schrijven.")
