"""A small site that was built and written down in published.json, and what a test may do with it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from conftest import Command, Ran
from records_folder import written
from trees import stamps, tree

UTRECHT = """\
date: 2025-03-12
publish_at: 2025-03-12 16:00
place: Utrecht
photos:
  - {file: groep.jpg, alt: {nl: Een groep, en: A group}, credit: Jo Demo, people: []}
signatories:
  - {id: gemeente-a, name: Gemeente A, seat: Utrecht, sector: zorg}
  - {id: bakkerij-b, name: Bakkerij B, seat: Delft}
"""
ZWOLLE = """\
date: 2025-06-09
signatories:
  - id: slagerij-c
    name: Slagerij C
    photos:
      - {file: portret.jpg, alt: {nl: De slager, en: The butcher}, credit: Jo Demo, people: []}
"""
CHANGES = """\
- {date: 2025-07-01, id: bakkerij-b, renamed: {name: Bakkerij Beter}}
"""
OVER = "Title: Over ons\nSlug: over\nLang: nl\nSummary: Wie wij zijn.\n\nTekst.\n"
NEWS = "Title: Handreiking\nSlug: handreiking\nLang: nl\nDate: 2025-05-20\nSummary: Iets nieuws.\n\nTekst.\n"
FILES = {"2025-03-12-utrecht/batch.yaml": UTRECHT, "2025-06-09-zwolle/batch.yaml": ZWOLLE, "changes.yaml": CHANGES}
MOMENT = "2025-11-20 12:00"


@dataclass(frozen=True)
class Site:
    """Records, pages and the site that was built of them, in a folder that a test may change."""

    root: Path
    charter: Command

    @property
    def records(self) -> Path:
        return self.root / "signatories"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def published(self) -> Path:
        return self.records / "published.json"

    @property
    def places(self) -> tuple[object, ...]:
        return "--records", self.records, "--content", self.root / "content", "--output", self.output

    def build(self, *more: object, as_of: str = MOMENT) -> Ran:
        """At that moment, or now when it is ''."""
        return self.charter("build", *self.places, *(("--as-of", as_of) if as_of else ()), *more)

    def record(self, *more: object) -> Ran:
        return self.charter("record-published", *self.places, *more)

    def entries(self) -> dict:
        return json.loads(self.published.read_text("utf-8"))

    def refused(self, *more: object, as_of: str = MOMENT) -> list[tuple]:
        """Every error of a build that must fail and leave the old site: path, line, column, rule, Dutch, suggestion."""
        before = stamps(self.output)
        ran = self.build("--format", "json", *more, as_of=as_of)
        assert ran.code == 1, ran.stdout + ran.stderr
        assert stamps(self.output) == before
        return [(p["path"], p["line"], p["column"], p["rule"], p["message"], p["suggestion"])
                for p in json.loads(ran.stdout) if p["level"] == "error"]

    def line_of(self, entry: str) -> int:
        """Where an entry stands in published.json, counted from 1."""
        lines = self.published.read_text("utf-8").split("\n")
        return next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(f'"{entry}"'))

    def built(self, *more: object) -> dict[str, bytes]:
        """The site after a build that must go well."""
        ran = self.build(*more)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tree(self.output)


def picture(path: Path, colour: str, size: tuple[int, int] = (64, 48)) -> None:
    """A photo of one colour."""
    Image.new("RGB", size, colour).save(path, "JPEG")


def recorded_site(root: Path, charter: Command) -> Site:
    """Makes it in an empty folder."""
    site = Site(root, charter)
    written(site.records, FILES)
    picture(site.records / "2025-03-12-utrecht" / "groep.jpg", "teal")
    picture(site.records / "2025-06-09-zwolle" / "portret.jpg", "olive")
    (root / "content" / "nieuws").mkdir(parents=True)
    (root / "content" / "over.nl.md").write_text(OVER, "utf-8")
    (root / "content" / "nieuws" / "handreiking.nl.md").write_text(NEWS, "utf-8")
    site.built()
    ran = site.record()
    assert ran.code == 0, ran.stdout + ran.stderr
    return site


def copied(site: Site, root: Path) -> Site:
    """The same site in another folder."""
    shutil.copytree(site.root, root)
    return Site(root, site.charter)
