"""The Pelican plugin: one generator that builds the whole site from the records and the hand-written pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Page
from pelican.generators import Generator
from pelican.readers import BaseReader

from charter import prose
from charter.build import Summary, build, read_records
from charter.content import read_content, read_pages
from charter.pages import HandPage
from charter.pictures import damaged
from charter.plan import PluginsMissing, plan_of
from charter.problems import ProblemsFound, errors


class CommonMarkReader(BaseReader):
    """Reads .md: lines `Key: value`, an empty line, CommonMark without raw HTML."""

    enabled = True
    file_extensions = ["md"]  # noqa: RUF012 - Pelican's own name for it

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The text as HTML, and the lines above it."""
        record, body = read_content(Path(source_path), source_path)
        head = {key: value for key, value in dict(record.values).items() if key in ("title", "slug", "lang", "summary")}
        return prose.to_html(body, 2), head


class CharterGenerator(Generator):
    """Loads and checks first, when nothing has been written; then builds all at once."""

    summary: Summary | None = None

    def generate_context(self) -> None:
        """Reads records and pages. Raises ProblemsFound, and PluginsMissing."""
        missing = [name for name in self.settings.get("CHARTER_PLUGINS") or () if name not in self.settings["PLUGINS"]]
        if missing:
            raise PluginsMissing(", ".join(missing))
        self.plan = plan_of(self.settings)
        # Before reading: what changes meanwhile is seen by the next build.
        self.digest = self.settings.get("CHARTER_DIGEST") or self.plan.digest
        self.records = read_records(self.plan)
        self.hand = self._hand_pages()
        wrong = errors(self.records.problems)
        if any(problem.rule.startswith("photo-") for problem in wrong):
            self.records.problems += damaged(self.plan, self.records)
        if wrong:
            raise ProblemsFound(self.records.problems)

    def generate_output(self, writer: object) -> None:
        """Builds. Pelican's writer is not used: every file goes through the staging folder."""
        summary = build(self.plan, self.records, self.hand, self.digest)
        listener = self.settings["CHARTER_SUMMARY"]
        if listener is not None:
            listener.append(summary)
        else:
            print(summary.line("nl", self.plan.output), file=sys.stderr)

    def _hand_pages(self) -> list[HandPage]:
        """Every page of content/, read by Pelican; what is wrong with them joins the problems of the records."""
        content = str(self.plan.content)

        def render(source: str, body: str) -> str:
            return self.readers.read_file(content, source, content_class=Page, context=self.context)._content

        pages, problems = read_pages(self.plan.content, self.plan.records, list(self.records.batches), render)
        self.records.problems += problems
        return pages


def _readers(readers: Any) -> None:
    readers.reader_classes["md"] = CommonMarkReader


def _generators(pelican: Any) -> type[Generator]:
    return CharterGenerator


def register() -> None:
    """Called by Pelican."""
    signals.readers_init.connect(_readers)
    signals.get_generators.connect(_generators)
