"""`charter new`: writes a record to fill in; once it holds names, adds the ids that are made from them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from charter.model.folder import batch_path, batch_slugs
from charter.model.programme import Programme
from charter.model.reading import typed
from charter.model.types import RESERVED
from charter.problems import ProblemsFound
from charter.record_template import command, record_text
from charter.records import Record, Unreadable, read
from charter.schema import write_schemas
from charter.slugs import slugged

_BOM = b"\xef\xbb\xbf"
_LONGEST = 100      # characters of an id or a folder's name


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
    if path.exists():
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
    if not words or len(f"{day}-{words}") > _LONGEST or not place.isprintable():
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
    known = _read_all(records)
    path = batch_path(slug)
    data = (records / path).read_bytes()
    record = read(records, path, data)
    names = {number: signer["name"] for number, signer in _signers(record) if not signer.get("id") and _name(signer)}
    if not names:
        return ""
    used = _used(known, records)
    ids: dict[int, str] = {}
    for number, name in names.items():
        ids[number] = _minted(name, used | set(ids.values()))
    written = _write(records, record, data, _inserted(data, record, ids), ids)
    return _added(records, written, names, ids, known)


def _read_all(records: Path) -> dict[str, Record]:
    """Every file that holds ids, by path. Raises ProblemsFound: an id in a file that cannot be read could be given away twice."""
    found, problems = {}, []
    changes = ["changes.yaml"] if (records / "changes.yaml").is_file() else []
    for path in [*changes, *map(batch_path, batch_slugs(records))]:
        try:
            found[path] = read(records, path)
        except Unreadable as e:
            problems.append(e.problem)
    if problems:
        raise ProblemsFound(problems)
    return found


def _signers(record: Record) -> Iterator[tuple[int, dict[str, Any]]]:
    """The signatories of a record that are written as fields, by number."""
    found = record.values.get("signatories") if isinstance(record.values, dict) else None
    for number, signer in enumerate(found if isinstance(found, list) else ()):
        if isinstance(signer, dict):
            yield number, signer


def _name(signer: dict[str, Any]) -> str:
    name = signer.get("name")
    return name.strip() if isinstance(name, str) else ""


def _used(known: dict[str, Record], records: Path) -> set[str]:
    """Every id that somebody has or had, so that an address never comes to mean somebody else."""
    used = {str(signer.get("id")) for record in known.values() for _, signer in _signers(record)}
    changes = known["changes.yaml"].values if "changes.yaml" in known else []
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, dict):
            split = change.get("split_into")
            used |= {str(change.get("id")), str(change.get("merged_into")), *(map(str, split) if isinstance(split, list) else ())}
    published = records / "published.json"
    if published.is_file():
        used |= set(re.findall(r"/(?:ondertekenaars|signatories)/([a-z0-9-]+)/", published.read_text("utf-8")))
    return used


def _minted(name: str, used: set[str]) -> str:
    """The name as an id that is nobody's and no word of the site's addresses: with -2 and so on when it is."""
    base = slugged(name)[:_LONGEST - 4].strip("-") or "organisatie"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in used or found in RESERVED:
        number += 1
    return found


def _inserted(data: bytes, record: Record, ids: dict[int, str]) -> bytes:
    """The file with the ids in it, and nothing else changed."""
    text = data.decode("utf-8-sig")
    # The line ends that the parser counts; the text that it read had \n for each \r\n.
    starts = [0, *(found.end() for found in re.finditer("\r\n|[\r\n\x85\u2028\u2029]", text))]
    newline = "\r\n" if "\r\n" in text else "\n"
    for number, id_ in sorted(ids.items(), reverse=True):       # from the end, so that earlier places stay where they are
        line, column = record.mark(("signatories", number, "id"))
        at = starts[line - 1] + column - 1
        empty = re.compile(r"""(["']?)id\1 *:(?: *["'](?=["']))?""").match(text, at)
        if empty:                           # `id:` with nothing behind it, or `id: ""`
            at, new = empty.end(), id_ if empty[0][-1] in "\"'" else f" {id_}"
        elif text[at] == "{":
            at, new = at + 1, f"id: {id_}, "
        else:                               # before the first field, which moves to a line of its own
            new = f"id: {id_}{newline}{' ' * (column - 1)}"
        text = text[:at] + new + text[at:]
    return (_BOM if data.startswith(_BOM) else b"") + text.encode()


def _write(records: Path, record: Record, before: bytes, data: bytes, ids: dict[int, str]) -> Record:
    """Whole or not at all, and only when the file says what it said and the ids."""
    written = read(records, record.path, data)
    target = records / record.path
    wanted = [{**signer, "id": ids.get(number, signer.get("id"))} for number, signer in _signers(record)]
    if _without(written) != _without(record) or [{"id": None, **s} for _, s in _signers(written)] != wanted or target.read_bytes() != before:
        raise NotPossible(f"{target.as_posix()} is niet gewijzigd: de id's passen er niet in. Sla het bestand op in uw editor "
                          "en geef de opdracht nog eens.")
    temporary = target.with_name(f".{target.name}.new")
    temporary.write_bytes(data)
    shutil.copymode(target, temporary)
    temporary.replace(target)
    return written


def _without(record: Record) -> dict[str, Any]:
    return {key: value for key, value in record.values.items() if key != "signatories"} if isinstance(record.values, dict) else {}


def _added(records: Path, written: Record, names: dict[int, str], ids: dict[int, str], known: dict[str, Record]) -> str:
    """What came in on which line, and whose name signed before."""
    lines = [f"  regel {written.mark(('signatories', number, 'id'))[0]}: id: {id_}   ({names[number]})" for number, id_ in ids.items()]
    before = {_name(s).casefold(): s["id"] for record in known.values() for _, s in _signers(record) if _name(s) and s.get("id")}
    doubts = [f"Let op: {name} tekende al als `{before[name.casefold()]}`. Is het dezelfde organisatie, schrijf dan "
              f"`id: {before[name.casefold()]}` en `again: true`." for name in names.values() if name.casefold() in before]
    count = "kwam 1 id" if len(ids) == 1 else f"kwamen {len(ids)} id's"
    return "\n".join([f"In {(records / written.path).as_posix()} {count} bij:", *lines, *doubts,
                      "Kijk ze na: eenmaal gepubliceerd verandert een id nooit meer. Daarna: charter check"])


def _nothing(records: Path, slug: str, day: date, place: str) -> str:
    path = records / batch_path(slug)
    signers = [signer for _, signer in _signers(read(records, batch_path(slug)))]
    if not signers or not all(map(_name, signers)):
        return (f"{path.as_posix()} staat er al en wacht op namen. Vul bij signatories de namen in "
                f"en geef dan nog eens: {command(day, place)}")
    return (f"{path.as_posix()} staat er al en elke ondertekenaar heeft een id; er is niets te doen.\n"
            "Was er die dag in dezelfde plaats nog een ondertekening, geef die dan een eigen naam, "
            f"zoals: {command(day, place + ' middag')}")
