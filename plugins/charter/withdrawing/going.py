"""Which fields and items of a record go, by the way to them; from plain values, so that other mistakes hide nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from charter.model.batch import NOT_NAMED
from charter.photos.source import PICTURES
from charter.records import Where
from charter.withdrawing.names import Name


class Going(NamedTuple):
    """What is cut out of a record, and which values get another text."""

    gone: frozenset[Where]
    named_anew: dict[Where, str]


def photo_entries(values: Any) -> Iterator[tuple[Where, dict]]:
    """Every photo of a record: of the ceremony and of each signatory."""
    yield from _items(values, "photos", ())
    for where, signer in _items(values, "signatories", ()):
        yield from _items(signer, "photos", where)


def files_with(values: Any, name: Name) -> set[str]:
    """The files of the photos on which somebody can be recognised."""
    return {str(photo["file"]) for _, photo in photo_entries(values) if _shows(photo, name) and is_photo(photo.get("file"))}


def is_photo(file: Any) -> bool:
    """Whether this is the name of a photo beside the record, and nothing else: the file is about to be removed."""
    return (isinstance(file, str) and file.isprintable() and not file.startswith(".") and not set(file) & {"/", "\\"}
            and file.lower().endswith(PICTURES))


def _shows(photo: dict, name: Name) -> bool:
    return any(name.is_named(person.get("name")) for _, person in _items(photo, "people", ()))


def going(values: Any, name: Name | None, files: Collection[str]) -> Going:
    """What a person said, led or signed, and the photos in these files or with that person on them."""
    gone = {where for where, photo in photo_entries(values) if _is_in(photo, files) or (name and _shows(photo, name))}
    anew: dict[Where, str] = {}
    if name:
        gone |= {where for where, quote in _items(values, "quotes", ()) if name.is_named(_field(quote.get("by"), "name"))}
        if name.is_named(_field(_field(values, "led_by"), "name")):
            gone.add(("led_by",))
        for where, signer in _items(values, "signatories", ()):
            _signers(where, signer, name, gone, anew)
    return Going(frozenset(_whole_lists(values, gone)), anew)


def _is_in(photo: dict, files: Collection[str]) -> bool:
    file = photo.get("file")
    return isinstance(file, str) and file in files


def _signers(owner: Where, signer: dict, name: Name, gone: set[Where], anew: dict[Where, str]) -> None:
    """One of several signers goes; who signed alone stays as somebody without a name, for a signature needs a signer."""
    everybody = list(_items(signer, "signed_by", owner))
    found = [(where, one) for where, one in everybody if name.is_named(one.get("name"))]
    if found and len(found) == len(everybody):
        where, one = found.pop(0)
        anew[*where, "name"] = NOT_NAMED
        gone |= {(*where, "role")} if "role" in one else set()
    gone |= {where for where, _ in found}


def _whole_lists(values: Any, gone: set[Where]) -> Iterator[Where]:
    """A list of which nothing is left goes with its name."""
    counts = Counter(where[:-1] for where in gone)
    for where in gone:
        whole = _at(values, where[:-1])
        yield where[:-1] if isinstance(whole, list) and counts[where[:-1]] == len(whole) else where


def _items(values: Any, key: str, where: Where) -> Iterator[tuple[Where, dict]]:
    """The items of a list that are written as fields."""
    found = _field(values, key)
    for number, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict):
            yield (*where, key, number), item


def _field(values: Any, key: str) -> Any:
    return values.get(key) if isinstance(values, dict) else None


def _at(values: Any, where: Where) -> Any:
    for step in where:
        values = values[step]
    return values


def value_at(values: Any, where: Where) -> Any:
    """What stands there; None when nothing does."""
    try:
        return _at(values, where)
    except (KeyError, IndexError, TypeError):
        return None


def values_after(values: Any, found: Going, texts: dict[Where, str], where: Where = ()) -> Any:
    """The values as they must be afterwards; `texts` has the new texts."""
    if isinstance(values, dict):
        return {key: values_after(value, found, texts, (*where, key)) for key, value in values.items() if (*where, key) not in found.gone}
    if isinstance(values, list):
        return [values_after(value, found, texts, (*where, n)) for n, value in enumerate(values) if (*where, n) not in found.gone]
    return found.named_anew.get(where) or texts.get(where, values)
