"""Rules over signatures: each id once, codes and ids that exist, and what a signature must say."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from charter.model.batch import Batch, Photo, Signature
from charter.model.folder import Records, batch_path
from charter.problems import Problem
from charter.records import FIRST_LINE, Where

REQUIRED_SINCE = ("sector", "kind", "seat", "dimensions", "ambition", "signed_by")
_TERMS = {"dimensions": "dimensies", "sectors": "sectoren", "kinds": "soorten", "sizes": "groottes"}


def signatures(records: Records) -> Iterator[tuple[str, Batch, int, Signature]]:
    """Every signature with its path, batch and place, in order of signing."""
    for slug, batch in sorted(records.batches.items(), key=lambda b: (b[1].date, b[0])):
        for number, signature in enumerate(batch.signatories):
            yield batch_path(slug), batch, number, signature


def photos(batch: Batch) -> Iterator[tuple[Where, Photo]]:
    """Every photo of a batch, and where it stands."""
    for number, photo in enumerate(batch.photos):
        yield ("photos", number), photo
    for owner, signature in enumerate(batch.signatories):
        for number, photo in enumerate(signature.photos):
            yield ("signatories", owner, "photos", number), photo


def nearest(records: Records, path: str, where: Where, read: str, known: Collection[str]) -> str | None:
    """The line with the name that comes nearest to what was read, when there is one."""
    near = difflib.get_close_matches(read, sorted(known), 1)
    record = records.record(path)
    line = record.line(record.mark(where)[0])
    return line.replace(read, near[0]) if near and line.count(read) == 1 else None


def signed_again(records: Records) -> Iterator[Problem]:
    """An id signs once; a second signing says `again: true`.

    signed-again:
      nl: >-
        Een organisatie tekent één keer. Tekent zij later opnieuw, dan staat er again: true bij; anders telt zij dubbel in het
        totaal. Twee organisaties hebben nooit hetzelfde id.
      en: >-
        An organisation signs once. If it signs again later, the record says again: true; else it counts double in the total. Two
        organisations never have one id.
      fails: |
        signatories: [{id: a, name: Bakkerij Anders}, {id: a, name: Slagerij Nieuw}]
      passes: |
        signatories: [{id: a, name: Bakkerij Anders}, {id: b, name: Slagerij Nieuw}]
    """
    first: dict[str, str] = {}
    for path, _, number, signature in signatures(records):
        if signature.id in first and not signature.again:
            yield records.problem(
                path, ("signatories", number, "id"), "signed-again",
                f"`{signature.id}` tekende al in {first[signature.id]}; tekent deze organisatie opnieuw, zet er dan `again: true` bij",
                f"`{signature.id}` already signed in {first[signature.id]}; if it signs again, add `again: true`")
        first.setdefault(signature.id, path)


def unknown_codes(records: Records) -> Iterator[Problem]:
    """Dimensions, sectors, kinds and sizes are codes of charter.yaml.

    unknown-code:
      nl: >-
        Sector, soort, grootte en dimensies zijn codes uit charter.yaml. Een andere code zou een lege lijst op de site geven en de
        cijfers laten verschillen.
      en: >-
        Sector, kind, size and dimensions are codes of charter.yaml. Another code would give an empty list on the site and make
        figures differ.
      fails: |
        signatories: [{id: a, name: A, sector: zorgg}]
      passes: |
        signatories: [{id: a, name: A, sector: zorg}]
    """
    programme = records.programme
    assert programme
    known = {name: [term.code for term in getattr(programme, name)] for name in _TERMS}

    def problem(path: str, where: Where, code: str, name: str) -> Problem:
        codes = ", ".join(known[name]) or "-"
        return records.problem(path, where, "unknown-code", f"`{code}` staat niet bij de {_TERMS[name]} van charter.yaml; kies uit {codes}",
                               f"`{code}` is not among the {name} of charter.yaml; choose from {codes}",
                               suggestion=nearest(records, path, where, code, known[name]))

    for path, _, number, signature in signatories_and_details(records):
        for field, name in (("sector", "sectors"), ("kind", "kinds"), ("size", "sizes")):
            code = getattr(signature, field)
            if code is not None and code not in known[name]:
                yield problem(path, (*number, field), code, name)
        for place, code in enumerate(getattr(signature, "dimensions", ())):
            if code not in known["dimensions"]:
                yield problem(path, (*number, "dimensions", place), code, "dimensions")
            elif code in signature.dimensions[:place]:  # type: ignore[attr-defined]
                yield records.problem(path, (*number, "dimensions", place), "twice", f"`{code}` staat hier al; haal een van de twee weg",
                                      f"`{code}` is already here; remove one of the two")


def codes_twice(records: Records) -> Iterator[Problem]:
    """A code of charter.yaml stands for one thing: no dimension, sector, kind, size, step or rule has it twice.

    twice:
      nl: Een code staat één keer in een lijst. Staat hij er twee keer, dan is niet te zeggen wat hij betekent of hoe vaak hij telt.
      en: A code is in a list once. If it is there twice, nobody can tell what it means or how often it counts.
      fails: |
        signatories: [{id: a, name: A, dimensions: [gender, gender]}]
      passes: |
        signatories: [{id: a, name: A, dimensions: [gender]}]
    """
    assert records.programme
    plan = records.programme.trajectory
    lists = [((name,), "code", getattr(records.programme, name)) for name in _TERMS]
    lists += [(("trajectory", "steps"), "id", plan.steps), (("trajectory", "rules"), "id", plan.rules)]  # type: ignore[list-item]
    for where, field, items in lists:
        seen: set[str] = set()
        for number, item in enumerate(items):
            code = getattr(item, field)
            if code in seen:
                yield records.problem("charter.yaml", (*where, number, field), "twice", f"`{code}` staat hier al; kies een andere code",
                                      f"`{code}` is already here; choose another code")
            seen.add(code)


def signatories_and_details(records: Records) -> Iterator[tuple[str, object, Where, object]]:
    """Everything that carries codes: signatures, and details in changes.yaml."""
    for path, batch, number, signature in signatures(records):
        yield path, batch, ("signatories", number), signature
    for number, change in enumerate(records.changes):
        if change.details:
            yield "changes.yaml", change, (number, "details"), change.details


_NO_SIGNER = {      # what to do depends on the field
    "id": ("", ""),
    "merged_into": ("; ging de organisatie op in een die niet tekende, schrijf dan renamed",
                    "; if it merged into one that did not sign, write renamed"),
    "name": ("; is het geen ondertekenaar, schrijf dan name in plaats van id", "; if it is no signatory, write name instead of id"),
}


def unknown_ids(records: Records) -> Iterator[Problem]:
    """An id that is pointed at has signed: a host, a person's organisation, and everyone in changes.yaml.

    unknown-id:
      nl: >-
        Een id waarnaar wordt verwezen, is van een ondertekenaar: van de gastheer, van wie op een foto staat, of in changes.yaml.
        Anders leidt een link op de site nergens heen. Wie niet tekende, heeft een name in plaats van een id.
      en: >-
        An id that is pointed at belongs to a signatory: of the host, of somebody on a photo, or in changes.yaml. Else a link on
        the site leads nowhere. Who did not sign has a name instead of an id.
      fails: |
        host: {id: nergens}
      passes: |
        host: {name: Gemeente Nergens}
    """
    if not records.complete:
        return      # somebody may have signed in a record that cannot be read
    known = {signature.id for *_, signature in signatures(records)}
    for path, where, id_, instead in _pointed_at(records):
        if id_ not in known:
            nl, en = _NO_SIGNER[instead]
            yield records.problem(path, where, "unknown-id", f"niemand tekende met id `{id_}`{nl}", f"nobody signed with id `{id_}`{en}",
                                  suggestion=nearest(records, path, where, id_, known))


def _pointed_at(records: Records) -> Iterator[tuple[str, Where, str, str]]:
    """File, place and id of every reference, and the key of _NO_SIGNER."""
    for slug, batch in records.batches.items():
        path = batch_path(slug)
        if batch.host and batch.host.id:
            yield path, ("host", "id"), batch.host.id, "name"
        for where, photo in photos(batch):
            for number, person in enumerate(photo.people):
                if person.organisation and person.organisation.id:
                    yield path, (*where, "people", number, "organisation", "id"), person.organisation.id, "name"
    for number, change in enumerate(records.changes):
        yield "changes.yaml", (number, "id"), change.id, "id"
        if change.merged_into:
            yield "changes.yaml", (number, "merged_into"), change.merged_into, "merged_into"
        for place, id_ in enumerate(change.split_into or ()):
            yield "changes.yaml", (number, "split_into", place), id_, "merged_into"


def incomplete(records: Records) -> Iterator[Problem]:
    """From `complete_since` on a signature says its sector, kind, seat, dimensions, ambition and signer."""
    since = records.programme.complete_since if records.programme else None
    for path, batch, number, signature in signatures(records):
        if since is None or batch.date < since:
            continue
        for name in REQUIRED_SINCE:
            if not getattr(signature, name):
                yield records.problem(path, ("signatories", number, FIRST_LINE), "missing",
                                      f"`{name}` ontbreekt; verplicht voor ondertekeningen vanaf {since}",
                                      f"`{name}` is missing; required for signings from {since}")
