"""Plain values become typed ones; every mistake becomes a Problem with the line of its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from charter.model.days import is_time
from charter.model.fault import Fault, Said
from charter.model.forms import consent_date
from charter.model.meanings import MEANINGS, value
from charter.problems import Bilingual, Problem
from charter.records import Record, Where
from charter.records.rewriting import all_changes, as_value

T = TypeVar("T")
ENOUGH = 200        # problems of one file that are spelled out


@cache
def _adapter(kind: Any) -> TypeAdapter:
    return TypeAdapter(kind)


def json_schema(kind: Any) -> dict[str, Any]:
    """The schema of a type as pydantic writes it: classes under $defs, `| None` as anyOf."""
    return _adapter(kind).json_schema()


def typed(record: Record, kind: type[T]) -> tuple[T | None, tuple[Problem, ...]]:
    """The record's values as `kind`, or None and what is wrong with them."""
    try:
        return _adapter(cast(Hashable, kind)).validate_python(record.values), ()
    except ValidationError as e:
        errors = [error for error in e.errors(include_url=False) if not _only_follows(error)]
        found = _together(record, [_problem(record, kind, error) for error in errors[:ENOUGH]])
        return None, (*found, more(found[-1], len(errors) - ENOUGH)) if len(errors) > ENOUGH else found


def _together(record: Record, found: list[Problem]) -> tuple[Problem, ...]:
    """Several mistakes of one rule on one line have one line to write, in which all of them are mended.

    Of one rule: who may trust one suggestion must not get a guess of another with it.
    """
    lines = {place: [p.suggestion for p in found if (p.line, p.rule) == place and p.suggestion is not None]
             for place, count in Counter((p.line, p.rule) for p in found if p.suggestion is not None).items() if count > 1}
    whole = {place: written for place, several in lines.items() if (written := all_changes(record.line(place[0]), several)) is not None}
    return tuple(replace(p, suggestion=whole[p.line, p.rule]) if p.suggestion is not None and (p.line, p.rule) in whole else p for p in found)


def more(last: Problem, count: int) -> Problem:
    """So many problems that the rest is only counted.

    more:
      nl: Van één bestand worden de eerste 200 problemen genoemd. Wie die oplost, ziet daarna de rest.
      en: Of one file the first 200 problems are told. Who mends these sees the rest after that.
      fails: (een bestand met meer dan tweehonderd problemen)
      passes: (een bestand met hoogstens tweehonderd problemen)
    """
    return replace(last, rule="more", suggestion=None,
                   message=Bilingual(f"hierna volgen nog {count} problemen in dit bestand", f"{count} more problems follow in this file"))


def _only_follows(error: Any) -> bool:
    """pydantic counts the good items of a list; that few are good is no mistake of its own."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(record: Record, kind: Any, error: Any) -> Problem:
    fault = Fault(record, kind, tuple(error["loc"]), error["input"], error.get("ctx", {}))
    if "nl" in fault.bounds:      # raised by one of our own validators
        said = _as_the_validator_says(fault, error["type"])
        rule = said.rule or error["type"]
    else:
        meaning = MEANINGS.get(error["type"], value)
        said = meaning(fault)
        rule = said.rule or meaning.__name__.replace("_", "-")
    nl, en = (sentence.replace("{field}", _spoken(fault.where, lang)) for sentence, lang in ((said.nl, "nl"), (said.en, "en")))
    return record.problem(fault.where if said.where is None else said.where, rule, nl, en, suggestion=said.line)


def _as_the_validator_says(fault: Fault, rule: str) -> Said:
    bounds = fault.bounds
    if bounds["without"]:
        where = (*fault.where, bounds["without"])
        return Said(bounds["nl"], bounds["en"], fault.record.without(where), where)
    if rule == "date" and fault.where[-2:-1] == ("consent",) and not bounds["suggestion"]:
        return consent_date(fault)
    if rule == "moment" and not bounds["suggestion"] and (day := _day_beside(fault)) and is_time(str(fault.read)):
        bounds = bounds | {"suggestion": f"{day} {is_time(str(fault.read))}"}
    write = as_value(bounds["suggestion"]) if bounds["suggestion"] else ""
    return Said(bounds["nl"], bounds["en"], fault.with_value(write) if write or rule == "reference" else None)


def _day_beside(fault: Fault) -> str:
    """The date of the record that a time without a day belongs to: of the change, or of the signing."""
    values: Any = fault.record.values
    for step in fault.where[:-1] if isinstance(values, list) else ():
        values = values[step]
    day = values.get("date") if isinstance(values, dict) else None
    return day if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


def _spoken(where: Where, lang: str) -> str:
    """The field's name; for an item of a list the list's name and the item's number from 1."""
    names = [str(step) for step in where if isinstance(step, str)]
    number = f"{where[-1] + 1}" if where and isinstance(where[-1], int) else ""
    if not names:
        return {"nl": f"onderdeel {number}" if number else "dit bestand", "en": f"item {number}" if number else "this file"}[lang]
    return f"`{names[-1]} {number}`" if number else f"`{names[-1]}`"
