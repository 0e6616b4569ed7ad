"""The schema of the internal records: who looks after a signatory, what happened when, and what was agreed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, WrapValidator
from pydantic.dataclasses import dataclass

from charter.model.types import STRICT, Count, Day, Email, Flag, Line, wrong

# The steps that the code knows by name; all others are data of charter.yaml.
SIGNING, ARTICLE = "signing", "article"             # proved by the public record: the batch, and its publication
PLAN, SURVEY_SENT, SURVEY = "plan", "survey_sent", "survey"
PHOTOS_SENT = "photos_sent"
LAST_SURVEY = 200       # a year of the survey; a calendar year is a slip
YEARLY = (SURVEY_SENT, SURVEY)                      # these come back, and are both kept in the one list under `survey`


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Officer:
    """Somebody of the programme who looks after signatories."""

    name: Line = Field(description="naam")
    email: Email = Field(description="e-mailadres")
    public: Flag = Field(default=False, description="true als de naam op de site mag staan")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Contact:
    """The person to write to at the signatory."""

    name: Line | None = Field(default=None, description="naam")
    email: Email | None = Field(default=None, description="e-mailadres")
    public: Flag = Field(default=False, description="true als de naam op de site mag staan")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Done:
    """What happened at one step. Received is what counts; accepted may follow later."""

    received: Day | None = Field(default=None, description="ontvangen of gedaan op")
    accepted: Day | None = Field(default=None, description="akkoord bevonden op")
    note: Line | None = Field(default=None, description="opmerking")

    def __post_init__(self) -> None:
        if self.accepted and not self.received:
            raise wrong("received-missing", "`accepted` zonder `received`: schrijf er ook bij wanneer het binnenkwam",
                        "`accepted` without `received`: write when it came in as well")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class SurveyYear:
    """The survey of one year; year 1 is the first after the plan."""

    year: Count = Field(description="1 is het eerste jaar na het plan")
    sent: Day | None = Field(default=None, description="verstuurd op")
    received: Day | None = Field(default=None, description="ingevuld ontvangen op")

    def __post_init__(self) -> None:
        if not 1 <= self.year <= LAST_SURVEY:
            raise wrong("survey-year", f"`year` telt vanaf het plan: van 1 tot en met {LAST_SURVEY}, en is geen jaartal",
                        f"`year` counts from the plan: from 1 up to {LAST_SURVEY}, and is no calendar year")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Pause:
    """Days on which no clock runs."""

    from_: Day = Field(alias="from", description="eerste dag van de pauze")
    until: Day = Field(description="eerste dag na de pauze")
    reason: Line = Field(description="waarom")
    by: Line = Field(description="wie dit afsprak: code uit officers.yaml")

    def __post_init__(self) -> None:
        if self.until <= self.from_:
            raise wrong("pause-order", f"`until` ({self.until}) moet na `from` ({self.from_}) liggen",
                        f"`until` ({self.until}) must be after `from` ({self.from_})")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Extension:
    """A later deadline for one step. For a step that comes back it holds for the year in which it falls."""

    step: Line = Field(description="voor welke stap")
    until: Day = Field(description="nieuwe uiterste datum")
    reason: Line = Field(description="waarom")
    by: Line = Field(description="wie dit afsprak: code uit officers.yaml")


Event = Done | tuple[SurveyYear, ...]


def _event(value: Any, _: Any) -> Event:
    """By its form, so that a mistake is reported once, on its own line, and not once for every possible form."""
    if isinstance(value, list):
        return _SURVEY.validate_python(value)
    return _DONE.validate_python(value) if isinstance(value, dict) else _done_on(value)


@lru_cache(maxsize=20_000)
def _done_on(value: str) -> Done:
    """A step with nothing but a day. Of ten thousand signatories many take a step on one day: a third of typing them."""
    return Done(received=_DAY.validate_python(value))


_DAY: TypeAdapter[date] = TypeAdapter(Day)
_DONE: TypeAdapter[Done] = TypeAdapter(Done)
_SURVEY: TypeAdapter[tuple[SurveyYear, ...]] = TypeAdapter(tuple[SurveyYear, ...])


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Trajectory:
    """The trajectory of one signatory, from one signing."""

    officer: Line | None = Field(default=None, description="wie deze ondertekenaar begeleidt: code uit officers.yaml")
    contact: Contact | None = Field(default=None, description="contactpersoon bij de ondertekenaar")
    steps: dict[str, Annotated[Event, WrapValidator(_event)]] = Field(
        default={}, description="per stap een datum, of received, accepted en note; bij survey een lijst per jaar")
    pauses: tuple[Pause, ...] = Field(default=(), description="pauzes")
    extensions: tuple[Extension, ...] = Field(default=(), description="uitstel")
    not_applicable: dict[str, Line] = Field(default={}, description="stappen die niet van toepassing zijn, met reden")

    def done(self, step: str) -> Done:
        """What was typed at a step that does not come back; empty when nothing was."""
        event = self.steps.get(step)
        return event if isinstance(event, Done) else Done()

    @property
    def surveys(self) -> tuple[SurveyYear, ...]:
        """As typed, in that order."""
        event = self.steps.get(SURVEY)
        return event if isinstance(event, tuple) else ()


Officers = dict[str, Officer]
Trajectories = dict[str, Trajectory]        # by id of the signatory
