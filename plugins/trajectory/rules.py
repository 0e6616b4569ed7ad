"""The arithmetic of the trajectory: which rule holds, when a step is due, and what that means on a day. Pure.

A deadline is made in this order: the anchor (what really happened) plus the rule's period, by calendar months with the
month end kept; plus the paused days; the extension when that is later; then on to the next working day. Reminder and
grace count from that last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from charter.model.programme import Rule
from trajectory.free_days import FreeDays
from trajectory.steps import YEARLY, Extension, Pause, Trajectory

State = Literal["done", "open", "due_soon", "due", "grace", "late", "paused", "not_applicable", "contradictory"]


def rules_on(rules: Iterable[Rule], signed_on: date) -> dict[str, Rule]:
    """The rule of every step for a signing: the one with the latest `signed_from` on or before it."""
    holding = (rule for rule in rules if (rule.signed_from or date.min) <= signed_on)
    return {rule.step: rule for rule in sorted(holding, key=lambda rule: rule.signed_from or date.min)}


@cache
def period(text: str, years: int = 0) -> relativedelta:
    """"6 months" as a number of calendar months, with some years more."""
    number, unit = text.split()
    return relativedelta(**{unit.rstrip("s") + "s": int(number)}) + relativedelta(years=years)


@cache
def later(day: date, within: str, years: int = 0) -> date:
    """A period and some years after a day; a day that the month lacks becomes its last.

    Added in one go: 29 February plus four years is 29 February again. After the year 9999 there is no later day.
    """
    try:
        return day + period(within, years)
    except (OverflowError, ValueError):
        return date.max


@cache
def earlier(day: date, within: str) -> date:
    """A period before a day."""
    try:
        return day - period(within)
    except (OverflowError, ValueError):     # before the year 1
        return date.min


def stretched(anchor: date, due: date, pauses: Sequence[Pause]) -> tuple[date, tuple[Stop, ...]]:
    """The deadline plus every paused day from the anchor up to and including the deadline that results.

    So a pause that is still running on the old deadline counts whole: the clock stands still until it ends. Days that
    lie in two pauses count once.
    """
    counted, stops = anchor, []
    for pause in sorted(pauses, key=lambda pause: pause.from_):
        if pause.from_ > due:
            break
        start = max(pause.from_, counted)
        if start < pause.until:
            days = (pause.until - start).days
            due = _plus_days(due, days)
            counted = pause.until
            stops.append(Stop(pause, days))
    return due, tuple(stops)


def _plus_days(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def is_paused(pauses: Iterable[Pause], today: date) -> bool:
    """Whether a pause runs on a day: its `from` is in it, its `until` is not."""
    return any(pause.from_ <= today < pause.until for pause in pauses)


@cache
def working_day(day: date, free: FreeDays) -> date:
    """The day itself, or the first after it that is no Saturday, Sunday or holiday."""
    while (day.weekday() >= 5 or day in free) and day < date.max:
        day += timedelta(days=1)
    return day


Key = tuple[str, int | None]        # a step and, for the survey, its year
Events = Mapping[Key, date]         # when it happened


class Stop(NamedTuple):
    """A pause, and how many days of it moved a deadline."""

    pause: Pause
    days: int


class Deadline(NamedTuple):
    """When a step is due, and each number that went in."""

    rule: Rule
    year: int | None
    anchor: date                    # when the step that the rule counts from happened
    after_period: date              # the anchor and the period of the rule
    stops: tuple[Stop, ...]         # the pauses in between
    counted: date                   # with those days
    extension: Extension | None     # the one that counts: None when it brings no later day
    day: date                       # on a working day: the answer


def deadline(rule: Rule, year: int | None, happened: Events, agreed: Trajectory, free: FreeDays) -> Deadline | None:
    """When a step is due, or None when what its rule counts from has not happened.

    `year` counts from 1 and is None for a step that does not come back.
    """
    counted = _counted(rule, year, happened, agreed.pauses)
    if counted is None:
        return None
    anchor, after_period, due, stops = counted
    extension = _extension(rule, year, due, happened, agreed) if agreed.extensions else None
    day = working_day(extension.until if extension else due, free)
    return Deadline(rule, year, anchor, after_period, stops, due, extension, day)


def _extension(rule: Rule, year: int | None, due: date, happened: Events, agreed: Trajectory) -> Extension | None:
    """The latest that brings a later day. Of a step that comes back it holds for the year in which it falls."""
    found = [more for more in agreed.extensions if more.step == rule.step and more.until > due]
    if found and year:
        following = _counted(rule, year + 1, happened, agreed.pauses)
        found = [more for more in found if following is None or more.until < following[2]]
    return max(found, key=lambda more: more.until, default=None)


def _counted(rule: Rule, year: int | None, happened: Events,
             pauses: Sequence[Pause]) -> tuple[date, date, date, tuple[Stop, ...]] | None:
    """Before extensions and working days: the anchor, with the period, with the pauses, and the pauses themselves."""
    if rule.after in YEARLY:
        anchor, years = happened.get((rule.after, year)), 0
    else:
        anchor, years = happened.get((rule.after, None)), (year or 1) - 1
    if anchor is None or (years and not rule.repeats):
        return None
    due = later(anchor, rule.within, years)
    return (anchor, due, *stretched(anchor, due, pauses)) if pauses else (anchor, due, due, ())


def state_on(today: date, due: date | None, rule: Rule | None) -> State:
    """What the date alone says of a step that is not done: open, due_soon, due, grace or late."""
    if due is None or rule is None:
        return "open"
    if today < due:
        return "due_soon" if rule.remind and today >= earlier(due, rule.remind) else "open"
    if today == due:
        return "due"
    return "grace" if rule.grace and today <= later(due, rule.grace) else "late"
