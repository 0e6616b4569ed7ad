"""Every step of every signatory at a moment: its state, its deadline, and the file and field that say so. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from charter.model.folder import Records
from charter.model.programme import Programme, Step
from charter.problems import Problem, sorted_problems
from charter.records import Where
from trajectory import checks
from trajectory.cases import Case, cases, events, is_done
from trajectory.contradictions import Contradiction, contradictions
from trajectory.free_days import FreeDays
from trajectory.internal import Internal
from trajectory.rules import Deadline, Events, Key, State, deadline, is_paused, state_on
from trajectory.steps import ARTICLE, SIGNING, SURVEY, YEARLY


class Row(NamedTuple):
    """One step of one signature, and for the survey one year of it; `year` is None for all other steps.

    `due` stays when the step is done; it is None without a rule, and when the step is not applicable. `rule` is the id
    of the rule behind `due`, or of the contradiction. `file`, `line` and `column` (from 1) lead to what was typed; else
    to what proves it; else to the signatory.
    """

    case: Case
    step: str
    year: int | None
    state: State
    due: date | None
    rule: str | None
    deadline: Deadline | None = None        # the arithmetic behind `due`, also when the step is not applicable
    wrong: Contradiction | None = None
    file: str = ""
    line: int = 1
    column: int = 1

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def batch(self) -> str:
        return self.case.slug

    @property
    def officer(self) -> str:
        """The code of who looks after the signatory; empty when nobody does."""
        return self.case.agreed.officer or ""


@dataclass
class Worklist:
    """All rows that were asked for, in order of batch, signatory, step and year, and all problems.

    `trajectories`, `unclear` (of which something cannot be read) and `counts` (steps by state, and TO_DO) are about all, whatever rows were asked for. `rendered` is
    what was made of the rows where they were read, `cases` every signature when they were asked for.
    """

    programme: Programme | None
    moment: datetime
    rows: list[Row] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    trajectories: int = 0
    unclear: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    coming: dict[str, Coming] = field(default_factory=dict)
    rendered: list[str] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.moment.date()

    def label(self, step: str) -> Step:
        """A step of charter.yaml."""
        assert self.programme is not None
        return next(each for each in self.programme.trajectory.steps if each.id == step)


class Coming(NamedTuple):
    """A signing that has yet to be held: its day, how many sign, and how many steps before it are still to do."""

    day: date
    signatures: int
    to_do: int


TO_DO = "to_do"
Keep = Callable[[Row], bool]


def is_to_do(row: Row) -> bool:
    """Not done, and no rule says when: nobody will be warned about it in any other way."""
    return row.state == "open" and row.rule is None


def everything(row: Row) -> bool:
    """Keeps every row."""
    return True


def nothing(row: Row) -> bool:
    """Keeps no row."""
    return False


Only = Callable[[Case], bool]


def of_everyone(case: Case) -> bool:
    """Every signature."""
    return True


def of_officer(code: str | None) -> Only:
    """The signatures that an officer looks after; of all when no code is given."""
    return (lambda case: case.agreed.officer == code) if code else of_everyone


def worklist(records: Records, internal: Internal, moment: datetime, free: FreeDays, *, as_of: bool,
             keep: Keep = everything, only: Only = of_everyone, upcoming: bool = False,
             with_cases: bool = False, of_done: bool = True) -> Worklist:
    """Over all signings dated on or before the moment (local time); `as_of` says that somebody asked for it.

    A signatory whose record cannot be read has problems and no rows. Lines are looked up for the rows that are kept.
    Without `of_done` the rows of what is done have no deadline: who drops them saves the arithmetic.
    """
    found = Worklist(records.programme, moment)
    problems = [*records.problems, *internal.problems, *checks.problems(records, internal)]
    steps = records.programme.trajectory.steps if records.programme else ()
    # A mistake about a signing that is still to come is told of now; as of another day nobody asks about it.
    for case in filter(only, cases(records, internal, moment, upcoming=upcoming or not as_of)):
        wrong = tuple(_contradictions(case, as_of))
        problems += (internal.records[case.file].problem(c.where, c.rule, c.nl, c.en) for c in wrong)
        problems += checks.about_case(case, records, internal)
        rows = list(case_rows(case, steps, free, wrong, of_done=of_done))
        if case.signed_on > case.today and not upcoming:
            _add_coming(found.coming, case, rows, steps)
            continue
        found.trajectories += 1
        found.unclear += bool(case.lost)
        found.cases += [case] if with_cases else []
        found.counts.update(TO_DO if is_to_do(row) else row.state for row in rows)
        found.rows += (_placed(row, records, internal) for row in rows if keep(row))
    found.unclear += _unclear(records, internal, moment.date(), upcoming)
    found.problems = sorted_problems(problems)
    return found


def _add_coming(coming: dict[str, Coming], case: Case, rows: Iterable[Row], steps: Iterable[Step]) -> None:
    before = {step.id for step in steps if step.phase == "before"}
    to_do = sum(row.step in before and row.state in ("open", "contradictory") for row in rows)
    day, signatures, others = coming.get(case.slug, Coming(case.signed_on, 0, 0))
    coming[case.slug] = Coming(day, signatures + 1, others + to_do)


def _unclear(records: Records, internal: Internal, today: date, upcoming: bool) -> int:
    """Of how many signatures what is kept cannot be read at all."""
    return sum(internal.is_unclear(slug, signature.id) for slug, batch in records.batches.items()
               if upcoming or batch.date <= today for signature in batch.signatories)


def merged(parts: Iterable[Worklist], programme: Programme | None, moment: datetime) -> Worklist:
    """One of many; a problem that several tell is told once."""
    whole = Worklist(programme, moment)
    problems: list[Problem] = []
    for part in parts:
        whole.rows += part.rows
        whole.rendered += part.rendered
        whole.cases += part.cases
        whole.coming |= part.coming
        whole.trajectories += part.trajectories
        whole.unclear += part.unclear
        whole.counts.update(part.counts)
        problems += part.problems
    whole.problems = sorted_problems(problems)
    return whole


def _contradictions(case: Case, as_of: bool) -> Iterator[Contradiction]:
    if case.trajectory:
        yield from contradictions(case.id, case.trajectory, case.signed_on, case.published_on, case.left_on,
                                  case.today, as_of)


def case_rows(case: Case, steps: tuple[Step, ...], free: FreeDays, wrong: tuple[Contradiction, ...] = (), *,
              of_done: bool = True) -> Iterator[Row]:
    """The rows of one signature, in order of step and year. `of_done`: also count when was due what is done already."""
    happened = events(case)
    firsts = {(c.step, c.year): c for c in reversed(wrong)}
    listed = _years(case, happened, free)
    years = sorted({year for _, year in (*happened, *firsts) if year} | set(listed))
    for step in steps:
        if case.lost and _is_lost(case, step.id):
            continue
        for year in years if step.id in YEARLY else (None,):
            key = step.id, year
            if not of_done and key in happened and key not in firsts and step.id not in case.agreed.not_applicable:
                yield Row(case, step.id, year, "done", None, None)
            else:
                yield _row(case, key, happened, firsts.get(key), free)


def _is_lost(case: Case, step: str) -> bool:
    """Whether nothing may be said of a step: what is kept of it, or of the one that it is counted from, cannot be read."""
    rule = case.rules.get(step)
    return step in case.lost or (rule is not None and rule.after in case.lost)


def _years(case: Case, happened: Events, free: FreeDays) -> Iterator[int]:
    """Of the survey: up to the first year that is not yet due, or of which nobody knows yet when it is."""
    for step in YEARLY:
        year, due, rule = 1, due_of(case, (step, 1), happened, free), case.rules.get(step)
        yield year
        comes_back = rule and (rule.repeats or rule.after in YEARLY)
        while comes_back and due and due.day <= case.today:
            year, due = year + 1, due_of(case, (step, year + 1), happened, free)
            yield year


def due_of(case: Case, key: Key, happened: Events, free: FreeDays) -> Deadline | None:
    """When a step of a signature is due after what happened."""
    rule = case.rules.get(key[0])
    return deadline(rule, key[1], happened, case.agreed, free) if rule else None


def _row(case: Case, key: Key, happened: Events, wrong: Contradiction | None, free: FreeDays) -> Row:
    (step, year), rule = key, case.rules.get(key[0])
    found = due_of(case, key, happened, free)
    due = found.day if found else None
    if wrong:
        return Row(case, step, year, "contradictory", due, wrong.rule, found, wrong)
    state = _state(case, step, is_done(key, happened), due)
    return Row(case, step, year, state, None if state == "not_applicable" else due, rule.id if rule else None, found)


def _state(case: Case, step: str, done: bool, due: date | None) -> State:
    """The first that matches."""
    if step in case.agreed.not_applicable:
        return "not_applicable"
    if done:
        return "done"
    if case.left_on:
        return "not_applicable"
    if is_paused(case.agreed.pauses, case.today):
        return "paused"
    return state_on(case.today, due, case.rules.get(step))


def _placed(row: Row, records: Records, internal: Internal) -> Row:
    file, where = place_of(row.case, row.step, row.year, row.wrong)
    record = internal.records.get(file) or records.record(file)
    line, column = record.mark(where)
    return row._replace(file=file, line=line, column=column)


def place_of(case: Case, step: str, year: int | None, wrong: Contradiction | None = None) -> tuple[str, Where]:
    """The file and the way to what was typed; else to what proves it; else to the signatory."""
    typed = case.trajectory
    if wrong:
        return case.file, wrong.where
    if typed and step in typed.not_applicable:
        return case.file, (case.id, "not_applicable", step)
    if typed and step in YEARLY:
        places = (n for n, survey in enumerate(typed.surveys) if survey.year == year)
        return case.file, next(((case.id, "steps", SURVEY, n) for n in places), (case.id,))
    if typed and step in typed.steps:
        return case.file, (case.id, "steps", step)
    if step in (SIGNING, ARTICLE):
        return case.batch_file, (case.published_by if step == ARTICLE else "date",)
    return (case.file, (case.id,)) if typed else (case.batch_file, ("signatories", case.number))
