"""The worklist as a table in a terminal: the most urgent first, then what is wrong with the data, then the totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.cells import cell_len

from charter.language import long_date, short_date
from charter.problems import Bilingual, as_text, cut, one_line
from trajectory.reports.words import Shown, away, by_urgency, moved, state_word, step_name, totals
from trajectory.rows import Row, is_to_do
from trajectory.worklist import Coming, Worklist

HEADS = {"nl": ("status", "uiterlijk", "dagen", "stap", "ondertekenaar", "wie", "waar"),
         "en": ("status", "due", "days", "step", "signatory", "who", "where")}
RIGHT, STEP, NAME = (2,), 3, 4      # columns: days, the step, the signatory
COLOURS = {"late": "31", "contradictory": "31", "grace": "33", "due": "33", "due_soon": "36"}      # of ANSI terminals


def as_table(found: Worklist, lang: str, shown: Shown = str, colour: bool = False, width: int | None = None) -> str:
    """What there is to do. What has no date is one line for each signatory. `width` is that of a terminal, in columns."""
    rows = by_urgency(found)
    dated = [row for row in rows if not is_to_do(row)]
    undated = [list(group) for _, group in groupby((row for row in rows if is_to_do(row)), key=lambda row: (row.case.slug, row.case.number))]
    parts = []
    if rows:
        groups = [*([row] for row in dated), *undated]
        cells = [_cells(found, group, lang, shown) for group in groups]
        parts.append(columns(fitted([HEADS[lang], *cells], width), [None, *(COLOURS.get(group[0].state) if colour else None for group in groups)], RIGHT))
    if found.coming:
        parts.append("\n".join(_coming(slug, each, found.today, lang) for slug, each in sorted(found.coming.items(), key=lambda item: item[1].day)))
    if found.problems:
        parts.append(as_text(moved(found.problems, shown), lang))
    return "\n\n".join([*parts, totals(found, lang)])


def _cells(found: Worklist, rows: Sequence[Row], lang: str, shown: Shown) -> tuple[str, ...]:
    row = rows[0]
    has_day = row.due and row.state != "contradictory"
    day, days = (short_date(row.due, lang), str((row.due - found.today).days)) if row.due and has_day else ("", "")
    steps = ", ".join(step_name(found, each)(lang) for each in rows)
    name = row.case.name if row.case.name.casefold() == row.id else f"{row.case.name} ({row.id})"
    return state_word(row)(lang), day, days, steps, name, row.officer or _NOBODY(lang), _where(row, shown)


def fitted(lines: Sequence[Sequence[str]], width: int | None) -> Sequence[Sequence[str]]:
    """For a terminal that is too narrow: paths lose their folders, then long steps and names their ends, then paths go."""
    if width is None or _width(lines) <= width:
        return lines
    short = [(*line[:-1], line[-1].rpartition("/")[2]) for line in lines]
    bare = [line[:-1] for line in lines]
    tries = [short, *(_cut_off(short, longest) for longest in (46, 30, 20)), *(_cut_off(bare, longest) for longest in (60, 46, 30, 20, 14))]
    return next((found for found in tries if _width(found) <= width), tries[-1])


def _cut_off(lines: Sequence[Sequence[str]], longest: int) -> list[tuple[str, ...]]:
    return [tuple(cut(cell, longest) if n in (STEP, NAME) else cell for n, cell in enumerate(line)) for line in lines]


def _width(lines: Sequence[Sequence[str]]) -> int:
    return sum(max(cell_len(line[n]) for line in lines) + 2 for n in range(len(lines[0]))) - 2


def _where(row: Row, shown: Shown) -> str:
    """The file and line, and the rule behind the deadline."""
    return f"{shown(row.file)}:{row.line}" + (f" [{row.rule}]" if row.rule else "")


def _coming(slug: str, each: Coming, today: date, lang: str) -> str:
    near = away((each.day - today).days)
    return Bilingual(
        f"In voorbereiding: {slug}, {long_date(each.day, 'nl')} ({near.nl}): {each.signatures} {'ondertekenaar' if each.signatures == 1 else 'ondertekenaars'}, "
        f"{each.to_do} {'stap' if each.to_do == 1 else 'stappen'} vooraf nog te doen. Zie: trajectory checklist {slug}",
        f"In preparation: {slug}, {long_date(each.day, 'en')} ({near.en}): {each.signatures} {'signatory' if each.signatures == 1 else 'signatories'}, "
        f"{each.to_do} {'step' if each.to_do == 1 else 'steps'} before it still to do. See: trajectory checklist {slug}")(lang)


_NOBODY = Bilingual("niemand", "nobody")


def columns(lines: Iterable[Sequence[str]], colours: Sequence[str | None] = (), right: Collection[int] = ()) -> str:
    """Cells under each other, as wide as a terminal shows them; the last column is not padded."""
    shown = [[one_line(cell) for cell in line] for line in lines]
    widths = [max(cell_len(line[n]) for line in shown) for n in range(len(shown[0]))]
    widths[-1] = 0
    padded = ("  ".join(_padded(cell, width, n in right) for n, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
              for line in shown)
    marks = [*colours, *[None] * (len(shown) - len(colours))]
    return "\n".join(f"\033[{mark}m{line}\033[0m" if mark else line for line, mark in zip(padded, marks, strict=True))


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * max(0, width - cell_len(cell))
    return space + cell if right else cell + space
