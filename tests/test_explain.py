"""`charter explain`: every rule is explained, and its examples are run."""

from __future__ import annotations

import ast
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charter.checks import check
from charter.explain import Explanation, explanations, near
from charter.model.folder import load
from conftest import ROOT
from records_folder import BATCH, CHARTER, written

RULES = explanations()
GOOD = {
    "charter.yaml": CHARTER,
    BATCH: "date: 2026-03-12\nplace: Utrecht\nsignatories: [{id: a, name: Bakkerij Anders}]\n",
}


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "JPEG")
    return data.getvalue()


def overlaid(good: str, fragment: str) -> str:
    """A good file in which the fragment's top-level fields take the place of those it has."""
    names = set(re.findall(r"^([A-Za-z_]\w*):", fragment, re.MULTILINE))
    blocks = re.findall(r"^\S.*\n(?:[ \n].*\n?)*", good, re.MULTILINE)
    return "".join(block for block in blocks if block.split(":")[0] not in names) + fragment


def files_of(example: str) -> dict[str, str | bytes]:
    """A whole folder: good, but for what the example says."""
    files: dict[str, str | bytes] = {"2026-03-12-utrecht/groep.jpg": picture(), **GOOD}
    parts = re.split(r"^# (\S+\.yaml)\n", example if example.startswith("# ") else f"# {BATCH}\n{example}", flags=re.MULTILINE)
    for path, fragment in zip(parts[1::2], parts[2::2], strict=True):
        where = BATCH if path == "batch.yaml" else path
        good = GOOD.get(where, "")
        files[where] = overlaid(good, fragment) if good else fragment
    first = example.split("\n# ")[0]
    if not example.startswith("# ") and "\n# " in example:      # a batch first, then other files
        files[BATCH] = overlaid(GOOD[BATCH], first + "\n")
    return files


def rules_found(folder: Path, example: str) -> set[str]:
    records = load(written(folder, files_of(example)))
    return {p.rule for p in [*records.problems, *check(records, date(2026, 11, 1))]}


@pytest.mark.parametrize("rule", [rule for rule in RULES if not RULES[rule].fails.startswith("(")])
def test_examples_are_true(tmp_path, rule):
    """What is said to go wrong gives this rule; what is said to be right does not."""
    assert rule in rules_found(tmp_path / "fails", RULES[rule].fails)
    assert rule not in rules_found(tmp_path / "passes", RULES[rule].passes)


HOMES = ("records", "model", "checks", "photos")
WORDS = {"error", "warning", "dimensions"}


def rules_in_code() -> set[str]:
    """Every rule id that is handed to what makes a Problem."""
    found = set()
    plugins = ROOT / "plugins" / "charter"
    for path in [*plugins.glob("*.py"), *(f for home in HOMES for f in (plugins / home).rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name in ("problem", "Problem", "wrong", "_at_file", "refused", "PhotoRefused"):
                found |= {a.value for a in node.args[:5] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                          and re.fullmatch(r"[a-z]+(-[a-z]+)*", a.value)}
    return found - WORDS


def test_every_rule_is_explained():
    """A new rule brings its explanation."""
    assert rules_in_code() - set(RULES) == set()
    assert {"typed-count", "weekday", "photo-missing", "signed-again"} <= set(RULES)


def test_one_rule(charter):
    """With and without the brackets of a message, in both languages."""
    done = charter("explain", "[weekday]")
    assert (done.code, done.stderr, done.stdout) == (0, "", (
        "weekday\n\n"
        "Een weekdag die bij een datum staat, past bij die datum. Lezers zetten een verkeerde dag in hun\n"
        "agenda, en een verkeerde dag blijft voor altijd in het archief staan. Zonder jaartal mag het ook om\n"
        "het jaar ervoor of erna gaan.\n\n"
        "Zo gaat het fout:\n    body: {nl: Zij tekenden op dinsdag 29 maart 2023.}\n\n"
        "Zo is het goed:\n    body: {nl: Zij tekenden op woensdag 29 maart 2023.}\n"))
    assert charter("explain", "weekday", "--lang", "en").stdout.startswith("weekday\n\nA weekday beside a date fits that date.")


def test_all_rules(charter):
    """A line each."""
    lines = charter("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(line.endswith(".") for line in lines)


def test_no_such_rule(charter):
    """The nearest, or where to find them all."""
    done = charter("explain", "typedcount")
    assert (done.code, done.stdout, done.stderr) == (2, "", "De regel `typedcount` bestaat niet. Bedoelt u: typed-count?\n")
    done = charter("explain", "zzz", "--lang", "en")
    assert (done.code, done.stderr) == (2, "There is no rule `zzz`. See all rules with: charter explain\n")
    assert near("week-day") == ["weekday"]


def test_two_explanations_of_one_rule_are_a_mistake(monkeypatch):
    monkeypatch.setattr("charter.explain._docstrings", lambda: ["A.\n\nx:\n  nl: a\n  en: b\n  fails: c\n  passes: d"] * 2)
    with pytest.raises(ValueError, match="x is explained twice"):
        explanations()


def test_an_explanation_in_words():
    assert Explanation("x", "N.", "E.", "a: b\nc: d\n", "(zin)").text("en") == (
        "x\n\nE.\n\nThis goes wrong:\n    a: b\n    c: d\n\nThis is right:\n    (zin)")
