"""Identity over time: what `charter record-published` wrote down is never lost and never becomes something else."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from charter import urls
from charter.causes import NewSite
from charter.continuity import compare
from charter.model.folder import load
from charter.model.published import Published, hash_of, read_published
from charter.model.published import written as as_text
from charter.moment import moment_of
from charter.pages import HandPage
from charter.published import Identities, merged
from charter.state import state_at
from conftest import Command, Ran
from records_folder import written
from trees import edit, stamps, tree

UTRECHT = """\
date: 2025-03-12
publish_at: 2025-03-12 16:00
place: Utrecht
photos:
  - {file: groep.jpg, alt: {nl: Een groep, en: A group}, credit: Jo Demo, people: []}
signatories:
  - {id: gemeente-a, name: Gemeente A, seat: Utrecht, sector: zorg}
  - {id: bakkerij-b, name: Bakkerij B, seat: Delft}
"""
ZWOLLE = """\
date: 2025-06-09
signatories:
  - id: slagerij-c
    name: Slagerij C
    photos:
      - {file: portret.jpg, alt: {nl: De slager, en: The butcher}, credit: Jo Demo, people: []}
"""
CHANGES = """\
- {date: 2025-07-01, id: bakkerij-b, renamed: {name: Bakkerij Beter}}
"""
OVER = "Title: Over ons\nSlug: over\nLang: nl\nSummary: Wie wij zijn.\n\nTekst.\n"
NEWS = "Title: Handreiking\nSlug: handreiking\nLang: nl\nDate: 2025-05-20\nSummary: Iets nieuws.\n\nTekst.\n"
FILES = {"2025-03-12-utrecht/batch.yaml": UTRECHT, "2025-06-09-zwolle/batch.yaml": ZWOLLE, "changes.yaml": CHANGES}
MOMENT = "2025-11-20 12:00"


@dataclass(frozen=True)
class Site:
    """Records, pages and the site that was built of them, in a folder that a test may change."""

    root: Path
    charter: Command

    @property
    def records(self) -> Path:
        return self.root / "signatories"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def published(self) -> Path:
        return self.records / "published.json"

    @property
    def places(self) -> tuple[object, ...]:
        return "--records", self.records, "--content", self.root / "content", "--output", self.output

    def build(self, *more: object, as_of: str = MOMENT) -> Ran:
        """At that moment, or now when it is ''."""
        return self.charter("build", *self.places, *(("--as-of", as_of) if as_of else ()), *more)

    def record(self, *more: object) -> Ran:
        return self.charter("record-published", *self.places, *more)

    def entries(self) -> dict:
        return json.loads(self.published.read_text("utf-8"))

    def refused(self, *more: object, as_of: str = MOMENT) -> list[tuple]:
        """Every error of a build that must fail and leave the old site: path, line, column, rule, Dutch, suggestion."""
        before = stamps(self.output)
        ran = self.build("--format", "json", *more, as_of=as_of)
        assert ran.code == 1, ran.stdout + ran.stderr
        assert stamps(self.output) == before
        return [(p["path"], p["line"], p["column"], p["rule"], p["message"], p["suggestion"])
                for p in json.loads(ran.stdout) if p["level"] == "error"]

    def line_of(self, entry: str) -> int:
        """Where an entry stands in published.json, counted from 1."""
        lines = self.published.read_text("utf-8").split("\n")
        return next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(f'"{entry}"'))

    def built(self, *more: object) -> dict[str, bytes]:
        """The site after a build that must go well."""
        ran = self.build(*more)
        assert ran.code == 0, ran.stdout + ran.stderr
        return tree(self.output)


def picture(path: Path, colour: str, size: tuple[int, int] = (64, 48)) -> None:
    """A photo of one colour."""
    Image.new("RGB", size, colour).save(path, "JPEG")


@pytest.fixture(scope="module")
def recorded(charter: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site that was built and written down; only to be copied."""
    root = tmp_path_factory.mktemp("recorded")
    site = Site(root, charter)
    written(site.records, FILES)
    picture(site.records / "2025-03-12-utrecht" / "groep.jpg", "teal")
    picture(site.records / "2025-06-09-zwolle" / "portret.jpg", "olive")
    (root / "content" / "nieuws").mkdir(parents=True)
    (root / "content" / "over.nl.md").write_text(OVER, "utf-8")
    (root / "content" / "nieuws" / "handreiking.nl.md").write_text(NEWS, "utf-8")
    site.built()
    ran = site.record()
    assert ran.code == 0, ran.stdout + ran.stderr
    return root


@pytest.fixture
def site(recorded: Path, charter: Command, tmp_path: Path) -> Site:
    """A copy of that folder."""
    shutil.copytree(recorded, tmp_path / "site")
    return Site(tmp_path / "site", charter)


# What is written down

def test_every_page_feed_and_picture_is_written_down_with_its_owner(site):
    """The files of the output, but for the theme's and those that hosts and robots know by name."""
    entries = site.entries()
    assert (entries["as_of"], entries["erased"]) == ("2025-11-20T12:00", [])
    assert {address: owner for address, owner in entries["urls"].items() if owner != "listing"} == {
        **{f"{news}{slug}/": f"batch:{slug}" for slug in ("2025-03-12-utrecht", "2025-06-09-zwolle")
           for news in ("/nieuws/", "/en/news/", "/kit/", "/en/kit/")},
        **{f"{directory}{id_}/": f"signatory:{id_}" for id_ in ("gemeente-a", "bakkerij-b", "slagerij-c")
           for directory in ("/ondertekenaars/", "/en/signatories/")},
        "/over/": "page:over.md", "/nieuws/handreiking/": "page:nieuws/handreiking.md"}
    files = {f"/{path.removesuffix('index.html')}" for path in tree(site.output)}
    assert files - entries["urls"].keys() - entries["images"].keys() - {p for p in files if p.startswith("/static/")} == {
        "/.manifest", "/404.html", "/en/404.html", "/robots.txt", "/sitemap.xml"}
    assert (entries["urls"].keys() | entries["images"].keys()) - files == set()
    names = ["batch:2025-03-12-utrecht", "batch:2025-06-09-zwolle", "signatory:gemeente-a", "signatory:bakkerij-b",
             "signatory:slagerij-c", "change:2025-07-01:bakkerij-b:renamed", "page:nieuws/handreiking.md"]
    assert entries["feed_ids"] == {urls.feed_id(*name.split(":")): name for name in names}
    assert set(entries["images"].values()) == {"batch:2025-03-12-utrecht/groep.jpg", "signatory:slagerij-c/portret.jpg"}


def test_the_file_is_sorted_with_one_entry_a_line(site):
    """So that two versions are compared at a glance."""
    text = site.published.read_text("utf-8")
    assert text == json.dumps(site.entries(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert ' "/over/": "page:over.md",\n' in text


def test_building_recording_and_building_again_changes_nothing(site):
    """Not the site, not its time stamps and not the file."""
    before, text = stamps(site.output), stamps(site.records)
    twice = site.record()           # it was written after the build, and that build is still the one
    first = site.build()
    again = site.record()
    last = site.build()
    assert [twice.code, first.code, again.code, last.code] == [0, 0, 0, 0]
    assert again.stdout == twice.stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding.\n"
    assert {path: stamp for path, stamp in stamps(site.output).items() if path != ".manifest"} == {
        path: stamp for path, stamp in before.items() if path != ".manifest"}
    assert stamps(site.records) == text


def test_what_is_new_is_added_and_told(site):
    """A third ceremony: only additions, and the moment of the build."""
    before = site.entries()
    written(site.records, {"2025-11-18-ede/batch.yaml": "date: 2025-11-18\nsignatories: [{id: kapper-d, name: Kapper D}]\n"})
    site.built("--as-of", "2025-11-20 13:00")
    ran = site.record()
    after = site.entries()
    assert ran == Ran(0, "Erbij in published.json: 6 × adres, 2 × feed-id, 0 × afbeelding.\n"
                      "  /en/kit/2025-11-18-ede/\n  /en/news/2025-11-18-ede/\n  /en/signatories/kapper-d/\n"
                      "  /kit/2025-11-18-ede/\n  /nieuws/2025-11-18-ede/\n  /ondertekenaars/kapper-d/\n", "")
    assert after["as_of"] == "2025-11-20T13:00"
    assert {name: dict(after[name].items() - before[name].items()) for name in ("urls", "feed_ids")} == {
        "urls": {"/en/kit/2025-11-18-ede/": "batch:2025-11-18-ede", "/en/news/2025-11-18-ede/": "batch:2025-11-18-ede",
                 "/kit/2025-11-18-ede/": "batch:2025-11-18-ede", "/nieuws/2025-11-18-ede/": "batch:2025-11-18-ede",
                 "/en/signatories/kapper-d/": "signatory:kapper-d", "/ondertekenaars/kapper-d/": "signatory:kapper-d"},
        "feed_ids": {urls.feed_id("batch", "2025-11-18-ede"): "batch:2025-11-18-ede", urls.feed_id("signatory", "kapper-d"): "signatory:kapper-d"}}
    assert [before[name].items() - after[name].items() for name in ("urls", "feed_ids", "images")] == [set(), set(), set()]


# What may not happen

def test_a_folder_that_was_renamed(site):
    (site.records / "2025-06-09-zwolle").rename(site.records / "2025-06-09-zwolle-2")
    assert site.refused() == [(
        "2025-06-09-zwolle-2/batch.yaml", 1, 1, "published-lost",
        "de map van deze ondertekening heette `2025-06-09-zwolle` toen zij werd gepubliceerd; geef de map die naam terug", None)]


def test_a_folder_that_was_removed(site):
    """The ceremony and whoever signed there, each at its line in published.json."""
    shutil.rmtree(site.records / "2025-06-09-zwolle")
    assert site.refused() == [
        ("published.json", site.line_of("/en/kit/2025-06-09-zwolle/"), 3, "published-lost",
         "de map `2025-06-09-zwolle` met een gepubliceerde ondertekening ontbreekt; zet haar terug", None),
        ("published.json", site.line_of("/en/signatories/slagerij-c/"), 3, "published-lost",
         "de gepubliceerde ondertekenaar `slagerij-c` ontbreekt; zet het id terug in het record. Vertrek of fusie hoort in changes.yaml", None)]


def test_a_new_ceremony_is_not_taken_for_one_that_is_gone(site):
    """However alike folder and ids are: in a folder that was renamed sign those who were published."""
    shutil.rmtree(site.records / "2025-06-09-zwolle")
    written(site.records, {"2025-11-09-zwolle/batch.yaml": "date: 2025-11-09\nsignatories: [{id: slagerij-cc, name: Slagerij Nieuw}]\n"})
    assert [problem[:4] for problem in site.refused()] == [
        ("published.json", site.line_of("/en/kit/2025-06-09-zwolle/"), 3, "published-lost"),
        ("published.json", site.line_of("/en/signatories/slagerij-c/"), 3, "published-lost")]


def test_an_id_that_was_changed(site):
    """The line to write is told, by `charter check` too."""
    edit(site.records / "2025-06-09-zwolle" / "batch.yaml", "id: slagerij-c", "id: slagerij-cc")
    message = "dit id was `slagerij-c` toen het werd gepubliceerd en verandert nooit; een nieuwe naam hoort in changes.yaml"
    assert site.refused() == [("2025-06-09-zwolle/batch.yaml", 3, 5, "published-lost", message, "  - id: slagerij-c")]
    checked = site.charter("check", "--records", site.records)
    assert (checked.code, checked.stdout.splitlines()[:2]) == (
        1, [f"{site.records}/2025-06-09-zwolle/batch.yaml:3:5: fout [published-lost] {message}", "    schrijf: - id: slagerij-c"])


def test_a_signatory_that_was_removed(site):
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "  - {id: gemeente-a, name: Gemeente A, seat: Utrecht, sector: zorg}\n", "")
    assert site.refused() == [
        ("published.json", site.line_of("/en/signatories/gemeente-a/"), 3, "published-lost",
         "de gepubliceerde ondertekenaar `gemeente-a` ontbreekt; zet het id terug in het record. Vertrek of fusie hoort in changes.yaml", None)]


def test_a_change_that_was_removed(site):
    (site.records / "changes.yaml").unlink()
    assert site.refused() == [
        ("published.json", site.line_of(urls.feed_id("change", "2025-07-01", "bakkerij-b", "renamed")), 3, "published-lost",
         "de gepubliceerde wijziging `2025-07-01:bakkerij-b:renamed` ontbreekt; zet haar terug in changes.yaml", None)]


def test_a_mistake_in_changes_loses_nothing(site):
    """While one line of it cannot be read, the others are not called missing."""
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write("- {date: 2025-08-01, id: bakkerij-b, renamed: Bakkerij Best}\n")
    assert [problem[3] for problem in site.refused()] == ["fields-wanted"]


def test_a_change_that_was_given_another_date(site):
    edit(site.records / "changes.yaml", "2025-07-01", "2025-07-02")
    assert site.refused() == [
        ("changes.yaml", 1, 4, "published-lost", "deze wijziging is gepubliceerd met de datum 2025-07-01; die verandert niet meer",
         "- {date: 2025-07-01, id: bakkerij-b, renamed: {name: Bakkerij Beter}}")]


@pytest.mark.parametrize("as_of", [MOMENT, ""], ids=["then", "now"])
def test_an_embargo_that_was_put_back(site, as_of):
    """One Problem for the article, the kit, the pages of whoever signed, feed ids and photos together."""
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "publish_at: 2025-03-12 16:00", "publish_at: 2099-03-12 16:00")
    assert site.refused(as_of=as_of) == [
        ("2025-03-12-utrecht/batch.yaml", 2, 1, "published-lost",
         "/en/kit/2025-03-12-utrecht/ (en nog 13) is gepubliceerd en zou verdwijnen: wat openbaar was, blijft openbaar; zet dit moment terug", None)]
    assert site.build("--preview", as_of="").code == 0     # a preview shows what is under embargo


def checked(site: Site, *more: object) -> list[tuple]:
    """Every error of `charter check`: path, line, column, rule, English."""
    ran = site.charter("check", "--records", site.records, "--format", "json", "--lang", "en", *more)
    return [(p["path"], p["line"], p["column"], p["rule"], p["message"]) for p in json.loads(ran.stdout) if p["level"] == "error"]


def test_an_embargo_on_what_was_published_is_told_by_check(site):
    """Whatever the record accepts, and not of a day on which it was not public yet."""
    batch = site.records / "2025-03-12-utrecht" / "batch.yaml"
    edit(batch, "publish_at: 2025-03-12 16:00", "publish_at: 2099-03-12 16:00")
    with batch.open("a", encoding="utf-8") as record:
        record.write("accept: [{rule: published-lost, because: toestemming ingetrokken}]\n")
    edit(site.records / "changes.yaml", "date: 2025-07-01,", "date: 2025-07-01, publish_at: 2099-01-01,")
    written(site.records, {"2099-01-01-ede/batch.yaml": "date: 2099-01-01\nsignatories: [{id: kapper-d, name: Kapper D}]\n"})    # as it should be
    message = "this was published, and what was public stays public; put this moment back"
    told = [("2025-03-12-utrecht/batch.yaml", 2, 1, "published-lost", message), ("changes.yaml", 1, 22, "published-lost", message)]
    assert checked(site) == checked(site, "--as-of", "2025-11-20") == told
    assert checked(site, "--as-of", "2025-11-19") == checked(site, "--as-of", "2099-03-12") == []


def test_a_change_that_was_put_back(site):
    edit(site.records / "changes.yaml", "date: 2025-07-01,", "date: 2025-07-01, publish_at: 2099-01-01,")
    assert site.refused() == [
        ("changes.yaml", 1, 22, "published-lost", f"{urls.feed_id('change', '2025-07-01', 'bakkerij-b', 'renamed')} is gepubliceerd en "
         "zou verdwijnen: wat openbaar was, blijft openbaar; zet dit moment terug", None)]


def test_a_page_that_was_removed_moved_or_put_off(site):
    """Also written pages keep their addresses."""
    (site.root / "content" / "over.nl.md").unlink()
    edit(site.root / "content" / "nieuws" / "handreiking.nl.md", "Slug: handreiking", "Slug: gids")
    gone = "/over/ is gepubliceerd en zou verdwijnen: de gepubliceerde pagina `over.md` ontbreekt; zet het bestand terug met hetzelfde adres"
    moved = "/nieuws/handreiking/ is gepubliceerd en zou verdwijnen: geef de pagina haar adres terug"
    assert site.refused() == [("../content/nieuws/handreiking.nl.md", 2, 1, "published-lost", moved, "Slug: handreiking"),
                              ("published.json", site.line_of("/over/"), 3, "published-lost", gone, None)]
    (site.root / "content" / "over.nl.md").write_text(OVER, "utf-8")
    (site.root / "content" / "nieuws" / "handreiking.nl.md").write_text(NEWS.replace("2025-05-20", "2099-05-20"), "utf-8")
    assert site.refused() == [("../content/nieuws/handreiking.nl.md", 4, 1, "published-lost",
                               "/nieuws/handreiking/ (en nog 1) is gepubliceerd en zou verdwijnen: wat openbaar was, blijft openbaar; zet deze datum terug", None)]


@pytest.mark.parametrize(("new", "old"), [("wie.nl.md", "over.nl.md"), ("wie.md", "over.md"), ("nl/wie.nl.md", "over.nl.md")])
def test_a_page_whose_file_was_renamed(site, new, old):
    """Another address would lose the one that was published: the file gets its name back."""
    (site.root / "content" / "nl").mkdir()
    (site.root / "content" / "over.nl.md").rename(site.root / "content" / new)
    assert site.refused() == [(f"../content/{new}", 2, 1, "published-reused", "/over/ krijgt een andere eigenaar: het bestand van deze pagina heette "
                               f"{old} toen zij werd gepubliceerd; geef het die naam terug", None)]


def test_a_page_whose_files_were_renamed_in_both_languages(site):
    """Each at its own file."""
    def page(name: str, lang: str) -> HandPage:
        return HandPage(f"{name}.{lang}.md", lang, "over", "Over", "Over ons", "", None, "over")

    records = load(site.records)
    addresses = ("/over/", "/en/over/")
    before = Published(moment_of(MOMENT), dict.fromkeys(addresses, "page:over.md"), {}, {}, frozenset())
    now = Identities(dict.fromkeys(addresses, "page:wie.md"), {}, frozenset())
    content = site.root / "renamed"
    written(content, {f"wie.{lang}.md": OVER.replace("Lang: nl", f"Lang: {lang}") for lang in ("nl", "en")})
    problems, redirects = compare(NewSite(records, state_at(records, moment_of(MOMENT)), [page("wie", "nl"), page("wie", "en")], content, now), before)
    assert ([(p.path, p.line, p.message.en) for p in problems], redirects) == ([
        (f"../renamed/wie.{lang}.md", 2, f"{address} gets another owner: the file of this page was called over.{lang}.md when it was "
         "published; give it that name again") for address, lang in zip(addresses, ("nl", "en"), strict=True)], {})


def test_a_page_that_takes_the_address_of_another(site):
    """The same words in the address, and yet something else: its feed id would be another too."""
    content = site.root / "content"
    (content / "over.nl.md").rename(content / "wie.nl.md")
    (content / "over.nl.md").write_text(OVER.replace("Slug: over", "Slug: ons"), "utf-8")
    assert site.refused() == [("../content/wie.nl.md", 2, 1, "published-reused",
                               "/over/ krijgt een andere eigenaar: dat was van pagina over.md; kies een ander", None)]
    (content / "wie.nl.md").rename(content / "wie.en.md")
    edit(content / "wie.en.md", "Lang: nl", "Lang: en")
    assert [problem[3:5] for problem in site.refused()] == [
        ("published-lost", "/over/ is gepubliceerd en zou verdwijnen: geef de pagina haar adres terug")]


def test_a_page_that_takes_the_address_of_a_ceremony(site):
    """The ceremony may be gone from the records: its address is still taken."""
    shutil.rmtree(site.records / "2025-06-09-zwolle")
    (site.root / "content" / "nieuws" / "zwolle.nl.md").write_text(NEWS.replace("Slug: handreiking", "Slug: 2025-06-09-zwolle"), "utf-8")
    assert [problem[:4] for problem in site.refused()] == [
        ("published.json", site.line_of("/en/kit/2025-06-09-zwolle/"), 3, "published-lost"),
        ("published.json", site.line_of("/en/signatories/slagerij-c/"), 3, "published-lost")]


OWNERS = ["listing", "batch:2025-03-12-utrecht", "batch:x", "signatory:gemeente-a", "signatory:x", "change:2025-07-01:bakkerij-b:renamed",
          "change:x", "page:over.md", "page:x.md", "batch:x/groep.jpg", "batch:2025-03-12-utrecht/weg.jpg", "signatory:slagerij-c/weg.jpg", "signatory:x/a.jpg"]
ADDRESSES = ["/", "/over/", "/ondertekenaars/gemeente-a/", "/ondertekenaars/", "/ondertekenaars/plaats/delft/pagina/2/", "/en/x/", "/feeds/nieuws.rss",
             "/feeds/nieuws/archief-1.atom", "/feeds/sector/zorg.ics", "/data/lijst.csv", "/images/0123456789ab/photo-960.jpg", "/images/a"]


@given(published=st.dictionaries(st.sampled_from(ADDRESSES), st.sampled_from(OWNERS)), names=st.sets(st.sampled_from(OWNERS)),
       there=st.dictionaries(st.sampled_from(ADDRESSES), st.sampled_from([o for o in OWNERS if "x" not in o and "/" not in o])))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_lost_is_told_or_leads_to_something_that_is_there(recorded, published, names, there):
    """Each entry once, and never a traceback, whatever somebody wrote into the file."""
    records = load(recorded / "signatories")
    images = {entry: owner for entry, owner in published.items() if entry.startswith("/images/")}
    before = Published(moment_of(MOMENT), {entry: published[entry] for entry in published.keys() - images.keys()},
                       {urls.feed_id(*name.split(":")): name for name in names}, images, frozenset())
    pages = [HandPage("over.nl.md", "nl", "over", "Over", "Over ons", "", None, "over")]
    now = Identities({entry: owner for entry, owner in there.items() if not entry.startswith("/images/")}, {}, frozenset())
    problems, redirects = compare(NewSite(records, state_at(records, moment_of(MOMENT)), pages, recorded / "content", now), before)
    lost = [*(before.urls.keys() - now.urls.keys()), *images, *before.feed_ids]
    told = sum(1 + int((re.findall(r"^\S+ \(en nog (\d+)\) ", p.message.nl) or ["0"])[0]) for p in problems if p.rule == "published-lost")
    assert told + len(redirects) == len(lost)
    assert set(redirects.values()) <= now.urls.keys()
    taken = {entry for entry in before.urls.keys() & now.urls.keys() if before.urls[entry] != now.urls[entry]}
    assert bool(taken) == any(p.rule == "published-reused" for p in problems)


# What leads on

def test_a_listing_that_empties_leads_on(site):
    """The only one in Delft moves, and the only one of a sector stops: no Problem, but a redirect from page and feed."""
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write("- {date: 2025-08-01, id: bakkerij-b, details: {seat: Ede}}\n- {date: 2025-08-02, id: gemeente-a, withdrawn: former}\n")
    made = site.built()
    expected = "".join(f"{line} 301\n" for line in (
        "/en/feeds/sector/zorg.atom /en/feeds/signatories.atom", "/en/feeds/sector/zorg.json /en/feeds/signatories.json",
        "/en/feeds/sector/zorg.rss /en/feeds/signatories.rss", "/en/signatories/place/delft/ /en/signatories/",
        "/en/signatories/place/utrecht/ /en/signatories/", "/en/signatories/sector/zorg/ /en/signatories/",
        "/feeds/sector/zorg.atom /feeds/ondertekenaars.atom", "/feeds/sector/zorg.json /feeds/ondertekenaars.json",
        "/feeds/sector/zorg.rss /feeds/ondertekenaars.rss", "/ondertekenaars/plaats/delft/ /ondertekenaars/",
        "/ondertekenaars/plaats/utrecht/ /ondertekenaars/", "/ondertekenaars/sector/zorg/ /ondertekenaars/"))
    assert made["_redirects"].decode() == expected
    assert site.record().code == 0
    assert "/ondertekenaars/plaats/delft/" in site.entries()["urls"]
    assert site.built() == made                                                             # for ever
    assert site.built("--base-url", "https://example.org/charter")["_redirects"].decode() == "".join(
        f"/charter{line.replace(' /', ' /charter/', 1)}\n" for line in expected.splitlines())


def test_a_photo_that_was_replaced_leads_to_the_new_one(site):
    """The same size and format, or the widest that there is; after the next publication still."""
    old = [address for address, owner in site.entries()["images"].items() if owner == "batch:2025-03-12-utrecht/groep.jpg"]
    picture(site.records / "2025-03-12-utrecht" / "groep.jpg", "navy", (80, 60))
    made = site.built()
    new = {path.rpartition(".")[2]: path for path in made if path.startswith("images/") and f"/{path}" not in site.entries()["images"]}
    assert made["_redirects"].decode() == "".join(f"{address} /{new[address.rpartition('.')[2]]} 301\n" for address in sorted(old))
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 2 × afbeelding.\n"
    assert site.built() == made


def test_a_photo_that_was_removed_needs_a_reason(site):
    """Both its files are one Problem; with the reason in the record it may go."""
    batch = site.records / "2025-03-12-utrecht" / "batch.yaml"
    edit(batch, "photos:\n  - {file: groep.jpg, alt: {nl: Een groep, en: A group}, credit: Jo Demo, people: []}\n", "")
    first = min(address for address, owner in site.entries()["images"].items() if owner.startswith("batch:"))
    assert site.refused() == [
        ("2025-03-12-utrecht/batch.yaml", 1, 1, "published-lost",
         f"{first} (en nog 1) is gepubliceerd en zou verdwijnen: zet groep.jpg terug, geef de foto die ervoor in de plaats komt "
         "die naam, of zeg waarom zij weg moest: accept: [{rule: published-lost, because: ...}]", None)]
    assert site.refused("--preview", as_of="") == site.refused()      # a preview never shows less
    with batch.open("a", encoding="utf-8") as record:
        record.write("accept: [{rule: published-lost, because: toestemming ingetrokken}]\n")
    made = site.built()
    assert [path for path in made if f"/{path}" == first or path == "_redirects"] == []


def test_an_accepted_photo_accepts_nothing_else(site):
    """The reason is for photos: an id that changes is refused all the same."""
    batch = site.records / "2025-06-09-zwolle" / "batch.yaml"
    with batch.open("a", encoding="utf-8") as record:
        record.write("accept: [{rule: published-lost, because: toestemming ingetrokken}]\n")
    edit(batch, "id: slagerij-c", "id: slagerij-cc")
    assert [problem[:4] for problem in site.refused()] == [("2025-06-09-zwolle/batch.yaml", 3, 5, "published-lost")]


# Leaving

def erase(site: Site, id_: str) -> None:
    """That id had its details removed in August."""
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write(f"- {{date: 2025-08-01, id: {id_}, withdrawn: erased}}\n")


def test_who_was_erased_leaves_hashes_only(site):
    """Page, photos, feed id and changes may go; the id stands nowhere in the file any more."""
    before = site.entries()
    erase(site, "slagerij-c")
    site.built()
    assert "slagerij-c" in site.published.read_text("utf-8")
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding; onleesbaar gemaakt: 5.\n"
    own = ["/ondertekenaars/slagerij-c/", "/en/signatories/slagerij-c/", urls.feed_id("signatory", "slagerij-c"),
           *(address for address, owner in before["images"].items() if owner == "signatory:slagerij-c/portret.jpg")]
    assert site.entries()["erased"] == sorted(hash_of(entry) for entry in own)
    text = site.published.read_text("utf-8")
    assert [entry for entry in [*own, "slagerij-c"] if entry in text] == []
    assert site.build().code == 0
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding.\n"


def test_a_photo_that_shows_somebody_erased_may_go(site):
    """The photo of the whole ceremony goes too, without a reason in the record."""
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "people: []",
         "people: [{name: Jo Demo, organisation: {id: slagerij-c}, consent: {web: 2025-03-12}}]")
    shown = [address for address, owner in site.entries()["images"].items() if owner == "batch:2025-03-12-utrecht/groep.jpg"]
    assert {address.lstrip("/") for address in shown} < site.built().keys()
    erase(site, "slagerij-c")
    assert [path for path in site.built() if f"/{path}" in shown or path == "_redirects"] == []


def test_an_erased_id_is_never_used_again(site):
    """Neither by taking back the change, nor for somebody else when every trace in the records is gone."""
    erase(site, "slagerij-c")
    site.built()
    site.record()
    (site.records / "changes.yaml").write_text(CHANGES, "utf-8")
    picture(site.records / "2025-06-09-zwolle" / "portret.jpg", "red")
    assert site.refused() == [
        ("2025-06-09-zwolle/batch.yaml", 3, 5, "published-reused",
         "/en/signatories/slagerij-c/ (en nog 2) was van een ondertekenaar die haar gegevens liet verwijderen: kies een nieuw id; was dit "
         "een vergissing in changes.yaml, zet withdrawn: erased dan terug", None)]
    edit(site.records / "2025-06-09-zwolle" / "batch.yaml", "id: slagerij-c", "id: iemand")
    written(site.records, {"2025-11-09-ede/batch.yaml": "date: 2025-11-09\nsignatories:\n  - {id: slagerij-c, name: Een ander}\n"})
    assert [problem[:4] for problem in site.refused()] == [("2025-11-09-ede/batch.yaml", 3, 6, "published-reused")]


# When, and of what

def test_an_earlier_moment_is_a_look_at_the_past(site):
    """It shows less, and so it must; it is not written down either."""
    assert site.build(as_of="2025-04-01").code == 0
    assert not (site.output / "nieuws" / "2025-06-09-zwolle").exists()
    before = site.published.read_bytes()
    assert site.record() == Ran(2, "", f"De site in {site.output} is van vóór de laatste publicatie. Bouw haar zonder --as-of.\n")
    assert site.published.read_bytes() == before


def test_a_look_at_the_past_does_not_stand_for_today(site):
    """The same pages, not held to what was published then, are looked at again now."""
    site.published.write_text(site.published.read_text("utf-8").replace('"as_of": "2025-11-20T12:00"', '"as_of": "2025-11-21T12:00"').replace(
        '  "/over/": "page:over.md",\n', '  "/over/": "page:over.md",\n  "/overal/": "page:overal.md",\n'), "utf-8")
    assert site.build(as_of="2025-11-20").code == 0
    assert [problem[3] for problem in site.refused(as_of="2025-11-22")] == ["published-lost"]


def test_only_a_whole_site_of_these_records_is_written_down(site):
    """What to do is told; nothing is written."""
    before = tree(site.records)

    def refused(*more: object) -> str:
        ran = site.record(*more)
        assert (ran.code, ran.stdout) == (2, "")
        return ran.stderr.replace(str(site.output), "output").replace(str(site.root), "root")

    assert site.build("--preview", as_of="").code == 0
    assert refused() == "De site in output is een voorbeeld met --preview en wordt nooit gepubliceerd. Bouw haar zonder --preview.\n"
    assert site.build(as_of="2099-01-01").code == 0
    assert refused() == "De site in output is van een moment dat nog moet komen. Bouw haar zonder --as-of.\n"
    site.built()
    (site.output / "index.html").write_text("iets anders", "utf-8")
    assert refused() == "De site in output is niet zoals de laatste build haar achterliet. Geef charter build en daarna deze opdracht.\n"
    site.built()
    journal = site.root / ".charter" / "output" / "journal.json"
    journal.write_text('{"move": [], "remove": []}', "utf-8")      # as a build that was killed leaves it
    assert refused() == "De site in output is niet zoals de laatste build haar achterliet. Geef charter build en daarna deze opdracht.\n"
    site.built()
    assert tree(site.records) == before
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "place: Utrecht", "place: Delft")
    assert refused() == ("De site in output is niet van deze records en pagina's: er is na de build iets veranderd. "
                         "Geef charter build en daarna deze opdracht.\n")
    assert refused("--output", site.root / "elders") == (
        "In root/elders staat geen site die charter heeft gebouwd. Geef eerst charter build, of kies met --output een andere map.\n")
    assert not (site.root / ".charter" / "elders").exists()


def test_what_two_people_published_is_kept(site):
    """Another's entries stay; a site that lacks them is not written down."""
    edit(site.published, '  "/over/": "page:over.md",\n', '  "/over/": "page:over.md",\n  "/overal/": "page:overal.md",\n')
    before = site.published.read_bytes()
    ran = site.record()
    assert (ran.code, ran.stdout) == (1, f"{site.records}/published.json:{site.line_of('/overal/')}:3: fout [published-lost] /overal/ is "
                                      "gepubliceerd en zou verdwijnen: de gepubliceerde pagina `overal.md` ontbreekt; zet het bestand terug met hetzelfde adres\n")
    assert site.published.read_bytes() == before


# The file itself

GOOD = {"as_of": "2025-11-20T12:00", "erased": [], "feed_ids": {}, "images": {}, "urls": {"/": "listing"}}


def broken(**fields: object) -> bytes:
    return json.dumps(GOOD | fields, indent=1).encode()


@pytest.mark.parametrize(("data", "line", "column", "message"), [
    (b"", 1, 1, "is hier geen JSON meer"),
    (b'{\n "as_of": "2025-11-20T12:00",\n<<<<<<< HEAD\n', 3, 1, "is hier geen JSON meer"),
    (b'{"urls": {"/": "listing"\xff\xfe}}', 1, 25, "is hier geen JSON meer"),
    (b"[" * 100_000, 1, 1, "heeft te veel niveaus in elkaar"),
    (b"[]", 1, 1, "heeft niet precies de velden as_of, erased, urls, feed_ids, images"),
    (b"1" * 5000, 1, 1, "heeft niet precies de velden as_of, erased, urls, feed_ids, images"),
    (broken(extra=1), 1, 1, "heeft niet precies de velden as_of, erased, urls, feed_ids, images"),
    (b'{\n "urls": {"/": "listing",\n  "/": "listing"}}', 2, 11, "noemt / twee keer"),
    (broken(urls=[]), 6, 2, "heeft bij urls geen adressen met hun eigenaar"),
    (broken(urls={"/": "listing", "/../x/": "listing"}), 8, 3, "noemt /../x/, en dat wordt nooit gepubliceerd"),
    (broken(urls={"/x /y 301": "listing"}), 7, 3, "noemt /x /y 301, en dat wordt nooit gepubliceerd"),
    (broken(urls={"//elders.example/": "listing"}), 7, 3, "noemt //elders.example/, en dat wordt nooit gepubliceerd"),
    (broken(feed_ids={"urn:x": "batch:a"}), 5, 3, "noemt urn:x, en dat wordt nooit gepubliceerd"),
    (broken(urls={"/": "listing", "/a/": 5}), 8, 3, "zegt niet van wie /a/ is"),
    (broken(urls={"/a/": "iemand"}), 7, 3, "zegt niet van wie /a/ is"),
    (broken(erased={}), 3, 2, "heeft bij erased geen lijst van hashes"),
    (broken(erased=[None]), 3, 2, "heeft bij erased geen lijst van hashes"),
    (broken(erased=["slagerij-c"]), 4, 3, "noemt slagerij-c, en dat wordt nooit gepubliceerd"),
    (broken(as_of="gisteren"), 2, 2, "heeft bij as_of geen moment"),
    (broken(as_of="2025-02-30T12:00"), 2, 2, "heeft bij as_of geen moment"),
    (b" " * 50_000_001, 1, 1, "is groter dan 50000000 bytes"),
])
def test_a_file_that_was_not_written_by_charter_is_a_problem(data, line, column, message):
    """With its place, and never guessed."""
    published, problems = read_published(data)
    assert published is None
    assert [(p.path, p.line, p.column, p.level, p.rule, p.message.nl) for p in problems] == [
        ("published.json", line, column, "error", "published-broken", f"dit bestand {message}; zet het terug uit versiebeheer")]


def test_a_broken_file_or_a_link_stops_a_build(site):
    """Told with the other problems, like any record."""
    site.published.write_text("<<<<<<< HEAD\n", "utf-8")
    assert site.refused() == [("published.json", 1, 1, "published-broken", "dit bestand is hier geen JSON meer; zet het terug uit versiebeheer", None)]
    site.published.unlink()
    os.symlink("/etc/hostname", site.published)
    assert site.refused() == [("published.json", 1, 1, "no-file", "dit is geen gewoon bestand; zet hier het bestand zelf", None)]
    assert site.record() == Ran(1, f"{site.records}/published.json:1:1: fout [no-file] dit is geen gewoon bestand; zet hier het bestand zelf\n", "")


def test_before_the_first_publication_nothing_is_held_to_it(site):
    """Without the file ids may still be mended, as often as one likes."""
    site.published.unlink()
    shutil.rmtree(site.root / ".charter")
    assert site.build().code == 0
    edit(site.records / "2025-06-09-zwolle" / "batch.yaml", "id: slagerij-c", "id: slagerij-cc")
    assert [site.build().code, site.record().code] == [0, 0]


@pytest.mark.parametrize("built", [True, False], ids=["after a build", "right after it was written"])
def test_a_file_that_is_gone_is_missed(site, built):
    """Not begun afresh: it knew what may not get lost and what may not come back. Once it is there again all is well."""
    if built:
        site.built()
    data = site.published.read_bytes()
    site.published.unlink()
    missed = ("published.json", 1, 1, "published-missing", "dit bestand is weg, en deze site is al gepubliceerd; zet het terug uit versiebeheer", None)
    assert site.refused() == [missed]
    assert site.refused("--preview", as_of="") == [missed]
    assert site.record() == Ran(1, f"{site.records}/published.json:1:1: fout [published-missing] {missed[4]}\n", "")
    assert not site.published.exists()
    (site.records / "2025-06-09-zwolle").rename(site.records / "2025-06-09-zwole")
    assert site.refused() == [missed]
    site.published.write_bytes(data)
    assert [problem[:4] for problem in site.refused()] == [("2025-06-09-zwole/batch.yaml", 1, 1, "published-lost")]
    (site.records / "2025-06-09-zwole").rename(site.records / "2025-06-09-zwolle")
    assert site.build().code == 0


def test_a_moment_that_has_yet_to_come_is_a_problem(site):
    """At its line: until then no site would be held to the file."""
    edit(site.published, '"as_of": "2025-11-20T12:00"', '"as_of": "9999-12-31T23:59"')
    ahead = ("published.json", 2, 2, "published-broken", "dit moment moet nog komen; zet het bestand terug uit versiebeheer", None)
    assert site.refused(as_of="") == site.refused() == [ahead]
    assert site.record() == Ran(1, f"{site.records}/published.json:2:2: fout [published-broken] {ahead[4]}\n", "")


def test_written_and_read_is_the_same():
    """Whatever the owners hold; Windows line ends are read too."""
    published = Published(moment_of("2025-11-20 12:00"), {"/a/": 'page:a "b".md', "/": "listing"}, {urls.feed_id("batch", "x"): "batch:x"},
                          {"/images/0123456789ab/photo-960.jpg": "batch:x/foto ü.jpg"}, frozenset({"ab" * 32}))
    assert read_published(as_text(published).encode()) == (published, [])
    assert read_published(as_text(published).replace("\n", "\r\n").encode()) == (published, [])


def test_the_moment_stays_while_nothing_is_new():
    """So that publishing the same site every day is no change."""
    now = Identities({"/": "listing"}, {}, frozenset())
    first = merged(None, now, moment_of("2025-11-20 12:00:30"), frozenset())
    assert first == Published(moment_of("2025-11-20 12:00"), {"/": "listing"}, {}, {}, frozenset())
    assert merged(first, now, moment_of("2025-11-21 00:00"), frozenset()) == first
    later = merged(first, now._replace(urls={"/a/": "listing"}), moment_of("2025-11-21 00:00"), frozenset())
    assert later == Published(moment_of("2025-11-21 00:00"), {"/": "listing", "/a/": "listing"}, {}, {}, frozenset())
