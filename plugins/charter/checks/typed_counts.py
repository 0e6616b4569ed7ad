"""Numbers that somebody typed and that the list of signatories already says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from charter.checks.story import OWN, Passage, Story
from charter.language import number_word, ordinal
from charter.problems import Problem, cut
from charter.spelled import number_words, ordinal_words

# Words for signatories: everywhere, in what tells of the signing, and in title and lead only, where they may be a part of all.
_NOUNS = {"nl": (("ondertekenaars", "ondertekenaar"), ("organisaties", "organisatie", "werkgevers", "werkgever"), ("bedrijven", "gemeenten", "instellingen")),
          "en": (("signatories", "signatory"), ("organisations", "organisation", "organizations", "organization", "employers", "employer"),
                 ("companies", "municipalities", "institutions"))}
# Before a number these make it a guess or a part: ruim 200, vijf of zes, waaronder twee.
_ABOUT = re.compile(r"(?:ruim|bijna|circa|ca\.|ongeveer|zo'n|zo’n|dan|minste|minstens|hoogstens|of|tot|à|waaronder|wie|andere"
                    r"|about|around|over|nearly|almost|some|than|least|most|or|to|including|among)\W*$", re.IGNORECASE)
# Between a count and its noun these make another group of it: twaalf andere organisaties.
_OTHERS = {"andere", "overige", "soortgelijke", "grote", "kleine", "other", "further", "similar", "large", "small"}
# How every number and place in a row begins.
_LIKE_A_NUMBER = re.compile(r"\d|[eé]{1,2}n|eerst|tw|tach|drie|der|vier|veer|vijf|zes|zev|acht|neg|tien|elf|twaalf|honderd|duizend"
                            r"|one|first|sec|thi|thr|fo|fi|si|sev|eig|nin|ten|ele|hundred|thousand|a$")
_LONGEST = 6        # words of a number: one thousand two hundred and thirty-four


class Typed(NamedTuple):
    """A number: where it stands in its text, its value, whether it ranks rather than counts, and whether it may count a part."""

    start: int
    end: int
    value: int
    ranks: bool
    loose: bool = False


def typed_count(story: Story) -> Iterator[Problem]:
    """A count or ordinal of the signatories that is typed agrees with the list of who signed.

    typed-count:
      nl: >-
        Een getypt aantal ("elf organisaties", "de 234e ondertekenaar") klopt met de lijst van ondertekenaars. De lijst is de
        enige bron: wie later iemand toevoegt, past de tekst vaak niet aan. In kop en inleiding is het een fout, elders een
        waarschuwing. Het best laat u het aantal weg; de site schrijft het zelf. Gaat het getal over iets anders, zet dan
        accept met een reden in het record.
      en: >-
        A count that is typed ("eleven organisations", "the 234th signatory") agrees with the list of signatories. The list is
        the only source: who adds someone later often forgets the text. In title and lead it is an error, elsewhere a
        warning. It is best to leave the count out; the site writes it. If the number is about something else, put accept
        with a reason in the record.
      fails: |
        lead: {nl: Elf organisaties tekenden vandaag.}
      passes: |
        lead: {nl: De organisaties tekenden vandaag.}
    """
    said = {noun for groups in _NOUNS.values() for nouns in groups for noun in nouns if noun in story.whole}
    for passage in story.passages:
        nouns = _nouns(passage)
        if passage.part == "role" or said.isdisjoint(nouns):
            continue
        for typed in _typed(passage, nouns):
            right = _right(story, passage, typed)
            if right is not None:
                yield _problem(story, passage, typed, right)


def _nouns(passage: Passage) -> tuple[str, ...]:
    everywhere, telling, loose = _NOUNS[passage.lang]
    return everywhere if passage.part in OWN else everywhere + telling + (loose if passage.part in ("title", "lead") else ())


def _typed(passage: Passage, nouns: tuple[str, ...]) -> Iterator[Typed]:
    """Every number that stands right before one of the nouns, with at most one word between."""
    # In what is no headline a noun behind a count has no capital, and most texts hold none.
    lower = passage.text.lower() if passage.part in ("title", "lead") else passage.text
    for noun in _pattern(nouns).finditer(lower) if any(n in lower for n in nouns) else ():
        words = list(re.finditer(r"[^\s()\"“”‘’]+", passage.text[max(0, noun.start() - 120):noun.start()]))
        start = max(0, noun.start() - 120)
        found = _number(words, passage.lang)
        if found is None and words and _describes(words[-1][0].lower(), passage.lang):
            found = _number(words[:-1], passage.lang)
        # One organisation and the first signatory are words of every story.
        if found and found.value > 1 and not _ABOUT.search(passage.text[max(0, start + found.start - 20):start + found.start]):
            yield found._replace(start=start + found.start, end=start + found.end, loose=noun[0] in _NOUNS[passage.lang][2])


@cache
def _pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(nouns)})(?!\w)")


def _describes(word: str, lang: str) -> bool:
    """Whether a word between a count and its noun may be an adjective that leaves the group the same."""
    return word.isalpha() and word not in _OTHERS and (lang == "en" or word.endswith("e"))


def _number(words: list[re.Match[str]], lang: str) -> Typed | None:
    """The longest number that the last words are."""
    last = words[-1][0].lower().strip("*_") if words else ""
    if not _LIKE_A_NUMBER.match(last):      # the lists of words take a quarter of a second to make
        return None
    for count in range(min(_LONGEST, len(words)), 0, -1):
        said = " ".join(word[0] for word in words[-count:]).lower()
        text = said.strip("*_")
        start, end = words[-count].start() + said.index(text), words[-1].end() - (len(said) - len(said.rstrip("*_")))
        digits = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6})-?(e|ste|de|st|nd|rd|th)?", text)
        if digits and not re.fullmatch(r"(?:19|20)\d\d", text):       # a year
            return Typed(start, end, int(re.sub(r"\D", "", digits[1])), bool(digits[2]))
        if text in number_words(lang):
            return Typed(start, end, number_words(lang)[text], False)
        if text in ordinal_words(lang):
            return Typed(start, end, ordinal_words(lang)[text], True)
    return None


def _right(story: Story, passage: Passage, typed: Typed) -> int | None:
    """The number that the record gives instead; None when the typed one may be right."""
    signed, total = len(story.batch.signatories), story.total
    if typed.ranks:
        new = sum(not signature.again for signature in story.batch.signatories)
        return None if total is None or total.ever - new < typed.value <= total.ever else total.ever
    covered = signed + sum(len(signature.signs_for) for signature in story.batch.signatories)
    known = {signed, covered} | ({total.ever, total.now} if total else set())
    if typed.value in known or (total is None and typed.value > covered and passage.part not in ("title", "lead")):
        return None     # in a story it may be a total that nobody here knows
    # Near the total it was meant as that: published totals drift by a few.
    drifted = total and abs(typed.value - total.ever) <= total.ever / 5 and abs(typed.value - total.ever) < abs(typed.value - signed)
    return total.ever if total and drifted else signed


def _problem(story: Story, passage: Passage, typed: Typed, right: int) -> Problem:
    words = passage.text[typed.start:typed.end]
    write = (ordinal if typed.ranks else number_word)(right, passage.lang) if not words[0].isdigit() or typed.ranks else str(right)
    write = write.capitalize() if words[0].isupper() else write
    return story.said(
        passage, typed.start, typed.end, "typed-count",
        f"hier staat `{cut(words)}`, maar volgens de records is het {right}; laat het aantal weg, of schrijf het goed",
        f"this says `{cut(words)}`, but by the records it is {right}; leave the count out, or write it right",
        level="error" if passage.part in ("title", "lead") and not typed.loose else "warning", write=write)
