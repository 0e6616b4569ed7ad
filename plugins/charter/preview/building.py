"""Builds the preview in a process of its own, and says how that went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from charter.problems import Bilingual, Problem

_LINES = 60     # of what broken code said: enough for its traceback


@dataclass(frozen=True)
class Built:
    """How a build went: `line` sums up one that went well, `failure` is what code that broke down said."""

    problems: tuple[Problem, ...] = ()
    line: str = ""
    failure: str = ""

    @property
    def well(self) -> bool:
        """Whether there is a site of what was saved last. With warnings there is."""
        return bool(self.line)


def command_for(records: Path, content: Path | None, base_url: str, output: Path, lang: str) -> list[str]:
    """The command that builds a preview."""
    code = "from charter.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-P", "-c", code, "build", "--preview", "--format=json", f"--lang={lang}",
               f"--records={records}", f"--output={output}", f"--base-url={base_url}"]
    return [*command, f"--content={content}"] if content else command


def build(command: Sequence[str]) -> Built:
    """Runs it. A new process reads the code anew, so that what was saved is what runs."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",  # noqa: S603
                          env=os.environ | {"PYTHONUTF8": "1"}, check=False)
    return judged(done.returncode, done.stdout, done.stderr)


def judged(code: int, stdout: str, stderr: str) -> Built:
    """What the exit code and the words of `charter build --format json` mean."""
    problems = _problems(stdout)
    if code not in (0, 1) or problems is None or (code == 1 and not problems):
        said = f"{stdout}\n{stderr}".strip() or f"exit {code}"
        return Built(failure="\n".join(said.splitlines()[-_LINES:]))
    if code == 1:
        return Built(problems)
    # The summary is the last line; where to look is something that a browser already knows.
    line = stderr.strip().rpartition("\n")[2]
    return Built(problems, line.partition(" Kijk in ")[0].partition(" Look in ")[0] or "OK")


def _problems(stdout: str) -> tuple[Problem, ...] | None:
    """The Problems of a list in JSON; None when it is none, for a traceback leaves exit code 1 too."""
    try:
        return tuple(Problem(**row | {"message": Bilingual(row["message"], row["message"])}) for row in json.loads(stdout))
    except (ValueError, TypeError, KeyError):
        return None
