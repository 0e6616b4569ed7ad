"""The schema of changes.yaml: what happened since signing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from charter.model.types import STRICT, Code, Day, Id, Line, Moment, Url, wrong

KINDS = ("renamed", "merged_into", "split_into", "withdrawn", "details")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Renamed:
    """A new name."""

    name: Line = Field(description="nieuwe naam")
    sort_name: Line | None = Field(default=None, description="waarop de nieuwe naam wordt gesorteerd")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Details:
    """Facts that changed; those left out stay."""

    seat: Line | None = Field(default=None, description="vestigingsplaats")
    website: Url | None = Field(default=None, description="website")
    sector: Code | None = Field(default=None, description="sector")
    kind: Code | None = Field(default=None, description="soort")
    size: Code | None = Field(default=None, description="grootte")
    sort_name: Line | None = Field(default=None, description="waarop de naam wordt gesorteerd")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Change:
    """One event in the life of a signatory; exactly one of the five kinds."""

    date: Day = Field(description="datum")
    publish_at: Moment | None = Field(default=None, description="niet openbaar vóór dit moment; anders de datum, 00:00")
    id: Id = Field(description="id van de ondertekenaar")
    renamed: Renamed | None = Field(default=None, description="kreeg een nieuwe naam")
    merged_into: Id | None = Field(default=None, description="ging op in deze ondertekenaar")
    split_into: Annotated[tuple[Id, ...], Field(min_length=1)] | None = Field(default=None, description="splitste in deze ondertekenaars")
    withdrawn: Literal["former", "erased"] | None = Field(
        default=None, description="trok zich terug",
        json_schema_extra={"enumDescriptions": ["de pagina blijft en zegt het", "naam, pagina en foto's verdwijnen"]})
    details: Details | None = Field(default=None, description="andere gegevens")

    def __post_init__(self) -> None:
        _check_kind(self)
        _check_itself(self)

    @property
    def kind(self) -> str:
        """Which of KINDS this is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def leaves(self) -> bool:
        """Whether the organisation is a signatory no more."""
        return bool(self.withdrawn or self.merged_into or self.split_into)


def _check_kind(change: Change) -> None:
    """A change is of one kind.

    change-kind:
      nl: Elke wijziging is één gebeurtenis. Gebeurden er twee dingen op een dag, dan zijn het twee regels.
      en: Every change is one event. When two things happened on one day they are two items.
      fails: |
        # changes.yaml
        - {date: 2027-01-01, id: gemeente-voorbeeld, withdrawn: former, renamed: {name: Gemeente Nieuw}}
      passes: |
        # changes.yaml
        - {date: 2027-01-01, id: gemeente-voorbeeld, renamed: {name: Gemeente Nieuw}}
    """
    given = [kind for kind in KINDS if getattr(change, kind) is not None]
    if len(given) != 1:
        raise wrong("change-kind", f"geef precies één van: {', '.join(KINDS)}", f"give exactly one of: {', '.join(KINDS)}",
                    without=given[-1] if given else "")


def _check_itself(change: Change) -> None:
    """Nobody becomes part of itself.

    change-itself:
      nl: Een organisatie gaat op in een andere, of splitst zich in andere. Zelf blijft zij dan niet bestaan.
      en: An organisation merges into another one, or splits into others. It does not go on existing itself.
      fails: |
        # changes.yaml
        - {date: 2027-01-01, id: gemeente-voorbeeld, merged_into: gemeente-voorbeeld}
      passes: |
        # changes.yaml
        - {date: 2027-01-01, id: gemeente-voorbeeld, renamed: {name: Gemeente Nieuw}}
    """
    if change.id in (change.merged_into, *(change.split_into or ())):
        raise wrong("change-itself", f"`{change.id}` kan niet in zichzelf opgaan of zich in zichzelf splitsen",
                    f"`{change.id}` cannot merge or split into itself")


def erased_ids(changes: Iterable[Change]) -> frozenset[str]:
    """Those who had their details removed, at any of these dates."""
    return frozenset(change.id for change in changes if change.withdrawn == "erased")
