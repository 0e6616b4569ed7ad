"""New photos as lines of a record: where they belong in it, and the record with them and nothing else changed."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from charter.matching import Person
from charter.records import Record, Unreadable, Where, read
from charter.records.places import Places, Span, places_of
from charter.records.rewriting import as_value

ALT, CREDIT, NAME = "[wat is er te zien?]", "[fotograaf]", "[naam]"     # square brackets: still to be filled in
_BOM = b"\xef\xbb\xbf"
_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")       # what the parser counts as line ends
_PHOTOS = "photos"


class NewPhoto(NamedTuple):
    """What is known of a photo: `subject` and `credit` may be ''. Consent is not: only people can give it."""

    file: str
    subject: str = ""
    credit: str = ""
    people: tuple[Person, ...] = ()

    def values(self) -> dict[str, Any]:
        """As the record will say it."""
        people = [_person(person) for person in self.people] or [{"name": NAME}]
        return {"file": self.file, **({"subject": self.subject} if self.subject else {}), "alt": {"nl": ALT}, "credit": self.credit or CREDIT, "people": people}


def _person(person: Person) -> dict[str, Any]:
    organisation = {"organisation": {"id": person.id} if person.id else {"name": person.organisation}} if person.id or person.organisation else {}
    return {"name": person.name, **organisation, **({"role": {"nl": person.role}} if person.role else {})}


def block_lines(photos: Sequence[NewPhoto], margin: int) -> list[str]:
    """A list of photos as lines: a field each, and a person each."""
    lines = []
    for photo in photos:
        for number, (name, value) in enumerate(photo.values().items()):
            start = " " * margin + ("  " if number else "- ")
            lines.append(f"{start}{name}:" if name == "people" else f"{start}{name}: {flow(value)}")
            lines += [f"{' ' * (margin + 4)}- {flow(person)}" for person in value] if name == "people" else []
    return lines


def flow(value: Any) -> str:
    """A value on one line, as YAML between braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else as_value(value)


def with_photos(path: str, data: bytes, where: Where, photos: Sequence[NewPhoto]) -> bytes | None:
    """The file with more photos for the mapping at `where`: ("signatories", 3), or () for the signing itself.

    None when they do not fit in it by themselves. Raises Unreadable.
    """
    record = read(Path(), path, data)
    written = _inserted(data, *_insertion(record, where, photos))
    try:
        return written if read(Path(), path, written).values == _expected(record, where, photos) else None
    except Unreadable:
        return None


def _expected(record: Record, where: Where, photos: Sequence[NewPhoto]) -> Any:
    values: Any = copy.deepcopy(record.values)
    owner = values
    for step in where:
        owner = owner[step]
    owner[_PHOTOS] = [*owner.get(_PHOTOS, []), *(photo.values() for photo in photos)]
    return values


class _Text(NamedTuple):
    """The text as it is stored, and where its lines end: first sign of each end, and first behind it."""

    text: str
    ends: list[re.Match[str]]

    def offset(self, row: int, column: int) -> int:
        """Where a place is, counted from the start; row and column from 0."""
        return (self.ends[row - 1].end() if row else 0) + column

    def end_of(self, row: int) -> int:
        """Where a line ends."""
        return self.ends[row].start() if row < len(self.ends) else len(self.text)


def _stored(data: bytes) -> _Text:
    text = data.decode("utf-8-sig")
    return _Text(text, list(_ENDS.finditer(text)))


def _inserted(data: bytes, row: int, column: int | None, new: str) -> bytes:
    """With a text at a place; without a column at the end of the line. Lines end as the first one does."""
    stored = _stored(data)
    at = stored.end_of(row) if column is None else stored.offset(row, column)
    new = new.replace("\n", stored.ends[0][0] if stored.ends else "\n")
    return (_BOM if data.startswith(_BOM) else b"") + f"{stored.text[:at]}{new}{stored.text[at:]}".encode()


def _insertion(record: Record, where: Where, photos: Sequence[NewPhoto]) -> tuple[int, int | None, str]:
    """Row and column, from 0, and what to write there."""
    places, lines = places_of(record.text), record.text.split("\n")
    own, listed = places.values[where], places.values.get((*where, _PHOTOS))
    braces = _at(lines, own) == "{"
    items = ", ".join(flow(photo.values()) for photo in photos)
    if listed and _at(lines, listed) == "[":
        last = _last_item(places, where)
        return (last.last_row, last.end, f", {items}") if last else (listed.row, listed.start + 1, items)
    if listed and not braces:
        filled = _last_item(places, where)
        margin = listed.start if filled else own.start + 2
        row = _last_row(lines, places, (*where, _PHOTOS)) if filled else listed.row
        return row, None, "".join(f"\n{line}" for line in block_lines(photos, margin))
    if listed:
        return listed.row, listed.start, f"[{items}]"      # of an empty value between braces the place is where the next sign is
    if braces:
        last = max((span for way, span in places.values.items() if way[:-1] == where and way), key=lambda span: (span.last_row, span.end))
        return last.last_row, last.end, f",\n{' ' * (own.start + 1)}{_PHOTOS}: [{items}]"
    return _last_row(lines, places, where), None, "".join(f"\n{line}" for line in (f"{' ' * own.start}{_PHOTOS}:", *block_lines(photos, own.start + 2)))


def _at(lines: Sequence[str], span: Span) -> str:
    return lines[span.row][span.start:span.start + 1]


def _last_item(places: Places, where: Where) -> Span | None:
    spans = [span for way, span in places.values.items() if way[:-1] == (*where, _PHOTOS)]
    return max(spans, key=lambda span: (span.last_row, span.end)) if spans else None


def _last_row(lines: Sequence[str], places: Places, where: Where) -> int:
    """The last line with anything of it; what the parser calls its end is where the next thing begins."""
    return max(_row(lines, span) for way, span in _leaves(lines, places, where))


def _leaves(lines: Sequence[str], places: Places, where: Where) -> Iterator[tuple[Where, Span]]:
    """Names, and values that end where they end: no block."""
    inner = {way[:-1] for way in places.values if way}
    yield from ((way, span) for way, span in places.names.items() if way[:len(where)] == where)
    yield from ((way, span) for way, span in places.values.items() if way[:len(where)] == where and (way not in inner or _at(lines, span) in "{["))


def _row(lines: Sequence[str], span: Span) -> int:
    """A text below | ends at the start of a later line."""
    row = span.last_row - 1 if span.end == 0 and span.last_row > span.row else span.last_row
    while row > span.row and not lines[min(row, len(lines) - 1)].strip():
        row -= 1
    return row
