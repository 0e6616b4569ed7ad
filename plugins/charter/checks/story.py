"""The texts of one batch as rules look at them, and where a phrase of them stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from charter.checks.signed import photos
from charter.language import LANGUAGES
from charter.model.batch import Batch, Speaker
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.types import Spoken
from charter.problems import Problem
from charter.records import Where
from charter.totals import Totals

# What an organisation says of itself; everything else tells of the signing.
OWN = ("ambition", "explanation")


class Passage(NamedTuple):
    """One text in one language. `where` leads to it; `part` is the name of its field.

    A line end within a paragraph is a space here, so that what is said on two lines is found too; every place stays where it was.
    """

    where: Where
    part: str
    lang: str
    text: str


@dataclass(frozen=True)
class Story:
    """Everything that a batch says in words. `total` is right after this signing; None when nobody can know it."""

    records: Records
    slug: str
    total: Totals | None

    @property
    def batch(self) -> Batch:
        """What it tells of."""
        return self.records.batches[self.slug]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text, in the order of the model."""
        return tuple(Passage((*where, lang), _part(where), lang, _unfolded(text)) for where, spoken in spoken_texts(self.batch)
                     for lang in LANGUAGES if (text := getattr(spoken, lang)))

    @cached_property
    def whole(self) -> str:
        """All texts in lower case, to see quickly that a word stands in none of them."""
        return "\n".join(p.text for p in self.passages).lower()

    def problem(self, where: Where, rule: str, nl: str, en: str, *, level: str = "error", suggestion: str | None = None) -> Problem:
        """A Problem at a field."""
        return self.records.problem(batch_path(self.slug), where, rule, nl, en, level=level, suggestion=suggestion)

    def said(self, passage: Passage, start: int, end: int, rule: str, nl: str, en: str, *, level: str = "error", write: str | None = None) -> Problem:
        """A Problem at a piece of a passage, which may stand on several lines; `write` belongs in its place."""
        found = self.problem(passage.where, rule, nl, en, level=level)
        record = self.records.record(found.path)
        # A block of text folds its lines, so that only words can be looked for; the same words may stand there before.
        piece = re.compile(r"\s+".join(map(re.escape, passage.text[start:end].split())))
        before = sum(1 for _ in piece.finditer(passage.text, 0, start))
        text = "\n".join(record.lines[found.line - 1:])
        at = next(islice(piece.finditer(text), before, None), None)
        if at is None:
            return found
        above = text.count("\n", 0, at.start())
        line, column = record.lines[found.line - 1 + above], at.start() - text.rfind("\n", 0, at.start()) - 1
        instead = f"{line[:column]}{write}{line[column + len(at[0]):]}" if write is not None and "\n" not in at[0] else None
        return Problem(found.path, found.line + above, column + 1, level, rule, found.message, instead)

    def persons(self) -> Iterator[tuple[Where, str]]:
        """Everyone who is named, and where: leads, speaks, signs or is on a photo."""
        for where, speaker in speakers(self.batch):
            yield (*where, "name"), speaker.name
        for where, photo in photos(self.batch):
            for number, person in enumerate(photo.people):
                yield (*where, "people", number, "name"), person.name


def _unfolded(text: str) -> str:
    if "\n" not in text:
        return text
    return text.replace("\n\n", "\0\0").replace("\n- ", "\0- ").replace("\n* ", "\0* ").replace("\n", " ").replace("\0", "\n")


def _part(where: Where) -> str:
    """The field's name; an item of a list has that of its list."""
    return next(str(step) for step in reversed(where) if isinstance(step, str) and step != "text")


def speakers(batch: Batch) -> Iterator[tuple[Where, Speaker]]:
    """Who leads, who is quoted, who signed."""
    if batch.led_by:
        yield ("led_by",), batch.led_by
    for number, quote in enumerate(batch.quotes):
        yield ("quotes", number, "by"), quote.by
    for owner, signature in enumerate(batch.signatories):
        for number, speaker in enumerate(signature.signed_by):
            yield ("signatories", owner, "signed_by", number), speaker


def spoken_texts(batch: Batch) -> Iterator[tuple[Where, Spoken]]:
    """Every text of a batch that is there."""
    yield from ((where, text) for where, text in _all_texts(batch) if text is not None)


def _all_texts(batch: Batch) -> Iterator[tuple[Where, Spoken | None]]:
    for name in ("title", "lead", "event", "body"):
        yield (name,), getattr(batch, name)
    for number, quote in enumerate(batch.quotes):
        yield ("quotes", number, "text"), quote.text
    for number, correction in enumerate(batch.corrections):
        yield ("corrections", number, "text"), correction.text
    for number, signature in enumerate(batch.signatories):
        yield ("signatories", number, "ambition"), signature.ambition
        yield ("signatories", number, "explanation"), signature.explanation
    for where, photo in photos(batch):
        yield (*where, "alt"), photo.alt
        for number, person in enumerate(photo.people):
            yield (*where, "people", number, "role"), person.role
    for where, speaker in speakers(batch):
        yield (*where, "role"), speaker.role
