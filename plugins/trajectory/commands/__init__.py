"""The commands of `trajectory`: each module has HELP, ABOUT, EPILOG, add (its arguments) and run, which returns an exit code."""

from __future__ import annotations

import sys

NOTHING_WRONG, WRONG, WRONG_USE, STOPPED = 0, 1, 2, 130


def refused(nl: str, en: str, lang: str) -> int:
    """One sentence, and the code for wrong use."""
    print(f"trajectory: {en if lang == 'en' else nl}", file=sys.stderr)
    return WRONG_USE
