"""Ids that are made from names: whose they are already, which are free, and a record with them in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from charter import urls
from charter.model.folder import bytes_or_problem
from charter.model.layout import batch_path, batch_slugs
from charter.model.published import MAX_BYTES, PUBLISHED, hash_of, read_published
from charter.model.types import RESERVED
from charter.problems import Problem, ProblemsFound
from charter.records import Record, Unreadable, bytes_of, read
from charter.slugs import slugged

LONGEST = 100       # characters of an id or a folder's name
_BOM = b"\xef\xbb\xbf"


class Taken(NamedTuple):
    """Ids that somebody has or had, and the hashes of addresses of those who had their details removed."""

    ids: set[str]
    erased: frozenset[str]
    last: dict[str, int]        # of a name the number behind its last id: of ten thousand equal names none is tried twice

    def __contains__(self, id_: object) -> bool:
        return id_ in self.ids or hash_of(f"/{urls.path('profile', 'nl', str(id_))}") in self.erased


def minted(record: Record, taken: Taken) -> dict[int, str]:
    """By its number the new id of every signatory with a name and without an id; each is taken from now on."""
    ids: dict[int, str] = {}
    for number, signer in signers(record):
        if name_of(signer) and not signer.get("id"):
            ids[number] = _mint(name_of(signer), taken)
            taken.ids.add(ids[number])
    return ids


def all_records(records: Path) -> dict[str, Record]:
    """Every file that holds ids, by path. Raises ProblemsFound: an id in a file that cannot be read could be given away twice."""
    found, problems = {}, []
    changes = ["changes.yaml"] if os.path.lexists(records / "changes.yaml") else []
    for path in [*changes, *map(batch_path, batch_slugs(records))]:
        data = bytes_or_problem(records, path)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        try:
            found[path] = read(records, path, data)
        except Unreadable as e:
            problems.append(e.problem)
    if problems:
        raise ProblemsFound(problems)
    return found


def signers(record: Record) -> Iterator[tuple[int, dict[str, Any]]]:
    """The signatories of a record that are written as fields, by number."""
    found = record.values.get("signatories") if isinstance(record.values, dict) else None
    for number, signer in enumerate(found if isinstance(found, list) else ()):
        if isinstance(signer, dict):
            yield number, signer


def name_of(signer: dict[str, Any]) -> str:
    """As it is written; '' when there is none."""
    name = signer.get("name")
    return name.strip() if isinstance(name, str) else ""


def taken_ids(known: dict[str, Record], records: Path) -> Taken:
    """Every id that somebody has or had, so that an address never comes to mean somebody else."""
    used = {str(signer.get("id")) for record in known.values() for _, signer in signers(record)}
    changes = known["changes.yaml"].values if "changes.yaml" in known else []
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, dict):
            split = change.get("split_into")
            used |= {str(change.get("id")), str(change.get("merged_into")), *(map(str, split) if isinstance(split, list) else ())}
    file = records / PUBLISHED
    published = read_published(bytes_of(file, MAX_BYTES))[0] if os.path.lexists(file) else None
    if published:
        used |= {owner.removeprefix("signatory:") for owner in published.urls.values() if owner.startswith("signatory:")}
    return Taken(used, published.erased if published else frozenset(), {})


def _mint(name: str, taken: Taken) -> str:
    """The name as an id that is nobody's and no word of the site's addresses: with -2 and so on when it is."""
    base = slugged(name)[:LONGEST - 4].strip("-") or "organisatie"
    number = taken.last.get(base, 1)
    while (found := base if number == 1 else f"{base}-{number}") in taken or found in RESERVED:
        number += 1
    taken.last[base] = number
    return found


def with_ids(data: bytes, record: Record, ids: dict[int, str]) -> bytes:
    """The file with the ids in it, and nothing else changed."""
    text = data.decode("utf-8-sig")
    # The line ends that the parser counts; the text that it read had \n for each \r\n.
    ends = list(re.finditer("\r\n|[\r\n\x85\u2028\u2029]", text))
    pieces, done = [], 0
    for number, id_ in sorted(ids.items()):
        line, column = record.mark(("signatories", number, "id"))
        at = (ends[line - 2].end() if line > 1 else 0) + column - 1
        empty = _EMPTY.match(text, at)
        if empty:                           # `id:` with nothing behind it, or `id: ""`
            at, new = empty.end(), id_ if empty[0][-1] in "\"'" else f" {id_}"
        elif text[at] == "{":
            at, new = at + 1, f"id: {id_}, "
        else:                               # before the first field, which moves to a line of its own
            end = ends[min(line, len(ends)) - 1][0] if ends else "\n"
            new = f"id: {id_}{end}{' ' * (column - 1)}"
        pieces += [text[done:at], new]
        done = at
    return (_BOM if data.startswith(_BOM) else b"") + "".join([*pieces, text[done:]]).encode()


_EMPTY = re.compile(r"""(["']?)id\1 *:(?: *["'](?=["']))?""")
