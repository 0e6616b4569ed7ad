"""What is wrong in the internal records: every message in full once, with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from charter.model.folder import load
from charter.moment import moment_of
from charter.problems import Problem
from trajectory import internal
from trajectory.free_days import free_days
from trajectory.worklist import Worklist, worklist

CHARTER = """\
name: {nl: Charter}
publisher: {name: A}
complete_since: 2026-04-01
trajectory:
  steps:
    - {id: intake_talk, phase: before, by: both, label: {nl: Kennismaking}}
    - {id: signing, phase: signing, by: both, label: {nl: Ondertekening}}
    - {id: article, phase: signing, by: programme, label: {nl: Bericht}}
    - {id: plan, phase: after, by: signatory, label: {nl: Plan}}
    - {id: survey_sent, phase: after, by: programme, label: {nl: Monitor verstuurd}}
    - {id: survey, phase: after, by: signatory, label: {nl: Monitor}}
  rules:
    - {id: plan, step: plan, after: signing, within: 6 months}
"""
BATCH = """\
date: 2026-03-12
signatories:
  - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld}
  - {id: bouwbedrijf, name: Bouwbedrijf}
"""
FILES = {"charter.yaml": CHARTER, "2026-03-12-utrecht/batch.yaml": BATCH,
         "internal/officers.yaml": "jd: {name: J. Drexel, email: jd@example.org}\n"}
OURS = "internal/2026-03-12-utrecht.yaml"

Check = Callable[..., Worklist]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """check(text of the internal file) -> the worklist on 20 November 2026, as of now or as asked."""
    def run(text: str = "", *, as_of: bool = False, **more: str) -> Worklist:
        files = FILES | {OURS: dedent(text).lstrip("\n")} | {path: dedent(t) for path, t in more.items()}
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
        found = internal.load(tmp_path / "internal")
        return worklist(load(tmp_path), found, moment_of("2026-11-20"), free_days(), as_of=as_of)
    return run


def only(found: Worklist) -> Problem:
    """The one problem there is."""
    (problem,) = found.problems
    return problem


def told(problem: Problem) -> tuple[str, int, str, str, str, str | None]:
    return problem.path, problem.line, problem.rule, problem.message.nl, problem.message.en, problem.suggestion


def states(found: Worklist) -> set[tuple[str, str, int | None, str]]:
    """The contradictory rows."""
    return {(row.id, row.step, row.year, row.rule or "") for row in found.rows if row.state == "contradictory"}


def test_nothing_wrong(check: Check) -> None:
    assert check("""
        gemeente-voorbeeld:
          officer: jd
          contact: {name: K. Zwart, email: k@example.org}
          steps:
            intake_talk: 2026-01-05
            signing: 2026-03-12
            article: 2026-03-12
            plan: {received: 2026-03-12, accepted: 2026-03-12, note: "kort: goed"}
            survey: [{year: 1, sent: 2026-03-12, received: 2026-03-12}]
          pauses: [{from: 2026-05-01, until: 2026-06-01, reason: verhuizing, by: jd}]
          extensions: [{step: plan, until: 2026-10-01, reason: vakantie, by: jd}]
          not_applicable: {article: alleen ondertekend}
        """).problems == ()


NAMES = [
    ("""
     gemeente-voorbeeld: {}
     gemente-voorbeeld:
       steps: {plan: 2026-06-01}
     """, (OURS, 2, "unknown-organisation", "`gemente-voorbeeld` heeft niet ondertekend in `2026-03-12-utrecht`; bedoelt u "
           "`gemeente-voorbeeld`?", "`gemente-voorbeeld` did not sign in `2026-03-12-utrecht`; did you mean "
           "`gemeente-voorbeeld`?", "gemeente-voorbeeld:")),
    ("""
     bouwbedrijf:
       officer: jb
     """, (OURS, 2, "unknown-officer", "`jb` staat niet in officers.yaml; er zijn: jd", "`jb` is not in officers.yaml; there are: jd", None)),
    ("""
     bouwbedrijf:
       officer: jd
       pauses:
         - {from: 2026-05-01, until: 2026-06-01, reason: r, by: jd}
         - {from: 2026-07-01, until: 2026-08-01, reason: r, by: pietje}
     """, (OURS, 5, "unknown-officer", "`pietje` staat niet in officers.yaml; er zijn: jd", "`pietje` is not in officers.yaml; there are: jd", None)),
    ("""
     bouwbedrijf:
       extensions: [{step: plan, until: 2026-12-01, reason: r, by: pietje}]
     """, (OURS, 2, "unknown-officer", "`pietje` staat niet in officers.yaml; er zijn: jd", "`pietje` is not in officers.yaml; there are: jd", None)),
    ("""
     bouwbedrijf:
       steps:
         intake_tlak: 2026-01-05
     """, (OURS, 3, "unknown-step", "`intake_tlak` is geen stap uit charter.yaml; bedoelt u `intake_talk`?",
           "`intake_tlak` is no step of charter.yaml; did you mean `intake_talk`?", "    intake_talk: 2026-01-05")),
    ("""
     bouwbedrijf:
       not_applicable:
         foto: geen
     """, (OURS, 3, "unknown-step", "`foto` is geen stap uit charter.yaml", "`foto` is no step of charter.yaml", None)),
    ("""
     bouwbedrijf:
       extensions:
         - {step: planning, until: 2026-12-01, reason: r, by: jd}
     """, (OURS, 3, "unknown-step", "`planning` is geen stap uit charter.yaml; bedoelt u `plan`?",
           "`planning` is no step of charter.yaml; did you mean `plan`?",
           "    - {step: plan, until: 2026-12-01, reason: r, by: jd}")),
    ("""
     bouwbedrijf:
       steps:
         survey: 2026-06-01
     """, (OURS, 3, "survey-list",
           "`survey`: schrijf de monitor per jaar, als `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`",
           "`survey`: write the survey by year, as `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`", None)),
    ("""
     bouwbedrijf:
       steps:
         survey_sent: [{year: 1, sent: 2026-06-01}]
     """, (OURS, 3, "survey-list",
           "`survey_sent`: schrijf de monitor per jaar, als `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`",
           "`survey_sent`: write the survey by year, as `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`", None)),
    ("""
     bouwbedrijf:
       steps:
         plan: [{year: 1, received: 2026-06-01}]
     """, (OURS, 3, "survey-list", "`plan`: deze stap komt niet elk jaar terug; geef één datum",
           "`plan`: this step does not come back; give one date", None)),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_that_lead_nowhere(check: Check, text: str, expected: tuple) -> None:
    assert told(only(check(text))) == expected


FORMS = [
    ("plan: {accepted: 2026-06-01}", "received-missing",
     "`accepted` zonder `received`: schrijf er ook bij wanneer het binnenkwam",
     "`accepted` without `received`: write when it came in as well"),
    ("plan: 1 juni 2026", "date", "`1 juni 2026` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12",
     "`1 juni 2026` is no date; write year-month-day, like 2026-03-12"),
    ("survey: [{year: 0}]", "survey-year", "`year` telt vanaf het plan: van 1 tot en met 200, en is geen jaartal", "`year` counts from the plan: from 1 up to 200, and is no calendar year"),
    ("survey: [{year: 1, snet: 2026-06-01}]", "unknown-field", "`snet` is geen veld; bedoelt u `sent`?",
     "`snet` is no field; did you mean `sent`?"),
    ("survey: [{sent: 2026-06-01}]", "missing", "`year` ontbreekt", "`year` is missing"),
]


@pytest.mark.parametrize(("step", "rule", "nl", "en"), FORMS)
def test_forms_of_a_step(check: Check, step: str, rule: str, nl: str, en: str) -> None:
    problem = only(check(f"bouwbedrijf:\n  officer: jd\n  steps:\n    {step}\n"))
    assert told(problem)[:5] == (OURS, 4, rule, nl, en)


def test_a_pause_ends_after_it_began(check: Check) -> None:
    problem = only(check("""
        bouwbedrijf:
          pauses:
            - {from: 2026-05-01, until: 2026-05-01, reason: r, by: jd}
        """))
    assert told(problem)[:5] == (OURS, 3, "pause-order", "`until` (2026-05-01) moet na `from` (2026-05-01) liggen",
                                 "`until` (2026-05-01) must be after `from` (2026-05-01)")


def test_a_pause_has_a_reason_and_an_author(check: Check) -> None:
    found = check("bouwbedrijf:\n  pauses: [{from: 2026-05-01, until: 2026-06-01}]\n")
    assert [(p.line, p.rule, p.message.nl) for p in found.problems] == [
        (2, "missing", "`by` ontbreekt"), (2, "missing", "`reason` ontbreekt")]


CONTRADICTIONS = [
    ("plan: 2026-02-01", "plan", None, "plan-after-signing", "het plan is van 2026-02-01, vóór de ondertekening op 2026-03-12",
     "the plan is of 2026-02-01, before the signing on 2026-03-12"),
    ("plan: {received: 2026-11-21}", "plan", None, "date-in-future",
     "2026-11-21 ligt in de toekomst: hier staat alleen wat is gebeurd",
     "2026-11-21 lies in the future: only what has happened stands here"),
    ("plan: {received: 2026-11-20, accepted: 2026-11-21}", "plan", None, "date-in-future",
     "2026-11-21 ligt in de toekomst: hier staat alleen wat is gebeurd",
     "2026-11-21 lies in the future: only what has happened stands here"),
    ("plan: {received: 2026-11-20, accepted: 2026-11-19}", "plan", None, "accepted-after-received",
     "akkoord op 2026-11-19, maar pas ontvangen op 2026-11-20", "accepted on 2026-11-19, but not received until 2026-11-20"),
    ("{plan: 2026-06-02, survey: [{year: 1, sent: 2026-06-01}]}", "survey_sent", 1, "survey-after-plan",
     "de monitor is verstuurd op 2026-06-01, vóór het plan van 2026-06-02",
     "the survey was sent on 2026-06-01, before the plan of 2026-06-02"),
    ("{plan: 2026-06-02, survey: [{year: 1, received: 2026-06-01}]}", "survey", 1, "survey-after-plan",
     "de monitor is ontvangen op 2026-06-01, vóór het plan van 2026-06-02",
     "the survey was received on 2026-06-01, before the plan of 2026-06-02"),
    ("survey: [{year: 1, sent: 2026-06-02, received: 2026-06-01}]", "survey", 1, "survey-after-sent",
     "de monitor is ontvangen op 2026-06-01, maar pas verstuurd op 2026-06-02",
     "the survey was received on 2026-06-01, but not sent until 2026-06-02"),
    ("signing: 2026-03-13", "signing", None, "two-values",
     "`signing` is hier 2026-03-13, maar volgens batch.yaml 2026-03-12; haal deze regel weg",
     "`signing` is 2026-03-13 here, but 2026-03-12 by batch.yaml; remove this line"),
    ("article: 2026-03-13", "article", None, "two-values",
     "`article` is hier 2026-03-13, maar volgens batch.yaml 2026-03-12; haal deze regel weg",
     "`article` is 2026-03-13 here, but 2026-03-12 by batch.yaml; remove this line"),
]


@pytest.mark.parametrize(("step", "name", "year", "rule", "nl", "en"), CONTRADICTIONS)
def test_contradictions(check: Check, step: str, name: str, year: int | None, rule: str, nl: str, en: str) -> None:
    """Reported on their own line, and their row is contradictory."""
    found = check(f"bouwbedrijf:\n  officer: jd\n  steps:\n    {step}\n" if step[0] != "{" else
                  f"bouwbedrijf:\n  officer: jd\n  contact: {{name: K}}\n  steps: {step}\n")
    assert told(only(found))[:5] == (OURS, 4, rule, nl, en)
    assert states(found) == {("bouwbedrijf", name, year, rule)}


def test_a_year_of_the_survey_twice(check: Check) -> None:
    found = check("""
        bouwbedrijf:
          steps:
            survey:
              - {year: 1, sent: 2026-06-01}
              - {year: 2, sent: 2026-07-01}
              - {year: 1, sent: 2026-08-01}
        """)
    assert [told(p)[1:5] for p in found.problems] == [
        (line, "two-values", "jaar 1 van de monitor staat hier meer dan één keer", "year 1 of the survey is here more than once")
        for line in (4, 6)]
    assert states(found) == {("bouwbedrijf", "survey_sent", 1, "two-values"), ("bouwbedrijf", "survey", 1, "two-values")}


def test_what_comes_later_is_no_mistake_when_a_moment_was_asked_for(check: Check) -> None:
    text = """
        bouwbedrijf:
          steps:
            signing: 2026-11-30
            plan: {received: 2026-11-22, accepted: 2026-11-21}
            survey: [{year: 1, sent: 2026-11-25, received: 2026-11-24}]
        """
    assert check(text, as_of=True).problems == ()
    assert {p.rule for p in check(text).problems} == {"date-in-future"}


RULES = [
    ("{id: a, step: plna, after: signing, within: 1 month}", "rule-step", "regel `a`: `plna` is geen stap; bedoelt u `plan`?",
     "rule `a`: `plna` is no step; did you mean `plan`?"),
    ("{id: a, step: plan, signed_from: 2020-01-01, after: ondertekening, within: 1 month}", "rule-step",
     "regel `a`: `ondertekening` is geen stap", "rule `a`: `ondertekening` is no step"),
    ("{id: a, step: article, after: signing, within: 1 month, repeats: yearly}", "rule-yearly",
     "regel `a`: alleen survey_sent en survey komen elk jaar terug", "rule `a`: only survey_sent and survey come back every year"),
    ("{id: a, step: article, after: survey, within: 1 month}", "rule-yearly",
     "regel `a`: alleen survey_sent en survey komen elk jaar terug", "rule `a`: only survey_sent and survey come back every year"),
    ("{id: a, step: plan, after: signing, within: 3 months}", "rule-twice",
     "regel `a` geldt vanaf dezelfde dag als `plan`; geef elke een eigen signed_from",
     "rule `a` holds from the same day as `plan`; give each its own signed_from"),
]


@pytest.mark.parametrize(("rule", "id_", "nl", "en"), RULES)
def test_rules_that_cannot_work(check: Check, rule: str, id_: str, nl: str, en: str) -> None:
    problem = only(check(**{"charter.yaml": f"{CHARTER}    - {rule}\n"}))
    assert told(problem)[:5] == ("charter.yaml", 14, id_, nl, en)


def test_an_internal_file_without_a_batch(check: Check) -> None:
    problem = only(check(**{"internal/2026-03-21-utrecht.yaml": "a: {steps: {plan: 2026-06-01}}\n"}))
    assert told(problem) == ("internal/2026-03-21-utrecht.yaml", 1, "unknown-batch",
                             "er is geen ondertekening met de map `2026-03-21-utrecht`; bedoelt u `2026-03-12-utrecht`?",
                             "there is no signing with the folder `2026-03-21-utrecht`; did you mean `2026-03-12-utrecht`?",
                             None)


def test_a_batch_that_cannot_be_read_is_not_unknown(check: Check) -> None:
    found = check("bouwbedrijf: {officer: jd}", **{"2026-03-12-utrecht/batch.yaml": "date: 2026-02-30\n"})
    assert [(p.path, p.rule) for p in found.problems] == [
        ("2026-03-12-utrecht/batch.yaml", "missing"), ("2026-03-12-utrecht/batch.yaml", "no-such-day")]
    assert found.rows == []


def test_no_officers_at_all_is_one_problem(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(FILES, "internal/officers.yaml")
    assert check("bouwbedrijf: {steps: {plan: 2026-06-01}}\n").problems == ()
    problem = only(check("bouwbedrijf: {officer: jd}\ngemeente-voorbeeld: {officer: ms}\n"))
    assert told(problem) == ("internal/officers.yaml", 1, "file-missing",
                             "dit bestand ontbreekt; zet er per code een regel in: `jd: {name: ..., email: ...}`",
                             "this file is missing; write a line for every code: `jd: {name: ..., email: ...}`", None)


def test_officers_that_cannot_be_read_make_no_officer_unknown(check: Check) -> None:
    problem = only(check("bouwbedrijf: {officer: jd}", **{"internal/officers.yaml": "jd: {name: J}\n"}))
    assert (problem.path, problem.rule, problem.message.nl) == ("internal/officers.yaml", "missing", "`email` ontbreekt")


def test_a_file_with_the_wrong_suffix(check: Check) -> None:
    problem = only(check(**{"internal/2026-03-12-utrecht.yml": "bouwbedrijf: {officer: jd}\n"}))
    assert told(problem) == ("internal/2026-03-12-utrecht.yml", 1, "file-name",
                             "dit bestand wordt niet gelezen; noem het `2026-03-12-utrecht.yaml`",
                             "this file is not read; name it `2026-03-12-utrecht.yaml`", None)


def test_one_mistake_costs_one_signatory(check: Check) -> None:
    """Whose steps nobody can read has no rows, so that nothing is said of it; the others have theirs."""
    found = check("""
        bouwbedrijf: {officer: jd, steps: {plan: 2026-06-31}}
        gemeente-voorbeeld: {officer: jd, steps: {plan: 2026-06-30}}
        """)
    assert told(only(found))[:4] == (OURS, 1, "no-such-day", "2026-06-31 bestaat niet; de laatste dag van die maand is 2026-06-30")
    assert {(row.id, row.state) for row in found.rows if row.step == "plan"} == {("gemeente-voorbeeld", "done")}


@pytest.mark.parametrize("text", ["- a\n", "bouwbedrijf: {\n", "a: &b {}\n"])
def test_a_file_that_cannot_be_read_costs_its_batch(check: Check, text: str) -> None:
    found = check(text)
    assert only(found).path == OURS
    assert found.rows == []


# What is wrong with gemeente-voorbeeld, and which of its steps are still told of; bouwbedrijf, in the same file, always is.
MISTAKES = [
    ("steps: {intake_talk: 13 januari 2026, plan: 2026-06-30}", {"signing", "article", "plan", "survey_sent", "survey"}),
    ("steps: {plan: [2026-06-30]}", {"intake_talk", "signing", "article", "survey_sent", "survey"}),
    ("steps: {survey: [2026-10-01]}", {"intake_talk", "signing", "article", "plan"}),
    ("officer: [jd, ms]\n  steps: {plan: 2026-06-30}", {"intake_talk", "signing", "article", "plan", "survey_sent", "survey"}),
    ("pauses: [{from: 2026-05-01, until: gisteren, reason: r, by: jd}]", set()),
    ("steps: nee", set()),
    ("steps:\n    plan: 2026-06-30\n    intake_talk 2026-01-05", set()),
    ("steps:\n    plan: 2026-06-30\n   intake_talk: 2026-01-05", set()),
]


@pytest.mark.parametrize(("text", "told_of"), MISTAKES)
def test_a_mistake_costs_no_more_than_it_must(check: Check, text: str, told_of: set[str]) -> None:
    """The step, what is counted from it, or all of this signatory when its agreements or lines cannot be read."""
    found = check(f"gemeente-voorbeeld:\n  {text}\nbouwbedrijf:\n  officer: jd\n  steps: {{plan: 2026-06-30}}\n")
    assert {row.step for row in found.rows if row.id == "gemeente-voorbeeld"} == told_of
    assert {row.state for row in found.rows if row.id == "bouwbedrijf" and row.step == "plan"} == {"done"}
    assert len(found.problems) >= 1
    assert found.unclear == (0 if "officer: [" in text else 1)


@pytest.mark.parametrize(("name", "level", "said"), [
    ("2026-03-12-utrecht.yml", "error", "dit bestand wordt niet gelezen; noem het `2026-03-12-utrecht.yaml`"),
    ("2026-03-12-utrecht.yaml.txt", "error", "dit bestand wordt niet gelezen; noem het `2026-03-12-utrecht.yaml`"),
    ("map/2026-03-12-utrecht.yaml", "error", "deze map wordt niet gelezen; zet haar bestanden direct in de interne map"),
    ("notities.docx", "warning", "dit bestand wordt niet gelezen; hier horen alleen bestanden die op .yaml eindigen"),
])
def test_what_is_not_read_is_told_of(check: Check, name: str, level: str, said: str) -> None:
    found = check("gemeente-voorbeeld: {}", **{f"internal/{name}": "a: {}\n"})
    assert (only(found).path, only(found).rule, only(found).level, only(found).message.nl) == (
        f"internal/{name.split('/')[0]}", "file-name", level, said)


def test_a_date_written_otherwise_comes_with_the_line_to_write(check: Check) -> None:
    found = check("""
        bouwbedrijf:
          steps:
            plan: 3 november 2026
        """)
    assert (only(found).line, only(found).rule, only(found).suggestion) == (3, "date", "    plan: 2026-11-03")


def test_a_signatory_without_a_trajectory_is_no_problem(check: Check) -> None:
    """Its steps are open or late, and lead to its line in batch.yaml."""
    found = check("gemeente-voorbeeld: {steps: {plan: 2026-06-30}}")
    row = next(row for row in found.rows if row.id == "bouwbedrijf" and row.step == "plan")
    assert (row.state, row.file, row.line, row.column) == ("late", "2026-03-12-utrecht/batch.yaml", 4, 5)
    assert found.problems == ()


@pytest.mark.parametrize("since", ["complete_since: 2026-03-12", "timezone: Europe/Amsterdam"])
def test_a_signatory_without_a_trajectory(check: Check, since: str) -> None:
    """From complete_since on something must be kept of everyone, and where there is no such day always."""
    found = check("gemeente-voorbeeld: {}", **{"charter.yaml": CHARTER.replace("complete_since: 2026-04-01", since)})
    assert told(only(found)) == (
        "2026-03-12-utrecht/batch.yaml", 4, "trajectory-missing",
        "van `bouwbedrijf` is geen traject bijgehouden; begin met: trajectory new 2026-03-12-utrecht",
        "no trajectory is kept of `bouwbedrijf`; begin with: trajectory new 2026-03-12-utrecht", None)
    assert only(found).level == "warning"
    left = check("gemeente-voorbeeld: {}", **{"changes.yaml": "- {date: 2026-11-01, id: bouwbedrijf, withdrawn: former}\n"})
    assert left.problems == ()


@pytest.mark.parametrize("change", ["withdrawn: former", "withdrawn: erased", "merged_into: bouwbedrijf", "split_into: [bouwbedrijf]"])
def test_activity_after_leaving(check: Check, change: str) -> None:
    """Each date on its own line; the day itself is still allowed, and what was done before stays."""
    found = check("""
        gemeente-voorbeeld:
          steps:
            intake_talk: 2026-01-05
            plan:
              received: 2026-10-01
              accepted: 2026-10-02
            survey:
              - {year: 1, sent: 2026-10-01, received: 2026-10-03}
        """, **{"changes.yaml": f"- {{date: 2026-10-01, id: gemeente-voorbeeld, {change}}}\n"})
    late = [(p.path, p.line, p.message.nl, p.message.en) for p in found.problems if p.rule == "after-withdrawal"]
    assert late == [(OURS, line, f"{day} ligt na het vertrek op 2026-10-01 (changes.yaml)", f"{day} is after the leaving on 2026-10-01 (changes.yaml)")
                    for line, day in ((6, "2026-10-02"), (8, "2026-10-03"))]
    assert states(found) == {("gemeente-voorbeeld", "plan", None, "after-withdrawal"), ("gemeente-voorbeeld", "survey", 1, "after-withdrawal")}


def test_who_had_the_details_removed_is_kept_nowhere(check: Check) -> None:
    found = check("gemeente-voorbeeld: {}", **{"changes.yaml": "- {date: 2026-10-01, id: gemeente-voorbeeld, withdrawn: erased}\n"})
    assert told(only(found)) == (
        OURS, 1, "erased-kept",
        "`gemeente-voorbeeld` liet de gegevens verwijderen; haal ook dit traject weg, en uit eerdere versies van dit bestand",
        "`gemeente-voorbeeld` had its details removed; remove this trajectory too, and from earlier versions of this file", None)


def test_more_time_for_a_step_without_a_deadline(check: Check) -> None:
    found = check("gemeente-voorbeeld:\n  extensions:\n    - {step: intake_talk, until: 2026-12-01, reason: r, by: jd}\n")
    assert told(only(found)) == (OURS, 3, "extension-without-rule", "voor `intake_talk` geldt geen termijn, dus uitstel doet niets",
                                 "`intake_talk` has no deadline, so more time for it does nothing", None)


def test_all_problems_of_all_files_in_order(check: Check) -> None:
    found = check("""
        bouwbedrijf: {officer: jb, steps: {plan: 2026-02-01, paln: 2026-03-03}}
        iemand: {}
        """, **{"charter.yaml": f"{CHARTER}    - {{id: a, step: plna, after: signing, within: 1 month}}\n",
                "internal/officers.yaml": "jd: {name: J}\n", "internal/x.yaml": "a: b: c"})
    assert [(p.path, p.line, p.rule) for p in found.problems] == [
        ("charter.yaml", 14, "rule-step"), (OURS, 1, "plan-after-signing"), (OURS, 1, "unknown-step"),
        (OURS, 2, "unknown-organisation"), ("internal/officers.yaml", 1, "missing"), ("internal/x.yaml", 1, "unknown-batch"), ("internal/x.yaml", 1, "colon")]
