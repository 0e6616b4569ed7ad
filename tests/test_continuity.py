"""What was ever published is never lost and never becomes something else."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from charter import urls
from charter.causes import NewSite
from charter.continuity import compare
from charter.model.folder import load
from charter.model.published import Published, hash_of
from charter.moment import moment_of
from charter.pages import HandPage
from charter.published import Identities
from charter.state import state_at
from conftest import Command
from published_site import CHANGES, MOMENT, NEWS, OVER, Site, copied, picture, recorded_site
from records_folder import written
from trees import edit


@pytest.fixture(scope="module")
def recorded(charter: Command, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built and written down; only to be copied."""
    return recorded_site(tmp_path_factory.mktemp("recorded"), charter)


@pytest.fixture
def site(recorded: Site, tmp_path: Path) -> Site:
    """A copy of it."""
    return copied(recorded, tmp_path / "site")


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
         "/en/kit/2025-03-12-utrecht/ (en nog 21) is gepubliceerd en zou verdwijnen: wat openbaar was, blijft openbaar; zet dit moment terug", None)]
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
    records = load(recorded.records)
    images = {entry: owner for entry, owner in published.items() if entry.startswith("/images/")}
    before = Published(moment_of(MOMENT), {entry: published[entry] for entry in published.keys() - images.keys()},
                       {urls.feed_id(*name.split(":")): name for name in names}, images, frozenset())
    pages = [HandPage("over.nl.md", "nl", "over", "Over", "Over ons", "", None, "over")]
    now = Identities({entry: owner for entry, owner in there.items() if not entry.startswith("/images/")}, {}, frozenset())
    problems, redirects = compare(NewSite(records, state_at(records, moment_of(MOMENT)), pages, recorded.root / "content", now), before)
    lost = [*(before.urls.keys() - now.urls.keys()), *images, *before.feed_ids]
    told = sum(1 + int((re.findall(r"^\S+ \(en nog (\d+)\) ", p.message.nl) or ["0"])[0]) for p in problems if p.rule == "published-lost")
    assert told + len(redirects) == len(lost)
    assert set(redirects.values()) <= now.urls.keys()
    taken = {entry for entry in before.urls.keys() & now.urls.keys() if before.urls[entry] != now.urls[entry]}
    assert bool(taken) == any(p.rule == "published-reused" for p in problems)


# What leads on

def test_a_listing_that_empties_leads_on(site):
    """The only one in Delft moves, and the only one of a sector goes to another: no Problem, but a redirect from page and feed."""
    charter = site.records / "charter.yaml"
    charter.write_text(charter.read_text("utf-8").replace("sectors: [", "sectors: [{code: bouw, label: {nl: Bouw, en: Building}}, "), "utf-8")
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write("- {date: 2025-08-01, id: bakkerij-b, details: {seat: Ede}}\n- {date: 2025-08-02, id: gemeente-a, details: {seat: Ede, sector: bouw}}\n")
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


def test_the_feed_of_who_left_stays(site):
    """The page of the sector leads on, for nobody is in it; its feed says that the only one stopped."""
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as changes:
        changes.write("- {date: 2025-08-02, id: gemeente-a, withdrawn: former}\n")
    made = site.built()
    assert made["_redirects"].decode() == "".join(f"{line} 301\n" for line in (
        "/en/signatories/place/utrecht/ /en/signatories/", "/en/signatories/sector/zorg/ /en/signatories/",
        "/ondertekenaars/plaats/utrecht/ /ondertekenaars/", "/ondertekenaars/sector/zorg/ /ondertekenaars/"))
    feed = json.loads(made["feeds/sector/zorg.json"])
    assert (feed["home_page_url"].partition("/ondertekenaars/")[2], [item["title"] for item in feed["items"]]) == ("", ["Gemeente A"])
    assert "is op 2 augustus 2025 gestopt als ondertekenaar" in feed["items"][0]["summary"]


@pytest.mark.parametrize("lost", ["/feeds/nieuws/archief-1.atom", "/en/feeds/news/archive-2.atom", "/feeds/oud-nieuws.rss", "/feeds/agenda.ics"])
def test_a_feed_or_archive_that_was_published_does_not_vanish(site, lost):
    """Nothing else can stand for it, so nothing leads on: the build is refused."""
    entries = site.entries()
    entries["urls"][lost] = "listing"
    site.published.write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n", "utf-8")
    assert site.refused() == [("published.json", site.line_of(lost), 3, "published-lost",
                               f"{lost} is gepubliceerd en zou verdwijnen: dit adres is gepubliceerd en ontbreekt in de nieuwe site; zet terug wat er stond", None)]


def test_a_photo_that_was_replaced_leads_to_the_new_one(site):
    """The same size and format, or the widest that there is; after the next publication still."""
    old = [address for address, owner in site.entries()["images"].items() if owner == "batch:2025-03-12-utrecht/groep.jpg"]
    picture(site.records / "2025-03-12-utrecht" / "groep.jpg", "navy", (80, 60))
    made = site.built()
    def use(path: str) -> tuple[str, str]:
        return path.rpartition("/")[2].partition("-")[0], path.rpartition(".")[2]
    new = {use(path): path for path in made if path.startswith("images/") and f"/{path}" not in site.entries()["images"]}
    assert set(new) == {("photo", "avif"), ("photo", "jpg"), ("mail", "jpg"), ("square", "jpg")}
    assert made["_redirects"].decode() == "".join(f"{address} /{new[use(address)]} 301\n" for address in sorted(old))
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 4 × afbeelding.\n"
    assert site.built() == made


def test_a_photo_that_was_removed_needs_a_reason(site):
    """Both its files are one Problem; with the reason in the record it may go."""
    batch = site.records / "2025-03-12-utrecht" / "batch.yaml"
    edit(batch, "photos:\n  - {file: groep.jpg, alt: {nl: Een groep, en: A group}, credit: Jo Demo, people: []}\n", "")
    first = min(address for address, owner in site.entries()["images"].items() if owner == "batch:2025-03-12-utrecht/groep.jpg")
    assert site.refused() == [
        ("2025-03-12-utrecht/batch.yaml", 1, 1, "published-lost",
         f"{first} (en nog 3) is gepubliceerd en zou verdwijnen: zet groep.jpg terug, geef de foto die ervoor in de plaats komt "
         "die naam, of zeg waarom zij weg moest: accept: [{rule: published-lost, because: ...}]", None)]
    assert site.refused("--preview", as_of="") == site.refused()      # a preview never shows less
    with batch.open("a", encoding="utf-8") as record:
        record.write("accept: [{rule: published-lost, because: toestemming ingetrokken}]\n")
    made = site.built()
    assert [path for path in made if f"/{path}" == first or path == "_redirects"] == []


def test_consent_that_was_withdrawn_for_one_use_leaves_a_neutral_picture(site):
    """Newsletters that were sent show no photo any more, and keep their layout; the page keeps its photo."""
    mails = {address.lstrip("/") for address in site.entries()["images"] if "/mail-" in address or "/square-" in address}
    before = site.built()
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "people: []", "people: [{name: Jo Demo, role: {nl: gast}, consent: {web: 2025-03-12}}]")
    made = site.built()
    changed = {path for path in mails if made[path] != before[path]}
    assert {path.rpartition("/")[2] for path in changed} == {"mail-64.jpg", "square-48.jpg"}
    for path in changed:
        with Image.open(io.BytesIO(made[path])) as now, Image.open(io.BytesIO(before[path])) as then:
            assert now.size == then.size
            assert [high - low for low, high in now.getextrema()] == [0, 0, 0]
    assert [path for path, data in made.items() if path.endswith("index.html") and any(gone.encode() in data for gone in changed)] == []
    assert {path: data for path, data in made.items() if "/photo-" in path} == {path: data for path, data in before.items() if "/photo-" in path}
    assert site.record().code == site.build().code == 0


def test_a_focus_and_a_consent_that_change_after_one_another(site):
    """An old square leads on; what may no more be shown in newsletters leads nowhere; nothing is lost that nobody can mend."""
    record = site.records / "2025-03-12-utrecht" / "batch.yaml"
    steps = ("people: [], focus: [0.3, 0.3]", "people: [{name: Jo Demo, role: {nl: gast}, consent: {web: 2025-03-12}}], focus: [0.3, 0.3]",
             "people: [{name: Jo Demo, role: {nl: gast}, consent: {web: 2025-03-12}}]", "people: []")
    old = "people: []"
    for step in steps:
        edit(record, old, step)
        old = step
        made = site.built()
        assert site.record().code == 0
    assert [line.split()[:2] for line in made["_redirects"].decode().splitlines()] == [
        ["/images/1065ba3c53df/square-48-30x30.jpg", "/images/1065ba3c53df/square-48.jpg"]]
    picture(site.records / "2025-03-12-utrecht" / "groep.jpg", "navy", (80, 60))
    assert site.build().code == 0


def test_consent_that_was_withdrawn_for_the_web_needs_no_other_reason(site):
    """The photo leaves every page; newsletters and sites of others that ask for it get a neutral picture."""
    before = site.built()
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "people: []", "people: [{name: Jo Demo, role: {nl: gast}}]")
    made = site.built()
    gone = {path for path in before if path.startswith("images/") and before[path] != made.get(path)} - {path for path in before if "/card-" in path}
    assert {path.rpartition("/")[2] for path in gone} == {"photo-64.avif", "photo-64.jpg", "mail-64.jpg", "square-48.jpg"}
    assert sorted(path.rpartition("/")[2] for path in gone & made.keys()) == ["mail-64.jpg", "photo-64.jpg", "square-48.jpg"]
    assert [path for path, data in made.items() if not path.startswith((".", "images/")) and any(each.encode() in data for each in gone)] == []
    assert (site.record().code, site.build().code, site.record().stdout) == (0, 0, "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding.\n")
    edit(site.records / "2025-03-12-utrecht" / "batch.yaml", "{name: Jo Demo, role: {nl: gast}}", "{name: Jo Demo, role: {nl: gast}, consent: {web: 2025-03-12}}")
    again = site.built()
    assert {path for path in gone if again.get(path) == before[path]} == {path for path in gone if "/photo-" in path}


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
    assert site.record().stdout == "Erbij in published.json: 0 × adres, 0 × feed-id, 0 × afbeelding; onleesbaar gemaakt: 7.\n"
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
    assert {address.lstrip("/") for address in shown} < site.built().keys()       # those for newsletters as neutral pictures
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
