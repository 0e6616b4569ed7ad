"""The calendar of public events, for calendars that subscribe to it: whole days, both languages in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from charter import urls
from charter.model.programme import Event
from charter.pages import OutputFile, Pages
from charter.state import published_at
from charter.views.site import digest

if TYPE_CHECKING:
    import icalendar

_ONE_DAY, _DUTCH, _ENGLISH = timedelta(days=1), {"language": "nl"}, {"language": "en"}
_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_file(pages: Pages) -> Iterator[OutputFile]:
    """The one file, also when nothing is planned: who subscribed keeps an address that works."""
    programme, changed = pages.site.state.programme, _changed(pages)
    key = digest(pages.shared, programme.events, changed)
    yield OutputFile(urls.output_file(urls.CALENDAR), key, lambda: _calendar(pages, changed))


def _changed(pages: Pages) -> datetime:
    """The last thing that became public, in UTC: a calendar takes the newest of two events with one identity.

    Nobody knows when charter.yaml was changed, and a clock would make new bytes of the same data.
    """
    state = pages.site.state
    moments = [*pages.site.published.values(), *map(published_at, state.changes)]
    return pages.site.zoned(max(moments)).astimezone(UTC) if moments else _NOTHING_YET


def _calendar(pages: Pages, changed: datetime) -> bytes:
    import icalendar  # costs 80 ms; a build in which no event changed needs none of it
    site, name = pages.site, pages.site.state.programme.name
    made = icalendar.Calendar()
    address = site.absolute(f"{site.root}/{urls.CALENDAR}")
    for field, value in (("prodid", "-//Ondertekend//charter//NL"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        made.add(field, value)
    made.add("uid", urls.feed_id("feed", "calendar"))
    made.add("last-modified", changed)
    made.add("name", name("nl"), parameters=_DUTCH)
    made.add("x-wr-calname", name("nl"))        # what calendars understood before RFC 7986
    made.add("url", site.absolute(site.href("follow", "nl")))
    made.add("source", address, parameters={"value": "URI"})
    made.add("refresh-interval", _ONE_DAY, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "P1D")
    for event, uid in _with_identities(site.state.programme.events):
        made.add_component(_event(event, uid, changed))
    if not site.state.programme.events:
        made.add_component(_utc())
    return made.to_ical()


def _with_identities(events: tuple[Event, ...]) -> Iterator[tuple[Event, str]]:
    """In order of date, each with an identity that a better title leaves alone: its day, and which it is of that day."""
    seen: Counter[date] = Counter()
    for event in sorted(events, key=lambda event: event.date):
        seen[event.date] += 1
        number = [str(seen[event.date])] if seen[event.date] > 1 else []
        yield event, urls.feed_id("event", event.date.isoformat(), *number)


def _event(event: Event, uid: str, changed: datetime) -> icalendar.Event:
    import icalendar
    made = icalendar.Event()
    made.add("uid", uid)
    made.add("dtstamp", changed)
    made.add("dtstart", event.date)
    if event.date < date.max:       # without it, it is that one day (RFC 5545, 3.6.1)
        made.add("dtend", event.date + _ONE_DAY)
    made.add("summary", event.title("nl"), parameters=_DUTCH)
    # The address too, for some calendars show no URL.
    english = event.title("en") if event.title("en") != event.title("nl") else None
    about = "\n".join(filter(None, [english, event.url]))
    if about:
        made.add("description", about, parameters=_ENGLISH if english else {})
    if event.url:
        made.add("url", event.url)
    made.add("class", "PUBLIC")
    made.add("transp", "TRANSPARENT")       # it is good to know of, and takes nobody's whole day
    return made


def _utc() -> icalendar.Timezone:
    """What stands in a calendar without events, for RFC 5545 (3.4) wants one component at least."""
    import icalendar
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))       # noqa: DTZ001 - local time by definition
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
