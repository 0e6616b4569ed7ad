"""The worklist for GitHub Actions: the totals, then a workflow command for each finding, the most urgent first."""

from __future__ import annotations

import re

from charter.language import short_date
from charter.problems import Bilingual, Problem, as_github, one_line
from trajectory.reports.words import URGENT, Shown, by_urgency, moved, state_word, step_name, totals, when
from trajectory.rows import Row
from trajectory.worklist import Worklist

LEVELS = {"late": "error", "grace": "warning", "due": "warning", "due_soon": "notice"}


def as_annotations(found: Worklist, lang: str, shown: Shown = str) -> str:
    """GitHub shows ten of each level on the page and everything in the log. What is contradictory comes as its problem."""
    rows = [row for row in by_urgency(found) if row.state in LEVELS]
    late = [_annotation(found, row) for row in rows if row.state == "late"]
    other = [_annotation(found, row) for row in rows if row.state != "late"]
    listed = as_github(moved([*late, *found.problems, *other], shown), lang)
    return "\n".join(filter(None, [totals(found, lang), listed]))


def as_summary(found: Worklist, lang: str) -> str:
    """For the summary page of a run, in Markdown: the totals, and a table of what is most urgent."""
    heads = Bilingual("| Status | Uiterlijk | Stap | Ondertekenaar | Wie |", "| Status | Due | Step | Signatory | Who |")
    rows = [row for row in by_urgency(found) if row.state in URGENT][:SUMMARISED]
    lines = [f"| {' | '.join(map(_markdown, _cells(found, row, lang)))} |" for row in rows]
    table = ["", heads(lang), "|---|---|---|---|---|", *lines] if lines else []
    return "\n".join([f"## {_markdown(totals(found, lang))}", *table, ""])


SUMMARISED = 10


def _cells(found: Worklist, row: Row, lang: str) -> tuple[str, ...]:
    return (state_word(row)(lang), short_date(row.due, lang) if row.due else "", step_name(found, row)(lang),
            f"{row.case.name} ({row.id})", row.officer)


def _markdown(text: str) -> str:
    """Nothing in a name is a link, a tag or the end of a cell."""
    return re.sub(r"[^\w\s,-]", lambda sign: f"&#{ord(sign[0])};", one_line(text)).replace("_", "\\_")


def _annotation(found: Worklist, row: Row) -> Problem:
    """A row in the form in which GitHub gets problems."""
    step, day, word = step_name(found, row), when(found, row), state_word(row)
    message = Bilingual(f"{row.id}: {word.nl}: {step.nl}{day.nl}", f"{row.id}: {word.en}: {step.en}{day.en}")
    return Problem(row.file, row.line, row.column, LEVELS[row.state], row.rule or row.step, message)
