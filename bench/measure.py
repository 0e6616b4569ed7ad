"""Runs a command and measures it: wall clock, CPU of the whole tree, memory of its largest process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

MEBIBYTE = 1024         # ru_maxrss counts in KiB on Linux


@dataclass(frozen=True)
class Run:
    """`wall` and `cpu` (user and system) in seconds, `peak` in MiB; `tail` is the end of what was printed.

    `others` is the CPU in seconds that everything else on the machine took meanwhile: a wall clock with much of it
    says little.
    """

    wall: float
    cpu: float
    others: float
    peak: float
    exit_code: int
    tail: str = ""


def measure(command: Sequence[str], cwd: Path) -> Run:
    """Runs to the end. Raises FileNotFoundError when there is no such command.

    wait4 adds up the CPU of every descendant that was waited for, and gives the memory of the largest single
    one of them, not the sum. It is blind to a descendant that nobody waits for; none of the tools leaves one.
    The memory is never below this process's own, which the child has until its exec: keep this one small.
    """
    with subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        busy, start = _busy(), perf_counter()
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        wall, busy = perf_counter() - start, _busy() - busy
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Run(wall, cpu, max(0, busy - cpu), used.ru_maxrss / MEBIBYTE, process.returncode, printed[-2000:])


def _busy() -> float:
    """CPU seconds of the whole machine since it started; waiting is not among them. See proc_stat(5)."""
    user, nice, system, _idle, _waiting, *rest = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


_GRANDCHILD = "import time; held = bytearray(200 * 1024 ** 2); end = time.process_time() + 0.3\n" \
              "while time.process_time() < end: pass"


def check_measuring(folder: Path) -> float:
    """The memory that an empty process seems to take, in MiB: the least that can be measured.

    Raises RuntimeError unless the memory and the CPU of a grandchild are seen, and two are not added up.
    """
    floor = measure(["true"], folder).peak
    child = ("import subprocess, sys; "
             "running = [subprocess.Popen([sys.executable, '-c', sys.argv[1]]) for _ in range(2)]; "
             "[process.wait() for process in running]")
    seen = measure([sys.executable, "-c", child, _GRANDCHILD], folder)
    if not (200 <= seen.peak < 300 and seen.cpu >= 0.6):
        raise RuntimeError(f"wait4 does not measure grandchildren here: {seen}")
    return floor
