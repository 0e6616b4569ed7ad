"""Rules over what pages show: photos, the consent of who is on them, and texts."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from datetime import date

from charter import prose
from charter.checks.signed import photos
from charter.checks.story import spoken_texts
from charter.language import LANGUAGES, long_date
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.names import near
from charter.model.programme import Programme
from charter.model.types import LongText, Spoken
from charter.photos import PhotoRefused, inspect
from charter.photos.source import PICTURES
from charter.problems import Problem, cut
from charter.records import FIRST_LINE, Where
from charter.records.rewriting import as_value

SCOPE_WORDS = {"web": ("de website", "the website"), "newsletter": ("nieuwsbrieven", "newsletters"),
               "social": ("sociale media", "social media"), "press": ("de pers", "the press")}


def photo_words(records: Records) -> Iterator[Problem]:
    """A photo says what can be seen on it and who made it.

    alt-missing:
      nl: >-
        Bij een foto staat in alt wat er te zien is. Wie niet ziet, hoort die tekst; een publieke organisatie is dat wettelijk
        verplicht. Alleen bij een groepsfoto van de ceremonie schrijft de site zelf een alt als die ontbreekt.
      en: >-
        A photo says in alt what it shows. Who cannot see hears that text; public bodies must have it by law. Only for a group
        photo of the ceremony the site itself writes one that is missing.
      fails: |
        photos: [{file: groep.jpg, subject: portrait, credit: C, people: []}]
      passes: |
        photos: [{file: groep.jpg, subject: portrait, alt: {nl: Een zaal}, credit: C, people: []}]
    credit-unknown:
      nl: Vanaf complete_since staat bij elke foto wie haar maakte; dat vraagt het auteursrecht. Alleen bij oudere foto's mag "onbekend" staan.
      en: From complete_since on every photo says who made it, as copyright asks. Only old photos may say "onbekend".
      fails: |
        photos: [{file: groep.jpg, alt: {nl: Een zaal}, credit: onbekend, people: []}]
      passes: |
        photos: [{file: groep.jpg, alt: {nl: Een zaal}, credit: Anna Bakker, people: []}]
    """
    since = records.programme.complete_since if records.programme else None
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            if photo.alt is None and (photo.subject != "group" or where[0] != "photos"):
                yield records.problem(batch_path(slug), (*where, FIRST_LINE), "alt-missing",
                                      "`alt` ontbreekt: schrijf wat er op de foto te zien is", "`alt` is missing: write what the photo shows")
            if photo.credit.lower() == "onbekend" and (since is None or batch.date >= since):
                yield records.problem(batch_path(slug), (*where, "credit"), "credit-unknown",
                                      f"vanaf {since or 'het begin'} hoort bij elke foto de naam van de fotograaf",
                                      f"from {since or 'the start'} every photo carries its photographer's name")


def photo_files(records: Records) -> Iterator[Problem]:
    """A photo that is named is there, and is a picture that we can use."""
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            try:
                inspect(records.folder / slug / photo.file)
            except PhotoRefused as e:
                line = _line_with_a_photo(records, slug, where, photo.file) if e.rule == "photo-missing" else None
                yield records.problem(batch_path(slug), (*where, "file"), e.rule, e.nl, e.en, suggestion=line)


def _line_with_a_photo(records: Records, slug: str, where: Where, read: str) -> str | None:
    """The line with the name of a photo that is there: in other capitals, with another ending, or misspelt."""
    meant = near(read, [name for name in sorted(os.listdir(records.folder / slug)) if name.lower().endswith(PICTURES)])
    return records.record(batch_path(slug)).with_value((*where, "file"), as_value(meant)) if meant else None


def photo_unused(records: Records) -> Iterator[Problem]:
    """A picture in the folder of a batch is used.

    photo-unused:
      nl: >-
        Elke foto in de map van een ondertekening wordt in batch.yaml genoemd. Een foto die niemand noemt, komt nergens op de
        site: is zij vergeten, of kan zij weg?
      en: >-
        Every photo in the folder of a signing is named in batch.yaml. A photo that nobody names is nowhere on the site: was it
        forgotten, or can it go?
      fails: (in de map staat extra.jpg, en batch.yaml noemt dat bestand niet)
      passes: (batch.yaml noemt elke foto in de map bij photos)
    """
    for slug, batch in records.batches.items():
        used = {photo.file for _, photo in photos(batch)}     # these are in NFC and without spaces around; files need not be
        for entry in sorted(os.scandir(records.folder / slug), key=lambda e: e.name):
            if entry.name.lower().endswith(PICTURES) and not entry.name.startswith(".") and unicodedata.normalize("NFC", entry.name).strip() not in used:
                yield records.problem(batch_path(slug), ("photos",) if batch.photos else (FIRST_LINE,), "photo-unused",
                                      f"{entry.name} staat in deze map maar wordt niet genoemd; charter photos {slug} zegt waar zij hoort, of haal het bestand weg",
                                      f"{entry.name} is in this folder but is not named; charter photos {slug} says where it belongs, or remove the file", level="warning")


def consent(records: Records, today: date | None = None) -> Iterator[Problem]:
    """A photo is used where everyone recognisable on it allows that, from the day on which the last of them does.

    consent-web:
      nl: De foto komt niet op de website, want niet iedereen die herkenbaar is, gaf daarvoor toestemming. Zet de datum bij consent als die er is.
      en: The photo stays off the website, for not everyone recognisable allows that. Put the date at consent once it is there.
      fails: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}]}]
      passes: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}], consent: {web: 2026-03-12}}]
    consent-newsletter:
      nl: De foto komt niet in nieuwsbrieven, want niet iedereen die herkenbaar is, gaf daarvoor toestemming.
      en: The photo stays out of newsletters, for not everyone recognisable allows that.
      fails: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}]}]
      passes: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}], consent: {newsletter: 2026-03-12}}]
    consent-social:
      nl: De foto komt niet in berichten voor sociale media, want niet iedereen die herkenbaar is, gaf daarvoor toestemming.
      en: The photo stays out of posts for social media, for not everyone recognisable allows that.
      fails: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}]}]
      passes: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}], consent: {social: 2026-03-12}}]
    consent-press:
      nl: De foto gaat niet naar de pers, want niet iedereen die herkenbaar is, gaf daarvoor toestemming.
      en: The photo does not go to the press, for not everyone recognisable allows that.
      fails: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}]}]
      passes: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: [{name: N, role: {nl: R}}], consent: {press: 2026-03-12}}]
    """
    for slug, batch in records.batches.items():
        for where, photo in photos(batch):
            for scope, (nl, en) in SCOPE_WORDS.items():
                since = photo.allowed_from(scope)
                if since is None:
                    who = _some(photo.withheld_by(scope))
                    said = (f"niet iedereen op {photo.file} gaf toestemming voor {nl} ({who}); daar komt de foto niet",
                            f"not everyone on {photo.file} allows {en} ({who}); the photo is left out there")
                elif today and since > today:
                    who = _some(photo.withheld_by(scope, today))
                    said = (f"de toestemming van iedereen op {photo.file} voor {nl} geldt vanaf {long_date(since, 'nl')} ({who}); tot dan komt de foto daar niet",
                            f"the consent of everyone on {photo.file} for {en} holds from {long_date(since, 'en')} ({who}); until then the photo is left out there")
                else:
                    continue
                yield records.problem(batch_path(slug), (*where, "people"), f"consent-{scope}", *said, level="warning")


def _some(names: list[str]) -> str:
    """As many names as a sentence bears."""
    return ", ".join(cut(name, 40) for name in names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")


def raw_html(records: Records) -> Iterator[Problem]:
    """Texts are CommonMark; HTML tags would vanish from the page, so they are refused.

    raw-html:
      nl: Teksten zijn gewone tekst met eenvoudige opmaak (CommonMark). HTML zou ongemerkt van de pagina verdwijnen, dus het wordt geweigerd.
      en: Texts are plain text with simple mark-up (CommonMark). HTML would vanish from the page unseen, so it is refused.
      fails: |
        body: {nl: "Een <b>mooie</b> dag."}
      passes: |
        body: {nl: "Een **mooie** dag."}
    """
    assert records.programme
    texts: list[tuple[str, Where, Spoken]] = [("charter.yaml", where, text) for where, text in _programme_texts(records.programme) if text]
    texts += [(batch_path(slug), where, text) for slug, batch in records.batches.items()
              for where, text in spoken_texts(batch) if isinstance(text, LongText)]
    for path, where, text in texts:
        for lang in LANGUAGES:
            tag = prose.holds_raw_html(getattr(text, lang) or "")
            if tag:
                yield records.problem(path, (*where, lang), "raw-html",
                                      f"HTML staat uit: haal {tag} weg, of schrijf \\< als u het teken zelf bedoelt",
                                      f"HTML is off: remove {tag}, or write \\< if you mean the sign itself")


def _programme_texts(programme: Programme) -> Iterator[tuple[Where, LongText | None]]:
    yield ("join",), programme.join
    for terms in ("dimensions", "sectors", "kinds", "sizes"):
        for n, term in enumerate(getattr(programme, terms)):
            yield (terms, n, "explanation"), term.explanation
    for n, step in enumerate(programme.trajectory.steps):
        yield ("trajectory", "steps", n, "text"), step.text
