"""Looks for the qualities with which sharp's pictures are as good as this project's: the same mean SSIMULACRA2.

    python bench/photos_calibrate.py JOBS.json FOLDER

What it finds stands in SETTINGS of peers/sharp/photos.mjs, with the day. It takes a quarter of an hour.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from photos import BENCH, command, printed

PHOTOS = 4              # of 40: two of each size
CLOSE = 0.5             # points: near enough
TRIES = 5
A_POINT = 1.3           # qualities, about
KINDS = ("avif", "jpeg")
START = {"avif": 58, "jpeg": 72}


def main() -> int:
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    jobs = folder / "jobs.json"
    jobs.write_text(json.dumps(_for_pages(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))), encoding="utf-8")
    wanted = _scores("ours", jobs, folder, {})
    print(f"this project: {_said(wanted)}", flush=True)
    for way in ("chained", "plugin"):
        print(f"{way}: {_found(way, wanted, jobs, folder)}", flush=True)
    return 0


def _for_pages(jobs: Sequence[dict]) -> list[dict]:
    """A few photos, without the pictures of which the quality is not measured."""
    few = jobs[::len(jobs) // PHOTOS]
    return [job | {"shapes": [shape for shape in job["shapes"] if shape["role"] != "mail"]} for job in few]


def _found(way: str, wanted: dict[str, float], jobs: Path, folder: Path) -> dict[str, int]:
    """The quality of each format; the nearest that was tried, should none be near enough."""
    quality, tried = dict(START), []
    for _ in range(TRIES):
        scores = _scores(way, jobs, folder, quality)
        print(f"{way} {quality}: {_said(scores)}", flush=True)
        tried.append((dict(quality), scores))
        steps = {kind: round((wanted[kind] - scores[kind]) * A_POINT) for kind in KINDS if abs(wanted[kind] - scores[kind]) > CLOSE}
        if not any(steps.values()):
            break
        quality = {kind: quality[kind] + steps.get(kind, 0) for kind in KINDS}
    return {kind: min(tried, key=lambda one: abs(one[1][kind] - wanted[kind]))[0][kind] for kind in KINDS}


def _scores(tool: str, jobs: Path, folder: Path, quality: dict[str, int]) -> dict[str, float]:
    """The mean of widths and photos, by format."""
    out = folder / "-".join([tool, *map(str, quality.values())])
    settings = json.dumps({kind: {"quality": value} for kind, value in quality.items()})
    if not out.exists():
        subprocess.run(command(tool, jobs, out, settings), check=True, stdout=subprocess.DEVNULL)
    found = json.loads(printed([str(BENCH / "photos_quality.py"), str(jobs), f"it={out}"]))["it"]
    return {kind: mean(score for picture, score in found.items() if picture.endswith(kind)) for kind in KINDS}


def _said(scores: dict[str, float]) -> str:
    return ", ".join(f"{kind} {score:.1f}" for kind, score in scores.items())


if __name__ == "__main__":
    sys.exit(main())
