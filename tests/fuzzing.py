"""Runs a fuzzer and measures it: every input in a process that may die, with its own time and peak of memory. Linux only.

    python tests/fuzzing.py bytes|fields [--seconds 600] [--seed 20260312] [--input N]

`--input` judges one input again and says where its files are; the number and the seed make the same bytes each time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from charter.problems import as_text
from fuzz_inputs import ROOT, TARGETS, damaged, filled
from fuzz_verdict import examined, problems_of, warm

ENTRIES = {"bytes": damaged, "fields": filled}
SEED = "20260312"
MOST_MEMORY = 300               # MiB, of a process that judges an input, interpreter and libraries included
MOST_SECONDS = 2.0              # of the processor, for all problems of one input and their text
HANGS = 60                      # seconds of the clock
MOST_ADDRESSES = 4 * 1024 ** 3  # bytes: what swells must not take the machine along
AT_ONCE = 100                   # inputs for one process: what it remembers is not held against many others
THOROUGH = 25                   # of so many inputs one is mended by `charter fix`, and becomes a site when it has no errors
# Failures that are known and wait to be mended: told, and no reason to stop. Best empty.
WAITING: tuple[str, ...] = ()


@dataclass
class Report:
    """What a run found. `wrong` has each failure once, with the first input that gave it."""

    inputs: int = 0
    good: int = 0
    built: int = 0
    slowest: float = 0
    peak: float = 0
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def news(self) -> list[str]:
        """The failures that do not wait already."""
        return [what for what in self.wrong if not any(known in what for known in WAITING)]

    def __str__(self) -> str:
        return (f"{self.inputs:,} inputs, {self.good:,} without an error, {self.built} built; slowest {self.slowest:.2f} s, "
                f"peak {self.peak:.0f} MiB; failures: {len(self.wrong)}" + "".join(f"\n  {what}: {where}" for what, where in self.wrong.items()))


@dataclass(frozen=True)
class Judged:
    """One input: CPU seconds and MiB; `failure` is '' when all was well."""

    number: int
    path: str = ""
    good: bool = False
    built: bool = False
    seconds: float = 0
    peak: float = 0
    failure: str = ""


def demo_project(folder: Path) -> Path:
    """A copy of the demo's records and pages, published before."""
    for name in ("signatories", "content"):
        shutil.copytree(ROOT / name, folder / name)
    for target in TARGETS:
        (folder / target.path).write_bytes(target.whole)
    return folder


def fuzz(entry: str, project: Path, seconds: float, seed: str = SEED) -> Report:
    """Judges inputs until the time is over; at least the first hundred."""
    warm(project, (target.path for target in TARGETS))       # and so are the processes to come
    report, number, ends = Report(), 0, time.monotonic() + seconds
    while number == 0 or time.monotonic() < ends:
        for found in _in_a_process(entry, project, seed, number, ends):
            _count(report, found, f"python tests/fuzzing.py {entry} --seed {seed} --input {found.number}")
            number = found.number + 1
    return report


def _count(report: Report, found: Judged, again: str) -> None:
    report.inputs, report.good, report.built = report.inputs + 1, report.good + found.good, report.built + found.built
    report.slowest, report.peak = max(report.slowest, found.seconds), max(report.peak, found.peak)
    failure = found.failure or (f"{found.path}: too slow" if found.seconds > MOST_SECONDS else
                                f"{found.path}: too much memory" if found.peak > MOST_MEMORY else "")
    if failure:
        report.wrong.setdefault(failure, f"{found.seconds:.1f} s, {found.peak:.0f} MiB; {again}")


def _in_a_process(entry: str, project: Path, seed: str, first: int, ends: float) -> Iterator[Judged]:
    """A hundred inputs from `first` on, fewer when the time is over or the process dies: then the last one has failed."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _judge_many(entry, project, seed, first, ends, writing)
    os.close(writing)
    last, finished = first - 1, False
    with os.fdopen(reading, encoding="utf-8") as said:
        while select.select([said], [], [], HANGS)[0] and (line := said.readline()):
            finished = line == "done\n"
            if not finished:
                found = Judged(**json.loads(line))
                last = found.number
                yield found
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if not finished:
        yield Judged(last + 1, failure=f"the process died or hung: {os.waitstatus_to_exitcode(status)}")


def _judge_many(entry: str, project: Path, seed: str, first: int, ends: float, writing: int) -> None:
    """The life of such a process. It leaves without the farewells of the one that it was forked from."""
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
        with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as say:
            for number in range(first, first + AT_ONCE):
                say.write(json.dumps(judge(entry, project, seed, number).__dict__) + "\n")
                if time.monotonic() > ends and (first > 0 or number == first + AT_ONCE - 1):
                    break
            say.write("done\n")
        code = 0
    finally:
        os._exit(code)


def judge(entry: str, project: Path, seed: str, number: int) -> Judged:
    """Writes one input into the project, looks, and puts the file back."""
    target, data = ENTRIES[entry](number, seed)
    file = project / target.path
    file.write_bytes(data)
    thorough, good, seconds, failure = number % THOROUGH == 0, False, 0.0, ""
    _forget_peak()
    try:
        start = _seconds()
        found = problems_of(project, target.path)
        as_text(found, "nl")
        seconds = _seconds() - start
        good = examined(found, project, target.path, thorough=thorough)
    except Exception as e:
        at = traceback.extract_tb(e.__traceback__)[-1]
        failure = f"{target.path}: {type(e).__name__}: {re.sub(r'[^ -~]|[0-9]{3,}', '?', str(e))[:200]} in {Path(at.filename).name} {at.name}"
    file.write_bytes(target.whole)
    return Judged(number, target.path, good, good and thorough, seconds, _peak(), failure)


def _seconds() -> float:
    """Of the processor, so far, by this process and those it waited for."""
    return sum(os.times()[:4])


def _forget_peak() -> None:
    """From now on the kernel measures the peak anew, see proc(5)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most memory of this process since then, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found, "no VmHWM in /proc/self/status"
    return int(found[1]) / 1024


def _again(entry: str, seed: str, number: int) -> int:
    """One input, with the whole story when it goes wrong."""
    project = demo_project(Path(tempfile.mkdtemp(prefix="fuzz-")))
    target, data = ENTRIES[entry](number, seed)
    (project / target.path).write_bytes(data)
    print(project / target.path, flush=True)
    print("no errors" if examined(problems_of(project, target.path), project, target.path, thorough=True) else "problems, all well told")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("entry", choices=ENTRIES)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--input", type=int, metavar="N")
    options = parser.parse_args()
    if options.input is not None:
        return _again(options.entry, options.seed, options.input)
    with tempfile.TemporaryDirectory() as folder:
        report = fuzz(options.entry, demo_project(Path(folder)), options.seconds, options.seed)
    print(f"{options.entry}: {report}")
    return 1 if report.news else 0


if __name__ == "__main__":
    sys.exit(main())
