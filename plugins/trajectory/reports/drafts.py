"""Drafts of e-mail to signatories who have something to send in: opened in a mail program, read, and sent by hand."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import Any

from charter.language import LANGUAGES, long_date
from charter.problems import Bilingual
from trajectory.reports.words import away, step_name
from trajectory.rows import Row
from trajectory.steps import Officers
from trajectory.templating import filled
from trajectory.worklist import Worklist

ASKED = ("due_soon", "due", "grace", "late")
WIDTH = 78          # characters of a line, as RFC 5322 asks
_SUBJECTS = {False: Bilingual("{1}: {0}", "{1}: {0}"), True: Bilingual("Herinnering van {1}: {0}", "Reminder of {1}: {0}")}


def is_asked(found: Worklist, row: Row) -> bool:
    """Whether the signatory itself has to act on it, and soon."""
    rule = row.case.rules.get(row.step)
    by = (rule.by if rule else None) or found.label(row.step).by
    return row.state in ASKED and by != "programme"


def drafts(found: Worklist, officers: Officers) -> Iterator[tuple[str, bytes]]:
    """(file name, message) for every signatory that is asked something, in each language."""
    asked = [row for row in found.rows if is_asked(found, row)]
    for (slug, _), group in groupby(asked, key=lambda row: (row.case.slug, row.case.number)):
        rows = list(group)
        for each in LANGUAGES:
            yield f"{slug}/{rows[0].id}.{each}.eml", _message(found, rows, officers, each).as_bytes()


def _message(found: Worklist, rows: Sequence[Row], officers: Officers, lang: str) -> EmailMessage:
    """Without Date and Message-ID: the program that sends it adds those."""
    assert found.programme is not None
    case, programme = rows[0].case, found.programme
    contact, officer = case.agreed.contact, officers.get(case.agreed.officer or "")
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"           # Outlook opens it as a draft
    if officer or programme.publisher.email:
        message["From"] = _address(officer.name if officer else programme.publisher.name, officer.email if officer else programme.publisher.email)
    # An address outside ASCII cannot stand in a header of this kind: whoever sends it types it.
    message["To"] = _address(contact.name, contact.email) if contact and contact.email and contact.email.isascii() else ""
    message["Subject"] = _SUBJECTS[any(_is_overdue(found, row) for row in rows)](lang).format(step_name(found, rows[0])(lang), programme.name(lang))
    message.set_content(_text(found, rows, officer.name if officer else None, lang), charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = lang
    return message


def _address(name: str | None, email: str | None) -> Address:
    local, _, domain = (email or "").rpartition("@")
    return Address(name or "", local, domain)


def _is_overdue(found: Worklist, row: Row) -> bool:
    return row.due is not None and row.due < found.today


def _text(found: Worklist, rows: Sequence[Row], officer: str | None, lang: str) -> str:
    assert found.programme is not None
    case, publisher = rows[0].case, found.programme.publisher
    lines = [publisher.name if officer else None, publisher.phone, publisher.website]
    text = filled(f"mail/reminder.{lang}.txt", contact=case.agreed.contact and case.agreed.contact.name, organisation=case.name,
                  signed_on=long_date(case.signed_on, lang), programme=found.programme.name(lang), officer=officer,
                  publisher=publisher.name, sender=[line for line in lines if line], steps=[_step(found, row, lang) for row in rows], overdue=any(_is_overdue(found, row) for row in rows))
    return "\n".join(textwrap.fill(line, WIDTH, subsequent_indent="  " if line.startswith(("- ", "  ")) else "", break_long_words=False)
                     for line in text.splitlines()) + "\n"


def _step(found: Worklist, row: Row, lang: str) -> dict[str, Any]:
    assert row.due
    text = found.label(row.step).text
    return {"label": step_name(found, row)(lang), "due": long_date(row.due, lang), "overdue": _is_overdue(found, row),
            "away": away((row.due - found.today).days)(lang), "text": " ".join(text(lang).split()) if text else ""}
