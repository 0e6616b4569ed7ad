"""The templates of reports, letters and drafts: Jinja, escaped where the result is HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

FOLDER = Path(__file__).parent / "templates"


def filled(template: str, **values: Any) -> str:
    """A template with its values. A missing name raises: a hole in a report is our mistake."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(("html",)), undefined=StrictUndefined,
                       auto_reload=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
