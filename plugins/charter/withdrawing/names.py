"""How the name of a person is recognised: as it is written, in any other form, and by the surname alone."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from charter.language import name_key

_LONG = 5           # letters of a surname that is no other word
_APART = re.compile("[øØłŁđĐðÐþÞæÆœŒıßẞ]")       # letters that stand for others without being taken apart by Unicode
_APOSTROPHES = "['’‘`´]"


@dataclass(frozen=True)
class Name:
    """A name as it was asked for."""

    text: str

    @cached_property
    def key(self) -> str:
        """What two spellings of it share: case, accents and signs are blind."""
        return name_key(self.text)

    @cached_property
    def in_text(self) -> re.Pattern[str] | None:
        """As it is written, over the end of a line too. None for a single word, which is somebody else's name as well."""
        return self._over(r"\s+")

    @cached_property
    def in_remarks(self) -> re.Pattern[str] | None:
        """The same where every line begins with #."""
        return self._over(r"\s+(?:#+\s*)?")

    def _over(self, gap: str) -> re.Pattern[str] | None:
        # Another surname behind a hyphen is another person.
        words = self.text.split()
        return re.compile(rf"(?<![\w-])(?:{gap.join(map(_word, words))})(?![\w\u0300-\u036f]|-\w)", re.IGNORECASE) if len(words) > 1 else None

    @cached_property
    def _loosely(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)" + r"[ \n]?".join(map(re.escape, self.key.split())))

    @cached_property
    def _surname(self) -> re.Pattern[str] | None:
        forms = "|".join(map(re.escape, _surnames(self.text)))
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)") if forms else None

    def is_named(self, value: object) -> bool:
        """Whether a field holds this name and nothing else."""
        return isinstance(value, str) and name_key(value) == self.key

    def lines_left(self, text: str) -> Iterator[tuple[int, bool]]:
        """Lines, from 1, that still hold the name in some form: in an address, joined, in other letters; True when only the surname."""
        if not (self._surname and self._surname.search(text)) and not self.may_be_in(text):
            return
        lines = text.splitlines()
        keys = "\n".join(map(name_key, lines))
        ends = [end.start() for end in re.finditer("\n", keys)]
        whole = {bisect(ends, found.start()) + 1 for found in self._loosely.finditer(keys)}
        for number, line in enumerate(lines, 1):
            if number in whole or (self._surname and self._surname.search(line)):
                yield number, number not in whole

    def may_be_in(self, text: str) -> bool:
        """Whether it is written there in any form; spares looking at each line of a thousand files."""
        return self._word_is_in(text) and bool(self._loosely.search(name_key(text)))

    def _word_is_in(self, text: str) -> bool:
        """Whether its longest word is: the key of a whole file takes thirty times as long."""
        word = max((word for word in self.key.split() if word.isascii() and word.isalpha()), key=len, default="")
        return word.encode() in unicodedata.normalize("NFKD", text).encode("ascii", "ignore").lower() or bool(_APART.search(text))


def _word(word: str) -> str:
    """A word in both forms that Unicode has for its accents, with any apostrophe; between single quotes YAML doubles that."""
    forms = dict.fromkeys(re.escape(unicodedata.normalize(form, word)) for form in ("NFC", "NFD"))
    return "(?:" + "|".join(re.sub(_APOSTROPHES, f"(?:''|{_APOSTROPHES})", form) for form in forms) + ")"


def _surnames(name: str) -> Iterable[str]:
    """De Vries and de Vries of Anna de Vries, when it is long enough to be no other word."""
    words = name.split()
    at = next((n for n, word in enumerate(words[1:], 1) if word[:1].islower()), len(words) - 1)
    surname = " ".join(words[at:])
    return dict.fromkeys((surname[:1].upper() + surname[1:], surname, surname.upper())) if len(words) > 1 and len(surname) >= _LONG else ()
