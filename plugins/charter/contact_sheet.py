"""The photos in the folder of a signing that its record does not name yet: what each says, looks like, and where it may belong."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from charter.checks.withdrawn import said_of, withdrawn_on
from charter.matching import CEREMONY, Proposal, Shot, Signer, Signing, propose
from charter.model.batch import Batch
from charter.model.folder import bytes_or_problem, withdrawn_of
from charter.model.layout import batch_path
from charter.model.reading import typed
from charter.photo_lines import NewPhoto, with_photos
from charter.photos import PhotoRefused
from charter.photos.captions import Caption, read_caption
from charter.photos.likeness import Likeness, Near, near_duplicates, read_likeness
from charter.photos.source import PICTURES
from charter.problems import Bilingual, Problem, ProblemsFound
from charter.records import Unreadable, read

_LONGEST = 200      # characters of a file's name in a record
_STRANGE = Bilingual("de naam van dit bestand is te lang of heeft tekens die niet kunnen; geef het een andere naam",
                     "the name of this file is too long or holds signs that cannot be used; give it another name")


@dataclass(frozen=True)
class Sheet:
    """The record with its bytes; the photos without a place, by file; why others cannot be used; and which are nearly the same."""

    slug: str
    batch: Batch
    data: bytes
    captions: Mapping[str, Caption]
    refused: Mapping[str, Bilingual]
    near: Sequence[Near]

    @property
    def named(self) -> dict[str, str]:
        """By file of the record the id that it belongs to, or CEREMONY."""
        own = {photo.file: signature.id for signature in self.batch.signatories for photo in signature.photos}
        return {photo.file: CEREMONY for photo in self.batch.photos} | own

    def without(self, placed: Iterable[str] = ()) -> list[str]:
        """The ids of who has no photo, in order of signing, once `placed` have one too."""
        have = {*self.named.values(), *placed}
        return [signature.id for signature in self.batch.signatories if signature.id not in have]


def sheet_of(records: Path, slug: str, progress: Callable[[int, int], None] = lambda done, total: None) -> Sheet:
    """Reads the record and looks at every photo. Raises ProblemsFound when the record has errors, and OSError."""
    data, batch = _batch(records, batch_path(slug))
    named = {photo.file for photo in batch.all_photos()}
    captions: dict[str, Caption] = {}
    refused: dict[str, Bilingual] = {}
    looks: dict[str, Likeness] = {}
    files, withdrawn = _pictures(records / slug), withdrawn_of(records)
    for done, file in enumerate(files, 1):
        name = unicodedata.normalize("NFC", file)
        try:
            day = withdrawn_on(withdrawn, records / slug / file) if name not in named else None
            if day:
                refused[name] = Bilingual(*said_of(name, day))
            elif not _can_be_named(name):
                refused[file] = Bilingual(f"{file}: {_STRANGE.nl}", f"{file}: {_STRANGE.en}")
            else:
                looks[name] = read_likeness(records / slug / file)
                if name not in named:
                    captions[name] = read_caption(records / slug / file)
        except PhotoRefused as e:
            looks.pop(name, None)
            if name not in named:       # of the others `charter check` tells
                refused[name] = Bilingual(e.nl, e.en)
        progress(done, len(files))
    pairs = [pair for pair in near_duplicates(looks) if not {pair.first, pair.second} <= named]
    return Sheet(slug, batch, data, captions, refused, pairs)


def _batch(records: Path, path: str) -> tuple[bytes, Batch]:
    data = bytes_or_problem(records, path)
    if isinstance(data, Problem):
        raise ProblemsFound([data])
    try:
        batch, problems = typed(read(records, path, data), Batch)
    except Unreadable as e:
        raise ProblemsFound(e.problems) from e
    if batch is None:
        raise ProblemsFound(problems)
    return data, batch


def _pictures(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.lower().endswith(PICTURES) and not name.startswith("."))


def _can_be_named(name: str) -> bool:
    return name.isprintable() and name == name.strip() and "\\" not in name and len(name) <= _LONGEST


def proposals_of(sheet: Sheet) -> list[Proposal]:
    """Where each photo may belong. The smaller of two that are nearly the same and of one signatory is never certain."""
    batch = sheet.batch
    names = {signature.id: signature.name for signature in batch.signatories}
    host = (batch.host.name or names.get(batch.host.id or "", "")) if batch.host else ""
    signers = [Signer(s.id, s.name, s.sort_name or "", tuple(speaker.name for speaker in s.signed_by)) for s in batch.signatories]
    shots = [Shot(file, caption.text, caption.taken) for file, caption in sheet.captions.items()]
    found = propose(shots, Signing(signers, batch.place or "", host, frozenset(sheet.named.values())))
    return [_doubted(each, sheet, found) for each in found]


def _doubted(proposal: Proposal, sheet: Sheet, found: Sequence[Proposal]) -> Proposal:
    owners = sheet.named | {each.file: each.owner for each in found if each.sure}
    for one, other, _ in sheet.near:
        # What the record names already is kept, whichever is the larger.
        first = other if proposal.file == one and other in sheet.named else one if proposal.file == other else None
        if proposal.sure and first and owners.get(first) == proposal.owner:
            why = Bilingual(f"{proposal.why.nl}, maar de foto is bijna gelijk aan {first}", f"{proposal.why.en}, but the photo is nearly the same as {first}")
            return proposal._replace(sure=False, why=why)
    return proposal


class Written(NamedTuple):
    """The record with the photos in it; and those that did not fit, by owner."""

    data: bytes
    by_hand: Mapping[str, Sequence[NewPhoto]]


def written(sheet: Sheet, placed: Sequence[Proposal]) -> Written:
    """With every photo at its owner, owners in order of signing; comments, order and all other lines stay."""
    data, by_hand = sheet.data, dict[str, Sequence[NewPhoto]]()
    numbers = {signature.id: number for number, signature in enumerate(sheet.batch.signatories)}
    for owner in sorted({each.owner for each in placed}, key=lambda id_: numbers.get(id_, -1)):
        photos = [NewPhoto(each.file, each.subject, sheet.captions[each.file].credit, each.people) for each in placed if each.owner == owner]
        more = with_photos(batch_path(sheet.slug), data, ("signatories", numbers[owner]) if owner in numbers else (), photos)
        if more is None:
            by_hand[owner] = photos
        data = more or data
    return Written(data, by_hand)
