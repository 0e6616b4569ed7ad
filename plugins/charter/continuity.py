"""Looks at a new site beside what was ever published: what would be lost, and what would get another owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from charter import urls
from charter.causes import Cause, NewSite, cause_of_loss, cause_of_reuse, parts_of, renamed_from, spoken
from charter.checks import photos
from charter.content import read_content
from charter.model.changes import erased_ids
from charter.model.published import PUBLISHED, Published, hash_of
from charter.problems import Bilingual, Problem
from charter.published import LISTING, Identities, is_of, neutral_folders, shows_erased
from charter.redirects import leads_to


def compare(site: NewSite, before: Published) -> tuple[list[Problem], dict[str, str]]:
    """What is wrong with it, and which lost address leads to which."""
    erased, pictures = erased_ids(site.state.changes), _by_owner(site.now.images)
    redirects: dict[str, str] = {}
    lost: dict[Cause, list[str]] = defaultdict(list)
    neutral, withdrawn = neutral_folders(site.now), site.records.withdrawn
    for entry, owner in _missing(before, site.now):
        if withdrawn and withdrawn.holds(entry):
            continue        # where others show the photo stands a neutral picture, and it leads to no other photo
        is_withheld = entry.rpartition("/")[0] in neutral
        # What may not be shown in newsletters or on social media leads to no picture of the page either.
        to = None if is_withheld and "/photo-" not in entry else leads_to(entry, owner, site.now, pictures)
        if is_withheld and to is None:
            continue
        if to:
            redirects[entry] = to
        elif not is_of(owner, erased) and not _may_go(site, owner):
            lost[cause_of_loss(site, entry, owner)].append(entry)
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


def _may_go(site: NewSite, owner: str) -> bool:
    """A picture may, when the record says why it had to, or when it shows somebody who had the details removed."""
    kind, name, file = parts_of(owner)
    for slug in [name] if kind == "batch" else site.signed_in.get(name, ()):
        batch = site.state.batches.get(slug)
        if file and batch and (any(one.rule == "published-lost" for one in batch.accept) or any(
                photo.file == file and shows_erased(site.state, batch, where, photo) for where, photo in photos(batch))):
            return True
    return False


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
            taken[cause_of_reuse(site, entry, there[entry], *_instead(site, entry, owner, there[entry]))].append(entry)
    for cause, entries in taken.items():
        yield _problem(site, before, "published-reused", cause, entries, "krijgt een andere eigenaar", "gets another owner")
    again: dict[Cause, list[str]] = defaultdict(list)
    for entry, owner in _new(site.now, before) if before.erased else ():
        if hash_of(entry) in before.erased:
            again[cause_of_reuse(site, entry, owner, "kies een nieuw id; was dit een vergissing in changes.yaml, zet withdrawn: erased dan terug",
                         "choose a new id; if this was a slip in changes.yaml, put withdrawn: erased back")].append(entry)
    for cause, entries in again.items():
        yield _problem(site, before, "published-reused", cause, entries, "was van een ondertekenaar die haar gegevens liet verwijderen",
                       "belonged to a signatory that had its details removed")


def _instead(site: NewSite, entry: str, owner: str, taker: str) -> Bilingual:
    """What to do about an address that was another's; a page whose file has another name needs its name back."""
    was, name = spoken(owner), renamed_from(site, entry, owner, taker)
    if name:
        return Bilingual(f"het bestand van deze pagina heette {name} toen zij werd gepubliceerd; geef het die naam terug",
                         f"the file of this page was called {name} when it was published; give it that name again")
    return Bilingual(f"dat was van {was.nl}; kies een ander", f"it belonged to {was.en}; choose another")


def _new(now: Identities, before: Published) -> Iterator[tuple[str, str]]:
    """Every entry that was not published before."""
    for table, known in ((now.urls, before.urls), (now.images, before.images)):
        yield from ((entry, table[entry]) for entry in sorted(table.keys() - known.keys()))
    yield from sorted((urls.feed_id(*name.split(":", 1)), name) for name in now.names - set(before.feed_ids.values()))


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
