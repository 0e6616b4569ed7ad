"""The demo site as people meet it: in a real browser, under a strict policy, with nothing out of place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import vnu
from browser.links import broken, clicks, feed_links, files, is_elsewhere, page_links, parsed
from browser.pages import PAGES
from browser.visits import visit
from conftest import BASE_URL


@pytest.fixture(scope="module")
def site(demo_site: Path, serve_folder) -> str:
    """The address where the demo site is served."""
    return serve_folder(demo_site)


@pytest.mark.browser
@pytest.mark.parametrize("address", [PAGES["home"][0], PAGES["article"][0], PAGES["profile"][1], PAGES["kit"][0]],
                         ids=["home", "article", "profile", "kit"])
def test_photos_are_shown(browser, site, address):
    """Each has its size, a text and a credit, and the browser can show it."""
    with visit(browser, site + address) as seen:
        seen.open_all()
        seen.scroll_through()
        photos = seen.page.evaluate("""[...document.images].map(image => ({
            src: image.getAttribute('src'), size: +image.getAttribute('width') > 0 && +image.getAttribute('height') > 0,
            text: image.hasAttribute('alt') && (image.alt !== '' || !image.closest('figure')), shown: image.naturalWidth > 0,
            credit: !image.closest('figure') || image.closest('figure').querySelector('figcaption').innerText.includes('©'),
        }))""")
        assert photos
        assert [photo for photo in photos if not all(photo.values())] == []


@pytest.mark.browser
def test_skip_link_leads_to_the_content(browser, site):
    """The first stop is the skip link, it shows itself, and it leads to the content."""
    with visit(browser, site + "/") as seen:
        seen.page.keyboard.press("Tab")
        link = seen.page.locator(":focus")
        assert link.get_attribute("class") == "skip-link"
        assert link.bounding_box()["y"] >= 0
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "content"


@pytest.mark.browser
def test_markup_is_valid(browser_tools, demo_site):
    """vnu has nothing to say about any page: no error, no warning."""
    assert vnu.messages([demo_site]) == []


def test_every_link_leads_somewhere(demo_site):
    """Pages, places in pages, pictures, scripts, styles, feeds; in pages, feeds, sitemap and texts to copy."""
    links = {*page_links(demo_site), *feed_links(demo_site)}
    assert len(links) > 1000
    assert sorted(filter(None, (broken(demo_site, BASE_URL, link) for link in links))) == []


def test_every_page_is_four_clicks_from_home(demo_site):
    """By plain links; only the pages for what is not found have none that leads to them."""
    reached = clicks(demo_site)
    assert {path.relative_to(demo_site).as_posix() for path in files(demo_site, ".html")} - reached.keys() == {"404.html", "en/404.html"}
    assert [page for page, count in reached.items() if count > 4] == []


def test_nothing_comes_from_elsewhere(demo_site):
    """No picture, style, script or font of another host."""
    assert sorted((link.file, link.address) for link in page_links(demo_site) if link.fetched and is_elsewhere(BASE_URL, link)) == []
    style = "".join(path.read_text("utf-8") for path in files(demo_site, ".css"))
    assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//[^)]*", style) == []


def test_nothing_is_inline(demo_site):
    """No style, no script and no handler stands in a page; data for search engines is the one exception."""
    wrong = "//style | //*[@style] | //script[not(@src) and not(@type='application/ld+json')] | //@*[starts-with(name(), 'on')]/.."
    found = [(path.relative_to(demo_site).as_posix(), element.tag) for path in files(demo_site, ".html") for element in parsed(path).xpath(wrong)]
    assert found == []
    assert [str(link) for link in page_links(demo_site) if link.address.lower().startswith(("javascript:", "data:"))] == []
