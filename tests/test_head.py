"""What stands in the head of every page, in sitemap.xml and in what is fetched by its name."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree, html

from conftest import BASE_URL
from trees import Project, edit, project

ZWOLLE = "2026-06-09-zwolle/batch.yaml"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head(path: Path) -> dict[str, list[str]]:
    """By name everything that the head of a page says: title, meta, and links by rel (with hreflang behind @)."""
    found: dict[str, list[str]] = {}
    root = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for e in root.find("head"):
        if e.tag == "title":
            found.setdefault("title", []).append(e.text)
        elif e.tag == "meta" and (e.get("name") or e.get("property")):
            found.setdefault(e.get("name") or e.get("property"), []).append(e.get("content"))
        elif e.tag == "link":
            found.setdefault(e.get("rel") + (f"@{e.get('hreflang')}" if e.get("hreflang") else ""), []).append(e.get("href"))
    return found


@pytest.fixture(scope="module")
def heads(demo_site) -> dict[str, dict[str, list[str]]]:
    return {path.relative_to(demo_site).as_posix(): head(path) for path in demo_site.rglob("*.html")}


def is_listed(page: str) -> bool:
    return not re.match(r"(en/)?(404\.html|kit/)", page)


def test_every_page_has_a_title_and_a_description_of_its_own(heads):
    for what in ("title", "description"):
        assert [page for page, said in heads.items() if [text.strip() for text in said[what]] != said[what] or len(said[what]) != 1 or not said[what][0]] == []
        again = Counter((page.startswith("en/"), said[what][0]) for page, said in heads.items())
        assert [text for text, count in again.items() if count > 1] == []


def test_addresses_are_absolute_and_only_where_search_engines_may_come(heads, demo_site):
    """Each listed page is its own canonical address, and each pair of translations names both and Dutch for others."""
    there = {f"{BASE_URL}/{page.removesuffix('index.html')}": page for page in heads}
    for page, said in heads.items():
        names = [name for name in said if name == "canonical" or name == "og:url" or "alternate@" in name]
        if not is_listed(page):
            assert names == [], page
            assert said["robots"] == ["noindex"]
            continue
        assert "robots" not in said
        [here] = said["canonical"]
        assert (there[here], said["og:url"]) == (page, [here])
        pair = {lang: said[f"alternate@{lang}"][0] for lang in ("nl", "en")}
        assert (pair["en" if page.startswith("en/") else "nl"], said["alternate@x-default"]) == (here, [pair["nl"]])
        assert {lang: heads[there[url]][f"alternate@{lang}"] for lang, url in pair.items()} == {lang: [url] for lang, url in pair.items()}


def test_what_networks_show(heads, demo_site):
    """The card of the newest ceremony on home, of its own on articles and profiles; moments on articles only."""
    home = heads["en/index.html"]
    newest = heads["en/news/2026-09-03-leeuwarden/index.html"]
    assert {name: home[name] for name in home if name.startswith(("og:image", "twitter"))} == {
        name: newest[name] for name in newest if name.startswith(("og:image", "twitter"))}
    assert newest["og:image:alt"] == ["Reisblad ERGENS. signs the Diversity Charter"]
    assert {tuple(said["og:site_name"]) for page, said in heads.items() if page.startswith("en/")} == {("Diversity Charter",)}
    news = "nieuws/2026-03-12-utrecht/index.html"
    assert heads[news]["article:published_time"] == ["2026-03-12T16:00:00+01:00"]
    assert heads[news]["article:modified_time"] == ["2026-03-14T09:00:00+01:00"]
    assert {page for page, said in heads.items() if said["og:type"] == ["article"]} == {page for page in heads if re.match(r"(nieuws|en/news)/.+/", page)} == {
        page for page, said in heads.items() if "article:published_time" in said}
    cards = {url for said in heads.values() for url in said.get("og:image", [])}
    assert len(cards) == 6
    assert [url for url in cards if not (demo_site / url.removeprefix(f"{BASE_URL}/").partition("?")[0]).is_file()] == []


def lastmods(site: Path) -> dict[str, str | None]:
    """By path what sitemap.xml says of it."""
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    return {url.findtext(f"{SITEMAP}loc").removeprefix(BASE_URL): url.findtext(f"{SITEMAP}lastmod") for url in root}


def test_the_sitemap_lists_what_may_be_found(heads, demo_site):
    assert set(lastmods(demo_site)) == {f"/{page.removesuffix('index.html')}" for page in heads if is_listed(page)}


def test_the_sitemap_says_when_a_page_changed_and_else_nothing(tmp_path, demo_site):
    """Home with a new total, not with a new name; news that was written by hand tells nobody when; a profile with who signed beside it."""
    site = project(tmp_path, demo_site)
    changes = site.records / "changes.yaml"
    changes.write_text(changes.read_text("utf-8") + "- {date: 2026-10-20, id: theatergroep-linventee, withdrawn: erased}\n", "utf-8")
    edit(site.records / ZWOLLE, "place: Zwolle", "place: Zwolle\ncorrections: [{at: 2026-06-12 10:00, text: {nl: Iets, en: Some}}]")
    site.built()
    found = lastmods(site.output)
    assert {path: found[path] for path in ("/", "/nieuws/", "/nieuws/2026-03-12-utrecht/", "/nieuws/2026-06-09-zwolle/", "/nieuws/2026-09-03-leeuwarden/",
                                           "/nieuws/handreiking-plan-van-aanpak/", "/over/", "/ondertekenaars/waterschap-droogland/",
                                           "/ondertekenaars/pixelpolder-software/", "/ondertekenaars/ergens/")} == {
        "/": "2026-10-20T00:00:00+02:00", "/nieuws/": "2026-10-20T00:00:00+02:00", "/nieuws/2026-03-12-utrecht/": "2026-03-14T09:00:00+01:00",
        "/nieuws/2026-06-09-zwolle/": "2026-10-20T00:00:00+02:00", "/nieuws/2026-09-03-leeuwarden/": "2026-09-03T00:00:00+02:00",
        "/nieuws/handreiking-plan-van-aanpak/": None, "/over/": None, "/ondertekenaars/waterschap-droogland/": "2026-10-20T00:00:00+02:00",
        "/ondertekenaars/pixelpolder-software/": "2026-10-01T00:00:00+02:00", "/ondertekenaars/ergens/": "2026-09-03T00:00:00+02:00"}


# A long list, a path in the base address, no security, and a preview

@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Project:
    """1,001 signatories of one place, one ceremony of nobody else, below a path."""
    made = project(tmp_path_factory.mktemp("long"), records=None)
    shutil.rmtree(made.root / "content")
    (made.root / "content").mkdir()
    (made.records / "2026-01-01-a").mkdir(parents=True)
    (made.records / "charter.yaml").write_text('name: {nl: "Een <naam> & die is langer dan achtenveertig tekens, zeker", en: Pact}\npublisher: {name: Bureau}\n', "utf-8")
    signed = [{"id": f"a-{n}", "name": f"{'ABC'[n % 3]}{n}", "seat": "Ede"} for n in range(1001)]
    (made.records / "2026-01-01-a" / "batch.yaml").write_text(json.dumps({"date": "2026-01-01", "lead": {"nl": "![](x)"}, "signatories": signed}), "utf-8")
    made.built("--base-url", "http://example.org/pad")
    return made


def test_no_two_pages_of_a_list_are_called_the_same(long):
    pages = [path for path in long.output.rglob("index.html") if "a-" not in path.parent.name]
    for what in ("title", "description"):
        said = Counter((path.relative_to(long.output).as_posix().startswith("en/"), head(path)[what][0]) for path in pages)
        assert [text for text, count in said.items() if count > 1 or not text[1]] == []
    second = head(long.output / "ondertekenaars/plaats/ede/pagina/2/index.html")
    assert second["title"][0].startswith("Ede, pagina 2 – ")
    assert second["canonical"] == ["http://example.org/pad/ondertekenaars/plaats/ede/pagina/2/"]


def test_a_browser_can_search_the_directory(long, demo_site):
    """The limits of OpenSearch: 16 characters of ShortName, 48 of LongName, which is left out when it does not fit."""
    def fields(path: Path) -> dict[str, str]:
        root = etree.fromstring(path.read_bytes())
        assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
        return {etree.QName(e).localname: e.get("template") or e.text for e in root}

    assert fields(long.output / "opensearch.xml") == {
        "ShortName": "Ondertekenaars", "Description": "Zoek ondertekenaars van Een <naam> & die is langer dan achtenveertig tekens, zeker op naam, plaats of sector",
        "Url": "http://example.org/pad/ondertekenaars/?q={searchTerms}", "Language": "nl", "InputEncoding": "UTF-8"}
    assert fields(demo_site / "en/opensearch.xml") == {
        "ShortName": "Signatories", "LongName": "Diversity Charter", "Description": "Search the signatories of the Diversity Charter by name, place or sector",
        "Url": f"{BASE_URL}/en/signatories/?q={{searchTerms}}", "Language": "en", "InputEncoding": "UTF-8"}
    assert head(long.output / "en/404.html")["search"] == ["/pad/en/opensearch.xml"]


def test_security_txt_names_whom_to_tell(demo_site, long):
    """RFC 9116: each field once, the moment with its zone; no file when charter.yaml names nobody."""
    text = (demo_site / ".well-known/security.txt").read_text("utf-8")
    assert text == ("Contact: mailto:security@example.org\nExpires: 2027-10-31T00:00:00+02:00\nPreferred-Languages: nl, en\n"
                    f"Canonical: {BASE_URL}/.well-known/security.txt\n")
    assert datetime.fromisoformat(re.search("Expires: (.*)", text)[1]).astimezone(UTC) == datetime(2027, 10, 30, 22, tzinfo=UTC)
    assert not (long.output / ".well-known").exists()


def test_a_preview_is_for_nobody_else(long):
    ran = long.run("build", "--preview", "--base-url", "http://example.org/pad", "--output", long.root / "preview")
    assert ran.code == 0, ran.stderr
    assert {tuple(head(path)["robots"]) for path in (long.root / "preview").rglob("*.html")} == {("noindex",)}
    assert (long.root / "preview/robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert (long.output / "robots.txt").read_text() == "User-agent: *\nAllow: /\nSitemap: http://example.org/pad/sitemap.xml\n"
