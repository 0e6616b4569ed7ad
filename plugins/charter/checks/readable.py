"""Whether texts can be read: by people who read with effort, and by people who read English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.checks.story import Story, spoken_texts
from charter.problems import Problem

LONGEST = 25        # words of a sentence: what Dutch guides for B1 (taalniveau B1) give as the outer limit
_ENDS, _CLOSES = frozenset(".!?…:;"), "\"'”’)*_"
_END = re.compile(r"[.!?…:;][\"'”’)*_]*\s+|\n\s*\n|\n\s*[-*] ")


def long_sentence(story: Story) -> Iterator[Problem]:
    """A sentence has 25 words at most.

    long-sentence:
      nl: >-
        Een zin heeft hoogstens 25 woorden. Dat is een grove maat voor taalniveau B1, dat de meeste mensen goed kunnen lezen.
        Maak van een langere zin twee zinnen. Citaten tellen niet mee: dat zijn andermans woorden.
      en: >-
        A sentence has 25 words at most. That is a rough measure of level B1, which most people read well. Make two of a longer
        one. Quotes do not count: they are somebody else's words.
      fails: |
        body: {nl: een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig eenentwintig tweeëntwintig drieëntwintig vierentwintig vijfentwintig zesentwintig.}
      passes: |
        body: {nl: Dit is een korte zin.}
    """
    for passage in story.passages:
        if passage.part in ("quotes", "role") or passage.text.count(" ") < LONGEST:
            continue
        for start, sentence in _sentences(passage.text) if _may_be_long(passage.text) else ():
            words = sentence.split()
            if len(words) > LONGEST:
                start += sentence.index(words[0])
                yield story.said(passage, start, start + len(words[0]), "long-sentence",
                                 f"deze zin heeft {len(words)} woorden; maak er twee van, met hoogstens {LONGEST} woorden",
                                 f"this sentence has {len(words)} words; make it two, of {LONGEST} words at most", level="warning")


def _may_be_long(text: str) -> bool:
    """Whether any run of so many words holds no word that ends as a sentence does; told quickly, for most texts hold none."""
    run = 0
    for word in text.split():
        last = word[-1]
        ends = last in _ENDS or (last in _CLOSES and word.rstrip(_CLOSES)[-1:] in _ENDS)
        run = 0 if ends else run + 1
        if run >= LONGEST:
            return True
    return False


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence, paragraph or item of a list with the place where it begins."""
    start = 0
    for end in [*(found.start() for found in _END.finditer(text)), len(text)]:
        yield start, text[start:end]
        start = end


def english_missing(story: Story) -> Iterator[Problem]:
    """A text that is there in Dutch is there in English.

    english-missing:
      nl: >-
        Bij een Nederlandse tekst hoort ook een Engelse. Ontbreekt die, dan toont de Engelse site het Nederlands, met een
        opmerking erbij. Staat er in het hele record geen Engels, dan is er één waarschuwing, bij de eerste tekst.
      en: >-
        A text in Dutch has one in English as well. Where it is missing the English site shows the Dutch and says so. If there
        is no English in the whole record, there is one warning, at its first text.
      fails: |
        body: {nl: Een tekst.}
      passes: |
        body: {nl: Een tekst., en: A text.}
    """
    texts = list(spoken_texts(story.batch))
    missing = [where for where, text in texts if not text.en]
    if missing and len(missing) == len(texts):
        yield story.problem(missing[0], "english-missing", f"in dit record staat geen Engels; de Engelse site toont {_count(len(missing))} in het Nederlands",
                            f"this record holds no English; the English site shows {len(missing)} text{'s' * (len(missing) != 1)} in Dutch", level="warning")
        return
    for where in missing:
        yield story.problem(where, "english-missing", "de Engelse tekst ontbreekt; de Engelse site toont het Nederlands",
                            "the English text is missing; the English site shows the Dutch", level="warning")


def _count(number: int) -> str:
    return f"{number} tekst{'en' * (number != 1)}"
