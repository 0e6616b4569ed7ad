"""What a package says for social media: whom to mention, and which picture goes with a post that needs one. Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charter.networks import NETWORKS
from charter.packing.contents import Package
from charter.views.mentions import Tagged, mention_sheet, on_each_network
from charter.views.posts import Post
from charter.views.site import Site

_SHEET = {
    "nl": ("Wie u kunt noemen: wie ook ondertekende, wie gastheer was en wie op de foto's staat.",
           "Typ op LinkedIn @ en daarna de naam. Kies de organisatie uit de lijst.",
           "geen account bekend: schrijf de naam", "Allemaal op één regel, om te kopiëren:"),
    "en": ("Whom you can mention: who signed too, who was host and who is on the photos.",
           "On LinkedIn, type @ and then the name. Choose the organisation from the list.",
           "no account known: write the name", "All of them on one line, to copy:"),
}
_PICTURE = {
    "nl": "Beeld bij dit bericht: {}. In {} staat een beschrijving voor wie het niet ziet. Kopieer dit niet mee.",
    "en": "Picture with this post: {}. {} has a description for who does not see it. Do not copy this line.",
}


def others_to_mention(site: Site, slug: str, own_name: str, lang: str) -> tuple[Tagged, ...]:
    """The sheet of the ceremony without the one who gets the package, and without who is only on photos that no package has."""
    return tuple(one for one in mention_sheet(site, slug, lang, "press") if one.name != own_name)


def whom_to_mention(tagged: Sequence[Tagged], lang: str) -> str:
    """Of each its accounts; below that everyone on one line for each network."""
    first, linkedin, none, lines = _SHEET[lang]
    on_a_line = [f"{network}: {text}" for network, text in on_each_network(tagged)]
    return "\n\n".join([first, linkedin, *(_accounts(one, none) for one in tagged), *([f"{lines}\n" + "\n".join(on_a_line)] if on_a_line else [])]) + "\n"


def _accounts(one: Tagged, none: str) -> str:
    known: Iterable[str] = [f"- {tag.network}: {tag.text} ({tag.url})" for tag in one.tags if tag.url] or [f"- {none}"]
    return "\n".join([one.name, *known])


def with_its_picture(post: Post, package: Package, lang: str) -> str:
    """A post, and below it on a network that shows square pictures which file goes with it."""
    if NETWORKS[post.network].picture != "square":
        return post.text
    picture, about = (package.square.path, "fotos/bijschriften.txt") if package.square else (f"deelkaart/deelkaart-{lang}.jpg", "deelkaart/beschrijving.txt")
    return f"{post.text}\n\n---\n{_PICTURE[lang].format(picture, about)}"
