"""One case for each signature at a moment: all that the states of its steps follow from. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from charter.model.batch import Batch, Signature
from charter.model.changes import Change
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.programme import Rule
from charter.state import published_at
from trajectory.internal import Internal, path_of
from trajectory.rules import Events, Key, rules_on
from trajectory.steps import ARTICLE, SIGNING, SURVEY, SURVEY_SENT, Trajectory

NOTHING = Trajectory()      # of whom nothing was typed


@dataclass(frozen=True)
class Case:
    """One signature at a moment. Small: tens of thousands travel between processes."""

    slug: str
    number: int             # place in the batch, from 0
    id: str
    name: str               # today
    signed_as: str
    trajectory: Trajectory | None
    lost: frozenset[str]    # steps of which something is kept that cannot be read
    rules: dict[str, Rule]  # by step, for this signing
    signed_on: date
    published_on: date
    published_by: str       # the field of the record that says so
    is_published: bool
    photos: int             # in the public record: of the ceremony, and of this signatory alone
    left_on: date | None    # no longer a signatory since: nothing is asked any more
    today: date

    @property
    def file(self) -> str:
        """The internal file of the batch."""
        return path_of(self.slug)

    @property
    def batch_file(self) -> str:
        """The public record."""
        return batch_path(self.slug)

    @property
    def agreed(self) -> Trajectory:
        """What was typed; empty when nothing was."""
        return self.trajectory or NOTHING


def cases(records: Records, internal: Internal, moment: datetime, *, upcoming: bool = False) -> Iterator[Case]:
    """One for each signature, in order of batch and signing; `upcoming` also of signings dated after the moment."""
    if not records.programme:
        return
    today = moment.date()
    left, names = _leavings(records.changes, today), _names(records.changes, today)
    for slug, batch in records.batches.items():
        if batch.date > today and not upcoming:
            continue
        rules = rules_on(records.programme.trajectory.rules, batch.date)
        kept = internal.trajectories.get(slug, {})
        for number, signature in enumerate(batch.signatories):
            if not internal.is_unclear(slug, signature.id):
                yield Case(slug, number, signature.id, _name(signature, batch, names), signature.name,
                           kept.get(signature.id), internal.lost.get((slug, signature.id), frozenset()), rules, batch.date, published_at(batch).date(),
                           "publish_at" if batch.publish_at else "date", published_at(batch) <= moment,
                           len(batch.photos) + len(signature.photos), _left_on(signature, batch, left), today)


def _leavings(changes: tuple[Change, ...], today: date) -> dict[str, list[date]]:
    """When each id left, the first time first."""
    found: dict[str, list[date]] = {}
    for change in sorted(changes, key=lambda change: change.date):
        if change.leaves and change.date <= today:
            found.setdefault(change.id, []).append(change.date)
    return found


def _left_on(signature: Signature, batch: Batch, left: dict[str, list[date]]) -> date | None:
    """The first time after this signing. Who signs again after that starts anew; the older trajectory stays closed."""
    return next((day for day in left.get(signature.id, ()) if day >= batch.date), None)


def _names(changes: tuple[Change, ...], today: date) -> dict[str, tuple[date, str]]:
    """The last new name of each id."""
    renamed = (c for c in changes if c.renamed and c.date <= today)
    return {c.id: (c.date, c.renamed.name) for c in sorted(renamed, key=lambda c: c.date) if c.renamed}


def _name(signature: Signature, batch: Batch, names: dict[str, tuple[date, str]]) -> str:
    since, name = names.get(signature.id, (date.min, ""))
    return name if since >= batch.date else signature.name


def events(case: Case) -> Events:
    """What happened up to the moment, by step and year: received counts, accepted does not matter."""
    found: dict[Key, date] = {}
    if case.signed_on <= case.today:
        found[SIGNING, None] = case.signed_on
    if case.is_published:
        found[ARTICLE, None] = case.published_on
    for key, day in _typed(case.agreed):
        if day and day <= case.today:
            found.setdefault(key, day)      # the public record, then the first, counts
    return found


def _typed(trajectory: Trajectory) -> Iterator[tuple[Key, date | None]]:
    for step in trajectory.steps:
        if step not in (SIGNING, ARTICLE):
            yield (step, None), trajectory.done(step).received
    for survey in trajectory.surveys:
        yield (SURVEY_SENT, survey.year), survey.sent
        yield (SURVEY, survey.year), survey.received


def is_done(key: Key, happened: Events) -> bool:
    """Whether it happened. That a survey came back proves that it was sent, though not when."""
    step, year = key
    return key in happened or (step == SURVEY_SENT and (SURVEY, year) in happened)
