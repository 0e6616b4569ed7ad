"""Dates in running text, in the ways that Dutch and English write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_DUTCH = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTHS = {name: number for names in (_DUTCH, _ENGLISH) for number, name in enumerate(names, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"mrt": 3, "sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR, _DAY, _NUMBER = "(?P<y>(?:19|20)[0-9]{2})", "(?P<d>0?[1-9]|[12][0-9]|3[01])", "(?P<m>0?[1-9]|1[0-2])"

LONGEST_DATE = 14       # letters and digits before or behind the year: 10th of september

# On folded text. "12 maart 2026", "March 12th, 2026", "2026-03-12", "20260312", "12-03-2026"; a weekday may stand before it.
_FORMS = tuple(re.compile(rf"(?<![0-9]){form}(?![0-9])") for form in (
    rf"{_DAY}(?:e|de|ste|st|nd|rd|th)?[\W_]+(?:of )?(?P<m>{_MONTH})[\W_]+{_YEAR}",
    rf"(?<![a-z])(?P<m>{_MONTH})[\W_]+{_DAY}(?:st|nd|rd|th)?[\W_]+{_YEAR}",
    rf"{_YEAR}[\W_]+(?P<m>{_MONTH})[\W_]+{_DAY}",
    rf"{_YEAR}[\W_]?(?P<m>0[1-9]|1[0-2])[\W_]?(?P<d>0[1-9]|[12][0-9]|3[01])",
    rf"{_DAY}[\W_]{{1,3}}{_NUMBER}[\W_]{{1,3}}{_YEAR}",
    rf"{_YEAR}[\W_]{{1,3}}{_NUMBER}[\W_]{{1,3}}{_DAY}",
))
# The same on squeezed bytes, where nothing parts the numbers: each way in which they can be read.
# A year with a number or the end of a month before it, or a number or the start of a month behind it.
_ENDS, _STARTS = ("".join(sorted({name[place] for name in MONTHS})) for place in (-1, 0))
_DATED = re.compile(rf"(?<=[0-9{_ENDS}])(?:19|20)[0-9]{{2}}|(?:19|20)[0-9]{{2}}(?=[0-9{_STARTS}])".encode())
_M1, _M2, _D1, _D2 = "(?P<m>[1-9])", "(?P<m>0[1-9]|1[0-2])", "(?P<d>[1-9])", "(?P<d>0[1-9]|[12][0-9]|3[01])"
_ANY_DAY = "(?P<d>0[1-9]|[12][0-9]|3[01]|(?<![0-3])[1-9])"      # not the 7 of 27
_NUMBERED, _NAMED = (tuple(re.compile(f"(?={form})".encode()) for form in forms) for forms in (
    (rf"{_YEAR}{_M2}{_D2}", *(rf"{_YEAR}{month}{day}(?![0-9])" for month, day in ((_M2, _D1), (_M1, _D2), (_M1, _D1))),
     rf"{_D2}{_M2}{_YEAR}", *(rf"(?<![0-9]){day}{month}{_YEAR}" for month, day in ((_M2, _D1), (_M1, _D2), (_M1, _D1)))),
    (rf"{_ANY_DAY}(?:e|de|ste|st|nd|rd|th)?(?:of)?(?P<m>{_MONTH}){_YEAR}",
     rf"(?P<m>{_MONTH})(?P<d>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?{_YEAR}", rf"{_YEAR}(?P<m>{_MONTH}){_ANY_DAY}")))
# What a part of either kind holds at least: most hold neither.
_SIX_DIGITS, _ANY_MONTH = re.compile(b"[0-9]{6}"), re.compile(_MONTH.encode())


@lru_cache(maxsize=20_000)      # menus and footers come back on every page
def dates_near(around: bytes) -> tuple[str, ...]:
    """Every date, as ISO, that squeezed bytes may hold: rather too many than too few."""
    if b"20" not in around and b"19" not in around:
        return ()       # mostly
    parts = (around[max(0, year.start() - LONGEST_DATE):year.end() + LONGEST_DATE] for year in _DATED.finditer(around))
    return tuple(_iso(*(found[name].decode() for name in "ymd")) for part in parts for form in _forms_of(part) for found in form.finditer(part))


def _forms_of(part: bytes) -> tuple[re.Pattern[bytes], ...]:
    return (_NUMBERED if _SIX_DIGITS.search(part) else ()) + (_NAMED if _ANY_MONTH.search(part) else ())


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month) if month.isdecimal() else MONTHS[month]:02}-{int(day):02}"


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each date begins and ends in folded text, and which it is, as ISO."""
    for form in _FORMS:
        for found in form.finditer(text):
            yield found.start(), found.end(), _iso(found["y"], found["m"], found["d"])
