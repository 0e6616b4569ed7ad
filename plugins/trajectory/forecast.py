"""What is going to be due in the coming months: from what happened, and from what is expected to follow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from charter.model.programme import Step
from trajectory.cases import Case, events, is_done
from trajectory.free_days import FreeDays
from trajectory.rows import due_of
from trajectory.rules import Key, later
from trajectory.steps import SIGNING, YEARLY

BACKLOG = ""        # in place of a month: what should have been done before today


class Ahead(NamedTuple):
    """A step that is going to be due. `sure`: its deadline follows from what happened, and not from what is expected."""

    case: Case
    step: str
    year: int | None
    due: date
    sure: bool

    @property
    def month(self) -> str:
        """2026-12, or BACKLOG."""
        return f"{self.due:%Y-%m}" if self.due >= self.case.today else BACKLOG


def months_from(today: date, months: int) -> list[str]:
    """The month of a day and those after it, as 2026-12; and before them the backlog."""
    return [BACKLOG, *(f"{later(today.replace(day=1), f'{n} months'):%Y-%m}" for n in range(months))]


def end_of(months: list[str]) -> date:
    """The first day after the last month."""
    return later(date.fromisoformat(f"{months[-1]}-01"), "1 month")


def ahead(cases: Iterable[Case], steps: tuple[Step, ...], free: FreeDays, until: date) -> Iterator[Ahead]:
    """Of all signatures, what is not done and due before a day.

    What is not done yet is expected on its deadline, or today when that has passed; so a plan that is due in March makes
    a survey that is due a year later. A signing that has yet to be held is expected on its day. Nothing is expected of who left, and not what is not applicable.
    """
    for case in cases:
        if not case.left_on:
            yield from _of_case(case, steps, free, until)


def _of_case(case: Case, steps: tuple[Step, ...], free: FreeDays, until: date) -> Iterator[Ahead]:
    happened = dict(events(case))
    unsure: set[Key] = set()
    if case.signed_on > case.today:
        happened[SIGNING, None] = case.signed_on
        unsure.add((SIGNING, None))
    for step in _anchors_first(steps, case):
        rule = case.rules.get(step.id)
        if rule is None or step.id in case.agreed.not_applicable:
            continue
        anchored_yearly = rule.after in YEARLY
        for year in _years(step.id, bool(rule.repeats) or anchored_yearly):
            key, anchor = (step.id, year), (rule.after, year if anchored_yearly else None)
            due = due_of(case, key, happened, free)
            if due is None or due.day >= until:
                break
            if not is_done(key, happened):
                yield Ahead(case, step.id, year, due.day, anchor not in unsure)
                happened[key] = max(due.day, case.today)
                unsure.add(key)


def _anchors_first(steps: tuple[Step, ...], case: Case) -> Iterator[Step]:
    """Each step behind the one that it is counted from, however charter.yaml lists them. In a circle nothing is ever due."""
    left = list(steps)
    while left:
        waiting = {step.id for step in left}
        ready = [step for step in left if (rule := case.rules.get(step.id)) is None or rule.after not in waiting - {step.id}]
        if not ready:
            return
        yield from ready
        left = [step for step in left if step not in ready]


def _years(step: str, comes_back: bool) -> Iterable[int | None]:
    if step not in YEARLY:
        return (None,)
    return range(1, 1000) if comes_back else (1,)
