"""Names of people: beside a dimension, in a caption, and nearly the same twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from charter.checks.likeness import looks_of
from charter.checks.signed import photos
from charter.checks.story import Passage, Story
from charter.language import LANGUAGES, name_key
from charter.model.layout import batch_path
from charter.model.programme import Programme
from charter.problems import Problem, cut
from charter.records import Where
from charter.records.rewriting import as_value
from charter.spelled import day_names, month_names


def person_dimension(story: Story) -> Iterator[Problem]:
    """No sentence, caption or alternative text puts a person beside a dimension of diversity.

    person-dimension:
      nl: >-
        Een zin, bijschrift of alt-tekst noemt niet tegelijk een persoon en een dimensie van diversiteit (zoals leeftijd of
        LHBTI+). Lezers kunnen denken dat het over die persoon zelf gaat, en dat is een bijzonder persoonsgegeven. Maak er
        twee zinnen van, of laat de naam weg.
      en: >-
        A sentence, caption or alternative text does not name a person and a dimension of diversity (such as age or LGBTI+) at
        once. Readers may think that it is about that very person, and that is special personal data. Make it two sentences,
        or leave the name out.
      fails: |
        body: {nl: Anna Bakker vertelde over leeftijd.}
        led_by: {name: Anna Bakker}
      passes: |
        body: {nl: Anna Bakker sprak. Het ging over leeftijd.}
        led_by: {name: Anna Bakker}
    """
    programme = story.records.programme
    pattern = _dimensions(programme) if programme else None
    if not pattern:
        return
    named = [name for _, name in story.persons() if name.split()[-1].lower() in story.whole]
    spoken = list(dict.fromkeys(form for name in named for form in (name, *_surname(name))))
    for passage in story.passages:
        for start, end, dimension in _beside(passage, spoken, pattern):
            yield story.said(passage, start, end, "person-dimension",
                             f"hier staat een persoon bij `{cut(dimension)}`; dat kan een bijzonder persoonsgegeven zijn: noem ze niet in één zin",
                             f"a person stands beside `{cut(dimension)}` here; that may be special personal data: do not name them in one sentence",
                             level="warning")


def _surname(name: str) -> Iterator[str]:
    """De Vries of Anna de Vries, when it is long enough to be no other word."""
    words = name.split()
    at = next((n for n, word in enumerate(words[1:], 1) if word[:1].islower()), len(words) - 1)
    surname = " ".join(words[at:])
    if len(words) > 1 and len(surname) >= 5:
        yield from dict.fromkeys((surname[:1].upper() + surname[1:], surname))


def _beside(passage: Passage, names: list[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Where a person is named, in every sentence that names a dimension too; a role belongs to a person."""
    if passage.part == "role":
        yield from ((*found.span(), found[0]) for found in islice(pattern.finditer(passage.text), 1))
    elif any(name in passage.text for name in names):
        for sentence in _SENTENCE.finditer(passage.text):
            name = next((name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence[0])), None)
            dimension = pattern.search(sentence[0]) if name else None
            if name and dimension:
                start = sentence.start() + sentence[0].index(name)
                yield start, start + len(name), dimension[0]


_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s))+[.!?]*")


@cache
def _dimensions_of(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})", re.IGNORECASE)     # genderdiversiteit is about gender too


def _dimensions(programme: Programme) -> re.Pattern[str] | None:
    """The labels of the dimensions, without signs at their end."""
    labels = {term.label(lang).rstrip("+ ") for term in programme.dimensions for lang in LANGUAGES}
    return _dimensions_of(tuple(sorted(labels))) if labels else None


def caption_name(story: Story) -> Iterator[Problem]:
    """A caption names nobody whom the record does not know.

    caption-name:
      nl: >-
        Een naam in een bijschrift of alt-tekst staat ook in het record. Wie op een foto staat zonder organisatie en zonder rol,
        moet elders in het record staan (als ondertekenaar, spreker of leider); een naam in een alt-tekst staat bij people.
        Anders kan niemand nagaan wie het is en of er toestemming is.
      en: >-
        A name in a caption or alternative text is in the record as well. Who is on a photo without organisation and without
        role must be elsewhere in the record (as signer, speaker or leader); a name in an alternative text is among people.
        Else nobody can tell who it is and whether there is consent.
      fails: |
        photos:
          - {file: groep.jpg, alt: {nl: Een groep}, credit: C, people: [{name: Zomaar Iemand}], consent: {web: 2026-03-12}}
      passes: |
        photos:
          - {file: groep.jpg, alt: {nl: Een groep}, credit: C, people: [{name: Zomaar Iemand, role: {nl: gast}}], consent: {web: 2026-03-12}}
    """
    elsewhere = {name for where, name in story.persons() if "people" not in where}
    elsewhere |= {person.name for _, photo in photos(story.batch) for person in photo.people if person.organisation or person.role}
    for where, photo in photos(story.batch):
        for number, person in enumerate(photo.people):
            # Of [naam] another rule says that it is still to be filled in.
            if not person.organisation and not person.role and person.name not in elsewhere and not person.name.startswith("["):
                yield story.problem((*where, "people", number, "name"), "caption-name", *_unknown(person.name), level="warning")
    named = [(passage, found) for passage in story.passages if passage.part == "alt" for found in _NAME.finditer(passage.text)]
    known = _known(story) if named else set()
    for passage, found in named:
        # `Burgemeester Anna Bakker` holds a known name.
        if not any(key in name_key(found[0]) or name_key(found[0]) in key for key in known):
            yield story.said(passage, *found.span(), "caption-name", *_unknown(found[0]), level="warning")


def _unknown(name: str) -> tuple[str, str]:
    return (f"`{cut(name)}` staat verder niet in dit record; zet er een organisatie of rol bij, of verbeter de naam",
            f"`{cut(name)}` is nowhere else in this record; add an organisation or role, or mend the name")


_SMALL = r"(?:van|de|der|den|het|ten|ter|te|in|op|aan|bij|'t|’t|el|al|ben|bin|von|zu|la|le|du|da|di|dos)"
_CAPITAL = "[A-ZÀ-ÖØ-ÞČĆĐĞİŁŃŚŞŠŹŻŽ]"
# Words that begin a sentence and no name.
_STARTS = r"(?!(?:De|Het|Een|Op|In|Links|Rechts|Met|Voor|Bij|Van|Dit|Deze|The|An?|On|At|With|From|This|These|Left|Right) )"
_NAME = re.compile(rf"(?<!\w){_STARTS}{_CAPITAL}[\w'’-]+(?: {_SMALL}){{0,3}}(?: {_CAPITAL}[\w'’-]+)+")


def _known(story: Story) -> set[str]:
    """Every name of the record, programme and calendar, as keys."""
    batch, programme = story.batch, story.records.programme
    names = [name for _, name in story.persons()] + [s.name for s in batch.signatories]
    names += [covered for signature in batch.signatories for covered in signature.signs_for]
    names += [person.organisation.name or "" for _, photo in photos(batch) for person in photo.people if person.organisation]
    names += [batch.place or "", batch.venue or "", (batch.host.name or "") if batch.host else ""]
    names += [text for spoken in (batch.event, batch.title) if spoken for text in (spoken.nl, spoken.en or "")]
    names += [seat for s in batch.signatories if (seat := s.seat)]
    if programme:
        names += [programme.name.nl, programme.name.en or "", programme.publisher.name]
    calendar = [name for lang in LANGUAGES for name in (*day_names(lang), *month_names(lang)) if len(name) > 3]
    return {key for name in (*names, *calendar) if (key := name_key(name))}


def near_person(story: Story) -> Iterator[Problem]:
    """One person has one spelling within a record.

    near-person:
      nl: >-
        Twee namen van personen in dit record verschillen maar één letter. Meestal is het dezelfde persoon en staat er
        één keer een typefout.
      en: >-
        Two names of people in this record differ by one letter only. Mostly it is the same person, and one of them
        has a typing error.
      fails: |
        led_by: {name: Anna Bakker}
        quotes: [{text: {nl: Mooi.}, by: {name: Anna Bakkker}}]
      passes: |
        led_by: {name: Anna Bakker}
        quotes: [{text: {nl: Mooi.}, by: {name: Anna Bakker}}]
    """
    first: dict[str, Where] = {}
    for where, name in story.persons():
        first.setdefault(name, where)
    seen: dict[str, str] = {}
    for other in first:
        key = name_key(other)
        looks = looks_of(key) if len(key) >= _SHORTEST else set()
        one = next((seen[look] for look in sorted(looks) if look in seen), None)
        seen |= {look: other for look in looks if look not in seen}
        if one:
            record = story.records.record(batch_path(story.slug))
            yield story.problem(first[other], "near-person", f"`{cut(other)}` lijkt op `{cut(one)}`; is het dezelfde persoon?",
                                f"`{cut(other)}` looks like `{cut(one)}`; is it the same person?", level="warning",
                                suggestion=record.with_value(first[other], as_value(one)))


_SHORTEST = 8       # letters of a name in which one letter is a slip: Jan Bos and Jan Vos are two people
