"""What the public record states in its own fields, and is therefore no secret."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from charter import cache
from charter.inputs import files_below
from charter.model.layout import batch_path, batch_slugs
from charter.records import Unreadable, read
from charter.workers import share_out
from trajectory.leaks.canaries import leaves_of
from trajectory.leaks.spelling import folded, pattern_of, squeezed
from trajectory.steps import ARTICLE, SIGNING

FIELDS = ("received", "accepted")       # as a program would name the dates of any step
MANY = 100          # records; reading ten of them takes as long as forking


class Facts(NamedTuple):
    """What one batch.yaml states: names of people and organisations, its dates (ISO), and (id, name) of who signed."""

    names: tuple[str, ...]
    dates: tuple[str, ...]
    signatories: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Public:
    """Those of all records. `dates` is by slug or by id of the signatory.

    `called` has the names of each id, `signed` the ids of each slug.
    """

    stated: frozenset[str]
    dates: dict[str, frozenset[str]] = field(default_factory=dict)
    called: dict[str, frozenset[str]] = field(default_factory=dict)
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    programme: tuple[str, ...] = ()     # every text of charter.yaml

    @cached_property
    def _squeezed(self) -> frozenset[bytes]:
        return frozenset(squeezed(folded(value).encode()) for value in self.stated)

    @cached_property
    def digests(self) -> frozenset[bytes]:
        """Of every name: what was public once and no longer is, may still stand on a page."""
        return frozenset(hashlib.sha256(name.encode()).digest()[:8] for name in self.stated)

    @cached_property
    def _on(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, days in self.dates.items():
            for day in days:
                found.setdefault(day, []).append(key)
        return found

    def explains(self, date: str) -> Iterator[str]:
        """Slugs, ids and names of those for whom a day is public: by one of these a date needs no other reason to stand there."""
        for key in self._on.get(date, ()):
            for id_ in (key, *self.signed.get(key, ())):
                yield from (id_, *self.called.get(id_, ()))

    @cached_property
    def _text(self) -> str:
        return "\n".join(map(folded, sorted(self.stated)))

    def says(self, text: str) -> bool:
        """Whether a whole note is no more than a name that is stated, or words of charter.yaml."""
        squeezed_text = squeezed(folded(text).encode())
        return squeezed_text in self._squeezed or any(squeezed_text in words for words in self._words)

    @cached_property
    def _words(self) -> list[bytes]:
        return [squeezed(folded(text).encode()) for text in self.programme]

    def states(self, text: str) -> bool:
        """Whether a field states this name or address, by itself or as part of more ("drs. Jan Smit")."""
        return text in self.stated or squeezed(folded(text).encode()) in self._squeezed or pattern_of(text).search(self._text) is not None


def facts_of(values: object) -> Facts:
    """What a record states in the fields that are for names. Prose is not among them: there a name may be a slip.

    Taken from the values as they are written: 10,000 typed records are 150 MB.
    """
    leaves = leaves_of(values)
    names = [value for where, value in leaves
             if where[-1] in ("name", "credit") or {"signs_for", "handles"} & {*where[:-1]}]
    dates = {value[:10] for where, value in leaves
             if where[0] in ("date", "publish_at", "corrections") and where[-1] in ("date", "publish_at", "at")}
    signed = [(where[1], where[-1], value) for where, value in leaves if where[0] == "signatories" and len(where) == 3]
    called = {place: value for place, field, value in signed if field == "name"}
    return Facts(tuple(dict.fromkeys(names)), tuple(sorted(dates)),
                 tuple((value, called.get(place, "")) for place, field, value in signed if field == "id"))


def public_of(records: Path, work: Path | None) -> Public:
    """Of the whole records folder. `work` is where the build keeps typed records, and where this is kept too."""
    facts = _facts(records, work)
    stated = {name for one in facts.values() for name in one.names}
    programme = values_of(records, "charter.yaml")
    stated |= set(_texts(programme.get("publisher"))) if isinstance(programme, dict) else set()
    dates = {slug: set(one.dates) for slug, one in facts.items()}
    called: dict[str, set[str]] = {}
    for one in facts.values():
        for id_, name in one.signatories:
            called.setdefault(id_, set()).add(name)
            dates.setdefault(id_, set()).update(one.dates)
    changes = values_of(records, "changes.yaml")
    for change in changes if isinstance(changes, list) else ():
        id_ = str(change.get("id"))
        dates.setdefault(id_, set()).update(value[:10] for name, value in change.items() if name in ("date", "publish_at"))
        names = set(_texts(change.get("renamed")))
        stated |= names
        called.setdefault(id_, set()).update(names)
    return Public(frozenset(stated), {key: frozenset(days) for key, days in dates.items()},
                  {id_: frozenset(names) for id_, names in called.items()},
                  {slug: tuple(id_ for id_, _ in one.signatories) for slug, one in facts.items()}, tuple(_texts(programme)))


def values_of(folder: Path, path: str, data: bytes | None = None) -> dict | list:
    """A file of the records folder as it is written; nothing when it is not there or cannot be read."""
    try:
        return read(folder, path, data).values
    except Unreadable as e:
        return e.mended.values if e.mended else {}
    except OSError:
        return {}


def labels_of(records: Path) -> dict[str, tuple[str, ...]]:
    """What each step that the public record does not prove is called: its id, its label in either language, and its fields."""
    programme = values_of(records, "charter.yaml")
    trajectory = programme.get("trajectory") if isinstance(programme, dict) else None
    steps = trajectory.get("steps") if isinstance(trajectory, dict) else None
    return {str(step["id"]): (str(step["id"]), *_texts(step.get("label")), *FIELDS)
            for step in (steps if isinstance(steps, list) else ()) if isinstance(step, dict) and step.get("id") not in (None, SIGNING, ARTICLE)}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif value:
        yield str(value)


def _facts(records: Path, work: Path | None) -> dict[str, Facts]:
    file = work / "public.cache" if work else None
    known: dict[str, tuple[str, Facts]] = (cache.load(file, _fingerprint()) or {}) if file else {}
    data = {slug: (records / batch_path(slug)).read_bytes() for slug in batch_slugs(records)}
    digests = {slug: hashlib.sha256(content).hexdigest() for slug, content in data.items()}
    new = [slug for slug, digest in digests.items() if known.get(slug, ("",))[0] != digest]
    facts = share_out(new, lambda slug: facts_of(values_of(records, batch_path(slug), data[slug])), MANY)
    made = dict(zip(new, facts, strict=True))
    entries = {slug: (digest, made[slug] if slug in made else known[slug][1]) for slug, digest in digests.items()}
    if file and entries != known:
        cache.save(file, _fingerprint(), entries)
    return {slug: facts for slug, (_, facts) in entries.items()}


def _fingerprint() -> str:
    return cache.fingerprint_of([Path(__file__)])


class Source(NamedTuple):
    """A file that the site is made from. `path` is how Problems name it; None for our own, in which nobody can mend."""

    path: str | None
    data: bytes


def sources(records: Path, folders: Iterable[Path]) -> list[Source]:
    """The texts that a public page may come from: records, then the folders for hand-written pages, theme and code."""
    batches = [batch_path(slug) for slug in batch_slugs(records)]
    found = [Source(path, (records / path).read_bytes()) for path in ("charter.yaml", "changes.yaml", *batches)
             if (records / path).is_file()]
    code = Path(cache.__file__).parent
    for folder in (*folders, code):
        for _, entry in files_below(folder):
            # The words of the demo are those of its internal files too.
            if folder == code and entry.name.startswith("demo"):
                continue
            if entry.name.endswith((".md", ".html", ".po", ".css", ".js", ".py", ".svg", ".xml", ".txt", ".json", ".yaml")):
                shown = None if folder == code else Path(os.path.relpath(entry.path, records)).as_posix()
                found.append(Source(shown, Path(entry.path).read_bytes()))
    return found
