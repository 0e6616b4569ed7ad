"""Templates: one Jinja environment a language, strict, escaping, with the words of that language."""

from __future__ import annotations

import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, select_autoescape

from charter.prose import markdown_escape


def translations(theme: Path, lang: str) -> NullTranslations:
    """The theme's words: English stands in the templates themselves, Dutch in its catalogue."""
    source = theme / "translations" / f"{lang}.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


class Templates:
    """The theme in one language. Names of templates end in .html (escaped), .md or .txt (written as they are)."""

    def __init__(self, theme: Path, lang: str, bytecode: Path, words: dict[str, Any]):
        bytecode.mkdir(parents=True, exist_ok=True)
        self.environment = Environment(
            loader=FileSystemLoader(theme / "templates"), undefined=StrictUndefined,
            autoescape=select_autoescape(["html"], default=False), extensions=["jinja2.ext.i18n"],
            bytecode_cache=FileSystemBytecodeCache(str(bytecode)), auto_reload=False,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
        self.environment.install_gettext_translations(translations(theme, lang), newstyle=True)  # type: ignore[attr-defined]
        self.environment.filters["markdown"] = markdown_escape
        self.environment.globals |= words | {"lang": lang}

    def render(self, name: str, **values: Any) -> str:
        """A template with its values. A missing name raises: a hole in a page is our mistake."""
        return self.environment.get_template(name).render(values)

    def macro(self, name: str, macro: str) -> Any:
        """One macro of a template, for pieces that many pages repeat."""
        return getattr(self.environment.get_template(name).module, macro)
