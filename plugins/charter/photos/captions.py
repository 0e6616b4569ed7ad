"""What a photo says of itself: caption, photographer and moment, from IPTC, XMP and EXIF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from charter.photos.embedded import ARTIST, DESCRIPTION, TAKEN, exif_texts, iptc_texts, notes_of
from charter.photos.source import open_file, open_image, readable
from charter.photos.xmp import xmp_texts

LONGEST = 4000      # characters of a caption; IPTC itself allows 2,000

# Of IPTC-IIM 4.2, the record that is about what is shown.
_IPTC_CAPTION = ((2, 120), (2, 105), (2, 5))        # caption, headline, object name
_IPTC_CREDIT = ((2, 80), (2, 110))                  # by-line, credit
_XMP_CAPTION = ("description", "Headline", "title")
_XMP_CREDIT = ("creator", "Credit")
# What cameras fill in by themselves.
_CAMERA = re.compile(r"(?:olympus digital camera|sony dsc|kodak .*camera|samsung.*|dcim\W.*|untitled|picasa|default|unknown|onbekend|user|owner)\W*", re.IGNORECASE)

_BEFORE_A_NAME = re.compile(r"^(?:©|\(c\)|copyright\b|(?:19|20)\d\d\b|(?:foto(?:graaf|grafie)?|photo(?:grapher|graphy)?)(?: ?:| (?:by|door)\b)|\s)+", re.IGNORECASE)


class Caption(NamedTuple):
    """`text` is one field a line; `credit` is the photographer; `taken` is as EXIF writes it, 2026:03:12 15:04:05. '' is nothing."""

    text: str = ""
    credit: str = ""
    taken: str = ""


def read_caption(path: Path) -> Caption:
    """What stands in the file; broken notes count as none. Raises PhotoRefused."""
    with open_file(path) as stream:
        kind, _, _ = open_image(stream, path.name)
        with readable(path.name):
            notes = notes_of(stream, kind)
    iptc, xmp, exif = iptc_texts(notes.resources), xmp_texts(notes.xmp), exif_texts(notes.exif)
    captions = [*(iptc.get(key) for key in _IPTC_CAPTION), *(xmp.get(key) for key in _XMP_CAPTION), exif.get(DESCRIPTION)]
    makers = [*(iptc.get(key) for key in _IPTC_CREDIT), *(xmp.get(key) for key in _XMP_CREDIT), exif.get(ARTIST)]
    return Caption("\n".join(_once(map(_clean, captions)))[:LONGEST], next(filter(None, map(_bare, makers)), ""), _moment(exif.get(TAKEN)))


def _clean(text: str | None) -> str:
    """Without signs that nobody sees; spaces once, paragraphs on a line of their own."""
    lines = ("".join(c if c.isprintable() else " " for c in re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", line)) for line in (text or "")[:LONGEST].splitlines())
    text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    return "" if _CAMERA.fullmatch(text) else text


def _bare(text: str | None) -> str:
    """Only the name: the site writes the © itself."""
    line = _BEFORE_A_NAME.sub("", _clean(text).replace("\n", " "))
    return line if len(line) <= 200 else ""


def _once(texts: Iterable[str]) -> Iterator[str]:
    """Each once: programs write one caption in three places."""
    seen: list[str] = []
    for text in filter(None, texts):
        if not any(text in before for before in seen):
            seen.append(text)
            yield text


def _moment(text: str | None) -> str:
    found = re.match(r"\d{4}:[01]\d:[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d", text or "")
    return found[0] if found and not found[0].startswith("0000") else ""
