"""Work shared out over two processes: the same results in the same order, and no mistake gets lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from charter.workers import CHUNK, share_out

JOBS = list(range(100))
HERE = os.getpid()


def cubed(job: int) -> tuple[int, str]:
    return job ** 3, f"{job} é"


@pytest.mark.parametrize("many", [0, 100, 101])
def test_results_come_in_the_order_of_the_jobs(many):
    """Whether they were made here or in workers, and however long each took."""
    def slowest_first(job: int) -> tuple[int, str]:
        time.sleep((100 - job) / 20_000)
        return cubed(job)

    assert share_out(JOBS, slowest_first, many) == [cubed(job) for job in JOBS]


def test_from_so_many_jobs_on_two_others_do_the_work():
    def who(job: int) -> int:
        time.sleep(0.002)
        return os.getpid()

    assert set(share_out(JOBS, who, 101)) == {HERE}
    workers = share_out(JOBS, who, 100)
    assert (len(set(workers)), HERE in workers) == (2, False)
    chunks = [set(workers[start:start + CHUNK]) for start in range(0, 100, CHUNK)]
    assert {len(chunk) for chunk in chunks} == {1}


def test_no_jobs_are_no_work():
    assert share_out([], cubed, 0) == []


def test_what_is_in_memory_need_not_be_sent():
    """Jobs and work may be closures; only results travel."""
    kept = {n: object() for n in JOBS}
    jobs = [lambda n=n: kept[n] is not None and n for n in JOBS]
    assert share_out(jobs, lambda job: job(), 0) == [kept[n] is not None and n for n in JOBS]


@pytest.mark.parametrize("many", [0, 101])
def test_progress_counts_to_the_end(many):
    told = []
    share_out(JOBS, cubed, many, lambda done, total: told.append((done, total)))
    assert [total for _, total in told] == [100] * len(told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (100, 100)
    assert len(told) == (100 if many else 13)       # one chunk at a time


@pytest.mark.parametrize("many", [0, 101])
def test_what_is_done_meanwhile_is_done_here_once(many):
    done = []
    assert share_out(JOBS, cubed, many, meanwhile=lambda: done.append(os.getpid())) == [cubed(job) for job in JOBS]
    assert done == [HERE]


def test_a_worker_that_raises_stops_everything():
    """With its own traceback in the message, for it is the only one."""
    def fails(job: int) -> int:
        return 1 // (job - 42)

    with pytest.raises(RuntimeError, match=r"(?s)^a worker stopped:\n.*in fails\n.*ZeroDivisionError: "):
        share_out(JOBS, fails, 0)
    with pytest.raises(ZeroDivisionError):
        share_out(JOBS, fails, 101)


@pytest.mark.parametrize("leaves", [SystemExit, KeyboardInterrupt])
def test_a_worker_that_leaves_stops_everything(leaves):
    def quits(job: int) -> int:
        if job == 42:
            raise leaves
        return job

    with pytest.raises(RuntimeError, match=f"(?s)^a worker stopped:\n.*{leaves.__name__}"):
        share_out(JOBS, quits, 0)


def test_a_worker_that_dies_stops_everything():
    """Killed, for instance because memory ran out: no result is missing silently."""
    def dies(job: int) -> int:
        if job == 42:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    with pytest.raises(RuntimeError, match=r"^a worker died before its work was done$"):
        share_out(JOBS, dies, 0)


def test_a_result_that_cannot_be_sent_stops_everything():
    with pytest.raises(RuntimeError, match=r"^a worker stopped:\n"):
        share_out(JOBS, lambda job: lambda: job, 0)


def test_workers_end_when_their_parent_is_killed(tmp_path):
    """Within the time that a piece of work takes."""
    code = ("import os, sys, time; from charter.workers import share_out\n"
            "def work(job):\n"
            "    open(os.path.join(sys.argv[1], str(os.getpid())), 'w').close(); time.sleep(0.005); return job\n"
            "share_out(range(100_000), work, 0)")
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    try:
        wait(lambda: len(list(tmp_path.iterdir())) == 2)
    finally:
        parent.kill()
        parent.wait()
    workers = [int(path.name) for path in tmp_path.iterdir()]
    wait(lambda: not any(alive(pid) for pid in workers))


def alive(pid: int) -> bool:
    """Whether a process still runs; one that ended and that nobody asked after does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def wait(until, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.01)
