"""Values from the parser's events: the fastest way, and nothing that YAML could guess is ever built."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from charter.records.doubts import Doubts, Found, doubtful_lines
from charter.records.mistakes import Mistake
from charter.records.shape import (
    MAX_DEPTH,
    MAX_ITEMS,
    not_a_mapping,
    several_documents,
    too_deep,
    too_many,
    yaml_layout,
)

FIRST_LINE = ""      # no field has an empty name
PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Values = dict | list | str
Where = tuple[str | int, ...]
Marks = dict[Where, tuple[int, int]]      # of every field: line and column, from 1


class Stop(Exception):
    """Where reading cannot go on: line and column from 0, and the line where what was being read began."""

    def __init__(self, line: int, column: int, since: int, mistake: Mistake):
        self.line, self.column, self.since, self.mistake = line, column, since, mistake
        super().__init__(mistake.__name__)


def values_of(text: str, found: Found, marks: Marks | None = None) -> dict | list:
    """Values; every scalar is a str. `found` grows by what was read but not meant so. Raises Stop.

    `marks`, when given, is filled as `places_of` would: who wants nearly every line saves a second parse.
    """
    try:
        values = _build(text, found, marks)
    except yaml.YAMLError as e:
        problem, context = getattr(e, "problem_mark", None), getattr(e, "context_mark", None)
        if re.search("quoted|simple key", getattr(e, "context", None) or ""):
            problem = context       # a quote that is never closed, a name without a colon: what counts is where it began
        at, since = problem or context, context or problem
        if at and "<document start>" in (getattr(e, "problem", None) or "") and re.search(r"^\.\.\.", text, re.MULTILINE):
            raise Stop(at.line, at.column, at.line, several_documents) from None
        raise (Stop(at.line, at.column, since.line, yaml_layout) if at and since else Stop(0, 0, 0, yaml_layout)) from None
    if isinstance(values, str):
        if values:
            raise Stop(0, 0, 0, not_a_mapping)
        return {}
    return values


def _build(text: str, found: Found, marks: Marks | None) -> Values:
    root: list = []
    stack: list = []
    here: Any = root
    key: Any = None
    where: Where = ()       # of `here`; only followed for `marks`
    doubts, doubtful = Doubts(text, found), doubtful_lines(text)
    empty: set[tuple[int, str]] = set()      # fields with nothing behind the colon: they are left out, and yet there once
    for event in yaml.parse(text, Loader=PARSER):
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if event.anchor is not None or event.tag is not None:
                value = doubts.marked(event, key is None and type(here) is dict)
            elif doubtful and (event.end_mark.line in doubtful or event.start_mark.line != event.end_mark.line):
                value = doubts.scalar(event, key is None and type(here) is dict)
            if type(here) is list:
                if marks is not None and stack:
                    marks[*where, len(here)] = _mark(event)
                here.append(value)
            elif key is None:
                if value in here or (empty and (id(here), value) in empty):
                    doubts.twice(event, value, here)
                key = value
                if marks is not None:
                    marks[*where, key] = _mark(event)
            else:
                if value or not event.implicit[0]:
                    here[key] = value
                    if ":" in value:       # between quotes, perhaps never closed, that ran on over fields
                        doubts.ran_on(event)
                else:      # `host:` with nothing behind it is a field left out
                    doubts.without_colon(event, key)
                    empty.add((id(here), key))
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                doubts.block_marked(event)
            if type(here) is dict and key is None:
                raise _stop(event, yaml_layout)      # {x} or [x] where a field's name belongs
            if len(stack) >= MAX_DEPTH:
                raise _stop(event, too_deep)
            value = {} if kind is MappingStartEvent else []
            outer = where
            if marks is not None:
                where = _inside(event, outer, len(here) if type(here) is list else key, bool(stack), marks)
            if type(here) is list:
                here.append(value)
            else:
                here[key] = value
            stack.append((here, outer))
            here, key = value, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if len(here) > MAX_ITEMS:
                raise _stop(event, too_many)
            (here, where), key = stack.pop(), None
        elif kind is yaml.AliasEvent:
            value = doubts.merged(event) if key == "<<" else doubts.marked(event, False)
            if type(here) is list:
                here.append(value)
            elif key is None:
                key = value
            else:
                here[key], key = value, None
        elif kind is yaml.DocumentStartEvent and root:
            raise _stop(event, several_documents)
    return root[0] if root else ""


def _mark(event: yaml.Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _inside(event: yaml.Event, outer: Where, step: str | int, deeper: bool, marks: Marks) -> Where:
    """The way into a mapping or list that begins; marks it as `places_of` does."""
    where = (*outer, step) if deeper else ()
    if not deeper or type(step) is int:
        marks[where] = _mark(event)
    if type(event) is MappingStartEvent:
        marks[*where, FIRST_LINE] = _mark(event)
    return where


def _stop(event: yaml.Event, mistake: Mistake) -> Stop:
    mark = event.start_mark
    return Stop(mark.line, mark.column, mark.line, mistake)
