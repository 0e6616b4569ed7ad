"""What can be mended in records without a choice: how lines are written. Comments and order stay."""

from __future__ import annotations

import difflib
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from charter import cache
from charter.ids import minted, taken_ids, with_ids
from charter.model.folder import batch_path, batch_slugs, problems_in
from charter.problems import Problem, errors, one_line
from charter.records import Unreadable, read
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


def fixes(folder: Path) -> list[Fixed]:
    """Every file that can be mended, as it would be. Ids are added once every file can be read: none is given away twice."""
    paths = ["charter.yaml", "changes.yaml", *map(batch_path, batch_slugs(folder))]
    found = [fixed(folder, path, (folder / path).read_bytes()) for path in paths
             if (folder / path).is_file() and not (folder / path).is_symlink() and (folder / path).stat().st_size <= MAX_BYTES]
    return [one for one in _with_ids(folder, found) if one.before != one.after]


def _with_ids(folder: Path, found: list[Fixed]) -> list[Fixed]:
    """The same, with an id for every signatory that has a name and no id."""
    try:
        known = {one.path: read(folder, one.path, one.after) for one in found}
    except Unreadable:
        return found
    taken, written = taken_ids(known, folder), []
    for one in found:
        ids = minted(known[one.path], taken)
        after = with_ids(one.after, known[one.path], ids) if ids else one.after
        if errors(problems_in(folder, one.path, after)):        # a name that is read wrongly must not become an address
            after = one.after
        else:
            taken.ids.update(ids.values())
        written.append(one._replace(after=after))
    return written


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
    """The file with other lines, in UTF-8; its line ends and mark of byte order stay."""
    if not instead:
        return data
    lines = decoded(path, data)[0].split("\n")
    for number, problem in instead.items():
        lines[number - 1] = problem.suggestion or ""
    newline = "\r\n" if b"\r\n" in data else "\n"
    return (_BOM if data.startswith(_BOM) else b"") + newline.join(lines).encode()


def write(folder: Path, fixed_files: list[Fixed], kept: Path) -> None:
    """Writes them, each whole or not at all, and keeps what was there in `kept`. Raises OSError."""
    cache.save(kept, "1", {one.path: (one.before, hashlib.sha256(one.after).hexdigest()) for one in fixed_files})
    for one in fixed_files:
        if (folder / one.path).read_bytes() == one.before:      # else somebody saved it meanwhile
            _replace(folder / one.path, one.after)


def undo(folder: Path, kept: Path) -> tuple[list[str], list[str]]:
    """Puts back what `write` kept: the paths that were put back, and those that were changed since and stay."""
    back, changed = [], []
    for path, (before, after) in (cache.load(kept, "1") or {}).items():
        file = folder / path
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == after:
            _replace(file, before)
            back.append(path)
        else:
            changed.append(path)
    kept.unlink(missing_ok=True)
    return back, changed


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{target.name}.new")
    temporary.write_bytes(data)
    shutil.copymode(target, temporary)
    temporary.replace(target)
