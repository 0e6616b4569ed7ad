"""The pages that stand by themselves: hand-written ones, the trajectory explained, how to follow, and 404."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace as View
from typing import Any

from charter import language, prose, urls
from charter.pages import OutputFile, Pages, both
from charter.views import linked
from charter.views.listing import FEED_FACETS, Facet
from charter.views.site import digest


def standing_pages(pages: Pages, lang: str) -> Iterator[OutputFile]:
    """All of them in one language."""
    yield from _hand(pages, lang)
    yield _trajectory(pages, lang)
    yield _follow(pages, lang)
    head = {"title": "Not found" if lang == "en" else "Niet gevonden", "section": "",
            "description": pages.describe("Deze pagina van {} bestaat niet.", "This page of the {} does not exist.", lang)}
    yield pages.page("404", lang, both(), "404.html", "", partial(dict, head), View, noindex=True)


def _hand(pages: Pages, lang: str) -> Iterator[OutputFile]:
    for item in pages.hand:
        if item.lang != lang:
            continue
        parts = {other.lang: (other.slug,) for other in pages.hand
                 if other.translation == item.translation and other.is_news == item.is_news}
        head: dict[str, Any] = {"title": item.title, "description": item.summary, "section": "news" if item.is_news else item.translation}
        if item.date:
            head |= {"published": pages.site.zoned(item.date).isoformat(),
                     "nodes": [linked.programme_news(pages.site, item.title, pages.site.href("article", lang, item.slug), item.date, lang)]}
        day = item.date.date() if item.date else None
        view = {"title": item.title, "html": prose.rooted(item.html, pages.site.root),
                "date_text": language.long_date(day, lang) if day else "", "iso": day.isoformat() if day else "", "embargoed": item.embargoed}
        yield pages.page("article" if item.is_news else "page", lang, parts, "page.html", repr(item), partial(dict, head),
                         partial(View, **view))        # nobody knows when it was last changed


def _trajectory(pages: Pages, lang: str) -> OutputFile:
    """The steps of charter.yaml; what is confidential about a signatory is not in there."""
    steps = pages.site.state.programme.trajectory.steps
    phases = {"before": ("Voor de ondertekening", "Before the signing"), "signing": ("De ondertekening", "The signing"),
              "after": ("Na de ondertekening", "After the signing")}

    def view() -> View:
        return View(phases=[(title[lang == "en"], [
            View(label=s.label(lang), by=s.by, confidential=s.confidential,
                 text=pages.site.prose(s.text, lang, 3))
            for s in steps if s.phase == phase]) for phase, title in phases.items()])

    head = {"title": "What the trajectory looks like" if lang == "en" else "Zo ziet het traject eruit", "section": "trajectory",
            "description": pages.describe("De stappen van {}, voor en na de handtekening.",
                                          "The steps of the {}, before and after signing.", lang)}
    return pages.page("trajectory", lang, both(), "trajectory.html", "", partial(dict, head), view)


def _follow(pages: Pages, lang: str) -> OutputFile:
    """What a feed is, and every feed of this language."""
    def line(facet: Facet) -> View:
        forms = {form: pages.site.href(f"feed-{facet.kind}", lang, *facet.codes, form) for form in urls.FEED_FORMATS}
        return View(id=f"{facet.kind}-{facet.codes[0]}", title=facet.title[lang], feeds=View(**forms))

    facets = {kind: [f for f in pages.directory.facets if f.kind == kind] for kind in FEED_FACETS}
    head = {"title": "Follow" if lang == "en" else "Volgen", "section": "follow",
            "description": pages.describe("Blijf op de hoogte van {}: met de nieuwsbrief of met een feed.",
                                          "Stay informed of the {}: with the newsletter or with a feed.", lang)}
    return pages.page("follow", lang, both(), "follow.html", digest([f.codes for found in facets.values() for f in found]), partial(dict, head),
                      lambda: View(facets=[(kind, [line(f) for f in found]) for kind, found in facets.items()]))
