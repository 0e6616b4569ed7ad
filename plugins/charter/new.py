"""`charter new`: writes a record to fill in; once it holds names, adds the ids that are made from them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from charter.ids import LONGEST, all_records, minted, name_of, signers, taken_ids, with_ids
from charter.model.layout import batch_path
from charter.model.programme import Programme
from charter.model.reading import typed
from charter.record_template import command, record_text
from charter.records import MAX_BYTES, Record, Unreadable, bytes_of, read, write_anew
from charter.schema import write_schemas
from charter.slugs import slugged


class NotPossible(Exception):
    """There is no record to write here; says why, in Dutch."""


def new_record(records: Path, day: date, place: str) -> str:
    """Writes the record, or adds ids to the one that is there; says in Dutch what was done and what comes next.

    Brings the schemas for editors up to date too: they hold the ids.

    Raises NotPossible, and ProblemsFound when a record that holds ids cannot be read.
    """
    place = " ".join(place.split())
    slug = _slug(records, day, place)
    path = records / batch_path(slug)
    if os.path.lexists(path):
        said = _add_ids(records, slug) or _nothing(records, slug, day, place)
        write_schemas(records)
        return said
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(record_text(day, place, _programme(records)))
    write_schemas(records)
    return (f"{path.as_posix()} staat klaar. Vul de namen in en geef daarna nog eens: {command(day, place)}\n"
            "Elke organisatie krijgt dan een id. De foto's kunnen al in dezelfde map.")


def _slug(records: Path, day: date, place: str) -> str:
    if not records.is_dir():
        raise NotPossible(f"De map {records} bestaat niet. Geef met --records de map met records.")
    words = slugged(place)
    if not words or len(f"{day}-{words}") > LONGEST or not place.isprintable():
        raise NotPossible(f"Van de plaats `{place}` is geen kort webadres te maken. Schrijf haar korter, in gewone letters.")
    return f"{day}-{words}"


def _programme(records: Path) -> Programme | None:
    """The programme with its codes; None while charter.yaml cannot be read, which `charter check` reports."""
    try:
        return typed(read(records, "charter.yaml"), Programme)[0]
    except (OSError, Unreadable):
        return None


def _add_ids(records: Path, slug: str) -> str:
    """What was added; '' when nothing was."""
    known = all_records(records)
    path = batch_path(slug)
    data = bytes_of(records / path, MAX_BYTES)
    record = read(records, path, data)
    ids = minted(record, taken_ids(known, records))
    if not ids:
        return ""
    written = _write(records, record, data, with_ids(data, record, ids), ids)
    return _added(records, written, {number: name_of(signer) for number, signer in signers(record) if number in ids}, ids, known)


def _write(records: Path, record: Record, before: bytes, data: bytes, ids: dict[int, str]) -> Record:
    """Whole or not at all, and only when the file says what it said and the ids."""
    written = read(records, record.path, data)
    target = records / record.path
    wanted = [{**signer, "id": ids.get(number, signer.get("id"))} for number, signer in signers(record)]
    if _without(written) != _without(record) or [{"id": None, **s} for _, s in signers(written)] != wanted or target.read_bytes() != before:
        raise NotPossible(f"{target.as_posix()} is niet gewijzigd: de id's passen er niet in. Sla het bestand op in uw editor "
                          "en geef de opdracht nog eens.")
    write_anew(target, data)
    return written


def _without(record: Record) -> dict[str, Any]:
    return {key: value for key, value in record.values.items() if key != "signatories"} if isinstance(record.values, dict) else {}


def _added(records: Path, written: Record, names: dict[int, str], ids: dict[int, str], known: dict[str, Record]) -> str:
    """What came in on which line, and whose name signed before."""
    lines = [f"  regel {written.mark(('signatories', number, 'id'))[0]}: id: {id_}   ({names[number]})" for number, id_ in ids.items()]
    before = {name_of(s).casefold(): s["id"] for record in known.values() for _, s in signers(record) if name_of(s) and s.get("id")}
    doubts = [f"Let op: {name} tekende al als `{before[name.casefold()]}`. Is het dezelfde organisatie, schrijf dan "
              f"`id: {before[name.casefold()]}` en `again: true`." for name in names.values() if name.casefold() in before]
    count = "kwam 1 id" if len(ids) == 1 else f"kwamen {len(ids)} id's"
    return "\n".join([f"In {(records / written.path).as_posix()} {count} bij:", *lines, *doubts,
                      "Kijk ze na: eenmaal gepubliceerd verandert een id nooit meer. Daarna: charter check"])


def _nothing(records: Path, slug: str, day: date, place: str) -> str:
    path = records / batch_path(slug)
    found = [signer for _, signer in signers(read(records, batch_path(slug)))]
    if not found or not all(map(name_of, found)):
        return (f"{path.as_posix()} staat er al en wacht op namen. Vul bij signatories de namen in "
                f"en geef dan nog eens: {command(day, place)}")
    return (f"{path.as_posix()} staat er al en elke ondertekenaar heeft een id; er is niets te doen.\n"
            "Was er die dag in dezelfde plaats nog een ondertekening, geef die dan een eigen naam, "
            f"zoals: {command(day, place + ' middag')}")
