"""Ten thousand random trajectories: the engine and a second, naive implementation that shares no code with it."""

from __future__ import annotations

import random

import pytest

from naive_trajectory import rows as naive_rows
from trajectories import Answer, engine_rows, random_valid_case

CASES = 10_000


def in_order(answers: list[Answer]) -> list[Answer]:
    return sorted(answers, key=lambda row: (row[0], row[1] or 0))


# A fifth on every change, all ten thousand with `make show`.
@pytest.mark.parametrize("part", [0, 1, *(pytest.param(part, marks=pytest.mark.show) for part in range(2, 10))])
def test_the_engine_and_the_naive_implementation_agree(part: int) -> None:
    """Every row: state, deadline and rule."""
    for seed in range(part * CASES // 10, (part + 1) * CASES // 10):
        case, today, as_of = random_valid_case(random.Random(seed))
        assert in_order(engine_rows(case, today, as_of)) == in_order(naive_rows(case, today, as_of)), (seed, case, today, as_of)
