"""The Dutch public holidays, as a set of days."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from charter import cache as kept

YEARS = range(1990, 2101)       # as far as the library goes; after that only Saturdays and Sundays are free

FreeDays = frozenset[date]


@cache
def free_days() -> FreeDays:
    """Of all YEARS, by the library `holidays`."""
    # Imported here: it reads the rules of 250 countries, which takes half a second.
    import holidays
    return frozenset(holidays.NL(years=YEARS))


def name_of(day: date, lang: str) -> str:
    """What a holiday is called; empty on any other day."""
    import holidays
    return holidays.NL(years=day.year, language={"nl": "nl", "en": "en_US"}[lang]).get(day, "")


def remembered(file: Path) -> FreeDays:
    """The same, kept in a file for as long as the library stays the same."""
    fingerprint = f"{version('holidays')} {YEARS}"
    days = kept.load(file, fingerprint)
    if days is None:
        days = free_days()
        kept.save(file, fingerprint, days)
    return days
