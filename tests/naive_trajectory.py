"""A second, deliberately plain reading of the trajectory's date arithmetic, to compare the engine with.

It shares no code with the engine. A fact dated after `today` has not happened, whatever `as_of` says.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays

YEARLY = ("survey_sent", "survey")
NAMED_FIRST = ["two-values", "date-in-future", "plan-after-signing", "accepted-after-received",
               "survey-after-plan", "survey-after-sent", "after-withdrawal"]
DUTCH = holidays.NL()
ONE_DAY = timedelta(days=1)


def months_and_days(period: str) -> tuple[int, int]:
    """'2 weeks' is (0, 14), '1 year' is (12, 0)."""
    number, unit = period.split()
    months, days = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}[unit.removesuffix("s")]
    return int(number) * months, int(number) * days


def move(day: date, months: int, days: int) -> date:
    """First the calendar months, clipped to the length of the month, then the days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


@lru_cache
def days_within(pauses: tuple[tuple[date, date], ...]) -> list[date]:
    """Every day that lies in a pause, once, in order: the first day is in, `until` is out."""
    return sorted({start + timedelta(days=n) for start, until in pauses for n in range((until - start).days)})


def paused_days(case: dict) -> list[date]:
    """The days on which the clock stands still."""
    return days_within(tuple((pause["from"], pause["until"]) for pause in case["record"]["pauses"]))


def rule_of(case: dict, step: str) -> dict | None:
    """The rule with the latest `signed_from` on or before the signing."""
    fitting = [rule for rule in case["rules"]
               if rule["step"] == step and rule.get("signed_from", date.min) <= case["signed"]]
    return max(fitting, key=lambda rule: rule.get("signed_from", date.min), default=None)


def facts(case: dict) -> list[tuple[str, int | None, str, date]]:
    """(step, year, received or accepted or sent, day) of all that was typed, in the order of the record."""
    typed = [(step, None, what, day) for step, dates in case["record"]["steps"].items() for what, day in dates.items()]
    return typed + [(step, entry["year"], what, entry[what]) for entry in case["record"]["survey"]
                    for step, what in (("survey_sent", "sent"), ("survey", "received")) if what in entry]


def happened(case: dict, step: str, year: int | None, today: date) -> date | None:
    """The day that proves the step, if that is on or before today."""
    public = {"signing": case["signed"], "article": case["published"]}
    days = [day for its_step, its_year, what, day in facts(case)
            if its_step == step and its_year == year and what != "accepted"]
    return next((day for day in ([public[step]] if step in public else days) if day <= today), None)


def counted(case: dict, rule: dict | None, year: int | None, today: date) -> date | None:
    """Anchor, period and paused days; before extensions and working days."""
    if rule is None:
        return None
    anchor = happened(case, rule["after"], year if rule["after"] == "survey_sent" else None, today)
    months, days = months_and_days(rule["within"])
    if year is not None and year > 1 and rule["after"] != "survey_sent":
        if rule.get("repeats") != "yearly":
            return None
        months += 12 * (year - 1)
    if anchor is None:
        return None
    deadline = move(anchor, months, days)
    for day in paused_days(case):
        if anchor <= day <= deadline:
            deadline += ONE_DAY
    return deadline


def due_of(case: dict, step: str, year: int | None, today: date) -> date | None:
    """The counted deadline, or a later extension, moved on to a working day."""
    rule = rule_of(case, step)
    day = counted(case, rule, year, today)
    if day is None:
        return None
    following = counted(case, rule, year + 1, today) if year is not None else None
    day = max([day, *[extension["until"] for extension in case["record"]["extensions"] if extension["step"] == step
                      and (following is None or extension["until"] < following)]])
    while day.weekday() >= 5 or day in DUTCH:
        day += ONE_DAY
    return day


def contradictions(case: dict, today: date, as_of: bool) -> dict[tuple[str, int | None], str]:
    """For each contradictory step and year the rule that names it."""
    public = {"signing": case["signed"], "article": case["published"]}
    plan, left = happened(case, "plan", None, today), case["left"]
    found: list[tuple[str, str, int | None]] = []
    for step, year, _, day in facts(case):
        if day > today:
            found += [] if as_of else [("date-in-future", step, year)]
            continue
        if step in public and day != public[step]:
            found.append(("two-values", step, year))
        if step == "plan" and plan is not None and plan < case["signed"]:
            found.append(("plan-after-signing", step, year))
        if step in YEARLY and plan is not None and day < plan:
            found.append(("survey-after-plan", step, year))
        if left is not None and case["signed"] <= left < day:
            found.append(("after-withdrawal", step, year))
    for step, dates in case["record"]["steps"].items():
        if dates.get("received", date.max) <= today and dates.get("accepted", date.max) < dates["received"]:
            found.append(("accepted-after-received", step, None))
    begun = [entry for entry in case["record"]["survey"]
             if min(entry.get("sent", date.max), entry.get("received", date.max)) <= today]
    years = [entry["year"] for entry in begun]
    for entry in case["record"]["survey"]:
        if years.count(entry["year"]) > 1:
            found += [("two-values", step, entry["year"]) for step in YEARLY]
        if entry.get("received", date.max) < entry.get("sent", date.max) <= today:
            found.append(("survey-after-sent", "survey", entry["year"]))
    found.sort(key=lambda each: NAMED_FIRST.index(each[0]), reverse=True)
    return {(step, year): name for name, step, year in found}       # what is named first comes last, and stays


def survey_years(case: dict, today: date, wrong: dict[tuple[str, int | None], str]) -> list[int]:
    """Up to the first year not yet due of either step; every year with a fact until today or a contradiction."""
    years = {year for _, year in wrong} | {year for _, year, _, day in facts(case) if day <= today}
    for step in YEARLY:
        rule, year = rule_of(case, step), 1
        years.add(year)
        while rule and (rule["after"] == "survey_sent" or rule.get("repeats") == "yearly"):
            if (due_of(case, step, year, today) or date.max) > today:
                break
            year += 1
            years.add(year)
    return sorted(year for year in years if year is not None)


def by_date(rule: dict | None, due: date | None, today: date) -> str:
    """open, due_soon, due, grace or late."""
    if rule is None or due is None:
        return "open"
    months, days = months_and_days(rule.get("remind", "0 days"))
    if today < due:
        return "due_soon" if today >= move(due, -months, -days) else "open"
    if today == due:
        return "due"
    return "grace" if today <= move(due, *months_and_days(rule.get("grace", "0 days"))) else "late"


def rows(case: dict, today: date, as_of: bool) -> list[tuple[str, int | None, str, date | None, str | None]]:
    """(step, year, state, due, rule), in the order of the steps, then of the years."""
    wrong, table = contradictions(case, today, as_of), []
    years = survey_years(case, today, wrong)
    gone = case["left"] is not None and case["signed"] <= case["left"] <= today
    for step in case["steps"] if today >= case["signed"] else []:
        rule = rule_of(case, step)
        for year in years if step in YEARLY else [None]:
            due, name = due_of(case, step, year, today), rule["id"] if rule else None
            proofs = YEARLY if step == "survey_sent" else (step,)        # an answer proves that the survey was sent
            done = any(happened(case, proof, year, today) for proof in proofs)
            if (step, year) in wrong:
                state, name = "contradictory", wrong[step, year]
            elif step in case["record"]["not_applicable"] or (gone and not done):
                state, due = "not_applicable", None
            elif done:
                state = "done"
            else:
                state = "paused" if today in paused_days(case) else by_date(rule, due, today)
            table.append((step, year, state, due, name))
    return table
