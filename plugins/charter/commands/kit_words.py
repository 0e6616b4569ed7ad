"""What `charter kit` says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charter.language import long_date, long_moment
from charter.problems import one_line

if TYPE_CHECKING:
    from charter.kits import Sorted
    from charter.packing.packages import Packed

WORDS: dict[str, dict[str, Any]] = {
    "nl": {"unknown": "Er is geen ondertekening `{}`. Kies uit: {}", "bar": "Persfoto's", "packages-bar": "Pakketten",
           "unknown-id": "Bij deze ondertekening hoort geen `{}`. Kies uit: {}",
           "none": "Geen foto van deze ondertekening mag naar de pers.", "no-photos": "Bij deze ondertekening zijn geen foto's.",
           "done": "{} voor de pers in {}. Vermeld altijd de fotograaf.", "count": ("{} foto", "{} foto's"),
           "packages": "{} in {}, met een conceptmail (.eml). Open die, vul het adres in en verstuur de mail.", "package": ("{} pakket", "{} pakketten"),
           "package-line": "{} ({}, {} MB)", "left": "Geen pakket voor {}: geen ondertekenaar meer.",
           "large": "{}: te groot voor e-mail. Stuur dit pakket met een dienst voor grote bestanden, en zet de link in de conceptmail.",
           "erased": "In {} staat nog een pakket van een ondertekenaar die haar gegevens liet verwijderen. Maak die kit opnieuw: charter kit {}",
           "as-of": "Let op: gemaakt voor {} (--as-of), met de toestemming zoals die dan is of was.",
           "withheld": "Niet meegenomen: {} (geen toestemming voor de pers van {}).",
           "NotOurs": "In {} staan bestanden die niet door charter zijn gemaakt. Kies met --to een andere map.",
           "public": "{} hoort bij de site of de records, en een kit hoort daar niet. Kies met --to een andere map.",
           "Busy": "Er wordt al naar {} geschreven. Wacht tot dat klaar is en geef de opdracht opnieuw."},
    "en": {"unknown": "There is no signing `{}`. Choose from: {}", "bar": "Press photos", "packages-bar": "Packages",
           "unknown-id": "`{}` is not in this signing. Choose from: {}",
           "none": "No photo of this signing may go to the press.", "no-photos": "There are no photos with this signing.",
           "done": "{} for the press in {}. Always name the photographer.", "count": ("{} photo", "{} photos"),
           "packages": "{} in {}, with a draft of a mail (.eml). Open it, fill in the address and send it.", "package": ("{} package", "{} packages"),
           "package-line": "{} ({}, {} MB)", "left": "No package for {}: a signatory no more.",
           "large": "{}: too large for e-mail. Send this package with a service for large files, and put the link in the draft.",
           "erased": "{} still holds a package of a signatory that had its details removed. Make that kit anew: charter kit {}",
           "as-of": "Note: made for {} (--as-of), with consent as it is or was then.",
           "withheld": "Left out: {} (no consent for the press from {}).",
           "NotOurs": "{} holds files that charter did not make. Choose another folder with --to.",
           "public": "{} belongs to the site or to the records, where a kit does not belong. Choose another folder with --to.",
           "Busy": "Somebody is writing to {}. Wait until that is done and give the command again."},
}


def told(found: Sorted, packages: Sequence[Packed], left: Sequence[str], folder: Path, lang: str, photos_taken: bool) -> Iterator[str]:
    """One list at the end: what was made, what was not and why, and what to do with it; `photos_taken` is whether the record has any photo at all."""
    words = WORDS[lang]
    yield from (f"  {folder / photo.path}" for photo in found.press)
    for one in packages:
        size = f"{one.size / 1e6:.1f}"
        photos = words["count"][one.photos != 1].format(one.photos)
        yield "  " + words["package-line"].format(folder / f"{one.id}.zip", photos, size.replace(".", ",") if lang == "nl" else size)
    yield from (one_line(words["withheld"].format(one.file, ", ".join(one.people))) for one in found.withheld)
    yield from (one_line(words["left"].format(name)) for name in left)
    yield from (words["large"].format(folder / f"{one.id}.zip") for one in packages if not one.mailed)
    count = words["count"][len(found.press) != 1].format(len(found.press))
    yield words["done"].format(count, folder) if found.press else words["none" if photos_taken else "no-photos"]
    if packages:
        yield words["packages"].format(words["package"][len(packages) != 1].format(len(packages)), folder)


def made_for(moment: datetime, lang: str) -> str:
    """For which moment the packages are: those of another day are in their place now."""
    whole_day = moment.time() == time(23, 59, 59)       # as a day without a time is read
    return str(WORDS[lang]["as-of"]).format(long_date(moment.date(), lang) if whole_day else long_moment(moment, lang))
