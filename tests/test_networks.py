"""How networks count, against what they publish; and that no shortening parts what belongs together."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.networks import AS_OF, NETWORKS, at_most, fits, graphemes, length, shorten

FAMILY, FLAG, ENGLAND = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f1f3\U0001f1f1", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
# What trips up who counts or cuts: emoji with all that may be joined to them, marks, jamo, scripts from the right, prepended signs, addresses.
PIECES = ("a", "woord", "é", "e\u0301", "\u0301", " ", "\n", ".", ", ", "-", "…", "€", "©", "™", "の", "\u1112\u1161\u11ab", "\u1112", FAMILY, FLAG, "\U0001f1f3", ENGLAND,
          "1\ufe0f\u20e3", "☺", "☺\ufe0f", "\U0001f64b\U0001f3fd", "\u200d", "\ufe0f", "\u200f", "שלום", "مرحبا", "\u0600", "क्ष", "\U00010000", "Pixel.polder", "N.V.",
          "https://charter.example.org/nieuws/x/?utm_source=x", "@naam@social.example.org", "x" * 40)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def test_what_the_file_says():
    """Every figure is that of the day on which it was looked up, and has a source; a weighted network has weights."""
    assert date.fromisoformat(AS_OF) >= date(2026, 11, 27)
    assert {n.id: (n.limit, n.unit, n.bytes, n.url, n.hashtags, n.picture, n.links) for n in NETWORKS.values()} == {
        "linkedin": (3000, "characters", None, None, None, "card", True), "x": (280, "weighted", None, 23, None, "card", True),
        "mastodon": (500, "graphemes", None, 23, None, "card", True), "bluesky": (300, "graphemes", 3000, None, None, "card", True),
        "instagram": (2200, "characters", None, None, 5, "square", False), "facebook": (63206, "characters", None, None, None, "card", True)}


# (text, weight): facts from twitter-text's conformance tests for version 3 of its configuration, and from its published ranges.
WEIGHED = [
    ("", 0), ("This is a test.", 15), ("Hi http://test.co", 26), ("http://test.com", 23), ("https://test.com", 23), ("test.com", 23),
    ("Test https://test.com test https://test.com test.com test", 86), ("https://www.twitter.com/aloha " * 10, 240),
    ("285 chars-" + "xxxxxxxxxx-" * 25, 285), ("xxxxxxxxxx-" * 24 + " http://www.twitter.com/jack ", 289),
    ("randomurl" * 6 + "randomurls.com", 68), ("あ" * 120 + " http://" + "あ" * 2, 252),
    ("저찀쯿쿿", 8), ("\U00010000\U0010ffff", 4), ("故人西辞黄鹤楼，", 16), ("the故", 5),
    ("A\u0301B", 2), ("x" * 5 + "A\u0301x", 7), ("ñ", 1), ("ს", 1), ("\u10ff", 1), ("\u1100", 2),
    ("H\U0001f431☺" + FAMILY, 7), ("\U0001f637\U0001f47e\U0001f621\U0001f525\U0001f4a9", 10), ("\U0001f64b\U0001f3fd\U0001f468\u200d\U0001f3a4", 4),
    ("1\u20e3", 2), (FLAG, 2), (ENGLAND, 2), (FLAG * 3, 6), ("\U0001f637" * 160, 320), ("1", 1), ("#", 1),
    ("\u2000\u200a\u200b\u200c\u200d", 5), ("\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u201f", 8), ("\u2032\u2037", 2), ("…", 2), ("€", 2), ("•", 2), ("©", 1),
]


@pytest.mark.parametrize(("text", "weight"), WEIGHED)
def test_weighted(text, weight):
    """X: most European letters 1, all other signs and every emoji 2, a link 23."""
    assert length(text, "x") == weight
    assert at_most(text, "x") >= weight


@pytest.mark.parametrize(("text", "count"), [
    ("", 0), ("abc", 3), ("e\u0301", 1), (FAMILY, 1), (FLAG, 1), (FLAG + "\U0001f1f3", 2), (ENGLAND, 1), ("\u1112\u1161\u11ab", 1), ("क्ष", 1), ("שלום", 4), ("a\r\nb", 3),
    ("https://charter.example.org/nieuws/2026-03-12-utrecht/?utm_source=mastodon&utm_medium=social", 23), ("Lees https://example.org/a, of niet", 37), ("test.com", 8),
    ("@naam@social.example.org en @ander", 15), ("mail@example.org", 16), ("https://localhost:8000/a", 24), ("https://a_b.nl/", 15)])
def test_mastodon(text, count):
    """Graphemes; a link with its protocol 23, and of a mention what stands before the server."""
    assert length(text, "mastodon") == count


def test_bluesky():
    """300 graphemes and 3,000 bytes; a link is as long as it is."""
    assert length("https://example.org/a", "bluesky") == 21
    assert [fits(text, "bluesky") for text in ("a" * 300, "a" * 301, FAMILY * 120, FAMILY * 121, "の" * 300)] == [True, False, True, False, True]
    assert len((FAMILY * 120).encode()) == 3000


def test_characters():
    """What computers in a browser count: a sign outside the first 65,536 is two."""
    assert [length(text, "linkedin") for text in ("abc", "é", "e\u0301", "\U0001f637", FAMILY)] == [3, 1, 2, 2, 11]
    assert [fits("\U0001f637" * count, "instagram") for count in (1100, 1101)] == [True, False]


def test_an_emoji_that_x_may_not_know():
    """Counts with all its parts when it must fit: X knows no more joined emoji than its list has."""
    unknown = "\U0001f469\u200d\U0001f968"
    assert (length(unknown, "x"), at_most(unknown, "x")) == (2, 5)
    assert fits(unknown * 56, "x")
    assert not fits(unknown * 57, "x")


@given(TEXTS)
def test_shortening(text):
    """Of any text, on any network: it fits; a text that fits is whole; what is left is a beginning that parts no grapheme and no word."""
    whole = " ".join(text.split())
    for network in NETWORKS:
        limit = random.Random(text).randrange(60)
        short = shorten(text, lambda found, network=network, limit=limit: at_most(found, network) <= limit)
        assert at_most(short, network) <= limit
        if at_most(whole, network) <= limit:
            assert short == whole
        elif short:
            kept = short.removesuffix("…")
            assert short.endswith("…")
            assert "".join(graphemes(whole)[:len(graphemes(kept))]) == kept
            rest = whole[len(kept):]
            one_word = not kept.rpartition(" ")[0].strip(" ,.;:–-")      # nothing but signs stands before it
            assert re.match(r"[ ,.;:–-]* ", rest) or one_word, (kept, rest)


@pytest.mark.parametrize(("text", "limit", "short"), [
    ("Wij werken samen.", 17, "Wij werken samen."), ("Wij werken samen.", 16, "Wij werken…"), ("Wij werken, samen.", 13, "Wij werken…"), ("Wij werken samen.", 3, "Wi…"),
    ("Arbeidsmarktdiscriminatie", 10, "Arbeidsma…"), (f"{FAMILY}{FAMILY}{FAMILY}", 2, f"{FAMILY}…"), ("ab", 1, ""), ("", 0, ""), ("  a \n b  ", 3, "a b"), ("e\u0301e\u0301e\u0301", 2, "e\u0301…")])
def test_shortened(text, limit, short):
    """At a word; a first word that is too long at a grapheme; '' when not one sign fits."""
    assert shorten(text, lambda found: length(found, "bluesky") <= limit) == short


@given(TEXTS)
def test_adding_up(text):
    """Paragraphs may be counted one by one: together they are never more, so that a post which was filled that way fits."""
    for network in NETWORKS:
        assert at_most(f"Begin.\n\n{text}\n\n#Slot", network) <= 6 + 2 + at_most(text, network) + 2 + 5


@given(TEXTS)
def test_normal_forms_weigh_the_same(text):
    """X counts what a text is, not how it was typed."""
    assert length(unicodedata.normalize("NFD", text), "x") == length(unicodedata.normalize("NFC", text), "x")


@pytest.mark.browser
def test_graphemes_as_a_browser_sees_them(browser):
    """The library that finds them and Chromium's ICU agree, on joined emoji, flags, marks, jamo and Arabic."""
    rng = random.Random(7)
    texts = [*PIECES, *("".join(rng.choice(PIECES) for _ in range(rng.randint(2, 12))) for _ in range(3000))]
    page = browser.new_page()
    found = page.evaluate("""texts => { const signs = new Intl.Segmenter("nl", {granularity: "grapheme"});
        return texts.map(text => Array.from(signs.segment(text), one => one.segment)) }""", texts)
    page.close()
    differ = [(json.dumps(text), len(theirs), len(graphemes(text))) for text, theirs in zip(texts, found, strict=True) if graphemes(text) != theirs]
    assert differ == []
