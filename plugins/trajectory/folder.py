"""The folder of internal reports: never in a site, for its owner's eyes only, each file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from charter.problems import Bilingual
from charter.staging import MANIFEST

PUBLIC = ("output", "kits")     # folders that leave this computer


def refusal(folder: Path) -> Bilingual | None:
    """Why nothing internal may be written in a folder; None when it may."""
    whole = folder.resolve()
    site = next((each for each in (whole, *whole.parents) if (each / MANIFEST).is_file() or each.name in PUBLIC), None)
    if site:
        return Bilingual(f"{folder} ligt in {site.name}/, en dat wordt openbaar; kies met --to een andere map",
                         f"{folder} is in {site.name}/, which becomes public; choose another folder with --to")
    return None


class Folder:
    """Writes files below one folder and remembers which."""

    def __init__(self, root: Path):
        self.root = root
        self.written: list[str] = []

    def write(self, name: str, data: bytes) -> None:
        """One file; `name` has / between its parts. Raises ValueError for a name that leads out of the folder, and OSError."""
        parts = PurePosixPath(name).parts
        if not parts or any(part in ("..", "/") or "\\" in part or "\0" in part for part in parts):
            raise ValueError(f"no file name of ours: {name!r}")
        file = self.root.joinpath(*parts)
        for folder in reversed(file.parents):
            folder.mkdir(exist_ok=True, mode=0o700)
        descriptor, waiting = tempfile.mkstemp(dir=file.parent, prefix=".")      # readable by its owner alone
        try:
            with open(descriptor, "wb") as opened:
                opened.write(data)
            os.replace(waiting, file)
        finally:
            Path(waiting).unlink(missing_ok=True)
        self.written.append(name)

    def forget_others(self, below: str, suffixes: Collection[str]) -> None:
        """Takes away the files of ours that an earlier run made below a folder, and this one did not."""
        for file in sorted((self.root / below).rglob("*"), reverse=True):
            name = file.relative_to(self.root).as_posix()
            if file.is_file() and file.suffix in suffixes and name not in self.written:
                file.unlink()
            elif file.is_dir() and not any(file.iterdir()):
                file.rmdir()

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
