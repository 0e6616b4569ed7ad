"""Rules over signatures: each id once, codes and ids that exist, and what a signature must say."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from charter.model.batch import Batch, Photo, Signature
from charter.model.folder import Records
from charter.model.layout import batch_path
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


def nearest(records: Records, path: str, where: Where, read: str, known: Collection[str], how_near: float = 0.7) -> str | None:
    """The line with the name that comes nearest to what was read, when there is one that is near."""
    near = difflib.get_close_matches(read.lower(), sorted(known), 1, how_near)
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

    labels = {(name, label.lower()): term.code for name in _TERMS for term in getattr(programme, name)
              for label in (term.label.nl, term.label.en or "")}

    def problem(path: str, where: Where, code: str, name: str) -> Problem:
        codes = ", ".join(known[name]) or "-"
        of_label = labels.get((name, code.lower().replace("-", " "))) or labels.get((name, code.lower()))
        return records.problem(path, where, "unknown-code", f"`{code}` staat niet bij de {_TERMS[name]} van charter.yaml; kies uit {codes}",
                               f"`{code}` is not among the {name} of charter.yaml; choose from {codes}",
                               suggestion=nearest(records, path, where, code, [of_label] if of_label else known[name], 0 if of_label else 0.7))

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
