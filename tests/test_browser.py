"""The demo site as people meet it: in a real browser, under a strict policy, with nothing out of place."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml.html import fragment_fromstring

from browser import needs
from browser.links import broken, feed_links, files, is_elsewhere, page_links, parsed
from browser.pages import ALL, EACH, PAGES
from browser.visits import PHONE, visit
from conftest import BASE_URL

each_page = pytest.mark.parametrize(("kind", "lang", "address"), ALL, ids=[f"{kind}, {lang}" for kind, lang, _ in ALL])
each_type = pytest.mark.parametrize("address", EACH.values(), ids=EACH)


@pytest.fixture(scope="module")
def site(demo_site: Path, serve_folder) -> str:
    """The address where the demo site is served."""
    return serve_folder(demo_site)


def expected_failures(kind: str, site: str, address: str) -> tuple[list[str], list[str]]:
    """What the browser may say of a page that is not there: that it is not there."""
    if kind != "not found":
        return [], []
    return ["error: Failed to load resource: the server responded with a status of 404 (Not Found)"], [f"{site}{address}: 404"]


@pytest.mark.browser
@each_page
def test_page_is_accessible_and_quiet(browser, site, kind, lang, address):
    """axe finds nothing, the console stays empty, nobody else is asked for anything, and nothing fails to load."""
    with visit(browser, site + address, until="networkidle") as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        seen.scroll_through()
        console, failed = expected_failures(kind, site, address)
        assert (seen.console, seen.elsewhere, seen.failed) == (console, [], failed)
        assert seen.page.evaluate("document.documentElement.lang") == lang
        assert seen.violations() == []


@pytest.mark.browser
@each_type
def test_page_is_accessible_in_the_dark(browser, site, address):
    """The dark colours have enough contrast, and they are other colours."""
    with visit(browser, site + address, scheme="dark") as seen:
        background = "getComputedStyle(document.body).backgroundColor"
        dark = seen.page.evaluate(background)
        assert seen.violations() == []
        seen.page.emulate_media(color_scheme="light")
        assert seen.page.evaluate(background) != dark


@pytest.mark.browser
@each_type
def test_page_fits_a_phone(browser, site, address):
    """At 360 pixels nothing sticks out, and axe finds nothing there either."""
    with visit(browser, site + address, PHONE) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert seen.page.evaluate("""[...document.body.querySelectorAll('*')].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.right > innerWidth + 1 && !element.closest('pre, textarea, .kit__bench');
        }).map(element => element.outerHTML.slice(0, 120))""") == []
        assert seen.violations() == []


@pytest.mark.browser
@each_type
def test_page_is_complete_without_script(browser, site, address):
    """What a page shows with script it shows without, save for what waits, hidden, for script."""
    def lines(script: bool) -> tuple[list[str], str]:
        with visit(browser, site + address, script=script) as seen:
            waiting = " ".join(seen.page.locator("[hidden]").all_text_contents())
            return seen.page.locator("body").inner_text().split("\n"), waiting

    without, waiting = lines(script=False)
    assert len(without) > 10
    assert [line for line in lines(script=True)[0] if line not in without and line not in waiting] == []


@pytest.mark.browser
@pytest.mark.parametrize("address", [PAGES["home"][0], PAGES["article"][0], PAGES["profile"][1], PAGES["kit"][0]],
                         ids=["home", "article", "profile", "kit"])
def test_photos_are_shown(browser, site, address):
    """Each has its size, a text and a credit, and the browser can show it."""
    with visit(browser, site + address) as seen:
        seen.scroll_through()
        photos = seen.page.evaluate("""[...document.images].map(image => ({
            src: image.getAttribute('src'), size: +image.getAttribute('width') > 0 && +image.getAttribute('height') > 0,
            text: image.hasAttribute('alt') && (image.alt !== '' || !image.closest('figure')), shown: image.naturalWidth > 0,
            credit: !image.closest('figure') || image.closest('figure').querySelector('figcaption').innerText.includes('©'),
        }))""")
        assert photos
        assert [photo for photo in photos if not all(photo.values())] == []


@pytest.mark.browser
@pytest.mark.parametrize(("address", "done"), [(PAGES["kit"][0], "Gekopieerd"), (PAGES["kit"][1], "Copied")], ids=["nl", "en"])
def test_kit_copies(browser, site, address, done):
    """Each button puts its text on the clipboard, with layout where there is layout, and says that it did."""
    read = """async () => {
        const item = (await navigator.clipboard.read())[0];
        const text = async type => item.types.includes(type) ? await (await item.getType(type)).text() : null;
        return [await text('text/plain'), await text('text/html')];
    }"""
    with visit(browser, site + address, clipboard=True) as seen:
        kinds = [area.removeprefix("text-") for area in seen.page.locator("textarea").evaluate_all("all => all.map(one => one.id)")]
        assert kinds == ["html", "minimal", "markdown", "text", "social"]
        for kind in kinds:
            source = seen.page.locator(f"#text-{kind}").input_value()
            seen.page.locator(f"[data-copy=text-{kind}]").click()
            status = seen.page.locator(f".snippet:has(#text-{kind}) [role=status]")
            status.get_by_text(done, exact=True).wait_for(state="visible", timeout=5000)
            plain, rich = seen.page.evaluate(read)
            assert plain == source      # HTML too: a field for code takes the source
            assert (rich and written(rich)) == (written(source) if kind in ("html", "minimal") else None)
        assert seen.console == []


def written(html: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its attributes and words; a browser writes tbody, spaces and order in its own way."""
    return [(element.tag, {name: re.sub(r"[\s;]+", "", value) for name, value in element.attrib.items()},
             " ".join(f"{element.text or ''} {element.tail or ''}".split()))
            for element in fragment_fromstring(html, create_parent=True).iter("*") if element.tag not in ("tbody", "meta")]


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
    vnu = [str(needs.program("default-jre-headless")), "-jar", str(needs.VNU)]
    options = ["--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always", str(demo_site)]
    done = subprocess.run([*vnu, *options], capture_output=True, encoding="utf-8", timeout=300, check=True)
    found = json.loads(done.stdout)["messages"]
    assert sorted({(m["message"], m["url"].partition("/output/")[2]) for m in found}) == []


def test_every_link_leads_somewhere(demo_site):
    """Pages, places in pages, pictures, scripts, styles, feeds; in pages, feeds, sitemap and texts to copy."""
    links = {*page_links(demo_site), *feed_links(demo_site)}
    assert len(links) > 1000
    assert sorted(filter(None, (broken(demo_site, BASE_URL, link) for link in links))) == []


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
