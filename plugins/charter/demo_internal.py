"""Invented trajectory dates of a demo, as policy officers keep them: written, and never read by the site."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from charter.demo_text import person, pick, quoted

KNOWN_UNTIL = date(2026, 11, 9)     # no date here is later: nothing lies in the future
OFFICERS = {"jd": "Jip Drexeldam", "mk": "Mo Klixeveld", "ar": "Ada van Zalverstra"}

# Days from the signing.
_BEFORE = {"intake_talk": -80, "ambition_received": -40, "signer_named": -36, "feedback_given": -28,
           "agreed": -15, "document_prepared": -6}
_AFTER = {"document_handed_in": 0, "social": 1, "newsletter": 6, "confirmation_sent": 9,
          "introduction_talk": 30, "plan_format_sent": 33}


def officers() -> str:
    """internal/officers.yaml."""
    return "".join(f"{code}: {{name: {name}, email: {code}@example.org}}\n"
                   for code, name in OFFICERS.items())


def dates(ids: Iterable[str], signed: date, rng: random.Random) -> str:
    """internal/<batch>.yaml: most are on time, some late, some still wait."""
    return "".join(f"{key}:\n{_dates(signed, rng)}" for key in ids)


def _dates(signed: date, rng: random.Random) -> str:
    officer = pick(rng, tuple(OFFICERS))
    shift = int(rng.random() * 5)
    days = [(step, after - shift) for step, after in _BEFORE.items()]
    days += [(step, after + shift) for step, after in _AFTER.items()]
    done = [(step, signed + timedelta(days=after)) for step, after in days]
    steps = "".join(f"    {step}: {day}\n" for step, day in done if day <= KNOWN_UNTIL)
    return (f"  officer: {officer}\n  contact: {{name: {quoted(person(rng))}, email: contact@example.org}}\n"
            f"  steps:\n{steps}{_plan(signed, rng)}{_pause(signed, officer, rng)}"
            "  not_applicable: {photos_sent: er zijn geen foto's gemaakt}\n")


def _pause(signed: date, officer: str, rng: random.Random) -> str:
    start, end = signed + timedelta(days=10), signed + timedelta(days=100)
    if rng.random() > 0.03 or end > KNOWN_UNTIL:
        return ""
    return f"  pauses: [{{from: {start}, until: {end}, reason: verhuizing, by: {officer}}}]\n"


def _plan(signed: date, rng: random.Random) -> str:
    received = signed + timedelta(days=60 + int(rng.random() ** 2 * 180))
    if rng.random() < 0.06 or received > KNOWN_UNTIL:
        return ""
    accepted = received + timedelta(days=12)
    so_far = f", accepted: {accepted}" if accepted <= KNOWN_UNTIL else ""
    surveys = _surveys(received, rng)
    return f"    plan: {{received: {received}{so_far}}}\n" + (f"    survey:\n{surveys}" if surveys else "")


def _surveys(plan: date, rng: random.Random) -> str:
    lines = ""
    for year in range(1, 13):
        sent = plan + timedelta(days=365 * year)
        answer = sent + timedelta(days=7 + int(rng.random() * 45))
        if sent > KNOWN_UNTIL:
            break
        came = f", received: {answer}" if rng.random() < 0.93 and answer <= KNOWN_UNTIL else ""
        lines += f"      - {{year: {year}, sent: {sent}{came}}}\n"
    return lines
