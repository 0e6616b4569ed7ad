"""Files that may not be opened, and what stands in the place of a file: said in a sentence, and nothing hangs or is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from charter.inputs import data_digest
from conftest import ROOT
from records_folder import BATCH, written

GOOD = "date: 2026-03-12\nsignatories: [{id: a, name: A}]\n"
SLUG = BATCH.split("/")[0]
ROOT_MAY_ALL = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]


def as_anybody(*arguments: object, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """The command as somebody who may not open everything. Exit code, stdout and stderr."""
    lower = ROOT_MAY_ALL if os.geteuid() == 0 else []
    if lower and (not shutil.which("setpriv") or subprocess.run([*lower, "true"], check=False, capture_output=True).returncode):
        pytest.skip("needs setpriv, as root")
    ran = subprocess.run([*lower, str(Path(sys.executable).with_name("charter")), *map(str, arguments)], cwd=ROOT, env=os.environ | (env or {}),
                         stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    return ran.returncode, ran.stdout.decode(errors="replace"), ran.stderr.decode(errors="replace")


@pytest.fixture
def folder(tmp_path):
    """A folder with one good record; may be removed again, whatever was closed."""
    made = written(tmp_path / "r", {BATCH: GOOD})
    yield made
    for at, _, _ in [(made, 0, 0), *os.walk(made)]:
        os.chmod(at, 0o700)


CLOSED = "dit bestand kan niet worden gelezen; kijk of u het mag openen (Permission denied)"


@pytest.mark.parametrize("closed", [BATCH, SLUG])
def test_a_closed_record_is_a_problem(folder, closed):
    """A closed file, or a closed folder; also when all was well the last time."""
    assert as_anybody("check", "--records", folder)[0] == 0
    (folder / closed).chmod(0)
    code, said, wrong = as_anybody("check", "--records", folder)
    assert (code, said.splitlines()[0], wrong) == (1, f"{folder}/{BATCH}:1:1: fout [file-closed] {CLOSED}", "")


def test_nothing_is_mended_or_added_in_what_is_closed(folder):
    (folder / BATCH).write_text(GOOD.replace("2026-03-12", "12-3-2026"), "utf-8")
    (folder / BATCH).chmod(0)
    refused = f"Dit bestand kan niet worden gelezen of geschreven: {folder / BATCH} (Permission denied). Kijk of u het mag openen en wijzigen.\n"
    assert as_anybody("fix", "--records", folder, "--yes") == (2, "", refused)
    assert as_anybody("fix", "--records", folder, "--yes", "--lang", "en") == (
        2, "", f"This file cannot be read or written: {folder / BATCH} (Permission denied). See whether you may open and change it.\n")
    assert as_anybody("new", "2026-03-12", "Utrecht", "--records", folder) == (1, f"{folder}/{BATCH}:1:1: fout [file-closed] {CLOSED}\n", "")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_link_to_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("put", [a_folder, os.mkfifo, a_link_to_zeros, a_link_to_nothing])
@pytest.mark.parametrize("place", [BATCH, "changes.yaml", "charter.yaml"])
def test_what_stands_in_the_place_of_a_file(folder, put, place):
    """No command waits for it, follows it or writes through it."""
    (folder / place).unlink(missing_ok=True)
    put(folder / place)
    told = f"{folder}/{place}:1:1: fout [no-file] dit is geen gewoon bestand; zet hier het bestand zelf"
    code, said, wrong = as_anybody("check", "--records", folder)
    assert (code, said.splitlines()[0], wrong) == (1, told, "")
    assert as_anybody("fix", "--records", folder, "--yes") == (0, "Er is niets dat vanzelf kan worden verbeterd. Zie: charter check\n", "")
    if place != "charter.yaml":         # without it a record is still made
        assert as_anybody("new", "2026-03-12", "Utrecht", "--records", folder) == (1, f"{told}\n", "")


def test_output_that_is_no_utf_8(folder):
    """A sign that cannot be shown is spelled out."""
    (folder / BATCH).write_text(GOOD.replace("date: 2026-03-12", "date: 12 maart 2026\nplace: “→”"), "utf-8")
    for command in ("check", "fix"):
        code, said, wrong = as_anybody(command, "--records", folder, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
        assert (code, "\\u2192" in said, wrong.replace("\n", "")) == (1, True, "")


def linked(folder: Path) -> None:
    (folder / "2026-04-01-delft").mkdir()
    (folder / "2026-04-01-delft/batch.yaml").symlink_to(f"../{BATCH}")


def test_everything_there_is_in_the_digest(folder):
    """What is no file too: what was found the last time is not what is to be found now."""
    (folder / SLUG / "groep.jpg").write_bytes(b"x")
    (folder / "internal").mkdir()
    seen = [data_digest(folder, None)]
    for change in (lambda: (folder / "2026-04-01-gouda").mkdir(), lambda: (folder / "rond.yaml").symlink_to("rond.yaml"), lambda: linked(folder), lambda: os.mkfifo(folder / SLUG / "pijp"),
                   lambda: (folder / "changes.yaml").symlink_to("nowhere"), lambda: (folder / SLUG / "groep.jpg").chmod(0),
                   lambda: (folder / BATCH).chmod(0o600), lambda: (folder / "link").symlink_to(SLUG)):
        change()
        seen.append(data_digest(folder, None))
    assert len(set(seen)) == len(seen)
    (folder / "internal/x.yaml").write_text("x", "utf-8")
    (folder / ".hidden").symlink_to("nowhere")
    assert data_digest(folder, None) == seen[-1]
    code, said, wrong = as_anybody("check", "--records", folder)
    assert (code, re.findall(r"r/(\S*?)[:/]\S* .*\[([a-z-]+)\]", said), wrong) == (1, [
        ("2026-03-12-utrecht", "photo-unused"), ("2026-04-01-delft", "no-file"), ("2026-04-01-gouda", "no-record"), ("changes.yaml", "no-file"),
        ("link", "no-file"), ("rond.yaml", "no-record")], "")


def test_a_folder_that_may_only_be_read(folder):
    """Which file could not be written is said; nothing is written after it, and nothing is left behind."""
    text = GOOD.replace("2026-03-12", "12-3-2026")
    for slug in (SLUG, "2026-09-03-zwolle"):
        written(folder, {f"{slug}/batch.yaml": text})
    (folder / SLUG).chmod(0o500)
    code, _, wrong = as_anybody("fix", "--records", folder, "--yes")
    assert (code, wrong) == (2, f"Dit bestand kan niet worden gelezen of geschreven: {folder / BATCH} (Permission denied). "
                                "Kijk of u het mag openen en wijzigen.\n")
    assert [path.read_text("utf-8") for path in folder.glob("*/*")] == [text, text]
