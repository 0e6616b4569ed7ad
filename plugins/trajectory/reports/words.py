"""What all reports say in the same words and the same order: states, steps, days, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from charter.language import long_date, number
from charter.problems import Bilingual, Problem, summary
from trajectory.rows import TO_DO, Row, is_to_do
from trajectory.steps import Officers
from trajectory.worklist import Worklist

URGENT = ("late", "contradictory", "grace", "due", "due_soon")      # the most urgent first
# The states that stand in totals, then the others.
TOTALS = {
    "late": Bilingual("te laat", "late"), "contradictory": Bilingual("tegenstrijdig", "contradictory"),
    "grace": Bilingual("in respijt", "in grace"), "due": Bilingual("vandaag", "today"),
    "due_soon": Bilingual("binnenkort", "due soon"), "paused": Bilingual("gepauzeerd", "paused"), TO_DO: Bilingual("nog te doen", "still to do")}
STATES = TOTALS | {
    "open": Bilingual("nog niet", "not yet"), "done": Bilingual("gedaan", "done"),
    "not_applicable": Bilingual("niet van toepassing", "not applicable")}

Shown = Callable[[str], str]        # a file as reports name it -> the way to it from where the command runs


def is_work(row: Row) -> bool:
    """Whether somebody must look at it now."""
    return row.state in URGENT or is_to_do(row)


def state_word(row: Row) -> Bilingual:
    """The state in words."""
    return STATES[TO_DO if is_to_do(row) else row.state]


def urgency(row: Row) -> tuple[int, date]:
    """What to sort by: the state, then the deadline. Among equals the order of the records stays."""
    return URGENT.index(row.state) if row.state in URGENT else len(URGENT), row.due or date.max


def by_urgency(found: Worklist) -> list[Row]:
    """The rows to act on, the most urgent first."""
    return sorted(filter(is_work, found.rows), key=urgency)


def step_name(found: Worklist, row: Row) -> Bilingual:
    """The step's name, with its year when it comes back."""
    label = found.label(row.step).label
    nl, en = (f" jaar {row.year}", f" year {row.year}") if row.year else ("", "")
    return Bilingual(label("nl") + nl, label("en") + en)


def away(days: int) -> Bilingual:
    """How far away a day is, in days; negative is past."""
    nl, en = "dag" if abs(days) == 1 else "dagen", "day" if abs(days) == 1 else "days"
    if days < 0:
        return Bilingual(f"{-days} {nl} geleden", f"{-days} {en} ago")
    return Bilingual(f"over {days} {nl}", f"in {days} {en}") if days else Bilingual("vandaag", "today")


def when(found: Worklist, row: Row) -> Bilingual:
    """The deadline and how far away it is; nothing where there is none."""
    if row.due is None or row.state == "contradictory":
        return Bilingual("", "")
    near = away((row.due - found.today).days)
    return Bilingual(f", uiterlijk {long_date(row.due, 'nl')} ({near.nl})", f", by {long_date(row.due, 'en')} ({near.en})")


def totals(found: Worklist, lang: str) -> str:
    """How many trajectories, how many steps by state, how many problems."""
    many = Bilingual("traject" if found.trajectories == 1 else "trajecten",
                     "trajectory" if found.trajectories == 1 else "trajectories")
    steps = [f"{number(found.counts[state], lang)} {word(lang)}" for state, word in TOTALS.items() if found.counts[state]]
    work = ", ".join(steps) or Bilingual("niets te doen", "nothing to do")(lang)
    wrong = " " + summary(found.problems, lang) if found.problems else ""
    on = Bilingual("op", "on")(lang)
    left_out = Bilingual(f" {number(found.unclear, 'nl')} niet of niet helemaal meegeteld, door een fout.",
                         f" {number(found.unclear, 'en')} not or not wholly counted, because of a mistake.")(lang) if found.unclear else ""
    return f"{number(found.trajectories, lang)} {many(lang)} {on} {long_date(found.today, lang)}: {work}.{left_out}{wrong}"


def both_counts(sure: int, expected: int, lang: str, nothing: str) -> str:
    """How many are certain, and in brackets how many more are expected."""
    return f"{number(sure, lang)} ({number(expected, lang)})" if expected else number(sure, lang) if sure else nothing


def moved(problems: Iterable[Problem], shown: Shown) -> list[Problem]:
    """With the way to each file from where the command runs."""
    return [replace(problem, path=shown(problem.path)) for problem in problems]


def is_undone(row: Row) -> bool:
    """Whether it is still to come, however far away."""
    return row.state not in ("done", "not_applicable")


def officer_name(code: str, officers: Officers) -> str:
    """The name behind a code; the code when officers.yaml does not have it."""
    return officers[code].name if code in officers else code
