"""The arithmetic of photos, in pixels: which pictures are made of one, how large, and which part of it they show."""

from __future__ import annotations

from typing import Literal, NamedTuple

WIDTHS = (480, 960, 1600)       # what the theme asks for
MAIL_WIDTHS = (600, 1200)       # a newsletter is 600 wide; 1200 is for sharp screens
SQUARE = 1080                   # the side that social networks show
PRESS_WIDTH = 3000

Size = tuple[int, int]
Box = tuple[int, int, int, int]
Focus = tuple[float, float]
Role = Literal["photo", "mail", "square"]
Kind = Literal["avif", "jpeg"]
EXTENSION: dict[Kind, str] = {"avif": "avif", "jpeg": "jpg"}


class Shape(NamedTuple):
    """One picture to make: what it is for, its format, width and height, and the name of its file."""

    role: Role
    kind: Kind
    width: int
    height: int
    name: str


def upright(size: Size, orientation: int) -> Size:
    """Width and height after EXIF orientation 1 to 8; from 5 on the photo lies on its side. Twice is back."""
    return size[::-1] if orientation >= 5 else size


def derivative_sizes(width: int, height: int, widths: tuple[int, ...] = WIDTHS) -> tuple[Size, ...]:
    """Of each derivative, smallest first; a photo is never enlarged."""
    found = [w for w in widths if w <= width] or [width]
    return tuple((w, max(1, round(w * height / width))) for w in found)


def shapes(width: int, height: int, focus: Focus | None) -> tuple[Shape, ...]:
    """Every picture of a photo of this size, upright: for pages, newsletters and social media.

    A focus that was chosen stands in the name of what it crops: another focus is another address, and the old one
    stays what it was.
    """
    pages = derivative_sizes(width, height)
    found = [Shape("photo", kind, *size, f"photo-{size[0]}.{EXTENSION[kind]}") for size in pages for kind in ("avif", "jpeg")]
    found += [Shape("mail", "jpeg", *size, f"mail-{size[0]}.jpg") for size in derivative_sizes(width, height, MAIL_WIDTHS)]
    side = min(SQUARE, *pages[-1])
    chosen = f"-{round(focus[0] * 100)}x{round(focus[1] * 100)}" if focus else ""
    return (*found, Shape("square", "jpeg", side, side, f"square-{side}{chosen}.jpg"))


def default_focus(width: int, height: int) -> Focus:
    """Where people look when nobody said: the middle, somewhat above it, for there faces are.

    A portrait has its face higher than a group in a wide photo.
    """
    return (0.5, 0.4) if width >= height else (0.5, 0.33)


def crop_box(width: int, height: int, ratio: float, focus: Focus) -> Box:
    """Left, top, right and bottom of the largest crop with `ratio` = width / height.

    Its middle is as near as the edges allow to `focus`: 0 to 1, from the left and from the top."""
    crop_width = max(1, min(width, round(height * ratio)))
    crop_height = max(1, min(height, round(width / ratio)))
    left = _start(width, crop_width, focus[0])
    top = _start(height, crop_height, focus[1])
    return left, top, left + crop_width, top + crop_height


def _start(whole: int, part: int, focus: float) -> int:
    return min(max(round(whole * focus - part / 2), 0), whole - part)
