"""A site of ten thousand organisations, built once: its pages by type, and more by lot, as people meet them."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import pytest

from browser import conditions, needs, vnu
from browser.links import broken, clicks, files, page_links_of
from browser.visits import visit
from conftest import BASE_URL
from trees import Project, project

pytestmark = [pytest.mark.show, pytest.mark.browser]

ORGANISATIONS = 10_000
MOMENT = "2026-12-01"       # after the last change of the invented records
SEED, SAMPLE = 20260312, 200
PAGE = 60_000       # bytes over the line without pictures, headers too
FIRST_RESULT = 50               # milliseconds after a key
INDEX = (12, 10_000)            # bytes of the search index with brotli: for each entry, and besides
# The types of pages, by what their paths look like.
TYPES = {
    "home": r"index\.html", "news": r"nieuws/index\.html", "further news": r"nieuws/pagina/\d+/index\.html", "article": r"nieuws/20[^/]+/index\.html",
    "directory": r"ondertekenaars/index\.html", "letter": r"ondertekenaars/letter/\w+/index\.html", "further names": r"ondertekenaars/letter/\w+/pagina/\d+/index\.html", "dimension": r"ondertekenaars/dimensie/[^/]+/index\.html",
    "dimension and sector": r"ondertekenaars/dimensie/[^/]+/sector/[^/]+/index\.html", "sector": r"ondertekenaars/sector/[^/]+/index\.html",
    "year": r"ondertekenaars/jaar/[^/]+/index\.html", "place": r"ondertekenaars/plaats/[^/]+/index\.html", "size": r"ondertekenaars/grootte/[^/]+/index\.html",
    "profile": r"ondertekenaars/(?!letter|pagina)[^/]+/index\.html", "kit": r"kit/[^/]+/index\.html", "trajectory": r"traject/index\.html", "not found": r"404\.html",
}


@pytest.fixture(scope="module")
def big(charter, tmp_path_factory) -> Project:
    """The project with those records, and its site."""
    records = tmp_path_factory.mktemp("big") / "signatories"
    written = charter("demo", "--organisations", ORGANISATIONS, records)
    assert written.code == 0, written.stderr
    site = project(tmp_path_factory.mktemp("one"), records=records)
    command = site.command("build", "--as-of", MOMENT, "--base-url", BASE_URL, "--output", site.output)
    subprocess.run(command, cwd=site.root, env=site.environment(), stdin=subprocess.DEVNULL, timeout=1800, check=True)
    return site


@pytest.fixture(scope="module")
def largest(big) -> list[Path]:
    """Of each type the page of most bytes."""
    every = {path.relative_to(big.output).as_posix(): path for path in files(big.output, ".html")}
    found = {kind: [path for name, path in every.items() if re.fullmatch(shape, name)] for kind, shape in TYPES.items()}
    assert [kind for kind, paths in found.items() if not paths] == []
    return [max(paths, key=lambda path: path.stat().st_size) for paths in found.values()]


@pytest.fixture(scope="module")
def sample(big, largest) -> list[Path]:
    """Those, and others by lot."""
    return [*largest, *random.Random(SEED).sample(files(big.output, ".html"), SAMPLE)]


def address(big: Project, path: Path) -> str:
    """Of a page, on its site."""
    return f"/{path.relative_to(big.output).as_posix().removesuffix('index.html')}"


def test_largest_pages_under_all_conditions(browser, big, largest, serve_folder):
    """axe finds nothing and everything stands where it should, in each combination of conditions."""
    site, wrong = serve_folder(big.output), []
    for path in largest:
        with visit(browser, site + address(big, path)) as seen:
            seen.open_all()
            for name, condition in conditions.ALL.items():
                seen.under(condition)
                wrong += [f"{address(big, path)}, {name}: {line}" for line in (*seen.violations(), *seen.misplaced())]
    assert wrong == []


def test_sample_is_accessible_light_and_quiet(browser, big, sample, serve_folder, capsys):
    """axe, console, other hosts, failures and weight; each page under a condition by lot too."""
    site, wrong, chance, heaviest = serve_folder(big.output), [], random.Random(SEED), (0, "")
    for path in sample:
        page = address(big, path)
        with visit(browser, site + page, until="networkidle") as seen:
            weight = sum(seen.bytes_fetched().values())
            heaviest = max(heaviest, (weight, page))
            wrong += [f"{page}: {line}" for line in (*seen.console, *seen.elsewhere, *seen.failed, *seen.violations(), *seen.misplaced())]
            wrong += [f"{page}: {weight} bytes"] if weight > PAGE else []
            name = chance.choice(list(conditions.OTHER))
            seen.under(conditions.OTHER[name])
            wrong += [f"{page}, {name}: {line}" for line in (*seen.violations(), *seen.misplaced())]
    with capsys.disabled():
        print(f"{len(sample)} pages; the heaviest is {heaviest[1]}, {heaviest[0]} bytes")
    assert wrong == []


def test_sample_is_valid(browser_tools, sample):
    """vnu has nothing to say: no error, no warning."""
    assert vnu.messages(sample) == []


def test_links_of_the_sample_lead_somewhere(big, sample):
    """Every internal address in it."""
    links = {link for path in sample for link in page_links_of(big.output, path)}
    assert len(links) > 20 * SAMPLE
    assert sorted(filter(None, (broken(big.output, BASE_URL, link) for link in links))) == []


def test_every_page_is_four_clicks_from_home(big, capsys):
    """By plain links; only the pages for what is not found have none that leads to them."""
    reached = clicks(big.output)
    with capsys.disabled():
        print(f"{len(reached)} pages, at most {max(reached.values())} clicks")
    assert {path.relative_to(big.output).as_posix() for path in files(big.output, ".html")} - reached.keys() == {"404.html", "en/404.html"}
    assert [page for page, count in reached.items() if count > 4] == []


# --- search -----------------------------------------------------------------------------------------------------------

QUESTIONS = ("zorggroep", "utrecht", "akcountants", "utrehct", "stichting zorg zwolle", "q", "bouw en techniek")
# Types a question letter by letter; how long after each key the count has changed or been said anew, in milliseconds.
TYPED = """async question => {
    const [field, count] = [document.querySelector("#search"), document.querySelector(".directory__count")];
    const waits = [];
    for (let length = 1; length <= question.length; length += 1) {
        field.value = question.slice(0, length);
        const start = performance.now();
        const shown = new Promise(done => {
            const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
            watch.observe(count, {childList: true});
        });
        field.dispatchEvent(new Event("input"));
        waits.push(await shown - start);
        await new Promise(done => setTimeout(done, 120));      // the numbers beside the filters come meanwhile
    }
    return waits;
}"""


def test_search_index_is_small(big):
    """With brotli, which most hosts use."""
    script = "process.stdout.write(String(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))"
    ran = subprocess.run([str(needs.program("nodejs")), "-e", script, str(big.output / "search-index.json")], capture_output=True, encoding="utf-8", check=True)
    assert 10_000 < int(ran.stdout) <= INDEX[0] * ORGANISATIONS + INDEX[1]


def test_search_answers_at_once(browser, big, serve_folder, capsys):
    """The median of all keys is far below what people notice; every key is waited for, mistyped words too."""
    with visit(browser, f"{serve_folder(big.output)}/ondertekenaars/") as seen:
        with seen.page.expect_response("**/search-index.json*"):
            seen.page.get_by_role("searchbox").focus()
        seen.page.get_by_role("searchbox").fill("zorg")
        seen.page.locator(".directory__results .index__row").first.wait_for()
        waits = sorted(wait for question in QUESTIONS for wait in seen.page.evaluate(TYPED, question))
    with capsys.disabled():
        print(f"{len(waits)} keys: median {waits[len(waits) // 2]:.0f} ms, longest {waits[-1]:.0f} ms")
    assert waits[len(waits) // 2] < FIRST_RESULT
