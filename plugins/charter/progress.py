"""How far the work is: bars on a terminal, a plain line a stage elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[int, int], None]     # (done, of how many)


def watched() -> bool:
    """Whether somebody watches a terminal."""
    return sys.stderr.isatty()


@contextmanager
def stage(label: str, quiet: bool = False) -> Iterator[Report]:
    """One stage of the work on stderr: how far, not how many, for what counts as one piece differs a stage.

    The plain line comes at the end, and only when there was something to do.
    """
    if quiet:
        yield lambda done, total: None
    elif watched():
        yield from _bar(label)
    else:
        last = [0]

        def note(done: int, total: int) -> None:
            last[0] = done
        yield note
        if last[0]:
            print(f"{label}: klaar", file=sys.stderr)


def _bar(label: str) -> Iterator[Report]:
    # rich costs 60 ms, which somebody who watches a terminal does not notice and a script does.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(label, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
