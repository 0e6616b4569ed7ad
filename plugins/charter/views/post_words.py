"""The sentences of posts on social media that no page has. Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence

from charter.language import join_names, long_date, number_word, sentence_end
from charter.model.batch import Batch
from charter.model.programme import Programme


def occasion(event: str, lang: str) -> str:
    """Gelegenheid: Ontbijt voor werkgevers. What people wrote there begins with any word, so no sentence can hold it."""
    return sentence_end(f"{'Occasion' if lang == 'en' else 'Gelegenheid'}: {event}")


def where_signers(count: int, lang: str) -> str:
    """What stands before the link to the article."""
    if lang == "en":
        return "Read more about the signing" if count == 1 else "Read who signed and why"
    return "Lees meer over de ondertekening" if count == 1 else "Lees wie er tekenden en waarom"


def we_signed(programme: Programme, batch: Batch, again: bool, others: Sequence[str], place: str, lang: str) -> str:
    """Wij hebben op 12 maart 2026 in Utrecht Charter Diversiteit ondertekend. Dat deden wij samen met A en B.

    Without the names of the others how many there were.
    """
    charter, day, count = programme.name(lang), long_date(batch.date, lang), len(batch.signatories) - 1
    if lang == "en":
        with_whom = join_names(others, lang) or f"{number_word(count, lang)} other {'organisation' if count == 1 else 'organisations'}"
        first = f"On {day} we signed the {charter}{' again' if again else ''}{f' in {place}' if place else ''}"
        second = f"We did so together with {with_whom}"
    else:
        with_whom = join_names(others, lang) or f"{number_word(count, lang)} andere {'organisatie' if count == 1 else 'organisaties'}"
        first = f"Wij hebben op {day}{f' in {place}' if place else ''} {charter} {'opnieuw ' if again else ''}ondertekend"
        second = f"Dat deden wij samen met {with_whom}"
    return f"{sentence_end(first)} {sentence_end(second)}" if count else sentence_end(first)


def our_ambition(lang: str) -> str:
    """What stands before an ambition."""
    return "Our ambition:" if lang == "en" else "Onze ambitie:"


def our_page(programme: Programme, lang: str) -> str:
    """What stands before the link to the profile of who speaks."""
    return f"Our page on the site of the {programme.name(lang)}" if lang == "en" else f"Onze pagina op de site van {programme.name(lang)}"


def card_alt(headline: str, when: str, lang: str) -> str:
    """What a share card shows, for who does not see it."""
    return sentence_end(f"{'Card with the text' if lang == 'en' else 'Kaart met de tekst'}: {sentence_end(headline)} {when}")
