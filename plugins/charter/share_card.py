"""The share card of a ceremony in one language, as a file of the site."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from charter import urls
from charter.pages import OutputFile, Pages
from charter.photos import Card, CardPhoto, Fonts, Rights, draw_card
from charter.views.article import updated_at
from charter.views.card import CardView, card_view
from charter.views.site import Site

Files = Callable[[str, str], Path]      # slug and file name of a photo -> a JPEG of it


def share_card(pages: Pages, slug: str, lang: str, theme: Path, jpeg_of: Files) -> OutputFile:
    """Drawn anew when it comes to show something else; its address stays the same for ever."""
    view = card_view(pages.site, slug, lang)

    return OutputFile(urls.output_file(urls.share_card(slug, lang)), f"{pages.code} {view.version}", partial(card_jpeg, pages.site, slug, lang, theme, jpeg_of),
                      updated_at(pages.site, slug))


def card_jpeg(site: Site, slug: str, lang: str, theme: Path, jpeg_of: Files, scope: str = "social") -> bytes:
    """The picture itself; without its photo when that may not be used as `scope` says too."""
    view = card_view(site, slug, lang)
    if view.photo and not view.photo.allows(scope, site.state.day):
        view = view._replace(photo=None)
    return draw_card(_card(view, slug, jpeg_of), *fonts_of(theme))


@cache      # what fonts have and how wide words are is remembered with them
def fonts_of(theme: Path) -> tuple[Fonts, Fonts]:
    """Bold and regular: the font of the site, and behind it one for scripts that it lacks."""
    files = (theme / "cards" / "source-sans-3.woff2", theme / "cards" / "source-sans-3-ext.woff2",
             theme / "cards" / "dejavu-sans-condensed-bold.woff2")
    return Fonts(files, 650), Fonts(files, 400)


def _card(view: CardView, slug: str, jpeg_of: Files) -> Card:
    made = Card(view.programme, view.headline, view.when)
    if view.photo is None:
        return made
    rights = Rights(view.photo.credit, view.photo.licence or "")
    return made._replace(credit=f"© {rights.maker}" if rights.maker else "", photo=CardPhoto(jpeg_of(slug, view.photo.file), view.photo.focus, rights))
