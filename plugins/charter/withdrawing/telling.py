"""What somebody must know of a withdrawal before saying yes, and what is to be done after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from charter.language import join_names, long_date
from charter.problems import cut, one_line
from charter.withdrawing.mending import Place
from charter.withdrawing.outside import Copy
from charter.withdrawing.withdrawal import Left, Withdrawal

SHOWN = 200         # lines of one kind; the rest is counted
_WORDS = {
    "nl": {"photos": "Deze foto's worden verwijderd:", "more": "  en nog {}",
           "left": "Dit blijft staan, want het is geen gewone tekst, of anders geschreven. Kijk zelf of het weg moet:",
           "surname": "Hier staat alleen de achternaam. Kijk zelf of het om dezelfde persoon gaat:",
           "near": "Deze foto's lijken sterk op een foto die weggaat. Moeten ze ook weg, geef dan daarna:",
           "described": "In de beschrijving van deze foto's stond de naam. Staat de persoon erop, geef dan daarna:",
           "stuck": "Dit kan niet vanzelf worden aangepast. Doe het zelf:",
           "encoded": "Een van deze records is niet opgeslagen als UTF-8. Dat verhelpt charter fix; geef daarna deze opdracht nog eens.",
           "inside": "Kijk ook in het interne deel van de records. Deze opdracht opent dat nooit.",
           "copies": "Deze kopieën staan misschien bij anderen. Die kunnen wij niet weghalen; vraag er zelf om:",
           "photo": "  sinds {since}: foto {what}, bij {title}, in {scopes}", "article": "  sinds {since}: het artikel {title}, met de naam, in {scopes}",
           "others": "Ook feedlezers, zoekmachines en webarchieven bewaren kopieën; zoekmachines kunt u vragen een adres te vergeten.",
           "images": "Op {} al gebruikte adressen van foto's komt een neutraal beeld van dezelfde maat.",
           "forever": "Er wordt geen kopie bewaard: terugdraaien kan alleen met versiebeheer.",
           "done": "Weggehaald en genoteerd in {}, zonder naam. Lees de gewijzigde zinnen nog eens. Geef daarna charter check en charter build, en zet de site online.",
           "kits": "Verwijderd: {}. Gebruik ook geen oude kopie van deze kit meer.",
           "sites": "In deze mappen staat nog een eerder gebouwde site; bouw die opnieuw of gooi haar weg: {}.",
           "git": "In de geschiedenis van versiebeheer (Git) blijven naam en foto staan. Moeten ze ook daar weg, vraag dan de beheerder om git filter-repo "
                  "(--replace-text voor de naam, --invert-paths voor de foto's); daarna haalt iedereen de records opnieuw op."},
    "en": {"photos": "These photos will be removed:", "more": "  and {} more",
           "left": "This stays, for it is no ordinary text, or is written otherwise. See for yourself whether it has to go:",
           "surname": "Here stands the surname only. See for yourself whether this is the same person:",
           "near": "These photos look very much like one that goes. If they must go too, give this afterwards:",
           "described": "The description of these photos had the name. If the person is on one, give this afterwards:",
           "stuck": "This cannot be changed by itself. Do it yourself:",
           "encoded": "One of these records is not stored as UTF-8. charter fix mends that; give this command once more after it.",
           "inside": "Look in the internal part of the records too. This command never opens it.",
           "copies": "Others may have these copies. We cannot remove those; ask for it yourself:",
           "photo": "  since {since}: photo {what}, with {title}, in {scopes}", "article": "  since {since}: the article {title}, with the name, in {scopes}",
           "others": "Feed readers, search engines and web archives keep copies too; you can ask search engines to forget an address.",
           "images": "At {} addresses of photos that are in use comes a neutral picture of the same size.",
           "forever": "No copy is kept: going back is only possible from version control.",
           "done": "Removed, and noted in {} without the name. Read the sentences that changed once more. Then give charter check and charter build, and publish the site.",
           "kits": "Removed: {}. Do not use an old copy of this kit any more either.",
           "sites": "These folders still hold a site that was built before; build it anew or throw it away: {}.",
           "git": "The history of version control (Git) keeps name and photo. If they must go there too, ask the administrator for git filter-repo "
                  "(--replace-text for the name, --invert-paths for the photos); after that everybody fetches the records anew."},
}
_SCOPES = {"newsletter": {"nl": "nieuwsbrieven", "en": "newsletters"}, "social": {"nl": "berichten op sociale media", "en": "posts on social media"},
           "press": {"nl": "de pers", "en": "the press"}}


def before(found: Withdrawal, records: Path, lang: str) -> Iterator[str]:
    """Lines for people. Records are shown below their folder."""
    words = _WORDS[lang]

    def line(place: Place) -> str:
        return f"{_below(records, place.path)}:{place.line}"

    yield from _listed(words, "photos", [f"  {_below(records, f'{photo.slug}/{photo.file}')}" for photo in found.photos])
    if found.images:
        yield words["images"].format(len(found.images))
    yield from _listed(words, "stuck", [f"  {line(place)}" for place in found.stuck])
    if found.encoded:
        yield words["encoded"]
    for kind, photos in (("near", found.near), ("described", found.described)):
        yield from _listed(words, kind, [f"  charter withdraw --photo {_quoted(f'{slug}/{file}')}" for slug, file in photos])
    for kind in ("left", "surname"):
        yield from _listed(words, kind, [_left(line(one.place), one) for one in found.left if one.surname == (kind == "surname")])
    yield from _listed(words, "copies", [_copy(words, one, lang) for one in found.copies])
    yield from (words["others"], words["inside"], words["forever"])


def _below(records: Path, path: str) -> str:
    """A written page has its own path already."""
    return path if path.endswith(".md") else f"{records.as_posix()}/{path}"


def _quoted(text: str) -> str:
    """For a shell: a name of a file may hold a quote, and what stands behind that would be a command."""
    return "'" + text.replace("'", "'\\''") + "'"


def _listed(words: dict[str, str], kind: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield words[kind]
        yield from map(one_line, lines[:SHOWN])
        if len(lines) > SHOWN:
            yield words["more"].format(len(lines) - SHOWN)


def _left(line: str, one: Left) -> str:
    return f"  {line}: {cut(one.text, 100)}" if one.text else f"  {line}"


def _copy(words: dict[str, str], one: Copy, lang: str) -> str:
    scopes = join_names([_SCOPES[scope][lang] for scope in one.scopes], lang)
    return words["photo" if one.file else "article"].format(
        since=long_date(one.since, lang), what=f"{one.slug}/{one.file}", title=f"“{cut(one.title, 100)}”", scopes=scopes)


def after(log: str, kits: Sequence[Path], sites: Sequence[str], lang: str) -> Iterator[str]:
    """What is done, and what is next."""
    words = _WORDS[lang]
    yield words["done"].format(log)
    yield from (words["kits"].format(one_line(f"{kit.parent.name}/{kit.name}")) for kit in kits)
    if sites:
        yield words["sites"].format(one_line(", ".join(sites)))
    yield words["git"]
