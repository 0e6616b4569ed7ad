"""Shares jobs out over two forked processes; does them here where there are few, or where fork is absent."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
Progress = Callable[[int, int], None]       # (jobs done, of how many)

WORKERS = 2         # measured on two cores; a third gains nothing there
CHUNK = 8           # jobs that a worker takes at a time


def share_out(jobs: Sequence[Job], work: Callable[[Job], Result], many: int, progress: Progress | None = None,
              meanwhile: Callable[[], None] | None = None) -> list[Result]:
    """The results in the order of the jobs. From `many` jobs on, forking costs less than it saves.

    Workers see all that this process has in memory, copy on write; only results are sent, so these must pickle.
    A worker that raises or dies stops everything with RuntimeError. `meanwhile` is done here while workers are busy.
    """
    progress = progress or (lambda done, total: None)
    meanwhile = meanwhile or (lambda: None)
    if len(jobs) < many or "fork" not in multiprocessing.get_all_start_methods():
        results = []
        for job in jobs:
            results.append(work(job))
            progress(len(results), len(jobs))
        meanwhile()
        return results
    readers = _start(jobs, work)
    meanwhile()
    return _collect(readers, len(jobs), progress)


def _start(jobs: Sequence[Job], work: Callable[[Job], Result]) -> list[Connection]:
    """Forks; each worker takes the next jobs from a shared counter and sends (where they start, results)."""
    context = multiprocessing.get_context("fork")
    turn = context.Value("i", 0)

    def starts() -> Iterator[int]:
        while True:
            with turn.get_lock():
                start = turn.value
                turn.value += CHUNK
            if start >= len(jobs):
                return
            yield start

    def run(pipe: Connection) -> None:
        # Kept open here they would hide from a worker that its parent is gone: it would wait for ever, and hold its lock.
        for reader in readers:
            reader.close()
        try:
            for start in starts():
                pipe.send((start, [work(job) for job in jobs[start:start + CHUNK]]))
            pipe.send(None)
        except BrokenPipeError:
            return      # the parent is gone
        except BaseException:
            pipe.send(traceback.format_exc())       # the parent raises it

    gc.freeze()         # what is there now stays: a collection in a worker would copy all of it
    readers: list[Connection] = []
    for _ in range(WORKERS):
        reader, writer = context.Pipe(duplex=False)
        readers.append(reader)
        context.Process(target=run, args=(writer,), daemon=True).start()
        writer.close()
    return readers


def _collect(readers: list[Connection], total: int, progress: Progress) -> list:
    chunks: dict[int, list] = {}
    done = 0
    while readers:
        for reader in wait(readers):
            assert isinstance(reader, Connection)
            message = _receive(reader)
            if message is None:
                readers.remove(reader)
                continue
            chunks[message[0]] = message[1]
            done += len(message[1])
            progress(done, total)
    return [result for start in sorted(chunks) for result in chunks[start]]


def _receive(reader: Connection) -> tuple[int, list] | None:
    try:
        message = reader.recv()
    except EOFError:
        raise RuntimeError("a worker died before its work was done") from None
    if isinstance(message, str):
        raise RuntimeError(f"a worker stopped:\n{message}")
    return message
