"""The sentences about numbers: what a facet lists, and what a table of the statistics shows. Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charter.language import join_names, number, number_word, sentence_end, sentence_start

UNKNOWN = {"nl": "onbekend", "en": "unknown"}
MORE_THAN_ONE = {"nl": "Een organisatie kan aan meer dimensies werken en telt dan bij elk daarvan mee.",
                 "en": "An organisation may work on more than one dimension, and then counts for each of them."}
AT_MOST = 3     # so many may share the first place by name

# What is behind a number, for one and for more: {} is the word of the facet.
_LISTED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("dimension", "nl"): ("ondertekenaar werkt aan de dimensie {}", "ondertekenaars werken aan de dimensie {}"),
    ("dimension", "en"): ("signatory works on the dimension {}", "signatories work on the dimension {}"),
    ("sector", "nl"): ("ondertekenaar komt uit de sector {}", "ondertekenaars komen uit de sector {}"),
    ("sector", "en"): ("signatory is from the sector {}", "signatories are from the sector {}"),
    ("year", "nl"): ("organisatie tekende in {}", "organisaties tekenden in {}"),
    ("year", "en"): ("organisation signed in {}", "organisations signed in {}"),
    ("known-year", "nl"): ("organisatie op deze site tekende in {}", "organisaties op deze site tekenden in {}"),
    ("known-year", "en"): ("organisation on this site signed in {}", "organisations on this site signed in {}"),
    ("place", "nl"): ("ondertekenaar is gevestigd in {}", "ondertekenaars zijn gevestigd in {}"),
    ("place", "en"): ("signatory is based in {}", "signatories are based in {}"),
    ("size", "nl"): ("ondertekenaar heeft deze grootte: {}", "ondertekenaars hebben deze grootte: {}"),
    ("size", "en"): ("signatory is of this size: {}", "signatories are of this size: {}"),
    ("dimension-sector", "nl"): ("ondertekenaar uit de sector {1} werkt aan de dimensie {0}", "ondertekenaars uit de sector {1} werken aan de dimensie {0}"),
    ("dimension-sector", "en"): ("signatory from the sector {1} works on the dimension {0}", "signatories from the sector {1} work on the dimension {0}"),
}
# Who has the most: one, some, or more than can be named ({} is how many, in words); and what the number is of when it is not one.
_MOST: Mapping[tuple[str, str], tuple[str, str, str, str]] = {
    ("sector", "nl"): ("De sector met de meeste ondertekenaars is {}", "De sectoren met de meeste ondertekenaars zijn {}", "{} sectoren delen de eerste plaats", "elk"),
    ("sector", "en"): ("The sector with the most signatories is {}", "The sectors with the most signatories are {}", "{} sectors share the first place", "each"),
    ("dimension", "nl"): ("De dimensie met de meeste ondertekenaars is {}", "De dimensies met de meeste ondertekenaars zijn {}", "{} dimensies delen de eerste plaats", "elk"),
    ("dimension", "en"): ("The dimension with the most signatories is {}", "The dimensions with the most signatories are {}", "{} dimensions share the first place", "each"),
    ("year", "nl"): ("In {} tekenden de meeste organisaties", "In {} tekenden de meeste organisaties", "{} jaren delen de eerste plaats", "in elk jaar"),
    ("known-year", "nl"): ("Van de organisaties op deze site tekenden de meeste in {}", "Van de organisaties op deze site tekenden de meeste in {}", "Van de organisaties op deze site: {} jaren delen de eerste plaats", "in elk jaar"),
    ("known-year", "en"): ("Of the organisations on this site more signed in {} than in any other year", "Of the organisations on this site the most signed in {}", "Of the organisations on this site: {} years share the first place", "in each year"),
    ("year", "en"): ("More organisations signed in {} than in any other year", "The most organisations signed in {}", "{} years share the first place", "in each year"),
}
_NOT_KNOWN: Mapping[tuple[str, str], tuple[str, str]] = {
    ("sector", "nl"): ("Van 1 ondertekenaar weten wij de sector niet.", "Van {} ondertekenaars weten wij de sector niet."),
    ("sector", "en"): ("Of 1 signatory we do not know the sector.", "Of {} signatories we do not know the sector."),
    ("dimension", "nl"): ("Van 1 ondertekenaar weten wij de dimensies niet.", "Van {} ondertekenaars weten wij de dimensies niet."),
    ("dimension", "en"): ("Of 1 signatory we do not know the dimensions.", "Of {} signatories we do not know the dimensions."),
    ("year", "nl"): ("Het totaal telt ook 1 organisatie die niet op deze site staat.", "Het totaal telt ook {} organisaties die niet op deze site staan."),
    ("year", "en"): ("The total includes 1 organisation that is not on this site.", "The total includes {} organisations that are not on this site."),
}


def listed(kind: str, labels: Sequence[str], count: int, lang: str) -> str:
    """9 ondertekenaars werken aan de dimensie Gender: what a facet page lists, in a sentence."""
    return sentence_end(f"{number(count, lang)} {_LISTED[kind, lang][count != 1].format(*labels)}")


def most(kind: str, labels: Sequence[str], counts: Sequence[int], lang: str) -> str:
    """In 2026 tekenden de meeste organisaties: 34. What a table shows; '' when it counts nothing.

    `kind` is sector, dimension, year, or known-year when more may have signed than the records know. Several may share the first place; then the number is of each of them.
    """
    highest = max(counts, default=0)
    first = [label for label, count in zip(labels, counts, strict=True) if count == highest]
    if not highest:
        return ""
    if len([count for count in counts if count]) == 1:
        return listed(kind, first, highest, lang)
    one, some, many, each = _MOST[kind, lang]
    if len(first) == 1:
        return f"{one.format(first[0])}: {number(highest, lang)}."
    told = some.format(join_names(first, lang)) if len(first) <= AT_MOST else sentence_start(many.format(number_word(len(first), lang)))
    return f"{told}: {each} {number(highest, lang)}."


def on_this_site(count: int, total: int, lang: str) -> str:
    """Deze tabel telt 16 van de 278 ondertekenaars: the programme counted more than the records know."""
    shown, whole = number(count, lang), number(total, lang)
    return (f"This table counts {shown} of {whole} signatories: those that are on this site." if lang == "en" else
            f"Deze tabel telt {shown} van de {whole} ondertekenaars: wie op deze site staat.")


def not_known(kind: str, count: int, lang: str) -> str:
    """Of how many a table does not say where they belong; of the years, how many stand in the total alone."""
    return _NOT_KNOWN[kind, lang][count != 1].format(number(count, lang))
