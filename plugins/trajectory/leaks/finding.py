"""Finds in many files what may be a canary: one automaton over squeezed bytes, two forked workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from charter.workers import share_out
from trajectory.leaks.canaries import Canaries, foreign_word
from trajectory.leaks.dates import LONGEST_DATE, dates_near
from trajectory.leaks.spelling import LOWER, NOISE_IN_LINES, TAG, apart, deciphered, squeezed, variants
from trajectory.leaks.unpacking import Left, Unseen, base64_in, is_plain, layers, stored_in

# Of a pattern; the rest is compared where it is found. 110,000 whole texts took 1.5 s to build, their beginnings 0.5 s.
BEGINNING = 16
SHORTEST_IN_NOISE = 8       # in a gigabyte of noise 100,000 names of 8 letters stand once in a thousand years
AROUND = 60                 # characters between a step and its date
MANY = 60                   # files; below, forking costs more than it saves
MANY_FILES, MANY_PATTERNS = 2000, 20_000
SHORTEST_RUN = 16           # printable characters in a row
_PRINTABLE = bytes(0x20 <= byte <= 0x7e for byte in range(256))
MOST_LINES = 60_000         # lines that are remembered
LONGEST_LINE = 300          # bytes of such a line: menus and headings come back, paragraphs do not


class Suspect(NamedTuple):
    """What one file may hold: numbers of secrets, (step, date) near each other, and whether part of it could not be looked at."""

    secrets: frozenset[int] = frozenset()
    steps: frozenset[tuple[str, str]] = frozenset()
    unseen: bool = False


NOTHING = Suspect()


@dataclass(frozen=True)
class Search:
    """The automaton, and for each of its patterns what it may be the beginning of: (number of the secret or step, whole)."""

    automaton: BytesAhoCorasick
    owners: tuple[tuple[tuple[int | str, bytes], ...], ...]
    foreign: tuple[tuple[int, bytes], ...] = ()     # number, and a word as it is written


def search_for(canaries: Canaries, labels: dict[str, tuple[str, ...]], files: int = 0) -> Search:
    """`labels` has what each step is called: its id, and its labels. `files` is how many will be searched."""
    owners: dict[bytes, dict[tuple[int | str, bytes], None]] = {}
    for number, secret in enumerate(canaries.secrets):
        for form in secret.forms:
            owners.setdefault(form[:BEGINNING], {})[number, form] = None
    for step, names in labels.items():
        for name in names:
            for form in filter(None, variants(name)):
                owners.setdefault(form[:BEGINNING], {})[step, form] = None
    # A table of all states is twice as fast; of 20,000 patterns it takes 0.1 s and 50 MB, of more too much of both.
    # Of what is left the contiguous kind is twice as fast as the other.
    table = files >= MANY_FILES and len(owners) <= MANY_PATTERNS
    automaton = BytesAhoCorasick(list(owners), implementation=Implementation.DFA if table else Implementation.ContiguousNFA)
    foreign = tuple((number, word.encode()) for number, secret in enumerate(canaries.secrets) if (word := foreign_word(secret.text)))
    return Search(automaton, tuple(map(tuple, owners.values())), foreign)


def suspects(search: Search, folder: Path, paths: Sequence[str]) -> list[Suspect]:
    """Of each file. Too many rather than too few: a pattern on the text itself must decide."""
    reader = _Reader(search, folder)
    return share_out(paths, reader.suspect, MANY)


@dataclass
class _Reader:
    """One worker. `known` is the squeezed text of lines that it met: most lines of a page stand in every page."""

    search: Search
    folder: Path
    known: dict[bytes, bytes] = field(default_factory=dict)

    def suspect(self, path: str) -> Suspect:
        with open(f"{self.folder}/{path}", "rb", buffering=0) as file:
            data = file.read()
        found: set[int | tuple[str, str]] = set()
        unseen = False
        try:
            for stream, is_noise in ((squeezed(path.encode("utf-8", "replace")), False), *self._streams(data)):
                found.update(self._hits(stream, is_noise))
        except Unseen:
            unseen = True
        if self.search.foreign:
            plain = deciphered(data)
            found.update(number for number, word in self.search.foreign if word in data or word in plain)
        if not found and not unseen:
            return NOTHING
        return Suspect(frozenset(n for n in found if isinstance(n, int)),
                       frozenset(n for n in found if isinstance(n, tuple)), unseen)

    def _hits(self, stream: bytes, is_noise: bool) -> Iterator[int | tuple[str, str]]:
        for pattern, start, _ in self.search.automaton.find_matches_as_indexes(stream, overlapping=True):
            for owner, whole in self.search.owners[pattern]:
                if len(whole) > BEGINNING and not stream.startswith(whole, start):
                    continue
                if isinstance(owner, str):
                    margin = AROUND + LONGEST_DATE + 4
                    around = stream[max(0, start - margin):start + len(whole) + margin]
                    yield from ((owner, date) for date in dates_near(around))
                elif not is_noise or len(whole) >= SHORTEST_IN_NOISE:
                    yield owner

    def _streams(self, data: bytes) -> Iterator[tuple[bytes, bool]]:
        files, around = stored_in(data) or ([data], b"")
        for file in files:
            yield from self._of(file)
        if around:
            yield from _whole(around)

    def _of(self, data: bytes) -> Iterator[tuple[bytes, bool]]:
        by_line = self._by_line(data)
        if by_line is None:
            yield from _whole(data)
            return
        *streams, plain = by_line
        yield from ((stream, False) for stream in streams)
        for packed in filter(Left().is_new, base64_in(plain)):
            yield from _whole(packed)

    def _by_line(self, data: bytes) -> tuple[bytes, bytes, bytes] | None:
        """Of a text whose tags end on the line where they begin: its squeezed text, the tags of new lines, and these lines.

        The whole text is put together from its lines, so that nothing is missed that goes over lines; tags and base64 are
        looked at in lines that this worker meets for the first time. None of all else.
        """
        if b"\0" in data[:1000]:
            return None         # no text, and large
        lines, known = data.split(b"\n"), self.known
        new = [line for line in lines if line not in known]
        block = b"\n".join(new)
        if not is_plain(block):
            return None
        plain = deciphered(block)
        parts = TAG.split(plain)
        text = b"".join(parts[::2])
        if b"<" in text or text.count(b"\n") != max(len(new) - 1, 0):
            return None
        if new:
            known.update(zip(new, text.translate(LOWER, NOISE_IN_LINES).split(b"\n"), strict=True))
        whole = b"".join(map(known.__getitem__, lines))
        self._forget(new)
        return whole, squeezed(b"".join(parts[1::2])), plain

    def _forget(self, fresh: Sequence[bytes]) -> None:
        """Paragraphs, which come once; and lines of base64, which must be seen together with the lines around them."""
        for line in fresh:
            if len(line) > LONGEST_LINE or (line and b"<" not in line and b" " not in line):
                self.known.pop(line, None)
        if len(self.known) > MOST_LINES:
            self.known.clear()


def streams_of(data: bytes) -> list[bytes]:
    """All that can be read of a file, squeezed."""
    found = []
    try:
        for stream, _ in _whole(data):
            found.append(stream)
    except Unseen:
        pass        # told apart
    return found


def _whole(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """The squeezed text and tags of any file, and of all that is packed in it. Raises Unseen."""
    for layer in layers(data):
        text = layer.data
        if layer.is_noise:      # pixels are full of what looks like an escape: only runs of text are deciphered
            yield squeezed(text), True
            text = b"\n".join(_runs(text))
        for part in apart(deciphered(text)):
            yield squeezed(part), layer.is_noise


def _runs(noise: bytes) -> Iterator[bytes]:
    """Every run of text in noise. Pixels have hardly any: a pattern took ten times as long over them."""
    classes = noise.translate(_PRINTABLE) + b"\0"
    at = classes.find(b"\1" * SHORTEST_RUN)
    while at >= 0:
        end = classes.find(b"\0", at)
        yield noise[at:end]
        at = classes.find(b"\1" * SHORTEST_RUN, end)
