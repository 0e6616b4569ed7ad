"""CommonMark to safe HTML and to plain text; raw HTML is off."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from urllib.parse import urljoin

import nh3
from cmarkgfm import markdown_to_html

_TAGS = {"p", "a", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "br", "hr",
         "h1", "h2", "h3", "h4", "h5", "h6"}


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=_TAGS, attributes={"a": {"href", "title"}},
                       url_schemes={"http", "https", "mailto", "tel"}, link_rel=None)


def to_html(text: str, headings_from: int = 2) -> str:
    """CommonMark text as HTML that may be marked safe.

    Its highest headings, whether written # or ##, get level `headings_from`: they stand under the page's own.
    """
    rendered = _rendered(text)
    levels = [int(level) for level in re.findall(r"<h([1-6])>", rendered)] if "<h" in rendered else []
    if not levels:
        return rendered
    shift = headings_from - min(levels)
    return re.sub(r"(</?h)([1-6])>", lambda m: f"{m[1]}{min(6, int(m[2]) + shift)}>", rendered)


@lru_cache(maxsize=512)     # an article and a profile show the same text under headings of another level
def _rendered(text: str) -> str:
    return _cleaner().clean(markdown_to_html(text)).strip()


def rooted(html_text: str, root: str) -> str:
    """HTML in which links from the root of the site begin with `root`: a path, or an address with host."""
    return re.sub(r'href="/(?!/)', lambda _: f'href="{root}/', html_text) if root else html_text


def absolute(html_text: str, page: str) -> str:
    """HTML in which every link and picture has its whole address, for readers elsewhere; `page` is where it stands, with host.

    What is no address for urljoin either stays as it is.
    """
    def whole(found: re.Match[str]) -> str:
        if found[2].startswith("https://"):
            return found[0]         # mostly
        try:
            return f'{found[1]}="{html.escape(urljoin(page, html.unescape(found[2])))}"'
        except ValueError:
            return found[0]

    # In tags only: a text may hold ` href="/a"` too, and in it no < stands as such.
    return re.sub(r'<(?:a|img)(?: [\w-]+="[^"]*")+', lambda tag: re.sub(r'(?<= )(href|src)="([^"]*)"', whole, tag[0]), html_text)


@lru_cache(maxsize=64)      # a post, its shorter form and the text of a page follow one another
def to_plain(text: str) -> str:
    """CommonMark text as plain text: paragraphs apart by an empty line, list items after a dash."""
    rendered = to_html(text).replace("<li>", "- ").replace("</p>\n<", "</p>\n\n<").replace("<br>", "")
    return html.unescape(re.sub(r"<[^>]+>", "", rendered)).strip()


@lru_cache(maxsize=64)
def paragraphs(text: str) -> tuple[str, ...]:
    """CommonMark text as lines of plain text: a line is a paragraph, a heading, or a list item after a dash."""
    listed = to_html(text).replace("<li>\n<p>", "<li>").replace("<li>", "<p>- ")
    blocks = (html.unescape(re.sub(r"<[^>]+>", "", block)) for block in re.split(r"</?(?:p|li|ul|ol|h[1-6]|blockquote|pre|hr)>", listed.replace("<br>", " ")))
    lines = (" ".join(block.split()) for block in blocks)
    return tuple(line for line in lines if line and line != "-")


def holds_raw_html(text: str) -> str | None:
    """The first raw HTML tag of a text, which CommonMark would drop, or None."""
    if "<" not in text:
        return None
    found = re.search(r"(?<!\\)(?:\\\\)*(</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!])", re.sub(r"`[^`]*`", "", text))
    return found[1] if found else None


def markdown_escape(text: str) -> str:
    """A line of text that CommonMark shows as it is: the escaping rule of the Markdown output."""
    escaped = re.sub(r"([\\`*_\[\]<>&#|~])", r"\\\1", text)
    # At the start a hyphen, a plus or a number with a full stop would begin a list; digits themselves cannot be escaped.
    return re.sub(r"^(\s*(?:\d+(?=[.)])|(?=[-+])))", r"\1\\", escaped)
