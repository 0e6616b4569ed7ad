"""Names as the ASCII words of an address."""

from __future__ import annotations

from functools import cache


@cache
def slugged(name: str) -> str:
    """'s-Hertogenbosch -> s-hertogenbosch; '' when nothing of the name can be written in ASCII."""
    # Imported here: pelican takes half a second, and checking rarely needs it.
    from pelican.utils import slugify
    found = slugify(name, regex_subs=[(r"[^\w\s-]", ""), (r"[-\s_]+", "-")])
    return "".join(c for c in found.lower() if c.isascii() and (c.isalnum() or c == "-")).strip("-")
