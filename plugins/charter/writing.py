"""Makes the files that are not there yet, with two forked workers when there are many."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from charter.pages import OutputFile
from charter.staging import Target, Written, digest_of

WORKERS = 2
MANY = 500          # files; below, forking costs more than it saves
CHUNK = 64


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: staged for the output, or found there with the very same bytes."""

    path: str
    written: Written
    staged: bool


def write(target: Target, files: Sequence[OutputFile], known: dict[str, Written],
          progress: Callable[[int, int], None]) -> tuple[dict[str, Written], list[str]]:
    """Stages what changed. Returns how every file will lie on disk, by path, and the paths that are staged."""
    kept: dict[str, Written] = {}
    todo: list[OutputFile] = []
    for file in files:
        if file.path in kept:
            raise ValueError(f"two pages at {file.path}")
        before = known.get(file.path)
        if before and before.key == file.key and target.look(file.path) == (before.size, before.mtime):
            kept[file.path] = before
        else:
            todo.append(file)
    if len({file.path for file in files}) != len(files):
        raise ValueError(f"two pages at one address: {_twice(files)}")
    made = _forked(target, todo, known, progress) if len(todo) >= MANY and _can_fork() else _serial(target, todo, known, progress)
    return kept | {m.path: m.written for m in made}, [m.path for m in made if m.staged]


def _twice(files: Sequence[OutputFile]) -> list[str]:
    seen: set[str] = set()
    return [f.path for f in files if f.path in seen or seen.add(f.path)]  # type: ignore[func-returns-value]


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def make(target: Target, file: OutputFile, before: Written | None) -> Made:
    """One file. It is staged only when its bytes differ from what lies in the output."""
    data = file.make()
    digest = digest_of(data)
    there = target.look(file.path)
    if there and there[0] == len(data):
        same = before is not None and there == (before.size, before.mtime) and before.digest == digest
        if same or (target.output / file.path).read_bytes() == data:
            return Made(file.path, Written(file.key, digest, *there), staged=False)
    target.stage(file.path, data)
    return Made(file.path, Written(file.key, digest, len(data), 0), staged=True)


def settle(target: Target, written: dict[str, Written], staged: Sequence[str]) -> dict[str, Written]:
    """After the commit: the time stamps of what was moved."""
    for path in staged:
        there = target.look(path)
        if there:
            written[path] = replace(written[path], mtime=there[1])
    return written


def _serial(target: Target, todo: Sequence[OutputFile], known: dict[str, Written], progress: Callable[[int, int], None]) -> list[Made]:
    made = []
    for file in todo:
        made.append(make(target, file, known.get(file.path)))
        if len(made) % CHUNK == 0 or len(made) == len(todo):
            progress(len(made), len(todo))
    return made


def _forked(target: Target, todo: Sequence[OutputFile], known: dict[str, Written], progress: Callable[[int, int], None]) -> list[Made]:
    """Workers take the next chunk from a shared counter and send back what they made; they share our memory, copy on write."""
    context = multiprocessing.get_context("fork")
    chunks = [todo[start:start + CHUNK] for start in range(0, len(todo), CHUNK)]
    turn = context.Value("i", 0)

    def work(pipe: Connection) -> None:
        try:
            while (mine := _next(turn)) < len(chunks):
                pipe.send([make(target, file, known.get(file.path)) for file in chunks[mine]])
            pipe.send(None)
        except BaseException:       # noqa: BLE001 - handed to the parent, which raises
            pipe.send(traceback.format_exc())

    gc.freeze()         # what is there now stays: a collection in a worker would copy all of it
    readers = []
    for _ in range(WORKERS):
        reader, writer = context.Pipe(duplex=False)
        context.Process(target=work, args=(writer,), daemon=True).start()
        writer.close()
        readers.append(reader)
    try:
        return _collect(readers, len(todo), progress)
    finally:
        gc.unfreeze()


def _next(turn: multiprocessing.Value) -> int:  # type: ignore[valid-type]
    with turn.get_lock():  # type: ignore[attr-defined]
        turn.value += 1  # type: ignore[attr-defined]
        return turn.value - 1  # type: ignore[attr-defined]


def _collect(readers: list[Connection], total: int, progress: Callable[[int, int], None]) -> list[Made]:
    made: list[Made] = []
    while readers:
        for reader in wait(readers):
            assert isinstance(reader, Connection)
            message = _receive(reader)
            if message is None:
                readers.remove(reader)
                continue
            made += message
            progress(len(made), total)
    return made


def _receive(reader: Connection) -> list[Made] | None:
    try:
        message = reader.recv()
    except EOFError:
        raise RuntimeError("a worker died before its pages were done") from None
    if isinstance(message, str):
        raise RuntimeError(f"a worker stopped:\n{message}")
    return message
