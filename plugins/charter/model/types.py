"""The kinds of value that fields hold, each with the sentence that says what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.dataclasses import dataclass

from charter.model.addresses import RESERVED as RESERVED
from charter.model.addresses import check_contact, check_email, check_file, check_id, check_url
from charter.model.days import parse_day, parse_moment
from charter.model.numbers import FLAGS, parse_count, parse_flag, parse_share
from charter.model.wrong import wrong as wrong

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)


def while_typing(pattern: str, message: str, *examples: Any, type: tuple[str, ...] = ("string",), **bounds: int) -> WithJsonSchema:
    """What an editor checks: `pattern` holds for what YAML takes for text, `type` names all that it may take the value for.

    May let pass what our reader refuses, never the other way round. `message` and `examples` are shown.
    """
    return WithJsonSchema({"type": list(type), "pattern": rf"^\s*(?:{pattern})\s*$", "errorMessage": message, **bounds,
                           **({"examples": list(examples)} if examples else {})})


ANY = ("string", "number", "boolean")       # `NO`, 1e3 and 01234567 are text to our reader
_NAME = while_typing("[a-z0-9]+(?:-[a-z0-9]+)*", "gebruik kleine letters zonder accent, cijfers en streepjes",
                     type=ANY, minimum=0)

Day = Annotated[date, BeforeValidator(parse_day), while_typing("[0-9]{4}-[0-9]{2}-[0-9]{2}", "schrijf jaar-maand-dag, zoals 2026-03-12")]
Moment = Annotated[datetime, BeforeValidator(parse_moment),        # local time in the charter's time zone
                   while_typing("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::00)?)?", "schrijf 2026-03-12 of 2026-03-12 16:00")]
Flag = Annotated[bool, BeforeValidator(parse_flag),
                 while_typing("|".join("".join(f"[{c.upper()}{c}]" for c in word) for word in FLAGS), "schrijf true of false",
                              True, False, type=("boolean", "string"))]
Count = Annotated[int, BeforeValidator(parse_count),
                  while_typing("[0-9]{1,9}", "schrijf een heel getal", type=("number", "string"), minimum=0, maximum=999_999_999, multipleOf=1)]
Share = Annotated[float, BeforeValidator(parse_share),
                  while_typing(r"0(?:\.[0-9]+)?|1(?:\.0+)?", "schrijf een getal van 0 tot 1, zoals 0.4", type=("number", "string"), minimum=0, maximum=1)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n]*$"),
                 while_typing(r"\S[^\n]{0,299}", "schrijf één regel van hoogstens 300 tekens", type=ANY)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000),
                  while_typing(r"\S[\s\S]{0,19999}", "schrijf een tekst van hoogstens 20.000 tekens", type=ANY)]
Id = Annotated[str, AfterValidator(check_id), _NAME]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), _NAME]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_url),
                while_typing(r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"'`\\]+""", "schrijf een webadres dat met https:// begint")]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(check_email),
                  while_typing(r"""[^@\s<>"(),:;\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+""", "schrijf een e-mailadres")]
Contact = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_contact),
                    while_typing(r"(?:mailto:|https://|tel:)\S+", "schrijf mailto:, https:// of tel: met het adres erachter")]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(check_file),
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
