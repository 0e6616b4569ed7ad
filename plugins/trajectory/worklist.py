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
from trajectory import checks
from trajectory.cases import Case, cases
from trajectory.contradictions import Contradiction, contradictions
from trajectory.free_days import FreeDays
from trajectory.internal import Internal
from trajectory.rows import TO_DO, Keep, Row, case_rows, everything, is_to_do, place_of


@dataclass
class Worklist:
    """All rows that were asked for, in order of batch, signatory, step and year, and all problems.

    `trajectories`, `unclear` (of which something cannot be read) and `counts` (steps by state, and TO_DO) are about all,
    whatever rows were asked for. `rendered` is what was made of the rows where they were read, `cases` every signature
    when they were asked for, `coming` the signings that have yet to be held, by slug.
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


def _placed(row: Row, records: Records, internal: Internal) -> Row:
    file, where = place_of(row.case, row.step, row.year, row.wrong)
    record = internal.records.get(file) or records.record(file)
    line, column = record.mark(where)
    return row._replace(file=file, line=line, column=column)
