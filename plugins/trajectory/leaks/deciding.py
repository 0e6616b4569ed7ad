"""Decides where internal texts and dates stand in public files: what only looked like it, or is public anyway, is let go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from charter.workers import share_out
from trajectory.leaks.canaries import Canaries, Happened, Secret, is_distinctive
from trajectory.leaks.dates import dates_in
from trajectory.leaks.finding import AROUND, SHORTEST_IN_NOISE, search_for, streams_of, suspects
from trajectory.leaks.public import Public, Source, labels_of, public_of, sources
from trajectory.leaks.spelling import BROKEN, folded, pattern_of, squeezed, variants, views
from trajectory.leaks.unpacking import Layer, Unseen, layers

LONGEST_DATE = 40   # characters: thursday, the 10th of september 2026
NEAR = 2000         # characters between a date and the signatory, in a file that is not its own
MANY = 40           # suspected files

# Many in a row are one; a space by itself is left alone, for a page has thousands.
_SPACE = re.compile(rf"[\s{BROKEN}]{{2,}}|[^\S ]|{BROKEN}")

PERSONS = ("officer", "officer_email", "contact", "contact_email", "person", "email")


class Leak(NamedTuple):
    """A public file, and what stands in it: a secret, an event, or (None) something that could not be looked at.

    `line` counts from 1; it is 1 where a file has no lines.
    """

    path: str
    line: int
    what: Secret | Happened | None


@dataclass(frozen=True)
class Sources:
    """Where everything stands. `folders` are those of hand-written pages and of the theme, `work` that of the caches."""

    records: Path
    internal: Path
    folders: tuple[Path, ...] = ()
    work: Path | None = None

    @cached_property
    def public(self) -> Public:
        """What the records state; read when it is asked for, for most sites hold nothing to ask about."""
        return public_of(self.records, self.work)

    @cached_property
    def files(self) -> list[Source]:
        """What pages are made from."""
        return sources(self.records, self.folders)

    @cached_property
    def texts(self) -> list[str]:
        """The same as folded text."""
        return [folded(source.data.decode("utf-8", "replace")) for source in self.files]


def leaks(folder: Path, paths: Sequence[str], canaries: Canaries, where: Sources) -> list[Leak]:
    """What stands in these files below a folder and may not, by path. Raises OSError for a file that cannot be read."""
    labels = labels_of(where.records)
    found = suspects(search_for(canaries, labels, len(paths)), folder, paths)
    secret = {number for number in frozenset().union(*(s.secrets for s in found))
              if _is_secret(canaries.secrets[number], where)}
    dated = [{key for key in suspect.steps if not _is_its_own(path, key[1], where.public)} if suspect.steps else set()
             for path, suspect in zip(paths, found, strict=True)]
    kept = canaries.happened(set().union(*dated))
    jobs = [(path, suspect.secrets & secret, steps & kept.keys(), suspect.unseen)
            for path, suspect, steps in zip(paths, found, dated, strict=True)]
    jobs = [job for job in jobs if any(job[1:])]

    def work(job: tuple[str, frozenset[int], set[tuple[str, str]], bool]) -> list[Leak]:
        path, numbers, steps, unseen = job
        text = _Text(path, (folder / path).read_bytes())
        told = [leak for number in sorted(numbers) for leak in text.secret(canaries.secrets[number])]
        for step in sorted({step for step, _ in steps}):
            events = {date: named for name, date in steps
                      if name == step and (named := [e for e in kept[step, date] if text.names(e.id, where.public)])}
            told += text.step(labels[step], events, where.public) if events else ()
        return told + [Leak(path, 1, None)] * unseen

    return [leak for told in share_out(jobs, work, MANY) for leak in told]


def _is_secret(secret: Secret, where: Sources) -> bool:
    """A person whom a record names in a field for names is public; so is what anybody may write, when it stands in a source."""
    if (where.public.states if secret.kind in PERSONS else where.public.says)(secret.text):
        return False
    if is_distinctive(secret):
        return True
    pattern = pattern_of(secret.text)
    return not any(pattern.search(text) for text in where.texts)


def _parts(path: str) -> list[str]:
    return re.split(r"[/.]", path)


def _is_its_own(path: str, date: str, public: Public) -> bool:
    """Whether a day is public for the batch or the signatory that a page is about."""
    return any(date in public.dates.get(part, ()) for part in _parts(path))


@dataclass
class _Text:
    """One file, as text in which a pattern decides."""

    path: str
    data: bytes

    @cached_property
    def _layers(self) -> list[tuple[Layer, tuple[str, str]]]:
        found = []
        try:
            for layer in layers(self.data):
                found.append((layer, views(layer.data)))
        except Unseen:
            pass        # told apart from what was seen before
        return found

    @cached_property
    def _squeezed(self) -> bytes:
        return b" ".join([squeezed(self.path.encode("utf-8", "replace")), *streams_of(self.data)])

    def names(self, id_: str, public: Public) -> bool:
        """Whether a signatory may be named anywhere in the file: quick, and rather too often than not."""
        return any(form in self._squeezed for name in (id_, *public.called.get(id_, ())) for form in variants(name))

    def secret(self, secret: Secret) -> Iterator[Leak]:
        """The first place where a secret stands; none when it only seemed so."""
        pattern = pattern_of(secret.text)
        short = max(map(len, variants(secret.text)), default=0) < SHORTEST_IN_NOISE
        if pattern.search(folded(self.path)):
            yield Leak(self.path, 1, secret)
            return
        for number, (layer, (text, tags)) in enumerate(self._layers):
            found = pattern.search(text)
            if (found or pattern.search(tags)) and not (short and layer.is_noise):
                line = text.count("\n", 0, found.start()) + 1 if found and not number else 1
                yield Leak(self.path, line, secret)
                return

    def step(self, names: Sequence[str], events: dict[str, list[Happened]], public: Public) -> Iterator[Leak]:
        """The first place where a step stands by one of these dates, near a signatory of whom that is true."""
        for _, seen in self._layers:
            for text in (_SPACE.sub(" ", view) for view in seen):
                for start, end, date in _dated(text, names):
                    if date not in events:
                        continue
                    near = _Near(text[max(0, start - NEAR):end + NEAR], _parts(self.path))
                    about = [event for event in events[date] if near.names((event.id, *public.called.get(event.id, ())))]
                    if about and not near.names(public.explains(date)):
                        yield Leak(self.path, 1, about[0])
                        return


class _Near:
    """The text around a date, and the parts of the path of its file."""

    def __init__(self, text: str, parts: list[str]) -> None:
        self.text, self.parts, self._squeezed = text, parts, squeezed(text.encode("utf-8", "replace"))

    def names(self, names: Iterable[str]) -> bool:
        """Whether one of these names or ids stands there. Squeezed first: of a thousand names a pattern is made for few."""
        return any(name in self.parts or (any(form in self._squeezed for form in variants(name))
                                          and pattern_of(name).search(self.text)) for name in names)


def _dated(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a step stands with a date before or behind it, and which date."""
    for name in names:
        for step in pattern_of(name).finditer(text):
            first = max(0, step.start() - AROUND - LONGEST_DATE)
            for start, end, date in dates_in(text[first:step.end() + AROUND + LONGEST_DATE]):
                start, end = start + first, end + first
                if start - step.end() <= AROUND and step.start() - end <= AROUND:
                    yield min(start, step.start()), max(end, step.end()), date
