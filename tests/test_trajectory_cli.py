"""`trajectory check` in a real process: what it prints, in three forms and two languages, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from trajectory_folder import BATCH, INTERNAL, write_folder


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A records folder with one batch."""
    return write_folder(tmp_path / "records")


def test_text_puts_the_most_urgent_first(trajectory, records: Path) -> None:
    ran = trajectory("check", "--records", "records", "--as-of", "2027-10-14", cwd=records.parent)
    assert ran.stdout == """\
status       uiterlijk    dagen  stap            ondertekenaar     wie      waar
te laat      14 sep 2026   -395  Plan            LINDA. (beta)     niemand  records/internal/2026-03-12-utrecht.yaml:9 [plan]
te laat      13 okt 2027     -1  Monitor jaar 1  Alfa & Co (alfa)  jd       records/internal/2026-03-12-utrecht.yaml:8 [survey]
nog te doen                      Akkoord         LINDA. (beta)     niemand  records/internal/2026-03-12-utrecht.yaml:9

2 trajecten op 14 oktober 2027: 2 te laat, 1 nog te doen.
"""
    assert (ran.code, ran.stderr) == (1, "")


def test_text_in_english(trajectory, records: Path) -> None:
    ran = trajectory("check", "--records", "records", "--as-of", "2026-09-04", "--lang", "en", cwd=records.parent)
    assert ran.stdout == """\
status       due           days  step    signatory      who     where
due soon     14 Sept 2026    10  Plan    LINDA. (beta)  nobody  records/internal/2026-03-12-utrecht.yaml:9 [plan]
still to do                      Agreed  LINDA. (beta)  nobody  records/internal/2026-03-12-utrecht.yaml:9

2 trajectories on 4 September 2026: 1 due soon, 1 still to do.
"""
    assert ran.code == 0


def test_text_names_what_is_contradictory_after_what_is_late(trajectory, records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text(INTERNAL.replace("received: 2026-08-30", "received: 2026-01-30"))
    ran = trajectory("check", "--records", "records", "--as-of", "2026-09-29", cwd=records.parent)
    assert ran.stdout == """\
status         uiterlijk    dagen  stap     ondertekenaar     wie      waar
te laat        14 sep 2026    -15  Plan     LINDA. (beta)     niemand  records/internal/2026-03-12-utrecht.yaml:9 [plan]
tegenstrijdig                      Plan     Alfa & Co (alfa)  jd       records/internal/2026-03-12-utrecht.yaml:6 [plan-after-signing]
nog te doen                        Akkoord  LINDA. (beta)     niemand  records/internal/2026-03-12-utrecht.yaml:9

records/internal/2026-03-12-utrecht.yaml:6:5: fout [plan-after-signing] het plan is van 2026-01-30, \
vóór de ondertekening op 2026-03-12

2 trajecten op 29 september 2026: 1 te laat, 1 tegenstrijdig, 1 nog te doen. 1 fout, 0 waarschuwingen.
"""


def test_the_work_of_one_officer(trajectory, records: Path) -> None:
    ran = trajectory("check", "--records", "records", "--as-of", "2027-10-14", "--officer", "jd", cwd=records.parent)
    assert ran.stdout == """\
status   uiterlijk    dagen  stap            ondertekenaar     wie  waar
te laat  13 okt 2027     -1  Monitor jaar 1  Alfa & Co (alfa)  jd   records/internal/2026-03-12-utrecht.yaml:8 [survey]

1 traject op 14 oktober 2027: 1 te laat.
"""
    rows = json.loads(trajectory("check", "--records", records, "--as-of", "2027-10-14", "--officer", "jd", "--format", "json").stdout)
    assert {row["id"] for row in rows} == {"alfa"}


def test_nothing_to_do(trajectory, records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text(INTERNAL.replace("2025-11-04", "2025-11-04, agreed: 2026-01-05"))
    ran = trajectory("check", "--records", records, "--as-of", "2026-03-12")
    assert (ran.stdout, ran.code) == ("2 trajecten op 12 maart 2026: niets te doen.\n", 0)


def test_json_has_a_row_for_every_step_of_every_signatory(trajectory, records: Path) -> None:
    ran = trajectory("check", "--records", records, "--as-of", "2026-09-20", "--format", "json")
    ours, theirs = "internal/2026-03-12-utrecht.yaml", "2026-03-12-utrecht/batch.yaml"
    keys = ("id", "batch", "step", "year", "state", "due", "rule", "file", "line")
    expected = [
        ("alfa", "intake_talk", None, "done", None, None, ours, 4),
        ("alfa", "agreed", None, "done", None, None, ours, 5),
        ("alfa", "signing", None, "done", None, None, theirs, 1),
        ("alfa", "article", None, "done", None, None, theirs, 2),
        ("alfa", "plan", None, "done", "2026-09-14", "plan", ours, 6),
        ("alfa", "survey_sent", 1, "open", "2027-08-30", "survey-sent", ours, 8),
        ("alfa", "survey", 1, "open", None, "survey", ours, 8),
        ("beta", "intake_talk", None, "done", None, None, ours, 10),
        ("beta", "agreed", None, "open", None, None, ours, 9),
        ("beta", "signing", None, "done", None, None, theirs, 1),
        ("beta", "article", None, "done", None, None, theirs, 2),
        ("beta", "plan", None, "grace", "2026-09-14", "plan", ours, 9),
        ("beta", "survey_sent", 1, "open", None, "survey-sent", ours, 9),
        ("beta", "survey", 1, "open", None, "survey", ours, 9),
    ]
    rows = json.loads(ran.stdout)
    assert [tuple(row) for row in rows] == [keys] * len(expected)
    assert [tuple(row.values()) for row in rows] == [(row[0], "2026-03-12-utrecht", *row[1:]) for row in expected]
    assert (ran.code, ran.stderr) == (0, "")


def test_json_stays_json_when_there_are_problems(trajectory, records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text(INTERNAL.replace("jd", "jb"))
    ran = trajectory("check", "--records", records, "--as-of", "2026-09-01", "--format", "json")
    assert len(json.loads(ran.stdout)) == 14
    assert ran.stderr == "internal/2026-03-12-utrecht.yaml:2:3: fout [unknown-officer] `jb` staat niet in officers.yaml; er zijn: jd\n"
    assert ran.code == 1


def test_github_starts_with_the_totals_and_the_most_urgent(trajectory, records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text(
        INTERNAL.replace("received: 2026-08-30", "received: 2026-01-30") + "gamma: {}\n")
    ran = trajectory("check", "--records", "records", "--as-of", "2026-09-29", "--format", "github", cwd=records.parent)
    ours = "file=records/internal/2026-03-12-utrecht.yaml"
    assert ran.stdout.splitlines() == [
        "2 trajecten op 29 september 2026: 1 te laat, 1 tegenstrijdig, 1 nog te doen. 2 fouten, 0 waarschuwingen.",
        f"::error {ours},line=9,col=1,title=plan::beta: te laat: Plan, uiterlijk 14 september 2026 (15 dagen geleden)",
        f"::error {ours},line=6,col=5,title=plan-after-signing::"
        "het plan is van 2026-01-30, vóór de ondertekening op 2026-03-12",
        f"::error {ours},line=11,col=1,title=unknown-organisation::`gamma` heeft niet ondertekend in `2026-03-12-utrecht`; er zijn: alfa, beta",
    ]
    assert ran.code == 1


@pytest.mark.parametrize(("moment", "level", "word"), [
    ("2026-09-13", "notice", "binnenkort: Plan, uiterlijk 14 september 2026 (over 1 dag)"),
    ("2026-09-14", "warning", "vandaag: Plan, uiterlijk 14 september 2026 (vandaag)"),
    ("2026-09-28", "warning", "in respijt: Plan, uiterlijk 14 september 2026 (14 dagen geleden)"),
])
def test_github_levels(trajectory, records: Path, moment: str, level: str, word: str) -> None:
    ran = trajectory("check", "--records", "records", "--as-of", moment, "--format", "github", cwd=records.parent)
    assert ran.stdout.splitlines()[1:] == [
        f"::{level} file=records/internal/2026-03-12-utrecht.yaml,line=9,col=1,title=plan::beta: {word}"]


# beta's plan is due on 2026-09-14, in grace until 2026-09-28.
@pytest.mark.parametrize(("moment", "fail_on", "code"), [
    ("2026-09-13", "due", 0), ("2026-09-14", "due", 1), ("2026-09-14", "grace", 0), ("2026-09-15", "grace", 1),
    ("2026-09-28", "late", 0), ("2026-09-29", "late", 1), ("2026-09-29", "never", 0),
])
def test_fail_on(trajectory, records: Path, moment: str, fail_on: str, code: int) -> None:
    assert trajectory("check", "--records", records, "--as-of", moment, "--fail-on", fail_on).code == code


def test_a_problem_fails_even_when_lateness_never_does(trajectory, records: Path) -> None:
    (records / "internal/x.yaml").write_text("a: {}\n")
    ran = trajectory("check", "--records", records, "--as-of", "2026-03-12", "--fail-on", "never")
    assert ran.code == 1
    assert ran.stdout.splitlines()[-3:] == [
        f"{records}/internal/x.yaml:1:1: fout [unknown-batch] er is geen ondertekening met de map `x`", "",
        "2 trajecten op 12 maart 2026: 1 nog te doen. 1 fout, 0 waarschuwingen."]


def test_internal_data_elsewhere(trajectory, records: Path) -> None:
    """Rows name the file as always; people and GitHub get the way to it."""
    (records / "internal").rename(records.parent / "elders")
    where = ("--records", "records", "--internal", "elders", "--as-of", "2026-09-29")
    text, rows = (trajectory("check", *where, "--format", form, cwd=records.parent) for form in ("text", "json"))
    assert "  elders/2026-03-12-utrecht.yaml:9\n" in text.stdout
    assert {row["file"] for row in json.loads(rows.stdout)} == {
        "internal/2026-03-12-utrecht.yaml", "2026-03-12-utrecht/batch.yaml"}


def test_now_is_the_moment_when_none_is_asked_for(trajectory, records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text(INTERNAL.replace("2026-08-30, accepted: 2026-09-04", "2199-01-01"))
    ran = trajectory("check", "--records", records)
    assert "[date-in-future] 2199-01-01 ligt in de toekomst" in ran.stdout
    assert ran.code == 1


USES = [
    (("check", "--records", "nergens"), "trajectory: de map nergens bestaat niet; wijs de goede aan met --records of --internal"),
    (("check", "--records", "records", "--internal", "nergens"),
     "trajectory: de map nergens bestaat niet; wijs de goede aan met --records of --internal"),
    (("check", "--records", "nergens", "--lang", "en"),
     "trajectory: the folder nergens does not exist; name the right one with --records or --internal"),
    (("check", "--records", "x" * 5000), f"trajectory: {'x' * 5000} is niet te lezen of te schrijven (File name too long)"),
    (("check", "--as-of", "morgen"), "`morgen` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'"),
    (("check", "--as-of", "2026-02-30"), "`2026-02-30` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'"),
    (("check", "--as-of", "9999-12-31"), "`9999-12-31` ligt na 2199"),
    (("check", "--format", "xml"), "xml"),
    (("chekc",), "chekc"),
]


@pytest.mark.parametrize(("arguments", "said"), USES)
def test_wrong_use_ends_with_2_and_a_sentence(trajectory, records: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = trajectory(*arguments, cwd=records.parent)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr.splitlines()[-1]
    assert "Traceback" not in ran.stderr


def test_without_a_command_there_is_help(trajectory) -> None:
    bare, asked, check = trajectory(), trajectory("--help"), trajectory("check", "--help")
    assert (bare.code, asked.code, check.code) == (2, 0, 0)
    assert bare.stderr.strip() == asked.stdout.strip()
    assert "Laat per stap zien wat er nog moet gebeuren" in check.stdout
    assert "Gebruik: trajectory check [-h] [--records MAP]" in check.stdout


def test_a_folder_without_charter_yaml_is_a_problem(trajectory, records: Path) -> None:
    (records / "charter.yaml").unlink()
    ran = trajectory("check", "--records", "records", "--as-of", "2026-09-29", cwd=records.parent)
    assert ran.stdout.splitlines()[0] == (
        "records/charter.yaml:1:1: fout [file-missing] dit bestand ontbreekt; kies de goede map met --records")
    assert ran.code == 1


def test_a_reader_that_has_seen_enough(records: Path) -> None:
    command = [str(Path(sys.executable).with_name("trajectory")), "check", "--records", str(records), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()


def test_a_terminal_that_cannot_show_a_name(trajectory, records: Path) -> None:
    (records / "2026-03-12-utrecht/batch.yaml").write_text(BATCH.replace("LINDA.", "Bèta"), encoding="utf-8")
    ran = trajectory("check", "--records", records, "--as-of", "2026-09-29", env={"PYTHONIOENCODING": "ascii"})
    assert "B?ta (beta)" in ran.stdout
    assert ran.code == 1


def test_time_zone_locale_and_hash_seed_do_not_matter(trajectory, records: Path) -> None:
    other = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "COLUMNS": "40"}
    one, two = (trajectory("check", "--records", records, "--as-of", "2026-09-29", env=env) for env in ({}, other))
    assert one.stdout == two.stdout


BEGUN = """\
alfa: {officer: jd, steps: {agreed: 2026-01-05}}     # a remark of somebody

beta:     # LINDA.
  officer: jd
  # contact: {name: ..., email: ...}
  steps:
    # intake_talk: jjjj-mm-dd                                       # Kennismaking
    # agreed: jjjj-mm-dd                                            # Akkoord
    # plan: jjjj-mm-dd                                              # Plan
    # survey: [{year: 1, sent: jjjj-mm-dd, received: jjjj-mm-dd}]   # Monitor
"""


def test_new_begins_what_is_missing(trajectory, records: Path) -> None:
    """What stands there stays; what is written reads back, and says no more than that somebody looks after it."""
    file = records / "internal/2026-03-12-utrecht.yaml"
    file.write_text(BEGUN.split("\n\n")[0])
    where = ("--records", "records", "--officer", "jd")
    ran = trajectory("new", "2026-03-12-utrecht", *where, cwd=records.parent)
    assert ran.stdout == "1 traject begonnen in records/internal/2026-03-12-utrecht.yaml. Vul daar in wat al gebeurd is.\n"
    assert file.read_text() == BEGUN
    assert trajectory("new", "2026-03-12-utrecht", *where, cwd=records.parent).stdout.startswith("Van iedereen wordt al")
    assert trajectory("check", "--records", "records", "--as-of", "2026-03-12", cwd=records.parent).code == 0


def test_new_begins_a_file(trajectory, records: Path) -> None:
    file = records / "internal/2026-03-12-utrecht.yaml"
    file.unlink()
    (records / "2026-03-12-utrecht/batch.yaml").write_text(BATCH.replace("LINDA.", '"A # B C: *x"'))
    assert trajectory("new", "2026-03-12-utrecht", "--records", "records", cwd=records.parent).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert trajectory("check", "--records", "records", "--as-of", "2026-03-12", cwd=records.parent).code == 0


@pytest.mark.parametrize(("batch", "text", "said"), [
    ("x", "alfa: {}\n", "er is geen leesbare ondertekening x; zie: charter check"),
    ("2026-03-12-utrecht", "alfa: [\n", "2026-03-12-utrecht.yaml heeft fouten; los die eerst op, zie: trajectory check"),
])
def test_new_refuses(trajectory, records: Path, batch: str, text: str, said: str) -> None:
    file = records / "internal/2026-03-12-utrecht.yaml"
    file.write_text(text)
    ran = trajectory("new", batch, "--records", "records", cwd=records.parent)
    assert (ran.code, ran.stderr, file.read_text()) == (2, f"trajectory: {said}\n", text)


@pytest.mark.parametrize(("text", "code"), [
    ("{alfa: {officer: jd}}\n", 2), ("  alfa: {officer: jd}\n", 2), ("alfa: {officer: jd}\r\n", 0), ("\ufeffalfa: {officer: jd}\n", 0), ("alfa:\n  officer: jd", 0)])
def test_new_breaks_no_file(trajectory, records: Path, text: str, code: int) -> None:
    """What stands there stays byte for byte; behind what could not go on nothing is written."""
    file = records / "internal/2026-03-12-utrecht.yaml"
    file.write_bytes(text.encode())
    ran = trajectory("new", "2026-03-12-utrecht", "--records", "records", cwd=records.parent)
    written = file.read_bytes()
    assert ran.code == code
    assert written.startswith(text.rstrip().encode())
    assert (b"beta:" in written) == (code == 0)
    assert written.count(b"\n") == written.count(b"\r\n") or b"\r" not in written
    assert trajectory("check", "--records", "records", "--as-of", "2026-03-12", cwd=records.parent).code == (1 if code else 0)


WIDE = [("status", "uiterlijk", "dagen", "stap", "ondertekenaar", "wie", "waar"),
        ("te laat", "14 sep 2026", "-67", "Plan van aanpak en nog veel meer woorden", "Coöperatieve Vereniging van Verzonnen Tuinders (tuinders)", "jd", "signatories/internal/2026-03-12-utrecht.yaml:116 [plan]")]


@pytest.mark.parametrize(("width", "last"), [
    (None, WIDE[1]), (250, WIDE[1]),
    (185, (*WIDE[1][:6], "2026-03-12-utrecht.yaml:116 [plan]")),
    (145, (*WIDE[1][:3], "Plan van aanpak en nog veel m…", "Coöperatieve Vereniging van V…", "jd", "2026-03-12-utrecht.yaml:116 [plan]")),
    (100, (*WIDE[1][:3], "Plan van aanpak en nog veel m…", "Coöperatieve Vereniging van V…", "jd")),
    (80, (*WIDE[1][:3], "Plan van aanpak en …", "Coöperatieve Vereni…", "jd")),
    (10, (*WIDE[1][:3], "Plan van aanp…", "Coöperatieve …", "jd")),
])
def test_a_table_fits_a_terminal(width: int | None, last: tuple[str, ...]) -> None:
    from trajectory.reports.table import fitted
    assert tuple(fitted(WIDE, width)[1]) == last
