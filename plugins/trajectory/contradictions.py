"""What is typed about one trajectory and cannot be true: each with its step, its rule id and both sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from charter.records import Where
from trajectory.steps import ARTICLE, PLAN, SIGNING, SURVEY, SURVEY_SENT, Done, SurveyYear, Trajectory


class Contradiction(NamedTuple):
    """`where` is the way to a field of the internal file; `year` is None for a step that does not come back."""

    step: str
    year: int | None
    rule: str
    where: Where
    nl: str
    en: str


def contradictions(id_: str, trajectory: Trajectory, signed_on: date, published_on: date, left_on: date | None,
                   today: date, as_of: bool) -> Iterator[Contradiction]:
    """Everything contradictory on a day. `as_of`: the day was asked for, so what is dated after it is no mistake.

    `left_on` is the day on which the signatory left, when it is on or before that day.
    """
    yield from two_values(id_, trajectory, signed_on, published_on, today)
    if not as_of:
        yield from date_in_future(id_, trajectory, today)
    yield from plan_after_signing(id_, trajectory, signed_on, today)
    yield from accepted_after_received(id_, trajectory, today)
    yield from survey_order(id_, trajectory, today)
    if left_on:
        yield from after_withdrawal(id_, trajectory, left_on, today)


def date_in_future(id_: str, trajectory: Trajectory, today: date) -> Iterator[Contradiction]:
    """`date-in-future`: what happened cannot be dated later than today."""
    for step, year, where, day in _dates(id_, trajectory):
        if day > today:
            yield Contradiction(step, year, "date-in-future", where,
                                f"{day} ligt in de toekomst: hier staat alleen wat is gebeurd",
                                f"{day} lies in the future: only what has happened stands here")


def _dates(id_: str, trajectory: Trajectory) -> Iterator[tuple[str, int | None, Where, date]]:
    """Every date of something that happened."""
    for step, event in trajectory.steps.items():
        if isinstance(event, Done):
            for name, day in (("received", event.received), ("accepted", event.accepted)):
                if day:
                    yield step, None, (id_, "steps", step, name), day
    for n, survey in enumerate(trajectory.surveys):
        for step, name, day in ((SURVEY_SENT, "sent", survey.sent), (SURVEY, "received", survey.received)):
            if day:
                yield step, survey.year, (id_, "steps", SURVEY, n, name), day


def after_withdrawal(id_: str, trajectory: Trajectory, left_on: date, today: date) -> Iterator[Contradiction]:
    """`after-withdrawal`: who left, merged or split takes no further steps."""
    for step, year, where, day in _dates(id_, trajectory):
        if left_on < day <= today:
            yield Contradiction(step, year, "after-withdrawal", where,
                                f"{day} ligt na het vertrek op {left_on} (changes.yaml)",
                                f"{day} is after the leaving on {left_on} (changes.yaml)")


def two_values(id_: str, trajectory: Trajectory, signed_on: date, published_on: date,
               today: date) -> Iterator[Contradiction]:
    """`two-values`: a year of the survey twice, or another date than the public record has."""
    for step, public in ((SIGNING, signed_on), (ARTICLE, published_on)):
        typed = trajectory.done(step).received
        if typed and typed <= today and typed != public:
            yield Contradiction(step, None, "two-values", (id_, "steps", step),
                                f"`{step}` is hier {typed}, maar volgens batch.yaml {public}; haal deze regel weg",
                                f"`{step}` is {typed} here, but {public} by batch.yaml; remove this line")
    times = Counter(survey.year for survey in trajectory.surveys if _has_begun(survey, today))
    for n, survey in enumerate(trajectory.surveys):
        if times[survey.year] > 1 and _has_begun(survey, today):
            for step in (SURVEY_SENT, SURVEY):
                yield Contradiction(step, survey.year, "two-values", (id_, "steps", SURVEY, n),
                                    f"jaar {survey.year} van de monitor staat hier meer dan één keer",
                                    f"year {survey.year} of the survey is here more than once")


def _has_begun(survey: SurveyYear, today: date) -> bool:
    """False when all its dates lie in the future."""
    days = [day for day in (survey.sent, survey.received) if day]
    return not days or min(days) <= today


def plan_after_signing(id_: str, trajectory: Trajectory, signed_on: date, today: date) -> Iterator[Contradiction]:
    """`plan-after-signing`: a plan follows from the signing."""
    received = trajectory.done(PLAN).received
    if received and received < signed_on and received <= today:
        yield Contradiction(PLAN, None, "plan-after-signing", (id_, "steps", PLAN),
                            f"het plan is van {received}, vóór de ondertekening op {signed_on}",
                            f"the plan is of {received}, before the signing on {signed_on}")


def accepted_after_received(id_: str, trajectory: Trajectory, today: date) -> Iterator[Contradiction]:
    """`accepted-after-received`: nothing is accepted before it came in."""
    for step, event in trajectory.steps.items():
        if isinstance(event, Done) and event.received and event.accepted and event.accepted < event.received <= today:
            yield Contradiction(step, None, "accepted-after-received", (id_, "steps", step, "accepted"),
                                f"akkoord op {event.accepted}, maar pas ontvangen op {event.received}",
                                f"accepted on {event.accepted}, but not received until {event.received}")


def survey_order(id_: str, trajectory: Trajectory, today: date) -> Iterator[Contradiction]:
    """`survey-after-plan`, `survey-after-sent`: the plan, then the survey, then its answer."""
    plan = trajectory.done(PLAN).received or date.min
    for n, survey in enumerate(trajectory.surveys):
        sent, received = survey.sent or date.min, survey.received or date.max
        if sent < plan <= today and survey.sent:
            yield _survey(id_, n, SURVEY_SENT, survey.year, "survey-after-plan", (
                f"de monitor is verstuurd op {sent}, vóór het plan van {plan}",
                f"the survey was sent on {sent}, before the plan of {plan}"))
        if received < plan <= today:
            yield _survey(id_, n, SURVEY, survey.year, "survey-after-plan", (
                f"de monitor is ontvangen op {received}, vóór het plan van {plan}",
                f"the survey was received on {received}, before the plan of {plan}"))
        if received < sent <= today:
            yield _survey(id_, n, SURVEY, survey.year, "survey-after-sent", (
                f"de monitor is ontvangen op {received}, maar pas verstuurd op {sent}",
                f"the survey was received on {received}, but not sent until {sent}"))


def _survey(id_: str, n: int, step: str, year: int, rule: str, sentences: tuple[str, str]) -> Contradiction:
    field = "sent" if step == SURVEY_SENT else "received"
    return Contradiction(step, year, rule, (id_, "steps", SURVEY, n, field), *sentences)
