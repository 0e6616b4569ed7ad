"""Hostile text in every field: pages, kits and feeds keep exactly the skeleton that they have with plain words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html
from PIL import Image

from hostile_texts import FIRST, PAYLOADS, REFUSED
from trees import Project, project, tree

# What CommonMark itself makes links and pictures of.
MARKDOWN = (
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](  javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:msgbox(1))", "<javascript:alert(1)>", "![x](javascript:alert(1))",
    '![x](https://evil.example.org/x.png "y" onerror=alert(1))', '[x](https://example.org/"onmouseover="alert(1))',
    '[x](https://example.org "t\\" onclick=alert(1) \\"")', "[x][1]\n\n[1]: javascript:alert(1)", "[x](file:///etc/passwd)",
    "`<script>alert(1)</script>`", "<svg/onload=alert(1)>", FIRST[-1], "&lt;script&gt;alert(1)&lt;/script&gt;", "```<script>\nalert(1)\n```", "[![x](javascript:alert(1))](javascript:alert(1))",
)
PLAIN = "Gewone woorden"


def escaped(text: str) -> str:
    """As the Problem says that HTML must be written in CommonMark, and every other sign that means something there."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def address(text: str) -> str:
    """A good web address with all that may stand in one."""
    return "https://www.example.org/?a=1&q=" + re.sub(r"[\s<>\"'`\\]", "", text)


def batch(day: str, text: str, long: str, count: int = 1) -> dict[str, Any]:
    """One with `text` in every line and `long` in every CommonMark text that a batch has, and `count` signatories."""
    both, prose, person = {"nl": text, "en": text}, {"nl": long, "en": long}, {"name": text, "role": {"nl": text, "en": text}}
    photo = {"file": "foto.jpg", "subject": "group", "alt": both, "credit": text, "licence": text, "people": [person | {"organisation": {"name": text}}],
             "consent": dict.fromkeys(("web", "newsletter", "social", "press"), "2026-01-01")}
    return {
        "date": day, "place": text, "venue": text, "host": {"name": text}, "led_by": person, "event": both, "title": both, "lead": prose,
        "body": prose, "quotes": [{"text": prose, "by": person}], "photos": [photo],
        "corrections": [{"at": f"{day} 12:00", "text": both}], "accept": [{"rule": rule, "because": text} for rule in ("typed-count", "organisation-twice", "placeholder")],
        "signatories": [{
            "id": f"nr-{day}-{n}", "name": text, "sort_name": f"Z {text}", "sector": "zorg", "kind": "bedrijf", "size": "klein", "seat": f"{text} Plaats",
            "website": address(text), "handles": dict.fromkeys(("linkedin", "x", "mastodon", "bluesky"), f"{text} !"),      # never a handle, which would be a link
            "dimensions": ["gender"], "ambition": prose, "explanation": prose, "signed_by": [person], "signs_for": [text, text],
            "photos": [photo]} for n in range(count)]}


def charter_yaml(text: str, long: str) -> dict[str, Any]:
    both, prose = {"nl": text, "en": text}, {"nl": long, "en": long}
    term = {"label": both, "explanation": prose}
    return {
        "name": both, "notice": both, "hashtags": ["Charter"], "join": prose,
        "publisher": {"name": text, "phone": text, "address": text, "helpdesk": text, "security": {"contact": address(text), "expires": "2030-01-01"}}
        | dict.fromkeys(("website", "newsletter", "knowledge", "accessibility_register"), address(text)),
        "licence": {"code": text, "url": address(text)},
        "dimensions": [{"code": "gender"} | term], "sectors": [{"code": "zorg"} | term], "kinds": [{"code": "bedrijf"} | term],
        "sizes": [{"code": "klein"} | term], "events": [{"date": "2026-10-06", "title": both, "url": address(text)}],
        "trajectory": {"steps": [{"id": "plan", "phase": "after", "by": "signatory", "label": both, "text": prose}]}}


def day_of(n: int) -> str:
    return f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}"


def photo(n: int) -> Image.Image:
    """A photo of its own for each n below 192, also after JPEG."""
    return Image.new("RGB", (64, 48), (30 * (n % 8), 30 * (n // 8 % 8), 100 * (n // 64)))


def hostile(root: Path, texts: list[str], longs: list[str], general: int, shown: bool = True) -> Project:
    """A site, `shown` with photos or not, with a batch and a news item for each pair of texts; number `general` stands in charter.yaml and the pages too."""
    site = project(root, records=None)
    shutil.rmtree(site.root / "content")
    (site.root / "content/nieuws").mkdir(parents=True)
    for n, (text, long) in enumerate(zip(texts, longs, strict=True)):
        folder = site.records / f"{day_of(n)}-nr"
        folder.mkdir(parents=True)
        signing = batch(day_of(n), text, long, 1 if n else 2)
        if shown:
            photo(n).save(folder / "foto.jpg")
        else:
            signing = without_photos(signing)
        (folder / "batch.yaml").write_text(json.dumps(signing), "utf-8")
        (site.root / f"content/nieuws/nr-{n}.nl.md").write_text(
            f"Title: {text}\nSlug: nr-{n}\nLang: nl\nDate: {day_of(n)}\nSummary: {text}\n\n{long}\n", "utf-8")
    general_texts(site.records, site.root / "content", texts[general], longs[general], f"nr-{day_of(0)}")
    return site


def without_photos(signing: dict[str, Any]) -> dict[str, Any]:
    return signing | {"photos": [], "signatories": [s | {"photos": []} for s in signing["signatories"]]}


def general_texts(records: Path, content: Path, text: str, long: str, id_: str) -> None:
    """charter.yaml, changes.yaml of `id_`-0 and `id_`-1, and a page."""
    (content / "over.nl.md").write_text(f"Title: {text}\nSlug: over\nLang: nl\nSummary: {text}\n\n{long}\n", "utf-8")
    (records / "charter.yaml").write_text(json.dumps(charter_yaml(text, long)), "utf-8")
    (records / "changes.yaml").write_text(json.dumps([
        {"date": "2026-10-01", "id": f"{id_}-0", "renamed": {"name": f"{text} Nu", "sort_name": f"Z {text}"}},
        {"date": "2026-10-02", "id": f"{id_}-1", "details": {"seat": f"{text} Plaats", "sort_name": f"Z {text}", "website": address(text)}}]), "utf-8")


def skeleton(root: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in order: what a hostile text would like to change."""
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in root.iter()]


def page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


PLACES = re.compile(r"/(plaats|place)/|^(ondertekenaars|en/signatories)/index.html")


def skeletons(output: Path) -> dict[str, tuple[list, Counter[str]]]:
    """Of every page, every HTML text in a kit, and every item of a feed: its skeleton and its dangers.

    Not where places make the difference: there are more of them.
    """
    found: dict[str, tuple[list, Counter[str]]] = {}
    for path, data in tree(output).items():
        if path.endswith(".html") and not PLACES.search(path):
            root = page(data)
            found[path] = skeleton(root), dangers(root)
            for area in root.iter("textarea"):
                if area.get("id") in ("text-html", "text-minimal"):
                    found[f"{path} {area.get('id')}"] = of_fragment(area.text)
        elif path.endswith((".rss", ".atom")):
            root = etree.fromstring(data)
            found[path] = skeleton(root), Counter()
            contents = root.iterfind(".//{http://purl.org/rss/1.0/modules/content/}encoded") if path.endswith("rss") else root.iterfind(
                ".//{http://www.w3.org/2005/Atom}content")
            found |= {f"{path} {n}": of_fragment(e.text) for n, e in enumerate(contents)}
        elif path.endswith(".json") and "feeds/" in path:
            found |= {f"{path} {n}": of_fragment(item["content_html"]) for n, item in enumerate(json.loads(data)["items"])}
    return found


def of_fragment(text: str) -> tuple[list, Counter[str]]:
    root = html.fragment_fromstring(text, create_parent=True)
    return skeleton(root), dangers(root)


DANGEROUS = {"script", "iframe", "object", "embed", "base", "form", "math", "style", "template", "frame", "applet"}


def dangers(root: etree._Element) -> Counter[str]:
    """Whatever could run, load from elsewhere, or send something there."""
    found: Counter[str] = Counter(str(e.tag) for e in root.iter(etree.Element) if e.tag in DANGEROUS)
    for e in root.iter(etree.Element):
        for name, value in e.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("srcdoc", "http-equiv", "formaction"):
                found[name] += 1
            if name not in ("content", "alt", "title", "aria-label") and re.match(r"(javascript|data|vbscript|file):", address):
                found[address[:12]] += 1
            if name in ("src", "srcset", "data", "poster") and "evil" in address:
                found[address] += 1
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Project, Project]:
    """Two sites, built side by side: with PLAIN everywhere, and with a payload in every text of each batch.

    Long texts are written as the Problem tells to write them.
    """
    plain = hostile(tmp_path_factory.mktemp("plain"), [PLAIN] * len(PAYLOADS), [PLAIN] * len(PAYLOADS), -1)
    attacked = hostile(tmp_path_factory.mktemp("attacked"), list(PAYLOADS), [escaped(p) for p in PAYLOADS], -1)
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda site: site.built("--quiet"), (plain, attacked)))
    return plain, attacked


@pytest.fixture
def plain(both: tuple[Project, Project]) -> Project:
    """What pages look like when nobody is hostile."""
    return both[0]


@pytest.fixture
def attacked(both: tuple[Project, Project]) -> Project:
    """The same pages with payloads."""
    return both[1]


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 110


def test_no_payload_changes_the_skeleton_of_a_page_a_kit_or_a_feed(plain, attacked):
    """Element by element and attribute by attribute the same as with plain words; so nothing was let in, and nothing got lost."""
    expected, found = skeletons(plain.output), skeletons(attacked.output)
    assert found.keys() == expected.keys()
    assert [path for path in expected if found[path] != expected[path]] == []
    assert len(expected) > 2000


def linked(root: etree._Element) -> list[dict[str, Any]]:
    """The nodes of the one JSON-LD block of a page, as a browser finds it."""
    [block] = root.xpath("//script[@type='application/ld+json']")
    return json.loads(block.text)["@graph"]


def test_every_payload_is_shown_as_text(attacked):
    """As it was written: the title of its article, the name of its signatory, the quotation, the text to copy, and in JSON-LD."""
    for n, payload in enumerate(PAYLOADS):
        article = page((attacked.output / f"nieuws/{day_of(n)}-nr/index.html").read_bytes())
        assert article.xpath("//h1")[0].text_content() == payload
        assert payload in [e.text_content().strip() for e in article.xpath("//blockquote")]
        news, event, trail = linked(article)
        assert {news["headline"], *(o["name"] for o in news["about"]), event["name"], event["location"]["name"], trail["itemListElement"][2]["name"]} == {payload}
        assert payload in {area.text.split("\n")[1] for area in page((attacked.output / f"kit/{day_of(n)}-nr/index.html").read_bytes()).iter("textarea")}
        if n:
            profile = page((attacked.output / f"ondertekenaars/nr-{day_of(n)}-0/index.html").read_bytes())
            assert profile.xpath("//h1")[0].text_content() == payload
            organisation, trail = linked(profile)
            assert (organisation["name"], organisation["sameAs"], trail["itemListElement"][2]["name"]) == (payload, address(payload), payload)
            assert address(payload) in profile.xpath("//a/@href")
    items = json.loads((attacked.output / "feeds/nieuws.json").read_text("utf-8"))["items"]
    assert [item["title"] for item in items if item["title"] not in PAYLOADS] == []
    assert len(items) == 50


# One process builds them all: most of the time of a small build goes to its imports.
FORKS = """
import json, os, sys
import charter.build, charter.commands.build, charter.plugin, pelican
from charter.cli import main
for arguments in json.loads(sys.argv[1]):
    child = os.fork()
    if not child:
        code = main(arguments)
        sys.stdout.flush()
        os._exit(code)
    assert os.waitpid(child, 0)[1] == 0, arguments
"""


def lines_of(payloads: tuple[str, ...], most: int = 290) -> list[str]:
    """All of them, as many as fit on a line of a record."""
    lines = [""]
    for payload in payloads:
        if len(lines[-1]) + len(payload) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {payload}".strip()
    return lines


def test_what_stands_once_in_a_site_is_safe_too(tmp_path):
    """Names, addresses, words and pages of the programme: each payload in every field of charter.yaml and changes.yaml."""
    site, lines = project(tmp_path, records=None), [PLAIN, *lines_of(PAYLOADS)]
    builds = []
    for n, line in enumerate(lines):
        records, content = tmp_path / f"records-{n}", tmp_path / f"content-{n}"
        (records / "2026-01-01-nr").mkdir(parents=True)
        content.mkdir()
        general_texts(records, content, line, escaped(line), "nr-2026-01-01")
        signing = without_photos(batch("2026-01-01", PLAIN, PLAIN, 2))
        signing["signatories"] = [s | {"seat": "Plaats", "name": f"{s['name']} {s['id']}"} for s in signing["signatories"]]
        (records / "2026-01-01-nr/batch.yaml").write_text(json.dumps(signing), "utf-8")
        builds.append(["build", "--quiet", "--as-of", "2026-11-01", "--records", str(records), "--content", str(content), "--output", str(tmp_path / f"site-{n}")])
    ran = subprocess.run([sys.executable, "-c", FORKS, json.dumps(builds)], cwd=site.root, env=site.environment(), capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    expected = skeletons(tmp_path / "site-0")
    assert len(expected) > 40
    for n, line in enumerate(lines[1:], 1):
        found = skeletons(tmp_path / f"site-{n}")
        assert found.keys() == expected.keys()
        assert [path for path in expected if found[path] != expected[path]] == [], line
        [publisher] = linked(page((tmp_path / f"site-{n}/index.html").read_bytes()))
        assert (publisher["name"], publisher["address"], publisher["url"]) == (line, line, address(line))
        for root in (etree.parse(path).getroot() for path in (tmp_path / f"site-{n}").rglob("opensearch.xml")):
            assert line in root.findtext("{*}Description")
        assert (tmp_path / f"site-{n}/.well-known/security.txt").read_text("utf-8").splitlines()[0] == f"Contact: {address(line)}"


def test_feeds_with_payloads_parse(attacked):
    feeds = [path for path in attacked.output.rglob("*") if path.suffix in (".rss", ".atom")]
    assert len(feeds) == 30
    assert [path for path in feeds if feedparser.parse(path.read_bytes()).bozo] == []


def test_pages_that_list_places_are_safe_too(attacked):
    """The addresses there are made from the text; nothing more runs there than in the directory of honest places."""
    pages = [path for path in attacked.output.rglob("index.html") if PLACES.search(path.relative_to(attacked.output).as_posix())]
    assert len(pages) > 20
    for path in pages:
        found = dangers(page(path.read_bytes()))
        assert found.keys() <= {"script", "form"}, path         # JSON-LD, and the directory's own, to search with
        assert found["form"] <= 1, path
        assert {e.get("action") for e in page(path.read_bytes()).iter("form")} <= {"/ondertekenaars/", "/en/signatories/"}
        scripts = [e.get("src") for e in page(path.read_bytes()).iter("script") if e.get("type") != "application/ld+json"]
        assert [src for src in scripts if not re.fullmatch(r"/static/directory\.js\?v=\w+", src)] == []
        assert len(scripts) <= 1


# CommonMark

def test_html_in_commonmark_is_a_problem_at_its_line(tmp_path):
    """Each payload that holds HTML is refused in a long text, in every field of that kind."""
    site = hostile(tmp_path, [PLAIN] * len(FIRST), list(FIRST), 0)
    ran = site.run("check", "--format", "json")
    found = Counter(p["path"] for p in json.loads(ran.stdout) if p["rule"] == "raw-html")
    harmless = {n for n, payload in enumerate(FIRST) if not re.search(r"</?[A-Za-z]+[\s>]|<!|<\?", payload)}
    assert harmless == {6, 7, 8, 9, 25, 26, 28, 29}         # no tags to CommonMark: it shows them as they are
    # Lead, body, quotation, and ambition and explanation, in the first of two: five or seven texts in two languages; in charter.yaml six.
    assert found == {f"{day_of(n)}-nr/batch.yaml": 10 if n else 14 for n in range(len(FIRST)) if n not in harmless} | {"charter.yaml": 12}
    assert ran.code == 1


def test_links_in_commonmark_lead_nowhere_harmful(tmp_path, plain):
    """javascript:, data: and their disguises lose their address; a picture from elsewhere is not loaded."""
    site = hostile(tmp_path, [PLAIN] * len(MARKDOWN), list(MARKDOWN), 0, shown=False)
    site.built("--quiet")
    for path, data in tree(site.output).items():
        if path.endswith(".html") and not PLACES.search(path):
            honest = plain.output / path
            assert dangers(page(data)) == dangers(page(honest.read_bytes())), path
            for area in page(data).iter("textarea"):
                assert not dangers(html.fragment_fromstring(area.text or "", create_parent=True)) or area.get("id") not in ("text-html", "text-minimal")
    items = json.loads((site.output / "feeds/nieuws.json").read_text("utf-8"))["items"]
    assert sum((dangers(html.fragment_fromstring(item["content_html"], create_parent=True)) for item in items), Counter()) == Counter()


# Addresses and file names

URLS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)//https://x", "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)", "//evil.example.org/", "https://x.org/\"onmouseover=\"alert(1)", "https://x.org/<script>", "https://x.org/'onclick='alert(1)",
        "https:javascript:alert(1)", "https://", "http://[::1", "file:///etc/passwd", "blob:https://x.org/1", "https://x.org/ \n javascript:alert(1)",
        "ftp://x.org/", "https:\\\\evil.example.org", "&#106;avascript:alert(1)")
FILES = ("../../etc/passwd", "/etc/passwd", "..", ".htaccess", "a/b.jpg", "C:\\x.jpg", "x\n.jpg", "~/x.jpg")


def one(root: Path, **more: Any) -> Project:
    """One batch with a signatory for each value."""
    site = project(root, records=None)
    shutil.rmtree(site.root / "content")
    (site.root / "content").mkdir()
    (site.records / "2026-01-01-nr").mkdir(parents=True)
    (site.records / "charter.yaml").write_text("name: {nl: Charter}\npublisher: {name: Bureau}\n", "utf-8")
    [(field, values)] = more.items()
    lines = [json.dumps({"id": f"nr-{n}", "name": f"Naam {n}" if n else "Naam", field: value}, ensure_ascii=True) for n, value in enumerate(values)]
    (site.records / "2026-01-01-nr/batch.yaml").write_text("date: 2026-01-01\nsignatories:\n" + "".join(f"- {line}\n" for line in lines), "utf-8")
    return site


def refused(site: Project, *rules: str) -> list[int]:
    """The lines that one of these rules reports, each once."""
    ran = site.run("check", "--format", "json")
    assert (ran.code, ran.stderr) == (1, "")
    return sorted({p["line"] for p in json.loads(ran.stdout) if p["rule"] in rules})


def test_an_address_that_could_run_is_a_problem(tmp_path):
    """Each on its own line."""
    behind = [f"https://www.example.org/{payload}" for payload in PAYLOADS if re.search(r"[\s<>\"'`\\]", payload)]
    alone = [payload for payload in PAYLOADS if not payload.startswith("https:")]
    assert len(alone) + len(behind) > 170
    for n, addresses in enumerate(((*URLS, *alone), behind)):       # no more than 200 are told of one file
        assert refused(one(tmp_path / str(n), website=addresses), "url", "hidden-sign") == [n + 3 for n in range(len(addresses))]


def test_a_file_name_that_leads_out_of_the_folder_is_a_problem(tmp_path):
    """And one with a sign that turns text round or has no width, which is refused in every field."""
    names = [*FILES, *REFUSED, *(payload for payload in PAYLOADS if re.search(r"[/\\]", payload))]
    photos = [[{"file": name, "credit": "Maker", "people": [], "alt": {"nl": "Iets."}}] for name in names]
    assert refused(one(tmp_path, photos=photos), "file-name", "hidden-sign") == [n + 3 for n in range(len(names))]


def test_a_file_name_with_a_payload_is_only_a_name(tmp_path):
    """The photo is used; its name is nowhere in the output, in no page and in no path."""
    names = [f"{payload}.jpg" for payload in PAYLOADS if "/" not in payload and "\\" not in payload]
    photos = [[{"file": name, "credit": "Maker", "people": [], "alt": {"nl": "Iets."}}] for name in names]
    site = one(tmp_path, photos=photos)
    for n, name in enumerate(names):
        photo(n).save(site.records / "2026-01-01-nr" / name)
    built = site.built()
    assert len(names) == 46
    assert len([path for path in built if path.startswith("images/")]) == 4 * len(names) + 2
    assert [path for path, data in built.items() if "alert" in path or b"alert" in data] == []


INVISIBLE = ("\u0000", "\u0001", "\u0008", "\u000b", "\u000c", "\u001b", "\u007f", "\ufffe", "\uffff")
ODD = ("\u0085", "\u00a0", "\u2028", "\u202e", "\u200d", "\ufeff", "\U0001fffe")


def test_signs_that_no_text_should_hold(tmp_path):
    """What XML cannot hold is a Problem on its line; what is only odd may be one, or is shown, and every feed still parses."""
    site = one(tmp_path, seat=["Plaats"])
    signs = {f"2026-02-{n:02}-nr": sign for n, sign in enumerate((*INVISIBLE, *ODD), 1)}
    for slug, sign in signs.items():
        name = json.dumps(f"Naam{sign}X") if sign < "\U00010000" else f'"Naam{sign}X"'
        (site.records / slug).mkdir()
        (site.records / slug / "batch.yaml").write_text(f"date: {slug[:10]}\nsignatories:\n  - id: teken-{slug[8:10]}\n    name: {name}\n", "utf-8")
    ran = site.run("check", "--format", "json")
    found = {p["path"].partition("/")[0]: p["line"] for p in json.loads(ran.stdout)}
    assert {slug for slug, sign in signs.items() if sign in INVISIBLE} <= found.keys()
    assert set(found.values()) == {4}
    for slug in found:
        shutil.rmtree(site.records / slug)
    site.built("--quiet")
    names = {item["title"] for item in json.loads((site.output / "feeds/ondertekenaars.json").read_text("utf-8"))["items"]}
    assert names == {"Naam", *(f"Naam{sign}X" for slug, sign in signs.items() if slug not in found)}
    assert [path for path in site.output.rglob("*") if path.suffix in (".rss", ".atom", ".xml") and feedparser.parse(path.read_bytes()).bozo] == []
