"""The reports, opened by the programs that people open them with: a workbook, a calendar, drafts, a page, GitHub's log."""

from __future__ import annotations

import email
import re
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from email.policy import default
from pathlib import Path

import icalendar
import pytest
import vobject
from python_calamine import CalamineWorkbook

from browser import needs
from trajectory_folder import BATCH, INTERNAL, write_folder

AS_OF = ("--as-of", "2026-09-20")
BOTH = ("alfa", "beta")


@pytest.fixture
def report(trajectory, tmp_path: Path):
    """report("xlsx", records={...}) writes reports and gives their folder."""
    def run(*arguments: str, moment: str = "2026-09-20", **more: str) -> Path:
        write_folder(tmp_path / "records", **more)
        ran = trajectory("report", *arguments, "--records", "records", "--as-of", moment, cwd=tmp_path)
        assert ran.code == 0, ran.stderr
        return tmp_path / "reports"
    return run


# ---- workbook

FORMULAS = ("=1+1", "+31 6", "-5", "@SUM(A1)", "=HYPERLINK(\"https://example.org\",\"x\")", "\u2028=2")
HOSTILE = {"2026-03-12-utrecht/batch.yaml": "date: 2026-03-12\nsignatories:\n" + "".join(
    f"  - {{id: s{n}, name: '{name}'}}\n" for n, name in enumerate(FORMULAS[:5])),
    "internal/2026-03-12-utrecht.yaml": "".join(f"s{n}: {{officer: {'jd' if n % 2 else 'ms'}}}\n" for n in range(5)),
    "internal/officers.yaml": "jd: {name: '=Jo: [Demo]/*?', email: jd@example.org}\nms: {name: '=jo   demo', email: ms@example.org}\n"}


def test_workbook_for_calamine(report) -> None:
    """A sheet for everyone and for each officer; dates are dates, numbers are numbers, names are as they are."""
    book = CalamineWorkbook.from_path(report("xlsx", "--lang", "en") / "worklist.xlsx")
    assert book.sheet_names == ["Everyone", "J", "Nobody"]
    head, *rows = book.get_sheet_by_name("Everyone").to_python()
    assert head == ["Status", "Due", "Days", "Step", "Signatory", "Signed on", "Officer", "Contact", "E-mail", "Rule", "Id", "Where"]
    assert [row[:11] for row in rows[:3]] == [
        ["in grace", date(2026, 9, 14), -6, "Plan", "LINDA.", date(2026, 3, 12), "", "", "", "plan", "beta"],
        ["not yet", date(2027, 8, 30), 344, "Survey sent year 1", "Alfa & Co", date(2026, 3, 12), "J", "", "", "survey-sent", "alfa"],
        ["still to do", "", "", "Agreed", "LINDA.", date(2026, 3, 12), "", "", "", "", "beta"]]
    assert {row[10] for row in book.get_sheet_by_name("J").to_python()[1:]} == {"alfa"}


def test_workbook_has_filters_and_a_header_that_stays(report) -> None:
    import openpyxl
    book = openpyxl.load_workbook(report("xlsx") / "werklijst.xlsx")
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", f"A1:L{sheet.max_row}", "$1:$1")


def test_workbook_names_of_sheets(report) -> None:
    assert CalamineWorkbook.from_path(report("xlsx", **HOSTILE) / "werklijst.xlsx").sheet_names == ["Iedereen", "=Jo   Demo", "=jo   demo (2)"]


def test_workbook_is_the_same_bytes(report, trajectory, tmp_path: Path) -> None:
    first = (report("xlsx") / "werklijst.xlsx").read_bytes()
    trajectory("report", "xlsx", "--records", "records", *AS_OF, "--to", "other", cwd=tmp_path, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "5"})
    assert (tmp_path / "other" / "werklijst.xlsx").read_bytes() == first


OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def by_libreoffice(workbook: Path, work: Path) -> Iterator[list[tuple[str | None, str]]]:
    """The rows of every sheet as LibreOffice has them: (type, value) of each cell. A formula has the type `formula`."""
    program = needs.program("libreoffice-calc-nogui")
    subprocess.run([program, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "fods", "--outdir", work, workbook],
                   check=True, capture_output=True, timeout=180)
    for row in ET.parse(work / f"{workbook.stem}.fods").iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            kind = "formula" if cell.get(f"{TABLE}formula") else cell.get(f"{OFFICE}value-type")
            value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value") or "".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
            cells += [(kind, value)] * (int(cell.get(f"{TABLE}number-columns-repeated", 1)) if kind else 1)
        yield cells


@pytest.fixture
def libreoffice() -> None:
    if not needs.program("libreoffice-calc-nogui"):
        (pytest.fail if needs.in_ci() else pytest.skip)(f"missing LibreOffice; install with: {needs.INSTALL}")


@pytest.mark.usefixtures("libreoffice")
def test_workbook_for_libreoffice(report, tmp_path: Path) -> None:
    """Dates are dates, and a name that begins like a formula is text."""
    rows = [row for row in by_libreoffice(report("xlsx", **HOSTILE) / "werklijst.xlsx", tmp_path) if row and row[0][0]]
    plans = [row for row in rows if row[3] == ("string", "Plan")]
    assert {row[4] for row in plans} == {("string", name) for name in FORMULAS[:5]}
    assert {(row[1], row[5]) for row in plans} == {(("date", "2026-09-14"), ("date", "2026-03-12"))}
    assert {row[2] for row in plans} == {("float", "-6")}
    assert {kind for row in rows for kind, _ in row} == {"string", "date", "float", None}


# ---- calendar

def events(file: Path) -> dict[str, str]:
    """Every event by its identity, as text. Strict: an error in any line raises."""
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert calendar.errors == []
    found = {str(event["UID"]): event.to_ical().decode() for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


CALENDAR = """\
BEGIN:VEVENT
SUMMARY:Plan: LINDA.
DTSTART;VALUE=DATE:20260914
DTEND;VALUE=DATE:20260915
DTSTAMP:20260312T000000Z
UID:urn:uuid:UID
SEQUENCE:186
CLASS:CONFIDENTIAL
DESCRIPTION:regel plan: 6 maanden na Ondertekening\\; herinneren vanaf 1 maand ervoor\\; 14 dagen respijt\\n\
Ondertekening: donderdag 12 maart 2026\\n+ 6 maanden = zaterdag 12 september 2026\\n\
zaterdag\\, dus de eerstvolgende werkdag: maandag 14 september 2026\\ninternal/2026-03-12-utrecht.yaml:9
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
"""


def test_calendar_event_in_full(report) -> None:
    found = events(report("ics") / "termijnen.ics")
    plan = next(text for text in found.values() if "SUMMARY:Plan: LINDA." in text)
    assert re.sub("uuid:[0-9a-f-]{36}", "uuid:UID", plan).replace("\r\n ", "").replace("\r\n", "\n") == CALENDAR


def test_calendar_twice_and_for_two_parsers(report) -> None:
    """Imported again it is the same; vobject reads the same days under the same identities."""
    file = report("ics") / "termijnen.ics"
    first = events(file)
    assert events(report("ics") / "termijnen.ics") == first
    others = {event.uid.value: (event.dtstart.value, event.dtend.value, event.summary.value)
              for event in vobject.readOne(file.read_text("utf-8")).vevent_list}
    assert others == {str(event["UID"]): (event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"]))
                      for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert {(end - start).days for start, end, _ in others.values()} == {1}
    assert sorted(summary for _, _, summary in others.values()) == ["Monitor verstuurd jaar 1: Alfa & Co", "Plan: LINDA.", "✓ Plan: Alfa & Co"]


EXTENDED = INTERNAL + "  extensions: [{step: plan, until: 2026-10-01, reason: nieuw bestuur, by: jd}]\n"


@pytest.mark.parametrize(("changed", "which"), [
    (EXTENDED, "Plan: LINDA."),
    (INTERNAL + "  pauses: [{from: 2026-05-01, until: 2026-05-12, reason: r, by: jd}]\n", "Plan: LINDA."),
    (INTERNAL.replace("{received: 2026-08-30,", "{received: 2026-08-31,"), "Monitor verstuurd jaar 1: Alfa & Co"),
])
def test_calendar_one_changed_date_changes_one_event(report, changed: str, which: str) -> None:
    """The event keeps its identity, and is newer or has a higher number, so that a calendar takes it."""
    before = events(report("ics") / "termijnen.ics")
    after = events(report("ics", **{"internal/2026-03-12-utrecht.yaml": changed}) / "termijnen.ics")
    assert before.keys() == after.keys()
    different = [uid for uid in before if before[uid] != after[uid] and "✓" not in before[uid]]
    assert [re.search("SUMMARY:(.*)\r", after[uid])[1] for uid in different] == [which]
    old, new = (icalendar.Event.from_ical(texts[different[0]]) for texts in (before, after))
    assert (new["SEQUENCE"], new["DTSTAMP"].dt) > (old["SEQUENCE"], old["DTSTAMP"].dt)
    assert new["DTSTART"].dt != old["DTSTART"].dt


def test_calendar_says_what_is_done_and_what_fell_away(report) -> None:
    gone = {"changes.yaml": "- {date: 2026-09-19, id: beta, withdrawn: former}\n"}
    found = events(report("ics", **gone) / "termijnen.ics")
    status = {re.search("SUMMARY:(.*)\r", text)[1]: re.search("STATUS:(.*)\r", text)[1] for text in found.values()}
    assert status["Plan: LINDA."] == "CANCELLED"
    assert status["✓ Plan: Alfa & Co"] == "CONFIRMED"


def test_calendar_for_each_officer(report) -> None:
    folder = report("ics")
    assert sorted(path.name for path in folder.iterdir()) == [".written", "termijnen-jd.ics", "termijnen.ics"]
    assert events(folder / "termijnen-jd.ics").items() < events(folder / "termijnen.ics").items()


# ---- drafts

DRAFT = """\
Beste Lin Da,

LINDA. is sinds 12 maart 2026 ondertekenaar van Charter. Daar hoort bij:

- Plan: de uiterste datum was 14 september 2026, 6 dagen geleden.

Hebt u dit al gestuurd? Dan hoeft u niets meer te doen. Laat mij anders weten
wanneer ik het kan verwachten.

Met vriendelijke groet,

Jo Dèmo
A
"""
CONTACT = {"internal/2026-03-12-utrecht.yaml": INTERNAL.replace("beta:\n", "beta:\n  officer: jd\n  contact: {name: Lin Da, email: lin@example.org}\n"),
           "internal/officers.yaml": "jd: {name: Jo Dèmo, email: jd@example.org}\n"}


def opened(file: Path):
    """As a mail program reads it: lines end with CR LF in the file, as RFC 5322 asks."""
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")
    return email.message_from_bytes(file.read_bytes().replace(b"\r\n", b"\n"), policy=default)


def test_draft_in_full(report) -> None:
    folder = report("mail", **CONTACT) / "mail" / "2026-03-12-utrecht"
    assert sorted(path.name for path in folder.iterdir()) == ["beta.en.eml", "beta.nl.eml"]
    draft = opened(folder / "beta.nl.eml")
    assert {key: draft[key] for key in draft.keys()} == {  # noqa: SIM118 - a message is no mapping
        "X-Unsent": "1", "From": "Jo Dèmo <jd@example.org>", "To": "Lin Da <lin@example.org>", "Subject": "Herinnering van Charter: Plan",
        "Content-Type": 'text/plain; charset="utf-8"', "Content-Transfer-Encoding": "quoted-printable", "MIME-Version": "1.0", "Content-Language": "nl"}
    assert draft.get_content() == DRAFT
    english = opened(folder / "beta.en.eml")
    assert english["Subject"] == "Reminder of Charter: Plan"
    assert "- Plan: the last day was 14 September 2026, 6 days ago." in english.get_content()


def test_draft_before_the_day(report) -> None:
    draft = opened(report("mail", moment="2026-09-01", **CONTACT) / "mail" / "2026-03-12-utrecht" / "beta.nl.eml")
    assert draft["Subject"] == "Charter: Plan"
    assert "- Plan: graag uiterlijk 14 september 2026.\n" in draft.get_content()


def test_draft_without_a_contact_has_no_address(report) -> None:
    draft = opened(report("mail") / "mail" / "2026-03-12-utrecht" / "beta.nl.eml")
    assert (draft["To"], draft["From"]) == ("", None)
    assert draft.get_content().startswith("Beste lezer,\n")


def test_a_draft_goes_when_the_answer_came(report) -> None:
    folder = report("mail") / "mail"
    assert list(folder.rglob("*.eml"))
    report("mail", **{"internal/2026-03-12-utrecht.yaml": INTERNAL.replace("intake_talk: 2025-11-04", "intake_talk: 2025-11-04, plan: 2026-09-19")})
    assert list(folder.rglob("*")) == []


# ---- page

def test_page(report) -> None:
    page = (report("html", **CONTACT | {"2026-03-12-utrecht/batch.yaml": BATCH.replace("LINDA.", "<b>'& onerror=x")}) / "werklijst.html").read_text("utf-8")
    assert "<b>" not in page.split("</head>")[1]
    assert "&lt;b&gt;&#39;&amp; onerror=x" in page
    assert '<a href="mailto:lin%40example.org">Lin Da</a>' in page
    assert '<h2 id="wie-0">Jo Dèmo</h2>' in page
    assert 'Intern: niet delen buiten het programma' in page


@pytest.mark.browser
def test_page_for_a_browser(report, browser, browser_tools, tmp_path: Path) -> None:
    """No violation in light, dark and on a phone; nothing sticks out; the Nu Html Checker has nothing to say."""
    file = report("html", **CONTACT) / "werklijst.html"
    for width, scheme in ((1280, "light"), (1280, "dark"), (320, "light")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(f"file://{file}")
        page.add_script_tag(path=str(needs.AXE))
        assert page.evaluate("axe.run().then(found => found.violations.map(v => v.id + ': ' + v.nodes[0].html))") == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()
    checked = subprocess.run([needs.program("default-jre-headless"), "-jar", needs.VNU, "--exit-zero-always", "--format", "gnu", file],
                             capture_output=True, text=True, check=True, timeout=120)
    assert checked.stderr == ""


# ---- GitHub

def test_a_thousand_findings_for_github(trajectory, tmp_path: Path) -> None:
    """The totals first, then all thousand, the most urgent first; the summary has the totals and the ten most urgent."""
    days = [date(2020, 1 + n % 12, 1 + n % 28) for n in range(100)]
    for n, day in enumerate(days):
        slug = f"{n:03}-{day}"
        more = {f"{slug}/batch.yaml": f"date: {day}\nsignatories:\n" + "".join(f"  - {{id: o{n:03}{m}, name: O{n:03}{m}}}\n" for m in range(10)),
                f"internal/{slug}.yaml": "".join(f"o{n:03}{m}: {{officer: jd, not_applicable: {{intake_talk: x, agreed: x}}}}\n" for m in range(10))}
        write_folder(tmp_path / "records", **more)
    shutil.rmtree(tmp_path / "records/2026-03-12-utrecht")
    (tmp_path / "records/internal/2026-03-12-utrecht.yaml").unlink()
    summary = tmp_path / "summary.md"
    ran = trajectory("check", "--records", "records", "--as-of", "2026-09-20", "--format", "github", cwd=tmp_path, env={"GITHUB_STEP_SUMMARY": str(summary)})
    totals, *log = ran.stdout.splitlines()
    assert totals == "1.000 trajecten op 20 september 2026: 1.000 te laat."
    assert (len(log), ran.code) == (1000, 1)
    late = [(re.search(r"uiterlijk (.*?) \((\d+(?:\.\d+)?) dagen", line), re.search("::(o[0-9]{4}):", line)[1]) for line in log]
    ages = [int(found[2]) for found, _ in late]
    assert ages == sorted(ages, reverse=True)
    assert len({id_ for _, id_ in late}) == 1000
    oldest = sorted(f"o{n:03}{m}" for n, day in enumerate(days) if day == min(days) for m in range(10))
    assert sorted(id_ for _, id_ in late[:len(oldest)]) == oldest
    written = summary.read_text("utf-8").splitlines()
    assert written[0] == "## 1&#46;000 trajecten op 20 september 2026&#58; 1&#46;000 te laat&#46;"
    assert [re.search(r"&#40;(o\d+)&#41;", line)[1] for line in written[4:]] == [id_ for _, id_ in late[:10]]


# ---- where it goes

@pytest.mark.parametrize("folder", ["output", "output/intern", "kits/x", "site/reports"])
def test_nothing_is_written_where_it_becomes_public(trajectory, tmp_path: Path, folder: str) -> None:
    write_folder(tmp_path / "records")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.manifest").write_text("")
    ran = trajectory("report", "--records", "records", "--to", folder, cwd=tmp_path)
    site = folder.split("/")[0]
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == f"trajectory: {folder} ligt in {site}/, en dat wordt openbaar; kies met --to een andere map\n"
    assert not (tmp_path / folder).exists()


def test_only_the_owner_may_read_reports(report) -> None:
    folder = report()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert {mode for name, mode in modes.items() if "." in name} == {0o600}
    assert {mode for name, mode in modes.items() if "." not in name} == {0o700}
    assert sorted(path.name for path in folder.iterdir()) == [".written", "mail", "termijnen-jd.ics", "termijnen.ics", "werklijst.html", "werklijst.xlsx"]


def test_wrong_kind(trajectory, tmp_path: Path) -> None:
    ran = trajectory("report", "word", "--records", write_folder(tmp_path / "records"))
    assert (ran.code, ran.stderr) == (2, "trajectory: `word` is geen soort; kies uit: html, xlsx, ics, mail\n")


# ---- documents and checklist

NEXT = {"2027-01-15-zwolle/batch.yaml": "date: 2027-01-15\nsignatories:\n  - {id: gamma, name: Gamma}\n",
        "internal/2027-01-15-zwolle.yaml": "gamma: {officer: jd, steps: {intake_talk: 2026-09-01}}\n"}


def test_documents_of_a_ceremony(trajectory, tmp_path: Path) -> None:
    """The one that does not fit is told of with its line; all others are made."""
    long = BATCH.replace("name: LINDA.}", "name: LINDA., ambition: {nl: '" + "Wij doen ons best. " * 400 + "'}}")
    write_folder(tmp_path / "records", **{"2026-03-12-utrecht/batch.yaml": long})
    ran = trajectory("documents", "2026-03-12-utrecht", "--records", "records", *AS_OF, cwd=tmp_path)
    assert re.fullmatch(r"records/2026-03-12-utrecht/batch\.yaml:5:\d+: fout \[document-too-long\] het document van LINDA\. is [\d.]+ woorden "
                        r"\([\d.]+ tekens\) te lang voor één bladzijde: .*\nreports/documents/ \(3 bestanden\)\n", ran.stdout), ran.stdout
    assert ran.code == 1
    made = sorted(path.relative_to(tmp_path / "reports/documents").as_posix() for path in (tmp_path / "reports").rglob("*.pdf"))
    assert made == ["2026-03-12-utrecht/alfa/bevestiging.nl.pdf", "2026-03-12-utrecht/alfa/charter.nl.pdf", "2026-03-12-utrecht/beta/bevestiging.nl.pdf"]


def test_documents_before_the_signing_and_after_leaving(trajectory, tmp_path: Path) -> None:
    """Before it there is nothing to confirm; who left gets neither."""
    write_folder(tmp_path / "records", **NEXT, **{"changes.yaml": "- {date: 2026-09-01, id: beta, withdrawn: former}\n"})
    ran = trajectory("documents", "gamma", "beta", "--lang", "en", "--records", "records", *AS_OF, cwd=tmp_path)
    assert (ran.code, ran.stdout) == (0, "reports/documents/ (1 file)\n")
    assert [path.name for path in (tmp_path / "reports").rglob("*.pdf")] == ["charter.en.pdf"]


@pytest.mark.parametrize(("arguments", "said"), [
    ((), "noem een ondertekening of een ondertekenaar, of geef --all"),
    (("zeta",), "er is hier geen ondertekening of ondertekenaar `zeta`"),
    (("alfa", "--to", "output/x"), "output/x ligt in output/, en dat wordt openbaar; kies met --to een andere map"),
])
def test_documents_wrong_use(trajectory, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = trajectory("documents", *arguments, "--records", write_folder(tmp_path / "records"), *AS_OF, cwd=tmp_path)
    assert (ran.code, ran.stdout, ran.stderr) == (2, "", f"trajectory: {said}\n")


def test_checklist(trajectory, tmp_path: Path) -> None:
    """Of the next ceremony when there is one; a name that is asked for comes first."""
    write_folder(tmp_path / "records", **NEXT)
    where = ("--records", "records", *AS_OF)
    assert trajectory("checklist", *where, cwd=tmp_path).stdout == """\
2027-01-15-zwolle, 15 januari 2027 (over 117 dagen). Stand op 20 september 2026.

[x]  Kennismaking              1 van 1
[ ]  Akkoord                   0 van 1  Gamma
[ ]  Ondertekening             0 van 1  Gamma
[ ]  Bericht                   0 van 1  Gamma
[ ]  Plan                      0 van 1  Gamma
[ ]  Monitor verstuurd jaar 1  0 van 1  Gamma
[ ]  Monitor jaar 1            0 van 1  Gamma
"""
    assert trajectory("checklist", "2026-03-12-utrecht", "--lang", "en", *where, cwd=tmp_path).stdout.splitlines()[2:7] == [
        "[x]  Intake              2 of 2", "[ ]  Agreed              1 of 2  LINDA.", "[x]  Signing             2 of 2",
        "[x]  Article             2 of 2", "[ ]  Plan                1 of 2  LINDA. (in grace)"]
    ran = trajectory("checklist", "x", *where, cwd=tmp_path)
    assert (ran.code, ran.stderr) == (2, "trajectory: er is geen ondertekening x\n")


def test_only_what_we_wrote_is_taken_away(trajectory, tmp_path: Path) -> None:
    """Somebody's own letters stay, and a link that leads into the site is not followed."""
    write_folder(tmp_path / "records")
    own = tmp_path / "home/mail/archief"
    own.mkdir(parents=True)
    (own / "contract.eml").write_text("x")
    (own.parent / "belangrijk.eml").write_text("y")
    for moment, drafts in (("2026-09-20", 2), ("2026-03-12", 0)):
        assert trajectory("report", "mail", "--records", "records", "--to", "home", "--as-of", moment, cwd=tmp_path).code == 0
        assert len(list((tmp_path / "home/mail").rglob("b*.eml"))) == drafts + 1
    assert (own / "contract.eml").is_file()
    (tmp_path / "output").mkdir()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked/mail").symlink_to("../output")
    ran = trajectory("report", "mail", "--records", "records", "--to", "linked", *AS_OF, cwd=tmp_path)
    assert (ran.code, list((tmp_path / "output").iterdir())) == (2, [])
    assert "dat wordt openbaar" in ran.stderr


@pytest.mark.parametrize("command", [("report",), ("documents", "--all"), ("forecast",), ("what-if", "plan=1 month")])
def test_who_is_left_out_by_a_mistake_is_told(trajectory, tmp_path: Path, command: tuple[str, ...]) -> None:
    """The report is made of what can be read, says what cannot, and ends with 1; drafts of earlier stay."""
    write_folder(tmp_path / "records")
    trajectory("report", "mail", "--records", "records", *AS_OF, cwd=tmp_path)
    write_folder(tmp_path / "records", **{"internal/2026-03-12-utrecht.yaml": INTERNAL.replace("intake_talk: 2025-11-04", "plan: gisteren")})
    ran = trajectory(*command, "--records", "records", *AS_OF, cwd=tmp_path)
    assert ran.code == 1
    assert "records/internal/2026-03-12-utrecht.yaml:10" in ran.stderr
    assert "1 niet of niet helemaal meegeteld, door een fout. 1 fout, 0 waarschuwingen." in ran.stderr
    assert len(list((tmp_path / "reports/mail").rglob("*.eml"))) == 2


def test_far_days_and_strange_codes(report) -> None:
    """A deadline on the last day there is, and a code with signs that no file name may have."""
    folder = report(**{"internal/2026-03-12-utrecht.yaml": """\
alfa:
  officer: ../x/y
  extensions: [{step: plan, until: 9999-12-31, reason: r, by: ../x/y}]
  steps: {intake_talk: 2025-01-01}
""", "internal/officers.yaml": "../x/y: {name: Jo, email: jo@example.org}\n"})
    assert sorted(path.name for path in folder.iterdir()) == [
        ".written", "mail", "termijnen--x-y.ics", "termijnen.ics", "werklijst.html", "werklijst.xlsx"]


def test_a_signing_that_is_still_to_come(trajectory, tmp_path: Path) -> None:
    """It has no rows yet, but is announced, and a mistake about it is told of; as of another day nobody asks."""
    more = {"2199-01-15-zwolle/batch.yaml": "date: 2199-01-15\nsignatories:\n  - {id: gamma, name: Gamma}\n  - {id: delta, name: Delta}\n",
            "internal/2199-01-15-zwolle.yaml": "gamma: {steps: {intake_talk: 2026-01-05}}\ndelta: {steps: {signing: 2026-01-05}}\n"}
    write_folder(tmp_path / "records", **more)
    text = trajectory("check", "--records", "records", cwd=tmp_path).stdout
    assert re.search(r"^In voorbereiding: 2199-01-15-zwolle, 15 januari 2199 \(over \d+ dagen\): 2 ondertekenaars, 3 stappen vooraf nog te doen\. "
                     "Zie: trajectory checklist 2199-01-15-zwolle$", text, re.MULTILINE)
    assert re.search(r"records/internal/2199-01-15-zwolle\.yaml:2:\d+: fout \[two-values\]", text)
    assert "zwolle" not in trajectory("check", "--records", "records", *AS_OF, cwd=tmp_path).stdout
