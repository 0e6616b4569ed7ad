"""The rules of RSS 2.0, each with its section in the specification of the RSS Advisory Board (version 2.0.11) or in its best practices.

As strict as the feed validator of the W3C; where only that asks for something, it stands as "validator" with the name of its message.
"""

from __future__ import annotations

import re

from lxml import etree

from feed_rules import (
    LANGUAGES,
    MEDIA_RULES,
    MIME,
    XML_LANG,
    Rule,
    added,
    dropped,
    found,
    is_clean,
    is_date,
    is_moment,
    is_web,
    last,
    put,
    said,
    twice,
    unique,
    without,
)

CHANNEL = {"title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "category", "generator",
           "docs", "cloud", "ttl", "image", "textInput", "skipHours", "skipDays", "item"}
ITEM = {"title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"}
NAMESPACES = {"atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/",
              "media": "http://search.yahoo.com/mrss/"}
ADDRESS = re.compile(r"[\w.+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+ \(.+\)").fullmatch


def own(node, known: set[str]) -> bool:
    """Of the elements without a namespace only these."""
    return all(child.tag in known for child in node if not child.tag.startswith("{"))


def once(node, *repeated: str) -> bool:
    """Every child stands there once, but for those that may come again."""
    return unique([child.tag for child in node if child.tag not in repeated])


def in_items(root, name: str, fits) -> bool:
    return all(fits(node.text) for node in found(root, f"//item/{name}"))


RSS_RULES = (
    Rule("What is RSS", "rss, version 2.0, with one channel and no other element",
         lambda root, _: (root.tag, root.get("version"), [c.tag for c in root]) == ("rss", "2.0", ["channel"]), put("/rss", "version", "2")),
    Rule("Required channel elements", "title, link and description, each with a text",
         lambda root, _: all(is_clean(root[0].findtext(name)) for name in ("title", "link", "description")), said("/rss/channel/title", "")),
    Rule("Required channel elements", "link is a whole web address", lambda root, _: is_web(root[0].findtext("link")), said("/rss/channel/link", "/nieuws/")),
    Rule("Optional channel elements", "no element that RSS does not have", lambda root, _: own(root[0], CHANNEL), added("/rss/channel", "updated")),
    Rule("Optional channel elements", "each once, but for items and categories",
         lambda root, _: once(root[0], "item", "category"), twice("/rss/channel/generator")),
    Rule("validator: MisplacedItem", "what is about the channel stands before its items",
         lambda root, _: not found(root, "/rss/channel/item/following-sibling::*[not(self::item)]"), last("/rss/channel/docs")),
    Rule("Optional channel elements, language", "a code of a language", lambda root, _: root[0].findtext("language") in LANGUAGES, said("//language", "dutch")),
    Rule("Optional channel elements, managingEditor", "an e-mail address, and the name between brackets",
         lambda root, _: all(ADDRESS(node.text) for node in found(root, "/rss/channel/managingEditor")), said("//managingEditor", "Stichting Voorbeeld")),
    Rule("Optional channel elements, lastBuildDate", "a date of RFC 822, year in four digits", lambda root, _: is_date(root[0].findtext("lastBuildDate")),
         said("//lastBuildDate", "Thu, 03 Sep 26 00:00:00 +0200")),
    Rule("Optional channel elements, docs", "a whole web address", lambda root, _: all(is_web(node.text) for node in found(root, "/rss/channel/docs")),
         said("//docs", "rssboard.org")),
    Rule("Best practices, atom:link", "one rel self, with the address and the type of the feed",
         lambda root, address: [(link.get("href"), link.get("type")) for link in found(root, "/rss/channel/a:link[@rel='self']")] == [
             (address, "application/rss+xml")], put("/rss/channel/a:link", "href", "https://elsewhere.example.org/feeds/nieuws.rss")),
    Rule("Elements of item", "no element that RSS does not have", lambda root, _: all(own(item, ITEM) for item in found(root, "//item")),
         added("//item", "published")),
    Rule("Elements of item", "each once, but for categories", lambda root, _: all(once(item, "category") for item in found(root, "//item")),
         twice("//item/pubDate")),
    Rule("Elements of item", "a title and a description, each with a text",
         lambda root, _: all(is_clean(item.findtext(name)) for item in found(root, "//item") for name in ("title", "description")), dropped("//item/description")),
    Rule("Elements of item, description", "HTML, in which no text begins a tag and no sign is left open",
         lambda root, _: in_items(root, "description", lambda text: not re.search(r"<|&(?:#|\w+\b(?!;))", text)), said("//item/description", "R&D <b>")),
    Rule("Elements of item, link", "a whole web address", lambda root, _: in_items(root, "link", is_web), said("//item/link", "nieuws/a/")),
    Rule("guid sub-element of item", "every item has one, and no other item has the same",
         lambda root, _: unique(found(root, "//guid/text()")) and len(found(root, "//guid")) == len(found(root, "//item")), twice("//item")),
    Rule("guid sub-element of item", "isPermaLink is false for what is no web address",
         lambda root, _: all(node.get("isPermaLink") == "false" for node in found(root, "//guid") if not is_web(node.text)), without("//guid", "isPermaLink")),
    Rule("Elements of item, pubDate", "a date of RFC 822 that is right", lambda root, _: in_items(root, "pubDate", is_date),
         said("//item/pubDate", "Mon, 03 Sep 2026 00:00:00 +0200")),
    Rule("author sub-element of item", "an e-mail address, or none: who wrote it stands in dc:creator",
         lambda root, _: in_items(root, "author", ADDRESS) and all(is_clean(node.text) for node in found(root, "//item/dc:creator")),
         added("//item", "author", "Stichting Voorbeeld")),
    Rule("validator: DuplicateSemantics", "no author and no managingEditor beside dc:creator of the same element",
         lambda root, _: not found(root, "//*[dc:creator and (author or managingEditor)]"), added("//item", "author", "a@example.org (A)")),
    Rule("category sub-element of item", "a text", lambda root, _: in_items(root, "category", is_clean), said("//item/category", " ")),
    Rule("enclosure sub-element of item", "url, length and type, and nothing else",
         lambda root, _: all(set(e.keys()) == {"url", "length", "type"} for e in found(root, "//enclosure")), without("//enclosure", "length")),
    Rule("enclosure sub-element of item", "url is a whole web address, length a whole number above 0, type a media type",
         lambda root, _: all(is_web(e.get("url")) and re.fullmatch("[1-9][0-9]*", e.get("length")) and MIME(e.get("type")) for e in found(root, "//enclosure")),
         put("//enclosure", "length", "0")),
    Rule("validator: NeedDescriptionBeforeContent", "description stands before content:encoded",
         lambda root, _: not found(root, "//content:encoded[not(preceding-sibling::description)]"), last("//item/description")),
    Rule("Best practices, content:encoded", "there is one with a text", lambda root, _: all(item.findtext("content:encoded", namespaces=NAMESPACES)
                                                                                     for item in found(root, "//item")), dropped("//content:encoded")),
    Rule("Extending RSS", "namespaces at the addresses and with the prefixes that everybody uses",
         lambda root, _: {(prefix, uri) for node in root.iter() for prefix, uri in node.nsmap.items()} <= set(NAMESPACES.items()),
         lambda root: root[0].append(etree.Element("{http://search.yahoo.com/mrss}content"))),
    Rule("RFC 4287, 3.3", "atom:updated is a moment of RFC 3339, and not before the item was published",
         lambda root, _: all(is_moment(node.text) for node in found(root, "//item/a:updated")), said("//item/a:updated", "2026-09-03T00:00:00")),
    Rule("XML 1.0, 2.12", "xml:lang and dc:language are codes of languages",
         lambda root, _: {node.get(XML_LANG) for node in root.iter() if node.get(XML_LANG)} | set(found(root, "//dc:language/text()")) <= set(LANGUAGES),
         put("//item/title", XML_LANG, "nederlands")),
    *MEDIA_RULES,
)
