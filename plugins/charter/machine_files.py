"""What browsers, hosts and researchers fetch by its name: opensearch.xml, security.txt and the headers that go with every file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from charter import headers
from charter.language import LANGUAGES
from charter.pages import OutputFile
from charter.staging import digest_of
from charter.views.site import Site

_LONG_NAME, _SHORT_NAME = 48, {"nl": "Ondertekenaars", "en": "Signatories"}      # at most 48 and 16 characters (OpenSearch 1.1)


def machine_files(site: Site) -> Iterator[OutputFile]:
    """All of them; no security.txt when charter.yaml names nobody to tell."""
    for lang in LANGUAGES:
        yield _file("en/opensearch.xml" if lang == "en" else "opensearch.xml", _opensearch(site, lang))
    if site.state.programme.publisher.security:
        yield _file(".well-known/security.txt", _security(site))
    for name, text in headers.forms(site.root).items():
        yield _file(name, text)


def _file(path: str, text: str) -> OutputFile:
    data = text.encode()
    return OutputFile(path, digest_of(data), lambda: data)


def _opensearch(site: Site, lang: str) -> str:
    """A browser that has been here can search the directory from its address bar."""
    name = site.state.programme.name(lang)
    says = f"Search the signatories of the {name} by name, place or sector" if lang == "en" else f"Zoek ondertekenaars van {name} op naam, plaats of sector"
    long = f"  <LongName>{escape(name)}</LongName>\n" if len(name) <= _LONG_NAME else ""
    search = quoteattr(f"{site.absolute(site.href('directory', lang))}?q={{searchTerms}}")
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
            f"  <ShortName>{_SHORT_NAME[lang]}</ShortName>\n{long}  <Description>{escape(says)}</Description>\n"
            f'  <Url type="text/html" method="get" template={search}/>\n'
            f"  <Language>{lang}</Language>\n  <InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n")


def _security(site: Site) -> str:
    """RFC 9116: whom to tell of a weakness, and until when that holds."""
    security = site.state.programme.publisher.security
    assert security
    here = site.absolute(f"{site.root}/.well-known/security.txt")
    canonical = f"Canonical: {here}\n" if here.startswith("https://") else ""        # the RFC takes no other
    return (f"Contact: {security.contact}\nExpires: {site.zoned(security.expires).isoformat()}\n"
            f"Preferred-Languages: {', '.join(LANGUAGES)}\n{canonical}")
