"""The kit of a ceremony: what editors copy, in the form that their tool takes."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

import css_inline

from charter import language
from charter.feed_formats import Enclosure
from charter.pages import OutputFile, Pages, both
from charter.views.article import Article, article, title_of, updated_at
from charter.views.card import card_view
from charter.views.mentions import Mention, mentions
from charter.views.site import Image, Jpeg, Site

NAMED = 10      # more signers than this are a count and a link: a cut list of names would be wrong


class Snippet(NamedTuple):
    """One text to copy. `kind` is html, minimal, markdown, text or social; lengths in UTF-8 bytes and characters."""

    kind: str
    text: str
    bytes: int
    characters: int


class Block(NamedTuple):
    """What every form of the newsletter block says; addresses are absolute."""

    title: str
    lead: str
    date_text: str
    place: str
    names: tuple[str, ...]          # in order of signing; empty when there are too many to name
    names_text: str
    url: str
    link_text: str
    total: str | None
    enclosure: Enclosure | None     # for newsletters, as wide as it is there
    programme: str
    hashtags: str


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


def block(site: Site, slug: str, lang: str) -> Block:
    """The newsletter block of a ceremony, with the photo that may go into newsletters."""
    made = article(site, slug, lang)
    batch, programme = site.state.batches[slug], site.state.programme
    images = site.images(slug, batch.photos, lang, "newsletter")
    names = tuple(site.names_in(batch, lang))
    shown = names if len(names) <= NAMED else ()
    if shown:
        link_text = "Read who signed and why" if lang == "en" else "Lees wie er tekenden en waarom"
    else:
        link_text = (f"See all {language.number_word(len(names), lang)} signatories" if lang == "en"
                     else f"Bekijk alle {language.number_word(len(names), lang)} ondertekenaars")
    return Block(made.title, made.lead_text, made.date_text, made.place, shown, language.join_names(shown, lang),
                 site.absolute(made.url), link_text, made.total, _enclosure(site, images[0]) if images else None, programme.name(lang),
                 " ".join(f"#{tag}" for tag in programme.hashtags))


def _enclosure(site: Site, image: Image) -> Enclosure | None:
    """Its widest JPEG for mail, which a sharp screen shows at half its width; of a tall photo the narrower one is wide enough."""
    if not image.mails:
        return None
    jpeg = image.mails[0 if image.height > image.width else -1]
    return Enclosure(site.absolute(jpeg.url), jpeg, image)


@cache
def _inliner() -> css_inline.CSSInliner:
    # Nothing is ever fetched: the block links no stylesheet.
    return css_inline.CSSInliner(load_remote_stylesheets=False)


def email_html(block_html: str, css: str) -> str:
    """The block with its styles on every element and no classes, for e-mail."""
    inlined = _inliner().inline_fragment(block_html, css)
    # In tags only: a name may hold ` class="a"` too. The inliner writes every attribute with double quotes.
    return re.sub(r'<\w+(?: [\w-]+="[^"]*")+>', lambda tag: re.sub(r' class="[^"]*"', "", tag[0]), inlined).strip()


def kit(pages: Pages, slug: str, lang: str, css: str) -> Kit:
    """The kit of one batch in one language."""
    site, templates = pages.site, pages.templates[lang]
    made = block(site, slug, lang)
    texts = {
        "html": email_html(templates.render("kit/block.html", block=made), css),
        "minimal": templates.render("kit/minimal.html", block=made).strip(),
        "markdown": templates.render("kit/block.md", block=made).strip(),
        "text": templates.render("kit/block.txt", block=made).strip(),
        "social": templates.render("kit/social.txt", block=made).strip(),
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
