"""`charter demo`: invented records, complete and the same everywhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml

from charter.demo import write_demo

CHARTER = """\
name: {nl: Charter Voorbeeld, en: Example Charter}
dimensions:
  - {code: gender, label: {nl: Gender, en: Gender}}
  - {code: leeftijd, label: {nl: Leeftijd, en: Age}}
  - {code: lhbti, label: {nl: LHBTI+, en: LGBTI+}}
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}, {code: bouw, label: {nl: Bouw, en: Building}}]
kinds: [{code: publiek, label: {nl: Publiek, en: Public}}]
sizes: [{code: klein, label: {nl: Klein, en: Small}}, {code: groot, label: {nl: Groot, en: Large}}]
"""
STEPS = ["intake_talk", "ambition_received", "signer_named", "feedback_given", "agreed", "document_prepared",
         "document_handed_in", "social", "newsletter", "confirmation_sent", "introduction_talk",
         "plan_format_sent", "plan", "survey"]


@pytest.fixture(scope="module")
def charter_yaml(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("given") / "charter.yaml"
    path.write_text(CHARTER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def demo(tmp_path_factory, charter_yaml) -> Path:
    """123 organisations, only read by the tests."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(123, folder, charter_yaml)
    return folder


def load(path: Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)     # words stay words


def batches(folder: Path) -> dict[str, dict]:
    return {path.parent.name: load(path) for path in sorted(folder.glob("*/batch.yaml"))}


def signatures(folder: Path) -> list[dict]:
    return [signature for batch in batches(folder).values() for signature in batch["signatories"]]


def digest(folder: Path) -> str:
    """Of every path and byte below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"\0".join(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes()
                                     for path in files)).hexdigest()


def test_ten_sign_at_every_ceremony_and_the_rest_at_the_last(demo):
    assert [len(batch["signatories"]) for batch in batches(demo).values()] == [10] * 12 + [3]


def test_slugs_are_dates_and_places_over_the_years(demo):
    held = batches(demo)
    assert [slug[:10] for slug in held] == [batch["date"] for batch in held.values()]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z]+(-[a-z]+)*", slug) for slug in held)
    assert (min(held)[:4], max(held)[:10]) == ("2015", "2026-10-27")


def test_files_are_the_records_of_the_design_without_photos(demo):
    slugs = list(batches(demo))
    written = sorted(path.relative_to(demo).as_posix() for path in demo.rglob("*") if path.is_file())
    assert written == sorted([
        "charter.yaml", "changes.yaml", "internal/officers.yaml",
        *(f"{slug}/batch.yaml" for slug in slugs), *(f"internal/{slug}.yaml" for slug in slugs)])
    assert (demo / "charter.yaml").read_text(encoding="utf-8") == CHARTER


def test_every_signature_is_complete(demo):
    fields = ["id", "name", "sector", "kind", "size", "seat", "website", "dimensions", "ambition",
              "signed_by"]
    for signature in signatures(demo):
        assert list(signature) == fields
        assert signature["sector"] in ("zorg", "bouw")
        assert signature["kind"] == "publiek"
        assert signature["size"] in ("klein", "groot")
        assert signature["website"] == f"https://{signature['id']}.example.org/"
        assert 1 <= len(set(signature["dimensions"])) == len(signature["dimensions"]) <= 3
        assert set(signature["dimensions"]) <= {"gender", "leeftijd", "lhbti"}
        [signer] = signature["signed_by"]
        assert list(signer) == ["name", "role"]
        assert list(signer["role"]) == ["nl", "en"]


def test_every_batch_is_complete(demo):
    fields = ["date", "publish_at", "form", "place", "host", "led_by", "event", "body", "quotes",
              "signatories"]
    for batch in batches(demo).values():
        assert list(batch) == fields
        assert batch["publish_at"] == f"{batch['date']} 16:00"
        assert batch["host"] == {"id": batch["signatories"][0]["id"]}
        assert [list(batch["event"]), list(batch["body"])] == [["nl", "en"]] * 2
        assert list(batch["led_by"]) == ["name", "role"]
        assert [list(quote) for quote in batch["quotes"]] == [["text", "by"]]


def test_ids_are_ascii_and_unique(demo):
    ids = [signature["id"] for signature in signatures(demo)]
    assert len(set(ids)) == 123
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in ids)


def test_names_break_naive_code(tmp_path, charter_yaml):
    """Each shape is there among a thousand, and survives YAML."""
    write_demo(1000, tmp_path / "demo", charter_yaml)
    names = [signature["name"] for signature in signatures(tmp_path / "demo")]
    shapes = (" & ", "^&", "^'s-", "^[a-z]+ [a-z]+$", r"B\.V\.$", ", .* en ", r"[A-Z]\.$", r"\(.*\)",
              "^L'.*é", ": ", " #", '".*"')
    assert [shape for shape in shapes if not any(re.search(shape, name) for name in names)] == []


def test_ambitions_have_about_200_words_and_differ(demo):
    texts = [signature["ambition"] for signature in signatures(demo)]
    assert all(170 <= len(text[lang].split()) <= 240 for text in texts for lang in ("nl", "en"))
    assert len({text[lang] for text in texts for lang in ("nl", "en")}) == 2 * 123
    assert not any("{" in text[lang] for text in texts for lang in ("nl", "en"))


def test_no_person_is_named_beside_a_dimension(demo):
    people = {signer["name"] for signature in signatures(demo) for signer in signature["signed_by"]}
    written = [text for signature in signatures(demo) for text in signature["ambition"].values()]
    assert not [(name, text) for name in people for text in written if name in text]


def test_changes_are_renames_oldest_first(demo):
    signed = {signature["id"]: batch["date"]
              for batch in batches(demo).values() for signature in batch["signatories"]}
    changes = load(demo / "changes.yaml")
    assert [list(change) for change in changes] == [["date", "id", "renamed"]] * 5
    assert [change["date"] for change in changes] == sorted(change["date"] for change in changes)
    assert all(signed[change["id"]] < change["date"] <= "2026-11-09" for change in changes)


def test_internal_dates_belong_to_the_batch_and_are_not_in_the_future(demo):
    officers = load(demo / "internal" / "officers.yaml")
    for slug, batch in batches(demo).items():
        internal = load(demo / "internal" / f"{slug}.yaml")
        assert list(internal) == [signature["id"] for signature in batch["signatories"]]
        for record in internal.values():
            assert record["officer"] in officers
            assert set(record["steps"]) <= set(STEPS)
            assert max(re.findall(r"\d{4}-\d\d-\d\d", str(record["steps"]))) <= "2026-11-09"


def test_the_same_bytes_every_time(demo, tmp_path, charter_yaml):
    write_demo(123, tmp_path / "again", charter_yaml)
    assert digest(tmp_path / "again") == digest(demo)
    # Also on another machine and in another Python: refresh this only when the words change.
    assert digest(demo)[:16] == "c6952acccb8ce4ec"


def test_a_single_organisation_signs_alone(tmp_path, charter_yaml):
    write_demo(1, tmp_path / "one", charter_yaml)
    [(slug, batch)] = batches(tmp_path / "one").items()
    assert (slug, batch["form"], len(batch["signatories"])) == ("2026-10-27-alkmaar", "individual", 1)


def test_a_folder_with_anything_in_it_is_refused(tmp_path, charter_yaml):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"full is niet leeg\. Geef de naam van een nieuwe map\."):
        write_demo(10, tmp_path / "full", charter_yaml)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_none_is_refused(tmp_path, charter_yaml):
    with pytest.raises(ValueError, match="minstens 1"):
        write_demo(0, tmp_path / "none", charter_yaml)
    assert not (tmp_path / "none").exists()
