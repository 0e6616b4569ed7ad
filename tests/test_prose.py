"""CommonMark: to safe HTML, to plain text, and a line of text that CommonMark shows as it is."""

from __future__ import annotations

import html
import re

import pytest
from cmarkgfm import markdown_to_html
from hypothesis import given
from hypothesis import strategies as st

from charter.prose import holds_raw_html, markdown_escape, rooted, to_html, to_plain

RENDERED = [    # CommonMark, HTML, plain text
    ("Een *woord* en **nog een**.", "<p>Een <em>woord</em> en <strong>nog een</strong>.</p>", "Een woord en nog een."),
    ("A\n\nB", "<p>A</p>\n<p>B</p>", "A\n\nB"),
    ("A  \nB", "<p>A<br>\nB</p>", "A\nB"),
    ("- A\n- B", "<ul>\n<li>A</li>\n<li>B</li>\n</ul>", "- A\n- B"),
    ("1. A\n2. B", "<ol>\n<li>A</li>\n<li>B</li>\n</ol>", "- A\n- B"),
    ("> A", "<blockquote>\n<p>A</p>\n</blockquote>", "A"),
    ("`a<b`", "<p><code>a&lt;b</code></p>", "a<b"),
    ("A & B < C > D", "<p>A &amp; B &lt; C &gt; D</p>", "A & B < C > D"),
    ("[site](https://a.nl/?b=c&d 'titel')", '<p><a href="https://a.nl/?b=c&amp;d" title="titel">site</a></p>', "site"),
    ("[mail](mailto:a@b.nl) [bel](tel:+31)", '<p><a href="mailto:a@b.nl">mail</a> <a href="tel:+31">bel</a></p>', "mail bel"),
    ("[pagina](/contact/)", '<p><a href="/contact/">pagina</a></p>', "pagina"),
    ("[x](javascript:alert(1))", '<p><a href="">x</a></p>', "x"),
    ("[x](data:text/html,A)", '<p><a href="">x</a></p>', "x"),
    ("![beeld](https://a.nl/a.png)", "<p></p>", ""),
    ("A <b>B</b> C", "<p>A B C</p>", "A B C"),
    ("<script>alert(1)</script>", "", ""),
    ("\\<b>", "<p>&lt;b&gt;</p>", "<b>"),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "rendered", "plain"), RENDERED, ids=[repr(row[0]) for row in RENDERED])
def test_commonmark(text, rendered, plain):
    """Raw HTML, pictures and addresses that run something leave nothing behind."""
    assert (to_html(text), to_plain(text)) == (rendered, plain)


@pytest.mark.parametrize(("text", "level", "rendered"), [
    ("# A\n\n## B", 2, "<h2>A</h2>\n<h3>B</h3>"), ("## A\n\n### B", 2, "<h2>A</h2>\n<h3>B</h3>"), ("### A", 4, "<h4>A</h4>"),
    ("# A\n\n### B", 5, "<h5>A</h5>\n<h6>B</h6>"), ("A\n===\n\nB\n---", 3, "<h3>A</h3>\n<h4>B</h4>"), ("# A", 1, "<h1>A</h1>")])
def test_headings_stand_under_those_of_the_page(text, level, rendered):
    assert to_html(text, level) == rendered


@pytest.mark.parametrize(("text", "tag"), [
    ("<b>", "<b>"), ("a </p> b", "</p>"), ("<br/>", "<br/>"), ('<a href="x">', '<a href="x">'), ("<!-- a -->", "<!--"), ("<!DOCTYPE>", "<!"),
    ("<?php", "<?"), ("a < b > c", None), ("1 < 2", None), ("a<3", None), ("`<b>`", None), ("\\<b>", None), ("\\\\<b>", "<b>"), ("<https://a.nl>", None),
    ("", None), ("geen", None)])
def test_raw_html_is_found(text, tag):
    assert holds_raw_html(text) == tag


@pytest.mark.parametrize(("root", "rendered"), [
    ("", '<a href="/a/">'), ("/charter", '<a href="/charter/a/">'), ("https://a.nl", '<a href="https://a.nl/a/">')])
def test_links_from_the_root(root, rendered):
    """Only those: an address of another host stays."""
    other = '<a href="//b.nl/"><a href="https://b.nl/"><a href="#c">'
    assert rooted('<a href="/a/">' + other, root) == rendered + other


def shown(markdown: str) -> str:
    """What a reader sees of one line of CommonMark."""
    return html.unescape(re.sub(r"</?p>", "", markdown_to_html(markdown).removesuffix("\n")))


@pytest.mark.parametrize("line", [
    "ICM Opleidingen & Trainingen", "&samhoud", "*x*", "_a_b_", "# 1", "1. FC", "12) A", "- A", "+ A", "---", "===", "***", "> A", "`x`", "[a](b)", "![a](b)",
    "<b>", "&amp;", "a\\b", "A|B", "~~x~~", "LINDA.", "1.", "-", "+", "https://a.nl", "a@b.nl", "'s-Hertogenbosch", "3 - 4", "A  B"])
def test_a_line_is_shown_as_it_is(line):
    assert shown(markdown_escape(line)) == line
    assert shown(f"**{markdown_escape(line)}**") in (f"<strong>{line}</strong>", f"**{line}**")


@pytest.mark.parametrize(("line", "escaped"), [
    ("~~A~~ | B", "\\~\\~A\\~\\~ \\| B"), ("R&D *!*", "R\\&D \\*!\\*"), ("1. FC", "1\\. FC"), ("- A", "\\- A"), ("3 - 4", "3 - 4")])
def test_what_other_kinds_of_markdown_would_act_on(line, escaped):
    """Strikethrough and tables too: where it is pasted is not known."""
    assert markdown_escape(line) == escaped


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=30).map(str.strip).filter(bool))
def test_any_line_is_shown_as_it_is(line):
    assert shown(markdown_escape(line)) == line
