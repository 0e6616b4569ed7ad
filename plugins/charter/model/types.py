"""The kinds of value that fields hold, each with the sentence that says what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from charter.slugs import slugged

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)

# Words of the URL table: an id or slug that equals one would stand where a page of ours stands.
RESERVED = frozenset(
    ["letter", "pagina", "page", "sector", "dimensie", "dimension", "jaar", "year", "plaats", "place", "grootte", "size", "nieuws", "news", "ondertekenaars", "signatories", "cijfers", "figures", "stand", "state", "wijzigingen", "changes", "kit", "traject", "trajectory", "feeds", "data", "images", "static", "en", "archief", "archive", "index"])


def wrong(rule: str, nl: str, en: str, suggestion: str = "") -> PydanticCustomError:
    """An error that a validator raises: its rule id, both sentences, and the value to write instead."""
    nl, en = (re.sub(r"`([^`]{59})[^`]{2,}`", r"`\1…`", said) for said in (nl, en))
    return PydanticCustomError(rule, "{en}", {"nl": nl, "en": en, "suggestion": suggestion})


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong("text-wanted", "hier hoort één waarde, geen lijst en geen velden", "one value belongs here, no list and no fields")
    return value.strip()


_MONTHS = ("jan", "feb", "ma", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH = {"mar": "ma", "mrt": "ma", "may": "mei", "oct": "okt"}      # and one short form in Dutch


def _parse_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    value = _word(value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError:
        raise wrong("date", f"{value} bestaat niet", f"{value} does not exist") from None
    guess = _guess_day(value)
    raise wrong("date", f"`{value}` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12",
                f"`{value}` is no date; write year-month-day, like 2026-03-12", guess)


def _guess_day(value: str) -> str:
    """22-11-2026, 22/11/2026, 22 november 2026 and 2026-11-3 as 2026-11-22; '' when it is none of these."""
    found = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+)\.?[-/. ](\d{4})", value.lower())
    turned = re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", value)
    if not found and not turned:
        return ""
    day, month, year = found.groups() if found else turned.groups()[::-1]  # type: ignore[union-attr]
    if not month.isdigit():
        start = _ENGLISH.get(month[:3], month[:3])
        month = next((n for n, name in enumerate(_MONTHS, 1) if start.startswith(name)), 0)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _parse_moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    value = _word(value)
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::00)?)?", value)
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]} {found[2] or '00:00'}")
    except ValueError:
        pass
    raise wrong("moment", f"`{value}` is geen moment; schrijf 2026-03-12 of 2026-03-12 16:00",
                f"`{value}` is no moment; write 2026-03-12 or 2026-03-12 16:00", _guess_day(value))


_FLAGS = {"true": True, "yes": True, "on": True, "ja": True, "false": False, "no": False, "off": False, "nee": False}


def _parse_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    value = _word(value)
    if value.lower() in _FLAGS:
        return _FLAGS[value.lower()]
    raise wrong("flag", f"`{value}` moet true of false zijn", f"`{value}` must be true or false")


def _parse_count(value: Any) -> int:
    if isinstance(value, int):
        return value
    value = _word(value)
    if re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    raise wrong("number", f"`{value}` is geen heel getal", f"`{value}` is no whole number")


def _parse_share(value: Any) -> float:
    if isinstance(value, float):
        return value
    value = _word(value)
    if re.fullmatch(r"0(\.\d+)?|1(\.0+)?", value):
        return float(value)
    raise wrong("share", f"`{value}` moet een getal van 0 tot 1 zijn, zoals 0.4",
                f"`{value}` must be a number from 0 to 1, like 0.4")


def _check_id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) or len(value) > 100:
        raise wrong("id", f"`{value}` mag alleen kleine letters zonder accent, cijfers en streepjes bevatten",
                    f"`{value}` may only hold lower-case letters without accents, digits and hyphens",
                    slugged(value)[:100])
    if value in RESERVED:
        raise wrong("id", f"`{value}` is een woord uit de adressen van de site; kies een ander",
                    f"`{value}` is a word of the site's addresses; choose another", f"{value}-1")
    return value


def _check_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"'`\\]", value)
        good = good and parts.port != 0
    except ValueError:
        good = False
    if not good:
        bare = re.fullmatch(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"'`\\]*)?", value)
        raise wrong("url", f"`{value}` is geen webadres dat met https:// begint",
                    f"`{value}` is no web address that begins with https://", f"https://{value}" if bare else "")
    return value


def _check_email(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"(),:;\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+", value, re.IGNORECASE):
        raise wrong("email", f"`{value}` is geen e-mailadres", f"`{value}` is no e-mail address")
    return value


def _check_file(value: str) -> str:
    """A bare name: the first half of the path guard; the second is that photos opens no link."""
    if re.search(r"[/\\\x00-\x1f]", value) or value.startswith("."):
        raise wrong("file-name", f"`{value}` moet de naam zijn van een bestand in dezelfde map",
                    f"`{value}` must be the name of a file in the same folder")
    return value


def while_typing(pattern: str, message: str, *examples: Any, type: tuple[str, ...] = ("string",), **bounds: int) -> WithJsonSchema:
    """What an editor checks: `pattern` holds for what YAML takes for text, `type` names all that it may take the value for.

    May let pass what our reader refuses, never the other way round. `message` and `examples` are shown.
    """
    return WithJsonSchema({"type": list(type), "pattern": rf"^\s*(?:{pattern})\s*$", "errorMessage": message, **bounds,
                           **({"examples": list(examples)} if examples else {})})


ANY = ("string", "number", "boolean")       # `NO`, 1e3 and 01234567 are text to our reader
_NAME = while_typing("[a-z0-9]+(?:-[a-z0-9]+)*", "gebruik kleine letters zonder accent, cijfers en streepjes",
                     type=ANY, minimum=0)

Day = Annotated[date, BeforeValidator(_parse_day), while_typing("[0-9]{4}-[0-9]{2}-[0-9]{2}", "schrijf jaar-maand-dag, zoals 2026-03-12")]
Moment = Annotated[datetime, BeforeValidator(_parse_moment),        # local time in the charter's time zone
                   while_typing("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::00)?)?", "schrijf 2026-03-12 of 2026-03-12 16:00")]
Flag = Annotated[bool, BeforeValidator(_parse_flag),
                 while_typing("|".join("".join(f"[{c.upper()}{c}]" for c in word) for word in _FLAGS), "schrijf true of false",
                              True, False, type=("boolean", "string"))]
Count = Annotated[int, BeforeValidator(_parse_count),
                  while_typing("[0-9]{1,9}", "schrijf een heel getal", type=("number", "string"), minimum=0, maximum=999_999_999, multipleOf=1)]
Share = Annotated[float, BeforeValidator(_parse_share),
                  while_typing(r"0(?:\.[0-9]+)?|1(?:\.0+)?", "schrijf een getal van 0 tot 1, zoals 0.4", type=("number", "string"), minimum=0, maximum=1)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n]*$"),
                 while_typing(r"\S[^\n]{0,299}", "schrijf één regel van hoogstens 300 tekens", type=ANY)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000),
                  while_typing(r"\S[\s\S]{0,19999}", "schrijf een tekst van hoogstens 20.000 tekens", type=ANY)]
Id = Annotated[str, AfterValidator(_check_id), _NAME]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), _NAME]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_check_url),
                while_typing(r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'`\\]+""", "schrijf een webadres dat met https:// begint")]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_check_email),
                  while_typing(r"""[^@\s<>"(),:;\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+""", "schrijf een e-mailadres")]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_check_file),
                     while_typing(r"[^\s./\\][^/\\]{0,199}", "schrijf de naam van een bestand in deze map", type=ANY)]


def open_data(description: str, default: Any = ...) -> Any:
    """A field that downloads and the data dictionary may show."""
    return Field(default=default, description=description, json_schema_extra={"open_data": True})


class Spoken:
    """What texts in two languages share; not a record of its own."""

    nl: str
    en: str | None

    def __call__(self, lang: str) -> str:
        """The text in `lang`, or the Dutch where the English is missing."""
        return (lang == "en" and self.en) or self.nl

    def language(self, lang: str) -> str:
        """The language that `self(lang)` really is in."""
        return lang if lang == "nl" or self.en else "nl"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Text(Spoken):
    """A line in Dutch and, optionally, English."""

    nl: Line = Field(description="Nederlands")
    en: Line | None = Field(default=None, description="Engels")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class LongText(Spoken):
    """CommonMark in Dutch and, optionally, English."""

    nl: Prose = Field(description="Nederlands")
    en: Prose | None = Field(default=None, description="Engels")
