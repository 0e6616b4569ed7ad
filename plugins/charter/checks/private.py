"""Text that was not meant for the public: placeholders, notes, telephone numbers and private addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.checks.signed import photos
from charter.checks.story import Passage, Story
from charter.problems import Problem, cut

_WORDS = ("qq", "xx", "todo", "tbd", "n.t.b.", "lorem", "publicatie", "publiceren", "publication", "invullen", "vullen", "hier tekst",
          "intern gebruik", "internal use")
_NOTE = re.compile(
    r"(?<!\w)(?:(?i:qq+|todo|tbd|n\.t\.b\.|lorem\s+ipsum|niet[\s-]+voor[\s-]+publicatie|niet\s+publiceren|not[\s-]+for[\s-]+publication"
    r"|(?:nog|hier)(?:\s+in\s+te\s+|\s+)(?:invullen|vullen)|hier\s+tekst|intern\s+gebruik|internal\s+use)|X{2,})(?!\w)"
    r"|_{3,}|\{(?i:naam|name|datum|date|plaats|place|functie|organisatie|titel)\}")
# Between square brackets, and no link: [naam]. Cuts and remarks of an editor are no gaps to fill.
_GAP = re.compile(r"(?<![\\\]])\[(?!(?:\.\.\.|…|sic|red\.?)\])[^\[\]\n]{1,60}\](?![(\[:])", re.IGNORECASE)
# In a quote an editor puts words of his own between brackets; there only these are gaps.
_BLANK = re.compile(r"\[[^\[\]]{0,40}(?:naam|name|datum|date|plaats|place|functie|role|titel|title|aantal|number|invul|fill|organisati|x{2,}|\.{4,}|\?)[^\[\]]{0,40}\]", re.IGNORECASE)
_PHONE = re.compile(r"[+0](?<![\w.,/+-].)(?:(?<=\+)\d\d|(?<=0)0?\d)(?:[ ()./‐‑–-]{0,3}\d){7,12}(?![\w-])")
_ACCOUNT = re.compile(r"[A-Z]{2}\d\d ?[A-Z]{4} ?$")       # what comes before the digits of an IBAN
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# The providers that most people in the Netherlands have their own mail with.
_PROVIDERS = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|aol|gmx|proton|protonmail|ziggo|kpnmail|kpnplanet|planet|hetnet|xs4all|"
    r"home|casema|chello|upcmail|quicknet|zonnet|tele2|telfort|online|solcon|caiway|freedom|zeelandnet|wxs|versatel|telenet|skynet)\.\w+(?:\.\w+)?$",
    re.IGNORECASE)

_INITIAL = re.compile(r"[a-z](?:\.[a-z])*\.[a-z-]{3,}@", re.IGNORECASE)        # j.jansen@


def placeholder(story: Story) -> Iterator[Problem]:
    """Nothing is left to fill in, and no note to a colleague.

    placeholder:
      nl: >-
        In de tekst staat niets meer dat nog moet worden ingevuld ([naam], QQ, XXX, Lorem ipsum), en geen aantekening voor
        collega's (niet voor publicatie). Zulke woorden blijven makkelijk staan en komen anders op de site en in de
        nieuwsbrief.
      en: >-
        The text holds nothing that is still to be filled in ([naam], QQ, XXX, Lorem ipsum), and no note to colleagues (not
        for publication). Such words are easily left behind and would reach the site and the newsletter.
      fails: |
        body: {nl: "Het woord was aan [naam]."}
      passes: |
        body: {nl: Het woord was aan de gastheer.}
    """
    for passage in _lines(story):
        for found in _GAP.finditer(passage.text) if "[" in passage.text else ():
            yield story.said(passage, *found.span(), "placeholder", *_left(found[0]))
    if not (any(sign in story.whole for sign in ("[", "___", "{")) or any(word in story.whole for word in _WORDS)):
        return
    for passage in story.passages:
        for pattern in (_NOTE, _BLANK if passage.part == "quotes" else _GAP):
            for found in pattern.finditer(passage.text):
                yield story.said(passage, *found.span(), "placeholder", *_left(found[0]))


def _lines(story: Story) -> Iterator[Passage]:
    """Names and photographers; `charter photos` leaves [naam] and [fotograaf] to be filled in."""
    for where, name in story.persons():
        yield Passage(where, "name", "nl", name)
    for where, photo in photos(story.batch):
        yield Passage((*where, "credit"), "credit", "nl", photo.credit)


def _left(found: str) -> tuple[str, str]:
    return (f"`{cut(found)}` is nog in te vullen of niet voor lezers bedoeld; haal het weg",
            f"`{cut(found)}` is still to be filled in, or not meant for readers; remove it")


def phone_number(story: Story) -> Iterator[Problem]:
    """A text holds no telephone number but the publisher's own.

    phone-number:
      nl: >-
        In de tekst staat geen telefoonnummer. Het is vaak van een persoon, en wat op de site staat, wordt gekopieerd. Het
        nummer van de uitgever zelf (charter.yaml) mag wel.
      en: >-
        The text holds no telephone number. It is often somebody's own, and what is on the site is copied. The number of the
        publisher itself (charter.yaml) may stay.
      fails: |
        body: {nl: Bel Anna op 06-12345678.}
      passes: |
        body: {nl: Neem contact op met de gemeente.}
    """
    programme = story.records.programme
    own = re.sub(r"\D", "", (programme.publisher.phone or "") if programme else "")[-9:]
    for passage, found in _each(story, _PHONE, "0", "+"):
        digits = re.sub(r"\D", "", found[0])
        bank = _ACCOUNT.search(passage.text[max(0, found.start() - 12):found.start()])
        if len(digits) >= 10 and not (own and digits.endswith(own)) and not bank:
            yield story.said(passage, *found.span(), "phone-number", f"`{cut(found[0])}` lijkt een telefoonnummer; haal het weg",
                             f"`{cut(found[0])}` looks like a telephone number; remove it")


def private_email(story: Story) -> Iterator[Problem]:
    """A text holds no e-mail address of a person.

    private-email:
      nl: >-
        In de tekst staat geen e-mailadres van een persoon: een adres bij een aanbieder voor thuis, of een adres met de naam
        van iemand (j.jansen@, of een naam uit dit record). Zo'n adres krijgt spam en blijft staan als iemand weggaat. Een adres van de organisatie
        (info@...) mag wel.
      en: >-
        The text holds no e-mail address of a person: one with a provider for private mail, or one with somebody's name
        (j.jansen@, or a name of this record). Such an address gets spam and stays when somebody leaves. An address of the organisation (info@...)
        may stay.
      fails: |
        body: {nl: Mail naar a.bakker@gmail.com.}
      passes: |
        body: {nl: Mail naar info@example.org.}
    """
    names = {part for _, name in story.persons() for part in re.findall(r"\w{3,}", name.lower())} if "@" in story.whole else set()
    for passage, found in _each(story, _EMAIL, "@"):
        if _PROVIDERS.search(found[0]) or _INITIAL.match(found[0]) or names & set(re.findall(r"[^\W\d_]+", found[0].split("@")[0].lower())):
            yield story.said(passage, *found.span(), "private-email", f"`{cut(found[0])}` is een e-mailadres van een persoon; haal het weg",
                             f"`{cut(found[0])}` is an e-mail address of a person; remove it")


def _each(story: Story, pattern: re.Pattern[str], *signs: str) -> Iterator[tuple[Passage, re.Match[str]]]:
    """What a pattern finds in the passages, when one of the signs stands in any."""
    for passage in story.passages if any(sign in story.whole for sign in signs) else ():
        for found in pattern.finditer(passage.text):
            yield passage, found
