"""Photos: whether one can be used, and the pictures that are made from it for the pages.

Pillow is imported where it is used and not at the top: it costs 40 to 100 ms, and a build in which no photo
changed needs none of it.
"""

from charter.photos.badge import Badge, badge_png, badge_svg
from charter.photos.cards import Card, CardPhoto, draw_card
from charter.photos.derivatives import Derivative, PhotoJob, Picture, derivative_file, derive, photo_key
from charter.photos.lettering import Fonts
from charter.photos.many import derive_all, processes
from charter.photos.metadata import Rights
from charter.photos.press import press_jpeg, press_name
from charter.photos.refusals import PhotoRefused
from charter.photos.sizes import WIDTHS, crop_box, derivative_sizes, shapes
from charter.photos.source import Header, inspect, photo_hash

__all__ = [
    "WIDTHS",
    "Badge",
    "Card",
    "CardPhoto",
    "Derivative",
    "Fonts",
    "Header",
    "PhotoJob",
    "PhotoRefused",
    "Picture",
    "Rights",
    "badge_png",
    "badge_svg",
    "crop_box",
    "derivative_file",
    "derivative_sizes",
    "derive",
    "derive_all",
    "draw_card",
    "inspect",
    "photo_hash",
    "photo_key",
    "press_jpeg",
    "press_name",
    "processes",
    "shapes",
]
