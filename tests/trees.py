"""A copy of the project that a test may change, its real commands, and folders of files as values."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from conftest import BASE_URL, DEMO_MOMENT, ROOT, Ran

START = "import sys; from charter.cli import main; sys.exit(main())"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stamps(folder: Path) -> dict[str, int]:
    """The time stamp of every file and folder below a folder, in nanoseconds."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")}


def written(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The files that are new or were written again; not the folders around them, nor the manifest."""
    return {path for path, stamp in after.items() if before.get(path) != stamp and "." in path.rpartition("/")[2]} - {".manifest"}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths that only one of two trees has, or that hold other bytes: shorter to read than two trees."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def edit(path: Path, old: str, new: str) -> None:
    """Replaces a text that stands in a file once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


@dataclass(frozen=True)
class Project:
    """A copy of code, theme, content and records; its site is built in `output` beside them."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def records(self) -> Path:
        return self.root / "signatories"

    @property
    def work(self) -> Path:
        """Where the build keeps what it needs next time."""
        return self.root / ".charter" / "output"

    def command(self, *arguments: object) -> list[str]:
        """`charter ...` with the code of this copy."""
        return [sys.executable, "-c", START, *map(str, arguments)]

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of ours but the way to the code."""
        own = {key: value for key, value in os.environ.items() if not key.startswith(("CHARTER_", "TRAJECTORY_"))}
        return own | {"PYTHONPATH": os.pathsep.join([str(self.root / "plugins"), *more.pop("path", "").split()])} | more

    def run(self, *arguments: object, **more: str) -> Ran:
        """`charter ...` in a real process, in the folder of this copy."""
        done = subprocess.run(self.command(*arguments), cwd=self.root, env=self.environment(**more), stdin=subprocess.DEVNULL,
                              capture_output=True, encoding="utf-8", timeout=300, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def build(self, *arguments: object, **more: str) -> Ran:
        """`charter build` as the demo site was built, unless the arguments say otherwise."""
        return self.run("build", "--as-of", DEMO_MOMENT, "--base-url", BASE_URL, *arguments, **more)

    def built(self, *arguments: object) -> dict[str, bytes]:
        """The site after a build that must go well."""
        ran = self.build(*arguments)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tree(self.output)


def project(root: Path, demo_site: Path | None = None, records: Path | None = ROOT / "signatories") -> Project:
    """A new copy, compiled code included. With `demo_site` it has the demo's pictures and compiled templates already: they take longer than all else together."""
    for name in ("plugins", "theme", "content"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copy2(ROOT / "pelicanconf.py", root)
    if records:
        shutil.copytree(records, root / "signatories")
    for kept in (demo_site.parent / ".charter" / name for name in ("photos", "templates") if demo_site):
        shutil.copytree(kept, root / ".charter" / kept.name, copy_function=os.link)
    return Project(root)


def built_project(root: Path, demo_site: Path) -> Project:
    """A new copy with the demo site in it, as if it had been built there."""
    made = project(root, demo_site)
    shutil.copytree(demo_site, made.output)
    shutil.copytree(demo_site.parent / ".charter" / "output", made.work)
    return made
