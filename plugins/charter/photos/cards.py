"""The share card of a ceremony: what social networks show beside a link to it. Headline, programme, date, and its photo."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from charter.photos.lettering import Fonts, write
from charter.photos.lines import fitted, on_one_line
from charter.photos.metadata import Rights
from charter.photos.sizes import Focus, crop_box, default_focus

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630       # what Facebook, LinkedIn, X and Mastodon show whole
# The colours of the theme in the light.
PAPER, INK, SOFT, ACCENT = "#fcf9f4", "#211a1d", "#54494d", "#6e1b4c"
MARGIN, BAND = 72, 16
PHOTO_WIDTH = 520
HEADLINES = (88, 80, 72, 64, 58, 52, 46, 41, 37, 33, 30, 27, 24)
LEADING = 1.12
SMALLEST = 14       # pixels of a letter
# Small and without a second pass over its codes: two cards a ceremony are drawn in every build from scratch.
SAVED: dict[str, int] = {"quality": 82}


class CardPhoto(NamedTuple):
    """The photo on a card: a JPEG of it, and who made it."""

    file: Path
    focus: Focus | None
    rights: Rights


class Card(NamedTuple):
    """What a card says; `when` is date and place, `credit` the line under a photo."""

    programme: str
    headline: str
    when: str
    credit: str = ""
    photo: CardPhoto | None = None


def draw_card(card: Card, bold: Fonts, regular: Fonts) -> bytes:
    """A JPEG of WIDTH by HEIGHT, without a photo when there is none that may be on it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    right = WIDTH - MARGIN
    if card.photo:
        image.paste(_part_of(card.photo), (WIDTH - PHOTO_WIDTH, 0))
        right -= PHOTO_WIDTH - MARGIN // 3
    draw.rectangle((0, 0, BAND - 1, HEIGHT), ACCENT)
    _write_text(draw, card, bold, regular, right - MARGIN)
    return _saved(image, card.photo.rights if card.photo else Rights())


def _write_text(draw: ImageDraw, card: Card, bold: Fonts, regular: Fonts, width: int) -> None:
    """From top to bottom: programme, headline in the middle of what is left, date and place, credit."""
    top, bottom = 144, HEIGHT - (152 if card.credit else 128)
    size, lines = fitted(card.headline, bold, HEADLINES, width, bottom - top, LEADING)
    # A headline in small letters remains the first thing that is read.
    _write_line(draw, card.programme, bold, min(34, size), width, 98, ACCENT)
    y = (top + bottom - len(lines) * size * LEADING) / 2 + size * 0.86
    for n, line in enumerate(lines):
        write(draw, (MARGIN, y + n * size * LEADING), line, bold, size, INK)
    below = HEIGHT - (98 if card.credit else 72)
    _write_line(draw, card.when, regular, min(32, size), width, below, SOFT)
    _write_line(draw, card.credit, regular, 22, width, HEIGHT - 52, SOFT)


def _write_line(draw: ImageDraw, text: str, fonts: Fonts, size: int, width: int, baseline: float, colour: str) -> None:
    """A line as it is, in smaller letters when it is long, and only in the last resort cut with an ellipsis."""
    size, line = on_one_line(text, fonts, range(size, SMALLEST - 1, -1), width)
    write(draw, (MARGIN, baseline), line, fonts, size, colour)


def _part_of(photo: CardPhoto) -> Image.Image:
    """The part around its focus, as high as the card."""
    from PIL import Image

    with Image.open(photo.file, formats=["JPEG"]) as image:
        box = crop_box(*image.size, PHOTO_WIDTH / HEIGHT, photo.focus or default_focus(*image.size))
        return image.resize((PHOTO_WIDTH, HEIGHT), Image.Resampling.LANCZOS, box)


def _saved(image: Image.Image, rights: Rights) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", **SAVED, **rights.options())
    return file.getvalue()
