"""The texts of XMP: the few fields that photographers fill in. Without document types, so nothing in it can grow or point elsewhere."""

from __future__ import annotations

from xml.parsers import expat

_DC, _PHOTOSHOP, _RDF = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIELDS = {f"{_DC} {name}": name for name in ("description", "title", "creator")} | {f"{_PHOTOSHOP} {name}": name for name in ("Headline", "Credit")}


class _Refused(Exception):
    """XMP with a document type, which no program writes."""


def xmp_texts(data: bytes) -> dict[str, str]:
    """description, title, creator (joined with commas), Headline and Credit, as far as they are there; of what is broken, nothing."""
    found: dict[str, list[str]] = {}
    try:
        _parser(found).Parse(data.rstrip(b"\0 \n"), True)
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return {}
    first = {name: texts[:1] for name, texts in found.items() if name != "creator"}       # of several languages the first is the default
    return {name: ", ".join(texts) for name, texts in (found | first).items() if texts}


def _parser(found: dict[str, list[str]]) -> expat.XMLParserType:
    """Fills `found`: a field is text, a list of texts or an attribute."""
    parser = expat.ParserCreate(namespace_separator=" ")
    inside: list[str] = []
    texts: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key in _FIELDS and value.strip():
                found.setdefault(_FIELDS[key], []).append(value)
        if name in _FIELDS:
            inside.append(_FIELDS[name])
        texts.clear()

    def end(name: str) -> None:
        text = "".join(texts).strip()
        if inside and text and (name == f"{_RDF} li" or name in _FIELDS):
            found.setdefault(inside[-1], []).append(text)
        if name in _FIELDS and inside:
            inside.pop()
        texts.clear()

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, texts.append
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise _Refused
