"""The text of a new record, walked from the schema: every field once, with what it is for, in Dutch."""

from __future__ import annotations

import json
import re
import shlex
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from typing import Any

from charter.checks import REQUIRED_SINCE
from charter.language import long_date
from charter.model.batch import Batch, Signature
from charter.model.programme import Programme, Term
from charter.model.types import Day, Moment, Prose, Share, Url

CODES = {"sector": "sectors", "kind": "kinds", "size": "sizes", "dimensions": "dimensions"}    # field -> list in charter.yaml
_NOTES_AT = 34      # the column where notes begin
_SMALL = 2          # fields of a shape that is shown again wherever it stands


@dataclass(frozen=True)
class _Line:
    """A line of the record: what stands there, and what it is for."""

    text: str
    note: str = ""

    def after(self, start: str) -> str:
        """The line as it is written, with something before it."""
        return f"{start}{self.text}".ljust(_NOTES_AT) + f" # {self.note}" if self.note else f"{start}{self.text}"

    def indented(self, by: str = "  ") -> _Line:
        return _Line(by + self.text, self.note)


@dataclass(frozen=True)
class _Walk:
    """What is known of the signing, and which shapes have been shown, by where that was."""

    day: date
    terms: Mapping[str, Sequence[Term]]
    shown: dict[Any, str] = field(default_factory=dict)
    side: str = "hierboven"     # where the reader finds what has been shown

    def fields(self, kind: Any, names: Sequence[str], path: str = "") -> Iterator[list[_Line]]:
        """Of each field its own line, and after it the lines of its shape."""
        hints = typing.get_type_hints(kind, include_extras=True)
        for name in names:
            info = _declared(kind)[name]
            yield self._field(name, _bare(hints[name]), info, f"{path}: {name}" if path else name)

    def _field(self, name: str, hint: Any, info: Any, path: str) -> list[_Line]:
        listed = typing.get_origin(hint) is tuple and typing.get_args(hint)[-1] is Ellipsis
        inner = typing.get_args(hint)[0] if listed else hint
        note = _meaning(info) + self._choices(name, hint, info) + (" (verplicht)" if info.is_required() else "")
        if inner in self.shown:
            return [_Line(f"{name}:", f"{note}; dezelfde velden als {self.side} bij {self.shown[inner]}")]
        if inner == Prose:
            return [_Line(f"{name}: |", f"{note}; de tekst komt eronder, twee spaties verder")]
        shape = list(self._shape(name, inner, path, listed))
        if listed:
            shape = _as_items(shape) if is_dataclass(inner) else shape
        return [_Line(f"{name}:", note), *(line.indented() for line in shape)]

    def _shape(self, name: str, inner: Any, path: str, listed: bool) -> Iterator[_Line]:
        if is_dataclass(inner):
            for lines in self.fields(inner, list(_declared(inner)), path):
                yield from lines
            if len(_declared(inner)) > _SMALL:
                self.shown[inner] = path
        elif listed:
            yield from [_Line(f"- {term.code}", term.label.nl) for term in self.terms.get(name, ())] or [_Line("-")]

    def _choices(self, name: str, hint: Any, info: Any) -> str:
        """What may be filled in, where the description does not say it."""
        if typing.get_origin(hint) is typing.Literal:
            choices = typing.get_args(hint)
            named = "" if all(choice in _meaning(info) for choice in choices) else f": {_either(choices)}"
            return f"{named}; leeg is {info.default}"
        if name in self.terms and self.terms[name] and typing.get_origin(hint) is not tuple:
            return f": {_either([term.code for term in self.terms[name]])}"
        examples = ((Day, f"{self.day}"), (Moment, f"{self.day} 16:00"), (Url, "https://www.example.org/"),
                    (tuple[Share, Share], "[0.5, 0.4]"))
        return next((f"; bijvoorbeeld {example}" for kind, example in examples if hint == kind), "")


def _declared(kind: Any) -> dict[str, Any]:
    """The fields of one of the schema's classes, in its order."""
    return kind.__pydantic_fields__


def _meaning(info: Any) -> str:
    return info.description or ""


def _bare(hint: Any) -> Any:
    """The type without `| None`."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return hint


def _either(choices: Sequence[str]) -> str:
    return " of ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))


def _as_items(lines: Sequence[_Line]) -> list[_Line]:
    return [line.indented("  " if number else "- ") for number, line in enumerate(lines)]


def record_text(day: date, place: str, programme: Programme | None) -> str:
    """A record that is whole as soon as its signatories have a name and an id. Lines to fill in first, the rest below."""
    walk = _Walk(day, {name: getattr(programme, terms) for name, terms in CODES.items()} if programme else {})
    given = {"date": day.isoformat(), "place": scalar(place)}
    rest = [name for name, info in _declared(Batch).items() if name not in given and not info.is_required()]
    below = "\n".join(_written(lines) for lines in walk.fields(Batch, rest))     # first: it shows the shape of photos
    above = "".join(_Line(f"{name}: {value}", _meaning(_declared(Batch)[name])).after("") + "\n"
                    for name, value in given.items())
    complete = bool(programme and programme.complete_since and day >= programme.complete_since)
    return (_HEAD.format(day=long_date(day, "nl"), place=place, command=command(day, place)) + above + "\n"
            + _signatories(walk, complete) + _REST + below + "\n")


def _signatories(walk: _Walk, complete: bool) -> str:
    """The list with one block to copy. The id is left out: it is made from the name."""
    fields = _declared(Signature)
    walk = replace(walk, side="hieronder")
    first = [name for name in fields if name != "id" and (fields[name].is_required() or (complete and name in REQUIRED_SINCE))]
    rest = [name for name in fields if name != "id" and name not in first]
    blocks = [[_must(lines) if name in REQUIRED_SINCE else lines for name, lines in zip(first, walk.fields(Signature, first), strict=True)],
              list(walk.fields(Signature, rest))]
    needed, optional = ("\n".join(_written(lines, "    ") for lines in block) for block in blocks)
    head = _Line("signatories:", _meaning(_declared(Batch)["signatories"]) + " (verplicht)").after("")
    return f"{head}\n{_COPY}  - {needed.lstrip()}\n    # Mag ook, hoeft niet:\n{optional}\n  # Tot hier kopiëren.\n"


def _must(lines: list[_Line]) -> list[_Line]:
    return [_Line(lines[0].text, lines[0].note + " (verplicht)"), *lines[1:]]


def _written(lines: Sequence[_Line], indent: str = "") -> str:
    """A field as an empty line, and its shape as lines that count when `# ` is taken away."""
    return "\n".join([lines[0].after(indent), *(line.after(f"{indent}# ") for line in lines[1:])])


def scalar(text: str) -> str:
    """Text as a value in YAML, quoted where it could mean something else."""
    plain = re.fullmatch(r"[^\W\d_](?:[\w' ./()-]*[\w.)])?", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def command(day: date, place: str) -> str:
    """What to type for this signing. Double quotes where they will do: Windows knows no others."""
    quoted = shlex.quote(place)
    return f"charter new {day} " + (quoted if quoted == place or re.search(r'["$`\\!%]', place) else f'"{place}"')


_HEAD = """\
# yaml-language-server: $schema=../.schema/batch.json
# Ondertekening van {day} in {place}
#
# 1. Vul bij signatories de namen in, in de volgorde van ondertekening.
# 2. Geef daarna nog eens: {command}
#    Elke organisatie krijgt dan een id. Dat komt erbij; de rest van dit bestand blijft zoals u het schreef.
# 3. Zet de foto's in deze map, en kijk wat er nog moet: charter check
#
# Een veld zonder waarde telt als weggelaten. Een regel met # ervoor telt niet mee: haal "# " weg om haar te gebruiken.
# Begint een tekst met een leesteken, of staat er een : of # in, zet er dan "dubbele aanhalingstekens" omheen.

"""
_COPY = """\
  # Een blok voor elke organisatie: kopieer het, van `- name:` tot `Tot hier kopiëren`, en plak het eronder.
  # Om te beginnen is van elk blok de eerste regel genoeg.
"""
_REST = """
# ---------------------------------------------------------------------------------------------------------------
# Hieronder hoeft niets. Vul in wat u weet; wat leeg blijft, wordt berekend of weggelaten.

"""
