"""The arithmetic of the trajectory: (signing, what happened, moment) -> state and deadline, as a table."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectories import STEPS, rows, state, table
from trajectory.free_days import YEARS, free_days, remembered
from trajectory.rows import place_of
from trajectory.rules import earlier, stretched
from trajectory.steps import Pause

# Calendar: in 2026 12 September is a Saturday; holidays are 3-6 April (Easter), 27 April, 14 May, 25 May, 25-26 December.
PLANS = """
2014-12-31 | {}                                                 | 2016-01-01 | open -
2015-01-01 | {}                                                 | 2015-03-31 | open 2015-04-01
2015-01-01 | {}                                                 | 2015-04-01 | due 2015-04-01
2015-01-01 | {}                                                 | 2015-04-02 | late 2015-04-01
2016-12-31 | {}                                                 | 2017-03-31 | due 2017-03-31
2017-01-01 | {}                                                 | 2017-06-01 | open 2017-07-03
2017-01-01 | {}                                                 | 2017-07-01 | due_soon 2017-07-03
2017-01-01 | {}                                                 | 2017-07-03 | due 2017-07-03
2017-01-01 | {}                                                 | 2017-07-04 | grace 2017-07-03
2017-01-01 | {}                                                 | 2017-07-17 | grace 2017-07-03
2017-01-01 | {}                                                 | 2017-07-18 | late 2017-07-03

2025-08-31 | {}                                                 | 2025-09-01 | open 2026-03-02
2023-08-31 | {}                                                 | 2024-02-29 | due 2024-02-29
2024-08-30 | {}                                                 | 2025-02-28 | due 2025-02-28
2026-08-31 | {}                                                 | 2027-02-28 | due_soon 2027-03-01
2024-02-29 | {}                                                 | 2024-08-29 | due 2024-08-29
2015-11-30 | {}                                                 | 2016-02-29 | due 2016-02-29
2015-10-31 | {}                                                 | 2016-02-01 | due 2016-02-01
2018-05-31 | {}                                                 | 2018-11-30 | due 2018-11-30
2018-12-31 | {}                                                 | 2019-07-01 | due 2019-07-01

2018-01-31 | {}                                                 | 2018-06-29 | open 2018-07-31
2018-01-31 | {}                                                 | 2018-06-30 | due_soon 2018-07-31
2026-03-12 | {}                                                 | 2026-08-13 | open 2026-09-14
2026-03-12 | {}                                                 | 2026-08-14 | due_soon 2026-09-14
2026-03-12 | {}                                                 | 2026-09-28 | grace 2026-09-14
2026-03-12 | {}                                                 | 2026-09-29 | late 2026-09-14

2025-10-27 | {}                                                 | 2026-04-27 | due_soon 2026-04-28
2024-10-26 | {}                                                 | 2025-04-28 | due 2025-04-28
2025-10-03 | {}                                                 | 2026-04-06 | due_soon 2026-04-07
2025-10-06 | {}                                                 | 2026-04-07 | due 2026-04-07
2025-06-25 | {}                                                 | 2025-12-29 | due 2025-12-29
2025-07-01 | {}                                                 | 2026-01-02 | due 2026-01-02
2025-11-14 | {}                                                 | 2026-05-15 | due 2026-05-15
2025-11-25 | {}                                                 | 2026-05-26 | due 2026-05-26
2024-11-05 | {}                                                 | 2025-05-06 | due 2025-05-06
2025-11-05 | {}                                                 | 2026-05-05 | due 2026-05-05

2026-03-12 | {steps: {plan: 2026-08-30}}                        | 2026-08-29 | due_soon 2026-09-14
2026-03-12 | {steps: {plan: 2026-08-30}}                        | 2026-08-30 | done 2026-09-14
2026-03-12 | {steps: {plan: {received: 2027-01-10}}}            | 2027-01-09 | late 2026-09-14
2026-03-12 | {steps: {plan: {received: 2027-01-10}}}            | 2027-01-10 | done 2026-09-14
2026-03-12 | {steps: {plan: {received: 2026-08-30, accepted: 2026-12-01}}} | 2026-10-30 | done 2026-09-14
2026-03-12 | {steps: {plan: {note: belt terug}}}                | 2026-09-29 | late 2026-09-14
"""

# Each pause and extension also has a reason and an author, which the table leaves out.
AGREED = """
2026-03-12 | pause 2026-05-01 2026-05-31                        | 2026-04-30 | open 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31                        | 2026-05-01 | paused 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31                        | 2026-05-30 | paused 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31                        | 2026-05-31 | open 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31                        | 2026-10-12 | due 2026-10-12
2026-03-12 | pause 2026-01-01 2026-02-01                        | 2026-09-14 | due 2026-09-14
2026-03-12 | pause 2026-03-01 2026-03-22                        | 2026-09-22 | due 2026-09-22
2026-03-12 | pause 2026-03-12 2026-03-22                        | 2026-09-22 | due 2026-09-22
2026-03-12 | pause 2026-09-01 2026-10-01                        | 2026-09-20 | paused 2026-10-12
2026-03-12 | pause 2026-09-12 2026-09-19                        | 2026-09-21 | due 2026-09-21
2026-03-12 | pause 2026-09-13 2026-09-20                        | 2026-09-14 | paused 2026-09-14
2026-03-12 | pause 2026-09-13 2026-09-20                        | 2026-09-20 | grace 2026-09-14
2026-03-12 | pause 2026-05-01 2026-05-02                        | 2026-09-14 | due 2026-09-14
2026-03-12 | pause 2026-05-01 2026-05-11, pause 2026-06-01 2026-06-11 | 2026-10-02 | due 2026-10-02
2026-03-12 | pause 2026-06-01 2026-06-11, pause 2026-05-01 2026-05-11 | 2026-10-02 | due 2026-10-02
2026-03-12 | pause 2026-05-01 2026-05-21, pause 2026-05-11 2026-05-31 | 2026-10-12 | due 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31, pause 2026-05-11 2026-05-21 | 2026-10-12 | due 2026-10-12
2026-03-12 | pause 2026-09-01 2026-09-11, pause 2026-09-20 2026-09-30 | 2026-10-02 | due 2026-10-02
2026-03-12 | pause 2027-01-01 2027-02-01                        | 2027-01-15 | paused 2026-09-14
2026-03-12 | pause 2027-01-01 2027-02-01                        | 2027-02-01 | late 2026-09-14
2024-01-10 | pause 2024-02-28 2024-03-01                        | 2024-07-12 | due 2024-07-12
2026-03-12 | pause 2026-05-01 9999-12-31                        | 2026-09-14 | paused 9999-12-31

2026-03-12 | until 2026-10-15                                   | 2026-09-14 | open 2026-10-15
2026-03-12 | until 2026-10-15                                   | 2026-09-15 | due_soon 2026-10-15
2026-03-12 | until 2026-10-15                                   | 2026-10-29 | grace 2026-10-15
2026-03-12 | until 2026-10-15                                   | 2026-10-30 | late 2026-10-15
2026-03-12 | until 2026-08-01                                   | 2026-09-14 | due 2026-09-14
2026-03-12 | survey until 2026-12-01                            | 2026-09-14 | due 2026-09-14
2026-03-12 | until 2026-10-17                                   | 2026-10-19 | due 2026-10-19
2026-03-12 | until 2026-10-15, until 2026-11-02, until 2026-10-20 | 2026-11-02 | due 2026-11-02
2026-03-12 | pause 2026-05-01 2026-05-31, until 2026-10-01      | 2026-10-12 | due 2026-10-12
2026-03-12 | pause 2026-05-01 2026-05-31, until 2026-10-20      | 2026-10-20 | due 2026-10-20
2026-03-12 | until 9999-12-31                                   | 2027-01-01 | open 9999-12-31
"""

# All of a signing on 2026-03-12 with the plan received on the day in the first column.
SURVEYS = """
-          |                                                    | 2027-12-31 | survey_sent 1 | open -
-          |                                                    | 2027-12-31 | survey 1      | open -
2026-08-30 |                                                    | 2026-08-29 | survey_sent 1 | open -
2026-08-30 |                                                    | 2027-08-29 | survey_sent 1 | open 2027-08-30
2026-08-30 |                                                    | 2027-08-30 | survey_sent 1 | due 2027-08-30
2026-08-30 |                                                    | 2027-08-31 | survey_sent 1 | late 2027-08-30
2026-08-30 |                                                    | 2027-08-31 | survey 1      | open -
2026-08-30 |                                                    | 2027-08-31 | survey_sent 2 | open 2028-08-30
2027-01-10 |                                                    | 2028-01-10 | survey_sent 1 | due 2028-01-10
2028-02-28 |                                                    | 2029-02-28 | survey_sent 1 | due 2029-02-28
2028-02-29 |                                                    | 2029-02-28 | survey_sent 1 | due 2029-02-28
2028-02-29 |                                                    | 2032-02-29 | survey_sent 4 | open 2032-03-01
2028-02-29 |                                                    | 2036-02-29 | survey_sent 8 | due 2036-02-29
2026-08-31 |                                                    | 2030-09-02 | survey_sent 4 | due 2030-09-02
2026-08-30 | year 1 sent 2027-09-01                             | 2027-08-31 | survey_sent 1 | late 2027-08-30
2026-08-30 | year 1 sent 2027-09-01                             | 2027-09-01 | survey_sent 1 | done 2027-08-30
2026-08-30 | year 1 sent 2027-09-01                             | 2027-10-12 | survey 1      | open 2027-10-13
2026-08-30 | year 1 sent 2027-09-01                             | 2027-10-13 | survey 1      | due 2027-10-13
2026-08-30 | year 1 sent 2027-09-01                             | 2027-10-14 | survey 1      | late 2027-10-13
2026-08-30 | year 1 sent 2027-09-01 received 2027-11-01         | 2027-10-31 | survey 1      | late 2027-10-13
2026-08-30 | year 1 sent 2027-09-01 received 2027-11-01         | 2027-11-01 | survey 1      | done 2027-10-13
2026-08-30 | year 1 received 2027-09-20                         | 2027-09-20 | survey_sent 1 | done 2027-08-30
2026-08-30 | year 1 sent 2026-11-13                             | 2026-12-28 | survey 1      | due 2026-12-28
2026-08-30 | year 2 sent 2028-08-30                             | 2028-10-11 | survey 2      | due 2028-10-11
2026-08-30 | year 2 sent 2028-08-30                             | 2028-10-11 | survey 1      | open -
2026-08-30 | year 7                                             | 2027-08-30 | survey_sent 1 | due 2027-08-30
2026-08-30 | pause 2027-01-01 2027-01-31                        | 2027-09-29 | survey_sent 1 | due 2027-09-29
2026-08-30 | pause 2027-01-01 2027-01-31                        | 2028-09-29 | survey_sent 2 | due 2028-09-29
2026-08-30 | pause 2028-01-01 2028-01-11                        | 2027-08-30 | survey_sent 1 | due 2027-08-30
2026-08-30 | pause 2028-01-01 2028-01-11                        | 2028-09-11 | survey_sent 2 | due 2028-09-11
2026-08-30 | year 1 sent 2027-09-01, survey until 2027-11-01    | 2027-11-01 | survey 1      | due 2027-11-01
2026-08-30 | survey_sent until 2028-10-02                       | 2028-10-02 | survey_sent 1 | late 2027-08-30
2026-08-30 | survey_sent until 2028-10-02                       | 2028-10-02 | survey_sent 2 | due 2028-10-02
2026-08-30 | year 1 sent 2027-09-01, year 2 sent 2028-09-01, survey until 2027-11-01 | 2028-10-13 | survey 2 | due 2028-10-13
"""

MORE_RULES = """\
    - {id: oldest, step: plan, after: signing, within: 1 year}
    - {id: later, step: plan, signed_from: 2020-01-01, after: signing, within: 2 weeks, grace: 1 week}
    - {id: scan, step: confirmation_sent, after: document_handed_in, within: 10 days}
    - {id: news, step: newsletter, after: article, within: 14 days, remind: 3 days}
    - {id: yearly, step: survey, after: signing, within: 18 months, repeats: yearly}
    - {id: once, step: survey_sent, after: signing, within: 12 months}
"""
OTHERS = """
2010-02-28 | {}                                          | 2011-02-28 | plan              | due 2011-02-28
2012-02-29 | {}                                          | 2013-02-28 | plan              | due 2013-02-28
2019-12-31 | {}                                          | 2020-12-31 | plan              | due 2020-12-31
2020-01-01 | {}                                          | 2020-01-15 | plan              | due 2020-01-15
2020-01-01 | {}                                          | 2020-01-22 | plan              | grace 2020-01-15
2020-01-01 | {}                                          | 2020-01-23 | plan              | late 2020-01-15
2026-03-12 | {}                                          | 2026-03-23 | confirmation_sent | open -
2026-03-12 | {steps: {document_handed_in: 2026-03-12}}   | 2026-03-23 | confirmation_sent | due 2026-03-23
2026-03-12 | {steps: {document_handed_in: 2026-03-12}}   | 2026-03-24 | confirmation_sent | late 2026-03-23
2026-03-12 | {}                                          | 2026-03-15 | newsletter        | open -
2026-03-12 | {}                                          | 2026-04-03 | newsletter        | open 2026-04-07
2026-03-12 | {}                                          | 2026-04-04 | newsletter        | due_soon 2026-04-07
2025-03-12 | {}                                          | 2026-09-14 | survey 1          | due 2026-09-14
2025-03-12 | {}                                          | 2027-09-13 | survey 2          | due 2027-09-13
2025-03-12 | {}                                          | 2026-03-12 | survey_sent 1     | due 2026-03-12
2025-03-12 | {}                                          | 2027-09-13 | survey_sent 2     | open -
"""


def agreed(cell: str) -> tuple[str, str]:
    """The fields of a trajectory, and its survey. pause FROM UNTIL; until DAY; STEP until DAY; year N sent DAY received DAY."""
    found: dict[str, list[str]] = {"pauses": [], "extensions": [], "survey": []}
    for part in filter(None, map(str.strip, cell.split(","))):
        words = part.split()
        if words[0] == "pause":
            found["pauses"].append(f"{{from: {words[1]}, until: {words[2]}, reason: r, by: jd}}")
        elif words[0] == "year":
            found["survey"].append("{" + ", ".join(f"{k}: {v}" for k, v in zip(words[::2], words[1::2], strict=True)) + "}")
        else:
            step, until = ("plan", words[1]) if words[0] == "until" else (words[0], words[2])
            found["extensions"].append(f"{{step: {step}, until: {until}, reason: r, by: jd}}")
    agreements = ", ".join(f"{key}: [{', '.join(found[key])}]" for key in ("pauses", "extensions"))
    return agreements, f"survey: [{', '.join(found['survey'])}]"


@pytest.mark.parametrize(("signed", "record", "moment", "expected"), table(PLANS))
def test_plan(signed: str, record: str, moment: str, expected: str) -> None:
    assert state(rows(signed, record, moment), "plan") == expected


@pytest.mark.parametrize(("signed", "agreements", "moment", "expected"), table(AGREED))
def test_plan_with_pauses_and_extensions(signed: str, agreements: str, moment: str, expected: str) -> None:
    assert state(rows(signed, f"{{{agreed(agreements)[0]}}}", moment), "plan") == expected


@pytest.mark.parametrize(("plan", "cell", "moment", "step", "expected"), table(SURVEYS))
def test_survey(plan: str, cell: str, moment: str, step: str, expected: str) -> None:
    agreements, survey = agreed(cell)
    received = "" if plan == "-" else f"plan: {plan}, "
    assert state(rows("2026-03-12", f"{{{agreements}, steps: {{{received}{survey}}}}}", moment), step) == expected


@pytest.mark.parametrize(("signed", "record", "moment", "step", "expected"), table(OTHERS))
def test_other_rules(signed: str, record: str, moment: str, step: str, expected: str) -> None:
    """`newsletter` counts from the publication, on 20 March at noon."""
    found = rows(signed, record, moment, rules=MORE_RULES, publish_at="2026-03-20 12:00" if signed > "2026" else None)
    assert state(found, step) == expected


@pytest.mark.parametrize(("plan", "surveys", "moment", "years"), [
    ("", "", "2030-01-01", [1]),
    ("plan: 2026-08-30, ", "", "2027-08-29", [1]),
    ("plan: 2026-08-30, ", "", "2027-08-30", [1, 2]),
    ("plan: 2026-08-30, ", "", "2029-08-30", [1, 2, 3, 4]),
    ("plan: 2026-08-30, ", "{year: 1, sent: 2027-08-01}", "2027-08-29", [1]),
    ("plan: 2026-08-30, ", "{year: 3, sent: 2027-08-01}", "2027-08-02", [1, 3]),
    ("plan: 2026-08-30, ", "{year: 3, sent: 2027-08-01}", "2027-07-31", [1]),
])
def test_years_up_to_the_first_that_is_not_yet_due(plan: str, surveys: str, moment: str, years: list[int]) -> None:
    """And every year that was typed; of both steps the same."""
    found = rows("2026-03-12", f"{{steps: {{{plan}survey: [{surveys}]}}}}", moment)
    assert {step: [row.year for row in found if row.step == step] for step in ("survey_sent", "survey")} == {
        "survey_sent": years, "survey": years}


FIRST_MATCH = """
{steps: {plan: 2026-03-01}, not_applicable: {plan: x}}                    | plan        | contradictory 2026-09-14
{steps: {plan: 2026-06-01}, not_applicable: {plan: x}}                    | plan        | not_applicable -
{steps: {plan: 2026-06-01}, pauses: [PAUSE]}                              | plan        | done 2026-09-14
{pauses: [PAUSE]}                                                         | plan        | paused 2026-09-14
{pauses: [PAUSE]}                                                         | intake_talk | paused -
{pauses: [PAUSE]}                                                         | signing     | done -
{not_applicable: {survey_sent: x}}                                        | survey_sent 1 | not_applicable -
{not_applicable: {survey_sent: x}}                                        | survey 1    | open -
{}                                                                        | intake_talk | open -
"""


@pytest.mark.parametrize(("record", "step", "expected"), table(FIRST_MATCH))
def test_the_first_match_wins(record: str, step: str, expected: str) -> None:
    pause = "{from: 2026-10-01, until: 2026-10-31, reason: r, by: jd}"
    assert state(rows("2026-03-12", record.replace("PAUSE", pause), "2026-10-15"), step) == expected


@pytest.mark.parametrize(("moment", "publish_at", "expected"), [
    ("2026-03-12 15:59", "2026-03-12 16:00", "open -"),
    ("2026-03-12 16:00", "2026-03-12 16:00", "done -"),
    ("2026-03-12", "2026-03-12 16:00", "done -"),
    ("2026-03-12 00:00", None, "done -"),
    ("2026-03-12 00:00", "2026-03-01", "done -"),
    ("2026-03-13", "2026-03-14", "open -"),
])
def test_the_publication_proves_the_article(moment: str, publish_at: str | None, expected: str) -> None:
    assert state(rows("2026-03-12", "{}", moment, publish_at=publish_at), "article") == expected


def test_before_the_signing_there_is_no_trajectory() -> None:
    assert rows("2026-03-12", "{steps: {intake_talk: 2026-01-05}}", "2026-03-11") == []
    assert state(rows("2026-03-12", "{steps: {intake_talk: 2026-01-05}}", "2026-03-12 00:00"), "signing") == "done -"


@pytest.mark.parametrize("change", ["withdrawn: former", "withdrawn: erased", "merged_into: c", "split_into: [c, d]"])
def test_who_left_owes_nothing_any_more(change: str) -> None:
    changes, record = f"- {{date: 2026-12-01, id: a, {change}}}\n", "{steps: {intake_talk: 2026-01-05}}"
    before = rows("2026-03-12", record, "2026-11-30", changes=changes)
    after = rows("2026-03-12", record, "2026-12-01", changes=changes)
    again = rows("2026-12-02", record, "2027-06-03", changes=changes)
    assert [state(before, step) for step in ("intake_talk", "plan")] == ["done -", "late 2026-09-14"]
    assert [state(after, step) for step in ("intake_talk", "plan")] == ["done -", "not_applicable -"]
    assert state(again, "plan") == "grace 2027-06-02"


def test_a_new_name_changes_nothing() -> None:
    changes = "- {date: 2026-12-01, id: a, renamed: {name: B}}\n"
    assert state(rows("2026-03-12", "{}", "2026-12-01", changes=changes), "plan") == "late 2026-09-14"


def test_the_future_is_contradictory_only_when_nobody_asked_for_a_moment() -> None:
    record = "{steps: {plan: 2026-08-30, survey: [{year: 2, sent: 2028-08-30}]}}"
    now, asked = (rows("2026-03-12", record, "2026-08-29", as_of=as_of) for as_of in (False, True))
    found = [(row.step, row.year, row.state, row.rule) for row in now if row.state == "contradictory"]
    assert found == [("plan", None, "contradictory", "date-in-future"), ("survey_sent", 2, "contradictory", "date-in-future")]
    assert state(now, "survey_sent 1") == "open -"
    assert [row for row in asked if row.state == "contradictory"] == []


@pytest.mark.parametrize(("step", "year", "where"), [
    ("intake_talk", None, ("internal/b.yaml", ("a", "steps", "intake_talk"))),
    ("photos_sent", None, ("internal/b.yaml", ("a", "not_applicable", "photos_sent"))),
    ("survey", 2, ("internal/b.yaml", ("a", "steps", "survey", 0))),
    ("survey", 1, ("internal/b.yaml", ("a",))),
    ("plan", None, ("internal/b.yaml", ("a",))),
    ("signing", None, ("b/batch.yaml", ("date",))),
    ("article", None, ("b/batch.yaml", ("publish_at",))),
])
def test_a_row_leads_to_what_was_typed_or_to_what_proves_it(step: str, year: int | None, where: tuple) -> None:
    record = ("{steps: {intake_talk: 2026-01-05, survey: [{year: 2, sent: 2026-04-01}]}, "
              "not_applicable: {photos_sent: x}}")
    found = rows("2026-03-12", record, "2026-05-01", publish_at="2026-03-12 16:00")
    assert place_of(found[0].case, step, year) == where


def test_rows_are_in_the_order_of_the_steps_and_name_their_rule() -> None:
    found = rows("2026-03-12", "{steps: {plan: 2026-08-30}}", "2027-09-01")
    assert [(row.step, row.year, row.rule) for row in found if row.rule or row.step == "signing"] == [
        ("signing", None, None), ("plan", None, "plan-2017"), ("survey_sent", 1, "survey-sent"),
        ("survey_sent", 2, "survey-sent"), ("survey", 1, "survey"), ("survey", 2, "survey")]
    assert [row.step for row in found if row.year in (None, 1)] == list(STEPS)


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(anchor=DAYS, length=st.integers(0, 200), spans=st.lists(st.tuples(DAYS, st.integers(1, 60)), max_size=4))
def test_the_clock_stands_still_in_a_pause(anchor: date, length: int, spans: list[tuple[date, int]]) -> None:
    """Day by day: a paused day, the day of the anchor and the deadline included, moves the deadline by one."""
    pauses = [Pause(**{"from": day, "until": day + timedelta(days=days), "reason": "r", "by": "jd"}) for day, days in spans]
    due, day = anchor + timedelta(days=length), anchor
    while day <= due:
        due += timedelta(days=any(pause.from_ <= day < pause.until for pause in pauses))
        day += timedelta(days=1)
    assert stretched(anchor, anchor + timedelta(days=length), pauses)[0] == due


def test_a_reminder_never_begins_before_time() -> None:
    assert (earlier(date(1, 3, 31), "1 month"), earlier(date(1, 3, 31), "999 years")) == (date(1, 2, 28), date.min)


def test_free_days_are_those_of_the_library_and_are_remembered(tmp_path: Path) -> None:
    days = free_days()
    assert {day for day in days if day.year == 2026} == set(holidays.NL(years=2026))
    assert {day.year for day in days} == set(YEARS)
    file = tmp_path / "a" / "days.cache"
    assert remembered(file) == days
    written = file.stat().st_mtime_ns
    assert remembered(file) == days
    assert file.stat().st_mtime_ns == written
    file.write_bytes(b"broken")
    assert remembered(file) == days
