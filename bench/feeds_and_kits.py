"""Measures what feeds, calendar and kits cost: the same build with and without them, in one interleaved run.

    python bench/feeds_and_kits.py [--size 10000] [--rounds 3]

A round is: both cold, then both with one sentence of one ambition changed. With nothing changed nothing is made, so there is nothing to
compare. What is left out is left out in the bench only (bench/without_feeds.py). The limit is on CPU seconds of the cold build, which
others on the machine disturb least.
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

from bench import ROOT, SENTENCE, Sample, make_records, say, scenario_of
from measure import check_measuring
from pages import pages_by_type
from report import feeds_as_text, summary
from tools import FEEDS, Tool, with_or_without

RESULTS = ROOT / ".charter" / "bench-feeds.json"


def main() -> int:
    options = _options()
    work = ROOT / ".charter" / "bench" / f"feeds-{options.size}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    floor = check_measuring(work)
    say(f"{options.size} organisations: making records")
    make_records(options.size, work)
    tools, absent = {name: with_or_without(name, work) for name in FEEDS}, {}
    samples = [sample for number in range(1, options.rounds + 1) for sample in _round(options.size, number, tools, absent, work)]
    feeds = sorted((work / "out-charter").rglob("feeds/**/*.*"))
    results = {"measured_by": f"wait4; an empty process counts as {floor:.0f} MiB, see bench/measure.py", "cpus": os.cpu_count(),
               "rounds": options.rounds, "size": options.size, "absent": absent, "feeds": len(feeds),
               "kits": pages_by_type(work / "out-charter").get("kit", 0), "samples": [asdict(sample) for sample in samples],
               "summary": summary(samples, beside="without")}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(feeds_as_text(results))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=10000, help="organisations; ten sign in one ceremony")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.rounds < 1 or options.size < 1:
        parser.error("--rounds and --size at least 1")
    return options


def _round(size: int, number: int, tools: dict[str, Tool], absent: dict[str, str], work: Path) -> Iterator[Sample]:
    for each in tools.values():
        each.forget()
    yield from scenario_of(size, number, "cold", tools, absent)
    with _one_changed(work):
        yield from scenario_of(size, number, "one changed", tools, absent)


@contextmanager
def _one_changed(work: Path) -> Iterator[None]:
    """One more sentence in the ambition of one signatory of the last ceremony, which stands in every feed."""
    path = sorted((work / "records").glob("*/batch.yaml"))[-1]
    before, start = path.read_text(encoding="utf-8"), "    ambition:\n      nl: |\n        "
    path.write_text(before.replace(start, start + SENTENCE, 1), encoding="utf-8")
    yield
    path.write_text(before, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
