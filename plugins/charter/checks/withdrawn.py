"""Who withdrew is not named again without being asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from charter.checks.signed import photos
from charter.checks.story import speakers
from charter.model.batch import Batch
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.model.withdrawn import Withdrawn
from charter.photos import PhotoRefused, photo_hash
from charter.problems import Problem, cut
from charter.records import Where


def withdrawn_person(records: Records) -> Iterator[Problem]:
    """A name that was withdrawn is asked for before it is used again.

    withdrawn-person:
      nl: >-
        Iemand met deze naam liet zich met charter withdraw van de site halen. Vraag eerst of de naam weer op de site mag. Mag het, of
        is het iemand anders die ook zo heet, zet dan accept met de reden in het record.
      en: >-
        Somebody of this name was taken off the site with charter withdraw. Ask first whether the name may be on the site again. If it
        may, or if it is somebody else of the same name, put accept with the reason in the record.
      fails: (na charter withdraw --person "Anna Bakker" staat Anna Bakker weer bij led_by)
      passes: (Anna Bakker staat in geen enkel record meer)
    """
    if records.withdrawn is None:
        return
    days: dict[str, str | None] = {}
    for slug, batch in records.batches.items():
        for where, name in _named(batch):
            day = days[name] if name in days else days.setdefault(name, records.withdrawn.since(name))
            if day:
                yield records.problem(batch_path(slug), where, "withdrawn-person",
                                      f"`{cut(name)}` is op {day} ingetrokken; vraag of deze naam weer op de site mag",
                                      f"`{cut(name)}` was withdrawn on {day}; ask before you name it again", level="warning")


def withdrawn_photo(records: Records) -> Iterator[Problem]:
    """A photo that was withdrawn does not come back.

    withdrawn-photo:
      nl: >-
        Deze foto is met charter withdraw van de site gehaald, en ligt er nu weer. In nieuwsbrieven die al zijn verstuurd, zou zij ook
        terugkomen. Haal haar weg. Mag zij echt weer, zet dan accept met de reden in het record.
      en: >-
        This photo was taken off the site with charter withdraw, and is there again. It would come back in newsletters that were sent as
        well. Remove it. If it really may be there again, put accept with the reason in the record.
      fails: (na charter withdraw --photo staat dezelfde foto weer in een record, onder welke naam ook)
      passes: (in het record staat een andere foto)
    """
    for slug, batch in records.batches.items() if records.withdrawn and records.withdrawn.sizes else ():
        for where, photo in photos(batch):
            day = withdrawn_on(records.withdrawn, records.folder / slug / photo.file)
            if day:
                yield records.problem(batch_path(slug), (*where, "file"), "withdrawn-photo", *said_of(photo.file, day))


def said_of(file: str, day: str) -> tuple[str, str]:
    """What staff read of a photo that was withdrawn."""
    return (f"{cut(file)} is op {day} ingetrokken en mag niet terug op de site; haal de foto weg",
            f"{cut(file)} was withdrawn on {day} and may not be on the site again; remove the photo")


def withdrawn_on(withdrawn: Withdrawn | None, path: Path) -> str | None:
    """The day on which a photo was withdrawn. Only one as large as a photo that was is read."""
    with suppress(PhotoRefused, OSError):
        if withdrawn and path.stat().st_size in withdrawn.sizes:
            return withdrawn.photo_since(photo_hash(path, {}))
    return None


def _named(batch: Batch) -> Iterator[tuple[Where, str]]:
    for where, speaker in speakers(batch):
        yield (*where, "name"), speaker.name
    for where, photo in photos(batch):
        for number, person in enumerate(photo.people):
            yield (*where, "people", number, "name"), person.name
