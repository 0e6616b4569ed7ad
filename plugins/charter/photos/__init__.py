"""Photos: whether one can be used, and the pictures that are made from it for the pages.

Pillow is imported where it is used and not at the top: it costs 40 to 100 ms, and a build in which no photo
changed needs none of it.
"""

from charter.photos.derivatives import Derivative, Picture, derivative_file, derive, photo_key
from charter.photos.many import PhotoJob, derive_all, processes
from charter.photos.refusals import PhotoRefused
from charter.photos.sizes import WIDTHS, crop_box, derivative_sizes
from charter.photos.source import Header, inspect, photo_hash

__all__ = [
    "WIDTHS",
    "Derivative",
    "Header",
    "PhotoJob",
    "PhotoRefused",
    "Picture",
    "crop_box",
    "derivative_file",
    "derivative_sizes",
    "derive",
    "derive_all",
    "inspect",
    "photo_hash",
    "photo_key",
    "processes",
]
