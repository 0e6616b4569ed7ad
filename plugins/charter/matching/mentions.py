"""Which signatories a caption names, and which of its sentences are not about this photo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from charter.language import collation_key, name_key
from charter.matching.names import Named
from charter.matching.vlnr import is_list, sentences
from charter.matching.vocabulary import ARTICLES, BEFORE, WHERE

SHOTS = 3       # photographers hand in two or three of one moment; a sentence on more photos may tell of the day


class Shared(NamedTuple):
    """Keys of sentences that are on several photos: those that tell of the day, and those that may."""

    day: frozenset[str]
    perhaps: frozenset[str]


class Mentions(NamedTuple):
    """By id the name that was found: where it can mean nothing else, and where it may."""

    own: Mapping[str, str]
    doubtful: Mapping[str, str]


def shared(captions: Collection[str], host: str = "") -> Shared:
    """Which sentences prove nothing: on many photos, most of all that have a caption, or about the host with whom all sign."""
    found = [{sentence_key(sentence): sentence for sentence in sentences(caption)} for caption in captions if caption]
    counts = Counter(key for each in found for key in each)
    texts = {key: sentence for each in found for key, sentence in each.items()}
    several = {key for key, count in counts.items() if count > 1}
    general = {key for key in several if 2 * counts[key] > len(found) or (host and _places(key.split(), core(host)))}
    many = {key for key in several if counts[key] > SHOTS}
    return Shared(frozenset(general & many), frozenset((many - general) | {key for key in general - many if not is_list(texts[key])}))


def sentence_key(sentence: str) -> str:
    """Without numbers: `Charterbijeenkomst (12 van 40)` is one sentence on forty photos."""
    return _plain(re.sub(r"\d+", "", sentence))


def own_text(caption: str, known: Shared) -> str:
    """The sentences that are about this photo, each on a line."""
    return "\n".join(found for found in sentences(caption) if sentence_key(found) not in known.day | known.perhaps)


def mentions(caption: str, known: Shared, named: Collection[Named]) -> Mentions:
    """Whom a caption names in what it says of this photo."""
    own: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for sentence in sentences(caption):
        key = sentence_key(sentence)
        for each, sure in _found(sentence, named) if key not in known.day else ():
            into = own if sure and key not in known.perhaps else doubtful
            into.setdefault(each.id, each.text)
    return Mentions(own, {id_: text for id_, text in doubtful.items() if id_ not in own})


def _found(sentence: str, named: Iterable[Named]) -> list[tuple[Named, bool]]:
    """Each name that stands there and in no longer one, and whether nothing else can be meant."""
    read = _plain(sentence).split()
    spans = [(start, start + len(wanted), each, not _is_place(read, start) and (len(wanted) > 1 or _is_name(sentence, read, start, each)))
             for each in named if (wanted := core(each.text)) for start in _places(read, wanted)]
    return [(each, sure) for start, end, each, sure in spans
            if not any(a <= start and end <= b and b - a > end - start for a, b, _, _ in spans)]


def core(name: str) -> list[str]:
    """The words of a name without article and legal form."""
    return _plain(collation_key(name)[0].lstrip("~")).split()


def _plain(text: str) -> str:
    return name_key(re.sub("['’‘`´.]", "", text))


def _places(read: list[str], wanted: list[str]) -> list[int]:
    return [at for at in range(len(read) - len(wanted) + 1) if read[at] == wanted[0] and read[at:at + len(wanted)] == wanted]


def _is_place(read: list[str], at: int) -> bool:
    before = next((word for word in reversed(read[:at]) if word not in ARTICLES), "")
    return before in WHERE


def _is_name(sentence: str, read: list[str], at: int, named: Named) -> bool:
    """Of a name of one word: written as it is written, and behind a word such as `van`, between brackets or alone."""
    written = next((word for word in re.findall(r"[\w'’&.-]*\w", named.text) if _plain(word) == read[at]), "")
    exactly = bool(written) and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", sentence)
    return bool(exactly) and (len(read) == 1 or f"({written})" in sentence or (at > 0 and read[at - 1] in BEFORE))
