"""`trajectory why`, `forecast` and `what-if` in a real process: every number explained, every month counted, every flip told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trajectory_folder import INTERNAL, write_folder

MORE = {"internal/2026-03-12-utrecht.yaml": """\
alfa:
  officer: jd
  steps:
    intake_talk: 2025-11-03
    plan: {received: 2027-04-20, accepted: 2027-05-01}
    survey:
      - {year: 1, received: 2028-05-01}
      - {year: 2, sent: 2029-04-20}
  pauses:
    - {from: 2026-05-01, until: 2026-05-31, reason: verhuizing, by: jd}
    - {from: 2026-06-01, until: 2026-06-02, reason: open dag, by: jd}
  extensions:
    - {step: plan, until: 2027-04-27, reason: nieuw bestuur, by: jd}
  not_applicable: {agreed: vooraf al}
beta:
  steps: {intake_talk: 2025-11-04, plan: 2026-01-05}
""", "changes.yaml": "- {date: 2027-01-04, id: beta, withdrawn: former}\n- {date: 2026-06-01, id: alfa, renamed: {name: Omega}}\n"}
ALFA = """\
Omega (alfa), ondertekend als Alfa & Co · ondertekening op 12 maart 2026 · begeleid door jd · stand op 1 juni 2029

Kennismaking: gedaan
    gedaan op maandag 3 november 2025  records/internal/2026-03-12-utrecht.yaml:4
    
Akkoord: niet van toepassing
    niet van toepassing: vooraf al  records/internal/2026-03-12-utrecht.yaml:14

Ondertekening: gedaan
    gedaan op donderdag 12 maart 2026  records/2026-03-12-utrecht/batch.yaml:1

Bericht: gedaan
    gedaan op donderdag 12 maart 2026  records/2026-03-12-utrecht/batch.yaml:2

Plan: gedaan, uiterlijk 28 april 2027
    gedaan op dinsdag 20 april 2027  records/internal/2026-03-12-utrecht.yaml:5
    akkoord op zaterdag 1 mei 2027  records/internal/2026-03-12-utrecht.yaml:5
    regel plan: 6 maanden na Ondertekening; herinneren vanaf 1 maand ervoor; 14 dagen respijt  records/charter.yaml:13
    Ondertekening: donderdag 12 maart 2026  records/2026-03-12-utrecht/batch.yaml:1
    + 6 maanden = zaterdag 12 september 2026
    + 30 dagen pauze, 1 mei 2026 tot 31 mei 2026: verhuizing (jd)  records/internal/2026-03-12-utrecht.yaml:10
    + 1 dag pauze, 1 juni 2026 tot 2 juni 2026: open dag (jd)  records/internal/2026-03-12-utrecht.yaml:11
    = dinsdag 13 oktober 2026
    uitstel tot dinsdag 27 april 2027: nieuw bestuur (jd)  records/internal/2026-03-12-utrecht.yaml:13
    Koningsdag, dus de eerstvolgende werkdag: woensdag 28 april 2027

Monitor verstuurd jaar 1: gedaan, uiterlijk 20 april 2028
    verstuurd, want ontvangen op maandag 1 mei 2028  records/internal/2026-03-12-utrecht.yaml:7
    regel survey-sent: 12 maanden na Plan, daarna elk jaar  records/charter.yaml:14
    Plan: dinsdag 20 april 2027  records/internal/2026-03-12-utrecht.yaml:5
    + 12 maanden = donderdag 20 april 2028

Monitor verstuurd jaar 2: gedaan, uiterlijk 20 april 2029
    gedaan op vrijdag 20 april 2029  records/internal/2026-03-12-utrecht.yaml:8
    regel survey-sent: 12 maanden na Plan, daarna elk jaar  records/charter.yaml:14
    Plan: dinsdag 20 april 2027  records/internal/2026-03-12-utrecht.yaml:5
    + 12 maanden + 1 jaar = vrijdag 20 april 2029

Monitor verstuurd jaar 3: nog niet, uiterlijk 22 april 2030
    regel survey-sent: 12 maanden na Plan, daarna elk jaar  records/charter.yaml:14
    Plan: dinsdag 20 april 2027  records/internal/2026-03-12-utrecht.yaml:5
    + 12 maanden + 2 jaar = zaterdag 20 april 2030
    zaterdag, dus de eerstvolgende werkdag: dinsdag 23 april 2030
    dat is nog niet verstreken

Monitor jaar 1: gedaan
    gedaan op maandag 1 mei 2028  records/internal/2026-03-12-utrecht.yaml:7
    regel survey: 6 weken na Monitor verstuurd  records/charter.yaml:15
    geen termijn: niemand weet wanneer de monitor is verstuurd

Monitor jaar 2: vandaag, uiterlijk 1 juni 2029
    regel survey: 6 weken na Monitor verstuurd  records/charter.yaml:15
    Monitor verstuurd jaar 2: vrijdag 20 april 2029  records/internal/2026-03-12-utrecht.yaml:8
    + 6 weken = vrijdag 1 juni 2029
    dat is vandaag

Monitor jaar 3: nog niet
    regel survey: 6 weken na Monitor verstuurd  records/charter.yaml:15
    nog geen termijn: Monitor verstuurd jaar 3 is nog niet gedaan
""".replace("    \n", "\n").replace("nog niet, uiterlijk 22 april 2030", "nog niet, uiterlijk 23 april 2030")
BETA = """\
LINDA. (beta) · signing on 12 March 2026 · nobody looks after · as of 1 February 2027

Plan: contradictory, by 14 September 2026
    contradictory [plan-after-signing]: the plan is of 2026-01-05, before the signing on 2026-03-12  records/internal/2026-03-12-utrecht.yaml:16
    rule plan: 6 months after Signing; remind from 1 month before; 14 days of grace  records/charter.yaml:13
    Signing: Thursday 12 March 2026  records/2026-03-12-utrecht/batch.yaml:1
    + 6 months = Saturday 12 September 2026
    Saturday, so the next working day: Monday 14 September 2026

records/internal/2026-03-12-utrecht.yaml:16:36: error [plan-after-signing] the plan is of 2026-01-05, before the signing on 2026-03-12
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Two trajectories in which everything happens that moves a deadline."""
    return write_folder(tmp_path / "records", **MORE)


def test_why_explains_every_step(trajectory, records: Path) -> None:
    ran = trajectory("why", "alfa", "--records", "records", "--as-of", "2029-06-01", cwd=records.parent)
    assert ran.stdout == ALFA
    assert (ran.code, ran.stderr) == (0, "")


def test_why_one_step_in_english(trajectory, records: Path) -> None:
    ran = trajectory("why", "beta", "plan", "--records", "records", "--as-of", "2027-02-01", "--lang", "en", cwd=records.parent)
    assert ran.stdout == BETA


# beta left on 4 January 2027; its talk was done, the rest is no longer asked.
@pytest.mark.parametrize(("moment", "step", "said"), [
    ("2026-03-12", "agreed", ["Akkoord: nog te doen", "    geen termijn: voor deze stap is er geen regel  records/charter.yaml:12"]),
    ("2027-01-04", "agreed", ["Akkoord: niet van toepassing",
                              "    niet meer nodig: geen ondertekenaar meer sinds maandag 4 januari 2027  records/changes.yaml:1"]),
    ("2026-03-12", "survey", ["Monitor jaar 1: nog niet", "    regel survey: 6 weken na Monitor verstuurd  records/charter.yaml:15",
                              "    nog geen termijn: Monitor verstuurd jaar 1 is nog niet gedaan"]),
])
def test_why_nothing_is_asked(trajectory, records: Path, moment: str, step: str, said: list[str]) -> None:
    ran = trajectory("why", "beta", step, "--records", "records", "--as-of", moment, cwd=records.parent)
    head = "LINDA. (beta) · ondertekening op 12 maart 2026 · niemand begeleidt · stand op "
    assert ran.stdout.split("\n")[0].startswith(head)
    assert ran.stdout.split("\n")[2:2 + len(said)] == said


def test_why_by_the_day(trajectory, tmp_path: Path) -> None:
    """What the day means: reminder, deadline, grace, too late, paused."""
    write_folder(tmp_path / "records", **{"internal/2026-03-12-utrecht.yaml": """\
alfa:
  pauses: [{from: 2026-11-01, until: 2026-11-08, reason: verbouwing, by: jd}]
"""})
    last = {day: trajectory("why", "alfa", "plan", "--records", "records", "--as-of", day, cwd=tmp_path).stdout.splitlines()[-1]
            for day in ("2026-08-01", "2026-09-14", "2026-09-15", "2026-09-29", "2026-11-07")}
    assert last == {
        "2026-08-01": "    herinneren vanaf vrijdag 14 augustus 2026", "2026-09-14": "    dat is vandaag",
        "2026-09-15": "    respijt tot en met maandag 28 september 2026", "2026-09-29": "    respijt tot en met maandag 28 september 2026",
        "2026-11-07": "    gepauzeerd tot zondag 8 november 2026: verbouwing (jd)  records/internal/2026-03-12-utrecht.yaml:2"}


@pytest.mark.parametrize(("arguments", "said"), [
    (("why", "alf"), "trajectory: er is hier geen ondertekenaar `alf`; bedoelt u: alfa"),
    (("why", "xyz", "--lang", "en"), "trajectory: there is no signatory `xyz` here"),
    (("why", "alfa", "pln"), "trajectory: er is hier geen stap `pln`; bedoelt u: plan"),
    (("what-if", "plan"), "trajectory: `plan`: schrijf REGEL=TERMIJN, met een regel uit charter.yaml: plan, survey-sent, survey"),
    (("what-if", "pln=4 months", "--lang", "en"), "trajectory: `pln=4 months`: write RULE=PERIOD, with a rule of charter.yaml: plan, survey-sent, survey"),
    (("what-if", "plan="), "trajectory: `plan=`: achter het isgelijkteken ontbreekt een waarde, zoals 4 months"),
    (("what-if", "plan.id=x"), "trajectory: `id` is hier niet te veranderen; wel: within, remind, grace, signed_from, after"),
    (("what-if", "plan=vier"), "trajectory: `vier`: `vier` is geen termijn; schrijf bijvoorbeeld 6 months, 14 days of 1 year"),
    (("forecast", "--months", "0"), "trajectory forecast: error: argument --months: `0`: geef een aantal van 1 tot en met 120"),
    (("check", "--officer", "xx"), "trajectory: `xx` staat niet in officers.yaml; daar staan: jd"),
])
def test_wrong_use(trajectory, records: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = trajectory(*arguments, "--records", "records", cwd=records.parent)
    assert (ran.code, ran.stdout, ran.stderr.splitlines()[-1]) == (2, "", said)


FORECAST = """\
maand              jd  niemand  samen
achterstand         ·        1      1  █
november 2026       ·        ·      ·
december 2026       ·        ·      ·
januari 2027        ·        ·      ·
februari 2027       ·        ·      ·
maart 2027          ·        ·      ·
april 2027          ·        ·      ·
mei 2027            ·        ·      ·
juni 2027           ·        ·      ·
juli 2027           ·        ·      ·
augustus 2027       1        ·      1  █
september 2027      ·        ·      ·
oktober 2027    0 (1)        ·  0 (1)  ░
november 2027       ·    0 (1)  0 (1)  ░

maand           Plan  Monitor verstuurd  Monitor  samen
achterstand        1                  ·        ·      1  █
november 2026      ·                  ·        ·      ·
december 2026      ·                  ·        ·      ·
januari 2027       ·                  ·        ·      ·
februari 2027      ·                  ·        ·      ·
maart 2027         ·                  ·        ·      ·
april 2027         ·                  ·        ·      ·
mei 2027           ·                  ·        ·      ·
juni 2027          ·                  ·        ·      ·
juli 2027          ·                  ·        ·      ·
augustus 2027      ·                  1        ·      1  █
september 2027     ·                  ·        ·      ·
oktober 2027       ·                  ·    0 (1)  0 (1)  ░
november 2027      ·              0 (1)        ·  0 (1)  ░

Tot en met november 2027: 2 termijnen zeker, 2 verwacht (tussen haakjes).
"""
# beta's plan is late: it is expected today, so its survey is expected in a year. alfa's plan came on 30 August 2026.
ON_TIME = INTERNAL.replace("      - {year: 1, sent: 2027-09-01}\n", "").replace("    survey:\n", "")


def test_forecast(trajectory, tmp_path: Path) -> None:
    write_folder(tmp_path / "records", **{"internal/2026-03-12-utrecht.yaml": ON_TIME})
    where = ("--records", "records", "--as-of", "2026-11-20")
    assert trajectory("forecast", "--months", 13, *where, cwd=tmp_path).stdout == FORECAST
    rows = json.loads(trajectory("forecast", "--months", 13, *where, "--format", "json", cwd=tmp_path).stdout)
    assert rows == [
        {"id": "alfa", "batch": "2026-03-12-utrecht", "step": "survey_sent", "year": 1, "due": "2027-08-30", "month": "2027-08", "officer": "jd", "sure": True},
        {"id": "alfa", "batch": "2026-03-12-utrecht", "step": "survey", "year": 1, "due": "2027-10-11", "month": "2027-10", "officer": "jd", "sure": False},
        {"id": "beta", "batch": "2026-03-12-utrecht", "step": "plan", "year": None, "due": "2026-09-14", "month": None, "officer": None, "sure": True},
        {"id": "beta", "batch": "2026-03-12-utrecht", "step": "survey_sent", "year": 1, "due": "2027-11-22", "month": "2027-11", "officer": None, "sure": False}]
    mine = trajectory("forecast", "--months", 1, *where, "--officer", "jd", "--lang", "en", cwd=tmp_path).stdout
    assert mine == "Up to November 2026: 0 deadlines certain, 0 expected (in brackets).\n"


def test_what_if(trajectory, tmp_path: Path) -> None:
    write_folder(tmp_path / "records", **{"internal/2026-03-12-utrecht.yaml": ON_TIME})
    def asked(*arguments: str) -> str:
        return trajectory("what-if", *arguments, "--records", "records", "--as-of", "2026-09-20", cwd=tmp_path).stdout
    assert asked("plan=5 months") == """\
ondertekenaar  stap  nu                        dan                    wie
LINDA. (beta)  Plan  in respijt (14 sep 2026)  te laat (12 aug 2026)  niemand

Met plan=5 months op 20 september 2026: 1 van status veranderd (1 slechter, 0 beter); 1 krijgen alleen een andere datum.
"""
    assert asked("plan=9 months", "survey.grace=1 week", "--lang", "en") == """\
signatory      step  now                      then                   who
LINDA. (beta)  Plan  in grace (14 Sept 2026)  not yet (14 Dec 2026)  nobody

With plan=9 months, survey.grace=1 week on 20 September 2026: 1 in another state (0 worse, 1 better); 1 only get another date.
"""
    assert asked("plan.grace=").splitlines()[1] == "LINDA. (beta)  Plan  in respijt (14 sep 2026)  te laat (14 sep 2026)  niemand"
    assert asked("survey=1 week") == "Met survey=1 week op 20 september 2026: 0 van status veranderd (0 slechter, 0 beter); 0 krijgen alleen een andere datum.\n"
