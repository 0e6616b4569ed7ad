"""Rules over what points at a signatory: ids that exist, and no names in their place."""

from __future__ import annotations

from collections.abc import Iterator

from charter.checks.signed import nearest, photos, signatures
from charter.language import name_key
from charter.model.batch import Batch
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Problem, cut
from charter.records import Where

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
                                  suggestion=nearest(records, path, where, id_, known - _itself(records, path, where)))


def _itself(records: Records, path: str, where: Where) -> set[str]:
    """Nobody merges or splits into itself."""
    return {records.changes[int(where[0])].id} if path == "changes.yaml" and where[1] != "id" else set()


def named_signatory(records: Records) -> Iterator[Problem]:
    """A signatory is pointed at by its id, not by its name.

    name-with-id:
      nl: >-
        Een gastheer of organisatie op een foto die zelf ondertekenaar is, staat er met haar id. Dan is er een link naar haar pagina,
        volgt de naam een wijziging, en verdwijnt zij als zij haar gegevens laat verwijderen. Een name is voor wie niet tekende.
      en: >-
        A host, or an organisation on a photo, that is a signatory itself stands there with its id. Then there is a link to its page,
        the name follows a change, and it goes when its details are removed. A name is for who did not sign.
      fails: |
        host: {name: Bakkerij Anders}
      passes: |
        host: {id: a}
    """
    named = {slug: found for slug, batch in records.batches.items() if (found := list(_named(batch)))}
    ids = {name_key(signature.name): signature.id for *_, signature in signatures(records)} if named else {}
    ids |= {name_key(change.renamed.name): change.id for change in records.changes if change.renamed}
    for slug, found in named.items():
        for where, name in found:
            id_ = ids.get(name_key(name))
            if id_:
                path = batch_path(slug)
                yield records.problem(path, (*where, "name"), "name-with-id", f"`{cut(name)}` is ondertekenaar; schrijf het id `{id_}` in plaats van de naam",
                                      f"`{cut(name)}` is a signatory; write the id `{id_}` instead of the name", level="warning",
                                      suggestion=records.record(path).with_value(where, f"{{id: {id_}}}"))


def _named(batch: Batch) -> Iterator[tuple[Where, str]]:
    """Every organisation that is pointed at by name."""
    if batch.host and batch.host.name:
        yield ("host",), batch.host.name
    for where, photo in photos(batch):
        for number, person in enumerate(photo.people):
            if person.organisation and person.organisation.name:
                yield (*where, "people", number, "organisation"), person.organisation.name


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
