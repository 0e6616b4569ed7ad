"""More than six hundred questions to the trajectory whose answers were worked out by hand, from the definitions alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajectories import rows, state, table

RULES = {"R1": """\
    - {id: plan-2015, step: plan, signed_from: 2015-01-01, after: signing, within: 3 months}
    - {id: plan-2017, step: plan, signed_from: 2017-01-01, after: signing, within: 6 months, remind: 1 month, grace: 14 days}
    - {id: survey-sent, step: survey_sent, by: programme, after: plan, within: 12 months, repeats: yearly}
    - {id: survey, step: survey, by: signatory, after: survey_sent, within: 6 weeks}
""", "R2": """\
    - {id: hand-in, step: document_handed_in, after: signing, within: 10 days, grace: 3 days}
    - {id: confirm, step: confirmation_sent, after: document_handed_in, within: 2 weeks, remind: 3 days}
    - {id: talk, step: introduction_talk, signed_from: 2020-01-01, after: signing, within: 1 month, remind: 1 week, grace: 1 week}
    - {id: plan-a, step: plan, after: signing, within: 1 year}
    - {id: plan-b, step: plan, signed_from: 2020-02-29, after: signing, within: 4 months, remind: 2 weeks, grace: 1 month}
    - {id: survey-sent, step: survey_sent, after: plan, within: 12 months, repeats: yearly, remind: 1 month, grace: 2 weeks}
    - {id: survey, step: survey, after: survey_sent, within: 30 days, remind: 1 week, grace: 5 days}
    - {id: news, step: newsletter, after: article, within: 14 days}
"""}
TABLE = table((Path(__file__).parent / "trajectory_table.txt").read_text("utf-8"))


@pytest.mark.parametrize(("signed", "rules", "record", "moment", "step", "expected", "why"), TABLE)
def test_table(signed: str, rules: str, record: str, moment: str, step: str, expected: str, why: str) -> None:
    left, record = record.removeprefix("left ").split(" ", 1) if record.startswith("left ") else ("", record)
    changes = f"- {{date: {left}, id: a, withdrawn: former}}\n" if left else ""
    assert state(rows(signed, record, moment, rules=RULES[rules], changes=changes), step) == expected, why


def test_the_table_is_large_and_asks_nothing_twice() -> None:
    assert len(TABLE) >= 250
    assert len({row[:5] for row in TABLE}) == len(TABLE)
    assert {row[5].split()[0] for row in TABLE} == {
        "done", "open", "due_soon", "due", "grace", "late", "paused", "not_applicable", "contradictory"}
