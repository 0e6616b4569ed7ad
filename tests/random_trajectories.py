"""Random trajectories for the comparison of the engine with the naive one: `random_case(rng)`."""

from __future__ import annotations

import random
from datetime import date, timedelta

from naive_trajectory import due_of, happened, months_and_days, move, rows, rule_of

STEPS = ["signing", "article", "document_handed_in", "confirmation_sent", "newsletter", "introduction_talk",
         "intake_talk", "plan", "survey_sent", "survey"]
END = date(2040, 12, 31)
PROGRAMME: list[dict] = [
    {"id": "plan-2015", "step": "plan", "signed_from": date(2015, 1, 1), "after": "signing", "within": "3 months"},
    {"id": "plan-2017", "step": "plan", "signed_from": date(2017, 1, 1), "after": "signing", "within": "6 months",
     "remind": "1 month", "grace": "14 days"},
    {"id": "survey-sent", "step": "survey_sent", "after": "plan", "within": "12 months", "repeats": "yearly"},
    {"id": "survey", "step": "survey", "after": "survey_sent", "within": "6 weeks"},
]


def later(rng: random.Random, day: date, low: int, high: int) -> date:
    """A day from `low` to `high` days after this one."""
    return day + timedelta(days=rng.randint(low, high))


def near(rng: random.Random, day: date, far: int = 3) -> date:
    """Often the day itself, else one close to it."""
    return day if rng.random() < 0.5 else later(rng, day, -far, far)


def period(rng: random.Random, units: dict[str, int] | None = None) -> str:
    """A period such as '6 weeks' or '1 month', at most so many of each unit."""
    units = units or {"day": 120, "week": 20, "month": 18, "year": 2}
    unit = rng.choice(list(units))
    number = rng.randint(1, units[unit])
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def a_rule(rng: random.Random, name: str, step: str, after: str, within: str = "") -> dict:
    """A rule with or without a reminder and grace."""
    rule = {"id": name, "step": step, "after": after, "within": within or period(rng)}
    for key in ("remind", "grace"):
        if rng.random() < 0.5:
            rule[key] = period(rng, {"day": 45, "week": 6, "month": 3, "year": 1})
    return rule


def survey_rules(rng: random.Random) -> list[dict]:
    """How the surveys are counted: yearly or once, and from what."""
    sent = a_rule(rng, "survey-sent", "survey_sent", rng.choice(["plan", "plan", "plan", "signing", "article"]),
                  rng.choice(["12 months", "1 year", "12 months", ""]))
    if rng.random() < 0.8:
        sent["repeats"] = "yearly"
    after = rng.choice(["survey_sent", "survey_sent", "survey_sent", "signing", "plan"])
    answer = a_rule(rng, "survey", "survey", after)
    if answer["after"] != "survey_sent" and rng.random() < 0.7:
        answer["repeats"] = "yearly"
    return [rule for rule in (sent, answer) if rng.random() < 0.9]


def random_rules(rng: random.Random) -> list[dict]:
    """The programme's rules, those with rules for other steps, wholly other ones, or none at all."""
    kind = rng.random()
    if kind < 0.05:
        return []
    rules = [dict(rule) for rule in PROGRAMME]
    if kind >= 0.55:
        starts = rng.sample([None, date(2015, 1, 1), date(2017, 1, 1), date(2020, 2, 29), date(2024, 7, 1)],
                            rng.randint(0, 3))
        rules = [a_rule(rng, f"plan-{n}", "plan", rng.choice(["signing", "signing", "article", "introduction_talk"]))
                 | ({"signed_from": start} if start else {}) for n, start in enumerate(starts)] + survey_rules(rng)
    if kind >= 0.3:
        others = [("document_handed_in", "signing"), ("confirmation_sent", "document_handed_in"),
                  ("newsletter", "article"), ("introduction_talk", "signing"), ("intake_talk", "introduction_talk"),
                  ("article", "signing")]
        rules += [a_rule(rng, step.replace("_", "-"), step, after) for step, after in others if rng.random() < 0.6]
    if rng.random() < 0.3:
        rng.shuffle(rules)
    return rules


def random_signing(rng: random.Random) -> date:
    """From 2014 to 2027, often a month end, a leap day or the border of a cohort."""
    kind, year = rng.random(), rng.randint(2014, 2027)
    if kind < 0.2:
        return move(date(year, rng.randint(1, 12), 1), 1, -1)
    if kind < 0.3:
        return date(rng.choice([2016, 2020, 2024]), 2, 29)
    if kind < 0.45:
        return later(rng, date(rng.choice([2015, 2017, 2017]), 1, 1), -1, 1)
    return later(rng, date(year, 1, 1), 0, 364)


def in_time(rng: random.Random, due: date) -> date:
    """A day before the deadline, on it or after it."""
    return rng.choice([due, later(rng, due, -3, 3), later(rng, due, -90, 0), later(rng, due, 1, 120)])


def fill_steps(rng: random.Random, case: dict) -> None:
    """What was typed for the steps, the plan included, in the order in which they are counted."""
    typed, signed = case["record"]["steps"], case["signed"]
    for step in ("signing", "article"):
        if rng.random() < 0.06:
            public = signed if step == "signing" else case["published"]
            typed[step] = {"received": near(rng, public, 20)}
    for step in STEPS[2:8]:
        if rng.random() < (0.2 if step == "plan" else 0.5):
            continue
        due = due_of(case, step, None, END) or later(rng, signed, 0, 200)
        typed[step] = {"received": in_time(rng, due)}
        if typed[step]["received"] < signed and rng.random() < 0.8:
            typed[step]["received"] = later(rng, signed, 0, 30)
        if rng.random() < 0.05:
            typed[step]["received"] = later(rng, signed, -40, -1)
        if rng.random() < 0.4:
            typed[step]["accepted"] = later(rng, typed[step]["received"], -2 if rng.random() < 0.15 else 0, 60)
        if rng.random() < 0.02:
            typed[step] = {"accepted": typed[step]["received"]}


def fill_surveys(rng: random.Random, case: dict) -> None:
    """Zero to eight years of surveys, some of them skipped, typed twice or out of order."""
    survey = case["record"]["survey"]
    start = happened(case, "plan", None, END) or case["signed"]
    for year in range(1, rng.choice([0, 0, 1, 2, 3, rng.randint(0, 8)]) + 1):
        if rng.random() < 0.12:
            continue
        due = due_of(case, "survey_sent", year, END) or move(start, 12 * year, 0)
        entry: dict = {"year": year, "sent": in_time(rng, due)}
        if rng.random() < 0.04:
            entry["sent"] = later(rng, start, -60, -1)
        if rng.random() < 0.7:
            entry["received"] = later(rng, entry["sent"], -30 if rng.random() < 0.15 else 0, 70)
            if rng.random() < 0.12:
                del entry["sent"]
        survey.append(entry)
    if survey and rng.random() < 0.05:
        again = dict(rng.choice(survey))
        survey.append({key: value if key == "year" else near(rng, value, 400) for key, value in again.items()})
    if rng.random() < 0.2:
        rng.shuffle(survey)


def borders(case: dict, today: date) -> list[date]:
    """The days on which something changes: reminders, deadlines, ends of grace, pauses, events."""
    record, days = case["record"], [case["signed"], case["published"]]
    days += [day for dates in record["steps"].values() for day in dates.values()]
    days += [entry[key] for entry in record["survey"] for key in ("sent", "received") if key in entry]
    days += [pause[key] for pause in record["pauses"] for key in ("from", "until")]
    days += [extension["until"] for extension in record["extensions"]] + ([case["left"]] if case["left"] else [])
    for step, _, _, due, _ in rows(case, today, True):
        rule = rule_of(case, step)
        if due is not None and rule is not None:
            months, length = months_and_days(rule.get("remind", "0 days"))
            end_of_grace = move(due, *months_and_days(rule.get("grace", "0 days")))
            days += [due, due, due, move(due, -months, -length), end_of_grace]
    return sorted(days)


def add_pauses(rng: random.Random, case: dict) -> None:
    """Zero to four pauses, often next to or in one another, or around a day that matters."""
    number, pauses = rng.choice([0, 0, 0, 1, 1, 2, 3, 4]), case["record"]["pauses"]
    days = borders(case, later(rng, case["signed"], 0, 3000)) if number else []
    for _ in range(number):
        length = rng.choice([rng.randint(1, 7), rng.randint(1, 60), rng.randint(30, 300)])
        start = later(rng, near(rng, rng.choice(days)), -length, 0)
        if pauses and rng.random() < 0.5:
            other = rng.choice(pauses)
            start = rng.choice([other["until"], later(rng, other["from"], 0, 20), later(rng, other["until"], -5, 5)])
        elif rng.random() < 0.2:
            start = later(rng, case["signed"], -30, 3000)
        pauses.append({"from": start, "until": start + timedelta(days=length)})


def add_extensions(rng: random.Random, case: dict) -> None:
    """Zero to three extensions, mostly to shortly before or after a deadline of the same step."""
    number = rng.choice([0, 0, 0, 1, 1, 2, 3])
    table = [row for row in rows(case, later(rng, case["signed"], 0, 3000), True) if row[3]] if number else []
    for _ in range(number):
        step, day = rng.choice(STEPS[1:]), later(rng, case["signed"], 0, 1500)
        if table and rng.random() < 0.85:
            plans = [row for row in table if row[0] == "plan"] if rng.random() < 0.4 else []
            step, _, _, due, _ = rng.choice(plans or table)
            day = due or day
        until = rng.choice([near(rng, day, 10), later(rng, day, -60, 400), later(rng, day, 1, 60)])
        case["record"]["extensions"].append({"step": step, "until": until})


def random_today(rng: random.Random, case: dict) -> date:
    """Mostly a day on which something changes or one close to it, else any day from the signing to 2040."""
    anywhere = later(rng, case["signed"], 0, (END - case["signed"]).days if rng.random() < 0.3 else 2500)
    if rng.random() < 0.3:
        return anywhere
    today = near(rng, rng.choice(borders(case, anywhere)))
    return today if today >= case["signed"] or rng.random() < 0.1 else case["signed"]


def random_case(rng: random.Random) -> tuple[dict, date, bool]:
    """A case for `rows`, with the day and whether it is looked at as of that day."""
    signed = random_signing(rng)
    case: dict = {"signed": signed, "published": signed if rng.random() < 0.5 else later(rng, signed, 1, 21),
                  "steps": list(STEPS), "rules": random_rules(rng), "left": None,
                  "record": {"steps": {}, "survey": [], "pauses": [], "extensions": [], "not_applicable": []}}
    record = case["record"]
    fill_steps(rng, case)
    fill_surveys(rng, case)
    add_pauses(rng, case)
    add_extensions(rng, case)
    plan = due_of(case, "plan", None, END)
    if plan and "received" in record["steps"].get("plan", {}) and rng.random() < 0.2:
        record["steps"]["plan"]["received"] = near(rng, plan, 1)     # on the deadline with its pauses and extensions
    if rng.random() < 0.15:
        record["not_applicable"] = rng.sample(STEPS[1:], rng.randint(1, 3))
    if rng.random() < 0.15:
        case["left"] = near(rng, rng.choice(borders(case, later(rng, signed, 0, 3000))), 40)
    return case, random_today(rng, case), rng.random() < 0.75
