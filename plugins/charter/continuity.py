"""Looks at a new site beside what was ever published: what would be lost, and what would get another owner."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from charter import urls
from charter.checks import photos
from charter.checks.identity import change_name, gone
from charter.checks.signed import signatures
from charter.content import read_content
from charter.model.folder import Records, batch_path
from charter.model.published import PUBLISHED, Published, hash_of
from charter.pages import HandPage
from charter.problems import Problem
from charter.published import LISTING, Identities, erased_ids, is_of, page_name, shows_erased
from charter.records import FIRST_LINE, Where
from charter.redirects import leads_to
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


def compare(site: NewSite, before: Published) -> tuple[list[Problem], dict[str, str]]:
    """What is wrong with it, and which lost address leads to which."""
    erased, pictures = erased_ids(site.state), _by_owner(site.now.images)
    redirects: dict[str, str] = {}
    lost: dict[Cause, list[str]] = defaultdict(list)
    for entry, owner in _missing(before, site.now):
        to = leads_to(entry, owner, site.now, pictures)
        if to:
            redirects[entry] = to
        elif not is_of(owner, erased) and not _may_go(site, owner):
            lost[_cause(site, entry, owner)].append(entry)
    problems = [_problem(site, before, "published-lost", cause, entries, "is gepubliceerd en zou verdwijnen", "was published and would vanish")
                for cause, entries in lost.items()]
    return [*problems, *_reused(site, before)], redirects


def _missing(before: Published, now: Identities) -> Iterator[tuple[str, str]]:
    """Every entry that the new site lacks, with its owner."""
    for table, there in ((before.urls, now.urls), (before.images, now.images)):
        yield from ((entry, table[entry]) for entry in sorted(table.keys() - there.keys()))
    yield from ((entry, name) for entry, name in before.feed_ids.items() if name not in now.names)


def _by_owner(images: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for address, owner in images.items():
        if owner != LISTING:
            found[owner].append(address)
    return found


def _whose(owner: str) -> tuple[str, str, str]:
    """Kind, name and, of a picture, the file: `batch:<slug>/groep.jpg`."""
    kind, _, rest = owner.partition(":")
    return (kind, *rest.partition("/")[::2]) if kind in ("batch", "signatory") else (kind, rest, "")


def _may_go(site: NewSite, owner: str) -> bool:
    """A picture may, when the record says why it had to, or when it shows somebody who had the details removed."""
    kind, name, file = _whose(owner)
    for slug in [name] if kind == "batch" else site.signed_in.get(name, ()):
        batch = site.state.batches.get(slug)
        if file and batch and (any(one.rule == "published-lost" for one in batch.accept) or any(
                photo.file == file and shows_erased(site.state, batch, where, photo) for where, photo in photos(batch))):
            return True
    return False


def _cause(site: NewSite, entry: str, owner: str) -> Cause:
    kind, name, file = _whose(owner)
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
    for slug in [name] if kind == "batch" else site.signed_in.get(name, ()):
        there = [where for where, photo in photos(site.records.batches[slug]) if photo.file == file]
        return Cause(batch_path(slug), (*there[0], "file") if there else ("photos",),
                     f"zet {file} terug, geef de foto die ervoor in de plaats komt die naam, of zeg waarom zij weg moest: "
                     "accept: [{rule: published-lost, because: ...}]",
                     f"put {file} back, give the photo in its place that name, or say why it had to go: "
                     "accept: [{rule: published-lost, because: ...}]")
    return None


def _moved_page(site: NewSite, entry: str, owner: str) -> Cause | None:
    """A hand-written page that is there, but at another address or not public yet."""
    lang = "en" if entry.startswith("/en/") else "nl"
    for page in site.hand:
        if page_name(page) == owner and (page.lang == lang or entry.startswith("urn:")):
            old = entry.rstrip("/").rpartition("/")[2]
            if old != page.slug and not entry.startswith("urn:"):
                return Cause(_shown(site, page), ("slug",), "geef de pagina haar adres terug", "give the page its address back", (page.slug, old))
            return Cause(_shown(site, page), ("date",), "wat openbaar was, blijft openbaar; zet deze datum terug",
                         "what was public stays public; put this date back")
    return None


def _shown(site: NewSite, page: HandPage) -> str:
    return Path(os.path.relpath(site.content / page.source, site.records.folder)).as_posix()


def _reused(site: NewSite, before: Published) -> Iterator[Problem]:
    """What was published stands for the same thing for ever.

    published-reused:
      nl: >-
        Een adres dat ooit is gepubliceerd, krijgt nooit een andere inhoud: wie erheen verwijst, zou iets heel anders aanwijzen. Dat
        geldt ook voor het id van een ondertekenaar die haar gegevens liet verwijderen: daarvan is alleen een hash bewaard.
        Kies een ander adres of een ander id.
      en: >-
        An address that was ever published never gets other content: whoever links to it would point at something else
        altogether. That holds as well for the id of a signatory that had its details removed: only a hash of it was kept.
        Choose another address or another id.
      fails: (een geschreven pagina krijgt het adres dat eerder van een andere pagina was)
      passes: (de nieuwe pagina krijgt een nieuw adres)
    """
    taken: dict[Cause, list[str]] = defaultdict(list)
    there = site.now.urls
    for entry, owner in before.urls.items():
        if there.get(entry, owner) != owner:
            taken[_taker(site, there[entry], f"dat was van {owner}; kies een ander", f"it belonged to {owner}; choose another")].append(entry)
    for cause, entries in taken.items():
        yield _problem(site, before, "published-reused", cause, entries, "krijgt een andere eigenaar", "gets another owner")
    again: dict[Cause, list[str]] = defaultdict(list)
    for entry, owner in _new(site.now, before) if before.erased else ():
        if hash_of(entry) in before.erased:
            again[_taker(site, owner, "kies een nieuw id; was dit een vergissing in changes.yaml, zet withdrawn: erased dan terug",
                         "choose a new id; if this was a slip in changes.yaml, put withdrawn: erased back")].append(entry)
    for cause, entries in again.items():
        yield _problem(site, before, "published-reused", cause, entries, "was van een ondertekenaar die haar gegevens liet verwijderen",
                       "belonged to a signatory that had its details removed")


def _new(now: Identities, before: Published) -> Iterator[tuple[str, str]]:
    """Every entry that was not published before."""
    for table, known in ((now.urls, before.urls), (now.images, before.images)):
        yield from ((entry, table[entry]) for entry in sorted(table.keys() - known.keys()))
    yield from sorted((urls.feed_id(*name.split(":", 1)), name) for name in now.names - set(before.feed_ids.values()))


def _taker(site: NewSite, owner: str, nl: str, en: str) -> Cause:
    """Where the new owner says what it is."""
    kind, name, _ = _whose(owner)
    if kind == "batch":
        return Cause(batch_path(name), (FIRST_LINE,), nl, en)
    if kind == "page":
        return Cause(next(_shown(site, page) for page in site.hand if page_name(page) == owner), ("slug",), nl, en)
    for path, _, number, signature in signatures(site.records) if kind == "signatory" else ():
        if signature.id == name:
            return Cause(path, ("signatories", number, "id"), nl, en)
    return Cause(PUBLISHED, (), nl, en)


def _problem(site: NewSite, before: Published, rule: str, cause: Cause, entries: Sequence[str], nl: str, en: str) -> Problem:
    more = len(entries) - 1
    nl = f"{entries[0]} {f'(en nog {more}) ' if more else ''}{nl}: {cause.nl}"
    en = f"{entries[0]} {f'(and {more} more) ' if more else ''}{en}: {cause.en}"
    if cause.path == PUBLISHED:
        return before.problem(entries[0], rule, nl, en)
    record = (read_content(site.records.folder / cause.path, cause.path)[0] if cause.path.endswith(".md")
              else site.records.record(cause.path))
    line = record.line(record.mark(cause.where)[0])
    suggestion = line.replace(*cause.write) if cause.write and line.count(cause.write[0]) == 1 else None
    return record.problem(cause.where, rule, nl, en, suggestion=suggestion)
