"""The line to write instead: one value that becomes fields or a list, or the other way round."""

from __future__ import annotations

import re
from typing import Any

from charter.model.kinds import fields_of, item_of, kind_at
from charter.model.numbers import share_meant
from charter.records import FIRST_LINE, Record, Where
from charter.records.rewriting import as_value
from charter.slugs import slugged

# The field that one value most likely is, where fields belong; the first that is possible there.
_ONE_VALUE = ("nl", "name", "file", "rule", "code", "seat", "id", "text", "title")


def as_fields(kind: Any, read: str) -> str:
    """One value as the fields that belong there: `directeur` as {nl: directeur}; '' when that cannot be told."""
    names, value, id_ = fields_of(kind), as_value(read), slugged(read)
    if {"id", "name", "sort_name"} <= {*names} and id_:       # a signature
        return f"{{id: {id_}, name: {value}}}"
    if {"code", "label"} <= {*names} and id_:
        return f"{{code: {id_}, label: {{nl: {value}}}}}"
    if {*names} == {"id", "name"} and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", read):
        return f"{{id: {read}}}"
    if "website" in names and re.match(r"https?:|www\.", read):
        return f"{{website: {value}}}"
    name = next((name for name in _ONE_VALUE if name in names), "")
    inner = kind_at(kind, (name,)) if name else None
    return f"{{{name}: {as_fields(inner, read) if fields_of(inner) else value}}}" if name else ""


def as_list(kind: Any, read: Any) -> str:
    """One value as a list; '' when that cannot be told."""
    item = item_of(kind)
    if not isinstance(read, str):
        return ""
    if read.lower() in ("", "geen", "niemand", "nee", "none", "-", "n.v.t."):
        return "[]"
    if item is not None and fields_of(item):
        return f"[{as_fields(item, read)}]"
    words = re.split(r" *[,;] *| en ", read)
    codes = all(re.fullmatch(r"[\w-]+", word) for word in words)      # of names a comma may be part
    return f"[{', '.join(map(as_value, words if codes else [read]))}]"


def as_focus(read: Any) -> str:
    """What was meant by `0.5`, `50% 40%` or [0,5, 0,4]: two shares."""
    texts = [part for part in (read if isinstance(read, list) else re.findall(r"[\d.,]*\d%?", str(read))) if isinstance(part, str)]
    if len(texts) == 4 and texts[0] in ("0", "1") and texts[2] in ("0", "1"):     # decimal commas
        texts = [f"{texts[0]}.{texts[1]}", f"{texts[2]}.{texts[3]}"]
    return "[{}, {}]".format(*[share_meant(text) or "0.5" for text in [*texts, "0.5", "0.5"][:2]])


def as_first_item(record: Record, where: Where) -> str | None:
    """The first line of fields that should be in a list, with the dash of its item; None when these are not on lines of their own."""
    line_number, column = record.mark((*where, FIRST_LINE))
    line, margin = record.line(line_number), column - 1
    if line[:margin].strip() or line[margin:margin + 1] in ("{", "["):
        return None
    return f"{line[:max(0, margin - 2)]}- {line[margin:]}"


def cut(text: str, limit: int) -> str:
    """The text up to the last whole word within the limit."""
    short = text[:limit]
    return short[:short.rfind(" ")] if " " in short[limit // 2:] else short
