"""Readers keep what they got until `updated` moves: whatever changes in an item or a feed moves it, and it never goes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import BASE_URL, ROOT, Command
from feed_reading import ATOM, atom, json_feed, said, urn
from records_folder import CHARTER, written

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
RECORDS = {"charter.yaml": CHARTER + "complete_since: 2030-01-01\n",      # no running totals, which what becomes public later moves too
           "2026-01-10-eerst/batch.yaml": FIRST, "2026-03-12-gasten/batch.yaml": WITH_GUESTS,
           "2026-03-13-gastheer/batch.yaml": WITH_HOST, "2026-03-14-ander/batch.yaml": OTHER}
PHOTO = (ROOT / "signatories/2026-03-12-utrecht/groep.jpg").read_bytes()


@pytest.fixture
def site_on(tmp_path, charter: Command):
    """site_on(day, changes) builds the records with these changes, as they are on a day or at a moment."""
    def build(moment: str, changes: str, **files: str | bytes) -> Path:
        shutil.rmtree(tmp_path / "records", ignore_errors=True)
        written(tmp_path / "records", RECORDS | {"changes.yaml": changes, "2026-03-12-gasten/groep.jpg": PHOTO}
                | {name if name.endswith(".yaml") else f"{name}/batch.yaml": text for name, text in files.items()})
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


CAPTION = ("V.l.n.r.: Anna Berg (De Gast), Bea Dal (De Waard).", "From left to right: Anna Berg (De Gast), Bea Dal (De Waard).")


def test_a_caption_keeps_the_names_of_its_day(site_on):
    """A guest that has another name since is named as it was called at the ceremony; so is a host."""
    changes = "- {date: 2026-05-01, id: gast, renamed: {name: De Nieuwe}}\n- {date: 2026-05-01, id: waard, renamed: {name: Nieuw Waard}}\n"
    before, after = site_on("2026-04-30", changes), site_on("2026-05-02", changes)
    for feed in ("feeds/nieuws", "en/feeds/news", "feeds/mailing", "en/feeds/mailing"):
        assert moved_in(before, after, feed) == {}
        text = (after / f"{feed}.json").read_text("utf-8")
        assert CAPTION[feed.startswith("en/")] in text
        assert not {name for name in ("De Nieuwe", "Nieuw Waard") if name in text}
    assert '<a href="/ondertekenaars/waard/">De Waard</a>' in (after / "nieuws/2026-03-13-gastheer/index.html").read_text("utf-8")


def test_a_guest_that_becomes_known_later_moves_what_names_it(site_on):
    """Its signing is under embargo while a ceremony of others shows it already; and so is a change of name before that."""
    changes = "- {date: 2026-02-01, publish_at: 2026-07-01 09:00, id: gast, renamed: {name: De Andere}}\n"
    files = {"2026-01-10-eerst": FIRST.replace("2026-01-10", "2026-01-10\npublish_at: 2026-06-01 09:00"),
             "2026-03-13-gastheer": WITH_HOST.replace("host: {id: waard}\n", "")}
    sites = [site_on(day, changes, **files) for day in ("2026-05-31", "2026-06-02", "2026-07-02")]
    names = [(name in (site / "feeds/nieuws.json").read_text("utf-8")) for site in sites for name in ("(De Gast)", "(De Andere)")]
    assert names == [False, False, True, False, False, True]
    item = urn("batch:2026-03-12-gasten")
    assert moved_in(*sites[:2], "en/feeds/news")[item] == "2026-06-01T09:00:00+02:00"
    assert moved_in(*sites[1:], "en/feeds/news") == {item: "2026-07-01T09:00:00+02:00"}


MERGED = "- {date: 2026-04-01, id: alfa, merged_into: beta}\n"
MEMBER, MERGER = urn("signatory:alfa"), urn("change:2026-04-01:alfa:merged_into")


def test_another_name_of_who_came_after_moves_who_went_into_it(site_on):
    """By a change of name and by a signature under another name; a signature under the same one moves nothing."""
    again = "date: {}\nsignatories: [{{id: beta, name: {}, sector: zorg, dimensions: [gender], again: true}}]\n"
    files = {"2026-05-20-weer": again.format("2026-05-20", "Beta"), "2026-06-20-weer": again.format("2026-06-20", "Beta Derde")}
    changes = MERGED + "- {date: 2026-06-01, publish_at: 2026-06-03 12:00, id: beta, renamed: {name: Beta Tweede}}\n"
    sites = [site_on(day, changes, **files) for day in ("2026-05-19", "2026-05-20", "2026-06-04", "2026-06-20")]
    assert [said(site, "feeds/ondertekenaars")[MEMBER][1:] for site in sites] == [
        (f"Alfa ging op 1 april 2026 op in {name}. Alfa (Zorg): ondertekend op 12 maart 2026.", midnight("2026-03-12", "01:00"), moment)
        for name, moment in (("Beta", midnight("2026-04-01")), ("Beta", midnight("2026-04-01")),
                             ("Beta Tweede", "2026-06-03T12:00:00+02:00"), ("Beta Derde", midnight("2026-06-20")))]
    assert {site: said(site, "feeds/wijzigingen")[MERGER] for site in sites} == dict.fromkeys(sites, (
        "Alfa ging op in Beta", "Alfa ging op in Beta. Datum: 1 april 2026.", midnight("2026-04-01"), midnight("2026-04-01")))


@pytest.mark.parametrize(("feed", "item"), [("feeds/ondertekenaars", MEMBER), ("en/feeds/changes", MERGER)])
def test_who_came_after_and_is_known_later_moves_what_names_it(site_on, feed, item):
    """Until then it is another signatory."""
    files = {"2026-03-13-gastheer": WITH_HOST.replace("2026-03-13", "2026-03-13\npublish_at: 2026-06-01 09:00")}
    before, after = (site_on(day, MERGED, **files) for day in ("2026-05-31", "2026-06-02"))
    assert ("Beta" in said(before, feed)[item][1], "Beta" in said(after, feed)[item][1]) == (False, True)
    assert moved_in(before, after, feed) == {item: "2026-06-01T09:00:00+02:00"}


def test_a_name_that_became_known_later_moves_the_change_that_says_it(site_on):
    """A change of name with an older date than one that was told already: it says another name before, and another one that left."""
    changes = ("- {date: 2026-04-10, id: gamma, renamed: {name: Gamma Derde}}\n- {date: 2026-04-20, id: beta, withdrawn: former}\n"
               "- {date: 2026-04-05, publish_at: 2026-06-01 09:00, id: gamma, renamed: {name: Gamma Tweede}}\n"
               "- {date: 2026-04-06, publish_at: 2026-06-01 09:00, id: beta, renamed: {name: Beta Tweede}}\n")
    before, after = site_on("2026-05-31", changes), site_on("2026-06-02", changes)
    known = "2026-06-01T09:00:00+02:00"
    renamed, left = urn("change:2026-04-10:gamma:renamed"), urn("change:2026-04-20:beta:withdrawn")
    assert moved_in(before, after, "feeds/wijzigingen") == {renamed: known, left: known}
    found = said(after, "feeds/wijzigingen")
    assert (found[renamed][0], found[left][0]) == ("Gamma Tweede heet nu Gamma Derde", "Beta Tweede is gestopt als ondertekenaar")


@pytest.mark.parametrize("kind", ["sector", "dimensie"])
def test_a_feed_that_somebody_left_for_another_never_goes_back(site_on, kind):
    """Its newest item went to the feed of another sector or dimension; who stays there changed long before."""
    files = {"charter.yaml": CHARTER.replace("sectors: [", "sectors: [{code: bouw, label: {nl: Bouw, en: Construction}}, "),
             "2026-05-20-weer/batch.yaml": "date: 2026-05-20\nsignatories: [{id: gamma, name: Gamma, sector: zorg, dimensions: [leeftijd], again: true}]\n"}
    changes = ("- {date: 2026-04-01, id: gamma, details: {seat: Delft}}\n- {date: 2026-05-10, id: gamma, details: {sector: bouw}}\n"
               if kind == "sector" else "- {date: 2026-04-01, id: gamma, details: {seat: Delft}}\n")
    if kind == "sector":
        del files["2026-05-20-weer/batch.yaml"]
    feed = "feeds/sector/zorg" if kind == "sector" else "feeds/dimensie/gender"
    sites = [site_on(day, changes, **files) for day in ("2026-05-01", "2026-06-01")]
    assert [urn("signatory:gamma") in said(site, feed) for site in sites] == [True, False]
    left = midnight("2026-05-10" if kind == "sector" else "2026-05-20")
    assert [atom(site, feed).findtext(f"{ATOM}updated") for site in sites] == [midnight("2026-04-01"), left]
