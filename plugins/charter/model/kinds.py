"""What the schema says of a place: which fields may stand there, and whether one is required."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from charter.records import Where


def kind_at(kind: Any, where: Where) -> Any:
    """The type that belongs at a place below `kind`, or None."""
    for step in where:
        kind = next(_inner(kind, step), None)
    return kind


def fields_of(kind: Any) -> list[str]:
    """The names of the fields of a type, as staff write them."""
    owner = next(_dataclasses(kind), None)
    return [getattr(f.default, "alias", None) or f.name for f in fields(owner)] if owner else []


def field_at(kind: Any, where: Where) -> Any:
    """pydantic's account of the field at a place; None for an item of a list."""
    owner = next(_dataclasses(kind_at(kind, where[:-1])), None)
    return owner.__pydantic_fields__.get(where[-1]) if owner and where else None


def is_optional(kind: Any, where: Where) -> bool:
    """Whether a place may be left empty."""
    field = field_at(kind, where)
    return bool(field and not field.is_required())


def item_of(kind: Any) -> Any:
    """The type of the items of a list, or None."""
    return next(_inner(kind, 0), None)


def _dataclasses(kind: Any) -> Iterator[Any]:
    if is_dataclass(kind) and isinstance(kind, type):
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
