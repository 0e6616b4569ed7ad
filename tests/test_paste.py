"""Pasted into the tools of editors, the block arrives: the same words, pictures with size, text and address, the same links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import nh3
import pytest
from lxml import etree, html
from PIL import Image, ImageChops

from browser import needs
from conftest import BASE_URL, ROOT
from mail_blocks import CSS, Made, Newsletters, demo_and_hard, templates_in

SHARP = 2       # pixels of the screen to one of CSS: wide photos are shown pixel by pixel, for Chromium does not always scale them alike
HOST = "https://editor.example.org"
QUILL, TINYMCE = needs.QUILL.parent, needs.TINYMCE.parent
# One of each kind: photo wide, tall and none; short and long; two languages; lists, names of every sort, Dutch in English.
CHOSEN = ("2026-03-12-utrecht nl short 1 photo", "2026-03-12-utrecht nl long 1 photo", "2026-03-12-utrecht en long 2", "2026-09-03-leeuwarden en short 1 photo",
          "2026-01-05-lang en long 1 photo", "2026-02-02-lijst nl long 2", "2026-03-03-alleen nl short 1")


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> Newsletters:
    """Every block of the demo and of hard records."""
    return demo_and_hard(tmp_path_factory.mktemp("letters"))


@pytest.fixture(scope="module")
def context(browser, letters) -> Iterator[Any]:
    """A window of the browser that may use the clipboard, has the pictures, and is on no network."""
    made = browser.new_context(viewport={"width": 1000, "height": 800}, device_scale_factor=SHARP)
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=HOST)
    made.route("**/*", lambda route: route.fulfill(path=letters.pictures[route.request.url]) if route.request.url in letters.pictures else route.abort())
    yield made
    made.close()


@pytest.fixture
def page_of(context) -> Iterator[Callable[..., Any]]:
    """page_of(html, files=folder) opens a page at HOST, which has the files of a folder."""
    pages = []

    def opened(text: str, files: Path | None = None) -> Any:
        page = context.new_page()
        pages.append(page)
        if files:
            page.route(f"{HOST}/files/**", lambda route: route.fulfill(path=files / route.request.url.removeprefix(f"{HOST}/files/").partition("?")[0]))
        page.route(f"{HOST}/", lambda route: route.fulfill(body=f"<!DOCTYPE html><html lang=nl><head><meta charset=utf-8><title>x</title></head><body>{text}</body></html>", content_type="text/html"))
        page.goto(f"{HOST}/")
        return page

    yield opened
    for page in pages:
        page.close()


Arrived = tuple[list[str], list[dict[str, str]], list[list[str]]]
# The words that can be seen, the pictures, and the links with their words, of each of these pieces of HTML.
LOOK = """pieces => pieces.map(piece => {
    const box = document.createElement('div');
    box.innerHTML = piece;
    document.body.append(box);
    const words = text => text.split(/\\s+/).filter(word => word);
    const found = [words(box.innerText), [...box.querySelectorAll('img')].map(image => ({src: image.getAttribute('src'), alt: image.alt, width: image.getAttribute('width'),
        height: image.getAttribute('height')})), [...box.querySelectorAll('a')].map(link => [link.getAttribute('href'), ...words(link.innerText)])];
    box.remove();
    return found;
})"""


def looked(page: Any, pieces: list[str]) -> list[Arrived]:
    return [tuple(found) for found in page.evaluate(LOOK, pieces)]


def in_html(letters: Newsletters) -> list[tuple[str, str]]:
    return [(f"{made.name} {form}", made.forms[form]) for made in letters.made for form in ("html", "minimal")]


def chosen(letters: Newsletters) -> list[tuple[str, str]]:
    return [(name, text) for name, text in in_html(letters) if name.rpartition(" ")[0] in CHOSEN]


# What tools do with HTML before they keep it

ALL_TAGS = {"table", "tbody", "tr", "td", "h2", "h3", "p", "a", "strong", "span", "img", "ul", "li", "blockquote", "br", "div", "em"}
SIZED = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}


def _without(*names: str) -> Callable[[str], str]:
    """Attributes go, whatever element they are on."""
    def clean(text: str) -> str:
        root = html.fragment_fromstring(text, create_parent="div")
        for name in names:
            etree.strip_attributes(root, name)
        etree.strip_tags(root, etree.Comment)
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    return clean


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


TOOLS: dict[str, Callable[[str], str]] = {
    "comments, class and id go": _without("class", "id"),
    "style goes": _without("style", "class", "id"),
    "the attributes of old go": _without("bgcolor", "align", "valign", "border", "cellpadding", "cellspacing", "role", "lang", "class", "id"),
    "white space collapses": _collapsed,
    "unknown attributes go": lambda text: nh3.clean(text, tags=ALL_TAGS, attributes=SIZED | {"td": {"style"}, "p": {"style"}}, link_rel=None),
    "headings, spans and quotes go": lambda text: nh3.clean(text, tags=ALL_TAGS - {"h2", "h3", "span", "blockquote"}, attributes=SIZED, link_rel=None),
    "tables go": lambda text: nh3.clean(text, tags=ALL_TAGS - {"table", "tbody", "tr", "td"}, attributes=SIZED, link_rel=None),
    "only text, links and pictures stay": lambda text: nh3.clean(text, tags={"p", "a", "img", "br"}, attributes=SIZED, link_rel=None),
    "XHTML": lambda text: etree.tostring(html.fragment_fromstring(text, create_parent="div"), encoding="unicode", method="xml"),
    "everything at once": lambda text: _collapsed(nh3.clean(_without("style", "class", "id")(text), tags={"p", "a", "img", "strong", "li", "ul"}, attributes=SIZED, link_rel=None)),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_what_tools_take_out_is_nothing_that_anyone_reads(letters, page_of, tool):
    """Every block of all records, in both forms of HTML."""
    names, texts = zip(*in_html(letters), strict=True)
    page = page_of("")
    before, after = looked(page, list(texts)), looked(page, [TOOLS[tool](text) for text in texts])
    assert [name for name, one, other in zip(names, before, after, strict=True) if one != other] == []
    for words, pictures, links in before:
        assert (len(words) > 15, all(link[0].startswith(f"{BASE_URL}/") for link in links)) == (True, True)
        assert [p for p in pictures if not (p["src"].startswith(f"{BASE_URL}/images/") and p["src"].endswith(".jpg") and p["alt"] and int(p["width"]) in (360, 600))] == []
    assert {len(pictures) for _, pictures, _ in before} == {0, 1}


def test_a_tool_that_loses_something_is_seen(letters, page_of):
    """The comparison above sees a word, a link, a size, a text and an address that went."""
    name, text = chosen(letters)[0]
    page = page_of("")
    [before] = looked(page, [text])
    for old, new in (("274", "275"), (' alt="Tekening', ' alt="Foto'), (' height="400"', ""), ("mail-1200.jpg", "mail-600.jpg"), ("/nieuws/", "/"), ("Bekijk alle", "Bekijk  de")):
        assert old in text, name
        assert looked(page, [text.replace(old, new)]) != [before], old


# Real editors, and the real clipboard

EDITORS = {
    "contenteditable": ('<div id="editor" contenteditable="true" style="min-height: 3em"></div>', None, "() => true",
                        "() => { const box = document.getElementById('editor'); box.innerHTML = ''; box.focus(); }", "() => document.getElementById('editor').innerHTML"),
    "TinyMCE": ('<textarea id="editor"></textarea><script src="/files/tinymce.min.js"></script><script>tinymce.init({selector: "#editor", license_key: "gpl", promotion: false,'
                ' base_url: "/files", suffix: ".min", plugins: "table link image lists code"}).then(() => { window.ready = true; })</script>', TINYMCE, "() => window.ready",
                "() => { tinymce.activeEditor.setContent(''); tinymce.activeEditor.focus(); }", "() => tinymce.activeEditor.getContent()"),
    "Quill": ('<div id="editor"></div><script src="/files/quill.js"></script><script>window.quill = new Quill("#editor", {theme: "snow"})</script>', QUILL, "() => window.quill",
              "() => { quill.setContents([]); quill.focus(); }", "() => quill.getSemanticHTML()"),
}
PUT = """async text => {
    const plain = document.createElement('div');
    plain.innerHTML = text;
    await navigator.clipboard.write([new ClipboardItem({'text/html': new Blob([text], {type: 'text/html'}), 'text/plain': new Blob([plain.textContent], {type: 'text/plain'})})]);
}"""


@pytest.mark.parametrize("editor", EDITORS)
def test_real_editors_keep_what_is_pasted(letters, page_of, editor):
    """From the clipboard of Chromium with Ctrl+V, and then read back."""
    body, files, ready, empty, content = EDITORS[editor]
    page = page_of(body, files)
    page.wait_for_function(ready)
    lost = {}
    for name, text in chosen(letters):
        page.evaluate(PUT, text)
        page.evaluate(empty)
        page.keyboard.press("Control+V")
        page.wait_for_timeout(50)
        before, after = looked(page, [text, page.evaluate(content)])
        if before != after:
            lost[name] = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert lost == {}


# The same template on the page and in the mail

PAPER = '<link rel="stylesheet" href="/files/site.css"><link rel="stylesheet" href="/files/kit.css"><link rel="stylesheet" href="/files/newsletter.css"><div class="kit__paper">{}</div>'


def shot(page: Any, selector: str) -> Image.Image:
    """An element, on whole pixels of the screen and on tiles of its own, by which Chromium scales a photo."""
    page.evaluate("""async selector => {
        const element = document.querySelector(selector), images = [...element.querySelectorAll('img')];
        await document.fonts.ready;
        await Promise.all(images.map(image => image.decode()));
        const at = element.getBoundingClientRect(), up = value => `${Math.ceil(value) - value}px`;
        Object.assign(element.style, {willChange: 'transform', position: 'relative', left: up(at.left + scrollX), top: up(at.top + scrollY)});
    }""", selector)
    return Image.open(BytesIO(page.locator(selector).first.screenshot(animations="disabled"))).convert("RGB")


# A tall photo is scaled by no whole number; Chromium does that by the tile, and the edges of tiles lie elsewhere on another page.
SCALED = 8      # of 255 levels, within a photo


def differing(one: Image.Image, other: Image.Image, photo: tuple[int, int, int, int] | None = None, scaled: int = SCALED) -> tuple[Any, ...]:
    """What is not the same: the sizes, or where pixels differ at all outside the photo, and by more than `scaled` in it."""
    if one.size != other.size:
        return (one.size, other.size)
    found = ImageChops.difference(one, other)
    if photo:
        found.paste(found.crop(photo).point([max(0, level - scaled) for level in range(256)] * 3), photo)
    return (found.getbbox(),)


def photo_in(page: Any, selector: str) -> tuple[int, int, int, int] | None:
    box, image = page.locator(selector).first.bounding_box(), page.locator(f"{selector} img").first
    at = image.bounding_box() if image.count() else None
    left, top = (round(at["x"] - box["x"]), round(at["y"] - box["y"])) if at else (0, 0)
    return tuple(SHARP * edge for edge in (left, top, left + round(at["width"]), top + round(at["height"]))) if at else None


@pytest.mark.parametrize("name", CHOSEN)
def test_the_preview_is_the_mail_pixel_for_pixel(letters, page_of, tmp_path, name):
    """With classes and the style sheets of the site, and with styles on every element and nothing else: the same picture, 600 pixels wide."""
    made = next(made for made in letters.made if made.name == name)
    on_page = templates_in(tmp_path)[made.lang].render("kit/block.html", block=made.block, on_page=True)
    on_page = re.sub(r'src="/', f'src="{BASE_URL}/', on_page)
    assert "style=" not in re.sub(r'"[^"]*"', "", on_page)
    preview = page_of(PAPER.format(on_page), ROOT / "theme" / "static")
    mail = page_of(f'<style>body {{ margin: 0 }} #paper {{ width: 600px }}</style><div id="paper">{made.forms["html"]}</div>')
    assert differing(shot(preview, ".kit__paper"), shot(mail, "#paper"), photo_in(mail, "#paper")) == (None,)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_preview_on_the_kit_page_is_the_mail_pixel_for_pixel(demo_site, serve_folder, browser, letters, page_of, lang):
    """The page itself, under its own policy, beside what its button copies."""
    made = next(made for made in letters.made if made.name == f"2026-03-12-utrecht {lang} short 1 photo")
    mail = page_of(f'<style>body {{ margin: 0 }} #paper {{ width: 600px }}</style><div id="paper">{made.forms["html"]}</div>')
    kit = browser.new_page(viewport={"width": 1000, "height": 800}, device_scale_factor=SHARP)
    try:
        kit.goto(f"{serve_folder(demo_site)}/{'en/' if lang == 'en' else ''}kit/2026-03-12-utrecht/")
        # Halfway down a page the photo begins elsewhere on its tiles: its edges differ by up to 29 levels.
        assert differing(shot(kit, ".kit__paper"), shot(mail, "#paper"), photo_in(mail, "#paper"), 4 * SCALED) == (None,)
    finally:
        kit.close()


# Widths

@pytest.mark.parametrize("width", [320, 600, 1000])
def test_the_block_fits_a_phone_and_is_never_wider_than_600_pixels(letters, page_of, width):
    """Without max-width and without media queries: nothing sticks out, pictures shrink in proportion, and on a wide screen it stays 600."""
    page = page_of("<style>body { margin: 0 }</style>")
    page.set_viewport_size({"width": width, "height": 800})
    wrong = {}
    for made in letters.made:
        found = page.evaluate("""async text => {
            const box = document.createElement('div');
            box.innerHTML = text;
            document.body.append(box);
            await Promise.all([...box.querySelectorAll('img')].map(image => image.decode()));
            const wide = box.firstElementChild.getBoundingClientRect(), image = box.querySelector('img')?.getBoundingClientRect();
            const found = {page: document.documentElement.scrollWidth, table: Math.round(wide.width), left: Math.round(wide.left),
                image: image ? [Math.round(image.width), Math.round(image.height)] : null};
            box.remove();
            return found;
        }""", made.forms["html"])
        image = expected_picture(made, width)
        if found != {"page": width, "table": min(width, 600), "left": max(0, (width - 600) // 2), "image": image}:
            wrong[made.name] = (found, image)
    assert wrong == {}


def expected_picture(made: Made, width: int) -> list[int] | None:
    if not made.block.enclosure:
        return None
    jpeg = made.block.enclosure.jpeg
    shown = min(width, 600) if jpeg.width >= jpeg.height else min(width - 48, 360)
    return [shown, round(shown * jpeg.height / jpeg.width)]


def test_the_style_sheet_has_no_rule_that_nothing_uses(letters, tmp_path):
    """Every class of newsletter.css stands in a block on the page, and every class there has a rule."""
    templates = templates_in(tmp_path)
    used = {name for made in letters.made for found in re.findall(r' class="([\w -]+)"', templates[made.lang].render("kit/block.html", block=made.block, on_page=True)) for name in found.split()}
    assert set(re.findall(r"^\.([\w-]+) \{", CSS, re.MULTILINE)) == used
