"""How far one ceremony is: a line for each step, with a mark when it is done for all, and else for whom it is not."""

from __future__ import annotations

from collections.abc import Sequence

from charter.language import join_names, long_date
from charter.problems import Bilingual
from trajectory.reports.table import columns
from trajectory.reports.words import away, state_word, step_name
from trajectory.rows import Row, is_to_do
from trajectory.worklist import Worklist


def as_checklist(found: Worklist, lang: str) -> str:
    """In the order of the steps; to whom a step is not applicable does not count."""
    rows = [row for row in found.rows if row.year in (None, 1)]
    case = rows[0].case
    near = away((case.signed_on - case.today).days)
    of = Bilingual(f"{case.slug}, {long_date(case.signed_on, 'nl')} ({near.nl}). Stand op {long_date(case.today, 'nl')}.",
                   f"{case.slug}, {long_date(case.signed_on, 'en')} ({near.en}). As of {long_date(case.today, 'en')}.")
    steps = list(dict.fromkeys((row.step, row.year) for row in rows))
    lines = [_line(found, [row for row in rows if (row.step, row.year) == step], lang) for step in steps]
    return f"{of(lang)}\n\n{columns(lines)}"


def _line(found: Worklist, rows: Sequence[Row], lang: str) -> list[str]:
    asked = [row for row in rows if row.state != "not_applicable"]
    undone = [row for row in asked if row.state != "done"]
    spared = len(rows) - len(asked)
    count = Bilingual(f"{len(asked) - len(undone)} van {len(asked)}" + (f", {spared} n.v.t." if spared else ""),
                      f"{len(asked) - len(undone)} of {len(asked)}" + (f", {spared} n/a" if spared else ""))
    return ["[ ]" if undone else "[x]", step_name(found, rows[0])(lang), count(lang), _who(undone, lang)]


def _who(undone: Sequence[Row], lang: str) -> str:
    """Whose step it still is, with the state where that says more than not yet; of many only how many more."""
    names = [row.case.name + ("" if row.state == "open" or is_to_do(row) else f" ({state_word(row)(lang)})") for row in undone]
    shown, more = names[:4], len(names) - 4
    return join_names([*shown, Bilingual(f"nog {more}", f"{more} more")(lang)] if more > 0 else shown, lang) if names else ""
