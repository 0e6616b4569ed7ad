"""What both peers are told about the records: titles, labels, order and letters, computed once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from num2words import num2words

LANGUAGES = ("nl", "en")
LETTERS_FROM = 1000     # more names than this: the directory is a page per letter


@dataclass(frozen=True)
class Batch:
    """batch.yaml as it is, and its slug."""

    slug: str
    record: dict


@dataclass(frozen=True)
class Programme:
    """What a page says that is not in its own batch. `order` is an id's place in the directory, from 1."""

    name: dict[str, str]
    labels: dict[str, dict[str, dict[str, str]]]    # {"sectors": {"zorg": {"nl": ...}}}
    today: dict[str, str]                           # today's name of those that were renamed
    order: dict[str, int]

    @classmethod
    def read(cls, charter: dict, changes: Sequence[dict], batches: Sequence[Batch]) -> Programme:
        """From charter.yaml, changes.yaml and every batch."""
        labels = {field: {choice["code"]: choice["label"] for choice in charter[field]}
                  for field in ("dimensions", "sectors", "kinds", "sizes")}
        today = {change["id"]: change["renamed"]["name"] for change in changes if "renamed" in change}
        names = {signature["id"]: today.get(signature["id"], signature["name"])
                 for batch in batches for signature in batch.record["signatories"]}
        ranked = sorted(names, key=lambda key: (sort_key(names[key]), key))
        return cls(charter["name"], labels, today, {key: n for n, key in enumerate(ranked, 1)})

    @property
    def by_letter(self) -> bool:
        return len(self.order) > LETTERS_FROM


def sort_key(name: str) -> str:
    """Without case, accents, signs and 's-."""
    plain = unicodedata.normalize("NFKD", name.removeprefix("'s-")).casefold()
    return re.sub(r"[^a-z0-9 ]", "", plain)


def letter(name: str) -> str:
    first = sort_key(name)[:1]
    return first if "a" <= first <= "z" else "0-9"


def slug(text: str) -> str:
    """'s-Hertogenbosch -> s-hertogenbosch."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def headline(batch: Batch, programme: Programme, lang: str) -> str:
    """The number as a word; a single signer by name."""
    signers = batch.record["signatories"]
    if len(signers) == 1:
        verb = "ondertekent" if lang == "nl" else "signs the"
        return f"{signers[0]['name']} {verb} {programme.name[lang]}"
    word = num2words(len(signers), lang=lang).capitalize()
    verb = "organisaties ondertekenen" if lang == "nl" else "organisations sign the"
    return f"{word} {verb} {programme.name[lang]}"


def lead(batch: Batch, lang: str) -> str:
    names = ", ".join(signature["name"] for signature in batch.record["signatories"])
    place, event = batch.record["place"], batch.record["event"][lang]
    if lang == "nl":
        return f"Zij tekenden in {place}, tijdens {event}: {names}."
    return f"They signed in {place}, at {event}: {names}."
