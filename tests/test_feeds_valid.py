"""Every feed keeps every rule of its format; and each rule finds a mistake that was planted."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from conftest import BASE_URL, DEMO_MOMENT, Command
from feed_reading import ATOM, CONTENT
from feed_rules import Rule, broken, found, put, said, with_mistake
from feed_rules_atom import ATOM_RULES
from feed_rules_html import ATTRIBUTES, HTML_RULES, OF_BLOCKS, attributes
from feed_rules_json import JSON_RULES
from feed_rules_rss import RSS_RULES
from records_folder import written
from states_folder import states

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
NEWS = "feeds/nieuws"


@pytest.fixture(scope="module")
def sites(demo_site, tmp_path_factory, charter: Command) -> list[Path]:
    """The demo, one in which everything happened that can happen, one with archives, and one in which nothing happened yet."""
    root = tmp_path_factory.mktemp("valid")
    (root / "content").mkdir()
    states(root / "states")
    written(root / "long", {f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}-plaats/batch.yaml":
                            f"date: 2026-{n // 28 + 1:02}-{n % 28 + 1:02}\nsignatories: [{{id: org-{n}, name: 'O & <{n}> ]]>'}}]\n" for n in range(103)})
    written(root / "empty", {"changes.yaml": "[]\n"})
    for name in ("states", "long", "empty"):
        ran = charter("build", "--records", root / name, "--content", root / "content", "--output", root / "sites" / name, "--as-of", DEMO_MOMENT,
                      "--base-url", BASE_URL)
        assert ran.code == 0, ran.stdout + ran.stderr
    return [demo_site, *(root / "sites" / name for name in ("states", "long", "empty"))]


def feeds(sites: list[Path], form: str) -> Iterator[tuple[str, Path]]:
    """Every file of a format, with its address."""
    for site in sites:
        for path in sorted(site.rglob(f"feeds/**/*.{form}")):
            yield f"{BASE_URL}/{path.relative_to(site).as_posix()}", path


def content(path: Path) -> list[str]:
    """The HTML of every item."""
    if path.suffix == ".json":
        return [item["content_html"] for item in json.loads(path.read_text("utf-8"))["items"]]
    return [node.text for node in etree.parse(path).iter(CONTENT if path.suffix == ".rss" else f"{ATOM}content")]


def test_atom_is_valid_against_the_grammar(sites):
    """RFC 4287, Appendix B, archives too."""
    checked = [path.name for _, path in feeds(sites, "atom") if GRAMMAR.assertValid(etree.parse(path)) is None]
    assert len(checked) > 60
    assert {"archief-1.atom", "archief-2.atom", "archive-1.atom", "archive-2.atom"} <= set(checked)


@pytest.mark.parametrize("mistake", [
    said("//a:entry/a:updated", "3 september 2026"), put("//a:link", "hreflang", "nederlands!"), put("/a:feed", "version", "1.0"),
    lambda root: root.append(etree.SubElement(root, f"{ATOM}published")), lambda root: root.remove(root.find(f"{ATOM}id")),
    put("//a:link", "type", "html"), lambda root: found(root, "//a:author")[0].clear()])
def test_the_grammar_finds_mistakes(demo_site, mistake):
    root = etree.parse(demo_site / f"{NEWS}.atom").getroot()
    assert GRAMMAR.validate(root)
    mistake(root)
    assert not GRAMMAR.validate(root)


def parsed(path: Path) -> object:
    return json.loads(path.read_text("utf-8")) if path.suffix == ".json" else etree.parse(path).getroot()


@pytest.mark.parametrize(("form", "rules"), [("rss", RSS_RULES), ("atom", ATOM_RULES), ("json", JSON_RULES)])
def test_every_feed_keeps_every_rule(sites, form, rules):
    assert {address: wrong for address, path in feeds(sites, form) if (wrong := broken(rules, parsed(path), address))} == {}


EACH_RULE = [pytest.param(form, rule, id=f"{form}-{rule.section}-{rule.says[:30]}")
             for form, rules in (("rss", RSS_RULES), ("atom", ATOM_RULES), ("json", JSON_RULES)) for rule in rules]


@pytest.mark.parametrize(("form", "rule"), EACH_RULE)
def test_each_rule_finds_its_mistake(demo_site, form: str, rule: Rule):
    """And nothing is wrong without it."""
    document, address = parsed(demo_site / f"{NEWS}.{form}"), f"{BASE_URL}/{NEWS}.{form}"
    assert rule.holds(copy.deepcopy(document), address)
    assert not rule.holds(with_mistake(rule, document), address)


def test_the_html_of_every_item_keeps_every_rule(sites):
    """What only newsletter blocks have stands in no other feed."""
    for form in ("rss", "atom", "json"):
        for address, path in feeds(sites, form):
            for text in content(path):
                assert broken(HTML_RULES, text, address) == [], (address, text)
                assert "/mailing." in address or attributes(text) <= ATTRIBUTES - OF_BLOCKS, (address, text)


@pytest.mark.parametrize("rule", HTML_RULES, ids=lambda rule: f"{rule.section}-{rule.says[:20]}")
def test_each_rule_for_html_finds_its_mistake(demo_site, rule: Rule):
    text = content(demo_site / f"{NEWS}.rss")[0]
    assert rule.holds(text, "")
    assert not rule.holds(rule.mistake(text), "")


def test_how_often_two_items_changed_at_one_moment(demo_site):
    """The validator recommends that no two do (DuplicateUpdated). Those who signed together did, so these are left as they are."""
    often = {}
    for feed in ("feeds/nieuws", "feeds/mailing", "feeds/ondertekenaars", "feeds/wijzigingen"):
        moments = [node.text for node in found(etree.parse(demo_site / f"{feed}.atom").getroot(), "//a:entry/a:updated")]
        often[feed] = len(moments) - len(set(moments))
    assert often == {"feeds/nieuws": 0, "feeds/mailing": 0, "feeds/ondertekenaars": 11, "feeds/wijzigingen": 0}
