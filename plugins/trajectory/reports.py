"""What a worklist looks like to people, to programs and to GitHub. Pure: a worklist in, one text out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from charter.language import long_date, number
from charter.problems import Bilingual, Problem, as_github, summary
from charter.problems import as_text as problems_as_text
from trajectory.worklist import Row, Worklist

URGENT = ("late", "contradictory", "grace", "due", "due_soon")      # the most urgent first
TO_DO = "to_do"
STATE_WORDS = {
    "late": Bilingual("te laat", "late"), "contradictory": Bilingual("tegenstrijdig", "contradictory"),
    "grace": Bilingual("in respijt", "in grace"), "due": Bilingual("vandaag", "today"),
    "due_soon": Bilingual("binnenkort", "due soon"), TO_DO: Bilingual("nog te doen", "still to do")}
FAILING = {"late": ("late",), "grace": ("late", "grace"), "due": ("late", "grace", "due"), "never": ()}
LEVELS = {"late": "error", "grace": "warning", "due": "warning", "due_soon": "notice"}

Shown = Callable[[str], str]        # a file as reports name it -> the way to it from where the command runs


def is_to_do(row: Row) -> bool:
    """Not done, and no rule says when: nobody will be warned about it in any other way."""
    return row.state == "open" and row.rule is None


def fails(worklist: Worklist, fail_on: str) -> bool:
    """Whether a schedule must act: a problem, or a step in one of the states of `fail_on`."""
    return bool(worklist.problems) or any(row.state in FAILING[fail_on] for row in worklist.rows)


def as_json(worklist: Worklist) -> str:
    """For programs: one list of rows, every key always there."""
    rows = ({"id": row.id, "batch": row.batch, "step": row.step, "year": row.year, "state": row.state,
             "due": row.due and row.due.isoformat(), "rule": row.rule, "file": row.place[0],
             "line": worklist.mark(row)[0]} for row in worklist.rows)
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]"


def as_text(worklist: Worklist, lang: str, shown: Shown = str) -> str:
    """For people: the signatories with something to do, the most urgent first; then problems and the totals."""
    parts = [_signatory(worklist, rows, lang, shown) for rows in _by_urgency(worklist)]
    if worklist.problems:
        parts.append(problems_as_text(_moved(worklist.problems, shown), lang))
    return "\n\n".join([*parts, totals(worklist, lang)])


def as_annotations(worklist: Worklist, lang: str, shown: Shown = str) -> str:
    """For GitHub Actions, which shows the first ten of a level: totals first, then the most urgent.

    What is contradictory comes as its problem.
    """
    found = [(row, _annotation(worklist, row)) for row in sorted(worklist.rows, key=_urgency) if row.state in LEVELS]
    late = [problem for row, problem in found if row.state == "late"]
    other = [problem for row, problem in found if row.state != "late"]
    annotations = as_github(_moved([*late, *worklist.problems, *other], shown), lang)
    return "\n".join(filter(None, [totals(worklist, lang), annotations]))


def totals(worklist: Worklist, lang: str) -> str:
    """How many trajectories, how many steps by state, how many problems."""
    counts = Counter(TO_DO if is_to_do(row) else row.state for row in worklist.rows)
    found = len({id(row.case) for row in worklist.rows})
    many = Bilingual("traject" if found == 1 else "trajecten", "trajectory" if found == 1 else "trajectories")
    day = long_date(worklist.moment.date(), lang)
    steps = [f"{number(counts[state], lang)} {word(lang)}" for state, word in STATE_WORDS.items() if counts[state]]
    work = ", ".join(steps) or Bilingual("niets te doen", "nothing to do")(lang)
    wrong = " " + summary(worklist.problems, lang) if worklist.problems else ""
    return f"{number(found, lang)} {many(lang)} {Bilingual('op', 'on')(lang)} {day}: {work}.{wrong}"


def _by_urgency(worklist: Worklist) -> list[list[Row]]:
    """The rows to act on, by signatory. Sorted by state and date; among equals the order of the records stays."""
    found = [[row for row in rows if row.state in URGENT or is_to_do(row)]
             for _, rows in groupby(worklist.rows, key=lambda row: id(row.case))]
    ordered = [sorted(rows, key=_urgency) for rows in found if rows]
    return sorted(ordered, key=lambda rows: _urgency(rows[0]))


def _urgency(row: Row) -> tuple[int, date]:
    return URGENT.index(row.state) if row.state in URGENT else len(URGENT), row.due or date.max


def _signatory(worklist: Worklist, rows: list[Row], lang: str, shown: Shown) -> str:
    """A heading, a line for every step with a date, and a line for all that is missing in one place."""
    case = rows[0].case
    officer = f" ({case.trajectory.officer})" if case.trajectory and case.trajectory.officer else ""
    lines = [f"{case.signature.name} · {case.slug} · {case.signature.id}{officer}"]
    for (state, place), group in groupby(rows, key=lambda row: (_word(row, lang), _place(worklist, row, shown))):
        what = ", ".join(_step(worklist, row)(lang) + _when(worklist, row)(lang) for row in group)
        lines.append(f"  {state}: {what}  {place}")
    return "\n".join(lines)


def _word(row: Row, lang: str) -> str:
    return STATE_WORDS[TO_DO if is_to_do(row) else row.state](lang)


def _place(worklist: Worklist, row: Row, shown: Shown) -> str:
    return f"{shown(row.place[0])}:{worklist.mark(row)[0]}"


def _step(worklist: Worklist, row: Row) -> Bilingual:
    """The step's name, with its year when it comes back."""
    assert worklist.records.programme is not None
    label = next(step.label for step in worklist.records.programme.trajectory.steps if step.id == row.step)
    nl, en = (f" jaar {row.year}", f" year {row.year}") if row.year else ("", "")
    return Bilingual(label("nl") + nl, label("en") + en)


def _when(worklist: Worklist, row: Row) -> Bilingual:
    """The deadline and how far away it is; nothing where there is none."""
    if row.due is None or row.state == "contradictory":
        return Bilingual("", "")
    days = (row.due - worklist.moment.date()).days
    nl, en = "dag" if abs(days) == 1 else "dagen", "day" if abs(days) == 1 else "days"
    near = Bilingual("vandaag", "today") if not days else Bilingual(f"over {days} {nl}", f"in {days} {en}")
    away = near if days >= 0 else Bilingual(f"{-days} {nl} geleden", f"{-days} {en} ago")
    return Bilingual(f", uiterlijk {long_date(row.due, 'nl')} ({away.nl})",
                     f", by {long_date(row.due, 'en')} ({away.en})")


def _annotation(worklist: Worklist, row: Row) -> Problem:
    """A row in the form in which GitHub gets problems."""
    step, when, word = _step(worklist, row), _when(worklist, row), STATE_WORDS[row.state]
    message = Bilingual(f"{row.id}: {word.nl}: {step.nl}{when.nl}", f"{row.id}: {word.en}: {step.en}{when.en}")
    return Problem(row.place[0], *worklist.mark(row), LEVELS[row.state], row.rule or row.step, message)


def _moved(problems: Iterable[Problem], shown: Shown) -> list[Problem]:
    return [replace(problem, path=shown(problem.path)) for problem in problems]
