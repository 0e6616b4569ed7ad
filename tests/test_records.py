"""Reading files: what is read silently and exactly, and every way of writing that is a Problem with the line to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.problems import Problem, errors
from charter.records import MAX_BYTES, Record, Unreadable, read
from charter.records.rewriting import all_changes
from records_folder import BATCH, read_all, told, with_suggestions, written
from records_folder import problems_of as all_problems_of

DAY = "date: 2026-03-12\n"
SIGNATORIES = "signatories:\n  - id: a\n    name: A\n"


def problems_of(folder, text: str | bytes) -> tuple[Problem, ...]:
    """The errors of a batch: what other rules warn of is told elsewhere."""
    return errors(all_problems_of(folder, text))


def place(value: str) -> str:
    """A batch whose place is written so; it stands on line 2, its value in column 8."""
    return f"date: 2026-03-12\nplace: {value}\n{SIGNATORIES}"


def place_read(folder, text: str | bytes) -> str | None:
    """The place of a batch that has no problem."""
    records, problems = read_all(written(folder, {BATCH: text}))
    assert told(errors(problems)) == []
    return records.batches["2026-03-12-utrecht"].place


# --- silently and exactly ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("word", [
    "NO", "no", "on", "Off", "yes", "true", "~", "null", "Null", "10:30", "1:2", "01234567", "0x1F", "0o17", "1e3", "1_000", ".5", "+1",
    ".inf", ".NaN", "=", "<<", "2026-03-12", "12-3", "-1", "-x", "?x", "--- x", "a:b", "http://x.nl", "A&B", "A*", "a#b", "50%", "x!", "a@b.nl",
    "L'Oréal", "L’Oréal", "’s-Hertogenbosch", "Aids Fonds-Stop Aids Now!-Soa Aids Nederland", "RET N.V. (openbaar vervoerbedrijf)", "LINDA.",
    "ICM Opleidingen & Trainingen", "a [b]", "a {b}", "A, B en C", "🏳️‍🌈 Roze", "“A” en “B”", "a\\b", '"A"', "'A'", "'''s-Hertogenbosch'",
    '"\'s-Hertogenbosch"', '"a: b"', "'#1'", "a\u00a0b"])
def test_words_stay_words(tmp_path, word):
    """Whatever YAML takes for a number, a date, a truth or nothing is the word that is written."""
    quoted = {'"A"': "A", "'A'": "A", "'''s-Hertogenbosch'": "'s-Hertogenbosch", '"\'s-Hertogenbosch"': "'s-Hertogenbosch",
              '"a: b"': "a: b", "'#1'": "#1"}
    assert place_read(tmp_path, place(word)) == quoted.get(word, word)


@pytest.mark.parametrize("data", [
    b"\xef\xbb\xbf" + place("Súdwest").encode(), place("Súdwest").replace("\n", "\r\n").encode(), place("Súdwest").replace("\n", "\r").encode(),
    b"\xef\xbb\xbf" + place("Súdwest  # bij de haven").replace("\n", "\r\n").encode(), place("Súdwest   ").encode()],
    ids=["BOM", "CRLF", "CR", "BOM, CRLF and a remark", "spaces at the end"])
def test_what_editors_add_is_not_read(tmp_path, data):
    assert place_read(tmp_path, data) == "Súdwest"


def test_an_empty_field_is_one_left_out(tmp_path):
    """As in the template that staff fill in."""
    text = f"date: 2026-03-12\nplace:\nvenue:   # zaal\nhost:\nevent: {{nl: A, en: }}\n{SIGNATORIES}"
    records, problems = read_all(written(tmp_path, {BATCH: text}))
    batch = records.batches["2026-03-12-utrecht"]
    assert (told(errors(problems)), batch.place, batch.venue, batch.host, batch.event.en) == ([], None, None, None, None)


def test_where_every_field_stands(tmp_path):
    """The line and column of a field; of an item of a list; and where a mapping begins."""
    text = ("date: 2026-03-12\n\n# remark\nhost: {id: a,\n  name: B}\nsignatories:\n- id: a\n  dimensions: [x, yy,\n    zzz]\n- name: |\n    long\n    text\n  id: b\n")
    record = Record("x", "", text, {})
    expected = {(): (1, 1), ("",): (1, 1), ("date",): (1, 1), ("host",): (4, 1), ("host", ""): (4, 7), ("host", "id"): (4, 8),
                ("host", "name"): (5, 3), ("signatories",): (6, 1), ("signatories", 0): (7, 3), ("signatories", 0, ""): (7, 3),
                ("signatories", 0, "id"): (7, 3), ("signatories", 0, "dimensions"): (8, 3), ("signatories", 0, "dimensions", 0): (8, 16),
                ("signatories", 0, "dimensions", 1): (8, 19), ("signatories", 0, "dimensions", 2): (9, 5), ("signatories", 1): (10, 3),
                ("signatories", 1, ""): (10, 3), ("signatories", 1, "name"): (10, 3), ("signatories", 1, "id"): (13, 3)}
    assert record.mark(()) == (1, 1)
    assert record._places.marks == expected
    assert record.mark(("signatories", 0, "seat")) == (7, 3)        # not there: the nearest that holds it
    assert [record.line(n) for n in (1, 4, 13, 14, 99, 0)] == ["date: 2026-03-12", "host: {id: a,", "  id: b", "", "", ""]


# --- every way of writing that is a Problem ---------------------------------------------------------------------------

QUOTES = ("`{0}` begint met een aanhalingsteken dat niet om het geheel staat; zet om het geheel dubbele aanhalingstekens",
          "`{0}` begins with a quotation mark that does not enclose the whole; put double quotes around the whole")
SIGN = ("`{0}` begint met een teken dat hier iets anders betekent; zet het tussen aanhalingstekens",
        "`{0}` begins with a sign that means something else here; put it between quotes")
MARKED = ("`{0}` verwijst naar een andere plek, en dat kan hier niet; haal het weg",
          "`{0}` points at another place, which is not possible here; remove it")
COLON = ("in `{0}` staat een dubbele punt; zet het tussen aanhalingstekens", "`{0}` holds a colon; put it between quotes")
SPACE = ("na de dubbele punt van `{0}` hoort een spatie", "the colon of `{0}` needs a space behind it")
COMMENT = ("wat na het hekje komt, wordt niet gelezen: zet `{0}` tussen aanhalingstekens, of zet voor een opmerking twee spaties voor het hekje",
           "what follows the hash sign is not read: put `{0}` between quotes, or for a remark put two spaces before the hash sign")
COMMA = ("tussen { en } begint na een komma een nieuw veld: zet `{0}` tussen aanhalingstekens",
         "between { and } a comma begins a new field: put `{0}` between quotes")
CURLY = ("`{0}` staat tussen gekrulde aanhalingstekens; gebruik rechte", "`{0}` stands between curly quotes; use straight ones")
ESCAPE = ("in `{0}` staat een \\ tussen dubbele aanhalingstekens; schrijf \\\\", "`{0}` holds a \\ between double quotes; write \\\\")
TAB = ("hier staat een tab; gebruik spaties", "there is a tab here; use spaces")
HIDDEN = ("hier staat een onzichtbaar teken ({0}); haal het weg", "there is an invisible sign here ({0}); remove it")
HARD_SPACE = ("hier staat een harde spatie; gebruik een gewone spatie", "there is a no-break space here; use an ordinary space")
LAYOUT = ("deze regel past niet bij de regels erboven; kijk naar inspringen, dubbele punten en aanhalingstekens",
          "this line does not fit the lines above it; look at indents, colons and quotes")
TWICE = ("`{0}` staat hier al; haal een van de twee weg", "`{0}` is already here; remove one of the two")
BRACE = ("`{0}` wordt niet gesloten; zet er } of ] achter", "`{0}` is not closed; put } or ] behind it")
COLON_MISSING = ("achter `{0}` hoort een dubbele punt", "`{0}` needs a colon behind it")
SEVERAL = ("bij `{0}` begint een tweede stuk, en dat wordt niet gelezen; haal die regel weg",
           "at `{0}` a second piece begins, which is not read; remove that line")
NOT_UTF8 = ("op deze regel is `{0}` niet als UTF-8 opgeslagen; sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)",
            "on this line `{0}` is not stored as UTF-8; save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)")
RULES = {"brace": BRACE, "quotes": QUOTES, "yaml-sign": SIGN, "yaml-mark": MARKED, "colon": COLON, "colon-space": SPACE, "comment": COMMENT, "comma": COMMA,
         "curly-quotes": CURLY, "escape": ESCAPE, "tab": TAB, "hidden-sign": HIDDEN, "hard-space": HARD_SPACE, "yaml-layout": LAYOUT,
         "duplicate-key": TWICE, "colon-missing": COLON_MISSING, "several-documents": SEVERAL, "encoding": NOT_UTF8}


def says(line: int, column: int, rule: str, read: str = "", suggestion: str | None = None):
    """One Problem in full."""
    nl, en = (said.replace("{0}", read) for said in RULES[rule])
    return line, column, rule, nl, en, suggestion


VALUES = [      # written behind `place: `, rule, column of what was read, what was read, what is meant
    ("'s-Hertogenbosch", "quotes", 8, "'s-Hertogenbosch", "'s-Hertogenbosch"),
    ("'s Heeren Loo  # zorg", "quotes", 8, "'s Heeren Loo", "'s Heeren Loo"),
    ("'A' en B", "quotes", 8, "'A' en B", "'A' en B"),
    ('"A" en "B"', "quotes", 8, '"A" en "B"', '"A" en "B"'),
    ('"A', "quotes", 8, '"A', "A"),
    ("&samhoud", "yaml-sign", 8, "&samhoud", "&samhoud"),
    ("&samhoud x", "yaml-sign", 8, "&samhoud x", "&samhoud x"),
    ("& Co", "yaml-sign", 8, "& Co", "& Co"),
    ("@x", "yaml-sign", 8, "@x", "@x"),
    ("*x", "yaml-sign", 8, "*x", "*x"),
    ("*x en y", "yaml-sign", 8, "*x en y", "*x en y"),
    ("%x", "yaml-sign", 8, "%x", "%x"),
    ("`x`", "yaml-sign", 8, "`x`", "`x`"),
    ("!x", "yaml-sign", 8, "!x", "!x"),
    ("!!str x", "yaml-sign", 8, "!!str x", "!!str x"),
    ("!!python/object:os.system x", "yaml-sign", 8, "!!python/object:os.system x", "!!python/object:os.system x"),
    ("[x", "yaml-sign", 8, "[x", "[x"),
    ("{x", "yaml-sign", 8, "{x", "{x"),
    ("{naam}", "yaml-sign", 8, "{naam}", "{naam}"),
    ("]x", "yaml-sign", 8, "]x", "]x"),
    ("|x", "yaml-sign", 8, "|x", "|x"),
    ("> x", "yaml-sign", 8, "> x", "> x"),
    ("- x", "yaml-sign", 8, "- x", "- x"),
    ("? x", "yaml-sign", 8, "? x", "? x"),
    ("-", "yaml-sign", 8, "-", "-"),
    ("Bureau: Zuid", "colon", 8, "Bureau: Zuid", "Bureau: Zuid"),
    ("Bureau:", "colon", 8, "Bureau:", "Bureau:"),
    ("a: b: c", "colon", 8, "a: b: c", "a: b: c"),
    ("A # B", "comment", 8, "A # B", "A # B"),
    ("A #1", "comment", 8, "A #1", "A #1"),
    ("#1 Bedrijf", "comment", 8, "#1 Bedrijf", "#1 Bedrijf"),
    ("“A”", "curly-quotes", 8, "“A”", "A"),
    ("„A”", "curly-quotes", 8, "„A”", "A"),
    ("‘A’", "curly-quotes", 8, "‘A’", "A"),
    ("“A: B”", "colon", 8, "“A: B”", "“A: B”"),
    ('"C:\\map"', "escape", 8, '"C:\\map"', "C:\\map"),
    ('"\\ud800"', "escape", 8, '"\\ud800"', "\\ud800"),
]


@pytest.mark.parametrize(("value", "rule", "column", "read", "meant"), VALUES, ids=[v[0] for v in VALUES])
def test_a_value_that_yaml_reads_otherwise(tmp_path, value, rule, column, read, meant):
    """The value with the sentences, and the line in which YAML reads what is meant. Other rules look at what is meant already."""
    records, problems = read_all(written(tmp_path, {BATCH: place(value)}))
    escaped = meant.replace("\\", "\\\\").replace('"', '\\"')
    remark = "  # zorg" if "# zorg" in value else ""
    assert told(problems) == [says(2, column, rule, read, f'place: "{escaped}"{remark}')]
    if value != "{naam}":       # that was read as fields, so its batch could not be
        assert records.batches["2026-03-12-utrecht"].place == meant
    assert place_read(tmp_path, with_suggestions(place(value), problems)) == meant


LINES = [       # line 2 as written, rule, column, what was read, line 2 to write instead
    ("place:\tUtrecht", "tab", 7, "", "place: Utrecht"),
    ("place: A\tB", "tab", 9, "", "place: A B"),
    ("place: A # B\t", "tab", 13, "", "place: A # B "),     # one thing at a time on one line
    ("place: A\x07B", "hidden-sign", 9, "U+0007", "place: AB"),
    ("place: A\x00", "hidden-sign", 9, "U+0000", "place: A"),
    ("place: A\x7f", "hidden-sign", 9, "U+007F", "place: A"),
    ("place: A\u0085B", "hidden-sign", 9, "U+0085", "place: A B"),
    ("place: A\u2028B", "hidden-sign", 9, "U+2028", "place: A B"),
    ("place: A\u200bB", "hidden-sign", 9, "U+200B", "place: AB"),
    ("place: A\ufeffB", "hidden-sign", 9, "U+FEFF", "place: AB"),
    ("place: A\u202eB", "hidden-sign", 9, "U+202E", "place: AB"),
    ("place: A\ufffeB", "hidden-sign", 9, "U+FFFE", "place: AB"),
    ("place:\u00a0Utrecht", "hard-space", 7, "", "place: Utrecht"),
    ("pla\u00a0ce: Utrecht", "hard-space", 1, "", "place: Utrecht"),
    ("\u00a0place: Utrecht", "hard-space", 1, "", "place: Utrecht"),
    ("place:Utrecht", "colon-space", 1, "place", "place: Utrecht"),
    ("title: {nl: A, B en C, en: D}", "comma", 13, "A, B en C", 'title: {nl: "A, B en C", en: D}'),
    ("title: {nl: A, B}", "comma", 13, "A, B", 'title: {nl: "A, B"}'),
    ("title: {nl: Wat: nu, en: D}", "colon", 13, "Wat: nu", 'title: {nl: "Wat: nu", en: D}'),
    ("title: {nl: 's Middags, en: D}", "quotes", 13, "'s Middags", 'title: {nl: "\'s Middags", en: D}'),
    ("title: {nl: @x, en: D}", "yaml-sign", 13, "@x", 'title: {nl: "@x", en: D}'),
    ("title: {nl: &x, en: D}", "yaml-sign", 13, "&x", 'title: {nl: "&x", en: D}'),
    ("title: {nl: A # B}", "comment", 13, "A # B", 'title: {nl: "A # B"}'),
    ("title: {nl: “A”, en: D}", "curly-quotes", 13, "“A”", 'title: {nl: "A", en: D}'),
    ("title: {nl: A", "brace", 8, "{nl: A", "title: {nl: A}"),
    ("led_by: {name: A, role: {nl: B}", "brace", 9, "{name: A, role: {nl: B}", "led_by: {name: A, role: {nl: B}}"),
    ("title: &t {nl: A}", "yaml-mark", 8, "&t ", "title: {nl: A}"),
    ("&p place: Utrecht", "yaml-mark", 1, "&p ", "place: Utrecht"),
    ("title: !!map {nl: A}", "yaml-mark", 8, "!!map ", "title: {nl: A}"),
    ("publish_at: 2026-03-12 # later", "comment", 13, "2026-03-12 # later", "publish_at: 2026-03-12  # later"),
]


@pytest.mark.parametrize(("line", "rule", "column", "read", "instead"), LINES, ids=[v[0] for v in LINES])
def test_a_line_that_yaml_reads_otherwise(tmp_path, line, rule, column, read, instead):
    """The suggested line makes the problem go away."""
    text = f"date: 2026-03-12\n{line}\n{SIGNATORIES}"
    problems = problems_of(tmp_path, text)
    expected = [says(2, column, rule, read.strip(), instead)]
    if line == "place: A # B\t":
        expected.insert(0, says(2, 8, "comment", "A # B", 'place: "A # B"'))
    assert told(problems) == expected
    assert told(problems_of(tmp_path, with_suggestions(text, problems[:1]))) == []


def test_a_tab_in_the_indent(tmp_path):
    """It is two spaces, so that the line fits those above it."""
    text = f"date: 2026-03-12\nhost:\n\tname: A\n{SIGNATORIES}"
    problems = problems_of(tmp_path, text)
    assert told(problems) == [says(3, 1, "tab", "", "  name: A")]
    assert told(problems_of(tmp_path, with_suggestions(text, problems))) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_any_editor(tmp_path, ending):
    """Also on old Macs and on Windows."""
    assert told(problems_of(tmp_path, place("'s X").replace("\n", ending))) == [says(2, 8, "quotes", "'s X", 'place: "\'s X"')]


def test_wide_characters_that_are_not_latin(tmp_path):
    """The mark of byte order alone tells."""
    assert [(p.line, p.rule, p.suggestion) for p in problems_of(tmp_path, f"# {'é中' * 300}\n{place('Utrecht')}".encode("utf-16"))] == [
        (1, "encoding", f"# {'é中' * 300}")]


def test_nothing_innocent_is_blamed(tmp_path):
    """In a text anything may stand; a line that does not fit further down is what is wrong."""
    text = f"body:\n  nl: |\n    - 's avonds: x\n    - @home\n{SIGNATORIES}date: 2026-03-12\n place: Utrecht\n"
    assert told(problems_of(tmp_path, text)) == [says(9, 2, "yaml-layout", "", "place: Utrecht")]


def test_escapes_of_signs_that_nobody_sees(tmp_path):
    """YAML can write them between double quotes; XML, and so a feed, cannot hold them."""
    for number, sign in enumerate(["\\x07", "\\0", "\\t", "\\e", "\\x85", "\\u2028", "\\ufeff", "\\uFFFE", "\\u200b", "\\x7f"]):
        code = {"\\0": "U+0000", "\\t": "U+0009", "\\e": "U+001B", "\\x85": "U+0085", "\\x07": "U+0007", "\\x7f": "U+007F"}.get(
            sign, f"U+{sign[2:].upper()}")
        assert told(problems_of(tmp_path / str(number), place(f'"A{sign}"'))) == [
            says(2, 8, "hidden-sign", code, 'place: "A "' if sign in ("\\t", "\\x85", "\\u2028") else 'place: "A"')]


def test_a_line_break_between_quotes_is_no_hidden_sign(tmp_path):
    """It is one in a text, and a mistake of its own where one line belongs."""
    assert told(problems_of(tmp_path / "text", f'date: 2026-03-12\nbody: {{nl: "A\\n\\nB"}}\n{SIGNATORIES}')) == []
    assert [p.rule for p in problems_of(tmp_path / "line", place('"A\\nB"'))] == ["pattern"]


DEEP = ("hier staan meer dan 20 niveaus in elkaar; kijk of alle haakjes sluiten en of de regels niet steeds verder inspringen",
        "more than 20 levels are nested here; see that all brackets close and that the lines do not step further and further in")
WHERE_IT_STOPS = [       # text, the one problem
    (f"date: 2026-03-12\nplace: Utrecht\n venue: X\n{SIGNATORIES}", says(3, 2, "yaml-layout", "", "venue: X")),
    ("date: 2026-03-12\nsignatories:\n  - id: a\n    name: A\n   - {id: b, name: B}\n", says(5, 4, "yaml-layout", "", "  - {id: b, name: B}")),
    ("date: 2026-03-12\nsignatories:\n  - id: a\n    name: A\n     seat: B\n", says(5, 6, "yaml-layout", "", "    seat: B")),
    (f"date: 2026-03-12\nbody:\n  nl: |\n    Een.\nTwee drie.\n{SIGNATORIES}", says(5, 1, "yaml-layout", "", "    Twee drie.")),
    (f"date: 2026-03-12\nplace\n{SIGNATORIES}", says(2, 1, "colon-missing", "place", "place:")),
    (f"date: 2026-03-12\nplace Utrecht\n{SIGNATORIES}", says(2, 1, "colon-missing", "place", "place: Utrecht")),
    ("date: 2026-03-12\n- a\n", says(2, 1, "yaml-layout")),
    ("date: 2026-03-12\n{a}: b\n", says(2, 1, "yaml-layout")),
    (f"date: 2026-03-12\n---\nplace: Utrecht\n{SIGNATORIES}", says(2, 1, "several-documents", "---", "# ---")),
    (f"date: 2026-03-12\n...\nplace: Utrecht\n{SIGNATORIES}", says(2, 1, "several-documents", "...", "# ...")),
    ("Utrecht\n", (1, 1, "not-a-mapping", "dit bestand moet uit regels `veld: waarde` bestaan, zoals `date: 2026-03-12`",
                   "this file must consist of lines `field: value`, like `date: 2026-03-12`", None)),
    ("a: " + "[" * 21 + "]" * 21, (1, 23, "too-deep", *DEEP, None)),
    ("a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 40)), (21, 21, "too-deep", *DEEP, None)),
    (b"#" * (MAX_BYTES + 1), (1, 1, "file-too-big",
                              "dit bestand is groter dan 1 MB; zet foto's in een eigen bestand, of verdeel de ondertekeningen over meer mappen",
                              "this file is larger than 1 MB; keep photos in files of their own, or divide the signings over more folders", None)),
]


@pytest.mark.parametrize(("text", "problem"), WHERE_IT_STOPS, ids=[f"{n} {case[1][2]}" for n, case in enumerate(WHERE_IT_STOPS)])
def test_where_reading_stops(tmp_path, text, problem):
    """One problem, at the line where it went wrong; the line to write mends it."""
    problems = problems_of(tmp_path, text)
    assert told(problems) == [problem]
    if problem[5]:
        assert told(problems_of(tmp_path, with_suggestions(text, problems))) == []


def test_a_line_that_does_not_fit_hides_nothing(tmp_path):
    """What stands below and above is looked at; what is missing may stand on the line that could not be read."""
    text = "date: 12 maart 2026\n- a\nvennue: X\nsignatories:\n  - {id: A, name: 's X}\n  - id: b\n"
    assert [(p.line, p.rule) for p in problems_of(tmp_path, text)] == [(1, "date"), (2, "yaml-layout"), (3, "unknown-field"), (5, "quotes")]


# --- how it is stored -------------------------------------------------------------------------------------------------

def test_lines_of_old_computers(tmp_path):
    """Each with the line as it reads in Windows-1252; all other mistakes of the file are told as well."""
    text = place("Súdwest") + "    seat: Fryslân\n  - id: b\n    name: Zoë's\n    dimensons: []\n    sector: zorg\n"
    stored = text.encode().replace("ú".encode(), b"\xfa").replace("ë".encode(), b"\xeb")       # â stays UTF-8
    assert told(problems_of(tmp_path, stored)) == [
        says(2, 9, "encoding", "ú", "place: Súdwest"), says(8, 13, "encoding", "ë", "    name: Zoë's"),
        (9, 5, "unknown-field", "`dimensons` is geen veld; bedoelt u `dimensions`?", "`dimensons` is no field; did you mean `dimensions`?",
         "    dimensions: []")]


@pytest.mark.parametrize(("data", "column", "sign", "line"), [
    (b"place: \x80 100", 8, "€", "place: € 100"), (b"\xef\xbb\xbfplace: \x93A\x94", 8, "“", "place: “A”"), (b"place: A\x81", 9, "?", "place: A\x81")])
def test_signs_of_windows(tmp_path, data, column, sign, line):
    """Those too that Windows-1252 does not know; after a mark of byte order; each with what else that line has."""
    problems = problems_of(tmp_path, data + b"\n" + DAY.encode() + SIGNATORIES.encode())
    assert told(p for p in problems if p.rule == "encoding") == [says(1, column, "encoding", sign, line)]


@pytest.mark.parametrize(("encoding", "name"), [
    ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"), ("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32")])
def test_files_of_wide_characters(tmp_path, encoding, name):
    """One problem, with and without a mark of byte order; the rest is read and judged."""
    assert told(problems_of(tmp_path, place("'s-Hertogenbosch").encode(encoding))) == [
        (1, 1, "encoding", f"dit bestand is opgeslagen als {name}; sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)",
         f"this file is stored as {name}; save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)", "date: 2026-03-12"),
        says(2, 8, "quotes", "'s-Hertogenbosch", 'place: "\'s-Hertogenbosch"')]


def test_just_not_too_big_and_not_too_deep(tmp_path):
    text = place("Utrecht") + "#" * (MAX_BYTES - len(place("Utrecht")))
    assert place_read(tmp_path, text) == "Utrecht"
    assert read(tmp_path, "x", ("a: " + "[" * 19 + "]" * 19).encode()).values["a"] != ""
    assert place_read(tmp_path, "---\n" + place("Utrecht") + "...\n") == "Utrecht"


def test_a_list_has_an_end(tmp_path):
    """Nobody writes so many by hand, and each could be wrong in several ways."""
    assert told(problems_of(tmp_path, "a: [" + "b," * 10_001 + "]\n")) == [
        (1, 20_007, "too-many", "deze lijst heeft meer dan 10000 onderdelen; verdeel haar over meer ondertekeningen",
         "this list has more than 10000 items; divide it over more signings", None)]
    assert len(read(tmp_path, "x", ("a: [" + "b," * 10_000 + "]\n").encode()).values["a"]) == 10_000


def test_a_comma_far_away_on_a_line(tmp_path):
    """Also where the line is too long for a line to write instead, nothing is lost without a word."""
    name = "x" * 2500
    assert told(problems_of(tmp_path, f"title: {{nl: {name}, B}}\ndate: 2026-03-12\n{SIGNATORIES}")) == [
        says(1, 2515, "comma", "B")]


def test_mistakes_without_end_are_not_all_told(tmp_path):
    """Who has to mend so many begins with the first 200."""
    problems = problems_of(tmp_path / "signs", "".join(f'a{n}: "\\x07"\n' for n in range(300)))
    assert [p.rule for p in problems].count("hidden-sign") == 200
    problems = problems_of(tmp_path / "fields", place("Utrecht") + "".join(f"  - id: b{n}\n" for n in range(300)))
    assert ([p.rule for p in problems].count("missing"), len(problems)) == (200, 201)
    assert told(p for p in problems if p.rule == "more") == [
        (205, 5, "more", "hierna volgen nog 100 problemen in dit bestand", "100 more problems follow in this file", None)]


def test_a_name_that_is_there_twice(tmp_path):
    """Also when one of the two is empty, and in a list; the last one counts when other rules look."""
    text = "date: 2026-03-12\nplace: A\nplace: B\nvenue:\nvenue: C\nsignatories:\n  - {id: a, name: A, id: b}\n"
    assert told(problems_of(tmp_path, text)) == [
        says(3, 1, "duplicate-key", "place", "# place: B"), says(5, 1, "duplicate-key", "venue", "# venue: C"),
        says(7, 22, "duplicate-key", "id", "  - {id: a, name: A}")]


@pytest.mark.parametrize(("line", "instead"), [
    ("title: {nl: A, nl: B}", "title: {nl: A, en: B}"), ("title: {nl: A, en: C, nl: B}", "title: {nl: A, en: C}"),
    ("title: {nl: A, nl: B, en: C}", "title: {nl: A, en: C}"), ("title: {nl: A, nl: 'B, C'}", "title: {nl: A, en: 'B, C'}"),
    ("led_by: {name: A, name: \"B, C\", role: {nl: D}}", "led_by: {name: A, role: {nl: D}}"),
    ("led_by: {name: A, role: {nl: D}, role: {nl: E}}", "led_by: {name: A, role: {nl: D}}")])
def test_a_name_that_is_twice_between_braces(tmp_path, line, instead):
    """A second Dutch text is the English one when there is none; everything else is taken out."""
    text = f"{DAY}{line}\n{SIGNATORIES}"
    problems = problems_of(tmp_path, text)
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [(2, "duplicate-key", instead)]
    assert told(problems_of(tmp_path, with_suggestions(text, problems))) == []


def test_a_text_that_is_twice_in_dutch(tmp_path):
    """The English one is above already: then the second goes."""
    text = f"{DAY}title:\n  nl: A\n  en: C\n  nl: B\n{SIGNATORIES}"
    assert [(p.line, p.rule, p.suggestion) for p in problems_of(tmp_path, text)] == [(5, "duplicate-key", "  # nl: B")]


def test_a_name_that_is_twice_over_lines(tmp_path):
    """What goes on below cannot be told in one line."""
    text = f"{DAY}title: {{nl: A}}\ntitle:\n  nl: B\n  nl: C\n{SIGNATORIES}signatories:\n- {{id: b, name: B}}\n"
    assert [(p.line, p.rule, p.suggestion) for p in problems_of(tmp_path, text)] == [
        (3, "duplicate-key", None), (5, "duplicate-key", "  en: C"), (9, "duplicate-key", None)]


def test_names_marks_and_merges_are_never_followed(tmp_path):
    """Every sign is named; nothing that it points at is copied."""
    text = "date: 2026-03-12\nevent: &e {nl: A}\ntitle: *e\nsignatories:\n  - &a\n    id: a\n    name: A\n  - <<: *a\n    id: b\n    name: B\n  - *a\n"
    assert told(problems_of(tmp_path, text)) == [
        says(2, 8, "yaml-mark", "&e", "event: {nl: A}"), says(3, 8, "yaml-sign", "*e", 'title: "*e"'),
        says(5, 5, "yaml-mark", "&a", "  -"), says(8, 9, "yaml-mark", "*a", "  - # <<: *a"), says(11, 5, "yaml-sign", "*a", '  - "*a"')]


def test_every_mistake_of_a_file_in_one_run(tmp_path):
    """Mistakes in how it is written, what the schema misses and what the rules find: all of them, and no more than these."""
    text = """\
date: 12 maart 2026
place: 's-Hertogenbosch
title: {nl: Wat: nu, en: 's Morning}
vennue: X
signatories:
  - id: a
    name: 's Heeren Loo
    seat: & Co
    sector: onbekend
  - id: a
    name:Voorbeeld
    seat: A # B
"""
    problems = problems_of(tmp_path, text)
    assert [(p.line, p.rule, p.suggestion) for p in problems] == [
        (1, "date", "date: 2026-03-12"), (2, "quotes", 'place: "\'s-Hertogenbosch"'), (3, "colon", 'title: {nl: "Wat: nu", en: \'s Morning}'),
        (3, "quotes", 'title: {nl: "Wat: nu", en: "\'s Morning"}'), (4, "unknown-field", "venue: X"), (7, "quotes", '    name: "\'s Heeren Loo"'),
        (8, "yaml-sign", '    seat: "& Co"'), (11, "colon-space", "    name: Voorbeeld"), (12, "comment", '    seat: "A # B"')]
    mended = with_suggestions(text, problems)
    assert [(p.line, p.rule) for p in problems_of(tmp_path, mended)] == [(9, "unknown-code"), (10, "signed-again")]


def test_rules_look_at_what_was_meant(tmp_path):
    """A slip in how a record is written hides no other problem, and invents none in other files."""
    records, problems = read_all(written(tmp_path, {
        BATCH: place("'s-Hertogenbosch") + "    sector: onbekend\n", "changes.yaml": "- {date: 2027-01-01, id: a, withdrawn: former}\n"}))
    assert [(p.path, p.line, p.rule) for p in problems] == [(BATCH, 2, "quotes"), (BATCH, 6, "unknown-code")]
    assert records.complete


def test_good_quotes_above_are_not_blamed(tmp_path):
    """The parser names the line where the fields begin; that line may be perfect."""
    text = f"title: {{nl: \"Goed: zo\"}}\ndate: 2026-03-12\nplace: [x\n{SIGNATORIES}"
    assert told(problems_of(tmp_path, text)) == [says(3, 8, "yaml-sign", "[x", 'place: "[x"')]


def test_quotes_that_close_each_other(tmp_path):
    """Two names with 's in one file: the second seems to close the first."""
    text = f"date: 2026-03-12\nplace: 's-Hertogenbosch\nvenue: X\n{SIGNATORIES}    seat: 's-Gravenhage\n"
    assert told(problems_of(tmp_path, text)) == [says(2, 8, "quotes", "'s-Hertogenbosch", 'place: "\'s-Hertogenbosch"'),
                                                 says(7, 11, "quotes", "'s-Gravenhage", '    seat: "\'s-Gravenhage"')]


def test_a_text_over_several_lines_holds_anything(tmp_path):
    """Nothing of it is a mistake: YAML reads a block of text as it stands."""
    body = "'s Morgens: een # teken, @x, &y, “citaat”, {z} en \\*sterren\\*.\n\n    - *niets*\n"
    text = "date: 2026-03-12\nbody:\n  nl: |\n" + "".join(f"    {line}\n" for line in body.split("\n")) + SIGNATORIES
    records, problems = read_all(written(tmp_path, {BATCH: text}))
    assert told(errors(problems)) == []
    assert records.batches["2026-03-12-utrecht"].body.nl == body.strip()


def test_quotes_over_several_lines(tmp_path):
    """A text may go on below; when that looks like fields, it was never closed where it began."""
    good = f'{DAY}venue: "Zaal: oost\n  en: west"\n{SIGNATORIES}'
    assert told(problems_of(tmp_path / "good", good)) == []
    text = f'{DAY}venue: "Zaal oost\nplace: Utrecht"\n{SIGNATORIES}'
    assert told(problems_of(tmp_path / "bad", text)) == [says(2, 8, "quotes", '"Zaal oost', 'venue: "Zaal oost"')]


@pytest.mark.parametrize(("versions", "together"), [
    (["a: x, c: d", "a: b, c: y"], "a: x, c: y"), (["a: b, c: y", "a: x, c: d"], "a: x, c: y"), (["c: d", "a: b, c: y"], "c: y"),
    (["a: x, c: d", "a: y, c: d"], None), (["a: b", "a: x, c: d"], "a: x"), (["a: x, c: d"] * 2, "a: x, c: d")])
def test_several_changes_of_one_line(versions, together):
    """All of them, unless they overlap."""
    assert all_changes("a: b, c: d", versions) == together


def test_long_values_are_cut_in_messages(tmp_path):
    [problem] = problems_of(tmp_path, place("@" + "x" * 200))
    assert problem.message.nl.startswith("`@" + "x" * 58 + "…` begint")
    assert problem.suggestion == f'place: "@{"x" * 200}"'


def refused(text: str) -> tuple[Problem, ...]:
    """What is wrong with a text; nothing when it can be read."""
    try:
        assert isinstance(read(None, "x", text.encode()).values, dict)
    except Unreadable as e:
        return e.problems
    return ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_read_or_refused(value):
    """No text at all ends in anything else than values or Problems, and these stand on a line that exists."""
    text = f"a: {value}\nb: c\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert [p for p in refused(text) if not 1 <= p.line <= lines or p.column < 1 or p.level != "error"] == []


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), min_size=1, max_size=40).map(str.strip).filter(bool))
def test_a_suggested_line_always_helps(name):
    """Whatever name is written: two rounds of writing what is suggested lead to a file in which nothing more can be suggested."""
    text = f"a: {name}\nb: c\n"
    for _ in range(2):
        text = with_suggestions(text, refused(text))
    assert [p for p in refused(text) if p.suggestion is not None] == []
