"""Says where internal texts and dates stand, what they are and what to do; never what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from charter.problems import Bilingual, Problem
from charter.records import Unreadable, read
from trajectory.internal import path_of
from trajectory.leaks.canaries import Happened, Secret, events_of, leaves_of
from trajectory.leaks.deciding import PERSONS, Leak, Sources
from trajectory.leaks.spelling import folded, pattern_of

KINDS = {
    "officer": Bilingual("de naam van een medewerker", "the name of an officer"),
    "officer_email": Bilingual("het e-mailadres van een medewerker", "the e-mail address of an officer"),
    "contact": Bilingual("de naam van een contactpersoon", "the name of a contact"),
    "contact_email": Bilingual("het e-mailadres van een contactpersoon", "the e-mail address of a contact"),
    "person": Bilingual("de naam van iemand", "somebody's name"),
    "email": Bilingual("een e-mailadres", "an e-mail address"),
    "note": Bilingual("een opmerking", "a note"),
    "reason": Bilingual("een reden", "a reason"),
    "file": Bilingual("de naam van een intern bestand", "the name of an internal file"),
    "step": Bilingual("een stap met haar datum", "a step with its date"),
}


def problems_of(found: Sequence[Leak], where: Sources, shown: str) -> list[Problem]:
    """One for each secret, at the line of the source that it comes from when there is one, else at the public file.

    `shown` is the way from the records folder to the public files.
    """
    by_secret: dict[Secret | Happened | None, list[Leak]] = {}
    for leak in found:
        by_secret.setdefault(leak.what, []).append(leak)
    return [problem for what, told in by_secret.items() for problem in _problems(what, told, where, shown)]


def _problems(what: Secret | Happened | None, told: Sequence[Leak], where: Sources, shown: str) -> Iterator[Problem]:
    first = min(told, key=lambda leak: leak.path)
    if what is None:
        for leak in told:
            yield Problem(f"{shown}/{leak.path}", 1, 1, "error", "leak", Bilingual(
                "dit bestand is niet na te kijken op interne gegevens: wat erin verpakt zit, is te groot, op slot of stuk; "
                "haal het weg of pak het uit",
                "this file cannot be searched for internal data: what is packed in it is too big, locked or broken; "
                "remove or unpack it"))
        return
    kind = KINDS[what.kind if isinstance(what, Secret) else "step"]
    file, line = typed_at(what, where.internal)
    public, more = _masked(first.path, what), len({leak.path for leak in told}) - 1
    at = (None if isinstance(what, Happened) else _source_of(what, where)) or (f"{shown}/{public}", first.line)
    nl = f"{kind.nl} uit {file}, regel {line}, komt op {public}{f' en nog {more}' if more else ''}; haal het hier weg"
    en = f"{kind.en} from {file}, line {line}, would be on {public}{f' and {more} more' if more else ''}; remove it here"
    if isinstance(what, Secret) and what.kind in PERSONS:
        nl += ", of zet daar `public: true` als dit openbaar mag zijn"
        en += ", or write `public: true` there when it may be public"
    yield Problem(*at, 1, "error", "leak", Bilingual(nl, en))


def typed_at(what: Secret | Happened, internal: Path) -> tuple[str, int]:
    """The internal file, as reports name it, and the line."""
    if isinstance(what, Secret) and isinstance(what.where, int):
        return what.path, what.where
    path = what.path if isinstance(what, Secret) else path_of(what.slug)
    try:
        record = read(Path(), path, (internal / path.partition("/")[2]).read_bytes())
    except Unreadable as e:
        if e.mended is None:
            return path, 1
        record = e.mended
    if isinstance(what, Secret):
        return path, record.mark(what.where)[0]     # type: ignore[arg-type]
    events = events_of(what.slug, record, leaves_of(record.values))
    return path, next((record.mark(where)[0] for where, event in events if event == what), 1)


def _source_of(secret: Secret, where: Sources) -> tuple[str, int] | None:
    """The first source in which a secret stands, and the line; None when it stands in none that people write."""
    pattern = pattern_of(secret.text)
    for source, text in zip(where.files, where.texts, strict=True):
        if source.path and (found := pattern.search(text)) and not pattern.search(folded(source.path)):
            return source.path, text.count("\n", 0, found.start()) + 1
    return None


def _masked(path: str, what: Secret | Happened) -> str:
    """A path up to where it would say what it may not."""
    parts = path.split("/")
    if isinstance(what, Secret):
        pattern = pattern_of(what.text)
        for end in range(1, len(parts) + 1):
            if pattern.search(folded("/".join(parts[:end]))):
                return "/".join([*parts[:end - 1], "…"])
    return path
