"""What can be mended in records without a choice: how lines are written. Comments and order stay."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from charter import cache
from charter.ids import minted, name_of, signers, taken_ids, with_ids
from charter.language import name_key
from charter.model.folder import problems_in
from charter.model.layout import batch_path, batch_slugs
from charter.problems import Problem, errors, one_line
from charter.records import Unreadable, bytes_of, read, write_anew
from charter.records.decoding import MAX_BYTES, decoded

# Rules whose suggestion says the same in a form that can be read. A suggestion of any other rule is a guess, for people to judge.
MECHANICAL = frozenset((
    "tab", "hidden-sign", "hard-space", "quotes", "curly-quotes", "escape", "yaml-sign", "colon", "colon-space", "colon-missing", "brace",
    "comma", "encoding", "date", "moment", "url", "period", "email", "list-wanted"))
# These put quotes around what stands on the line. A remark that came along, with one space before its #, would be public.
_QUOTING = frozenset(("quotes", "curly-quotes", "escape", "yaml-sign", "colon", "brace", "comma", "list-wanted"))
_PAST_MIDNIGHT = re.compile(r"\b2[4-9](?::|\s*u|\.\d\d\b(?!\.))")       # 25:30: a slip, or half past one at night
_ROUNDS = 100       # a line can hold several mistakes, which are found one after the other
_READ = 3_000_000   # bytes to read in all rounds of one file, some seconds; who has more to mend asks again
_BOM = b"\xef\xbb\xbf"


class Fixed(NamedTuple):
    """One file: its path in the records folder, its bytes before and after, and what was mended."""

    path: str
    before: bytes
    after: bytes
    mended: tuple[Problem, ...]

    def diff(self) -> Iterator[str]:
        """Lines of a unified diff, without line ends."""
        before, after = (decoded(self.path, data)[0].split("\n") for data in (self.before, self.after))
        yield from map(one_line, difflib.unified_diff(before, after, self.path, self.path, n=1, lineterm=""))

    @property
    def encoded_anew(self) -> bool:
        """Whether it was not in UTF-8; lines that only differ so look the same."""
        return any(p.rule == "encoding" for p in self.mended)


class Known(NamedTuple):
    """A signatory that got no id, because somebody who has one is called the same: the path, both names, and that id."""

    path: str
    name: str
    id: str


def fixes(folder: Path) -> tuple[list[Fixed], list[Known]]:
    """Every file that can be mended, as it would be. Ids are added once every file can be read: none is given away twice.

    Raises OSError for a file that may not be opened.
    """
    paths = ["charter.yaml", "changes.yaml", *map(batch_path, batch_slugs(folder))]
    found = [fixed(folder, path, bytes_of(folder / path, MAX_BYTES)) for path in paths
             if (folder / path).is_file() and not (folder / path).is_symlink() and (folder / path).stat().st_size <= MAX_BYTES]
    with_ids_too, same = _with_ids(folder, found)
    return [one for one in with_ids_too if one.before != one.after], same


def _with_ids(folder: Path, found: list[Fixed]) -> tuple[list[Fixed], list[Known]]:
    """The same, with an id for every signatory that has a name and no id, and those who may have one already."""
    try:
        known = {one.path: read(folder, one.path, one.after) for one in found}
    except Unreadable:
        return found, []
    taken, written, same = taken_ids(known, folder), list[Fixed](), list[Known]()
    owners = {name_key(name_of(signer)): str(signer["id"]) for record in known.values() for _, signer in signers(record)
              if name_of(signer) and signer.get("id")}
    for one in found:
        names = {number: name_of(signer) for number, signer in signers(known[one.path]) if name_of(signer) and not signer.get("id")}
        twice = {number for number, name in names.items() if name_key(name) in owners}
        same += [Known(one.path, names[number], owners[name_key(names[number])]) for number in sorted(twice)]
        ids = {} if twice else minted(known[one.path], taken)
        after = with_ids(one.after, known[one.path], ids) if ids else one.after
        if errors(problems_in(folder, one.path, after)):        # a name that is read wrongly must not become an address
            after = one.after
            taken.ids.difference_update(ids.values())
            taken.last.clear()
        written.append(one._replace(after=after))
    return written, same


def fixed(folder: Path, path: str, data: bytes) -> Fixed:
    """One file, mended as far as that needs no choice."""
    now, mended = data, list[Problem]()
    for _ in range(max(3, min(_ROUNDS, _READ // (len(data) + 1)))):
        before = decoded(path, now)[0].split("\n")
        lines = {p.line: p for p in reversed(problems_in(folder, path, now)) if is_mechanical(p, before[p.line - 1])}
        written = _written(path, now, lines)
        if written == now:
            break
        now, mended = written, [*mended, *lines.values()]
    return Fixed(path, data, now, tuple(mended))


def is_mechanical(problem: Problem, line: str) -> bool:
    """Whether the line to write says what this line says. A year of two digits, or a day that was left out, is for people to tell."""
    write = problem.suggestion
    if problem.rule == "yaml-layout" and write is not None:
        return write.strip() == line.strip()        # the same, with other spaces before it
    if problem.rule not in MECHANICAL or write is None:
        return False
    if problem.rule in _QUOTING:
        return not re.search(r"[^ ] #", line)
    if problem.rule in ("date", "moment"):
        return all(year in line for year in re.findall(r"\d{4}(?=-\d\d-\d\d)", write)) and not _PAST_MIDNIGHT.search(line)
    return problem.rule != "url" or _bare(write) == _bare(line)


def _bare(line: str) -> str:
    """A line without quotes and without what makes an address of the name of a host."""
    return re.sub(r"https://|[\"']", "", line)


def _written(path: str, data: bytes, instead: dict[int, Problem]) -> bytes:
    """The file with other lines, in UTF-8; its line ends, each as it was, and mark of byte order stay."""
    if not instead:
        return data
    lines = decoded(path, data)[0].split("\n")
    for number, problem in instead.items():
        lines[number - 1] = problem.suggestion or ""
    ends = re.findall(rb"\r\n|\r|\n", data)
    if len(ends) != len(lines) - 1:     # UTF-16, in which they look otherwise
        ends = [b"\n"] * (len(lines) - 1)
    whole = b"".join(line.encode() + end for line, end in zip(lines, [*ends, b""], strict=True))
    return (_BOM if data.startswith(_BOM) else b"") + whole


def write(folder: Path, fixed_files: list[Fixed], kept: Path) -> list[str]:
    """Writes them, each whole or not at all, and keeps what was there in `kept`: the paths that were written.

    A file that somebody saved meanwhile stays. Raises OSError that names the file; none is written after it.
    """
    cache.save(kept, "1", {one.path: (one.before, hashlib.sha256(one.after).hexdigest()) for one in fixed_files})
    written = []
    for one in fixed_files:
        if bytes_of(folder / one.path, MAX_BYTES) == one.before:
            write_anew(folder / one.path, one.after)
            written.append(one.path)
    return written


def undo(folder: Path, kept: Path) -> tuple[list[str], list[str]]:
    """Puts back what `write` kept: the paths that were put back, and those that were changed since and stay.

    Of these the originals are kept on. Raises OSError that names the file.
    """
    originals = cache.load(kept, "1") or {}
    back, changed = [], []
    for path, (before, after) in originals.items():
        file = folder / path
        now = bytes_of(file, MAX_BYTES) if file.is_file() else b""
        if hashlib.sha256(now).hexdigest() == after:
            write_anew(file, before)
            back.append(path)
        elif now != before:
            changed.append(path)
    if changed:
        cache.save(kept, "1", {path: originals[path] for path in changed})
    else:
        kept.unlink(missing_ok=True)
    return back, changed
