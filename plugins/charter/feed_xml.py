"""A feed as RSS 2.0 and as Atom: feedgen behind one wrapper, and afterwards what it loses or does not know."""

from __future__ import annotations

import re
from typing import Any

from charter.feed_formats import Feed, Item
from charter.photos.metadata import UNKNOWN_CREDIT

_ATOM, _MEDIA, _DC, _HISTORY = (
    "http://www.w3.org/2005/Atom", "http://search.yahoo.com/mrss/", "http://purl.org/dc/elements/1.1/", "http://purl.org/syndication/history/1.0")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
_SPECIFICATION = "https://www.rssboard.org/rss-specification"


def _generator(feed: Feed, form: str) -> Any:
    """A feedgen feed with what both formats say of it. RSS takes the last link as the channel's."""
    from feedgen.feed import FeedGenerator  # lxml costs 30 ms; a build in which no feed changed needs none of it
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.description)
    made.description(feed.description)
    made.language(feed.lang)
    made.author({name: said for name, said in (("name", feed.author.name), ("email", feed.author.email), ("uri", feed.author.url)) if said})
    made.generator("Ondertekend")
    made.docs(_SPECIFICATION)
    made.updated(feed.updated)
    made.lastBuildDate(feed.updated)
    made.link(rel="self", type=_TYPES[form], hreflang=feed.lang, href=feed.files[form])
    made.link(rel="alternate", type="text/html", hreflang=feed.lang, href=feed.home)
    for relation, address in feed.others if form == "atom" else ():
        made.link(rel=relation, type=_TYPES[form], hreflang=feed.lang, href=address)
    return made


def atom(feed: Feed) -> bytes:
    """Atom (RFC 4287); with its neighbours (RFC 5005) when it has any."""
    from lxml import etree
    made = _generator(feed, "atom")
    for item in feed.items:
        entry = _entry(made, item)
        entry.id(item.id)
        entry.summary(item.text)
        entry.content(item.html, type="html")
        entry.published(item.published)
        entry.updated(item.updated)
    root = etree.fromstring(made.atom_str())
    entries = root.findall(f"{{{_ATOM}}}entry")
    if feed.is_archive:
        root.insert(root.index(entries[0]), root.makeelement(f"{{{_HISTORY}}}archive"))
    for node, item in zip(entries, feed.items, strict=True):
        _finish_entry(node, feed, item)
    return _written(root, {"media": _MEDIA} | ({"fh": _HISTORY} if feed.is_archive else {}))


def rss(feed: Feed) -> bytes:
    """RSS 2.0 with content:encoded, an enclosure and media:content for the photo."""
    from lxml import etree
    made = _generator(feed, "rss")
    if feed.author.email:
        made.managingEditor(f"{feed.author.email} ({feed.author.name})")
    for item in feed.items:
        entry = _entry(made, item)
        entry.guid(item.id, permalink=False)
        entry.description(_as_html(item.text or item.title))
        entry.content(item.html)
        entry.pubDate(item.published)
        if item.enclosure:
            entry.enclosure(item.enclosure.url, str(item.enclosure.jpeg.bytes), "image/jpeg")
    root = etree.fromstring(made.rss_str())
    for node, item in zip(root.iter("item"), feed.items, strict=True):
        _finish_item(node, feed, item)
    return _written(root, {"atom": _ATOM, "dc": _DC, "media": _MEDIA})


def _entry(made: Any, item: Item) -> Any:
    """What both formats say of an item; feedgen puts the newest first unless told otherwise."""
    entry = made.add_entry(order="append")
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate")
    for category in item.categories:
        entry.category(term=category.code, label=category.label)
    return entry


def _as_html(text: str) -> str:
    """A plain text for readers that take it for HTML, as the specification lets them: & Co. stays, what would begin a tag or a sign does not."""
    return re.sub(r"&(?=[#\w])|<", lambda found: "&amp;" if found[0] == "&" else "&lt;", text)


def _finish_entry(node: Any, feed: Feed, item: Item) -> None:
    """Of an entry's links feedgen 1.0 keeps the address alone (a shadowed loop variable), and it knows no xml:lang."""
    link = node.find(f"{{{_ATOM}}}link")
    link.attrib.update({"rel": "alternate", "type": "text/html", "hreflang": feed.lang})
    if item.enclosure:
        link.addnext(node.makeelement(link.tag, {"rel": "enclosure", "type": "image/jpeg", "href": item.enclosure.url,
                                                 "length": str(item.enclosure.jpeg.bytes)}))
    for name, lang in (("title", item.title_lang), ("summary", item.text_lang)):
        _in_language(node.find(f"{{{_ATOM}}}{name}"), lang, feed)
    _add_photo(node, feed, item)


def _finish_item(node: Any, feed: Feed, item: Item) -> None:
    """`author` would have to be an e-mail address, so who wrote it is said in Dublin Core; so is another language."""
    _add(node, f"{{{_ATOM}}}updated", item.updated.isoformat())
    _add(node, f"{{{_DC}}}creator", feed.author.name)
    if item.lang != feed.lang:
        _add(node, f"{{{_DC}}}language", item.lang)
    for name, lang in (("title", item.title_lang), ("description", item.text_lang)):
        _in_language(node.find(name), lang, feed)
    _add_photo(node, feed, item)


def _add_photo(node: Any, feed: Feed, item: Item) -> None:
    """Media RSS: the photo with its size, its description and, when that is known, its photographer."""
    if item.enclosure is None:
        return
    url, jpeg, image = item.enclosure
    content = _add(node, f"{{{_MEDIA}}}content", url=url, medium="image", type="image/jpeg", fileSize=str(jpeg.bytes),
                   width=str(jpeg.width), height=str(jpeg.height))
    _in_language(_add(content, f"{{{_MEDIA}}}description", image.alt, type="plain"), image.alt_lang, feed)
    if image.credit.lower() != UNKNOWN_CREDIT:
        _add(content, f"{{{_MEDIA}}}credit", image.credit, role="photographer", scheme="urn:ebu")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """An element at the end of another."""
    made = parent.makeelement(name, attributes)
    made.text = text
    parent.append(made)
    return made


def _in_language(node: Any, lang: str, feed: Feed) -> None:
    """Said where it is not the language of the feed."""
    if node is not None and lang != feed.lang:
        node.set(_LANG, lang)


def _written(root: Any, spaces: dict[str, str]) -> bytes:
    from lxml import etree
    etree.cleanup_namespaces(root, top_nsmap=spaces, keep_ns_prefixes=[*spaces, "content"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
