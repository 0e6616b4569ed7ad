"""Organisations that may be one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.checks.signed import signatures
from charter.language import collation_key, name_key
from charter.model.folder import Records
from charter.problems import Problem, cut

_SHORTEST = 8       # letters; of two short names that differ by one letter, both are mostly right: KLM and KPN


def near_name(records: Records) -> Iterator[Problem]:
    """An organisation has one id, however its name is written.

    organisation-twice:
      nl: >-
        Eén organisatie staat niet twee keer in een record. Twee handtekeningen met dezelfde naam tellen dubbel, in de kop, in
        het totaal en in de lijst.
      en: >-
        One organisation does not stand twice in a record. Two signatures of one name count double, in the headline, the total
        and the list.
      fails: |
        signatories: [{id: a, name: Café Anders}, {id: b, name: Cafe Anders}]
      passes: |
        signatories: [{id: a, name: Café Anders}, {id: b, name: Slagerij Anders}]
    near-name:
      nl: >-
        Een naam lijkt sterk op die van een andere ondertekenaar. Vaak is het dezelfde organisatie, met een typefout of in een
        andere schrijfwijze. Tekent zij opnieuw, gebruik dan haar id, met again: true. Zijn het er echt twee, zet dan accept met
        een reden in het record.
      en: >-
        A name looks much like that of another signatory. Often it is the same organisation, with a slip or in another
        spelling. If it signs again, use its id, with again: true. If there really are two, put accept with a reason in the
        record.
      fails: |
        signatories: [{id: a, name: Bakkerij Anders}, {id: b, name: Bakkerij Amders}]
      passes: |
        signatories: [{id: a, name: Bakkerij Anders}, {id: b, name: Bakkerij Nieuw}]
    """
    seen: dict[str, tuple[str, str, str]] = {}          # what a name looks like -> id, name and path that had it first
    known: set[str] = set()                             # the same looks: two sets meet at the speed of the smaller one
    for change in records.changes:
        if change.renamed:
            look = looks(change.renamed.name)
            seen |= dict.fromkeys(look - known, (change.id, change.renamed.name, "changes.yaml"))
            known |= look
    told: set[tuple[str, str]] = set()
    for path, _, number, signature in signatures(records):
        look = looks(signature.name)
        for first in dict.fromkeys(seen[shared] for shared in sorted(look & known)):
            if first[0] != signature.id and (first[0], signature.id) not in told and _close(first[1], signature.name):
                told.add((first[0], signature.id))
                yield _problem(records, path, number, signature.name, first)
        seen |= dict.fromkeys(look - known, (signature.id, signature.name, path))
        known |= look


def _problem(records: Records, path: str, number: int, name: str, first: tuple[str, str, str]) -> Problem:
    id_, other, there = first
    where = ("signatories", number, "name")
    if there == path and name_key(name) == name_key(other):
        return records.problem(path, where, "organisation-twice", f"`{cut(name)}` staat hier al als `{cut(other)}`; haal een van de twee weg",
                               f"`{cut(name)}` is here already as `{cut(other)}`; remove one of the two")
    return records.problem(path, where, "near-name", f"`{cut(name)}` lijkt op `{cut(other)}` in {there}; is het dezelfde, gebruik dan het id `{id_}`",
                           f"`{cut(name)}` looks like `{cut(other)}` in {there}; if it is the same, use the id `{id_}`", level="warning")


def _key(name: str) -> str:
    return collation_key(name)[0]


def looks(name: str) -> set[str]:
    """A name without marks, and that with each letter left out in turn: two that share one differ by one slip.

    This is the deletion neighbourhood of Mor and Fraenkel (1982); it finds all pairs without comparing each with each.
    """
    key = _key(name)
    return looks_of(key) if len(key) >= 2 else set()


def looks_of(key: str) -> set[str]:
    """The same of a key."""
    return {key} | {key[:n] + key[n + 1:] for n in range(len(key)) if len(key) >= _SHORTEST}


def _close(one: str, other: str) -> bool:
    """Whether a slip may be all that sets them apart: a number that differs was meant, and so was a first letter."""
    one, other = _key(one), _key(other)
    return one == other or (one[:1] == other[:1] and re.findall(r"\d+", one) == re.findall(r"\d+", other) and min(len(one), len(other)) >= _SHORTEST)
