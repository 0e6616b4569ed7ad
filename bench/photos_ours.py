"""Makes the pictures of photos as a build does, in processes of their own.

    python bench/photos_ours.py JOBS.json OUT WORKERS

Hashing the photos is counted too, for a build must. The last line that is printed is the memory of the largest worker.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from charter.photos import PhotoJob, Picture, derivative_file, derive_all, photo_hash


def main() -> int:
    jobs, out, workers = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]), int(sys.argv[3])
    photos = {PhotoJob(source := Path(job["source"]), photo_hash(source, {}), "Voorbeeld"): job["name"] for job in jobs}
    made = derive_all(photos, out, workers)
    for photo, name in photos.items():
        picture = made[photo]
        if not isinstance(picture, Picture):
            raise SystemExit(f"{name}: {picture}")
        derivative_file(out, photo, picture.derivatives[0]).parent.rename(out / name)
    print(json.dumps({"worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
