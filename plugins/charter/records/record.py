"""One file of the records folder: its values, the line of every field, and what is wrong with how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from charter.problems import Bilingual, Problem
from charter.records import mending
from charter.records.doubts import Found
from charter.records.mending import Fix
from charter.records.parsing import LAYOUT, Stop, Where, marks_of, values_of

MAX_BYTES = 1_000_000


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

    def mark(self, where: Where) -> tuple[int, int]:
        """Line and column, from 1, of a field; of the nearest that holds it when it is not there."""
        if not self._marks:
            self._marks.update(marks_of(self.text))
        while where not in self._marks and where:
            where = where[:-1]
        return self._marks.get(where, (1, 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def problem(self, where: Where, rule: str, nl: str, en: str, *, level: str = "error",
                suggestion: str | None = None) -> Problem:
        """A Problem at a field of this file."""
        return Problem(self.path, *self.mark(where), level, rule, Bilingual(nl, en), suggestion)


class Unreadable(Exception):
    """A file that cannot be read as it stands.

    `problems` is what is wrong with how it is written, at least one. `mended` is the record that it would be with every
    suggestion written, so that what else is wrong can be said in the same run; None when that cannot be told.
    """

    def __init__(self, problems: Sequence[Problem], mended: Record | None = None):
        self.problems, self.mended = tuple(problems), mended
        super().__init__(self.problem.message.nl)

    @property
    def problem(self) -> Problem:
        """The first."""
        return self.problems[0]


def read(folder: Path, path: str, data: bytes | None = None) -> Record:
    """Reads one file below `folder`. Raises Unreadable."""
    data = (folder / path).read_bytes() if data is None else data
    text = decode(path, data)
    problems = _problems(path, mending.clean_lines(text, data))
    if problems:
        text = "\n".join(map(mending.cleaned, text.split("\n")))
    values, text = _read_on(path, text, problems)
    record = None if values is None else Record(path, hashlib.sha256(data).hexdigest(), text, values)
    if problems or record is None:
        raise Unreadable(problems, record)
    return record


def decode(path: str, data: bytes) -> str:
    """Bytes as text with line feeds. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable([Problem(path, 1, 1, "error", "file-too-big", Bilingual(
            f"dit bestand is groter dan {MAX_BYTES} bytes; splits het", f"this file is larger than {MAX_BYTES} bytes; split it"))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = _lines(bytes(e.object[:e.start]).decode("utf-8", "replace"))
        raise Unreadable([Problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), "error", "encoding", Bilingual(
            "dit bestand is geen UTF-8; sla het op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)",
            "this file is not UTF-8; save it as UTF-8"))]) from None
    return _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problems(path: str, found: Sequence[tuple[int, Fix]]) -> list[Problem]:
    return [Problem(path, line + 1, fix.column + 1, "error", fix.mistake.rule, fix.mistake.about(fix.read), fix.line)
            for line, fix in found]


def _read_on(path: str, text: str, problems: list[Problem]) -> tuple[dict | list | None, str]:
    """The values, and the text that they were read from; `problems` grows by what is wrong.

    Where the parser stops, the line is mended as the Problem suggests and reading goes on: staff get every mistake at once.
    """
    for _ in range(_tries(text)):
        found: Found = []
        try:
            values = values_of(text, found)
        except Stop as stop:
            mendable = {line: fix.line for line, fix in reversed(found) if fix.line is not None}
            if not mendable:
                found.append(_explained(text, stop))
                mendable = {line: fix.line for line, fix in found[-1:] if fix.line is not None}
            problems += _problems(path, found)
            if not mendable:
                return None, text
            text = _with_lines(text, mendable)
        else:
            problems += _problems(path, found)
            return values, text
    return None, text


def _tries(text: str) -> int:
    """How often a file is read again to find out what is wrong: about a second in all."""
    return max(3, min(30, 1_000_000 // (len(text) + 1)))


def _with_lines(text: str, written: dict[int, str]) -> str:
    lines = text.split("\n")
    return "\n".join(written.get(number, line) for number, line in enumerate(lines))


def _explained(text: str, stop: Stop) -> tuple[int, Fix]:
    """In plain words what the parser stumbled over. A line to write is suggested when it has been seen to help."""
    lines = text.split("\n")
    last = min(stop.line, len(lines) - 1)
    tries = _tries(text) if stop.mistake is LAYOUT else 0
    for number in dict.fromkeys([last, stop.since, last - 1, *range(stop.since, last)]):
        for fix in mending.fixes(lines[number]) if tries and number >= 0 else ():
            if fix.line and _reads_further(text, stop, number, fix):
                return number, fix
            tries -= 1
    if stop.mistake is not LAYOUT:
        return last, Fix(stop.mistake, stop.column, "", None)
    number = last if lines[last].strip() else stop.since
    return number, Fix(LAYOUT, len(lines[number]) - len(lines[number].lstrip()), "", None)


def _reads_further(text: str, stop: Stop, number: int, fix: Fix) -> bool:
    """Whether reading comes past the mended value, and at least as far as before but not to the same stop."""
    line = text.split("\n")[number]
    assert fix.line is not None
    behind = len(line) - fix.column - len(fix.read)
    try:
        values_of(_with_lines(text, {number: fix.line}), [])
    except Stop as now:
        stops = (now.line, now.column)
        return now.line >= stop.line and stops != (stop.line, stop.column) and stops >= (number, len(fix.line) - behind)
    return True
