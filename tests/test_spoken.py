"""What a screen reader gets to say of three pages, as a whole and in order.

After a change that was meant, write the texts anew, read them aloud, and only then commit them:

    SPOKEN=write .venv/bin/python -m pytest tests/test_spoken.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser.pages import PAGES
from browser.visits import Visit, visit

SPOKEN = Path(__file__).with_name("spoken")
ADDRESSES = {"home.nl": PAGES["home"][0], "article.nl": PAGES["article of three"][0], "article.en": PAGES["article of three"][1],
             "directory.nl": PAGES["directory"][0]}


def spoken(seen: Visit) -> str:
    """Title and language, what is in another language, and the accessibility tree of the page: roles, names, states and texts."""
    language = seen.page.evaluate("document.documentElement.lang")
    others = seen.page.evaluate("""[...document.body.querySelectorAll('[lang]')].map(element =>
        `${element.lang}: ${(element.alt || element.innerText).trim().replace(/\\s+/g, ' ')}`)""")
    lines = [f"title: {seen.page.title()}", f"language: {language}", *(f"in another language, {line}" for line in others), ""]
    return "\n".join([*lines, seen.page.locator("body").aria_snapshot(), ""])


@pytest.mark.browser
@pytest.mark.parametrize("name", ADDRESSES)
def test_page_is_spoken_as_read(browser, demo_site, serve_folder, name):
    """Landmarks, headings, lists, links and fields with their names, and in which language."""
    file = SPOKEN / f"{name}.txt"
    with visit(browser, serve_folder(demo_site) + ADDRESSES[name]) as seen:
        heard = spoken(seen)
    if os.environ.get("SPOKEN") == "write":
        file.write_text(heard, "utf-8")
    assert heard == file.read_text("utf-8")
