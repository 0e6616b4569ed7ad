"""What must never be public, taken from the internal files: texts, and steps with their dates.

Taken from the values as they are written, not from typed records: a mistake in a file, or a field that nobody knows,
must not leave the rest of it unguarded. Computed due dates and states are in no file, and are no canaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from charter.model.numbers import parse_flag
from charter.records import Record, Unreadable, read
from trajectory.internal import FOLDER, OFFICERS
from trajectory.leaks.spelling import folded, variants
from trajectory.steps import ARTICLE, SIGNING, YEARLY

SHORTEST = 5            # letters and digits; shorter names and notes are not looked for: they stand in too many words
LEAST_FOREIGN = 3       # letters, of a script in which a name has few
LEAST_WORDS, LEAST_LENGTH = 3, 16       # of a note that nobody would write by chance
GUESSED = 12            # characters from which on a value of a file that cannot be read is looked for

Kind = str              # one of telling.KINDS
Where = tuple[str | int, ...]


class Secret(NamedTuple):
    """A text, what it is, and where it was typed: the file as reports name it, and the way to the field or the line.

    `forms` are its squeezed forms: to make them takes longer than to read them back.
    """

    kind: Kind
    text: str
    path: str
    where: Where | int
    forms: tuple[bytes, ...]


class Happened(NamedTuple):
    """A step of a signatory with one of its dates, as typed."""

    slug: str
    id: str
    step: str
    date: str


class Told(NamedTuple):
    """What one internal file says."""

    secrets: tuple[Secret, ...]
    happened: str           # a line an event: slug, id, step and date. Hundreds of thousands are kept, few are ever asked for


@dataclass(frozen=True)
class Canaries:
    """Every text once."""

    secrets: tuple[Secret, ...]
    _happened: Callable[[], Iterable[str]] = tuple      # asked for when a step stands by a date somewhere, which is rare

    def happened(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Happened]]:
        """The events of these steps on these ISO dates, by both."""
        found: dict[tuple[str, str], list[Happened]] = {}
        dates = {date for _, date in wanted}
        lines = "\n".join(filter(None, self._happened())).split("\n") if wanted else []
        for event in (Happened(*line.split("\t")) for line in lines if line[-10:] in dates):
            if (event.step, event.date) in wanted:
                found.setdefault((event.step, event.date), []).append(event)
        return found


def once(secrets: Iterable[Secret]) -> tuple[Secret, ...]:
    """A text that was typed twice counts where it stands first."""
    first: dict[str, Secret] = {}
    for secret in secrets:
        first.setdefault(secret.text.casefold(), secret)
    return tuple(first.values())


def _secret(kind: Kind, text: str, path: str, where: Where | int) -> Secret:
    return Secret(kind, text, path, where, tuple(sorted(form for form in variants(text) if len(form) >= SHORTEST)))


def is_distinctive(secret: Secret) -> bool:
    """Whether it leaks wherever it stands. Anything else counts only when it stands in no public source at all."""
    words = re.findall(r"[^\W_]+", secret.text)
    if secret.kind in ("note", "reason"):
        return len(words) >= LEAST_WORDS and len(secret.text) >= LEAST_LENGTH
    return len(words) > 1       # "Secretariaat" is a name here, and a word there


def told_by(name: str, data: bytes) -> Told:
    """What an internal file says; `name` is that of the file in its folder."""
    path = f"{FOLDER}/{name}"
    itself = _secret("file", path, path, 1)
    record: Record | None
    guessed: tuple[Secret, ...] = ()
    try:
        record = read(Path(), path, data)
    except Unreadable as e:
        record, guessed = e.mended, tuple(_guessed(path, data))
    if record is None:
        return Told((itself, *guessed), "")
    of_file = _of_officers if name == OFFICERS else _of_trajectories
    leaves = leaves_of(record.values)
    secrets = tuple(secret for secret in of_file(record, leaves) if secret.forms or foreign_word(secret.text))
    events = (event for _, event in events_of(name.partition(".")[0], record, leaves))
    return Told((itself, *secrets, *guessed), "\n".join(map("\t".join, events)))


def foreign_word(text: str) -> str:
    """The longest word of a text without any Latin letter, such as a name in Cyrillic or Chinese; empty for all others.

    Squeezed nothing is left of it: it is looked for as it is written.
    """
    words = re.findall(r"[^\W_]+", text)
    return "" if re.search("[a-z0-9]", folded(text)) or sum(map(len, words)) < LEAST_FOREIGN else max(words, key=len)


Leaves = list[tuple[Where, str]]


def leaves_of(value: object) -> Leaves:
    """Every value that is not empty, with the way to it."""
    found: Leaves = []

    def walk(inner: object, where: Where) -> None:
        if isinstance(inner, dict | list):
            for name, value in inner.items() if isinstance(inner, dict) else enumerate(inner):
                walk(value, (*where, name))
        elif inner:
            found.append((where, str(inner)))

    walk(value, ())
    return found


def _of_officers(record: Record, leaves: Leaves) -> Iterator[Secret]:
    for where, value in leaves:
        if not _is_code(where, value) and not _is_public(record.values, where[:1]):
            yield _secret("officer_email" if "@" in value else "officer", value, record.path, where)


def _of_trajectories(record: Record, leaves: Leaves) -> Iterator[Secret]:
    for where, value in leaves:
        if _is_code(where, value):
            continue
        if "contact" in where[1:]:
            if not _is_public(record.values, where[:2]):
                yield _secret("contact_email" if "@" in value else "contact", value, record.path, where)
        else:
            kind = "reason" if "reason" in where[1:] or "not_applicable" in where[1:] else "note"
            yield _secret(kind, value, record.path, where)


_CODES = ("officer", "by", "step", "year", "public")
_NUMBER = re.compile(r"[\d\s:.T/-]*")


def _is_code(where: Where, value: str) -> bool:
    """A date, a number, a flag, or a code that stands in public texts as well."""
    return where[-1] in _CODES or (not value[0].isalpha() and _NUMBER.fullmatch(value) is not None)


def _is_public(values: object, where: Where) -> bool:
    """Whether the person at this place says `public: true`."""
    for name in where:
        values = values.get(name) if isinstance(values, dict) else None
    try:
        return isinstance(values, dict) and parse_flag(values.get("public", "false"))
    except ValueError:
        return False


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def events_of(slug: str, record: Record, leaves: Leaves) -> Iterator[tuple[Where, Happened]]:
    """Dates at steps, but for those that the public record proves, and new deadlines; with the way to each."""
    for where, value in leaves:
        if len(where) < 3 or where[1] not in ("steps", "extensions") or not _DAY.fullmatch(value):
            continue
        step = str(where[2]) if where[1] == "steps" else _step_of_extension(record.values, where)
        if step not in (SIGNING, ARTICLE):
            for name in YEARLY if step in YEARLY else (step,):      # both are kept in one list
                yield where, Happened(slug, " ".join(str(where[0]).split()), " ".join(name.split()), value)


def _step_of_extension(values: object, where: Where) -> str:
    for name in where[:-1]:
        values = values[name]       # type: ignore[index]
    return str(values.get("step", "")) if isinstance(values, dict) else ""


_FIELD = re.compile(r"""\b(note|reason|name|email)\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{[,}][^,}\n]*))""")


def _guessed(path: str, data: bytes) -> Iterator[Secret]:
    """Of a file that cannot be read, what stands behind the names of fields that matter. Of its dates nothing is known."""
    kinds = {"note": "note", "reason": "reason", "name": "person", "email": "email"}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        for found in _FIELD.finditer(line):
            # A note without quotes may hold commas: both up to the comma and up to the end of the line.
            values = {found[2] or found[3] or found[4] or "", line[found.start(4):] if found[4] else ""}
            for value in sorted(v.strip(" }\"'\r") for v in values):
                if len(value) >= GUESSED:
                    yield _secret(kinds[found[1]], value, path, number)

