"""Documents for a signatory, as tagged PDF: the charter to print and sign, and the letter that confirms it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from charter.language import number as counted
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Problem, cut
from charter.prose import to_plain
from trajectory.cases import Case
from trajectory.documents import letter, pdf, pledge
from trajectory.documents.pdf import Layout, lay_out
from trajectory.documents.pdf import PdfMissing as PdfMissing
from trajectory.documents.pledge import Prose, depth_of, first_words, texts_of, words_in
from trajectory.rows import Row
from trajectory.steps import Officers
from trajectory.templating import filled

SIZES = (11, 10)        # points, the largest that fits. Smaller is hard to read on paper: then the text must be shorter
MOST = 10_000           # characters; a page of the smallest type holds 8,000, and laying out a book takes many seconds
DEEPEST = 10            # lists in lists; WeasyPrint cannot lay out a hundred


class Document(NamedTuple):
    """One file. `name` is relative: `2026-03-12-utrecht/zorggroep-wensput/charter.nl.pdf`."""

    name: str
    data: bytes


def ready() -> None:
    """Loads what all documents need, before workers are forked. Raises PdfMissing."""
    pdf.press()


def charter_document(records: Records, slug: str, number: int, lang: str) -> Document | Problem:
    """The charter for one signature, on one A4 page, before the signing as well as after it. `number` counts from 0.

    A Problem when it does not fit on the page in the smallest type, or cannot be laid out. Raises PdfMissing.
    """
    texts = texts_of(records.batches[slug].signatories[number], lang)
    for prose in texts:
        if depth_of(prose) > DEEPEST:
            return _too_deep(records, slug, number, prose)
    for size in SIZES if sum(len(prose.text) for prose in texts) <= MOST else ():
        laid_out = _pledge(records, slug, number, texts, lang, size)
        if laid_out.pages == 1:
            id_ = records.batches[slug].signatories[number].id
            return Document(f"{slug}/{id_}/charter.{lang}.pdf", laid_out.pdf())

    def fits(words: int) -> bool:
        return _pledge(records, slug, number, first_words(texts, words), lang, SIZES[-1]).pages == 1

    return _too_long(records, slug, number, texts, fits)


def confirmation_letter(records: Records, officers: Officers | None, case: Case, rows: Sequence[Row],
                        lang: str) -> Document:
    """The letter to a signatory after the signing, dated on the day of the case; `rows` are those of this case.

    `officers` is None when they cannot be read: then the publisher signs. Raises PdfMissing.
    """
    assert records.programme is not None
    officer = (officers or {}).get(case.agreed.officer or "")
    view = letter.letter(records.programme, records.batches[case.slug], officer, case, rows, lang)
    laid_out = lay_out(filled("documents/letter.html", view=view, words=letter.WORDS[lang]), lang)
    return Document(f"{case.slug}/{case.id}/bevestiging.{lang}.pdf", laid_out.pdf())


def _pledge(records: Records, slug: str, number: int, texts: tuple[Prose, ...], lang: str, size: int) -> Layout:
    assert records.programme is not None
    batch = records.batches[slug]
    view = pledge.pledge(records.programme, batch, batch.signatories[number], texts, lang, size)
    return lay_out(filled("documents/charter.html", view=view, words=pledge.WORDS[lang]), lang)


def _too_long(records: Records, slug: str, number: int, texts: tuple[Prose, ...],
              fits: Callable[[int], bool]) -> Problem:
    """Says how many words must go, at the text in which the page ends; found by laying out more and less of it."""
    name = cut(records.batches[slug].signatories[number].name)
    total = words_in(texts)
    if not total or not fits(0):
        return records.problem(
            batch_path(slug), ("signatories", number), "document-too-long",
            f"het document van {name} past niet op één bladzijde, ook niet zonder ambitie en toelichting: "
            "kort namen of functies in",
            f"the document of {name} does not fit on one page, even without ambition and explanation: "
            "shorten names or roles")
    most = _largest(fits, total)
    over, signs = total - most, _signs(texts) - _signs(first_words(texts, most))
    ends_in = texts[sum(words_in(texts[:n + 1]) <= most for n in range(len(texts)))]
    return records.problem(
        batch_path(slug), ("signatories", number, ends_in.field, ends_in.lang), "document-too-long",
        f"het document van {name} is {_words(over, 'nl')} ({counted(signs, 'nl')} tekens) te lang voor één bladzijde: "
        f"ambitie en toelichting hebben samen {_words(total, 'nl')}, hier passen er {counted(most, 'nl')}",
        f"the document of {name} is {_words(over, 'en')} ({counted(signs, 'en')} characters) too long for one page: "
        f"ambition and explanation have {_words(total, 'en')} together, {counted(most, 'en')} fit here")


def _too_deep(records: Records, slug: str, number: int, prose: Prose) -> Problem:
    return records.problem(
        batch_path(slug), ("signatories", number, prose.field, prose.lang), "document-too-deep",
        f"meer dan {DEEPEST} lijsten of citaten staan hier in elkaar; dat past niet in een document op papier",
        f"more than {DEEPEST} lists or quotations stand in each other here; that does not fit in a document on paper")


def _words(count: int, lang: str) -> str:
    one, many = ("word", "words") if lang == "en" else ("woord", "woorden")
    return f"{counted(count, lang)} {one if count == 1 else many}"


def _largest(fits: Callable[[int], bool], total: int) -> int:
    """The most words that fit, when all of them do not and none of them do. Long texts are never laid out whole."""
    low, high = 0, min(128, total)
    while high < total and fits(high):
        low, high = high, min(2 * high, total)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _signs(texts: tuple[Prose, ...]) -> int:
    return sum(len(to_plain(prose.text)) for prose in texts)
