"""Names in the order in which Dutch people look for them, and the one place that says so."""

from __future__ import annotations

import ast
import json
import random
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from charter.language import collation_key, index_letter, name_key
from charter.state import Organisation
from conftest import BASE_URL, ROOT
from records_folder import written

# Real organisations, by name and nothing else. One row is one letter of the directory.
ORDER = {
    "a": ["ABN AMRO", "Achmea", "Aids Fonds-Stop Aids Now!-Soa Aids Nederland", "Alkmaar", "Amega Groep",
          "Asito B.V.", "Asito BV", "A.S.R.", "ASR Nederland N.V.", "Avans Hogeschool"],
    "b": ["Better Future", "Bonnefanten", "Stichting Brein"],
    "c": ["Centraal Bureau voor de Statistiek", "het Centraal Bureau voor de Statistiek", "CIZ", "CNV Vakcentrale", "Coca-Cola Enterprises Nederland B.V.",
          "Computer Futures Nederland en Vlaanderen", "Contour de Twern", "Court Garden Hotel"],
    "d": ["da Vinci College", "Deltion College", "Den Haag", "de Doelen"],
    "e": ["EY"],
    "f": ["Federatie Cultuur", "FNV", "FrieslandCampina"],
    "g": ["Gemeente Amsterdam", "gemeente Dordrecht", "Gemeente Utrecht"],
    "h": ["Heijmans", "Henkel Nederland BV", "'s-Hertogenbosch", "Hertz", "Hogeschool Rotterdam", "HOGIAF (Federatie Jonge Ondernemers Nederland)",
          "'t Hooge Huys", "Stichting Humanitas"],
    "i": ["IBM", "ICM Opleidingen & Trainingen", "IJsselland", "Instituut Fysieke Veiligheid"],
    "l": ["LINDA.", "L’Oréal"],
    "m": ["MBO Raad", "MEE Drechtsteden", "Ministerie van Onderwijs, Cultuur en Wetenschap", "MKB-Rotterdam", "MKB Rotterdam Rijnmond", "Movisie",
          "museum het Bonnefanten"],
    "n": ["Nationale Opera en Ballet", "De Nederlandsche Bank", "De Nieuwe Zorg Thuis", "NV Nuon Energy", "Nyenrode Business Universiteit"],
    "o": ["ÖBB"],
    "p": ["Pameijer", "PO-Raad", "Politie Nederland", "PostNL"],
    "r": ["Rabobank", "RADAR", "Radar/Art. 1", "RET N.V. (openbaar vervoerbedrijf regio Rotterdam)", "RMC (Rotterdamse Mobiliteit Centrale)",
          "Royal Schiphol Group"],
    "s": ["&samhoud", "Saxion", "Schiphol Group", "Stichting van de Arbeid", "STudelta", "Studelta", "Súdwest-Fryslân", "Swink Webservices"],
    "u": ["Universiteit Leiden", "Het Utrechts Archief"],
    "v": ["Verwey-Jonker Instituut", "Coöperatie VGZ U.A.", "Vrije Universiteit Amsterdam"],
    "z": ["Zaanstad", "Zeeland refinery"],
    "0-9": ["3M", "20 Creathon"],
}
NAMES = [name for names in ORDER.values() for name in names]


@pytest.mark.parametrize("seed", range(5))
def test_names_in_order(seed):
    """Articles, legal forms, case, accents and punctuation do not count; ij is i and j; 3 comes before 20, and both after z."""
    shuffled = random.Random(seed).sample(NAMES, len(NAMES))
    assert sorted(shuffled, key=collation_key) == NAMES
    assert {letter: [name for name in NAMES if index_letter(name) == letter] for letter in ORDER} == ORDER


BARE = {    # what a name is sorted by -> the names that are sorted by it
    "hertogenbosch": ["'s-Hertogenbosch", "’s-Hertogenbosch", "‘s-Hertogenbosch", "'S-HERTOGENBOSCH", "Hertogenbosch"],
    "haan": ["De Haan", "Haan B.V.", "Haan BV", "HAAN b.v.", "haan n.v.", "Haan, N.V.", "Haan V.O.F.", "Haan VOF", "Haan C.V.", "Haan U.A.", "Haan B.A.",
             "Haan W.A.", "Coöperatie Haan U.A.", "Cooperatie Haan", "N.V. Haan", "BV De Haan", "VOF Haan", "Stichting Haan", "Stichting De Haan",
             "Stichting de Haan", "De Stichting Haan", "vereniging 't Haan", "Een Haan", "'n Haan", "The Haan", "Het Haan", "D'Haan", "De Ha\u0301an"],
    "haan rotterdam": ["Haan N.V. (Rotterdam)", "Haan (Rotterdam)", "Haan-Rotterdam", "Haan & Rotterdam"],
    "stichting van de haan": ["Stichting van de Haan"], "bv": ["B.V."], "de": ["De"], "stichting": ["Stichting", "De Stichting"], "cooperatie": ["Coöperatie U.A."],
    "een en ander": ["Het Een en Ander"], "nova": ["Nova"], "debra": ["Debra"], "heteren": ["Heteren"], "bva": ["BVA"], "mba": ["MBA"], "denv": ["DeNV"],
    "loreal": ["L'Oréal", "L’Oréal", "L'ORÉAL", "LOreal"], "ijsselland": ["IJsselland", "ijsselland", "\u0132sselland"], "obb": ["ÖBB"], "asr": ["A.S.R.", "a.s.r.", "ASR"],
    "~00000003m": ["3M"], "~": ["!!!", "&"], "~δelta": ["Δelta"],
}


@pytest.mark.parametrize("bare", BARE)
def test_what_a_name_is_sorted_by(bare):
    assert [collation_key(name) for name in BARE[bare]] == [(bare, name) for name in BARE[bare]]


@pytest.mark.parametrize(("text", "key"), [
    ("ABN", "abn"), ("Café Zoë", "cafe zoe"), ("A-B_C", "a b c"), ("Art. 1", "art 00000001"), ("Straße", "strasse"), ("ﬁets", "fiets"), ("œuvre", "oeuvre"),
    ("Łódź", "lodz"), ("Øya", "oya"), ("", "")])
def test_keys_of_names(text, key):
    assert name_key(text) == key


def test_the_order_is_total():
    """Names that look alike are told apart by how they are written, and two of one name by their ids; none are equal."""
    assert len({collation_key(name) for name in NAMES}) == len(NAMES)
    twins = [Organisation("b", "Haan"), Organisation("c", "De Haan", sort_name="Haan"), Organisation("a", "Haan"), Organisation("d", "Aap", sort_name="Zebra")]
    assert [o.id for o in sorted(twins, key=lambda o: o.order)] == ["a", "b", "c", "d"]


# --- the same order in a site -----------------------------------------------------------------------------------------

CHARTER = """\
name: {nl: Lijst van namen, en: List of names}
publisher: {name: Uitgever}
sectors: [{code: namen, label: {nl: Namen, en: Names}}]
"""


def record(day: str, names: list[str]) -> str:
    """A ceremony of nothing but these names. JSON is YAML."""
    signatories = [{"id": f"n{NAMES.index(name)}", "name": name, "sector": "namen"} for name in names]
    return json.dumps({"date": day, "signatories": signatories}, ensure_ascii=False)


@pytest.fixture(scope="module")
def site(charter, tmp_path_factory) -> Path:
    """A site of these names, signed in no order, built by the real command in a bare locale."""
    folder = tmp_path_factory.mktemp("names")
    names = random.Random(1).sample(NAMES, len(NAMES))
    twins = [name for before, name in pairwise(NAMES) if collation_key(before)[0] == collation_key(name)[0]]
    written(folder / "signatories", {"charter.yaml": CHARTER, "2026-03-12-utrecht/batch.yaml": record("2026-03-12", [n for n in names if n not in twins]),
                                     "2026-03-13-utrecht/batch.yaml": record("2026-03-13", twins)})     # two in one ceremony would be a mistake
    (folder / "content").mkdir()
    done = charter("build", "--records", folder / "signatories", "--content", folder / "content", "--output", folder / "output", "--base-url", BASE_URL,
                   "--as-of", "2026-11-01", "--quiet", cwd=folder, env={"LC_ALL": "C", "PYTHONHASHSEED": "7"})
    assert done.code == 0, done.stdout + done.stderr
    return folder / "output"


def listed(file: Path) -> list[str]:
    """The names of signatories that a page lists, from top to bottom."""
    page = lxml.html.fromstring(file.read_text("utf-8"))
    return [link.text_content() for link in page.xpath('//main//*[contains(@class, "index__row")]//a')]


@pytest.mark.parametrize("page", ["ondertekenaars", "ondertekenaars/sector/namen", "ondertekenaars/jaar/2026",
                                  "en/signatories", "en/signatories/sector/namen", "en/signatories/year/2026"])
def test_every_list_has_that_order(site, page):
    """The directory and the facets, in both languages. The search in the directory hides rows and moves none."""
    assert listed(site / page / "index.html") == NAMES


def test_the_letters_of_the_directory_have_that_order(site):
    page = lxml.html.fromstring((site / "ondertekenaars" / "index.html").read_text("utf-8"))
    assert page.xpath('//h2[@class="directory__heading"]/@id') == [a.lstrip("#") for a in page.xpath('//a[@class="letters__link"]/@href')] == list(ORDER)


def test_nothing_else_sorts_names():
    """Organisation.order is the one key: only it, the letters and the facets of places ask for an order, and none asks a locale. Rules only compare."""
    asked = {path.relative_to(ROOT / "plugins").as_posix(): found for path in sorted((ROOT / "plugins").rglob("*.py"))
             if path.name != "language.py" and path.parent.name != "checks"
             if (found := {node.attr if isinstance(node, ast.Attribute) else node.id for node in ast.walk(ast.parse(path.read_text("utf-8")))
                           if isinstance(node, ast.Attribute | ast.Name)} & {"collation_key", "index_letter", "setlocale", "strcoll", "strxfrm"})}
    # matching compares names by it and sorts none.
    assert asked == {"charter/state.py": {"collation_key"}, "charter/views/listing.py": {"collation_key", "index_letter"},
                     "charter/matching/mentions.py": {"collation_key"}, "charter/matching/proposing.py": {"collation_key"}}
