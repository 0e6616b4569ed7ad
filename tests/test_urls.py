"""Addresses: the table of the design, the guard of output paths, feed ids that never change, and names as words of an address."""

from __future__ import annotations

import pytest

from charter.slugs import slugged
from charter.urls import PATHS, feed_id, output_file, path, word

TABLE = [       # kind, parts, Dutch, English
    ("home", (), "", "en/"), ("news", (), "nieuws/", "en/news/"), ("article", ("2026-03-12-utrecht",), "nieuws/2026-03-12-utrecht/", "en/news/2026-03-12-utrecht/"),
    ("directory", (), "ondertekenaars/", "en/signatories/"), ("letter", ("a",), "ondertekenaars/letter/a/", "en/signatories/letter/a/"),
    ("profile", ("delft",), "ondertekenaars/delft/", "en/signatories/delft/"),
    ("dimension", ("gender",), "ondertekenaars/dimensie/gender/", "en/signatories/dimension/gender/"),
    ("sector", ("zorg",), "ondertekenaars/sector/zorg/", "en/signatories/sector/zorg/"),
    ("year", ("2026",), "ondertekenaars/jaar/2026/", "en/signatories/year/2026/"), ("place", ("delft",), "ondertekenaars/plaats/delft/", "en/signatories/place/delft/"),
    ("size", ("groot",), "ondertekenaars/grootte/groot/", "en/signatories/size/groot/"),
    ("dimension-sector", ("gender", "zorg"), "ondertekenaars/dimensie/gender/sector/zorg/", "en/signatories/dimension/gender/sector/zorg/"),
    ("kit", ("b",), "kit/b/", "en/kit/b/"), ("kit-long", ("b",), "kit/b/lang/", "en/kit/b/long/"),
    ("kit-texts", ("b",), "kit/b/teksten.zip", "en/kit/b/texts.zip"), ("page", ("contact",), "contact/", "en/contact/"), ("trajectory", (), "traject/", "en/trajectory/"),
    ("statistics", (), "cijfers/", "en/figures/"), ("follow", (), "volgen/", "en/follow/"),
    ("404", (), "404.html", "en/404.html"),
    ("feed-news", ("rss",), "feeds/nieuws.rss", "en/feeds/news.rss"), ("feed-signatories", ("atom",), "feeds/ondertekenaars.atom", "en/feeds/signatories.atom"),
    ("feed-changes", ("json",), "feeds/wijzigingen.json", "en/feeds/changes.json"), ("feed-mailing", ("rss",), "feeds/mailing.rss", "en/feeds/mailing.rss"),
    ("feed-archive", ("1",), "feeds/nieuws/archief-1.atom", "en/feeds/news/archive-1.atom"),
    ("feed-dimension", ("gender", "atom"), "feeds/dimensie/gender.atom", "en/feeds/dimension/gender.atom"),
    ("feed-sector", ("zorg", "json"), "feeds/sector/zorg.json", "en/feeds/sector/zorg.json"),
]


@pytest.mark.parametrize(("kind", "parts", "nl", "en"), TABLE, ids=[row[0] for row in TABLE])
def test_the_table_of_addresses(kind, parts, nl, en):
    """Final: links from outside lead here."""
    assert (path(kind, "nl", *parts), path(kind, "en", *parts)) == (nl, en)


def test_every_address_is_in_the_table():
    assert {row[0] for row in TABLE} == set(PATHS)


def test_the_word_for_a_facet():
    """It stands in addresses of lists, and names the filter behind the ? of the directory."""
    assert [(word(kind, "nl"), word(kind, "en")) for kind in ("dimension", "sector", "year", "place", "size")] == [
        ("dimensie", "dimension"), ("sector", "sector"), ("jaar", "year"), ("plaats", "place"), ("grootte", "size")]


def test_further_pages():
    assert (path("news", "nl", page=2), path("news", "en", page=2)) == ("nieuws/pagina/2/", "en/news/page/2/")
    assert path("news", "nl", page=1) == "nieuws/"
    assert path("sector", "nl", "zorg", page=12) == "ondertekenaars/sector/zorg/pagina/12/"


@pytest.mark.parametrize(("address", "file"), [
    ("", "index.html"), ("en/", "en/index.html"), ("nieuws/a-b/", "nieuws/a-b/index.html"), ("404.html", "404.html"), ("feeds/nieuws.rss", "feeds/nieuws.rss"),
    (".well-known/security.txt", ".well-known/security.txt"), ("_headers", "_headers"), ("a..b/", "a..b/index.html")])
def test_the_file_behind_an_address(address, file):
    assert output_file(address) == file


@pytest.mark.parametrize("address", [
    "/", "/etc/passwd", "../a", "a/../b", "a/..", "..", ".", "./a", "a/./b/", "a//b", "a b/", "a\\b", "c:/a", "a/\n", "a\0", "é/", "a?b", "a#b", "a%2e", "a/../../b/"])
def test_no_address_leaves_the_output(address):
    with pytest.raises(ValueError, match="no address of this site"):
        output_file(address)


@pytest.mark.parametrize(("parts", "urn"), [
    (("batch", "2026-03-12-utrecht"), "urn:uuid:8bca942a-e735-5970-9863-1ef79de4900a"), (("signatory", "delft"), "urn:uuid:7291c657-ba12-59f5-8a82-9afaaf8f1e80"),
    (("change", "2027-01-01", "delft", "renamed"), "urn:uuid:809f348e-de2b-5c7e-832c-13fa986b5527"), (("page", "nieuws/a.nl.md"), "urn:uuid:873c0849-64cf-5dd0-bddc-fcd9b7dac4dd")])
def test_feed_ids_never_change(parts, urn):
    """A feed reader shows an item with a new id once more."""
    assert feed_id(*parts) == urn


@pytest.mark.parametrize(("name", "slug"), [
    ("'s-Hertogenbosch", "s-hertogenbosch"), ("Den Haag", "den-haag"), ("Súdwest-Fryslân", "sudwest-fryslan"), ("L'Oréal", "loreal"), ("&samhoud", "samhoud"),
    ("LINDA.", "linda"), ("RET N.V. (openbaar vervoer)", "ret-nv-openbaar-vervoer"), ("Aids Now!-Soa", "aids-now-soa"), ("a__b  -- c", "a-b-c"),
    ("Œuvre", "oeuvre"), ("Straße", "strasse"), ("Łódź", "lodz"), ("ﬁets", "fiets"), ("100%", "100"), ("!!!", ""), ("", "")])
def test_names_as_words_of_an_address(name, slug):
    assert slugged(name) == slug
