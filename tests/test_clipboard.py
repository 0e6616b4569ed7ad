"""The kit puts its texts on the clipboard, wherever it is served: over https, on this computer, and over plain http."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fragment_fromstring

from browser import needs
from browser.pages import PAGES
from browser.visits import Visit, visit
from conftest import PLAIN_HOST, served

pytestmark = pytest.mark.browser
# Of each page, copy button -> the choice that brings it into view, and whether it has layout.
COPIED = {
    "kit": {"subject-1": ("", False), "short-html": ("", True), "short-minimal": ("", True), "short-markdown": ("", False), "short-text": ("", False),
            "short-html-bare": ("photo=without", True), "linkedin": ("", False), "own-zorggroep-wensput-linkedin": ("signatory-zorggroep-wensput", False)},
    "kit, long block": {"long-1-html": ("", True), "long-2-minimal": ("", True), "long-1-minimal-bare": ("photo=without", True)},
}
# A place to paste, and what the clipboard holds when somebody does.
PASTE = """() => {
    const here = document.createElement('div');
    here.contentEditable = 'true';
    document.body.append(here);
    const pasted = new Promise(done => here.addEventListener('paste', event => {
        const types = [...event.clipboardData.types];
        done(Object.fromEntries(types.map(type => [type, event.clipboardData.getData(type)])));
        event.preventDefault();
        here.remove();
    }, { once: true }));
    here.focus();
    window.pasted = pasted;
}"""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate that nobody signed but itself, with its key."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run([needs.program("openssl") or "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                    "-keyout", file.with_name("key.pem"), "-out", file.with_name("cert.pem")], check=True, capture_output=True)
    file.write_bytes(file.with_name("key.pem").read_bytes() + file.with_name("cert.pem").read_bytes())
    return file


@pytest.fixture(params=["https", "localhost", "http"])
def site(request, browser_tools, demo_site, certificate) -> Iterator[tuple[str, bool]]:
    """The demo site at an address, and whether a browser takes that for a secure context."""
    with served(demo_site, certificate if request.param == "https" else None) as address:
        yield address.replace("127.0.0.1", PLAIN_HOST if request.param == "http" else "localhost"), request.param != "http"


def pasted(seen: Visit) -> dict[str, str]:
    """What somebody gets who pastes now, by type; pasting works where reading the clipboard is not allowed."""
    seen.page.evaluate(PASTE)
    seen.page.keyboard.press("Control+V")
    return seen.page.evaluate("window.pasted")


def choose(seen: Visit, choice: str) -> None:
    """A radio button, or a signatory's part."""
    name, _, value = choice.partition("=")
    seen.page.locator(f"input[name={name}][value={value}]" if value else f"#{name} > summary").click()


def as_written(html: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its attributes and words; a browser writes tbody, spaces and order in its own way."""
    return [(element.tag, {name: re.sub(r"[\s;]+", "", value) for name, value in element.attrib.items()},
             " ".join(f"{element.text or ''} {element.tail or ''}".split()))
            for element in fragment_fromstring(html, create_parent=True).iter("*") if element.tag not in ("tbody", "meta")]


def press(seen: Visit, name: str, done: str) -> str:
    """Presses a button, waits for what it says, and gives the text that it was for."""
    seen.page.locator(f"#copy-{name}").click()
    seen.page.locator(f".snippet:has(#text-{name}) [role=status]").get_by_text(done, exact=True).wait_for(timeout=5000)
    return seen.page.locator(f"#text-{name}").input_value()


def test_every_kind_of_text_is_copied(browser, site):
    """Plain text as it stands, HTML also with its layout: an editor takes that, a field for code the source."""
    address, secure = site
    for kind, buttons in COPIED.items():
        with visit(browser, address + PAGES[kind][0]) as seen:
            assert seen.page.evaluate("isSecureContext") is secure
            for name, (choice, rich) in buttons.items():
                if choice:
                    choose(seen, choice)
                source = press(seen, name, "Gekopieerd")
                found = pasted(seen)
                assert (found["text/plain"], sorted(found)) == (source, ["text/html", "text/plain"] if rich else ["text/plain"]), name
                assert not rich or as_written(found["text/html"]) == as_written(source)
            # Over plain http a browser has no use for one of the headers, and says so.
            assert [line for line in seen.console if secure or "Cross-Origin-Opener-Policy" not in line] == []


def test_when_the_old_way_is_gone(browser, site):
    """A browser without execCommand copies where it may; where it may not, the text is selected and it is said what to do."""
    address, secure = site
    with visit(browser, address + PAGES["kit"][1], clipboard=secure) as seen:
        seen.page.evaluate("document.execCommand = () => false")
        if secure:
            source = press(seen, "short-html", "Copied")
            found = pasted(seen)
            assert (found["text/plain"], "<img" in found["text/html"]) == (source, True)
        else:
            source = press(seen, "short-html", "The browser did not copy. The text is selected: press Ctrl+C, on a Mac Cmd+C.")
            assert selected(seen.page) == ["text-short-html", source]


def selected(page: Any) -> list[str]:
    """The field that has the focus, and what is selected in it."""
    return page.evaluate("""() => {
        const field = document.activeElement;
        return [field.id, field.value.slice(field.selectionStart, field.selectionEnd)];
    }""")


@pytest.mark.parametrize("kind", COPIED)
def test_the_example_shows_what_is_copied(browser, demo_site, serve_folder, kind):
    """With its photo, and without when that is chosen."""
    with visit(browser, serve_folder(demo_site) + PAGES[kind][0]) as seen:
        photo = seen.page.locator(".kit__paper img").first
        assert photo.is_visible()
        choose(seen, "photo=without")
        assert (photo.is_visible(), seen.page.locator(".kit__paper .nb-credit").first.is_visible()) == (False, False)


def test_what_is_said_leaves_the_field_alone(browser, demo_site, serve_folder):
    """A line keeps its width, however long what is said of it is."""
    with visit(browser, serve_folder(demo_site) + PAGES["kit"][0]) as seen:
        field = seen.page.locator("#text-subject-1")
        before = field.bounding_box()["width"]
        seen.page.evaluate("() => { document.execCommand = () => false; navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
        press(seen, "subject-1", "De browser kopieerde niet. De tekst is geselecteerd: druk op Ctrl+C, op een Mac op Cmd+C.")
        assert field.bounding_box()["width"] == before


def test_without_script_every_text_is_there(browser, demo_site, serve_folder):
    """No button promises what it cannot do; each text can be selected, and those for editors can be downloaded."""
    with visit(browser, serve_folder(demo_site) + PAGES["kit"][0], script=False) as seen:
        fields = seen.page.locator("textarea")
        assert seen.page.locator("[data-copy]:visible, .kit__photo:visible").count() == 0
        assert seen.page.locator("textarea:visible").count() == seen.page.locator("#newsletter textarea, #social textarea").count()
        fields.first.focus()
        seen.page.keyboard.press("Control+A")
        assert selected(seen.page) == ["text-subject-1", fields.first.input_value()]
        with seen.page.expect_download() as download:
            seen.page.get_by_role("link", name="Teksten voor nieuwsbrief en sociale media (ZIP-bestand)").click()
        assert download.value.suggested_filename == "teksten.zip"
