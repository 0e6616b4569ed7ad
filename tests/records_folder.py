"""Small records folders, written by a test, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from charter.checks import check
from charter.model.folder import Records, load
from charter.problems import Problem, sorted_problems

CHARTER = """\
name: {nl: Charter Diversiteit, en: Diversity Charter}
publisher: {name: Uitgever}
dimensions:
  - {code: gender, label: {nl: Gender, en: Gender}}
  - {code: leeftijd, label: {nl: Leeftijd, en: Age}}
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}]
kinds: [{code: publiek, label: {nl: Publiek, en: Public}}]
sizes: [{code: groot, label: {nl: Groot, en: Large}}]
"""
BATCH = "2026-03-12-utrecht/batch.yaml"


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The folder with these files in it, and a charter.yaml when they bring none."""
    for path, content in ({"charter.yaml": CHARTER} | files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read_all(folder: Path) -> tuple[Records, tuple[Problem, ...]]:
    """The records, and every problem of every rule, sorted: what `charter check` does.

    But for `english-missing`: records of tests are mostly in Dutch only, and not about that.
    """
    records = load(folder)
    return records, sorted_problems(p for p in [*records.problems, *check(records)] if p.rule != "english-missing")


def problems_of(folder: Path, text: str | bytes, path: str = BATCH, **files: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with one file."""
    return read_all(written(folder, {path: text} | files))[1]


Told = tuple[int, int, str, str, str, str | None]


def told(problems: Iterable[Problem]) -> list[Told]:
    """Line, column, rule, both messages, suggestion: everything that a case spells out."""
    return [(p.line, p.column, p.rule, p.message.nl, p.message.en, p.suggestion) for p in problems]


def with_suggestions(text: str, problems: Iterable[Problem]) -> str:
    """The text with every suggested line written."""
    lines = text.split("\n")
    for p in problems:
        if p.suggestion is not None:
            lines[p.line - 1] = p.suggestion
    return "\n".join(lines)
