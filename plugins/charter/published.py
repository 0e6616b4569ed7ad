"""What a site publishes: the owner of every address and picture, and whom its feed ids stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from charter import urls
from charter.checks import photos
from charter.language import LANGUAGES
from charter.model.batch import Batch, Photo
from charter.model.published import Published, hash_of
from charter.model.withdrawn import Withdrawn
from charter.pages import HandPage
from charter.photos import Picture
from charter.records import Where
from charter.state import State

LISTING = "listing"
_IMAGES = "images/"
Pictures = Mapping[tuple[str, str], Picture]        # by (slug of the batch, file name)


class Identities(NamedTuple):
    """Owners by address from the root of the site, as in published.json; `names` has whatever has a feed id."""

    urls: dict[str, str]
    images: dict[str, str]
    names: frozenset[str]


def identities(files: Collection[str], state: State, hand: Sequence[HandPage], pictures: Pictures) -> Identities:
    """Of a site with these files. A file that nobody owns is a listing, so that nothing is forgotten."""
    owners, shown = _owners(state, hand), picture_owners(state, pictures)
    pages = {f"/{path.removesuffix('index.html')}": owners.get(path, LISTING) for path in files if _is_address(path)}
    images = {f"/{path}": shown.get(path, LISTING) for path in files if path.startswith(_IMAGES)}
    return Identities(pages, images, frozenset(_names(state, hand)))


def _is_address(path: str) -> bool:
    """Not what belongs to the theme, nor what hosts and robots fetch by its name from the root: 404.html, sitemap-2.xml."""
    return path.endswith("index.html") or ("/" in path.removeprefix("en/") and not path.startswith(("static/", ".well-known/", _IMAGES)))


def _owners(state: State, hand: Sequence[HandPage]) -> dict[str, str]:
    """By the path of the file, what is not a listing."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        owned = [(kind, "batch", state.batches) for kind in ("article", "kit", "kit-long", "kit-texts")]
        for kind, owner, names in (*owned, ("profile", "signatory", _with_a_page(state))):
            before, behind = urls.output_file(urls.path(kind, lang, "_")).split("_")       # once, for there are many
            found |= {f"{before}{name}{behind}": f"{owner}:{name}" for name in names}
    return found | {f"{urls.path(kind, page.lang, page.slug)}index.html": page_name(page)
                    for page in hand for kind in ("article" if page.is_news else "page",)}


def _with_a_page(state: State) -> Iterator[str]:
    return (id_ for id_, found in state.organisations.items() if found.status != "erased")


def page_name(page: HandPage) -> str:
    """`page:<source path>`, the same in both languages: what its feed id is made of."""
    return f"page:{page.source.replace(f'.{page.lang}.', '.')}"


def picture_owners(state: State, pictures: Pictures) -> dict[str, str]:
    """By the path of the file: the batch or the signatory whose photo it is, and the photo's file; of a share card the batch."""
    found: dict[str, str] = {}
    for slug, batch in state.batches.items():
        found |= {urls.share_card(slug, lang): f"batch:{slug}" for lang in LANGUAGES}
        for where, photo in photos(batch):
            picture = pictures.get((slug, photo.file))
            whose = f"batch:{slug}" if where[0] == "photos" else f"signatory:{batch.signatories[int(where[1])].id}"
            for derivative in picture.derivatives if picture else ():
                found.setdefault(derivative.url_path, f"{whose}/{photo.file}")
    return found


def _names(state: State, hand: Sequence[HandPage]) -> Iterator[str]:
    """Everything that has a feed id: ceremonies, signatories, changes and news."""
    yield from (f"batch:{slug}" for slug in state.batches)
    here = set(_with_a_page(state))
    yield from (f"signatory:{id_}" for id_ in here)
    yield from (f"change:{c.date.isoformat()}:{c.id}:{c.kind}" for c in state.changes if c.id in here)
    yield from (page_name(page) for page in hand if page.is_news)


def shows_erased(state: State, batch: Batch, where: Where, photo: Photo) -> bool:
    """Whether a photo belongs to a signatory that was erased, or shows somebody of it: its file goes too."""
    ids = {person.organisation.id for person in photo.people if person.organisation}
    if where[0] == "signatories":
        ids.add(batch.signatories[int(where[1])].id)
    return any(id_ in state.organisations and state.organisations[id_].status == "erased" for id_ in ids if id_)


def is_of(owner: str, ids: frozenset[str]) -> bool:
    """Whether an address, picture or feed id is one of these signatories' own."""
    kind, _, rest = owner.partition(":")
    whose = rest.partition("/")[0] if kind == "signatory" else rest.partition(":")[2].partition(":")[0]
    return kind in ("signatory", "change") and whose in ids


def neutral_folders(now: Identities) -> frozenset[str]:
    """The folders of photos of which a neutral picture stands in the site: one that nobody owns."""
    return frozenset(entry.rpartition("/")[0] for entry, owner in now.images.items() if owner == LISTING)


def merged(before: Published | None, now: Identities, moment: datetime, erased: frozenset[str], withdrawn: Withdrawn | None = None) -> Published:
    """What has been published when this site has been too.

    Entries are only added; those that were `erased` people's own become hashes. `as_of` stays while nothing is new, so
    that publishing the same again leaves the file as it is. The addresses of a photo that was withdrawn are nobody's any more,
    for an owner names the file, and that may be a person's name.
    """
    old = before or Published(moment, {}, {}, {}, frozenset())
    feed_ids = {urls.feed_id(*name.split(":", 1)): name for name in now.names}
    tables = {name: {**known, **new} for name, known, new in (
        ("urls", old.urls, now.urls), ("feed_ids", old.feed_ids, feed_ids), ("images", old.images, now.images))}
    # A neutral picture of a photo that is still in the records keeps its owner: consent may come back.
    tables["images"] |= {entry: old.images[entry] for entry, owner in now.images.items() if owner == LISTING and entry in old.images}
    tables["images"] |= {entry: LISTING for entry in tables["images"] if withdrawn and withdrawn.holds(entry)}
    gone = {entry for table in tables.values() for entry, owner in table.items() if is_of(owner, erased)}
    kept = {name: {entry: owner for entry, owner in table.items() if entry not in gone} for name, table in tables.items()}
    made = Published(old.as_of, kept["urls"], kept["feed_ids"], kept["images"], old.erased | {hash_of(entry) for entry in gone})
    return before if before and made == before else replace(made, as_of=max(old.as_of, moment).replace(second=0, microsecond=0))
