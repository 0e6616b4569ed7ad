"""The worklist as a page to read and to print: what comes, and for each officer what to do."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from charter.language import long_date, month_name, number, short_date
from charter.problems import Bilingual
from trajectory.forecast import BACKLOG, Ahead
from trajectory.reports.words import (
    Shown,
    away,
    both_counts,
    is_work,
    officer_name,
    state_word,
    step_name,
    totals,
    urgency,
)
from trajectory.rows import Row, is_to_do
from trajectory.rules import later
from trajectory.steps import Officers
from trajectory.templating import FOLDER, filled
from trajectory.worklist import Worklist

SOON = "3 months"       # of what is not urgent yet, how far the page looks ahead
FONTS = ("source-sans-3-400.woff2", "source-sans-3-650.woff2")
WORDS = {
    "title": Bilingual("Werklijst van", "Worklist of"),
    "internal": Bilingual("Intern: niet delen buiten het programma", "Internal: do not share outside the programme"),
    "officers": Bilingual("Medewerkers", "Officers"), "ahead": Bilingual("Wat er komt", "What comes"),
    "ahead_text": Bilingual("Termijnen per maand en medewerker", "Deadlines by month and officer"),
    "sure": Bilingual("zeker", "certain"), "expected": Bilingual("verwacht (tussen haakjes)", "expected (in brackets)"),
    "month": Bilingual("Maand", "Month"), "all": Bilingual("Samen", "All"), "overdue": Bilingual("Achterstand", "Overdue"),
    "now": Bilingual("Nu", "Now"), "soon": Bilingual("De komende drie maanden", "The coming three months"),
    "nobody": Bilingual("Niemand", "Nobody"), "nothing": Bilingual("Niets te doen.", "Nothing to do."),
    "problems": Bilingual("Fouten in de gegevens", "Mistakes in the data")}
COLUMNS = {"nl": ("Status", "Uiterlijk", "Wanneer", "Stap", "Ondertekenaar", "Contact", "Waar"),
           "en": ("Status", "Due", "When", "Step", "Signatory", "Contact", "Where")}


def as_page(found: Worklist, coming: Sequence[Ahead], months: Sequence[str], officers: Officers, lang: str, shown: Shown = str) -> str:
    """HTML that needs nothing else: one file, to keep, to print or to open on a phone."""
    codes = sorted({row.case.agreed.officer or "" for row in found.rows}, key=lambda code: (not code, code))
    words = {key: word(lang) for key, word in WORDS.items()} | {"columns": COLUMNS[lang]}
    return filled("worklist.html", lang=lang, words=words, day=long_date(found.today, lang), finding=totals(found, lang),
                  name=found.programme.name(lang) if found.programme else "", fonts=_fonts(),
                  officers=[code or words["nobody"] for code in codes], months=list(_months(coming, months, codes, lang)),
                  groups=[_group(found, code, n, officers, lang, shown) for n, code in enumerate(codes)],
                  problems=[{"text": p.message(lang), "place": f"{shown(p.path)}:{p.line}", "rule": p.rule} for p in found.problems])


def _fonts() -> list[str]:
    return [b64encode((FOLDER / "documents" / name).read_bytes()).decode() for name in FONTS]


def _months(coming: Sequence[Ahead], months: Sequence[str], codes: Sequence[str], lang: str) -> Iterable[dict[str, Any]]:
    counts = Counter((each.month, each.case.agreed.officer or "", each.sure) for each in coming)
    sums = {(month, sure): sum(counts[month, code, sure] for code in codes) for month in months for sure in (True, False)}
    most = max((sums[month, True] + sums[month, False] for month in months), default=0) or 1
    for month in months:
        cells = [(counts[month, code, True], counts[month, code, False]) for code in codes] + [(sums[month, True], sums[month, False])]
        yield {"name": month_name(month, lang).capitalize() if month != BACKLOG else WORDS["overdue"](lang),
               "cells": [both_counts(*cell, lang, nothing="–") for cell in cells],
               "sure": round(100 * sums[month, True] / most, 2), "expected": round(100 * sums[month, False] / most, 2)}


def _group(found: Worklist, code: str, n: int, officers: Officers, lang: str, shown: Shown) -> SimpleNamespace:
    """What one officer has to do now, and what comes in three months."""
    mine = [row for row in found.rows if row.officer == code]
    end = later(found.today, SOON)
    now = sorted(filter(is_work, mine), key=urgency)
    soon = sorted((row for row in mine if row.state == "open" and row.due and row.due <= end), key=urgency)
    parts = [{"title": WORDS[title](lang), "lines": [_line(found, rows, lang, shown) for rows in _together(several)]}
             for title, several in (("now", now), ("soon", soon)) if several]
    return SimpleNamespace(anchor=f"wie-{n}", name=officer_name(code, officers) if code else WORDS["nobody"](lang),
                           count=number(len(now), lang), parts=parts)


def _together(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """What has no date is one line for each signatory."""
    return (list(group) for _, group in groupby(rows, key=lambda row: (row.case.slug, row.case.number, *(() if is_to_do(row) else row[1:3]))))


def _line(found: Worklist, rows: Sequence[Row], lang: str, shown: Shown) -> dict[str, Any]:
    row = rows[0]
    contact = row.case.agreed.contact
    dated = row.due is not None and row.state != "contradictory"
    return {"state": row.state, "word": state_word(row)(lang), "due": short_date(row.due, lang) if dated and row.due else "",
            "days": away((row.due - found.today).days)(lang) if dated and row.due else "",
            "steps": ", ".join(step_name(found, each)(lang) for each in rows), "name": row.case.name,
            "contact": contact and contact.name, "email": contact and contact.email, "place": f"{shown(row.file)}:{row.line}"}
