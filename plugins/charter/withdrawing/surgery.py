"""Takes pieces out of a YAML text by where they stand: comments, order and every other byte stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from charter.records import Where
from charter.records.places import places_of

_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")       # the line ends that the parser counts
_REST = re.compile("[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?(?:\r\n|[\r\n\x85\u2028\u2029]|\\Z)")
_COMMENT = re.compile("(?:^|(?<=[\\s]))#[^\r\n\x85\u2028\u2029]*")


class Piece(NamedTuple):
    """A part of a text, by its first sign and behind its last, and what to write there."""

    start: int
    end: int
    write: str = ""


class Stuck(Exception):
    """A place that cannot be cut out by itself."""


def with_pieces(text: str, pieces: Collection[Piece]) -> str:
    """The text with other words in these places, of which no two overlap."""
    done, found = 0, []
    for piece in sorted(pieces):
        found += [text[done:piece.start], piece.write]
        done = piece.end
    return "".join([*found, text[done:]])


def is_within(at: int, pieces: Sequence[Piece]) -> bool:
    """Whether a place lies in one of these pieces, which are in order."""
    number = bisect_right(pieces, at, key=lambda piece: piece.start) - 1
    return number >= 0 and at < pieces[number].end


class Layout:
    """A YAML text and where each of its fields begins and ends, as places in the text."""

    def __init__(self, text: str):
        self.text = text
        self._lines = [0, *(end.end() for end in _ENDS.finditer(text))]
        self._places = places_of(text)
        self._inner: dict[Where, list[Where]] = defaultdict(list)
        for where in self._places.values:
            if where:
                self._inner[where[:-1]].append(where)

    def fields(self) -> Iterator[Where]:
        """The way to every single value."""
        return (where for where in self._places.values if where not in self._inner)

    def line(self, where: Where) -> int:
        """From 1; of the nearest that holds it when it is not there."""
        while where not in self._places.marks and where:
            where = where[:-1]
        return self._places.marks.get(where, (1, 1))[0]

    def line_at(self, at: int) -> int:
        """The line of a place in the text, from 1."""
        return self._row(at) + 1

    def line_after(self, where: Where, pieces: Collection[Piece]) -> int:
        """The same in the text with these pieces."""
        start = self._start(where)
        gone = sum(len(_ENDS.findall(self.text, p.start, p.end)) - len(_ENDS.findall(p.write)) for p in pieces if p.end <= start)
        return self.line(where) - gone

    def value(self, where: Where) -> tuple[int, int]:
        """Where a value begins and ends, quotes and all."""
        return self._start(where), self._end(where)

    def _at(self, row: int, column: int) -> int:
        return self._lines[row] + column if row < len(self._lines) else len(self.text)

    def _start(self, where: Where) -> int:
        span = self._places.values[where]
        return self._at(span.row, span.start)

    def _end(self, where: Where) -> int:
        start, span = self._start(where), self._places.values[where]
        if self._inner.get(where) and not self._in_braces(where):       # to the parser a block ends where the next thing begins
            return max(map(self._end, self._inner[where]))
        return start + len(self.text[start:self._at(span.last_row, span.end)].rstrip())      # a block of text takes empty lines along

    def _begin(self, where: Where) -> int:
        """Where an item begins, or the name of a field."""
        span = self._places.names.get(where) or self._places.values[where]
        return self._at(span.row, span.start)

    def _in_braces(self, where: Where) -> bool:
        return self.text[self._start(where):self._start(where) + 1] in ("{", "[")

    def cuts(self, gone: Collection[Where]) -> Iterator[Piece]:
        """What to cut out so that these fields and items are gone; of none all neighbours may go. Raises Stuck."""
        for parent in sorted({where[:-1] for where in gone}, key=repr):
            inner = self._inner[parent]
            for going, run in groupby(enumerate(inner), lambda item: item[1] in gone):
                numbers = [number for number, _ in run]
                if going:
                    yield self._cut(parent, inner, numbers[0], numbers[-1])

    def _cut(self, parent: Where, inner: Sequence[Where], first: int, last: int) -> Piece:
        before, after = inner[first - 1] if first else None, inner[last + 1] if last + 1 < len(inner) else None
        if before is None and after is None:
            raise Stuck
        begin, end = self._begin(inner[first]), self._end(inner[last])
        if self._in_braces(parent):
            return self._cut_in_braces(begin, end, before, after)
        if isinstance(inner[first][-1], int):
            begin = self._dash(begin)
        elif self._margin(begin).strip():       # the first field behind a dash: the next takes its place
            if after is None:
                raise Stuck
            return Piece(begin, self._begin(after))
        return self._whole_lines(begin, end)

    def _cut_in_braces(self, begin: int, end: int, before: Where | None, after: Where | None) -> Piece:
        comma = re.compile(r"\s*,").match(self.text, end)
        alone = not self._margin(begin).strip() and _REST.match(self.text, comma.end() if comma else end)
        if alone and (before is None or self._row(self._end(before)) < self._row(begin)):
            return Piece(self._lines[self._row(begin)], alone.end())
        if after is not None:
            return Piece(begin, self._begin(after))
        assert before is not None
        return Piece(self._end(before), end)

    def _whole_lines(self, begin: int, end: int) -> Piece:
        rest = _REST.match(self.text, end)
        if rest is None or self._margin(begin).strip():
            raise Stuck
        return Piece(self._lines[self._row(begin)], rest.end())

    def _dash(self, begin: int) -> int:
        """Where the dash of an item stands: before it, or on a line of its own above it."""
        found = re.search(r"-(?:\s|(?<=\s)#[^\r\n]*)*\Z", self.text[max(0, begin - 1000):begin])
        if found is None:
            raise Stuck
        return begin - len(found[0])

    def _row(self, at: int) -> int:
        return bisect_right(self._lines, at) - 1

    def _margin(self, at: int) -> str:
        """What stands before it on its line."""
        return self.text[self._lines[self._row(at)]:at]

    def comments(self) -> list[Piece]:
        """Where every remark begins and ends: what a # begins outside all values and names."""
        spans = [(self._at(s.row, s.start), self._at(s.last_row, s.end)) for s in self._places.names.values()]
        for where in self.fields():
            start, end = self.value(where)
            if self.text[start:start + 1] in ("|", ">"):        # a remark may stand behind the sign of a block
                start = self._lines[min(self._row(start) + 1, len(self._lines) - 1)]
            spans.append((start, max(start, end)))
        masked = with_pieces(self.text, [Piece(start, end, "x" * (end - start)) for start, end in spans if end > start])
        return [Piece(*found.span()) for found in _COMMENT.finditer(masked)]
