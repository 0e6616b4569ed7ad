"""What social networks take, and how each counts: characters, weighted characters or graphemes; a text shortened to fit."""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import regex


class Network(NamedTuple):
    """One network; networks.json says what each figure is and where it comes from."""

    id: str
    label: str
    limit: int
    unit: Literal["characters", "weighted", "graphemes"]
    bytes: int | None           # the most bytes in UTF-8
    url: int | None             # what a link counts as
    alt: int                    # the most characters of an alternative text
    hashtags: int | None        # the most in one post
    picture: Literal["card", "square"]
    width: int                  # of the picture, in pixels
    height: int
    links: bool                 # whether a link in a post can be followed
    mention: str
    profile: str


_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("networks.json").read_text("utf-8"))
AS_OF: str = _DATA["as_of"]
NETWORKS: dict[str, Network] = {each["id"]: Network(*(each[field] for field in Network._fields)) for each in _DATA["networks"]}
_WEIGHTS = next(each["weights"] for each in _DATA["networks"] if each["unit"] == "weighted")
# The signs that weigh 1 as ranges: an odd place among these borders is inside one.
_BORDERS = [border for first, last in _WEIGHTS["single"] for border in (first, last + 1)]
# Text of which every code point is one character, one grapheme and one weighted character, for whoever counts.
_EVEN = regex.compile(r"[\n -~\xa1-\xa8\xaa-\xad\xaf-\u02ff\u2013-\u201d]*")
_GRAPHEME = regex.compile(r"\X")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]+|[a-z]{{2}}|{'|'.join(_DATA['domains'])})(?![\w@-])"
_REST = r"(?::[0-9]+)?(?:/(?:[\w/.~%+=-]*[\w/=-])?)?(?:\?[\w&=.%+~/-]*[\w&=/])?"
# As twitter-text reads it, which Mastodon uses too; of a path only what needs no thought, the rest counts as it is.
_URL = regex.compile(rf"(?<![\w@#$./-])https?://{_DOMAIN}{_REST}", regex.ASCII | regex.IGNORECASE)
_BARE = regex.compile(rf"(?<![\w@.-])(?:[\w-]+\.)+\p{{L}}{{2,}}{_REST}", regex.IGNORECASE)
_MENTION = regex.compile(r"(?<![\w/=])(@[a-z0-9_]+)@[\w.-]+\w", regex.IGNORECASE)
_PICTURE = r"\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:[\U000E0020-\U000E007E]+\U000E007F)?"
_EMOJI = regex.compile(rf"\p{{RI}}\p{{RI}}|[0-9#*]\uFE0F?\u20E3|{_PICTURE}(?:\u200D{_PICTURE})*")


def graphemes(text: str) -> list[str]:
    """What readers take for one sign each: extended grapheme clusters of Unicode's annex 29."""
    return _GRAPHEME.findall(text)


def length(text: str, network: str) -> int:
    """How long a text is on a network, in its unit."""
    found = NETWORKS[network]
    if found.unit == "characters":
        return len(text.encode("utf-16-le")) // 2
    return _weighted(text, found.url or 0, _emoji) if found.unit == "weighted" else _in_graphemes(text, found.url)


def fits(text: str, network: str) -> bool:
    """Whether a network takes a text, even where it knows fewer emoji than we do and counts the parts of one."""
    found = NETWORKS[network]
    if found.bytes and len(text.encode()) > found.bytes:
        return False
    long = _weighted(text, found.url or 0, _by_parts) if found.unit == "weighted" else length(text, network)
    return long <= found.limit


def shorten(text: str, fitting: Callable[[str], bool]) -> str:
    """The text when it fits, or else as many whole words as do, with an ellipsis; never a part of a grapheme.

    Of a first word that is too long by itself as much as fits; '' when not even one sign does.
    """
    text = " ".join(text.split())
    if fitting(text):
        return text
    signs = graphemes(text)
    return _cut(signs, [at for at, sign in enumerate(signs) if sign == " "], fitting) or _cut(signs, range(1, len(signs)), fitting)


def _cut(signs: list[str], places: Any, fitting: Callable[[str], bool]) -> str:
    """Before the last of these places at which it fits."""
    def until(place: int) -> str:
        return "".join(signs[:place]).rstrip(" ,.;:–-") + "…"

    last = bisect_right(places, False, key=lambda place: not fitting(until(place)))
    # A piece more may be shorter than a piece less: example.co is a link, example.c is none.
    return next((until(place) for place in reversed(places[:last]) if fitting(until(place)) and until(place) != "…"), "")


def _in_graphemes(text: str, url: int | None) -> int:
    """As Mastodon: a link counts as `url`, and of a mention only what stands before the server."""
    if url is not None:
        text = _MENTION.sub(r"\1", _URL.sub("x" * url, text))
    return len(text) if _EVEN.fullmatch(text) else len(graphemes(text))


def _weighted(text: str, url: int, emoji: Callable[[str], int]) -> int:
    """As twitter-text: links count as `url`, emoji by `emoji`, other signs by their weight.

    What only looks like an address (Pixel.polder) counts as one or as it is, whichever is more: X knows every domain there is.
    """
    text = unicodedata.normalize("NFC", text)
    total = at = 0
    for link in _URL.finditer(text):
        total += _weighted_words(text[at:link.start()], url, emoji) + url
        at = link.end()
    return total + _weighted_words(text[at:], url, emoji)


def _weighted_words(text: str, url: int, emoji: Callable[[str], int]) -> int:
    more = sum(max(0, url - _weight(bare[0], emoji)) for bare in _BARE.finditer(text)) if "." in text else 0
    return _weight(text, emoji) + more


def _weight(text: str, emoji: Callable[[str], int]) -> int:
    if _EVEN.fullmatch(text):
        return len(text)
    found = _EMOJI.findall(text)
    rest = _EMOJI.sub("", text) if found else text
    return _by_sign(rest) + sum(emoji(one) for one in found)


def _emoji(one: str) -> int:
    return int(_WEIGHTS["emoji"])


def _by_parts(one: str) -> int:
    return max(_emoji(one), _by_sign(one))


def _by_sign(text: str) -> int:
    return sum(map(_sign, text))


@cache
def _sign(sign: str) -> int:
    return 1 if bisect_right(_BORDERS, ord(sign)) % 2 else int(_WEIGHTS["default"])
