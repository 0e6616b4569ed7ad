"""The worklist for programs: JSON, one object for every step of every signatory."""

from __future__ import annotations

import json
from dataclasses import replace

from trajectory.rows import Row
from trajectory.worklist import Worklist

_encode = json.JSONEncoder(ensure_ascii=False).encode


def with_rows(part: Worklist) -> Worklist:
    """The rows as text instead of as values: where they are made two processes write, and text travels fast."""
    return replace(part, rows=[], rendered=[_encode(_row(row)) for row in part.rows])


def as_json(found: Worklist) -> str:
    """One list of rows, every key always there. `found` was gathered with `with_rows`."""
    return "[" + ",\n ".join(found.rendered) + "]"


def _row(row: Row) -> dict[str, object]:
    return {"id": row.id, "batch": row.batch, "step": row.step, "year": row.year, "state": row.state,
            "due": row.due and row.due.isoformat(), "rule": row.rule, "file": row.file, "line": row.line}
