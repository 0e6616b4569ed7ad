"""Checks the HTML of e-mail against what caniemail.com measured in six families of mail programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import tinycss2

from mail_lint import features
from mail_lint.features import FEATURE_OF

DATA = Path(__file__).with_name("caniemail.json")
LEVELS = {"n": "unsupported", "a": "partial", "u": "untested"}
# What has an address in it, and needs no feature of its own where that is one of the web.
ADDRESSES = {("a", "href"), ("area", "href"), ("img", "src")}


class Finding(NamedTuple):
    """A feature that a mail program does not, or not wholly, support. `level` is unsupported, partial or untested.

    One old version is enough: a reader may still have it. `notes` says what is missing.
    """

    level: str
    feature: str
    client: str
    where: str
    notes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.level}: {self.feature} ({self.where}), {self.client}" + "".join(f"\n    {note}" for note in self.notes)


class Verdict(NamedTuple):
    """All that was found; `unknown` is what caniemail has no test for."""

    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]

    def features(self, level: str) -> set[str]:
        """Those of one level."""
        return {finding.feature for finding in self.findings if finding.level == level}


@cache
def data() -> dict[str, Any]:
    """caniemail.json."""
    return json.loads(DATA.read_text("utf-8"))


def lint(html: str) -> Verdict:
    """What of a piece of HTML does not arrive everywhere."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = [finding for feature, where in reader.used.items() for finding in _judged(feature, where)]
    return Verdict(tuple(sorted(found)), tuple(sorted(reader.unknown)))


def _judged(feature: str, where: str) -> Iterator[Finding]:
    measured = data()["features"][feature]
    for client, versions in measured["support"].items():
        for letter, level in LEVELS.items():
            having = [value for value in versions.values() if value.startswith(letter)]
            if having:
                numbers = dict.fromkeys(number for value in having for number in re.findall(r"#(\d+)", value))
                yield Finding(level, feature, client, where, tuple(measured["notes"][number] for number in numbers))
                break


class _Reader(HTMLParser):
    """Which features are used, each with where it was met first; and what is in no table."""

    def __init__(self) -> None:
        super().__init__()
        self.used: dict[str, str] = {}
        self.unknown: set[str] = set()
        self._in_style = False

    def _take(self, feature: str | None, where: str) -> None:
        if feature:
            self.used.setdefault(feature, where)
        else:
            self.unknown.add(where)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        typed = [feature for feature, (element, name, value) in features.TYPED.items() if tag == element and (name, value) in attrs]
        self._take(typed[0] if typed else FEATURE_OF["element"].get(tag), f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style":
            self._declarations(value, f"{tag} style")
        elif (tag, name) in ADDRESSES:
            self._address(tag, name, value)
        elif name.startswith("on"):
            self.unknown.add(f"{tag} {name}")
        else:
            self._take(FEATURE_OF["attribute"].get(name), f"{tag} {name}")

    def _address(self, tag: str, name: str, address: str) -> None:
        parts, where = urlsplit(address), f"{tag} {name}"
        if name == "src":
            ending = parts.path.rpartition(".")[2].lower()
            feature = "image-base64" if parts.scheme == "data" else FEATURE_OF["picture"].get(ending)
            self._take(feature, where if feature else f"{where} .{ending}")
        elif address.startswith("#"):
            self._take("html-anchor-links", where)
        elif parts.scheme == "mailto":
            self._take("html-mailto-links", where)
        if parts.scheme not in ("http", "https", "mailto", "data") and not address.startswith("#"):
            self.unknown.add(f"{where} {parts.scheme or 'without host'}")

    def handle_comment(self, data: str) -> None:
        self._take("html-comments", "<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self._take("html-doctype", f"<!{decl}>")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._rules(tinycss2.parse_stylesheet(data), "style")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def _rules(self, rules: Iterable[Any], where: str) -> None:
        for rule in rules:
            if rule.type == "at-rule":
                self._at_rule(rule, where)
            elif rule.type == "qualified-rule":
                selector = tinycss2.serialize(rule.prelude).strip()
                for feature, pattern in features.SELECTORS.items():
                    if re.search(pattern, selector):
                        self._take(feature, f"{where} {selector}")
                self._declarations(tinycss2.serialize(rule.content), f"{where} {selector}")
            elif rule.type == "comment":
                self._take("css-comments", where)

    def _at_rule(self, rule: Any, where: str) -> None:
        condition = tinycss2.serialize(rule.prelude).strip()
        self._take(FEATURE_OF["at-rule"].get(rule.lower_at_keyword), f"{where} @{rule.at_keyword}")
        for feature, words in features.MEDIA.items():
            if rule.lower_at_keyword == "media" and words in condition:
                self._take(feature, f"{where} @media {condition}")
        if rule.content:
            inside = tinycss2.serialize(rule.content)
            if rule.lower_at_keyword in ("media", "supports"):
                self._rules(tinycss2.parse_stylesheet(inside), f"{where} @{rule.at_keyword}")
            elif rule.lower_at_keyword == "font-face":
                self._declarations(inside, f"{where} @font-face")

    def _declarations(self, style: str, where: str) -> None:
        for found in tinycss2.parse_blocks_contents(style):
            if found.type == "declaration":
                self._declaration(found, where)
            elif found.type == "comment":
                self._take("css-comments", where)
            elif found.type != "whitespace":
                self.unknown.add(f"{where}: no declaration")

    def _declaration(self, found: Any, where: str) -> None:
        name, at = found.lower_name, f"{where}: {found.name}"
        if name.startswith("--"):
            self._take("css-variables", at)
        else:
            # Another value of `display` is a feature of its own.
            special = [feature for feature, (of, words) in features.WORDS.items() if of == name and any(t.type == "ident" and t.lower_value in words.split() for t in found.value)]
            self._take(special[0] if special else FEATURE_OF["property"].get(name), at)
        if found.important:
            self._take("css-important", at)
        self._values(found.value, at)

    def _values(self, values: Iterable[Any], at: str) -> None:
        for value in values:
            if value.type == "dimension":
                self._take(FEATURE_OF["unit"].get(value.lower_unit), f"{at} {value.lower_unit}")
            elif value.type == "percentage":
                self._take("css-unit-percent", f"{at} %")
            elif value.type == "function":
                self._take(FEATURE_OF["function"].get(value.lower_name), f"{at} {value.lower_name}()")
                self._values(value.arguments, at)
            elif value.type == "url":
                self.unknown.add(f"{at} url()")
            elif value.type == "comment":
                self._take("css-comments", at)
            elif value.type == "ident":
                if value.lower_value in ("inherit", "revert", "revert-layer", "unset"):
                    self.unknown.add(f"{at} {value.lower_value}")
                for feature, (of, words) in features.WORDS.items():
                    if not of and value.lower_value in words.split():
                        self._take(feature, f"{at} {value.lower_value}")
