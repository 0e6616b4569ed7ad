"""How near the name of a file is to that of an organisation, and what else the name of a file says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import NamedTuple

from charter.language import name_key
from charter.matching.vocabulary import COMMON, LIGHT, LOOSE, NOISE, SUBJECTS

LIKELY = 0.6            # from here on a name is worth a question; the table in tests/test_matching.py is what it was chosen on
SLIP = 0.8              # two words of five letters or more that are the same but for a slip: wensput, wenspit
ONE_SLIP = 0.9          # two whole names that differ by a slip: who has either may have meant the other
EXACT, WHOLE, PART = 3, 2, 1

_CAMERA = re.compile(r"[a-z0-9]{0,4}[ _-]*\d{3,}(?:[ _-]*\(?\d{1,2}\)?)?", re.IGNORECASE)


class Named(NamedTuple):
    """A name that leads to a signatory: its own, the one it sorts on, its id, or (`person`) of who signed for it. `words` decide."""

    id: str
    text: str
    words: tuple[str, ...]
    person: bool = False


class Fit(NamedTuple):
    """How a file's name fits a name: EXACT, WHOLE (all its words, and others) or PART, and 0 to 1."""

    named: Named
    kind: int
    score: float


class FileName(NamedTuple):
    """`words` may name somebody; `subject` is group, signing, portrait or ''; `number` is the camera's, None with any word that may name."""

    words: tuple[str, ...]
    subject: str
    number: int | None


def words(text: str) -> tuple[str, ...]:
    """ZorggroepWensput_2 -> zorggroep, wensput, 00000002; without the words that decide nothing, unless there are no others."""
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", re.sub("['’‘`´.]", "", text))
    found = name_key(apart).split()
    return tuple(word for word in found if word not in LIGHT) or tuple(found)


def file_name(name: str, named: Iterable[Named], place: str = "") -> FileName:
    """What the name of a file says. Words that a signatory's name holds always count; the place of the signing never."""
    stem, known = PurePath(name).stem, {word for each in named for word in each.words}
    found = [word for word in words(stem) if word in known or not (word.isdigit() or word in NOISE or word in words(place))]
    if _CAMERA.fullmatch(stem.strip("_ ")) and not known & set(found):
        found = []
    subject = next((subject for subject, spoken in SUBJECTS.items() if spoken & set(found) - known), "")
    rest = tuple(word for word in found if word in known or not any(word in spoken for spoken in SUBJECTS.values()))
    numbers = re.findall(r"\d+", re.sub(r"(?<=\d)[ _-]*\(\d{1,2}\)$", "", stem))
    return FileName(rest, subject, int(numbers[-1][:15]) if numbers and not rest and not subject else None)


def spoken_subject(text: str) -> str:
    """What a caption says that it shows: group, signing or ''."""
    said = set(words(text))
    if said & SUBJECTS["group"] - LOOSE or re.search(r"\bgroup (?:photo|picture|portrait)\b", text, re.IGNORECASE):
        return "group"
    return "signing" if said & SUBJECTS["signing"] - LOOSE else ""


def fits(found: FileName, named: Collection[Named]) -> list[Fit]:
    """Every name that is near, of each signatory the nearest; the nearest first, and of equals the one that signed first."""
    weights = _weights(named)
    best: dict[str, Fit] = {}
    for each in named if found.words else ():
        fit = _fit(found.words, each, weights)
        if fit.score >= LIKELY and (each.id not in best or fit[1:] > best[each.id][1:]):
            best[each.id] = fit
    return sorted(best.values(), key=lambda fit: (-fit.kind, -fit.score))


def rivals(found: FileName, best: Fit, named: Iterable[Named], others: Iterable[Fit]) -> list[Named]:
    """Who else may be meant: of a name that is exactly that of one, who differs by a slip or holds it; else everybody near."""
    if best.kind != EXACT:
        return [fit.named for fit in others]
    joined = "".join(found.words)
    alike = {each.id: each for each in named if each.id != best.named.id
             and (_ratio(joined, "".join(each.words), ONE_SLIP) or set(found.words) <= set(each.words))}
    return list(alike.values())


def _fit(read: Sequence[str], named: Named, weights: Counter[str]) -> Fit:
    if "".join(read) == "".join(named.words):
        return Fit(named, EXACT, 1.0)
    whole = len(named.words) > 1 and set(named.words) <= set(read)
    joined = "".join(read)      # pixel-polder
    slips = _ratio(joined, "".join(named.words), SLIP)
    score = max(_shared(read, named.words, weights), _shared([joined], named.words, weights), slips)
    return Fit(named, WHOLE if whole else PART, max(score, LIKELY) if whole else score)


def _shared(read: Sequence[str], name: Sequence[str], weights: Counter[str]) -> float:
    """How much two rows of words have in common, by letters: the harmonic mean of both shares (F1)."""
    explained, covered = _share(read, name, weights), _share(name, read, weights)
    return 2 * explained * covered / (explained + covered) if explained and covered else 0.0


def _share(of: Sequence[str], among: Sequence[str], weights: Counter[str]) -> float:
    def weight(word: str) -> float:
        return len(word) / max(1, weights[word]) / (3 if word in COMMON else 1)

    return sum(weight(word) for word in of if any(_same(word, other) for other in among)) / sum(map(weight, of))


def _same(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 5 and not one.isdigit() and _ratio(one, other, SLIP) > 0)


def _ratio(one: str, other: str, least: float) -> float:
    """How much two texts have in common, 0 to 1; 0 when that is under `least`, which is quick to see of most."""
    matcher = SequenceMatcher(None, one[:200], other[:200], autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return matcher.ratio() if all(bound() >= least for bound in bounds) else 0.0


def _weights(named: Iterable[Named]) -> Counter[str]:
    """In the names of how many signatories a word is."""
    return Counter(word for _, word in {(each.id, word) for each in named for word in each.words})


def names_of(id_: str, name: str, sort_name: str, people: Iterable[str]) -> Iterator[Named]:
    """The names that lead to a signatory, its own first."""
    yield Named(id_, name, words(name))
    for text in (sort_name, id_):
        if text:
            yield Named(id_, name, words(text))
    for person in people:
        yield Named(id_, person, words(person), True)
