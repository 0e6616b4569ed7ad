"""The calendar of public events: two parsers read the same, hostile titles change nothing around them, and no clock is in it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
import vobject
from lxml import html

from conftest import BASE_URL, Command
from feed_reading import urn
from records_folder import CHARTER, written

HOSTILE = """Dag; met, komma's \\ en "aanhaling" BEGIN:VALARM ATTACH;VALUE=URI:https://x.example/ é😀 שלום """ + "é😀" * 60
BATCH = "date: 2026-03-12\npublish_at: 2026-03-12 16:00\nsignatories: [{id: a, name: A}]\n"
EVENTS = """\
events:
  - {date: 2026-10-06, title: {nl: Diversity Day, en: Diversity Day}, url: https://www.example.org/dag?a=1&b=2}
  - {date: 2026-01-21, title: {nl: HOSTILE, en: Engels}}
  - {date: 2026-10-06, title: {nl: Tweede op een dag}}
  - {date: 9999-12-31, title: {nl: Ooit, en: Some day}, url: https://www.example.org/ooit}
""".replace("HOSTILE", "'" + HOSTILE.replace("'", "''") + "'")
FILE = "feeds/kalender.ics"


@pytest.fixture
def built(tmp_path, charter: Command):
    """built(events) makes a site of these events and gives the file."""
    def build(events: str, batch: str = BATCH, moment: str = "2026-11-01") -> Path:
        written(tmp_path / "records", {"charter.yaml": CHARTER + events, "2026-03-12-utrecht/batch.yaml": batch})
        (tmp_path / "content").mkdir(exist_ok=True)
        ran = charter("build", "--records", tmp_path / "records", "--content", tmp_path / "content", "--output", tmp_path / "site",
                      "--as-of", moment, "--base-url", BASE_URL)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tmp_path / "site" / FILE
    return build


def events(file: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_what_an_event_says(built):
    """In order of date; Dutch as the title, other English in the description with the address, which not every calendar shows."""
    found = [(str(e["UID"]), e["DTSTART"].dt, e["DTEND"].dt if "DTEND" in e else None, str(e["SUMMARY"]), e["SUMMARY"].params["LANGUAGE"], str(e.get("DESCRIPTION", "")), str(e.get("URL", "")),
              str(e["CLASS"]), str(e["TRANSP"])) for e in events(built(EVENTS))]
    assert found == [
        (urn("event:2026-01-21"), date(2026, 1, 21), date(2026, 1, 22), HOSTILE, "nl", "Engels", "", "PUBLIC", "TRANSPARENT"),
        (urn("event:2026-10-06"), date(2026, 10, 6), date(2026, 10, 7), "Diversity Day", "nl", "https://www.example.org/dag?a=1&b=2",
         "https://www.example.org/dag?a=1&b=2", "PUBLIC", "TRANSPARENT"),
        (urn("event:2026-10-06:2"), date(2026, 10, 6), date(2026, 10, 7), "Tweede op een dag", "nl", "", "", "PUBLIC", "TRANSPARENT"),
        (urn("event:9999-12-31"), date(9999, 12, 31), None, "Ooit", "nl", "Some day\nhttps://www.example.org/ooit", "https://www.example.org/ooit", "PUBLIC", "TRANSPARENT")]


def test_another_parser_reads_the_same(built):
    file = built(EVENTS)
    calendar = vobject.readOne(file.read_text("utf-8"))
    assert [(e.uid.value, e.dtstart.value, e.summary.value) for e in calendar.vevent_list] == [
        (str(e["UID"]), e["DTSTART"].dt, str(e["SUMMARY"])) for e in events(file)]
    assert (calendar.prodid.value, calendar.version.value, calendar.method.value) == ("-//Ondertekend//charter//NL", "2.0", "PUBLISH")


def test_lines_are_those_of_the_specification(built):
    """RFC 5545, 3.1: CR LF, at most 75 bytes, no letter cut in two, and nothing that a title could begin."""
    lines = built(EVENTS).read_bytes().split(b"\r\n")
    assert lines.pop() == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    assert all(line.decode("utf-8") for line in lines)
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    assert [line for line in whole if not re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[\w-]+)*:.*", line)] == []
    assert [line for line in whole if line.startswith(("BEGIN", "END"))] == ["BEGIN:VCALENDAR", *["BEGIN:VEVENT", "END:VEVENT"] * 4, "END:VCALENDAR"]


def test_the_calendar_says_what_it_is(built):
    calendar = icalendar.Calendar.from_ical(built(EVENTS).read_bytes())
    assert {name: str(calendar[name].to_ical(), "utf-8") if hasattr(calendar[name], "to_ical") else calendar[name] for name in calendar} == {
        "PRODID": "-//Ondertekend//charter//NL", "VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH", "NAME": "Charter Diversiteit",
        "X-WR-CALNAME": "Charter Diversiteit", "UID": urn("feed:calendar"), "LAST-MODIFIED": "20260312T150000Z", "REFRESH-INTERVAL": "P1D",
        "X-PUBLISHED-TTL": "P1D", "SOURCE": f"{BASE_URL}/{FILE}", "URL": f"{BASE_URL}/volgen/"}


def test_no_clock_is_in_it(built):
    """The moment is that of the last thing that became public; at another moment, the same data give the same bytes."""
    first = built(EVENTS).read_bytes()
    assert built(EVENTS, moment="2026-12-31").read_bytes() == first
    assert {e["DTSTAMP"].dt for e in icalendar.Calendar.from_ical(first).walk("VEVENT")} == {datetime(2026, 3, 12, 15, tzinfo=UTC)}


def test_a_better_title_keeps_the_identity(built):
    """And so does another order; what moved to another day is another event, and the old one is gone from the file."""
    before = [str(e["UID"]) for e in events(built(EVENTS))]
    assert [str(e["UID"]) for e in events(built(EVENTS.replace("nl: Ooit", "nl: Nooit")))] == before
    assert [str(e["UID"]) for e in events(built(EVENTS.replace("9999-12-31", "9998-12-31")))] == [*before[:3], urn("event:9998-12-31")]


def test_without_events_the_address_still_works(built):
    """RFC 5545, 3.4: one component at least, so it says in which zone nothing is planned. No page leads to it."""
    file = built("")
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert ([c.name for c in calendar.subcomponents], str(calendar.subcomponents[0]["TZID"])) == (["VTIMEZONE"], "Etc/UTC")
    assert vobject.readOne(file.read_text("utf-8")).name == "VCALENDAR"
    site = file.parents[1]
    assert [path for path in site.rglob("*.html") if "kalender.ics" in path.read_text("utf-8")] == []


def test_a_line_break_in_a_title_is_refused(tmp_path, charter: Command):
    """Nothing of it reaches the file."""
    written(tmp_path, {"charter.yaml": CHARTER + 'events: [{date: 2026-10-06, title: {nl: "Dag\\r\\nEND:VEVENT"}}]\n', "2026-03-12-utrecht/batch.yaml": BATCH})
    ran = charter("check", "--records", tmp_path)
    assert (ran.code, "charter.yaml" in ran.stdout) == (1, True)


def test_pages_lead_to_it(demo_site):
    """The page about following in both languages, and for programs the home page and that one."""
    for page, where in (("volgen", "Kalender als iCalendar"), ("en/follow", "Calendar as iCalendar")):
        root = html.parse(demo_site / page / "index.html")
        assert [a.text for a in root.xpath("//main//a[@href='/feeds/kalender.ics']")] == [where]
    linking = {path.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html") if html.parse(path).xpath("//link[@type='text/calendar']")}
    assert linking == {"index.html", "en/index.html", "volgen/index.html", "en/follow/index.html"}
