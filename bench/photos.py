"""Measures what the pictures of a photo cost here and with sharp, in one interleaved run, and how good they are.

    python bench/photos.py [--rounds 2] [--sample 8] [--unchanged 1000] [--calibrate]

Forty photos are made once (photos_made.py). A round takes them in four parts; each part goes through all tools before
the next one, so a slow moment of the machine hits all alike. All make the same set of pictures (`sizes.shapes`). sharp in
the way of a plugin takes twenty times as long and gets two photos of each part. Then the quality of a sample is
measured (photos_quality.py), and how long a build looks at photos that stayed as they were (photos_unchanged.py).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench import ROOT, say
from measure import Run, check_measuring, measure
from photos_report import ORDER, as_text, summary

from charter.photos.sizes import crop_box, default_focus, derivative_sizes, shapes

RESULTS = ROOT / ".charter" / "bench-photos.json"
BENCH = ROOT / "bench"
PARTS = 4
PLUGIN_PHOTOS = 2           # of each part: one of 12 megapixels, one of 24


@dataclass(frozen=True)
class Sample:
    """One measured run over `photos` photos; `worker` is the memory of the largest worker in MiB, where there are workers."""

    round: int
    part: int
    tool: str
    photos: int
    run: Run
    worker: float | None


def main() -> int:
    options = _options()
    work = ROOT / ".charter" / "bench"
    work.mkdir(parents=True, exist_ok=True)
    floor = check_measuring(work)
    jobs = jobs_of(work)
    if options.calibrate:
        shutil.rmtree(work / "photos-calibrated", ignore_errors=True)
        run([str(BENCH / "photos_calibrate.py"), str(_saved(jobs, work / "photos-jobs.json")), str(work / "photos-calibrated")])
        return 0
    out = work / "photos-out"
    shutil.rmtree(out, ignore_errors=True)
    samples = [sample for number in range(1, options.rounds + 1) for sample in _round(number, jobs, out)]
    say(f"how good the pictures are, of {options.sample} photos")
    results = {"measured_by": f"wait4; an empty process counts as {floor:.0f} MiB, see bench/measure.py", "cpus": os.cpu_count(),
               "rounds": options.rounds, "photos": len(jobs), "sampled": options.sample, "samples": [asdict(sample) for sample in samples],
               "summary": summary(samples), "bytes": {tool: _bytes(out / tool, jobs) for tool in ORDER},
               "quality": _quality(_sampled(jobs)[:options.sample], out)}
    if options.unchanged:
        results["unchanged"] = json.loads(printed([str(BENCH / "photos_unchanged.py"), str(work), str(options.unchanged)]))
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(as_text(results))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sample", type=int, default=PARTS * PLUGIN_PHOTOS, help="photos of which the quality is measured")
    parser.add_argument("--unchanged", type=int, default=1000, help="photos of 3 MB that stay as they were; 0 leaves that out")
    parser.add_argument("--calibrate", action="store_true", help="only look for sharp's qualities that are as good as ours")
    options = parser.parse_args()
    if options.rounds < 1 or not 1 <= options.sample <= PARTS * PLUGIN_PHOTOS or options.unchanged < 0:
        parser.error(f"--rounds at least 1; --sample 1 to {PARTS * PLUGIN_PHOTOS}; --unchanged at least 0")
    return options


def jobs_of(work: Path) -> list[dict]:
    """What to make of every photo: file, pictures, and which part of the largest one the square shows."""
    folder = work / "photos"
    run([str(BENCH / "photos_made.py"), str(folder)])
    jobs = []
    for name, size in json.loads((folder / "made.json").read_text(encoding="utf-8"))["sizes"].items():
        largest = derivative_sizes(*size)[-1]
        jobs.append({"name": name, "source": str(folder / f"{name}.jpg"), "shapes": [shape._asdict() for shape in shapes(*size, None)],
                     "square": crop_box(*largest, 1, default_focus(*largest))})
    return jobs


def _round(number: int, jobs: list[dict], out: Path) -> Iterator[Sample]:
    for part in range(PARTS):
        for tool in ORDER:
            mine = jobs[part::PARTS]
            mine = _few(mine) if tool == "plugin" else mine
            sample = _measured(tool, mine, out / tool)
            say(f"round {number}, part {part + 1}, {tool}: {sample.run.cpu / len(mine):.2f} CPU s a photo, {sample.run.wall:.1f} s, "
                f"others {sample.run.others:.1f} CPU s")
            yield replace(sample, round=number, part=part)
    # A site has all its photos at once: in a part of ten one that comes last keeps the other process waiting.
    for turn, tool in enumerate(("ours", "ours, two") * 2):
        yield replace(_measured(tool, jobs, out / tool), round=number, part=PARTS + turn // 2)


def _measured(tool: str, jobs: list[dict], out: Path) -> Sample:
    for job in jobs:
        shutil.rmtree(out / job["name"], ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    file = _saved(jobs, out / "jobs.json")
    os.sync()       # nobody waits for the disk of the one before
    found = measure(command(tool, file, out), out)
    if found.exit_code:
        raise SystemExit(f"{tool} failed: {found.tail}")
    _same_set(tool, jobs, out)
    worker = json.loads(found.tail.splitlines()[-1])["worker"] if tool.startswith("ours") else None
    return Sample(0, 0, tool, len(jobs), found, worker)


def command(tool: str, jobs: Path, out: Path, settings: str = "{}") -> tuple[str, ...]:
    """How one of ORDER is run; `settings` are sharp's that differ."""
    if tool.startswith("ours"):
        return sys.executable, str(BENCH / "photos_ours.py"), str(jobs), str(out), "2" if tool == "ours, two" else "1"
    return "node", str(BENCH / "peers" / "sharp" / "photos.mjs"), tool, str(jobs), str(out), settings


def _same_set(tool: str, jobs: list[dict], out: Path) -> None:
    """Each makes the same pictures, or the comparison is worth nothing. Raises SystemExit."""
    for job in jobs:
        asked = {shape["name"] for shape in job["shapes"]}
        found = {path.name for path in (out / job["name"]).iterdir()} - {"picture.json"}
        if asked != found:
            raise SystemExit(f"{tool} made other pictures of {job['name']}: {sorted(asked ^ found)}")


def _sampled(jobs: list[dict]) -> list[dict]:
    """The photos of which all tools made pictures."""
    return [job for part in range(PARTS) for job in _few(jobs[part::PARTS])]


def _few(jobs: list[dict]) -> list[dict]:
    return jobs[::len(jobs) // PLUGIN_PHOTOS]


def _bytes(out: Path, jobs: list[dict]) -> float:
    """A photo, of those that all made."""
    files = [out / job["name"] / shape["name"] for job in _sampled(jobs) for shape in job["shapes"]]
    return sum(file.stat().st_size for file in files) / len(_sampled(jobs))


def _quality(jobs: list[dict], out: Path) -> dict[str, dict[str, float]]:
    tools = [f"{tool}={out / tool}" for tool in ORDER if tool != "ours, two"]
    return json.loads(printed([str(BENCH / "photos_quality.py"), str(_saved(jobs, out / "sampled.json")), *tools]))


def _saved(jobs: list[dict], file: Path) -> Path:
    file.write_text(json.dumps(jobs), encoding="utf-8")
    return file


def run(arguments: list[str]) -> None:
    """A script in a process of its own, so that this one stays small: see measure.py."""
    subprocess.run([sys.executable, *arguments], check=True)


def printed(arguments: list[str]) -> str:
    """What such a script prints."""
    return subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
