"""The forms of a newsletter block: e-mail HTML, plain HTML, Markdown and plain text."""

from __future__ import annotations

from charter.mail_html import email_html
from charter.render import Templates
from charter.views.block import Block

FORMS = {"html": "block.html", "minimal": "minimal.html", "markdown": "block.md", "text": "block.txt"}      # kind -> template in kit/


def form(kind: str, made: Block, templates: Templates, css: str) -> str:
    """A block in one form, as it is copied and as the mailing feed carries it; `css` is newsletter.css."""
    text = templates.render(f"kit/{FORMS[kind]}", block=made)
    return email_html(text, css) if kind == "html" else text.strip()
