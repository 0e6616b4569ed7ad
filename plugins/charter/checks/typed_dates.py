"""Weekdays that somebody typed beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from charter.checks.story import Passage, Story
from charter.language import LANGUAGES, weekday
from charter.problems import Problem, cut
from charter.spelled import day_names, month_names


def typed_weekday(story: Story) -> Iterator[Problem]:
    """A weekday beside a date is the day that it was.

    weekday:
      nl: >-
        Een weekdag die bij een datum staat, past bij die datum. Lezers zetten een verkeerde dag in hun agenda, en een
        verkeerde dag blijft voor altijd in het archief staan. Zonder jaartal mag het ook om het jaar ervoor of erna gaan.
      en: >-
        A weekday beside a date fits that date. Readers put a wrong day in their diary, and a wrong day stays in the archive
        for ever. Without a year it may be the year before or after as well.
      fails: |
        body: {nl: Zij tekenden op dinsdag 29 maart 2023.}
      passes: |
        body: {nl: Zij tekenden op woensdag 29 maart 2023.}
    """
    for passage in story.passages if any(name in story.whole for name in _long_names()) else ():
        for found in _pattern(passage.lang).finditer(passage.text):
            day = _day(found, passage.lang, story.batch.date)
            said = day_names(passage.lang)[found["weekday"].lower()]
            if day and day.weekday() != said:
                yield _problem(story, passage, found, day)


@cache
def _long_names() -> tuple[str, ...]:
    """Of days in every language; most texts hold none."""
    return tuple(name for lang in LANGUAGES for name in day_names(lang) if len(name) > 4)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """dinsdag 29 maart 2023, Tuesday, March 29, dinsdagavond 29-3-2023, 29 mrt. 2023 (dinsdag)."""
    days = "|".join(name for name in day_names(lang) if len(name) > 3)
    months = "|".join(map(re.escape, sorted(month_names(lang), key=len, reverse=True)))
    number, year = r"(?P<{0}>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?", r"(?:,? (?P<{0}>\d{{4}})\b)?"
    dates = "|".join((
        rf"{number.format('d1')} (?:of )?(?P<m1>{months})(?!\w)\.?{year.format('y1')}",
        rf"(?P<m2>{months})(?!\w)\.? {number.format('d2')}\b{year.format('y2')}",
        r"(?P<d3>\d{1,2})[-/.](?P<m3>\d{1,2})[-/.](?P<y3>\d{4}|\d\d)(?!\d)", r"(?P<y4>\d{4})-(?P<m4>\d\d)-(?P<d4>\d\d)(?!\d)"))
    part = "avond|middag|ochtend|morgen|nacht"
    return re.compile(rf"(?<!\w)(?P<weekday>{days})(?P<part>{part})?[*_]*,? +(?:the )?(?:{dates})", re.IGNORECASE)


def _day(found: re.Match[str], lang: str, near: date) -> date | None:
    """The date that was matched; without a year one on the day that is said, else the nearest. None when there is no such date."""
    form = next(n for n in "1234" if found[f"d{n}"])
    month = found[f"m{form}"].lower()
    number = int(month) if month.isdigit() else month_names(lang)[month]
    year = found[f"y{form}"]
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [near.year - 1, near.year, near.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, number, int(found[f"d{form}"])))
        except ValueError:
            continue
    said = day_names(lang)[found["weekday"].lower()]
    return min(days, key=lambda day: (day.weekday() != said, abs(day - near)), default=None)


def _problem(story: Story, passage: Passage, found: re.Match[str], day: date) -> Problem:
    right = weekday(day, passage.lang)
    right = right.capitalize() if found["weekday"][0].isupper() else right
    return story.said(passage, *found.span("weekday"), "weekday", f"`{cut(found[0])}` klopt niet: {day} was of is een {weekday(day, 'nl')}",
                      f"`{cut(found[0])}` is not right: {day} was or is a {weekday(day, 'en')}", write=right)
