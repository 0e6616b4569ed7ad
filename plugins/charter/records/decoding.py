"""Bytes become text. What is not UTF-8 is read as what it most likely is, and told with the line as it reads."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from charter.problems import Bilingual, Problem

MAX_BYTES = 1_000_000
ENOUGH = 200        # lines that are spelled out

_HOW_NL = "sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"
_HOW_EN = "save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"
# A mark of byte order -> how Python calls what follows. That of UTF-32 begins as that of UTF-16 does, so it comes first.
_MARKED = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Without a mark: which of four bytes are zero in plain Latin text.
_ZEROS = {(1, 2, 3): "utf-32-le", (0, 1, 2): "utf-32-be", (1, 3): "utf-16-le", (0, 2): "utf-16-be"}
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\f\r"})


def decoded(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text, with line feeds, and a Problem for every line that is not UTF-8, or one for a whole file in UTF-16 or UTF-32."""
    wide = _wide(data)
    if wide:
        text = _lines(data.decode(wide, "replace").removeprefix("\ufeff"))
        return text, [_wrong(path, 1, 1, wide_encoding(wide[:6].upper()), text.split("\n", 1)[0])]
    try:
        return _lines(data.removeprefix(codecs.BOM_UTF8).decode()), []
    except UnicodeDecodeError:
        lines = list(_by_line(path, data.removeprefix(codecs.BOM_UTF8)))
        return "\n".join(line for line, _ in lines), [problem for _, problem in lines if problem][:ENOUGH]


def is_text(data: bytes) -> bool:
    """Whether a file may be text: of a photo or another program's file a fifth is controls."""
    start = data[:1000]
    return bool(_wide(data)) or len(start.translate(None, _CONTROLS)) * 5 >= len(start) * 4


def no_text(path: str) -> Problem:
    """A photo under the name of a record; see `encoding`."""
    return Problem(path, 1, 1, "error", "encoding", Bilingual(
        "dit is geen tekst maar een ander soort bestand, zoals een foto; zet hier het goede bestand",
        "this is no text but another kind of file, such as a photo; put the right file here"))


def too_big(path: str) -> Problem:
    """A file that is too big to read.

    file-too-big:
      nl: Een bestand is hoogstens 1 MB. Een groter bestand is bijna altijd een vergissing, zoals een foto met een verkeerde naam, en maakt alles traag.
      en: A file is at most 1 MB. A larger one is nearly always a slip, such as a photo with a wrong name, and slows everything down.
      fails: (een bestand van meer dan 1.000.000 bytes)
      passes: (een bestand van hoogstens 1.000.000 bytes)
    """
    return Problem(path, 1, 1, "error", "file-too-big", Bilingual(
        "dit bestand is groter dan 1 MB; zet foto's in een eigen bestand, of verdeel de ondertekeningen over meer mappen",
        "this file is larger than 1 MB; keep photos in files of their own, or divide the signings over more folders"))


def encoding(read: str) -> Bilingual:
    """Letters that are not stored as UTF-8.

    encoding:
      nl: Het bestand is opgeslagen als UTF-8. Anders worden letters als é en ö op de site andere tekens.
      en: The file is stored as UTF-8. Otherwise letters such as é and ö become other signs on the site.
      fails: (het bestand is opgeslagen als Windows-1252 of UTF-16)
      passes: (het bestand is opgeslagen als UTF-8)
    """
    return Bilingual(f"op deze regel is `{read}` niet als UTF-8 opgeslagen; {_HOW_NL}", f"on this line `{read}` is not stored as UTF-8; {_HOW_EN}")


def wide_encoding(name: str) -> Bilingual:
    """The same of a whole file."""
    return Bilingual(f"dit bestand is opgeslagen als {name}; {_HOW_NL}", f"this file is stored as {name}; {_HOW_EN}")


def _wide(data: bytes) -> str:
    """How a file in UTF-16 or UTF-32 is to be read; '' when it is neither."""
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    start = data[:400]
    # Nearly every sign of a record is Latin: of each four bytes the same ones are zero, mostly.
    return marked or _ZEROS.get(tuple(place for place in range(4) if start[place::4].count(0) * 2 > len(start[place::4])), "")


def _by_line(path: str, data: bytes) -> Iterator[tuple[str, Problem | None]]:
    """Every line as text: what is no UTF-8 is read as Windows-1252, which Dutch computers used."""
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        try:
            yield line.decode(), None
        except UnicodeDecodeError as e:
            text = _windows(line)
            before = len(line[:e.start].decode())
            sign = text[before] if text[before].isprintable() else "?"
            yield text, _wrong(path, number, before + 1, encoding(sign), text)


def _windows(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:      # five bytes that Windows-1252 does not know
        return line.decode("latin-1")


def _wrong(path: str, line: int, column: int, said: Bilingual, instead: str) -> Problem:
    return Problem(path, line, column, "error", "encoding", said, instead)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
