"""Rules over published.json: what has been published keeps its name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from charter.checks.signed import signatures
from charter.model.batch import Batch
from charter.model.changes import Change, erased_ids
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Bilingual, Problem
from charter.records import FIRST_LINE, Where
from charter.state import published_at

_MANY = 200     # names that are new; with more the records are others, and no name is a slip


def published_lost(records: Records) -> Iterator[Problem]:
    """Everything that was ever published is still there, or leads on.

    published-lost:
      nl: >-
        Een adres, een feed-id of een foto die ooit is gepubliceerd, verdwijnt niet: anderen verwijzen ernaar, en een lezer van
        feeds zou hetzelfde bericht nog eens krijgen. Laat daarom de map van een ondertekening, elk id en elke regel in changes.yaml
        zoals zij zijn. Een nieuwe naam, een fusie of een vertrek komt erbij in changes.yaml. Moest een foto weg, omdat iemand
        de toestemming introk, zet dan accept met de reden in het record.
      en: >-
        An address, a feed id or a photo that was ever published does not vanish: others link to it, and a reader of feeds would
        get the same item again. So leave the folder of a signing, every id and every line of changes.yaml as they are. A new
        name, a merger or a departure is added to changes.yaml. If a photo had to go, because somebody withdrew consent, put
        accept with the reason in the record.
      fails: (na publicatie is de map 2026-03-12-utrecht hernoemd)
      passes: (de map heet nog zoals bij de publicatie)
    """
    unread = any(p.path == "changes.yaml" and p.level == "error" for p in records.problems)
    if records.published is None or not records.complete or unread:
        return      # what is missing may stand in a record that cannot be read
    owners = set(records.published.feed_ids.values())
    yield from _batches(records, owners)
    yield from _signatories(records, owners)
    yield from _changes(records, owners)


def _of(kind: str, owners: set[str]) -> set[str]:
    return {owner.removeprefix(f"{kind}:") for owner in owners if owner.startswith(f"{kind}:")}


def _batches(records: Records, owners: set[str]) -> Iterator[Problem]:
    known, ids = _of("batch", owners), _of("signatory", owners)
    # In a folder that was renamed sign those who were published; in a new one others do.
    renamed = {slug for slug, batch in records.batches.items() if slug not in known and any(s.id in ids and not s.again for s in batch.signatories)}
    alike = _alike(known - records.batches.keys(), renamed)
    for slug in sorted(known - records.batches.keys()):
        if slug in alike:
            yield records.problem(batch_path(alike[slug]), (FIRST_LINE,), "published-lost",
                                  f"de map van deze ondertekening heette `{slug}` toen zij werd gepubliceerd; geef de map die naam terug",
                                  f"the folder of this signing was called `{slug}` when it was published; give the folder that name again")
        else:
            yield _gone(records, f"batch:{slug}")


def _signatories(records: Records, owners: set[str]) -> Iterator[Problem]:
    known, erased = _of("signatory", owners), erased_ids(records.changes)
    here = {signature.id: (path, number) for path, _, number, signature in signatures(records)}
    lost = known - here.keys() - erased
    # In a ceremony that was published nobody comes to sign later.
    published = {batch_path(slug) for slug in _of("batch", owners)}
    alike = _alike(lost, {id_ for id_, (path, _) in here.items() if id_ not in known and path in published})
    for id_ in sorted(lost):
        if id_ in alike:
            path, number = here[alike[id_]]
            line = records.record(path).line(records.record(path).mark(("signatories", number, "id"))[0])
            yield records.problem(path, ("signatories", number, "id"), "published-lost",
                                  f"dit id was `{id_}` toen het werd gepubliceerd en verandert nooit; een nieuwe naam hoort in changes.yaml",
                                  f"this id was `{id_}` when it was published and never changes; a new name belongs in changes.yaml",
                                  suggestion=line.replace(alike[id_], id_) if line.count(alike[id_]) == 1 else None)
        else:
            yield _gone(records, f"signatory:{id_}")


def _changes(records: Records, owners: set[str]) -> Iterator[Problem]:
    erased = erased_ids(records.changes)
    here = {change_name(change): number for number, change in enumerate(records.changes)}
    for name in sorted(_of("change", owners) - here.keys()):
        day, id_, kind = [*name.split(":"), "", ""][:3]
        # The same change on another day was moved; whoever typed it can see what it was.
        moved = next((n for other, n in here.items() if other.split(":")[1:] == [id_, kind] and other not in _of("change", owners)), None)
        if id_ in erased:
            continue
        if moved is None:
            yield _gone(records, f"change:{name}")
            continue
        line = records.record("changes.yaml").line(records.record("changes.yaml").mark((moved, "date"))[0])
        now = records.changes[moved].date.isoformat()
        yield records.problem("changes.yaml", (moved, "date"), "published-lost",
                              f"deze wijziging is gepubliceerd met de datum {day}; die verandert niet meer",
                              f"this change was published with the date {day}, which does not change any more",
                              suggestion=line.replace(now, day, 1) if now in line else None)


def published_hidden(records: Records, today: date) -> Iterator[Problem]:
    """A ceremony or change that was published, and that is not public at the end of `today`.

    Not one of RULES: a preview and a look at the past may show what `charter check` refuses.
    """
    published = records.published
    if published is None or today < published.as_of.date():
        return
    owners, until = set(published.feed_ids.values()), datetime.combine(today, time.max)
    items: list[tuple[str, Where, Batch | Change]] = [
        *((batch_path(slug), (), batch) for slug, batch in records.batches.items() if f"batch:{slug}" in owners),
        *(("changes.yaml", (number,), change) for number, change in enumerate(records.changes) if f"change:{change_name(change)}" in owners)]
    for path, where, item in items:
        if published_at(item) > until:
            yield records.problem(path, (*where, "publish_at" if item.publish_at else "date"), "published-lost",
                                  "dit is al gepubliceerd, en wat openbaar was, blijft openbaar; zet dit moment terug",
                                  "this was published, and what was public stays public; put this moment back")


def change_name(change: Change) -> str:
    """What its feed id is made of, after `change:`."""
    return f"{change.date.isoformat()}:{change.id}:{change.kind}"


def _alike(lost: set[str], new: set[str]) -> dict[str, str]:
    """By lost name the new one that it most likely became; none is taken twice."""
    found: dict[str, str] = {}
    left = sorted(new) if len(new) <= _MANY and len(lost) <= _MANY else []
    for name in sorted(lost):
        for near in difflib.get_close_matches(name, left, 1):
            found[name] = near
            left.remove(near)
    return found


def _gone(records: Records, owner: str) -> Problem:
    assert records.published
    said = gone(owner)
    return records.published.problem(records.published.first[owner], "published-lost", said.nl, said.en)


_GONE: dict[str, Callable[[str], Bilingual]] = {
    "batch": lambda slug: Bilingual(f"de map `{slug}` met een gepubliceerde ondertekening ontbreekt; zet haar terug",
                                    f"the folder `{slug}` with a published signing is missing; put it back"),
    "signatory": lambda id_: Bilingual(
        f"de gepubliceerde ondertekenaar `{id_}` ontbreekt; zet het id terug in het record. Vertrek of fusie hoort in changes.yaml",
        f"the published signatory `{id_}` is missing; put the id back in the record. Leaving or merging belongs in changes.yaml"),
    "change": lambda name: Bilingual(f"de gepubliceerde wijziging `{name}` ontbreekt; zet haar terug in changes.yaml",
                                     f"the published change `{name}` is missing; put it back in changes.yaml"),
    "page": lambda source: Bilingual(f"de gepubliceerde pagina `{source}` ontbreekt; zet het bestand terug met hetzelfde adres",
                                     f"the published page `{source}` is missing; put the file back with the same address"),
}


def gone(owner: str) -> Bilingual:
    """What to do when the owner of something published cannot be found."""
    kind, _, rest = owner.partition(":")
    return _GONE[kind](rest) if kind in _GONE else Bilingual("dit adres is gepubliceerd en ontbreekt in de nieuwe site; zet terug wat er stond",
                                                             "this address was published and is missing in the new site; put back what stood there")
