"""Reads a text to its end: where the parser stops, the line is mended as the Problem suggests and reading goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from charter.problems import Problem
from charter.records import mending
from charter.records.doubts import Found
from charter.records.mending import Fix
from charter.records.mistakes import about, rule_of
from charter.records.parsing import Marks, Stop, values_of
from charter.records.shape import several_documents, yaml_layout


class Fixed(NamedTuple):
    """The values, the text that they were read from, what was wrong with it, and whether lines were left out."""

    values: dict | list | None
    text: str
    problems: list[Problem]
    partly: bool


def problems_of(path: str, found: Sequence[tuple[int, Fix]]) -> list[Problem]:
    """A Problem for every mistake; lines and columns come in from 0."""
    return [Problem(path, line + 1, fix.column + 1, "error", rule_of(fix.mistake), about(fix.mistake, fix.read), fix.line)
            for line, fix in found]


def read_on(path: str, text: str, marks: Marks | None = None) -> Fixed:
    """Staff get every mistake at once: reading goes on behind a line that does not fit, and without it when it must."""
    problems: list[Problem] = []
    left_out = -2      # the last line that was left out; what does not fit right below it only follows from that
    for _ in range(_tries(text)):
        found: Found = []
        try:
            values = values_of(text, found, marks)
        except Stop as stop:
            mendable = {line: fix.line for line, fix in reversed(found) if fix.line is not None}
            if not mendable:
                number, fix = _explained(text, stop)
                only_follows = fix.line is None and number == left_out + 1
                if fix.line is not None:
                    mendable = {number: fix.line}
                elif stop.mistake is yaml_layout:
                    mendable, left_out = {number: ""}, number
                found += [] if only_follows else [(number, fix)]
            problems += problems_of(path, found)
            if not mendable:
                return Fixed(None, text, problems, left_out >= 0)
            text = _with_lines(text, mendable)
        else:
            return Fixed(values, text, problems + problems_of(path, found), left_out >= 0)
    return Fixed(None, text, problems, left_out >= 0)


def _tries(text: str) -> int:
    """How often a file is read again to find out what is wrong: about a second in all."""
    return max(3, min(30, 1_000_000 // (len(text) + 1)))


def _with_lines(text: str, written: dict[int, str]) -> str:
    lines = text.split("\n")
    return "\n".join(written.get(number, line) for number, line in enumerate(lines))


def _explained(text: str, stop: Stop) -> tuple[int, Fix]:
    """In plain words what the parser stumbled over. A line to write is suggested when it has been seen to help."""
    lines = text.split("\n")
    last, since = (min(line, len(lines) - 1) for line in (stop.line, stop.since))      # the parser may stop behind the last line
    if stop.mistake is several_documents:
        return _second_piece(lines, last)
    if stop.mistake is yaml_layout:
        tries = _tries(text)
        for number, fix in _candidates(lines, last, since):
            if tries and _reads_further(text, stop, number, fix):
                return number, fix
            tries = max(0, tries - 1)
        number = last if lines[last].strip() else since
        return number, Fix(yaml_layout, len(lines[number]) - len(lines[number].lstrip()), "", None)
    return last, Fix(stop.mistake, stop.column, "", None)


def _candidates(lines: Sequence[str], last: int, since: int) -> Iterator[tuple[int, Fix]]:
    """What may be wrong, likeliest first."""
    for number in dict.fromkeys([last, since, last - 1, *range(since, last)]):
        yield from ((number, fix) for fix in (mending.fixes(lines[number]) if number >= 0 else ()) if fix.line)
    for number in dict.fromkeys([last, last - 1, since]):
        yield from ((number, fix) for fix in (mending.misplaced(lines, number) if number >= 0 else ()))


def _second_piece(lines: Sequence[str], last: int) -> tuple[int, Fix]:
    """The line `---` or `...` behind which something follows, as a remark."""
    number = next((place for place in range(last, -1, -1) if lines[place].startswith(("---", "..."))), last)
    return number, Fix(several_documents, 0, lines[number][:3], f"# {lines[number]}")


def _reads_further(text: str, stop: Stop, number: int, fix: Fix) -> bool:
    """Whether reading comes past the mended value (a line that moves: past the stop), and as far as before but not to the same stop."""
    line = text.split("\n")[number]
    assert fix.line is not None
    behind = len(line) - fix.column - len(fix.read)
    try:
        values_of(_with_lines(text, {number: fix.line}), [])
    except Stop as now:
        if fix.mistake is yaml_layout:
            return now.line > max(number, stop.line)      # a good line above is not to be moved for a bad one below
        stops = (now.line, now.column)
        return now.line >= stop.line and stops != (stop.line, stop.column) and stops >= (number, len(fix.line) - behind)
    return True
