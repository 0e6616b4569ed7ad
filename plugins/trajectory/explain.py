"""Why each step of a signatory is what it is: the rule, the dates that went in, the arithmetic, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from charter.language import long_date, period, weekday
from charter.model.programme import Programme, Rule
from charter.problems import Bilingual
from charter.records import Where
from trajectory.cases import events, is_done
from trajectory.free_days import name_of
from trajectory.rows import Row, place_of
from trajectory.rules import Deadline, earlier, is_paused, later
from trajectory.steps import PHOTOS_SENT, SURVEY, SURVEY_SENT, YEARLY

Place = tuple[str, Where]       # a file as reports name it, and the way to a field
CHARTER, CHANGES = "charter.yaml", "changes.yaml"


class Line(NamedTuple):
    """One sentence of an explanation, and where what it says stands; None for arithmetic."""

    text: Bilingual
    place: Place | None = None


def _on(day: date) -> Bilingual:
    return Bilingual(*(f"{weekday(day, lang)} {long_date(day, lang)}" for lang in ("nl", "en")))


def _period(within: str) -> Bilingual:
    return Bilingual(period(within, "nl"), period(within, "en"))


def explanation(row: Row, programme: Programme) -> Iterator[Line]:
    """Of one step, in the order in which it is decided."""
    case = row.case
    if row.wrong:
        yield Line(Bilingual(f"tegenstrijdig [{row.wrong.rule}]: {row.wrong.nl}", f"contradictory [{row.wrong.rule}]: {row.wrong.en}"),
                   (case.file, row.wrong.where))
    elif row.state == "not_applicable":
        yield _not_applicable(row)
    elif row.state == "done":
        yield from _done(row)
    yield from deadline_lines(row, programme)
    if row.state == "paused":
        yield from (Line(Bilingual(f"gepauzeerd tot {_on(pause.until).nl}: {pause.reason} ({pause.by})",
                                   f"paused until {_on(pause.until).en}: {pause.reason} ({pause.by})"), (case.file, (case.id, "pauses", n)))
                    for n, pause in enumerate(case.agreed.pauses) if is_paused((pause,), case.today))
    elif row.due and row.state not in ("done", "contradictory"):
        yield _today(row)
    if row.step == PHOTOS_SENT and row.state == "open" and not case.photos:
        yield Line(Bilingual("in het record staat geen foto; schrijf zo nodig not_applicable: {photos_sent: geen foto}",
                             "the record has no photo; write not_applicable: {photos_sent: no photo} if that stays so"), (case.batch_file, ()))


def _not_applicable(row: Row) -> Line:
    case, reason = row.case, row.case.agreed.not_applicable.get(row.step)
    if reason is not None:
        return Line(Bilingual(f"niet van toepassing: {reason}", f"not applicable: {reason}"), (case.file, (case.id, "not_applicable", row.step)))
    assert case.left_on
    return Line(Bilingual(f"niet meer nodig: geen ondertekenaar meer sinds {_on(case.left_on).nl}",
                          f"no longer needed: no signatory since {_on(case.left_on).en}"), (CHANGES, ()))


def _done(row: Row) -> Iterator[Line]:
    happened, place = events(row.case), place_of(row.case, row.step, row.year)
    day = happened.get((row.step, row.year))
    if day is None:
        answer = happened[SURVEY, row.year]
        yield Line(Bilingual(f"verstuurd, want ontvangen op {_on(answer).nl}", f"sent, for it was received on {_on(answer).en}"), place)
        return
    yield Line(Bilingual(f"gedaan op {_on(day).nl}", f"done on {_on(day).en}"), place)
    if row.step not in YEARLY and (accepted := row.case.agreed.done(row.step).accepted) and accepted <= row.case.today:
        yield Line(Bilingual(f"akkoord op {_on(accepted).nl}", f"accepted on {_on(accepted).en}"), place)


def deadline_lines(row: Row, programme: Programme) -> Iterator[Line]:
    """The rule, and how the deadline follows from it; why there is none."""
    rule = row.case.rules.get(row.step)
    if rule is None:
        if row.state in ("open", "paused"):
            yield Line(_no_rule(row, programme), (CHARTER, ("trajectory", "rules")))
        return
    yield Line(_rule(rule, programme), (CHARTER, ("trajectory", "rules", programme.trajectory.rules.index(rule))))
    if row.deadline:
        yield from _arithmetic(row, row.deadline, programme)
    elif row.state != "not_applicable":
        anchor = _label(rule.after, row.year if rule.after in YEARLY else None, programme)
        yield Line(_no_anchor(row, rule, anchor), None)


def _no_rule(row: Row, programme: Programme) -> Bilingual:
    others = [rule.signed_from for rule in programme.trajectory.rules if rule.step == row.step and rule.signed_from]
    if not others:
        return Bilingual("geen termijn: voor deze stap is er geen regel", "no deadline: there is no rule for this step")
    first = min(others)
    return Bilingual(f"geen termijn: de eerste regel geldt voor ondertekeningen vanaf {_on(first).nl}",
                     f"no deadline: the first rule is for signings from {_on(first).en}")


def _no_anchor(row: Row, rule: Rule, anchor: Bilingual) -> Bilingual:
    happened = events(row.case)
    if rule.after == SURVEY_SENT and is_done((SURVEY_SENT, row.year), happened):
        return Bilingual("geen termijn: niemand weet wanneer de monitor is verstuurd", "no deadline: nobody knows when the survey was sent")
    if (rule.after, None) in happened:
        return Bilingual("geen termijn: deze regel geldt één keer", "no deadline: this rule holds once")
    return Bilingual(f"nog geen termijn: {anchor.nl} is nog niet gedaan", f"no deadline yet: {anchor.en} has not been done")


def _rule(rule: Rule, programme: Programme) -> Bilingual:
    within, anchor = _period(rule.within), _label(rule.after, None, programme)
    nl, en = f"regel {rule.id}: {within.nl} na {anchor.nl}", f"rule {rule.id}: {within.en} after {anchor.en}"
    if rule.repeats:
        nl, en = f"{nl}, daarna elk jaar", f"{en}, then every year"
    if rule.signed_from:
        nl, en = f"{nl}; voor ondertekeningen vanaf {long_date(rule.signed_from, 'nl')}", f"{en}; for signings from {long_date(rule.signed_from, 'en')}"
    if rule.remind:
        nl, en = f"{nl}; herinneren vanaf {_period(rule.remind).nl} ervoor", f"{en}; remind from {rule.remind} before"
    if rule.grace:
        nl, en = f"{nl}; {_period(rule.grace).nl} respijt", f"{en}; {rule.grace} of grace"
    return Bilingual(nl, en)


def _label(step: str, year: int | None, programme: Programme) -> Bilingual:
    label = next((each.label for each in programme.trajectory.steps if each.id == step), None)
    nl, en = (f" jaar {year}", f" year {year}") if year else ("", "")
    return Bilingual(label("nl") + nl, label("en") + en) if label else Bilingual(step, step)


def _arithmetic(row: Row, due: Deadline, programme: Programme) -> Iterator[Line]:
    case, rule = row.case, due.rule
    year = due.year if rule.after in YEARLY else None
    anchor = _label(rule.after, year, programme)
    yield Line(Bilingual(f"{anchor.nl}: {_on(due.anchor).nl}", f"{anchor.en}: {_on(due.anchor).en}"), place_of(case, rule.after, year))
    yield Line(_plus(due))
    for stop in due.stops:
        pause = stop.pause
        yield Line(Bilingual(
            f"+ {stop.days} {'dag' if stop.days == 1 else 'dagen'} pauze, {long_date(pause.from_, 'nl')} tot {long_date(pause.until, 'nl')}: {pause.reason} ({pause.by})",
            f"+ {stop.days} {'day' if stop.days == 1 else 'days'} of pause, {long_date(pause.from_, 'en')} until {long_date(pause.until, 'en')}: {pause.reason} ({pause.by})"),
            (case.file, (case.id, "pauses", case.agreed.pauses.index(pause))))
    if due.stops:
        yield Line(Bilingual(f"= {_on(due.counted).nl}", f"= {_on(due.counted).en}"))
    if due.extension:
        more = due.extension
        yield Line(Bilingual(f"uitstel tot {_on(more.until).nl}: {more.reason} ({more.by})", f"extended until {_on(more.until).en}: {more.reason} ({more.by})"),
                   (case.file, (case.id, "extensions", case.agreed.extensions.index(more))))
    before = due.extension.until if due.extension else due.counted
    if before != due.day:
        why = Bilingual(*(name_of(before, lang) or weekday(before, lang) for lang in ("nl", "en")))
        yield Line(Bilingual(f"{why.nl}, dus de eerstvolgende werkdag: {_on(due.day).nl}", f"{why.en}, so the next working day: {_on(due.day).en}"))


def _plus(due: Deadline) -> Bilingual:
    within = _period(due.rule.within)
    years = (due.year or 1) - 1 if due.rule.after not in YEARLY else 0
    nl, en = (f" + {years} jaar", f" + {years} year{'s' * (years > 1)}") if years else ("", "")
    return Bilingual(f"+ {within.nl}{nl} = {_on(due.after_period).nl}", f"+ {within.en}{en} = {_on(due.after_period).en}")


def _today(row: Row) -> Line:
    """What the day of today means for the deadline."""
    due, rule = row.due, row.case.rules[row.step]
    assert due
    if row.state == "due":
        return Line(Bilingual("dat is vandaag", "that is today"))
    if row.state in ("open", "due_soon"):
        if not rule.remind:
            return Line(Bilingual("dat is nog niet verstreken", "that has not passed yet"))
        since = _on(earlier(due, rule.remind))
        return Line(Bilingual(f"herinneren vanaf {since.nl}", f"remind from {since.en}"))
    if not rule.grace:
        return Line(Bilingual("dat is verstreken", "that has passed"))
    until = _on(later(due, rule.grace))
    return Line(Bilingual(f"respijt tot en met {until.nl}", f"grace up to and including {until.en}"))
