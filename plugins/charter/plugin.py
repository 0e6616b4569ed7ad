"""The Pelican plugin: one generator that builds the whole site from the records and the hand-written pages."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Page
from pelican.generators import Generator
from pelican.readers import BaseReader

from charter import prose
from charter.build import Summary, build, read_records
from charter.pages import HandPage
from charter.plan import plan_of
from charter.problems import Bilingual, Problem, ProblemsFound
from charter.urls import PATHS


class CommonMarkReader(BaseReader):
    """Reads .md: lines `Key: value`, an empty line, CommonMark without raw HTML."""

    enabled = True
    file_extensions = ["md"]  # noqa: RUF012 - Pelican's own name for it

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The text as HTML, and the metadata that Pelican made of the lines."""
        text = Path(source_path).read_text("utf-8-sig")
        head, _, body = text.replace("\r\n", "\n").partition("\n\n")
        pairs = re.findall(r"^([A-Za-z_]+):[ \t]*(.*)$", head, re.MULTILINE)
        return prose.to_html(body, 2), {k.lower(): self.process_metadata(k.lower(), v.strip()) for k, v in pairs}


class CharterGenerator(Generator):
    """Loads and checks first, when nothing has been written; then builds all at once."""

    summary: Summary | None = None

    def generate_context(self) -> None:
        """Reads records and pages. Raises ProblemsFound."""
        self.plan = plan_of(self.settings)
        self.digest = self.settings.get("CHARTER_DIGEST") or self.plan.digest      # before reading: what changes meanwhile is seen by the next build
        self.records = read_records(self.plan)
        self.hand = self._hand_pages()

    def generate_output(self, writer: object) -> None:
        """Builds. Pelican's writer is not used: every file goes through the staging folder."""
        summary = build(self.plan, self.records, self.hand, self.digest)
        listener = self.settings["CHARTER_SUMMARY"]
        if listener is not None:
            listener.append(summary)
        else:
            print(summary.line("nl", self.plan.output), file=sys.stderr)

    def _hand_pages(self) -> list[HandPage]:
        found: list[HandPage] = []
        problems: list[Problem] = []
        for path in sorted(self.plan.content.rglob("*.md")):
            content = self.readers.read_file(str(self.plan.content), str(path), content_class=Page, context=self.context)
            page = _hand_page(content, path.relative_to(self.plan.content).as_posix(), self.plan.records)
            if isinstance(page, Problem):
                problems.append(page)
            else:
                found.append(page)
        if problems:
            raise ProblemsFound(problems)
        return found


def _hand_page(content: Page, source: str, records: Path) -> HandPage | Problem:
    metadata = content.metadata
    for key in ("title", "slug", "lang", "summary", *(["date"] if source.startswith("nieuws/") else [])):
        if not metadata.get(key):
            return Problem(f"content/{source}", 1, 1, "error", "missing",
                           Bilingual(f"`{key.title()}:` ontbreekt bovenaan", f"`{key.title()}:` is missing at the top"))
    slug, lang = str(metadata["slug"]), str(metadata["lang"])
    taken = {path.strip("/").split("/")[0] for paths in PATHS.values() for path in paths if "{" not in path.split("/")[0]}
    if lang not in ("nl", "en") or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or (slug in taken and "/" not in source):
        return Problem(f"content/{source}", 1, 1, "error", "slug",
                       Bilingual(f"`Slug: {slug}` of `Lang: {lang}` kan niet: kies kleine letters en streepjes, en nl of en",
                                 f"`Slug: {slug}` or `Lang: {lang}` is not possible: choose lower-case letters and hyphens, and nl or en"))
    date = metadata.get("date") if source.startswith("nieuws/") else None
    summary = re.sub(r"<[^>]+>", "", str(metadata["summary"]))
    return HandPage(source, lang, slug, str(metadata["title"]), summary, content._content,
                    date.replace(tzinfo=None) if isinstance(date, datetime) else None, str(metadata.get("translation", slug)),
                    int(metadata["order"]) if str(metadata.get("order", "")).isdigit() else 99)


def _readers(readers: Any) -> None:
    readers.reader_classes["md"] = CommonMarkReader


def _generators(pelican: Any) -> type[Generator]:
    return CharterGenerator


def register() -> None:
    """Called by Pelican."""
    signals.readers_init.connect(_readers)
    signals.get_generators.connect(_generators)
