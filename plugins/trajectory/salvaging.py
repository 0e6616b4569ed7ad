"""What can be read of an internal file with mistakes in it: a mistake costs the step it stands at, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from charter.model.reading import typed
from charter.problems import Problem
from charter.records import Record
from trajectory.steps import SURVEY, YEARLY, Trajectories, Trajectory

# Of these nothing may be missed: each of them moves every deadline of the signatory.
AGREED = ("pauses", "extensions", "not_applicable")


@dataclass
class Salvaged:
    """`lost` has the steps, by id, of which something is kept that cannot be read; of the ids in `unclear` all of it."""

    trajectories: Trajectories = field(default_factory=dict)
    lost: dict[str, frozenset[str]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)


def salvaged(record: Record, misread: Iterable[Problem] = ()) -> Salvaged:
    """All trajectories that can be read; `misread` is what is wrong with how the file is written."""
    found = Salvaged()
    values = record.values if isinstance(record.values, dict) else {}
    blurred = _at(record, values, misread)
    for id_, value in values.items():
        lost: set[str] = set()
        one = None if id_ in blurred else _trajectory(record, id_, value) or _without_mistakes(record, id_, value, lost)
        if one is None:
            found.unclear.add(id_)
        else:
            found.trajectories[id_] = one
        if one and lost:
            found.lost[id_] = frozenset(lost | (set(YEARLY) if SURVEY in lost else set()))
    return found


def _at(record: Record, values: dict[str, Any], misread: Iterable[Problem]) -> set[str]:
    """The ids at whose lines something was misread; all of them when it stands above the first."""
    starts = sorted((record.mark((id_,))[0], id_) for id_ in values)
    found = set()
    for problem in misread:
        above = [id_ for line, id_ in starts if line <= problem.line]
        if not above:
            return set(values)
        found.add(above[-1])
    return found


def _trajectory(record: Record, id_: str, value: Any) -> Trajectory | None:
    one, _ = typed(replace(record, values={id_: value}), Trajectories)
    return next(iter(one.values()), None) if one else None


def _without_mistakes(record: Record, id_: str, value: Any, lost: set[str]) -> Trajectory | None:
    """With only what can be read. `lost` grows by steps; None when an agreement cannot be read."""
    if not isinstance(value, dict) or any(key in AGREED and not _trajectory(record, id_, {key: value[key]}) for key in value):
        return None
    steps = value.get("steps", {})
    if not isinstance(steps, dict):
        return None
    lost.update(step for step in steps if not _trajectory(record, id_, {"steps": {step: steps[step]}}))
    good = {key: part for key, part in value.items() if key != "steps" and _trajectory(record, id_, {key: part})}
    return _trajectory(record, id_, good | {"steps": {step: event for step, event in steps.items() if step not in lost}})


