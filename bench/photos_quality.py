"""How much pictures look like the photo that they were made from: SSIMULACRA2, where 100 is the same and 70 is good.

    python bench/photos_quality.py JOBS.json NAME=FOLDER ...

One reference for all: the whole photo decoded by Pillow, upright, and made smaller by Lanczos. Measured at the widths of
pages, in both formats. It is the implementation of the package ssimulacra2; 1,600 pixels take it two seconds.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from statistics import mean

from PIL import Image, ImageOps
from PIL.Image import Resampling
from ssimulacra2 import compute_ssimulacra2


def main() -> int:
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folders = {name: Path(folder) for name, _, folder in (argument.partition("=") for argument in sys.argv[2:])}
    found: dict[str, dict[str, list[float]]] = {name: {} for name in folders}
    for job in jobs:
        for shape, reference in references(job):
            for name, folder in folders.items():
                score = compute_ssimulacra2(BytesIO(reference), folder / job["name"] / shape["name"])
                found[name].setdefault(f"{shape['width']} {shape['kind']}", []).append(score)
    print(json.dumps({name: {what: mean(scores) for what, scores in of_tool.items()} for name, of_tool in found.items()}))
    return 0


def references(job: dict) -> list[tuple[dict, bytes]]:
    """Every picture for pages with a PNG of what it should look like."""
    with Image.open(job["source"]) as photo:
        whole = ImageOps.exif_transpose(photo.convert("RGB") if photo.mode != "RGB" else photo)
    shapes = [shape for shape in job["shapes"] if shape["role"] == "photo"]
    smaller = {size: _png(whole.resize(size, Resampling.LANCZOS)) for size in {(shape["width"], shape["height"]) for shape in shapes}}
    return [(shape, smaller[shape["width"], shape["height"]]) for shape in shapes]


def _png(image: Image.Image) -> bytes:
    data = BytesIO()
    image.save(data, "PNG", compress_level=1)
    return data.getvalue()


if __name__ == "__main__":
    sys.exit(main())
