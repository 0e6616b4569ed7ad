"""The schema of the lines above a hand-written page."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from charter.model.types import STRICT, Code, Count, Day, Id, Line


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ContentHead:
    """The lines `Key: value` above a text in content/."""

    title: Line = Field(description="titel")
    slug: Id = Field(description="woord in het adres")
    lang: Literal["nl", "en"] = Field(description="nl of en")
    summary: Line = Field(description="samenvatting in één zin")
    translation: Code | None = Field(default=None, description="gelijk in beide talen")
    order: Count = Field(default=99, description="plaats in navigatie en voet")
    date: Day | None = Field(default=None, description="datum, verplicht bij nieuws")
