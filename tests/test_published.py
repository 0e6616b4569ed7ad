"""`charter record-published` and its file: what is written down, when, and what is no such file."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from charter import urls
from charter.model.published import Published, read_published
from charter.model.published import written as as_text
from charter.moment import moment_of
from charter.published import Identities, merged
from conftest import Command, Ran
from published_site import Site, copied, recorded_site
from records_folder import written
from trees import edit, stamps, tree


@pytest.fixture(scope="module")
def recorded(charter: Command, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built and written down; only to be copied."""
    return recorded_site(tmp_path_factory.mktemp("recorded"), charter)


@pytest.fixture
def site(recorded: Site, tmp_path: Path) -> Site:
    """A copy of it."""
    return copied(recorded, tmp_path / "site")


# What is written down

def test_every_page_feed_and_picture_is_written_down_with_its_owner(site):
    """The files of the output, but for the theme's and those that hosts and robots know by name."""
    entries = site.entries()
    assert (entries["as_of"], entries["erased"]) == ("2025-11-20T12:00", [])
    assert {address: owner for address, owner in entries["urls"].items() if owner != "listing"} == {
        **{news.format(slug): f"batch:{slug}" for slug in ("2025-03-12-utrecht", "2025-06-09-zwolle")
           for news in ("/nieuws/{}/", "/en/news/{}/", "/kit/{}/", "/en/kit/{}/", "/kit/{}/lang/", "/en/kit/{}/long/", "/kit/{}/teksten.zip", "/en/kit/{}/texts.zip")},
        **{f"{directory}{id_}/": f"signatory:{id_}" for id_ in ("gemeente-a", "bakkerij-b", "slagerij-c")
           for directory in ("/ondertekenaars/", "/en/signatories/")},
        "/over/": "page:over.md", "/nieuws/handreiking/": "page:nieuws/handreiking.md"}
    files = {f"/{path.removesuffix('index.html')}" for path in tree(site.output)}
    assert files - entries["urls"].keys() - entries["images"].keys() - {p for p in files if p.startswith("/static/")} == {
        "/.manifest", "/404.html", "/en/404.html", "/robots.txt", "/sitemap.xml",
        "/search-index.json", "/opensearch.xml", "/en/opensearch.xml", "/_headers", "/headers.apache.conf", "/headers.nginx.conf"}
    assert (entries["urls"].keys() | entries["images"].keys()) - files == set()
    names = ["batch:2025-03-12-utrecht", "batch:2025-06-09-zwolle", "signatory:gemeente-a", "signatory:bakkerij-b",
             "signatory:slagerij-c", "change:2025-07-01:bakkerij-b:renamed", "page:nieuws/handreiking.md"]
    assert entries["feed_ids"] == {urls.feed_id(*name.split(":")): name for name in names}
    assert set(entries["images"].values()) == {
        "batch:2025-03-12-utrecht/groep.jpg", "signatory:slagerij-c/portret.jpg", "batch:2025-03-12-utrecht", "batch:2025-06-09-zwolle"}


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
    assert ran == Ran(0, "Erbij in published.json: 10 × adres, 2 × feed-id, 2 × afbeelding.\n"
                      "  /en/kit/2025-11-18-ede/\n  /en/kit/2025-11-18-ede/long/\n  /en/kit/2025-11-18-ede/texts.zip\n  /en/news/2025-11-18-ede/\n  /en/signatories/kapper-d/\n"
                      "  /kit/2025-11-18-ede/\n  /kit/2025-11-18-ede/lang/\n  /kit/2025-11-18-ede/teksten.zip\n  /nieuws/2025-11-18-ede/\n  /ondertekenaars/kapper-d/\n", "")
    assert after["as_of"] == "2025-11-20T13:00"
    assert {name: dict(after[name].items() - before[name].items()) for name in ("urls", "feed_ids")} == {
        "urls": {"/en/kit/2025-11-18-ede/": "batch:2025-11-18-ede", "/en/kit/2025-11-18-ede/long/": "batch:2025-11-18-ede",
                 "/en/kit/2025-11-18-ede/texts.zip": "batch:2025-11-18-ede", "/kit/2025-11-18-ede/lang/": "batch:2025-11-18-ede",
                 "/kit/2025-11-18-ede/teksten.zip": "batch:2025-11-18-ede", "/en/news/2025-11-18-ede/": "batch:2025-11-18-ede",
                 "/kit/2025-11-18-ede/": "batch:2025-11-18-ede", "/nieuws/2025-11-18-ede/": "batch:2025-11-18-ede",
                 "/en/signatories/kapper-d/": "signatory:kapper-d", "/ondertekenaars/kapper-d/": "signatory:kapper-d"},
        "feed_ids": {urls.feed_id("batch", "2025-11-18-ede"): "batch:2025-11-18-ede", urls.feed_id("signatory", "kapper-d"): "signatory:kapper-d"}}
    assert [before[name].items() - after[name].items() for name in ("urls", "feed_ids", "images")] == [set(), set(), set()]


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
