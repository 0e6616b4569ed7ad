"""Who is on a photo, from a caption with a list from left to right: V.l.n.r.: Naam (Organisatie), Naam (rol)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from charter.matching.vocabulary import LINKS, PARTICLES

MOST = 60           # people of one list
_LONGEST = 100      # characters of a name

_START = re.compile(
    r"(?<!\w)(?:v\. ?l\. ?n\. ?r\.?|vlnr\.?|van links naar rechts|links naar rechts|(?:from )?left to right|l(?:eft)? ?[-–] ?r(?:ight)?\.?)(?!\w)"
    r"(?:(?: [a-z]+){1,5}(?= ?:))? ?[:;–-]? *", re.IGNORECASE)
_END = re.compile(r"\n|(?:[.;,]? ?(?:©|\b(?:foto(?:graaf|grafie)?|photo(?:grapher|graphy)?|credit|beeld|bron) ?:))", re.IGNORECASE)
_STOP = re.compile(r"(?:(?<=[^\W_]{3})|(?<=[)\]\"”]))[.!?] +(?=\W?[A-ZÀ-Þ])|\n+")
_TITLE = re.compile(r"(?:\b(?:prof|drs|ing|mevr|dhr|jhr|msc|mevr|mrs|co|inc|ltd|st)|\.[A-Za-z]|\b[A-Z])$", re.IGNORECASE)
_BEHIND = re.compile(r"(?:jr|sr|MSc|MA|MBA|MPA|PhD|BSc|LLM|RA|RE|RC|MBE|OBE|CBE|II|III)\.?")
_HONOUR = re.compile(r"(?:de heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|mr\.? and mrs\.?|mrs\.?|ms\.?)(?: |$)", re.IGNORECASE)
_LINK = re.compile(r"^(.+?),? (?:van|namens|bij|of|from|at|for) (?:de |het |the )?(.+)$")
_AND = " (?:en|and) (?=[^a-z]|" + "|".join(f"{re.escape(word)} " for word in sorted(PARTICLES)) + ")"
_PLACES = re.compile(r"(?:(?:geheel |uiterst )?(?:links|rechts|midden|staand|zittend|left|right|centre|center|l|r|m)|\d+e? van (?:links|rechts))")


class Person(NamedTuple):
    """One of the list. `organisation` is a text of the caption; `id` that of the signatory that it is; '' is nothing."""

    name: str
    organisation: str = ""
    role: str = ""
    id: str = ""


Known = Callable[[str], str]        # what stands in a caption -> the id of the signatory that is called so, or ''


def people_of(caption: str, known: Known) -> tuple[Person, ...]:
    """Everybody in the lists of a caption, in their order, each once; () when it holds no list."""
    found: list[Person] = []
    for text in _lists(caption):
        for item, more in _items(text):
            _add(found, item, known, more)
    unique = {person.name: person for person in reversed(found)}
    return tuple(person for person in dict.fromkeys(found) if unique[person.name] == person)[:MOST]


def sentences(text: str) -> Iterator[str]:
    """One after the other; a line end parts them too, and an initial, a title or an abbreviation does not."""
    at = 0
    for found in _STOP.finditer(text):
        if found[0].isspace() or not _TITLE.search(text[at:found.start()]):
            yield from filter(None, [text[at:found.end()].strip()])
            at = found.end()
    yield from filter(None, [text[at:].strip()])


def is_list(sentence: str) -> bool:
    """Whether it says who is on a photo from left to right."""
    return bool(_START.search(sentence))


def _lists(caption: str) -> Iterator[str]:
    """What stands behind each V.l.n.r., up to the end of its sentence."""
    starts = list(_START.finditer(caption))
    for number, start in enumerate(starts):
        text = caption[start.end():starts[number + 1].start() if number + 1 < len(starts) else None]
        text = _END.split(text, maxsplit=1)[0]
        yield next(sentences(text), "").strip(" .")


def _items(text: str) -> Iterator[tuple[str, bool]]:
    """Parted by commas and by `en`, never between brackets; True when a semicolon says that it belongs to the one before."""
    apart = ";" in _outside(text)
    for group in _split(text, ";"):
        for number, part in enumerate(_split(group, ",")):
            for place, item in enumerate(_split(part, _AND)):
                yield item, apart and number > 0 and place == 0


def _outside(text: str) -> str:
    """What stands between brackets as dots, so that every place stays where it was."""
    depth, shown = 0, []
    for sign in text:
        depth += sign in "(["
        shown.append("." if depth else sign)
        depth -= sign in ")]" and depth > 0
    return "".join(shown)


def _split(text: str, pattern: str) -> list[str]:
    shown, at, found = _outside(text), 0, []
    for parted in re.finditer(pattern, shown):
        found.append(text[at:parted.start()])
        at = parted.end()
    return [part for part in (part.strip(" ,;") for part in [*found, text[at:]]) if part]


def _add(found: list[Person], item: str, known: Known, more: bool) -> None:
    """A new person, or what is said of the last one: a title, an organisation or a role behind the comma."""
    last = found[-1] if found else None
    bare, _, behind = item.partition(" (")
    if last and _BEHIND.fullmatch(bare):
        found[-1] = _with(last._replace(name=f"{last.name}, {bare}"), behind, known)
    elif last and "(" not in item and (more or (known(item) and not last.organisation) or (_is_role(item) and not last.role)):
        found[-1] = _with(last, item, known)
    else:
        person = _person(item, known)
        if person:
            found.append(person)


def _is_role(item: str) -> bool:
    """directeur, or directeur van Wensput; not wethouder Anna Bakker, de Vries or 't Hooft."""
    words = item.split()
    capital = next((n for n, word in enumerate(words) if word[:1].isupper()), len(words))
    return capital > 0 and words[0] not in PARTICLES and (capital == len(words) or words[capital - 1] in PARTICLES | LINKS)


def _person(item: str, known: Known) -> Person | None:
    """Naam (organisatie, rol), rol Naam, Naam van Organisatie."""
    bare, _, behind = item.partition("(")
    name = _HONOUR.sub("", bare.strip(" .,:"))
    linked = _LINK.match(name)
    person = Person(name)
    if linked and known(linked[2]):
        person = _with(Person(linked[1]), linked[2], known)
    words = person.name.split()
    first = next((n for n, word in enumerate(words) if not (word.islower() and word not in PARTICLES)), len(words))
    person = person._replace(name=" ".join(words[first:]), role=" ".join(words[:first]))
    if not any(c.isupper() for c in person.name) or len(person.name) > _LONGEST:
        return None
    return _with(person, behind, known)


def _with(person: Person, said: str, known: Known) -> Person:
    """What is said of somebody: the name of a signatory, of another organisation, or what he is, in small letters."""
    said = said.strip(" ()[]")
    if not re.search(r"\w", said) or _PLACES.fullmatch(said) or len(said) > 2 * _LONGEST:
        return person
    if known(said):
        return person._replace(organisation=said, id=known(said))
    linked = _LINK.match(said)
    if linked and known(linked[2]) and said[:1].islower():
        return person._replace(organisation=linked[2], id=known(linked[2]), role=linked[1])
    if "," in said and not said[:1].islower() and not any(known(part.strip()) or part.strip()[:1].islower() for part in said.split(",")):
        return person._replace(organisation=said)       # Tuinders, Kwekers en Hoveniers
    for part in (part.strip() for part in said.split(",")):
        if known(part) or not part[:1].islower():
            person = person._replace(organisation=part, id=known(part)) if not person.id else person
        else:
            person = person._replace(role=person.role or part)
    return person
