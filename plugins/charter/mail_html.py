"""HTML for e-mail: a block with its styles on every element, and nothing that mail programs drop."""

from __future__ import annotations

import re
from functools import cache

import css_inline


@cache
def _inliner() -> css_inline.CSSInliner:
    # Nothing is ever fetched: the block links no stylesheet.
    return css_inline.CSSInliner(load_remote_stylesheets=False)


def email_html(block_html: str, css: str) -> str:
    """The block with its styles on every element and no classes."""
    inlined = _inliner().inline_fragment(block_html, css)
    # In tags only: a name may hold ` class="a"` too. The inliner writes every attribute with double quotes.
    return re.sub(r'<\w+(?: [\w-]+="[^"]*")+>', lambda tag: re.sub(r' class="[^"]*"', "", tag[0]), inlined).strip()
