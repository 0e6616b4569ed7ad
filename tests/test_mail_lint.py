"""The HTML for e-mail uses nothing that a mail program of six families lacks; and the linter that says so sees what it should."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from lxml import html

from conftest import ROOT
from mail_blocks import Newsletters, demo_and_hard
from mail_lint import Finding, data, lint
from mail_lint.features import known
from mail_lint.take import CLIENTS, written

# What is partly supported, and why that is enough for what we do with it. Each was read; a new one has to be.
JUDGED = {
    "css-border": "Outlook: at most 8 px, and on cells only: ours are 1 and 4 px, on cells",
    "css-display": "Outlook: only none. `block` takes away the gap below a picture, and makes a button wide to touch",
    "css-font-size": "no rem, no percentages: ours are pixels",
    "css-font-weight": "Outlook knows normal and bold: ours are bold",
    "css-height": "Outlook: not on body, span, div, p. Ours is `auto`, on pictures, which have both attributes",
    "css-line-height": "Outlook takes pixels as `at least`: ours are higher than the letters, so it is the same",
    "css-margin": "no negative ones, no auto; Outlook not on body and span. Ours are on headings, paragraphs, quotes and lists",
    "css-padding": "Outlook: on cells only, and the same for all of a row: ours are on cells that stand alone; elsewhere 0",
    "css-text-align": "not start, end and match-parent: ours is left",
    "css-text-decoration": "one value, no overline: ours are none and underline",
    "css-width": "Outlook: not on img, which has the attribute too",
    "css-word-break": "some break long words anywhere, or not at all: it is for names that are wider than a phone",
    "html-height": "Outlook scales it badly at 120 dpi, and percentages: ours are pixels",
    "html-lists": "reversed and value of numbered lists: ours have dots",
    "html-width": "Outlook counts percentages of a picture from its file: ours are pixels",
}
# In old versions of one client nobody looked.
UNTESTED = {"css-word-break", "html-img", "html-lang"}
# What caniemail has no test for. All but the colours of cells stand in HTML 2 to 4 and CSS 1, older than any of these programs.
UNKNOWN = {"<a>", "img alt", "img border", "table bgcolor", "table border", "td bgcolor",
           *(f"{tag} style: {name}" for tag, names in {"a": "color", "h2": "color font-family", "p": "color", "td": "color font-family"}.items() for name in names.split())}


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> Newsletters:
    """Every block of the demo and of hard records."""
    return demo_and_hard(tmp_path_factory.mktemp("letters"))


def markup(letters: Newsletters) -> Iterator[tuple[str, str]]:
    """(name, HTML) of each block in each form that is HTML."""
    return ((f"{made.name} {form}", made.forms[form]) for made in letters.made for form in ("html", "minimal"))


def test_no_block_uses_what_a_mail_program_lacks(letters):
    """Not one feature that any tested version of any of the clients is said not to support."""
    found = {name: [str(f) for f in lint(text).findings if f.level == "unsupported"] for name, text in markup(letters)}
    assert len(found) == 2 * len(letters.made) > 90
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_what_is_partly_supported_was_judged(letters):
    """Partly supported, untested by caniemail or unknown to it: no more and no less than is written down here."""
    verdicts = [lint(text) for _, text in markup(letters)]
    assert set().union(*(verdict.features("partial") for verdict in verdicts)) == set(JUDGED)
    assert set().union(*(verdict.features("untested") for verdict in verdicts)) == UNTESTED
    assert set().union(*(verdict.unknown for verdict in verdicts)) == UNKNOWN


def test_what_outlook_needs_otherwise_is_there_otherwise(letters):
    """The judgements above that can be counted: which styles stand on which elements, and what is said as an attribute too."""
    where: dict[str, set[str]] = {}
    for _, text in markup(letters):
        for element in html.fragment_fromstring(text, create_parent=True).iter():
            style = dict(re.findall(r"([\w-]+): ([^;]+);", element.get("style", "")))
            for name, value in style.items():
                where.setdefault(name, set()).add(element.tag if value != "0" else f"{element.tag} 0")
            if element.tag in ("table", "td") and "background-color" in style:
                assert element.get("bgcolor") == style["background-color"]
            if element.tag in ("table", "td") and "width" in style:
                assert element.get("width") == style["width"].removesuffix("px")
            if element.tag == "img":
                assert element.get("width").isdecimal()
                assert element.get("height").isdecimal()
            assert all(int(width) <= 8 for width in re.findall(r"(\d+)px solid", element.get("style", "")))
            assert "line-height" not in style or int(style["line-height"][:-2]) >= 1.25 * int(style["font-size"][:-2])
    assert (where["padding"], where["border-top"] | where["border-left"], where["display"]) == ({"td", "td 0", "ul 0"}, {"td"}, {"img", "a"})
    assert where["height"] == {"img"}
    assert where["margin"] == {"p", "p 0", "h2 0", "h3 0", "blockquote 0", "ul", "li"}


# The linter

# HTML with something in it -> a feature that must be found unsupported, and a client that lacks it.
PLANTED = [
    ('<td style="display: flex">', "css-display-flex", "Outlook for Windows"),
    ('<p style="position:absolute">', "css-position", "Gmail"),
    ('<td style="background-image: url(https://example.org/a.jpg)">', "css-background-image", "Outlook for Windows"),
    ('<img style="max-width: 100%">', "css-max-width", "Outlook for Windows"),
    ('<td style="color:red;BORDER-RADIUS:4px">', "css-border-radius", "Outlook for Windows"),
    ('<td style="width: calc(100% - 8px)">', "css-unit-calc", "Outlook for Windows"),
    ('<td style="color: var(--ink)">', "css-variables", "Gmail"),
    ('<td style="--ink: red">', "css-variables", "Gmail"),
    ('<td style="width: 2rem">', "css-unit-rem", "Outlook for Windows"),
    ('<td style="width: max(10px, 2em)">', "css-function-max", "Outlook for Windows"),
    ('<td style="color: rgba(0, 0, 0, .5)">', "css-rgba", "Outlook for Windows"),
    ('<td style="background: linear-gradient(red, blue)">', "css-linear-gradient", "Outlook for Windows"),
    ('<td style="font: 12px system-ui">', "css-sytem-ui", "Outlook for Windows"),
    ('<td style="display:none">', "css-display-none", "Gmail (mobile web)"),
    ('<p style="opacity: .5">', "css-opacity", "Outlook for Windows"),
    ('<style>.a { color: red }</style>', "html-style", "Gmail (mobile web)"),
    ('<style>@media (prefers-color-scheme: dark) { td { color: #fff } }</style>', "css-at-media-prefers-color-scheme", "Gmail"),
    ('<style>@media print { a:hover { top: 0 } }</style>', "css-pseudo-class-hover", "Outlook for Windows"),
    ('<style>@font-face { font-family: A }</style>', "css-at-font-face", "Gmail"),
    ('<img src="https://example.org/a.WEBP?v=1#x">', "image-webp", "Outlook for Windows"),
    ('<img src="data:image/png;base64,AAAA">', "image-base64", "Gmail"),
    ('<img srcset="a 2x">', "html-srcset", "Gmail"),
    ('<img loading="lazy">', "html-loading-attribute", "Outlook for Windows"),
    ('<a href="#top">', "html-anchor-links", "Gmail (iOS)"),
    ('<section>', "html-semantics", "Outlook for Windows"),
    ('<svg></svg>', "html-svg", "Gmail"),
    ('<p aria-hidden="true">', "html-aria-hidden", "Thunderbird (macOS)"),
    ('<input type="checkbox">', "html-input-checkbox", "Outlook for Windows"),
    ('<button>', "html-button-submit", "Outlook for Windows"),
    ('<button type="reset">', "html-button-reset", "Outlook for Windows"),
    ('<!DOCTYPE html>', "html-doctype", "Samsung Email"),
]


@pytest.mark.parametrize(("text", "feature", "client"), PLANTED)
def test_what_is_planted_is_found(letters, text, feature, client):
    """By itself, and in the middle of a block that was clean."""
    block = next(made.forms["html"] for made in letters.made if "long" in made.name)
    for planted in (text, block.replace("<tr>", f"<tr>{text}", 2)):
        assert (feature, client) in {(f.feature, f.client) for f in lint(planted).findings if f.level == "unsupported"}
    assert feature not in lint(block).features("unsupported")


def test_the_worst_of_all_versions_counts_and_notes_say_what_is_missing():
    """Each client with its own level; of several levels the worst one, with the notes that go with it."""
    assert lint('<p style="padding: 8px">').findings == (
        Finding("partial", "css-padding", "Outlook for Windows", "p style: padding",
                ("Partial. Only supported on table cells.", "Buggy. Vertical padding will be the same for all cells of a same row, adopting the biggest value.")),)
    assert {(f.level, f.client) for f in lint('<p lang="nl">').findings} == {("untested", "Outlook for Windows")}
    assert str(lint("<p style='height: 1px'>").findings[0]) == (
        "partial: css-height (p style: height), Outlook for Windows\n    Partial. Not supported on `<body>`, `<span>`, `<div>` or `<p>` elements.")


def test_what_has_no_test_is_told_and_not_passed_over():
    """Elements, attributes, scripts, properties, units, functions, words, schemes and pictures that stand in no table."""
    text = ('<font size="2" onclick="x"><td style="mso-line-height-rule: exactly; width: 1dvh; color: hsl(1 2% 3%); color: inherit; ;x"><a href="tel:1">'
            '<a href="/x"><img src="x.psd" alt=""><td style="margin: 1px; padding: 2em">')
    assert lint(text).unknown == (
        "<a>", "<font>", "a href tel", "a href without host", "font onclick", "font size", "img alt", "img src .psd", "img src without host",
        "td style: color", "td style: color hsl()", "td style: color inherit", "td style: mso-line-height-rule", "td style: no declaration", "td style: width dvh")
    assert {f.feature for f in lint(text).findings if f.level == "unsupported"} == set()


def test_the_linter_knows_every_feature_of_the_data():
    """What a new version of the data brings must be put in a table before it passes."""
    assert known() == set(data()["features"])


def test_the_data_say_where_they_come_from():
    """Date, source and licence; support in caniemail's own letters, for the clients that were asked for; written one way."""
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", data()["date"])
    assert data()["source"].startswith("https://www.caniemail.com/")
    folder = ROOT / "tests" / "mail_lint"
    assert "Copyright (c) 2019 HTeuMeuLeu" in (folder / "LICENSE.caniemail").read_text("utf-8")
    assert (folder / "caniemail.json").read_text("utf-8") == written(data())
    support = [(client, value) for feature in data()["features"].values() for client, versions in feature["support"].items() for value in versions.values()]
    assert {client for client, _ in support} == set(CLIENTS.values())
    assert {value[0] for _, value in support} == set("yanu")
    assert len(data()["features"]) > 300


def test_the_command_says_what_it_found(tmp_path):
    """A file that is not fit gives exit code 1, and names feature, place and client."""
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text("<p>Goed & <strong>wel</strong></p>", "utf-8")
    bad.write_text('<p style="position: fixed">Fout</p>', "utf-8")
    ran = [subprocess.run([sys.executable, "-m", "mail_lint", path.name], cwd=tmp_path, env={"PYTHONPATH": str(ROOT / "tests")}, capture_output=True,
                          encoding="utf-8", check=False) for path in (good, bad)]
    assert [(run.returncode, run.stderr) for run in ran] == [(0, ""), (1, "")]
    assert ran[0].stdout == f"caniemail.com, {data()['date']}\ngood.html: unknown to caniemail: -\n"
    assert "bad.html: unsupported: css-position (p style: position), Outlook for Windows\n" in ran[1].stdout
