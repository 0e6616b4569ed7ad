"""What comes and what would change, as tables: the forecast and the what-if."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from charter.language import long_date, month_name, number, short_date
from charter.problems import Bilingual
from trajectory.forecast import BACKLOG, Ahead
from trajectory.reports.table import columns
from trajectory.reports.words import both_counts, state_word, step_name
from trajectory.rows import Row
from trajectory.what_if import Flip
from trajectory.worklist import Worklist

BAR = 30            # characters of the longest bar
_BACKLOG, _MONTH, _ALL = Bilingual("achterstand", "overdue"), Bilingual("maand", "month"), Bilingual("samen", "all")
_NOBODY, _NOTHING = Bilingual("niemand", "nobody"), Bilingual("niets", "nothing")


def as_json(coming: Iterable[Ahead]) -> str:
    """One object for each step that comes; `month` is null for the backlog, `sure` false for what is only expected."""
    rows = ({"id": each.case.id, "batch": each.case.slug, "step": each.step, "year": each.year, "due": each.due.isoformat(),
             "month": each.month or None, "officer": each.case.agreed.officer, "sure": each.sure} for each in coming)
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]"


def as_text(found: Worklist, coming: Sequence[Ahead], months: Sequence[str], lang: str) -> str:
    """A table by month and officer with a bar for the whole, and a table by month and step."""
    officers = sorted({each.case.agreed.officer or "" for each in coming}, key=lambda code: (not code, code))
    steps = [step.id for step in found.programme.trajectory.steps if any(each.step == step.id for each in coming)] if found.programme else []
    by_officer = _table(months, [(code or _NOBODY(lang), [each for each in coming if (each.case.agreed.officer or "") == code]) for code in officers], lang)
    by_step = _table(months, [(found.label(step).label(lang), [each for each in coming if each.step == step]) for step in steps], lang)
    sure = sum(each.sure for each in coming)
    end = Bilingual(f"Tot en met {month_name(months[-1], 'nl')}: {number(sure, 'nl')} termijnen zeker, {number(len(coming) - sure, 'nl')} verwacht (tussen haakjes).",
                    f"Up to {month_name(months[-1], 'en')}: {number(sure, 'en')} deadlines certain, {number(len(coming) - sure, 'en')} expected (in brackets).")
    return "\n\n".join([by_officer, by_step, end(lang)] if coming else [end(lang)])


def _table(months: Sequence[str], series: Sequence[tuple[str, list[Ahead]]], lang: str) -> str:
    everything = [each for _, several in series for each in several]
    counts = [_counts(several) for several in [*(several for _, several in series), everything]]
    most = max((sum(counts[-1][month, sure] for sure in (True, False)) for month in months), default=0)
    lines: list[list[str]] = [[_MONTH(lang), *(name for name, _ in series), _ALL(lang), ""]]
    for month in months:
        cells = [both_counts(count[month, True], count[month, False], lang, nothing="·") for count in counts]
        lines.append([month_name(month, lang) if month != BACKLOG else _BACKLOG(lang), *cells, _bar(counts[-1][month, True], counts[-1][month, False], most)])
    return columns(lines, right=range(1, len(series) + 2))


def _counts(several: Iterable[Ahead]) -> Counter[tuple[str, bool]]:
    return Counter((each.month, each.sure) for each in several)


def _bar(sure: int, expected: int, most: int) -> str:
    """Full for what is certain, light for what is expected; never nothing where there is something."""
    scale = min(1.0, BAR / most) if most else 0
    full, light = round(sure * scale) or int(sure > 0), round(expected * scale) or int(expected > 0)
    return "█" * full + "░" * light


def flips_as_text(found: Worklist, changed: Sequence[Flip], settings: Sequence[str], lang: str) -> str:
    """A line for every step with another state, the worst first; then how many only get another date."""
    flipped = sorted((flip for flip in changed if flip.is_flip), key=lambda flip: (-flip.change, flip.row.due or date.max))
    heads = Bilingual(*("|".join(words) for words in (("ondertekenaar", "stap", "nu", "dan", "wie"), ("signatory", "step", "now", "then", "who"))))
    lines = [heads(lang).split("|"), *([_name(flip.row), step_name(found, flip.row)(lang), _state(flip.before, lang), _state(flip.after, lang),
                                        flip.row.officer or _NOBODY(lang)] for flip in flipped)]
    worse, better = sum(flip.change > 0 for flip in flipped), sum(flip.change < 0 for flip in flipped)
    dates, day = len(changed) - len(flipped), long_date(found.today, lang)
    said = ", ".join(settings)
    end = Bilingual(
        f"Met {said} op {day}: {len(flipped)} van status veranderd ({worse} slechter, {better} beter); {dates} krijgen alleen een andere datum.",
        f"With {said} on {day}: {len(flipped)} in another state ({worse} worse, {better} better); {dates} only get another date.")
    return "\n\n".join([columns(lines), end(lang)] if flipped else [end(lang)])


def _name(row: Row) -> str:
    return f"{row.case.name} ({row.id})"


def _state(row: Row | None, lang: str) -> str:
    if row is None:
        return _NOTHING(lang)
    return f"{state_word(row)(lang)} ({short_date(row.due, lang)})" if row.due else state_word(row)(lang)
