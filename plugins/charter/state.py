"""What is true at a moment: who signed, under which name today, and how many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Literal

from charter.language import collation_key
from charter.model.batch import Batch, Signature
from charter.model.changes import Change
from charter.model.folder import Records
from charter.model.programme import Programme

Status = Literal["active", "former", "merged", "split", "erased"]


@dataclass(frozen=True)
class Signing:
    """One signature in its batch."""

    slug: str
    date: date
    number: int             # place in the batch, from 0
    signature: Signature


@dataclass
class Organisation:
    """A signatory today."""

    id: str
    name: str = ""
    sort_name: str | None = None
    seat: str | None = None
    website: str | None = None
    sector: str | None = None
    kind: str | None = None
    size: str | None = None
    status: Status = "active"
    left_on: date | None = None
    successors: tuple[str, ...] = ()
    predecessors: list[str] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    former_names: list[tuple[date, str]] = field(default_factory=list)      # until when, which
    changes: list[Change] = field(default_factory=list)

    @cached_property
    def order(self) -> tuple:
        """Sorts as people expect; the id keeps two of one name apart."""
        return *collation_key(self.sort_name or self.name), self.id

    @property
    def latest(self) -> Signature:
        """The signature that says its dimensions, ambition and signer today."""
        return self.signings[-1].signature


@dataclass(frozen=True)
class Totals:
    """How many ever signed, and how many are signatories."""

    ever: int
    now: int


@dataclass(frozen=True)
class State:
    """Everything that is public at `moment`; batches are in order of (date of signing, slug)."""

    moment: datetime | None                 # None: a preview, everything counts as published
    programme: Programme
    batches: dict[str, Batch]
    organisations: dict[str, Organisation]
    changes: tuple[Change, ...]
    totals: dict[str, Totals | None]        # by slug: right after that signing
    embargoed: dict[str, datetime]          # by slug: only in a preview, those not yet published

    @property
    def day(self) -> date | None:
        """The day that it is; None in a preview, where every date has come."""
        return self.moment.date() if self.moment else None

    @property
    def totals_now(self) -> Totals | None:
        """After everything that is public."""
        return self.totals.get("")

    def visible(self) -> Iterator[Organisation]:
        """Those with a page, in order of name."""
        return iter(sorted((o for o in self.organisations.values() if o.status != "erased"), key=lambda o: o.order))


def published_at(item: Batch | Change) -> datetime:
    """When it becomes public, local time: never before its date."""
    midnight = datetime.combine(item.date, time())
    return max(item.publish_at or midnight, midnight)


def moments(records: Records) -> list[datetime]:
    """Every moment at which something becomes public, in order: between two of them the site stays the same."""
    batches = records.batches.values()
    return sorted({published_at(b) for b in batches} | {c.at for b in batches for c in b.corrections}
                  | {published_at(c) for c in records.changes}
                  | {datetime.combine(day, time()) for b in batches for photo in b.all_photos() for day in photo.consent_days()}
                  | {datetime.combine(c.date, time()) for c in (records.programme.base_totals if records.programme else ())})


def state_at(records: Records, moment: datetime | None, now: datetime | None = None) -> State:
    """The state at a local moment; None means a preview, in which `now` tells what is still under embargo."""
    assert records.programme is not None

    def public(item: Batch | Change) -> bool:
        return moment is None or published_at(item) <= moment

    batches = {slug: batch for slug, batch in sorted(records.batches.items(), key=lambda b: (b[1].date, b[0])) if public(batch)}
    changes = tuple(sorted(filter(public, records.changes), key=lambda c: (c.date, c.id, c.kind)))
    organisations = _organisations(batches, changes)
    embargoed = {slug: published_at(batch) for slug, batch in batches.items()
                 if moment is None and now and published_at(batch) > now}
    return State(moment, records.programme, batches, organisations, changes,
                 _totals(records.programme, batches, changes, moment.date() if moment else date.max), embargoed)


def totals_of(records: Records) -> dict[str, Totals | None]:
    """By slug the totals right after that signing, when everything has been published."""
    assert records.programme is not None
    batches = dict(sorted(records.batches.items(), key=lambda b: (b[1].date, b[0])))
    changes = tuple(sorted(records.changes, key=lambda c: (c.date, c.id, c.kind)))
    return _totals(records.programme, batches, changes, date.max)


def _organisations(batches: dict[str, Batch], changes: Iterable[Change]) -> dict[str, Organisation]:
    """Tells signatures and changes in order of date; a change on the day of a signing comes after it."""
    found: dict[str, Organisation] = {}
    events: list[tuple[date, int, Signing | Change]] = [
        (batch.date, 0, Signing(slug, batch.date, n, signature))
        for slug, batch in batches.items() for n, signature in enumerate(batch.signatories)]
    events += [(change.date, 1, change) for change in changes]
    for _, _, event in sorted(events, key=lambda e: e[:2]):
        if isinstance(event, Signing):
            _sign(found.setdefault(event.signature.id, Organisation(event.signature.id)), event)
        elif event.id in found:
            _change(found[event.id], event)
    for change in changes:      # at the end: an organisation may go into one that signs later
        for successor in (change.merged_into, *(change.split_into or ())):
            if change.id in found and successor in found and change.id not in found[successor].predecessors:
                found[successor].predecessors.append(change.id)
    return found


def _sign(organisation: Organisation, signing: Signing) -> None:
    signature = signing.signature
    if organisation.signings and signature.name != organisation.name:
        organisation.former_names.append((signing.date, organisation.name))
    organisation.signings.append(signing)
    organisation.status, organisation.left_on, organisation.successors = "active", None, ()
    organisation.name, organisation.sort_name = signature.name, signature.sort_name
    for detail in ("seat", "website", "sector", "kind", "size"):
        value = getattr(signature, detail)
        if value is not None:
            setattr(organisation, detail, value)


def _change(organisation: Organisation, change: Change) -> None:
    organisation.changes.append(change)
    if change.renamed:
        organisation.former_names.append((change.date, organisation.name))
        organisation.name, organisation.sort_name = change.renamed.name, change.renamed.sort_name
    elif change.details:
        for detail in ("seat", "website", "sector", "kind", "size", "sort_name"):
            value = getattr(change.details, detail)
            if value is not None:
                setattr(organisation, detail, value)
    else:
        _leave(organisation, change)


def _leave(organisation: Organisation, change: Change) -> None:
    organisation.left_on = change.date
    if change.withdrawn:
        organisation.status = "erased" if change.withdrawn == "erased" else "former"
        return
    organisation.status = "merged" if change.merged_into else "split"
    organisation.successors = (change.merged_into,) if change.merged_into else change.split_into or ()


def _complete(programme: Programme, batches: dict[str, Batch]) -> bool:
    """Whether the records alone know everyone: nothing was signed before they are complete."""
    since = programme.complete_since
    first = min((b.date for b in batches.values()), default=None)
    return since is None or first is None or since <= first


def _totals(programme: Programme, batches: dict[str, Batch], changes: tuple[Change, ...], today: date) -> dict[str, Totals | None]:
    """By slug right after that signing, and under '' after everything: checkpoint + new - left + returned."""
    points = sorted(programme.base_totals, key=lambda c: c.date)
    complete = _complete(programme, batches)
    tally = _tally(batches, changes)
    keys = [key for key, _, _ in tally]
    found: dict[str, Totals | None] = {}
    ends = [(slug, (batch.date, 0, slug)) for slug, batch in batches.items()]
    for slug, end in [*ends, ("", (today, 2, ""))]:
        point = next((p for p in reversed(points) if p.date <= end[0]), None)
        if point is None and not complete:
            found[slug] = None
            continue
        start = bisect_right(keys, (point.date, 2, "")) if point else 0
        stop = max(start, bisect_right(keys, (*end[:2], end[2] if end[1] == 0 else "￿")))
        before = tally[start - 1][1:] if start else (0, 0)
        after = tally[stop - 1][1:] if stop else (0, 0)
        found[slug] = Totals((point.ever if point else 0) + after[0] - before[0],
                             (point.now if point else 0) + after[1] - before[1])
    return found


Key = tuple[date, int, str]


def _tally(batches: dict[str, Batch], changes: tuple[Change, ...]) -> list[tuple[Key, int, int]]:
    """Running counts of new signatories and of signatories, by (date, signing or change, slug)."""
    events: list[tuple[Key, str, object]] = [((b.date, 0, slug), s.id, s) for slug, b in batches.items() for s in b.signatories]
    events += [((c.date, 1, ""), c.id, c) for c in changes if c.withdrawn or c.merged_into or c.split_into]
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
