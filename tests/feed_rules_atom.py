"""The rules of Atom that no grammar can say, each with its section of RFC 4287 or RFC 5005.

As strict as the feed validator of the W3C; where only that asks for something, it stands as "validator" with the name of its message.
"""

from __future__ import annotations

import re

from feed_rules import (
    LANGUAGES,
    MEDIA_RULES,
    MIME,
    UUID,
    XML_LANG,
    Rule,
    added,
    dropped,
    found,
    is_clean,
    is_moment,
    is_web,
    last,
    put,
    said,
    twice,
    unique,
)

RELATIONS = {"self", "alternate", "enclosure", "current", "prev-archive", "next-archive"}
PREFIXES = {None: "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/", "fh": "http://purl.org/syndication/history/1.0"}


def texts(root, path: str) -> list[str]:
    return [node.text or "" for node in found(root, path)]


def links(node) -> list[tuple]:
    """What must differ between two links of one element."""
    return [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in found(node, "a:link")]


ATOM_RULES = (
    Rule("4.1.1", "the feed has an author, so no entry needs one", lambda root, _: len(found(root, "/a:feed/a:author")) == 1, dropped("/a:feed/a:author")),
    Rule("4.1.1", "one link rel self, with the address and the type of the feed",
         lambda root, address: [(link.get("href"), link.get("type")) for link in found(root, "/a:feed/a:link[@rel='self']")] == [(address, "application/atom+xml")],
         put("/a:feed/a:link[@rel='self']", "href", "https://charter.example.org/feeds/nieuws.xml")),
    Rule("4.1.1", "no two links of one relation, type and language",
         lambda root, _: unique(links(root)), twice("/a:feed/a:link[@rel='alternate']")),
    Rule("validator: MisplacedMetadata", "what is about the feed stands before its entries",
         lambda root, _: not found(root, "/a:feed/a:entry/following-sibling::*[not(self::a:entry)]"), last("/a:feed/a:subtitle")),
    Rule("4.1.2", "every entry has content and a link rel alternate",
         lambda root, _: all(e.findtext("{*}content") and "alternate" in [rel for rel, *_ in links(e)] for e in found(root, "//a:entry")),
         dropped("//a:entry/a:link[@rel='alternate']")),
    Rule("4.1.2", "no two links rel alternate of one type and language",
         lambda root, _: all(unique(links(e)) for e in found(root, "//a:entry")), twice("//a:entry/a:link[@rel='alternate']")),
    Rule("4.2.6", "ids are unique, in the one form that a UUID has, without white space",
         lambda root, _: unique(texts(root, "//a:entry/a:id")) and all(map(UUID, texts(root, "//a:id"))),
         said("//a:entry/a:id", "urn:uuid:D1FA1E72-9565-582F-891A-3DE3AB33DA1A")),
    Rule("4.2.14", "titles have a text", lambda root, _: all(map(is_clean, texts(root, "//a:title"))), said("//a:entry/a:title", "")),
    Rule("4.2.13", "summaries have a text, and so does the subtitle", lambda root, _: all(map(is_clean, texts(root, "//a:summary | //a:subtitle"))),
         said("//a:summary", " Op 3 september")),
    Rule("4.1.3", "content is html, and no other way to say something",
         lambda root, _: {node.get("type") for node in found(root, "//a:content")} <= {"html"}, put("//a:content", "type", "text/html")),
    Rule("3.2", "a person has a name, and web and e-mail addresses that are some",
         lambda root, _: all(is_clean(node.findtext("{*}name")) and all(is_web(uri) for uri in texts(node, "a:uri"))
                             and all(re.fullmatch(r"[\w.+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+", mail) for mail in texts(node, "a:email"))
                             for node in found(root, "//a:author")), added("/a:feed/a:author", "{http://www.w3.org/2005/Atom}uri", "www.example.org")),
    Rule("3.3", "moments of RFC 3339 with a zone, none in time to come", lambda root, _: all(map(is_moment, texts(root, "//a:updated | //a:published"))),
         said("//a:entry/a:updated", "2026-09-03T00:00:00")),
    Rule("4.2.15", "an entry was not changed before it was published, and the feed changed with its last entry",
         lambda root, _: all(e.findtext("{*}published") <= e.findtext("{*}updated") for e in found(root, "//a:entry"))
         and texts(root, "/a:feed/a:updated") == [max(texts(root, "//a:entry/a:updated"), default=texts(root, "/a:feed/a:updated")[0])],
         said("/a:feed/a:updated", "2026-10-31T00:00:00+01:00")),
    Rule("4.2.7.1", "links lead to whole web addresses", lambda root, _: all(is_web(link.get("href")) for link in found(root, "//a:link")),
         put("//a:entry/a:link", "href", "/nieuws/a/")),
    Rule("4.2.7.2", "relations that are registered", lambda root, _: {link.get("rel") for link in found(root, "//a:link")} <= RELATIONS,
         put("/a:feed/a:link[@rel='alternate']", "rel", "home")),
    Rule("4.2.7.3", "links say the media type of what they lead to", lambda root, _: all(MIME(link.get("type") or "") for link in found(root, "//a:link")),
         put("//a:entry/a:link", "type", "html")),
    Rule("4.2.7.4", "hreflang is a code of a language",
         lambda root, _: {link.get("hreflang") for link in found(root, "//a:link[not(@rel='enclosure')]")} <= set(LANGUAGES),
         put("//a:entry/a:link", "hreflang", "Dutch")),
    Rule("4.2.7.6", "enclosures have their length in bytes, and an entry has one at most",
         lambda root, _: all(re.fullmatch("[1-9][0-9]*", link.get("length", "")) for link in found(root, "//a:link[@rel='enclosure']"))
         and all(len(found(e, "a:link[@rel='enclosure']")) <= 1 for e in found(root, "//a:entry")), put("//a:link[@rel='enclosure']", "length", "76 kB")),
    Rule("4.2.2", "categories have a code and a label with a text, each once in an entry",
         lambda root, _: all(is_clean(c.get("label")) and re.fullmatch("[a-z0-9-]+", c.get("term")) for c in found(root, "//a:category"))
         and all(unique([c.get("term") for c in found(e, "a:category")]) for e in found(root, "//a:entry")), twice("//a:category")),
    Rule("2", "xml:lang is a code of a language, and the feed has one",
         lambda root, _: root.get(XML_LANG) in LANGUAGES and {node.get(XML_LANG) for node in root.iter() if node.get(XML_LANG)} <= set(LANGUAGES),
         put("//a:entry/a:title", XML_LANG, "nederlands")),
    Rule("6.4", "other namespaces at the addresses and with the prefixes that everybody uses, Atom itself without one",
         lambda root, _: {pair for node in root.iter() for pair in node.nsmap.items()} <= set(PREFIXES.items()),
         added("/a:feed", "{http://search.yahoo.com/mrss}title")),
    Rule("RFC 5005, 4", "an archive, and nothing else, says so and where the feed itself is",
         lambda root, _: [len(found(root, f"/a:feed/{path}")) for path in ("fh:archive", "a:link[@rel='current']")] in ([0, 0], [1, 1]),
         added("/a:feed", "{http://purl.org/syndication/history/1.0}archive", "")),
    *MEDIA_RULES,
)
