"""The share card of a ceremony in one language, as a file of the site."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from charter import language, urls
from charter.pages import OutputFile, Pages
from charter.photos import Card, CardPhoto, Fonts, Rights, draw_card
from charter.views.article import title_of, updated_at
from charter.views.site import Site

Files = Callable[[str, str], Path]      # slug and file name of a photo -> a JPEG of it


def share_card(pages: Pages, slug: str, lang: str, theme: Path, jpeg_of: Files) -> OutputFile:
    """Drawn anew when anything of the ceremony changed; its address stays the same for ever."""
    def make() -> bytes:
        return draw_card(card_of(pages.site, slug, lang, jpeg_of), *fonts_of(theme))

    return OutputFile(urls.output_file(urls.share_card(slug, lang)), f"{pages.shared} {pages.site.batch_keys[slug]}",
                      make, updated_at(pages.site, slug))


def fonts_of(theme: Path) -> tuple[Fonts, Fonts]:
    """Bold and regular: the font of the site, and behind it one for scripts that it lacks."""
    files = (theme / "static" / "source-sans-3.woff2", theme / "static" / "source-sans-3-ext.woff2",
             theme / "cards" / "dejavu-sans-condensed-bold.woff2")
    return Fonts(files, 650), Fonts(files, 400)


def card_of(site: Site, slug: str, lang: str, jpeg_of: Files) -> Card:
    """What a card says; with the first photo that everyone on it allows on social media."""
    batch = site.state.batches[slug]
    day = language.long_date(batch.date, lang)
    made = partial(Card, site.state.programme.name(lang), title_of(site, slug, lang)[0], f"{day}, {batch.place}" if batch.place else day)
    photo = next(iter(site.published_photos(slug, batch.photos, "social")), None)
    if photo is None:
        return made()
    rights = Rights(photo.credit, photo.licence or "")
    return made(f"© {rights.maker}" if rights.maker else "", CardPhoto(jpeg_of(slug, photo.file), photo.focus, rights))
