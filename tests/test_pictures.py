"""Pictures on the pages: nothing moves while they come, each screen fetches the one it needs, and none is made twice."""

from __future__ import annotations

import os
import pty
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from browser.visits import visit
from conftest import BASE_URL
from trees import Project, built_project, edit, project, stamps

PAGES = {"article": "/nieuws/2026-03-12-utrecht/", "article, tall": "/en/news/2026-09-03-leeuwarden/",
         "profile": "/ondertekenaars/zorggroep-wensput/", "home": "/", "kit": "/kit/2026-03-12-utrecht/"}
SCREENS = ((360, 740), (768, 1024), (1280, 900))
each_page = pytest.mark.parametrize("address", [address if kind in ("article", "profile") else pytest.param(address, marks=pytest.mark.show)
                                                for kind, address in PAGES.items()], ids=PAGES)


@pytest.fixture(scope="module")
def site(demo_site: Path, serve_folder) -> str:
    """The address where the demo site is served."""
    return serve_folder(demo_site)


WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
        shifts.push([entry.value, ...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? String(source.node))]);
}).observe({ type: "layout-shift", buffered: true });
"""


def slowly(page: Any) -> None:
    """Watches for what moves, and lets pictures come well after the text."""
    page.add_init_script(WATCH)

    def late(route: Any) -> None:
        time.sleep(0.15)
        route.continue_()
    page.route("**/images/**", late)


@pytest.mark.browser
@each_page
def test_nothing_moves_while_pictures_come(browser, site, address):
    """Cumulative layout shift is 0 at every width, from the first text to the last picture."""
    moved = {}
    for size in SCREENS:
        with visit(browser, site + address, size, until="domcontentloaded", before=slowly) as seen:
            seen.scroll_through()
            seen.page.wait_for_load_state("networkidle")
            assert seen.page.evaluate("[...document.images].filter(i => i.checkVisibility() && (!i.complete || !i.naturalWidth)).length") == 0
            moved[size[0]] = seen.page.evaluate("shifts")
    assert moved == {360: [], 768: [], 1280: []}


@pytest.mark.browser
def test_a_picture_without_its_size_would_be_seen_to_move(browser, site):
    """The watch works: the same page without width and height does shift."""
    def without_sizes(page: Any) -> None:
        slowly(page)
        page.route("**/nieuws/**", lambda route: route.fulfill(
            response=(got := route.fetch()), body=re.sub(r'(<img[^>]*) width="\d+" height="\d+"', r"\1", got.text())))
    with visit(browser, site + PAGES["article"], until="domcontentloaded", before=without_sizes) as seen:
        seen.scroll_through()
        seen.page.wait_for_load_state("networkidle")
        assert seen.page.evaluate("shifts") != []


# Of every picture of the page: how wide it stands, which file was fetched, and how wide its files are.
CHOSEN = """[...document.querySelectorAll("main picture img")].map((image) => ({
    shown: image.getBoundingClientRect().width,
    fetched: image.currentSrc.split("/").pop(),
    widths: image.parentElement.querySelector("source").srcset.split(", ").map((each) => parseInt(each.split(" ")[1])),
}))"""
# Chromium takes the smaller of two candidates as long as it is sharp enough by this much.
SHARP_ENOUGH = 0.75


@pytest.mark.browser
@pytest.mark.parametrize("sharp", [1, 2])
@each_page
def test_each_screen_fetches_the_picture_it_needs(browser, site, address, sharp):
    """AVIF, wide enough for the pixels it stands on, and no wider than the next size up."""
    for size in SCREENS:
        with visit(browser, site + address, size, sharp=sharp) as seen:
            seen.open_all()
            seen.scroll_through()
            found = seen.page.evaluate(CHOSEN)
        assert found, address
        for picture in found:
            width = int(re.fullmatch(r"photo-(\d+)\.avif", picture["fetched"])[1])
            needed, smaller = picture["shown"] * sharp, [w for w in picture["widths"] if w < width]
            assert width >= needed * SHARP_ENOUGH or width == max(picture["widths"]), (size, picture)
            assert not smaller or max(smaller) < needed, (size, picture)


def names(project: Project) -> set[str]:
    """What is kept of photos: one folder a photo."""
    return {path.name for path in (project.root / ".charter" / "photos").iterdir()}


def test_no_picture_is_made_twice(tmp_path, demo_site):
    """A build with nothing new, one with new text and one without an output make none; a new photo only its own."""
    site = built_project(tmp_path, demo_site)
    kept = site.root / ".charter" / "photos"
    before = stamps(kept)
    site.built()
    edit(site.records / "2026-03-12-utrecht" / "batch.yaml", "place: Utrecht\n", "place: Vianen\n")
    site.built()
    for path in sorted(site.output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    site.built()
    assert stamps(kept) == before
    there = names(site)
    photo = site.records / "2026-06-09-zwolle" / "groep.jpg"
    with Image.open(photo) as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(photo, quality=80)
    site.built()
    assert len(names(site) - there) == 1
    assert {path: stamp for path, stamp in stamps(kept).items() if path in before} == before


def test_consent_decides_which_pictures_there_are(tmp_path, demo_site):
    """Without consent for newsletters there is no picture for mail, without that for social media no square, and none on the card."""
    site = built_project(tmp_path, demo_site)
    record = site.records / "2026-09-03-leeuwarden" / "batch.yaml"
    text = record.read_text("utf-8")
    folders = {}
    for scopes in ("web", "web newsletter", "web social", "web newsletter social"):
        given = ", ".join(f"{scope}: 2026-09-03" for scope in scopes.split())
        record.write_text(re.sub(r"consent: \{[^}]*\}", f"consent: {{{given}}}", text), "utf-8")
        site.built()
        [article] = re.findall(r"/images/([0-9a-f]{12})/photo-480.avif", (site.output / "nieuws/2026-09-03-leeuwarden/index.html").read_text("utf-8"))[:1]
        folders[scopes] = {re.split(r"-", path.name)[0] for path in (site.output / "images" / article).iterdir()}
        [card] = set(re.findall(r"images/[0-9a-f]{12}/card-nl-1200.jpg", (site.output / "nieuws/2026-09-03-leeuwarden/index.html").read_text("utf-8")))
        with Image.open(site.output / card) as image:
            folders[scopes] |= {"on the card"} if image.getpixel((1190, 10))[2] < 200 or image.getexif() else set()
    assert folders == {"web": {"photo"}, "web newsletter": {"photo", "mail"}, "web social": {"photo", "square", "on the card"},
                       "web newsletter social": {"photo", "mail", "square", "on the card"}}


@pytest.fixture
def twice(tmp_path) -> Project:
    """One photo of two ceremonies, under two names."""
    site = project(tmp_path, records=None)
    (site.records / "2026-01-12-delft").mkdir(parents=True)
    (site.records / "2026-02-12-gouda").mkdir()
    (site.records / "charter.yaml").write_text("name: {nl: Charter, en: Charter}\npublisher: {name: Bureau}\n", "utf-8")
    Image.effect_noise((900, 600), 20).save(site.records / "2026-01-12-delft" / "een.jpg")
    (site.records / "2026-02-12-gouda" / "twee.jpg").write_bytes((site.records / "2026-01-12-delft" / "een.jpg").read_bytes())
    return site


ALL_USES = "web: 2026-01-12, newsletter: 2026-01-12, social: 2026-01-12"


def shown(site: Project, *entries: tuple[str, str, str, str]) -> set[str]:
    """The roles of the pictures that there are, but for cards, when (folder, file, person, consent) are named."""
    for folder in ("2026-01-12-delft", "2026-02-12-gouda"):
        photos = [f"  - {{file: {file}, subject: group, credit: Jo Demo, people: [{{name: {name}, role: {{nl: gast}}, consent: {{{given}}}}}]}}\n"
                  for where, file, name, given in entries if where == folder]
        lines = f"photos:\n{''.join(photos)}" if photos else ""
        (site.records / folder / "batch.yaml").write_text(f"date: {folder[:10]}\n{lines}signatories: [{{id: a-{folder[11:]}, name: A {folder[11:]}}}]\n", "utf-8")
    return {path.rpartition("/")[2].partition("-")[0] for path in site.built() if path.startswith("images/")} - {"card"}


def test_what_one_record_does_not_allow_no_other_allows(twice):
    """The same photo in another ceremony, under another name, or twice in one record: the strictest consent counts."""
    delft, gouda = ("2026-01-12-delft", "een.jpg"), ("2026-02-12-gouda", "twee.jpg")
    assert shown(twice, (*delft, "Jo", ALL_USES), (*gouda, "Jo", ALL_USES)) == {"photo", "mail", "square"}
    assert shown(twice, (*delft, "Jo", ALL_USES), (*gouda, "Bo", "web: 2026-01-12")) == {"photo"}
    assert shown(twice, (*delft, "Jo", ALL_USES), (*gouda, "Bo", "")) == set()
    assert shown(twice, (*delft, "Jo", ALL_USES), (*delft, "Bo", "web: 2026-01-12, social: 2026-01-12")) == {"photo", "square"}
    assert shown(twice, (*delft, "Bo", ""), (*delft, "Jo", ALL_USES)) == set()


def test_another_credit_is_another_card(tmp_path, demo_site):
    """Who made the photo stands on it."""
    site = built_project(tmp_path, demo_site)
    cards = [path for path in site.built() if "/card-nl-" in path]
    before = {path: (site.output / path).read_bytes() for path in cards}
    record = site.records / "2026-06-09-zwolle" / "batch.yaml"
    record.write_text(record.read_text("utf-8").replace("credit: Demotekening Ondertekend", "credit: Iemand Anders", 1), "utf-8")
    after = site.built()
    assert len([path for path in cards if after[path] != before[path]]) == 1


def test_a_card_keeps_its_address(tmp_path, demo_site):
    """Another headline, another place: another picture at the same address, which networks fetch anew by what stands behind ?."""
    site = built_project(tmp_path, demo_site)
    page = "nieuws/2026-06-09-zwolle/index.html"
    found = []
    for _ in range(2):
        built = site.built()
        [address] = re.findall(r'property="og:image" content="https://charter.example.org/([^"]+)"', built[page].decode())
        path, _, version = address.partition("?v=")
        found.append((path, version, built[path]))
        edit(site.records / "2026-06-09-zwolle" / "batch.yaml", "place: Zwolle\n", "place: Hattem\n") if len(found) == 1 else None
    (path, version, data), (path_after, version_after, data_after) = found
    assert path == path_after
    assert version != version_after
    assert data != data_after


def on_a_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The exit code, and all that somebody at a terminal of 100 columns sees, with every step of a bar."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(command[0], command, environment | {"COLUMNS": "100", "TERM": "xterm"})  # noqa: S606 - a terminal needs a fork of its own
    seen = b""
    with suppress(OSError):     # Linux says so when the other side is gone
        while data := os.read(terminal, 65536):
            seen += data
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen.decode("utf-8", "replace")


def test_photos_have_a_progress_bar_with_the_time_left(tmp_path):
    """Of a site whose photos are all new: it counts up and says how long it will take; a second build has nothing to show."""
    site = project(tmp_path, records=None)
    folder = site.records / "2026-01-12-delft"
    folder.mkdir(parents=True)
    (site.records / "charter.yaml").write_text("name: {nl: Charter, en: Charter}\npublisher: {name: Bureau}\n", "utf-8")
    photos = []
    for number in range(40):
        Image.effect_noise((900, 600), 20 + number).save(folder / f"{number}.jpg")
        photos.append(f"  - {{file: {number}.jpg, alt: {{nl: Een zaal, en: A hall}}, credit: Jo Demo, people: []}}\n")
    (folder / "batch.yaml").write_text(f"date: 2026-01-12\nphotos:\n{''.join(photos)}signatories: [{{id: a-bv, name: A B.V.}}]\n", "utf-8")
    code, seen = on_a_terminal(site.command("build", "--base-url", BASE_URL), site.root, site.environment())
    bars = [line for line in re.split(r"[\r\n]|\x1b\[\d*[A-Z]", re.sub(r"\x1b\[[\d;]*m", "", seen)) if "Foto's" in line]
    shares = [int(found[1]) for line in bars if (found := re.search(r"(\d+)%", line))]
    assert (code, shares == sorted(shares), shares[-1], len(set(shares)) > 3) == (0, True, 100, True), seen
    assert [line for line in bars if re.search(r"\d+% 0:00:\d\d", line)], seen
    assert "40 foto's" in seen
    _, again = on_a_terminal(site.command("build", "--base-url", BASE_URL), site.root, site.environment())
    assert "Foto's" not in again
