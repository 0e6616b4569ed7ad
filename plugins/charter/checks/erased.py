"""Who had its details removed is named nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from charter.checks.signed import photos, signatures
from charter.checks.story import OWN, Story
from charter.model.batch import NOT_NAMED
from charter.model.changes import erased_ids
from charter.model.folder import Records
from charter.problems import Problem, cut
from charter.records import Where


def erased_name(records: Records) -> Iterator[Problem]:
    """The name of a signatory that had its details removed stands in no text.

    erased-name:
      nl: >-
        Wie haar gegevens liet verwijderen, staat ook niet meer in een getypte tekst. Namen in lijsten haalt de site zelf weg,
        maar een naam in een kop, verhaal, citaat of alt-tekst moet u zelf weghalen.
      en: >-
        Who had its details removed stands in no typed text either. The site itself takes names out of lists, but a name in a
        headline, story, quote or alternative text is for you to remove.
      fails: |
        signatories: [{id: a, name: Bakkerij Anders}]
        body: {nl: Bakkerij Anders trakteerde.}
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
      passes: |
        signatories: [{id: a, name: Bakkerij Anders}]
        body: {nl: Er was taart.}
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
    erased-person:
      nl: >-
        Iemand die tekende voor een organisatie die haar gegevens liet verwijderen, staat nog elders op de site: in een citaat, op een
        foto of als leider. Vraag of die naam ook weg moet.
      en: >-
        Somebody who signed for an organisation that had its details removed is still elsewhere on the site: in a quote, on a photo or
        as leader. Ask whether that name should go too.
      fails: |
        signatories: [{id: a, name: Bakkerij Anders, signed_by: [{name: Anna Bakker}]}]
        led_by: {name: Anna Bakker}
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
      passes: |
        signatories: [{id: a, name: Bakkerij Anders, signed_by: [{name: Anna Bakker}]}]
        led_by: {name: Piet Pel}
        # changes.yaml
        - {date: 2026-04-01, id: a, withdrawn: erased}
    """
    erased = erased_ids(records.changes)
    signed = [signature for *_, signature in signatures(records) if signature.id in erased]
    names = names_of(records, erased)
    people = {speaker.name for signature in signed for speaker in signature.signed_by if speaker.name != NOT_NAMED}
    pattern = whole(names)
    for slug in records.batches if names else ():
        story = Story(records, slug, None)
        for passage in story.passages:
            # What it says of itself goes with its page.
            if passage.part in OWN and story.batch.signatories[int(passage.where[1])].id in erased:
                continue
            for found in pattern.finditer(passage.text):
                yield story.said(passage, *found.span(), "erased-name", *_said(found[0], "deze tekst", "this text"))
        yield from _fields(story, erased, names, people)


def names_of(records: Records, ids: Collection[str]) -> set[str]:
    """All that these signatories were ever called."""
    return {s.name for *_, s in signatures(records) if s.id in ids} | {c.renamed.name for c in records.changes if c.renamed and c.id in ids}


def whole(names: Iterable[str]) -> re.Pattern[str]:
    """Finds names as whole words, and of two that begin alike the longer one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")


def _fields(story: Story, erased: frozenset[str], names: set[str], people: set[str]) -> Iterator[Problem]:
    """Where the name stands by itself; of who signed for it somebody has to judge."""
    batch = story.batch
    lines: list[tuple[Where, str | None]] = [(("host", "name"), batch.host.name if batch.host else None), (("venue",), batch.venue)]
    lines += [((*where, "people", number, "organisation", "name"), person.organisation.name) for where, photo in photos(batch)
              for number, person in enumerate(photo.people) if person.organisation]
    for where, name in lines:
        if name in names:
            yield story.problem(where, "erased-name", *_said(name or "", "dit veld", "this field"))
    for where, name in story.persons():
        own = where[0] == "signatories" and batch.signatories[int(where[1])].id in erased
        if name in people and not own:
            yield story.problem(where, "erased-person", f"`{cut(name)}` tekende voor een organisatie die haar gegevens liet verwijderen; moet deze naam ook weg?",
                                f"`{cut(name)}` signed for an organisation that had its details removed; should this name go too?", level="warning")


def _said(name: str, nl: str, en: str) -> tuple[str, str]:
    return (f"`{cut(name)}` liet de gegevens verwijderen; haal de naam uit {nl}",
            f"`{cut(name)}` had its details removed; take the name out of {en}")
