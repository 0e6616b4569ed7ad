"""The worklist of one signatory `a`, from records that stand in a test."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from charter.model.batch import Batch, Signature
from charter.model.changes import Change
from charter.model.folder import Records
from charter.model.programme import Programme
from charter.model.reading import typed
from charter.moment import moment_of
from charter.records import read
from random_trajectories import random_case
from trajectory.cases import Case, cases
from trajectory.contradictions import Contradiction, contradictions
from trajectory.free_days import free_days
from trajectory.internal import Internal
from trajectory.rows import Row, case_rows
from trajectory.steps import Trajectories
from trajectory.worklist import worklist

STEPS = ("intake_talk", "ambition_received", "signer_named", "feedback_given", "agreed", "document_prepared", "signing",
         "document_handed_in", "photos_sent", "article", "newsletter", "social", "confirmation_sent", "introduction_talk",
         "plan_format_sent", "plan", "survey_sent", "survey")
RULES = """\
    - {id: plan-2015, step: plan, signed_from: 2015-01-01, after: signing, within: 3 months}
    - {id: plan-2017, step: plan, signed_from: 2017-01-01, after: signing, within: 6 months, remind: 1 month, grace: 14 days}
    - {id: survey-sent, step: survey_sent, by: programme, after: plan, within: 12 months, repeats: yearly}
    - {id: survey, step: survey, by: signatory, after: survey_sent, within: 6 weeks}
"""


@cache
def programme(rules: str) -> Programme:
    """With STEPS and some rules."""
    steps = "".join(f"    - {{id: {step}, phase: after, by: both, label: {{nl: {step}}}}}\n" for step in STEPS)
    text = f"name: {{nl: Charter}}\npublisher: {{name: A}}\ntrajectory:\n  steps:\n{steps}  rules:\n{rules}"
    found, problems = typed(read(Path(), "charter.yaml", text.encode()), Programme)
    assert found, problems
    return found


def records_of(batch: Batch, rules: str = RULES, changes: str = "") -> Records:
    """Of one batch `b` that stands in no file."""
    left, _ = typed(read(Path(), "changes.yaml", changes.encode()), tuple[Change, ...]) if changes else ((), ())
    page = read(Path(), "b/batch.yaml", b"date: x\npublish_at: x\nsignatories: [{id: a}]\n")
    return Records(Path(), programme(rules), left or (), {"b": batch}, {"b/batch.yaml": ""}, _opened={"b/batch.yaml": page})


def internal_of(text: str) -> Internal:
    """Of the internal file of batch `b`."""
    kept = read(Path(), "internal/b.yaml", text.encode())
    trajectories, problems = typed(kept, Trajectories)
    assert trajectories is not None, problems
    return Internal(Path(), {}, {"b": trajectories}, records={"internal/b.yaml": kept})


def rows(signed: str, record: str, moment: str, *, rules: str = RULES, as_of: bool = True, publish_at: str | None = None,
         changes: str = "") -> list[Row]:
    """The rows of one signatory, `a`, whose trajectory is a YAML mapping on one line."""
    batch = Batch(date=signed, publish_at=publish_at, signatories=(Signature(id="a", name="A"),))
    return worklist(records_of(batch, rules, changes), internal_of(f"a: {record}\n"), moment_of(moment), free_days(), as_of=as_of).rows


def state(found: list[Row], step: str) -> str:
    """Of `plan`, or of `survey 2`: the state and the deadline, in one text."""
    name, _, year = step.partition(" ")
    row = next(row for row in found if row.step == name and row.year == (int(year) if year else None))
    return f"{row.state} {row.due or '-'}"


def table(text: str) -> list[tuple[str, ...]]:
    """Lines of cells with | between; remarks and empty lines are left out."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


Answer = tuple[str, int | None, str, date | None, str | None]


def fields(values: dict) -> str:
    """{a: 2026-03-12, b: x} as YAML."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def record_text(record: dict) -> str:
    """The internal file that says what a random record holds."""
    steps = {step: fields(dates) for step, dates in record["steps"].items() if "received" in dates}
    if record["survey"]:
        steps["survey"] = f"[{', '.join(map(fields, record['survey']))}]"
    agreed = {key: f"[{', '.join(fields(each | {'reason': 'r', 'by': 'jd'}) for each in record[key])}]"
              for key in ("pauses", "extensions")}
    return f"a: {fields({'steps': fields(steps), **agreed, 'not_applicable': fields(dict.fromkeys(record['not_applicable'], 'r'))})}\n"


def rules_text(rules: list[dict]) -> str:
    return "".join(f"    - {fields(rule)}\n" for rule in rules) or "    []\n"


def engine_rows(case: dict, today: date, as_of: bool) -> list[Answer]:
    """What the engine says of a random case, in the form of the naive one."""
    batch = Batch(date=str(case["signed"]), publish_at=f"{case['published']} 00:00", signatories=(Signature(id="a", name="A"),))
    left = (Change(date=str(case["left"]), id="a", withdrawn="former"),) if case["left"] else ()
    plan = programme(rules_text(case["rules"]))
    found = cases(Records(batches={"b": batch}, folder=None, programme=plan, changes=left),
                  internal_of(record_text(case["record"])), datetime.combine(today, time(23, 59)))
    wanted = tuple(step for step in plan.trajectory.steps if step.id in case["steps"])
    return [(row.step, row.year, row.state, row.due, row.rule) for one in found
            for row in case_rows(one, wanted, free_days(), tuple(_wrong(one, as_of)))]


def _wrong(one: Case, as_of: bool) -> Iterator[Contradiction]:
    assert one.trajectory is not None
    return contradictions("a", one.trajectory, one.signed_on, one.published_on, one.left_on, one.today, as_of)


def random_valid_case(rng: random.Random) -> tuple[dict, date, bool]:
    """Without what the schema refuses: accepted and never received."""
    case, today, as_of = random_case(rng)
    for dates in case["record"]["steps"].values():
        if "received" not in dates:
            dates.clear()
    return case, today, as_of
