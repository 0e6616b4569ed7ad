"""The schema of withdrawn.json: who and what was withdrawn, as hashes, and the addresses where a neutral picture stays."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from charter.language import name_key
from charter.problems import Bilingual, Problem

WITHDRAWN = "withdrawn.json"
MAX_BYTES = 10_000_000          # an entry takes a hundred bytes
MAX_PIXELS = 80_000_000         # of a neutral picture; no photo is larger

_ADDRESS = re.compile(r"/images/[0-9a-f]{12}/[\w-]+\.jpg", re.ASCII).fullmatch
_SALT = re.compile(r"[0-9a-f]{32}").fullmatch
_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_GUARD = 3                      # hex digits of a hash that are quick to compute


class Entry(NamedTuple):
    """One withdrawal: the day (2026-11-27), `person` or `photo`, and the hash of the name or of the photo.

    `bytes` is how large the file of a photo was, and 0 of a person: only files of that size need be hashed to know it again.
    """

    date: str
    kind: str
    hash: str
    bytes: int = 0


@dataclass(frozen=True)
class Withdrawn:
    """What was withdrawn. `images` has width and height, in pixels, of every JPEG address from the root of the site."""

    salt: str
    entries: tuple[Entry, ...]
    images: dict[str, tuple[int, int]]

    @cached_property
    def _days(self) -> dict[str, str]:
        """The last day by hash."""
        return {entry.hash: entry.date for entry in sorted(self.entries)}

    @cached_property
    def sizes(self) -> frozenset[int]:
        """In bytes, of the photos that were withdrawn."""
        return frozenset(entry.bytes for entry in self.entries if entry.bytes)

    def photo_since(self, digest: str) -> str | None:
        """The day on which a photo with this SHA-256, in hex, was withdrawn, or None."""
        return self._days.get(hash_of(self.salt, digest))

    @cached_property
    def _guards(self) -> frozenset[str]:
        return frozenset(entry.hash[:_GUARD] for entry in self.entries if entry.kind == "person")

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(address.rpartition("/")[0] for address in self.images)

    def holds(self, address: str) -> bool:
        """Whether an address lies in the folder of a photo that was withdrawn."""
        return address.rpartition("/")[0] in self._folders

    def since(self, name: str) -> str | None:
        """The day on which somebody of this name withdrew, or None."""
        quick = _guard(self.salt, name_key(name))
        return self._days.get(hash_of(self.salt, name_key(name))) if quick in self._guards else None


def hash_of(salt: str, what: str) -> str:
    """64 hex digits of the key of a name or the SHA-256 of a photo.

    A name is short, and whoever has the file can try a list of names; so each try is made slow (scrypt, some 60 ms and 16 MB). The
    first three digits are quick ones: of the ten thousand names in our records only two or three need a slow try. They let
    somebody who tries names pass over all but one in 4096 as well, and tell him nothing for certain. Neither keeps a secret
    from who already has one name in mind.
    """
    slow = hashlib.scrypt(what.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=32).hex()
    return _guard(salt, what) + slow[_GUARD:]


def _guard(salt: str, what: str) -> str:
    return hashlib.sha256(f"{salt}\0{what}".encode()).hexdigest()[:_GUARD]


def written(withdrawn: Withdrawn) -> str:
    """The text of the file: keys in order, one entry a line, so that two versions are compared at a glance."""
    def inside(entries: Iterable[str]) -> str:
        whole = ",\n".join(f"  {entry}" for entry in entries)
        return f"\n{whole}\n " if whole else ""

    images = inside(f"{json.dumps(address)}: [{width}, {height}]" for address, (width, height) in sorted(withdrawn.images.items()))
    entries = inside(json.dumps({key: value for key, value in entry._asdict().items() if value}, sort_keys=True) for entry in sorted(set(withdrawn.entries)))
    return f'{{\n "images": {{{images}}},\n "salt": "{withdrawn.salt}",\n "withdrawn": [{entries}]\n}}\n'


class _Wrong(Exception):
    """Where the file is not as it was written, as a text to look for, and what is wrong there."""

    def __init__(self, near: str, nl: str, en: str):
        self.near, self.nl, self.en = near, nl, en
        super().__init__(en)


def read_withdrawn(data: bytes) -> tuple[Withdrawn | None, list[Problem]]:
    """The file from its bytes, or what is wrong with it.

    withdrawn-broken:
      nl: >-
        withdrawn.json wordt alleen door charter withdraw geschreven, en deze inhoud kan daar niet van zijn: het bestand is met de
        hand veranderd of half samengevoegd. Zet het terug uit versiebeheer. Schreven twee mensen er tegelijk in, houd dan de
        regels van allebei. Gooi het niet weg: dan verdwijnen de neutrale beelden uit nieuwsbrieven die al zijn verstuurd.
      en: >-
        withdrawn.json is only written by charter withdraw, and this cannot be from there: the file was changed by hand or merged
        halfway. Restore it from version control. If two people wrote it at once, keep the lines of both. Do not throw it
        away: the neutral pictures would vanish from newsletters that were sent.
      fails: (in withdrawn.json staat nog `<<<<<<<` van een samenvoeging in Git)
      passes: (withdrawn.json is zoals charter withdraw het schreef)
    """
    if len(data) > MAX_BYTES:
        return None, [_broken(1, 1, f"is groter dan {MAX_BYTES} bytes", f"is larger than {MAX_BYTES} bytes")]
    text = data.decode("utf-8-sig", "replace")
    try:
        return _typed(json.loads(text, object_pairs_hook=_each_once, parse_int=_number, parse_float=str)), []
    except json.JSONDecodeError as e:
        return None, [_broken(e.lineno, e.colno, "is hier geen JSON meer", "is no JSON any more from here")]
    except RecursionError:
        return None, [_broken(1, 1, "heeft te veel niveaus in elkaar", "nests too many levels")]
    except _Wrong as e:
        before = text[:max(text.find(e.near), 0)]
        return None, [_broken(before.count("\n") + 1, len(before) - before.rfind("\n"), e.nl, e.en)]


def _broken(line: int, column: int, nl: str, en: str) -> Problem:
    return Problem(WITHDRAWN, line, column, "error", "withdrawn-broken", Bilingual(
        f"dit bestand {nl}; zet het terug uit versiebeheer", f"this file {en}; restore it from version control"))


def _number(digits: str) -> int:
    """Nothing here is larger than a photo; a longer number would take long to read."""
    return int(digits) if len(digits) < 9 else -1


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if twice:
        raise _Wrong(json.dumps(twice[0]), "noemt iets twee keer", "has something twice")
    return dict(pairs)


def _typed(values: Any) -> Withdrawn:
    if not isinstance(values, dict) or set(values) != {"images", "salt", "withdrawn"}:
        raise _Wrong("", "heeft niet precies de velden images, salt, withdrawn", "does not have just the fields images, salt, withdrawn")
    salt, entries, images = values["salt"], values["withdrawn"], values["images"]
    if not isinstance(salt, str) or not _SALT(salt):
        raise _Wrong('"salt"', "heeft bij salt geen 32 tekens van charter withdraw", "has no 32 signs of charter withdraw at salt")
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise _Wrong('"withdrawn"', "heeft bij withdrawn geen lijst van dagen met hashes", "has no list of days with hashes at withdrawn")
    if not isinstance(images, dict):
        raise _Wrong('"images"', "heeft bij images geen adressen met hun maten", "has no addresses with their sizes at images")
    wrong = next((address for address, size in images.items() if not _ADDRESS(address) or not _is_size(size)), None)
    if wrong is not None:
        raise _Wrong(json.dumps(wrong), "noemt bij images iets dat geen foto van de site is", "lists something at images that is no photo of the site")
    return Withdrawn(salt, tuple(Entry(**entry) for entry in entries), {address: tuple(size) for address, size in images.items()})


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) - {"bytes"} != {"date", "kind", "hash"}:
        return False
    size = entry.get("bytes", 1)
    return (all(isinstance(entry[key], str) for key in ("date", "kind", "hash")) and bool(_DAY(entry["date"]) and _HASH(entry["hash"]))
            and entry["kind"] in ("person", "photo") and type(size) is int and size > 0)


def _is_size(size: Any) -> bool:
    return (isinstance(size, list) and len(size) == 2 and all(type(side) is int and 0 < side <= 65_000 for side in size)
            and size[0] * size[1] <= MAX_PIXELS)
