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
        "{name} is groter dan {limit} MB. Bewaar de foto als JPEG.",
        "{name} is larger than {limit} MB. Save the photo as JPEG.",
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
    "photo-overloaded": (
        "{name} bevat veel meer gegevens dan een foto nodig heeft. Bewaar de foto opnieuw als JPEG.",
        "{name} holds far more data than a photo needs. Save the photo again as JPEG.",
    ),
    "photo-high-range": (
        "{name} heeft kleuren voor HDR-schermen; op andere schermen is de foto dan bleek. Bewaar de foto als gewone JPEG, zonder HDR.",
        "{name} has colours for HDR screens; on other screens the photo is pale then. Save the photo as an ordinary JPEG, without HDR.",
    ),
    "photo-name-twice": (
        "{name} staat twee keer in deze map: er zijn twee bestanden met deze naam, waarin de accenten anders zijn opgeslagen. Haal er één weg of geef het een andere naam.",
        "{name} is in this folder twice: two files have this name, with their accents stored in different ways. Remove one or give it another name.",
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
    """The exception for a rule.

    photo-missing:
      nl: Een foto die in batch.yaml staat, ligt in dezelfde map. Let op hoofdletters, Groep.JPG is een andere naam dan groep.jpg.
      en: A photo that batch.yaml names lies in the same folder. Mind capitals, Groep.JPG is another name than groep.jpg.
      fails: |
        photos: [{file: er-niet.jpg, subject: group, credit: C, people: []}]
      passes: |
        photos: [{file: groep.jpg, subject: group, credit: C, people: []}]
    photo-link:
      nl: Een foto is het bestand zelf. Een verwijzing kan naar iets buiten de map leiden, dat niet op de site hoort.
      en: A photo is the file itself. A link may lead to something outside the folder that does not belong on the site.
      fails: "(groep.jpg is een verwijzing)"
      passes: "(groep.jpg is de foto zelf)"
    photo-not-a-file:
      nl: Op de plaats van een foto staat een gewoon bestand, geen map of iets anders.
      en: In the place of a photo is an ordinary file, no folder or anything else.
      fails: "(groep.jpg is een map)"
      passes: "(groep.jpg is een bestand)"
    photo-closed:
      nl: Een foto mag worden gelezen door wie de site bouwt.
      en: A photo may be read by who builds the site.
      fails: "(niemand mag groep.jpg lezen)"
      passes: "(wie bouwt, mag groep.jpg lezen)"
    photo-too-heavy:
      nl: Een foto is hoogstens 100 MB, en als WebP, AVIF of HEIC 40 MB. Grotere bestanden zijn bijna nooit een foto voor het web.
      en: A photo is 100 MB at most, and 40 MB as WebP, AVIF or HEIC. Larger files are hardly ever a photo for the web.
      fails: "(groep.jpg is 240 MB)"
      passes: "(groep.jpg is 8 MB)"
    photo-empty:
      nl: Een foto bevat iets. Een leeg bestand komt van een kopie die niet afliep.
      en: A photo holds something. An empty file comes from a copy that did not end.
      fails: "(groep.jpg is 0 bytes groot)"
      passes: "(groep.jpg is 8 MB)"
    photo-format:
      nl: Een foto is een JPEG, PNG, WebP, AVIF of HEIC. Andere bestanden kan de site niet veilig lezen.
      en: A photo is a JPEG, PNG, WebP, AVIF or HEIC. The site cannot read other files safely.
      fails: "(groep.jpg is een tekstbestand)"
      passes: "(groep.jpg is een JPEG)"
    photo-other-format:
      nl: Een bestand heet als een foto maar is iets anders, zoals een PDF of een GIF.
      en: A file is named as a photo but is something else, such as a PDF or a GIF.
      fails: "(groep.jpg is een PDF)"
      passes: "(groep.jpg is een JPEG)"
    photo-extension:
      nl: De naam van een foto zegt wat zij is. Een PNG die .jpg heet, opent op sommige computers niet.
      en: The name of a photo says what it is. A PNG named .jpg does not open on some computers.
      fails: "(groep.jpg is een PNG)"
      passes: "(groep.png is een PNG)"
    photo-heic:
      nl: HEIC-foto's van telefoons vragen een onderdeel dat apart wordt geïnstalleerd, om zijn licentie.
      en: HEIC photos of telephones need a part that is installed apart, because of its licence.
      fails: "(groep.heic, zonder ondertekend[heic])"
      passes: "(groep.jpg, of groep.heic met ondertekend[heic])"
    photo-truncated:
      nl: Een foto is volledig. Breekt het kopiëren af, dan is de onderkant grijs.
      en: A photo is complete. When copying broke off, its bottom is grey.
      fails: "(van groep.jpg ontbreekt het einde)"
      passes: "(groep.jpg is volledig)"
    photo-damaged:
      nl: Een foto kan worden geopend. Anders is het bestand onderweg beschadigd.
      en: A photo can be opened. Else the file was damaged on its way.
      fails: "(groep.jpg is beschadigd)"
      passes: "(groep.jpg opent gewoon)"
    photo-overloaded:
      nl: Een foto bestaat vooral uit beeld. Met miljoenen notities of ingepakte gegevens kan iemand de computer laten vastlopen.
      en: A photo is mostly an image. With millions of notes or with packed data somebody can make the computer stop.
      fails: "(groep.png heeft 900 MB aan ingepakte tekst)"
      passes: "(groep.png heeft een bijschrift in het bestand)"
    photo-high-range:
      nl: Een foto heeft gewone kleuren. Kleuren voor HDR (PQ of HLG) zien er op de meeste schermen bleek uit.
      en: A photo has ordinary colours. Colours for HDR (PQ or HLG) look pale on most screens.
      fails: "(groep.hif komt van een camera die op HDR PQ staat)"
      passes: "(groep.jpg komt van dezelfde camera, zonder HDR)"
    photo-name-twice:
      nl: Een naam hoort bij één foto. Een Mac slaat é soms op als e met een los accent; u ziet dan twee keer dezelfde naam.
      en: A name belongs to one photo. A Mac sometimes stores é as e with an accent of its own; you then see one name twice.
      fails: "(van café.jpg staan er twee in de map, waarvan een met een los accent)"
      passes: "(van café.jpg staat er een in de map)"
    photo-too-many-pixels:
      nl: Een foto heeft hoogstens 80 miljoen pixels. Meer heeft geen camera van staf nodig, en een klein bestand kan er miljarden beloven.
      en: A photo has 80 million pixels at most. No camera of staff needs more, and a small file can promise billions.
      fails: "(groep.jpg is 20.000 bij 20.000 pixels)"
      passes: "(groep.jpg is 6000 bij 4000 pixels)"
    photo-shape:
      nl: Een foto is geen strook, de lange kant is hoogstens 20 keer de korte. Anders blijft van een uitsnede niets over.
      en: A photo is no strip, the long side is 20 times the short one at most. Else nothing is left of a crop.
      fails: "(groep.jpg is 4000 bij 10 pixels)"
      passes: "(groep.jpg is 4000 bij 3000 pixels)"
    photo-animated:
      nl: Een foto beweegt niet. De site toont één beeld, en wie snel is afgeleid kan bewegend beeld niet uitzetten.
      en: A photo does not move. The site shows one image, and who is easily distracted cannot stop a moving one.
      fails: "(groep.webp beweegt)"
      passes: "(groep.webp is één beeld)"
    photo-changed:
      nl: Een foto blijft dezelfde terwijl de site wordt gebouwd.
      en: A photo stays the same while the site is built.
      fails: "(groep.jpg wordt gekopieerd tijdens het bouwen)"
      passes: "(groep.jpg stond er al)"
    photo-crash:
      nl: De verwerking van deze foto stopte twee keer. Andere foto's gingen goed.
      en: The processing of this photo stopped twice. Other photos went well.
      fails: "(groep.jpg laat de verwerking vastlopen)"
      passes: "(groep.jpg, opnieuw bewaard)"
    """
    nl, en = REFUSALS[rule]
    return PhotoRefused(rule, nl.format(name=name, **facts), en.format(name=name, **facts))
