"""`charter new`: a record to fill in, made from the schema, and the ids that are made from its names."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from charter.model.batch import Batch
from charter.model.folder import load
from charter.model.reading import typed
from charter.new import NotPossible, new_record
from charter.problems import ProblemsFound
from charter.records import read

DAY = date(2026, 3, 12)
UTRECHT = "2026-03-12-utrecht/batch.yaml"
CHARTER = """\
name: {nl: Charter Voorbeeld, en: Example Charter}
publisher: {name: Voorbeeld}
complete_since: 2024-01-01
dimensions:
  - {code: gender, label: {nl: Gender, en: Gender}}
  - {code: lhbti, label: {nl: LHBTI+, en: LGBTI+}}
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}, {code: bouw, label: {nl: Bouw, en: Building}}]
kinds: [{code: publiek, label: {nl: Publiek, en: Public}}]
sizes: [{code: klein, label: {nl: Klein, en: Small}}, {code: groot, label: {nl: Groot, en: Large}}]
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with a programme and no batch."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "charter.yaml").write_text(CHARTER, "utf-8")
    return folder


def put(records: Path, path: str, text: str) -> Path:
    """Writes a file, bytes as they are given."""
    target = records / path
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(textwrap.dedent(text).encode())
    return target


def test_the_top_of_a_record(records):
    """What has to be filled in stands first, with the codes to choose from."""
    said = new_record(records, DAY, "Utrecht")
    text = (records / UTRECHT).read_text("utf-8")
    assert said == (f"{records}/{UTRECHT} staat klaar. Vul de namen in en geef daarna nog eens: charter new 2026-03-12 Utrecht\n"
                    "Elke organisatie krijgt dan een id. De foto's kunnen al in dezelfde map.")
    assert text[:text.index("    # Mag ook")] == """\
# yaml-language-server: $schema=../.schema/batch.json
# Ondertekening van 12 maart 2026 in Utrecht
#
# 1. Vul bij signatories de namen in, in de volgorde van ondertekening.
# 2. Geef daarna nog eens: charter new 2026-03-12 Utrecht
#    Elke organisatie krijgt dan een id. Dat komt erbij; de rest van dit bestand blijft zoals u het schreef.
# 3. Zet de foto's in deze map, en kijk wat er nog moet: charter check
#
# Een veld zonder waarde telt als weggelaten. Een regel met # ervoor telt niet mee: haal "# " weg om haar te gebruiken.
# Begint een tekst met een leesteken, of staat er een : of # in, zet er dan "dubbele aanhalingstekens" omheen.

date: 2026-03-12                   # datum van ondertekening
place: Utrecht                     # plaats

signatories:                       # in volgorde van ondertekening (verplicht)
  # Een blok voor elke organisatie: kopieer het, van `- name:` tot `Tot hier kopiëren`, en plak het eronder.
  # Om te beginnen is van elk blok de eerste regel genoeg.
  - name:                          # naam zoals ondertekend (verplicht)
    sector:                        # sector, code uit charter.yaml: zorg of bouw (verplicht)
    kind:                          # soort, code uit charter.yaml: publiek (verplicht)
    seat:                          # vestigingsplaats (verplicht)
    dimensions:                    # dimensies, codes uit charter.yaml (verplicht)
    #   - gender                   # Gender
    #   - lhbti                    # LHBTI+
    ambition:                      # ambitie, kort (verplicht)
    #   nl: |                      # Nederlands (verplicht); de tekst komt eronder, twee spaties verder
    #   en: |                      # Engels; de tekst komt eronder, twee spaties verder
    signed_by:                     # wie tekende (verplicht)
    #   - name:                    # naam (verplicht)
    #     role:                    # functie of rol
    #       nl:                    # Nederlands (verplicht)
    #       en:                    # Engels
"""


def test_an_older_record_asks_for_names_only(records):
    """Before complete_since, and without a programme that can be read, only the name is required."""
    new_record(records, date(2016, 5, 1), "Utrecht")
    (records / "charter.yaml").write_text("sectors: [", "utf-8")
    new_record(records, DAY, "Delft")
    for path in ("2016-05-01-utrecht", "2026-03-12-delft"):
        text = (records / path / "batch.yaml").read_text("utf-8")
        block = text[text.index("  - name"):text.index("  # Tot hier")]
        assert block.startswith("  - name:                          # naam zoals ondertekend (verplicht)\n    # Mag ook, hoeft niet:\n")
        assert "    sector:                        # sector, code uit charter.yaml" in block


def fields_below(kind: Any) -> dict[str, str]:
    """Every field of a class and of the classes in it, `Class.field` -> description."""
    found = {}
    hints = get_type_hints(kind, include_extras=True)
    for name, info in kind.__pydantic_fields__.items():
        found[f"{kind.__name__}.{name}"] = info.description
        parts = [hints[name], *get_args(hints[name])]
        for inner in [p for part in parts for p in (part, *get_args(part)) if hasattr(p, "__pydantic_fields__")]:
            found |= fields_below(inner)
    return found


def test_every_field_of_the_schema_is_there(records):
    """But the id of a signature, which is made from its name."""
    new_record(records, DAY, "Utrecht")
    lines = (records / UTRECHT).read_text("utf-8").splitlines()
    there = {(found[1], found[2].rstrip()) for line in lines if (found := re.match(r"[ #-]*(\w+):[^#]*# ([^;:(]+)", line))}
    declared = fields_below(Batch)
    assert len(declared) > 60
    missing = [name for name, description in declared.items()
               if not any(field == name.split(".")[1] and description.startswith(note.split("; ")[0]) for field, note in there)]
    assert missing == ["Signature.id"]


# What a field of the record is filled with, by name; a field of another name gets "Tekst".
FILLED = {"publish_at": "2026-03-12 16:00", "at": "2026-03-12 16:00", "form": "online", "subject": "group", "focus": "[0.5, 0.4]",
          "web": "2026-03-12", "newsletter": "2026-03-12", "social": "2026-03-12", "press": "2026-03-12", "again": "true",
          "website": "https://www.example.org/", "sector": "zorg", "kind": "publiek", "size": "klein", "photos": "[]", "consent": ""}


def filled_in(text: str) -> str:
    """A record with every `# ` taken away before a field, and every empty field filled in, as staff would."""
    found: list[str] = []
    for line in text.splitlines():
        match = re.match(r"^( *)(?:# )?( *(?:- )?)(\w+): *(\|?) *# ", line) or re.match(r"^( *)# ( +- ?)(\w*)( *)(?:$|# )", line)
        if match:
            found.append(match[1] + match[2] + match[3] + ("" if match.re.pattern.startswith("^( *)#") else f": {match[4]}").rstrip())
            if match[4] == "|":
                found.append(" " * (len(match[1] + match[2]) + 2) + "Een tekst.")
        elif re.match(r"(date|place|signatories):", line):
            found.append(line)
    for number, line in enumerate(found):
        below = found[number + 1] if number + 1 < len(found) else ""
        name = line.strip().removeprefix("- ").rstrip(":")
        if line.endswith("-"):
            found[number] = f"{line} Naam"
        elif line.endswith(":") and not below.startswith(" " * (indent(line) + 1)):
            found[number] = f"{line} {FILLED.get(name, 'Tekst')}"
    return "\n".join(found) + "\n"


def indent(line: str) -> int:
    """How far the field of a line is from the start; a dash counts as a space."""
    return len(line) - len(line.replace("-", " ", 1).lstrip()) if line.lstrip().startswith("-") else len(line) - len(line.lstrip())


def test_every_line_can_be_used(records):
    """With each comment sign taken away and each field filled in the record fits the schema, and has every field."""
    new_record(records, DAY, "Utrecht")
    text = filled_in((records / UTRECHT).read_text("utf-8"))
    # A host is an id or a name, and an organisation on a photo too.
    text = re.sub(r"^( *)id: Tekst\n", "", text, flags=re.MULTILINE).replace("  - name: Tekst\n    sector", "  - id: x\n    name: Tekst\n    sector")
    batch, problems = typed(read(records, UTRECHT, text.encode()), Batch)
    assert problems == ()
    empty = [name for owner in (batch, batch.signatories[0], batch.photos[0], batch.photos[0].people[0], batch.signatories[0].handles)
             for name in owner.__pydantic_fields__ if getattr(owner, name) in (None, ())]
    assert empty == ["photos", "consent"]       # both say: the same fields as elsewhere in the record
    assert batch.signatories[0].dimensions == ("gender", "lhbti")
    assert batch.signatories[0].signed_by[0].role.en == "Tekst"


@pytest.mark.parametrize("place", ["Utrecht", "Den Haag", "'s-Hertogenbosch", "Bergen op Zoom (haven)", "A: B # C", "& Co", "@home",
                                   'Zeg "hé"', "No", "1e3", "IJmuiden", "- streep", "x:", "[x]", "Ålesund", "back\\slash"])
def test_a_place_is_what_was_typed(records, place):
    """Whatever the place, the record is well as soon as it has a name and an id."""
    new_record(records, DAY, place)
    (path,) = records.glob("*/batch.yaml")
    path.write_text(path.read_text("utf-8").replace("  - name: ", "  - id: a\n    name: A", 1), "utf-8")
    loaded = load(records)
    assert loaded.problems == []
    assert loaded.batches[path.parent.name].place == place
    assert loaded.batches[path.parent.name].date == DAY


def test_the_folder_may_hold_photos_already(records):
    """Photos that were dropped first stay, and get a record beside them."""
    photo = put(records, "2026-03-12-utrecht/groep.jpg", "x")
    new_record(records, DAY, "Utrecht")
    assert sorted(p.name for p in photo.parent.iterdir()) == ["batch.yaml", "groep.jpg"]


def test_ids_come_in_and_nothing_else_changes(records):
    """Each id stands before the other fields of its signatory; comments, order and odd layouts stay."""
    path = put(records, UTRECHT, """\
        date: 2026-03-12   # een donderdag
        signatories:
          # wie tekende
          - name: "L'Oréal"  # met accent
            seat: Utrecht
          - id: bestaat-al
            name: Bestaat al
          -
            sort_name: Voorbeeld
            name: Gemeente
              Voorbeeld
          - {name: RET N.V. (openbaar vervoer)}
          - name:
          - id:
            name: LINDA.
          - id:      # nog geen
            name: ICM Opleidingen & Trainingen
          - id: ""
            name: B
          - name: |-
              Zorggroep
        host: {id: linda}
        """)
    said = new_record(records, DAY, "Utrecht")
    assert path.read_text("utf-8") == textwrap.dedent("""\
        date: 2026-03-12   # een donderdag
        signatories:
          # wie tekende
          - id: loreal
            name: "L'Oréal"  # met accent
            seat: Utrecht
          - id: bestaat-al
            name: Bestaat al
          -
            id: gemeente-voorbeeld
            sort_name: Voorbeeld
            name: Gemeente
              Voorbeeld
          - {id: ret-nv-openbaar-vervoer, name: RET N.V. (openbaar vervoer)}
          - name:
          - id: linda
            name: LINDA.
          - id: icm-opleidingen-trainingen      # nog geen
            name: ICM Opleidingen & Trainingen
          - id: "b"
            name: B
          - id: zorggroep
            name: |-
              Zorggroep
        host: {id: linda}
        """)
    assert said == textwrap.dedent(f"""\
        In {records}/{UTRECHT} kwamen 7 id's bij:
          regel 4: id: loreal   (L'Oréal)
          regel 10: id: gemeente-voorbeeld   (Gemeente Voorbeeld)
          regel 14: id: ret-nv-openbaar-vervoer   (RET N.V. (openbaar vervoer))
          regel 16: id: linda   (LINDA.)
          regel 18: id: icm-opleidingen-trainingen   (ICM Opleidingen & Trainingen)
          regel 20: id: b   (B)
          regel 22: id: zorggroep   (Zorggroep)
        Kijk ze na: eenmaal gepubliceerd verandert een id nooit meer. Daarna: charter check""")
    assert [p.name for p in path.parent.iterdir()] == ["batch.yaml"]


def test_editors_know_of_it_at_once(records):
    """The schemas that its first line names hold the programme's codes, and the ids as soon as there are any."""
    new_record(records, DAY, "Utrecht")
    path = records / UTRECHT
    schema = path.parent / path.read_text("utf-8").split("\n")[0].split("$schema=")[1]
    assert ('"zorg"' in schema.read_text("utf-8"), "defaultSnippets" in json.loads(schema.read_text("utf-8"))["definitions"]["signatory"]) == (True, False)
    path.write_text(path.read_text("utf-8").replace("  - name: ", "  - name: LINDA.", 1), "utf-8")
    new_record(records, DAY, "Utrecht")
    assert json.loads(schema.read_text("utf-8"))["definitions"]["signatory"]["defaultSnippets"] == [
        {"label": "linda", "description": "LINDA.", "body": "linda"}]


def test_the_marks_and_line_ends_of_windows_stay(records):
    """A file from Kladblok keeps its first three bytes and its line ends."""
    path = put(records, UTRECHT, "\ufeffdate: 2026-03-12\r\nsignatories:\r\n- name: Een\r\n- name: Tw\u00e9\u00e9 \U0001f600\r\n")
    new_record(records, DAY, "Utrecht")
    assert path.read_bytes().decode() == ("\ufeffdate: 2026-03-12\r\nsignatories:\r\n- id: een\r\n  name: Een\r\n"
                                          "- id: twee\r\n  name: Tw\u00e9\u00e9 \U0001f600\r\n")


def test_an_id_is_nobody_elses(records):
    """Not of another batch, of this one, of a change, of an address that was published, and no word of the addresses."""
    put(records, "2016-05-01-delft/batch.yaml", "date: 2016-05-01\nsignatories: [{id: a, name: A}, {id: a-2, name: Aa}, {id: 7, name: Z}]\n")
    put(records, "changes.yaml", """\
        - {date: 2020-01-01, id: a, merged_into: c}
        - {date: 2021-01-01, id: d, split_into: [e, f]}
        """)
    put(records, "published.json", json.dumps({
        "as_of": "2021-02-01T00:00", "erased": [], "feed_ids": {}, "images": {},
        "urls": {"/en/signatories/h/": "signatory:h", "/ondertekenaars/g/": "signatory:g"}}))
    names = ["A", "B", "B", "C", "D", "E", "G", "H", "Nieuws", "!?", "F" * 300]
    path = put(records, UTRECHT, "date: 2026-03-12\nsignatories:\n" + "".join(f"- name: '{name}'\n" for name in names))
    said = new_record(records, DAY, "Utrecht")
    assert re.findall("id: (.*)", path.read_text("utf-8")) == [
        "a-3", "b", "b-2", "c-2", "d-2", "e-2", "g-2", "h-2", "nieuws-2", "organisatie", "f" * 96]
    assert re.findall("Let op: .*", said) == ["Let op: A tekende al als `a`. Is het dezelfde organisatie, schrijf dan `id: a` en `again: true`."]
    assert load(records).problems == []


def test_a_second_time_there_is_nothing_to_do(records):
    """It says so, says what to do for a second signing that day, and the file stays as it is."""
    path = put(records, "2026-03-12-s-hertogenbosch/batch.yaml", "date: 2026-03-12\nsignatories:\n- name: A\n")
    new_record(records, DAY, "'s-Hertogenbosch")
    before = path.read_bytes()
    assert new_record(records, DAY, "'s-Hertogenbosch") == (
        f"{path} staat er al en elke ondertekenaar heeft een id; er is niets te doen.\n"
        "Was er die dag in dezelfde plaats nog een ondertekening, geef die dan een eigen naam, "
        'zoals: charter new 2026-03-12 "\'s-Hertogenbosch middag"')
    assert path.read_bytes() == before


def test_a_record_without_names_waits(records):
    """What `charter new` wrote is not written again."""
    new_record(records, DAY, "Den Haag")
    path = records / "2026-03-12-den-haag/batch.yaml"
    path.write_text(path.read_text("utf-8") + "# van mij\n", "utf-8")
    before = path.read_bytes()
    assert new_record(records, DAY, "Den Haag") == (f"{path} staat er al en wacht op namen. Vul bij signatories de namen in "
                                                    'en geef dan nog eens: charter new 2026-03-12 "Den Haag"')
    assert path.read_bytes() == before


def test_no_id_while_another_record_cannot_be_read(records):
    """It may hold the very id that would be given away."""
    put(records, "2016-05-01-delft/batch.yaml", "date: 2016-05-01\ndate: 2016-05-01\n")
    path = put(records, UTRECHT, "date: 2026-03-12\nsignatories:\n- name: A\n")
    before = path.read_bytes()
    with pytest.raises(ProblemsFound) as found:
        new_record(records, DAY, "Utrecht")
    assert [(p.path, p.line) for p in found.value.problems] == [("2016-05-01-delft/batch.yaml", 2)]
    assert path.read_bytes() == before


@pytest.mark.parametrize(("folder", "place", "said"), [
    ("gone", "Utrecht", "De map {gone} bestaat niet. Geef met --records de map met records."),
    ("records", "!?", "Van de plaats `!?` is geen kort webadres te maken. Schrijf haar korter, in gewone letters."),
    ("records", "x" * 100, f"Van de plaats `{'x' * 100}` is geen kort webadres te maken. Schrijf haar korter, in gewone letters."),
    ("records", "../../x\x07", "Van de plaats `../../x\x07` is geen kort webadres te maken. Schrijf haar korter, in gewone letters."),
])
def test_what_is_not_possible(records, folder, place, said):
    """It says why, and writes nothing."""
    with pytest.raises(NotPossible) as refused:
        new_record(records.parent / folder, DAY, place)
    assert str(refused.value) == said.format(gone=records.parent / "gone")
    assert [p.name for p in records.parent.rglob("*")] == ["records", "charter.yaml"]


def test_the_command(records, charter):
    """In a real process: write, fill in, get the id, check."""
    options = ("new", "2016-05-01", "'s-Hertogenbosch", "--records", records)
    assert charter(*options).code == 0
    path = records / "2016-05-01-s-hertogenbosch/batch.yaml"
    path.write_text(path.read_text("utf-8").replace("  - name: ", "  - name: 's-Heerenberg Zorg", 1), "utf-8")
    assert charter("check", "--records", records).code == 1         # a quote at the start, as the record itself warns for
    path.write_text(path.read_text("utf-8").replace("'s-Heerenberg Zorg", '"\'s-Heerenberg Zorg"', 1), "utf-8")
    ran = charter(*options)
    assert (ran.code, ran.stdout.splitlines()[1]) == (0, "  regel 18: id: s-heerenberg-zorg   ('s-Heerenberg Zorg)")
    assert charter("check", "--records", records).code == 0
