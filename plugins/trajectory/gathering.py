"""Reads all that a worklist needs: batch by batch, two processes at once, and no more is kept than is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from charter.model.folder import Records, load_into, load_programme
from charter.problems import sorted_problems
from charter.records import Where
from charter.workers import Progress, share_out
from trajectory import internal
from trajectory.free_days import FreeDays
from trajectory.internal import OFFICERS, Internal
from trajectory.rows import Keep, everything
from trajectory.worklist import Only, Worklist, merged, of_everyone, worklist

MANY = 30       # batches; below, forking costs more than it saves


class Sources:
    """Where things stand, and what is read at once: the programme, the changes, the officers."""

    def __init__(self, folder: Path, inside: Path):
        """Raises OSError for a folder that cannot be read."""
        self.inside = inside
        self.records, held = load_programme(folder)
        found = internal.files(inside)
        self.files = {path.stem: path for path in found if is_of_batch(path)}
        self.shared: Internal = internal.load(inside, [path for path in found if not is_of_batch(path)])
        self.shared.problems += map(internal.not_read, internal.others(inside))
        self.slugs = sorted({*held, *self.files})
        self._held = frozenset(held)
        self._read: dict[str, tuple[Records, Internal]] = {}

    def of(self, slug: str, marked: bool = False) -> tuple[Records, Internal]:
        """The records and the internal data of one batch, with what all batches share.

        `marked`: the lines of most fields of the public record will be asked for.
        """
        records = replace(self.records, batches={}, digests={}, problems=[])
        if slug in self._held:
            load_into(records, slug, marked)
        own = internal.load(self.inside, [self.files[slug]] if slug in self.files else [])
        own.officers = self.shared.officers
        own.records |= self.shared.records
        return records, own


    def read(self, slug: str) -> tuple[Records, Internal]:
        """The same, remembered."""
        if slug not in self._read:
            self._read[slug] = self.of(slug)
        return self._read[slug]

    def line(self, slug: str, file: str, where: Where) -> int:
        """The line of a field in one of the files of a batch, or in what all share."""
        records, own = self.read(slug)
        return (own.records.get(file) or records.record(file)).mark(where)[0]


def is_of_batch(path: Path) -> bool:
    """Whether a file holds trajectories, by its name."""
    return path.name != OFFICERS


Shape = Callable[[Worklist], Worklist]


def gather(sources: Sources, moment: datetime, free: FreeDays, *, as_of: bool, keep: Keep = everything,
           only: Only = of_everyone, shape: Shape = lambda part: part, slugs: Collection[str] | None = None,
           upcoming: bool = False, with_cases: bool = False, of_done: bool = True,
           progress: Progress | None = None) -> Worklist:
    """The worklist of all batches, or of some `slugs`. `shape` changes a part in the process that made it.

    What travels between processes costs more than what stays: `keep` few rows, or let `shape` render them.
    """
    def part(slug: str) -> Worklist:
        records, own = sources.of(slug, marked=keep is everything)
        found = worklist(records, own, moment, free, as_of=as_of, keep=keep, only=only, upcoming=upcoming,
                         with_cases=with_cases, of_done=of_done)
        return shape(replace(found, programme=None))

    wanted = [slug for slug in sources.slugs if slugs is None or slug in slugs]
    whole = merged(share_out(wanted, part, MANY, progress), sources.records.programme, moment)
    return replace(whole, problems=sorted_problems([*whole.problems, *sources.records.problems, *sources.shared.problems]))
