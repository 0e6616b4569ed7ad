"""Chance, sentences and YAML scalars for the invented records of a demo."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TypeVar

from charter import demo_words as words
from charter.language import name_key, sentence_start

AMBITION_WORDS = 190                # at least, in Dutch

T = TypeVar("T")


# Of Random only random() is promised to give the same numbers in every Python; choice() and sample() are not.
def pick(rng: random.Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[int(rng.random() * len(values))]


def some(rng: random.Random, values: Sequence[T], count: int) -> list[T]:
    """So many different ones, in any order."""
    return [values[n] for _, n in sorted((rng.random(), n) for n in range(len(values)))[:count]]


def code(rng: random.Random, choices: Sequence[dict], wanted: str = "") -> str:
    """The wanted code if the charter has it, else one that it has."""
    codes = [choice["code"] for choice in choices]
    return wanted if wanted in codes else pick(rng, codes)


def person(rng: random.Random) -> str:
    """A first name that exists and a surname that does not."""
    return f"{pick(rng, words.FIRST_NAMES)} {pick(rng, words.SURNAME_STARTS)}{pick(rng, words.SURNAME_ENDS)}"


def slug(text: str) -> str:
    """Lower-case ASCII words with hyphens: 's-Hertogenbosch -> s-hertogenbosch."""
    return name_key(text).replace(" ", "-")


def quoted(value: str) -> str:
    """A YAML scalar, in double quotes unless it is plain words."""
    if re.fullmatch(r"[^\W\d_](?:[\w .-]*[\w.-])?", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(pair: words.Pair) -> str:
    """Both languages on one line."""
    return f"{{nl: {quoted(pair[0])}, en: {quoted(pair[1])}}}"


def texts(sentences: Sequence[words.Pair], per_paragraph: int, indent: str) -> str:
    """`nl: |` and `en: |` with paragraphs of so many sentences."""
    blocks = []
    for lang, position in (("nl", 0), ("en", 1)):
        lines = [" ".join(pair[position] for pair in sentences[n:n + per_paragraph])
                 for n in range(0, len(sentences), per_paragraph)]
        blocks.append(f"{indent}{lang}: |\n" + f"{indent}  " + f"\n\n{indent}  ".join(lines) + "\n")
    return "".join(blocks)


def ambition(name: str, seat: str, dimensions: Sequence[dict], rng: random.Random) -> list[words.Pair]:
    """About 200 words: an opening, a sentence for each dimension, measures, a closing. No person is named."""
    known = {"name": (name, name), "seat": (seat, seat)}
    said = [_sentence(filled(pick(rng, words.OPENINGS), known))]
    for dimension, theme in zip(dimensions, some(rng, words.THEMES, len(dimensions)), strict=True):
        label = dimension["label"]
        said.append(filled(theme, {"label": (label["nl"], label.get("en", label["nl"]))}))
    closing = filled(pick(rng, words.CLOSINGS), known)
    for measure in some(rng, words.MEASURES, len(words.MEASURES)):
        slots = {slot: filled(pick(rng, pairs), known) for slot, pairs in words.SLOTS.items()}
        said.append(_sentence(filled(measure, known | slots)))
        if sum(len(pair[0].split()) for pair in (*said, closing)) >= AMBITION_WORDS:
            break
    return [*said, closing]


def filled(pair: words.Pair, slots: dict[str, words.Pair]) -> words.Pair:
    """Both sentences with their {slots} filled."""
    nl, en = pair
    for slot, (dutch, english) in slots.items():
        nl, en = nl.replace(f"{{{slot}}}", dutch), en.replace(f"{{{slot}}}", english)
    return nl, en


def _sentence(pair: words.Pair) -> words.Pair:
    return sentence_start(pair[0]), sentence_start(pair[1])
