"""One file of the records folder: its values, the line of every field, and what is wrong with how it is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from charter.problems import Bilingual, Problem
from charter.records import mending
from charter.records.decoding import MAX_BYTES, decoded, is_text, no_text, too_big
from charter.records.opening import bytes_of
from charter.records.parsing import Marks, Where
from charter.records.places import Places, Span, places_of
from charter.records.reading import Fixed, problems_of, read_on
from charter.records.rewriting import left_out, swapped

LONGEST = 5000      # characters; of a longer line nobody can read what to write


@dataclass(frozen=True)
class Record:
    """One file: its path relative to the records folder, the SHA-256 of its bytes, its text and its values.

    Every scalar is a str; an empty one is ''. `where` is the way to a field: ("signatories", 3, "seat").
    """

    path: str
    digest: str
    text: str
    values: dict | list
    _marks: dict[Where, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    _read_marks: Marks = field(default_factory=dict, repr=False, compare=False)
    _found: list[Places] = field(default_factory=list, repr=False, compare=False)      # one at most; copies of a record share it

    @property
    def _places(self) -> Places:
        if not self._found:
            self._found.append(self._look())
        return self._found[0]

    def _look(self) -> Places:
        if not self._marks:
            return places_of(self.text)
        # A head of a page is no YAML: a value is what stands behind the colon.
        starts = {where: (line - 1, re.match("[^:]*:? *", self.line(line))) for where, (line, _) in self._marks.items()}
        return Places(self._marks, {}, {where: Span(row, found.end(), row, len(self.lines[row])) for where, (row, found) in starts.items() if found})

    @property
    def fields(self) -> Collection[Where]:
        """The way to every field that is there, also to those that are empty."""
        return self._places.marks.keys()

    @cached_property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.text.split("\n")

    def mark(self, where: Where) -> tuple[int, int]:
        """Line and column, from 1, of a field; of the nearest that holds it when it is not there."""
        marks = self._read_marks or self._places.marks
        while where not in marks and where:
            where = where[:-1]
        return marks.get(where, (1, 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def with_value(self, where: Where, write: str) -> str | None:
        """The whole line with another value for a field, written as YAML; None when the value takes more than one line."""
        return self._with(self._places.values.get(where), write)

    def with_name(self, where: Where, write: str) -> str | None:
        """The whole line with another name for a field; None when it has no name of its own."""
        return self._with(self._places.names.get(where), write)

    def _with(self, span: Span | None, write: str) -> str | None:
        if span is None or span.row != span.last_row or len(self.lines[span.row]) > LONGEST:
            return None
        line = self.lines[span.row]
        behind = " " if line[span.start - 1:span.start] == ":" else ""      # a field with nothing behind its colon
        return swapped(line, span.start, span.end, behind + write).rstrip()

    def written(self, where: Where) -> str | None:
        """A value as it is written, when it is on one line."""
        span = self._places.values.get(where)
        return self.lines[span.row][span.start:span.end] if span and span.row == span.last_row else None

    def without(self, where: Where) -> str | None:
        """The whole line with a field as a remark, or taken out of its braces; None when one line cannot tell."""
        span = self._places.names.get(where)
        return left_out(self.lines, span.row, span.start) if span and len(self.lines[span.row]) <= LONGEST else None

    def problem(self, where: Where, rule: str, nl: str, en: str, *, level: str = "error",
                suggestion: str | None = None) -> Problem:
        """A Problem at a field of this file."""
        return Problem(self.path, *self.mark(where), level, rule, Bilingual(nl, en), suggestion)


class Unreadable(Exception):
    """A file that cannot be read as it stands.

    `problems` is what is wrong with how it is written, at least one. `mended` is the record that it would be with every
    suggestion written, so that what else is wrong can be said in the same run; None when that cannot be told. `partly`
    says that the record lacks lines for which nothing could be suggested: what it holds is wrong or right, but what it
    lacks may be there.
    """

    def __init__(self, problems: Sequence[Problem], mended: Record | None = None, partly: bool = False):
        self.problems, self.mended, self.partly = tuple(problems), mended, partly
        super().__init__(self.problem.message.nl)

    @property
    def problem(self) -> Problem:
        """The first."""
        return self.problems[0]


def read(folder: Path, path: str, data: bytes | None = None, *, marked: bool = False) -> Record:
    """Reads one file below `folder`. Raises Unreadable, and OSError when it is no file or may not be opened.

    `marked` notes the line of every field on the way: a fifth more time, where asking later reads the file again.
    """
    data = bytes_of(folder / path, MAX_BYTES) if data is None else data
    text, problems = _decoded(path, data)
    unseen = mending.clean_lines(text, text.encode() if problems else data)
    if unseen:
        problems += problems_of(path, unseen)
        text = "\n".join(map(mending.cleaned, text.split("\n")))
    marks: Marks | None = {} if marked else None
    found: Fixed = read_on(path, text, marks)
    record = None if found.values is None else Record(path, hashlib.sha256(data).hexdigest(), found.text, found.values)
    if problems or found.problems or record is None:
        raise Unreadable([*problems, *found.problems], record, found.partly)
    if marks:
        record._read_marks.update(marks)
    return record


def decode(path: str, data: bytes) -> str:
    """Bytes as text with line feeds. Raises Unreadable."""
    text, problems = _decoded(path, data)
    if problems:
        raise Unreadable(problems)
    return text


def _decoded(path: str, data: bytes) -> tuple[str, list[Problem]]:
    if len(data) > MAX_BYTES:
        raise Unreadable([too_big(path)])
    if not is_text(data):
        raise Unreadable([no_text(path)])
    return decoded(path, data)
