"""What a picture says of itself when it leaves: who made it and what is allowed, as EXIF and as XMP. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

UNKNOWN_CREDIT = "onbekend"
ARTIST, COPYRIGHT = 0x013B, 0x8298  # in EXIF
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


@dataclass(frozen=True)
class Rights:
    """The maker of a photo and its licence, each as one line; empty when nobody knows."""

    credit: str = ""
    licence: str = ""

    @property
    def maker(self) -> str:
        """The name without © before it; '' when the record says that it is unknown."""
        name = _line(self.credit).removeprefix("©").strip()
        return "" if name.lower() == UNKNOWN_CREDIT else name

    def options(self) -> dict[str, bytes]:
        """What Pillow's save() takes; nothing of what there is not."""
        return {name: data for name, data in (("exif", self.exif()), ("xmp", self.xmp())) if data}

    def exif(self) -> bytes:
        """Artist and Copyright; b'' when the maker is unknown."""
        from PIL import Image

        if not self.maker:
            return b""
        exif = Image.Exif()
        exif[ARTIST] = self.maker.encode()  # as bytes: of a str Pillow makes "Jos?"
        exif[COPYRIGHT] = f"© {self.maker}".encode()
        return exif.tobytes()

    def xmp(self) -> bytes:
        """The same as XMP, with the credit line and the licence as usage terms; b'' when there is nothing to say.

        Fields as in the IPTC Photo Metadata Standard: creator, copyright notice, credit line, rights usage terms.
        """
        said = [*self._about_the_maker(), *self._licence()]
        if not said:
            return b""
        spaces = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in _NAMESPACES.items() if prefix != "rdf")
        return (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf={quoteattr(_NAMESPACES["rdf"])}>'
                f'<rdf:Description rdf:about=""{spaces}>{"".join(said)}</rdf:Description></rdf:RDF></x:xmpmeta>').encode()

    def _about_the_maker(self) -> list[str]:
        if not self.maker:
            return []
        name = escape(self.maker)
        return [f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>",
                _in_any_language("dc:rights", f"© {name}"), f"<photoshop:Credit>{name}</photoshop:Credit>"]

    def _licence(self) -> list[str]:
        licence = _line(self.licence)
        return [_in_any_language("xmpRights:UsageTerms", escape(licence))] if licence else []


def _in_any_language(tag: str, text: str) -> str:
    return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></{tag}>'


def _line(text: str) -> str:
    """On one line, without signs that no XML may hold."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
