"""What feeds say of who left or was erased, of Dutch texts in an English feed, and of photos of an unknown maker."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from conftest import BASE_URL, Command
from feed_reading import ATOM, CONTENT, DC, FORMS, LANG, MEDIA, atom, entries, json_feed, rss, said, urn
from states_folder import states
from trees import edit, tree

NEWS = {"nl": "feeds/nieuws", "en": "en/feeds/news"}
SIGNED = ("2026-06-09T00:00:00+02:00", "2026-07-{:02}T00:00:00+02:00")
DUTCH = urn("batch:2026-05-20-zwolle")


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> Path:
    """Everything that can happen; of the merged one also what happened before it, and a split."""
    folder = states(tmp_path_factory.mktemp("states") / "records")
    with (folder / "changes.yaml").open("a", encoding="utf-8") as file:
        file.write("- {date: 2026-06-20, id: gewist, details: {seat: Zwolle, website: https://gewist.example.org/}}\n"
                   "- {date: 2026-07-05, id: zonder-ambitie, split_into: [waterschap, gewist]}\n"
                   "- {date: 2026-07-06, id: waterschap, details: {seat: Dalfsen, sector: zorg, sort_name: Droogland}}\n")
    return folder


@pytest.fixture(scope="module")
def site_on(records, tmp_path_factory, charter: Command):
    """The site of these records on a day, built once a day."""
    root = tmp_path_factory.mktemp("sites")
    (root / "content").mkdir()
    built: dict[str, Path] = {}

    def on(day: str) -> Path:
        if day not in built:
            built[day] = root / day
            ran = charter("build", "--records", records, "--content", root / "content", "--output", built[day], "--as-of", day, "--base-url", BASE_URL)
            assert ran.code == 0, ran.stdout + ran.stderr
        return built[day]

    return on


def moved(day: int) -> tuple[str, str]:
    """Published at the signing, changed on a day of July."""
    return SIGNED[0], SIGNED[1].format(day)


@pytest.mark.parametrize("feed", ["feeds/ondertekenaars", "feeds/dimensie/gender", "feeds/sector/zorg"])
def test_who_left_stays_and_says_what_happened(site_on, feed):
    """Under the same id, with the moment of the change: in every feed it ever stood in."""
    items = said(site_on("2026-11-01"), feed)
    assert {name: items[urn(f"signatory:{name}")] for name in ("vertrokken", "opgegaan", "gewist", "hernoemd")} == {
        "vertrokken": ("De Vertrokkene", "De Vertrokkene is op 1 juli 2026 gestopt als ondertekenaar. "
                                         "De Vertrokkene (Deventer, Zorg en welzijn): ondertekend op 9 juni 2026.", *moved(1)),
        # Its successor got another name on the fourth.
        "opgegaan": ("De Opgegane", "De Opgegane ging op 2 juli 2026 op in De Nieuwe Naam. "
                                    "De Opgegane (Deventer, Zorg en welzijn): ondertekend op 9 juni 2026.", *moved(4)),
        "gewist": ("Een ondertekenaar die haar gegevens liet verwijderen", "Deze ondertekenaar liet haar gegevens verwijderen.", *moved(3)),
        "hernoemd": ("De Nieuwe Naam", "De Nieuwe Naam (Deventer, Zorg en welzijn): ondertekend op 9 juni 2026 als De Oude Naam.", *moved(4))}


def test_who_comes_back_stands_on_top_again(charter, tmp_path):
    """Above those who signed before it came back; a third signature is no news of who signs."""
    records = states(tmp_path / "records")
    for day, name in (("2026-11-01", "vertrokken, name: De Vertrokkene"), ("2026-11-02", "meanwhile, name: Meanwhile"), ("2026-11-03", "vertrokken, name: De Vertrokkene")):
        (records / f"{day}-ede").mkdir()
        again = ", again: true" if "Vertrokkene" in name else ""
        (records / f"{day}-ede" / "batch.yaml").write_text(f"date: {day}\nsignatories: [{{id: {name}{again}}}]\n", "utf-8")
    (tmp_path / "content").mkdir()
    ran = charter("build", "--records", records, "--content", tmp_path / "content", "--output", tmp_path / "site", "--as-of", "2026-11-04", "--base-url", BASE_URL)
    assert ran.code == 0, ran.stdout + ran.stderr
    for feed, said_of_it in (("feeds/ondertekenaars", "De Vertrokkene (Deventer, Zorg en welzijn): ondertekend op 9 juni 2026. Opnieuw ondertekend op 3 november 2026."),
                             ("en/feeds/signatories", "De Vertrokkene (Deventer, Health and social care): signed on 9 June 2026. Signed again on 3 November 2026.")):
        newest, first, *_ = json_feed(tmp_path / "site", feed)["items"]
        assert newest["id"] == urn("signatory:meanwhile")
        assert (first["id"], first["summary"]) == (urn("signatory:vertrokken"), said_of_it)


def test_a_split_leads_to_those_that_came_after(site_on):
    """One of the two was erased before: it is not named, and nothing leads to it."""
    site = site_on("2026-11-01")
    title, text, *_ = said(site, "en/feeds/signatories")[urn("signatory:zonder-ambitie")]
    assert (title, text) == ("Zonder Ambitie B.V.", (
        "Zonder Ambitie B.V. was split into Waterschap Droogland and a signatory that had its details removed on 5 July 2026. "
        "Zonder Ambitie B.V. (Zwolle, Health and social care): signed on 20 May 2026."))
    for feed, name in (("en/feeds/signatories", "signatory:zonder-ambitie"), ("en/feeds/changes", "change:2026-07-05:zonder-ambitie:split_into")):
        [found] = [i["content_html"] for i in json_feed(site, feed)["items"] if i["id"] == urn(name)]
        assert html.fromstring(f"<div>{found}</div>").xpath("//a/@href") == [f"{BASE_URL}/en/signatories/waterschap/"]


def test_changes_are_told_with_the_names_of_that_day(site_on):
    """One that was erased since is not named any more; that it was erased is no news."""
    assert said(site_on("2026-11-01"), "feeds/wijzigingen") == {urn(f"change:{name}"): (*texts, f"{published}T00:00:00+02:00", f"{updated}T00:00:00+02:00")
                                                                for name, *texts, published, updated in (
        ("2026-07-06:waterschap:details", "Gegevens van Waterschap Droogland zijn gewijzigd",
         "Gegevens van Waterschap Droogland zijn gewijzigd. Plaats: Dalfsen. Sector: Zorg en welzijn. Datum: 6 juli 2026.", "2026-07-06", "2026-07-06"),
        ("2026-07-05:zonder-ambitie:split_into", "Zonder Ambitie B.V. is gesplitst in Waterschap Droogland en een ondertekenaar die haar gegevens liet verwijderen",
         "Zonder Ambitie B.V. is gesplitst in Waterschap Droogland en een ondertekenaar die haar gegevens liet verwijderen. Datum: 5 juli 2026.",
         "2026-07-05", "2026-07-05"),
        ("2026-07-04:hernoemd:renamed", "De Oude Naam heet nu De Nieuwe Naam", "De Oude Naam heet nu De Nieuwe Naam. Datum: 4 juli 2026.", "2026-07-04", "2026-07-04"),
        ("2026-07-02:opgegaan:merged_into", "De Opgegane ging op in De Oude Naam", "De Opgegane ging op in De Oude Naam. Datum: 2 juli 2026.",
         "2026-07-02", "2026-07-02"),
        ("2026-07-01:vertrokken:withdrawn", "De Vertrokkene is gestopt als ondertekenaar", "De Vertrokkene is gestopt als ondertekenaar. Datum: 1 juli 2026.",
         "2026-07-01", "2026-07-01"),
        ("2026-06-20:gewist:details", "Een ondertekenaar die haar gegevens liet verwijderen", "Deze ondertekenaar liet haar gegevens verwijderen.",
         "2026-06-20", "2026-07-03"))}


def test_who_was_erased_is_nowhere_but_its_id_is(site_on):
    """Before, it was in six feeds of a language; after, readers overwrite these, and nothing leads to the page that is gone."""
    before, after = tree(site_on("2026-06-30")), tree(site_on("2026-11-01"))
    feeds = {path for path, data in before.items() if "feeds/" in path and b"De Gewiste" in data}
    assert len(feeds) == 3 * 2 * 6      # news, newsletter blocks, signatories, changes, its dimension and its sector
    assert {path for path, data in after.items() if b"Gewiste" in data or b"gewist.example.org" in data or b"/gewist/" in data} == set()
    own = {urn("signatory:gewist"), urn("change:2026-06-20:gewist:details")}
    for path in feeds:
        ids_before, ids_after = ({id_ for id_ in own if id_.encode() in made[path]} for made in (before, after))
        assert ids_before == ids_after
    links = {item["url"] for feed in ("feeds/ondertekenaars", "feeds/wijzigingen") for item in json_feed(site_on("2026-11-01"), feed)["items"] if item["id"] in own}
    assert links == {f"{BASE_URL}/ondertekenaars/"}


DAYS = ("2026-06-30", "2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04", "2026-07-06", "2026-11-01")


def test_no_id_vanishes_and_what_changed_says_when(site_on):
    """From day to day: every item is still there, one that says something else moved its moment, and one that moved says something else."""
    for before, after in pairwise(DAYS):
        one, other = site_on(before), site_on(after)
        for feed in sorted(path.relative_to(one).with_suffix("").as_posix() for path in one.rglob("feeds/**/*.json")):
            old, new = ({i["id"]: i for i in json_feed(site, feed)["items"]} for site in (one, other))
            # Who went to another sector did not leave: it stands in the feed of that sector.
            assert old.keys() - new.keys() == ({urn("signatory:waterschap")} if feed.endswith("sector/bouw") and after == "2026-07-06" else set())
            for id_, item in ((id_, item) for id_, item in old.items() if id_ in new):
                without = [{key: value for key, value in each.items() if key != "date_modified"} for each in (item, new[id_])]
                moved_too = item["date_modified"] != new[id_]["date_modified"]
                assert (without[0] != without[1]) == moved_too, (feed, after, item, new[id_])
                assert not moved_too or new[id_]["date_modified"][:10] > before


def test_dutch_in_an_english_feed_is_marked(site_on):
    """xml:lang in Atom and RSS, `language` in JSON Feed, lang in the HTML; everything else is in the language of the feed."""
    site = site_on("2026-11-01")
    root = atom(site, NEWS["en"])
    assert root.get(LANG) == "en"
    marked = {e.findtext(f"{ATOM}id"): [(child.tag.removeprefix(ATOM), child.get(LANG)) for child in e if child.get(LANG)] for e in entries(site, NEWS["en"])}
    assert {id_: found for id_, found in marked.items() if found} == {DUTCH: [("title", "nl"), ("summary", "nl")]}
    assert {i["id"] for i in json_feed(site, NEWS["en"])["items"] if i["language"] == "nl"} == {DUTCH}
    items = {item.findtext("guid"): item for item in rss(site, NEWS["en"]).findall("item")}
    assert {id_: item.findtext(f"{DC}language") for id_, item in items.items() if item.find(f"{DC}language") is not None} == {DUTCH: "nl"}
    assert [(child.tag, child.get(LANG)) for child in items[DUTCH] if child.get(LANG)] == [("title", "nl"), ("description", "nl")]
    body = html.fromstring(f"<div>{items[DUTCH].findtext(CONTENT)}</div>")
    assert [" ".join(e.text_content().split()) for e in body.xpath("//*[@lang='nl']")] == [
        "Het was nog donker toen de eerste gasten kwamen.", "Ontbijt voor werkgevers in de regio",
        "De een zoekt personeel. De ander wil vooral dat mensen blijven. Lees wat er daarna gebeurt.",
        "Wij willen dat iedereen hier tot zijn pensioen kan werken.", "dijkgraaf", "dijkgraaf",
        "Over drie jaar werken hier evenveel jongeren als ouderen.", "De functie van Saskia Dijkdroom is verbeterd."]
    assert "Part of this page is only available in Dutch." in body.text_content()
    for form in FORMS:
        assert ' lang=' not in (site / f"{NEWS['nl']}.{form}").read_text("utf-8").replace("xml:lang", "")


def test_a_photographer_who_is_not_known_is_said_in_words(site_on):
    site = site_on("2026-11-01")
    for feed, words in ((NEWS["nl"], "Fotograaf onbekend"), (NEWS["en"], "Photographer unknown")):
        [item] = [item for item in rss(site, feed).findall("item") if item.findtext("guid") == urn("batch:2026-09-03-alleen")]
        assert html.fromstring(f"<div>{item.findtext(CONTENT)}</div>").findtext(".//figcaption") == words
        assert [child.tag.removeprefix(MEDIA) for child in item.find(f"{MEDIA}content")] == ["description"]


def test_the_whole_article_is_in_its_item(site_on):
    """Everything that its page says: event, body, quotes, who signed for whom, ambition, total and corrections."""
    [found] = [i["content_html"] for i in json_feed(site_on("2026-11-01"), NEWS["nl"])["items"] if i["id"] == DUTCH]
    body = html.fromstring(f"<div>{found}</div>")
    assert [(e.tag, " ".join(e.text_content().split())) for e in body] == [
        ("p", "Het was nog donker toen de eerste gasten kwamen."), ("p", "Ontbijt voor werkgevers in de regio"),
        ("p", "De een zoekt personeel. De ander wil vooral dat mensen blijven. Lees wat er daarna gebeurt."),
        ("figure", "Wij willen dat iedereen hier tot zijn pensioen kan werken. Saskia Dijkdroom, dijkgraaf"),
        ("h2", "De ondertekenaars"),
        ("ol", "Waterschap Droogland, Zwolle, Bouw en techniek Getekend door Saskia Dijkdroom, dijkgraaf Tekent ook voor Dijkbeheer Oost en Gemaal Noord "
               "Over drie jaar werken hier evenveel jongeren als ouderen. Zonder Ambitie B.V., Zwolle, Zorg en welzijn"),
        ("p", "Daarmee hebben 286 organisaties Charter Diversiteit ondertekend."), ("h2", "Correcties"),
        ("ul", "22 mei 2026, 09:00 uur: De functie van Saskia Dijkdroom is verbeterd.")]
    assert body.xpath("//a/@href") == [f"{BASE_URL}/{path}/" for path in ("traject", "ondertekenaars/waterschap", "ondertekenaars/zonder-ambitie")]


def test_another_title_or_name_leaves_every_id_alone(site_on, records, tmp_path, charter: Command):
    """A title that is written, a name that is mended and a folder elsewhere."""
    changed = tmp_path / "elders"
    changed.mkdir()
    (changed / "content").mkdir()
    states(changed / "records")
    (changed / "records" / "changes.yaml").write_text((records / "changes.yaml").read_text("utf-8"), "utf-8")
    edit(changed / "records/2026-05-20-zwolle/batch.yaml", "Twee organisaties ondertekenen tijdens een ontbijt", "Ontbijt met een handtekening")
    edit(changed / "records/2026-09-03-alleen/batch.yaml", "Één Enkele", "Twee Enkelen")
    ran = charter("build", "--records", changed / "records", "--content", changed / "content", "--output", changed / "site", "--as-of", "2026-11-01",
                  "--base-url", BASE_URL, cwd=changed)
    assert ran.code == 0, ran.stdout + ran.stderr
    site = site_on("2026-11-01")
    for feed in sorted(path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("feeds/**/*.json")):
        one, other = ([i["id"] for i in json_feed(where, feed)["items"]] for where in (site, changed / "site"))
        assert one == other
    assert "Ontbijt met een handtekening" in (changed / "site/feeds/nieuws.json").read_text("utf-8")
    assert "Twee Enkelen" in (changed / "site/en/feeds/signatories.json").read_text("utf-8")
