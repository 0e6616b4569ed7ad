"""Packages of a ceremony: for each who signed the files, the zip and the mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from charter import prose
from charter.kits import PressPhoto, Withheld
from charter.language import LANGUAGES
from charter.model.batch import Photo
from charter.model.programme import Programme
from charter.packing import wording
from charter.packing.contents import LeftOut, Package, PackedPhoto
from charter.packing.mailing import LARGEST, draft
from charter.packing.social import others_to_mention, whom_to_mention, with_its_picture
from charter.photos import Badge, Fonts, Rights, badge_png, badge_svg
from charter.records import Where
from charter.state import published_at
from charter.views import post_words, words
from charter.views.article import speakers
from charter.views.card import card_view
from charter.views.posts import own_posts
from charter.views.site import Site
from charter.zipped import zipped


class Packed(NamedTuple):
    """A package as it lies in the kit's folder: `<id>.zip` of `size` bytes, and `<id>.eml`, which holds the zip when `mailed`."""

    id: str
    archive: bytes
    mail: bytes
    photos: int
    size: int
    mailed: bool


class Materials(NamedTuple):
    """What packages of one ceremony share: the press photos as files, which are none, files by their path in a package, and when they are made.

    `squares` are those of press photos that may go on social media.
    """

    press: Mapping[PressPhoto, bytes]
    withheld: Collection[Withheld]
    shared: Mapping[str, bytes]
    moment: datetime
    squares: Mapping[PressPhoto, bytes]


def shared_files(site: Site, slug: str, fonts: tuple[Fonts, Fonts], card: Callable[[str], bytes]) -> dict[str, bytes]:
    """The share card, which `card` draws in a language, and the badge."""
    files = {"deelkaart/beschrijving.txt": _text("\n".join(_about_card(site, slug, lang) for lang in LANGUAGES))}
    for lang in LANGUAGES:
        files[f"deelkaart/deelkaart-{lang}.jpg"] = card(lang)
        badge = _badge(site.state.programme, site.state.batches[slug].date.year, lang)
        files |= {f"badge/badge-{lang}.svg": badge_svg(badge, *fonts), f"badge/badge-{lang}.png": badge_png(badge, *fonts)}
    return files


def receivers(site: Site, slug: str) -> list[int]:
    """The places in the ceremony of those who get a package: nobody who was erased or is a signatory no more."""
    found = ((number, site.organisation(signature.id)) for number, signature in enumerate(site.state.batches[slug].signatories))
    return [number for number, organisation in found if organisation and organisation.status == "active"]


def squares(site: Site, slug: str, press: Iterable[PressPhoto], file: Callable[[str, str], Path]) -> dict[PressPhoto, bytes]:
    """Of press photos of the group or of who signed the square, where it may go on social media too; `file` is where it lies."""
    photos = [(one, photo_at(site, slug, one.where)) for one in press]
    return {one: file(slug, photo.file).read_bytes() for one, photo in photos
            if (one.where[0] == "signatories" or photo.subject == "group") and site.published_photos(slug, [photo], "social")}


def packed(site: Site, slug: str, number: int, materials: Materials) -> Packed:
    """The package of signatory `number`, from 0."""
    package = _package(site, slug, number, materials)
    archive = zipped(dict(_files(site, slug, number, package, materials)))
    return Packed(package.id, archive, draft(package, archive), len(package.photos), len(archive), len(archive) <= LARGEST)


def _package(site: Site, slug: str, number: int, materials: Materials) -> Package:
    batch = site.state.batches[slug]
    signature = batch.signatories[number]

    def concerns(where: Where) -> bool:
        return _concerns(signature.id, number, where, photo_at(site, slug, where))

    photos = tuple(_photo(site, slug, press, data) for press, data in materials.press.items() if concerns(press.where))
    withheld = tuple(dict.fromkeys(LeftOut(one.file, photo_at(site, slug, one.where).allows("press")) for one in materials.withheld if concerns(one.where)))
    found = site.organisation(signature.id)
    name = found.name if found else signature.name
    mentioned = {lang: others for lang in LANGUAGES if (others := others_to_mention(site, slug, name, lang))}
    return Package(signature.id, name, signature.name, signature.again, batch, site.state.programme, published_at(batch), materials.moment,
                   {lang: site.absolute(site.href("profile", lang, signature.id)) for lang in LANGUAGES}, photos, withheld,
                   _square(site, slug, number, materials.squares), mentioned)


def _square(site: Site, slug: str, number: int, made: Mapping[PressPhoto, bytes]) -> PackedPhoto | None:
    """Of its own photo, or else of the group."""
    own = [press for press in made if press.where[0] == "signatories" and int(press.where[1]) == number]
    press = next(iter([*own, *(press for press in made if press.where[0] == "photos")]), None)
    return replace(_photo(site, slug, press, made[press]), path=f"fotos/vierkant/{press.path.rpartition('/')[2]}") if press else None


def photo_at(site: Site, slug: str, where: Where) -> Photo:
    """The photo at its place in the record."""
    batch = site.state.batches[slug]
    owner = batch if where[0] == "photos" else batch.signatories[int(where[1])]
    return owner.photos[int(where[-1])]


def _concerns(id_: str, number: int, where: Where, photo: Photo) -> bool:
    """Its own photos, the group, and photos of the ceremony with somebody of it."""
    if where[0] == "signatories":
        return int(where[1]) == number
    return photo.subject == "group" or any(person.organisation and person.organisation.id == id_ for person in photo.people)


def _photo(site: Site, slug: str, press: PressPhoto, data: bytes) -> PackedPhoto:
    photo = photo_at(site, slug, press.where)
    rights = Rights(photo.credit, photo.licence or "")
    # Apart from those of the ceremony: two may have one name.
    folder = "fotos" if press.where[0] == "photos" else "fotos/eigen"
    return PackedPhoto(f"{folder}/{press.path.rpartition('/')[2]}", data, rights.maker, photo.licence or "",
                       {lang: site.caption(slug, photo, lang) for lang in LANGUAGES},
                       {lang: words.alt_text(photo, site.state.batches[slug], lang)[0] for lang in LANGUAGES})


def _files(site: Site, slug: str, number: int, package: Package, materials: Materials) -> Iterator[tuple[str, bytes]]:
    signature = package.batch.signatories[number]
    yield "LEESMIJ.txt", _text(f"({wording.ENGLISH_BELOW})\n\n{wording.readme(package, 'nl')}\n---\n\n{wording.readme(package, 'en')}")
    yield from ((photo.path, photo.data) for photo in (*package.photos, *filter(None, [package.square])))
    if package.photos or package.withheld:
        yield "fotos/bijschriften.txt", _text(wording.beside_photos(package))
    yield from materials.shared.items()
    for lang in LANGUAGES:
        for post in own_posts(site, slug, number, lang):
            yield f"teksten/{post.network}-{lang}.txt", _text(with_its_picture(post, package, lang) + "\n")
        if lang in package.mentioned:
            yield f"teksten/noemen-{lang}.txt", _text(whom_to_mention(package.mentioned[lang], lang))
        ambition = signature.ambition
        told = [" ".join(part.split()) for part in prose.to_plain(ambition(lang)).split("\n\n")] if ambition and ambition.language(lang) == lang else []
        yield f"teksten/website-{lang}.txt", _text(wording.for_website(package, speakers(signature, lang), [part for part in told if part], lang))


def _about_card(site: Site, slug: str, lang: str) -> str:
    card = card_view(site, slug, lang)
    return f"deelkaart-{lang}.jpg: {post_words.card_alt(card.headline, card.when, lang)}\n"


def _badge(programme: Programme, year: int, lang: str) -> Badge:
    name = programme.name(lang)
    return Badge("Signatory of the", name, f"signed in {year}") if lang == "en" else Badge("Ondertekenaar van", name, f"ondertekend in {year}")


def _text(text: str) -> bytes:
    """For every program on every computer: Windows ends its lines so, and others do not mind."""
    return text.replace("\n", "\r\n").encode()
