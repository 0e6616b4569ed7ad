"""Where everything in the output leads: the addresses in pages, feeds, sitemap and kit texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

ADDRESSES = ("href", "src", "poster", "action", "cite", "data")
SETS = ("srcset", "imagesrcset")
# Elements whose address a browser fetches by itself.
FETCHED = {"img", "source", "script", "iframe", "video", "audio", "track", "embed", "object", "input"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch"}


@dataclass(frozen=True)
class Link:
    """An address as it stands in a file of the output; `fetched` when a browser gets it without a click."""

    file: str
    address: str
    fetched: bool


def files(site: Path, *suffixes: str) -> list[Path]:
    """Of the output, in order."""
    return sorted(path for path in site.rglob("*") if path.is_file() and path.suffix in suffixes)


@cache
def parsed(path: Path) -> html.HtmlElement:
    """A page as a browser reads it."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def page_links(site: Path) -> Iterator[Link]:
    """Every address in every page, the texts to copy of the kit included."""
    for path in files(site, ".html"):
        yield from page_links_of(site, path)


def page_links_of(site: Path, path: Path) -> Iterator[Link]:
    """Those in one page."""
    name = path.relative_to(site).as_posix()
    for element in parsed(path).iter(etree.Element):
        fetched = element.tag in FETCHED or bool(FETCHED_LINKS & set(element.get("rel", "").split()))
        for address in _addresses(element):
            yield Link(name, address, fetched)
        if element.tag == "textarea":
            for address in re.findall(r"""https?://[^\s"'<>)\]]+""", element.text or ""):
                yield Link(name, address.rstrip(".,;:"), False)
    for address in parsed(path).xpath("//meta[starts-with(@content, 'http')]/@content"):
        yield Link(name, str(address), False)


def _addresses(element: html.HtmlElement) -> Iterator[str]:
    yield from (element.get(name) for name in ADDRESSES if element.get(name) is not None and element.tag != "time")
    for name in SETS:
        for candidate in filter(None, (element.get(name) or "").split(",")):
            yield candidate.split()[0]


def feed_links(site: Path) -> Iterator[Link]:
    """Every address in feeds and sitemap."""
    for path in files(site, ".rss", ".atom", ".xml"):
        name = path.relative_to(site).as_posix()
        for element in etree.parse(path).iter(etree.Element):
            texts = [*element.attrib.values(), element.text or ""]
            yield from (Link(name, a, False) for text in texts for a in _typed(text))
    for path in files(site, ".json"):
        yield from (Link(path.relative_to(site).as_posix(), a, False)
                    for text in _strings(json.loads(path.read_text("utf-8"))) for a in _typed(text))


def _typed(text: str) -> list[str]:
    """The addresses in a value of a feed: it is one, or it is HTML with some inside."""
    if "<" in text:
        return [a for element in html.fragments_fromstring(f"<div>{text}</div>")[0].iter(etree.Element) for a in _addresses(element)]
    return [text.strip()] if text.strip().startswith(("http://", "https://")) else []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def broken(site: Path, base_url: str, link: Link) -> str | None:
    """Why an address of this site leads nowhere; None when it leads somewhere, or elsewhere."""
    page = f"{base_url}/{link.file.removesuffix('index.html')}"
    address = urljoin(page, link.address)
    if not f"{address}/".startswith(f"{base_url}/"):
        return None
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    target = site / (f"{path}index.html" if path == "" or path.endswith("/") else path)
    if not target.is_file():
        return f"{link.file}: {link.address}: no such file"
    if parts.fragment and target.suffix == ".html" and not parsed(target).xpath("//*[@id=$id]", id=unquote(parts.fragment)):
        return f"{link.file}: {link.address}: no such place in the page"
    return None


def clicks(site: Path) -> dict[str, int]:
    """How many links one follows to each page from the home page of either language, breadth first; pages by their path in the output."""
    edge = ["index.html", "en/index.html"]
    found = dict.fromkeys(edge, 0)
    while edge:
        following = sorted({target for page in edge for target in _leads_to(site, page)} - found.keys())
        found |= dict.fromkeys(following, found[edge[0]] + 1)
        edge = following
    return found


def _leads_to(site: Path, page: str) -> Iterator[str]:
    """The pages of the site behind the plain links of a page."""
    tree = html.document_fromstring((site / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for address in set(tree.xpath("//a/@href")):
        parts = urlsplit(urljoin(f"/{page.removesuffix('index.html')}", address))
        if not parts.netloc and parts.scheme == "" and parts.path.endswith("/"):
            target = f"{unquote(parts.path).lstrip('/')}index.html"
            if (site / target).is_file():
                yield target


def is_elsewhere(base_url: str, link: Link) -> bool:
    """Does the address leave the site?"""
    address = urljoin(f"{base_url}/{link.file}", link.address)
    return urlsplit(address).scheme in ("http", "https") and not f"{address}/".startswith(f"{base_url}/")
