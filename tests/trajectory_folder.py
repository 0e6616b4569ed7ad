"""A small records folder with internal data, for commands that run in a process of their own."""

from __future__ import annotations

from pathlib import Path

CHARTER = """\
name: {nl: Charter}
publisher: {name: A}
trajectory:
  steps:
    - {id: intake_talk, phase: before, by: both, label: {nl: Kennismaking, en: Intake}}
    - {id: agreed, phase: before, by: both, label: {nl: Akkoord, en: Agreed}}
    - {id: signing, phase: signing, by: both, label: {nl: Ondertekening, en: Signing}}
    - {id: article, phase: signing, by: programme, label: {nl: Bericht, en: Article}}
    - {id: plan, phase: after, by: signatory, label: {nl: Plan, en: Plan}}
    - {id: survey_sent, phase: after, by: programme, label: {nl: Monitor verstuurd, en: Survey sent}}
    - {id: survey, phase: after, by: signatory, label: {nl: Monitor}}
  rules:
    - {id: plan, step: plan, after: signing, within: 6 months, remind: 1 month, grace: 14 days}
    - {id: survey-sent, step: survey_sent, after: plan, within: 12 months, repeats: yearly}
    - {id: survey, step: survey, after: survey_sent, within: 6 weeks}
"""
BATCH = """\
date: 2026-03-12
publish_at: 2026-03-12 16:00
signatories:
  - {id: alfa, name: "Alfa & Co"}
  - {id: beta, name: LINDA.}
"""
INTERNAL = """\
alfa:
  officer: jd
  steps:
    intake_talk: 2025-11-03
    agreed: 2026-01-05
    plan: {received: 2026-08-30, accepted: 2026-09-04}
    survey:
      - {year: 1, sent: 2027-09-01}
beta:
  steps: {intake_talk: 2025-11-04}
"""


def write_folder(folder: Path, **more: str) -> Path:
    """One batch of two; both trajectories are in order until September 2026. `more` is other files, or other texts for these."""
    files = {"charter.yaml": CHARTER, "2026-03-12-utrecht/batch.yaml": BATCH,
             "internal/officers.yaml": "jd: {name: J, email: jd@example.org}\n", "internal/2026-03-12-utrecht.yaml": INTERNAL}
    for path, text in (files | more).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
