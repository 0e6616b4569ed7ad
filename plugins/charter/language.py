"""Dutch and English grammar: number words, lists, dates, sentence starts and ends. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import escape as _escape

LANGUAGES = ("nl", "en")
# en_GB: "A, B and C" and "12 March 2026", as European institutions write.
_LOCALES = {"nl": "nl", "en": "en_GB"}


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(_LOCALES[lang])


@cache
def number_word(n: int, lang: str) -> str:
    """13 -> dertien, thirteen. Compounds lose the accent, but één alone; a space follows duizend (Groene Boekje 15.2, 6.9)."""
    word = _num2words(n, lang)
    return re.sub("duizend(?=[^ ])", "duizend ", word.replace("éé", "ee")) if n != 1 else word


@cache
def ordinal(n: int, lang: str) -> str:
    """234 -> 234e, 234th."""
    return _num2words(n, lang, to="ordinal_num")


def _num2words(n: int, lang: str, to: str = "cardinal") -> str:
    # Imported here: it brings fifty languages, 50 ms, and a build with nothing to do says no number.
    from num2words import num2words
    return num2words(n, lang=lang, to=to)


@cache
def number(n: int, lang: str) -> str:
    """1234 -> 1.234, 1,234."""
    return format_decimal(n, locale=_locale(lang))


@cache
def long_date(day: date, lang: str) -> str:
    """12 maart 2026, 12 March 2026."""
    return format_date(day, "d MMMM y", locale=_locale(lang))


def long_moment(moment: datetime, lang: str) -> str:
    """12 maart 2026, 16:00 uur; 12 March 2026, 16:00; only the day when no time was given."""
    if moment.time() == time():
        return long_date(moment.date(), lang)
    text = f"{long_date(moment.date(), lang)}, {format_time(moment, 'HH:mm', locale=_locale(lang))}"
    return text + (" uur" if lang == "nl" else "")


def join_names(names: Sequence[str], lang: str) -> str:
    """A, B en C. Semicolons when a name itself holds a comma or the joining word, so that no name falls apart."""
    conjunction = " en " if lang == "nl" else " and "
    if len(names) > 1 and any("," in name or conjunction in name for name in names):
        return "; ".join(names[:-1]) + ";" + conjunction + names[-1]
    return format_list(list(names), locale=_locale(lang)) if names else ""


def sentence_start(text: str) -> str:
    """A capital for the first word of a sentence: het CBS -> Het CBS, but 's-Hertogenbosch and &samhoud stay.

    Dutch ij is one letter: ijsclub -> IJsclub.
    """
    if not text or not text[0].isalpha():
        return text
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[0].upper() + text[1:]


def sentence_end(text: str) -> str:
    """Ends a sentence with one full stop: LINDA. does not get a second. What ends between brackets ends no sentence."""
    return text if re.search(r"[.!?…][\"'”’]*$", text) else text + "."


_LEADING = re.compile(r"^(?:'s[- ]|’s[- ]|'t |’t |de |het |een |the )", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"[ ,]+(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|u\.?a\.?)$", re.IGNORECASE)


@cache
def collation_key(name: str) -> tuple[str, str]:
    """Sorts names as people expect: case, accents and punctuation are blind, De, Het, 's and B.V. do not count.

    The name itself comes second, so that two names that look alike keep one order.
    """
    bare = _LEGAL_FORM.sub("", _LEADING.sub("", name.strip()))
    flat = name_key(re.sub("['’.]", "", bare))      # these part no words: L'Oréal, A.S.R.
    return flat or name_key(name), name


# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def name_key(text: str) -> str:
    """Letters and digits only, lower case, without accents; runs of digits padded so that 2 sorts before 10."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return re.sub(r"\d+", lambda m: m[0].zfill(8), " ".join(words))


def index_letter(name: str) -> str:
    """The letter that a name stands under in the directory: a to z, or 0-9 for everything else."""
    first = collation_key(name)[0][:1]
    return first if "a" <= first <= "z" else "0-9"


def escape(text: str) -> str:
    """Text as HTML text."""
    return str(_escape(text))
