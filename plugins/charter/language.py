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
from babel.units import format_unit
from markupsafe import _escape_inner  # the C function behind its escape

LANGUAGES = ("nl", "en")
# en_GB: "A, B and C" and "12 March 2026", as European institutions write.
_LOCALES = {"nl": "nl", "en": "en_GB"}


@cache
def locale_of(lang: str) -> Locale:
    """Babel's locale for a language of the site."""
    return Locale.parse(_LOCALES[lang])


@cache
def number_word(n: int, lang: str) -> str:
    """13 -> dertien, thirteen. One word up to duizend, and a space behind that (Leidraad 6.N); only één alone has its accents.

    Of two forms that Taaladvies both calls right it is honderdeen, not honderdeneen, and duizend honderd, not elfhonderd.
    """
    word = _num2words(n, lang)
    return re.sub("duizend(?=[^ ])", "duizend ", word.replace("éé", "ee")) if n != 1 else word


@cache
def ordinal(n: int, lang: str) -> str:
    """234 -> 234e, 234th."""
    return _num2words(n, lang, to="ordinal_num")


@cache
def ordinal_word(n: int, lang: str) -> str:
    """10 -> tiende, tenth."""
    return _num2words(n, lang, to="ordinal")


def _num2words(n: int, lang: str, to: str = "cardinal") -> str:
    # Imported here: it brings fifty languages, 50 ms, and a build with nothing to do says no number.
    from num2words import num2words
    return num2words(n, lang=lang, to=to)


@cache
def number(n: int, lang: str) -> str:
    """1234 -> 1.234, 1,234."""
    return format_decimal(n, locale=locale_of(lang))


@cache
def long_date(day: date, lang: str) -> str:
    """12 maart 2026, 12 March 2026."""
    return format_date(day, "d MMMM y", locale=locale_of(lang))


def short_date(day: date, lang: str) -> str:
    """12 mrt 2026, 12 Mar 2026: for tables."""
    return format_date(day, "d MMM y", locale=locale_of(lang))


def month_name(month: str, lang: str) -> str:
    """2026-03 -> maart 2026, March 2026."""
    return format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale=locale_of(lang))


def period(within: str, lang: str) -> str:
    """6 months -> 6 maanden, 6 months; 1 year -> 1 jaar, 1 year."""
    count, unit = within.split()
    if lang == "nl" and unit in ("day", "days"):    # of Babel 2.18's Dutch the day alone has no words
        return f"{number(int(count), lang)} {'dag' if count == '1' else 'dagen'}"
    return format_unit(int(count), f"duration-{unit.rstrip('s')}", locale=locale_of(lang))


def weekday(day: date, lang: str) -> str:
    """dinsdag, Tuesday."""
    return format_date(day, "EEEE", locale=locale_of(lang))


def long_moment(moment: datetime, lang: str) -> str:
    """12 maart 2026, 16:00 uur; 12 March 2026, 16:00; only the day when no time was given."""
    if moment.time() == time():
        return long_date(moment.date(), lang)
    text = f"{long_date(moment.date(), lang)}, {format_time(moment, 'HH:mm', locale=locale_of(lang))}"
    return text + (" uur" if lang == "nl" else "")


def join_names(names: Sequence[str], lang: str) -> str:
    """A, B en C. Semicolons when a name itself holds a comma or the joining word, so that no name falls apart."""
    conjunction = " en " if lang == "nl" else " and "
    if len(names) > 1 and any("," in name or conjunction in name for name in names):
        return "; ".join(names[:-1]) + ";" + conjunction + names[-1]
    return format_list(list(names), locale=locale_of(lang)) if names else ""


def sentence_start(text: str) -> str:
    """A capital for the first word of a sentence: het CBS -> Het CBS, but 's-Hertogenbosch and &samhoud stay.

    Dutch ij is one letter: ijsclub -> IJsclub. Behind 's or 't the next word gets it: 't hooge -> 't Hooge. The stress of één
    is not written on a capital: Eén (Taaladvies: accents on capitals).
    """
    clipped = re.match("['’‘][a-z][ -]", text)
    if clipped:
        return clipped[0] + sentence_start(text[clipped.end():])
    if not text or not text[0].isalpha():
        return text
    for lower, capital in (("ij", "IJ"), ("éé", "Eé")):
        if text.startswith(lower):
            return capital + text[2:]
    return text[0].upper() + text[1:]


def sentence_end(text: str) -> str:
    """Ends a sentence with one full stop: LINDA. does not get a second. What ends between brackets ends no sentence."""
    return text if re.search(r"[.!?…][\"'”’]*$", text) else text + "."


_PLURAL = re.compile("(?:associates|brothers|friends|industries|makers|partners|schools|services|solutions|systems|workers)$", re.IGNORECASE)
_SIBILANT = re.compile("(?:[sSxXzß]|ce|sh|sch)$")
_BY_LETTER = re.compile(r"(?:[A-Z]{2}|\b[A-Z]|[\W\d])$")
_SOUNDING = re.compile("(?:(?<!a)a|(?<!o)o|(?<![aeou])[iuy]|(?<!i)ë|[äïöüåø])$")


def possessive(name: str, lang: str) -> str:
    """Whose: Anna's, Utrechts, Frans', L'Oréals, KLM's, NOS'; in English 's, and only an apostrophe behind a plural.

    Dutch by Leidraad 14.A to 14.C (woordenlijst.org): s; 's behind one letter that is a long vowel and has no accent; an
    apostrophe behind a hissing sound. By 6.J 's behind what is read letter by letter, a digit or a sign. The last e is taken
    as dull (Rintjes) and a last x, s or z as heard, for spelling does not tell. English by the European Commission's English
    Style Guide: 's behind a name in s too (Helios's); of plurals only the words that organisations use are known.
    """
    if lang == "en":
        return name + ("'" if _PLURAL.search(name) else "'s")
    heard = unicodedata.normalize("NFC", name)
    if _SIBILANT.search(heard):
        return name + "'"
    return name + ("'s" if _BY_LETTER.search(heard) or _SOUNDING.search(heard.lower()) else "s")


# Lists in the Netherlands go by the word that people look for (taaladvies.net, "Alfabetische rangschikking van namen", which
# also says that there is no official rule). An article and a legal form are never that word, so Stichting is none either:
# who looks for Humanitas looks under H. It counts where a small word ties it to the rest: Stichting van de Arbeid.
_ARTICLE = r"(?i:['’‘`´][stn][- ]|d['’‘`´](?=\w)|(?:de|het|een|the) )"
_FORM = rf"(?:(?i:(?:[bn](?:\. ?)?v|v(?:\. ?)?o(?:\. ?)?f)\.? )|(?i:stichting|vereniging|co[öo]peratie) (?=[^a-z]|{_ARTICLE}))"
_LEADING = re.compile(rf"^{_ARTICLE}?(?:{_FORM}{_ARTICLE}?)?")
_LEGAL_FORM = re.compile(r"(?:[ ,]+(?:[bnc](?:\. ?)?v|v(?:\. ?)?o(?:\. ?)?f|[ubw](?:\. ?)?a)\.?)+(?=$| \()", re.IGNORECASE)


@cache
def collation_key(name: str) -> tuple[str, str]:
    """Sorts names as people expect: case, accents and punctuation are blind, De, Het, 's, Stichting and B.V. do not count.

    A to z first, then digits and other signs, as the row of letters in the directory; ij is i and j. The name itself comes
    second, so that two names that look alike keep one order.
    """
    bare = _LEADING.sub("", _LEGAL_FORM.sub("", unicodedata.normalize("NFC", name).strip()))
    flat = name_key(re.sub("['’‘`´.]", "", bare)) or name_key(name)      # these part no words: L'Oréal, A.S.R.
    return flat if "a" <= flat[:1] <= "z" else f"~{flat}", name


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
    return _escape_inner(text)
