"""Why a photo cannot be used, and what to do about it, in Dutch and English."""

from __future__ import annotations

REFUSALS = {
    "photo-missing": (
        "{name} staat er niet. Zet de foto in deze map, of haal hem weg uit batch.yaml.",
        "{name} is not there. Put the photo in this folder, or remove it from batch.yaml.",
    ),
    "photo-link": (
        "{name} is een verwijzing naar een ander bestand. Kopieer de foto zelf naar deze map.",
        "{name} is a link to another file. Copy the photo itself to this folder.",
    ),
    "photo-not-a-file": (
        "{name} is geen bestand. Zet op deze plek de foto zelf.",
        "{name} is not a file. Put the photo itself in this place.",
    ),
    "photo-closed": (
        "{name} mag niet worden gelezen. Vraag de beheerder om leesrechten voor dit bestand.",
        "{name} may not be read. Ask the administrator for permission to read this file.",
    ),
    "photo-too-heavy": (
        "{name} is groter dan 100 MB. Bewaar de foto als JPEG.",
        "{name} is larger than 100 MB. Save the photo as JPEG.",
    ),
    "photo-empty": (
        "{name} is leeg. Kopieer de foto opnieuw van de camera of telefoon.",
        "{name} is empty. Copy the photo from the camera or phone again.",
    ),
    "photo-format": (
        "{name} is geen JPEG, PNG, WebP, AVIF of HEIC. Open het in een fotoprogramma en bewaar het als JPEG.",
        "{name} is not a JPEG, PNG, WebP, AVIF or HEIC. Open it in a photo program and save it as JPEG.",
    ),
    "photo-other-format": (
        "{name} is een {found}-bestand; dat kan niet op de site. Bewaar de foto als JPEG.",
        "{name} is a {found} file; the site cannot use that. Save the photo as JPEG.",
    ),
    "photo-extension": (
        "{name} is in het echt een {found}-foto. Geef het bestand de naam {better}, ook in batch.yaml.",
        "{name} is really a {found} photo. Name the file {better}, in batch.yaml too.",
    ),
    "photo-heic": (
        "{name} is een HEIC-foto van een telefoon; die kan hier nog niet worden gelezen. "
        "Bewaar de foto als JPEG, of laat de beheerder ondertekend[heic] installeren.",
        "{name} is a HEIC photo from a phone, which cannot be read here yet. "
        "Save the photo as JPEG, or have the administrator install ondertekend[heic].",
    ),
    "photo-truncated": (
        "{name} is niet volledig: het einde ontbreekt. Kopieer de foto opnieuw van de camera of telefoon.",
        "{name} is not complete: its end is missing. Copy the photo from the camera or phone again.",
    ),
    "photo-damaged": (
        "{name} is beschadigd. Kopieer de foto opnieuw van de camera of telefoon.",
        "{name} is damaged. Copy the photo from the camera or phone again.",
    ),
    "photo-too-many-pixels": (
        "{name} heeft meer dan 80 miljoen pixels. Maak de foto kleiner, bijvoorbeeld 6000 pixels breed.",
        "{name} has more than 80 million pixels. Make the photo smaller, for instance 6000 pixels wide.",
    ),
    "photo-shape": (
        "{name} is {width} bij {height} pixels, een te smalle strook. "
        "Snijd de foto bij: de lange kant mag hoogstens 20 keer zo lang zijn als de korte.",
        "{name} is {width} by {height} pixels, too narrow a strip. "
        "Crop the photo: the long side may be at most 20 times the short side.",
    ),
    "photo-animated": (
        "{name} beweegt. Bewaar één beeld ervan als JPEG.",
        "{name} is animated. Save one image of it as JPEG.",
    ),
    "photo-changed": (
        "{name} veranderde tijdens het bouwen. Bouw de site opnieuw.",
        "{name} changed during the build. Build the site again.",
    ),
    "photo-crash": (
        "{name} liet de verwerking twee keer vastlopen. Bewaar de foto opnieuw als JPEG, 6000 pixels breed.",
        "{name} stopped the processing twice. Save the photo again as a JPEG, 6000 pixels wide.",
    ),
}


class PhotoRefused(Exception):
    """A photo that cannot be published: `rule` is a key of REFUSALS, `nl` and `en` say what staff can do."""

    def __init__(self, rule: str, nl: str, en: str) -> None:
        super().__init__(rule, nl, en)  # all three, so that it survives the way back from a worker
        self.rule, self.nl, self.en = rule, nl, en


def refused(rule: str, name: str, **facts: object) -> PhotoRefused:
    nl, en = REFUSALS[rule]
    return PhotoRefused(rule, nl.format(name=name, **facts), en.format(name=name, **facts))
