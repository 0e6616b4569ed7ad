"""Under which conditions people look at a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

DESKTOP, NARROW = (1280, 900), (320, 640)
LARGE_TEXT = ":root { font-size: 200% }"
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }"""


@dataclass(frozen=True)
class Condition:
    """Size of the window in CSS pixels, colours, and a style sheet of the reader."""

    size: tuple[int, int] = DESKTOP
    scheme: Literal["light", "dark"] = "light"
    forced_colors: Literal["none", "active"] = "none"
    css: str = ""


USUAL = Condition()
OTHER = {
    "dark": Condition(scheme="dark"),
    "forced colours": Condition(forced_colors="active"),
    "320 pixels": Condition(size=NARROW),
    "text of 200 %": Condition(css=LARGE_TEXT),
    "spaced text": Condition(css=SPACING),
}
_NARROWER = {f"{name} at 320 pixels": replace(OTHER[name], size=NARROW) for name in ("text of 200 %", "spaced text")}
# All of them in the other colours too.
ALL = {"usual": USUAL, **OTHER, **_NARROWER, **{f"{name}, {kind}": replace(condition, scheme=scheme, forced_colors=forced)
                                   for name, condition in (OTHER | _NARROWER).items() if condition.size != DESKTOP or condition.css
                                   for kind, scheme, forced in (("dark", "dark", "none"), ("forced colours", "light", "active"))}}
