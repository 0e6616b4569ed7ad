"""A moment that somebody typed, as local time."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo


def moment_of(text: str) -> datetime:
    """`2026-03-12` is the end of that day, `2026-03-12 16:00` that minute. Raises ValueError.

    The result is local time in the charter's time zone and carries no zone, as in the records.
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?", text.strip())
    if not found:
        raise ValueError(text)
    if found[2] is None:
        return datetime.combine(datetime.fromisoformat(found[1]), time(23, 59, 59))
    return datetime.fromisoformat(f"{found[1]} {found[2]}:{found[3] or '00'}")


def now_in(timezone: str) -> datetime:
    """The clock, as local time there."""
    return datetime.now(ZoneInfo(timezone)).replace(tzinfo=None)
