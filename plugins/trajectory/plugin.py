"""The Pelican plugin: stops a build that would publish something internal, and says in one line how many steps are late.

It adds nothing to the site. Who is late, or a mistake in the internal data, never stops a build; a leak does, and so does
anything that keeps the verifier from looking.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blinker import signal
from pelican import signals

if TYPE_CHECKING:
    from trajectory.worklist import Worklist

# Reading the internal files of one batch and adding up takes three thousandths of a second.
MOST_BATCHES = 40
ENVIRONMENT = ("TRAJECTORY_INTERNAL",)
WORDS = {"late": "te laat", "grace": "in respijt", "due": "vandaag", "due_soon": "binnenkort"}


class Reporter:
    """Keeps Pelican's settings from its start until a site is staged: the signal brings only the folder."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.stays: Collection[str] | None = None

    def remember(self, pelican: Any) -> None:
        """Pelican has read its settings."""
        self.settings = pelican.settings

    def keeps(self, paths: Any) -> None:
        """A site is about to be staged that keeps these files of the output."""
        self.stays = paths

    def staged(self, staging: Any) -> None:
        """A site is staged.

        Raises ProblemsFound, OSError or whatever went wrong: who cannot look lets nothing pass.
        """
        inside = internal_folder(self.settings, os.environ)
        if not os.path.lexists(inside):
            self._without(inside)
            return
        if not self.settings.get("CHARTER_QUIET"):
            print(line(self.settings, os.environ, inside), file=sys.stderr)
        stays, self.stays = self.stays, None
        self._verify(Path(staging), inside, stays)

    def _without(self, inside: Path) -> None:
        """Nothing can be verified; that is worth a word where a programme has steps, or somebody said that there is something."""
        from charter.inputs import standing_of, watch
        from trajectory.leaks.public import labels_of
        from trajectory.leaks.verifying import forget

        forget(_work(self.settings))
        watch(_work(self.settings), standing_of([inside], ENVIRONMENT))
        if _named(self.settings, os.environ) or (labels_of(_records(self.settings)) and not self.settings.get("CHARTER_QUIET")):
            print(f"Traject: de map {inside} bestaat niet, dus niet is nagegaan of er iets interns op de site komt. "
                  "Staat zij elders, zet dan TRAJECTORY_INTERNAL=MAP voor de opdracht.", file=sys.stderr)

    def _verify(self, staging: Path, inside: Path, stays: Collection[str] | None) -> None:
        from charter.inputs import standing_of, watch
        from charter.problems import ProblemsFound
        from trajectory.leaks.deciding import Sources
        from trajectory.leaks.verifying import verdict

        # Before anything is read: what changes meanwhile is looked at by the next build.
        standing = standing_of([inside, *inside.rglob("*")], ENVIRONMENT)
        records, output = _records(self.settings), Path(self.settings.get("OUTPUT_PATH") or "output")
        folders = tuple(Path(named) for name in ("PATH", "THEME") if (named := self.settings.get(name)))
        found = verdict(staging, output, Sources(records, inside, folders, _work(self.settings)), stays)
        if found.staged or found.older:
            raise ProblemsFound([*found.staged, *found.older])
        watch(_work(self.settings), standing)


def internal_folder(settings: Any, environment: Any) -> Path:
    """Where the internal data are: the setting, else the environment, else beside the records."""
    named = _named(settings, environment)
    return Path(named) if named else _records(settings) / "internal"


def _named(settings: Any, environment: Any) -> str | None:
    return settings.get("TRAJECTORY_INTERNAL") or environment.get("TRAJECTORY_INTERNAL")


def line(settings: Any, environment: Any, inside: Path) -> str:
    """How many steps are late, in grace, due or due soon, and how many problems there are."""
    # Imported here: a site without internal data needs none of it.
    from charter.model.folder import batch_slugs
    from charter.problems import errors

    held = len(batch_slugs(_records(settings)))
    if held > MOST_BATCHES:
        return f"Traject: niet geteld, want {held} ondertekeningen kosten te veel tijd. Wie en wat: trajectory check"
    try:
        found = _worklist(settings, environment, inside)
    except OSError as e:
        return f"Traject: {e.filename} is niet te lezen ({e.strerror})."
    counts: Counter[str] = Counter(row.state for row in found.rows)
    steps = ", ".join(f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]) or "niets te laat"
    wrong = f"; fouten in de gegevens: {count}" if (count := len(errors(found.problems))) else ""
    return f"Traject: {steps}{wrong}. Wie en wat: trajectory check"


def _worklist(settings: Any, environment: Any, inside: Path) -> Worklist:
    from charter.model.folder import load
    from charter.moment import moment_of, now_in
    from trajectory import internal
    from trajectory.free_days import remembered
    from trajectory.worklist import worklist

    work = _work(settings)
    as_of = settings.get("CHARTER_AS_OF") or environment.get("CHARTER_AS_OF")
    asked = moment_of(as_of) if as_of and not settings.get("CHARTER_PREVIEW") else None
    # The build has just read these records, and kept them.
    records = load(_records(settings), work / "records.cache")
    moment = asked or now_in(records.programme.timezone if records.programme else "Europe/Amsterdam")
    return worklist(records, internal.load(inside), moment, remembered(work.parent / "holidays.cache"),
                    as_of=asked is not None)


def _records(settings: Any) -> Path:
    return Path(settings.get("CHARTER_RECORDS") or "signatories")


def _work(settings: Any) -> Path:
    """Beside the caches of the site, outside the output."""
    output = Path(settings.get("OUTPUT_PATH") or "output").absolute()
    return Path(settings.get("CHARTER_WORK") or output.parent / ".charter" / output.name)


# The one instance: connected again by a second `register`, it is still called once.
REPORTER = Reporter()


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(REPORTER.remember)
    signal("charter.site_keeps").connect(REPORTER.keeps)
    signal("charter.site_staged").connect(REPORTER.staged)
