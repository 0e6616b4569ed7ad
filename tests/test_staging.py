"""The output changes whole or not at all: a commit cut off anywhere, and real builds ended by kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from charter.staging import MANIFEST, Busy, NotOurs, Target, digest_of
from conftest import BASE_URL, DEMO_MOMENT
from trees import Project, built_project, differences, edit, stamps, tree

OLD = {"index.html": b"old home", "a/same.html": b"same", "a/page.html": b"old page", "b/gone.html": b"gone", "b/deep/gone.html": b"gone",
       "c/gone.html": b"gone"}
NEW = {"index.html": b"new home", "a/same.html": b"same", "a/page.html": b"new page", "d/new.html": b"new"}
OTHERS = {"c/mine.txt": b"not ours"}        # a file of somebody else in a folder of ours


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """The OLD site, in which somebody put a file."""
    target = Target(tmp_path / "output", tmp_path / "work")
    publish(target, OLD)
    (target.output / "c" / "mine.txt").write_bytes(b"not ours")
    return target


def publish(target: Target, files: dict[str, bytes]) -> None:
    """As a build does it: stages what differs from what is there, then commits."""
    target.begin()
    before = target.published()
    digests = {path: digest_of(data) for path, data in files.items()}
    staged = [path for path in files if before.get(path) != digests[path]]
    for path in staged:
        target.stage(path, files[path])
    target.commit(digests, staged, sorted(before.keys() - files.keys()))


def manifest(files: dict[str, bytes]) -> bytes:
    return "".join(f"{digest_of(data)}  {path}\n" for path, data in sorted(files.items())).encode()


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    """What the output folder holds when it is one site and nothing else but what is not ours."""
    return files | OTHERS | {MANIFEST: manifest(files)}


def test_a_commit_moves_removes_and_lists(target):
    kept = stamps(target.output)["a/same.html"]
    publish(target, NEW)
    assert tree(target.output) == whole(NEW)
    assert stamps(target.output)["a/same.html"] == kept
    assert sorted(path.name for path in target.output.iterdir()) == [MANIFEST, "a", "c", "d", "index.html"]    # b/ was emptied
    assert list(target.work.iterdir()) == []
    assert target.published() == {path: digest_of(data) for path, data in NEW.items()}


def test_a_first_site_appears_by_one_rename(tmp_path):
    """Also where an empty folder waits for it."""
    for name, there in (("one", False), ("two", True)):
        target = Target(tmp_path / name / "output", tmp_path / name / "work")
        if there:
            target.output.mkdir(parents=True)
        publish(target, NEW)
        assert tree(target.output) == NEW | {MANIFEST: manifest(NEW)}


def test_what_was_only_staged_is_dropped(target):
    target.begin()
    target.stage("index.html", b"never published")
    assert (target.recover(), target.staging.exists()) == (False, False)
    assert tree(target.output) == whole(OLD)
    target.begin()
    target.drop()
    assert list(target.work.iterdir()) == []


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_not_ours_is_refused(tmp_path, what):
    target = Target(tmp_path / "output", tmp_path / "work")
    mine = target.output / "mine.txt" if what == "folder" else target.output
    mine.parent.mkdir(exist_ok=True)
    mine.write_bytes(b"not ours")
    with pytest.raises(NotOurs, match=f"^{target.output}$"):
        target.begin()
    assert (mine.read_bytes(), target.staging.exists()) == (b"not ours", False)


def test_the_lock_is_for_one(target):
    """A second process is refused; a process that was killed leaves no lock behind."""
    code = "import sys, time; from pathlib import Path; from charter.staging import Target\n" \
           "with Target(Path(sys.argv[1]), Path(sys.argv[2])).locked(): print('locked', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, target.output, target.work], stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(Busy, match=f"^{target.output}$"), target.locked():
            pass
    finally:
        holder.kill()
        holder.communicate()
    with target.locked():
        assert tree(target.output) == whole(OLD)


# Cut off at every change of the disk

CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}


def cut_off(work: Callable[[], object], at: int) -> bool:
    """Does the work in a process of its own that is killed just before its n-th change of the disk; False when it got to the end."""
    child = os.fork()
    if not child:
        left = [at]

        def hook(event: str, arguments: tuple) -> None:
            if event in CHANGES:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
        try:
            sys.addaudithook(hook)      # cannot be taken away again, which is why this is a process of its own
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def again(target: Target) -> None:
    """The OLD site anew, whatever there was."""
    for path in sorted((p for folder in (target.output, target.work) for p in folder.rglob("*")), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    publish(target, OLD)
    (target.output / "c" / "mine.txt").write_bytes(b"not ours")


def test_a_commit_cut_off_anywhere_is_dropped_or_finished(target):
    """Before each single change of the disk. Without a journal the site is one of the two, whole; with one it becomes the new."""
    seen = []
    for at in range(1, 200):
        again(target)
        if not cut_off(lambda: publish(target, NEW), at):
            break
        found, unfinished = tree(target.output), target.unfinished()
        if unfinished:
            assert all(data in (whole(OLD).get(path), whole(NEW).get(path)) for path, data in found.items())
            assert found[MANIFEST] == manifest(OLD) or found == whole(NEW)      # the manifest comes last
        else:
            assert found in (whole(OLD), whole(NEW))
        seen.append((unfinished, found == whole(OLD), found == whole(NEW)))
        assert target.recover() == unfinished
        assert tree(target.output) == (whole(NEW) if unfinished else found)
        assert list(target.work.iterdir()) in ([], [target.work / "journal.new"])
    assert len(seen) > 20
    # Dropped, finished from nothing, finished from a mix, and only the tidying up left: all four were met.
    assert set(seen) == {(False, True, False), (True, True, False), (True, False, False), (True, False, True), (False, False, True)}


def test_a_recovery_cut_off_anywhere_is_finished_too(target):
    """The same for finishing: it may be cut off before each change, and the next one finishes it."""
    half = next(at for at in range(1, 200) if not _half(target, at))
    for at in range(1, 200):
        again(target)
        cut_off(lambda: publish(target, NEW), half)
        if not cut_off(target.recover, at):
            break
        target.recover()
        assert tree(target.output) == whole(NEW)
    assert at > 8
    assert tree(target.output) == whole(NEW)


def _half(target: Target, at: int) -> bool:
    """Whether a commit cut off there has moved nothing yet."""
    again(target)
    cut_off(lambda: publish(target, NEW), at)
    return tree(target.output) == whole(OLD)


# kill -9 on real builds

def test_builds_that_are_killed_are_finished_by_the_next(tmp_path, demo_site):
    """Fifteen builds that rewrite every page are killed: at any moment, while they stage, and while they commit.

    Each time the site is whole, the old or the new, or its commit was cut off. Then the next build makes it whole, whether
    it builds the new site or, one time in two, the old one again.
    """
    site = built_project(tmp_path, demo_site)
    rng = random.Random(20260312)
    clean = {"a": tree(demo_site), "b": _clean(site)}
    assert len(differences(*clean.values())) > 190
    now, cut, began = "a", 0, time.monotonic()
    _toggle(site, "b", "a")
    site.built()
    usual = time.monotonic() - began
    for n in range(15):
        goal = "b" if now == "a" else "a"
        _toggle(site, now, goal)
        _kill_a_build(site, rng, n, usual)
        found = tree(site.output)
        if (site.work / "journal.json").exists():
            cut += 1
            assert all(data in (clean["a"].get(path), clean["b"].get(path)) for path, data in found.items())
            if cut % 2 == 0:
                _toggle(site, goal, now)
                goal = now
            found = _next(site)
            assert differences(found, clean[goal]) == []
        assert found in clean.values()
        if found != clean[goal]:
            _toggle(site, goal, now)
        now = goal if found == clean[goal] else now
    assert cut >= 2                 # else nothing was proved about commits
    assert differences(_next(site), clean[now]) == []


MARKS = {"a": "<!doctype html>", "b": "<!doctype html>\n<!-- b -->"}


def _toggle(site: Project, old: str, new: str) -> None:
    """A change of the theme that changes every page."""
    edit(site.root / "theme/templates/base.html", MARKS[old] + "\n<html", MARKS[new] + "\n<html")


def _clean(site: Project) -> dict[str, bytes]:
    """The site with the other theme, in a folder where nothing was before."""
    _toggle(site, "a", "b")
    assert site.build("--output", "clean").code == 0
    return tree(site.root / "clean")


def _kill_a_build(site: Project, rng: random.Random, n: int, usual: float) -> None:
    """In turn at any moment, once it stages, and once it commits; one in two with all its workers."""
    process = subprocess.Popen(site.command("build", "--as-of", DEMO_MOMENT, "--base-url", BASE_URL, "--quiet"), cwd=site.root,
                               env=site.environment(), stderr=subprocess.PIPE, start_new_session=True)
    try:
        wait_for = [None, site.work / "staging", site.work / "journal.json"][n % 3]
        while wait_for and not wait_for.exists() and process.poll() is None:
            pass                    # a commit takes some hundredths of a second: no time to sleep
        time.sleep(rng.random() * [usual, usual / 4, 0.01][n % 3])
    finally:
        if process.poll() is None:
            process.kill() if n % 2 else os.killpg(process.pid, signal.SIGKILL)
        _, said = process.communicate()
    assert said == b""


def _next(site: Project) -> dict[str, bytes]:
    """The next build. Workers that outlive a killed build for a moment still hold its lock; then it says so, and that is all."""
    for _ in range(100):
        ran = site.build("--quiet")
        if ran.code != 2:
            break
        assert ran.stderr.startswith("Er loopt al een build naar ")
        time.sleep(0.1)
    assert (ran.code, ran.stderr) == (0, "")
    return tree(site.output)
