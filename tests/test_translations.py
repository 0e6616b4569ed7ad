"""The words of the theme: everything that a template says in English has its Dutch, and nothing else stands in the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from conftest import ROOT

THEME = ROOT / "theme"
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true"}


def said_in(templates: Path) -> dict[str, list[str]]:
    """Every English text and the templates that say it, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in templates.rglob("*.*"):
        with path.open("rb") as file:
            for _, text, _, _ in extract(babel_extract, file, options=OPTIONS):
                found[text].add(path.relative_to(templates.parent).as_posix())
    return {text: sorted(found[text]) for text in sorted(found)}


def catalogue() -> dict[str, object]:
    """The messages of nl.po by their English."""
    with (THEME / "translations" / "nl.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale="nl") if message.id}


def test_extraction_sees_every_way_to_say_something(tmp_path):
    """Plain, in a macro's argument, in an attribute, in a dict, with a name filled in."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(
        '<p title="{{ _("a") }}">{{ _("b") }}</p>{{ macro(_("c")) }}{% set d = {"x": _("d")} %}{{ _("%(n)s e", n=1) }}', "utf-8")
    assert said_in(tmp_path / "templates") == {text: ["templates/a.html"] for text in ("%(n)s e", "a", "b", "c", "d")}


def test_every_text_has_its_dutch_and_none_is_unused():
    """Each names the templates that say it, and the catalogue is in order of the English."""
    messages = catalogue()
    assert {text: [path for path, _ in message.locations] for text, message in messages.items()} == said_in(THEME / "templates")
    assert list(messages) == sorted(messages)
    assert [text for text, message in messages.items() if not message.string or message.fuzzy] == []


@pytest.mark.parametrize("pattern", [r"%\(\w+\)s", r"\{\w+\}", r"\.$|:$|\?$"], ids=["names", "braces", "the last sign"])
def test_the_dutch_fills_in_and_ends_as_the_english(pattern):
    """The same names to fill in; a sentence stays a sentence."""
    def parts(text: str) -> list[str]:
        return sorted(re.findall(pattern, text))

    assert [text for text, message in catalogue().items() if parts(text) != parts(message.string)] == []


def test_the_dutch_is_plain():
    """No exclamation marks, and no link that says only to read on."""
    assert [message.string for message in catalogue().values() if re.search(r"!|[Ll]ees meer|[Kk]lik hier", message.string)] == []


def test_no_word_stands_in_a_template_outside_the_catalogue():
    """What is left of a template without its logic and tags holds no word, and no attribute that is read out does."""
    found = {}
    for path in sorted((THEME / "templates").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        left = re.findall(r'(?:alt|title|aria-label|placeholder)="[^"]*[A-Za-z]{2}', text) + re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text))
        if left:
            found[path.name] = left
    assert found == {}
