"""What machines read: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from charter.pages import OutputFile
from charter.views.site import Site, digest

LIMIT = 50_000      # addresses a file (sitemaps.org protocol)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(site: Site, indexed: Iterable[tuple[str, datetime | None]]) -> Iterator[OutputFile]:
    """The given pages, each with the moment of its last change; over the limit an index of files."""
    @cache      # of a whole ceremony it is the same moment
    def changed(updated: datetime | None) -> str:
        return f"<lastmod>{site.zoned(updated).isoformat()}</lastmod>" if updated else ""

    # Paths are plain by the guard of urls.output_file.
    base = escape(site.absolute(f"{site.root}/"))
    entries = [f"<url><loc>{base}{path.removesuffix('index.html')}</loc>{changed(updated)}</url>\n" for path, updated in sorted(indexed)]
    parts = [entries[n:n + LIMIT] for n in range(0, len(entries), LIMIT)] or [[]]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _file(name, f"{_HEAD}<urlset {_SPACE}>\n{''.join(part)}</urlset>\n")
    if len(parts) > 1:
        rows = "".join(f"<sitemap><loc>{escape(site.absolute(f'{site.root}/{name}'))}</loc></sitemap>\n" for name in names)
        yield _file("sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n")
    rule = "Disallow: /\n" if site.preview else f"Allow: /\nSitemap: {site.absolute(f'{site.root}/sitemap.xml')}\n"
    yield _file("robots.txt", f"User-agent: *\n{rule}")


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(path, digest(text), text.encode)
