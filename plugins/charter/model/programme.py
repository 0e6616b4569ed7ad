"""The schema of charter.yaml: the programme's names, words, steps and rules."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints
from pydantic.dataclasses import dataclass

from charter.model.numbers import check_period
from charter.model.types import (
    ANY,
    STRICT,
    Code,
    Contact,
    Count,
    Day,
    Email,
    Flag,
    Line,
    LongText,
    Moment,
    Text,
    Url,
    while_typing,
    wrong,
)


def _check_zone(value: str) -> str:
    """A time zone that exists.

    timezone:
      nl: De tijdzone is een naam uit de lijst van tijdzones, zoals Europe/Amsterdam. Daarmee klopt elke tijd, ook in de zomer.
      en: The time zone is a name from the list of time zones, such as Europe/Amsterdam. With it every time is right, in summer too.
      fails: |
        # charter.yaml
        timezone: Nederland
      passes: |
        # charter.yaml
        timezone: Europe/Amsterdam
    """
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):       # OSError: Europe is a folder
        raise wrong("timezone", f"`{value}` is geen tijdzone", f"`{value}` is no time zone", "Europe/Amsterdam") from None
    return value


Period = Annotated[str, AfterValidator(check_period),      # "6 months": calendar months, weeks, days or years
                   while_typing("[0-9]{1,3} (?:day|week|month|year)s?", "schrijf bijvoorbeeld 6 months, 14 days of 1 year")]
StepId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Actor = Literal["programme", "signatory", "both"]
Hashtag = Annotated[str, StringConstraints(pattern=r"^\w+$", max_length=60),
                    while_typing(r"[^\s#]{1,60}", "schrijf letters en cijfers, zonder # en zonder spatie", type=ANY)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Security:
    """For security.txt."""

    contact: Contact = Field(description="adres, met mailto:, https:// of tel:")
    expires: Moment = Field(description="geldig tot")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Publisher:
    """Who publishes the site."""

    name: Line = Field(description="naam")
    email: Email | None = Field(default=None, description="e-mailadres")
    phone: Line | None = Field(default=None, description="telefoonnummer")
    address: Line | None = Field(default=None, description="postadres")
    website: Url | None = Field(default=None, description="website")
    newsletter: Url | None = Field(default=None, description="aanmelden voor de nieuwsbrief")
    helpdesk: Line | None = Field(default=None, description="helpdesk: webadres of e-mailadres")
    knowledge: Url | None = Field(default=None, description="kennisbank")
    accessibility_register: Url | None = Field(default=None, description="verklaring in het toegankelijkheidsregister")
    security: Security | None = Field(default=None, description="voor security.txt")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Checkpoint:
    """Totals that were counted on a day, before the records begin or to correct them."""

    date: Day = Field(description="op de avond van deze dag")
    ever: Count = Field(description="ooit ondertekend")
    now: Count = Field(description="ondertekenaar op dat moment")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Term:
    """A code with its words: a dimension, sector, kind or size."""

    code: Code = Field(description="code, verandert nooit")
    label: Text = Field(description="naam")
    explanation: LongText | None = Field(default=None, description="uitleg")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Event:
    """A public day for the calendar."""

    date: Day = Field(description="datum")
    title: Text = Field(description="titel")
    url: Url | None = Field(default=None, description="webadres")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Licence:
    """Under which the data may be used."""

    code: Line = Field(description="code, zoals CC-BY-4.0")
    url: Url = Field(description="webadres van de licentie")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Step:
    """A step of the trajectory."""

    id: StepId = Field(description="code, verandert nooit")
    phase: Literal["before", "signing", "after"] = Field(description="voor, bij of na de ondertekening")
    by: Actor = Field(description="wie de stap zet")
    label: Text = Field(description="naam")
    text: LongText | None = Field(default=None, description="uitleg")
    confidential: Flag = Field(default=False, description="vertrouwelijk")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Rule:
    """From which signing date, and how long after what, a step is due."""

    id: RuleId = Field(description="code, verandert nooit")
    step: StepId = Field(description="voor welke stap")
    signed_from: Day | None = Field(default=None, description="geldt voor ondertekeningen vanaf deze dag")
    by: Actor | None = Field(default=None, description="wie de stap zet")
    after: StepId = Field(description="telt vanaf deze stap")
    within: Period = Field(description="binnen deze termijn")
    remind: Period | None = Field(default=None, description="herinneren, zo lang van tevoren")
    grace: Period | None = Field(default=None, description="respijt, zo lang erna")
    repeats: Literal["yearly"] | None = Field(default=None, description="elk jaar opnieuw")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class TrajectoryPlan:
    """The steps in order and their dated rules."""

    steps: tuple[Step, ...] = Field(default=(), description="de stappen, op volgorde")
    rules: tuple[Rule, ...] = Field(default=(), description="de termijnen")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Programme:
    """The programme: everything that is not about one signing."""

    name: Text = Field(description="naam van het programma")
    publisher: Publisher = Field(description="wie de site uitgeeft")
    timezone: Annotated[str, AfterValidator(_check_zone)] = Field(default="Europe/Amsterdam", description="tijdzone")
    complete_since: Day | None = Field(default=None, description="vanaf deze dag zijn records volledig")
    base_totals: tuple[Checkpoint, ...] = Field(default=(), description="getelde totalen")
    dimensions: tuple[Term, ...] = Field(default=(), description="dimensies van diversiteit")
    sectors: tuple[Term, ...] = Field(default=(), description="sectoren")
    kinds: tuple[Term, ...] = Field(default=(), description="soorten organisaties")
    sizes: tuple[Term, ...] = Field(default=(), description="grootteklassen")
    join: LongText | None = Field(default=None, description="hoe een organisatie meedoet")
    events: tuple[Event, ...] = Field(default=(), description="openbare dagen voor de kalender")
    hashtags: tuple[Hashtag, ...] = Field(default=(), description="hashtags, zonder #")
    licence: Licence | None = Field(default=None, description="licentie van de gegevens")
    notice: Text | None = Field(default=None, description="mededeling op elke pagina, zoals: dit is een voorbeeld")
    trajectory: TrajectoryPlan = Field(default=TrajectoryPlan(), description="stappen en termijnen")
