"""What the share card of a ceremony says, and its address."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from charter import language, urls
from charter.model.batch import Photo
from charter.views.article import title_of
from charter.views.site import Site, digest


class CardView(NamedTuple):
    """`address` begins with /; `version` changes with what the card shows, and with nothing else."""

    address: str
    version: str
    programme: str
    headline: str
    when: str
    photo: Photo | None

    @property
    def url(self) -> str:
        """The address for pages: what stands behind ? makes networks fetch a card that changed."""
        return f"{self.address}?v={self.version}"


@lru_cache(maxsize=16)
def card_view(site: Site, slug: str, lang: str) -> CardView:
    """With the first photo that everyone on it allows on social media."""
    batch, programme = site.state.batches[slug], site.state.programme.name(lang)
    day, headline = language.long_date(batch.date, lang), title_of(site, slug, lang)[0]
    when = f"{day}, {batch.place}" if batch.place else day
    photo = next(iter(site.published_photos(slug, batch.photos, "social")), None)
    shown = (site.pictures[slug, photo.file].source_hash, photo.focus, photo.credit, photo.licence) if photo else None
    return CardView(f"{site.root}/{urls.share_card(slug, lang)}", digest(programme, headline, when, shown)[:8], programme, headline, when, photo)
