"""The rules for the HTML of an item: what readers keep, and what the feed validator of the W3C says of it (its messages name them)."""

from __future__ import annotations

import re

from lxml import html

from feed_rules import Rule, is_web

# What a feed needs, all of it among what the validator and readers let through.
ELEMENTS = {"a", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span",
            "strong", "table", "tbody", "td", "tr", "ul"}
ATTRIBUTES = {"href", "title", "src", "width", "height", "alt", "lang", "start"}
# A block for newsletters is made for mail programs. What the validator tells of `role` (SecurityRiskAttr) and of some styles
# (DangerousStyleAttr) is a recommendation: readers take these away.
OF_BLOCKS = {"role", "style", "align", "valign", "bgcolor", "border", "cellpadding", "cellspacing"}


def parsed(text: str):
    return html.fragment_fromstring(text, create_parent="section")


def addresses(text: str) -> list[str]:
    return parsed(text).xpath("//@href | //@src")


def attributes(text: str) -> set[str]:
    return {name for node in parsed(text).iter(html.etree.Element) for name in node.keys()}  # noqa: SIM118 - of an element, not of a dict


def unclosed(text: str) -> list[str]:
    """Elements that begin and do not end, or the other way round; those that are empty need no end."""
    found: list[str] = []
    for end, name in re.findall(r"<(/?)([a-z][a-z0-9]*)", text):
        if end:
            if not found or found.pop() != name:
                return [name]
        elif name not in ("br", "hr", "img"):
            found.append(name)
    return found


HTML_RULES = (
    Rule("ContainsRelRef", "every address is whole: of the web, of mail or of a telephone",
         lambda text, _: all(is_web(found) or found.startswith(("mailto:", "tel:")) for found in addresses(text)),
         lambda text: text + '<p><a href="/nieuws/">x</a></p>'),
    Rule("SecurityRisk", "no element but those that readers keep",
         lambda text, _: {node.tag for node in parsed(text)[0:] for node in node.iter(html.etree.Element)} <= ELEMENTS,
         lambda text: text + "<script>x</script>"),
    Rule("SecurityRiskAttr", "no attribute but those that readers keep", lambda text, _: attributes(text) <= ATTRIBUTES | OF_BLOCKS,
         lambda text: text + '<p onclick="x">x</p>'),
    Rule("NotHtml", "what begins ends, in the right order", lambda text, _: unclosed(text) == [], lambda text: text + "<p><strong>x</p>"),
    Rule("NotHtml", "no comment and no CDATA", lambda text, _: not re.search(r"<[!?]", text), lambda text: text + "<!-- x -->"),
    Rule("NotHtml", "no span that says nothing", lambda text, _: all(node.keys() for node in parsed(text).iter("span")),
         lambda text: text + "<p><span>x</span></p>"),
    Rule("images", "every picture has a width, a height and a text in its place",
         lambda text, _: all(img.get("alt") and int(img.get("width")) > 0 and int(img.get("height")) > 0 for img in parsed(text).iter("img")),
         lambda text: text + '<img src="https://example.org/a.jpg" width="1" height="1">'),
)
