"""Every state that a page may be in: each builds, says what it must, and looks intended on the narrowest screen with the largest letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from browser.visits import visit
from states_folder import LONG_NAME, states

AT = {"nobody": "2015-01-01", "names only": "2026-03-30", "two": "2026-05-30", "a photo": "2026-06-30", "all": "2026-11-01"}
PAGES = {
    "no photo, 22 signers": "nieuws/2026-03-12-den-bosch", "one signer": "nieuws/2026-09-03-alleen", "only a date": "nieuws/2015-09-22-den-haag",
    "no English": "en/news/2026-05-20-zwolle", "erased": "nieuws/2026-06-09-deventer", "a long name": "ondertekenaars/lange-naam", "renamed": "ondertekenaars/hernoemd",
    "former": "ondertekenaars/vertrokken", "merged": "ondertekenaars/opgegaan", "no ambition": "ondertekenaars/zonder-ambitie", "statistics": "cijfers",
    "kit of 22": "kit/2026-03-12-den-bosch", "kit of one": "en/kit/2026-09-03-alleen", "follow": "volgen",
}


@pytest.fixture(scope="module")
def sites(charter, tmp_path_factory) -> dict[str, Path]:
    """The records of every state, built on several days; at each another ceremony is the latest."""
    folder = tmp_path_factory.mktemp("states")
    states(folder / "records")
    (folder / "content").mkdir()
    for name, day in AT.items():
        built = charter("build", "--records", folder / "records", "--content", folder / "content", "--output", folder / name, "--as-of", day)
        assert built.code == 0, built.stdout + built.stderr
    return {name: folder / name for name in AT}


def main(site: Path, page: str) -> html.HtmlElement:
    return html.parse(site / page / "index.html").find(".//main")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_name_of_ninety_characters_is_whole(sites):
    assert (len(LONG_NAME), words(main(sites["all"], "ondertekenaars/lange-naam").find(".//h1"))) == (90, LONG_NAME)


@pytest.mark.parametrize(("at", "heading", "names", "photos"), [
    ("nobody", None, 0, 0), ("names only", "Tweeëntwintig organisaties ondertekenen Charter Diversiteit", 22, 0),
    ("two", "Twee organisaties ondertekenen tijdens een ontbijt", 2, 0), ("a photo", "Vier organisaties ondertekenen Charter Diversiteit", 4, 1),
    ("all", "Één Enkele ondertekent Charter Diversiteit", 0, 1)])
def test_the_home_page(sites, at, heading, names, photos):
    """With nobody, without a photo, with a wide and with a tall one; names stand in a list but for a single signer."""
    shown = main(sites[at], "")
    story = shown.xpath(".//section[@aria-labelledby='latest']")
    assert [words(h) for section in story for h in section.iter("h2")] == ([heading] if heading else [])
    assert [len(shown.xpath(f".//section[@aria-labelledby='latest']//{path}")) for path in ("ul/li", "figure")] == [names, photos]
    assert ("Op deze site staat nog geen ondertekening." in words(shown)) is (heading is None)


def test_statistics_of_nobody(sites):
    shown = main(sites["nobody"], "cijfers")
    assert (shown.xpath(".//table"), words(shown.xpath(".//p")[0])) == ([], "Op deze site staat nog geen ondertekening.")


def test_statistics_of_records_that_are_not_complete(sites):
    """A year that the records do not know is not called empty, and the finding says of whom it is."""
    shown = main(sites["all"], "cijfers")
    assert words(shown.xpath(".//p")[0]) == "Van de organisaties op deze site tekenden de meeste in 2026: 29."
    assert [words(row) for row in shown.xpath(".//table")[0].iter("tr")] == ["JaarTekendenTotaal tot dan toe", "20151onbekend", "202629291"]


def test_dutch_on_an_english_page_says_so(sites):
    """The title, what was said, the role of who said it, the ambition and the correction; with a line that tells of it."""
    shown = main(sites["all"], "en/news/2026-05-20-zwolle")
    dutch = [words(element)[:24] for element in shown.xpath(".//*[@lang='nl']")]
    assert dutch == ["Ontbijt voor werkgevers ", "Twee organisaties ondert", "Het was nog donker toen ", "De een zoekt personeel. ", "Wij willen dat iedereen ",
                     "dijkgraaf", "dijkgraaf", "Over drie jaar werken hi", "De functie van Saskia Di"]
    assert "Part of this page is only available in Dutch." in words(shown)


def test_who_left(sites):
    """The page stays and says what happened; who was erased has none, and no name anywhere."""
    assert "De Vertrokkene is op 1 juli 2026 gestopt als ondertekenaar." in words(main(sites["all"], "ondertekenaars/vertrokken"))
    assert "De Opgegane ging op 2 juli 2026 op in De Nieuwe Naam." in words(main(sites["all"], "ondertekenaars/opgegaan"))
    assert not (sites["all"] / "ondertekenaars" / "gewist").exists()
    assert [path for path in sites["all"].rglob("*.html") if "De Gewiste" in path.read_text("utf-8")] == []
    assert "een ondertekenaar die haar gegevens liet verwijderen" in words(main(sites["all"], "nieuws/2026-06-09-deventer"))


@pytest.mark.browser
def test_states_look_intended(browser, sites, serve_folder):
    """Each page, and the home page of each day: nothing sticks out at 320 pixels, nor with letters twice as large; axe finds nothing."""
    pages = [(name, "all", f"/{page}/") for name, page in PAGES.items()] + [(f"home of {at}", at, "/") for at in AT]
    wrong = {}
    served = {at: serve_folder(folder) for at, folder in sites.items()}
    for name, at, page in pages:
        with visit(browser, served[at] + page, (320, 700)) as seen:
            widths = [seen.page.evaluate("document.documentElement.scrollWidth")]
            found = seen.violations()
            seen.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            widths.append(seen.page.evaluate("document.documentElement.scrollWidth"))
            if (widths, found, seen.console, seen.failed) != ([320, 320], [], [], []):
                wrong[name] = (widths, found, seen.console, seen.failed)
    assert wrong == {}


@pytest.mark.browser
def test_a_photo_that_does_not_come_leaves_its_words(browser, sites, serve_folder):
    """Its room stays, with the description in it and the credit below."""
    def without(page: object) -> None:
        page.route("**/images/**", lambda route: route.abort())

    with visit(browser, serve_folder(sites["all"]) + "/nieuws/2026-06-09-deventer/", before=without) as seen:
        image = seen.page.locator("main img").first
        assert (image.get_attribute("alt"), image.bounding_box()["height"] > 300) == ("Een vlak met een streep", True)
        assert seen.page.locator("figcaption").first.inner_text() == "© Cas Voorbeeld"


@pytest.mark.browser
def test_what_is_drawn_stays_in_the_colours_of_the_reader(browser, sites, serve_folder):
    """Bars, the signature, the current page, a button and the focus differ from the paper when colours are forced."""
    def forced(page: object) -> None:
        page.emulate_media(forced_colors="active")

    address = serve_folder(sites["all"])
    with visit(browser, address + "/cijfers/", before=forced) as seen:
        paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert seen.page.evaluate("getComputedStyle(document.querySelector('.bars__fill')).fill") != paper
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("(s => [s.outlineStyle, s.outlineColor])(getComputedStyle(document.activeElement))") not in (["none", paper], ["solid", paper])
        weights = "['[aria-current]', ':not([aria-current])'].map(part => getComputedStyle(document.querySelector(`.site-footer a${part}`)).fontWeight)"
        assert seen.page.evaluate(weights) == ["650", "400"]
    with visit(browser, address + "/", before=forced) as seen:
        assert seen.page.evaluate("getComputedStyle(document.querySelector('.stroke__line')).stroke") != paper
        assert seen.page.evaluate("(s => [s.borderTopStyle, s.borderTopColor])(getComputedStyle(document.querySelector('.button')))") not in (["none", paper], ["solid", paper])
    with visit(browser, address + "/nieuws/", before=forced) as seen:
        assert seen.page.evaluate("(s => [s.borderBottomStyle, s.borderBottomColor])(getComputedStyle(document.querySelector('.site-nav [aria-current]')))") not in (
            ["none", paper], ["solid", paper])
