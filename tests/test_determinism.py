"""The same records give the same bytes: anywhere, at any time, by either command, and however the site grew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import BASE_URL, DEMO_MOMENT
from trees import Project, built_project, differences, edit, project, tree

BUILD = ("build", "--as-of", DEMO_MOMENT, "--base-url", BASE_URL, "--quiet")


def start(site: Project, *arguments: str, umask: int = -1, **more: str) -> subprocess.Popen:
    """A build that runs beside others."""
    return subprocess.Popen(site.command(*BUILD, *arguments), cwd=site.root, env=site.environment(**more), umask=umask,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def finish(*processes: subprocess.Popen) -> None:
    """All of them must go well."""
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), "\n".join(said)


def test_another_folder_zone_language_seed_and_user_give_the_same_bytes(tmp_path, demo_site):
    """From nothing, pictures included: only the records count."""
    site = project(tmp_path / "a folder with spaces and é")
    finish(start(site, umask=0o077, TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="C", PYTHONHASHSEED="4711",
                 COLUMNS="20", HOME=str(tmp_path), TERM="dumb"))
    assert differences(tree(site.output), tree(demo_site)) == []


def test_no_place_or_time_of_building_is_in_the_output(demo_site, tmp_path_factory):
    """No path, no user, no host of this machine."""
    words = {str(demo_site.parent), str(Path.home()), str(Path(__file__).parents[1]), os.uname().nodename, str(tmp_path_factory.getbasetemp())}
    words = {word.encode() for word in words if len(word) > 4}
    assert [(path, word) for path, data in tree(demo_site).items() for word in words if word in data] == []


def test_internal_data_change_not_one_byte(tmp_path, demo_site):
    """Absent, broken, or quite another: the site is the same, and a build with nothing to do does not even look."""
    site = built_project(tmp_path, demo_site)
    inside = site.records / "internal"
    (inside / "2026-03-12-utrecht.yaml").write_text("zorggroep-wensput: {steps: {plan: {note: 'HEEL GEHEIM'}}}\n", "utf-8")
    (inside / "kapot.yaml").write_bytes(b"\xff\x00 [")
    ran = site.build()
    assert (ran.code, "Pagina's" in ran.stderr) == (0, False)
    shutil.copytree(site.records, tmp_path / "without", ignore=shutil.ignore_patterns("internal"))
    finish(start(site, "--output", "changed"), start(site, "--output", "absent", "--records", "without"))
    for output in ("changed", "absent"):
        assert differences(tree(site.root / output), tree(demo_site)) == []
    assert [path for path in (site.root / ".charter").rglob("*") if path.is_file() and b"HEEL GEHEIM" in path.read_bytes()] == []


def test_plain_pelican_gives_the_same_bytes(tmp_path, demo_site):
    """At a moment between two ceremonies, given in the environment; `charter build` then finds nothing that differs."""
    site = project(tmp_path, demo_site)
    environment = site.environment(CHARTER_AS_OF="2026-06-09", CHARTER_BASE_URL=BASE_URL)
    ran = subprocess.run([str(Path(sys.executable).with_name("pelican")), "-s", "pelicanconf.py", "-o", "elsewhere/output"],
                         cwd=site.root, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr.rpartition("s. ")[2] == f"Kijk in {site.root}/elsewhere/output/index.html\n"
    made = tree(site.root / "elsewhere/output")
    assert (f"nieuws/{UTRECHT}/index.html" in made, f"nieuws/{ZWOLLE}/index.html" in made) == (True, False)
    finish(start(site, "--as-of", "2026-06-10 08:59"))
    assert differences(tree(site.output), made) == []


# However the site grew

EDE = """\
date: 2026-10-20
place: Ede
host: {id: ergens}
signatories:
  - id: stichting-nieuw
    name: Stichting Nieuw
    sector: zorg
    kind: maatschappelijk
    size: klein
    seat: Ede
    dimensions: [gender]
    ambition: {nl: Meer doen.}
    signed_by: [{name: Ada Verzonnen}]
  - id: ergens
    name: Reisblad ERGENS.
    again: true
    sector: cultuur
    kind: bedrijf
    size: klein
    seat: Leeuwarden
    dimensions: [leeftijd]
    ambition: {nl: Nog meer doen.}
    signed_by: [{name: Jildou Kompasroos}]
"""
UTRECHT, ZWOLLE = "2026-03-12-utrecht", "2026-06-09-zwolle"


def add_a_batch(site: Project) -> None:
    (site.records / "2026-10-20-ede").mkdir()
    (site.records / "2026-10-20-ede/batch.yaml").write_text(EDE, "utf-8")


def change(site: Project, line: str) -> None:
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- {line}\n")


def change_a_record(site: Project) -> None:
    """And a change of which nothing shows but its date in the feeds of another signatory."""
    edit(site.records / ZWOLLE / "batch.yaml", "seat: Kampen", "seat: Urk")
    change(site, "{date: 2026-10-04, id: hogeschool-wolkenveld, details: {seat: Nijmegen}}")


def add_changes(site: Project) -> None:
    change(site, "{date: 2026-10-02, id: waterschap-droogland, renamed: {name: Waterschap Natland}}")
    change(site, "{date: 2026-10-03, id: alsof-makers, merged_into: ergens}")


def erase_a_signatory(site: Project) -> None:
    change(site, "{date: 2026-10-05, id: theatergroep-linventee, withdrawn: erased}")


def move_the_erasure(site: Project) -> None:
    edit(site.records / "changes.yaml", "2026-10-05, id: theatergroep-linventee", "2026-10-06, id: theatergroep-linventee")


def replace_a_photo_and_end_a_consent(site: Project) -> None:
    shutil.copy(site.records / UTRECHT / "charter-op-tafel.jpg", site.records / "2026-09-03-leeuwarden/ondertekening.jpg")
    text = (site.records / UTRECHT / "batch.yaml").read_text("utf-8")
    (site.records / UTRECHT / "batch.yaml").write_text(text.replace("newsletter: 2026-03-12, ", "", 1), "utf-8")


def rename_a_page_in_the_navigation_and_add_news(site: Project) -> None:
    edit(site.root / "content/contact.nl.md", "Title: ", "Title: Nieuw: ")
    (site.root / "content/nieuws/nieuw.nl.md").write_text(
        "Title: Nieuw\nSlug: nieuw\nLang: nl\nDate: 2026-10-30\nSummary: Iets nieuws.\n\nLees [dit](/over/).\n", "utf-8")


def remove_a_batch(site: Project) -> None:
    shutil.rmtree(site.records / ZWOLLE)
    lines = (site.records / "changes.yaml").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "waterschap" not in line and "theatergroep" not in line]
    (site.records / "changes.yaml").write_text("".join(kept), "utf-8")


def rename_a_sector_and_keep_one_batch(site: Project) -> None:
    """So little is left that no workers are needed."""
    edit(site.records / "charter.yaml", "Cultuur en media", "Media en cultuur")
    for folder in site.records.glob("2026-*"):
        if "leeuwarden" not in folder.name:
            shutil.rmtree(folder)
    (site.records / "changes.yaml").unlink()
    shutil.rmtree(site.root / "content")
    (site.root / "content").mkdir()


STEPS = (add_a_batch, change_a_record, add_changes, erase_a_signatory, move_the_erasure, replace_a_photo_and_end_a_consent,
         rename_a_page_in_the_navigation_and_add_news, remove_a_batch, rename_a_sector_and_keep_one_batch)


def test_a_site_that_grew_is_the_site_built_anew(tmp_path, demo_site):
    """Step after step on one site; each time the next build gives what a build from nothing gives."""
    site = built_project(tmp_path, demo_site)
    found = {}
    for step in STEPS:
        before = tree(site.output)
        step(site)
        finish(start(site), start(site, "--output", step.__name__))
        assert tree(site.output) != before, f"{step.__name__} changed nothing"
        found[step] = differences(tree(site.output), tree(tmp_path / step.__name__))
    assert found == {step: [] for step in STEPS}


def test_a_site_that_went_back_is_the_site_it_was(tmp_path, demo_site):
    """A preview leaves no trace."""
    site = built_project(tmp_path, demo_site)
    assert site.run("build", "--preview", "--base-url", BASE_URL).code == 0
    assert differences(site.built(), tree(demo_site)) == []
