"""Reads the internal folder for its canaries, and remembers them so that only who has that folder can open them."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from charter import cache
from charter.workers import share_out
from trajectory.leaks.canaries import Canaries, Secret, Told, once, told_by

MANY = 100          # files; reading ten of them takes as long as forking
Sealed = tuple[bytes, bytes]


class Guard(NamedTuple):
    """The canaries of a folder, and the digest of the files that they came from."""

    canaries: Canaries
    digest: str


def guard_of(internal: Path, work: Path | None) -> Guard:
    """Reads every file below the folder, whatever it is called. Raises OSError when one cannot be read: what is not known
    cannot be looked for.
    """
    data = {path.relative_to(internal).as_posix(): path.read_bytes() for path in _below(internal)}
    file = work / "canaries.cache" if work else None
    known: dict[bytes, Sealed] = (cache.load(file, _fingerprint()) or {}) if file else {}
    keys = {name: hashlib.sha256(name.encode() + b"\0" + content).digest() for name, content in data.items()}
    sealed_at = {name: hashlib.sha256(b"at" + key).digest() for name, key in keys.items()}
    new = [name for name in data if sealed_at[name] not in known]
    made = dict(zip(new, share_out(new, lambda name: told_by(name, data[name]), MANY), strict=True))
    kept = {at: _sealed(made[name], keys[name]) if name in made else known[at] for name, at in sealed_at.items()}
    if file and (new or len(known) != len(data)):
        cache.save(file, _fingerprint(), kept)

    def opened(part: int) -> Iterator[Any]:
        for name, at in sealed_at.items():
            yield made[name][part] if name in made else _opened(kept[at][part], keys[name], part)

    secrets = (Secret(*fields) for told in opened(0) for fields in told)
    digest = hashlib.sha256(_fingerprint().encode() + b"".join(keys.values())).hexdigest()
    return Guard(Canaries(once(secrets), lambda: opened(1)), digest)


def _below(folder: Path) -> list[Path]:
    """Every file, in order. Raises OSError for a folder that cannot be opened: os.walk would pass over it."""
    def stop(error: OSError) -> None:
        raise error
    return sorted(Path(at, name) for at, _, names in os.walk(folder, onerror=stop) for name in names if Path(at, name).is_file())


def _fingerprint() -> str:
    return cache.fingerprint_of(sorted(Path(__file__).parent.glob("*.py")), sys.version)


def _sealed(told: Told, key: bytes) -> Sealed:
    """Secrets and events, each readable only with the key, which is the digest of the file that says them.

    The work folder is kept longer, and by more machines, than internal data may be: it must hold no copy of them.
    """
    def sealed(part: object, number: int) -> bytes:
        return _mixed(zlib.compress(pickle.dumps(part, protocol=pickle.HIGHEST_PROTOCOL), 1), key, number)

    return sealed(tuple(map(tuple, told.secrets)), 0), sealed(told.happened, 1)


def _opened(sealed: bytes, key: bytes, number: int) -> Any:
    return pickle.loads(zlib.decompress(_mixed(sealed, key, number)))


def _mixed(data: bytes, key: bytes, number: int) -> bytes:
    """Data and as many bytes that follow from key and number, by exclusive or; done again it undoes itself.

    No two pieces share these bytes: put together they would tell what is in them.
    """
    stream = hashlib.shake_256(b"seal%d" % number + key).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))
