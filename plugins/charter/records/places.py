"""Where every field of a text stands; only asked for when something is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from charter.records.parsing import FIRST_LINE, PARSER, Where


class Span(NamedTuple):
    """Where a value or a name is written: line and column, from 0, of its first sign and behind its last."""

    row: int
    start: int
    last_row: int
    end: int


class Places(NamedTuple):
    """Of every field: line and column, from 1; its name, as far as it has one; its value, as far as it has one."""

    marks: dict[Where, tuple[int, int]]
    names: dict[Where, Span]
    values: dict[Where, Span]


def places_of(text: str) -> Places:
    """A field is marked at its name in a mapping, at its value in a list.

    (*where, FIRST_LINE) is where a mapping itself begins: there a field that it lacks is reported.
    """
    marks: dict[Where, tuple[int, int]] = {}
    names: dict[Where, Span] = {}
    values: dict[Where, Span] = {}
    outer: list[tuple[Where, int, bool]] = []
    where: Where = ()
    key: str | None = None
    count, in_mapping = 0, False
    for event in yaml.parse(text, Loader=PARSER):
        kind = type(event)
        if kind in (MappingEndEvent, SequenceEndEvent):
            values[where] = values[where]._replace(last_row=event.end_mark.line, end=event.end_mark.column)
            where, count, in_mapping = outer.pop()
            key = None
            continue
        if kind not in (ScalarEvent, MappingStartEvent, SequenceStartEvent, yaml.AliasEvent):
            continue
        span = Span(event.start_mark.line, event.start_mark.column, event.end_mark.line, event.end_mark.column)
        at = span.row + 1, span.start + 1
        if in_mapping and key is None:
            key = getattr(event, "value", "")
            marks[*where, key], names[*where, key] = at, span
            continue
        inner: Where = () if not outer else (*where, key if in_mapping else count)  # type: ignore[arg-type]
        values[inner] = span
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
    return Places(marks, names, values)
