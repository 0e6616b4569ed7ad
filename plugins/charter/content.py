"""Hand-written pages and programme news: the lines above the text, checked, and what may collide."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from pathlib import Path

from charter import prose
from charter.inputs import files_below
from charter.model.content import ContentHead
from charter.model.reading import typed
from charter.pages import HandPage
from charter.problems import Problem
from charter.records import Record, Unreadable, Where, decode

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")       # what XML cannot hold, and DEL


def read_pages(content: Path, records: Path, slugs: Sequence[str],
               render: Callable[[str, str], str]) -> tuple[list[HandPage], list[Problem]]:
    """Every .md file below `content`, and all that is wrong with them; paths in Problems go from the records folder.

    `slugs` are those of the ceremonies; `render` makes HTML of (path below content, text).
    """
    found: list[tuple[Record, HandPage]] = []
    problems: list[Problem] = []
    for source, entry in files_below(content):
        if not source.endswith(".md"):
            continue
        shown = Path(os.path.relpath(entry.path, records)).as_posix()
        try:
            record, body = read_content(Path(entry.path), shown)
        except Unreadable as e:
            problems += e.problems
            continue
        wrong = list(_problems(record, body, source))
        head, mistakes = typed(record, ContentHead)
        problems += [*wrong, *mistakes]
        if head and not wrong:
            found.append((record, _page(head, source, render(source, body))))
    return [page for _, page in found], [*problems, *_collisions(found, slugs)]


def read_content(path: Path, shown: str) -> tuple[Record, str]:
    """A file as a record of its head, and its text. Raises Unreadable."""
    text = decode(shown, path.read_bytes())
    head, body = [*re.split(r"\n[ \t]*\n", text, maxsplit=1), ""][:2]
    values: dict[str, str] = {}
    # A head is not YAML, so it brings its own lines.
    marks: dict[Where, tuple[int, int]] = {(): (1, 1)}
    for number, line in enumerate(head.split("\n"), 1):
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon else line.strip()[:40]
        if name and (value.strip() or not colon):
            values[name] = value.strip()
            marks[name,] = (number, 1)
    return Record(shown, "", text, values, marks), body


def _page(head: ContentHead, source: str, html: str) -> HandPage:
    day = datetime.combine(head.date, time()) if source.startswith("nieuws/") and head.date else None
    return HandPage(source, head.lang, head.slug, head.title, head.summary, html, day, head.translation or head.slug, head.order)


def _problems(record: Record, body: str, source: str) -> Iterator[Problem]:
    if source.startswith("nieuws/") and "date" not in record.values:
        yield record.problem((), "missing", "`Date:` ontbreekt bovenaan", "`Date:` is missing at the top")
    tag = prose.holds_raw_html(body)
    if tag:
        yield _at(record, record.text.index(tag)).problem(
            (), "raw-html", f"HTML staat uit: haal {tag} weg, of schrijf \\< als u het teken zelf bedoelt",
            f"HTML is off: remove {tag}, or write \\< if you mean the sign itself")
    sign = _FORBIDDEN.search(record.text)
    if sign:
        yield _at(record, sign.start()).problem(
            (), "hidden-sign", f"hier staat een onzichtbaar teken (U+{ord(sign[0]):04X}); typ dit stuk opnieuw",
            f"there is an invisible sign here (U+{ord(sign[0]):04X}); type this piece again")


def _at(record: Record, place: int) -> Record:
    """The record with everything at one place of its text."""
    before = record.text[:place]
    return Record(record.path, "", record.text, {}, {(): (before.count("\n") + 1, place - before.rfind("\n"))})


def _collisions(pages: Iterable[tuple[Record, HandPage]], slugs: Sequence[str]) -> Iterator[Problem]:
    """Two pages at one address or with one translation, or news at the address of a ceremony.

    taken:
      nl: Elke geschreven pagina heeft een adres en een vertaling van zichzelf. Twee op één adres zouden elkaar overschrijven.
      en: Every hand-written page has an address and a translation of its own. Two at one address would overwrite each other.
      fails: "(twee pagina's in content/ hebben dezelfde Slug)"
      passes: "(elke pagina in content/ heeft een eigen Slug)"
    """
    seen: dict[tuple[str, str, bool, str], str] = {}
    for record, page in pages:
        ceremony = f"{page.slug}/batch.yaml" if page.is_news and page.slug in slugs else None
        for field, value in (("slug", page.slug), ("translation", page.translation)):
            key = (page.lang, field, page.is_news, value)
            other = seen.get(key) or (ceremony if field == "slug" else None)
            if other:
                yield record.problem((field,), "taken", f"`{value}` is al van {other}; kies een ander",
                                     f"`{value}` already belongs to {other}; choose another")
            seen[key] = record.path
