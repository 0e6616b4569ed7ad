"""Prints problems in the form that was asked for, and changes before somebody says yes to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from charter import problems
from charter.commands import OK, PROBLEMS

if TYPE_CHECKING:
    from charter.fix import Fixed


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


def show_changes(found: Iterable[Fixed], encoding: str) -> None:
    """What will be written, as a diff in colours; `encoding` says of {} that it was not in UTF-8."""
    from rich.console import Console
    from rich.text import Text
    console = Console(highlight=False, soft_wrap=True)
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for one in found:
        if one.encoded_anew:
            console.print(Text(problems.one_line(encoding.format(one.path))))
        for line in one.diff():
            console.print(Text(line, colours.get(line[:1], "")))


def agreed(question: str) -> bool:
    """Whether somebody says yes. No answer is none."""
    try:
        return input(question).strip().lower() in ("j", "ja", "y", "yes")
    except EOFError:
        print(file=sys.stderr)
        return False
