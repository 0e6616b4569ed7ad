"""Yes or no, whole numbers, shares and terms: one way to write each, and what people write instead."""

from __future__ import annotations

import re
from typing import Any

from charter.model.wrong import word, wrong

FLAGS = {"true": True, "yes": True, "on": True, "ja": True, "false": False, "no": False, "off": False, "nee": False}

_YES_OR_NO = dict.fromkeys(("j", "y", "1", "x", "waar", "wel"), "true") | dict.fromkeys(("n", "0", "onwaar", "niet", "geen"), "false")


def parse_flag(value: Any) -> bool:
    """True or false; also in Dutch words.

    flag:
      nl: Dit veld is true of false (ja of nee mag ook). Iets ertussenin is er niet.
      en: This field is true or false (ja or nee will do too). There is nothing in between.
      fails: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, again: waar}
      passes: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, again: false}
    """
    if isinstance(value, bool):
        return value
    value = word(value)
    if value.lower() in FLAGS:
        return FLAGS[value.lower()]
    raise wrong("flag", f"`{value}` moet true of false zijn; weet u het niet, laat het veld dan leeg",
                f"`{value}` must be true or false; if you do not know, leave the field empty", _YES_OR_NO.get(value.lower(), ""))


def parse_count(value: Any) -> int:
    """A whole number.

    number:
      nl: Een aantal bestaat alleen uit cijfers, zonder punt, komma of woord. Er wordt mee gerekend.
      en: A number consists of digits only, without point, comma or word. It is used in sums.
      fails: |
        # charter.yaml
        base_totals: [{date: 2021-04-21, ever: 1.262, now: 1262}]
      passes: |
        # charter.yaml
        base_totals: [{date: 2021-04-21, ever: 1262, now: 1262}]
    """
    if isinstance(value, int):
        return value
    value = word(value)
    if re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    found = re.search(r"(?<![\d.,])(?:\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?![\d.,])", value)
    raise wrong("number", f"`{value}` is geen heel getal; schrijf alleen cijfers, zoals 262",
                f"`{value}` is no whole number; write digits only, like 262", re.sub(r"\D", "", found[0]) if found else "")


def parse_share(value: Any) -> float:
    """A part of the whole, from 0 to 1.

    share:
      nl: Het midden van een uitsnede is een getal van 0 tot 1, gemeten van links en van boven. 0.5 is de helft.
      en: The centre of a crop is a number from 0 to 1, measured from the left and from the top. 0.5 is one half.
      fails: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}, focus: [50%, 0.4]}]
      passes: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}, focus: [0.5, 0.4]}]
    """
    if isinstance(value, float):
        return value
    value = word(value)
    if re.fullmatch(r"0(\.\d+)?|1(\.0+)?", value):
        return float(value)
    meant = share_meant(value)
    raise wrong("share", f"`{value}` moet een getal van 0 tot 1 zijn, zoals 0.4; 0.5 is het midden",
                f"`{value}` must be a number from 0 to 1, like 0.4; 0.5 is the middle", meant)


def share_meant(read: str) -> str:
    """50%, 50 and 0,5 as 0.5; '' when it cannot be told."""
    found = re.fullmatch(r"\.?(\d+(?:[.,]\d+)?) *(%?)", read)
    number = float((("0." if read.startswith(".") else "") + found[1]).replace(",", ".")) if found else 2.0
    number = number / 100 if found and (found[2] or (1 < number <= 100 and number.is_integer())) else number
    return f"{number:g}" if 0 <= number <= 1 and "e" not in f"{number:g}" else ""


_UNITS = {"dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month", "jaar": "year", "jaren": "year", "kwartaal": "month", "kwartalen": "month"}


def check_period(value: str) -> str:
    """A number of days, weeks, months or years.

    period:
      nl: Een termijn is een getal met day, week, month of year erachter. Maanden zijn kalendermaanden, dus 6 months is geen 180 dagen.
      en: A period is a number followed by day, week, month or year. Months are calendar months, so 6 months is not 180 days.
      fails: |
        # charter.yaml
        trajectory: {rules: [{id: plan, step: plan, after: signing, within: 6 maanden}]}
      passes: |
        # charter.yaml
        trajectory: {rules: [{id: plan, step: plan, after: signing, within: 6 months}]}
    """
    if not re.fullmatch(r"\d{1,3} (day|week|month|year)s?", value):
        raise wrong("period", f"`{value}` is geen termijn; schrijf bijvoorbeeld 6 months, 14 days of 1 year",
                    f"`{value}` is no period; write for instance 6 months, 14 days or 1 year", _period_meant(value.lower()))
    return value


def _period_meant(read: str) -> str:
    """6 maanden, zes maanden, half jaar and 6months as 6 months; '' when it cannot be told."""
    from charter.spelled import number_words  # here: it takes long, and few terms are written wrongly
    half = re.fullmatch(r"(?:een |1 )?half ?jaar|half a year", read)
    found = re.fullmatch(r"(\d{1,3}|[a-zé]+)[ -]*([a-z]+)\.?", read)
    if half or not found:
        return "6 months" if half else ""
    number = int(found[1]) if found[1].isdecimal() else {**number_words("nl"), **number_words("en"), "een": 1}.get(found[1], 0)
    unit = _UNITS.get(found[2]) or next((name for name in ("day", "week", "month", "year") if found[2] in (name, f"{name}s")), "")
    number *= 3 if found[2].startswith("kwarta") else 1
    return f"{number} {unit}{'s' * (number != 1)}" if unit and 0 < number < 1000 else ""
