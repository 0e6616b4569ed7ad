"""Small changes to one line of a record: a value between quotes, another value, a field left out. Text only, no YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence


def in_quotes(value: str) -> str:
    """A value as YAML between double quotes; every line ends with a line feed, for a carriage return is a sign that nobody sees."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + lines.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# What means itself with or without quotes, also between braces. A colon only within a time or an address.
_MEANS_ITSELF = re.compile(r"[^\W_](?:[\w' ./()&+@%!?’-]|:(?=[\d/]))*(?<! )")


def as_value(text: str) -> str:
    """A text as YAML, between quotes where it could mean something else."""
    return text if _MEANS_ITSELF.fullmatch(text) else in_quotes(text)


def closed(read: str) -> str:
    """What begins with a quotation mark that is never closed, between quotes: 's-Hertogenbosch keeps its apostrophe, "Utrecht does not."""
    opened = read[0] not in read[1:] and not re.match(r"'(?:[a-z]{1,2}[- ]|\d)", read)
    return in_quotes(read[1:] if opened else read)


def swapped(line: str, start: int, end: int, write: str) -> str:
    """A line with a part of it replaced."""
    return line[:start] + write + line[end:]


def all_changes(line: str, versions: Sequence[str]) -> str | None:
    """A line with the changes of several versions of it, each of one piece; None when these overlap."""
    pieces = []
    for version in dict.fromkeys(versions):
        start = _alike(line, version)
        behind = min(_alike(line[::-1], version[::-1]), len(line) - start, len(version) - start)
        pieces.append((start, len(line) - behind, version[start:len(version) - behind]))
    at = len(line) + 1
    for start, end, write in sorted(pieces, reverse=True):
        if end > at or start == at:
            return None
        line, at = swapped(line, start, end, write), start
    return line


def _alike(one: str, other: str) -> int:
    """How many signs two texts have in common at their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def in_braces(before: str) -> bool:
    """Whether what follows on this line stands between braces or brackets."""
    return before.count("{") > before.count("}") or before.count("[") > before.count("]")


def rest(line: str, start: int) -> str:
    """The value that begins there as people mean it: to the end of the line, or of its place between braces."""
    if in_braces(line[:start]):
        found = re.match(r"[^,\[\]{}]*", line[start:])
        assert found
        return found[0].rstrip()
    return line[start:].rstrip()


def left_out(lines: Sequence[str], row: int, column: int) -> str | None:
    """The line without the field that begins there: as a remark, or taken out of its braces.

    None when the field goes on below: one line cannot tell.
    """
    line = lines[row]
    before = line[:column]
    if in_braces(before):
        return _taken_out(line, column)
    if re.fullmatch(r"\w+: *", line[column:]) and _joins(lines, row, column):
        return f"{before}# {line[column:].rstrip()}"
    after = next((later for later in lines[row + 1:row + 50] if later.strip() and not later.lstrip().startswith("#")), "")
    margin = len(after) - len(after.lstrip())
    goes_on = margin > column or (margin == column and after.lstrip().startswith("- "))
    return None if goes_on and after else f"{before}# {line[column:]}"


def _joins(lines: Sequence[str], row: int, column: int) -> bool:
    """Whether the list below would go on the list of the same name that ends just above."""
    def indent(line: str) -> int:
        return len(line) - len(line.lstrip())

    name = lines[row][column:].rstrip()
    above = next((at for at in range(row - 1, -1, -1) if lines[at].strip() and indent(lines[at]) <= column and not lines[at].lstrip().startswith("- ")), -1)
    dashes = [line for line in (*lines[above + 1:row], *lines[row + 1:]) if line.lstrip().startswith("- ")]
    return above >= 0 and lines[above].rstrip() == lines[row][:column] + name and bool(dashes) and len({indent(line) for line in (dashes[0], dashes[-1])}) == 1


def _taken_out(line: str, column: int) -> str | None:
    """Without a field between braces, and without the comma that parted it from the others."""
    depth, quote = 0, ""
    for at, sign in enumerate(line[column:], column):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and line[at - 1] in " [{,":
            quote = sign
        elif sign in "[{":
            depth += 1
        elif sign in ",]}" and not depth:
            before, behind = line[:column], line[at:]
            return before + behind[1:].lstrip() if sign == "," else before.rstrip(", ") + behind
        elif sign in "]}":
            depth -= 1
    return None
