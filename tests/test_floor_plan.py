"""The floor plan: who may import whom, which supplier has which door, and what may never meet."""

from __future__ import annotations

import ast
import graphlib
import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT

PLUGINS = ROOT / "plugins"

# Floor 0 first. A new module belongs somewhere before it works; a room of several modules is one package.
CHARTER = (
    "cache headers language mail_html moment networks problems progress prose slugs spelled urls workers zipped",
    "inputs records records.decoding records.doubts records.mending records.mistakes records.opening records.parsing records.places records.punctuation records.reading records.record records.rewriting records.shape staging",
    "model model.addresses model.batch model.changes model.content model.days model.fault model.files model.folder model.forms model.instead model.kinds model.layout model.meanings model.names model.numbers model.programme model.published model.reading model.types model.withdrawn model.wrong",
    "state totals checks checks.accepting checks.changed checks.clock checks.erased checks.identity checks.likeness checks.persons checks.private checks.readable checks.references checks.shown checks.signed checks.standing checks.story checks.typed_counts checks.typed_dates checks.withdrawn photos photos.cards photos.captions photos.derivatives photos.embedded photos.lettering photos.likeness photos.lines photos.many photos.metadata photos.neutral photos.outlines photos.press photos.recipe photos.refusals photos.sizes photos.source photos.badge photos.bare photos.bare_boxes photos.bare_jpeg photos.bare_png photos.bare_webp photos.cut_short photos.exif photos.kinds photos.profiles photos.whole photos.xmp",
    "views views.article views.block views.card views.counts views.happened views.linked views.listing views.mentions views.naming views.post_words views.posts views.profile views.search_index views.site views.statistics views.subjects views.words",
    "render pages block_forms published redirects causes continuity listings standing content feed_formats feed_items feed_sources feed_xml feeds calendar_feed kit kit_texts kits packing packing.contents packing.mailing packing.packages packing.social packing.wording share_card sitemap writing machine_files new ids explain fix record_template schema matching matching.mentions matching.names matching.proposing matching.reasons matching.vlnr matching.vocabulary photo_lines contact_sheet demo demo_internal demo_text demo_words withdrawing withdrawing.acting withdrawing.going withdrawing.leftovers withdrawing.mending withdrawing.names withdrawing.outside withdrawing.pictures withdrawing.surgery withdrawing.telling withdrawing.withdrawal withdrawing.wording",
    "plan stamp pictures neutral build plugin",
    "cli commands commands.arguments commands.build commands.check commands.contact commands.demo commands.explain commands.fix commands.kit commands.kit_words commands.new commands.photos commands.record_published commands.schema commands.serve commands.showing commands.withdraw serve preview preview.building preview.pages preview.server preview.watching",
)
TRAJECTORY = (
    "", "", "",
    "steps salvaging internal free_days",
    "rules cases contradictions checks rows templating folder",
    "worklist gathering explain forecast what_if beginning leaks leaks.canaries leaks.dates leaks.deciding leaks.finding leaks.guarding leaks.public leaks.spelling leaks.telling leaks.unpacking leaks.verifying documents documents.letter documents.paper documents.pdf documents.pledge reports reports.annotations reports.calendar reports.checklist reports.drafts reports.failing reports.page reports.reasons reports.rows reports.table reports.words reports.workbook reports.workload",
    "plugin",
    "cli commands commands.arguments commands.check commands.checklist commands.documents commands.forecast commands.new commands.report commands.verify commands.what_if commands.why",
)

# On one floor a room may enter these others, and no more. Inside a room everything is free.
SAME_FLOOR = {
    "charter.state": "totals",
    "charter.zipped": "urls",
    "charter.spelled": "language",
    "charter.checks": "photos state totals",
    "charter.pages": "render",
    "charter.listings": "pages",
    "charter.standing": "pages",
    "charter.content": "pages",
    "charter.published": "pages",
    "charter.redirects": "pages published",
    "charter.causes": "pages published",
    "charter.continuity": "causes content published redirects",
    "charter.block_forms": "render",
    "charter.kit": "block_forms pages",
    "charter.kit_texts": "kit pages",
    "charter.kits": "published",
    "charter.packing": "kits",
    "charter.share_card": "pages",
    "charter.feed_items": "block_forms feed_formats pages",
    "charter.feed_xml": "feed_formats",
    "charter.feed_sources": "feed_formats feed_items pages",
    "charter.feeds": "feed_formats feed_sources feed_xml pages",
    "charter.calendar_feed": "pages",
    "charter.sitemap": "pages",
    "charter.machine_files": "pages",
    "charter.writing": "pages",
    "charter.demo": "demo_internal demo_text demo_words",
    "charter.demo_internal": "demo_text",
    "charter.demo_text": "demo_words",
    "charter.fix": "ids",
    "charter.photo_lines": "matching",
    "charter.contact_sheet": "matching photo_lines",
    "charter.new": "ids record_template schema",
    "charter.schema": "record_template",
    "charter.withdrawing": "fix",
    "charter.stamp": "plan",
    "charter.pictures": "plan",
    "charter.neutral": "pictures plan",
    "charter.build": "neutral pictures plan stamp",
    "charter.plugin": "build pictures plan",
    "charter.cli": "commands",
    "charter.commands": "serve",
    "charter.serve": "preview",
    "trajectory.internal": "salvaging steps",
    "trajectory.salvaging": "steps",
    "trajectory.cases": "rules",
    "trajectory.checks": "cases",
    "trajectory.rows": "cases contradictions rules",
    "trajectory.gathering": "worklist",
    "trajectory.reports": "explain forecast gathering what_if worklist",
    "trajectory.cli": "commands",
}
TRAJECTORY_MAY_ENTER = range(4)

# What is imported -> the package that brings it, and its doors.
SUPPLIERS = {
    "PIL": ("pillow", "charter.photos trajectory.documents.pdf"),
    "arabic_reshaper": ("arabic-reshaper", "charter.photos"),
    "ahocorasick_rs": ("ahocorasick-rs", "trajectory.leaks.finding"),
    "babel": ("babel", "charter.language charter.render charter.spelled"),
    "bidi": ("python-bidi", "charter.photos"),
    "blinker": ("blinker", "charter.build trajectory.plugin"),
    "cmarkgfm": ("cmarkgfm", "charter.prose"),
    "css_inline": ("css-inline", "charter.mail_html"),
    "dateutil": ("python-dateutil", "trajectory.rules"),
    "fontTools": ("fonttools", "charter.photos"),
    "holidays": ("holidays", "trajectory.free_days"),
    "icalendar": ("icalendar", "charter.calendar_feed trajectory.reports.calendar"),
    "jinja2": ("jinja2", "charter.render trajectory.templating"),
    "feedgen": ("feedgen", "charter.feed_xml"),
    "lxml": ("lxml", "charter.feed_xml"),
    "markupsafe": ("jinja2", "charter.language charter.render"),    # what templates hand over
    "nh3": ("nh3", "charter.prose"),
    "num2words": ("num2words", "charter.language"),
    "openpyxl": ("openpyxl", "trajectory.reports.workbook"),
    "pelican": ("pelican", "charter.commands charter.plugin charter.slugs trajectory.plugin"),
    "pydantic": ("pydantic", "charter.model trajectory.steps trajectory.what_if"),
    "pydantic_core": ("pydantic", "charter.model"),
    "regex": ("regex", "charter.networks"),
    "rich": ("rich", "charter.commands charter.progress trajectory.reports.table"),
    "rich_argparse": ("rich-argparse", "charter.cli trajectory.cli"),
    "watchfiles": ("watchfiles", "charter.preview"),
    "weasyprint": ("weasyprint", "trajectory.documents.pdf"),
    "yaml": ("pyyaml", "charter.records"),
}
# Of the standard library, what speaks to the network or starts programs, and where that is allowed.
NETWORK = ["asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib.error", "urllib.request", "webbrowser", "xmlrpc"]
NETWORK_DOORS = {"http": {"charter.preview"}, "subprocess": {"charter.preview"}}
# charter knows the name only to keep out, and the demo to write a folder that others read.
KNOWS_INTERNAL = {"charter.model.layout", "charter.inputs", "charter.demo"}

FLOOR_OF = {f"{package}.{name}".removesuffix("."): floor for package, plan in (("charter", CHARTER), ("trajectory", TRAJECTORY))
            for floor, names in enumerate(plan) for name in names.split()} | {"charter": 0, "trajectory": 0}


def name_of(path: Path) -> str:
    """plugins/charter/views/site.py -> charter.views.site"""
    return ".".join(path.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of both packages, parsed."""
    return {name_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(PLUGINS.rglob("*.py"))}


def room(module: str) -> str:
    """charter.views.site -> charter.views; a module that is no package is its own room."""
    return ".".join(module.split(".")[:2])


def imported(tree: ast.Module) -> Iterator[str]:
    """Dotted names, wherever in the module they are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: write the whole name of what is imported"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """The module of ours that a dotted name lies in."""
    parts = name.split(".")
    return next((found for end in range(len(parts), 0, -1) if (found := ".".join(parts[:end])) in modules()), None)


def crossings() -> Iterator[tuple[str, str]]:
    """(from, to): every import of one module of ours by another room."""
    for module, tree in modules().items():
        for name in imported(tree):
            target = own(name)
            if target and room(target) != room(module):
                yield module, target


def test_every_module_has_a_place():
    """A new file is listed on a floor; a file that went is taken off."""
    assert {module: FLOOR_OF.get(module) for module in modules()} == FLOOR_OF


def test_a_room_imports_only_from_lower_floors():
    """Or from the rooms on its own floor that are listed, each of which it does enter."""
    upward = [f"{module} -> {target}" for module, target in crossings() if FLOOR_OF[target] > FLOOR_OF[module]]
    assert upward == []
    beside = defaultdict(set)
    for module, target in crossings():
        if FLOOR_OF[target] == FLOOR_OF[module] and room(module).split(".")[0] == room(target).split(".")[0]:
            beside[room(module)].add(room(target).split(".")[1])
    assert {module: " ".join(sorted(rooms)) for module, rooms in beside.items()} == SAME_FLOOR
    graphlib.TopologicalSorter({module: {f"{module.split('.')[0]}.{other}" for other in others.split()}
                                for module, others in SAME_FLOOR.items()}).prepare()      # raises when two lead to each other


def test_public_and_internal_do_not_meet():
    """charter never imports trajectory; trajectory enters the lower floors of charter only."""
    assert [f"{module} -> {target}" for module, target in crossings() if module.startswith("charter") and target.startswith("trajectory")] == []
    assert [f"{module} -> {target}" for module, target in crossings() if module.startswith("trajectory")
            and target.startswith("charter") and FLOOR_OF[target] not in TRAJECTORY_MAY_ENTER] == []


def paths_in(tree: ast.Module) -> Iterator[str]:
    """Every text of a module that is not a docstring."""
    docstrings = {id(node.body[0].value) for node in ast.walk(tree)
                  if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)}
    yield from (node.value for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings)


def test_charter_does_not_name_the_internal_folder():
    """No path in charter leads to internal/."""
    found = {module for module, tree in modules().items() if module.startswith("charter")
             and any(re.search(r"(?:^|[/\\])internal(?:$|[/\\.])", text) for text in paths_in(tree))}
    assert found == KNOWS_INTERNAL


SPY = """
import os, sys
def spy(event, arguments):
    if event in ("open", "os.listdir", "os.scandir"):
        os.write(2, f"spy: {arguments[0]}\\n".encode())
sys.addaudithook(spy)
from charter.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", [["check"], ["build", "--as-of", "2026-11-01", "--output"]], ids=["check", "build"])
def test_charter_never_opens_the_internal_folder(tmp_path, command):
    """In a real run nothing in it is opened or listed. The batches that are read show that the spy sees."""
    if "build" in command:
        command = [*command, str(tmp_path / "output")]
    elsewhere = os.environ | {"TRAJECTORY_INTERNAL": str(tmp_path / "elsewhere")}
    ran = subprocess.run([sys.executable, "-c", SPY, *command], cwd=ROOT, env=elsewhere,
                         capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    opened = {Path(line.removeprefix("spy: ")).absolute() for line in ran.stderr.splitlines() if line.startswith("spy: ")}
    records = ROOT / "signatories"
    assert set(records.glob("*/batch.yaml")) <= opened
    assert [path for path in opened if path.is_relative_to(records / "internal")] == []


def test_each_supplier_has_its_doors():
    """Every import of a package of others is listed, and every door that is listed is used."""
    doors = defaultdict(set)
    for module, tree in modules().items():
        for name in imported(tree):
            supplier = name.split(".")[0]
            if not own(name) and supplier not in sys.stdlib_module_names:
                doors[supplier].add(room(module) if module.startswith("charter") else module)
    assert {supplier: " ".join(sorted(rooms)) for supplier, rooms in doors.items()} == {s: d for s, (_, d) in SUPPLIERS.items()}


def test_nothing_speaks_to_the_network():
    """Only the preview on this computer listens, and starts a program: the build."""
    doors = defaultdict(set)
    for module, tree in modules().items():
        for name in imported(tree):
            for part in NETWORK:
                if f"{name}.".startswith(f"{part}."):
                    doors[part].add(room(module))
    assert doors == NETWORK_DOORS


def normal(requirement: str) -> str:
    """The name in a requirement: PyYAML>=6 -> pyyaml."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0].lower())


def test_every_supplier_is_declared_and_pinned():
    """What is imported is declared; what is declared is pinned with hashes; no lock file names a host."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {normal(line) for line in project["dependencies"]}
    assert {package for package, _ in SUPPLIERS.values()} <= declared | {normal(line) for line in project["optional-dependencies"]["pdf"]}
    locks = {path.name: path.read_text("utf-8") for path in sorted(ROOT.glob("requirements*.txt"))}
    for name, wanted in {"requirements.txt": project["dependencies"], "requirements-test.txt": project["optional-dependencies"]["test"],
                         "requirements-bench.txt": project["optional-dependencies"]["bench"]}.items():
        pinned = [normal(line) for line in re.findall(r"^\S+==\S+.*\\\n    --hash=sha256:", locks[name], re.MULTILINE)]
        assert {normal(line) for line in wanted} - set(pinned) == set(), name
        assert len(pinned) == len(re.findall(r"^[^\s#]", locks[name], re.MULTILINE)), name
    locks["package-lock.json"] = (ROOT / "tests" / "package-lock.json").read_text("utf-8")
    assert {name: found for name, text in locks.items()
            if (found := re.findall(r'.*(?:://|"resolved"|--index-url|--find-links).*', text))} == {}
