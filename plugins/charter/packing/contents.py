"""What is known of one package, before it is put into words and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from charter.model.batch import Batch
from charter.model.programme import Programme
from charter.views.mentions import Tagged


@dataclass(frozen=True)
class PackedPhoto:
    """A photo in the package: where it lies, and what is said of it in each language."""

    path: str
    data: bytes
    maker: str
    licence: str
    captions: dict[str, str]
    alts: dict[str, str]


@dataclass(frozen=True)
class LeftOut:
    """A photo that is not in the package; `later`: all who can be recognised do allow the press, but not yet."""

    file: str
    later: bool


@dataclass(frozen=True)
class Package:
    """Whose it is and what it is about.

    `published` is when the news becomes public, `moment` that of the run, both local time; `urls` the profile by language.
    `square` is a photo for social media, and `mentioned` whom to mention there, by language.
    """

    id: str
    name: str
    name_as_signed: str
    again: bool
    batch: Batch
    programme: Programme
    published: datetime
    moment: datetime
    urls: dict[str, str]
    photos: tuple[PackedPhoto, ...]
    withheld: tuple[LeftOut, ...]
    square: PackedPhoto | None = None
    mentioned: Mapping[str, tuple[Tagged, ...]] = field(default_factory=dict)

    def url(self, lang: str) -> str:
        """Its page on the site."""
        return self.urls[lang]
