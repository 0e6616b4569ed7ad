"""What people write for a number, a place in a row, a day or a month: from words to values. Pure."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from babel.core import Locale

from charter.language import locale_of, number_word, ordinal_word

# Behind a hundred and a thousand; what stands between them and the rest. Both joints of Taaladvies: honderdeen, honderdeneen.
_SCALES = {"nl": ((1000, "duizend", (" ", "", " en ")), (100, "honderd", ("", "en"))),
           "en": ((1000, " thousand", (" ", " and ", ", ")), (100, " hundred", (" and ", " ")))}
_ONE = {"nl": ("",), "en": ("one", "a")}


@cache      # of a number below a hundred they stand in those of twenty others
def _spellings(n: int, lang: str) -> tuple[str, ...]:
    """Every way in which people write a number up to 2000: twaalfhonderd and duizend tweehonderd, forty-two and forty two."""
    word = number_word(n, lang) if n < 100 else ""
    found = dict.fromkeys((word, word.replace("-", " "), word.replace("ë", "e"))) if word else {}
    for scale, name, joints in _SCALES[lang]:
        count, rest = divmod(n, scale)
        if count % 10 == 0:         # nobody says tienhonderd
            continue
        for head in (_ONE[lang] if count == 1 else _spellings(count, lang)):
            tails = [tail.replace("éé", "ee") for tail in _spellings(rest, lang) if not tail.startswith("a ")] if rest else []
            found |= dict.fromkeys((head + name + joint + tail for joint in joints for tail in tails) if rest else (head + name,))
    return tuple(found)


@cache
def number_words(lang: str) -> MappingProxyType[str, int]:
    """What is read as a number, in lower case: dertien -> 13, a hundred and one -> 101; up to 2000, spaces and hyphens included.

    Dutch een is an article; only één counts, also as in Eén, which loses the accent on its capital (Taaladvies).
    """
    return MappingProxyType({word: n for n in range(2001) for word in _spellings(n, lang)} | ({"eén": 1} if lang == "nl" else {}))


@cache
def ordinal_words(lang: str) -> MappingProxyType[str, int]:
    """What is read as a place in a row, in lower case: tiende -> 10, twenty-first -> 21; up to 2000."""
    found = {"hundredth": 100, "thousandth": 1000} if lang == "en" else {}
    for n in range(1, 2001):
        last = n % 100 or n
        cardinal, nth = number_word(last, lang).replace("éé", "ee"), ordinal_word(last, lang)
        for word in (word.replace("éé", "ee") for word in _spellings(n, lang)):
            if word.endswith(cardinal):
                whole = word.removesuffix(cardinal) + nth
                found |= dict.fromkeys((whole, whole.replace("-", " "), whole.replace("ë", "e")), n)
    return MappingProxyType(found)


@cache
def day_names(lang: str) -> MappingProxyType[str, int]:
    """What is read as a day of the week, in lower case, whole and short: dinsdag and di -> 1, as date.weekday() counts.

    Dutch zo, do, di, wo, vr, za and ma are also other words: look at what stands beside them.
    """
    return _names("days", lang)


@cache
def month_names(lang: str) -> MappingProxyType[str, int]:
    """What is read as a month, in lower case, whole and short: maart and mrt -> 3; Sept and Sep are both written in English."""
    return _names("months", lang)


def _names(kind: str, lang: str) -> MappingProxyType[str, int]:
    locales = (Locale.parse(lang), locale_of(lang))
    return MappingProxyType({name.lower(): n for locale in locales for width in ("wide", "abbreviated")
                             for n, name in sorted(getattr(locale, kind)["format"][width].items())})
