"""What must hold of any input: it is a record, or it is problems that staff can read; and what they suggest to write can be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from charter import prose
from charter.build import build
from charter.checks import check
from charter.content import read_pages
from charter.fix import fixed
from charter.model.folder import Records, load, remember
from charter.plan import Plan
from charter.problems import Problem, ProblemsFound, as_github, as_json, as_text, errors, sorted_problems, summary
from charter.slugs import slugged
from charter.state import moments, state_at
from trajectory import internal
from trajectory.free_days import FreeDays, free_days
from trajectory.worklist import worklist

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 20, 12)        # noqa: DTZ001 - local time, as everywhere

CACHE = Path(".charter", "records.cache")
MOST_SAID = 500         # characters of one message: what was read is cut

# Words of parsers, of Python and of the libraries that read for us: nobody who fills in a form should meet them.
JARGON = re.compile(r"(?i)\b(pars(?:er|ing)|scann(?:er|ing)|token|scalar|sequence|mapping|node|anchor|alias|tuple|dict|NoneType|null|None|NaN|traceback|exception|"
                    r"pydantic|validation|dataclass|regex|pattern|codec|bytes? 0x|simple key|block (?:end|collection)|flow|ValueError|TypeError|KeyError|stack|"
                    r"object at|errno|unhashable|unexpected)\b|while (?:scanning|parsing)|could not find|did not find|<class|\{(?:read|field|limit|hint_nl|hint_en)\}")


class Unfit(AssertionError):
    """A problem that staff could not use."""


def examined(found: tuple[Problem, ...], project: Path, path: str, *, thorough: bool = False) -> bool:
    """Whether a project with a damaged file at `path` has no errors.

    `thorough` is slow: `charter fix` mends the file as far as it can, and a site is made when there is nothing to mend.

    `found` is what `problems_of` told. Raises Unfit, or whatever broke.
    """
    fit(found, project, path)
    _mended(found, project, path)
    if thorough and path.startswith("signatories/") and path.endswith(("batch.yaml", "changes.yaml", "charter.yaml")):
        _fixed(project, path)
    if errors(found):
        return False
    records = load(project / "signatories")
    for moment in [None, NOW, *moments(records)[:2], *moments(records)[-2:]]:
        state_at(records, moment, NOW)
    if thorough:
        _build(project, records)
    return True


def warm(project: Path, paths: Iterable[str]) -> None:
    """What a command does once is done: imports, validators, the records that stay as they are."""
    remember(load(project / "signatories", project / CACHE))
    slugged("A")
    for path in paths:
        assert not errors(problems_of(project, path))


def problems_of(project: Path, path: str) -> tuple[Problem, ...]:
    """All that the commands would tell of the part of the project that the file belongs to."""
    records = load(project / "signatories", project / CACHE)
    if path.startswith("signatories/internal/"):
        return sorted_problems(worklist(records, internal.load(project / "signatories" / "internal"), NOW, _free_days(), as_of=False).problems)
    found = [*records.problems, *check(records, NOW.date())]
    if path.startswith("content/"):
        found += read_pages(project / "content", project / "signatories", list(records.batches), lambda source, body: prose.to_html(body, 2))[1]
    return sorted_problems(found)


@cache
def _free_days() -> FreeDays:
    return free_days()


def fit(found: tuple[Problem, ...], project: Path, path: str) -> None:
    """Each form tells all of them, and each of them is a place in a file, a plain sentence in two languages and at most one line to write.

    Raises Unfit.
    """
    for lang in ("nl", "en"):
        lines = as_text(found, lang).splitlines()
        _must(len(lines) == len(found) + sum(p.suggestion is not None for p in found), "a line a problem")
        _must(len(json.loads(as_json(found, lang))) == len(found), "an object a problem")
        _must(len(as_github(found, lang).splitlines()) == len(found), "a command a problem")
        _must(bool(summary(found, lang)), "a summary")
        "\n".join(lines).encode()
    text = (project / path).read_bytes().decode("utf-8", "replace")
    ends = {path: len(re.split("\r\n|[\r\n]", text))}
    for p in found:
        at = (project / "signatories" / p.path).resolve().relative_to(project.resolve()).as_posix()
        _must(1 <= p.line <= ends.get(at, 10_000) and p.column >= 1, f"[{p.rule}] a place in the file, not {p.line}:{p.column}")
        _must(re.fullmatch(r"[a-z]+(-[a-z]+)*", p.rule) is not None, f"[{p.rule}] a rule")
        _must(p.suggestion is None or ("\n" not in p.suggestion and "\r" not in p.suggestion), f"[{p.rule}] one line to write")
        for said in p.message:
            _must(bool(said.strip()) and len(said) < MOST_SAID, f"[{p.rule}] a sentence")
            slang = JARGON.search(re.sub("`.*`", "", said, flags=re.DOTALL))
            _must(slang is None or slang[0] in text, f"[{p.rule}] plain words, not `{slang[0] if slang else ''}`")


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Unfit(what)


def _mended(found: tuple[Problem, ...], project: Path, path: str) -> None:
    """The file with every suggestion written is read and told like any other."""
    suggested = [p for p in found if p.suggestion is not None and path.endswith(p.path)]
    if not suggested:
        return
    file = project / path
    before = file.read_bytes()
    lines = before.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for p in suggested:
        lines[p.line - 1] = p.suggestion or ""
    file.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    fit(problems_of(project, path), project, path)
    file.write_bytes(before)


def _fixed(project: Path, path: str) -> None:
    """What `charter fix` makes of the file is told like any other, and there is nothing more for it to do."""
    file, name = project / path, path.removeprefix("signatories/")
    before = file.read_bytes()
    once = fixed(project / "signatories", name, before)
    again = fixed(project / "signatories", name, once.after)
    _must(again.after == once.after, "charter fix is done at once")
    "\n".join(once.diff()).encode()
    file.write_bytes(once.after)
    fit(problems_of(project, path), project, path)
    file.write_bytes(before)


def _build(project: Path, records: Records) -> None:
    """A preview of everything. Pictures are refused at this point only."""
    pages, _ = read_pages(project / "content", project / "signatories", list(records.batches), lambda source, body: prose.to_html(body, 2))
    plan = Plan(project / "signatories", project / "content", project / "output", project / ".charter" / "output", ROOT / "theme", ROOT / "pelicanconf.py",
                "https://charter.example.org", None, NOW, quiet=True)
    try:
        build(plan, records, pages, "code data")
    except ProblemsFound as e:
        _must(bool(e.problems), "problems")
