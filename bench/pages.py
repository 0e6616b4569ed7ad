"""Counts the pages of a built site by their type, told from the address alone: the same for every tool."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

FACETS = {"dimensie": "dimension", "dimension": "dimension", "sector": "sector", "jaar": "year",
          "year": "year", "plaats": "place", "place": "place", "grootte": "size", "size": "size",
          "letter": "letter"}


def pages_by_type(output: Path) -> dict[str, int]:
    """Every index.html below a folder, both languages together."""
    found = Counter(page_type(Path(folder).relative_to(output).parts)
                    for folder, _, files in os.walk(output) if "index.html" in files)
    return dict(sorted(found.items()))


def page_type(parts: tuple[str, ...]) -> str:
    """("en", "news", "page", "2") -> news list; ("ondertekenaars", "jaar", "2026") -> facet year."""
    if parts[:1] == ("en",):
        parts = parts[1:]
    if not parts:
        return "home"
    section, rest = parts[0], parts[1:]
    if section in ("nieuws", "news"):
        return "news list" if not rest or rest[0] in ("pagina", "page") else "article"
    if section in ("ondertekenaars", "signatories"):
        return _signatories(rest)
    return "kit" if section == "kit" else "other"


def _signatories(rest: tuple[str, ...]) -> str:
    if not rest or rest[0] in ("pagina", "page"):
        return "directory"
    if rest[0] not in FACETS:
        return "profile"
    kind = FACETS[rest[0]]
    if kind == "dimension" and "sector" in rest[2:]:
        return "facet dimension x sector"
    return "directory letter" if kind == "letter" else f"facet {kind}"


def size_of(output: Path) -> tuple[int, int]:
    """Files and bytes."""
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
