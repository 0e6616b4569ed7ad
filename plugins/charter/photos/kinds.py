"""What kind of file it is, by its first bytes: a name can be anything."""

from __future__ import annotations

import re

# How many bytes are enough; an SVG begins with a few lines about XML.
HEAD = 1024
# Cameras and programs write these, and somebody may call them .jpg.
_OTHERS = (
    (rb"GIF8", "GIF"),
    (rb"%PDF", "PDF"),
    (rb"II[*+]\0|MM\0[*+]", "TIFF"),
    (rb"BM", "BMP"),
    (rb"8B[PS]S", "Photoshop"),
    (rb"PK\x03\x04", "ZIP"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "JPEG XL"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000"),
    (rb"FUJIFILMCCD|....ftypcrx", "RAW"),
    (rb"....ftyp(?:iso|mp4|M4V|qt  |3gp|avc1)|\x1a\x45\xdf\xa3", "video"),
)


def photo_kind(head: bytes) -> str | None:
    """JPEG, PNG, WebP, AVIF or HEIC; None for all else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] != b"ftyp":
        return None
    brands = {head[at : at + 4] for at in range(8, min(int.from_bytes(head[:4], "big"), len(head)), 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return "HEIC" if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"} else None


def other_kind(head: bytes) -> str | None:
    """What people know it as, if it is something that we know and cannot use."""
    if text := head.removeprefix(b"\xef\xbb\xbf").lstrip().lower():
        if text.startswith(b"<") and b"<svg" in text:
            return "SVG"
        if text.startswith((b"<!doctype html", b"<html")):
            return "HTML"
    return next((name for start, name in _OTHERS if re.match(start, head, re.DOTALL)), None)
