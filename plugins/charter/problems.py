"""What staff can mend: a Problem, how it is written down, and the exception that carries many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import normpath
from typing import NamedTuple


class Bilingual(NamedTuple):
    """The same sentence in Dutch and English."""

    nl: str
    en: str

    def __call__(self, lang: str) -> str:
        return self.en if lang == "en" else self.nl


def _shortened(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[:LONGEST // 2]} … {said[-LONGEST // 3:]}"


LONGEST = 300       # characters of a sentence; people read no further
LONGEST_LINE = 5000     # characters of a line to write; two hundred of a whole file each would fill the memory


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    `path` is relative to the records folder and uses `/`; `line` and `column` count from 1, columns in characters;
    `level` is `error` or `warning`; `suggestion` is the whole line to write instead, or None.
    """

    path: str
    line: int
    column: int
    level: str
    rule: str
    message: Bilingual
    suggestion: str | None = None

    def __post_init__(self) -> None:
        if max(map(len, self.message)) > LONGEST:       # what was read can be a whole book
            object.__setattr__(self, "message", Bilingual(*map(_shortened, self.message)))
        if self.suggestion and len(self.suggestion) > LONGEST_LINE:
            object.__setattr__(self, "suggestion", None)


class Silenced(NamedTuple):
    """A Problem that a record accepts, and the reason that it gives."""

    problem: Problem
    because: str


class ProblemsFound(Exception):
    """Stops a build. Nothing has been written; `problems` is everything that was found, sorted."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted_problems(problems)
        super().__init__("\n" + as_text(self.problems, "nl"))


def one_line(text: str) -> str:
    """Text on one line that any terminal can show: names of files may hold line breaks, controls and half characters."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda c: " " if c[0].isspace() else ascii(c[0])[1:-1], text)


def cut(text: str, longest: int = 60) -> str:
    """What was read, short enough for a sentence."""
    return text if len(text) <= longest else f"{text[:longest - 1]}…"


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(p for p in problems if p.level == "error")


_INDENTS = ("tab", "hard-space", "yaml-layout")       # where the spaces before a line are what is wrong with it


def as_text(problems: Iterable[Problem], lang: str, prefix: str = "") -> str:
    """For people: a line a problem, and under it the line to write instead."""
    level = {"nl": {"error": "fout", "warning": "let op"}, "en": {"error": "error", "warning": "warning"}}[lang]
    write = {"nl": "schrijf", "en": "write"}[lang]
    lines = []
    for p in problems:
        lines.append(one_line(f"{normpath(prefix + p.path)}:{p.line}:{p.column}: {level[p.level]} [{p.rule}] {p.message(lang)}"))
        if p.suggestion is not None:
            margin = len(p.suggestion) - len(p.suggestion.lstrip(" "))
            behind = {"nl": f" (na {margin} spaties)", "en": f" (after {margin} spaces)"}[lang] if p.rule in _INDENTS and margin else ""
            lines.append(one_line(f"    {write}{behind}: {p.suggestion.strip()}"))
    return "\n".join(lines)


def accepted_as_text(silenced: Iterable[Silenced], lang: str, prefix: str = "") -> str:
    """For people: what is accepted, a line each, with the reason."""
    head, reason = ("Accepted:", "because") if lang == "en" else ("Geaccepteerd:", "omdat")
    lines = [f"  {normpath(prefix + p.path)}:{p.line}:{p.column}: [{p.rule}] {p.message(lang)} - {reason}: {because}" for p, because in silenced]
    return "\n".join(map(one_line, [head, *lines]))


def as_json(problems: Iterable[Problem], lang: str) -> str:
    """For programs: one list of objects, every key always there."""
    rows = [{"path": p.path, "line": p.line, "column": p.column, "level": p.level, "rule": p.rule,
             "message": p.message(lang), "suggestion": p.suggestion} for p in problems]
    # Half characters, which file names may hold, become the escapes that JSON has for them.
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode()


def as_github(problems: Iterable[Problem], lang: str, prefix: str = "") -> str:
    """For GitHub Actions: workflow commands, escaped as its documentation of them asks."""
    def data(text: str) -> str:
        return one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{p.level} file={value(normpath(prefix + p.path))},line={p.line},col={p.column},title={value(p.rule)}"
        f"::{data(p.message(lang))}" for p in problems)


def summary(problems: Iterable[Problem], lang: str) -> str:
    """One sentence with the two counts."""
    problems = tuple(problems)
    wrong, warned = len(errors(problems)), len(problems) - len(errors(problems))
    if lang == "en":
        return f"{wrong} error{'s' * (wrong != 1)}, {warned} warning{'s' * (warned != 1)}."
    return f"{wrong} {'fout' if wrong == 1 else 'fouten'}, {warned} {'waarschuwing' if warned == 1 else 'waarschuwingen'}."
