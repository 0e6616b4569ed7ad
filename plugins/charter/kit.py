"""The kit of a ceremony: what editors copy, in the form that their tool takes, and what each signatory needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from charter.block_forms import FORMS, form
from charter.language import number
from charter.model.batch import Photo
from charter.pages import OutputFile, Pages, both
from charter.views.article import Article, article, title_of, updated_at
from charter.views.block import Block, block, long_blocks, without_photo
from charter.views.card import card_view
from charter.views.mentions import Mention, Tagged, mention_sheet, mentions, on_each_network
from charter.views.posts import Post, own_posts, posts
from charter.views.site import Image, Jpeg, Link, Site
from charter.views.subjects import preheaders, subjects

# With all six a page weighs too much, and takes too long to make. The package of a signatory (charter kit) has them all.
OWN = ("linkedin",)


class Snippet(NamedTuple):
    """One text to copy. `id` is its own on the page; `length` says in words how long it is.

    `photo` says whether it has one, or is empty where that makes no difference.
    """

    id: str
    kind: str
    text: str
    length: str
    photo: str = ""


class Part(NamedTuple):
    """A newsletter block, or a part of a long one, in every form."""

    block: Block
    snippets: tuple[Snippet, ...]


class KitPhoto(NamedTuple):
    """A photo with the files to download and, where it may go on social media, whom to mention there."""

    image: Image
    mails: tuple[Jpeg, ...]
    square: Jpeg | None
    mentions: tuple[Mention, ...]


class Alt(NamedTuple):
    """The description of a picture that goes with posts; `picture` is card or square."""

    picture: str
    lang: str
    snippet: Snippet


class KitSigner(NamedTuple):
    """What a signatory needs for its own channels."""

    id: str
    link: Link
    photos: tuple[KitPhoto, ...]
    posts: tuple[Snippet, ...]


class Kit(NamedTuple):
    """Everything that the pages of a kit show; `card` and what follows are addresses."""

    article: Article
    subjects: tuple[Snippet, ...]
    preheaders: tuple[Snippet, ...]
    short: Part
    long: tuple[Part, ...]
    posts: tuple[Snippet, ...]
    alts: tuple[Alt, ...]
    tagged: tuple[Tagged, ...]
    mentions: tuple[Snippet, ...]
    photos: tuple[KitPhoto, ...]
    signers: tuple[KitSigner, ...]
    card: str
    texts: str
    url: str
    long_url: str

    @property
    def lengths(self) -> tuple[tuple[str, tuple[Part, ...]], ...]:
        """The newsletter block by its length."""
        return ("short", (self.short,)), ("long", self.long)


@lru_cache(maxsize=4)       # its page and its file of texts follow one another
def kit(pages: Pages, slug: str, lang: str, css: str) -> Kit:
    """The kit of one batch in one language."""
    site = pages.site
    made, tagged = posts(site, slug, lang), mention_sheet(site, slug, lang)
    return Kit(
        article(site, slug, lang), _lines(subjects(site, slug, lang), "subject", lang), _lines(preheaders(site, slug, lang), "preheader", lang),
        _part(pages, "short", block(site, slug, lang), lang, css),
        tuple(_part(pages, "long", one, lang, css) for one in long_blocks(site, slug, lang)),
        _posted(made, "", lang), tuple(_alts(made, lang)), tagged, tuple(_mentions(tagged, lang)), _photos(site, slug, site.state.batches[slug].photos, lang),
        tuple(_signers(site, slug, lang)), card_view(site, slug, lang).url, *(site.href(kind, lang, slug) for kind in ("kit-texts", "kit", "kit-long")))


def _lines(texts: tuple[str, ...], kind: str, lang: str) -> tuple[Snippet, ...]:
    return tuple(_snippet(f"{kind}-{n}", kind, text, lang) for n, text in enumerate(texts, 1))


def _snippet(id_: str, kind: str, text: str, lang: str, photo: str = "") -> Snippet:
    characters = f"{number(len(text), lang)} {'characters' if lang == 'en' else 'tekens'}"
    return Snippet(id_, kind, text, f"{characters} ({number(len(text.encode()), lang)} bytes)" if kind in FORMS else characters, photo)


def _posted(made: Iterable[Post], prefix: str, lang: str) -> tuple[Snippet, ...]:
    """Posts, with how long they are and may be."""
    words = "{} of at most {} characters" if lang == "en" else "{} van hoogstens {} tekens"
    return tuple(Snippet(f"{prefix}{post.network}", post.label, post.text, words.format(number(post.length, lang), number(post.limit, lang)))
                 for post in made)


def _alts(made: tuple[Post, ...], lang: str) -> Iterator[Alt]:
    """One for each picture; networks allow different lengths, and the longest that all allow serves them all."""
    found: dict[str, Post] = {}
    for post in made:
        if post.picture not in found or len(post.alt) < len(found[post.picture].alt):
            found[post.picture] = post
    for picture, post in found.items():
        yield Alt(picture, post.alt_lang, _snippet(f"alt-{picture}", "alt", post.alt, lang))


def _mentions(tagged: tuple[Tagged, ...], lang: str) -> Iterator[Snippet]:
    for network, text in on_each_network(tagged):
        yield _snippet(f"mention-{network.lower()}", network, text, lang)


def _part(pages: Pages, length: str, made: Block, lang: str, css: str) -> Part:
    """Each form; of a block with a photo those that can show it come without it too."""
    name = f"{length}-{made.part}" if made.parts > 1 else length
    found = []
    for kind in FORMS:
        if made.enclosure is None or kind == "text":
            found.append(_snippet(f"{name}-{kind}", kind, form(kind, made, pages.templates[lang], css), lang))
        else:
            found.append(_snippet(f"{name}-{kind}", kind, form(kind, made, pages.templates[lang], css), lang, "with"))
            found.append(_snippet(f"{name}-{kind}-bare", kind, form(kind, without_photo(made), pages.templates[lang], css), lang, "without"))
    return Part(made, tuple(found))


def _photos(site: Site, slug: str, photos: tuple[Photo, ...], lang: str) -> tuple[KitPhoto, ...]:
    """Those that may be used in newsletters or on social media."""
    shown = zip(site.images(slug, photos, lang), site.published_photos(slug, photos), strict=True)
    return tuple(KitPhoto(image, image.mails, image.square, mentions(site, photo, lang) if image.square else ())
                 for image, photo in shown if image.mails or image.square)


def _signers(site: Site, slug: str, lang: str) -> Iterator[KitSigner]:
    """Everyone who signed and still has a page."""
    for at, signature in enumerate(site.state.batches[slug].signatories):
        if site.organisation(signature.id):
            yield KitSigner(signature.id, site.link_to(signature.id, signature.name, lang), _photos(site, slug, signature.photos, lang),
                            _posted(own_posts(site, slug, at, lang, OWN), f"own-{signature.id}-", lang))


def kit_pages(pages: Pages, slug: str, lang: str, made: Callable[[], Kit]) -> Iterator[OutputFile]:
    """The kit of one ceremony, and the page of its long block, which would make the first one twice as heavy; never indexed."""
    def head(kind: str) -> dict:
        title = title_of(pages.site, slug, lang)[0]
        if kind == "kit":
            about = f"For editors: texts and photos of “{title}”." if lang == "en" else f"Voor redacties: teksten en foto's bij ‘{title}’."
            return {"title": f"Kit: {title}", "section": "kit", "description": about}
        name = f"Kit, long block: {title}" if lang == "en" else f"Kit, lang blok: {title}"
        about = f"For editors: a long newsletter block of “{title}”." if lang == "en" else f"Voor redacties: een lang nieuwsbriefblok bij ‘{title}’."
        return {"title": name, "section": "kit", "description": about}

    for kind in ("kit", "kit-long"):
        yield pages.page(kind, lang, both(slug), f"{kind}.html", pages.site.batch_keys[slug], partial(head, kind), made, updated_at(pages.site, slug), noindex=True)
