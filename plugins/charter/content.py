"""Hand-written pages and programme news: the lines above the text, checked, and what may collide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from pathlib import Path

from charter import prose
from charter.model.content import ContentHead
from charter.model.reading import typed
from charter.pages import HandPage
from charter.problems import Problem
from charter.records import Record, Where, decode


def read_content(path: Path, shown: str) -> tuple[Record, str]:
    """A file as a record of its head, and its text. `shown` is its path from the records folder. Raises Unreadable."""
    text = decode(shown, path.read_bytes())
    head, _, body = text.partition("\n\n")
    values: dict[str, str] = {}
    marks: dict[Where, tuple[int, int]] = {(): (1, 1)}
    for number, line in enumerate(head.split("\n"), 1):
        found = re.fullmatch(r"([A-Za-z_]+):[ \t]*(.*?)[ \t]*", line)
        if found and found[2]:
            values[found[1].lower()] = found[2]
            marks[found[1].lower(),] = (number, 1)
    # A page has no marks of its own: its head is not YAML.
    return Record(shown, "", text, values, marks), body


def hand_page(record: Record, body: str, source: str, html: str) -> HandPage | list[Problem]:
    """One page, or what is wrong with it. `source` is its path below content/."""
    head, problems = typed(record, ContentHead)
    found = [*problems, *_problems(record, body, source, head)]
    if head is None or found:
        return found
    return HandPage(source, head.lang, head.slug, head.title, head.summary, html,
                    datetime.combine(head.date, time()) if source.startswith("nieuws/") and head.date else None, head.translation or head.slug, head.order)


def _problems(record: Record, body: str, source: str, head: ContentHead | None) -> Iterator[Problem]:
    if head and source.startswith("nieuws/") and head.date is None:
        yield record.problem((), "missing", "`Date:` ontbreekt bovenaan", "`Date:` is missing at the top")
    tag = prose.holds_raw_html(body)
    if tag:
        line = record.text[:record.text.index(tag)].count("\n") + 1
        at = Record(record.path, "", record.text, {}, {(): (line, 1)})
        yield at.problem((), "raw-html", f"HTML staat uit: haal {tag} weg, of schrijf \\< als u het teken zelf bedoelt",
                         f"HTML is off: remove {tag}, or write \\< if you mean the sign itself")


def collisions(pages: Iterable[tuple[Record, HandPage]], slugs: Sequence[str]) -> Iterator[Problem]:
    """Two pages at one address, or a news item at the address of a ceremony."""
    seen: dict[tuple[str, str, bool], str] = {("", slug, True): f"{slug}/batch.yaml" for slug in slugs}
    for record, page in pages:
        key = (page.lang, page.slug, page.is_news)
        other = seen.get(key) or (seen.get(("", page.slug, True)) if page.is_news else None)
        where: Where = ("slug",)
        if other:
            yield record.problem(where, "slug-taken", f"`{page.slug}` is al het adres van {other}; kies een ander",
                                 f"`{page.slug}` is already the address of {other}; choose another")
        seen[key] = record.path
