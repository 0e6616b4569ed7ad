"""One case for each signature at a moment: all that the states of its steps follow from. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from charter.model.batch import Batch, Signature
from charter.model.folder import Records
from charter.model.programme import Rule
from charter.state import published_at
from trajectory.free_days import FreeDays
from trajectory.internal import Internal, path_of
from trajectory.rules import Events, Key, rules_on
from trajectory.steps import ARTICLE, SIGNING, SURVEY, SURVEY_SENT, Trajectory

NOTHING = Trajectory()      # of whom nothing was typed


@dataclass(frozen=True)
class Case:
    """One signature at a moment, with all that its states follow from."""

    slug: str
    batch: Batch
    file: str               # the internal file of the batch
    number: int             # place in the batch, from 0
    signature: Signature
    trajectory: Trajectory | None
    rules: dict[str, Rule]
    left: bool              # no longer a signatory: nothing is asked any more
    published_on: date
    is_published: bool
    today: date
    free: FreeDays


def cases(records: Records, internal: Internal, moment: datetime, free: FreeDays) -> Iterator[Case]:
    """One for each signature, in order of batch and signing."""
    if not records.programme:
        return
    left = _leavings(records, moment.date())
    for slug, batch in records.batches.items():
        if batch.date > moment.date():
            continue
        rules = rules_on(records.programme.trajectory.rules, batch.date)
        published = published_at(batch)
        kept = internal.trajectories.get(slug, {})
        for number, signature in enumerate(batch.signatories):
            if not internal.is_unclear(slug, signature.id):
                gone = left.get(signature.id, date.min) >= batch.date
                yield Case(slug, batch, path_of(slug), number, signature, kept.get(signature.id), rules, gone,
                           published.date(), published <= moment, moment.date(), free)


def _leavings(records: Records, today: date) -> dict[str, date]:
    """When each id last left. Who signs again after that starts anew; the older trajectory stays closed."""
    gone = (c for c in records.changes if (c.withdrawn or c.merged_into or c.split_into) and c.date <= today)
    return {change.id: change.date for change in sorted(gone, key=lambda change: change.date)}


def events(case: Case) -> Events:
    """What happened up to the moment, by step and year: received counts, accepted does not matter."""
    found: dict[Key, date | None] = {}
    trajectory = case.trajectory or NOTHING
    for step in trajectory.steps:
        found[step, None] = trajectory.done(step).received
    for survey in trajectory.surveys:
        found[SURVEY_SENT, survey.year] = survey.sent or survey.received    # an answer proves that it was sent
        found[SURVEY, survey.year] = survey.received
    found[SIGNING, None] = case.batch.date
    found[ARTICLE, None] = case.published_on if case.is_published else None
    return {key: day for key, day in found.items() if day and day <= case.today}
