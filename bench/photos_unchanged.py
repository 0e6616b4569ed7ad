"""Measures how long a build looks at photos of 3 MB that stayed as they were.

    python bench/photos_unchanged.py FOLDER COUNT

FOLDER holds photos/ of photos_made.py. In it comes a records folder with so many photos, ten a ceremony, and a real
`charter build` of it, which takes minutes for a thousand and is there the next time. Then `charter.pictures.pictures_of` is timed
in processes of their own, as a build calls it when a text has changed. Prints JSON: its seconds, those when every photo was
touched and so is hashed again, and those of the rule photo_files, which opens every photo when any record changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from statistics import median

from bench import ROOT, make_records, say
from PIL import Image
from tools import BASE_URL

A_CEREMONY = 10
KINDS = 10              # photos that look different; of the others only a comment differs
QUALITY = 86            # 12 megapixels weigh 3 MB
TIMES = 5
A_MINUTE = 60           # ago the photos were written: of what was written just now a build is in doubt
STAGE = """
import json, runpy, sys, time
from pathlib import Path
from charter.build import read_records
from charter.checks.shown import photo_files
from charter.pictures import pictures_of
from charter.plan import plan_of
from charter.state import state_at

root, records, output, base_url = sys.argv[1:]
plan = plan_of(runpy.run_path(root + "/pelicanconf.py") | {"CHARTER_RECORDS": records, "OUTPUT_PATH": output, "SITEURL": base_url,
                                                         "CHARTER_PREVIEW": False, "CHARTER_QUIET": True})
read = read_records(plan)
state = state_at(read, plan.moment, plan.now)
start = time.perf_counter()
found = pictures_of(plan, read, state)
stage = time.perf_counter() - start
start = time.perf_counter()
wrong = list(photo_files(read))
print(json.dumps({"found": len(found), "wrong": len(wrong), "stage": stage, "rule": time.perf_counter() - start}))
"""


def main() -> int:
    folder, count = Path(sys.argv[1]).absolute(), int(sys.argv[2])
    site = folder / f"photos-unchanged-{count}"
    sources = [folder / "photos" / f"photo-{number:02}.jpg" for number in range(KINDS)]
    if not (site / "made").is_file():
        _prepare(site, count, sources)
    _build(site)
    times = [_measured(site, count) for _ in range(TIMES)]
    for photo in _photos(site):
        os.utime(photo, (then := time.time() - A_MINUTE, then))
    touched = _measured(site, count)
    size = sum(photo.stat().st_size for photo in _photos(site)) / count
    stages = [found["stage"] for found in times]
    print(json.dumps({"photos": count, "megabytes": size / 1e6, "seconds": median(stages), "most": max(stages), "touched": touched["stage"],
                      "rule": median(found["rule"] for found in times)}))
    return 0


def _prepare(site: Path, count: int, sources: list[Path]) -> None:
    """Records of as many organisations as there are photos, ten a ceremony, and ten photos in each."""
    say(f"{count} photos of 3 MB: making records")
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    make_records(count, site)
    kinds = [_lighter(source) for source in sources]
    for at, record in enumerate(sorted((site / "records").glob("*/batch.yaml"))):
        numbers = range(at * A_CEREMONY, min(count, (at + 1) * A_CEREMONY))
        with record.open("a", encoding="utf-8") as text:
            text.write("photos:\n" + "".join(_entry(number) for number in numbers))
        for number in numbers:
            photo = record.parent / f"foto-{number}.jpg"
            photo.write_bytes(_numbered(kinds[number % KINDS], number))
            os.utime(photo, (then := time.time() - A_MINUTE, then))
    (site / "made").touch()


def _lighter(source: Path) -> bytes:
    data = BytesIO()
    with Image.open(source) as photo:
        photo.save(data, "JPEG", quality=QUALITY, exif=photo.getexif().tobytes())
    return data.getvalue()


def _numbered(jpeg: bytes, number: int) -> bytes:
    """With a comment behind the first marker, so that its hash is its own."""
    comment = f"{number:06}".encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def _entry(number: int) -> str:
    return (f"  - file: foto-{number}.jpg\n    alt: {{nl: Kat en koffie {number}, en: Cat and coffee {number}}}\n"
            "    credit: Voorbeeld\n    people: []\n")


def _build(site: Path) -> None:
    say("building the site of it, a quarter of a second or more a photo")
    charter = Path(sys.executable).parent / "charter"
    command = [str(charter), "build", "--records", str(site / "records"), "--output", str(site / "out"), "--base-url", BASE_URL]
    subprocess.run(command, check=True, cwd=site, stdout=sys.stderr)


def _measured(site: Path, count: int) -> dict:
    """Seconds of the stage, and of the rule that looks at every file. Raises SystemExit when a photo is missing or refused."""
    command = [sys.executable, "-c", STAGE, str(ROOT), str(site / "records"), str(site / "out"), BASE_URL]
    found = json.loads(subprocess.run(command, check=True, cwd=site, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])
    if found["found"] != count or found["wrong"]:
        raise SystemExit(f"{found['found']} of {count} photos, {found['wrong']} refused")
    return found


def _photos(site: Path) -> list[Path]:
    return sorted((site / "records").glob("*/foto-*.jpg"))


if __name__ == "__main__":
    sys.exit(main())
