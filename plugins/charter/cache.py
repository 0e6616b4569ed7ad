"""Keeps values between builds, outside the output. A missing, old or broken cache is only slower."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def load(path: Path, fingerprint: str) -> Any:
    """What `save` kept under the same fingerprint, or None.

    Pickle runs code that it is told to run; only our own files are read, which are as trusted as the code.
    """
    try:
        if os.stat(path).st_uid != os.getuid():
            return None         # somebody else's, in a folder that many may write
        data = path.read_bytes()
    except OSError:
        return None
    head, _, body = data.partition(b"\n")
    if head != _head(fingerprint, body):
        return None
    gc.disable()        # many small objects at once: the collector would walk them again and again
    try:
        return pickle.loads(body)
    except Exception:
        return None
    finally:
        gc.enable()


def save(path: Path, fingerprint: str, value: Any) -> None:
    """Keeps a value; whole or not at all."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(_head(fingerprint, body) + b"\n" + body)
    temporary.replace(path)


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
