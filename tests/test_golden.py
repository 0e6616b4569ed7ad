"""The demo site as it was last looked at: every path of it, and six of its files to the letter.

After a change that was meant, write them anew, and read the diff before you commit it:

    .venv/bin/python tests/test_golden.py

Only the digests behind static files are left out: they change with every touch of the style sheet.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from conftest import BASE_URL, DEMO_MOMENT, ROOT

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "article.nl.html": "nieuws/2026-06-09-zwolle/index.html",
    "profile.en.html": "en/signatories/pixelpolder-software/index.html",
    "kit.nl.html": "kit/2026-03-12-utrecht/index.html",
    "news.nl.rss": "feeds/nieuws.rss",
    "signatories.en.atom": "en/feeds/signatories.atom",
    "mailing.nl.json": "feeds/mailing.json",
}


def paths(site: Path) -> str:
    """Every file of a site, one a line."""
    return "".join(f"{path}\n" for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir()))


def text(site: Path, path: str) -> str:
    """A file of a site without the digests of static files. A feed of one line gets a line for each tag."""
    found = re.sub(r"(?<=\?v=)[0-9a-f]{8}\b", "*", (site / path).read_text("utf-8"))
    return re.sub(r">(?=<[^!])", ">\n", found) if path.endswith((".rss", ".atom")) else found


def test_the_demo_site_has_these_files_and_no_other(demo_site):
    assert paths(demo_site).splitlines() == (GOLDEN / "tree.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", FILES)
def test_file_is_as_it_was_looked_at(demo_site, name):
    assert text(demo_site, FILES[name]).splitlines() == (GOLDEN / name).read_text("utf-8").splitlines()


def refresh() -> None:
    """Builds the demo site and writes tests/golden/ anew."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "output"
        subprocess.run([Path(sys.executable).with_name("charter"), "build", "--output", site, "--as-of", DEMO_MOMENT, "--base-url", BASE_URL],
                       cwd=ROOT, check=True)
        (GOLDEN / "tree.txt").write_text(paths(site), "utf-8")
        for name, path in FILES.items():
            (GOLDEN / name).write_text(text(site, path), "utf-8")


if __name__ == "__main__":
    refresh()
