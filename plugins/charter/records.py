"""Reads YAML: a file becomes plain values (dicts, lists, words) and knows the line of every field."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from charter.problems import Bilingual, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
FIRST_LINE = ""      # no field has an empty name
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Signs that XML cannot hold and nobody can see; in a YAML file only an escape like "\\x08" makes them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Values = dict | list | str
Where = tuple[str | int, ...]


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
            self._marks.update(_marks(self.text))
        while where not in self._marks and where:
            where = where[:-1]
        return self._marks.get(where, (1, 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def problem(self, where: Where, rule: str, nl: str, en: str, *, level: str = "error",
                suggestion: str | None = None) -> Problem:
        """A Problem at a field of this file."""
        return Problem(self.path, *self.mark(where), level, rule, Bilingual(nl, en), suggestion)


class Unreadable(Exception):
    """A file that cannot be read as YAML the way we allow; carries its Problem."""

    def __init__(self, problem: Problem):
        self.problem = problem
        super().__init__(problem.message.nl)


def read(folder: Path, path: str, data: bytes | None = None) -> Record:
    """Reads one file below `folder`. Raises Unreadable."""
    data = (folder / path).read_bytes() if data is None else data
    text = decode(path, data)
    return Record(path, hashlib.sha256(data).hexdigest(), text, _values(path, text))


def decode(path: str, data: bytes) -> str:
    """Bytes as text with line feeds. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise _unreadable(path, 1, 1, "file-too-big", f"dit bestand is groter dan {MAX_BYTES} bytes; splits het",
                          f"this file is larger than {MAX_BYTES} bytes; split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = data[:e.start].decode("utf-8", "replace")
        raise _unreadable(path, before.count("\n") + 1, len(before) - before.rfind("\n"), "encoding",
                          "dit bestand is geen UTF-8; sla het op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)",
                          "this file is not UTF-8; save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(path: str, line: int, column: int, rule: str, nl: str, en: str,
                suggestion: str | None = None) -> Unreadable:
    return Unreadable(Problem(path, line, column, "error", rule, Bilingual(nl, en), suggestion))


def _values(path: str, text: str) -> dict | list:
    try:
        values = _build(path, text)
    except yaml.YAMLError as e:
        raise _syntax(path, text, e) from None
    if isinstance(values, str):
        if values:
            raise _unreadable(path, 1, 1, "not-a-mapping", "dit bestand moet uit regels `veld: waarde` bestaan",
                              "this file must consist of lines `field: value`")
        return {}
    return values


def _build(path: str, text: str) -> Values:
    """Values from the parser's events: the fastest way, and nothing that YAML could guess is ever built."""
    root: list = []
    stack: list = []
    here: Any = root
    key: str | None = None
    for event in yaml.parse(text, Loader=_PARSER):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _refused(path, text, event)
            value = event.value
            if event.style == '"' and _CONTROL.search(value):
                raise _at(path, event, "control-character", "in deze tekst staat een onzichtbaar stuurteken; haal het weg",
                          "this text holds an invisible control character; remove it")
            if type(here) is list:
                here.append(value)
            elif key is None:
                if value in here:
                    raise _at(path, event, "duplicate-key", f"`{value}` staat hier al; haal een van de twee weg",
                              f"`{value}` is already here; remove one of the two")
                key = value
            else:
                if value or not event.implicit[0]:      # `host:` with nothing behind it is a field left out
                    here[key] = value
                key = None
            continue
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or (type(here) is dict and key is None):
                raise _refused(path, text, event)
            if len(stack) >= MAX_DEPTH:
                raise _at(path, event, "too-deep", f"meer dan {MAX_DEPTH} niveaus diep", f"more than {MAX_DEPTH} levels")
            inner: dict | list = {} if kind is yaml.MappingStartEvent else []
            if type(here) is list:
                here.append(inner)
            else:
                here[key] = inner
            stack.append((here, None))
            here, key = inner, None
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            here, key = stack.pop()
        elif kind is yaml.AliasEvent:
            raise _refused(path, text, event)
        elif kind is yaml.DocumentStartEvent and root:
            raise _at(path, event, "several-documents", "hier begint een tweede document (`---`); haal die regel weg",
                      "a second document starts here (`---`); remove that line")
    return root[0] if root else ""


def _at(path: str, event: yaml.Event, rule: str, nl: str, en: str, suggestion: str | None = None) -> Unreadable:
    mark = event.start_mark
    return _unreadable(path, mark.line + 1, mark.column + 1, rule, nl, en, suggestion)


def _refused(path: str, text: str, event: yaml.Event) -> Unreadable:
    """&, * and ! mean something to YAML, and ? and {x} as a key too; staff mean the words."""
    mark = event.start_mark
    return _at(path, event, "yaml-sign", "&, *, ! of { aan het begin heeft in YAML een eigen betekenis; "
               "zet de waarde tussen aanhalingstekens",
               "&, *, ! or { at the start has a meaning of its own in YAML; put quotes around the value",
               _quoted(text, mark.line + 1))


_REASONS = (
    (r"^[^#]*\t", "tab", "hier staat een tab; gebruik spaties", "there is a tab here; use spaces"),
    (r"(?::|-)\s+['\"]", "quotes", "deze tekst tussen aanhalingstekens loopt niet goed af; zet er dubbele omheen",
     "this quoted text does not end well; put double quotes around it"),
    (r"(?::|-)\s+[@`%&*!|>\[{]", "yaml-sign", "deze waarde begint met een teken dat in YAML iets anders betekent; "
     "zet haar tussen aanhalingstekens",
     "this value starts with a sign that means something else in YAML; put quotes around it"),
    (r":\s.*:(\s|$)", "colon", "in deze waarde staat een dubbele punt; zet de waarde tussen aanhalingstekens",
     "this value holds a colon; put quotes around it"),
)


def _syntax(path: str, text: str, error: yaml.YAMLError) -> Unreadable:
    """Says in plain words what the parser stumbled over, and where."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    lines = text.split("\n")
    candidates = [m.line for m in (context, mark) if m is not None and m.line < len(lines)]
    for number in dict.fromkeys(candidates):
        for pattern, rule, nl, en in _REASONS:
            if re.search(pattern, lines[number]):
                column = len(lines[number]) - len(lines[number].lstrip()) + 1
                return _unreadable(path, number + 1, column, rule, nl, en, _quoted(text, number + 1))
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _unreadable(path, line, column, "yaml-layout",
                       "deze regel past niet bij de regels erboven; kijk naar inspringen, dubbele punten en aanhalingstekens",
                       "this line does not fit the lines above it; look at indents, colons and quotes")


def _quoted(text: str, number: int) -> str | None:
    """The same line with its value between double quotes."""
    line = text.split("\n")[number - 1].replace("\t", "  ")
    found = re.match(r"^(\s*(?:- )?(?:[\w-]+:\s+)?)(.+?)\s*$", line)
    if not found or not found[2]:
        return None
    value = found[2].strip("'\"").replace("\\", "\\\\").replace('"', '\\"')
    return f'{found[1]}"{value}"'


def _marks(text: str) -> dict[Where, tuple[int, int]]:
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
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            where, count, in_mapping = outer.pop()
            key = None
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        at = event.start_mark.line + 1, event.start_mark.column + 1
        if in_mapping and key is None:
            key = event.value
            marks[*where, key] = at
            continue
        inner: Where = () if not outer else (*where, key if in_mapping and key is not None else count)
        if not in_mapping:
            marks[inner] = at
            count += 1
        if kind is yaml.ScalarEvent:
            key = None
            continue
        outer.append((where, count, in_mapping))
        where, key, count, in_mapping = inner, None, 0, kind is yaml.MappingStartEvent
        if in_mapping:
            marks[*where, FIRST_LINE] = at
    return marks
