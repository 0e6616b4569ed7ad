"""Suggestions for what stands above a newsletter: its subject, and the line that a mailbox shows behind it."""

from __future__ import annotations

from charter.language import long_date, number, number_word, sentence_end, sentence_start
from charter.views import words
from charter.views.article import title_of
from charter.views.site import Site


def subjects(site: Site, slug: str, lang: str) -> tuple[str, ...]:
    """The headline, where it was and how many there are now; each says a number or a name, and none stands there twice."""
    batch, programme, total = site.state.batches[slug], site.state.programme, site.state.totals.get(slug)
    count, charter = len(batch.signatories), programme.name(lang)
    found = [title_of(site, slug, lang)[0]]
    if batch.place and count > 1:
        word = sentence_start(number_word(count, lang))
        found.append(f"{word} organisations signed in {batch.place}" if lang == "en" else f"{word} organisaties tekenden in {batch.place}")
    if total and total.ever > 1:
        ever = number(total.ever, lang)
        found.append(f"{ever} organisations have signed the {charter}" if lang == "en" else f"{ever} organisaties hebben {charter} ondertekend")
    return tuple(dict.fromkeys(found))


def preheaders(site: Site, slug: str, lang: str) -> tuple[str, ...]:
    """What adds to the subject: who and when, then the running total when it is known."""
    batch, count = site.state.batches[slug], len(site.state.batches[slug].signatories)
    day = long_date(batch.date, lang)
    if count == 1:
        [name] = site.names_in(batch, lang)
        first = f"{name} signed on {day}. Read why." if lang == "en" else f"{name} tekende op {day}. Lees waarom."
    elif lang == "en":
        first = f"{sentence_start(number_word(count, lang))} organisations signed on {day}. Read who they are and what they will do."
    else:
        first = f"{sentence_start(number_word(count, lang))} organisaties tekenden op {day}. Lees wie zij zijn en wat zij gaan doen."
    total = words.total_sentence(site.state.programme, site.state.totals.get(slug), lang)
    return tuple(dict.fromkeys(filter(None, (sentence_start(sentence_end(first)), total))))
