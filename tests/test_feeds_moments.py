"""Readers keep what they got until `updated` moves: whatever changes in an item or a feed moves it, and it never goes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import BASE_URL, ROOT, Command
from feed_reading import json_feed, said, urn
from records_folder import written

FIRST = """\
date: 2026-01-10
signatories:
  - {id: gast, name: De Gast, sector: zorg, dimensions: [gender]}
  - {id: waard, name: De Waard, sector: zorg, dimensions: [gender]}
"""
WITH_GUESTS = """\
date: 2026-03-12
photos:
  - file: groep.jpg
    credit: Cas Voorbeeld
    alt: {nl: Een groep, en: A group}
    people:
      - {name: Anna Berg, organisation: {id: gast}}
      - {name: Bea Dal, organisation: {id: waard}}
    consent: {web: 2026-03-12, newsletter: 2026-03-12}
signatories: [{id: alfa, name: Alfa, sector: zorg, dimensions: [gender]}]
"""
WITH_HOST = "date: 2026-03-13\nhost: {id: waard}\nsignatories: [{id: beta, name: Beta, sector: zorg, dimensions: [gender]}]\n"
OTHER = "date: 2026-03-14\nsignatories: [{id: gamma, name: Gamma, sector: zorg, dimensions: [gender]}]\n"
RECORDS = {"2026-01-10-eerst/batch.yaml": FIRST, "2026-03-12-gasten/batch.yaml": WITH_GUESTS,
           "2026-03-13-gastheer/batch.yaml": WITH_HOST, "2026-03-14-ander/batch.yaml": OTHER}
PHOTO = (ROOT / "signatories/2026-03-12-utrecht/groep.jpg").read_bytes()


@pytest.fixture
def site_on(tmp_path, charter: Command):
    """site_on(day, changes) builds the records with these changes, as they are on a day or at a moment."""
    def build(moment: str, changes: str, **files: str | bytes) -> Path:
        shutil.rmtree(tmp_path / "records", ignore_errors=True)
        written(tmp_path / "records", RECORDS | {"changes.yaml": changes, "2026-03-12-gasten/groep.jpg": PHOTO}
                | {f"{slug}/batch.yaml": text for slug, text in files.items()})
        (tmp_path / "content").mkdir(exist_ok=True)
        output = tmp_path / f"site-{moment}"
        ran = charter("build", "--records", tmp_path / "records", "--content", tmp_path / "content", "--output", output,
                      "--as-of", moment, "--base-url", BASE_URL)
        assert ran.code == 0, ran.stdout + ran.stderr
        return output
    return build


def moved_in(one: Path, other: Path, feed: str) -> dict[str, str]:
    """The items that say something else, each with its new moment; fails where only one of text and moment changed."""
    old, new = ({i["id"]: i for i in json_feed(site, feed)["items"]} for site in (one, other))
    both = old.keys() & new.keys()
    text = {id_ for id_ in both if old[id_] | {"date_modified": ""} != new[id_] | {"date_modified": ""}}
    moved = {id_: new[id_]["date_modified"] for id_ in both if old[id_]["date_modified"] != new[id_]["date_modified"]}
    assert text == set(moved)
    return moved


def midnight(day: str, zone: str = "02:00") -> str:
    return f"{day}T00:00:00+{zone}"


@pytest.mark.parametrize("feed", ["feeds/nieuws", "en/feeds/news", "feeds/mailing"])
def test_a_guest_that_is_erased_moves_what_showed_it(site_on, feed):
    """Its photo and caption leave the article of a ceremony at which it only was a guest."""
    changes = "- {date: 2026-06-01, id: gast, withdrawn: erased}\n"
    before, after = site_on("2026-05-31", changes), site_on("2026-06-01", changes)
    assert ("De Gast" in (before / f"{feed}.json").read_text("utf-8"), "De Gast" in (after / f"{feed}.json").read_text("utf-8")) == (True, False)
    assert moved_in(before, after, feed) == {urn(f"batch:{slug}"): midnight("2026-06-01") for slug in ("2026-01-10-eerst", "2026-03-12-gasten")}


def test_a_host_that_is_erased_moves_its_article(site_on):
    """The article names the host, and its page says when that changed."""
    changes = "- {date: 2026-06-01, id: waard, withdrawn: erased}\n"
    moments = {id_: updated for id_, (*_, updated) in said(site_on("2026-06-01", changes), "feeds/nieuws").items()}
    assert moments == {urn("batch:2026-01-10-eerst"): midnight("2026-06-01"), urn("batch:2026-03-12-gasten"): midnight("2026-06-01"),
                       urn("batch:2026-03-13-gastheer"): midnight("2026-06-01"), urn("batch:2026-03-14-ander"): midnight("2026-03-14", "01:00")}
