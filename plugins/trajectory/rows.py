"""The rows of one signature: each step with its state, its deadline, and the field that says so. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from charter.model.programme import Step
from charter.records import Where
from trajectory.cases import Case, events, is_done
from trajectory.contradictions import Contradiction
from trajectory.free_days import FreeDays
from trajectory.rules import Deadline, Events, Key, State, deadline, is_paused, state_on
from trajectory.steps import ARTICLE, SIGNING, SURVEY, YEARLY


class Row(NamedTuple):
    """One step of one signature, and for the survey one year of it; `year` is None for all other steps.

    `due` stays when the step is done; it is None without a rule, and when the step is not applicable. `rule` is the id
    of the rule behind `due`, or of the contradiction. `file`, `line` and `column` (from 1) lead to what was typed; else
    to what proves it; else to the signatory.
    """

    case: Case
    step: str
    year: int | None
    state: State
    due: date | None
    rule: str | None
    deadline: Deadline | None = None        # the arithmetic behind `due`, also when the step is not applicable
    wrong: Contradiction | None = None
    file: str = ""
    line: int = 1
    column: int = 1

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def batch(self) -> str:
        return self.case.slug

    @property
    def officer(self) -> str:
        """The code of who looks after the signatory; empty when nobody does."""
        return self.case.agreed.officer or ""


TO_DO = "to_do"
Keep = Callable[[Row], bool]


def is_to_do(row: Row) -> bool:
    """Not done, and no rule says when: nobody will be warned about it in any other way."""
    return row.state == "open" and row.rule is None


def everything(row: Row) -> bool:
    """Keeps every row."""
    return True


def nothing(row: Row) -> bool:
    """Keeps no row."""
    return False


def case_rows(case: Case, steps: tuple[Step, ...], free: FreeDays, wrong: tuple[Contradiction, ...] = (), *,
              of_done: bool = True) -> Iterator[Row]:
    """The rows of one signature, in order of step and year. `of_done`: also count when was due what is done already."""
    happened = events(case)
    firsts = {(c.step, c.year): c for c in reversed(wrong)}
    listed = _years(case, happened, free)
    years = sorted({year for _, year in (*happened, *firsts) if year} | set(listed))
    for step in steps:
        if case.lost and _is_lost(case, step.id):
            continue
        for year in years if step.id in YEARLY else (None,):
            key = step.id, year
            if not of_done and key in happened and key not in firsts and step.id not in case.agreed.not_applicable:
                yield Row(case, step.id, year, "done", None, None)
            else:
                yield _row(case, key, happened, firsts.get(key), free)


def _is_lost(case: Case, step: str) -> bool:
    """Whether nothing may be said of a step: what is kept of it, or of the one that it is counted from, cannot be read."""
    rule = case.rules.get(step)
    return step in case.lost or (rule is not None and rule.after in case.lost)


def _years(case: Case, happened: Events, free: FreeDays) -> Iterator[int]:
    """Of the survey: up to the first year that is not yet due, or of which nobody knows yet when it is."""
    for step in YEARLY:
        year, due, rule = 1, due_of(case, (step, 1), happened, free), case.rules.get(step)
        yield year
        comes_back = rule and (rule.repeats or rule.after in YEARLY)
        while comes_back and due and due.day <= case.today:
            year, due = year + 1, due_of(case, (step, year + 1), happened, free)
            yield year


def due_of(case: Case, key: Key, happened: Events, free: FreeDays) -> Deadline | None:
    """When a step of a signature is due after what happened."""
    rule = case.rules.get(key[0])
    return deadline(rule, key[1], happened, case.agreed, free) if rule else None


def _row(case: Case, key: Key, happened: Events, wrong: Contradiction | None, free: FreeDays) -> Row:
    (step, year), rule = key, case.rules.get(key[0])
    found = due_of(case, key, happened, free)
    due = found.day if found else None
    if wrong:
        return Row(case, step, year, "contradictory", due, wrong.rule, found, wrong)
    state = _state(case, step, is_done(key, happened), due)
    return Row(case, step, year, state, None if state == "not_applicable" else due, rule.id if rule else None, found)


def _state(case: Case, step: str, done: bool, due: date | None) -> State:
    """The first that matches."""
    if step in case.agreed.not_applicable:
        return "not_applicable"
    if done:
        return "done"
    if case.left_on:
        return "not_applicable"
    if is_paused(case.agreed.pauses, case.today):
        return "paused"
    return state_on(case.today, due, case.rules.get(step))


def place_of(case: Case, step: str, year: int | None, wrong: Contradiction | None = None) -> tuple[str, Where]:
    """The file and the way to what was typed; else to what proves it; else to the signatory."""
    typed = case.trajectory
    if wrong:
        return case.file, wrong.where
    if typed and step in typed.not_applicable:
        return case.file, (case.id, "not_applicable", step)
    if typed and step in YEARLY:
        places = (n for n, survey in enumerate(typed.surveys) if survey.year == year)
        return case.file, next(((case.id, "steps", SURVEY, n) for n in places), (case.id,))
    if typed and step in typed.steps:
        return case.file, (case.id, "steps", step)
    if step in (SIGNING, ARTICLE):
        return case.batch_file, (case.published_by if step == ARTICLE else "date",)
    return (case.file, (case.id,)) if typed else (case.batch_file, ("signatories", case.number))
