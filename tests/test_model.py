"""The schema: every kind of mistake in a field once, with line, column, both messages and the line to write; and what is allowed."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

import pytest

from charter.model.batch import Batch
from charter.model.meanings import MEANINGS
from charter.model.programme import Programme
from charter.model.types import RESERVED
from charter.problems import Problem, errors
from records_folder import BATCH, CHARTER, read_all, told, with_suggestions, written
from records_folder import problems_of as all_problems_of

A = "signatories:\n  - id: a\n    name: A\n"
DAY = "date: 2026-03-12\n"
NO_DATE = "`{0}` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12", "`{0}` is no date; write year-month-day, like 2026-03-12"
NO_MOMENT = "`{0}` is geen moment; schrijf 2026-03-12 of 2026-03-12 16:00", "`{0}` is no moment; write 2026-03-12 or 2026-03-12 16:00"
NO_ID = ("`{0}` mag alleen kleine letters zonder accent, cijfers en streepjes bevatten",
         "`{0}` may only hold lower-case letters without accents, digits and hyphens")
NO_URL = "`{0}` is geen webadres dat met https:// begint", "`{0}` is no web address that begins with https://"
NO_FILE = "`{0}` moet de naam zijn van een bestand in dezelfde map", "`{0}` must be the name of a file in the same folder"
ONE_VALUE = "hier hoort één waarde, geen lijst en geen velden", "one value belongs here, no list and no fields"
KINDS = "renamed, merged_into, split_into, withdrawn, details"
BATCH_FIELDS = ("date, publish_at, form, place, venue, host, led_by, event, title, lead, body, quotes, photos, corrections, accept, signatories")


def problems_of(folder, text: str | bytes, path: str = BATCH, **files: str | bytes) -> tuple[Problem, ...]:
    """The errors: what other rules warn of is told elsewhere."""
    return errors(all_problems_of(folder, text, path, **files))


def says(line: int, column: int, rule: str, sentences: tuple[str, str], read: str = "", suggestion: str | None = None):
    return line, column, rule, sentences[0].replace("{0}", read), sentences[1].replace("{0}", read), suggestion


def photo(fields: str) -> str:
    """A batch with one photo; its fields are written from line 3, column 5."""
    return f"{DAY}photos:\n  - {fields}\n{A}"


BATCHES = [     # a batch, what is wrong with it, what to write instead where no line is suggested
    # what pydantic finds: every row of MEANINGS
    (A, says(1, 1, "missing", ("`date` ontbreekt", "`date` is missing")), DAY + A),
    (DAY, says(1, 1, "missing", ("`signatories` ontbreekt", "`signatories` is missing")), DAY + A),
    (DAY + "signatories:\n  - id: a\n    seat: B\n", says(3, 5, "missing", ("`name` ontbreekt", "`name` is missing")), DAY + A),
    (photo("{file: a.jpg, credit: B}"), says(3, 5, "missing", ("`people` ontbreekt", "`people` is missing")), None),
    (photo("{file: a.jpg, credit: B, people: [], focus: [0.5]}"), says(3, 42, "missing", ("`focus 2` ontbreekt", "`focus 2` is missing"), suggestion="  - {file: a.jpg, credit: B, people: [], focus: [0.5, 0.5]}"), None),
    (DAY + "led_by:\n  role: {nl: voorzitter}\n" + A, says(3, 3, "missing", ("`name` ontbreekt", "`name` is missing")), DAY + A),
    (DAY + "signatories:\n  - {id: A, name: A}\n", says(3, 6, "id", NO_ID, "A", suggestion="  - {id: a, name: A}"), DAY + A),      # which of the two A's cannot be told
    (DAY + "plaats: Utrecht\n" + A, says(2, 1, "unknown-field", ("`plaats` is geen veld; bedoelt u `place`?", "`plaats` is no field; did you mean `place`?"), suggestion="place: Utrecht"), DAY + A),
    (DAY + "plce: Utrecht\n" + A, says(2, 1, "unknown-field", ("`plce` is geen veld; bedoelt u `place`?", "`plce` is no field; did you mean `place`?"),
                                       suggestion="place: Utrecht"), None),
    (DAY + "signatories:\n  - {id: a, nane: A}\n", says(3, 5, "missing", ("`name` ontbreekt", "`name` is missing")), DAY + A),
    (DAY + "place: [Utrecht]\n" + A, says(2, 1, "text-wanted", ("`place` moet één tekst zijn", "`place` must be one text"), suggestion="place: Utrecht"), DAY + A),
    (DAY + "place: {nl: Utrecht}\n" + A, says(2, 1, "text-wanted", ("`place` moet één tekst zijn", "`place` must be one text"), suggestion="place: Utrecht"), DAY + A),
    (DAY + 'place: ""\n' + A, says(2, 1, "empty", ("`place` is leeg", "`place` is empty"), suggestion="place:"), DAY + "place:\n" + A),
    (DAY + f"place: {'x' * 301}\n{A}", says(2, 1, "too-long", ("`place` is langer dan 300 tekens; maak de tekst korter", "`place` is longer than 300 characters; shorten the text"), suggestion=f"place: {'x' * 300}"),
     DAY + f"place: {'x' * 300}\n{A}"),
    (DAY + f"body: {{nl: {'x' * 20_001}}}\n{A}", says(2, 8, "too-long", ("`nl` is langer dan 20000 tekens; maak de tekst korter", "`nl` is longer than 20000 characters; shorten the text")),
     DAY + f"body: {{nl: {'x' * 20_000}}}\n{A}"),
    (DAY + 'place: "Utrecht\\nOost"\n' + A, says(2, 1, "pattern", ("`Utrecht Oost` past niet bij `place`: gebruik één regel",
                                                                   "`Utrecht Oost` does not fit `place`: use one line"), suggestion="place: Utrecht Oost"), DAY + A),
    (DAY + A + "    sector: Zorg\n", says(5, 5, "pattern", ("`Zorg` past niet bij `sector`: gebruik kleine letters zonder accent, cijfers en streepjes",
                                                            "`Zorg` does not fit `sector`: use lower-case letters without accents, digits and hyphens"), suggestion="    sector: zorg"),
     DAY + A + "    sector: zorg\n"),
    (DAY + A + "    dimensions: [gender, Ras]\n",
     says(5, 26, "pattern", ("`Ras` past niet bij `dimensions 2`: gebruik kleine letters zonder accent, cijfers en streepjes",
                             "`Ras` does not fit `dimensions 2`: use lower-case letters without accents, digits and hyphens"), suggestion="    dimensions: [gender, ras]"),
     DAY + A + "    dimensions: [gender]\n"),
    (DAY + "form: plechtig\n" + A, says(2, 1, "choice", ("`plechtig` kan hier niet; kies uit ceremony, individual, online",
                                                         "`plechtig` is not possible here; choose from ceremony, individual, online"), suggestion="form: ceremony"),
     DAY + "form: online\n" + A),
    (photo("{file: a.jpg, subject: groep, credit: B, people: []}"),
     says(3, 19, "choice", ("`groep` kan hier niet; kies uit group, signing, portrait, other; bedoelt u `group`?",
                            "`groep` is not possible here; choose from group, signing, portrait, other; did you mean `group`?"), suggestion="  - {file: a.jpg, subject: group, credit: B, people: []}"), None),
    (DAY + "signatories: a\n", says(2, 1, "list-wanted", ("`signatories` moet een lijst zijn: tussen [ en ], of elk onderdeel na een streepje (- )",
                                                          "`signatories` must be a list: between [ and ], or each item after a dash (- )"), suggestion="signatories: [{id: a, name: a}]"), DAY + A),
    (DAY + "signatories: {id: a, name: A}\n", says(2, 1, "list-wanted", ("`signatories` moet een lijst zijn: tussen [ en ], of elk onderdeel na een streepje (- )",
                                                                         "`signatories` must be a list: between [ and ], or each item after a dash (- )"), suggestion="signatories: [{id: a, name: A}]"), DAY + A),
    (DAY + A + "    dimensions: gender\n", says(5, 5, "list-wanted", ("`dimensions` moet een lijst zijn: tussen [ en ], of elk onderdeel na een streepje (- )",
                                                                      "`dimensions` must be a list: between [ and ], or each item after a dash (- )"), suggestion="    dimensions: [gender]"),
     DAY + A + "    dimensions: [gender]\n"),
    (DAY + "signatories: []\n", says(2, 1, "empty", ("`signatories` heeft te weinig onderdelen", "`signatories` has too few items")), DAY + A),
    (photo("{file: a.jpg, credit: B, people: [], focus: [0.5, 0.5, 0.5]}"),
     says(3, 42, "too-many", ("`focus` heeft te veel onderdelen", "`focus` has too many items"), suggestion="  - {file: a.jpg, credit: B, people: [], focus: [0.5, 0.5]}"), None),
    (DAY + "event: Voorjaar\n" + A, says(2, 1, "fields-wanted", ("`event` moet uit velden bestaan: nl, en", "`event` must consist of fields: nl, en"), suggestion="event: {nl: Voorjaar}"),
     DAY + "event: {nl: Voorjaar}\n" + A),
    (DAY + "signatories:\n  - A\n", says(3, 5, "fields-wanted", (
        "`signatories 1` moet uit velden bestaan: id, name, sort_name, sector, kind, size, seat, website, handles, dimensions, ambition, "
        "explanation, signed_by, signs_for, again, photos",
        "`signatories 1` must consist of fields: id, name, sort_name, sector, kind, size, seat, website, handles, dimensions, ambition, "
        "explanation, signed_by, signs_for, again, photos"), suggestion="  - {id: a, name: A}"), DAY + A),
    ("- a\n", says(1, 1, "fields-wanted", (f"dit bestand moet uit velden bestaan: {BATCH_FIELDS}", f"this file must consist of fields: {BATCH_FIELDS}")), DAY + A),
    # what our own validators find: every wrong(...) of the model
    ("date: 2026-02-30\n" + A, says(1, 1, "no-such-day", ("2026-02-30 bestaat niet; de laatste dag van die maand is 2026-02-28",
                                                       "2026-02-30 does not exist; the last day of that month is 2026-02-28"), suggestion="date: 2026-02-28"), DAY + A),
    ("date: 12 maart 2026\n" + A, says(1, 1, "date", NO_DATE, "12 maart 2026", "date: 2026-03-12"), None),
    ("date: 12-3-2026\n" + A, says(1, 1, "date", NO_DATE, "12-3-2026", "date: 2026-03-12"), None),
    ("date: 12 Mrt. 2026\n" + A, says(1, 1, "date", NO_DATE, "12 Mrt. 2026", "date: 2026-03-12"), None),
    ("date: 2026-3-12\n" + A, says(1, 1, "date", NO_DATE, "2026-3-12", "date: 2026-03-12"), None),
    ("date: 3 May 2026  # ceremony\n" + A, says(1, 1, "date", NO_DATE, "3 May 2026", "date: 2026-05-03  # ceremony"), None),
    ("date: 31 februari 2026\n" + A, says(1, 1, "no-such-day", (NO_DATE[0] + "; de laatste dag van die maand is 2026-02-28", NO_DATE[1] + "; the last day of that month is 2026-02-28"),
                                             "31 februari 2026", suggestion="date: 2026-02-28"), DAY + A),
    ("date: morgen\n" + A, says(1, 1, "date", NO_DATE, "morgen"), DAY + A),
    ("date: " + "9" * 80 + "\n" + A, says(1, 1, "date", NO_DATE, "9" * 59 + "…"), DAY + A),
    ("date: [2026-03-12]\n" + A, says(1, 1, "text-wanted", ONE_VALUE, suggestion="date: 2026-03-12"), DAY + A),
    ("date: {dag: 12}\n" + A, says(1, 1, "text-wanted", ONE_VALUE, suggestion="date: 12"), DAY + A),
    (DAY + "publish_at: vier uur\n" + A, says(2, 1, "moment", NO_MOMENT, "vier uur"), DAY + A),
    (DAY + "publish_at: 2026-03-12 25:00\n" + A, says(2, 1, "moment", NO_MOMENT, "2026-03-12 25:00", suggestion="publish_at: 2026-03-13 01:00"), DAY + A),
    (DAY + "publish_at: 12-03-2026\n" + A, says(2, 1, "moment", NO_MOMENT, "12-03-2026", "publish_at: 2026-03-12"), None),
    (DAY + "publish_at: [2026-03-12]\n" + A, says(2, 1, "text-wanted", ONE_VALUE, suggestion="publish_at: 2026-03-12"), DAY + A),
    (DAY + A + "    again: misschien\n", says(5, 5, "flag", ("`misschien` moet true of false zijn; weet u het niet, laat het veld dan leeg",
                                                                "`misschien` must be true or false; if you do not know, leave the field empty")),
     DAY + A + "    again: true\n"),
    (DAY + A + "    again: [true]\n", says(5, 5, "text-wanted", ONE_VALUE, suggestion="    again: true"), DAY + A),
    (photo("{file: a.jpg, credit: B, people: [], focus: [0.5, 1.5]}"),
     says(3, 55, "share", ("`1.5` moet een getal van 0 tot 1 zijn, zoals 0.4; 0.5 is het midden", "`1.5` must be a number from 0 to 1, like 0.4; 0.5 is the middle")), None),
    (photo("{file: a.jpg, credit: B, people: [], focus: [0.5, [1]]}"), says(3, 55, "text-wanted", ONE_VALUE, suggestion="  - {file: a.jpg, credit: B, people: [], focus: [0.5, 1]}"), None),
    (DAY + "signatories:\n  - id: Gemeente 's-Hertogenbosch\n    name: A\n",
     says(3, 5, "id", NO_ID, "Gemeente 's-Hertogenbosch", "  - id: gemeente-s-hertogenbosch"), None),
    (DAY + "signatories:\n  - id: Fryslân\n    name: A\n", says(3, 5, "id", NO_ID, "Fryslân", "  - id: fryslan"), None),
    (DAY + "signatories:\n  - id: a--b\n    name: A\n", says(3, 5, "id", NO_ID, "a--b", "  - id: a-b"), None),
    (DAY + f"signatories:\n  - id: {'a' * 101}\n    name: A\n", says(3, 5, "id", ("`{0}` is langer dan 100 tekens; kort het in", "`{0}` is longer than 100 characters; shorten it"), "a" * 59 + "…", f"  - id: {'a' * 100}"), None),
    (DAY + 'signatories:\n  - id: ""\n    name: A\n', says(3, 5, "id", NO_ID, ""), DAY + A),
    (DAY + "signatories:\n  - id: letter\n    name: A\n",
     says(3, 5, "id", ("`letter` is een woord uit de adressen van de site; kies een ander", "`letter` is a word of the site's addresses; choose another"),
          suggestion="  - id: letter-1"), None),
    (DAY + A + "    website: www.example.org/a\n", says(5, 5, "url", NO_URL, "www.example.org/a", "    website: https://www.example.org/a"), None),
    (DAY + A + "    website: javascript:alert(1)\n", says(5, 5, "url", NO_URL, "javascript:alert(1)"), DAY + A),
    (DAY + A + "    website: https://\n", says(5, 5, "url", NO_URL, "https://"), DAY + A),
    (DAY + A + "    website: https://a b.nl/\n", says(5, 5, "url", NO_URL, "https://a b.nl/"), DAY + A),
    (DAY + A + "    website: https://[::1\n", says(5, 5, "url", NO_URL, "https://[::1"), DAY + A),
    (DAY + A + "    website: https://a.nl:0/\n", says(5, 5, "url", NO_URL, "https://a.nl:0/"), DAY + A),
    (DAY + A + "    website: https://a.nl:99999/\n", says(5, 5, "url", NO_URL, "https://a.nl:99999/"), DAY + A),
    (photo("{file: ../a.jpg, credit: B, people: []}"), says(3, 6, "file-name", NO_FILE, "../a.jpg", suggestion="  - {file: a.jpg, credit: B, people: []}"), None),
    (photo("{file: .a.jpg, credit: B, people: []}"), says(3, 6, "file-name", NO_FILE, ".a.jpg", suggestion="  - {file: a.jpg, credit: B, people: []}"), None),
    (photo("{file: 'c:\\a.jpg', credit: B, people: []}"), says(3, 6, "file-name", NO_FILE, "c:\\a.jpg", suggestion="  - {file: a.jpg, credit: B, people: []}"), None),
    (DAY + "host: {id: a, name: A}\n" + A, says(2, 15, "reference", ("geef hier óf een id óf een name", "give either an id or a name here"), suggestion="host: {id: a}"),
     DAY + "host: {id: a}\n" + A),
    (DAY + "host: {}\n" + A, says(2, 1, "reference", ("geef hier óf een id óf een name", "give either an id or a name here"), suggestion="# host: {}"),
     DAY + "host: {name: A}\n" + A),
]


@pytest.mark.parametrize(("text", "problem", "good"), BATCHES, ids=[f"{n} {case[1][2]}" for n, case in enumerate(BATCHES)])
def test_a_field_of_a_batch(tmp_path, text, problem, good):
    """The whole answer; and what is suggested, or what stands beside it here, has no problem."""
    problems = problems_of(tmp_path, text)
    expected = [problem]
    if "nane: A" in text:       # what is missing may be there under another name
        expected.append(says(3, 13, "unknown-field", ("`nane` is geen veld; bedoelt u `name`?", "`nane` is no field; did you mean `name`?"),
                             suggestion="  - {id: a, name: A}"))
    assert told(problems) == expected
    if good:
        assert told(problems_of(tmp_path, good)) == []
    if problem[5]:      # a photo that is read now has other things to say
        assert problem[:3] not in [case[:3] for case in told(problems_of(tmp_path, with_suggestions(text, problems)))]


CHANGE_KIND = f"geef precies één van: {KINDS}", f"give exactly one of: {KINDS}"
CHANGE_ITSELF = "`a` kan niet in zichzelf opgaan of zich in zichzelf splitsen", "`a` cannot merge or split into itself"
CHANGES = [
    ("id: a\n", says(1, 1, "list-wanted", ("dit bestand moet een lijst zijn: tussen [ en ], of elk onderdeel na een streepje (- )",
                                           "this file must be a list: between [ and ], or each item after a dash (- )"), suggestion="- id: a")),
    ("- a\n", says(1, 3, "fields-wanted", (f"onderdeel 1 moet uit velden bestaan: date, publish_at, id, {KINDS}",
                                           f"item 1 must consist of fields: date, publish_at, id, {KINDS}"), suggestion="- {id: a}")),
    ("- date: 2027-01-01\n  id: a\n", says(1, 3, "change-kind", CHANGE_KIND)),
    ("- {date: 2027-01-01, id: a, merged_into: b, withdrawn: former}\n", says(1, 45, "change-kind", CHANGE_KIND, suggestion="- {date: 2027-01-01, id: a, merged_into: b}")),
    ("- {date: 2027-01-01, id: a, merged_into: a}\n", says(1, 3, "change-itself", CHANGE_ITSELF)),
    ("- {date: 2027-01-01, id: a, split_into: [b, a]}\n", says(1, 3, "change-itself", CHANGE_ITSELF)),
    ("- {date: 2027-01-01, id: a, split_into: []}\n",
     says(1, 29, "empty", ("`split_into` heeft te weinig onderdelen", "`split_into` has too few items"))),
    ("- {date: 2027-01-01, id: a, withdrawn: weg}\n", says(1, 29, "choice", ("`weg` kan hier niet; kies uit former, erased; bedoelt u `former`?",
                                                                              "`weg` is not possible here; choose from former, erased; did you mean `former`?"), suggestion="- {date: 2027-01-01, id: a, withdrawn: former}")),
    ("- {date: 2027-01-01, id: a, renamed: B}\n", says(1, 29, "fields-wanted", ("`renamed` moet uit velden bestaan: name, sort_name",
                                                                                 "`renamed` must consist of fields: name, sort_name"), suggestion="- {date: 2027-01-01, id: a, renamed: {name: B}}")),
]
TWO = DAY + "signatories:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"


@pytest.mark.parametrize(("text", "problem"), CHANGES, ids=[f"{n} {case[1][2]}" for n, case in enumerate(CHANGES)])
def test_a_field_of_changes(tmp_path, text, problem):
    assert told(problems_of(tmp_path, text, "changes.yaml", **{BATCH: TWO})) == [problem]


def test_every_kind_of_change_is_possible(tmp_path):
    text = """\
- {date: 2027-01-01, id: a, renamed: {name: Nieuw, sort_name: X}}
- {date: 2027-01-02, id: a, details: {seat: Delft, website: https://a.nl/, sector: zorg, kind: publiek, size: groot, sort_name: X}}
- {date: 2027-01-03, publish_at: 2027-02-01 09:00, id: a, merged_into: b}
- {date: 2027-01-04, id: a, split_into: [b]}
- {date: 2027-01-05, id: a, withdrawn: former}
- {date: 2027-01-06, id: a, withdrawn: erased}
"""
    records, problems = read_all(written(tmp_path, {BATCH: TWO, "changes.yaml": text}))
    assert told(problems) == []
    assert [c.kind for c in records.changes] == ["renamed", "details", "merged_into", "split_into", "withdrawn", "withdrawn"]
    assert told(problems_of(tmp_path, "# nog niets\n", "changes.yaml")) == []


def charter(line: str) -> str:
    """charter.yaml with one line more, line 9."""
    return CHARTER + line + "\n"


NO_PERIOD = ("`{0}` is geen termijn; schrijf bijvoorbeeld 6 months, 14 days of 1 year", "`{0}` is no period; write for instance 6 months, 14 days or 1 year")
STEP = "trajectory: {{steps: [{{id: {id}, phase: before, by: both, label: {{nl: A}}}}], rules: [{{id: {rule}, step: plan, after: signing, within: {within}}}]}}"
PROGRAMMES = [
    (charter("timezone: Europa/Amsterdam"), says(9, 1, "timezone", ("`Europa/Amsterdam` is geen tijdzone", "`Europa/Amsterdam` is no time zone"),
                                                 suggestion="timezone: Europe/Amsterdam")),
    (charter("timezone: Europe"), says(9, 1, "timezone", ("`Europe` is geen tijdzone", "`Europe` is no time zone"), suggestion="timezone: Europe/Amsterdam")),
    (charter("timezone: ../../etc/passwd"), says(9, 1, "timezone", ("`../../etc/passwd` is geen tijdzone", "`../../etc/passwd` is no time zone"),
                                                 suggestion="timezone: Europe/Amsterdam")),
    (charter("base_totals: [{date: 2021-04-21, ever: 2.5, now: 262}]"), says(9, 34, "number", ("`2.5` is geen heel getal; schrijf alleen cijfers, zoals 262", "`2.5` is no whole number; write digits only, like 262"))),
    (charter("base_totals: [{date: 2021-04-21, ever: [1], now: 262}]"), says(9, 34, "text-wanted", ONE_VALUE, suggestion="base_totals: [{date: 2021-04-21, ever: 1, now: 262}]")),
    (CHARTER.replace("{name: Uitgever}", "{name: Uitgever, email: info}"), says(2, 29, "email", ("`info` is geen e-mailadres", "`info` is no e-mail address"))),
    (charter(STEP.format(id="plan", rule="plan-1", within="zes maanden")), says(9, 125, "period", NO_PERIOD, "zes maanden", suggestion="trajectory: {steps: [{id: plan, phase: before, by: both, label: {nl: A}}], rules: [{id: plan-1, step: plan, after: signing, within: 6 months}]}")),
    (charter(STEP.format(id="Plan", rule="plan-1", within="6 months")),
     says(9, 23, "pattern", ("`Plan` past niet bij `id`: gebruik kleine letters, cijfers en _", "`Plan` does not fit `id`: use lower-case letters, digits and _"), suggestion="trajectory: {steps: [{id: plan, phase: before, by: both, label: {nl: A}}], rules: [{id: plan-1, step: plan, after: signing, within: 6 months}]}")),
    (charter(STEP.format(id="plan", rule="Plan", within="6 months")),
     says(9, 85, "pattern", ("`Plan` past niet bij `id`: gebruik kleine letters zonder accent, cijfers en streepjes",
                             "`Plan` does not fit `id`: use lower-case letters without accents, digits and hyphens"), suggestion="trajectory: {steps: [{id: plan, phase: before, by: both, label: {nl: A}}], rules: [{id: plan, step: plan, after: signing, within: 6 months}]}")),
    (charter('hashtags: ["#Charter"]'), says(9, 12, "pattern", ("`#Charter` past niet bij `hashtags 1`: gebruik letters en cijfers zonder # en zonder spatie",
                                                                 "`#Charter` does not fit `hashtags 1`: use letters and digits without # and without a space"), suggestion="hashtags: [Charter]")),
]


@pytest.mark.parametrize(("text", "problem"), PROGRAMMES, ids=[f"{n} {case[1][2]}" for n, case in enumerate(PROGRAMMES)])
def test_a_field_of_the_programme(tmp_path, text, problem):
    problems = problems_of(tmp_path, text, "charter.yaml")
    assert told(problems) == [problem]
    if problem[5]:
        assert told(problems_of(tmp_path, with_suggestions(text, problems), "charter.yaml")) == []


def test_a_whole_programme(tmp_path):
    text = charter(STEP.format(id="plan_1", rule="plan-1", within="6 months")) + """\
timezone: America/New_York
complete_since: 2024-01-01
base_totals: [{date: 2021-04-21, ever: 262, now: 260}]
hashtags: [CharterDiversiteit, Één]
"""
    records, problems = read_all(written(tmp_path, {"charter.yaml": text.replace("name: Uitgever", "name: Uitgever, email: info@example.org")}))
    assert told(problems) == []
    programme = records.programme
    assert (programme.timezone, programme.complete_since, programme.base_totals[0].now, programme.hashtags, programme.publisher.email) == (
        "America/New_York", date(2024, 1, 1), 260, ("CharterDiversiteit", "Één"), "info@example.org")


def test_everything_that_is_wrong_with_a_list_is_its_items(tmp_path):
    """That no item is good is no mistake of its own."""
    text = DAY + "signatories:\n  - {id: a}\n  - {id: b}\n"
    assert [(p.line, p.rule) for p in problems_of(tmp_path, text)] == [(3, "missing"), (4, "missing")]


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_no_id_and_no_folder_stands_where_a_page_of_ours_stands(tmp_path, word):
    problems = problems_of(tmp_path, DAY + f"signatories:\n  - id: {word}\n    name: A\n", f"{word}/batch.yaml")
    assert [(p.path, p.line, p.rule) for p in problems] == [(f"{word}/batch.yaml", 1, "slug"), (f"{word}/batch.yaml", 3, "id")]


@pytest.mark.parametrize(("slug", "meant"), [
    ("-a", "a"), ("a-", "a"), ("a--b", "a-b"), ("2026-03-12 utrecht", "2026-03-12-utrecht"), ("2026-03-12-Utrecht", "2026-03-12-utrecht"),
    ("2026-03-12_utrecht", "2026-03-12-utrecht"), ("2026-03-12-fryslân", "2026-03-12-fryslan"), ("a.b", "ab")])
def test_a_folder_that_cannot_be_an_address(tmp_path, slug, meant):
    assert told(problems_of(tmp_path, DAY + A, f"{slug}/batch.yaml")) == [
        (1, 1, "slug", f"de map `{slug}` wordt een webadres: gebruik alleen kleine letters zonder accent, cijfers en streepjes; noem haar `{meant}`",
         f"the folder `{slug}` becomes a web address: use only lower-case letters without accents, digits and hyphens; call it `{meant}`", None)]


@pytest.mark.parametrize(("value", "expected"), [
    ("true", True), ("TRUE", True), ("yes", True), ("on", True), ("ja", True), ("false", False), ("No", False), ("off", False), ("nee", False)])
def test_flags(tmp_path, value, expected):
    records, problems = read_all(written(tmp_path, {BATCH: DAY + A + f"    again: {value}\n"}))
    assert (told(problems), records.batches["2026-03-12-utrecht"].signatories[0].again) == ([], expected)


@pytest.mark.parametrize(("value", "expected"), [
    ("2026-03-12", "2026-03-12T00:00"), ("2026-03-12 16:00", "2026-03-12T16:00"), ("2026-03-12T09:05", "2026-03-12T09:05"),
    ("2026-03-12 16:00:00", "2026-03-12T16:00"), ("'2026-03-12 16:00'", "2026-03-12T16:00")])
def test_moments(tmp_path, value, expected):
    """A bare date is 00:00 of that day."""
    records, problems = read_all(written(tmp_path, {BATCH: DAY + f"publish_at: {value}\n" + A}))
    assert (told(problems), records.batches["2026-03-12-utrecht"].publish_at) == ([], datetime.fromisoformat(expected))


@pytest.mark.parametrize("url", ["https://www.example.org/", "http://example.org", "https://example.org:8080/a?b=c&d#e", "https://münchen.example/ü",
                                 "https://example.org/%20"])
def test_web_addresses(tmp_path, url):
    assert told(problems_of(tmp_path, DAY + A + f"    website: {url}\n")) == []


def test_texts_in_two_languages(tmp_path):
    """English is optional; where it is missing the Dutch stands, and says so."""
    records, problems = read_all(written(tmp_path, {BATCH: DAY + "event: {nl: Lente}\ntitle: {nl: Kop, en: Head}\n" + A}))
    batch = records.batches["2026-03-12-utrecht"]
    assert told(problems) == []
    assert (batch.event("nl"), batch.event("en"), batch.event.language("en")) == ("Lente", "Lente", "nl")
    assert (batch.title("nl"), batch.title("en"), batch.title.language("en")) == ("Kop", "Head", "en")


def test_every_meaning_is_tested():
    """A new kind of mistake gets a case here. (dict_type has the rule of dataclass_type: only trajectory's files hold free mappings.)"""
    rules = {case[1][2] for case in (*BATCHES, *CHANGES, *PROGRAMMES)}
    assert {meaning.__name__.replace("_", "-") for meaning in MEANINGS.values()} <= rules


def test_descriptions_are_there_for_every_field():
    """Templates, forms and the data dictionary show them."""
    seen: set[type] = set()

    def fields_of(kind):
        for part in get_args(kind):
            yield from fields_of(part)
        if hasattr(kind, "__pydantic_fields__") and kind not in seen:
            seen.add(kind)
            for name, field in kind.__pydantic_fields__.items():
                yield kind.__name__, name, field.description
                yield from fields_of(field.annotation)

    found = [*fields_of(Batch), *fields_of(Programme)]
    assert len(found) > 80
    assert [f for f in found if not f[2]] == []


@pytest.mark.parametrize(("read", "list_"), [
    ("Bibliotheek", "[Bibliotheek]"), ("Bibliotheek, Museum en Archief", "[Bibliotheek, Museum, Archief]"), ("De Brug, Utrecht", '["De Brug, Utrecht"]'),
    ("geen", "[]"), ("n.v.t.", "[]")])
def test_one_value_as_a_list(tmp_path, read, list_):
    """Words are items; a name may hold a comma."""
    problems = problems_of(tmp_path, DAY + A + f"    signs_for: {read}\n")
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [(5, "list-wanted", f"    signs_for: {list_}")]


def test_a_line_that_nobody_can_read(tmp_path):
    """Of a very long line it is not said what to write instead: only what is wrong."""
    for name in ("kleur", "em"):
        problems = problems_of(tmp_path, DAY + f"body: {{nl: {'x' * 5000}, {name}: Y}}\n{A}")
        assert [(p.line, p.column, p.rule, p.suggestion) for p in problems] == [(2, 5014, "unknown-field", None)]


@pytest.mark.parametrize(("read", "meant"), [
    ("12 maart 2026 4 pm", "2026-03-12 16:00"), ("16u30", "2026-03-12 16:30"), ("9.05 uur", "2026-03-12 09:05"), ("12-3-2026 om 16u30", "2026-03-12 16:30"),
    ("2026-03-12T16:00:00.000+05:30", "2026-03-12 11:30"), ("2026-07-01 16:00 UTC", "2026-07-01 18:00"), ("2026-03-12 16:75", None), ("25u", None)])
def test_moments_that_are_meant(tmp_path, read, meant):
    """A time alone is one of the day of signing; a time in another zone is what the clock in the Netherlands says."""
    problems = problems_of(tmp_path, DAY + f"publish_at: {read}\n{A}")
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [(2, "moment", meant and f"publish_at: {meant}")]


def test_a_time_of_a_change(tmp_path):
    """Is one of its own day."""
    text = "- {date: 2027-01-01, id: a, withdrawn: former}\n- {date: 2027-01-02, publish_at: 9u, id: b, withdrawn: former}\n"
    problems = problems_of(tmp_path, text, "changes.yaml", **{BATCH: TWO})
    assert [(p.line, p.suggestion) for p in problems] == [(2, "- {date: 2027-01-02, publish_at: 2027-01-02 09:00, id: b, withdrawn: former}")]


@pytest.mark.parametrize(("read", "meant"), [("Letter", "letter-1"), ("A.S.R.", "asr"), ("&samen", "samen"), ("'t Hof", "t-hof")])
def test_ids_that_are_meant(tmp_path, read, meant):
    problems = problems_of(tmp_path, DAY + f'signatories:\n  - id: "{read}"\n    name: A\n')
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [(3, "id", f"  - id: {meant}")]


@pytest.mark.parametrize(("read", "meant"), [("Groep.JPG", "groep.jpg"), ("groep.jpeg", "groep.jpg"), ("greop.jpg", "groep.jpg"), ("groep", "groep.jpg"),
                                             ("De wethouder.png", '"De wethouder, links.png"'), ("x.jpg", None)])
def test_a_photo_under_another_name(tmp_path, read, meant):
    """The line with the name of the photo that is there."""
    folder = BATCH.removesuffix("batch.yaml")
    files = {f"{folder}groep.jpg": b"x", f"{folder}De wethouder, links.png": b"x"}
    problems = problems_of(tmp_path, photo(f"{{file: {read}, credit: B, people: [], alt: {{nl: C, en: C}}}}"), **files)
    assert [(p.line, p.column, p.rule, p.suggestion) for p in problems] == [
        (3, 6, "photo-missing", meant and f"  - {{file: {meant}, credit: B, people: [], alt: {{nl: C, en: C}}}}")]


def test_a_guess_of_one_rule_is_no_part_of_the_line_of_another(tmp_path):
    """Mistakes of one rule are mended together; who trusts that line gets nothing of other rules with it."""
    text = DAY + "signatories:\n  - {id: a, name: A, website: example.org, sector: Zorg, photos: [{file: a.jpg, credit: B, people: [], focus: [50%, 40%]}]}\n"
    good = text.split("\n")[2]
    halves = good.replace("50%, 40%", "0.5, 0.4")
    assert [(p.rule, p.suggestion) for p in problems_of(tmp_path, text)] == [
        ("url", good.replace("example.org", "https://example.org")), ("pattern", good.replace("Zorg", "zorg")), ("share", halves), ("share", halves)]


@pytest.mark.parametrize(("read", "meant"), [("waar", "true"), ("J", "true"), ("0", "false"), ("misschien", None)])
def test_yes_or_no_that_is_meant(tmp_path, read, meant):
    """A word that says neither is for people to choose."""
    problems = problems_of(tmp_path, DAY + A + f"    again: {read}\n")
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [(5, "flag", meant and f"    again: {meant}")]


def test_consent_needs_a_day(tmp_path):
    """A yes is taken for one on the day of signing, but never without asking; a no is left out."""
    def suggested(consent: str) -> list[tuple[str, str | None]]:
        found = problems_of(tmp_path / consent.strip("{}").replace(": ", ""), photo(f"{{file: a.jpg, credit: B, people: [], consent: {consent}}}"))
        return [(p.rule, p.suggestion) for p in found]

    line = "  - {file: a.jpg, credit: B, people: [], consent: %s}"
    assert suggested("ja") == [("consent-date", line % "{web: 2026-03-12}")]
    assert suggested("2026-03-01") == [("consent-date", line % "{web: 2026-03-01}")]
    assert suggested("{web: ja}") == [("consent-date", line % "{web: 2026-03-12}")]
    assert suggested("{web: nee}") == [("consent-date", line % "{}")]
    assert suggested("nee") == [("consent-date", "  - {file: a.jpg, credit: B, people: []}")]
