"""Why something published would be lost or reused, and the place in the records where that is mended."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from charter.checks import photos
from charter.checks.identity import change_name, gone
from charter.checks.signed import signatures
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.published import PUBLISHED
from charter.pages import HandPage
from charter.problems import Bilingual
from charter.published import Identities, page_name
from charter.records import FIRST_LINE, Where
from charter.state import State


class Cause(NamedTuple):
    """Why something is lost or reused, and where that is mended; one Problem tells of all that it takes along."""

    path: str
    where: Where
    nl: str
    en: str
    write: tuple[str, str] | None = None        # what stands on the line, and what to write instead


@dataclass(frozen=True)
class NewSite:
    """A site that is ready to take the place of the old one. `hand` has every page, also those that are not public yet."""

    records: Records
    state: State
    hand: Sequence[HandPage]
    content: Path
    now: Identities

    @cached_property
    def signed_in(self) -> dict[str, list[str]]:
        """The batches that an id signed in, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, *_, signature in signatures(self.records):
            found[signature.id].append(path.partition("/")[0])
        return found


def parts_of(owner: str) -> tuple[str, str, str]:
    """Kind, name and, of a picture, the file: `batch:<slug>/groep.jpg`."""
    kind, _, rest = owner.partition(":")
    return (kind, *rest.partition("/")[::2]) if kind in ("batch", "signatory") else (kind, rest, "")


def cause_of_loss(site: NewSite, entry: str, owner: str) -> Cause:
    """Of an entry that the site lacks."""
    kind, name, file = parts_of(owner)
    found: Cause | None = None
    if kind in ("batch", "signatory"):
        found = _hidden_batch(site, kind, name) or (_photo(site, kind, name, file) if file else None)
    elif kind == "change":
        found = _hidden_change(site, name)
    elif kind == "page":
        found = _moved_page(site, entry, owner)
    return found or Cause(PUBLISHED, (), *gone(f"{kind}:{name}" if name else owner))


def _hidden_batch(site: NewSite, kind: str, name: str) -> Cause | None:
    """The batch that is there and yet not public: then its signatories and pictures go with it."""
    slugs = [name] if kind == "batch" else site.signed_in.get(name, [])
    if any(slug in site.state.batches for slug in slugs) or not site.records.batches.keys() & slugs:
        return None
    batch = site.records.batches[slugs[0]]
    return Cause(batch_path(slugs[0]), ("publish_at" if batch.publish_at else "date",),
                 "wat openbaar was, blijft openbaar; zet dit moment terug", "what was public stays public; put this moment back")


def _hidden_change(site: NewSite, name: str) -> Cause | None:
    for number, change in enumerate(site.records.changes):
        if change_name(change) == name:
            if change not in site.state.changes:
                return Cause("changes.yaml", (number, "publish_at" if change.publish_at else "date"),
                             "wat openbaar was, blijft openbaar; zet dit moment terug", "what was public stays public; put this moment back")
            return _hidden_batch(site, "signatory", change.id)
    return None


def _photo(site: NewSite, kind: str, name: str, file: str) -> Cause | None:
    slugs = [name] if kind == "batch" else site.signed_in.get(name, [])
    for slug in filter(site.records.batches.__contains__, slugs):
        there = [where for where, photo in photos(site.records.batches[slug]) if photo.file == file]
        return Cause(batch_path(slug), (*there[0], "file") if there else ("photos",),
                     f"zet {file} terug, geef de foto die ervoor in de plaats komt die naam, of zeg waarom zij weg moest: "
                     "accept: [{rule: published-lost, because: ...}]",
                     f"put {file} back, give the photo in its place that name, or say why it had to go: "
                     "accept: [{rule: published-lost, because: ...}]")
    return None


def _page_of(site: NewSite, owner: str, entry: str) -> HandPage | None:
    """The hand-written page that owns an entry, in the language of its address."""
    lang = "en" if entry.startswith("/en/") else "nl"
    return next((page for page in site.hand if page_name(page) == owner and (page.lang == lang or entry.startswith("urn:"))), None)


def _moved_page(site: NewSite, entry: str, owner: str) -> Cause | None:
    """A hand-written page that is there, but at another address or not public yet."""
    page, old = _page_of(site, owner, entry), entry.rstrip("/").rpartition("/")[2]
    if page is None:
        return None
    if old != page.slug and not entry.startswith("urn:"):
        return Cause(_shown(site, page), ("slug",), "geef de pagina haar adres terug", "give the page its address back", (page.slug, old))
    return Cause(_shown(site, page), ("date",), "wat openbaar was, blijft openbaar; zet deze datum terug",
                 "what was public stays public; put this date back")


def renamed_from(site: NewSite, entry: str, owner: str, taker: str) -> str | None:
    """The file name that a page had, when the page that now has its address must be the same: that file is gone."""
    page = _page_of(site, taker, entry)
    if page is None or not owner.startswith("page:") or _page_of(site, owner, entry):
        return None
    old, language = owner.removeprefix("page:").removesuffix(".md"), f".{page.lang}"
    return f"{old}{language if f'{language}.' in page.source else ''}.md"


def _shown(site: NewSite, page: HandPage) -> str:
    return Path(os.path.relpath(site.content / page.source, site.records.folder)).as_posix()


_KINDS = {"batch": ("ondertekening", "signing"), "signatory": ("ondertekenaar", "signatory"), "page": ("pagina", "page")}


def spoken(owner: str) -> Bilingual:
    """Whose an address is, as people say it."""
    kind, _, name = owner.partition(":")
    nl, en = _KINDS.get(kind, ("een overzicht", "a listing"))
    return Bilingual(f"{nl} {name}".strip(), f"{en} {name}".strip())


def cause_of_reuse(site: NewSite, entry: str, owner: str, nl: str, en: str) -> Cause:
    """Of an entry that gets a new owner: where that says what it is."""
    kind, name, _ = parts_of(owner)
    if kind == "batch":
        return Cause(batch_path(name), (FIRST_LINE,), nl, en)
    if page := _page_of(site, owner, entry):
        return Cause(_shown(site, page), ("slug",), nl, en)
    for path, _, number, signature in signatures(site.records) if kind == "signatory" else ():
        if signature.id == name:
            return Cause(path, ("signatories", number, "id"), nl, en)
    return Cause(PUBLISHED, (), nl, en)
