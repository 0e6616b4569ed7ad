"""Long proofs, for `make show`: a big site, thousands of damaged records, and Lighthouse. SHOW_SECONDS is the time of a fuzzer."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from browser import needs
from browser.links import Link, broken, files, page_links
from browser.pages import PAGES
from charter.checks import check
from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.folder import load
from charter.model.programme import Programme
from charter.problems import Problem, as_github, as_json, as_text, errors, sorted_problems, summary
from conftest import BASE_URL, ROOT
from trees import Project, differences, project

pytestmark = pytest.mark.show

SEED = 20260312
SECONDS = float(os.environ.get("SHOW_SECONDS", "60"))
ORGANISATIONS = 3000
MOMENT = "2026-12-01"           # after the last change of the invented records
MOST_MEMORY = 300               # MiB, of one process
MOST_SECONDS = 2                # for the problems of one folder
SAMPLE = 300                    # pages of which every link is followed


# --- a big site -------------------------------------------------------------------------------------------------------

# A process starts with the memory of the one that it was forked from; this one between is small.
LAUNCHER = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def peak(command: list[str], **how: Any) -> tuple[float, float]:
    """The memory in MiB of the largest of a process and those it waited for, and the seconds that it took."""
    start = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", LAUNCHER, *command], stdin=subprocess.DEVNULL, capture_output=True,
                         encoding="utf-8", timeout=900, check=False, **how)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    unit = 1024 ** 2 if sys.platform == "darwin" else 1024
    return int(ran.stdout.split()[-1]) / unit, time.perf_counter() - start


def built(site: Project, name: str, output: str = "output", **environment: str) -> dict[str, bytes]:
    """The digest of every file after a build that stayed within memory."""
    command = site.command("build", "--as-of", MOMENT, "--base-url", BASE_URL, "--output", output)
    memory, seconds = peak(command, cwd=site.root, env=site.environment(**environment))
    made = digests(site.root / output)
    print(f"{name}: {len(made)} files, {seconds:.1f} s, {memory:.0f} MiB")
    assert memory < MOST_MEMORY
    return made


def digests(folder: Path) -> dict[str, bytes]:
    """Of every file below a folder by its path there: two big trees would fill the memory."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def big(charter, tmp_path_factory) -> Project:
    """A copy of the project with many organisations and nothing built yet."""
    records = tmp_path_factory.mktemp("big") / "signatories"
    written = charter("demo", "--organisations", ORGANISATIONS, records)
    assert written.code == 0, written.stderr
    return project(tmp_path_factory.mktemp("one"), records=records)


@pytest.fixture(scope="module")
def big_tree(big) -> dict[str, bytes]:
    """What the first build of it made; the output stays as it is until a record changes."""
    return built(big, "cold")


def test_memory_of_workers_is_seen():
    """Of the largest, however many there are; and that of this process does not count."""
    ours = os.urandom(4096) * (250 * 256)
    child = "import subprocess, sys; two = [subprocess.Popen([sys.executable, '-c', sys.argv[1]]) for _ in '12']; [p.wait() for p in two]"
    holds = "import os; held = os.urandom(4096) * (200 * 256)"
    assert 200 < peak([sys.executable, "-c", child, holds])[0] < 250
    assert peak([sys.executable, "-c", ""])[0] < 60 < len(ours)


def test_big_site_is_the_same_anywhere(big, big_tree, tmp_path, capsys):
    """Another folder, zone and hash seed; work shared out over processes."""
    other = project(tmp_path / "elsewhere é", records=big.records)
    with capsys.disabled():
        made = built(other, "elsewhere", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="4711")
    profiles = [path for path in made if re.fullmatch(r"ondertekenaars/[^/]+/index\.html", path)]
    assert len(profiles) > ORGANISATIONS / 2
    assert differences(made, big_tree) == []


def test_big_site_has_no_dead_links(big, big_tree, tmp_path):
    """Every internal address in pages chosen by lot."""
    pages = random.Random(SEED).sample(files(big.output, ".html"), SAMPLE)
    for page in pages:
        copy = tmp_path / page.relative_to(big.output)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    links: set[Link] = set(page_links(tmp_path))
    assert len(links) > 20 * SAMPLE
    assert sorted(filter(None, (broken(big.output, BASE_URL, link) for link in links))) == []


def test_big_site_with_one_record_changed_is_the_site_built_anew(big, big_tree, capsys):
    """Last of these: it changes the records."""
    record = sorted(big.records.glob("*/batch.yaml"))[ORGANISATIONS // 20]
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^(  +name: )(.*)$", r"\1Stichting Heel Iets Anders", text, count=1), "utf-8")
    assert record.read_text("utf-8") != text
    with capsys.disabled():
        grown = built(big, "one record changed")
        anew = built(big, "cold again", output="anew")
        changed = differences(grown, big_tree)
        print(f"changed: {len(changed)} files")
    assert changed
    assert differences(grown, anew) == []


# --- damaged records --------------------------------------------------------------------------------------------------

class TooSlow(Exception):
    """An input took so long that it was broken off."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Breaks off what uses more CPU than this."""
    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def judged(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a folder, in every form that it can be told."""
    records = load(folder)
    found = sorted_problems([*records.problems, *check(records)])
    for lang in ("nl", "en"):
        lines = as_text(found, lang).splitlines()
        assert len(lines) == len(found) + sum(p.suggestion is not None for p in found), "a line a problem"
        assert len(json.loads(as_json(found, lang))) == len(found)
        assert len(as_github(found, lang).splitlines()) == len(found), "a command a problem"
        assert summary(found, lang)
        "\n".join(lines).encode()
    assert all(p.line > 0 < p.column for p in found), "a place in a file"
    return found


def fuzz(folder: Path, path: str, damaged: Callable[[int], bytes], seconds: float) -> tuple[dict[str, str], str]:
    """What goes wrong, each once, with the number of the input and the file that keeps it; and figures."""
    wrong: dict[str, str] = {}
    slowest, good, number, ends = 0.0, 0, 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        data = damaged(number)
        (folder / path).write_bytes(data)
        start = time.process_time()
        try:
            with alarm(10 * MOST_SECONDS):
                good += not errors(judged(folder))
            failure = ""
        except Exception as e:
            at = traceback.extract_tb(e.__traceback__)[-1]
            failure = f"{type(e).__name__}: {str(e)[:200]} in {Path(at.filename).name} {at.name}"
        took = time.process_time() - start
        slowest = max(slowest, took)
        if not failure and took > MOST_SECONDS:
            failure = "too slow"
        if failure and failure not in wrong:
            kept = folder.parent / f"{len(wrong)}-{number}.yaml"
            kept.write_bytes(data)
            wrong[failure] = f"input {number} of {path}, {took:.1f} s, kept in {kept}"
        number += 1
    return wrong, f"{path}: {number} inputs, {good} of them without an error, slowest {slowest:.2f} s"


@pytest.fixture
def demo_records(tmp_path) -> Path:
    """The demo records without what is internal."""
    folder = tmp_path / "signatories"
    shutil.copytree(ROOT / "signatories", folder, ignore=shutil.ignore_patterns("internal"))
    return folder


SIGNS = ["- ", "? ", ": ", ":", ", ", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!!python/object:os.system ", "|", ">", "|2-",
         ">+\n", "'", '"', "''", "%YAML 1.1\n", "@", "`", "---\n", "...\n", "<<: ", "=", "~", "\t", "\n", "\r", "\r\n", " ", "    ", "\\", "\\x00",
         '"\\ud800"', "\0", "\x85", "\u2028", "\ufeff", "\u00a0", "\u202e", "é", "e\u0301", "🏳️‍🌈", "null", "true", "1e999", "0x_", "2026-02-30",
         "9" * 5000, "[" * 300, "{a: " * 300, "- " * 300, "x" * 30_000, "&a [*a, *a]"]


def mutated(data: bytes, lot: random.Random) -> bytes:
    """The same file after one to six accidents."""
    for _ in range(lot.randint(1, 6)):
        lines = data.splitlines(keepends=True) or [b""]
        at, line = lot.randrange(len(data) + 1), lot.randrange(len(lines))
        match lot.randrange(9):
            case 0 | 1:         # a byte flips
                data = data[:at] + bytes(b ^ 1 << lot.randrange(8) for b in data[at:at + 1]) + data[at + 1:]
            case 2:             # two lines change places
                other = lot.randrange(len(lines))
                lines[line], lines[other] = lines[other], lines[line]
                data = b"".join(lines)
            case 3:             # some lines are lost, or come twice
                data = b"".join(lines[:line] + lines[line + lot.randint(-3, 3):])
            case 4:             # a line moves in or out
                lines[line] = b" " * lot.randint(0, 6) + lines[line].lstrip(b" " if lot.random() < 0.5 else b"")
                data = b"".join(lines)
            case 5:             # the file stops, or begins too late
                data = lot.choice([data[:at], data[at:], data[:at] + os.linesep.encode()]) if lot.random() < 0.2 else data
            case 6:             # a piece stands elsewhere too
                piece = data[at:at + lot.randrange(200)]
                to = lot.randrange(len(data) + 1)
                data = data[:to] + piece + data[to:]
            case _:             # a sign of YAML comes in
                data = data[:at] + lot.choice(SIGNS).encode("utf-8", "surrogatepass") + data[at:]
    return data


@pytest.mark.parametrize(("path", "share"), [("2026-03-12-utrecht/batch.yaml", 0.6), ("changes.yaml", 0.2), ("charter.yaml", 0.2)],
                         ids=["batch", "changes", "charter"])
def test_damaged_files_are_problems(demo_records, capsys, path, share):
    """Whatever happens to the bytes of a file, it is told; nothing breaks and nothing takes long."""
    whole = (demo_records / path).read_bytes()
    wrong, figures = fuzz(demo_records, path, lambda number: mutated(whole, random.Random(f"{SEED} {number}")), SECONDS * share)
    with capsys.disabled():
        print(figures)
    assert wrong == {}


Way = tuple[str | int, ...]

# What no demo record says, so that each field of the schema stands somewhere.
MORE: dict[str, list[tuple[Way, Any]]] = {
    "2026-03-12-utrecht/batch.yaml": [
        (("title",), {"nl": "Twaalf tekenen", "en": "Twelve sign"}), (("lead",), {"nl": "Zo ging het.", "en": "So it went."}),
        (("corrections",), [{"at": "2026-03-13 09:00", "text": {"nl": "Een naam.", "en": "A name."}}]),
        (("accept",), [{"rule": "photo-large", "because": "er is geen andere"}]),
        (("photos", 0, "focus"), ["0.5", "0.4"]), (("photos", 0, "people", 0, "consent"), dict.fromkeys(("web", "newsletter", "social", "press"), "2026-03-12")),
        (("photos", 0, "consent"), {"web": "2026-03-12"}), (("photos", 0, "people", 0, "organisation"), {"name": "Elders"}),
        (("signatories", 0), {
            "id": "zorggroep-wensput", "name": "Zorggroep Wensput", "sort_name": "Wensput", "sector": "zorg", "kind": "semipubliek", "size": "groot",
            "seat": "Utrecht", "website": "https://www.example.org/", "dimensions": ["gender", "lhbti"], "ambition": {"nl": "Meer.", "en": "More."},
            "handles": dict.fromkeys(("linkedin", "x", "mastodon", "bluesky", "instagram", "facebook"), "wensput"),
            "explanation": {"nl": "Omdat.", "en": "Because."}, "signed_by": [{"name": "A. B.", "role": {"nl": "chef", "en": "head"}}],
            "signs_for": ["Wensput Noord"], "again": "true", "photos": [{"file": "zorggroep-wensput.jpg", "alt": {"nl": "Een gebouw.", "en": "A building."}, "credit": "B", "people": []}]}),
    ],
    "changes.yaml": [
        ((), [{"date": "2026-10-01", "publish_at": "2026-10-01 10:00", "id": "zorggroep-wensput", "renamed": {"name": "Wensput", "sort_name": "Wens"}},
              {"date": "2026-10-02", "id": "zorggroep-wensput", "merged_into": "pixelpolder-software"},
              {"date": "2026-10-02", "id": "bouwbedrijf-luchtkasteel", "split_into": ["pixelpolder-software"]},
              {"date": "2026-10-03", "id": "gemeente-nergenshuizen", "withdrawn": "former"},
              {"date": "2026-10-04", "id": "pixelpolder-software", "details": {
                  "seat": "Ede", "website": "https://www.example.org/", "sector": "ict", "kind": "bedrijf", "size": "klein", "sort_name": "Pixel"}}])],
    "charter.yaml": [],
}


def schema_names(kind: Any) -> set[str]:
    """The name of every field that may stand in a file of this kind."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {f.name for f in fields(kind)} | {name for f in fields(kind) for name in schema_names(hints[f.name])}
    return {name for part in get_args(kind) for name in schema_names(part)}


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """To every value in a record."""
    yield way
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from ways(part, (*way, key))


def put(record: Any, way: Way, value: Any) -> Any:
    """The record with another value there; what the way passes and is not there is left as it is."""
    if not way:
        return value
    if isinstance(record, dict) and isinstance(way[0], str):
        return record | {way[0]: put(record.get(way[0]), way[1:], value)}
    if isinstance(record, list):
        return [put(part, way[1:], value) if number == way[0] else part for number, part in enumerate(record)]
    return record


PIECES = [*SIGNS, "zorggroep-wensput", "2026-03-12", "12 maart 2026", "2026-03-12 25:61", "https://", "javascript:alert(1)", "http://[", "https://ex ample/",
          "mailto:", "a@b", "<b>", "</textarea>", "<!--", "&amp;", "&#0;", "[x](y)", "[x]: ", "![", "***", "# ", "> ", "```", "|-|", "\\", "../", "CON", ".jpg",
          "{{ x }}", "{% x %}", "%s", "{0}", "$(x)", "ß", "İ", "ǅ", "﷽", "\U0010ffff", "\ud800", "\udfff", "\u200d", "\u200b", "\u2066", "́", "א", "あ", "٣", "½",
          "-1", "1.5", "nan", "inf", "1_0", "０", "6 months", "999 years", "", " ", "\n\n", "a\nb", "a" * 301, "ab " * 8000, "*" * 3000, "[" * 3000,
          "`" * 3000, "<" * 3000, "a-" * 2000]


def any_text(lot: random.Random) -> str:
    """Words that nobody would write, of one piece or of many."""
    letters = "".join(chr(lot.choice([lot.randrange(0x80), lot.randrange(0x800), lot.randrange(0x110000)])) for _ in range(lot.randrange(8)))
    return lot.choice([letters, "".join(lot.choice([*PIECES, letters, " "]) for _ in range(lot.randint(1, 6)))])


def any_value(lot: random.Random) -> Any:
    """Mostly text, now and then another shape."""
    if lot.random() < 0.85:
        return any_text(lot)
    return lot.choice([None, [], {}, [any_text(lot)], {any_text(lot): any_text(lot)}, {"nl": any_text(lot), "en": any_text(lot)}, [[]], [None]])


def as_yaml(value: Any, lot: random.Random, plain: float, indent: str = "") -> str:
    """Written by hand, as staff do; `plain` is how often text stands there without quotes."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{scalar(key, lot, plain)}: {as_yaml(part, lot, plain, indent + '  ')}" for key, part in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}- {as_yaml(part, lot, plain, indent + '  ').lstrip()}" for part in value)
    return "" if value is None else scalar(value, lot, plain) if isinstance(value, str) else repr(value)


def scalar(text: str, lot: random.Random, plain: float) -> str:
    if re.fullmatch(r"[a-z_]+", text) or lot.random() < plain:
        return text
    return json.dumps(text, ensure_ascii=lot.random() < 0.5)


@pytest.mark.parametrize(("path", "kind", "share"), [
    ("2026-03-12-utrecht/batch.yaml", Batch, 0.6), ("changes.yaml", Change, 0.2), ("charter.yaml", Programme, 0.2)], ids=["batch", "changes", "charter"])
def test_any_text_in_any_field_is_a_problem_or_text(demo_records, capsys, path, kind, share):
    """Each field of the schema in turn holds what nobody would write, alone or with others."""
    record = yaml.load((demo_records / path).read_text("utf-8"), Loader=yaml.BaseLoader)
    for way, value in MORE[path]:
        record = put(record, way, value)
    every = list(ways(record))
    assert schema_names(kind) - {way[-1] for way in every if way} == set()
    (demo_records / path).write_text(as_yaml(record, random.Random(SEED), 0).lstrip("\n"), "utf-8")
    assert errors(judged(demo_records)) == ()       # so the rules of `check` have work
    random.Random(SEED).shuffle(every)

    def filled(number: int) -> bytes:
        lot = random.Random(f"{SEED} {number}")
        strange = put(record, every[number % len(every)], any_value(lot))
        for _ in range(lot.choice([0, 0, 0, 1, 3])):
            strange = put(strange, lot.choice(every), any_value(lot))
        return as_yaml(strange, lot, lot.choice([0, 0, 0.3])).lstrip("\n").encode("utf-8", "surrogatepass")

    wrong, figures = fuzz(demo_records, path, filled, SECONDS * share)
    with capsys.disabled():
        print(f"{figures}; {len(every)} places")
    assert wrong == {}


# --- Lighthouse -------------------------------------------------------------------------------------------------------

SHOW = Path(__file__).with_name("show")
LIGHTHOUSE = SHOW / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 90


@pytest.fixture(scope="module")
def lighthouse(browser_tools) -> list[str]:
    """The command; installed here at its first use, from a lock of its own, so that `make test` stays light."""
    if not LIGHTHOUSE.is_file():
        npm = [str(needs.program("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        ran = subprocess.run(npm, cwd=SHOW, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False)
        if ran.returncode:
            pytest.skip(f"Lighthouse cannot be installed: npm ci in tests/show failed: {ran.stderr.strip()[-300:]}")
    return [str(needs.program("nodejs")), str(LIGHTHOUSE)]


@pytest.mark.browser
@pytest.mark.parametrize("address", [PAGES[kind][0] for kind in ("home", "article", "directory", "profile")], ids=["home", "article", "directory", "profile"])
def test_lighthouse_is_content(lighthouse, demo_site, serve_folder, tmp_path, capsys, address):
    """On a phone, as Lighthouse imagines one: at least 90 in each category."""
    root = " --no-sandbox" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    report = tmp_path / "report.json"
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
               f"--chrome-flags=--headless=new --disable-gpu --disable-background-networking{root}"]
    ran = subprocess.run([*lighthouse, serve_folder(demo_site) + address, *options], stdin=subprocess.DEVNULL, capture_output=True,
                         env=os.environ | {"CHROME_PATH": str(needs.program("chromium"))}, encoding="utf-8", timeout=240, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    found = json.loads(report.read_text("utf-8"))
    scores = {name: round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    lost = sorted(f"{audit['id']}: {audit['title']}" for name in CATEGORIES for ref in found["categories"][name]["auditRefs"]
                  if ref["weight"] and (audit := found["audits"][ref["id"]])["score"] not in (None, 1))
    with capsys.disabled():
        print(f"{address}: {scores}", *lost, sep="\n    ")
    assert {name: score for name, score in scores.items() if score < LEAST} == {}, "\n".join(lost)
