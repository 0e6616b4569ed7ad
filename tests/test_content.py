"""Hand-written pages: what stands above the text, and what may collide; every Problem compared in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from charter.content import read_pages
from charter.prose import to_html

GOOD = "Title: Over ons\nSlug: over-ons\nLang: nl\nSummary: Wie wij zijn.\nTranslation: over\n\nEerste alinea.\n\n## Kop\n\nTweede.\n"


@pytest.fixture
def pages(tmp_path: Path):
    """Writes files below content/ and reads them all: (pages, (path, line, column, rule, Dutch, English, suggestion))."""
    def read(slugs: tuple[str, ...] = (), **files: str):
        for name, text in files.items():
            path = tmp_path / "content" / name.replace("__", "/").replace("_md", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        found, problems = read_pages(tmp_path / "content", tmp_path / "signatories", slugs, lambda source, body: to_html(body))
        return found, [(p.path, p.line, p.column, p.rule, *p.message, p.suggestion) for p in problems]
    return read


def test_a_page_as_it_should_be(pages):
    found, problems = pages(over_md=GOOD)
    assert problems == []
    assert [(p.source, p.lang, p.slug, p.title, p.summary, p.html, p.date, p.translation, p.is_news) for p in found] == [
        ("over.md", "nl", "over-ons", "Over ons", "Wie wij zijn.", "<p>Eerste alinea.</p>\n<h2>Kop</h2>\n<p>Tweede.</p>", None, "over", False)]


def test_an_empty_line_may_hold_a_space(pages):
    """What is no head is text: nothing of it is lost."""
    found, problems = pages(over_md=GOOD.replace("\n\nEerste", "\n \nEerste"))
    assert (problems, found[0].html.startswith("<p>Eerste alinea.</p>")) == ([], True)


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param(GOOD.replace("Title:", "Titel:"), [
        (1, 1, "missing", "`title` ontbreekt", "`title` is missing", None),
        (1, 1, "unknown-field", "`titel` is geen veld; bedoelt u `title`?", "`titel` is no field; did you mean `title`?", None)],
        id="a misspelt field"),
    pytest.param(GOOD.replace("Slug: over-ons", "Slug: nieuws"), [
        (2, 1, "id", "`nieuws` is een woord uit de adressen van de site; kies een ander",
         "`nieuws` is a word of the site's addresses; choose another", "Slug: nieuws-1")], id="a word of the addresses"),
    pytest.param(GOOD.replace("Tweede.", "<b>Tweede</b>."), [
        (11, 1, "raw-html", "HTML staat uit: haal <b> weg, of schrijf \\< als u het teken zelf bedoelt",
         "HTML is off: remove <b>, or write \\< if you mean the sign itself", None)], id="html"),
    pytest.param(GOOD.replace("Tweede.", "Twee\x0cde."), [
        (11, 5, "hidden-sign", "hier staat een onzichtbaar teken (U+000C); typ dit stuk opnieuw",
         "there is an invisible sign here (U+000C); type this piece again", None)], id="a form feed"),
])
def test_what_is_wrong_with_a_page(pages, text, expected):
    found, problems = pages(over_md=text)
    assert (found, [p[1:] for p in problems]) == ([], expected)
    assert {p[0] for p in problems} == {"../content/over.md"}


def test_news_has_a_date(pages):
    _, problems = pages(nieuws__a_md=GOOD)
    assert problems == [("../content/nieuws/a.md", 1, 1, "missing", "`Date:` ontbreekt bovenaan", "`Date:` is missing at the top", None)]


def test_no_two_pages_share_an_address_or_a_translation(pages):
    _, problems = pages(a_md=GOOD, b_md=GOOD)
    assert [(p[0], p[1], p[3], p[4]) for p in problems] == [
        ("../content/b.md", 2, "taken", "`over-ons` is al van ../content/a.md; kies een ander"),
        ("../content/b.md", 5, "taken", "`over` is al van ../content/a.md; kies een ander")]


def test_news_does_not_stand_where_a_ceremony_does(pages):
    news = GOOD.replace("Slug: over-ons", "Slug: 2026-03-12-utrecht\nDate: 2026-05-01")
    _, problems = pages(slugs=("2026-03-12-utrecht",), nieuws__a_md=news)
    assert [(p[1], p[3], p[5]) for p in problems] == [
        (2, "taken", "`2026-03-12-utrecht` already belongs to 2026-03-12-utrecht/batch.yaml; choose another")]


def test_hidden_files_and_links_are_left_alone(pages, tmp_path):
    """An editor's lock file is a link to nowhere; macOS leaves ._names."""
    pages(over_md=GOOD)
    (tmp_path / "content" / ".#over.md").symlink_to("somebody@host.1")
    (tmp_path / "content" / "._over.md").write_bytes(b"\x00\x05\x16\x07")
    found, problems = pages()
    assert ([p.source for p in found], problems) == (["over.md"], [])
