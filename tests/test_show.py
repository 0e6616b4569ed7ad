"""Long proofs, for `make show`: a big site, thousands of damaged records, and Lighthouse. SHOW_SECONDS is the time of each of the two fuzzers."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import fuzzing
from browser import needs
from browser.links import Link, broken, files, page_links
from browser.pages import PAGES
from conftest import BASE_URL
from trees import Project, differences, project

pytestmark = pytest.mark.show

SEED = 20260312
SECONDS = os.environ.get("SHOW_SECONDS", "60")
ORGANISATIONS = 3000
MOMENT = "2026-12-01"           # after the last change of the invented records
MOST_MEMORY = 300               # MiB, of one process
SAMPLE = 300                    # pages of which every link is followed


# --- a big site -------------------------------------------------------------------------------------------------------

# A process starts with the memory of the one that it was forked from; this one between is small.
LAUNCHER = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def peak(command: list[str], **how: Any) -> tuple[float, float]:
    """The memory in MiB of the largest of a process and those it waited for, and the seconds that it took."""
    start = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", LAUNCHER, *command], stdin=subprocess.DEVNULL, capture_output=True,
                         encoding="utf-8", timeout=900, check=False, **how)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    unit = 1024 ** 2 if sys.platform == "darwin" else 1024
    return int(ran.stdout.split()[-1]) / unit, time.perf_counter() - start


def built(site: Project, name: str, output: str = "output", **environment: str) -> dict[str, bytes]:
    """The digest of every file after a build that stayed within memory."""
    command = site.command("build", "--as-of", MOMENT, "--base-url", BASE_URL, "--output", output)
    memory, seconds = peak(command, cwd=site.root, env=site.environment(**environment))
    made = digests(site.root / output)
    print(f"{name}: {len(made)} files, {seconds:.1f} s, {memory:.0f} MiB")
    assert memory < MOST_MEMORY
    return made


def digests(folder: Path) -> dict[str, bytes]:
    """Of every file below a folder by its path there: two big trees would fill the memory."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def big(charter, tmp_path_factory) -> Project:
    """A copy of the project with many organisations and nothing built yet."""
    records = tmp_path_factory.mktemp("big") / "signatories"
    written = charter("demo", "--organisations", ORGANISATIONS, records)
    assert written.code == 0, written.stderr
    return project(tmp_path_factory.mktemp("one"), records=records)


@pytest.fixture(scope="module")
def big_tree(big) -> dict[str, bytes]:
    """What the first build of it made; the output stays as it is until a record changes."""
    return built(big, "cold")


def test_memory_of_workers_is_seen():
    """Of the largest, however many there are; and that of this process does not count."""
    ours = os.urandom(4096) * (250 * 256)
    child = "import subprocess, sys; two = [subprocess.Popen([sys.executable, '-c', sys.argv[1]]) for _ in '12']; [p.wait() for p in two]"
    holds = "import os; held = os.urandom(4096) * (200 * 256)"
    assert 200 < peak([sys.executable, "-c", child, holds])[0] < 250
    assert peak([sys.executable, "-c", ""])[0] < 60 < len(ours)


def test_big_site_is_the_same_anywhere(big, big_tree, tmp_path, capsys):
    """Another folder, zone and hash seed; work shared out over processes."""
    other = project(tmp_path / "elsewhere é", records=big.records)
    with capsys.disabled():
        made = built(other, "elsewhere", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="4711")
    profiles = [path for path in made if re.fullmatch(r"ondertekenaars/[^/]+/index\.html", path)]
    assert len(profiles) > ORGANISATIONS / 2
    assert differences(made, big_tree) == []


def test_big_site_has_no_dead_links(big, big_tree, tmp_path):
    """Every internal address in pages chosen by lot."""
    pages = random.Random(SEED).sample(files(big.output, ".html"), SAMPLE)
    for page in pages:
        copy = tmp_path / page.relative_to(big.output)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    links: set[Link] = set(page_links(tmp_path))
    assert len(links) > 20 * SAMPLE
    assert sorted(filter(None, (broken(big.output, BASE_URL, link) for link in links))) == []


def test_big_site_with_one_record_changed_is_the_site_built_anew(big, big_tree, capsys):
    """Last of these: it changes the records."""
    record = sorted(big.records.glob("*/batch.yaml"))[ORGANISATIONS // 20]
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^(  +name: )(.*)$", r"\1Stichting Heel Iets Anders", text, count=1), "utf-8")
    assert record.read_text("utf-8") != text
    with capsys.disabled():
        grown = built(big, "one record changed")
        anew = built(big, "cold again", output="anew")
        changed = differences(grown, big_tree)
        print(f"changed: {len(changed)} files")
    assert changed
    assert differences(grown, anew) == []


# --- damaged records --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("entry", fuzzing.ENTRIES)
def test_no_input_breaks_anything(capsys, entry):
    """As tests/test_fuzz.py, and longer: further than anybody reads. SHOW_SECONDS=600 is ten minutes of each."""
    ran = subprocess.run([sys.executable, fuzzing.__file__, entry, "--seconds", SECONDS], capture_output=True, encoding="utf-8", check=False)
    with capsys.disabled():
        print(ran.stdout.rstrip())
    assert ran.returncode == 0, ran.stdout + ran.stderr


# --- Lighthouse -------------------------------------------------------------------------------------------------------

SHOW = Path(__file__).with_name("show")
LIGHTHOUSE = SHOW / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 5


@pytest.fixture(scope="module")
def lighthouse(browser_tools) -> list[str]:
    """The command; installed here at its first use, from a lock of its own, so that `make test` stays light."""
    if not LIGHTHOUSE.is_file():
        npm = [str(needs.program("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        ran = subprocess.run(npm, cwd=SHOW, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False)
        if ran.returncode:
            pytest.skip(f"Lighthouse cannot be installed: npm ci in tests/show failed: {ran.stderr.strip()[-300:]}")
    return [str(needs.program("nodejs")), str(LIGHTHOUSE)]


def looked_at(lighthouse: list[str], address: str, report: Path) -> dict[str, Any]:
    """What Lighthouse says of a page on a phone, as it imagines one."""
    root = " --no-sandbox" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
               f"--chrome-flags=--headless=new --disable-gpu --disable-background-networking{root}"]
    ran = subprocess.run([*lighthouse, address, *options], stdin=subprocess.DEVNULL, capture_output=True,
                         env=os.environ | {"CHROME_PATH": str(needs.program("chromium"))}, encoding="utf-8", timeout=240, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(report.read_text("utf-8"))


def lost(found: dict[str, Any]) -> list[str]:
    """The audits that cost points."""
    return sorted(f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}" for name in CATEGORIES for ref in found["categories"][name]["auditRefs"]
                  if ref["weight"] and (audit := found["audits"][ref["id"]])["score"] not in (None, 1))


@pytest.mark.browser
@pytest.mark.parametrize("address", [PAGES[kind][0] for kind in ("home", "article", "directory", "profile")], ids=["home", "article", "directory", "profile"])
def test_lighthouse_is_content(lighthouse, demo_site, serve_folder, tmp_path, capsys, address):
    """On a phone: 100 in each category, as the median of five. Only a machine that does nothing else reaches the performance."""
    site = serve_folder(demo_site)
    runs = [looked_at(lighthouse, site + address, tmp_path / "report.json") for _ in range(RUNS)]
    scores = {name: sorted(round(100 * (found["categories"][name]["score"] or 0)) for found in runs) for name in CATEGORIES}
    with capsys.disabled():
        print(f"{address}: {scores}", *lost(runs[-1]), sep="\n    ")
    assert {name: median(those) for name, those in scores.items()} == dict.fromkeys(CATEGORIES, 100), "\n".join(lost(runs[-1]))
