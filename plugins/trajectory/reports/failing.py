"""When a schedule must act on a worklist."""

from __future__ import annotations

from trajectory.worklist import Worklist

FAILING = {"late": ("late",), "grace": ("late", "grace"), "due": ("late", "grace", "due"), "never": ()}


def fails(found: Worklist, fail_on: str) -> bool:
    """A problem, or a step in one of the states of `fail_on`."""
    return bool(found.problems) or any(found.counts[state] for state in FAILING[fail_on])
