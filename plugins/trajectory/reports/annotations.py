"""The worklist for GitHub Actions: the totals, then a workflow command for each finding, the most urgent first."""

from __future__ import annotations

from charter.problems import Bilingual, Problem, as_github
from trajectory.reports.words import Shown, by_urgency, moved, state_word, step_name, totals, when
from trajectory.worklist import Row, Worklist

LEVELS = {"late": "error", "grace": "warning", "due": "warning", "due_soon": "notice"}


def as_annotations(found: Worklist, lang: str, shown: Shown = str) -> str:
    """GitHub shows ten of each level on the page and everything in the log. What is contradictory comes as its problem."""
    rows = [row for row in by_urgency(found) if row.state in LEVELS]
    late = [_annotation(found, row) for row in rows if row.state == "late"]
    other = [_annotation(found, row) for row in rows if row.state != "late"]
    listed = as_github(moved([*late, *found.problems, *other], shown), lang)
    return "\n".join(filter(None, [totals(found, lang), listed]))


def _annotation(found: Worklist, row: Row) -> Problem:
    """A row in the form in which GitHub gets problems."""
    step, day, word = step_name(found, row), when(found, row), state_word(row)
    message = Bilingual(f"{row.id}: {word.nl}: {step.nl}{day.nl}", f"{row.id}: {word.en}: {step.en}{day.en}")
    return Problem(row.file, row.line, row.column, LEVELS[row.state], row.rule or row.step, message)
