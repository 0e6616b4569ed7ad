"""The pictures of many photos, in a few processes."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import suppress
from pathlib import Path

from charter.photos.derivatives import PhotoJob, Picture, derive, kept, photo_key
from charter.photos.refusals import PhotoRefused, refused

LEFTOVER_AFTER = 3600  # seconds; making one picture takes less than one


Result = Picture | PhotoRefused
Pool = Callable[[int], Executor]
Progress = Callable[[int, int, Path], object]


def processes(workers: int) -> Executor:
    """Forked where that is safe, so that they share what this process has imported already."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    # Ctrl-C is for this process; it lets every worker finish the photo it is at.
    return ProcessPoolExecutor(workers, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))


def derive_all(
    jobs: Iterable[PhotoJob],
    cache: Path,
    workers: int = 2,
    progress: Progress = lambda done, total, source: None,
    pool: Pool = processes,
) -> dict[PhotoJob, Result]:
    """The pictures of every photo, or why there are none. What is in the cache needs no process.

    `progress(done, total, source)` is called for each photo that had to be made. A photo that takes its
    worker down is refused by name; the others are done all the same."""
    keys = {job: photo_key(job) for job in jobs}
    found = {key: kept(cache / key) for key in keys.values()}
    missing = {key: job for job, key in keys.items() if found[key] is None}
    made = _make_all(missing, cache, workers, progress, pool) if missing else {}
    return {job: found[key] or made[key] for job, key in keys.items()}


def _make_all(
    missing: dict[str, PhotoJob], cache: Path, workers: int, progress: Progress, pool: Pool
) -> dict[str, Result]:
    made: dict[str, Result] = {}

    def finished(key: str, result: Result) -> None:
        made[key] = result
        progress(len(made), len(missing), missing[key].source)

    _sweep(cache)
    _import_pillow()
    _in_pool(missing, cache, pool(min(workers, len(missing))), finished)
    # What a dying worker took along is done again, each alone: that names the photo that killed it.
    for key, job in missing.items():
        if key not in made:
            _in_pool({key: job}, cache, pool(1), finished)
        if key not in made:
            finished(key, refused("photo-crash", job.source.name))
    return made


def _in_pool(jobs: dict[str, PhotoJob], cache: Path, pool: Executor, finished: Callable[[str, Result], None]) -> None:
    """What is lost when a worker dies, is not `finished`."""
    futures: dict[Future[Result], str] = {}
    try:
        with suppress(BrokenExecutor):
            for key, job in jobs.items():
                futures[pool.submit(_derive_or_refusal, job, cache)] = key
        for future in as_completed(futures):
            with suppress(BrokenExecutor):
                finished(futures[future], future.result())
    finally:
        pool.shutdown(cancel_futures=True)


def _derive_or_refusal(job: PhotoJob, cache: Path) -> Result:
    try:
        return derive(job, cache)
    except PhotoRefused as refusal:
        return refusal


def _import_pillow() -> None:
    """Once, before the fork, instead of in every worker."""
    from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, TiffImagePlugin  # noqa: F401

    Image.preinit()


def _sweep(cache: Path) -> None:
    """Removes what killed workers left behind. What is young may belong to a build that runs now."""
    for leftover in cache.glob(".making-*"):
        if leftover.stat().st_mtime < time.time() - LEFTOVER_AFTER:
            shutil.rmtree(leftover, ignore_errors=True)
