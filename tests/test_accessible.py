"""Every page of the demo site for people who see, hear or set it differently: axe, and a layout that holds, under each condition."""

from __future__ import annotations

import pytest

from browser import conditions
from browser.conditions import Condition
from browser.pages import ALL, EACH
from browser.visits import Visit, visit

each_page = pytest.mark.parametrize(("kind", "lang", "address"), ALL, ids=[f"{kind}, {lang}" for kind, lang, _ in ALL])
each_type = pytest.mark.parametrize("address", EACH.values(), ids=EACH)
HEAVIEST = 60_000       # bytes over the line without pictures
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(demo_site, serve_folder) -> str:
    """The address where the demo site is served."""
    return serve_folder(demo_site)


def expected_failures(kind: str, site: str, address: str) -> tuple[list[str], list[str]]:
    """What the browser may say of a page that is not there: that it is not there."""
    if kind != "not found":
        return [], []
    return ["error: Failed to load resource: the server responded with a status of 404 (Not Found)"], [f"{site}{address}: 404"]


def wrong_under(seen: Visit, all_conditions: dict[str, Condition]) -> list[str]:
    """What axe finds and what stands wrong under each of the conditions."""
    found = []
    for name, condition in all_conditions.items():
        seen.under(condition)
        found += [f"{name}: {line}" for line in (*seen.violations(), *seen.misplaced())]
    return found


@each_page
def test_page_is_accessible_light_and_quiet(browser, site, kind, lang, address):
    """axe finds nothing, the console stays empty, nobody else is asked for anything, nothing fails to load, and it all weighs little."""
    with visit(browser, site + address, until="networkidle") as seen:
        assert sum(seen.bytes_fetched().values()) <= HEAVIEST, seen.bytes_fetched()
        seen.open_all()
        seen.scroll_through()
        console, failed = expected_failures(kind, site, address)
        assert (seen.console, seen.elsewhere, seen.failed) == (console, [], failed)
        assert seen.page.evaluate("document.documentElement.lang") == lang
        assert (seen.violations(), seen.misplaced()) == ([], [])


@each_type
def test_page_is_accessible_under_other_conditions(browser, site, address):
    """In the dark, in colours of the reader's own, on 320 pixels, with large text and with spaced text, one at a time; and the dark has other colours."""
    with visit(browser, site + address) as seen:
        background = "getComputedStyle(document.body).backgroundColor"
        light = seen.page.evaluate(background)
        seen.open_all()
        assert wrong_under(seen, conditions.OTHER) == []
        seen.under(conditions.OTHER["dark"])
        assert seen.page.evaluate(background) != light


@each_type
def test_page_is_complete_without_script(browser, site, address):
    """What a page shows with script it shows without, save for what waits, hidden, for script; and axe finds nothing."""
    def look(script: bool) -> tuple[list[str], str, list[str]]:
        with visit(browser, site + address, script=script) as seen:
            waiting = " ".join(seen.page.locator("[hidden]").all_text_contents())
            lines = [" ".join(line.split()) for line in seen.page.locator("body").inner_text().split("\n")]
            return lines, waiting, [] if script else seen.violations()

    without, waiting, violations = look(script=False)
    assert violations == []
    assert len(without) > 10
    assert [line for line in look(script=True)[0] if line not in without and line not in waiting] == []


@pytest.mark.show
@each_page
def test_page_is_accessible_under_all_conditions(browser, site, kind, lang, address):
    """All of them together, each page in each language, with script and without."""
    for script in (True, False):
        with visit(browser, site + address, script=script) as seen:
            seen.open_all()
            assert wrong_under(seen, conditions.ALL) == [], script
