"""Turns a records folder into the same content for Hugo and for plain Pelican.

    python bench/peers/make_content.py RECORDS WORK [--only SLUG]

Writes WORK/hugo (a whole Hugo site) and WORK/pelican (content, settings and theme). `--only` rewrites the
files of one batch that differ, as an editor would save them after a change.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import yaml
from hugo_files import hugo_batch, hugo_listings
from pelican_files import pelican_batch
from site_content import Batch, Programme

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", metavar="SLUG")
    options = parser.parse_args()
    if options.only:
        programme = Programme(**json.loads((options.work / "programme.json").read_text(encoding="utf-8")))
        write(batch_files([read_batch(options.records, options.only)], programme), options.work)
    else:
        write_sites(options.records, options.work)


def write_sites(records: Path, work: Path) -> None:
    """Both sites from scratch, and what `--only` needs to know of the rest."""
    batches = [read_batch(records, path.parent.name) for path in sorted(records.glob("*/batch.yaml"))]
    programme = Programme.read(load(records / "charter.yaml"), load(records / "changes.yaml"), batches)
    work.mkdir(parents=True, exist_ok=True)
    for peer in ("hugo", "pelican"):
        shutil.rmtree(work / peer, ignore_errors=True)
        shutil.copytree(HERE / peer, work / peer)
    write(hugo_listings(batches, programme) | batch_files(batches, programme), work)
    (work / "programme.json").write_text(json.dumps(programme.__dict__), encoding="utf-8")


def batch_files(batches: list[Batch], programme: Programme) -> dict[str, str]:
    """The files of these batches for both peers, by path below the work folder."""
    files: dict[str, str] = {}
    for batch in batches:
        files |= hugo_batch(batch, programme) | pelican_batch(batch, programme)
    return files


def read_batch(records: Path, slug: str) -> Batch:
    return Batch(slug, load(records / slug / "batch.yaml"))


def load(path: Path):
    """Words stay words; the C parser if there is one."""
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def write(files: dict[str, str], folder: Path) -> None:
    """Leaves a file alone that is already so: Pelican's cache looks at time stamps."""
    for name, text in files.items():
        path = folder / name
        data = text.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


if __name__ == "__main__":
    main()
