"""The schema of batch.yaml: a ceremony, its photos, and the organisations as they signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from charter.model.types import (
    STRICT,
    Code,
    Day,
    FileName,
    Flag,
    Id,
    Line,
    LongText,
    Moment,
    Share,
    Text,
    Url,
    open_data,
    wrong,
)

SCOPES = ("web", "newsletter", "social", "press")
NOT_NAMED = "iemand die niet genoemd wil worden"       # the only signer, after a withdrawal


def _check_reference(id_: str | None, name: str | None) -> None:
    """An organisation is named in one way.

    reference:
      nl: Een organisatie die tekende, wordt genoemd met haar id, zodat haar naam van die dag erbij komt. Een andere organisatie met haar naam. Niet met allebei.
      en: An organisation that signed is named by its id, so that its name of that day comes with it. Another one by its name. Not by both.
      fails: |
        host: {id: gemeente-voorbeeld, name: Gemeente Voorbeeld}
      passes: |
        host: {id: gemeente-voorbeeld}
    """
    if (id_ is None) == (name is None):
        raise wrong("reference", "geef hier óf een id óf een name", "give either an id or a name here", without="name" if name else "")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class OrganisationRef:
    """A signatory by its id, or any other organisation by its name."""

    id: Id | None = Field(default=None, description="id van een ondertekenaar")
    name: Line | None = Field(default=None, description="naam, als het geen ondertekenaar is")

    def __post_init__(self) -> None:
        _check_reference(self.id, self.name)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Speaker:
    """Somebody with a role: who leads, speaks or signs."""

    name: Line = Field(description="naam")
    role: Text | None = Field(default=None, description="functie of rol")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Consent:
    """From which day a person allows each use of a photo."""

    web: Day | None = Field(default=None, description="website, sinds")
    newsletter: Day | None = Field(default=None, description="nieuwsbrief, sinds")
    social: Day | None = Field(default=None, description="sociale media, sinds")
    press: Day | None = Field(default=None, description="pers, sinds")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class PhotoPerson:
    """A recognisable person on a photo."""

    name: Line = Field(description="naam")
    organisation: OrganisationRef | None = Field(default=None, description="organisatie, met id of name")
    role: Text | None = Field(default=None, description="rol, bijvoorbeeld dagvoorzitter")
    consent: Consent | None = Field(default=None, description="toestemming per gebruik, met datum")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Photo:
    """A photo of a ceremony or of one signatory."""

    file: FileName = Field(description="bestandsnaam in deze map")
    subject: Literal["group", "signing", "portrait", "other"] = Field(
        default="other", description="soort foto",
        json_schema_extra={"enumDescriptions": ["iedereen samen", "het tekenen zelf", "één persoon", "iets anders"]})
    alt: Text | None = Field(default=None, description="wat er te zien is, voor wie de foto niet ziet")
    credit: Line = Field(description="naam van de fotograaf")
    licence: Line | None = Field(default=None, description="licentie")
    people: tuple[PhotoPerson, ...] = Field(description="wie er op staan, van links naar rechts; [] is niemand herkenbaar")
    consent: Consent | None = Field(default=None, description="toestemming van wie er zelf geen heeft staan")
    focus: tuple[Share, Share] | None = Field(default=None, description="midden van de uitsnede, van links en van boven")

    def allows(self, scope: str, on: datetime.date | None = None) -> bool:
        """Whether everyone recognisable had consented to a use on a day; None asks whether they ever do."""
        day = self.allowed_from(scope)
        return day is not None and (on is None or day <= on)

    def allowed_from(self, scope: str) -> datetime.date | None:
        """The day on which the last of those recognisable consented to a use; None when one of them never does."""
        given: list[datetime.date | None] = [getattr(p.consent or self.consent, scope, None) for p in self.people]
        days = [day for day in given if day]
        return max(days, default=datetime.date.min) if len(days) == len(given) else None

    def withheld_by(self, scope: str, on: datetime.date | None = None) -> list[str]:
        """The names of those who have not consented to a use, ever or by a day."""
        days = [(p.name, getattr(p.consent or self.consent, scope, None)) for p in self.people]
        return [name for name, day in days if day is None or (on is not None and day > on)]

    def consent_days(self) -> Iterator[datetime.date]:
        """The days on which any consent begins."""
        for consent in (self.consent, *(p.consent for p in self.people)):
            if consent:
                yield from filter(None, (getattr(consent, scope) for scope in SCOPES))


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Quote:
    """What somebody said."""

    text: LongText = Field(description="het citaat, zonder aanhalingstekens")
    by: Speaker = Field(description="wie het zei")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Correction:
    """A correction, shown on the page."""

    at: Moment = Field(description="wanneer")
    text: Text = Field(description="wat er is verbeterd")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Accepted:
    """A rule that this record silences, and why."""

    rule: Line = Field(description="de code van de regel")
    because: Line = Field(description="de reden")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Handles:
    """The names of an organisation on social networks. Never in downloads."""

    linkedin: Line | None = Field(default=None, description="LinkedIn")
    x: Line | None = Field(default=None, description="X")
    mastodon: Line | None = Field(default=None, description="Mastodon")
    bluesky: Line | None = Field(default=None, description="Bluesky")
    instagram: Line | None = Field(default=None, description="Instagram")
    facebook: Line | None = Field(default=None, description="Facebook")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Signature:
    """One organisation as it signed."""

    id: Id = open_data("code die nooit verandert")
    name: Line = open_data("naam zoals ondertekend")
    sort_name: Line | None = Field(default=None, description="waarop de naam wordt gesorteerd")
    sector: Code | None = open_data("sector, code uit charter.yaml", None)
    kind: Code | None = open_data("soort, code uit charter.yaml", None)
    size: Code | None = open_data("grootte, code uit charter.yaml", None)
    seat: Line | None = open_data("vestigingsplaats", None)
    website: Url | None = open_data("website", None)
    handles: Handles | None = Field(default=None, description="namen op sociale media")
    dimensions: tuple[Code, ...] = open_data("dimensies, codes uit charter.yaml", ())
    ambition: LongText | None = open_data("ambitie, kort", None)
    explanation: LongText | None = open_data("toelichting; met de ambitie samen hoogstens een bladzijde", None)
    signed_by: tuple[Speaker, ...] = Field(default=(), description="wie tekende")
    signs_for: tuple[Line, ...] = open_data("namen voor wie deze handtekening ook geldt; telt als één", ())
    again: Flag = open_data("true als deze organisatie al eerder tekende", False)
    photos: tuple[Photo, ...] = Field(default=(), description="eigen foto's")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Batch:
    """One signing: a ceremony, an individual signing or an online one."""

    date: Day = open_data("datum van ondertekening")
    publish_at: Moment | None = Field(default=None, description="niet openbaar vóór dit moment; anders de datum, 00:00")
    form: Literal["ceremony", "individual", "online"] = open_data("ceremony, individual of online", "ceremony")
    place: Line | None = open_data("plaats", None)
    venue: Line | None = open_data("gebouw of zaal", None)
    host: OrganisationRef | None = open_data("gastheer, met id of name", None)
    led_by: Speaker | None = Field(default=None, description="wie de bijeenkomst leidde")
    event: Text | None = open_data("het programma eromheen of het thema", None)
    title: Text | None = Field(default=None, description="kop; anders berekend")
    lead: LongText | None = Field(default=None, description="inleiding; anders berekend")
    body: LongText | None = Field(default=None, description="verhaal, in CommonMark; zonder aantallen")
    quotes: tuple[Quote, ...] = Field(default=(), description="citaten")
    photos: tuple[Photo, ...] = Field(default=(), description="foto's van de ceremonie")
    corrections: tuple[Correction, ...] = Field(default=(), description="verbeteringen, getoond op de pagina")
    accept: tuple[Accepted, ...] = Field(default=(), description="regels die hier niet gelden, met reden")
    signatories: tuple[Signature, ...] = Field(min_length=1, description="in volgorde van ondertekening")

    def all_photos(self) -> Iterator[Photo]:
        """Of the ceremony, then of each signatory."""
        yield from self.photos
        for signature in self.signatories:
            yield from signature.photos
