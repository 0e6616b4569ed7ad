"""What the letter of confirmation says: thanks, and every step that follows with who acts and when. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from charter.language import long_date, period, sentence_end
from charter.model.batch import Batch
from charter.model.programme import Programme, Rule, Step
from charter.model.types import Text
from charter.problems import Bilingual
from trajectory.cases import Case, events
from trajectory.documents.paper import Said, Sender, Told, said, sender, told
from trajectory.rows import Row
from trajectory.steps import PLAN, Officer


@dataclass(frozen=True)
class Words:
    """The fixed words of the letter."""

    attention: str
    thanks: str
    scan: str
    follows: str
    what: str
    who: str
    when: str
    confidential: str
    mail: str
    regards: str


WORDS = {
    "nl": Words("T.a.v.", "Dank u wel daarvoor.", "Bij deze brief vindt u een scan van het getekende document.",
                "Wat er nu volgt, en wanneer", "Stap", "Wie", "Wanneer", "Dit is vertrouwelijk.", "Mail naar",
                "Met vriendelijke groet,"),
    "en": Words("Attn", "Thank you for that.", "With this letter you find a scan of the signed document.",
                "What follows, and when", "Step", "Who", "When", "This is confidential.", "Send an e-mail to",
                "Kind regards,")}
WHO = {"signatory": Bilingual("U", "You"), "programme": Bilingual("Wij", "We"), "both": Bilingual("Samen", "Together")}
OPEN = Bilingual("in overleg", "by arrangement")
OPEN_OURS = Bilingual("dat hoort u van ons", "we will let you know")


class Coming(NamedTuple):
    """One row of the table. `when` is said piece by piece, for the name of a step in it may be in Dutch."""

    label: Said
    year: str
    text: Told | None
    confidential: bool
    who: str
    when: tuple[Said, ...]


@dataclass(frozen=True)
class Letter:
    """The letter of confirmation to one signatory."""

    lang: str
    title: str
    programme: Said
    name: str
    contact: str | None
    date: str
    subject: str
    greeting: str
    thanks: tuple[Said, ...]
    steps: tuple[Coming, ...]
    adviser: str
    email: str | None
    sender: str
    publisher: Sender
    notice: Said | None


def letter(programme: Programme, batch: Batch, officer: Officer | None, case: Case, rows: Sequence[Row],
           lang: str) -> Letter:
    """Of the rows only those of the phase after the signing are told, in their order; not what is not applicable."""
    name, contact = case.signed_as, case.agreed.contact
    subject = Bilingual("Bevestiging van uw ondertekening", "Confirmation of your signing")(lang)
    publisher = sender(programme)
    return Letter(
        lang, f"{subject} - {name}", said(programme.name, lang), name, contact.name if contact else None,
        long_date(case.today, lang), subject, _greeting(contact.name if contact else None, name, lang),
        _thanks(name, batch, programme.name, lang),
        tuple(_steps(case, rows, programme.trajectory.steps, lang)), _adviser(officer, lang),
        officer.email if officer else programme.publisher.email, officer.name if officer else publisher.name,
        publisher, said(programme.notice, lang) if programme.notice else None)


def _greeting(contact: str | None, name: str, lang: str) -> str:
    """To a person by name; to nobody known in words that suit everybody."""
    if contact:
        return Bilingual(f"Beste {contact},", f"Dear {contact},")(lang)
    return Bilingual(f"Beste mensen van {name},", f"Dear all at {name},")(lang)


def _thanks(name: str, batch: Batch, programme: Text, lang: str) -> tuple[Said, ...]:
    """Who signed, when and where: as sentences of the article say it."""
    day, where = long_date(batch.date, lang), f" in {batch.place}" if batch.place else ""
    charter = said(programme, lang)
    end = charter._replace(text=sentence_end(charter.text))
    if lang == "en":
        return Said(f"On {day} {name} signed the "), *((charter, Said(sentence_end(where))) if where else (end,))
    return Said(f"Op {day} ondertekende {name}{where} "), end


def _adviser(officer: Officer | None, lang: str) -> str:
    if officer:
        return Bilingual(f"{officer.name} is uw adviseur en helpt u graag verder. Heeft u vragen?",
                         f"{officer.name} is your adviser and is glad to help you. Do you have questions?")(lang)
    return Bilingual("Heeft u vragen? Wij helpen u graag.", "Do you have questions? We are glad to help you.")(lang)


def _steps(case: Case, rows: Sequence[Row], steps: Sequence[Step], lang: str) -> Iterator[Coming]:
    after = {step.id: step for step in steps if step.phase == "after"}
    labels, happened = {step.id: said(step.label, lang) for step in steps}, events(case)
    told_of = [row for row in rows if row.step in after and row.state != "not_applicable"]
    last_years = {row.step: row.year for row in told_of}
    for row in told_of:
        step, rule = after[row.step], case.rules.get(row.step)
        actor = (rule and rule.by) or step.by
        if row.state == "done":
            when = _done(happened.get((row.step, row.year)), actor, lang)
        elif rule:
            when = _deadline(row, rule, labels, row.year == last_years[row.step], lang)
        else:
            when = (Said((OPEN_OURS if actor == "programme" else OPEN)(lang)),)
        yield Coming(labels[step.id], _year(row, lang), told(step.text, lang, 3) if step.text else None,
                     step.confidential, WHO[actor](lang), when)


def _year(row: Row, lang: str) -> str:
    """Of the survey only the later years are named: whoever has just signed expects one."""
    return f", {Bilingual('jaar', 'year')(lang)} {row.year}" if row.year and row.year > 1 else ""


def _done(day: date | None, actor: str, lang: str) -> tuple[Said, ...]:
    """The day may be unknown: of a survey that came back nobody needs to have typed when it was sent."""
    word = Bilingual("ontvangen", "received") if actor == "signatory" else Bilingual("gedaan", "done")
    on = f" {Bilingual('op', 'on')(lang)} {long_date(day, lang)}" if day else ""
    return (Said(word(lang) + on),)


def _deadline(row: Row, rule: Rule, labels: dict[str, Said], is_last: bool, lang: str) -> tuple[Said, ...]:
    """The day itself when it is known, else the rule in words; only the last year told of says that more follow."""
    again = Bilingual(", daarna elk jaar", ", then every year")(lang) if rule.repeats and is_last else ""
    if row.due:
        return (Said(f"{Bilingual('uiterlijk', 'by')(lang)} {long_date(row.due, lang)}{again}"),)
    return *_in_words(rule, labels, lang), Said(again)


def _in_words(rule: Rule, labels: dict[str, Said], lang: str) -> tuple[Said, ...]:
    """12 maanden nadat wij uw plan van aanpak kregen; binnen 6 weken na de stap ‘Monitor verstuurd’."""
    within = "" if rule.repeats else Bilingual("binnen ", "within ")(lang)
    start = within + period(rule.within, lang)
    label = labels.get(rule.after, Said(rule.after))
    if rule.after == PLAN:
        before, behind = Bilingual(" nadat wij uw ", " after we received your "), Bilingual(" kregen", "")
        return Said(start + before(lang)), label._replace(text=in_sentence(label.text)), Said(behind(lang))
    return Said(start + Bilingual(" na de stap ‘", " after the step ‘")(lang)), label, Said("’")


def in_sentence(label: str) -> str:
    """Plan van aanpak -> plan van aanpak; PvA stays."""
    first = label.split(" ", 1)[0]
    return label[0].lower() + label[1:] if first[1:].islower() else label
