"""Keeps values between builds, outside the output. A missing, old or broken cache is only slower."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def load(path: Path, fingerprint: str) -> Any:
    """What `save` kept under the same fingerprint, or None.

    Pickle runs code that it is told to run; only our own files are read, which are as trusted as the code.
    """
    head, _, body = _bytes(path).partition(b"\n")
    with _no_collection():
        return _opened(body) if head == _head(fingerprint, body) else None


def _bytes(path: Path) -> bytes:
    """What a file of ours holds; nothing when there is none."""
    try:
        if os.stat(path).st_uid != os.getuid():
            return b""          # somebody else's, in a folder that many may write
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Many small objects at once: the collector would walk them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _opened(body: bytes) -> Any:
    try:
        return pickle.loads(body)
    except Exception:
        return None


def save(path: Path, fingerprint: str, value: Any) -> None:
    """Keeps a value; whole or not at all."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    _write(path, [_head(fingerprint, body) + b"\n" + body])


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        file.writelines(pieces)
    temporary.replace(path)


def load_parts(path: Path, fingerprint: str) -> dict[str, Any]:
    """What `save_parts` kept under the same fingerprint, by name; a part that is broken is left out."""
    found = ((name, head, body) for name, head, body in _parts(path) if head == _head(fingerprint, body))
    with _no_collection():
        return {name: value for name, _, body in found if (value := _opened(body)) is not None}


def save_parts(path: Path, fingerprint: str, parts: Mapping[str, Any], changed: Collection[str]) -> None:
    """Keeps values by names without white space, in one file. What has not `changed` is copied from the file as it stands there."""
    held = {name: (head, body) for name, head, body in _parts(path) if name in parts and name not in changed}
    bodies = {name: pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL) for name, value in parts.items() if name not in held}
    held |= {name: (_head(fingerprint, body), body) for name, body in bodies.items()}
    _write(path, (piece for name, (head, body) in held.items() for piece in (f"{name} {len(body)} ".encode(), head, b"\n", body)))


def _parts(path: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Name, head and body, as far as they can be told apart."""
    data, at = _bytes(path), 0
    while (end := data.find(b"\n", at)) >= 0:
        name, length, head = [*data[at:end].split(b" ", 2), b"", b""][:3]
        if not length.isdigit():
            return
        at = end + 1 + int(length)
        yield name.decode("utf-8", "replace"), head, data[end + 1:at]


def _head(fingerprint: str, body: bytes) -> bytes:
    return f"{fingerprint} {hashlib.sha256(body).hexdigest()}".encode()


def fingerprint_of(paths: Iterable[Path], *words: str) -> str:
    """One digest of files' names and bytes and of some words more. Order counts; give it sorted."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        data = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
