"""The many ways in which one text may be written, brought back to one.

Squeezed is for finding: ASCII letters and digits only, in lower case, so that white space, tags, accents, NULs of UTF-16
and punctuation cannot hide anything. It finds too much; a pattern on the folded text then decides.
"""

from __future__ import annotations

import html
import re
import string
import unicodedata
from functools import lru_cache
from html.entities import html5
from urllib.parse import unquote_to_bytes

LOWER = bytes(range(256)).lower()
NOISE = bytes(set(range(256)) - set((string.ascii_letters + string.digits).encode()))
NOISE_IN_LINES = NOISE.replace(b"\n", b"")
TAG = re.compile(rb"(<[^<>]*>)")        # without another < in it: what was never closed hides nothing
BROKEN = "\x01"                         # stands where a tag stood
ROUNDS = 3                              # of what was escaped twice
LONGEST_ENTITY = 100    # characters; the longest name has 33
FREELY = 10         # letters from which on a text is also found with spaces inside its words

_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|([^\n]))")
# The names that need no semicolon are named: the library tries each beginning of "&utm_medium=social" for one, a hundred times as long.
_OPEN = "|".join(sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True))
_ENTITY = re.compile(rf"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;|{_OPEN})".encode())
_ZEROS = re.compile(rb"^(&#[xX]?)0+(?=[0-9a-fA-F])")
_SPACES = dict.fromkeys((b"n", b"r", b"t", b"b", b"f"), b" ")
_UTF16 = re.compile(r"\0(?=.\0)|(?<=\0.)\0", re.DOTALL)
_PADDING = re.compile(r"\0{2,}")         # behind a text in EXIF; UTF-16 has one at a time
_INSIDE = f"[{BROKEN}\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]*"        # nobody sees these in a word


def squeezed(data: bytes) -> bytes:
    """ASCII letters and digits, in lower case."""
    return data.translate(LOWER, NOISE)


def folded(text: str) -> str:
    """In lower case and without accents; line feeds stay."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    for accent in filter(unicodedata.combining, set(plain)):      # a long text has few different signs
        plain = plain.replace(accent, "")
    return plain.casefold()


@lru_cache(maxsize=20_000)
def variants(text: str) -> frozenset[bytes]:
    """The squeezed forms of a text: as typed, with accents taken off, and with what looks like an escape in it undone."""
    forms = {text.encode(), folded(text).encode(), deciphered(text.encode())}
    return frozenset(map(squeezed, forms))


def deciphered(data: bytes) -> bytes:
    """With entities, %XX and backslash escapes as the characters that they stand for."""
    for _ in range(ROUNDS):
        before = data
        if b"&" in data:
            data = _ENTITY.sub(lambda found: _character(found[0]), data)
        if b"%" in data:
            data = unquote_to_bytes(data)
        if b"\\" in data:
            data = _ESCAPE.sub(_escaped, data)
        if data == before:
            break
    return data


@lru_cache(maxsize=1000)        # the library takes a microsecond for each
def _character(entity: bytes) -> bytes:
    short = _ZEROS.sub(rb"\1", entity)
    # Python reads no number of more than 4,300 digits, and there is no such character.
    return html.unescape(short.decode()).encode() if len(short) < LONGEST_ENTITY else entity


def _escaped(found: re.Match[bytes]) -> bytes:
    code, byte, octal, other = found.groups()
    if code:
        return chr(int(code, 16)).encode("utf-8", "surrogatepass")
    if byte or octal:
        return bytes([int(byte, 16) if byte else int(octal, 8)])
    return _SPACES.get(other, other)


def apart(data: bytes) -> tuple[bytes, bytes]:
    """The text around the tags, and the tags one after another."""
    parts = TAG.split(data)
    return b"".join(parts[::2]), BROKEN.encode().join(parts[1::2])


def as_text(data: bytes) -> str:
    """Bytes as characters, whatever they are. A NUL parts words, but for those of UTF-16."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return _UTF16.sub("", _PADDING.sub(" ", text)).replace("\0", " ")


def views(data: bytes) -> tuple[str, str]:
    """What a pattern is looked for in: the folded text with BROKEN for every tag, and the folded tags. Lines keep their number."""
    plain = deciphered(data)
    text = TAG.sub(lambda tag: BROKEN.encode() + b"\n" * tag[0].count(b"\n"), plain)
    return folded(as_text(text)), folded(as_text(BROKEN.encode().join(TAG.findall(plain))))


@lru_cache(maxsize=20_000)
def pattern_of(text: str) -> re.Pattern[str]:
    """Finds a text as whole words in folded text, broken up by tags, spaces and signs.

    In a short one only what nobody sees may break up a word: "an smit" does not stand in "an s mit". Letters with an
    accent are also found as what a wrong encoding makes of them.
    """
    words = [[_letter(c) for c in word] for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))]
    if sum(map(len, words)) >= FREELY:
        inner = r"[\W_]*".join(letter for word in words for letter in word)
    else:
        inner = r"[\W_]*".join(map(_INSIDE.join, words))
    return re.compile(rf"(?<![^\W_]){inner}(?![^\W_])")


def _letter(letter: str) -> str:
    plain = re.escape(folded(letter))
    return plain if letter.isascii() else rf"(?:{plain}|[^a-z0-9\s]{{1,3}}|a\W)"       # é, é as ?, as Ã©
