"""Templates: one Jinja environment a language, strict, escaping, with the words of that language."""

from __future__ import annotations

import hashlib
import io
import re
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import CodeType
from typing import Any, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.ext import Extension
from markupsafe import (
    Markup,
    _escape_inner,  # the C function behind escape
    escape,
)

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


class QuickTemplate(Template):
    """Writes text out without making a Markup of each piece, which took a fifth of a page's time."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: Any, uptodate: Any = None) -> QuickTemplate:
        """As Jinja does it; the compiled code then escapes with ours."""
        made = cast(QuickTemplate, super().from_code(environment, code, globals, uptodate))
        made.root_render_func.__globals__["escape"] = quick_escape
        return made


def quick_escape(value: Any) -> str:
    """The same characters as markupsafe.escape, as a plain str: what is written into a page is not escaped again."""
    kind = type(value)
    return _escape_inner(value) if kind is str else value if kind is Markup else escape(value)


class QuickEnvironment(Environment):
    """Views are objects, never dicts: a plain getattr is enough, and a missing attribute raises."""

    template_class = QuickTemplate
    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def _load_template(self, name: str, globals: Any) -> Template:
        """What one template asks of another is looked up three times a page; no file of the theme changes during a build."""
        found = None if globals else self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super()._load_template(name, globals)
        return found


class FixedWords(Extension):
    """Puts `{{ _("words") }}` in when a template is compiled; looked up on every page they cost a third of its time."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with every fixed text in the language of the environment."""
        is_html = bool(name and name.endswith(".html"))

        def translated(found: re.Match) -> str:
            text = self.environment.fixed_words.gettext(found[1]) % {}  # type: ignore[attr-defined]
            return str(escape(text)) if is_html else text

        return re.sub(r'\{\{ _\("([^"\\]*)"\) \}\}', translated, source)


class Templates:
    """The theme in one language. Names of templates end in .html (escaped), .md or .txt (written as they are)."""

    def __init__(self, theme: Path, lang: str, bytecode: Path, words: dict[str, Any], linked: frozenset[str]):
        bytecode = bytecode / lang
        bytecode.mkdir(parents=True, exist_ok=True)
        found = translations(theme, lang)
        self.environment = QuickEnvironment(
            loader=FileSystemLoader(theme / "templates"), undefined=StrictUndefined,
            cache_size=-1, autoescape=select_autoescape(["html"], default=False), extensions=["jinja2.ext.i18n", FixedWords],
            bytecode_cache=FileSystemBytecodeCache(str(bytecode), f"{_catalogue_digest(theme, lang)}-%s.cache"), auto_reload=False,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
        self.environment.install_gettext_translations(found, newstyle=True)  # type: ignore[attr-defined]
        self.environment.fixed_words = found  # type: ignore[attr-defined]
        self.environment.filters["markdown"] = markdown_escape
        self.environment.globals |= words | {"lang": lang, "chrome": self.chrome}
        self._linked = linked
        self._chrome: dict[tuple[str, str, str], Markup] = {}

    def render(self, name: str, **values: Any) -> str:
        """A template with its values. A missing name raises: a hole in a page is our mistake."""
        template = self.environment.get_template(name)
        # As Template.render does, but with one flat dict: its chain of globals takes 60 us a page to walk.
        context = self.environment.context_class(
            self.environment, self.environment.globals | values, template.name, template.blocks)
        try:
            return "".join(template.root_render_func(context))
        except Exception:
            self.environment.handle_exception()

    def chrome(self, part: str, section: str, here: str) -> Markup:
        """What stands around the content, made once a section and for each page that navigation links to."""
        key = (part, section, here if here in self._linked else "")
        if key not in self._chrome:
            self._chrome[key] = Markup(self.render(f"chrome/{part}.html", section=section, here=key[2]))
        return self._chrome[key]


def _catalogue_digest(theme: Path, lang: str) -> str:
    source = theme / "translations" / f"{lang}.po"
    return hashlib.sha256(source.read_bytes() if source.is_file() else b"").hexdigest()[:16]
