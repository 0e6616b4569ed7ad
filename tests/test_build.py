"""`charter build`: what it writes and what it leaves alone, in real processes with the real Pelican."""

from __future__ import annotations

import hashlib
import json
import os
import re
import runpy
import subprocess
import sys
import time
from pathlib import Path

import pytest

from browser.links import files, page_links, parsed
from charter import cache
from charter.plan import plan_of
from charter.stamp import unchanged
from conftest import BASE_URL, DEMO_MOMENT, ROOT
from trees import Project, built_project, differences, edit, project, stamps, tree, written

NOTHING_CHANGED = "200 pagina's, 9 foto's, 0 bestanden gewijzigd"
ERGENS = "2026-09-03-leeuwarden/batch.yaml"
ZWOLLE = "2026-06-09-zwolle/batch.yaml"


@pytest.fixture
def site(tmp_path: Path, demo_site: Path) -> Project:
    """A copy of the project in which the demo site was built."""
    return built_project(tmp_path, demo_site)


def pages(*addresses: str) -> set[str]:
    """The files behind addresses."""
    return {address.lstrip("/") + "index.html" for address in addresses}


def feeds(*addresses: str) -> set[str]:
    """The files of feeds, each in three formats."""
    return {f"{address.lstrip('/')}.{form}" for address in addresses for form in ("rss", "atom", "json")}


# Where the Dutch ambition of one who signed stands.
AMBITION = {*pages("/nieuws/2026-09-03-leeuwarden/", "/ondertekenaars/ergens/", "/kit/2026-09-03-leeuwarden/", "/kit/2026-09-03-leeuwarden/lang/"),
            "kit/2026-09-03-leeuwarden/teksten.zip", *feeds("/feeds/nieuws")}


def summary(stderr: str) -> str:
    """The last line, without the seconds and the place."""
    return stderr.strip().rpartition("\n")[2].partition(", ")[0] + ", " + ", ".join(stderr.strip().rpartition("\n")[2].split(", ")[1:3])


# What is written

def test_a_cold_build_writes_what_the_manifest_lists(demo_site):
    """Every file stands in the manifest, and every line of the manifest is a file; nothing else was written."""
    lines = (demo_site / ".manifest").read_text("utf-8").splitlines()
    listed = [line.split("  ", 1)[1] for line in lines]
    assert listed == sorted(tree(demo_site).keys() - {".manifest"})
    assert {path.name for path in demo_site.parent.iterdir()} == {"output", ".charter"}


def test_a_build_with_nothing_to_do_writes_nothing(site):
    before = stamps(site.output)
    ran = site.build()
    assert (ran.code, ran.stdout, summary(ran.stderr)) == (0, "", NOTHING_CHANGED)
    assert stamps(site.output) == before


def test_without_its_caches_a_build_finds_out_and_writes_nothing(site):
    """A missing or broken cache is only slower."""
    before = stamps(site.output)
    (site.work / "stamp.cache").unlink()
    (site.work / "records.cache").write_bytes(b"\x00 broken")
    ran = site.build()
    assert (ran.code, summary(ran.stderr)) == (0, NOTHING_CHANGED)
    assert stamps(site.output) == before
    assert "Pagina's" in ran.stderr         # it did look


def test_of_a_cache_in_parts_only_what_changed_is_made_anew(tmp_path):
    """The rest is copied as it stands; a broken part, and one that is gone, take no other with them."""
    path, both = tmp_path / "x.cache", {"2026-01": {"a": 1}, "2026-02": {"b": 2}}
    cache.save_parts(path, "1", both, both.keys())
    assert cache.load_parts(path, "1") == both
    assert cache.load_parts(path, "2") == {}
    cache.save_parts(path, "1", {"2026-01": {"a": 3}, "2026-02": {"b": "copied, so never seen"}}, {"2026-01"})
    assert cache.load_parts(path, "1") == {"2026-01": {"a": 3}, "2026-02": {"b": 2}}
    cache.save_parts(path, "1", {"2026-02": {}, "2026-03": {"c": 4}}, {"2026-03"})
    assert cache.load_parts(path, "1") == {"2026-02": {"b": 2}, "2026-03": {"c": 4}}
    held = path.read_bytes()
    path.write_bytes(held[:-1] + b"?")
    assert cache.load_parts(path, "1") == {"2026-02": {"b": 2}}
    path.write_bytes(held.replace(b"2026-03", b"2026-03 "))
    assert cache.load_parts(path, "1") == {"2026-02": {"b": 2}}


def test_one_changed_text_writes_the_pages_that_show_it(site):
    """The Dutch ambition stands in one article, one profile, the kit and the feed of the news, which carries the whole article."""
    before = stamps(site.output)
    edit(site.records / ERGENS, "Toch kwamen onze schrijvers jarenlang", "Toch kwamen alle schrijvers jarenlang")
    assert site.build().code == 0
    assert written(before, stamps(site.output)) == AMBITION


def test_one_changed_seat_writes_every_page_that_names_it(site):
    """A move from Zwolle to Assen: the lists with its row, the feeds with its place, and a page for Assen."""
    before = stamps(site.output)
    theatre = (site.records / ZWOLLE).read_text("utf-8").partition("  - id: theatergroep-linventee")
    (site.records / ZWOLLE).write_text(theatre[0] + theatre[1] + theatre[2].replace("seat: Zwolle", "seat: Assen"), "utf-8")
    assert site.build().code == 0
    assert written(before, stamps(site.output)) == pages(
        "/nieuws/2026-06-09-zwolle/", "/en/news/2026-06-09-zwolle/",
        "/ondertekenaars/theatergroep-linventee/", "/en/signatories/theatergroep-linventee/",
        "/ondertekenaars/", "/en/signatories/",
        "/ondertekenaars/plaats/zwolle/", "/en/signatories/place/zwolle/",
        "/ondertekenaars/plaats/assen/", "/en/signatories/place/assen/",
        "/ondertekenaars/jaar/2026/", "/en/signatories/year/2026/",
        "/ondertekenaars/grootte/klein/", "/en/signatories/size/klein/",
        "/ondertekenaars/sector/cultuur/", "/en/signatories/sector/cultuur/",
        *(f"{start}/{code}/" for code in ("lhbti", "etnisch-cultureel", "arbeidsvermogen")
          for start in ("/ondertekenaars/dimensie", "/en/signatories/dimension")),
        *(f"{start}/{code}/sector/cultuur/" for code in ("lhbti", "etnisch-cultureel", "arbeidsvermogen")
          for start in ("/ondertekenaars/dimensie", "/en/signatories/dimension")),
    ) | feeds(
        "/feeds/nieuws", "/en/feeds/news", "/feeds/ondertekenaars", "/en/feeds/signatories",
        "/feeds/sector/cultuur", "/en/feeds/sector/cultuur",
        *(f"{start}/{code}" for code in ("lhbti", "etnisch-cultureel", "arbeidsvermogen")
          for start in ("/feeds/dimensie", "/en/feeds/dimension")),
    ) | pages("/kit/2026-06-09-zwolle/lang/", "/en/kit/2026-06-09-zwolle/long/") | {
        "kit/2026-06-09-zwolle/teksten.zip", "en/kit/2026-06-09-zwolle/texts.zip", "sitemap.xml", "search-index.json"}        # Assen is new there


def test_a_page_that_is_gone_leaves_no_file_and_no_link(site):
    """Its file and its empty folder go, and so does its place in the navigation of all the others."""
    before = tree(site.output)
    for lang in ("nl", "en"):
        (site.root / "content" / f"over.{lang}.md").unlink()
    (site.root / "content/nieuws/handreiking-plan-van-aanpak.en.md").unlink()
    after = site.built()
    assert before.keys() - after.keys() == pages("/over/", "/en/about/", "/en/news/guide-plan-of-action/")
    assert after.keys() - before.keys() == set()
    assert not (site.output / "over").exists()
    gone = re.compile(rb"/over/|/en/about/|/guide-plan-of-action/")
    assert [path for path, data in after.items() if gone.search(data)] == []


def test_every_internal_address_begins_with_the_path_of_the_base_url(site):
    """At https://example.org/sub/path nothing points above it, and everything that is pointed at is there."""
    before = tree(site.output)
    ran = site.build("--base-url", "https://example.org/sub/path")
    assert ran.code == 0
    addresses = {(link.file, link.address) for link in page_links(site.output)}
    wrong = {(file, address) for file, address in addresses
             if (address.startswith("/") and not address.startswith("/sub/path/"))
             or (re.match(r"[^/#:]*$|\.", address) and not address.startswith("#"))
             or (address.startswith("https://example.org/") and not address.startswith("https://example.org/sub/path/"))}
    assert wrong == set()
    inside = {re.sub("^https://example.org", "", address) for _, address in addresses}
    inside = {re.sub(r"[#?].*", "", address).removeprefix("/sub/path/") for address in inside if address.startswith("/sub/path/")}
    there = {address + "index.html" if address.endswith("/") or not address else address for address in inside}
    assert there - tree(site.output).keys() == set()
    after = tree(site.output)
    assert after.keys() == before.keys()
    old_host = BASE_URL.encode()
    assert [path for path, data in after.items() if old_host in data] == []


# What is refused

def test_a_folder_with_other_files_is_refused(site):
    mine = site.root / "mine"
    (mine / "sub").mkdir(parents=True)
    (mine / "sub" / "brief.txt").write_text("van mij", "utf-8")
    before = stamps(site.root / "mine")
    ran = site.build("--output", "mine", "--quiet")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (f"In {mine} staan bestanden die niet door charter zijn gemaakt; ze zouden kunnen verdwijnen. "
                          "Kies met --output een lege map.\n")
    assert (tree(mine), stamps(mine)) == ({"sub/brief.txt": b"van mij"}, before)


def test_other_files_in_our_own_output_stay(site):
    """What somebody put beside the site, such as a host's own file, is neither removed nor listed."""
    (site.output / "nieuws" / "van-mij.txt").write_text("van mij", "utf-8")
    edit(site.records / ERGENS, "Toch kwamen onze schrijvers jarenlang", "Toch kwamen alle schrijvers jarenlang")
    after = site.built()
    assert after["nieuws/van-mij.txt"] == b"van mij"
    assert b"van-mij.txt" not in after[".manifest"]


def test_with_a_problem_nothing_is_written(site):
    """Both problems are told, of two files; the old site stays to the byte and the time stamp."""
    before, times = tree(site.output), stamps(site.output)
    edit(site.records / ERGENS, "date: 2026-09-03\n", "date: 2026-02-30\n")
    edit(site.records / ZWOLLE, "sector: horeca", "sector: hotels")
    ran = site.build()
    assert ran.code == 1
    assert [line for line in ran.stdout.splitlines() if "fout" in line] == [
        "signatories/2026-06-09-zwolle/batch.yaml:77:5: fout [unknown-code] `hotels` staat niet bij de sectoren van charter.yaml; "
        "kies uit overheid, zorg, onderwijs, cultuur, bouw, industrie, vervoer, zakelijk, ict, horeca, groen",
        "signatories/2026-09-03-leeuwarden/batch.yaml:3:1: fout [no-such-day] 2026-02-30 bestaat niet; de laatste dag van die maand is 2026-02-28",
        "2 fouten, 0 waarschuwingen."]
    assert (tree(site.output), stamps(site.output)) == (before, times)
    assert not (site.work / "staging").exists()


def test_plain_pelican_stops_at_a_problem_too(site):
    before, times = tree(site.output), stamps(site.output)
    edit(site.records / ERGENS, "date: 2026-09-03\n", "date: 2026-02-30\n")
    ran = pelican(site)
    assert ran.returncode == 1
    said = " ".join(f"{ran.stdout} {ran.stderr}".split())      # Pelican folds its lines
    assert "2026-09-03-leeuwarden/batch.yaml:3:1: fout [no-such-day] 2026-02-30 bestaat niet; de laatste dag van die maand is 2026-02-28" in said
    assert (tree(site.output), stamps(site.output)) == (before, times)


def pelican(site: Project, settings: str = "pelicanconf.py", **more: str) -> subprocess.CompletedProcess:
    """Plain pelican in the folder of a project."""
    environment = site.environment(CHARTER_AS_OF=DEMO_MOMENT, CHARTER_BASE_URL=BASE_URL, **more)
    return subprocess.run([str(Path(sys.executable).with_name("pelican")), "-s", settings, "-o", str(site.output)],
                          cwd=site.root, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)


LISTENER = '''
import json, pathlib
from blinker import signal

def stop(sender):
    here = pathlib.Path(sender)
    staged = sorted(p.relative_to(here).as_posix() for p in here.rglob("*") if p.is_file())
    pathlib.Path("seen.json").write_text(json.dumps([type(sender).__name__, str(sender), staged]))
    raise RuntimeError("er lekt iets")

def register():
    signal("charter.site_staged").connect(stop)
'''


def test_a_listener_that_raises_stops_the_build(site):
    """A plugin of somebody's own hears the folder with all new files, and keeps them out of the site."""
    before, times = tree(site.output), stamps(site.output)
    (site.root / "listener.py").write_text(LISTENER, "utf-8")
    (site.root / "own.py").write_text("from pelicanconf import *\nPLUGINS = [*PLUGINS, 'listener']\n", "utf-8")
    edit(site.records / ERGENS, "Toch kwamen onze schrijvers jarenlang", "Toch kwamen alle schrijvers jarenlang")
    ran = pelican(site, "own.py", path=str(site.root))
    assert ran.returncode == 1
    assert "er lekt iets" in ran.stdout + ran.stderr
    kind, sender, staged = json.loads((site.root / "seen.json").read_text())
    assert (kind, sender) == ("PosixPath", str(site.work / "staging"))
    # Other settings are another site: all that they could change was made again, and only what became different waits here.
    assert staged == sorted(AMBITION)
    assert (tree(site.output), stamps(site.output)) == (before, times)


SLOW = '''
import pathlib, time
from blinker import signal

@signal("charter.site_staged").connect
def wait(sender):
    pathlib.Path("staged").touch()
    while not pathlib.Path("go-on").exists():
        time.sleep(0.01)
KEEP = wait
'''


def test_a_second_build_at_the_same_time_says_so(site):
    """The first is held up when everything is staged; the second waits for nothing and touches nothing."""
    (site.root / "slow").mkdir()
    (site.root / "slow" / "sitecustomize.py").write_text(SLOW, "utf-8")
    edit(site.records / ERGENS, "Toch kwamen onze schrijvers jarenlang", "Toch kwamen alle schrijvers jarenlang")
    before = stamps(site.output)
    first = subprocess.Popen([*site.command("build", "--as-of", DEMO_MOMENT, "--base-url", BASE_URL, "--quiet")], cwd=site.root,
                             env=site.environment(path=str(site.root / "slow")), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        until(lambda: (site.root / "staged").exists() or first.poll() is not None)
        second = site.build("--quiet")
        assert (second.code, second.stdout, second.stderr) == (
            2, "", f"Er loopt al een build naar {site.output}. Wacht tot die klaar is en geef de opdracht opnieuw.\n")
        assert stamps(site.output) == before
        (site.root / "go-on").touch()
        assert first.communicate(timeout=60) == (b"", b"")
        assert first.returncode == 0
    finally:
        first.kill()
    assert "alle schrijvers" in (site.output / "ondertekenaars/ergens/index.html").read_text("utf-8")


def until(what, seconds: float = 60) -> None:
    """Waits for something to be so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.005)


# What is public when

EMBARGOED = ("2026-06-09-zwolle", "theatergroep-linventee", "hotel-de-dertiende-verdieping", "waterschap-droogland",
             "Inventée", "Dertiende Verdieping", "Waterschap Droogland", "Casper Liftkoning", "Saskia Dijkdroom", "Malik Coulissen",
             "Ontbijt voor werkgevers", "Breakfast for employers",
             *(hashlib.sha256(photo.read_bytes()).hexdigest()[:12] for photo in (ROOT / "signatories/2026-06-09-zwolle").glob("*.jpg")))


def holding(site: dict[str, bytes], word: str) -> list[str]:
    """The files that hold a word, in their bytes or in their path."""
    return sorted(path for path, data in site.items() if word.encode() in data or word in path)


def test_before_its_moment_a_batch_is_nowhere(tmp_path, demo_site):
    """A minute before publish_at no file of the whole output holds its slug, a name or a photo; that day it is there.

    A bare date is the end of its day. Going back in time takes all of it away again.
    """
    site = project(tmp_path, demo_site)
    before = site.built("--as-of", "2026-06-10 08:59")
    assert {word: holding(before, word) for word in EMBARGOED} == {word: [] for word in EMBARGOED}
    assert len([path for path in before if path.startswith("images/")]) == 6 * 9 + 2      # the six photos of Utrecht, and its share card in two languages
    after = site.built("--as-of", "2026-06-10")
    assert [word for word in EMBARGOED if not holding(after, word)] == []
    at_nine = site.build("--as-of", "2026-06-10 09:00")
    assert (at_nine.code, "Pagina's" in at_nine.stderr, tree(site.output) == after) == (0, False, True)
    assert differences(site.built("--as-of", "2026-06-09"), before) == []


def test_a_preview_shows_all_and_says_so_on_every_page(site):
    """Every page is noindex and carries the label; a batch under embargo says until when."""
    edit(site.records / ZWOLLE, "publish_at: 2026-06-10 09:00", "publish_at: 2999-06-10 09:00")
    assert site.run("build", "--preview", "--base-url", BASE_URL).code == 0
    found = {path: parsed(path) for path in files(site.output, ".html")}
    assert len(found) == 202
    assert [path for path, page in found.items() if page.xpath("//meta[@name='robots']/@content") != ["noindex"]] == []
    label = {"nl": "Voorbeeld, met ook wat nog niet openbaar is.", "en": "Preview, with what is not public yet."}
    assert [path for path, page in found.items() if label[page.get("lang")] not in page.text_content()] == []
    article = (site.output / "nieuws/2026-06-09-zwolle/index.html").read_text("utf-8")
    assert "Nog niet openbaar, pas op 10 juni 2999, 09:00 uur" in article
    assert "Nog niet openbaar" not in (site.output / "nieuws/2026-03-12-utrecht/index.html").read_text("utf-8")
    assert (site.output / "robots.txt").read_text().splitlines()[1] == "Disallow: /"


# What the fast path notices

def unchanged_at(site: Project, **more: str) -> bool:
    """Whether a build there would have nothing to do; asked without the build, which takes longer."""
    settings = runpy.run_path(str(site.root / "pelicanconf.py")) | {
        "CHARTER_RECORDS": str(site.records), "OUTPUT_PATH": str(site.output), "SITEURL": BASE_URL, "CHARTER_AS_OF": DEMO_MOMENT}
    return unchanged(plan_of(settings | more)) is not None


def test_it_notices_every_change(site):
    """Whatever a site is made from, and an output that was meddled with; then one build puts all of it right."""
    right = tree(site.output)
    assert unchanged_at(site)
    for path, meddled in (
        (site.records / ERGENS, b"# "), (site.records / "charter.yaml", b"# "), (site.records / "changes.yaml", b"# "),
        (site.records / "2026-06-09-zwolle/groep.jpg", b"x"), (site.root / "content/over.nl.md", b"x"), (site.root / "pelicanconf.py", b"# "),
        (site.root / "theme/templates/kit/block.txt", b"x"), (site.root / "theme/static/site.css", b"x"), (site.root / "theme/translations/nl.po", b"# "),
        (site.output / "index.html", b"x"), (site.output / "images/x.jpg", None), (site.output / "feeds/nieuws.json", None)):
        path = next(site.output.glob("images/*/*.jpg")) if path.name == "x.jpg" else path
        data, stat = path.read_bytes(), path.stat()
        path.unlink() if meddled is None else path.write_bytes(data + meddled)
        assert not unchanged_at(site), path
        path.write_bytes(data)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert unchanged_at(site), path
    (site.records / "2026-10-01-nieuw").mkdir()
    assert not unchanged_at(site)       # a folder without a record is told of
    (site.records / "2026-10-01-nieuw").rmdir()
    assert unchanged_at(site)
    assert not unchanged_at(site, SITEURL="https://elders.example.org")

    home, other = site.output / "index.html", site.output / "en/index.html"
    os.utime(home, ns=(1, 1))                                                   # touched
    assert not unchanged_at(site)
    other.write_bytes(other.read_bytes().replace(b"Charter", b"Chatter"))       # as long as before
    (site.output / "feeds/nieuws.atom").unlink()
    ran = site.build()
    assert (ran.code, summary(ran.stderr)) == (0, "200 pagina's, 9 foto's, 2 bestanden gewijzigd")
    assert (tree(site.output), home.stat().st_mtime_ns) == (right, 1)
    assert unchanged_at(site)


def test_it_notices_that_a_moment_has_come(site):
    """After the rename of 2026-10-01 nothing more happens; before it the site was another."""
    found = {moment: unchanged_at(site, CHARTER_AS_OF=moment) for moment in ("2026-09-30", "2026-10-01", "2026-10-01 00:00", "2027-12-31")}
    assert found == {"2026-09-30": False, "2026-10-01": True, "2026-10-01 00:00": True, "2027-12-31": True}


def test_a_correction_stands_there_from_its_own_moment_on(tmp_path, demo_site):
    """Not before, also when the site was built before; and only then has the article changed."""
    site = project(tmp_path, demo_site)
    found = {}
    for moment in ("2026-03-13", "2026-03-14 08:59", "2026-03-14 09:00"):
        after = site.built("--as-of", moment)
        [changed] = re.findall(rb"/nieuws/2026-03-12-utrecht/</loc><lastmod>([^<]*)", after["sitemap.xml"])
        found[moment] = (b"verkeerde naam" in after["nieuws/2026-03-12-utrecht/index.html"], changed)
    assert found == {"2026-03-13": (False, b"2026-03-12T16:00:00+01:00"), "2026-03-14 08:59": (False, b"2026-03-12T16:00:00+01:00"),
                     "2026-03-14 09:00": (True, b"2026-03-14T09:00:00+01:00")}


def test_of_an_erased_signatory_nothing_is_left(site):
    """No name, no address, no photo that it is on, not even the files of those photos; the count stays."""
    theatre, group = (hashlib.sha256((site.records / "2026-06-09-zwolle" / name).read_bytes()).hexdigest()[:12]
                      for name in ("theatergroep-linventee.jpg", "groep.jpg"))
    words = ("theatergroep-linventee", "Inventée", "Malik", "/linventee/", theatre, group)
    assert [word for word in words if not holding(tree(site.output), word)] == []
    with (site.records / "changes.yaml").open("a", encoding="utf-8") as file:
        file.write("- {date: 2026-10-05, id: theatergroep-linventee, withdrawn: erased}\n")
    after = site.built()
    assert {word: holding(after, word) for word in words} == {word: [] for word in words}
    [title] = parsed(site.output / "nieuws/2026-06-09-zwolle/index.html").xpath("//h1")
    assert title.text_content() == ("Hotel De Dertiende Verdieping, Waterschap Droogland en een ondertekenaar die haar gegevens liet verwijderen "
                                    "ondertekenen Charter Diversiteit")
    assert b"Daarmee hebben 277 organisaties" in after["nieuws/2026-06-09-zwolle/index.html"]


@pytest.mark.parametrize("how", ["charter", "pelican"])
def test_a_plugin_that_does_not_load_stops_the_build(tmp_path: Path, how: str) -> None:
    """Pelican only logs it: a site would come without what looks for leaks."""
    (tmp_path / "trajectory").mkdir()
    (tmp_path / "trajectory/__init__.py").write_text("raise ImportError('broken on purpose')\n")
    arguments = {"charter": ["build"], "pelican": []}[how]
    ran = subprocess.run([str(Path(sys.executable).with_name(how)), *arguments, "--output", tmp_path / "output"], cwd=ROOT,
                         env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode in (1, 2), ran.stderr
    assert "trajectory.plugin" in ran.stderr + ran.stdout
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "output").exists()


MEDDLER = """
import pathlib
from blinker import signal

@signal("charter.site_staged").connect
def meddle(sender):
    pathlib.Path(sender, {path!r}).open("a").write("<!-- later -->")
KEEP = meddle
"""


@pytest.mark.parametrize("path", ["ondertekenaars/ergens/index.html", "extra.html"])
def test_a_listener_may_look_and_not_touch(site, path: str) -> None:
    """What was looked at for leaks is what is published: another byte, or a file more, stops the build."""
    before, times = tree(site.output), stamps(site.output)
    (site.root / "meddler").mkdir(exist_ok=True)
    (site.root / "meddler" / "sitecustomize.py").write_text(MEDDLER.format(path=path), "utf-8")
    edit(site.records / ERGENS, "Toch kwamen onze schrijvers jarenlang", "Toch kwamen alle schrijvers jarenlang")
    ran = subprocess.run([*site.command("build", "--as-of", DEMO_MOMENT, "--base-url", BASE_URL)], cwd=site.root,
                         env=site.environment(path=str(site.root / "meddler")), capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 1
    assert f"charter.staging.Touched: {path}" in ran.stderr
    assert (tree(site.output), stamps(site.output)) == (before, times)
