"""What is true at a moment: who signed, under which name today, and how many there are."""

from __future__ import annotations

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
from charter.totals import Totals, totals_after

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

    @property
    def counted_on(self) -> list[date]:
        """The days of the checkpoints that have come."""
        return [c.date for c in self.programme.base_totals if self.day is None or c.date <= self.day]

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
                 totals_after(records.programme, batches, changes, moment.date() if moment else date.max), embargoed)


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
