"""Days and moments: one way to write them, and what people write instead, day before month as in Dutch."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from charter.model.wrong import word, wrong


def parse_day(value: Any) -> date:
    """A day, written as year-month-day.

    date:
      nl: Een datum is jaar-maand-dag. Bij 3-4-2026 is niet te zien of het 3 april of 4 maart is, en zo sorteren dagen ook goed.
      en: A date is year-month-day. Of 3-4-2026 nobody can tell whether it is 3 April or 4 March, and days sort well this way.
      fails: |
        date: 12 maart 2026
      passes: |
        date: 2026-03-12
    no-such-day:
      nl: Een datum bestaat. 30 februari is een typefout, en alleen wie erbij was weet welke dag het was. De laatste dag van de maand is een voorstel.
      en: A date exists. 30 February is a slip, and only who was there knows which day it was. The last day of the month is a proposal.
      fails: |
        date: 2026-02-30
      passes: |
        date: 2026-02-28
    """
    if isinstance(value, date):
        return value
    value = word(value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    day, is_last = _guess_day(_TIME.sub(" ", _apart(value)))
    rule = "no-such-day" if is_last or re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "date"
    raise wrong(rule, *_no_day(value, f"{day}" if is_last else ""), f"{day or ''}")


def _no_day(value: str, last: str) -> tuple[str, str]:
    """In Dutch and English: why this is no day; `last` is the last one of its month, when it would come after that."""
    nl, en = (f"; de laatste dag van die maand is {last}", f"; the last day of that month is {last}") if last else ("", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{value} bestaat niet{nl}", f"{value} does not exist{en}"
    return (f"`{value}` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12{nl}",
            f"`{value}` is no date; write year-month-day, like 2026-03-12{en}")


def parse_moment(value: Any) -> datetime:
    """A day, with or without a time, as the clock in the programme's time zone says it.

    moment:
      nl: Een moment is een datum, met of zonder tijd erachter. Het is de tijd op de klok hier, dus zonder Z of +01:00.
      en: A moment is a date, with or without a time. It is what the clock here says, so without Z or +01:00.
      fails: |
        publish_at: 12-03-2026 16u
      passes: |
        publish_at: 2026-03-12 16:00
    """
    if isinstance(value, datetime):
        return value
    value = word(value)
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::00)?)?", value)
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]} {found[2] or '00:00'}")
    except ValueError:
        pass
    guess, in_zone = _guess_moment(value)
    nl, en = (f"`{value}` is geen moment; schrijf 2026-03-12 of 2026-03-12 16:00", f"`{value}` is no moment; write 2026-03-12 or 2026-03-12 16:00")
    if in_zone:
        nl, en = (f"`{value}` noemt een tijdzone, maar hier hoort de tijd op de klok; in Nederland is dat {guess}",
                  f"`{value}` names a time zone, but what the clock says belongs here; in the Netherlands that is {guess}")
    raise wrong("moment", nl, en, guess)


# 16:00, 16.00 uur, 16u30, 16 uur, 4 pm: not a piece of 12.03.2026.
_TIME = re.compile(r"(?<![\d./-])(?:(\d{1,2})(?:[:.](\d\d)(?::\d\d(?:\.\d+)?)?|\s*u(\d\d)|(?=\s*(?:uur|u|h|[ap]m)\b)))"
                   r"\s*(?:uur\b|u\b|h\b)?\s*([ap]m\b)?(?![\d./])\s*(z\b|utc\b|gmt\b|[+-]\d\d:?\d\d)?")


def _apart(value: str) -> str:
    """2026-03-12T16:00 with a space, in lower case."""
    return re.sub(r"(?<=\d)t(?=\d)", " ", value.lower())


def _guess_moment(value: str) -> tuple[str, bool]:
    """The moment that is meant, and whether it was given in a time zone; '' when it cannot be told."""
    text = _apart(value)
    time = _TIME.search(text)
    day, is_last = _guess_day(text[:time.start()] + " " + text[time.end():] if time else text)
    if is_last:         # 30 February: only who was there knows the day
        return "", False
    if day is None or time is None:
        return day.isoformat() if day else "", False
    hour, minute = int(time[1]), int(time[2] or time[3] or 0)
    hour += 12 if time[4] == "pm" and hour < 12 else 0
    if hour > 29 or minute > 59:       # 25:00 is one o'clock at night to those who plan an evening
        return "", False
    moment = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)  # noqa: DTZ001 - local by definition
    if time[5]:
        moment = moment.replace(tzinfo=_zone(time[5])).astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{moment:%Y-%m-%d %H:%M}", bool(time[5])


def is_time(value: str) -> str:
    """16:00 for `16:00`, `16u` and `16.00 uur`; '' when it is anything else than a time."""
    time = _TIME.fullmatch(value.lower().strip())
    hour, minute = (int(time[1]), int(time[2] or time[3] or 0)) if time else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _zone(read: str) -> timezone:
    found = re.fullmatch(r"([+-])(\d\d):?(\d\d)", read)
    if not found:
        return UTC
    ahead = timedelta(hours=min(23, int(found[2])), minutes=int(found[3]) % 60)
    return timezone(ahead if found[1] == "+" else -ahead)


def _guess_day(value: str) -> tuple[date | None, bool]:
    """The day that is meant, and whether it is the last of a month because the one that was written does not exist."""
    found = _parts(value)
    if not found:
        return None, False
    year, month, day = found
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if month > 12 and day <= 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 9999):
        return None, False
    last = monthrange(year, month)[1]
    return date(year, month, min(day, last)), day > last


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of 22-11-2026, 22 nov. 2026, november 22, 2026, zondag 22 november '26, 2026/11/22 and 20261122."""
    from charter.spelled import day_names, month_names  # here: it takes long, and few days are written wrongly
    months = {**month_names("en"), **month_names("nl")}
    weekdays = {*day_names("nl"), *day_names("en"), "de", "e", "st", "nd", "rd", "th", "of", "the", "van", "om"}
    words = [part for part in re.findall(r"[^\W\d_]+|\d+", text) if part not in weekdays or part in months]
    if re.search(r"[^\w\s./,'’-]", text):
        return None
    if len(words) == 1 and (whole := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", words[0])):
        return int(whole[1]), int(whole[2]), int(whole[3])
    if len(words) != 3:
        return None
    named = [place for place, part in enumerate(words) if part in months or months.get(f"{part}.")]
    numbers = [int(part) for part in words if part.isdecimal() and len(part) <= 4]
    if named:
        month = months.get(words[named[0]]) or months[f"{words[named[0]]}."]
        day, year = sorted(numbers, key=lambda n: n > 31) if len(numbers) == 2 else (0, 0)
        return (year, month, day) if day else None
    if len(numbers) != 3:
        return None
    return (numbers[0], numbers[1], numbers[2]) if len(words[0]) == 4 else (numbers[2], numbers[1], numbers[0])
