"""What social networks take, and how each counts: characters, weighted characters or graphemes; a text shortened to fit."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
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
# Text of which every code point is one grapheme, and without the last of these signs one weighted character: nearly all there is.
_EVEN = re.compile(r"[\n -~\xa1-\u02ff\u2013-\u201d…€]*")
_HEAVY = "…€"
_GRAPHEME = regex.compile(r"\X")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]+|[a-z]{{2}}|{'|'.join(_DATA['domains'])})(?![\w@-])"
_REST = r"(?::[0-9]+)?(?:/(?:[\w/.~%+=-]*[\w/=-])?)?(?:\?[\w&=.%+~/-]*[\w&=/])?"
# As twitter-text reads it, which Mastodon uses too; of a path only what needs no thought, the rest counts as it is.
_URL = re.compile(rf"(?<!\S)https?://{_DOMAIN}{_REST}", re.ASCII | re.IGNORECASE)
_BARE = regex.compile(rf"(?<![\w@.-])(?:[\w-]+\.)+\p{{L}}{{2,}}{_REST}", regex.IGNORECASE)
_LIKE_AN_ADDRESS = regex.compile(r"\.\p{L}{2,}")
_MENTION = re.compile(r"(?<![\w/=])(@[a-z0-9_]+)@[\w.-]+\w", re.IGNORECASE)
_PICTURE = r"(?![©®])\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:[\U000E0020-\U000E007E]+\U000E007F)?"
_EMOJI = regex.compile(rf"\p{{RI}}\p{{RI}}|[0-9#*]\uFE0F?\u20E3|{_PICTURE}(?:\u200D{_PICTURE})*")


def graphemes(text: str) -> list[str]:
    """What readers take for one sign each: extended grapheme clusters of Unicode's annex 29."""
    return list(text) if _EVEN.fullmatch(text) else _GRAPHEME.findall(text)


@lru_cache(maxsize=4096)       # the same sentences are tried for post after post
def length(text: str, network: str) -> int:
    """How long a text is on a network, in its unit."""
    found = NETWORKS[network]
    if found.unit == "weighted":
        return _weighted(text, found.url or 0)
    return len(text.encode("utf-16-le")) // 2 if found.unit == "characters" else _in_graphemes(text, found.url)


@lru_cache(maxsize=4096)
def at_most(text: str, network: str) -> int:
    """The length of a text even where X knows fewer joined emoji and more domains than we do."""
    found = NETWORKS[network]
    return _weighted_at_most(text, found.url or 0) if found.unit == "weighted" else length(text, network)


def fits(text: str, network: str) -> bool:
    """Whether a network certainly takes a text."""
    found = NETWORKS[network]
    return at_most(text, network) <= found.limit and (found.bytes is None or len(text.encode()) <= found.bytes)


def shorten(text: str, fitting: Callable[[str], bool]) -> str:
    """The text when it fits, or else as many whole words as do, with an ellipsis; never a part of a grapheme.

    Of a first word that is too long by itself as much as fits; '' when not even one sign does.
    """
    text = " ".join(text.split())
    if fitting(text):
        return text
    if not _EVEN.fullmatch(text):
        borders = list(accumulate(map(len, graphemes(text))))
        return _cut(text, sorted(set(borders) & {found.start() for found in re.finditer(" ", text)}), fitting) or _cut(text, borders[:-1], fitting)
    words = _cut(text, range(len(text)), fitting, lambda at: text.rfind(" ", 0, at + 1))
    return words or _cut(text, range(1, len(text)), fitting)


def _cut(text: str, places: Sequence[int], fitting: Callable[[str], bool], before: Callable[[int], int] = int) -> str:
    """Before the last of these places at which it fits, or at what `before` gives for it."""
    def until(place: int) -> str:
        return text[:max(0, before(place))].rstrip(" ,.;:–-") + "…"

    last = bisect_right(places, False, key=lambda place: not fitting(until(place)))
    # A piece more may be shorter than a piece less: example.co is a link, example.c is none.
    return next((until(place) for place in reversed(places[:last]) if fitting(until(place)) and until(place) != "…"), "")


def _in_graphemes(text: str, url: int | None) -> int:
    """As Mastodon: a link counts as `url`, and of a mention only what stands before the server."""
    if url is not None and "://" in text:
        text = _URL.sub("x" * url, text)
    if url is not None and "@" in text:
        text = _MENTION.sub(r"\1", text)
    return len(text) if _EVEN.fullmatch(text) else len(_GRAPHEME.findall(text))


def _weighted(text: str, url: int) -> int:
    """As twitter-text: links count as `url`, emoji as one weight, other signs by their own."""
    rest, links = _without_links(text)
    bare = sum(max(0, url - _weight(found[0])) for found in _BARE.finditer(rest)) if "." in rest else 0
    return _weight(rest) - links + url * links + bare


def _weighted_at_most(text: str, url: int) -> int:
    """The same where nothing is taken for granted: which joined emoji X knows, and what it takes for an address (Pixel.polder)."""
    rest, links = _without_links(text)
    return _by_sign(rest) - links + url * (links + len(_LIKE_AN_ADDRESS.findall(rest)))


def _without_links(text: str) -> tuple[str, int]:
    """A text in NFC with a space for each link, and how many there were."""
    text = unicodedata.normalize("NFC", text)
    return _URL.subn(" ", text) if "://" in text else (text, 0)


def _weight(text: str) -> int:
    rest, emoji = (text, 0) if _EVEN.fullmatch(text) else _EMOJI.subn("", text)
    return _by_sign(rest) + emoji * int(_WEIGHTS["emoji"])


def _by_sign(text: str) -> int:
    if _EVEN.fullmatch(text):
        return len(text) + sum(map(text.count, _HEAVY))
    return sum(map(_sign, text))


@cache
def _sign(sign: str) -> int:
    return 1 if bisect_right(_BORDERS, ord(sign)) % 2 else int(_WEIGHTS["default"])
