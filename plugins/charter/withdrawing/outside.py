"""Copies that we cannot take back: since when a photo or an article may stand in newsletters, posts and the press."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from charter.model.batch import Batch, Photo
from charter.model.programme import Programme
from charter.state import published_at
from charter.views.words import headline

SCOPES = ("newsletter", "social", "press")


class Copy(NamedTuple):
    """A photo, or with `file` '' an article, that others may have since a day; `scopes` are those of model.batch."""

    since: date
    scopes: tuple[str, ...]
    file: str
    title: str
    slug: str


def copies(programme: Programme, slug: str, batch: Batch, files: Collection[str], named: bool, now: datetime) -> Iterator[Copy]:
    """Of one ceremony: its photos in `files`, and its article when that named the person. Nothing that has yet to come."""
    title = batch.title("nl") if batch.title else headline(programme, [signer.name for signer in batch.signatories], "nl")
    public = published_at(batch)
    if public > now:
        return
    if named:
        yield Copy(public.date(), SCOPES, "", title, slug)
    for photo in {photo.file: photo for photo in batch.all_photos() if photo.file in files}.values():
        days: dict[date, list[str]] = {}
        for scope in SCOPES:
            since = max(public.date(), *_consents(photo, scope))
            if photo.allows(scope) and since <= now.date():
                days.setdefault(since, []).append(scope)
        yield from (Copy(since, tuple(scopes), photo.file, title, slug) for since, scopes in sorted(days.items()))


def _consents(photo: Photo, scope: str) -> Iterator[date]:
    yield date.min
    for person in photo.people:
        day = getattr(person.consent or photo.consent, scope, None)
        if day:
            yield day
