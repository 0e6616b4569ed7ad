"""Holds a site to the internal folder before it is public: all that is new, and all that stays when the canaries changed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from charter import cache
from charter.problems import Problem, sorted_problems
from trajectory.leaks.deciding import Sources, leaks
from trajectory.leaks.guarding import Guard, guard_of
from trajectory.leaks.telling import problems_of


def verify(folder: Path, where: Sources, paths: Sequence[str] | None = None) -> list[Problem]:
    """What is internal in the files below a folder, or in some of them. Raises OSError for a file that cannot be read."""
    return _verified(folder, folder, guard_of(where.internal, where.work), where, paths)


def _verified(folder: Path, shown: Path, guard: Guard, where: Sources, paths: Sequence[str] | None) -> list[Problem]:
    found = leaks(folder, list(files_below(folder)) if paths is None else paths, guard.canaries, where)
    way = Path(os.path.relpath(shown.absolute(), where.records.absolute())).as_posix()
    return list(sorted_problems(problems_of(found, where, way))) if found else []


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, hidden ones too, in order."""
    def walk(at: str, way: str) -> Iterator[str]:
        for entry in sorted(os.scandir(at), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{way}{entry.name}/")
            elif entry.is_file():
                yield way + entry.name

    if folder.is_dir():
        yield from walk(str(folder), "")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with the files that a build writes, and with those that stood in the output already."""

    staged: list[Problem]
    older: list[Problem]


def verdict(staging: Path, output: Path, where: Sources, stays: Collection[str] | None = None) -> Verdict:
    """Looks at what is staged; and at what the output holds and keeps, when the internal data changed, or a name that was public
    then is so no longer.

    `stays` are the files of the output that the new site keeps; None when nobody knows, then all that are not staged.
    """
    guard = guard_of(where.internal, where.work)
    staged = list(files_below(staging))
    wrong = _verified(staging, output, guard, where, staged)
    older: list[Problem] = []
    then = cache.load(where.work / VERIFIED, guard.digest) if where.work else None
    if not wrong and not (isinstance(then, frozenset) and then <= where.public.digests):
        rest = sorted(set(files_below(output)).difference(staged))
        older = _verified(output, output, guard, where, [path for path in rest if stays is None or path in stays])
    if not wrong and not older and where.work and then != where.public.digests:
        cache.save(where.work / VERIFIED, guard.digest, where.public.digests)
    return Verdict(wrong, older)


VERIFIED = "verified.cache"


def forget(work: Path) -> None:
    """A build that verifies nothing may write anything: the next one that does looks at all of it."""
    (work / VERIFIED).unlink(missing_ok=True)
