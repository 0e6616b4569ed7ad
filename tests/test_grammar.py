"""Dutch and English as real ceremonies have them, with the names and figures that public pages print; and what is read as a number or a day.

The rules: Leidraad of the Groene Boekje (woordenlijst.org), Taaladvies, and the European Commission's English Style Guide.
"""

from __future__ import annotations

from datetime import date

import pytest

from charter.language import (
    join_names,
    long_date,
    month_name,
    number,
    number_word,
    ordinal,
    period,
    possessive,
    sentence_end,
    sentence_start,
    short_date,
    weekday,
)
from charter.spelled import day_names, month_names, number_words, ordinal_words

COUNTS = [      # signers of one ceremony, and totals that were printed or should have been
    (3, "drie", "three", "3e", "3rd"), (4, "vier", "four", "4e", "4th"), (5, "vijf", "five", "5e", "5th"), (6, "zes", "six", "6e", "6th"),
    (7, "zeven", "seven", "7e", "7th"), (8, "acht", "eight", "8e", "8th"), (9, "negen", "nine", "9e", "9th"), (10, "tien", "ten", "10e", "10th"),
    (11, "elf", "eleven", "11e", "11th"), (12, "twaalf", "twelve", "12e", "12th"), (13, "dertien", "thirteen", "13e", "13th"),
    (14, "veertien", "fourteen", "14e", "14th"), (15, "vijftien", "fifteen", "15e", "15th"), (16, "zestien", "sixteen", "16e", "16th"),
    (17, "zeventien", "seventeen", "17e", "17th"), (18, "achttien", "eighteen", "18e", "18th"), (19, "negentien", "nineteen", "19e", "19th"),
    (20, "twintig", "twenty", "20e", "20th"), (21, "eenentwintig", "twenty-one", "21e", "21st"), (22, "tweeëntwintig", "twenty-two", "22e", "22nd"),
    (43, "drieënveertig", "forty-three", "43e", "43rd"), (52, "tweeënvijftig", "fifty-two", "52e", "52nd"), (62, "tweeënzestig", "sixty-two", "62e", "62nd"),
    (64, "vierenzestig", "sixty-four", "64e", "64th"), (80, "tachtig", "eighty", "80e", "80th"),
    # Taaladvies: honderdeen or honderdeneen. The shorter is written.
    (101, "honderdeen", "one hundred and one", "101e", "101st"), (103, "honderddrie", "one hundred and three", "103e", "103rd"),
    (111, "honderdelf", "one hundred and eleven", "111e", "111th"), (112, "honderdtwaalf", "one hundred and twelve", "112e", "112th"),
    (135, "honderdvijfendertig", "one hundred and thirty-five", "135e", "135th"), (201, "tweehonderdeen", "two hundred and one", "201e", "201st"),
    (205, "tweehonderdvijf", "two hundred and five", "205e", "205th"), (234, "tweehonderdvierendertig", "two hundred and thirty-four", "234e", "234th"),
    (251, "tweehonderdeenenvijftig", "two hundred and fifty-one", "251e", "251st"), (262, "tweehonderdtweeënzestig", "two hundred and sixty-two", "262e", "262nd"),
    (300, "driehonderd", "three hundred", "300e", "300th"), (999, "negenhonderdnegenennegentig", "nine hundred and ninety-nine", "999e", "999th"),
    # Leidraad 6.N: a space behind duizend. Taaladvies: both elfhonderd and duizend honderd are right.
    (1000, "duizend", "one thousand", "1000e", "1000th"), (1001, "duizend een", "one thousand and one", "1001e", "1001st"),
    (1011, "duizend elf", "one thousand and eleven", "1011e", "1011th"), (1100, "duizend honderd", "one thousand, one hundred", "1100e", "1100th"),
    (1101, "duizend honderdeen", "one thousand, one hundred and one", "1101e", "1101st"),
    (1112, "duizend honderdtwaalf", "one thousand, one hundred and twelve", "1112e", "1112th"),
    (1234, "duizend tweehonderdvierendertig", "one thousand, two hundred and thirty-four", "1234e", "1234th"),
    (1999, "duizend negenhonderdnegenennegentig", "one thousand, nine hundred and ninety-nine", "1999e", "1999th"),
    (2000, "tweeduizend", "two thousand", "2000e", "2000th"),
]


@pytest.mark.parametrize(("n", "nl", "en", "nth_nl", "nth_en"), COUNTS, ids=[str(row[0]) for row in COUNTS])
def test_counts_and_places(n, nl, en, nth_nl, nth_en):
    assert (number_word(n, "nl"), number_word(n, "en"), ordinal(n, "nl"), ordinal(n, "en")) == (nl, en, nth_nl, nth_en)


def test_every_number_up_to_2000_is_written_by_the_rule():
    """Leidraad 6.N: one word up to duizend, one space behind it, a trema where vowels meet, an accent on één alone."""
    written = [number_word(n, "nl") for n in range(2001)]
    assert [n for n, word in enumerate(written) if "é" in word] == [1]
    assert [n for n, word in enumerate(written) if word.count(" ") != (1000 < n < 2000)] == []
    assert [n for n, word in enumerate(written) if "eee" in word or "ieen" in word or "eeen" in word] == []
    assert [n for n, word in enumerate(written) if ("ë" in word) != (n % 100 > 20 and n % 10 in (2, 3))] == []
    assert len(set(written)) == 2001
    assert (number(1234, "nl"), number(1234, "en")) == ("1.234", "1,234")


CEREMONIES = [
    ("2015-07-02", "donderdag 2 juli 2015", "Thursday 2 July 2015"), ("2016-02-04", "donderdag 4 februari 2016", "Thursday 4 February 2016"),
    ("2016-05-23", "maandag 23 mei 2016", "Monday 23 May 2016"), ("2016-12-06", "dinsdag 6 december 2016", "Tuesday 6 December 2016"),
    ("2017-10-31", "dinsdag 31 oktober 2017", "Tuesday 31 October 2017"), ("2018-01-11", "donderdag 11 januari 2018", "Thursday 11 January 2018"),
    ("2019-09-12", "donderdag 12 september 2019", "Thursday 12 September 2019"), ("2020-07-08", "woensdag 8 juli 2020", "Wednesday 8 July 2020"),
    ("2021-04-21", "woensdag 21 april 2021", "Wednesday 21 April 2021"), ("2022-03-10", "donderdag 10 maart 2022", "Thursday 10 March 2022"),
    ("2022-06-09", "donderdag 9 juni 2022", "Thursday 9 June 2022"), ("2023-03-29", "woensdag 29 maart 2023", "Wednesday 29 March 2023"),
    ("2024-02-29", "donderdag 29 februari 2024", "Thursday 29 February 2024"), ("2026-08-28", "vrijdag 28 augustus 2026", "Friday 28 August 2026"),
    ("2026-11-21", "zaterdag 21 november 2026", "Saturday 21 November 2026"), ("2026-11-22", "zondag 22 november 2026", "Sunday 22 November 2026"),
]


@pytest.mark.parametrize(("day", "nl", "en"), CEREMONIES, ids=[row[0] for row in CEREMONIES])
def test_days_of_ceremonies(day, nl, en):
    """Dutch days and months begin with a small letter, English ones with a capital."""
    on = date.fromisoformat(day)
    assert [f"{weekday(on, lang)} {long_date(on, lang)}" for lang in ("nl", "en")] == [nl, en]
    assert [day_names(lang)[weekday(on, lang).lower()] for lang in ("nl", "en")] == [on.weekday()] * 2


LISTS = [       # names as signed, and the sign between them in Dutch and in English
    (["Gemeente Roermond", "het Centraal Bureau voor de Statistiek", "museum het Bonnefanten"],
     "Gemeente Roermond, het Centraal Bureau voor de Statistiek en museum het Bonnefanten",
     "Gemeente Roermond, het Centraal Bureau voor de Statistiek and museum het Bonnefanten"),
    (["Avans Hogeschool", "ICM Opleidingen & Trainingen"], "Avans Hogeschool en ICM Opleidingen & Trainingen", "Avans Hogeschool and ICM Opleidingen & Trainingen"),
    (["&samhoud", "LINDA.", "L'Oréal"], "&samhoud, LINDA. en L'Oréal", "&samhoud, LINDA. and L'Oréal"),
    (["Ministerie van Onderwijs, Cultuur en Wetenschap", "PO-Raad"], "Ministerie van Onderwijs, Cultuur en Wetenschap; en PO-Raad",
     "Ministerie van Onderwijs, Cultuur en Wetenschap; and PO-Raad"),
    (["Heijmans", "Nationale Opera en Ballet", "Jobstap Groep"], "Heijmans; Nationale Opera en Ballet; en Jobstap Groep",
     "Heijmans, Nationale Opera en Ballet and Jobstap Groep"),
    (["Computer Futures Nederland en Vlaanderen", "Rabobank"], "Computer Futures Nederland en Vlaanderen; en Rabobank",
     "Computer Futures Nederland en Vlaanderen and Rabobank"),
    (["Rabobank", "RET N.V. (openbaar vervoerbedrijf regio Rotterdam)"], "Rabobank en RET N.V. (openbaar vervoerbedrijf regio Rotterdam)",
     "Rabobank and RET N.V. (openbaar vervoerbedrijf regio Rotterdam)"),
    (["Ministerie van Onderwijs, Cultuur en Wetenschap"], "Ministerie van Onderwijs, Cultuur en Wetenschap", "Ministerie van Onderwijs, Cultuur en Wetenschap"),
]


@pytest.mark.parametrize(("names", "nl", "en"), LISTS, ids=[row[0][0][:16] for row in LISTS])
def test_lists_of_real_names(names, nl, en):
    assert (join_names(names, "nl"), join_names(names, "en")) == (nl, en)


@pytest.mark.parametrize(("name", "started"), [
    ("de Doelen", "De Doelen"), ("het Centraal Bureau voor de Statistiek", "Het Centraal Bureau voor de Statistiek"), ("da Vinci College", "Da Vinci College"),
    ("gemeente Dordrecht", "Gemeente Dordrecht"), ("museum het Bonnefanten", "Museum het Bonnefanten"), ("ijsfabriek", "IJsfabriek"), ("&samhoud", "&samhoud"),
    ("3M", "3M"), ("20 Creathon", "20 Creathon"), ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("’s-Hertogenbosch", "’s-Hertogenbosch"), ("'t hooge huys", "'t Hooge huys"),
    ("'t Hooge Huys", "'t Hooge Huys"), ("LINDA.", "LINDA."), ("ÖBB", "ÖBB"), ("écoute", "Écoute"), ("één organisatie", "Eén organisatie"), ("tweeëntwintig organisaties", "Tweeëntwintig organisaties")])
def test_names_that_begin_a_sentence(name, started):
    assert sentence_start(name) == started


@pytest.mark.parametrize(("text", "ended"), [
    ("Wij lezen LINDA.", "Wij lezen LINDA."), ("Dat was RET N.V.", "Dat was RET N.V."), ("Wij geven aan Aids Now!", "Wij geven aan Aids Now!"),
    ("Ook RET N.V. (openbaar vervoerbedrijf regio Rotterdam)", "Ook RET N.V. (openbaar vervoerbedrijf regio Rotterdam)."),
    ("Ook Aids Fonds-Stop Aids Now!-Soa Aids Nederland", "Ook Aids Fonds-Stop Aids Now!-Soa Aids Nederland."), ("Ook ICM Opleidingen & Trainingen", "Ook ICM Opleidingen & Trainingen."),
    ("Ook Radar/Art. 1", "Ook Radar/Art. 1."), ("Zij zei: “Wij tekenen.”", "Zij zei: “Wij tekenen.”"), ("Zij zei: 'Wij tekenen'", "Zij zei: 'Wij tekenen'."),
    ('Het thema was "Wie telt mee?"', 'Het thema was "Wie telt mee?"'), ("Het thema was ‘Inclusief werven’", "Het thema was ‘Inclusief werven’.")])
def test_names_that_end_a_sentence(text, ended):
    assert sentence_end(text) == ended


WHOSE = [
    # Leidraad 14.A: the s sticks to the word
    ("Universiteit Utrecht", "Universiteit Utrechts", "Universiteit Utrecht's"), ("ROC Mondriaan", "ROC Mondriaans", "ROC Mondriaan's"),
    ("MBO Raad", "MBO Raads", "MBO Raad's"), ("Rabobank", "Rabobanks", "Rabobank's"), ("Saxion", "Saxions", "Saxion's"), ("&samhoud", "&samhouds", "&samhoud's"),
    ("Movisie", "Movisies", "Movisie's"), ("Trivire", "Trivires", "Trivire's"), ("Australië", "Australiës", "Australië's"),
    # 14.B: behind one letter that sounds long, unless it has an accent; two letters that are one vowel are none
    ("Anna", "Anna's", "Anna's"), ("Achmea", "Achmea's", "Achmea's"), ("Otto", "Otto's", "Otto's"), ("Nikki", "Nikki's", "Nikki's"), ("Hawaii", "Hawaii's", "Hawaii's"),
    ("Ebru", "Ebru's", "Ebru's"), ("Wendy", "Wendy's", "Wendy's"), ("Zoë", "Zoë's", "Zoë's"), ("Zoe\u0308", "Zoe\u0308's", "Zoe\u0308's"),
    ("René", "Renés", "René's"), ("Rene\u0301", "Rene\u0301s", "Rene\u0301's"), ("Renée", "Renées", "Renée's"), ("Manou", "Manous", "Manou's"), ("Kai", "Kais", "Kai's"), ("Disney", "Disneys", "Disney's"),
    ("L'Oréal", "L'Oréals", "L'Oréal's"), ("STudelta", "STudelta's", "STudelta's"), ("IKEA", "IKEA's", "IKEA's"),
    # 14.C: behind a hissing sound only an apostrophe
    ("Frans", "Frans'", "Frans's"), ("Heijmans", "Heijmans'", "Heijmans's"), ("Enexis", "Enexis'", "Enexis's"), ("Philips", "Philips'", "Philips's"),
    ("Marx", "Marx'", "Marx's"), ("Inez", "Inez'", "Inez's"), ("Joyce", "Joyce'", "Joyce's"), ("Bush", "Bush'", "Bush's"), ("'s-Hertogenbosch", "'s-Hertogenbosch'", "'s-Hertogenbosch's"),
    ("NOS", "NOS'", "NOS's"), ("CBS", "CBS'", "CBS's"),
    # 6.J: read letter by letter, digits and signs
    ("KLM", "KLM's", "KLM's"), ("IBM", "IBM's", "IBM's"), ("EY", "EY's", "EY's"), ("ABN AMRO", "ABN AMRO's", "ABN AMRO's"), ("PostNL", "PostNL's", "PostNL's"),
    ("Ministerie van EZ", "Ministerie van EZ's", "Ministerie van EZ's"), ("Henkel Nederland BV", "Henkel Nederland BV's", "Henkel Nederland BV's"),
    ("LINDA.", "LINDA.'s", "LINDA.'s"), ("Radar/Art. 1", "Radar/Art. 1's", "Radar/Art. 1's"), ("Plan B", "Plan B's", "Plan B's"),
    # English Style Guide: behind the s of a plural only an apostrophe
    ("Swink Webservices", "Swink Webservices'", "Swink Webservices'"), ("Wie & Partners", "Wie & Partners'", "Wie & Partners'"),
]


@pytest.mark.parametrize(("name", "nl", "en"), WHOSE, ids=[row[0] for row in WHOSE])
def test_whose(name, nl, en):
    assert (possessive(name, "nl"), possessive(name, "en")) == (nl, en)


READ = {    # language -> what stands in a text, in lower case, and the number that it says
    "nl": {"nul": 0, "één": 1, "eén": 1, "drie": 3, "tien": 10, "dertien": 13, "tweeëntwintig": 22, "tweeentwintig": 22, "honderd": 100,
           "honderdeen": 101, "honderdeneen": 101, "honderddrie": 103, "honderdtwaalf": 112, "tweehonderdvierendertig": 234, "duizend": 1000,
           "duizend een": 1001, "duizend en een": 1001, "duizendeen": 1001, "elfhonderd": 1100, "duizend honderd": 1100,
           "twaalfhonderdvierendertig": 1234, "duizend tweehonderdvierendertig": 1234, "tweeduizend": 2000},
    "en": {"zero": 0, "one": 1, "thirteen": 13, "twenty-two": 22, "twenty two": 22, "a hundred": 100, "one hundred": 100, "a hundred and one": 101,
           "one hundred one": 101, "one hundred and three": 103, "two hundred and thirty-four": 234, "two hundred thirty four": 234,
           "a thousand": 1000, "one thousand and one": 1001, "eleven hundred": 1100, "one thousand, two hundred and thirty-four": 1234,
           "one thousand two hundred thirty four": 1234, "twelve hundred and thirty-four": 1234, "two thousand": 2000},
}
NO_NUMBER = {"nl": ["een", "twee en twintig", "tienhonderd", "tweeduizend een", "dertiende", "honderden"],
             "en": ["a", "an", "once", "ten hundred", "two thousand and one", "hundreds", "second"]}


@pytest.mark.parametrize("lang", READ)
def test_words_that_are_numbers(lang):
    """Every number up to 2000 as we write it, and as others do; een is an article."""
    words = number_words(lang)
    assert {word: words.get(word) for word in READ[lang]} == READ[lang]
    assert {word: words.get(word) for word in NO_NUMBER[lang]} == dict.fromkeys(NO_NUMBER[lang])
    assert [words.get(number_word(n, lang)) for n in range(2001)] == list(range(2001))
    assert sorted(set(words.values())) == list(range(2001))


PLACES = {
    "nl": {"eerste": 1, "tweede": 2, "derde": 3, "achtste": 8, "tiende": 10, "twaalfde": 12, "dertiende": 13, "negentiende": 19, "twintigste": 20,
           "eenentwintigste": 21, "tweeëntwintigste": 22, "tweeentwintigste": 22, "honderdste": 100, "honderdeerste": 101, "honderdeneerste": 101,
           "honderdtwaalfde": 112, "honderdtweeëntwintigste": 122, "tweehonderdste": 200},
    "en": {"first": 1, "second": 2, "third": 3, "eighth": 8, "tenth": 10, "twelfth": 12, "thirteenth": 13, "twentieth": 20, "twenty-first": 21,
           "twenty first": 21, "hundredth": 100, "one hundredth": 100, "one hundred and first": 101, "a hundred and first": 101,
           "one hundred twelfth": 112, "two hundredth": 200},
}


@pytest.mark.parametrize("lang", PLACES)
def test_words_that_are_places_in_a_row(lang):
    words = ordinal_words(lang)
    assert {word: words.get(word) for word in PLACES[lang]} == PLACES[lang]
    assert sorted(set(words.values())) == list(range(1, 2001))
    assert words.keys() & number_words(lang).keys() == set()


NAMES = {
    day_names: {"nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag|ma di wo do vr za zo",
                "en": "monday tuesday wednesday thursday friday saturday sunday|mon tue wed thu fri sat sun"},
    month_names: {"nl": "januari februari maart april mei juni juli augustus september oktober november december"
                        "|jan feb mrt apr mei jun jul aug sep okt nov dec",
                  "en": "january february march april may june july august september october november december"
                        "|jan feb mar apr may jun jul aug sep oct nov dec|- - - - - - - - sept - - -"},
}


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("names", NAMES, ids=["days", "months"])
def test_names_of_days_and_months(names, lang):
    """Monday is 0, as in date.weekday(); January is 1."""
    first = 1 if names is month_names else 0
    assert dict(names(lang)) == {name: n for row in NAMES[names][lang].split("|") for n, name in enumerate(row.split(), first) if name != "-"}


@pytest.mark.parametrize(("within", "nl", "en"), [
    ("1 day", "1 dag", "1 day"), ("14 days", "14 dagen", "14 days"), ("1 week", "1 week", "1 week"), ("6 weeks", "6 weken", "6 weeks"),
    ("1 month", "1 maand", "1 month"), ("6 months", "6 maanden", "6 months"), ("1 year", "1 jaar", "1 year"), ("2 years", "2 jaar", "2 years"),
])
def test_period(within: str, nl: str, en: str) -> None:
    assert (period(within, "nl"), period(within, "en")) == (nl, en)
    assert (short_date(date(2026, 3, 12), "nl"), short_date(date(2026, 3, 12), "en")) == ("12 mrt 2026", "12 Mar 2026")
    assert (month_name("2026-03", "nl"), month_name("2026-03", "en")) == ("maart 2026", "March 2026")
