"""The sentences that the record computes: headline, lead, total, caption. Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charter.language import (
    join_names,
    long_date,
    number,
    number_word,
    ordinal,
    possessive,
    sentence_end,
    sentence_start,
)
from charter.model.batch import NOT_NAMED as _NOT_NAMED
from charter.model.batch import Batch, Photo
from charter.model.programme import Programme
from charter.totals import Totals

OTHER = {"nl": "een andere ondertekenaar", "en": "another signatory"}      # one that is not public yet
ERASED = {"nl": "een ondertekenaar die haar gegevens liet verwijderen", "en": "a signatory that had its details removed"}
NOT_NAMED = {"nl": _NOT_NAMED, "en": "somebody who does not want to be named"}


def headline(programme: Programme, names: Sequence[str], lang: str) -> str:
    """More than three: the number in words. Two or three: their names. One: its name."""
    charter = programme.name(lang)
    if len(names) > 3:
        count = sentence_start(number_word(len(names), lang))
        return f"{count} organisations sign the {charter}" if lang == "en" else f"{count} organisaties ondertekenen {charter}"
    subject = sentence_start(join_names(names, lang))
    if lang == "en":
        return f"{subject} {'signs' if len(names) == 1 else 'sign'} the {charter}"
    return f"{subject} {'ondertekent' if len(names) == 1 else 'ondertekenen'} {charter}"


def lead(programme: Programme, batch: Batch, names: Sequence[str], total: Totals | None, lang: str) -> str:
    """Who signed, when and where; a single signer's ordinal when the total is known. CommonMark-free text."""
    sentence = signed(programme, batch, names if len(names) <= 3 else (), batch.place or "", lang)
    if len(names) == 1 and total and not batch.signatories[0].again:
        return f"{sentence} {nth_sentence(names[0], total, lang)}"
    return sentence


def signed(programme: Programme, batch: Batch, names: Sequence[str], place: str, lang: str) -> str:
    """Op 12 maart 2026 ondertekenden A en B in Utrecht Charter Diversiteit. Without names how many; without a place nowhere."""
    count = len(batch.signatories)
    subject = join_names(names, lang) or _organisations(count, lang)
    day, charter, where = long_date(batch.date, lang), programme.name(lang), f" in {place}" if place else ""
    if lang == "en":
        return sentence_end(f"On {day} {subject} signed the {charter}{where}")
    return sentence_end(f"Op {day} {'ondertekende' if count == 1 else 'ondertekenden'} {subject}{where} {charter}")


def _organisations(count: int, lang: str) -> str:
    one, many = ("organisation", "organisations") if lang == "en" else ("organisatie", "organisaties")
    return f"{number_word(count, lang)} {one if count == 1 else many}"


def nth_sentence(name: str, total: Totals, lang: str) -> str:
    """Bakkerij Anders is de 278e ondertekenaar."""
    rank = str(total.ever) if lang == "en" else ordinal(total.ever, lang)
    return f"{sentence_start(name)} {f'is signatory number {rank}.' if lang == 'en' else f'is de {rank} ondertekenaar.'}"


def total_sentence(programme: Programme, total: Totals | None, lang: str) -> str | None:
    """The running total right after a signing, or None when nobody can know it."""
    if total is None:
        return None
    charter, count = programme.name(lang), number(total.ever, lang)
    if total.ever == 1:
        return (f"One organisation has signed the {charter} so far." if lang == "en"
                else f"Tot nu toe heeft één organisatie {charter} ondertekend.")
    if lang == "en":
        return sentence_end(f"With that, {count} organisations have signed the {charter}")
    return f"Daarmee hebben {count} organisaties {charter} ondertekend."


def count_sentence(count: int, lang: str) -> str:
    """12 ondertekenaars, 1 signatory."""
    return f"{number(count, lang)} {_signatories(count, lang)}"


def _signatories(count: int, lang: str) -> str:
    one, many = ("signatory", "signatories") if lang == "en" else ("ondertekenaar", "ondertekenaars")
    return one if count == 1 else many


def people(photo: Photo, organisation_name: dict[str, str], lang: str) -> list[str]:
    """Who is on a photo, from left to right, each with organisation or role between brackets."""
    found = []
    for person in photo.people:
        ref = person.organisation
        of = (ref.name or organisation_name.get(ref.id or "")) if ref else None
        behind = of or (person.role(lang) if person.role else None)
        found.append(f"{person.name} ({behind})" if behind else person.name)
    return found


def caption(photo: Photo, organisation_name: dict[str, str], lang: str) -> str:
    """V.l.n.r.: Naam (Organisatie), Naam (rol). Without people an empty text."""
    found = people(photo, organisation_name, lang)
    if len(found) < 2:
        return sentence_end(found[0]) if found else ""
    return sentence_end(("From left to right: " if lang == "en" else "V.l.n.r.: ") + ", ".join(found))


def alt_text(photo: Photo, batch: Batch, lang: str) -> tuple[str, str]:
    """The alternative text and its language; for a group photo computed when the record has none."""
    if photo.alt:
        return photo.alt(lang), photo.alt.language(lang)
    count = len(batch.signatories)
    where = f" in {batch.place}" if batch.place else ""
    kind = "Group photo of" if lang == "en" else "Groepsfoto van"
    return f"{kind} {number_word(count, lang)} {_signatories(count, lang)}{where}", lang


def listed_sentence(listed: int, total: Totals | None, lang: str) -> str:
    """How many stand in the directory; of how many, when the programme counted more than the records know."""
    if total is None or total.now <= listed:
        return count_sentence(listed, lang)
    if lang == "en":
        return f"{number(listed, lang)} of {count_sentence(total.now, lang)} are in this list"
    return f"{number(listed, lang)} van de {count_sentence(total.now, lang)} {'staat' if listed == 1 else 'staan'} in deze lijst"


def ambition_heading(name: str, lang: str) -> str:
    """De ambitie van Bakkerij Anders, Bakkerij Anders's ambition: a heading that says whose, also in a list of headings."""
    return sentence_start(f"{possessive(name, lang)} ambition") if lang == "en" else f"De ambitie van {name}"


def since(day: date, lang: str) -> str:
    """op 12 maart 2026, on 12 March 2026."""
    return f"{'on' if lang == 'en' else 'op'} {long_date(day, lang)}"
