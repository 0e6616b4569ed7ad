"""What YAML reads without complaint but nobody means. Events of the parser come in, Fixes come out; YAML itself stays out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from charter.records import mending
from charter.records.mending import Fix, Mistake

Found = list[tuple[int, Fix]]       # the line of each, from 0

TWICE = Mistake("duplicate-key", "`{read}` staat hier al; haal een van de twee weg", "`{read}` is already here; remove one of the two")
MARKED = Mistake("yaml-sign", "`{read}` heeft in YAML een eigen betekenis; haal het weg", "`{read}` has a meaning of its own in YAML; remove it")


class Doubts:
    """What YAML reads without complaint but nobody means: collected, with the line to write instead."""

    def __init__(self, text: str, found: Found):
        self.found, self.text = found, text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def add(self, mistake: Mistake, at: tuple[int, int], read: str, write: str | None) -> None:
        """`read` stands at line and column, from 0; `write` belongs there, when all of it is on that line."""
        if len(self.found) >= mending.ENOUGH:
            return
        line = self.lines[at[0]]
        whole = write is not None and line.startswith(read, at[1])
        instead = mending.swapped(line, at[1], at[1] + len(read), write or "").rstrip() if whole else None
        self.found.append((at[0], Fix(mistake, at[1], read, instead)))

    def scalar(self, event: Any, is_name: bool) -> str:
        """The value that is meant."""
        value, at = event.value, (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        if not event.implicit[0]:       # between quotes, or a block of text
            sign = mending.hidden(value) if event.style == '"' else None
            if sign:
                self.add(mending.HIDDEN, at, f"U+{ord(sign[0]):04X}", None)
            return value
        behind = self.lines[end[0]][end[1]:] if end[0] < len(self.lines) else ""
        if is_name:
            return self._name(value, at)
        if re.match(" #" if value else " ?#", behind):
            return self._remark(value, at, end, behind)
        bare = mending.in_curly_quotes(value)
        if bare is not None:
            self.add(mending.CURLY, at, value, mending.in_quotes(bare))
        return value if bare is None else bare

    def _name(self, value: str, at: tuple[int, int]) -> str:
        if "\xa0" not in value:
            return value
        meant = value.replace("\xa0", "").strip()
        self.add(mending.HARD_SPACE, at, value, meant)
        return meant

    def _remark(self, value: str, at: tuple[int, int], end: tuple[int, int], behind: str) -> str:
        if at[0] != end[0]:
            self.add(mending.COMMENT, at, value, None)
            return value
        if not value:
            at = (end[0], end[1] + behind.index("#"))
        read = mending.rest(self.lines[at[0]], at[1])
        if re.match(r"\d{4}-\d\d-\d\d( |$)|(true|false)$", value):      # no text, so a remark
            self.add(mending.COMMENT, at, read, read.replace(" #", "  #", 1))
            return value
        self.add(mending.COMMENT, at, read, mending.in_quotes(read))
        return read

    def marked(self, event: Any, is_name: bool) -> str:
        """A word that begins with &, * or !: the word itself."""
        at = (event.start_mark.line, event.start_mark.column)
        if is_name:
            self.block_marked(event)
            return getattr(event, "value", "*")
        read = mending.rest(self.lines[at[0]], at[1])
        self.add(mending.SIGN, at, read, mending.in_quotes(read))
        return read

    def block_marked(self, event: Any) -> None:
        """Fields or a list behind an anchor or a tag."""
        at = (event.start_mark.line, event.start_mark.column)
        sign = re.match(r"\S+ *", self.lines[at[0]][at[1]:])
        self.add(MARKED, at, sign[0] if sign else "", "" if sign and sign[0][0] in "&!" else None)

    def twice(self, event: Any, name: str) -> None:
        """A name that its mapping has already."""
        self.add(TWICE, (event.start_mark.line, event.start_mark.column), name, None)

    def without_colon(self, event: Any, name: str) -> None:
        """In {nl: A, B} the B is a name without a value: a text with a comma fell apart."""
        if len(self.found) >= mending.ENOUGH:
            return
        row, column = event.start_mark.line, event.start_mark.column
        line = self.lines[row] if row < len(self.lines) else ""
        start = max(0, column - mending.LONGEST)
        before = line[start:column].rstrip()
        if not before.endswith(name):       # there is a colon, or the name began on another line
            return
        apart = re.match(r".*(?<![\w-])[A-Za-z_][\w-]*: +([^{}\[\]]*)$", before)
        alone = re.search(r"\{[^{}:]*$", before) if line[column:column + 1] == "}" else None
        if apart:
            self.add(mending.COMMA, (row, start + apart.start(1)), apart[1], mending.in_quotes(apart[1]))
        elif alone:
            self.add(mending.SIGN, (row, start + alone.start()), alone[0] + "}", mending.in_quotes(alone[0] + "}"))
        else:
            self.add(mending.COMMA, (row, start + len(before) - len(name)), name, None)


def doubtful_lines(text: str) -> set[int]:
    """The lines, from 0, where a scalar must be looked at closely; in most files none."""
    # str.find is ten times as fast here as a pattern.
    places = sorted(at for sign in (" #", "\\", "\xa0", *"“”„‟‘") for at in _places(text, sign) if sign != " #" or text[at - 1:at].strip())
    lines, line, before = set(), 0, 0
    for at in places:
        line, before = line + text.count("\n", before, at), at
        lines.add(line)
    return lines


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)
