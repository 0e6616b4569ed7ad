"""Values from the parser's events: the fastest way, and nothing that YAML could guess is ever built."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from charter.records.doubts import Doubts, Found, doubtful_lines
from charter.records.mending import Mistake

MAX_DEPTH = 20
MAX_ITEMS = 10_000      # in one list
FIRST_LINE = ""      # no field has an empty name
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Values = dict | list | str
Where = tuple[str | int, ...]

LAYOUT = Mistake("yaml-layout", "deze regel past niet bij de regels erboven; kijk naar inspringen, dubbele punten en aanhalingstekens",
                 "this line does not fit the lines above it; look at indents, colons and quotes")
NO_FIELDS = Mistake("not-a-mapping", "dit bestand moet uit regels `veld: waarde` bestaan", "this file must consist of lines `field: value`")
SEVERAL = Mistake("several-documents", "hier begint een tweede document (`---`); haal die regel weg",
                  "a second document starts here (`---`); remove that line")
DEEP = Mistake("too-deep", f"hier staan meer dan {MAX_DEPTH} niveaus in elkaar", f"more than {MAX_DEPTH} levels are nested here")

MANY = Mistake("too-many", f"deze lijst heeft meer dan {MAX_ITEMS} onderdelen; splits haar",
               f"this list has more than {MAX_ITEMS} items; split it")


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
    doubts, doubtful = Doubts(text, found), doubtful_lines(text)
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
            if len(here) > MAX_ITEMS:
                raise _stop(event, MANY)
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
