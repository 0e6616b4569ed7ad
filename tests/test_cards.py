"""Share cards: every name whole and legible, in any script, in the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import pytest
from PIL import Image, ImageChops, ImageDraw

from charter.photos import Card, CardPhoto, Rights, draw_card
from charter.photos.cards import HEADLINES, HEIGHT, LEADING, WIDTH
from charter.photos.lettering import in_sight_order, width_of, write
from charter.photos.lines import fitted, on_one_line
from charter.share_card import fonts_of
from conftest import ROOT

BOLD, REGULAR = fonts_of(ROOT / "theme")
LONG = "Stichting Samenwerkingsverband Passend Onderwijs Voortgezet Onderwijs Noordoost-Nederland (NO)"
PROGRAMME = "Charter Diversiteit"


def drawn(headline: str, **more: object) -> Image.Image:
    """A card, decoded."""
    return Image.open(io.BytesIO(draw_card(Card(PROGRAMME, headline, "12 maart 2026, Utrecht", **more), BOLD, REGULAR)))


@pytest.mark.parametrize("text", [
    "Twaalf organisaties ondertekenen Charter Diversiteit",
    f"{LONG} ondertekent Charter Diversiteit",
    f"{LONG}, {LONG} en {LONG} ondertekenen Charter Diversiteit",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ondertekent Charter Diversiteit",
    "مؤسسة التنوع والاندماج, קרן השוויון en Łukasz Şirketi ondertekenen Charter Diversiteit",
])
@pytest.mark.parametrize("width", [480, 1056])
def test_no_headline_is_cut(text, width):
    """Every sign of it is on the card, on lines that fit, in letters of at least 24 pixels."""
    size, lines = fitted(text, BOLD, HEADLINES, width, 334, LEADING)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert size >= 24
    assert len(lines) * size * LEADING <= 334
    for line in lines:
        real = sum(BOLD.at(BOLD.choice(sign) or 0, size).getlength(sign) for sign in in_sight_order(line))
        assert real <= width_of(line, BOLD, size) <= width + 0.01


def test_a_name_of_ninety_signs_is_large_enough_to_read():
    """Beside a photo, and on a phone, where a card is shown at a third of its size."""
    assert len(LONG) >= 90
    assert fitted(f"{LONG} ondertekent {PROGRAMME}", BOLD, HEADLINES, 584, 334, LEADING)[0] >= 37


def test_what_cannot_fit_says_that_it_goes_on():
    _, lines = fitted(" ".join([LONG] * 12), BOLD, HEADLINES, 480, 334, LEADING)
    assert lines[-1].endswith(" …")
    assert len(lines) * HEADLINES[-1] * LEADING <= 334


def test_lines_are_balanced():
    """As many as are needed, and none left with one word where another has five."""
    text = "een twee drie vier vijf zes"
    assert fitted(text, BOLD, (80,), 820, 200, LEADING) == (80, ["een twee drie", "vier vijf zes"])


@pytest.mark.parametrize(("line", "seen"), [
    ("Gewone tekst (met haakjes)", "Gewone tekst (met haakjes)"),
    ("קרן", "ןרק"),
    ("קרן השוויון en Zonen", "ןויוושה ןרק en Zonen"),
    ("قطب", "ﺐﻄﻗ"),                   # joined: begin, middle and end of a word have shapes of their own
    ("מכון (חיפה), Delft", "(הפיח) ןוכמ, Delft"),
])
def test_text_from_right_to_left(line, seen):
    """As it stands on paper, from left to right."""
    assert in_sight_order(line) == seen


@pytest.mark.parametrize("line", ["Avé AV Wij (NO), 's-Hertogenbosch: T. Y", "L'Oréal  en  zonen", " 12 maart 2026, Utrecht", "השוויון"])
@pytest.mark.parametrize("size", [22, 32, 41, 88])
@pytest.mark.parametrize("baseline", [100, 100.25, 100.5, 100.75])
def test_words_stand_where_a_whole_line_has_them(line, size, baseline):
    """Words are drawn once and remembered; what comes of it is what Pillow makes of the line."""
    ours, theirs = (Image.new("RGB", (2400, 160), "#fcf9f4") for _ in range(2))
    write(ImageDraw.Draw(ours), (72, baseline), line, BOLD, size, "#211a1d")
    font = BOLD.at(BOLD.choice(line.strip()[0]) or 0, size)
    ImageDraw.Draw(theirs).text((72, baseline), in_sight_order(line), fill="#211a1d", font=font, anchor="ls")
    assert ours.tobytes() == theirs.tobytes()


def test_what_stands_around_a_headline_is_never_larger():
    """Beside a headline in small letters, programme and date are as small."""
    def heights(headline: str) -> list[int]:
        card = ImageChops.difference(drawn(headline).convert("L"), Image.new("L", (WIDTH, HEIGHT), 249)).point(lambda value: 255 * (value > 60))
        return [bottom - top for _, top, _, bottom in (card.crop((40, at, WIDTH, at + 60)).getbbox() for at in (60, HEIGHT - 110))]

    assert heights("Kop") == [24, 28]
    assert heights(" ".join([LONG] * 12)) == [17, 21]


@pytest.mark.parametrize("field", ["programme", "when", "credit"])
def test_a_long_programme_place_or_credit_is_whole(field):
    """In smaller letters: its last letter is on the card too. A credit that is cut is a wrong credit."""
    long = "Stichting Verenigde Fotografen in de Regio Noordoost-Nederland en Omstreken te Bergen op Zoom en Halstere"
    card = Card(PROGRAMME, "Kop", "12 maart 2026, Utrecht")
    one, other = (draw_card(card._replace(**{field: long + last}), BOLD, REGULAR) for last in "nm")
    assert one != other
    assert draw_card(card._replace(**{field: long + "n"}), BOLD, REGULAR) == one


def test_a_programme_with_a_name_as_long_as_a_field_may_be():
    """Three hundred signs end in an ellipsis on one line; the card is there all the same."""
    text = " ".join(["Charter"] * 40)
    size, line = on_one_line(text, BOLD, range(34, 13, -1), 584)
    assert (size, line.endswith("Charter …"), width_of(line.removesuffix(" …"), BOLD, size) <= 584) == (14, True, True)
    assert on_one_line("Kort", BOLD, range(34, 13, -1), 584) == (34, "Kort")
    assert drawn("Kop", credit=text).size == (WIDTH, HEIGHT)


def test_signs_that_no_font_has_are_left_out():
    """An emoji in a name costs the emoji, not the name, and leaves no gap."""
    assert fitted("Bureau 😀 Zuid", BOLD, (40,), 1000, 100, LEADING) == (40, ["Bureau Zuid"])
    assert (BOLD.choice("é"), BOLD.choice("ł"), BOLD.choice("ש"), BOLD.choice("ﺐ"), BOLD.choice("Я"), BOLD.choice("😀")) == (0, 1, 2, 2, 2, None)


def test_a_card_without_photo():
    """Of the right size, with words on its left half and in its middle, and nothing said of any maker."""
    card = drawn("Twaalf organisaties ondertekenen Charter Diversiteit")
    assert (card.format, card.size, dict(card.getexif()), "xmp" in card.info) == ("JPEG", (WIDTH, HEIGHT), {}, False)
    words = ImageChops.difference(card.convert("L"), Image.new("L", card.size, 249)).point(lambda value: 255 * (value > 90))
    left, top, right, bottom = words.crop((40, 0, WIDTH, HEIGHT)).getbbox()
    assert (left + 40, top > 60, right + 40 < WIDTH - 60, bottom < HEIGHT - 50) == (72, True, True, True) or abs(left + 40 - 72) <= 6


def test_a_card_with_a_photo(tmp_path):
    """The part around its focus at the right, and its maker in the metadata."""
    photo = Image.new("RGB", (900, 600), (0, 0, 255))
    photo.paste((255, 0, 0), (0, 0, 300, 600))
    photo.save(tmp_path / "photo.jpg")
    for focus, colour in (((0.0, 0.5), "red"), ((1.0, 0.5), "blue")):
        card = drawn("Kop", credit="© Zoë", photo=CardPhoto(tmp_path / "photo.jpg", focus, Rights("Zoë")))
        red, _, blue = card.getpixel((1000 if colour == "blue" else 800, 300))
        assert (red > 200, blue > 200) == (colour == "red", colour == "blue")
        assert card.getexif()[0x013B].encode("latin-1").decode() == "Zoë"
        assert b"<dc:creator>" in card.info["xmp"]


def test_the_same_bytes_in_another_process():
    """Also where texts were measured in another order."""
    card = Card(PROGRAMME, "קרן en 't Huis ondertekenen", "12 maart 2026")
    code = ("import sys, hashlib; from pathlib import Path; from charter.share_card import fonts_of; from charter.photos import Card, draw_card\n"
            f"print(hashlib.sha256(draw_card(Card(*{tuple(card[:3])!r}), *fonts_of(Path({str(ROOT / 'theme')!r})))).hexdigest())")
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env={"LC_ALL": "C", "PYTHONUTF8": "1"})
    assert other.stdout.strip() == hashlib.sha256(draw_card(card, BOLD, REGULAR)).hexdigest()
