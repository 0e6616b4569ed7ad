"""Rules over changes.yaml: what cannot have happened, or not twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charter.checks.signed import signatures
from charter.model.folder import Records
from charter.problems import Problem
from charter.records import FIRST_LINE, Where


def change_before_signing(records: Records) -> Iterator[Problem]:
    """Nothing happens to a signatory before it signed.

    change-before-signing:
      nl: Een verandering in changes.yaml komt na de ondertekening. Een eerdere datum is een typefout en zou de totalen verschuiven.
      en: A change in changes.yaml comes after the signing. An earlier date is a slip and would shift the totals.
      fails: |
        # changes.yaml
        - {date: 2026-01-01, id: a, renamed: {name: B}}
      passes: |
        # changes.yaml
        - {date: 2026-04-01, id: a, renamed: {name: B}}
    """
    first: dict[str, date] = {}
    for _, batch, _, signature in signatures(records):
        first.setdefault(signature.id, batch.date)
    for number, change in enumerate(records.changes):
        if change.id in first and change.date < first[change.id]:
            yield records.problem("changes.yaml", (number, "date"), "change-before-signing",
                                  f"`{change.id}` tekende pas op {first[change.id]}", f"`{change.id}` only signed on {first[change.id]}")


def change_twice(records: Records) -> Iterator[Problem]:
    """One kind of change a day for each: date, id and kind are the name of the change in every feed.

    change-twice:
      nl: >-
        Een organisatie heeft per dag hoogstens één verandering van elke soort. Datum, id en soort zijn samen de naam van de
        verandering in elke feed; twee met dezelfde naam zouden elkaar overschrijven.
      en: >-
        An organisation has one change of each kind a day at most. Date, id and kind are the name of the change in every feed; two
        of one name would overwrite each other.
      fails: |
        # changes.yaml
        - {date: 2026-04-01, id: a, details: {seat: Delft}}
        - {date: 2026-04-01, id: a, details: {size: groot}}
      passes: |
        # changes.yaml
        - {date: 2026-04-01, id: a, details: {seat: Delft, size: groot}}
    """
    seen: set[tuple[date, str, str]] = set()
    for number, change in enumerate(records.changes):
        key = (change.date, change.id, change.kind)
        if key in seen:
            yield records.problem("changes.yaml", (number, FIRST_LINE), "change-twice",
                                  f"`{change.id}` heeft op {change.date} al een `{change.kind}`; maak er één van",
                                  f"`{change.id}` already has a `{change.kind}` on {change.date}; make it one")
        seen.add(key)


def after_erased(records: Records) -> Iterator[Problem]:
    """An id that was erased is never used again.

    after-erased:
      nl: >-
        Het id van wie haar gegevens liet verwijderen, wordt nooit meer gebruikt. Anders zou een oud adres ineens van een ander
        zijn, of zou blijken wie er vertrok.
      en: >-
        The id of who had its details removed is never used again. Else an old address would suddenly belong to somebody else, or
        show who left.
      fails: |
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
        - {date: 2026-05-01, id: a, details: {seat: Delft}}
      passes: |
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
    """
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
