"""The plugin in a real build: one line, nothing in the site, and who is late is never a reason to stop. What is, is in test_leaks.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajectory.plugin import internal_folder, line

CHARTER = """\
name: {nl: Charter}
publisher: {name: A}
trajectory:
  steps:
    - {id: plan, phase: after, by: signatory, label: {nl: Plan}}
  rules:
    - {id: plan, step: plan, after: signing, within: 6 months, remind: 1 month, grace: 14 days}
"""
INTERNAL = "alfa: {steps: {plan: 2026-08-30}}\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Two signatories of 12 March 2026, of whom one sent its plan."""
    for path, text in (("charter.yaml", CHARTER),
                       ("2026-03-12-utrecht/batch.yaml", "date: 2026-03-12\nsignatories: [{id: alfa, name: A}, {id: beta, name: B}]\n"),
                       ("internal/2026-03-12-utrecht.yaml", INTERNAL)):
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path / "records"


def settings(records: Path, **more: object) -> dict[str, object]:
    return {"CHARTER_RECORDS": str(records), "OUTPUT_PATH": str(records.parent / "output"), "CHARTER_AS_OF": "2026-09-29"} | more


def ours(text: str) -> list[str]:
    """The plugin's lines among all that a build says."""
    return [said for said in text.splitlines() if said.startswith("Traject")]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_says_who_is_late_and_stays_the_same(charter, records: Path) -> None:
    """The site is byte for byte that of a build without internal data."""
    def built(name: str, **env: str) -> tuple[dict[str, bytes], list[str]]:
        ran = charter("build", "--records", records, "--content", records.parent / "content", "--output",
                      records.parent / name / "output", "--as-of", "2026-09-29", env=env)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tree(records.parent / name / "output"), ours(ran.stderr)

    site, said = built("with")
    without, nothing = built("without", TRAJECTORY_INTERNAL=str(records / "nergens"))
    assert said == ["Traject: 1 te laat. Wie en wat: trajectory check"]
    assert nothing == [f"Traject: de map {records / 'nergens'} bestaat niet, dus niet is nagegaan of er iets interns op de site komt. "
                       "Staat zij elders, zet dan TRAJECTORY_INTERNAL=MAP voor de opdracht."]
    assert site == without
    assert len(site) > 20


@pytest.mark.parametrize(("moment", "said"), [
    ("2026-08-13", "niets te laat"), ("2026-08-14", "2 binnenkort"), ("2026-09-14", "1 vandaag"),
    ("2026-09-28", "1 in respijt"), ("2026-09-29", "1 te laat"), ("2026-09-14 08:00", "1 vandaag"),
])
def test_the_line(records: Path, moment: str, said: str) -> None:
    found = line(settings(records, CHARTER_AS_OF=moment), {}, records / "internal")
    assert found == f"Traject: {said}. Wie en wat: trajectory check"


def test_problems_are_counted_and_stop_nothing(records: Path) -> None:
    (records / "internal/2026-03-12-utrecht.yaml").write_text("alfa: {steps: {plan: 2026-08-31x}}\ngamma: {}\n: [\n")
    assert line(settings(records), {}, records / "internal") == (
        "Traject: niets te laat; fouten in de gegevens: 2. Wie en wat: trajectory check")


def test_the_moment_is_the_setting_then_the_environment_then_now(records: Path) -> None:
    inside = records / "internal"
    by_environment = line(settings(records, CHARTER_AS_OF=None), {"CHARTER_AS_OF": "2026-09-14"}, inside)
    by_setting = line(settings(records), {"CHARTER_AS_OF": "2026-09-14"}, inside)
    (inside / "2026-03-12-utrecht.yaml").write_text("beta: {steps: {plan: 2199-01-01}}\n")
    now = line(settings(records, CHARTER_PREVIEW=True), {}, inside)
    assert "1 vandaag" in by_environment
    assert "1 te laat" in by_setting
    assert "fouten in de gegevens: 1" in now


def test_where_the_internal_data_are() -> None:
    records = {"CHARTER_RECORDS": "r"}
    assert internal_folder(records | {"TRAJECTORY_INTERNAL": "a"}, {"TRAJECTORY_INTERNAL": "b"}) == Path("a")
    assert internal_folder(records, {"TRAJECTORY_INTERNAL": "b"}) == Path("b")
    assert internal_folder(records, {}) == Path("r/internal")
    assert internal_folder({}, {}) == Path("signatories/internal")


def test_many_batches_are_not_counted_during_a_build(records: Path) -> None:
    for number in range(40):
        (records / f"b{number}").mkdir()
        (records / f"b{number}/batch.yaml").write_text("date: 2026-03-12\n")
    assert line(settings(records), {}, records / "internal") == (
        "Traject: niet geteld, want 41 ondertekeningen kosten te veel tijd. Wie en wat: trajectory check")


def test_a_file_that_cannot_be_read_is_said(records: Path, tmp_path: Path) -> None:
    assert line(settings(records), {}, tmp_path / "nergens") == (
        f"Traject: {tmp_path / 'nergens'} is niet te lezen (No such file or directory).")


def test_a_second_registration_says_nothing_twice(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `charter serve` does: the plugin is registered again for every build."""
    from blinker import signal
    from pelican import signals

    from trajectory import plugin

    class Started:
        settings = settings(records)

    (records.parent / "staging").mkdir()

    for _ in range(2):
        plugin.register()
        signals.initialized.send(Started())
    signal("charter.site_staged").send(records.parent / "staging")
    Started.settings = settings(records, CHARTER_QUIET=True)
    signals.initialized.send(Started())
    signal("charter.site_staged").send(records.parent / "staging")
    assert ours(capsys.readouterr().err) == ["Traject: 1 te laat. Wie en wat: trajectory check"]


def test_without_a_folder_and_without_steps_nothing_is_said_or_done(charter, records: Path) -> None:
    """Most who use the site generator have no internal data."""
    (records / "charter.yaml").write_text("name: {nl: Charter}\npublisher: {name: A}\n")
    for file in (records / "internal").iterdir():
        file.unlink()
    (records / "internal").rmdir()
    ran = charter("build", "--records", records, "--content", records.parent / "content", "--output", records.parent / "output")
    assert (ran.code, ours(ran.stderr)) == (0, [])
    assert [name for name in ("canaries.cache", "verified.cache", "public.cache") if (records.parent / ".charter/output" / name).exists()] == []


def test_an_internal_folder_that_cannot_be_read_stops_a_build(charter, records: Path) -> None:
    """The line about it is no more than a line; but what is not known cannot be looked for."""
    (records / "internal").rename(records / "elsewhere")
    (records / "internal").write_text("no folder")
    ran = charter("build", "--records", records, "--content", records.parent / "content", "--output", records.parent / "output")
    assert ran.code != 0
    assert ours(ran.stderr) == ["Traject: internal is niet te lezen (Not a directory)."] or "Not a directory" in ran.stderr
    assert not (records.parent / "output").exists()
