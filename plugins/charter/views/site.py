"""What every view starts from: the state, the photos, and how an address is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from charter import prose, urls
from charter.model.addresses import address_behind
from charter.model.batch import SCOPES, Batch, Correction, Photo
from charter.model.programme import Programme
from charter.model.types import LongText
from charter.photos import Picture
from charter.state import Organisation, State, published_at
from charter.views import words
from charter.views.naming import name_on, named_at

ROLE_FOR = {"newsletter": "mail", "social": "square"}      # the picture that shows that a use is allowed
SMALL = 960     # pixels of the widest photo that a feed carries


class Prose(NamedTuple):
    """A text and the language that it is really in."""

    html: str
    lang: str


class Jpeg(NamedTuple):
    """One JPEG of a photo; its address begins with /, width and height are pixels."""

    url: str
    width: int
    height: int
    bytes: int


class Image(NamedTuple):
    """A photo with everything that a page says of it; addresses begin with /."""

    avif: str               # srcset
    jpeg: str               # srcset
    src: str                # the largest JPEG
    width: int              # of src, in pixels
    height: int
    alt: str
    alt_lang: str
    caption: str
    credit: str
    small: Jpeg             # of 960 pixels or less, for feeds
    mails: tuple[Jpeg, ...]     # for newsletters, smallest first; none without consent for these
    square: Jpeg | None     # for social media; None without consent for these


class Link(NamedTuple):
    """A text that leads somewhere; `url` None is only the text."""

    text: str
    url: str | None


@lru_cache(maxsize=512)
def html_of(text: str, headings_from: int, root: str) -> str:
    """CommonMark, rendered once for the article and the profile that both show it; its links stay on the site."""
    return prose.rooted(prose.to_html(text, headings_from), root)


@dataclass(eq=False)        # one a build: views may be remembered by it
class Site:
    """The state and the photos of one build. `pictures` is by (slug of the batch, file name)."""

    state: State
    digests: dict[str, str]                         # of every record, by path
    base_url: str                                   # without slash at the end
    pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)
    preview: bool = False
    _labels: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _links: dict[tuple[str | None, str | None, str], Link] = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """The path of the base address, '' for most sites."""
        return urlsplit(self.base_url).path.rstrip("/")

    def labels(self, terms: str, lang: str) -> dict[str, str]:
        """The words for codes of charter.yaml; `terms` is dimensions, sectors, kinds or sizes."""
        key = (terms, lang)
        if key not in self._labels:
            self._labels[key] = {term.code: term.label(lang) for term in getattr(self.state.programme, terms)}
        return self._labels[key]

    def href(self, kind: str, lang: str, *parts: str, page: int = 1) -> str:
        """An address on this site, from the root of the host."""
        return f"{self.root}/{urls.path(kind, lang, *parts, page=page)}"

    def absolute(self, href: str) -> str:
        """The same address with host, for feeds and newsletters."""
        return self.base_url + href.removeprefix(self.root)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.state.programme.timezone)

    def zoned(self, moment: datetime) -> datetime:
        """A local moment with its distance from UTC, for machines."""
        return moment.replace(tzinfo=self._zone)

    def prose(self, text: LongText | None, lang: str, headings_from: int = 2) -> Prose | None:
        """A text of a record, rendered, or None."""
        return Prose(html_of(text(lang), headings_from, self.root), text.language(lang)) if text else None

    @property
    def origin(self) -> str:
        """The base address without its path: what stands before an href."""
        return self.base_url.removesuffix(self.root)

    def organisation(self, id_: str) -> Organisation | None:
        """A signatory with a page, or None."""
        found = self.state.organisations.get(id_)
        return found if found and found.status != "erased" else None

    def names_in(self, batch: Batch, lang: str) -> list[str]:
        """The names as signed, in order of signing."""
        return [s.name if self.organisation(s.id) else words.ERASED[lang] for s in batch.signatories]

    def link_to(self, id_: str | None, name: str | None, lang: str) -> Link:
        """A signatory by its id, as it was called then (`name`) or is called now; or any other name."""
        key = (id_, name, lang)
        if key not in self._links:
            self._links[key] = self._link(id_, name, lang)
        return self._links[key]

    def _link(self, id_: str | None, name: str | None, lang: str) -> Link:
        if id_ is None:
            return Link(name or "", None)
        found = self.organisation(id_)
        if found is None:
            return Link(words.ERASED[lang] if id_ in self.state.organisations else name or words.OTHER[lang], None)
        return Link(name or found.name, self.href("profile", lang, id_))

    def published_photos(self, slug: str, photos: Sequence[Photo], scope: str = "web") -> list[Photo]:
        """The photos that everyone on them allows for a use, and that nobody erased is on.

        Every use fetches the picture from the site, so every use needs consent for the web too.
        """
        day, role = self.state.day, ROLE_FOR.get(scope, "photo")
        # The pictures say what every record allows that names the photo; this entry may allow less than another.
        return [p for p in photos if self._has(slug, p, role) and p.allows("web", day) and p.allows(scope, day) and not any(
            person.organisation and person.organisation.id in self.state.organisations
            and not self.organisation(person.organisation.id) for person in p.people)]

    def _has(self, slug: str, photo: Photo, role: str) -> bool:
        found = self.pictures.get((slug, photo.file))
        return found is not None and any(d.role == role for d in found.derivatives)

    def images(self, slug: str, photos: Sequence[Photo], lang: str, scope: str = "web") -> tuple[Image, ...]:
        """The same photos as values for templates."""
        return tuple(self._image(slug, self.state.batches[slug], photo, lang) for photo in self.published_photos(slug, photos, scope))

    def caption(self, slug: str, photo: Photo, lang: str) -> str:
        """Who is on a photo, each organisation as it was called then."""
        batch = self.state.batches[slug]
        names = {o.id: name_on(o, batch.date) for person in photo.people if person.organisation
                 for o in [self.organisation(person.organisation.id or "")] if o}
        return words.caption(photo, names | {s.id: s.name for s in batch.signatories}, lang)

    def _image(self, slug: str, batch: Batch, photo: Photo, lang: str) -> Image:
        picture = self.pictures[slug, photo.file]
        sets = {kind: ", ".join(f"{self.root}/{d.url_path} {d.width}w" for d in picture.derivatives if (d.role, d.kind) == ("photo", kind))
                for kind in ("avif", "jpeg")}
        jpegs = {role: [Jpeg(f"{self.root}/{d.url_path}", d.width, d.height, d.bytes)
                        for d in picture.derivatives if (d.role, d.kind) == (role, "jpeg")] for role in ("photo", "mail", "square")}
        largest = jpegs["photo"][-1]
        small = next(found for found in reversed(jpegs["photo"]) if found.width <= SMALL or found is jpegs["photo"][0])
        alt, alt_lang = words.alt_text(photo, batch, lang)
        return Image(sets["avif"], sets["jpeg"], largest.url, largest.width, largest.height,
                     alt, alt_lang, self.caption(slug, photo, lang), photo.credit,
                     small, tuple(jpegs["mail"]), next(iter(jpegs["square"]), None))

    def corrections(self, batch: Batch) -> list[Correction]:
        """Those that have been made at the moment of the build."""
        return [c for c in batch.corrections if self.state.moment is None or c.at <= self.state.moment]

    @cached_property
    def published(self) -> dict[str, datetime]:
        """When each batch became or becomes public, by slug."""
        return {slug: published_at(batch) for slug, batch in self.state.batches.items()}

    @cached_property
    def retold(self) -> dict[str, list[datetime]]:
        """When what a batch says of anybody changed, by slug: it was erased, or the name of a guest or host came to be known."""
        gone: dict[str, list[datetime]] = {}
        for change in self.state.changes:
            if change.withdrawn == "erased" and change.id in self.state.organisations:
                gone.setdefault(change.id, []).append(published_at(change))
        return {slug: [*(moment for id_ in _named_in(batch) & gone.keys() for moment in gone[id_]), *self._introduced(batch)]
                for slug, batch in self.state.batches.items()}

    def _introduced(self, batch: Batch) -> Iterator[datetime]:
        for id_ in _named_in(batch) - {signature.id for signature in batch.signatories}:
            guest = self.organisation(id_)
            if guest:
                yield named_at(guest, self.published, batch.date)

    @cached_property
    def batch_keys(self) -> dict[str, str]:
        """A digest of everything that pages about a batch depend on, by slug."""
        return {slug: self._batch_key(slug, batch) for slug, batch in self.state.batches.items()}

    def _batch_key(self, slug: str, batch: Batch) -> str:
        photos = list(batch.all_photos())
        others = [(r, o.status, o.name, name_on(o, batch.date), o.latest.handles) for r in sorted(_named_in(batch)) if (o := self.state.organisations.get(r))]
        pictures = [(self.pictures.get((slug, p.file)), [p.allows(scope, self.state.day) for scope in SCOPES]) for p in photos]
        return digest(slug, self.digests[f"{slug}/batch.yaml"], others, pictures, self.state.totals.get(slug),
                      self.state.embargoed.get(slug), len(self.corrections(batch)))


def _named_in(batch: Batch) -> set[str]:
    """The ids of all that a batch names: who signed, who is on a photo, and the host."""
    guests = (person.organisation for photo in batch.all_photos() for person in photo.people)
    return {s.id for s in batch.signatories} | {ref.id for ref in (batch.host, *guests) if ref and ref.id}


def helpdesk_link(programme: Programme) -> Link | None:
    """Where the helpdesk is: on the web, behind an e-mail address, or only in words."""
    found = programme.publisher.helpdesk
    return Link(found, address_behind(found)) if found else None


def digest(*parts: object) -> str:
    """A short digest of values whose repr says everything about them."""
    return digest_text(repr(parts))


def digest_text(text: str) -> str:
    """A short digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
