"""Measures `charter check` and `trajectory check` beside other readers of the same invented records, in one interleaved run.

    python bench/check.py [--size 10000] [--rounds 3] [--checkers check,yamllint,read,trajectory,read_all]

A round is: every checker cold, then every checker again with nothing changed, then with one name changed. Each run is
a process from its start. Cold means without caches of its own; the files are in the memory of the system for all.

What the others do and do not do. yamllint finds broken YAML and names that come twice, as `charter check` does; it
knows no schema, no rules over records and no line to write instead, and it reads in Python. PyYAML's C loader only
reads, and finds nothing but broken YAML: no checker on PyYAML can be faster without keeping something. `trajectory check`
keeps nothing between runs; beside it the same loader reads the internal files too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import ROOT, Sample, make_records, say, scenario_of
from measure import check_measuring
from report import checks_as_text, summary
from tools import CHECKERS, Tool, checker

RESULTS = ROOT / ".charter" / "bench-check.json"


def main() -> int:
    options = _options()
    work = ROOT / ".charter" / "bench" / f"check-{options.size}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    floor = check_measuring(work)
    say(f"{options.size} organisations: making records")
    make_records(options.size, work)
    absent: dict[str, str] = {}
    samples = [sample for number in range(1, options.rounds + 1)
               for sample in _round(options, number, {name: checker(name, work) for name in options.checkers}, absent, work)]
    results = {"measured_by": f"wait4; an empty process counts as {floor:.0f} MiB, see bench/measure.py", "cpus": os.cpu_count(),
               "rounds": options.rounds, "size": options.size, "files": len(_batches(work)), "absent": absent,
               "samples": [asdict(sample) for sample in samples], "summary": summary(samples, beside="read")}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(checks_as_text(results))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=10000, help="organisations; ten sign in one ceremony")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--checkers", type=lambda text: text.split(","), default=list(CHECKERS))
    options = parser.parse_args()
    if set(options.checkers) - set(CHECKERS) or options.rounds < 1 or options.size < 1:
        parser.error(f"--checkers are {', '.join(CHECKERS)}; --rounds and --size at least 1")
    return options


def _round(options: argparse.Namespace, number: int, checkers: dict[str, Tool], absent: dict[str, str],
           work: Path) -> Iterator[Sample]:
    for each in checkers.values():
        each.forget()
    for scenario in ("cold", "unchanged"):
        yield from scenario_of(options.size, number, scenario, checkers, absent)
    with _one_changed(work):
        yield from scenario_of(options.size, number, "one changed", checkers, absent)


def _batches(work: Path) -> list[Path]:
    return sorted((work / "records").glob("*/batch.yaml"))


@contextmanager
def _one_changed(work: Path) -> Iterator[None]:
    """Another place in one record."""
    batches = _batches(work)
    path = batches[len(batches) // 2]
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("\nplace: ", "\nplace: Nieuw-", 1), encoding="utf-8")
    yield
    path.write_text(before, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
