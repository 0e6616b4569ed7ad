"""Notices every save that can change the site. Never looks into internal/, which is another package's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from charter.model.layout import INTERNAL

_START = 200    # milliseconds: watching has surely begun when nothing has changed for so long
_PAUSE = 100    # milliseconds without a change after which a save is whole


@dataclass(frozen=True)
class Watched:
    """What goes into a site. `root` is the project's folder, of which only the settings and the folders named here count."""

    records: Path
    content: Path
    root: Path

    @property
    def trees(self) -> tuple[Path, ...]:
        """Folders that count with all that is in them."""
        return self.records, self.content, self.root / "theme", self.root / "plugins"

    def counts(self, path: str) -> bool:
        """Whether a change there can change the site."""
        folder, name = os.path.split(path)
        if folder == str(self.root):
            return name == "pelicanconf.py" or Path(path) in self.trees
        if folder == str(self.records) and name == INTERNAL:
            return False
        return not name.startswith((".", "__pycache__")) and not name.endswith(("~", ".swp", ".tmp"))

    def folders(self) -> set[str]:
        """Every folder to watch, each by itself."""
        found = {str(self.root)}
        for tree in self.trees:
            for folder, below, _ in os.walk(tree):
                found.add(folder)
                below[:] = [name for name in below if self.counts(os.path.join(folder, name))]
        return found

    def moved(self, watched: set[str]) -> bool:
        """Whether one of the trees has come or gone since."""
        return any(tree.is_dir() != (str(tree) in watched) for tree in self.trees)


def saves(what: Watched) -> Iterator[None]:
    """Once when watching has begun, and once after every save. Saves while the caller is busy come together after it."""
    while True:
        watched, begun = what.folders(), False
        for changes in watch(*watched, watch_filter=lambda _, path: what.counts(path), recursive=False,
                             step=_PAUSE, rust_timeout=_START, yield_on_timeout=True):
            # A folder that is new, or gone, or came back: watch anew, and build after that.
            if what.moved(watched) or any(path in watched or os.path.isdir(path) for _, path in changes):
                break
            if changes or not begun:
                begun = True
                yield
