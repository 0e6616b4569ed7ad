"""The demo site with the keyboard alone: every stop can be seen and shows itself, and everything that a mouse can do works."""

from __future__ import annotations

import pytest

from browser.conditions import NARROW, USUAL, Condition
from browser.keyboard import expected, reach, walk
from browser.pages import EACH, PAGES
from browser.visits import visit

each_type = pytest.mark.parametrize("address", EACH.values(), ids=EACH)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(demo_site, serve_folder) -> str:
    """The address where the demo site is served."""
    return serve_folder(demo_site)


def has_focus(target) -> bool:
    """Has an element the focus?"""
    return target.evaluate("element => element === document.activeElement")


def number_of(target) -> int:
    """Its place among all elements, as in browser.keyboard."""
    return target.evaluate("element => [...document.querySelectorAll('*')].indexOf(element)")


def said(page, text: str) -> None:
    """Waits until it is spoken."""
    page.get_by_role("status").get_by_text(text, exact=True).wait_for()


@pytest.mark.parametrize("condition", [USUAL, pytest.param(Condition(NARROW, "dark"), marks=pytest.mark.show)], ids=["desktop", "320 pixels, dark"])
@each_type
def test_every_stop_is_seen(browser, site, address, condition):
    """Tab leads past everything in the order of the page, Shift+Tab back; no stop hides, and each shows that it has the focus."""
    with visit(browser, site + address, condition=condition) as seen:
        every = expected(seen.page)
        assert len(every) > 10
        assert walk(seen.page) == (every, [])
        assert walk(seen.page, "Shift+Tab") == (every[::-1], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_drawn(browser, site, scheme):
    """What has the focus looks different from what has not, in the picture itself: a link, a field, a button, a text to copy, a fold."""
    for kind, selectors in (("home", (".site-nav__link", "input", "main button")), ("kit", (".snippet__copy", "textarea")), ("directory", ("summary",))):
        with visit(browser, site + PAGES[kind][0], condition=Condition(NARROW, scheme)) as seen:
            for selector in selectors:
                reach(seen.page, seen.page.locator(selector).first)
                with_focus = seen.page.screenshot()
                seen.page.evaluate("document.activeElement.blur()")
                assert seen.page.screenshot() != with_focus, selector


def test_search_from_home(browser, site):
    """Tab to the field, a word, Enter: the directory has searched, and says what it found."""
    with visit(browser, site + PAGES["home"][0]) as seen:
        reach(seen.page, seen.page.get_by_role("searchbox"))
        seen.page.keyboard.type("wensput")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/ondertekenaars/?q=wensput")
        said(seen.page, "1 ondertekenaar gevonden")
        assert seen.page.locator(".index__name:visible").all_inner_texts() == ["Zorggroep Wensput"]


def test_search_in_the_directory(browser, site):
    """Typing keeps the focus in the field, and Tab leads past what was found, with nothing hidden between."""
    with visit(browser, site + PAGES["directory"][0]) as seen:
        field = seen.page.get_by_role("searchbox")
        reach(seen.page, field)
        seen.page.keyboard.type("wensput")
        said(seen.page, "1 ondertekenaar gevonden")
        assert has_focus(field)
        after = expected(seen.page)
        assert walk(seen.page) == (after[after.index(number_of(field)) + 1:], [])
        reach(seen.page, seen.page.locator(".index__name:visible"), "Shift+Tab")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/ondertekenaars/zorggroep-wensput/")


def test_filters_on_a_phone(browser, site):
    """The fold opens and closes with either key and keeps the focus; a filter is ticked and taken away, and the focus is never lost."""
    with visit(browser, site + PAGES["directory"][0], NARROW) as seen:
        fold, box = seen.page.locator("summary").first, seen.page.get_by_role("checkbox", name="Gender")
        reach(seen.page, fold)
        assert not box.is_visible()
        for key, shown in (("Enter", True), ("Space", False), ("Space", True), ("Enter", False), ("Enter", True)):
            seen.page.keyboard.press(key)
            assert (box.is_visible(), has_focus(fold)) == (shown, True)
        reach(seen.page, box)
        seen.page.keyboard.press("Space")
        said(seen.page, "7 ondertekenaars gevonden")
        assert (box.is_checked(), has_focus(box)) == (True, True)
        reach(seen.page, seen.page.get_by_role("button", name="Haal filter weg: Gender"), "Shift+Tab")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_function("location.search === ''")
        assert not box.is_checked()
        assert seen.page.evaluate("document.activeElement !== document.body")


def test_language(browser, site):
    """The same page in the other language, and back."""
    dutch, english = PAGES["article"]
    with visit(browser, site + dutch) as seen:
        for name, address, lang in (("English", english, "en"), ("Nederlands", dutch, "nl")):
            reach(seen.page, seen.page.get_by_role("link", name=name))
            seen.page.keyboard.press("Enter")
            seen.page.wait_for_url(site + address)
            assert seen.page.evaluate("document.documentElement.lang") == lang


def test_kit_copies(browser, site):
    """Buttons are reached by Tab and pressed by Enter or Space; the focus stays, and what was done is said.

    Arrows choose the block without photo, Enter unfolds the texts of a signatory.
    """
    with visit(browser, site + PAGES["kit"][0], clipboard=True) as seen:
        def copies(name: str, key: str) -> None:
            button = seen.page.locator(f"#copy-{name}")
            reach(seen.page, button)
            seen.page.keyboard.press(key)
            seen.page.locator(f".snippet:has(#text-{name})").get_by_role("status").get_by_text("Gekopieerd").wait_for()
            assert has_focus(button)
            assert seen.page.evaluate("navigator.clipboard.readText()") == seen.page.locator(f"#text-{name}").input_value()

        copies("subject-1", "Enter")
        reach(seen.page, seen.page.locator("input[name=photo]:checked"))
        seen.page.keyboard.press("ArrowRight")
        copies("short-html-bare", "Space")
        reach(seen.page, seen.page.locator("#signatory-gemeente-nergenshuizen > summary"))
        seen.page.keyboard.press("Enter")
        copies("own-gemeente-nergenshuizen-linkedin", "Enter")


def test_no_filter_hides_behind_the_button_below_them(browser, site):
    """On a phone it floats over the filters as long as something is chosen."""
    with visit(browser, site + PAGES["directory"][0], condition=Condition(NARROW)) as seen:
        seen.page.locator("summary").first.click()
        seen.page.locator(".filters__box").first.check()
        seen.page.locator(".filters__done").wait_for()
        reach(seen.page, seen.page.locator("summary").first, "Shift+Tab")
        stops, wrong = walk(seen.page)
        assert (len(stops) > 30, wrong) == (True, [])
