"""What to build from what: Pelican's settings, the clock and the environment, read once at the edge."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from charter.inputs import code_digest, data_digest
from charter.model.published import PUBLISHED
from charter.moment import moment_of, now_in
from charter.records import Unreadable, read
from charter.staging import Target


class PluginsMissing(Exception):
    """A plugin that was asked for did not load, such as the one that looks for leaks."""


@dataclass(frozen=True)
class Plan:
    """What to build from what. `moment` None is a preview; `now` is local time in the charter's time zone."""

    records: Path
    content: Path
    output: Path
    work: Path
    theme: Path
    settings: Path
    base_url: str
    moment: datetime | None
    now: datetime
    quiet: bool = False

    @property
    def target(self) -> Target:
        """The output and the working folder of this plan."""
        return Target(self.output, self.work)

    @cached_property
    def digest(self) -> str:
        """Of everything that goes in, but for the moment. First the part of code and theme."""
        published = self.records / PUBLISHED
        known = hashlib.sha256(published.read_bytes()).hexdigest() if published.is_file() else "-"
        return f"{self.sources} {self.base_url} {self.moment is None} {known}"

    @cached_property
    def sources(self) -> str:
        """Of code, theme, records and pages; without what has been published, which is written after a build."""
        code = code_digest(self.theme, self.settings)
        return f"{code} {data_digest(self.records, self.content, skip=frozenset({PUBLISHED}))}"


def timezone_of(records: Path) -> str:
    """The time zone of charter.yaml; UTC when that cannot be read, which is reported soon enough."""
    # Not through the model: a build with nothing to do need not import it.
    try:
        values = read(records, "charter.yaml").values
        name = str(values.get("timezone", "Europe/Amsterdam")) if isinstance(values, dict) else "UTC"
        return ZoneInfo(name).key
    except (OSError, Unreadable, ZoneInfoNotFoundError, ValueError):
        return "UTC"


def is_base_url(text: str) -> bool:
    """An address with a host, and with nothing behind its path."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    # Of a path only what needs no escaping anywhere: it stands in pages, feeds and settings of web servers.
    return (parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\"'<>?#\\]", text)
            and re.fullmatch(r"[\w.~/-]*", parts.path, re.ASCII) is not None)


def _moment(text: str) -> datetime:
    try:
        return moment_of(text)
    except ValueError:
        raise ValueError(f"`{text}` is geen moment / is no moment: 2026-03-12, '2026-03-12 16:00'") from None


def plan_of(settings: dict[str, Any]) -> Plan:
    """What Pelican's settings ask for. The clock and the environment are read here only."""
    records = Path(settings["CHARTER_RECORDS"]).absolute()
    output = Path(settings["OUTPUT_PATH"]).resolve()       # a link to a folder is that folder
    now = now_in(timezone_of(records))
    as_of = settings.get("CHARTER_AS_OF") or os.environ.get("CHARTER_AS_OF")
    moment = None if settings["CHARTER_PREVIEW"] else _moment(as_of) if as_of else now
    if not is_base_url(settings["SITEURL"]):
        raise ValueError(f"`{settings['SITEURL']}` is geen adres dat met https:// begint / is no address that begins with https://")
    work = Path(settings.get("CHARTER_WORK") or output.parent / ".charter" / output.name).absolute()
    return Plan(records, Path(settings["PATH"]).absolute(), output, work, Path(settings["THEME"]).absolute(),
                Path(settings["CHARTER_SETTINGS"]), settings["SITEURL"].rstrip("/"), moment, now, settings["CHARTER_QUIET"])


