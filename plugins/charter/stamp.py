"""What the last build was made from, so that one with nothing to do is seen before anything is imported."""

from __future__ import annotations

import os
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from charter import cache
from charter.inputs import as_watched
from charter.model.published import PUBLISHED
from charter.plan import Plan
from charter.problems import Problem
from charter.staging import Written

FORMAT = "3"        # of the file; another is not read


@dataclass(frozen=True)
class Summary:
    """How a build went; `written` counts the files that changed."""

    pages: int
    photos: int
    written: int
    seconds: float
    warnings: tuple[Problem, ...] = ()

    def line(self, lang: str, output: Path) -> str:
        """One line at the end."""
        seconds = f"{self.seconds:.1f}"
        if lang == "en":
            return f"{self.pages} pages, {self.photos} photos, {self.written} files changed, {seconds} s. Look in {output / 'index.html'}"
        return (f"{self.pages} pagina's, {self.photos} foto's, {self.written} bestanden gewijzigd, {seconds.replace('.', ',')} s. "
                f"Kijk in {output / 'index.html'}")


@dataclass(frozen=True)
class Stamp:
    """What the last whole build was made from. Between two `moments` the site stays the same."""

    digest: str
    moments: tuple[datetime, ...]
    reached: int                    # how many of them lie before the build
    summary: Summary
    files: dict[str, Written]
    moment: datetime | None         # of the build; None: a preview
    recorded: bool                  # whether published.json was there, or was written after the build


def unchanged(plan: Plan) -> Summary | None:
    """The summary of the last build when this one would give the very same output, looked at without Pelican."""
    started = time.perf_counter()
    stamp = load_stamp(plan)
    if stamp is None or stamp.digest != plan.digest or lacks_published(plan, stamp) or reached(plan, stamp.moments) != stamp.reached:
        return None
    if not as_watched(plan.work) or not is_whole(plan, stamp):
        return None
    return Summary(stamp.summary.pages, stamp.summary.photos, 0, time.perf_counter() - started, stamp.summary.warnings)


def lacks_published(plan: Plan, stamp: Stamp | None) -> bool:
    """Whether published.json is gone, that the last build of this output still knew."""
    return stamp is not None and stamp.recorded and not os.path.lexists(plan.records / PUBLISHED)


def is_whole(plan: Plan, stamp: Stamp) -> bool:
    """Whether the output is finished and every file lies there as the build left it."""
    target = plan.target
    return (bool(target.published()) and not target.unfinished()
            and all(target.look(path) == (w.size, w.mtime) for path, w in stamp.files.items()))


def reached(plan: Plan, moments: Sequence[datetime]) -> int:
    """How many of the moments lie before the build."""
    return bisect_right(moments, plan.now if plan.moment is None else plan.moment)


def written_before(plan: Plan) -> dict[str, Written]:
    """How the files of the last build lay on disk, by path."""
    stamp = load_stamp(plan)
    return stamp.files if stamp else {}


def save_stamp(plan: Plan, stamp: Stamp) -> None:
    """Keeps it for the next build."""
    cache.save(_path(plan), FORMAT, stamp)


def _path(plan: Plan) -> Path:
    return plan.work / "stamp.cache"


def load_stamp(plan: Plan) -> Stamp | None:
    """Of the last whole build, or None when there was none."""
    found = cache.load(_path(plan), FORMAT)
    return found if isinstance(found, Stamp) else None
