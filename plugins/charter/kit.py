"""The kit of a ceremony: what editors copy, in the form that their tool takes."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from charter.mail_html import email_html
from charter.pages import OutputFile, Pages, both
from charter.views.article import Article, article, title_of, updated_at
from charter.views.block import Block, block
from charter.views.card import card_view
from charter.views.mentions import Mention, mentions
from charter.views.site import Image, Jpeg, Site


class Snippet(NamedTuple):
    """One text to copy. `kind` is html, minimal, markdown, text or social; lengths in UTF-8 bytes and characters."""

    kind: str
    text: str
    bytes: int
    characters: int


class KitPhoto(NamedTuple):
    """A photo with the files to download and, where it may go on social media, whom to mention there."""

    image: Image
    mails: tuple[Jpeg, ...]
    square: Jpeg | None
    mentions: tuple[Mention, ...]


class Kit(NamedTuple):
    """Everything a kit page shows; `card` is the address of the share card."""

    article: Article
    block: Block
    snippets: tuple[Snippet, ...]
    photos: tuple[KitPhoto, ...]
    card: str


def kit(pages: Pages, slug: str, lang: str, css: str) -> Kit:
    """The kit of one batch in one language."""
    site, templates = pages.site, pages.templates[lang]
    made = block(site, slug, lang)
    texts = {
        "html": email_html(templates.render("kit/block.html", block=made), css),
        "minimal": templates.render("kit/minimal.html", block=made).strip(),
        "markdown": templates.render("kit/block.md", block=made).strip(),
        "text": templates.render("kit/block.txt", block=made).strip(),
        "social": templates.render("kit/social.txt", block=made, hashtags=" ".join(f"#{tag}" for tag in site.state.programme.hashtags)).strip(),
    }
    snippets = tuple(Snippet(kind, text, len(text.encode()), len(text)) for kind, text in texts.items())
    return Kit(article(site, slug, lang), made, snippets, _photos(site, slug, lang), card_view(site, slug, lang).url)


def _photos(site: Site, slug: str, lang: str) -> tuple[KitPhoto, ...]:
    """The photos that may be used in newsletters or on social media: of the ceremony, then of who signed."""
    photos = tuple(site.state.batches[slug].all_photos())
    shown = zip(site.images(slug, photos, lang), site.published_photos(slug, photos), strict=True)
    return tuple(KitPhoto(image, image.mails, image.square, mentions(site, photo, lang) if image.square else ())
                 for image, photo in shown if image.mails or image.square)


def kit_page(pages: Pages, slug: str, lang: str, css: str) -> OutputFile:
    """The kit page of one ceremony; never indexed."""
    def head() -> dict:
        title = title_of(pages.site, slug, lang)[0]
        return {"title": f"Kit: {title}", "section": "kit",
                "description": (f"For editors: texts and photos of “{title}”." if lang == "en" else f"Voor redacties: teksten en foto's bij ‘{title}’.")}

    return pages.page("kit", lang, both(slug), "kit.html", pages.site.batch_keys[slug], head,
                      partial(kit, pages, slug, lang, css), updated_at(pages.site, slug), noindex=True)
