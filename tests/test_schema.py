"""`charter schema`: what editors check, complete and say, without crying over what our reader takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from browser import needs
from charter.inputs import data_digest
from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.folder import load
from charter.model.programme import Programme
from charter.model.reading import typed
from charter.records import Unreadable, read
from charter.schema import names_by_id, schemas, write_schemas
from conftest import ROOT
from records_folder import BATCH, written
from yaml_server import YamlServer

DEMO = ROOT / "signatories"
CHARTER = """\
name: {nl: Charter Voorbeeld}
publisher: {name: Voorbeeld}
sectors: [{code: zorg, label: {nl: Zorg}}, {code: bouw, label: {nl: Bouw}}]
sizes: [{code: "50", label: {nl: Tot 50}}]
"""
KINDS = {"batch": Batch, "charter": Programme, "changes": tuple[Change, ...]}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as yaml-language-server does: the core schema of YAML 1.2."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form, starts in (("null", r"~|null|Null|NULL|", [*"~nN", ""]), ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
                          ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
                          ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789")):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(starts))
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value.lstrip("0") or "0", 0) if node.value.isdigit() else int(node.value, 0))
EditorLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan")))


def said(schema: str, text: str) -> list[tuple[str, str]]:
    """(field, sentence) of all that is wrong with a record, in order of the fields; the sentence is what an editor shows."""
    found = []
    for error in Draft7Validator(json.loads(schema)).iter_errors(yaml.load(text, EditorLoader)):
        while error.context:
            error = error.context[0]
        found.append((".".join(map(str, error.absolute_path)), error.schema.get("errorMessage", error.message)))
    return sorted(found)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The schemas of a small programme of whom one organisation signed."""
    loaded = load(written(tmp_path_factory.mktemp("small"), {
        "charter.yaml": CHARTER, BATCH: "date: 2026-03-12\nsignatories:\n- id: org-b\n  name: Zorg & Co\n"}))
    assert loaded.problems == []
    return schemas(loaded.programme, names_by_id(loaded))


def record(fields: str) -> str:
    """A good record with these fields: of the batch, or indented those of its signature."""
    own = {"date": "date: 2026-03-12\n", "  id": "  id: a\n", "  name": "  name: A\n"}
    above, below = ("".join(own[name] for name in names if not re.match(f"{name}:", fields)) for names in (("date",), ("  id", "  name")))
    batch, signature = (fields + "\n", "") if not fields.startswith(" ") else ("", fields + "\n")
    return f"{above}{batch}signatories:\n-\n{below}{signature}"


def rules(text: str, kind: Any) -> list[str]:
    """What our own reader says of a record, by rule."""
    try:
        return [problem.rule for problem in typed(read(Path(), "x.yaml", text.encode()), kind)[1]]
    except Unreadable as e:
        return [problem.rule for problem in e.problems]


@pytest.mark.parametrize("fields", [
    "publish_at: 2026-03-12 16:00", "publish_at: 2026-03-12T16:00:00", "publish_at: 2026-03-12", "publish_at: '2026-03-12 '", "publish_at:",
    "place: 1e3", "place: 10:30", "place: on", "place: 2026-03-12", "place:", "place: true", "place: null", "place: .inf",
    "venue:", "host:", "led_by:", "photos:", "quotes:", "title:", "accept:", "form:", "form: online", "host: {id: org-b}", "host: {id: nieuw}",
    "host: {id: , name: Elders}", "body: {nl: |-\n  Eén.\n\n  Twee., en: }".replace("|-\n  Eén.\n\n  Twee.", "Eén"), "body:\n  nl: |\n    Eén.\n\n    Twee.",
    "photos: [{file: 2026.jpg, credit: NO, people: [], focus: [0.5, 1]}]", "photos: [{file: a.jpg, credit: A, people: [], subject: }]",
    "photos: [{file: a.jpg, credit: A, people: [{name: A, consent: {web: 2026-03-12, social: }}], focus: ['0.5', 0]}]",
    "  name: NO", "  name: 01234567", "  name: 1e3", "  name: true", "  name: LINDA.", "  name: '&samhoud'", "  id: 7", "  id: 1e-3", "  id: true",
    "  again: ja", "  again: NEE", "  again: true", "  again: off", "  again:", "  sector: zorg", "  sector:", "  size: 50", "  size: '50'", "  size:",
    "  kind: ergens", "  website: HTTPS://www.example.org/a?b#c", "  website:", "  handles: {x: 123}", "  dimensions: []", "  signs_for: [NO, 12]"])
def test_what_our_reader_takes_is_good(made, fields):
    """Editors say nothing either."""
    assert (rules(record(fields), Batch), said(made["batch"], record(fields))) == ([], [])


LINE = "schrijf één regel van hoogstens 300 tekens"
CODE = "gebruik kleine letters zonder accent, cijfers en streepjes"
DAY = "schrijf jaar-maand-dag, zoals 2026-03-12"
MOMENT = "schrijf 2026-03-12 of 2026-03-12 16:00"


@pytest.mark.parametrize(("fields", "rule", "field", "sentence"), [
    ("bogus: 1", "unknown-field", "", "Additional properties are not allowed ('bogus' was unexpected)"),
    ("date: 12-3-2026", "date", "date", DAY), ("date: 20260312", "date", "date", DAY), ("date: 12 maart 2026", "date", "date", DAY),
    ("date:", "missing", "date", DAY), ("publish_at: 16:00", "moment", "publish_at", MOMENT), ("publish_at: 2026-03-12 4:00", "moment", "publish_at", MOMENT),
    ("place: [Utrecht]", "text-wanted", "place", LINE), ("place: ''", "empty", "place", LINE), ("place: \"a\\nb\"", "pattern", "place", LINE),
    (f"place: {'x' * 301}", "too-long", "place", LINE),
    ("form: feest", "choice", "form", "kies uit: ceremony, individual, online"),
    ("host: Utrecht", "fields-wanted", "host", "hier horen velden: id, name"), ("host: {id: Org-B}", "id", "host.id", CODE),
    ("led_by: {role: {nl: a}}", "missing", "led_by", "'name' is a required property"), ("led_by: {name: }", "missing", "led_by.name", LINE),
    ("quotes: {text: {nl: a}}", "list-wanted", "quotes", "hier hoort een lijst: elk onderdeel na een streepje (- )"),
    ("quotes: [Hoera]", "fields-wanted", "quotes.0", "'Hoera' is not of type 'object'"),
    ("photos: [{file: ../a.jpg, credit: A, people: []}]", "file-name", "photos.0.file", "schrijf de naam van een bestand in deze map"),
    ("photos: [{file: a.jpg, credit: A}]", "missing", "photos.0", "'people' is a required property"),
    ("photos: [{file: a.jpg, credit: A, people: [], subject: Groep}]", "choice", "photos.0.subject", "kies uit: group, signing, portrait, other"),
    ("photos: [{file: a.jpg, credit: A, people: [], focus: ['1.5', 0]}]", "share", "photos.0.focus.0", "schrijf een getal van 0 tot 1, zoals 0.4"),
    ("photos: [{file: a.jpg, credit: A, people: [], focus: [0, 0.5, 1]}]", "too-many", "photos.0.focus", "[0, 0.5, 1] is too long"),
    ("  id: Gemeente", "id", "signatories.0.id", CODE), ("  id:", "missing", "signatories.0.id", CODE), ("  id: -5", "id", "signatories.0.id", CODE),
    ("  name:", "missing", "signatories.0.name", LINE), ("  name: {nl: A}", "text-wanted", "signatories.0.name", LINE),
    ("  sector: [zorg]", "text-wanted", "signatories.0.sector", "kies uit: zorg, bouw"), ("  kind: Één", "pattern", "signatories.0.kind", CODE),
    ("  website: www.example.org", "url", "signatories.0.website", "schrijf een webadres dat met https:// begint"),
    ("  website: https://example.org/a b", "url", "signatories.0.website", "schrijf een webadres dat met https:// begint"),
    ("  again: misschien", "flag", "signatories.0.again", "schrijf true of false"), ("  again: 1", "flag", "signatories.0.again", "schrijf true of false"),
    ("  dimensions: gender", "list-wanted", "signatories.0.dimensions", "hier hoort een lijst: elk onderdeel na een streepje (- )"),
])
def test_what_our_reader_refuses(made, fields, rule, field, sentence):
    """Editors say it at the same field, in Dutch where the choice of words is ours."""
    assert (rules(record(fields), Batch), said(made["batch"], record(fields))) == ([rule], [(field, sentence)])


@pytest.mark.parametrize(("kind", "text", "found"), [
    ("batch", "date: 2026-03-12\nsignatories: []\n", [("signatories", "[] should be non-empty")]),
    ("batch", "place: A\n", [("", "'date' is a required property"), ("", "'signatories' is a required property")]),
    ("batch", record("  sector: zorgt"), [("signatories.0.sector", "kies uit: zorg, bouw")]),     # known to charter.yaml, not to the reader
    ("batch", record("  size: 51"), [("signatories.0.size", "kies uit: 50")]),
    ("changes", "- {date: 2027-01-01, id: org-b, renamed: {name: 1e3}}\n- {date: 2027-01-01, id: 7, split_into: [a, b], publish_at: }\n", []),
    ("changes", "", []),
    ("changes", "- {date: 2027-1-1, id: Org, withdrawn: weg}\n- {date: 2027-01-01, details: {sector: x}}\n",
     [("0.date", DAY), ("0.id", CODE), ("0.withdrawn", "kies uit: former, erased"), ("1", "'id' is a required property"),
      ("1.details.sector", "kies uit: zorg, bouw")]),
    ("changes", "date: 2027-01-01\n", [("", "hier hoort een lijst: elk onderdeel na een streepje (- )")]),
    ("charter", CHARTER, []),
    ("charter", CHARTER + "base_totals: [{date: 2021-04-21, ever: 262, now: '0262'}]\nhashtags: [Één, 2026]\n", []),
    ("charter", CHARTER + "base_totals: [{date: 2021-04-21, ever: -1, now: 1.5}]\nhashtags: ['#a b']\njoin: {en: x}\n"
     "trajectory: {rules: [{id: a, step: b, after: c, within: 6 maanden}]}\n",
     [("base_totals.0.ever", "schrijf een heel getal"), ("base_totals.0.now", "schrijf een heel getal"),
      ("hashtags.0", "schrijf letters en cijfers, zonder # en zonder spatie"), ("join", "'nl' is a required property"),
      ("trajectory.rules.0.within", "schrijf bijvoorbeeld 6 months, 14 days of 1 year")]),
])
def test_whole_files(made, kind, text, found):
    """Of each of the three kinds, everything that is said."""
    assert said(made[kind], text) == found


PLACES = ["place: {}", "form: {}", "publish_at: {}", "date: {}", "host: {{id: {}}}", "photos: [{{file: {}, credit: A, people: []}}]",
          "photos: [{{file: a.jpg, credit: A, people: [], focus: [{}, 1]}}]", "  id: {}", "  name: {}", "  again: {}", "  website: {}",
          "  kind: {}", "  seat: {}", "  signs_for: [{}]", "  ambition: {{nl: {}}}"]
ODD = ["NO", "1e3", "1e-3", "007", "0x1F", ".5", "5.", "-1", "+1", "~", "1_000", "2026-03-12", "2026-03-12 16:00", "true", "Ja", "ONLINE", "http://a"]


@given(st.sampled_from(PLACES), st.sampled_from(ODD) | st.text("0123456789-+.:eExXaZ~ /htpsNOjn_", min_size=1, max_size=20))
@example("  id: {}", "1e-3")
@example("  signs_for: [{}]", "0189")
def test_editors_never_say_more_than_our_reader(made, place, value):
    """Whatever stands in a field: when our reader takes it, so does the schema. But `null` where a field is required."""
    text = record(place.format(value))
    if not rules(text, Batch) and value.strip() not in ("~", "null"):
        assert said(made["batch"], text) == []


def fields(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema with the names that lead to it."""
    for name, field in schema.get("properties", {}).items():
        yield f"{path}{name}", field
        yield from fields(field, f"{path}{name}.")
    if "items" in schema:
        yield from fields(schema["items"], path)


def test_every_field_says_in_dutch_what_it_is_for(made):
    """With the sentence of the model, under its name; nothing else is a field."""
    batch, charter, changes = (json.loads(made[name]) for name in ("batch", "charter", "changes"))
    everywhere = {f"{name}.{path}": field for name, schema in (("batch", batch), ("charter", charter), ("changes", changes))
                  for path, field in fields(schema)}
    assert len(everywhere) > 150
    assert [path for path, field in everywhere.items() if not field.get("description")] == []
    assert {path for path, field in everywhere.items() if field["title"].removesuffix(" (verplicht)") != path.split(".")[-1]} == set()
    assert [path for path, field in everywhere.items() if "properties" in field and field["additionalProperties"] is not False] == []
    people = everywhere["batch.photos.people"]
    assert (people["title"], people["description"]) == ("people (verplicht)", "wie er op staan, van links naar rechts; [] is niemand herkenbaar")
    assert people["items"]["required"] == ["name"]
    assert list(batch["properties"])[:3] == ["date", "publish_at", "form"]
    assert [schema.get("description") for schema in (batch, charter, changes, changes["items"], batch["properties"]["signatories"]["items"])] == [
        None, None, None, None, "in volgorde van ondertekening"]


def test_codes_and_ids_of_the_programme(made):
    """Codes are all that may stand there, each with its label; ids are offered, and others may stand there too."""
    batch, changes = json.loads(made["batch"]), json.loads(made["changes"])
    signature = batch["properties"]["signatories"]["items"]["properties"]
    nothing = {"not": {"type": ["array", "boolean", "number", "object", "string"]}}
    assert signature["sector"] == {"title": "sector", "description": "sector, code uit charter.yaml", "anyOf": [
        {"enum": ["zorg", "bouw"], "enumDescriptions": ["Zorg", "Bouw"], "errorMessage": "kies uit: zorg, bouw"}, nothing]}
    assert signature["size"]["anyOf"][0] == {"enum": ["50", 50], "enumDescriptions": ["Tot 50", "Tot 50"], "errorMessage": "kies uit: 50"}
    assert changes["items"]["properties"]["details"]["properties"]["sector"]["anyOf"] == signature["sector"]["anyOf"]
    assert batch["properties"]["host"]["properties"]["id"] == {
        "title": "id", "description": "id van een ondertekenaar", "anyOf": [{"$ref": "#/definitions/signatory"}, nothing]}
    assert batch["definitions"] == changes["definitions"]
    assert "definitions" not in json.loads(made["charter"])
    assert batch["definitions"]["signatory"]["defaultSnippets"] == [{"label": "org-b", "description": "Zorg & Co", "body": "org-b"}]
    assert [changes["items"]["properties"][name] for name in ("merged_into", "split_into")] == [
        {"title": "merged_into", "description": "ging op in deze ondertekenaar", "anyOf": [{"$ref": "#/definitions/signatory"}, nothing]},
        {"title": "split_into", "description": "splitste in deze ondertekenaars", "minItems": 1,
         "items": {"title": "split_into", "description": "splitste in deze ondertekenaars", "anyOf": [{"$ref": "#/definitions/signatory"}]},
         "if": {"type": ["boolean", "number", "object", "string"]},
         "then": {"type": "array", "errorMessage": "hier hoort een lijst: elk onderdeel na een streepje (- )"}}]


@pytest.mark.parametrize("kind", ["batch", "charter", "changes"])
def test_they_are_schemas(made, kind):
    """Of the draft that they name."""
    schema = json.loads(made[kind])
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_without_a_programme_any_code_will_do(tmp_path):
    """What cannot be read, or is not there, is no reason to be silent about the rest."""
    written(tmp_path, {"charter.yaml": "sectors: [", BATCH: record("  sector: x"), "2026-04-01-delft/batch.yaml": "date: nooit\n"})
    assert [path.name for path in write_schemas(tmp_path)] == ["batch.json", "changes.json", "charter.json"]
    schema = (tmp_path / ".schema/batch.json").read_text("utf-8")
    assert said(schema, record("  sector: x")) == []
    assert said(schema, record("  sector: X")) == [("signatories.0.sector", CODE)]
    assert json.loads(schema)["definitions"]["signatory"]["defaultSnippets"] == [{"label": "a", "description": "A", "body": "a"}]


def test_who_was_erased_is_not_offered(tmp_path, charter):
    """On whatever day that is or was: the schema is committed. An old one that still names somebody is no reason to stop."""
    folder = written(tmp_path / "records", {"charter.yaml": CHARTER, BATCH: "date: 2026-03-12\nsignatories:\n"
                     "- {id: org-a, name: Bakkerij A}\n- {id: org-b, name: Slagerij B}\n- {id: org-c, name: Kapper C}\n"})

    content = tmp_path / "content"
    content.mkdir()

    def named() -> list[str]:
        write_schemas(folder)
        texts = [(folder / ".schema" / f"{name}.json").read_text("utf-8") for name in ("batch", "changes", "charter")]
        return [word for word in ("org-a", "Bakkerij A", "org-b", "Slagerij B", "org-c", "Kapper C") if any(word in text for text in texts)]

    assert named() == ["org-a", "Bakkerij A", "org-b", "Slagerij B", "org-c", "Kapper C"]
    written(folder, {"changes.yaml": "- {date: 2026-04-01, id: org-a, withdrawn: erased}\n- {date: 2099-01-01, id: org-b, withdrawn: erased}\n"
                     "- {date: 2026-04-01, id: org-c, withdrawn: former}\n"})
    assert [charter("check", "--records", folder, "--as-of", "2026-05-01").code,
            charter("build", "--records", folder, "--content", content, "--output", tmp_path / "output").code] == [0, 0]
    assert named() == ["org-c", "Kapper C"]
    with (folder / "changes.yaml").open("a") as changes:
        changes.write("- {date: morgen, id: org-c, withdrawn: former}\n")
    assert named() == []        # what cannot be read may be that somebody is to be left out


def test_real_records_are_good(tmp_path):
    """Of the demo, and of eight real ceremonies, each with the schemas of its own folder."""
    found = {}
    for folder in (DEMO, ROOT / "tests/real_signings"):
        loaded = load(folder)
        made = schemas(loaded.programme, names_by_id(loaded))
        for path in [*folder.glob("*.yaml"), *folder.glob("*-*/batch.yaml")]:
            found[path.relative_to(ROOT).as_posix()] = said(made[path.stem], path.read_text("utf-8"))
    assert len(found) == 3 + 2 + 9
    assert {path: errors for path, errors in found.items() if errors} == {}


def test_the_schemas_of_the_demo_are_up_to_date():
    """They are committed, so that a fresh clone completes; after a change of the model or the demo: charter schema."""
    loaded = load(DEMO)
    assert {path.name: path.read_text("utf-8") for path in (DEMO / ".schema").iterdir()} == {
        f"{name}.json": text for name, text in schemas(loaded.programme, names_by_id(loaded)).items()}, "charter schema writes them"


def test_every_record_of_the_demo_names_its_schema():
    """On its first line, from where it stands."""
    for path in [*DEMO.glob("*.yaml"), *DEMO.glob("*-*/batch.yaml")]:
        first = path.read_text("utf-8").split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.split("=")[1]).resolve() == DEMO / ".schema" / f"{path.stem}.json"


def test_the_command(tmp_path, charter):
    """Writes, says so, and writes only what is new; the same bytes whatever the order of a set; nothing else sees the folder."""
    folder = written(tmp_path / "records", {"charter.yaml": CHARTER, BATCH: record("  sector: zorg")})
    before, checked = data_digest(folder, tmp_path / "none"), charter("check", "--records", folder, "--format", "json")
    ran = charter("schema", "--records", folder, env={"PYTHONHASHSEED": "1"})
    assert (ran.code, ran.stdout.splitlines()) == (0, [f"{folder.as_posix()}/.schema/{name}.json" for name in ("batch", "changes", "charter")])
    again = charter("schema", "--records", folder, env={"PYTHONHASHSEED": "2"})
    assert (again.code, again.stdout) == (0, "De schema's zijn al bijgewerkt.\n")
    (folder / "charter.yaml").write_text(CHARTER.replace("Bouw", "Bouwen"), "utf-8")
    assert charter("schema", "--records", folder).stdout.splitlines() == [f"{folder.as_posix()}/.schema/{name}.json" for name in ("batch", "changes")]
    (folder / "charter.yaml").write_text(CHARTER, "utf-8")
    assert data_digest(folder, tmp_path / "none") == before
    assert charter("check", "--records", folder, "--format", "json") == checked
    gone = charter("schema", "--records", tmp_path / "gone")
    assert (gone.code, gone.stderr) == (2, f"De map {tmp_path / 'gone'} bestaat niet. Geef met --records een andere map.\n")
    (tmp_path / "records/.schema/batch.json").unlink()
    (tmp_path / "records/.schema/batch.json").mkdir()
    shut = charter("schema", "--records", folder)
    assert (shut.code, shut.stderr) == (2, f"{folder}/.schema/batch.json kan niet worden geschreven: Is a directory\n")


@pytest.fixture
def server(browser_tools: None) -> Iterator[YamlServer]:
    """The real program that VS Code runs."""
    with YamlServer([needs.program("nodejs"), str(needs.YAML_SERVER)]) as running:
        yield running


ODD_BUT_GOOD = """\
# yaml-language-server: $schema=../.schema/batch.json
date: 2026-03-12
publish_at: 2026-03-12 16:00
place: NO
venue: 1e3
host:
photos: [{file: 2026.jpg, credit: off, people: [], focus: [0.5, 1]}]
signatories:
  - {id: 1e3, name: 01234567, again: ja, sector: , size: 50, seat: 10:30, signs_for: [no, 2026-03-12]}
"""


@pytest.mark.browser
@pytest.mark.parametrize("version", ["1.2", "1.1"])
def test_an_editor_does_not_cry(browser_tools, tmp_path, version):
    """Over dates, numbers and yes or no, as either version of YAML reads them."""
    file = written(tmp_path, {"charter.yaml": CHARTER, BATCH: ODD_BUT_GOOD}) / BATCH
    write_schemas(tmp_path)
    assert rules(ODD_BUT_GOOD, Batch) == []
    with YamlServer([needs.program("nodejs"), str(needs.YAML_SERVER)], version) as server:
        assert server.open(file) == []


BAD = """\
# yaml-language-server: $schema=../.schema/batch.json
date: 12 maart 2026
venue:
place: NO
bogus: x
host: {id: }
signatories:
  - id: a
    name: 01234567
    again: ja
    sector: hotel
    size: 50
  - name: B
    website: www.example.org
    sector: 
    
"""


@pytest.mark.browser
def test_an_editor_checks_completes_and_explains(server, tmp_path):
    """In the real yaml-language-server: problems, names of fields, codes, ids and help."""
    file = written(tmp_path, {"charter.yaml": CHARTER, "2026-04-01-delft/batch.yaml": record("  id: org-b"), BATCH: BAD}) / BATCH
    write_schemas(tmp_path)
    problems = [(p["range"]["start"]["line"] + 1, p["range"]["start"]["character"] + 1, p["message"]) for p in server.open(file)]
    assert sorted(problems) == [
        (2, 7, DAY), (5, 1, "Property bogus is not allowed."), (11, 13, "kies uit: zorg, bouw"),
        (13, 5, 'Missing property "id".'), (14, 14, "schrijf een webadres dat met https:// begint")]
    assert completed(server, file, 15, 13) == {"zorg": "Zorg", "bouw": "Bouw"}
    assert completed(server, file, 6, 12) == {"org-b": "A"}
    fields = completed(server, file, 16, 5)
    assert (fields["seat"], fields["kind"]) == ("vestigingsplaats", "soort, code uit charter.yaml")
    assert set(fields) == {"id", "sort_name", "kind", "size", "seat", "handles", "dimensions", "ambition", "explanation", "signed_by",
                           "signs_for", "again", "photos"}
    help_of_name = server.at("hover", file, 9, 6)["contents"]["value"]
    assert help_of_name.split("Source:")[0] == "#### name (verplicht)\n\nnaam zoals ondertekend\n\n"
    assert "* `zorg`: Zorg\n" in server.at("hover", file, 11, 6)["contents"]["value"]


@pytest.mark.browser
def test_an_editor_is_content_with_what_charter_new_writes(server, tmp_path, charter):
    """But for the names and ids that are still to come; and it fills in a photo."""
    folder = written(tmp_path, {"charter.yaml": CHARTER})
    assert charter("new", "2026-03-12", "Utrecht", "--records", folder).code == 0
    file = folder / BATCH
    text = file.read_text("utf-8")
    assert [p["message"] for p in server.open(file)] == ['Missing property "id".', LINE]
    file.write_text(text.replace("  - name: ", "  - id: a\n    name: A", 1).replace("\nphotos: ", "\nphotos:\n  - \n# ", 1), "utf-8")
    filled = file.with_name("filled.yaml")
    filled.write_text(file.read_text("utf-8"), "utf-8")
    assert [p["message"] for p in server.open(filled)] == ['Incorrect type. Expected "photos".']
    line = next(n for n, written_line in enumerate(filled.read_text("utf-8").split("\n"), 1) if written_line == "  - ")
    offered = {item["label"]: item["textEdit"]["newText"] for item in server.at("completion", filled, line, 5)["items"]}
    assert offered["photos"] == "file: $1\n  credit: $2\n  people:\n    - name: $3"


def completed(server: YamlServer, file: Path, line: int, column: int) -> dict[str, str]:
    """What is offered at a place, each with its help."""
    found = server.at("completion", file, line, column)
    return {item["label"]: item["documentation"] for item in found["items"] if isinstance(item["documentation"], str)}
