"""The texts of a kit for editors in one ZIP file: for who has no script to copy with, or hands them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charter import urls
from charter.kit import Kit, Snippet
from charter.language import escape
from charter.pages import OutputFile, Pages
from charter.views.site import digest
from charter.zipped import zipped

_ENDINGS = {"html": "html", "minimal": "html", "markdown": "md", "text": "txt"}
_WORDS = {"nl": {"short": "kort", "long": "lang", "html": "opgemaakt", "minimal": "kaal", "markdown": "markdown", "text": "tekst",
                 "with": "met-foto", "without": "zonder-foto", "subjects": "onderwerpregels"},
          "en": {"short": "short", "long": "long", "html": "layout", "minimal": "plain", "markdown": "markdown", "text": "text",
                 "with": "with-photo", "without": "without-photo", "subjects": "subject-lines"}}


def kit_texts(pages: Pages, slug: str, lang: str, made: Callable[[], Kit]) -> OutputFile:
    """The file of one kit in one language."""
    key = digest(pages.shared, pages.site.batch_keys[slug])
    return OutputFile(urls.output_file(urls.path("kit-texts", lang, slug)), key, lambda: zipped({name: text.encode() for name, text in named_texts(made(), lang)}))


def named_texts(kit: Kit, lang: str) -> Iterator[tuple[str, str]]:
    """The name and the text of every file; HTML as a whole page, which a browser shows as it will be pasted.

    What signatories say of themselves is in the package that each gets.
    """
    words = _WORDS[lang]
    yield f"{words['subjects']}.txt", "\n".join(s.text for s in (*kit.subjects, *kit.preheaders)) + "\n"
    for length, parts in kit.lengths:
        for part in parts:
            name = f"{words[length]}-{part.block.part}" if len(parts) > 1 else words[length]
            for snippet in part.snippets:
                whole = "-".join(filter(None, (name, words[snippet.kind], words.get(snippet.photo))))
                yield f"{whole}.{_ENDINGS[snippet.kind]}", _document(snippet, kit.article.title, lang)
    for post in (*kit.posts, *(alt.snippet for alt in kit.alts), *kit.mentions):
        yield f"{post.id}.txt", f"{post.text}\n"


def _document(snippet: Snippet, title: str, lang: str) -> str:
    if snippet.kind not in ("html", "minimal"):
        return f"{snippet.text}\n"
    return (f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{escape(title)}</title></head>\n<body>\n{snippet.text}\n</body></html>\n")
