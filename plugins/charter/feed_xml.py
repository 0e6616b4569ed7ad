"""A feed as RSS 2.0 and as Atom, by way of lxml: one escaping rule, and every attribute in one place."""

from __future__ import annotations

import re
from email.utils import format_datetime
from typing import Any

from charter.feed_formats import Feed, Item
from charter.photos.metadata import UNKNOWN_CREDIT

_ATOM, _MEDIA, _CONTENT, _DC, _HISTORY = (
    "http://www.w3.org/2005/Atom", "http://search.yahoo.com/mrss/", "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/syndication/history/1.0")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_GENERATOR = "Ondertekend"
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
_SPECIFICATION = "https://www.rssboard.org/rss-specification"


def _root(name: str, namespaces: dict[str | None, str], **attributes: str) -> Any:
    from lxml import etree  # costs 30 ms; a build in which no feed changed needs none of it
    return etree.Element(name, attributes, nsmap=namespaces)


def _add(parent: Any, name: str, text: str | None = None, lang: str | None = None, **attributes: str) -> Any:
    """An element at the end of another. `lang` is given where it is not that of what stands around."""
    made = parent.makeelement(name, attributes | ({_LANG: lang} if lang else {}))
    made.text = text
    parent.append(made)
    return made


def _written(root: Any) -> bytes:
    from lxml import etree
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def atom(feed: Feed) -> bytes:
    """Atom (RFC 4287); with its neighbours (RFC 5005) when it has any."""
    spaces: dict[str | None, str] = {None: _ATOM, "media": _MEDIA} | ({"fh": _HISTORY} if feed.is_archive else {})
    root = _root(f"{{{_ATOM}}}feed", spaces, **{_LANG: feed.lang})
    _atom_texts(root, id=feed.id, title=feed.title, subtitle=feed.description)
    author = _add(root, f"{{{_ATOM}}}author")
    _atom_texts(author, name=feed.author.name, **{name: said for name, said in (("uri", feed.author.url), ("email", feed.author.email)) if said})
    _atom_texts(root, generator=_GENERATOR, updated=feed.updated.isoformat())
    _add_links(root, feed, "atom")
    _add(root, f"{{{_ATOM}}}link", rel="alternate", type="text/html", hreflang=feed.lang, href=feed.home)
    for relation, address in feed.others:
        _add(root, f"{{{_ATOM}}}link", rel=relation, type=_TYPES["atom"], hreflang=feed.lang, href=address)
    if feed.is_archive:
        _add(root, f"{{{_HISTORY}}}archive")
    for item in feed.items:
        _atom_entry(root, feed, item)
    return _written(root)


def _atom_texts(parent: Any, **texts: str) -> None:
    for name, text in texts.items():
        _add(parent, f"{{{_ATOM}}}{name}", text)


def _add_links(parent: Any, feed: Feed, form: str) -> None:
    _add(parent, f"{{{_ATOM}}}link", rel="self", type=_TYPES[form], hreflang=feed.lang, href=feed.files[form])


def _atom_entry(root: Any, feed: Feed, item: Item) -> None:
    entry = _add(root, f"{{{_ATOM}}}entry")
    _atom_texts(entry, id=item.id)
    _add(entry, f"{{{_ATOM}}}title", item.title, _other(item.title_lang, feed))
    _add(entry, f"{{{_ATOM}}}link", rel="alternate", type="text/html", hreflang=feed.lang, href=item.url)
    if item.enclosure:
        _add(entry, f"{{{_ATOM}}}link", rel="enclosure", type="image/jpeg", href=item.enclosure.url, length=str(item.enclosure.jpeg.bytes))
    _atom_texts(entry, published=item.published.isoformat(), updated=item.updated.isoformat())
    for category in item.categories:
        _add(entry, f"{{{_ATOM}}}category", term=category.code, label=category.label)
    _add(entry, f"{{{_ATOM}}}summary", item.text, _other(item.text_lang, feed))
    _add(entry, f"{{{_ATOM}}}content", item.html, type="html")
    _add_photo(entry, feed, item)


def rss(feed: Feed) -> bytes:
    """RSS 2.0 with content:encoded, an enclosure and media:content for the photo. What is about the feed stands before its items."""
    root = _root("rss", {"atom": _ATOM, "content": _CONTENT, "dc": _DC, "media": _MEDIA}, version="2.0")
    channel = _add(root, "channel")
    for name, text in (("title", feed.title), ("link", feed.home), ("description", feed.description), ("language", feed.lang)):
        _add(channel, name, text)
    if feed.author.email:
        _add(channel, "managingEditor", f"{feed.author.email} ({feed.author.name})")
    for name, text in (("lastBuildDate", format_datetime(feed.updated)), ("generator", _GENERATOR), ("docs", _SPECIFICATION)):
        _add(channel, name, text)
    _add_links(channel, feed, "rss")
    for item in feed.items:
        _rss_item(channel, feed, item)
    return _written(root)


def _rss_item(channel: Any, feed: Feed, item: Item) -> None:
    """`author` would have to be an e-mail address, so who wrote it is said in Dublin Core; so is another language."""
    node = _add(channel, "item")
    _add(node, "title", item.title, _other(item.title_lang, feed))
    _add(node, "link", item.url)
    _add(node, "guid", item.id, isPermaLink="false")
    _add(node, "pubDate", format_datetime(item.published))
    _add(node, f"{{{_ATOM}}}updated", item.updated.isoformat())
    _add(node, f"{{{_DC}}}creator", feed.author.name)
    if item.lang != feed.lang:
        _add(node, f"{{{_DC}}}language", item.lang)
    for category in item.categories:
        _add(node, "category", category.label)
    if item.enclosure:
        _add(node, "enclosure", url=item.enclosure.url, length=str(item.enclosure.jpeg.bytes), type="image/jpeg")
    _add(node, "description", _as_html(item.text), _other(item.text_lang, feed))
    _add(node, f"{{{_CONTENT}}}encoded", item.html)
    _add_photo(node, feed, item)


def _as_html(text: str) -> str:
    """A plain text for readers that take it for HTML, as the specification lets them: & Co. stays, what would begin a tag or a sign does not."""
    return re.sub(r"&(?=[#\w])|<", lambda found: "&amp;" if found[0] == "&" else "&lt;", text)


def _add_photo(node: Any, feed: Feed, item: Item) -> None:
    """Media RSS: the photo with its size, its description and, when that is known, its photographer."""
    if item.enclosure is None:
        return
    url, jpeg, image = item.enclosure
    content = _add(node, f"{{{_MEDIA}}}content", url=url, medium="image", type="image/jpeg", fileSize=str(jpeg.bytes),
                   width=str(jpeg.width), height=str(jpeg.height))
    _add(content, f"{{{_MEDIA}}}description", image.alt, _other(image.alt_lang, feed), type="plain")
    if image.credit.lower() != UNKNOWN_CREDIT:
        _add(content, f"{{{_MEDIA}}}credit", image.credit, role="photographer", scheme="urn:ebu")


def _other(lang: str, feed: Feed) -> str | None:
    return lang if lang != feed.lang else None
