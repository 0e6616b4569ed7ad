"""What holds for every trajectory: time alone improves nothing, what came in worsens nothing, order does not matter."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date, timedelta

import pytest

from trajectories import Answer, engine_rows, random_valid_case

# From good to bad; a pause and a date that is far away ask nothing, and an answer that is in asks nothing either.
BADNESS = {"done": 0, "not_applicable": 0, "paused": 1, "open": 1, "due_soon": 2, "due": 3, "grace": 4, "late": 5, "contradictory": 6}
CASES = 2_000
# A quarter on every change, all with `make show`.
PARTS = pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.show) for part in range(1, 4))])


def states(case: dict, today: date, as_of: bool = True) -> dict[tuple[str, int | None], Answer]:
    return {row[:2]: row for row in engine_rows(case, today, as_of)}


def happenings(case: dict) -> list[date]:
    """Every day on which something happens, or a pause begins or ends."""
    record = case["record"]
    days = [case["signed"], case["published"], *([case["left"]] if case["left"] else [])]
    days += [day for dates in record["steps"].values() for day in dates.values()]
    days += [entry[key] for entry in record["survey"] for key in ("sent", "received") if key in entry]
    return days + [pause[key] for pause in record["pauses"] for key in ("from", "until")]


@PARTS
def test_time_alone_never_improves_a_state(part: int) -> None:
    moved = 0
    for seed in range(part * CASES // 4, (part + 1) * CASES // 4):
        rng = random.Random(seed)
        case, today, as_of = random_valid_case(rng)
        following = min((day for day in happenings(case) if day > today), default=today + timedelta(days=800))
        later = today + timedelta(days=rng.randint(0, (following - today).days - 1))
        before, after = states(case, today, as_of), states(case, later, as_of)
        assert before.keys() <= after.keys(), (seed, today, later)
        for key, row in before.items():
            assert BADNESS[after[key][2]] >= BADNESS[row[2]], (seed, key, today, later, row, after[key])
            moved += after[key][2] != row[2]
    assert moved > 25      # the property says nothing about states that all stay as they are


@PARTS
def test_what_came_in_never_worsens_its_step(part: int) -> None:
    """And changes no step that is not counted from it."""
    added = 0
    for seed in range(part * CASES // 4, (part + 1) * CASES // 4):
        rng = random.Random(seed)
        case, today, _ = random_valid_case(rng)
        last = min(today, case["left"] or date.max)
        if last < case["signed"] or case["record"]["survey"]:       # a survey may come to stand before the plan
            continue
        step = rng.choice(["document_handed_in", "confirmation_sent", "newsletter", "introduction_talk", "intake_talk", "plan"])
        more = deepcopy(case)
        more["record"]["steps"][step] = {"received": case["signed"] + timedelta(days=rng.randint(0, (last - case["signed"]).days))}
        before, after = states(case, today), states(more, today)
        assert BADNESS[after[step, None][2]] <= BADNESS[before[step, None][2]], (seed, step, before[step, None], after[step, None])
        free = {key for key in before if key[0] not in _counted_from(case, {step})}
        assert {key: before[key] for key in free} == {key: after[key] for key in free}, (seed, step)
        added += before[step, None][2] != after[step, None][2]
    assert added > 10


def _counted_from(case: dict, steps: set[str]) -> set[str]:
    """The steps, and all that are counted from them; both survey steps list the same years."""
    more = steps | {rule["step"] for rule in case["rules"] if rule["after"] in steps}
    more |= {"survey_sent", "survey"} if more & {"survey_sent", "survey"} else set()
    return steps if more == steps else _counted_from(case, more)


@PARTS
def test_the_order_of_what_was_typed_does_not_matter(part: int) -> None:
    for seed in range(part * CASES // 4, (part + 1) * CASES // 4):
        rng = random.Random(seed)
        case, today, as_of = random_valid_case(rng)
        mixed, record = deepcopy(case), case["record"]
        years = [entry["year"] for entry in record["survey"]]
        if len(set(years)) == len(years):       # of two entries for one year, which is a mistake, the first counts
            rng.shuffle(mixed["record"]["survey"])
        for key in ("pauses", "extensions", "not_applicable"):
            rng.shuffle(mixed["record"][key])
        rng.shuffle(mixed["rules"])
        typed = list(record["steps"].items())
        rng.shuffle(typed)
        mixed["record"]["steps"] = dict(typed)
        assert states(mixed, today, as_of) == states(case, today, as_of), seed
