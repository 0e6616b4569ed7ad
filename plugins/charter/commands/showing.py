"""Prints problems in the form that was asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from charter import problems
from charter.commands import OK, PROBLEMS


def show(found: Sequence[problems.Problem], options: argparse.Namespace) -> int:
    """Prints problems; the exit code follows."""
    prefix = f"{options.records.as_posix()}/"
    if options.format == "json":
        print(problems.as_json(found, options.lang))
    elif options.format == "github":
        print(problems.as_github(found, options.lang, prefix))
    else:
        if found:
            print(problems.as_text(found, options.lang, prefix))
        print(problems.summary(found, options.lang))
    return PROBLEMS if problems.errors(found) or (options.strict and found) else OK
