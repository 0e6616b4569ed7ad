"""Every step of every signatory at a moment: its state, its deadline, and the file and field that say so. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.programme import Step
from charter.problems import Problem, sorted_problems
from charter.records import Where
from trajectory import checks
from trajectory.cases import NOTHING, Case, cases, events
from trajectory.contradictions import Contradiction, contradictions
from trajectory.free_days import FreeDays
from trajectory.internal import Internal
from trajectory.rules import Events, Key, State, deadline, is_paused, state_on
from trajectory.steps import ARTICLE, SIGNING, SURVEY, YEARLY


class Row(NamedTuple):
    """One step of one signature, and for the survey one year of it; `year` is None for all other steps.

    `due` stays when the step is done; it is None without a rule, and when the step is not applicable. `rule` is the id
    of the rule behind `due`, or of the contradiction.
    """

    case: Case
    step: str
    year: int | None
    state: State
    due: date | None
    rule: str | None
    wrong: Contradiction | None = None

    @property
    def id(self) -> str:
        return self.case.signature.id

    @property
    def batch(self) -> str:
        return self.case.slug

    @property
    def place(self) -> tuple[str, Where]:
        """The file and the way to what was typed; else to what proves it; else to the signatory."""
        return (self.case.file, self.wrong.where) if self.wrong else _place(self.case, self.step, self.year)


@dataclass(frozen=True)
class Worklist:
    """All rows, in order of batch, signatory, step and year, and all problems."""

    records: Records
    internal: Internal
    moment: datetime
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def mark(self, row: Row) -> tuple[int, int]:
        """Line and column of a row."""
        file, where = row.place
        record = self.internal.records.get(file) or self.records.record(file)
        return record.mark(where)


def worklist(records: Records, internal: Internal, moment: datetime, free: FreeDays, *, as_of: bool) -> Worklist:
    """Over all signings dated on or before the moment (local time); `as_of` says that somebody asked for it.

    A signatory whose record cannot be read has problems and no rows.
    """
    rows: list[Row] = []
    problems = [*records.problems, *internal.problems, *checks.problems(records, internal)]
    steps = records.programme.trajectory.steps if records.programme else ()
    for case in cases(records, internal, moment, free):
        wrong = tuple(_contradictions(case, as_of))
        rows += case_rows(case, steps, wrong)
        problems += (internal.records[case.file].problem(c.where, c.rule, c.nl, c.en) for c in wrong)
    return Worklist(records, internal, moment, tuple(rows), sorted_problems(problems))


def _contradictions(case: Case, as_of: bool) -> Iterator[Contradiction]:
    if case.trajectory:
        yield from contradictions(case.signature.id, case.trajectory, case.batch.date, case.published_on,
                                  case.today, as_of)


def case_rows(case: Case, steps: tuple[Step, ...], wrong: tuple[Contradiction, ...]) -> Iterator[Row]:
    """The rows of one signature, in order of step and year."""
    happened = events(case)
    firsts = {(c.step, c.year): c for c in reversed(wrong)}
    years = sorted({year for _, year in (*happened, *firsts) if year} | set(_years(case, happened)))
    for step in steps:
        for year in years if step.id in YEARLY else (None,):
            yield _row(case, (step.id, year), happened, firsts.get((step.id, year)))


def _years(case: Case, happened: Events) -> Iterator[int]:
    """Of the survey: up to the first year that is not yet due, or of which nobody knows yet when it is."""
    for step in YEARLY:
        year, due = 1, _due(case, (step, 1), happened)
        yield year
        while due and due <= case.today:
            year, due = year + 1, _due(case, (step, year + 1), happened)
            yield year


def _due(case: Case, key: Key, happened: Events) -> date | None:
    rule = case.rules.get(key[0])
    return deadline(rule, key[1], happened, case.trajectory or NOTHING, case.free) if rule else None


def _row(case: Case, key: Key, happened: Events, wrong: Contradiction | None) -> Row:
    (step, year), due, rule = key, _due(case, key, happened), case.rules.get(key[0])
    if wrong:
        return Row(case, step, year, "contradictory", due, wrong.rule, wrong)
    state = _state(case, step, key in happened, due)
    return Row(case, step, year, state, None if state == "not_applicable" else due, rule.id if rule else None)


def _state(case: Case, step: str, done: bool, due: date | None) -> State:
    """The first that matches."""
    agreed = case.trajectory or NOTHING
    if step in agreed.not_applicable:
        return "not_applicable"
    if done:
        return "done"
    if case.left:
        return "not_applicable"
    if is_paused(agreed.pauses, case.today):
        return "paused"
    return state_on(case.today, due, case.rules.get(step))


def _place(case: Case, step: str, year: int | None) -> tuple[str, Where]:
    id_, typed = case.signature.id, case.trajectory
    if typed and step in typed.not_applicable:
        return case.file, (id_, "not_applicable", step)
    if typed and step in YEARLY:
        places = (n for n, survey in enumerate(typed.surveys) if survey.year == year)
        return case.file, next(((id_, "steps", SURVEY, n) for n in places), (id_,))
    if typed and step in typed.steps:
        return case.file, (id_, "steps", step)
    if step in (SIGNING, ARTICLE):
        return batch_path(case.slug), ("publish_at",) if step == ARTICLE and case.batch.publish_at else ("date",)
    return (case.file, (id_,)) if typed else (batch_path(case.slug), ("signatories", case.number))
