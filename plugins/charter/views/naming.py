"""What a signatory was called on a day, and when that became known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import dropwhile
from typing import NamedTuple

from charter.state import Organisation, published_at


class _Naming(NamedTuple):
    """From when a name holds, since when that is public, and whether it was a change of name."""

    day: date
    renamed: bool
    public: datetime
    name: str


def name_on(o: Organisation, day: date) -> str:
    """Its name at the end of a day; before it signed, its first one."""
    return next((name for until, name in o.former_names if until > day), o.name)


def named_at(o: Organisation, published: Mapping[str, datetime], day: date = date.max) -> datetime:
    """When its name of a day, or of today, came to be what is said now, local time. `published` is that of each batch, by slug.

    What is dated before and published later changes what an older text says.
    """
    signed = [_Naming(s.date, False, published[s.slug], s.signature.name) for s in o.signings]
    names = sorted([*signed, *(_Naming(c.date, True, published_at(c), c.renamed.name) for c in o.changes if c.renamed)], key=lambda n: n[:2])
    said, since = None, signed[0].public
    for moment in sorted({naming.public for naming in names}):
        name = _said((naming for naming in names if naming.public <= moment), day)
        if name != said:
            said, since = name, moment
    return since


def _said(public: Iterable[_Naming], day: date) -> str | None:
    """The name of a day; None of one whose signature is not public yet, for then a change of name says nothing."""
    names = list(dropwhile(lambda naming: naming.renamed, public))
    return next((naming.name for naming in reversed(names) if naming.day <= day), names[0].name if names else None)
