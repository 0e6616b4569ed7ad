"""Dutch and English as ceremonies have them: what is read as a number, a place in a row, a day or a month."""

from __future__ import annotations

import pytest

from charter.language import day_names, month_names, number_word, number_words, ordinal_words

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
    assert sorted(set(words.values())) == list(range(1, 201))
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
