"""Where lines of cards and badges break: between words, at hyphens, and inside a word only when no size can hold it."""

from __future__ import annotations

import pytest

from charter.photos.badge import LEADING as BADGE_LEADING
from charter.photos.badge import NAME_HEIGHT, NAMES, ROOM
from charter.photos.cards import HEADLINES, LEADING
from charter.photos.lettering import in_sight_order, width_of
from charter.photos.lines import fitted, on_one_line
from charter.share_card import fonts_of
from conftest import ROOT

BOLD, REGULAR = fonts_of(ROOT / "theme")
BESIDE_PHOTO, WITHOUT_PHOTO, BADGE = 560, 1056, ROOM * 2
LONGEST = "Arbeidsmarktdiscriminatiebestrijdingsovereenkomstenadministratiekantoor"


def lines(text: str, width: int) -> tuple[int, list[str]]:
    """As on a card with or without photo, or on a badge."""
    if width == BADGE:
        return fitted(text, BOLD, [size * 2 for size in NAMES], width, NAME_HEIGHT * 2, BADGE_LEADING)
    return fitted(text, BOLD, HEADLINES, width, 334, LEADING)


@pytest.mark.parametrize("width", [BESIDE_PHOTO, WITHOUT_PHOTO, BADGE])
@pytest.mark.parametrize("text", [
    "Arbeidsmarktdiscriminatiebestrijding Utrecht", "Stichting Meervoudigepersoonlijkheidsstoornis",
    "Multidisciplinaire Zorgverlenersvereniging en Bo", "Gemeente 's-Hertogenbosch-Noord", "Woningcorporatie s-Hertogenbosch",
    "Gemeente Súdwest-Fryslân en GGZ/Jeugdhulp", "Bureau voor 24/7-bereikbaarheid en/of nachtopvang", "N.V. www.arbeidsmarktdiscriminatie.example",
    "مؤسسة التنوع والاندماج الاجتماعي", "קרן השוויון וההזדמנויות-בתעסוקה", "Konstantinopolitańczykowianeczka, Łódź",
    # Decomposed: the accent is a sign of its own.
    "Coo\u0308peratiefondsenadministratie Zuid",
])
def test_words_are_whole(text, width):
    """On a line each, or beside others; and every line fits."""
    size, found = lines(text, width)
    assert [word for line in found for word in line.split()] == text.split()
    assert max(width_of(line, BOLD, size) for line in found) <= width + 0.01


@pytest.mark.parametrize(("text", "width", "expected"), [
    ("Arbeidsmarktdiscriminatiebestrijding", BADGE, (42, ["Arbeidsmarktdiscriminatiebestrijding"])),
    ("Charter 's-Hertogenbosch", BADGE, (84, ["Charter", "'s-Hertogenbosch"])),
    # Slashes before hyphens, and neither while letters a third smaller hold the word.
    ("Noord-Holland/Zuid-Holland/Zeeland-Brabant", BADGE, (60, ["Noord-Holland/", "Zuid-Holland/", "Zeeland-Brabant"])),
    ("Zorggroep Noord-Holland/Zuid-Holland/Zeeland-Brabant ondertekent", WITHOUT_PHOTO,
     (72, ["Zorggroep Noord-Holland/", "Zuid-Holland/", "Zeeland-Brabant ondertekent"])),
    ("Gemeente Noordoostpolder-Noord tekent", BESIDE_PHOTO, (46, ["Gemeente", "Noordoostpolder-Noord", "tekent"])),
    ("Mensenrechtenorganisatie-Gezondheidszorgverzekering", BADGE, (54, ["Mensenrechtenorganisatie-", "Gezondheidszorgverzekering"])),
    # Another line break rather than smaller letters.
    ("Stichting Samenwerkingsverband", BADGE, (68, ["Stichting", "Samenwerkingsverband"])),
])
def test_the_largest_letters_that_keep_words_whole(text, width, expected):
    """And the line breaks that go with these."""
    assert lines(text, width) == expected


@pytest.mark.parametrize(("text", "width", "expected"), [
    # At a syllable, in pieces of about the same length, and nothing else on their lines.
    (LONGEST, BADGE, ["Arbeidsmarktdiscriminatiebestrijding", "sovereenkomstenadministratiekantoor"]),
    (f"Het {LONGEST} te Ee", BADGE, ["Het", "Arbeidsmarktdiscriminatiebestrijding", "sovereenkomstenadministratiekantoor", "te Ee"]),
    ("É" * 60, BADGE, ["É" * 30, "É" * 30]),
    ("e\u0301" * 60, BADGE, ["e\u0301" * 30, "e\u0301" * 30]),
])
def test_a_word_that_no_size_can_hold(text, width, expected):
    """Is broken in as few pieces as the smallest letters allow, and never between a letter and its accent."""
    size, found = lines(text, width)
    assert found == expected
    assert max(width_of(line, BOLD, size) for line in found) <= width


@pytest.mark.parametrize("text", ["و" * 70, "שלום" * 20, "W" * 300, "i" * 300, f"{LONGEST}-{LONGEST}/{LONGEST}"])
@pytest.mark.parametrize("width", [BESIDE_PHOTO, BADGE])
def test_no_line_is_too_wide(text, width):
    """Whatever a record holds; of what is cut the ellipsis fits too."""
    size, found = lines(text, width)
    assert max(width_of(line, BOLD, size) for line in found) <= width + 0.01
    assert all(in_sight_order(line) for line in found)
    shown = "".join(found).removesuffix(" …")
    assert (text.startswith(shown), len(shown) >= 30) == (True, True)


def test_a_sign_that_is_wider_than_a_line():
    """Joined signs are one that nobody breaks; the picture is made all the same."""
    assert lines("™\u200d" * 140, BADGE)[1] == ["™\u200d" * 140 + " …"]


@pytest.mark.parametrize("size", [14, 15, 18, 20, 22, 24, 27, 33])
@pytest.mark.parametrize("text", ["© Stichting Verenigde Fotografen Noordoost-Nederland", "ondertekent Charter Diversiteit", "illustratiefotografie", "MAMMAWWW 2026"])
def test_small_letters_are_not_wider_than_measured(text, size):
    """Every letter ends on a whole pixel: of small letters that adds up, and the line would run into the photo."""
    for fonts in (BOLD, REGULAR):
        drawn = sum(round(fonts.at(0, size).getlength(word)) for word in text.split()) + round(fonts.at(0, size).getlength(" ")) * text.count(" ")
        assert drawn <= width_of(text, fonts, size)


def test_one_line_cuts_between_words():
    """And the ellipsis fits; a single word ends where there is no more room."""
    for text, last in (("Charter " * 40, "Charter …"), ("W" * 100, "W …")):
        size, line = on_one_line(text, REGULAR, range(34, 13, -1), 584)
        assert (size, line.endswith(last), width_of(line, REGULAR, 14) <= 584) == (14, True, True)
    assert on_one_line("", REGULAR, (34,), 584) == (34, "")
    assert on_one_line("😀", REGULAR, (34,), 584) == (34, "")
