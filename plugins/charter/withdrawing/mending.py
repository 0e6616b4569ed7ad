"""One file without the person or the photos: its new bytes, read back and compared with what they must say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from charter.fix import Fixed
from charter.model.folder import problems_in
from charter.problems import errors
from charter.records import Unreadable, Where, decode, read
from charter.records.decoding import decoded
from charter.withdrawing.going import Going, going, is_photo, photo_entries, value_at, values_after
from charter.withdrawing.names import Name
from charter.withdrawing.surgery import Layout, Piece, Stuck, is_within, with_pieces
from charter.withdrawing.wording import NEUTRAL, replacements, without

_BOM = b"\xef\xbb\xbf"


class Place(NamedTuple):
    """A line of a file, from 1."""

    path: str
    line: int


class Mended(NamedTuple):
    """A file before and after; `stuck` are the places that no tool can change, by their line afterwards.

    `whole` says that all its photos are cut out of it, `named` that pages showed what is gone, and not only a remark.
    `described` are the files of photos that stay and whose description named the person.
    """

    file: Fixed
    stuck: tuple[Place, ...] = ()
    whole: bool = True
    named: bool = False
    described: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is written."""
        return self.file.before != self.file.after


def mended_record(folder: Path, path: str, data: bytes, name: Name | None, files: Collection[str]) -> Mended:
    """A record, charter.yaml or changes.yaml. One that cannot be read, or not be cut, stays as it is and is told of."""
    if not files and not (name and may_hold(data, name)):
        return Mended(Fixed(path, data, data, ()))
    try:
        values = read(folder, path, data).values
    except Unreadable as e:
        lines = [n for n, surname in name.lines_left(text_of(data)) if not surname] if name else []
        return _as_it_is(path, data, lines or [e.problem.line] * bool(files))
    found = going(values, name, files)
    layout = Layout(data.decode("utf-8-sig"))
    texts, pieces, stuck = _texts(layout, path, values, found, name)
    try:
        cuts = sorted(layout.cuts(found.gone))
    except Stuck:
        return _as_it_is(path, data, [layout.line(where) for where in found.gone])
    pieces += [Piece(*layout.value(where), write) for where, write in found.named_anew.items()]
    pieces += _remarks(layout, name)
    pieces = [piece for piece in pieces if not is_within(piece.start, cuts)]
    after = (_BOM if data.startswith(_BOM) else b"") + with_pieces(layout.text, [*cuts, *pieces]).encode()
    if not _says(folder, path, data, after, values_after(values, found, texts)):
        return _as_it_is(path, data, [layout.line_at(piece.start) for piece in [*cuts, *pieces]])
    places = tuple(Place(path, layout.line_after(where, [*cuts, *pieces])) for where in stuck)
    return Mended(Fixed(path, data, after, ()), places, named=bool(found.gone or found.named_anew or texts),
                  described=tuple(_described(values, [*texts, *stuck])))


def _described(values: Any, named: Collection[Where]) -> Iterator[str]:
    for where, photo in photo_entries(values):
        if is_photo(photo.get("file")) and any(one[:len(where)] == where for one in named):
            yield photo["file"]


def may_hold(data: bytes, name: Name) -> bool:
    """Whether a file may name somebody: also where it is written with signs of YAML."""
    return b"\\" in data or name.may_be_in(text_of(data))


def text_of(data: bytes) -> str:
    """What a file says, to look in: UTF-16 and Windows-1252 too, with line feeds."""
    return decoded("", data)[0]


def is_utf8(data: bytes) -> bool:
    """Whether a file is stored as it should be."""
    return not decoded("", data)[1]


def _as_it_is(path: str, data: bytes, lines: Collection[int]) -> Mended:
    return Mended(Fixed(path, data, data, ()), tuple(Place(path, line) for line in sorted(set(lines))), whole=not lines)


def _says(folder: Path, path: str, before: bytes, after: bytes, wanted: Any) -> bool:
    """Whether the new text means what it must, and no more is wrong with it."""
    try:
        if read(folder, path, after).values != wanted:
            return False
    except Unreadable:
        return False
    return before == after or len(errors(problems_in(folder, path, after))) <= len(errors(problems_in(folder, path, before)))


def _texts(layout: Layout, path: str, values: Any, found: Going, name: Name | None) -> tuple[dict[Where, str], list[Piece], list[Where]]:
    """New texts by the way to them, the pieces that make them so, and the texts in which the name is written with signs of YAML."""
    texts: dict[Where, str] = {}
    pieces: list[Piece] = []
    stuck = []
    for where in layout.fields() if name else ():
        text, lang = value_at(values, where), "en" if where[-1:] == ("en",) else "nl"
        if not isinstance(text, str) or not is_prose(path, where) or any(where[:n] in found.gone for n in range(len(where) + 1)):
            continue
        assert name
        words = replacements(text, name, lang)
        here = list(_places(layout, where, name)) if words else []
        if len(here) != len(words):
            stuck.append(where)
        elif words:
            pieces += [Piece(start, end, word) for (start, end), word in zip(here, words, strict=True)]
            texts[where] = without(text, name, lang)
    return texts, pieces, stuck


def is_prose(path: str, where: Where) -> bool:
    """Whether a value is a text of ours. Names of organisations and places, addresses and codes are for people to judge."""
    return where[-1:] in (("nl",), ("en",), ("because",)) and not (path == "charter.yaml" and where[0] == "name")


def _places(layout: Layout, where: Where, name: Name) -> Iterator[tuple[int, int]]:
    start, end = layout.value(where)
    if layout.text[start:start + 1] in ("|", ">"):      # behind the sign of a block may stand a remark
        head = re.compile("[^\r\n]*").match(layout.text, start)
        start = head.end() if head else start
    assert name.in_text
    yield from (found.span() for found in name.in_text.finditer(layout.text, start, end))


def _remarks(layout: Layout, name: Name | None) -> Iterator[Piece]:
    """In a remark, which may go on behind the # of the next line. All are in Dutch."""
    if name is None or name.in_remarks is None or not name.in_remarks.search(layout.text):
        return
    remarks = layout.comments()
    for found in name.in_remarks.finditer(layout.text):
        if is_within(found.start(), remarks) and is_within(found.end() - 1, remarks):
            words = without(f"{_begun(layout.text, found.start())}{name.text}", name, "nl")
            yield Piece(*found.span(), words[-len(NEUTRAL["nl"]):])


def _begun(text: str, at: int) -> str:
    """The remark before a place, from its #."""
    return re.sub(r"^.*?#+[ \t]*", "", text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1:at])


def mended_page(path: str, data: bytes, name: Name) -> Mended:
    """A hand-written page; its language follows from the name of its file."""
    try:
        decode(path, data)
    except Unreadable:
        return _as_it_is(path, data, [line for line, surname in name.lines_left(text_of(data)) if not surname])
    text = data.decode("utf-8-sig") if may_hold(data, name) else ""
    if not text:
        return Mended(Fixed(path, data, data, ()))
    after = (_BOM if data.startswith(_BOM) else b"") + without(text, name, "en" if path.endswith(".en.md") else "nl").encode()
    return Mended(Fixed(path, data, after, ()))
