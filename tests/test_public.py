"""What is public when, and where it leads: embargo of what others name, dates of consent, folders, links under a path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from trees import differences, tree

PROGRAMME = """
name: {nl: Charter Diversiteit, en: Diversity Charter}
publisher: {name: Bureau Voorbeeld}
dimensions:
  - {code: gender, label: {nl: Gender, en: Gender}}
join: {nl: "Kijk bij de [lijst](/ondertekenaars/) of [elders](//example.org/x).", en: "See the [list](/en/signatories/)."}
"""
BATCH = """
date: 2026-03-12
place: Utrecht
body: {nl: "Zie [de lijst](/ondertekenaars/)."}
signatories:
  - {id: org-a, name: Organisatie A, dimensions: [gender]}
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with one ceremony of one organisation."""
    folder = tmp_path / "records"
    (folder / "2026-03-12-utrecht").mkdir(parents=True)
    (folder / "charter.yaml").write_text(PROGRAMME, "utf-8")
    (folder / "2026-03-12-utrecht" / "batch.yaml").write_text(BATCH, "utf-8")
    return folder


@pytest.fixture
def build(charter, records, tmp_path):
    """build(...) builds these records as of 2026-11-20 and gives the tree of the output."""
    (tmp_path / "content").mkdir()

    def run(*more: object, output: str = "output", as_of: str = "2026-11-20") -> dict[str, bytes]:
        ran = charter("build", "--records", records, "--content", tmp_path / "content", "--output", tmp_path / output,
                      "--as-of", as_of, *more)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tree(tmp_path / output)
    return run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_id_under_embargo_is_nowhere(records, build):
    """Whom others point at before it is public: neither its id nor its name is in any file."""
    (records / "2027-01-10-ede").mkdir()
    (records / "2027-01-10-ede" / "batch.yaml").write_text(
        "date: 2027-01-10\nsignatories:\n  - {id: geheime-club, name: Geheime Club}\n", "utf-8")
    edit(records / "2026-03-12-utrecht" / "batch.yaml", "place: Utrecht", "place: Utrecht\nhost: {id: geheime-club}")
    (records / "changes.yaml").write_text("- {date: 2026-09-01, id: org-a, merged_into: geheime-club}\n", "utf-8")
    made = build()
    assert [path for path, data in made.items() if b"geheime" in data.lower()] == []
    assert b"Organisatie A ging op 1 september 2026 op in een andere ondertekenaar." in made["ondertekenaars/org-a/index.html"]


def test_consent_holds_from_its_day(records, build):
    """The day before, the photo is nowhere; on the day a build without any other change shows it."""
    Image.new("RGB", (64, 48), "teal").save(records / "2026-03-12-utrecht" / "a.jpg")
    edit(records / "2026-03-12-utrecht" / "batch.yaml", "place: Utrecht", (
        "place: Utrecht\nphotos:\n  - {file: a.jpg, alt: {nl: Een vlak}, credit: Cas, "
        "people: [{name: Nora, consent: {web: 2026-11-21}}]}"))
    assert [path for path in build() if path.startswith("images/") and "/card-" not in path] == []
    assert [path.rpartition("/")[2] for path in build(as_of="2026-11-21") if path.startswith("images/") and "/card-" not in path] == ["photo-64.avif", "photo-64.jpg"]


def test_a_renamed_folder_leaves_nothing_behind(records, build, tmp_path):
    """A build over the old site gives the very files of a cold one."""
    build()
    (records / "2026-03-12-utrecht").rename(records / "2026-03-12-nieuw")
    over, cold = build(), build(output="cold")
    assert differences(over, cold) == []
    assert [path for path, data in over.items() if b"2026-03-12-utrecht" in data] == []


def test_a_former_signatory_links_to_no_empty_list(records, build):
    (records / "changes.yaml").write_text("- {date: 2026-09-01, id: org-a, withdrawn: former}\n", "utf-8")
    made = build()
    assert "ondertekenaars/dimensie/gender/index.html" not in made
    assert b"dimensie/gender" not in made["ondertekenaars/org-a/index.html"]


def test_links_from_the_root_follow_the_base_address(build):
    """In pages under its path, in feeds with its host; an address of another site stays."""
    made = build("--base-url", "https://example.org/pad")
    assert b'href="/pad/ondertekenaars/">lijst' in made["index.html"]
    assert b'href="//example.org/x">elders' in made["index.html"]
    assert b'href="/pad/ondertekenaars/">de lijst' in made["nieuws/2026-03-12-utrecht/index.html"]
    assert b'href=\\"https://example.org/pad/ondertekenaars/\\">de lijst' in made["feeds/nieuws.json"]


def test_folders_are_taken_from_where_the_command_runs(charter, records, tmp_path):
    here = tmp_path / "elders"
    shutil.copytree(records, here / "records")
    ran = charter("build", "--records", "records", "--output", "site", cwd=here)
    assert (ran.code, (here / "site" / "index.html").is_file()) == (0, True)


@pytest.mark.parametrize(("arguments", "said"), [
    (["build", "--content", "nergens"], "De map nergens bestaat niet. Geef met --content een andere map."),
    (["new", "2026-03-12", "!!!"], "Van de plaats `!!!` is geen kort webadres te maken. Schrijf haar korter, in gewone letters."),
    (["demo", "--organisations", "0", "nieuw"], "Geef een aantal van minstens 1."),
])
def test_what_cannot_be_is_one_sentence(charter, tmp_path, records, arguments, said):
    ran = charter(*arguments, *([] if arguments[0] == "demo" else ["--records", records]), cwd=tmp_path)
    assert (ran.code, ran.stderr.strip()) == (2, said)


def test_a_moment_in_the_environment_is_looked_at(charter, records, tmp_path):
    ran = charter("build", "--records", records, "--output", tmp_path / "o", env={"CHARTER_AS_OF": "morgen"})
    assert (ran.code, ran.stderr.strip()) == (2, "`morgen` is geen moment / is no moment: 2026-03-12, '2026-03-12 16:00'")


def test_a_link_inside_the_output_is_not_followed(charter, build, records, tmp_path):
    """A folder of the site that is a link elsewhere: refused, and nothing is written there."""
    build()
    shutil.rmtree(tmp_path / "output" / "traject")
    (tmp_path / "elders").mkdir()
    (tmp_path / "output" / "traject").symlink_to(tmp_path / "elders")
    ran = charter("build", "--records", records, "--content", tmp_path / "content", "--output", tmp_path / "output", "--as-of", "2026-11-20")
    assert (ran.code, list((tmp_path / "elders").iterdir())) == (2, [])
