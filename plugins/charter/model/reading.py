"""Plain values become typed ones; every mistake becomes a Problem with the line of its field."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from charter.problems import Bilingual, Problem
from charter.records import FIRST_LINE, Record, Where

T = TypeVar("T")
ENOUGH = 200        # problems of one file that are spelled out


@cache
def _adapter(kind: Any) -> TypeAdapter:
    return TypeAdapter(kind)


def typed(record: Record, kind: type[T]) -> tuple[T | None, tuple[Problem, ...]]:
    """The record's values as `kind`, or None and what is wrong with them."""
    try:
        return _adapter(cast(Hashable, kind)).validate_python(record.values), ()
    except ValidationError as e:
        errors = [error for error in e.errors(include_url=False) if not _only_follows(error)]
        found = tuple(_problem(record, kind, error) for error in errors[:ENOUGH])
        return None, (*found, _more(found[-1], len(errors) - ENOUGH)) if len(errors) > ENOUGH else found


def _more(last: Problem, count: int) -> Problem:
    return replace(last, rule="more", suggestion=None,
                   message=Bilingual(f"hierna volgen nog {count} problemen in dit bestand", f"{count} more problems follow in this file"))


def _only_follows(error: Any) -> bool:
    """pydantic counts the good items of a list; that few are good is no mistake of its own."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def json_schema(kind: Any) -> dict[str, Any]:
    """The schema of a type as pydantic writes it: classes under $defs, `| None` as anyOf."""
    return _adapter(kind).json_schema()


# pydantic's error type -> our rule, Dutch, English. {field} is the field, {read} the value, {limit} the bound.
_MEANINGS: dict[str, tuple[str, str, str]] = {
    "missing": ("missing", "`{field}` ontbreekt", "`{field}` is missing"),
    "unexpected_keyword_argument": ("unknown-field", "`{field}` is geen veld{hint_nl}", "`{field}` is no field{hint_en}"),
    "string_type": ("text-wanted", "`{field}` moet één tekst zijn", "`{field}` must be one text"),
    "string_too_short": ("empty", "`{field}` is leeg", "`{field}` is empty"),
    "string_too_long": ("too-long", "`{field}` is langer dan {limit} tekens", "`{field}` is longer than {limit} characters"),
    "string_pattern_mismatch": ("pattern", "`{read}` past niet bij `{field}`: gebruik {form_nl}",
                                "`{read}` does not fit `{field}`: use {form_en}"),
    "literal_error": ("choice", "`{read}` kan hier niet; kies uit {limit}", "`{read}` is not possible here; choose from {limit}"),
    "tuple_type": ("list-wanted", "`{field}` moet een lijst zijn: elk onderdeel na een streepje (- )",
                   "`{field}` must be a list: each item after a dash (- )"),
    "too_short": ("empty", "`{field}` heeft te weinig onderdelen", "`{field}` has too few items"),
    "too_long": ("too-many", "`{field}` heeft te veel onderdelen", "`{field}` has too many items"),
    "dataclass_type": ("fields-wanted", "`{field}` moet uit velden bestaan: {limit}",
                       "`{field}` must consist of fields: {limit}"),
    "dict_type": ("fields-wanted", "`{field}` moet uit velden bestaan", "`{field}` must consist of fields"),
}
# What our patterns ask for, by the sign that only that one holds.
_FORMS = (("\\n", "één regel", "one line"),
          ("_]", "kleine letters, cijfers en _", "lower-case letters, digits and _"),
          ("\\w", "letters en cijfers zonder # en zonder spatie", "letters and digits without # and without a space"),
          ("", "kleine letters zonder accent, cijfers en streepjes", "lower-case letters without accents, digits and hyphens"))


def _problem(record: Record, kind: Any, error: Any) -> Problem:
    where: Where = tuple(error["loc"])
    context = error.get("ctx", {})
    if "nl" in context:      # raised by one of our own validators
        return record.problem(where, error["type"], context["nl"], context["en"],
                              suggestion=_line(record, where, str(error["input"]), context["suggestion"]))
    rule, nl, en = _MEANINGS.get(error["type"], ("value", "`{field}` klopt niet", "`{field}` is not right"))
    _, form_nl, form_en = next(form for form in _FORMS if form[0] in context.get("pattern", ""))
    words = {"read": " ".join(str(error["input"])[:60].split()), "limit": _limit(error, kind, where), "hint_nl": "", "hint_en": "",
             "form_nl": form_nl, "form_en": form_en}
    suggestion = None
    if rule == "unknown-field":
        near = difflib.get_close_matches(str(where[-1]), _field_names(kind, where[:-1]), 1)
        if near:
            words |= {"hint_nl": f"; bedoelt u `{near[0]}`?", "hint_en": f"; did you mean `{near[0]}`?"}
            suggestion = _line(record, where, str(where[-1]), near[0])
    field = where
    if rule == "missing" and where[-1] == "id" and where[0] == "signatories":
        nl += "; geef charter new met datum en plaats nog eens, dan komt hij erbij"
        en += "; give charter new with date and place once more, and it is added"
    if rule == "missing":
        where = (*where[:-1], FIRST_LINE)
    return record.problem(where, rule, nl.format(field=_spoken(field, "nl"), **words), en.format(field=_spoken(field, "en"), **words),
                          suggestion=suggestion)


def _spoken(where: Where, lang: str) -> str:
    """The field's name; for an item of a list the list's name and the item's number from 1."""
    if not where:
        return "file" if lang == "en" else "bestand"
    if isinstance(where[-1], int):
        return f"{_spoken(where[:-1], lang)} {where[-1] + 1}"
    return str(where[-1])


def _limit(error: Any, kind: Any, where: Where) -> str:
    context = error.get("ctx", {})
    if "expected" in context:
        return context["expected"].replace("'", "").replace(" or ", ", ")
    if error["type"] == "dataclass_type":
        return ", ".join(_field_names(kind, where))
    return str(context.get("max_length", ""))


def _line(record: Record, where: Where, read: str, write: str) -> str | None:
    """The whole line with one value replaced, or None when that cannot be said of one line."""
    line = record.line(record.mark(where)[0])
    return line.replace(read, write, 1) if write and read and line.count(read) == 1 else None


def _field_names(kind: Any, where: Where) -> list[str]:
    """The names of the fields that may stand at a place."""
    for step in where:
        kind = next(_inner(kind, step), None)
    owner = next(_dataclasses(kind), None)
    return [getattr(f.default, "alias", None) or f.name for f in fields(owner)] if owner else []


def _dataclasses(kind: Any) -> Iterator[Any]:
    if is_dataclass(kind):
        yield kind
    elif typing.get_origin(kind) in (types.UnionType, typing.Union, typing.Annotated):
        for part in typing.get_args(kind):
            yield from _dataclasses(part)


def _inner(kind: Any, step: str | int) -> Iterator[Any]:
    """What stands under a field or an item of a type."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union, typing.Annotated):
        for part in typing.get_args(kind):
            yield from _inner(part, step)
    elif origin is tuple and isinstance(step, int):
        yield typing.get_args(kind)[0]
    elif origin is dict and isinstance(step, str):
        yield typing.get_args(kind)[1]
    elif is_dataclass(kind) and isinstance(step, str):
        hint = typing.get_type_hints(kind, include_extras=True).get(step)
        if hint is not None:
            yield hint
