"""One error of the schema as it comes in, and what is said of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from charter.model.kinds import is_optional
from charter.records import Record, Where


class Fault(NamedTuple):
    """One error of pydantic: where, what stands there, and the bounds of what may. `kind` is the type of the whole record."""

    record: Record
    kind: Any
    where: Where
    read: Any
    bounds: dict

    def with_value(self, write: str) -> str | None:
        """The line with another value, written as YAML; or as a remark, when nothing can be said and nothing must be there."""
        if write:
            return self.record.with_value(self.where, write)
        return self.record.without(self.where) if is_optional(self.kind, self.where) else None


class Said(NamedTuple):
    """Both sentences, with {field} for the field's name; the line to write instead; where it stands when not at the field;
    the rule when it is not the one of the function."""

    nl: str
    en: str
    line: str | None = None
    where: Where | None = None
    rule: str = ""
