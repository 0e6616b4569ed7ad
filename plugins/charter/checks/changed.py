"""Rules over changes.yaml: what cannot have happened, or not twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charter.checks.signed import signatures
from charter.model.folder import Records
from charter.problems import Problem
from charter.records import FIRST_LINE, Where


def change_before_signing(records: Records) -> Iterator[Problem]:
    """Nothing happens to a signatory before it signed."""
    first: dict[str, date] = {}
    for _, batch, _, signature in signatures(records):
        first.setdefault(signature.id, batch.date)
    for number, change in enumerate(records.changes):
        if change.id in first and change.date < first[change.id]:
            yield records.problem("changes.yaml", (number, "date"), "change-before-signing",
                                  f"`{change.id}` tekende pas op {first[change.id]}", f"`{change.id}` only signed on {first[change.id]}")


def change_twice(records: Records) -> Iterator[Problem]:
    """One kind of change a day for each: date, id and kind are the name of the change in every feed."""
    seen: set[tuple[date, str, str]] = set()
    for number, change in enumerate(records.changes):
        key = (change.date, change.id, change.kind)
        if key in seen:
            yield records.problem("changes.yaml", (number, FIRST_LINE), "change-twice",
                                  f"`{change.id}` heeft op {change.date} al een `{change.kind}`; maak er één van",
                                  f"`{change.id}` already has a `{change.kind}` on {change.date}; make it one")
        seen.add(key)


def after_erased(records: Records) -> Iterator[Problem]:
    """An id that was erased is never used again."""
    erased: dict[str, date] = {}
    for change in records.changes:
        if change.withdrawn == "erased":
            erased[change.id] = min(change.date, erased.get(change.id, change.date))

    def problem(path: str, where: Where, id_: str) -> Problem:
        return records.problem(path, where, "after-erased",
                               f"`{id_}` liet op {erased[id_]} de gegevens verwijderen; gebruik een nieuw id",
                               f"`{id_}` had its details removed on {erased[id_]}; use a new id")

    for path, batch, number, signature in signatures(records):
        if batch.date > erased.get(signature.id, date.max):
            yield problem(path, ("signatories", number, "id"), signature.id)
    for number, change in enumerate(records.changes):
        if change.date > erased.get(change.id, date.max):
            yield problem("changes.yaml", (number, "id"), change.id)
