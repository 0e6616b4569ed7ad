"""Why every step of a signatory is what it is, as text: a heading for each step, under it a line for each fact."""

from __future__ import annotations

from itertools import groupby

from charter.language import long_date
from charter.problems import Bilingual, as_text, one_line
from trajectory.explain import Place, explanation
from trajectory.gathering import Sources
from trajectory.reports.words import Shown, moved, state_word, step_name
from trajectory.rows import Row
from trajectory.worklist import Worklist


def as_reasons(found: Worklist, sources: Sources, lang: str, shown: Shown = str, step: str | None = None) -> str:
    """Every signing of the signatory, or of one step only; then what is wrong with what is kept of it."""
    parts = []
    for _, group in groupby(found.rows, key=lambda row: (row.case.slug, row.case.number)):
        rows = list(group)
        parts.append(_heading(rows[0], lang))
        parts += (_step(found, row, sources, lang, shown) for row in rows if step in (None, row.step))
    slugs = {row.case.file for row in found.rows}
    problems = [problem for problem in found.problems if problem.path in slugs]
    if problems:
        parts.append(as_text(moved(problems, shown), lang))
    return "\n\n".join(parts)


def _heading(row: Row, lang: str) -> str:
    case = row.case
    signed = Bilingual(f"ondertekening op {long_date(case.signed_on, 'nl')}", f"signing on {long_date(case.signed_on, 'en')}")
    former = Bilingual(f", ondertekend als {case.signed_as}", f", signed as {case.signed_as}")(lang) if case.signed_as != case.name else ""
    officer = Bilingual("begeleid door", "looked after by")(lang) + f" {row.officer}" if row.officer else Bilingual("niemand begeleidt", "nobody looks after")(lang)
    day = Bilingual(f"stand op {long_date(case.today, 'nl')}", f"as of {long_date(case.today, 'en')}")(lang)
    return one_line(f"{case.name} ({case.id}){former} · {signed(lang)} · {officer} · {day}")


def _step(found: Worklist, row: Row, sources: Sources, lang: str, shown: Shown) -> str:
    assert found.programme is not None
    head = f"{step_name(found, row)(lang)}: {state_word(row)(lang)}"
    if row.due:
        head += f", {Bilingual('uiterlijk', 'by')(lang)} {long_date(row.due, lang)}"
    lines = [f"    {line.text(lang)}{_where(line.place, row, sources, shown)}" for line in explanation(row, found.programme)]
    return "\n".join(map(one_line, [head, *lines]))


def _where(place: Place | None, row: Row, sources: Sources, shown: Shown) -> str:
    if place is None:
        return ""
    file, where = place
    return f"  {shown(file)}:{sources.line(row.case.slug, file, where)}"
