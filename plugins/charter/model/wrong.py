"""How a validator says what is wrong with a value."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError


def wrong(rule: str, nl: str, en: str, suggestion: str = "", without: str = "") -> PydanticCustomError:
    """An error that a validator raises: its rule id, both sentences, and the value to write instead.

    `without` names a field to leave out, where that is what mends it; the error then stands at that field.
    """
    nl, en = (re.sub(r"`([^`]{59})[^`]{2,}`", r"`\1…`", said) for said in (nl, en))
    return PydanticCustomError(rule, "{en}", {"nl": nl, "en": en, "suggestion": suggestion, "without": without})


def word(value: Any) -> str:
    """A value that is one word or text. Raises what the rule `text-wanted` says."""
    if isinstance(value, str):
        return value.strip()
    raise wrong("text-wanted", "hier hoort één waarde, geen lijst en geen velden", "one value belongs here, no list and no fields", one_of(value))


def one_of(value: Any) -> str:
    """The one text that a list or fields hold; several of a list as one; '' when there is none."""
    if isinstance(value, dict):
        value = [value.get("nl", value.get("name"))] if "nl" in value or "name" in value else list(value.values())[:1] if len(value) == 1 else []
    texts = [part for part in value if isinstance(part, str)]
    return ", ".join(texts) if len(texts) == len(value) else ""
