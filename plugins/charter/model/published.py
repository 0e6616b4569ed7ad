"""The schema of published.json: every address, feed id and picture that was ever published, and whose it is."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import filterfalse
from typing import Any

from charter.problems import Bilingual, Problem

PUBLISHED = "published.json"
MAX_BYTES = 50_000_000      # 100,000 organisations need 32 MB

_ADDRESS = re.compile(r"(?:/[\w~-][\w.~-]*)+/?|/", re.ASCII).fullmatch
_FEED_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_OWNER = re.compile(r"listing|(?:batch|signatory|page|change):[^\x00-\x1f\ud800-\udfff]+").fullmatch
_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d").fullmatch
_TABLES = {"urls": _ADDRESS, "feed_ids": _FEED_ID, "images": _ADDRESS}


@dataclass(frozen=True)
class Published:
    """What was public at `as_of` or before, local time in whole minutes.

    Owners by address from the root of the site, and by feed id: `batch:<slug>`, `signatory:<id>`, `page:<source>`,
    `change:<date>:<id>:<kind>`, or `listing` for a page that only lists. The owner of a picture names its file as well:
    `batch:<slug>/groep.jpg`. `erased` holds the hashes of what belonged to those who had their details removed.
    """

    as_of: datetime
    urls: dict[str, str]
    feed_ids: dict[str, str]
    images: dict[str, str]
    erased: frozenset[str]
    text: str = field(default="", repr=False, compare=False)

    @cached_property
    def marks(self) -> dict[str, tuple[int, int]]:
        """Line and column, from 1, of every entry by its key, and of `as_of`."""
        lines = enumerate(self.text.split("\n"), 1)
        return {found[1]: (number, found.start() + 1) for number, line in lines if (found := re.search(r'"(as_of|(?:/|urn:)[^"]*)"', line))}

    @cached_property
    def first(self) -> dict[str, str]:
        """By owner one entry that is theirs: an address, or a feed id where there is none."""
        found: dict[str, str] = {}
        for table in (self.urls, self.feed_ids, self.images):
            for entry, owner in table.items():
                found.setdefault(owner, entry)
        return found

    def problem(self, key: str, rule: str, nl: str, en: str) -> Problem:
        """A Problem at the line of an entry."""
        return Problem(PUBLISHED, *self.marks.get(key, (1, 1)), "error", rule, Bilingual(nl, en))


def hash_of(entry: str) -> str:
    """The hash of an address or feed id that may not be read any more, and yet never be used again.

    SHA-256 in hex, behind words that only this project uses, so that no table of hashes of others holds it. It keeps the
    name of who left out of the file, out of searches and out of sight. It does not keep a secret from somebody who
    already has a name in mind: whoever asks "was it this one?" can hash that address and look.
    """
    return hashlib.sha256(f"ondertekend published\0{entry}".encode()).hexdigest()


def written(published: Published) -> str:
    """The text of the file: keys in order, one entry a line, so that two versions are compared at a glance."""
    tables = {name: getattr(published, name) for name in _TABLES}
    return json.dumps({"as_of": published.as_of.isoformat(timespec="minutes"), "erased": sorted(published.erased), **tables},
                      ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class _Wrong(Exception):
    """Where the file is not as it was written, as a text to look for, and what is wrong there."""

    def __init__(self, near: str, nl: str, en: str):
        self.near, self.nl, self.en = near, nl, en
        super().__init__(en)


def read_published(data: bytes) -> tuple[Published | None, list[Problem]]:
    """The file from its bytes, or what is wrong with it.

    published-broken:
      nl: >-
        published.json wordt alleen door charter record-published geschreven, en deze inhoud kan daar niet van zijn: het bestand
        is met de hand veranderd of half samengevoegd. Zet het terug uit versiebeheer. Schreven twee mensen er tegelijk in,
        houd dan de regels van allebei. Gooi het niet weg: dan weet niemand meer welke adressen ooit zijn gepubliceerd.
      en: >-
        published.json is only written by charter record-published, and this cannot be from there: the file was changed by hand
        or merged halfway. Restore it from version control. If two people wrote it at once, keep the lines of both. Do not
        throw it away: nobody would know any more which addresses were ever published.
      fails: (in published.json staat nog `<<<<<<<` van een samenvoeging in Git)
      passes: (published.json is zoals charter record-published het schreef)
    """
    if len(data) > MAX_BYTES:
        return None, [_broken(1, 1, f"is groter dan {MAX_BYTES} bytes", f"is larger than {MAX_BYTES} bytes")]
    text = data.decode("utf-8-sig", "replace")
    try:
        # No number belongs here; as text it is refused like any other, however long it is.
        return _typed(json.loads(text, object_pairs_hook=_each_once, parse_int=str), text), []
    except json.JSONDecodeError as e:
        return None, [_broken(e.lineno, e.colno, "is hier geen JSON meer", "is no JSON any more from here")]
    except RecursionError:
        return None, [_broken(1, 1, "heeft te veel niveaus in elkaar", "nests too many levels")]
    except _Wrong as e:
        before = text[:max(text.find(e.near), 0)]
        return None, [_broken(before.count("\n") + 1, len(before) - before.rfind("\n"), e.nl, e.en)]


def _broken(line: int, column: int, nl: str, en: str) -> Problem:
    return Problem(PUBLISHED, line, column, "error", "published-broken", Bilingual(
        f"dit bestand {nl}; zet het terug uit versiebeheer", f"this file {en}; restore it from version control"))


def published_ahead(published: Published) -> Problem:
    """Of a file from a moment that has yet to come: until then no site would be held to it."""
    return published.problem("as_of", "published-broken", "dit moment moet nog komen; zet het bestand terug uit versiebeheer",
                             "this moment has yet to come; restore the file from version control")


def published_missing() -> Problem:
    """Of a file that is gone.

    published-missing:
      nl: >-
        Deze site is al gepubliceerd, en published.json is weg. Zonder dat bestand weet een build niet welke adressen, feed-id's en
        foto's moeten blijven, en welk id nooit meer mag worden gebruikt. Zet het terug uit versiebeheer; begin het niet opnieuw. Staan deze
        records los van die site, kies dan met --output een andere map.
      en: >-
        This site was published before, and published.json is gone. Without that file a build does not know which addresses, feed
        ids and photos must stay, and which id may never be used again. Restore it from version control; do not start it afresh. If
        these records have nothing to do with that site, choose another folder with --output.
      fails: (na charter record-published is published.json verwijderd)
      passes: (published.json staat bij de records en in versiebeheer)
    """
    return Problem(PUBLISHED, 1, 1, "error", "published-missing", Bilingual(
        "dit bestand is weg, en deze site is al gepubliceerd; zet het terug uit versiebeheer",
        "this file is gone, and this site was published before; restore it from version control"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _Wrong(json.dumps(twice, ensure_ascii=False), f"noemt {twice} twee keer", f"has {twice} twice")
    return found


def _typed(values: Any, text: str) -> Published:
    if not isinstance(values, dict) or set(values) != {"as_of", "erased", *_TABLES}:
        raise _Wrong("", f"heeft niet precies de velden as_of, erased, {', '.join(_TABLES)}",
                     f"does not have just the fields as_of, erased, {', '.join(_TABLES)}")
    for name, is_key in _TABLES.items():
        table = values[name]
        if not isinstance(table, dict):
            raise _Wrong(f'"{name}"', f"heeft bij {name} geen adressen met hun eigenaar", f"has no addresses with their owners at {name}")
        _all(table, is_key)
        wrong = {owner for owner in _owners(table) if not _OWNER(owner)}
        if wrong:
            key = next(key for key, owner in table.items() if not isinstance(owner, str) or owner in wrong)
            raise _Wrong(json.dumps(key), f"zegt niet van wie {key} is", f"does not say whose {key} is")
    if not isinstance(values["erased"], list) or not all(isinstance(entry, str) for entry in values["erased"]):
        raise _Wrong('"erased"', "heeft bij erased geen lijst van hashes", "has no list of hashes at erased")
    _all(values["erased"], _HASH)
    return Published(_moment(values["as_of"]), values["urls"], values["feed_ids"], values["images"], frozenset(values["erased"]), text)


def _owners(table: dict[str, Any]) -> set[str]:
    """Each once: most own several entries. What is no text comes out as '', which owns nothing."""
    return {owner if isinstance(owner, str) else "" for owner in table.values()}


def _all(entries: Iterable[str], fits: Callable[[str], Any]) -> None:
    bad = next(filterfalse(fits, entries), None)
    if bad is not None:
        raise _Wrong(json.dumps(bad, ensure_ascii=False), f"noemt {bad}, en dat wordt nooit gepubliceerd", f"lists {bad}, which is never published")


def _moment(read: Any) -> datetime:
    try:
        if isinstance(read, str) and _MOMENT(read):
            return datetime.fromisoformat(read)
    except ValueError:
        pass
    raise _Wrong('"as_of"', "heeft bij as_of geen moment", "has no moment at as_of")
