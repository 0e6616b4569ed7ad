"""Whom to mention on social media: who is on a photo, and everyone who took part, as each network writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from charter.model.batch import Handles, OrganisationRef, Photo, PhotoPerson
from charter.networks import NETWORKS, Network
from charter.views.site import Site


class Mention(NamedTuple):
    """A name, and what it is called on each network where that is known."""

    name: str
    handles: tuple[tuple[str, str], ...]


class Tag(NamedTuple):
    """How to name somebody on a network, and its page there; where no handle is known the plain name and None."""

    network: str
    text: str
    url: str | None


class Tagged(NamedTuple):
    """Somebody to mention: on every network, in their order."""

    name: str
    tags: tuple[Tag, ...]

    @property
    def known(self) -> bool:
        """Whether any network knows it by a handle."""
        return any(tag.url for tag in self.tags)


def mentions(site: Site, photo: Photo, lang: str) -> tuple[Mention, ...]:
    """The organisations of the people on a photo, each once; of who has none the person's own name."""
    return tuple(dict.fromkeys(_mention(site, person, lang) for person in photo.people))


def mention_sheet(site: Site, slug: str, lang: str, scope: str = "social") -> tuple[Tagged, ...]:
    """Who signed, who was host and who is on the photos that may go on social media and may be used as `scope` says too, each once.

    Nobody who was erased, for there is no name to mention.
    """
    found: dict[str, Handles | None] = {}
    for name, handles in _everyone(site, slug, lang, scope):
        found[name] = found.get(name) or handles
    return tuple(Tagged(name, tuple(_tag(network, name, handles) for network in NETWORKS.values())) for name, handles in found.items())


def on_each_network(tagged: Sequence[Tagged]) -> Iterator[tuple[str, str]]:
    """Everyone on one line, for each network on which an account of somebody is known."""
    for tags in zip(*(one.tags for one in tagged), strict=True):
        if any(tag.url for tag in tags):
            yield tags[0].network, ", ".join(tag.text for tag in tags)


def _everyone(site: Site, slug: str, lang: str, scope: str) -> Iterator[tuple[str, Handles | None]]:
    batch = site.state.batches[slug]
    for signature in batch.signatories:
        if found := site.organisation(signature.id):
            yield found.name, _handles(site, signature.id)
    refs = [batch.host] if batch.host else []
    photos = site.published_photos(slug, tuple(batch.all_photos()), "social")
    for photo in (photo for photo in photos if photo.allows(scope, site.state.day)):
        for person in photo.people:
            if person.organisation:
                refs.append(person.organisation)
            else:
                yield person.name, None
    signed = {signature.id for signature in batch.signatories}
    yield from (_named(site, ref, lang) for ref in refs if ref.name or (ref.id not in signed and site.organisation(ref.id or "")))


def _named(site: Site, ref: OrganisationRef, lang: str) -> tuple[str, Handles | None]:
    return site.link_to(ref.id, ref.name, lang).text, _handles(site, ref.id)


def _handles(site: Site, id_: str | None) -> Handles | None:
    found = site.organisation(id_) if id_ else None
    return found.latest.handles if found else None


def _tag(network: Network, name: str, handles: Handles | None) -> Tag:
    handle = handle_of(network.id, getattr(handles, network.id)) if handles else None
    if handle is None:
        return Tag(network.label, name, None)
    user, _, host = handle.partition("@")
    return Tag(network.label, network.mention.format(handle, name=name), network.profile.format(handle, user=user, host=host))


_WORD = r"[A-Za-z0-9_]"
# What a handle looks like without @: as each network lets people choose one.
_SHAPES = {
    "linkedin": r"[\w-]{2,100}", "x": rf"{_WORD}{{1,15}}", "mastodon": rf"{_WORD}(?:[\w.-]{{0,60}}{_WORD})?@(?:[\w-]+\.)+[a-z]{{2,}}",
    "bluesky": r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}", "instagram": r"[\w.]{1,30}", "facebook": r"[A-Za-z0-9.-]{2,80}",
}
# The part of an address that is the handle.
_ADDRESSES = {
    "linkedin": r"linkedin\.com/company/([^/?#]+)", "x": r"(?:x|twitter)\.com/([^/?#]+)",
    "bluesky": r"bsky\.app/profile/([^/?#]+)", "instagram": r"instagram\.com/([^/?#]+)", "facebook": r"(?:facebook|fb)\.com/([^/?#]+)",
}


# What stands there in an address that is nobody's page.
_NOBODY = {
    "x": ("i", "intent", "home", "search", "hashtag", "share"), "instagram": ("p", "reel", "reels", "stories", "explore", "tv"),
    "facebook": ("groups", "pages", "people", "profile.php", "events", "watch", "share", "sharer", "photo", "photo.php", "permalink.php", "story.php"),
}


def handle_of(network: str, typed: str | None) -> str | None:
    """A handle as the network writes it, but without @ before it; from @handle, handle or its web address. None when it is none."""
    text = (typed or "").strip()
    address = re.sub(r"^https?://(?:(?:www|m|[a-z]{2})\.(?=\w+\.\w))?", "", text, flags=re.IGNORECASE)
    if network == "mastodon":
        profile = re.match(r"([\w.-]+)/(?:@|users/)([\w.-]+)/?(?:[?#]|$)", address)
        text = f"{profile[2]}@{profile[1]}" if profile else text
    elif found := re.match(_ADDRESSES[network], address, re.IGNORECASE):
        if found[1].lower() in _NOBODY.get(network, ()):
            return None
        text = found[1]
    text = text.removeprefix("@").strip()
    # Domains know no capitals; of other handles people chose how they are written.
    text = text.lower() if network == "bluesky" else re.sub("@.*", lambda host: host[0].lower(), text)
    return text if re.fullmatch(_SHAPES[network], text, re.ASCII) else None


def _mention(site: Site, person: PhotoPerson, lang: str) -> Mention:
    ref = person.organisation
    if ref is None:
        return Mention(person.name, ())
    name, handles = _named(site, ref, lang)
    return Mention(name, _known(handles) if handles else ())


def _known(handles: Handles) -> tuple[tuple[str, str], ...]:
    return tuple((network.label, network.mention.format(found, name=found)) for network in NETWORKS.values()
                 if (found := handle_of(network.id, getattr(handles, network.id))))
