"""Whom to mention with a photo on social media: who is on it, from left to right."""

from __future__ import annotations

from typing import NamedTuple

from charter.model.batch import Handles, Photo, PhotoPerson
from charter.views.site import Site

NETWORKS = {"linkedin": "LinkedIn", "x": "X", "mastodon": "Mastodon", "bluesky": "Bluesky", "instagram": "Instagram", "facebook": "Facebook"}


class Mention(NamedTuple):
    """A name, and what it is called on each network where that is known."""

    name: str
    handles: tuple[tuple[str, str], ...]


def mentions(site: Site, photo: Photo, lang: str) -> tuple[Mention, ...]:
    """The organisations of the people on a photo, each once; of who has none the person's own name."""
    return tuple(dict.fromkeys(_mention(site, person, lang) for person in photo.people))


def _mention(site: Site, person: PhotoPerson, lang: str) -> Mention:
    ref = person.organisation
    if ref is None:
        return Mention(person.name, ())
    found = site.organisation(ref.id) if ref.id else None
    handles = found.latest.handles if found else None
    return Mention(site.link_to(ref.id, ref.name, lang).text, _known(handles) if handles else ())


def _known(handles: Handles) -> tuple[tuple[str, str], ...]:
    return tuple((label, handle) for network, label in NETWORKS.items() if (handle := getattr(handles, network)))
