"""`charter fix`: what needs no choice is mended, after a yes; comments and order stay; it can be undone."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from charter.fix import Fixed, fixed, fixes, undo, write
from records_folder import BATCH, written

BROKEN = b"""\
# Genoteerd na afloop.
date: 12 maart 2026            # donderdag
place: \xe2\x80\x9cUtrecht\xe2\x80\x9d
venue: Bureau: Zuid
host: {name: & Co}
lead:
\tnl: Een tekst met een \xc2\xad streepje
signatories:
  - id: a                      # de gastheer
    name: 's-Hertogenbosch
    website: www.example.org

  - {id: b, name: "A", signed_by: [{name: Piet Pel}]}
"""
MENDED = b"""\
# Genoteerd na afloop.
date: 2026-03-12            # donderdag
place: "Utrecht"
venue: "Bureau: Zuid"
host: {name: "& Co"}
lead:
  nl: Een tekst met een \xc2\xad streepje
signatories:
  - id: a                      # de gastheer
    name: "'s-Hertogenbosch"
    website: https://www.example.org

  - {id: b, name: "A", signed_by: [{name: Piet Pel}]}
"""
DIFF = f"""\
--- {BATCH}
+++ {BATCH}
@@ -1,12 +1,12 @@
 # Genoteerd na afloop.
-date: 12 maart 2026            # donderdag
-place: “Utrecht”
-venue: Bureau: Zuid
-host: {{name: & Co}}
+date: 2026-03-12            # donderdag
+place: "Utrecht"
+venue: "Bureau: Zuid"
+host: {{name: "& Co"}}
 lead:
- nl: Een tekst met een \xad streepje
+  nl: Een tekst met een \xad streepje
 signatories:
   - id: a                      # de gastheer
-    name: 's-Hertogenbosch
-    website: www.example.org
+    name: "'s-Hertogenbosch"
+    website: https://www.example.org
 
"""


def batch(folder: Path) -> bytes:
    return (folder / BATCH).read_bytes()


def test_a_diff_and_then_a_yes(charter, tmp_path):
    """Without a yes nothing changes; with it only the lines that are shown; then it can be put back."""
    folder = written(tmp_path / "r", {BATCH: BROKEN})
    asked = charter("fix", "--records", folder)
    assert (asked.code, asked.stdout, batch(folder)) == (1, f"{DIFF}Zo schrijven? [j/n] Er is niets gewijzigd.\n", BROKEN)
    done = charter("fix", "--records", folder, "--yes")
    assert (done.code, done.stdout.splitlines()[-1], batch(folder)) == (
        0, f"Verbeterd: {BATCH}. Terugdraaien: charter fix --undo. Daarna: charter check", MENDED)
    assert charter("fix", "--records", folder).stdout == "Er is niets dat vanzelf kan worden verbeterd. Zie: charter check\n"
    undone = charter("fix", "--records", folder, "--undo", "--lang", "en")
    assert (undone.code, undone.stdout, batch(folder)) == (0, f"Put back: {BATCH}.\n", BROKEN)
    assert charter("fix", "--records", folder, "--undo").stdout == "Er is niets om terug te draaien.\n"


def test_what_was_changed_since_is_not_put_back(charter, tmp_path):
    folder = written(tmp_path / "r", {BATCH: BROKEN})
    charter("fix", "--records", folder, "--yes")
    (folder / BATCH).write_bytes(MENDED + b"# meer\n")
    undone = charter("fix", "--records", folder, "--undo")
    assert (undone.code, undone.stdout, batch(folder)) == (1, f"Sindsdien gewijzigd en daarom zo gelaten: {BATCH}.\n", MENDED + b"# meer\n")


@pytest.mark.parametrize(("typed", "after"), [("j\n", MENDED), ("n\n", BROKEN), ("\n", BROKEN)])
def test_somebody_answers_at_a_terminal(tmp_path, typed, after):
    """In colours."""
    folder = written(tmp_path / "r", {BATCH: BROKEN})
    ours, theirs = pty.openpty()
    ran = subprocess.Popen([str(Path(sys.executable).with_name("charter")), "fix", "--records", folder], stdin=theirs, stdout=theirs, stderr=theirs,
                           env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    os.write(ours, typed.encode())
    ran.wait(60)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert ("\x1b[32m+" in said, batch(folder)) == (True, after)


@pytest.mark.parametrize(("before", "after"), [
    (b"\xef\xbb\xbf" + BROKEN, b"\xef\xbb\xbf" + MENDED), (BROKEN.replace(b"\n", b"\r\n"), MENDED.replace(b"\n", b"\r\n")),
    (BROKEN.decode().encode("utf-16"), MENDED), (MENDED, MENDED), (b"", b"")], ids=["BOM", "CRLF", "UTF-16", "nothing to mend", "empty"])
def test_line_ends_and_encodings(tmp_path, before, after):
    assert fixed(tmp_path, BATCH, before).after == after


def test_a_field_that_a_tab_came_before_gets_the_margin_of_its_neighbours(tmp_path):
    """Two spaces for a tab is only a first guess; the lines above say more."""
    text = "date: 2026-03-12\nsignatories:\n  - id: a\n    name: A\n\tseat: Delft\n    size: groot\n"
    assert fixed(written(tmp_path, {}), BATCH, text.encode()).after.decode() == text.replace("\tseat", "    seat")


def test_windows_1252_becomes_utf_8(charter, tmp_path):
    """Lines that look the same are said to be stored anew."""
    text = "date: 2026-03-12\nsignatories: [{id: a, name: Café Zuidéind}]\n"
    folder = written(tmp_path / "r", {BATCH: text.encode("cp1252")})
    done = charter("fix", "--records", folder, "--yes", "--lang", "en")
    assert (done.code, done.stdout.splitlines()[0], batch(folder)) == (0, f"{BATCH} will be stored as UTF-8.", text.encode())


@pytest.mark.parametrize("text", [
    "date: 2026-03-12\nplace: A\nplace: B\nsignatories: [{id: a, name: A}]\n", "datum: 2026-03-12\nsignatories: [{id: a, name: A}]\n",
    "date: 2026-03-12\nsignatories: [{id: a, name: A, sector: zorgg}]\n", "date: 2026-02-30\nsignatories: [{id: a, name: A}]\n",
    "date: 2026-03-12\npublish_at: 30 februari 2026 16:00\nsignatories: [{id: a, name: A}]\n",
    *(f"date: 2026-03-12\n{line}\nsignatories: [{{id: a, name: A}}]\n" for line in (
        "publish_at: 2026-04-03 25:30", "publish_at: 10-11-12", "publish_at: 16:00", "details: Delft", "host: abc", "place: [Delft, Utrecht]",
        "place: Bureau: Zuid # boos", "place: 'Alfa # boos", "place: “Alfa” # boos")),
    *(f"date: 2026-03-12\nsignatories:\n  - {{id: a, name: A, {field}}}\n" for field in (
        "again: 2e keer", "again: waar", 'website: "www.a.nl of www.b.nl"', "website: x", "website: <www.example.org>", "seat: [Delft, Utrecht]")),
    "date: 2026-03-12\nphotos: [{file: a.jpg, credit: N, people: [], alt: {nl: A}, focus: [links, 0.9]}]\nsignatories: [{id: a, name: A}]\n",
    "date: 2026-03-12\nsignatories:\n  - name: Alfa # belt nog, boos over PvA\n"])
def test_what_is_a_choice_is_left_to_people(tmp_path, text):
    """Which of two, what was meant, what is a remark."""
    assert fixed(written(tmp_path, {}), BATCH, text.encode()) == Fixed(BATCH, text.encode(), text.encode(), ())


def test_changes_and_programme_too(charter, tmp_path):
    folder = written(tmp_path / "r", {
        BATCH: "date: 2026-03-12\nsignatories: [{id: a, name: A}]\n", "changes.yaml": "- {date: 1-4-2026, id: a, withdrawn: former}  # per brief\n",
        "charter.yaml": "name: {nl: Charter}\npublisher: {name: & Co}\n"})
    assert charter("fix", "--records", folder, "--yes").code == 0
    assert (folder / "changes.yaml").read_text("utf-8") == "- {date: 2026-04-01, id: a, withdrawn: former}  # per brief\n"
    assert (folder / "charter.yaml").read_text("utf-8") == 'name: {nl: Charter}\npublisher: {name: "& Co"}\n'


def test_ids_that_are_missing(charter, tmp_path):
    """From the name, also after other lines were mended; nobody's, whoever had it; and only when every file can be read."""
    files = {BATCH: "date: 12-3-2026\nsignatories:\n  - name: Bakkerij Anders  # vers\n  - {name: Bakkerij Anders}\n  - id: c\n    name: C\n",
             "2026-09-03-zwolle/batch.yaml": "date: 2026-09-03\nsignatories:\n  - id: bakkerij-anders-2\n    name: Anders Anders\n"}
    folder = written(tmp_path / "r", files)
    assert charter("fix", "--records", folder, "--yes").code == 0
    assert (folder / BATCH).read_text("utf-8") == (
        "date: 2026-03-12\nsignatories:\n  - id: bakkerij-anders\n    name: Bakkerij Anders  # vers\n  - {id: bakkerij-anders-3, name: Bakkerij Anders}\n"
        "  - id: c\n    name: C\n")
    assert "bakkerij-anders-3" in (folder / ".schema/changes.json").read_text("utf-8")
    broken = written(tmp_path / "broken", files | {"2026-09-03-zwolle/batch.yaml": "date: 2026-09-03\nplace: A\nplace: B\n"})
    charter("fix", "--records", broken, "--yes")
    assert (broken / BATCH).read_text("utf-8") == files[BATCH].replace("12-3-2026", "2026-03-12")


@pytest.mark.parametrize("line", ["- name: Alfa # belt nog, boos over PvA", "- name: Alfa\n    sector: Zorg"], ids=["a remark", "a code"])
def test_no_id_from_a_file_that_is_wrong(charter, tmp_path, line):
    """A name that is read wrongly would become an address, for ever."""
    text = f"date: 12-3-2026\nsignatories:\n  {line}\n  - name: Beta\n"
    folder = written(tmp_path / "r", {BATCH: text})
    charter("fix", "--records", folder, "--yes")
    (folder / "2026-09-03-zwolle").mkdir()
    (folder / "2026-09-03-zwolle/batch.yaml").write_text("date: 2026-09-03\nsignatories: [{name: Beta}]\n", "utf-8")
    charter("fix", "--records", folder, "--yes")
    assert (folder / BATCH).read_text("utf-8") == text.replace("12-3-2026", "2026-03-12")
    # A file that cannot be read may hold any id; of one that is only wrong in another way every id is known.
    other = (folder / "2026-09-03-zwolle/batch.yaml").read_text("utf-8")
    assert other == ("date: 2026-09-03\nsignatories: [{name: Beta}]\n" if "#" in line else "date: 2026-09-03\nsignatories: [{id: beta, name: Beta}]\n")


def test_a_large_file_is_mended_in_parts():
    """Of each round two hundred, and of a file of nearly 1 MB three rounds: who has more to mend asks again."""
    data = (f"# {'x' * 998}\n" * 900 + "date: 2026-03-12\nsignatories:\n" + "  - *a\n" * 1000).encode()
    assert [len(fixed(Path(), BATCH, text).mended) for text in (data, data[data.index(b"date"):])] == [600, 1000]


def test_equal_names_take_no_longer_each(charter, tmp_path):
    """Of ten thousand equal names none is tried again and again; that took minutes."""
    folder = written(tmp_path / "r", {BATCH: "date: 2026-03-12\nsignatories:\n" + "  - {name: Bakkerij Anders}\n" * 9_999})
    before = time.monotonic()
    assert charter("fix", "--records", folder, "--yes").code == 0
    assert ((folder / BATCH).read_text("utf-8").splitlines()[-1], time.monotonic() - before < 30) == (
        "  - {id: bakkerij-anders-9999, name: Bakkerij Anders}", True)


def test_who_has_an_id_gets_no_other(charter, tmp_path):
    """However the name is written: that somebody signs again is said by people. The others of that file wait too."""
    text = "date: 2026-09-03\nsignatories:\n  - name: Cafe Anders\n  - name: Beta\n"
    folder = written(tmp_path / "r", {BATCH: "date: 2026-03-12\nsignatories: [{id: anders, name: Café Anders}]\n", "2026-09-03-zwolle/batch.yaml": text})
    done = charter("fix", "--records", folder, "--yes", "--lang", "en")
    assert (done.code, done.stdout, (folder / "2026-09-03-zwolle/batch.yaml").read_text("utf-8")) == (
        0, "2026-09-03-zwolle/batch.yaml: Cafe Anders gets no id, for `anders` has that name already. If it signs again, write that id and again: true; "
        "if it is another, think of an id yourself.\nThere is nothing that can be mended by itself. See: charter check\n", text)


def test_what_was_saved_meanwhile_stays_and_is_named(tmp_path):
    """Of two files one was saved since; the originals that were not put back are kept."""
    other = "2026-09-03-zwolle/batch.yaml"
    folder, kept = written(tmp_path / "r", {BATCH: BROKEN, other: BROKEN}), tmp_path / "kept"
    found, _ = fixes(folder)
    (folder / other).write_bytes(MENDED + b"# meer\n")
    assert write(folder, found, kept) == [BATCH]
    assert (undo(folder, kept), batch(folder)) == (([BATCH], [other]), BROKEN)
    (folder / other).write_bytes(MENDED)
    assert undo(folder, kept) == ([other], [])
    assert ((folder / other).read_bytes(), kept.exists()) == (BROKEN, False)
    assert sorted(p.name for p in folder.rglob("*")) == ["2026-03-12-utrecht", "2026-09-03-zwolle", "batch.yaml", "batch.yaml", "charter.yaml"]


def test_every_line_keeps_its_own_end(tmp_path):
    before = b"date: 12-3-2026\nplace: A\rvenue: B\r\nsignatories: [{id: a, name: A}]\n"
    assert fixed(tmp_path, BATCH, before).after == before.replace(b"12-3-2026", b"2026-03-12")


def test_a_link_is_not_followed(charter, tmp_path):
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_bytes(BROKEN)
    folder = written(tmp_path / "r", {})
    (folder / "2026-03-12-utrecht").mkdir()
    (folder / BATCH).symlink_to(elsewhere)
    assert (charter("fix", "--records", folder, "--yes").code, elsewhere.read_bytes()) == (0, BROKEN)
