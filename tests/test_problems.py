"""Problems as people and programs read them, and `charter check` in a real process, fed with the worst."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from charter.problems import (
    Bilingual,
    Problem,
    ProblemsFound,
    as_github,
    as_json,
    as_text,
    errors,
    one_line,
    sorted_problems,
    summary,
)
from records_folder import BATCH, CHARTER, written

GOOD = "date: 2026-03-12\nsignatories:\n  - id: a\n    name: A\n"
WRONG = GOOD.replace("date", "dat")
# With one signer who allowed only the website: a warning for each other use.
WARNED = {BATCH: GOOD + "accept: [{rule: consent-press, because: A}]\nphotos: [{file: a.jpg, credit: C, subject: group, people: [{name: N, role: {nl: R, en: R}, consent: "
                        "{web: 2026-01-01, social: 2026-01-01}}]}]\n"}
JPEG = bytes.fromhex(    # one grey pixel
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080001000101011100ffc4001400010000000000000000000000000000000"
    "9ffc40014100100000000000000000000000000000000ffda0008010100003f0054ffd9")

FOUND = (
    Problem("a b/batch.yaml", 2, 8, "error", "colon", Bilingual("in `A: B` staat een dubbele punt", "`A: B` holds a colon"), '  place: "A: B"'),
    Problem("changes.yaml", 12, 1, "warning", "x-y", Bilingual("100% é, a:b\nc", "100% é, a:b\nc")),
)


# --- three forms ------------------------------------------------------------------------------------------------------

def test_as_text():
    assert as_text(FOUND, "nl", "signatories/") == (
        "signatories/a b/batch.yaml:2:8: fout [colon] in `A: B` staat een dubbele punt\n"
        '    schrijf: place: "A: B"\n'
        "signatories/changes.yaml:12:1: let op [x-y] 100% é, a:b c")
    assert as_text(FOUND, "en") == (
        "a b/batch.yaml:2:8: error [colon] `A: B` holds a colon\n"
        '    write: place: "A: B"\n'
        "changes.yaml:12:1: warning [x-y] 100% é, a:b c")
    assert as_text((), "nl") == ""


def test_as_json():
    """Every key always there, in this order; the suggestion is the whole line."""
    assert as_json(FOUND, "nl") == """\
[
 {
  "path": "a b/batch.yaml",
  "line": 2,
  "column": 8,
  "level": "error",
  "rule": "colon",
  "message": "in `A: B` staat een dubbele punt",
  "suggestion": "  place: \\"A: B\\""
 },
 {
  "path": "changes.yaml",
  "line": 12,
  "column": 1,
  "level": "warning",
  "rule": "x-y",
  "message": "100% é, a:b\\nc",
  "suggestion": null
 }
]"""
    assert [row["message"] for row in json.loads(as_json(FOUND, "en"))] == ["`A: B` holds a colon", "100% é, a:b\nc"]
    assert as_json((), "nl") == "[]"


def test_as_github():
    """Workflow commands: percent signs and line breaks are escaped, in properties also colons and commas."""
    assert as_github(FOUND, "nl", "a:b,c/") == (
        "::error file=a%3Ab%2Cc/a b/batch.yaml,line=2,col=8,title=colon::in `A: B` staat een dubbele punt\n"
        "::warning file=a%3Ab%2Cc/changes.yaml,line=12,col=1,title=x-y::100%25 é, a:b%0Ac")
    assert as_github((), "en") == ""


def test_names_that_no_terminal_can_show():
    """A folder may have any name; JSON keeps it, the others show what it is."""
    odd = Problem("a\nb\x1b\udcff/batch.yaml", 1, 1, "error", "slug", Bilingual("nl", "en"))
    assert one_line("a\tb\x07\u2028c\udcff é\u00a0") == "a b\\x07 c\\udcff é\u00a0"
    assert as_text([odd], "nl") == "a b\\x1b\\udcff/batch.yaml:1:1: fout [slug] nl"
    assert as_github([odd], "nl") == "::error file=a%0Ab\\x1b\\udcff/batch.yaml,line=1,col=1,title=slug::nl"
    assert json.loads(as_json([odd], "nl"))[0]["path"] == odd.path
    assert as_json([odd], "nl").encode()


@pytest.mark.parametrize(("levels", "nl", "en"), [
    ("", "0 fouten, 0 waarschuwingen.", "0 errors, 0 warnings."), ("e", "1 fout, 0 waarschuwingen.", "1 error, 0 warnings."),
    ("ww", "0 fouten, 2 waarschuwingen.", "0 errors, 2 warnings."), ("eew", "2 fouten, 1 waarschuwing.", "2 errors, 1 warning.")])
def test_the_summary(levels, nl, en):
    found = [Problem("a", 1, 1, {"e": "error", "w": "warning"}[level], "x", Bilingual("", "")) for level in levels]
    assert (summary(found, "nl"), summary(iter(found), "en")) == (nl, en)


def test_sorted_and_each_once():
    """By file, line and column; an error is told from a warning."""
    def made(path: str, line: int, column: int, level: str = "error", rule: str = "x") -> Problem:
        return Problem(path, line, column, level, rule, Bilingual("", ""))

    wanted = (made("a", 2, 1), made("a", 2, 3, rule="a"), made("a", 2, 3, rule="b"), made("a", 10, 1, "warning"), made("b", 1, 1))
    assert sorted_problems([*reversed(wanted), *wanted]) == wanted
    assert errors(wanted) == tuple(p for p in wanted if p.line != 10)


def test_the_exception_that_stops_a_build_says_everything():
    stopped = ProblemsFound(reversed(FOUND))
    assert (stopped.problems, str(stopped)) == (FOUND, "\n" + as_text(FOUND, "nl"))


# --- charter check, in a real process ---------------------------------------------------------------------------------

def test_exit_0_without_problems(charter, tmp_path):
    done = charter("check", "--records", written(tmp_path, {BATCH: GOOD}))
    assert (done.code, done.stdout, done.stderr) == (0, "0 fouten, 0 waarschuwingen.\n", "")


def test_exit_1_with_an_error(charter, tmp_path):
    """In Dutch unless asked otherwise; with the folder in front of the path, so that an editor can open it."""
    folder = written(tmp_path / "r", {BATCH: WRONG})
    done = charter("check", "--records", folder)
    assert (done.code, done.stderr) == (1, "")
    assert done.stdout == (
        f"{folder}/{BATCH}:1:1: fout [missing] `date` ontbreekt\n"
        f"{folder}/{BATCH}:1:1: fout [unknown-field] `dat` is geen veld; bedoelt u `date`?\n"
        "    schrijf: date: 2026-03-12\n"
        "2 fouten, 0 waarschuwingen.\n")
    done = charter("check", "--records", "r", "--lang", "en", cwd=tmp_path)
    assert (done.code, done.stderr) == (1, "")
    assert done.stdout == (
        f"r/{BATCH}:1:1: error [missing] `date` is missing\n"
        f"r/{BATCH}:1:1: error [unknown-field] `dat` is no field; did you mean `date`?\n"
        "    write: date: 2026-03-12\n"
        "2 errors, 0 warnings.\n")


def test_formats(charter, tmp_path):
    folder = written(tmp_path, {BATCH: WRONG})
    done = charter("check", "--records", folder, "--format", "json", "--lang", "en")
    assert (done.code, done.stderr) == (1, "")
    assert json.loads(done.stdout) == [
        {"path": BATCH, "line": 1, "column": 1, "level": "error", "rule": "missing", "message": "`date` is missing", "suggestion": None},
        {"path": BATCH, "line": 1, "column": 1, "level": "error", "rule": "unknown-field", "message": "`dat` is no field; did you mean `date`?",
         "suggestion": "date: 2026-03-12"}]
    done = charter("check", "--records", folder, "--format", "github")
    assert (done.code, done.stdout, done.stderr) == (1, (
        f"::error file={folder}/{BATCH},line=1,col=1,title=missing::`date` ontbreekt\n"
        f"::error file={folder}/{BATCH},line=1,col=1,title=unknown-field::`dat` is geen veld; bedoelt u `date`?\n"), "")
    done = charter("check", "--records", written(tmp_path / "good", {BATCH: GOOD}), "--format", "json")
    assert (done.code, done.stdout) == (0, "[]\n")


def test_warnings_alone(charter, tmp_path):
    """Exit 0; with --strict 1."""
    folder = written(tmp_path, WARNED | {"2026-03-12-utrecht/a.jpg": JPEG})
    said = (f"{folder}/{BATCH}:6:51: let op [consent-newsletter] niet iedereen op a.jpg gaf toestemming voor nieuwsbrieven (N); daar komt de foto niet\n"
            "0 fouten, 1 waarschuwing.\n"
            f"Geaccepteerd:\n  {folder}/{BATCH}:6:51: [consent-press] niet iedereen op a.jpg gaf toestemming voor de pers (N); daar komt de foto niet - omdat: A\n")
    done, strict = charter("check", "--records", folder), charter("check", "--records", folder, "--strict")
    assert [(ran.code, ran.stdout, ran.stderr) for ran in (done, strict)] == [(0, said, ""), (1, said, "")]
    assert charter("check", "--records", written(tmp_path / "good", {BATCH: GOOD}), "--strict").code == 0


def test_exit_2_for_wrong_use(charter, tmp_path):
    """A folder that is not there, or is a file; an option or a format that does not exist."""
    (tmp_path / "file").write_text("", "utf-8")
    for folder in ("nowhere", "file"):
        done = charter("check", "--records", folder, cwd=tmp_path)
        assert (done.code, done.stdout, done.stderr) == (2, "", f"De map {folder} bestaat niet. Geef met --records een andere map.\n")
    done = charter("check", "--records", "nowhere", "--lang", "en", cwd=tmp_path)
    assert (done.code, done.stderr) == (2, "The folder nowhere does not exist. Give another folder with --records.\n")
    for wrong in (["--format", "xml"], ["--lang", "fr"], ["--unknown"], ["extra"]):
        done = charter("check", *wrong)
        assert (done.code, done.stdout, "Traceback" in done.stderr) == (2, "", False)


def nested(sign: str) -> str:
    return "a: " + sign * 100_000


def links(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "batch.yaml").symlink_to("/etc/passwd")
    (folder / "c").symlink_to("/etc")
    (folder / "d").mkdir()
    (folder / "d" / "batch.yaml").symlink_to("batch.yaml")


def folders(folder: Path) -> None:
    for path in ("changes.yaml", "b/batch.yaml"):
        (folder / path).mkdir(parents=True)


def pipes(folder: Path) -> None:
    (folder / "b").mkdir()
    os.mkfifo(folder / "b" / "batch.yaml")


def odd_names(folder: Path) -> None:
    for name in (b"a\nb", b"c\x1b[2J", b"d\xff"):
        made = os.path.join(os.fsencode(folder), name)
        os.mkdir(made)
        Path(os.fsdecode(made), "batch.yaml").write_text(GOOD.replace("id: a", "id: " + name[:1].decode() * 2), "utf-8")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
Nasty = str | bytes | Callable[[Path], None]
NASTY: dict[str, tuple[Nasty, int, list[tuple[int, str]]]] = {      # content of batch.yaml; how many problems, the first of them
    "NUL bytes": (GOOD + "\0\0", 1, [(5, "hidden-sign")]),
    "UTF-16": (GOOD.encode("utf-16"), 1, [(1, "encoding")]),
    "Latin-1": (GOOD.encode() + b"place: Fr\xe2n", 1, [(5, "encoding")]),
    "halves of characters": (GOOD.encode() + b"place: \xed\xa0\x80", 1, [(5, "encoding")]),
    "halves of characters, escaped": (GOOD + 'place: "\\ud800"', 1, [(5, "escape")]),
    "controls, escaped": (GOOD + 'place: "A\\x07\\0\\x1b"', 1, [(5, "hidden-sign")]),
    "binary": (bytes(range(128)) * 2000 + JPEG, 1, [(1, "encoding")]),
    "a photo": (JPEG, 1, [(1, "encoding")]),
    "nothing": ("", 2, [(1, "missing"), (1, "missing")]),
    "deep brackets": (nested("["), 1, [(1, "too-deep")]),
    "deep braces": (nested("{a: "), 1, [(1, "too-deep")]),
    "deep indents": ("\n".join(" " * n + "a:" for n in range(1000)), 1, [(21, "too-deep")]),
    "a bomb of aliases": (BOMB, 81, [(1, "yaml-mark"), (2, "yaml-mark"), (2, "yaml-sign")]),
    "a tag that runs a program": (GOOD + "place: !!python/object/apply:os.system [touch x]\n", 1, [(5, "yaml-mark")]),
    "merge keys": (GOOD + "  - &b {id: b, name: B}\n  - {<<: *b, id: c}\n", 2, [(5, "yaml-mark"), (6, "yaml-mark")]),
    "2 MB": ("# a\n" * 500_000, 1, [(1, "file-too-big")]),
    "a long line of spaces": ("a:" + " " * 900_000 + "b\n", 3, [(1, "missing"), (1, "missing"), (1, "unknown-field")]),
    "a line of colons": ("a: " * 300_000, 1, [(1, "yaml-layout")]),
    "lines of quotes": ("a: 'x\n" * 140_000, 5, [(1, "quotes"), (2, "duplicate-key"), (2, "quotes")]),
    "lines of tabs": ("\ta: b\n" * 60_000, 403, [(1, "tab"), (1, "missing"), (1, "missing")]),
    "a quote without end": ('a: "' + "x\n" * 440_000, 2, [(1, "quotes"), (2, "yaml-layout")]),
    "backslashes": ("a: " + "\\" * 900_000, 3, [(1, "missing"), (1, "missing"), (1, "unknown-field")]),
    "a field that is there 60,000 times": ("a: b\n" * 60_000, 203, [(1, "missing"), (1, "missing"), (2, "duplicate-key")]),
    "440,000 signatories": ("signatories: [" + "a," * 440_000 + "]\n", 1, [(1, "too-many")]),
    "commas between braces": ("a: {b: c" + ", d" * 60_000 + "}\n", 120, [(1, "comma"), (1, "comma"), (1, "comma")]),
    "invisible signs": ("\u200b\u202e\ufeff" * 90_000, 3, [(1, "hidden-sign"), (1, "missing"), (1, "missing")]),
    "200,000 documents": ("---\n" * 200_000, 3, [(2, "several-documents"), (3, "several-documents"), (4, "several-documents")]),
    "links": (links, 3, [(1, "no-file"), (1, "no-file"), (1, "no-file")]),
    "folders": (folders, 2, [(1, "no-file"), (1, "no-file")]),
    "a pipe": (pipes, 1, [(1, "no-file")]),
    "names of folders": (odd_names, 3, [(1, "slug"), (1, "slug"), (1, "slug")]),
}


@dataclass(frozen=True)
class Checked:
    """What a real `charter check --format json` left behind, and the seconds of one processor that it took."""

    code: int
    stdout: str
    stderr: str
    seconds: float


def checked(folder: Path) -> Checked:
    out, err = folder / "out.txt", folder / "err.txt"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("charter"), "check", "--records", folder / "records", "--format", "json"],
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Checked(process.returncode, out.read_text("utf-8"), err.read_text("utf-8"), used.ru_utime + used.ru_stime)


@pytest.fixture(scope="module")
def worst(tmp_path_factory) -> dict[str, Checked]:
    """Every nasty input checked in a process of its own, two at a time."""
    names = list(NASTY)
    folders_of = {name: tmp_path_factory.mktemp("worst") for name in names}
    for name, folder in folders_of.items():
        content = NASTY[name][0]
        written(folder / "records", {} if callable(content) else {BATCH: content})
        if callable(content):
            content(folder / "records")
    with ThreadPoolExecutor(2) as two:
        return dict(zip(names, two.map(checked, folders_of.values()), strict=True))


@pytest.mark.parametrize("name", NASTY)
def test_the_worst(worst, name):
    """A Problem, exit 1, no traceback, nothing of another file in what is said, within 2 seconds of one processor."""
    _, count, first = NASTY[name]
    done = worst[name]
    assert (done.code, done.stderr) == (1, "")
    rows = json.loads(done.stdout)
    assert (len(rows), [(row["line"], row["rule"]) for row in rows[:3]]) == (count, first)
    assert "root:" not in done.stdout
    assert done.seconds < 2


def test_the_worst_where_the_programme_belongs(charter, tmp_path):
    """Both other files, in every form: text too is never a traceback."""
    for number, content in enumerate((b"\0", JPEG, BOMB.encode(), b"- a\n")):
        folder = written(tmp_path / str(number), {"charter.yaml": content, "changes.yaml": content})
        done = charter("check", "--records", folder)
        assert (done.code, done.stderr, "Traceback" in done.stdout) == (1, "", False)
        assert f"{folder}/charter.yaml:1:" in done.stdout


def test_odd_names_in_text(charter, tmp_path):
    """On one line each, without what a terminal would act on."""
    odd_names(written(tmp_path, {"charter.yaml": CHARTER}))
    done = charter("check", "--records", tmp_path, "--lang", "en")
    said = "becomes a web address: use only lower-case letters without accents, digits and hyphens; call it"
    assert done.stdout == (
        f"{tmp_path}/a b/batch.yaml:1:1: error [slug] the folder `a b` {said} `a-b`\n"
        f"{tmp_path}/c\\x1b[2J/batch.yaml:1:1: error [slug] the folder `c\\x1b[2J` {said} `c2j`\n"
        f"{tmp_path}/d\\udcff/batch.yaml:1:1: error [slug] the folder `d\\udcff` {said} `d`\n"
        "3 errors, 0 warnings.\n")


def test_what_is_said_is_no_longer_than_people_read():
    """A whole book can stand where a date belongs; the sentence keeps its beginning and its end."""
    problem = Problem("a", 1, 1, "error", "x", Bilingual(f"`{'x' * 5000}` is geen datum", "short"))
    assert (problem.message.en, len(problem.message.nl)) == ("short", 253)
    assert problem.message.nl.startswith("`xxx")
    assert problem.message.nl.endswith("x` is geen datum")


def test_spaces_before_a_line_are_said_where_they_matter():
    """A terminal shows them badly."""
    problem = Problem("a.yaml", 2, 1, "error", "tab", Bilingual("een tab", "a tab"), "    sector: zorg")
    assert as_text([problem], "nl") == "a.yaml:2:1: fout [tab] een tab\n    schrijf (na 4 spaties): sector: zorg"
    assert as_text([problem], "en") == "a.yaml:2:1: error [tab] a tab\n    write (after 4 spaces): sector: zorg"
    assert as_text([replace(problem, rule="date")], "nl").endswith("    schrijf: sector: zorg")


@pytest.mark.parametrize(("length", "given"), [(5000, True), (5001, False)])
def test_no_line_to_write_is_longer_than_people_read(length, given):
    problem = Problem("a", 1, 1, "error", "x", Bilingual("", ""), "x" * length)
    assert problem.suggestion == ("x" * length if given else None)


def test_a_long_line_is_told_of_and_not_written_out(charter, tmp_path):
    """Two hundred suggestions of 900 KB each took 9 seconds and 770 MB."""
    text = "date: 2026-03-12\nsignatories: [{id: a, name: A}]\nphotos: [{file: a.jpg, focus: " + "9.," * 300_000 + "}]\n"
    folder = written(tmp_path, {"charter.yaml": CHARTER, BATCH: text})
    done = charter("check", "--records", folder)
    assert (done.code, "[comma]" in done.stdout, "schrijf:" in done.stdout) == (1, True, False)
