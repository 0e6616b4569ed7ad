"""Values from the parser's events: the fastest way, and nothing that YAML could guess is ever built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from charter.records import mending
from charter.records.mending import Fix, Mistake

MAX_DEPTH = 20
FIRST_LINE = ""      # no field has an empty name
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Values = dict | list | str
Where = tuple[str | int, ...]
Found = list[tuple[int, Fix]]       # the line of each, from 0

LAYOUT = Mistake("yaml-layout", "deze regel past niet bij de regels erboven; kijk naar inspringen, dubbele punten en aanhalingstekens",
                 "this line does not fit the lines above it; look at indents, colons and quotes")
NO_FIELDS = Mistake("not-a-mapping", "dit bestand moet uit regels `veld: waarde` bestaan", "this file must consist of lines `field: value`")
SEVERAL = Mistake("several-documents", "hier begint een tweede document (`---`); haal die regel weg",
                  "a second document starts here (`---`); remove that line")
DEEP = Mistake("too-deep", f"hier staan meer dan {MAX_DEPTH} niveaus in elkaar", f"more than {MAX_DEPTH} levels are nested here")
TWICE = Mistake("duplicate-key", "`{read}` staat hier al; haal een van de twee weg", "`{read}` is already here; remove one of the two")
MARKED = Mistake("yaml-sign", "`{read}` heeft in YAML een eigen betekenis; haal het weg", "`{read}` has a meaning of its own in YAML; remove it")


class Stop(Exception):
    """Where reading cannot go on: line and column from 0, and the line where what was being read began."""

    def __init__(self, line: int, column: int, since: int, mistake: Mistake):
        self.line, self.column, self.since, self.mistake = line, column, since, mistake
        super().__init__(mistake.en)


def values_of(text: str, found: Found) -> dict | list:
    """Values; every scalar is a str. `found` grows by what was read but not meant so. Raises Stop."""
    try:
        values = _build(text, found)
    except yaml.YAMLError as e:
        problem, context = getattr(e, "problem_mark", None), getattr(e, "context_mark", None)
        if "quoted" in (getattr(e, "context", None) or ""):
            problem = context       # a quote that is never closed runs to the end of the file: what counts is where it began
        at, since = problem or context, context or problem
        raise (Stop(at.line, at.column, since.line, LAYOUT) if at and since else Stop(0, 0, 0, LAYOUT)) from None
    if isinstance(values, str):
        if values:
            raise Stop(0, 0, 0, NO_FIELDS)
        return {}
    return values


def _build(text: str, found: Found) -> Values:
    root: list = []
    stack: list = []
    here: Any = root
    key: Any = None
    doubts, doubtful = _Doubts(text, found), _doubtful_lines(text)
    empty: set[tuple[int, str]] = set()      # fields with nothing behind the colon: they are left out, and yet there once
    for event in yaml.parse(text, Loader=_PARSER):
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if event.anchor is not None or event.tag is not None:
                value = doubts.marked(event, key is None and type(here) is dict)
            elif doubtful and (event.end_mark.line in doubtful or event.start_mark.line != event.end_mark.line):
                value = doubts.scalar(event, key is None and type(here) is dict)
            if type(here) is list:
                here.append(value)
            elif key is None:
                if value in here or (empty and (id(here), value) in empty):
                    doubts.twice(event, value)
                key = value
            else:
                if value or not event.implicit[0]:
                    here[key] = value
                else:      # `host:` with nothing behind it is a field left out
                    doubts.without_colon(event, key)
                    empty.add((id(here), key))
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                doubts.block_marked(event)
            if type(here) is dict and key is None:
                raise _stop(event, LAYOUT)      # {x} or [x] where a field's name belongs
            if len(stack) >= MAX_DEPTH:
                raise _stop(event, DEEP)
            value = {} if kind is MappingStartEvent else []
            if type(here) is list:
                here.append(value)
            else:
                here[key] = value
            stack.append((here, None))
            here, key = value, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here, key = stack.pop()
        elif kind is yaml.AliasEvent:
            value = doubts.marked(event, key == "<<")
            if type(here) is list:
                here.append(value)
            elif key is None:
                key = value
            else:
                here[key], key = value, None
        elif kind is yaml.DocumentStartEvent and root:
            raise _stop(event, SEVERAL)
    return root[0] if root else ""


def _stop(event: yaml.Event, mistake: Mistake) -> Stop:
    mark = event.start_mark
    return Stop(mark.line, mark.column, mark.line, mistake)


class _Doubts:
    """What YAML reads without complaint but nobody means: collected, with the line to write instead."""

    def __init__(self, text: str, found: Found):
        self.found, self.text = found, text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def add(self, mistake: Mistake, at: tuple[int, int], read: str, write: str | None) -> None:
        """`read` stands at line and column, from 0; `write` belongs there."""
        line = self.lines[at[0]]
        instead = None if write is None else mending.swapped(line, at[1], at[1] + len(read), write).rstrip()
        self.found.append((at[0], Fix(mistake, at[1], read, instead)))

    def scalar(self, event: yaml.ScalarEvent, is_name: bool) -> str:
        """The value that is meant."""
        value, at = event.value, (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        if not event.implicit[0]:       # between quotes, or a block of text
            sign = mending.hidden(value) if event.style == '"' else None
            if sign:
                self.found.append((at[0], Fix(mending.HIDDEN, at[1], f"U+{ord(sign[0]):04X}", None)))
            return value
        behind = self.lines[end[0]][end[1]:] if end[0] < len(self.lines) else ""
        if is_name:
            return self._name(value, at)
        if re.match(" #" if value else " ?#", behind):
            return self._remark(value, at, end, behind)
        bare = mending.in_curly_quotes(value)
        if bare is not None:
            self.add(mending.CURLY, at, value, mending.in_quotes(bare) if at[0] == end[0] else None)
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

    def marked(self, event: yaml.ScalarEvent | yaml.AliasEvent, is_name: bool) -> str:
        """A word that begins with &, * or !: the word itself."""
        at = (event.start_mark.line, event.start_mark.column)
        if is_name:
            self.block_marked(event)
            return getattr(event, "value", "*")
        read = mending.rest(self.lines[at[0]], at[1])
        self.add(mending.SIGN, at, read, mending.in_quotes(read))
        return read

    def block_marked(self, event: yaml.Event) -> None:
        """Fields or a list behind an anchor or a tag."""
        at = (event.start_mark.line, event.start_mark.column)
        sign = re.match(r"\S+ *", self.lines[at[0]][at[1]:])
        self.add(MARKED, at, sign[0] if sign else "", "" if sign and sign[0][0] in "&!" else None)

    def twice(self, event: yaml.Event, name: str) -> None:
        """A name that its mapping has already."""
        self.add(TWICE, (event.start_mark.line, event.start_mark.column), name, None)

    def without_colon(self, event: yaml.Event, name: str) -> None:
        """In {nl: A, B} the B is a name without a value: a text with a comma fell apart."""
        at = (event.start_mark.line, event.start_mark.column)
        line = self.lines[at[0]] if at[0] < len(self.lines) else ""
        before = line[:at[1]].rstrip()
        if not before or before.endswith(":") or len(before) > mending.LONGEST:
            return
        apart = re.match(r".*(?<![\w-])[A-Za-z_][\w-]*: +([^{}\[\]]*)$", before)
        alone = re.search(r"\{[^{}:]*$", before) if line[at[1]:at[1] + 1] == "}" else None
        if apart:
            self.add(mending.COMMA, (at[0], apart.start(1)), apart[1], mending.in_quotes(apart[1]))
        elif alone:
            self.add(mending.SIGN, (at[0], alone.start()), alone[0] + "}", mending.in_quotes(alone[0] + "}"))
        else:
            self.add(mending.COMMA, (at[0], len(before) - len(name)), name, None)


def _doubtful_lines(text: str) -> set[int]:
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


def marks_of(text: str) -> dict[Where, tuple[int, int]]:
    """Line and column of every field: of the key in a mapping, of the value in a list.

    (*where, FIRST_LINE) is where a mapping itself begins: there a field that it lacks is reported.
    """
    marks: dict[Where, tuple[int, int]] = {}
    outer: list[tuple[Where, int, bool]] = []
    where: Where = ()
    key: str | None = None
    count, in_mapping = 0, False
    for event in yaml.parse(text, Loader=_PARSER):
        kind = type(event)
        if kind in (MappingEndEvent, SequenceEndEvent):
            where, count, in_mapping = outer.pop()
            key = None
            continue
        if kind not in (ScalarEvent, MappingStartEvent, SequenceStartEvent, yaml.AliasEvent):
            continue
        at = event.start_mark.line + 1, event.start_mark.column + 1
        if in_mapping and key is None:
            key = getattr(event, "value", "")
            marks[*where, key] = at
            continue
        inner: Where = () if not outer else (*where, key if in_mapping else count)  # type: ignore[arg-type]
        if not in_mapping:
            marks[inner] = at
            count += 1
        if kind in (ScalarEvent, yaml.AliasEvent):
            key = None
            continue
        outer.append((where, count, in_mapping))
        where, key, count, in_mapping = inner, None, 0, kind is MappingStartEvent
        if in_mapping:
            marks[*where, FIRST_LINE] = at
    return marks
