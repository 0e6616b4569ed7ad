"""The Pelican plugin: says in one line how many steps are late. It adds nothing to the site and never stops a build."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blinker import signal
from pelican import signals

if TYPE_CHECKING:
    from trajectory.worklist import Worklist

# Reading the internal files of one batch and adding up takes three thousandths of a second.
MOST_BATCHES = 40
WORDS = {"late": "te laat", "grace": "in respijt", "due": "vandaag", "due_soon": "binnenkort"}


class Reporter:
    """Keeps Pelican's settings from its start until a site is staged: the signal brings only the folder."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}

    def remember(self, pelican: Any) -> None:
        """Pelican has read its settings."""
        self.settings = pelican.settings

    def report(self, staging: object) -> None:
        """A site is staged."""
        inside = internal_folder(self.settings, os.environ)
        if inside.is_dir() and not self.settings.get("CHARTER_QUIET"):
            print(line(self.settings, os.environ, inside), file=sys.stderr)


def internal_folder(settings: Any, environment: Any) -> Path:
    """Where the internal data are: the setting, else the environment, else beside the records."""
    named = settings.get("TRAJECTORY_INTERNAL") or environment.get("TRAJECTORY_INTERNAL")
    return Path(named) if named else _records(settings) / "internal"


def line(settings: Any, environment: Any, inside: Path) -> str:
    """How many steps are late, in grace, due or due soon, and how many problems there are."""
    # Imported here: a site without internal data needs none of it.
    from charter.model.folder import batch_slugs

    held = len(batch_slugs(_records(settings)))
    if held > MOST_BATCHES:
        return f"Traject: niet geteld, want {held} ondertekeningen kosten te veel tijd. Wie en wat: trajectory check"
    try:
        found = _worklist(settings, environment, inside)
    except OSError as e:
        return f"Traject: {e.filename} is niet te lezen ({e.strerror})."
    counts: Counter[str] = Counter(row.state for row in found.rows)
    steps = ", ".join(f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]) or "niets te laat"
    wrong = f"; fouten in de gegevens: {len(found.problems)}" if found.problems else ""
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
    signal("charter.site_staged").connect(REPORTER.report)
