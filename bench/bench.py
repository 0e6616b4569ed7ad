"""Measures this project, plain Pelican and Hugo on the same invented records, in one interleaved run.

    python bench/bench.py [--sizes 1000,10000] [--rounds 3] [--tools charter,pelican,hugo] [--quick]

A round is: every tool cold, every tool again with nothing changed, one sentence of one ambition changed,
every tool again. So a slow moment of the machine hits all alike. Making the records and the peers' content
is not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from measure import Run, check_measuring, measure
from pages import pages_by_type, size_of
from report import as_text, summary
from tools import LABELS, ORDER, Tool, tool

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / ".charter" / "bench.json"
MAKE_RECORDS = ("import sys; from pathlib import Path; from charter.demo import write_demo; "
                "write_demo(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))")
MAKE_CONTENT = ROOT / "bench" / "peers" / "make_content.py"
SENTENCE = "Dit is ons begin, en wij maken het af. "


@dataclass(frozen=True)
class Sample:
    """One measured run."""

    size: int
    round: int
    scenario: str
    tool: str
    run: Run


def main() -> int:
    options = _options()
    work = ROOT / ".charter" / "bench"
    work.mkdir(parents=True, exist_ok=True)
    floor = check_measuring(work)
    results = {"measured_by": f"wait4; an empty process counts as {floor:.0f} MiB, see bench/measure.py",
               "cpus": os.cpu_count(), "rounds": options.rounds, "sizes": {}}
    for size in options.sizes:
        results["sizes"][size] = _size(size, work / str(size), options)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(as_text(results))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=lambda text: [int(n) for n in text.split(",")], default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tools", type=lambda text: text.split(","), default=list(ORDER))
    parser.add_argument("--quick", action="store_true", help="one round of 1,000 organisations")
    options = parser.parse_args()
    if set(options.tools) - set(ORDER) or options.rounds < 1:
        parser.error(f"--tools are {', '.join(ORDER)}; --rounds at least 1")
    if options.quick:
        options.sizes, options.rounds = [1000], 1
    return options


def _size(size: int, work: Path, options: argparse.Namespace) -> dict:
    """Everything measured at one size."""
    say(f"{size} organisations: making records and the peers' content")
    prepare(size, work)
    tools = {name: tool(name, work) for name in options.tools}
    absent: dict[str, str] = {}
    samples: list[Sample] = []
    for number in range(1, options.rounds + 1):
        samples += _round(size, number, tools, absent, work)
    pages = {name: pages_by_type(each.output) for name, each in tools.items() if name not in absent}
    sizes = {name: size_of(tools[name].output) for name in pages}
    return {"absent": absent, "pages": pages, "files_and_bytes": sizes,
            "samples": [asdict(sample) for sample in samples], "summary": summary(samples)}


def _round(size: int, number: int, tools: dict[str, Tool], absent: dict[str, str],
           work: Path) -> list[Sample]:
    for each in tools.values():
        each.forget()
    samples: list[Sample] = []
    for scenario in ("cold", "unchanged"):
        samples += scenario_of(size, number, scenario, tools, absent)
    with one_changed(work):
        samples += scenario_of(size, number, "one changed", tools, absent)
    return samples


def scenario_of(size: int, number: int, scenario: str, tools: dict[str, Tool],
              absent: dict[str, str]) -> Iterator[Sample]:
    """One run of every tool; one that does not build is from then on in `absent`, with the reason."""
    for name, each in tools.items():
        if name in absent:
            continue
        run = _measured(each)
        if run.exit_code:
            absent[name] = (run.tail.strip() or f"exit code {run.exit_code}").splitlines()[-1]
            say(f"{LABELS[name]} is left out, it does not build: {absent[name]}")
            continue
        say(f"{size}, round {number}, {scenario}, {LABELS[name]}: {run.wall:.2f} s, {run.peak:.0f} MiB")
        yield Sample(size, number, scenario, name, run)


def _measured(each: Tool) -> Run:
    os.sync()       # nobody waits for the disk of the one before
    try:
        return measure(each.command, each.cwd)
    except FileNotFoundError:
        return Run(0, 0, 0, 0, 127, f"no command {Path(each.command[0]).name}")


def prepare(size: int, work: Path) -> None:
    """Records and the peers' content from scratch; in other processes, so that this one stays small."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    make_records(size, work)
    _run([str(MAKE_CONTENT), str(work / "records"), str(work)])


def make_records(size: int, work: Path) -> None:
    """Invented records of so many organisations in work/records."""
    _run(["-c", MAKE_RECORDS, str(size), str(work / "records"), str(ROOT / "signatories" / "charter.yaml")])


@contextmanager
def one_changed(work: Path) -> Iterator[None]:
    """One more sentence in the Dutch ambition of one signatory, in the record and the peers' content."""
    batches = sorted((work / "records").glob("*/batch.yaml"))
    path = batches[len(batches) // 2]
    before = path.read_text(encoding="utf-8")
    start = "    ambition:\n      nl: |\n        "
    _save(path, before.replace(start, start + SENTENCE, 1), work)
    yield
    _save(path, before, work)


def _save(path: Path, text: str, work: Path) -> None:
    path.write_text(text, encoding="utf-8")
    _run([str(MAKE_CONTENT), str(work / "records"), str(work), "--only", path.parent.name])


def _run(arguments: Sequence[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True)


def say(text: str) -> None:
    """How far it is, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
