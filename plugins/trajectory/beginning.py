"""The text of trajectories that have yet to be filled in. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from charter.model.batch import Signature
from charter.model.programme import Programme
from charter.problems import one_line
from charter.records import Unreadable, read
from trajectory.steps import ARTICLE, SIGNING, SURVEY, SURVEY_SENT


def beginning(before: str, signatures: Iterable[Signature], programme: Programme, officer: str | None) -> str:
    """What a file holds, and behind it a block for each signature. Steps are remarks until somebody fills in a day."""
    blocks = [_block(signature, programme, officer) for signature in signatures]
    start = f"{before.rstrip()}\n\n" if before.strip() else ""
    return start + "\n".join(blocks)


def reads_back(data: bytes, ids: set[str]) -> bool:
    """Whether a file says what it should: something of each of these, and nothing wrong."""
    try:
        return set(read(Path(), "internal.yaml", data).values) == ids
    except Unreadable:
        return False


def _block(signature: Signature, programme: Programme, officer: str | None) -> str:
    width = max((len(line) for line, _ in _steps(programme)), default=0)
    steps = "".join(f"    # {line:<{width}}   # {label}\n" for line, label in _steps(programme))
    return (f"{signature.id}:     # {one_line(signature.name)}\n  officer:{f' {officer}' if officer else ''}\n"
            f"  # contact: {{name: ..., email: ...}}\n  steps:\n{steps}")


def _steps(programme: Programme) -> list[tuple[str, str]]:
    """Those that are typed: what the public record proves is left out, and both survey steps are one list."""
    typed = (step for step in programme.trajectory.steps if step.id not in (SIGNING, ARTICLE, SURVEY_SENT))
    return [("survey: [{year: 1, sent: jjjj-mm-dd, received: jjjj-mm-dd}]" if step.id == SURVEY else f"{step.id}: jjjj-mm-dd",
             one_line(step.label("nl"))) for step in typed]
