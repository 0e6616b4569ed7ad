"""The commands of `trajectory`: each module has HELP, ABOUT, EPILOG, add (its arguments) and run, which returns an exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trajectory.reports.words import Shown
    from trajectory.worklist import Worklist

NOTHING_WRONG, WRONG, WRONG_USE, STOPPED = 0, 1, 2, 130


def refused(nl: str, en: str, lang: str) -> int:
    """One sentence, and the code for wrong use."""
    print(f"trajectory: {en if lang == 'en' else nl}", file=sys.stderr)
    return WRONG_USE


def told_of(found: Worklist, shown: Shown, lang: str) -> bool:
    """Says on stderr what is wrong with the data that a report was made from; whether there was more than a warning."""
    from charter.problems import as_text, errors
    from trajectory.reports.words import moved, totals
    if found.problems:
        print(f"\n{as_text(moved(found.problems, shown), lang)}\n\n{totals(found, lang)}", file=sys.stderr)
    return bool(errors(found.problems))
