"""Short runs of the fuzzers, both at once; `make show` has the long ones. FUZZ_SECONDS is the time of each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import fuzzing
from charter.problems import Bilingual, Problem
from fuzz_inputs import TARGETS, Target, damaged, filled, places, right
from fuzz_verdict import Unfit, fit
from fuzzing import AT_ONCE, ENTRIES, SEED, Judged, Report, demo_project, fuzz, judge

SECONDS = os.environ.get("FUZZ_SECONDS", "15")
FUZZING = Path(fuzzing.__file__)


@pytest.fixture(scope="module")
def running():
    """Both fuzzers, each in a process of its own."""
    processes = {entry: subprocess.Popen([sys.executable, str(FUZZING), entry, "--seconds", SECONDS], stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT, encoding="utf-8") for entry in ENTRIES}
    yield processes
    for process in processes.values():
        process.kill()
        process.wait()


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_input_breaks_anything(running, entry):
    """Whatever stands in a file is told within 2 seconds and 300 MiB, in plain words, at a place in that file."""
    said, _ = running[entry].communicate(timeout=600)
    assert running[entry].returncode == 0, said
    assert int(re.match(rf"{entry}: ([\d,]+) inputs", said)[1].replace(",", "")) >= AT_ONCE


# --- the fuzzers themselves -------------------------------------------------------------------------------------------

@pytest.mark.parametrize("make", [damaged, filled])
def test_the_number_and_the_seed_make_the_input(make):
    """In any process; another number or another seed makes another."""
    code = f"from fuzz_inputs import *; from hashlib import sha256; print(*(sha256(data).hexdigest() for _, data in map(lambda n: {make.__name__}(n, 'a'), range(50))))"
    told = [subprocess.run([sys.executable, "-c", code], cwd=FUZZING.parent, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True,
                           encoding="utf-8", check=True).stdout for seed in "12"]
    assert told[0] == told[1]
    assert len(set(told[0].split())) > 45
    assert [make(n, "a")[1] for n in range(50)] != [make(n, "b")[1] for n in range(50)]


def names(kind: Any) -> set[str]:
    """Of every field below a type, by another road than the fuzzer's."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {f.name.rstrip("_") for f in fields(kind)} | {name for f in fields(kind) for name in names(hints[f.name])}
    return {name for part in get_args(kind) for name in names(part)}


@pytest.mark.parametrize("target", [target for target in TARGETS if target.kind], ids=lambda target: Path(target.path).stem)
def test_every_field_of_the_schema_has_its_turn(target):
    """Also one that was added yesterday."""
    assert right(target.kind) is not None
    assert names(target.kind) - {way[-1] for way in places(target.kind) if way} == set()


@pytest.mark.parametrize(("data", "failure"), [
    (b"", ""), (b"\xff", ""), (b"raise", "b: ValueError: raise in test_fuzz.py judged"), (b"exit", "the process died or hung: 3"),
    (b"swell", "b: too much memory"), (b"work", "b: too slow"), (b"swallow", "b: MemoryError:  in test_fuzz.py judged")])
def test_what_goes_wrong_is_seen(tmp_path, monkeypatch, data, failure):
    """A traceback, a process that dies, 400 MiB, too many seconds, the end of memory; input 7 is the one that is named."""
    def judged(project: Path, path: str) -> tuple:
        match (project / path).read_bytes():
            case b"raise":
                raise ValueError("raise")
            case b"exit":
                os._exit(3)
            case b"swell":
                bytes(bytearray(os.urandom(4096) * (400 * 256)))
            case b"swallow":
                bytearray(64 * 1024 ** 3)
            case b"work":
                while sum(os.times()[:2]) < 1.5:
                    pass
        return ()

    target = Target("b", int, 1)
    monkeypatch.setattr(Target, "whole", b"whole")
    # Only of the one that works: to fill memory takes a slow machine more than a second too.
    monkeypatch.setattr(fuzzing, "MOST_SECONDS", 1 if data == b"work" else 30)
    monkeypatch.setattr(fuzzing, "warm", lambda project, paths: None)
    monkeypatch.setattr(fuzzing, "problems_of", judged)
    monkeypatch.setattr(fuzzing, "examined", lambda found, project, path, thorough: True)
    monkeypatch.setitem(ENTRIES, "bytes", lambda number, seed: (target, data if number == 7 else b""))
    report = fuzz("bytes", tmp_path, 0)
    assert (list(report.wrong), report.news) == ([failure] * bool(failure),) * 2
    assert all(where.endswith("; python tests/fuzzing.py bytes --seed 20260312 --input 7") for where in report.wrong.values())
    assert report.inputs == (8 if data == b"exit" else AT_ONCE)


GOOD = Problem("batch.yaml", 2, 1, "error", "unknown-field", Bilingual("`tuple` is geen veld", "`tuple` is no field"), "b: 1")


@pytest.mark.parametrize(("problem", "unfit"), [
    (replace(GOOD, line=3), "[unknown-field] a place in the file, not 3:1"), (replace(GOOD, column=0), "[unknown-field] a place in the file, not 2:0"),
    (replace(GOOD, rule="unknown_field"), "[unknown_field] a rule"),
    (replace(GOOD, suggestion="a\nb"), "[unknown-field] one line to write"), (replace(GOOD, message=Bilingual("Goed", " ")), "[unknown-field] a sentence"),
    (replace(GOOD, message=Bilingual("Goed", "while parsing a block mapping")), "[unknown-field] plain words, not `while parsing`"),
    (replace(GOOD, message=Bilingual("`{read}` kan niet, {read} ook niet", "Good")), "[unknown-field] plain words, not `{read}`"),
    (replace(GOOD, message=Bilingual("verwacht een tuple", "Good")), "[unknown-field] plain words, not `tuple`")])
def test_what_staff_could_not_use_is_seen(tmp_path, problem, unfit):
    """Each promise of a problem, once broken."""
    (tmp_path / "signatories").mkdir()
    (tmp_path / "signatories" / "batch.yaml").write_text("a: 1\nb: x", "utf-8")
    fit((GOOD,), tmp_path, "signatories/batch.yaml")
    with pytest.raises(Unfit) as told:
        fit((problem,), tmp_path, "signatories/batch.yaml")
    assert str(told.value) == unfit


def test_only_news_stops_a_run(monkeypatch):
    """What waits to be mended is told and no more."""
    monkeypatch.setattr(fuzzing, "WAITING", ("old",))
    assert Report(wrong={"an old one": "1", "another": "2"}).news == ["another"]


def test_the_file_is_put_back(tmp_path):
    """So that every input is alone in its damage."""
    project = demo_project(tmp_path)
    found = judge("bytes", project, SEED, 1)
    assert (type(found), found.number, found.failure) == (Judged, 1, "")
    assert {target.path: (project / target.path).read_bytes() == target.whole for target in TARGETS} == {target.path: True for target in TARGETS}
    assert str(Report(1, wrong={"a": "b"})) == "1 inputs, 0 without an error, 0 built; slowest 0.00 s, peak 0 MiB; failures: 1\n  a: b"
