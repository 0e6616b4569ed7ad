"""From measured pictures of photos to medians, a table and the targets of this project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from report import _judged, _table

ORDER = ("ours", "chained", "ours, two", "plugin")
LABELS = {"ours": "this project, one process", "chained": "sharp, chained", "ours, two": "this project, two processes",
          "plugin": "sharp, as plugins use it"}
SAME = 1            # points of SSIMULACRA2 that nobody sees
QUIET = 0.1         # cores that others may take while the speed of two processes is measured


def summary(samples: Iterable[Any]) -> dict[str, dict[str, float | None]]:
    """By tool: seconds a photo (medians of all runs), photos a second, memory in MiB, and CPU beside this project's.

    `times` is the median of the CPU a photo divided by ours, part by part: what is measured together is compared.
    """
    samples = list(samples)
    ours = {(sample.round, sample.part): _cpu(sample) for sample in samples if sample.tool == "ours"}
    found: dict[str, dict[str, float | None]] = {}
    for tool in ORDER:
        mine = [sample for sample in samples if sample.tool == tool]
        wall = median(sample.run.wall / sample.photos for sample in mine)
        found[tool] = {"cpu": median(map(_cpu, mine)), "wall": wall, "a_second": 1 / wall,
                       "others": median(sample.run.others / sample.run.wall for sample in mine),
                       "peak": max(sample.run.peak for sample in mine),
                       "worker": max((sample.worker for sample in mine if sample.worker), default=None),
                       "times": median(_cpu(sample) / ours[sample.round, sample.part] for sample in mine)}
    return found | {"speed-up": _speed_up(samples)}


def _cpu(sample: Any) -> float:
    return sample.run.cpu / sample.photos


def _speed_up(samples: Sequence[Any]) -> dict[str, float]:
    """How many times as quick two processes are over all photos: the median of the runs in which nobody else took a core, or of all."""
    whole = max(sample.photos for sample in samples)
    runs = {(sample.tool, sample.round, sample.part): sample.run for sample in samples if sample.photos == whole}
    pairs = [(run, runs["ours, two", *at]) for (tool, *at), run in runs.items() if tool == "ours"]
    quiet = [pair for pair in pairs if all(run.others / run.wall < QUIET for run in pair)]
    return {"two": median(one.wall / two.wall for one, two in quiet or pairs), "quiet": len(quiet), "runs": len(pairs)}


def as_text(results: dict) -> str:
    """Times, quality, and the targets."""
    lines = [f"{results['rounds']} rounds on {results['cpus']} cores, {results['photos']} photos of 12 and 24 megapixels; medians, process starts "
             "included.", "Memory is the largest process of all runs; others is how many cores everything else took.",
             f"Measured by {results['measured_by']}.", "", *_costs(results), "", *_qualities(results), "", "Targets of this project", *_targets(results)]
    return "\n".join(lines)


def _costs(results: dict) -> Iterator[str]:
    rows: list[Sequence[str]] = [("a photo", "CPU s", "x ours", "wall s", "photos/s", "kB", "memory MiB", "worker MiB", "others")]
    for tool in ORDER:
        found = results["summary"][tool]
        worker = f"{found['worker']:.0f}" if found["worker"] else ""
        rows.append((LABELS[tool], f"{found['cpu']:.2f}", f"{found['times']:.2f}", f"{found['wall']:.2f}", f"{found['a_second']:.2f}",
                     f"{results['bytes'][tool] / 1000:.0f}", f"{found['peak']:.0f}", worker, f"{found['others']:.1f}"))
    return _table(rows)


def _qualities(results: dict) -> Iterator[str]:
    of_tools = results["quality"]
    pictures = list(next(iter(of_tools.values())))
    rows: list[Sequence[str]] = [(f"SSIMULACRA2, {results['sampled']} photos", *pictures)]
    rows += [(LABELS[tool].removesuffix(", one process"), *(f"{found[picture]:.1f}" for picture in pictures)) for tool, found in of_tools.items()]
    return _table(rows)


def _targets(results: dict) -> Iterator[str]:
    found = results["summary"]
    yield _judged("CPU a photo, beside sharp chained", 1 / found["chained"]["times"], 1)
    yield _judged("CPU a photo, beside sharp as plugins use it", 1 / found["plugin"]["times"], 0.1)
    yield _judged(f"SSIMULACRA2 of each format that sharp is better, mean of widths (at most {SAME} is equal)", _worse(results["quality"]), SAME)
    yield _judged("memory of a worker, MiB", max(found[tool]["worker"] for tool in ("ours", "ours, two")), 150)
    speed_up = found["speed-up"]
    verdict = "met" if speed_up["two"] >= 1.8 else "NOT MET"
    yield f"  two processes: {speed_up['two']:.2f} times one, at least 1.8: {verdict} (the machine was quiet in {speed_up['quiet']} of {speed_up['runs']} runs)"
    if unchanged := results.get("unchanged"):
        yield _judged(f"photo stage of {unchanged['photos']:,} photos of {unchanged['megabytes']:.1f} MB, nothing changed, s", unchanged["seconds"], 1)
        yield f"    with every photo touched, so hashed again: {unchanged['touched']:.2f} s; the rule that opens every photo: {unchanged['rule']:.2f} s"


def _worse(quality: dict[str, dict[str, float]]) -> float:
    """How many points sharp is ahead, in the format where it is most, by the mean of the widths; below 0 we are ahead."""
    def of(tool: str, kind: str) -> float:
        scores = [score for picture, score in quality[tool].items() if picture.endswith(kind)]
        return sum(scores) / len(scores)

    return max(of(tool, kind) - of("ours", kind) for tool in ("chained", "plugin") for kind in ("avif", "jpeg"))
