"""The deadlines as a calendar: whole days, and identities that stay, so that importing it again brings it up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from charter.problems import Bilingual
from charter.urls import feed_id
from trajectory.explain import deadline_lines, explanation
from trajectory.reports.words import is_undone, officer_name, step_name
from trajectory.rows import Row
from trajectory.rules import Deadline
from trajectory.steps import Officers
from trajectory.worklist import Worklist

ONE_DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=365)     # what was done or fell away since then is still shown, as such


def has_event(row: Row) -> bool:
    """Whether a row stands in the calendar: it has a deadline, and was not finished long ago."""
    return row.deadline is not None and (is_undone(row) or row.deadline.day >= row.case.today - LOOK_BACK)


def as_calendar(found: Worklist, officers: Officers, lang: str, name: Bilingual) -> bytes:
    """An event a deadline. The same data give the same bytes, whatever day it is."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ondertekend//trajectory//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name(lang))
    for row in sorted(filter(has_event, found.rows), key=_order):
        assert row.deadline
        calendar.add_component(_event(found, row, row.deadline, officers, lang))
    return calendar.to_ical()


def _order(row: Row) -> tuple[date, str, str, str, int]:
    assert row.deadline
    return row.deadline.day, row.batch, row.id, row.step, row.year or 0


def _event(found: Worklist, row: Row, due: Deadline, officers: Officers, lang: str) -> Event:
    event = Event()
    event.add("uid", uid_of(row))
    event.add("dtstamp", datetime.combine(_known_since(row, due), time(), UTC))
    event.add("sequence", _sequence(row, due))
    event.add("dtstart", due.day)
    event.add("dtend", min(due.day, date.max - ONE_DAY) + ONE_DAY)
    event.add("summary", _summary(found, row)(lang))
    event.add("description", "\n".join(_description(found, row, lang)))
    event.add("status", "CANCELLED" if row.state == "not_applicable" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")      # a deadline takes nobody's time
    event.add("class", "CONFIDENTIAL")
    if row.officer:
        event.add("categories", [officer_name(row.officer, officers)])
    return event


def uid_of(row: Row) -> str:
    """The same for ever, whatever the deadline becomes: of the batch, the signatory, the step and the year."""
    return feed_id("trajectory", row.batch, row.id, row.step, str(row.year or ""))


def _known_since(row: Row, due: Deadline) -> date:
    """The last thing that happened and bears on the deadline. A calendar takes the newest of two events with one identity."""
    pauses = (stop.pause.from_ for stop in due.stops)
    done = row.case.agreed.done(row.step).received if row.year is None else None
    return max(day for day in (due.anchor, *pauses, done) if day)


def _sequence(row: Row, due: Deadline) -> int:
    """Grows when the deadline comes later, by whatever cause, and when the step is done or falls away."""
    return max(0, (due.day - due.anchor).days) + (not is_undone(row))


def _summary(found: Worklist, row: Row) -> Bilingual:
    step, mark = step_name(found, row), "✓ " if row.state == "done" else ""
    return Bilingual(f"{mark}{step.nl}: {row.case.name}", f"{mark}{step.en}: {row.case.name}")


def _description(found: Worklist, row: Row, lang: str) -> Iterable[str]:
    """What was agreed and how the day was counted; nothing that changes because a day goes by."""
    assert found.programme is not None
    ended = row.state in ("done", "not_applicable", "contradictory")
    lines = explanation(row, found.programme) if ended else deadline_lines(row, found.programme)
    yield from (line.text(lang) for line in lines)
    contact = row.case.agreed.contact
    if contact:
        yield " ".join(filter(None, [contact.name, f"<{contact.email}>" if contact.email else None]))
    yield f"{row.file}:{row.line}"
