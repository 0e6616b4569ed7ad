"""The arithmetic of photos, in pixels."""

from __future__ import annotations

WIDTHS = (480, 960, 1600)

Size = tuple[int, int]


def upright(size: Size, orientation: int) -> Size:
    """Width and height after EXIF orientation 1 to 8; from 5 on the photo lies on its side. Twice is back."""
    return size[::-1] if orientation >= 5 else size


def derivative_sizes(width: int, height: int) -> tuple[Size, ...]:
    """Of each derivative, smallest first; a photo is never enlarged."""
    widths = [w for w in WIDTHS if w <= width] or [width]
    return tuple((w, max(1, round(w * height / width))) for w in widths)


def crop_box(width: int, height: int, ratio: float, focus: tuple[float, float]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the largest crop with `ratio` = width / height.

    Its middle is as near as the edges allow to `focus`: 0 to 1, from the left and from the top."""
    crop_width = max(1, min(width, round(height * ratio)))
    crop_height = max(1, min(height, round(width / ratio)))
    left = _start(width, crop_width, focus[0])
    top = _start(height, crop_height, focus[1])
    return left, top, left + crop_width, top + crop_height


def _start(whole: int, part: int, focus: float) -> int:
    return min(max(round(whole * focus - part / 2), 0), whole - part)
