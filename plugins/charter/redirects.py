"""Where an address leads that is there no more, and the file that tells a host so."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from charter import urls
from charter.pages import OutputFile
from charter.published import LISTING, Identities
from charter.staging import digest_of
from charter.views.listing import FEED_FACETS

REDIRECTS = "_redirects"


def leads_to(entry: str, owner: str, now: Identities, pictures: Mapping[str, list[str]]) -> str | None:
    """The address that stands for a lost one, or None when nothing does.

    A listing that emptied leads to the nearest page above it, its feed to that of all signatories; no other feed and no
    archive may be lost. A picture leads to the one that stands in its place: `pictures` has the addresses of every owner.
    """
    if entry.startswith("/images/"):
        beside = [address for address, whose in now.images.items() if whose != LISTING and posixpath.dirname(address) == posixpath.dirname(entry)]
        return _picture(entry, beside or pictures.get(owner, []))       # the same photo first, whoever owns it now
    if owner != LISTING:
        return None
    if entry.startswith(("/feeds/", "/en/feeds/")):
        return _feed(entry, now)
    return _above(entry, now) if entry.endswith("/") else None


def _picture(entry: str, there: list[str]) -> str | None:
    """The same size and format; else the widest of the same role, or of any, that the new photo has."""
    name = posixpath.basename(entry)
    alike = [address for address in there if posixpath.splitext(address)[1] == posixpath.splitext(name)[1]]
    same = [address for address in alike if posixpath.basename(address) == name]
    of_role = [address for address in alike if posixpath.basename(address).startswith(name.partition("-")[0] + "-")]
    return next(iter(same), max(of_role or alike, key=_width, default=None))


def _width(address: str) -> int:
    """`.../photo-960.jpg` is 960 pixels wide, and so is `.../square-960-50x40.jpg`."""
    return int((re.findall(r"-(\d+)", posixpath.basename(address)) or ["0"])[0])


def _feed(entry: str, now: Identities) -> str | None:
    lang = "en" if entry.startswith("/en/") else "nl"
    if not entry.startswith(tuple(f"/{posixpath.dirname(urls.PATHS[f'feed-{kind}'][lang == 'en'])}/" for kind in FEED_FACETS)):
        return None
    address = f"/{urls.path('feed-signatories', lang, entry.rpartition('.')[2])}"
    return address if address in now.urls else None


def _above(entry: str, now: Identities) -> str | None:
    while entry != "/":
        entry = entry[:-1].rpartition("/")[0] + "/"
        if entry in now.urls:
            return entry
    return None


def redirects_file(redirects: Mapping[str, str], root: str) -> Iterator[OutputFile]:
    """In the form of Netlify and Cloudflare Pages: from, to, status. `root` is the path of the base address.

    No file when nothing leads on.
    """
    if redirects:
        data = "".join(f"{root}{old} {root}{new} 301\n" for old, new in sorted(redirects.items())).encode()
        yield OutputFile(REDIRECTS, digest_of(data), lambda: data)
