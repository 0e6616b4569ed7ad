"""What YAML reads without complaint but nobody means. Events of the parser come in, Fixes come out; YAML itself stays out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from charter.records import mending, mistakes, punctuation, rewriting
from charter.records.mending import Fix
from charter.records.mistakes import Mistake
from charter.records.shape import duplicate_key

Found = list[tuple[int, Fix]]       # the line of each, from 0


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
        whole = write is not None and len(line) <= mending.LONGEST and line.startswith(read, at[1])
        self._add_line(mistake, at, read, rewriting.swapped(line, at[1], at[1] + len(read), write or "").rstrip() if whole else None)

    def _add_line(self, mistake: Mistake, at: tuple[int, int], read: str, line: str | None) -> None:
        if len(self.found) < mending.ENOUGH:
            self.found.append((at[0], Fix(mistake, at[1], read, line if line is None or len(line) <= mending.LONGEST else None)))

    def scalar(self, event: Any, is_name: bool) -> str:
        """The value that is meant."""
        value, at = event.value, (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        if not event.implicit[0]:       # between quotes, or a block of text
            self._quoted(event.style, value, at, end)
            return value
        behind = self.lines[end[0]][end[1]:] if end[0] < len(self.lines) else ""
        if is_name:
            return self._name(value, at)
        if re.match(" #" if value else " ?#", behind):
            return self._remark(value, at, end, behind)
        bare = mending.in_curly_quotes(value)
        if bare is not None:
            self.add(mistakes.curly_quotes, at, value, rewriting.in_quotes(bare))
        return value if bare is None else bare

    def _quoted(self, style: str, value: str, at: tuple[int, int], end: tuple[int, int]) -> None:
        sign = mending.hidden(value) if style == '"' else None
        if sign:
            line = self.lines[at[0]]
            write = rewriting.in_quotes("\n".join(map(mending.cleaned, value.split("\n"))))
            self._add_line(mistakes.hidden_sign, at, f"U+{ord(sign[0]):04X}", rewriting.swapped(line, at[1], end[1], write) if at[0] == end[0] else None)

    def ran_on(self, event: Any) -> None:
        """A text between quotes over several lines, of which some look like fields: its first line was never closed."""
        at = (event.start_mark.line, event.start_mark.column)
        if event.style in ("'", '"') and at[0] != event.end_mark.line and self._holds_fields(at[0], event.end_mark.line):
            read = rewriting.rest(self.lines[at[0]], at[1])
            self.add(mistakes.quotes, at, read, rewriting.closed(read))

    def _holds_fields(self, row: int, last: int) -> bool:
        """Whether a text between quotes over several lines ran on over fields: these begin no further to the right."""
        margin = re.match(r" *(?:- +)*", self.lines[row])
        assert margin
        return any(re.match(rf" {{0,{margin.end()}}}(?:- +)*[a-z_]+:(?: |$)", line) for line in self.lines[row + 1:min(last, row + 50) + 1])

    def _name(self, value: str, at: tuple[int, int]) -> str:
        if "\xa0" not in value:
            return value
        meant = value.replace("\xa0", "").strip()
        self.add(mistakes.hard_space, at, value, meant)
        return meant

    def _remark(self, value: str, at: tuple[int, int], end: tuple[int, int], behind: str) -> str:
        if at[0] != end[0]:
            self._add_line(punctuation.comment, end, behind.strip(), rewriting.swapped(self.lines[end[0]], end[1], end[1], " "))
            return value
        if not value:
            at = (end[0], end[1] + behind.index("#"))
        read = rewriting.rest(self.lines[at[0]], at[1])
        if re.match(r"\d{4}-\d\d-\d\d( |$)|(true|false)$", value):      # no text, so a remark
            self.add(punctuation.comment, at, read, read.replace(" #", "  #", 1))
            return value
        self.add(punctuation.comment, at, read, rewriting.in_quotes(read))
        return read

    def marked(self, event: Any, is_name: bool) -> str:
        """A word that begins with &, * or !: the word itself."""
        at = (event.start_mark.line, event.start_mark.column)
        if is_name:
            self.block_marked(event)
            return getattr(event, "value", "*")
        read = rewriting.rest(self.lines[at[0]], at[1])
        self.add(mistakes.yaml_sign, at, read, rewriting.in_quotes(read))
        return read

    def block_marked(self, event: Any) -> None:
        """Fields or a list behind an anchor or a tag."""
        at = (event.start_mark.line, event.start_mark.column)
        sign = re.match(r"\S+ *", self.lines[at[0]][at[1]:])
        self.add(mistakes.yaml_mark, at, sign[0] if sign else "", "" if sign and sign[0][0] in "&!" else None)

    def merged(self, event: Any) -> str:
        """`<<: *x`: the fields of another place."""
        row, column = event.start_mark.line, event.start_mark.column
        read = re.match(r"\*[^\s,}\]]*", self.lines[row][column:])
        start = self.lines[row].rfind("<<", 0, column)
        self._add_line(mistakes.yaml_mark, (row, column), read[0] if read else "*", rewriting.left_out(self.lines, row, start) if start >= 0 else None)
        return "*"

    def twice(self, event: Any, name: str, there: Collection[str]) -> None:
        """A name that its mapping has already."""
        if len(self.found) >= mending.ENOUGH:
            return
        row, column = event.start_mark.line, event.start_mark.column
        line = self.lines[row]
        if name == "nl" and "en" not in there and not re.search(r"\ben:", "\n".join(self.lines[row:row + 2])):
            instead: str | None = rewriting.swapped(line, column, column + 2, "en")
        else:
            instead = rewriting.left_out(self.lines, row, column)
        self._add_line(duplicate_key, (row, column), name, instead)

    def without_colon(self, event: Any, name: str) -> None:
        """In {nl: A, B} the B is a name without a value: a text with a comma fell apart."""
        if len(self.found) >= mending.ENOUGH:
            return
        row, column = event.start_mark.line, event.start_mark.column
        if row >= len(self.lines) or not name:      # `? ` with nothing behind it
            return
        line = self.lines[row]
        start = max(0, column - mending.LONGEST)
        before = line[start:column].rstrip()
        if not before.endswith(name):       # there is a colon, or the name began on another line
            return
        apart = re.match(r".*(?<![\w-])[A-Za-z_][\w-]*: +([^{}\[\]]*)$", before)
        alone = re.search(r"\{[^{}:]*$", before) if line[column:column + 1] == "}" else None
        if apart:
            self.add(punctuation.comma, (row, start + apart.start(1)), apart[1], rewriting.in_quotes(apart[1]))
        elif alone:
            self.add(mistakes.yaml_sign, (row, start + alone.start()), alone[0] + "}", rewriting.in_quotes(alone[0] + "}"))
        else:
            self.add(punctuation.comma, (row, start + len(before) - len(name)), name, None)


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
