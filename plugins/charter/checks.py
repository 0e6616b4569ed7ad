"""Rules over the records: each is a plain function over all of them that yields Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from charter import prose
from charter.model.batch import Batch, Photo, Signature
from charter.model.folder import Records, batch_path
from charter.model.types import LongText
from charter.photos import PhotoRefused, inspect
from charter.problems import Problem
from charter.records import FIRST_LINE, Where

REQUIRED_SINCE = ("sector", "kind", "size", "seat", "dimensions", "ambition", "signed_by")
SCOPE_WORDS = {"web": ("de website", "the website"), "newsletter": ("nieuwsbrieven", "newsletters")}


def check(records: Records) -> list[Problem]:
    """Every problem of every rule, less the warnings that a batch accepts. Needs a programme that could be read."""
    if records.programme is None:
        return []
    found = [problem for rule in RULES for problem in rule(records)]
    accepted = {batch_path(slug): {a.rule for a in batch.accept} for slug, batch in records.batches.items()}
    return [p for p in found if not (p.level == "warning" and p.rule in accepted.get(p.path, ()))]


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


def signed_again(records: Records) -> Iterator[Problem]:
    """An id signs once; a second signing says `again: true`."""
    first: dict[str, str] = {}
    for path, _, number, signature in signatures(records):
        if signature.id in first and not signature.again:
            yield records.problem(
                path, ("signatories", number, "id"), "signed-again",
                f"`{signature.id}` tekende al in {first[signature.id]}; tekent deze organisatie opnieuw, zet er dan `again: true` bij",
                f"`{signature.id}` already signed in {first[signature.id]}; if it signs again, add `again: true`")
        first.setdefault(signature.id, path)


_TERMS = {"dimensions": "dimensies", "sectors": "sectoren", "kinds": "soorten", "sizes": "groottes"}


def unknown_codes(records: Records) -> Iterator[Problem]:
    """Dimensions, sectors, kinds and sizes are codes of charter.yaml."""
    programme = records.programme
    assert programme
    known = {name: [term.code for term in getattr(programme, name)] for name in _TERMS}

    def problem(path: str, where: Where, code: str, name: str) -> Problem:
        codes = ", ".join(known[name]) or "-"
        return records.problem(path, where, "unknown-code", f"`{code}` staat niet bij de {_TERMS[name]} van charter.yaml; kies uit {codes}",
                               f"`{code}` is not among the {name} of charter.yaml; choose from {codes}")

    for path, _, number, signature in signatories_and_details(records):
        for field, name in (("sector", "sectors"), ("kind", "kinds"), ("size", "sizes")):
            code = getattr(signature, field)
            if code is not None and code not in known[name]:
                yield problem(path, (*number, field), code, name)
        for place, code in enumerate(getattr(signature, "dimensions", ())):
            if code not in known["dimensions"]:
                yield problem(path, (*number, "dimensions", place), code, "dimensions")


def signatories_and_details(records: Records) -> Iterator[tuple[str, object, Where, object]]:
    """Everything that carries codes: signatures, and details in changes.yaml."""
    for path, batch, number, signature in signatures(records):
        yield path, batch, ("signatories", number), signature
    for number, change in enumerate(records.changes):
        if change.details:
            yield "changes.yaml", change, (number, "details"), change.details


def unknown_ids(records: Records) -> Iterator[Problem]:
    """An id that is pointed at has signed: a host, a person's organisation, and everyone in changes.yaml."""
    if not records.complete:
        return      # somebody may have signed in a record that cannot be read
    known = {signature.id for *_, signature in signatures(records)}

    def problem(path: str, where: Where, id_: str) -> Problem:
        return records.problem(path, where, "unknown-id", f"niemand tekende met id `{id_}`; is het geen ondertekenaar, schrijf dan name in plaats van id",
                               f"nobody signed with id `{id_}`; if it is no signatory, write name instead of id")

    for slug, batch in records.batches.items():
        path = batch_path(slug)
        if batch.host and batch.host.id and batch.host.id not in known:
            yield problem(path, ("host", "id"), batch.host.id)
        for where, photo in photos(batch):
            for number, person in enumerate(photo.people):
                if person.organisation and person.organisation.id and person.organisation.id not in known:
                    yield problem(path, (*where, "people", number, "organisation", "id"), person.organisation.id)
    for number, change in enumerate(records.changes):
        targets: list[tuple[Where, str | None]] = [(("id",), change.id), (("merged_into",), change.merged_into)]
        targets += [(("split_into", n), i) for n, i in enumerate(change.split_into or ())]
        for where, id_ in targets:
            if id_ and id_ not in known:
                yield problem("changes.yaml", (number, *where), id_)


def change_before_signing(records: Records) -> Iterator[Problem]:
    """Nothing happens to a signatory before it signed."""
    first: dict[str, date] = {}
    for _, batch, _, signature in signatures(records):
        first.setdefault(signature.id, batch.date)
    for number, change in enumerate(records.changes):
        if change.id in first and change.date < first[change.id]:
            yield records.problem("changes.yaml", (number, "date"), "change-before-signing",
                                  f"`{change.id}` tekende pas op {first[change.id]}", f"`{change.id}` only signed on {first[change.id]}")


def change_twice(records: Records) -> Iterator[Problem]:
    """One kind of change a day for each: date, id and kind are the name of the change in every feed."""
    seen: set[tuple[date, str, str]] = set()
    for number, change in enumerate(records.changes):
        key = (change.date, change.id, change.kind)
        if key in seen:
            yield records.problem("changes.yaml", (number, FIRST_LINE), "change-twice",
                                  f"`{change.id}` heeft op {change.date} al een `{change.kind}`; maak er één van",
                                  f"`{change.id}` already has a `{change.kind}` on {change.date}; make it one")
        seen.add(key)


def after_erased(records: Records) -> Iterator[Problem]:
    """An id that was erased is never used again."""
    erased: dict[str, date] = {}
    for change in records.changes:
        if change.withdrawn == "erased":
            erased[change.id] = min(change.date, erased.get(change.id, change.date))

    def problem(path: str, where: Where, id_: str) -> Problem:
        return records.problem(path, where, "after-erased",
                               f"`{id_}` liet op {erased[id_]} de gegevens verwijderen; gebruik een nieuw id",
                               f"`{id_}` had its details removed on {erased[id_]}; use a new id")

    for path, batch, number, signature in signatures(records):
        if batch.date > erased.get(signature.id, date.max):
            yield problem(path, ("signatories", number, "id"), signature.id)
    for number, change in enumerate(records.changes):
        if change.date > erased.get(change.id, date.max):
            yield problem("changes.yaml", (number, "id"), change.id)


def incomplete(records: Records) -> Iterator[Problem]:
    """From `complete_since` on a signature says its sector, kind, size, seat, dimensions, ambition and signer."""
    since = records.programme.complete_since if records.programme else None
    for path, batch, number, signature in signatures(records):
        if since is None or batch.date < since:
            continue
        for name in REQUIRED_SINCE:
            if not getattr(signature, name):
                yield records.problem(path, ("signatories", number, FIRST_LINE), "missing",
                                      f"`{name}` ontbreekt; verplicht voor ondertekeningen vanaf {since}",
                                      f"`{name}` is missing; required for signings from {since}")


def photo_words(records: Records) -> Iterator[Problem]:
    """A photo says what can be seen on it and who made it."""
    since = records.programme.complete_since if records.programme else None
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            if photo.alt is None and (photo.subject != "group" or where[0] != "photos"):
                yield records.problem(batch_path(slug), (*where, FIRST_LINE), "alt-missing",
                                      "`alt` ontbreekt: schrijf wat er op de foto te zien is", "`alt` is missing: write what the photo shows")
            if photo.credit.lower() == "onbekend" and (since is None or batch.date >= since):
                yield records.problem(batch_path(slug), (*where, "credit"), "credit-unknown",
                                      f"vanaf {since or 'het begin'} hoort bij elke foto de naam van de fotograaf",
                                      f"from {since or 'the start'} every photo carries its photographer's name")


def photo_files(records: Records) -> Iterator[Problem]:
    """A photo that is named is there, and is a picture that we can use."""
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            try:
                inspect(records.folder / slug / photo.file)
            except PhotoRefused as e:
                yield records.problem(batch_path(slug), (*where, "file"), e.rule, e.nl, e.en)


def consent(records: Records) -> Iterator[Problem]:
    """A photo is used where everyone recognisable on it allows that; elsewhere it stays out."""
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            for scope, (nl, en) in SCOPE_WORDS.items():
                if not photo.allows(scope):
                    yield records.problem(batch_path(slug), (*where, "people"), f"consent-{scope}",
                                          f"niet iedereen op {photo.file} gaf toestemming voor {nl}; daar komt de foto niet",
                                          f"not everyone on {photo.file} allows {en}; the photo is left out there", level="warning")


def raw_html(records: Records) -> Iterator[Problem]:
    """Texts are CommonMark; HTML tags would vanish from the page, so they are refused."""
    for slug, batch in records.batches.items():
        texts: list[tuple[Where, LongText | None]] = [(("body",), batch.body), (("lead",), batch.lead)]
        texts += [(("quotes", n, "text"), quote.text) for n, quote in enumerate(batch.quotes)]
        for n, signature in enumerate(batch.signatories):
            texts += [(("signatories", n, "ambition"), signature.ambition), (("signatories", n, "explanation"), signature.explanation)]
        for where, text in texts:
            for lang in ("nl", "en") if text else ():
                tag = prose.holds_raw_html(getattr(text, lang) or "")
                if tag:
                    yield records.problem(batch_path(slug), (*where, lang), "raw-html",
                                          f"HTML staat uit: haal {tag} weg, of schrijf \\< als u het teken zelf bedoelt",
                                          f"HTML is off: remove {tag}, or write \\< if you mean the sign itself")


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    signed_again, unknown_codes, unknown_ids, change_before_signing, change_twice, after_erased,
    incomplete, photo_words, photo_files, consent, raw_html)
