"""A page gone through with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FOCUS = Path(__file__).with_name("focus.js")
MOST = 2000     # stops of a page
# Whatever takes the focus and can be seen, in the order of the page, by its place among all elements.
EXPECTED = """(() => {
    const all = [...document.querySelectorAll('*')];
    return all.filter(element => element.matches('a[href], button, input, select, textarea, summary, [tabindex]') && element.tabIndex >= 0
        && !(element.type === 'radio' && !element.checked)      // one stop for a group; arrows go from one to the next
        && !element.disabled && element.checkVisibility({visibilityProperty: true})).map(element => all.indexOf(element));
})()"""


def walk(page: Any, key: str = "Tab") -> tuple[list[int], list[str]]:
    """Every stop from here to the end of the page, or to one that was there before; as its place among all elements. And what is wrong with any."""
    look = FOCUS.read_text(encoding="utf-8")
    stops: list[int] = []
    wrong: list[str] = []
    while True:
        page.keyboard.press(key)
        stop = page.evaluate(look)
        if stop is None or stop["number"] in stops:
            return stops, wrong
        stops.append(stop["number"])
        wrong += [f"{why}: {stop['html']}" for why in stop["wrong"]]


def expected(page: Any) -> list[int]:
    """The stops that a page should have, in order."""
    return list(page.evaluate(EXPECTED))


def reach(page: Any, target: Any, key: str = "Tab") -> None:
    """Presses a key until an element has the focus."""
    wanted = target.element_handle()
    for _ in range(MOST):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            return
        assert not page.evaluate("document.activeElement === document.body"), f"{key} does not lead to {target}"
