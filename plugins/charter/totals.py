"""How many ever signed and how many are signatories, after every signing: checkpoint + new - left + returned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.folder import Records
from charter.model.programme import Programme


@dataclass(frozen=True)
class Totals:
    """How many ever signed, and how many are signatories."""

    ever: int
    now: int


def totals_of(records: Records) -> dict[str, Totals | None]:
    """By slug the totals right after that signing, when everything has been published."""
    assert records.programme is not None
    batches = dict(sorted(records.batches.items(), key=lambda b: (b[1].date, b[0])))
    changes = tuple(sorted(records.changes, key=lambda c: (c.date, c.id, c.kind)))
    return totals_after(records.programme, batches, changes, date.max)


def _complete(programme: Programme, batches: dict[str, Batch]) -> bool:
    """Whether the records alone know everyone: nothing was signed before they are complete."""
    since = programme.complete_since
    first = min((b.date for b in batches.values()), default=None)
    return since is None or first is None or since <= first


def totals_after(programme: Programme, batches: dict[str, Batch], changes: tuple[Change, ...], today: date) -> dict[str, Totals | None]:
    """By slug right after that signing, and under '' after everything: checkpoint + new - left + returned."""
    ends = [(slug, (batch.date, 0, slug)) for slug, batch in batches.items()]
    return _totals_at(programme, batches, changes, [*ends, ("", (today, 2, ""))])


def totals_on(programme: Programme, batches: dict[str, Batch], changes: tuple[Change, ...], days: Iterable[date]) -> dict[date, Totals | None]:
    """On the evening of each day."""
    return _totals_at(programme, batches, changes, [(day, (day, 2, "")) for day in days])


Key = tuple[date, int, str]
Name = TypeVar("Name", bound=Hashable)


def _totals_at(programme: Programme, batches: dict[str, Batch], changes: tuple[Change, ...],
               ends: Iterable[tuple[Name, Key]]) -> dict[Name, Totals | None]:
    points = sorted(programme.base_totals, key=lambda c: c.date)
    complete = _complete(programme, batches)
    tally = _tally(batches, changes)
    keys = [key for key, _, _ in tally]
    found: dict[Name, Totals | None] = {}
    for name, end in ends:
        point = next((p for p in reversed(points) if p.date <= end[0]), None)
        if point is None and not complete:
            found[name] = None
            continue
        start = bisect_right(keys, (point.date, 2, "")) if point else 0
        stop = max(start, bisect_right(keys, (*end[:2], end[2] if end[1] == 0 else "￿")))
        before = tally[start - 1][1:] if start else (0, 0)
        after = tally[stop - 1][1:] if stop else (0, 0)
        found[name] = Totals((point.ever if point else 0) + after[0] - before[0],
                             (point.now if point else 0) + after[1] - before[1])
    return found


def _tally(batches: dict[str, Batch], changes: tuple[Change, ...]) -> list[tuple[Key, int, int]]:
    """Running counts of new signatories and of signatories, by (date, signing or change, slug)."""
    events: list[tuple[Key, str, object]] = [((b.date, 0, slug), s.id, s) for slug, b in batches.items() for s in b.signatories]
    events += [((c.date, 1, ""), c.id, c) for c in changes if c.leaves]
    signed: set[str] = set()        # who is not there cannot leave: the change may be public before the signing is
    known: set[str] = set()
    left: set[str] = set()
    ever = now = 0
    rows = []
    for key, id_, event in sorted(events, key=lambda e: e[0]):
        if isinstance(event, Change):
            now -= id_ in signed and id_ not in left
            left |= {id_} & signed
        elif id_ in left:
            now += 1
            left.discard(id_)
        elif id_ not in known and not event.again:  # type: ignore[attr-defined]
            known.add(id_)
            ever, now = ever + 1, now + 1
        if not isinstance(event, Change):
            signed.add(id_)
        rows.append((key, ever, now))
    return rows
