"""Rules over the records: for each rule what fails, with line, column, both messages and suggestion, and what passes."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from charter.checks import check
from charter.model.folder import load
from records_folder import BATCH, CHARTER, problems_of, read_all, told, with_suggestions, written

DAY = "date: 2026-03-12\n"
A = DAY + "signatories:\n  - id: aa\n    name: A\n"
AB = DAY + "signatories:\n  - {id: aa, name: A}\n  - {id: bb, name: B}\n"
LATER = "2026-09-03-zwolle/batch.yaml"


CONSENT = "consent: {web: 2026-01-01, newsletter: 2026-01-01, social: 2026-01-01, press: 2026-01-01}"


def picture() -> bytes:
    """A small JPEG."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    return made.getvalue()


def found(folder, files: dict[str, str | bytes]) -> list:
    """Every problem, with its file and level in front."""
    return [(p.path, p.level, *row) for p in read_all(written(folder, files))[1] for row in told([p])]


def error(path: str, line: int, column: int, rule: str, nl: str, en: str, suggestion: str | None = None):
    return path, "error", line, column, rule, nl, en, suggestion


# --- who signed -------------------------------------------------------------------------------------------------------

def test_an_id_signs_once(tmp_path):
    """In the order of signing, not of the folders' names."""
    earlier = "zz/batch.yaml"
    files = {earlier: A.replace("2026-03-12", "2026-01-01"), BATCH: A}
    assert found(tmp_path, files) == [error(
        BATCH, 3, 5, "signed-again", "`aa` tekende al in zz/batch.yaml; tekent deze organisatie opnieuw, zet er dan `again: true` bij",
        "`aa` already signed in zz/batch.yaml; if it signs again, add `again: true`")]
    assert found(tmp_path, files | {BATCH: A + "    again: true\n"}) == []


def test_an_id_signs_once_in_one_ceremony(tmp_path):
    twice = DAY + "signatories:\n  - {id: aa, name: A}\n  - {id: aa, name: B}\n"
    assert [(p.line, p.column, p.rule) for p in problems_of(tmp_path, twice)] == [(4, 6, "signed-again")]


CODES = [       # a line of a signature, column, code, the list in Dutch and English, its codes, the line to write
    ("    sector: zor\n", 5, "zor", "sectoren", "sectors", "zorg", "    sector: zorg"),
    ("    sector: bouw\n", 5, "bouw", "sectoren", "sectors", "zorg", None),
    ("    kind: privaat\n", 5, "privaat", "soorten", "kinds", "publiek", None),
    ("    size: klein\n", 5, "klein", "groottes", "sizes", "groot", None),
    ("    dimensions: [gender, leeftij]\n", 26, "leeftij", "dimensies", "dimensions", "gender, leeftijd", "    dimensions: [gender, leeftijd]"),
]


@pytest.mark.parametrize(("line", "column", "code", "nl", "en", "codes", "instead"), CODES, ids=[case[0].strip() for case in CODES])
def test_codes_are_those_of_the_programme(tmp_path, line, column, code, nl, en, codes, instead):
    assert found(tmp_path, {BATCH: A + line}) == [error(
        BATCH, 5, column, "unknown-code", f"`{code}` staat niet bij de {nl} van charter.yaml; kies uit {codes}",
        f"`{code}` is not among the {en} of charter.yaml; choose from {codes}", instead)]
    if instead:
        assert found(tmp_path, {BATCH: A + instead + "\n"}) == []


def test_no_line_is_suggested_where_the_code_stands_twice(tmp_path):
    """Which of the two is meant cannot be told."""
    [row] = found(tmp_path, {BATCH: DAY + "signatories:\n  - {id: aa, name: zor, sector: zor}\n"})
    assert row[4:] == ("unknown-code", "`zor` staat niet bij de sectoren van charter.yaml; kies uit zorg",
                       "`zor` is not among the sectors of charter.yaml; choose from zorg", None)


def test_codes_in_changes_too(tmp_path):
    change = "- {date: 2027-01-01, id: aa, details: {sector: bouw, size: groot}}\n"
    assert found(tmp_path, {BATCH: A, "changes.yaml": change}) == [error(
        "changes.yaml", 1, 40, "unknown-code", "`bouw` staat niet bij de sectoren van charter.yaml; kies uit zorg",
        "`bouw` is not among the sectors of charter.yaml; choose from zorg")]
    assert found(tmp_path, {"changes.yaml": change.replace("bouw", "zorg")}) == []


def test_a_programme_without_codes_knows_none(tmp_path):
    bare = "name: {nl: Charter}\npublisher: {name: U}\n"
    [row] = found(tmp_path, {"charter.yaml": bare, BATCH: A + "    sector: zorg\n"})
    assert row[5:] == ("`zorg` staat niet bij de sectoren van charter.yaml; kies uit -",
                       "`zorg` is not among the sectors of charter.yaml; choose from -", None)


WITH_NAME = "; is het geen ondertekenaar, schrijf dan name in plaats van id", "; if it is no signatory, write name instead of id"
RENAME = "; ging de organisatie op in een die niet tekende, schrijf dan renamed", "; if it merged into one that did not sign, write renamed"


def nobody(path: str, line: int, column: int, id_: str, hint=("", ""), suggestion: str | None = None):
    return error(path, line, column, "unknown-id", f"niemand tekende met id `{id_}`{hint[0]}", f"nobody signed with id `{id_}`{hint[1]}", suggestion)


def test_who_is_pointed_at_has_signed(tmp_path):
    """A host, a person on a photo of the ceremony and of a signatory, and everyone in changes.yaml."""
    batch = """\
date: 2026-03-12
host: {id: gemeente-delf}
photos:
  - {file: a.jpg, alt: {nl: A}, credit: C, people: [{name: N, organisation: {id: xx}}], CONSENT}
signatories:
  - {id: gemeente-delft, name: Delft}
  - id: bb
    name: B
    photos:
      - {file: a.jpg, alt: {nl: A}, credit: C, people: [{name: N, organisation: {id: yy}}], CONSENT}
""".replace("CONSENT", CONSENT)
    changes = """\
- {date: 2027-01-01, id: zz, withdrawn: former}
- {date: 2027-01-01, id: bb, merged_into: vv}
- {date: 2027-01-02, id: bb, split_into: [gemeente-delft, ww]}
"""
    photo = {"2026-03-12-utrecht/a.jpg": picture()}
    assert found(tmp_path, {BATCH: batch, "changes.yaml": changes} | photo) == [
        nobody(BATCH, 2, 8, "gemeente-delf", WITH_NAME, "host: {id: gemeente-delft}"),
        nobody(BATCH, 4, 78, "xx", WITH_NAME), nobody(BATCH, 10, 82, "yy", WITH_NAME),
        nobody("changes.yaml", 1, 22, "zz"), nobody("changes.yaml", 2, 30, "vv", RENAME), nobody("changes.yaml", 3, 59, "ww", RENAME)]
    good = batch.replace("delf}", "delft}").replace("{id: xx}", "{name: X}").replace("yy", "bb")
    better = changes.replace("zz", "bb").replace("vv", "gemeente-delft").replace(", ww", "")
    assert found(tmp_path, {BATCH: good, "changes.yaml": better}) == []


def test_nobody_is_unknown_while_a_record_cannot_be_read(tmp_path):
    """The record that cannot be read may be where they signed."""
    changes = {"changes.yaml": "- {date: 2027-01-01, id: bb, withdrawn: former}\n"}
    broken = {LATER: "date: 2026-09-03\nplace: x\n y: z\n"}
    assert [row[0:5:4] for row in found(tmp_path, {BATCH: A} | changes | broken)] == [(LATER, "missing"), (LATER, "yaml-layout")]
    assert [row[0:5:4] for row in found(tmp_path, {BATCH: A} | changes | {LATER: "place: x\n"})] == [(LATER, "missing"), (LATER, "missing")]
    assert [row[0:5:4] for row in found(tmp_path, {BATCH: A} | changes | {LATER: AB.replace("aa", "cc").replace("bb", "dd")})] == [
        ("changes.yaml", "unknown-id")]


@pytest.mark.parametrize(("name", "line", "column"), [("dimensions", 9, 43), ("sectors", 9, 40), ("kinds", 9, 38), ("sizes", 9, 38)])
def test_a_code_stands_for_one_thing(tmp_path, name, line, column):
    """In each list of charter.yaml; two lists may share a code."""
    bare = "name: {nl: Charter}\npublisher: {name: U}\n#\n#\n#\n#\n#\n#\n"
    item = "{code: aa, label: {nl: A}}"
    assert found(tmp_path, {"charter.yaml": f"{bare}{name}: [{item}, {item}]\n"}) == [error(
        "charter.yaml", line, column, "twice", "`aa` staat hier al; kies een andere code", "`aa` is already here; choose another code")]
    assert found(tmp_path, {"charter.yaml": f"{bare}sectors: [{item}]\nkinds: [{item}]\n"}) == []


def test_a_step_and_a_rule_have_a_code_of_their_own(tmp_path):
    step, rule = "{id: plan, phase: after, by: both, label: {nl: A}}", "{id: plan-1, step: plan, after: signing, within: 6 months}"
    charter = CHARTER + f"trajectory:\n  steps: [{step}, {step}]\n  rules: [{rule}, {rule}]\n"
    assert [(p.line, p.column, p.rule) for p in problems_of(tmp_path, charter, "charter.yaml")] == [(10, 64, "twice"), (11, 72, "twice")]
    assert problems_of(tmp_path, CHARTER + f"trajectory:\n  steps: [{step}]\n  rules: [{rule}]\n", "charter.yaml") == ()


# --- what happened ----------------------------------------------------------------------------------------------------

def test_nothing_happens_before_the_signing(tmp_path):
    change = "- {date: 2026-03-11, id: aa, withdrawn: former}\n"
    assert found(tmp_path, {BATCH: A, "changes.yaml": change}) == [error(
        "changes.yaml", 1, 4, "change-before-signing", "`aa` tekende pas op 2026-03-12", "`aa` only signed on 2026-03-12")]
    assert found(tmp_path, {"changes.yaml": change.replace("11", "12")}) == []


def test_one_change_of_a_kind_a_day(tmp_path):
    """Date, id and kind together name a change in every feed."""
    changes = "- {date: 2027-01-01, id: aa, renamed: {name: X}}\n- {date: 2027-01-01, id: aa, renamed: {name: Y}}\n"
    assert found(tmp_path, {BATCH: A, "changes.yaml": changes}) == [error(
        "changes.yaml", 2, 3, "change-twice", "`aa` heeft op 2027-01-01 al een `renamed`; maak er één van",
        "`aa` already has a `renamed` on 2027-01-01; make it one")]
    for other in (changes.replace("01, id: aa, renamed: {name: Y}", "02, id: aa, renamed: {name: Y}"),
                  changes.replace("renamed: {name: Y}", "details: {seat: Delft}")):
        assert found(tmp_path, {"changes.yaml": other}) == []


def test_an_erased_id_is_never_used_again(tmp_path):
    """Not for a signing, not for a change."""
    changes = "- {date: 2026-04-01, id: aa, withdrawn: erased}\n- {date: 2026-05-01, id: aa, details: {seat: Delft}}\n"
    later = A.replace("2026-03-12", "2026-09-03") + "    again: true\n"
    sentences = ("`aa` liet op 2026-04-01 de gegevens verwijderen; gebruik een nieuw id", "`aa` had its details removed on 2026-04-01; use a new id")
    assert found(tmp_path, {BATCH: A, LATER: later, "changes.yaml": changes}) == [
        error(LATER, 3, 5, "after-erased", *sentences), error("changes.yaml", 2, 22, "after-erased", *sentences)]
    before = changes.replace("2026-05-01", "2026-03-20").replace("2026-04-01", "2026-10-01")
    assert found(tmp_path, {"changes.yaml": before}) == []


# --- what a record says -----------------------------------------------------------------------------------------------

SINCE = CHARTER + "complete_since: 2026-01-01\n"
WHOLE = """\
date: 2026-03-12
signatories:
  - id: aa
    name: A
    sector: zorg
    kind: publiek
    seat: Delft
    dimensions: [gender]
    ambition: {nl: Meer}
    signed_by: [{name: N}]
"""


@pytest.mark.parametrize("name", ["sector", "kind", "seat", "dimensions", "ambition", "signed_by"])
def test_what_is_required_since_records_are_whole(tmp_path, name):
    """At the first line of the signature that lacks it; of an older record no more than a name is asked."""
    lacking = "".join(line for line in WHOLE.splitlines(True) if not line.startswith(f"    {name}:"))
    files = {"charter.yaml": SINCE, BATCH: lacking}
    assert found(tmp_path, files) == [error(BATCH, 3, 5, "missing", f"`{name}` ontbreekt; verplicht voor ondertekeningen vanaf 2026-01-01",
                                            f"`{name}` is missing; required for signings from 2026-01-01")]
    assert found(tmp_path, files | {BATCH: WHOLE}) == []
    assert len(found(tmp_path, files | {BATCH: lacking.replace("2026-03-12", "2026-01-01")})) == 1
    assert found(tmp_path, files | {BATCH: lacking.replace("2026-03-12", "2025-12-31")}) == []
    assert found(tmp_path, files | {"charter.yaml": CHARTER}) == []


def photo(fields: str, day: str = "2026-03-12") -> dict[str, str | bytes]:
    return {BATCH: f"date: {day}\nphotos:\n  - {{{fields}}}\nsignatories:\n  - id: aa\n    name: A\n", "2026-03-12-utrecht/a.jpg": picture()}


def own_photo(fields: str) -> dict[str, str | bytes]:
    return {BATCH: A + f"    photos:\n      - {{{fields}}}\n", "2026-03-12-utrecht/a.jpg": picture()}


def test_a_photo_says_what_it_shows(tmp_path):
    """Of a group photo of the ceremony that can be computed, of another not."""
    sentences = "`alt` ontbreekt: schrijf wat er op de foto te zien is", "`alt` is missing: write what the photo shows"
    bare = "file: a.jpg, credit: C, people: []"
    assert found(tmp_path, photo(bare)) == [error(BATCH, 3, 5, "alt-missing", *sentences)]
    assert found(tmp_path, own_photo(f"{bare}, subject: group")) == [error(BATCH, 6, 9, "alt-missing", *sentences)]
    for good in (photo(f"{bare}, alt: {{nl: A}}"), photo(f"{bare}, subject: group"), own_photo(f"{bare}, alt: {{nl: A}}")):
        assert found(tmp_path, good) == []


def test_a_photo_says_who_made_it(tmp_path):
    """Nobody knows it of old photos."""
    unknown = "file: a.jpg, credit: Onbekend, people: [], alt: {nl: A}"
    assert found(tmp_path, photo(unknown)) == [error(
        BATCH, 3, 19, "credit-unknown", "vanaf het begin hoort bij elke foto de naam van de fotograaf",
        "from the start every photo carries its photographer's name")]
    whole = "photos:\n  - {" + unknown + "}\n" + WHOLE.removeprefix(DAY)
    assert found(tmp_path, {"charter.yaml": SINCE, BATCH: DAY + whole}) == [error(
        BATCH, 3, 19, "credit-unknown", "vanaf 2026-01-01 hoort bij elke foto de naam van de fotograaf",
        "from 2026-01-01 every photo carries its photographer's name")]
    assert found(tmp_path, {"charter.yaml": SINCE} | photo(unknown, "2025-12-31")) == []
    assert found(tmp_path, {"charter.yaml": SINCE, BATCH: DAY + whole.replace("Onbekend", "Anna")}) == []
    assert found(tmp_path, photo(unknown.replace("Onbekend", "Anna"))) == []


def test_a_photo_is_there_and_is_one(tmp_path):
    """What else can be wrong with a file is a matter of the photos' own tests; here is that it is told at its line."""
    fields = "credit: C, people: [], alt: {nl: A}, file: "
    absent = {path: content for path, content in photo(fields + "b.jpg").items() if path == BATCH}
    assert found(tmp_path, absent) == [error(
        BATCH, 3, 43, "photo-missing", "b.jpg staat er niet. Zet de foto in deze map, of haal hem weg uit batch.yaml.",
        "b.jpg is not there. Put the photo in this folder, or remove it from batch.yaml.")]
    assert found(tmp_path / "c", {BATCH: own_photo(fields + "c.jpg")[BATCH], "2026-03-12-utrecht/c.jpg": b"%PDF"}) == [error(
        BATCH, 6, 47, "photo-other-format", "c.jpg is een PDF-bestand; dat kan niet op de site. Bewaar de foto als JPEG.",
        "c.jpg is a PDF file; the site cannot use that. Save the photo as JPEG.")]
    assert found(tmp_path / "a", photo(fields + "a.jpg")) == []


def test_a_photo_goes_where_everyone_on_it_allows_it(tmp_path):
    """A warning for each use that it is kept out of; a person's own consent comes before that of the photo."""
    def group(*people: str, more: str = "") -> dict[str, str | bytes]:
        return photo(f"file: a.jpg, credit: C, subject: group{more}, people: [{', '.join(f'{{name: N, role: {{nl: R}}{p}}}' for p in people)}]")

    uses = {"newsletter": ("nieuwsbrieven", "newsletters"), "press": ("de pers", "the press"), "social": ("sociale media", "social media"),
            "web": ("de website", "the website")}
    kept_out = {use: (BATCH, "warning", 3, 46, f"consent-{use}", f"niet iedereen op a.jpg gaf toestemming voor {nl} (N); daar komt de foto niet",
                      f"not everyone on a.jpg allows {en} (N); the photo is left out there", None) for use, (nl, en) in uses.items()}
    own, web_only = f", {CONSENT}", ", consent: {web: 2026-01-01}"
    assert found(tmp_path, group("", own)) == [*kept_out.values()]
    assert found(tmp_path, group(web_only, own)) == [kept_out["newsletter"], kept_out["press"], kept_out["social"]]
    assert [row[4] for row in found(tmp_path, group(web_only, more=own))] == ["consent-newsletter", "consent-press", "consent-social"]
    for good in (group(own, own), group("", own, more=own), group()):
        assert found(tmp_path, good) == []


def test_consent_that_has_yet_to_begin_is_told_of(tmp_path):
    """Until the day on which the last of those on the photo consents."""
    people = "people: [{name: N, role: {nl: R}, consent: {web: 2026-03-12, social: 2026-05-01}}, {name: O, role: {nl: R}}], consent: {web: 2026-04-01, social: 2026-04-01}"
    records = load(written(tmp_path, photo(f"file: a.jpg, credit: C, subject: group, {people}")))
    said = {day: [(p.rule, p.message.nl) for p in check(records, date.fromisoformat(day)) if p.rule in ("consent-web", "consent-social")]
            for day in ("2026-03-31", "2026-04-01", "2026-05-01")}
    assert said == {"2026-03-31": [
        ("consent-web", "de toestemming van iedereen op a.jpg voor de website geldt vanaf 1 april 2026 (O); tot dan komt de foto daar niet"),
        ("consent-social", "de toestemming van iedereen op a.jpg voor sociale media geldt vanaf 1 mei 2026 (N, O); tot dan komt de foto daar niet")],
        "2026-04-01": [("consent-social", "de toestemming van iedereen op a.jpg voor sociale media geldt vanaf 1 mei 2026 (N); tot dan komt de foto daar niet")],
        "2026-05-01": []}


def test_a_batch_accepts_a_warning(tmp_path):
    """Of its own; an error that is no suspicion is never accepted, and what accepts nothing says so."""
    text = photo("file: a.jpg, credit: C, subject: group, people: [{name: N, role: {nl: R}}]")
    rules = ["consent-web", "consent-newsletter", "consent-social", "consent-press"]
    accept = f"accept: [{', '.join(f'{{rule: {rule}, because: A}}' for rule in rules)}]\n"
    assert len(found(tmp_path, text)) == 4
    assert found(tmp_path, {BATCH: text[BATCH] + accept}) == []
    more = accept.replace("]\n", ", {rule: unknown-code, because: A}]\n")
    assert [(row[1], row[4]) for row in found(tmp_path, {BATCH: text[BATCH] + "    sector: bouw\n" + more})] == [("error", "unknown-code"), ("warning", "accept-unused")]
    elsewhere = written(tmp_path / "elsewhere", {BATCH: A.replace("name: A", "name: Iets Anders") + accept, LATER: text[BATCH].replace("aa", "bb"), "2026-09-03-zwolle/a.jpg": picture()})
    assert sorted(p.rule for p in read_all(elsewhere)[1]) == ["accept-unused"] * 4 + sorted(rules)


HTML = [        # where the text stands: a batch with {} for it, line and column of the language
    ("lead: {{nl: {}}}", 2, 8), ("body: {{nl: A, en: {}}}", 2, 15), ("quotes: [{{text: {{nl: {}}}, by: {{name: N}}}}]", 2, 18),
]


@pytest.mark.parametrize(("field", "line", "column"), HTML, ids=[case[0][:5] for case in HTML])
def test_html_in_texts_is_refused(tmp_path, field, line, column):
    sentences = ("HTML staat uit: haal <b> weg, of schrijf \\< als u het teken zelf bedoelt", "HTML is off: remove <b>, or write \\< if you mean the sign itself")
    assert found(tmp_path, {BATCH: DAY + field.format("Een <b>A</b>") + A.removeprefix("date: 2026-03-12") + "\n"}) == [
        error(BATCH, line, column, "raw-html", *sentences)]
    for good in ("1 < 2", "'`<b>`'", "'A \\<b>'", "a<3"):
        assert found(tmp_path, {BATCH: DAY + field.format(good) + A.removeprefix("date: 2026-03-12") + "\n"}) == []


def test_html_elsewhere_is_refused(tmp_path):
    """In the texts of a signature and of the programme."""
    charter = CHARTER.replace("label: {nl: Gender, en: Gender}", "label: {nl: Gender, en: Gender}, explanation: {nl: <i>A</i>}") + """\
join: {nl: A, en: <p>}
trajectory: {steps: [{id: plan, phase: after, by: both, label: {nl: A}, text: {nl: <!-- A -->}}]}
"""
    batch = A + "    ambition: {nl: <u>A}\n    explanation: {nl: A, en: <br/>}\n"
    assert [(p.path, p.line, p.rule) for p in problems_of(tmp_path, batch, **{"charter.yaml": charter})] == [
        (BATCH, 5, "raw-html"), (BATCH, 6, "raw-html"), ("charter.yaml", 4, "raw-html"), ("charter.yaml", 9, "raw-html"), ("charter.yaml", 10, "raw-html")]


# --- files ------------------------------------------------------------------------------------------------------------

def test_a_programme_is_needed(tmp_path):
    """Without one nothing else can be told."""
    (tmp_path / BATCH).parent.mkdir()
    (tmp_path / BATCH).write_text(A + "    sector: bouw\n", "utf-8")
    records, problems = read_all(tmp_path)
    assert [(p.path, *row) for p in problems for row in told([p])] == [
        ("charter.yaml", 1, 1, "file-missing", "dit bestand ontbreekt; kies de goede map met --records",
         "this file is missing; choose the right folder with --records", None)]
    assert list(records.batches) == ["2026-03-12-utrecht"]


def test_what_is_no_ordinary_file_is_not_read(tmp_path):
    """A folder or a link where a record belongs; a folder of a batch that is a link."""
    written(tmp_path, {BATCH: A})
    (tmp_path / "changes.yaml").mkdir()
    (tmp_path / "a" / "batch.yaml").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "batch.yaml").symlink_to(tmp_path / BATCH)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "batch.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d").symlink_to(tmp_path / "2026-03-12-utrecht")
    file = "dit is geen gewoon bestand; zet hier het bestand zelf", "this is no ordinary file; put the file itself here"
    assert found(tmp_path, {}) == [
        error("a/batch.yaml", 1, 1, "no-file", *file), error("b/batch.yaml", 1, 1, "no-file", *file), error("c/batch.yaml", 1, 1, "no-file", *file),
        error("changes.yaml", 1, 1, "no-file", *file),
        error("d/batch.yaml", 1, 1, "no-file", "deze map is een verwijzing; zet hier de map zelf", "this folder is a link; put the folder itself here")]


def test_a_slip_in_a_name_loses_nothing_without_a_word(tmp_path):
    """Folders without a record and records under another name are told of; photos, lists and hidden files are not."""
    for path in ("2026-03-12-delft/batch.yml", "2026-03-12-gouda/a.jpg", ".git/config", "internal/x.yaml", "lijst.xlsx", ".hidden.yaml"):
        written(tmp_path, {BATCH: A, path: "x: y\n"})
    written(tmp_path, {"change.yaml": "[]", "charter.yml": "[]"})
    folder = ("warning", 1, 1, "no-record", "in deze map staat geen batch.yaml; er wordt niets van gelezen", "this folder holds no batch.yaml; nothing of it is read", None)
    file = ("warning", 1, 1, "no-record", "dit bestand wordt niet gelezen; hier horen charter.yaml en changes.yaml",
            "this file is not read; charter.yaml and changes.yaml belong here", None)
    misnamed = ("error", 1, 1, "no-record", "dit record heet `batch.yml` en wordt zo niet gelezen; noem het batch.yaml",
                "this record is called `batch.yml` and is not read so; call it batch.yaml", None)
    assert found(tmp_path, {}) == [("2026-03-12-delft/batch.yml", *misnamed), ("2026-03-12-gouda/batch.yaml", *folder), ("change.yaml", *file), ("charter.yml", *file)]


def test_all_problems_of_all_files_at_once(tmp_path):
    """One file that cannot be read hides nothing of the others."""
    rows = found(tmp_path, {"charter.yaml": SINCE + "naam: x\n", BATCH: "date: vandaag\n", LATER: "place: x\n y: z\n", "changes.yaml": "- {id: aa}\n"})
    assert [(path, line, rule) for path, _, line, _, rule, *_ in rows] == [
        (BATCH, 1, "date"), (BATCH, 1, "missing"), (LATER, 1, "missing"), (LATER, 1, "missing"), (LATER, 2, "yaml-layout"), ("changes.yaml", 1, "missing"), ("charter.yaml", 10, "unknown-field")]


def test_suggestions_mend_what_they_are_said_of(tmp_path):
    """Every line that the rules suggest, written at once."""
    text = DAY + "host: {id: ab}\nsignatories:\n  - id: abc\n    name: A\n    sector: zorgg\n    size: groott\n    dimensions: [gendr]\n"
    problems = problems_of(tmp_path, text)
    assert [(p.line, p.suggestion) for p in problems] == [
        (2, "host: {id: abc}"), (6, "    sector: zorg"), (7, "    size: groot"), (8, "    dimensions: [gender]")]
    assert problems_of(tmp_path, with_suggestions(text, problems)) == ()


@pytest.mark.parametrize(("line", "write"), [
    ("sector: zorgg", "sector: zorg"), ("sector: care", "sector: zorg"), ("sector: zwaar", None), ("size: large", "size: groot")])
def test_a_code_may_be_meant_by_its_label(tmp_path, line, write):
    """The word that readers see, in either language; a word that only looks a little alike is no proposal."""
    text = f"{DAY}signatories:\n  - id: aa\n    name: A\n    {line}\n"
    problems = problems_of(tmp_path, text)
    assert [(p.line, p.suggestion and p.suggestion.strip()) for p in problems] == [(5, write)]


def test_nobody_merges_into_itself_by_a_proposal(tmp_path):
    """The nearest id that exists would be its own."""
    text = f"{DAY}signatories: [{{id: gemeente-a, name: Gemeente Anders}}]\n"
    rows = found(tmp_path, {BATCH: text, "changes.yaml": "- {date: 2027-01-01, id: gemeente-a, merged_into: gemeente-b}\n"})
    assert [(row[4], row[-1]) for row in rows] == [("unknown-id", None)]


def test_a_signatory_is_pointed_at_by_its_id(tmp_path):
    """As host and on a photo; with the line to write."""
    text = (f"{DAY}host: {{name: bakkerij anders}}\nphotos:\n  - file: a.jpg\n    subject: group\n    credit: C\n    consent: ALL\n    people:\n"
            "      - {name: Piet, organisation: {name: Bakkerij Anders}}\n      - {name: Jan, organisation: {name: Pers}}\n"
            "signatories:\n  - {id: anders, name: Bakkerij Anders}\n").replace("ALL", CONSENT.removeprefix("consent: "))
    files = {BATCH: text, "2026-03-12-utrecht/a.jpg": picture()}
    rows = found(tmp_path, files)
    assert [(row[2], row[4], row[-1]) for row in rows] == [
        (2, "name-with-id", "host: {id: anders}"), (9, "name-with-id", "      - {name: Piet, organisation: {id: anders}}")]
    mended = with_suggestions(text, [p for p in problems_of(tmp_path, text) if p.rule == "name-with-id"])
    assert problems_of(tmp_path, mended) == ()


def test_who_was_erased_stands_in_no_field(tmp_path):
    """As host, by name; who signed for it is asked about."""
    text = (f"{DAY}host: {{name: Bakkerij Anders}}\nvenue: Bakkerij Anders\nled_by: {{name: Anna Bakker}}\n"
            "signatories: [{id: anders, name: Bakkerij Anders, signed_by: [{name: Anna Bakker}]}]\n")
    rows = found(tmp_path, {BATCH: text, "changes.yaml": "- {date: 2026-04-01, id: anders, withdrawn: erased}\n"})
    assert [(row[1], row[2], row[4]) for row in rows] == [
        ("error", 2, "erased-name"), ("warning", 2, "name-with-id"), ("error", 3, "erased-name"), ("warning", 4, "erased-person")]


def test_a_rule_that_is_accepted_may_be_misspelt(tmp_path):
    rows = found(tmp_path, {BATCH: A + "accept: [{rule: typed-cnt, because: daarom}, {rule: mooi, because: daarom}]\n"})
    assert [(row[4], row[-1] and row[-1][:28]) for row in rows] == [("accept-unused", "accept: [{rule: typed-count,"), ("accept-unused", None)]
