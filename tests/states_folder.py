"""Records in which everything occurs that a page must look intended in; written to look at:

    .venv/bin/python tests/states_folder.py /tmp/states
    .venv/bin/charter build --records /tmp/states --output /tmp/site --as-of 2026-11-01

At an earlier --as-of another ceremony is the latest, and the home page another one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw

from records_folder import written

# Ninety characters, with one word that is longer than a phone is wide.
LONG_NAME = "Stichting Samenwerkingsverband Arbeidsmarktdiscriminatiebestrijding Noordoost-Brabant e.o."
CHARTER = """\
name: {nl: Charter Diversiteit, en: Diversity Charter}
publisher: {name: Stichting Voorbeeld Charterbureau, email: charter@example.org}
complete_since: 2027-01-01
base_totals: [{date: 2021-04-21, ever: 262, now: 262}]
dimensions:
  - {code: gender, label: {nl: Gender, en: Gender}}
  - {code: leeftijd, label: {nl: Leeftijd, en: Age}}
sectors:
  - {code: zorg, label: {nl: Zorg en welzijn, en: Health and social care}}
  - {code: bouw, label: {nl: Bouw en techniek, en: Construction and engineering}}
  - {code: leeg, label: {nl: Land- en tuinbouw, en: Agriculture and horticulture}}
kinds: [{code: bedrijf, label: {nl: Bedrijf, en: Company}}]
sizes: [{code: groot, label: {nl: 250 medewerkers of meer, en: 250 employees or more}}]
"""
BARE = """\
date: 2015-09-22
signatories:
  - {id: oudgediende, name: De Oudgediende}
"""
TWENTY_TWO = """\
date: 2026-03-12
place: "'s-Hertogenbosch"
signatories:
  - {id: lange-naam, name: LONG_NAME, sector: zorg, kind: bedrijf, size: groot, seat: "'s-Hertogenbosch", dimensions: [gender]}
""".replace("LONG_NAME", LONG_NAME) + "".join(
    f"  - {{id: org-{n}, name: Organisatie {n:02}, sector: {'zorg' if n % 3 else 'bouw'}, kind: bedrijf, size: groot, seat: Utrecht, dimensions: [leeftijd]}}\n"
    for n in range(2, 23))
DUTCH_ONLY = """\
date: 2026-05-20
place: Zwolle
event: {nl: Ontbijt voor werkgevers in de regio}
title: {nl: Twee organisaties ondertekenen tijdens een ontbijt}
lead: {nl: Het was nog donker toen de eerste gasten kwamen.}
body: {nl: "De een zoekt personeel. De ander wil vooral dat mensen blijven. [Lees wat er daarna gebeurt](/traject/)."}
quotes: [{text: {nl: Wij willen dat iedereen hier tot zijn pensioen kan werken.}, by: {name: Saskia Dijkdroom, role: {nl: dijkgraaf}}}]
corrections: [{at: 2026-05-22 09:00, text: {nl: De functie van Saskia Dijkdroom is verbeterd.}}]
signatories:
  - id: waterschap
    name: Waterschap Droogland
    seat: Zwolle
    sector: bouw
    kind: bedrijf
    size: groot
    dimensions: [leeftijd]
    ambition: {nl: "Over drie jaar werken hier evenveel jongeren als ouderen."}
    explanation: {nl: "Wij beginnen met stages."}
    signed_by: [{name: Saskia Dijkdroom, role: {nl: dijkgraaf}}]
    signs_for: [Dijkbeheer Oost, Gemaal Noord]
  - {id: zonder-ambitie, name: Zonder Ambitie B.V., seat: Zwolle, sector: zorg, kind: bedrijf, size: groot, dimensions: [gender]}
"""
GROUP = """\
date: 2026-06-09
place: Deventer
photos:
  - file: groep.jpg
    subject: group
    alt: {nl: Een vlak met een streep, en: A plane with a stripe}
    credit: Cas Voorbeeld
    people: []
signatories:
  - {id: vertrokken, name: De Vertrokkene, seat: Deventer, sector: zorg, kind: bedrijf, size: groot, dimensions: [gender]}
  - {id: opgegaan, name: De Opgegane, seat: Deventer, sector: zorg, kind: bedrijf, size: groot, dimensions: [gender]}
  - {id: gewist, name: De Gewiste, seat: Deventer, sector: zorg, kind: bedrijf, size: groot, dimensions: [gender]}
  - {id: hernoemd, name: De Oude Naam, seat: Deventer, sector: zorg, kind: bedrijf, size: groot, dimensions: [gender, leeftijd]}
"""
ALONE = """\
date: 2026-09-03
form: individual
photos: [{file: hoog.jpg, subject: portrait, alt: {nl: Een staand vlak, en: A tall plane}, credit: onbekend, people: []}]
signatories:
  - {id: een-enkele, name: Één Enkele, seat: Łódź, sector: bouw, kind: bedrijf, size: groot, dimensions: [gender], website: https://www.example.org/}
"""
CHANGES = """\
- {date: 2026-07-01, id: vertrokken, withdrawn: former}
- {date: 2026-07-02, id: opgegaan, merged_into: hernoemd}
- {date: 2026-07-03, id: gewist, withdrawn: erased}
- {date: 2026-07-04, id: hernoemd, renamed: {name: De Nieuwe Naam}}
"""


def states(folder: Path) -> Path:
    """The folder with these records and two pictures in it."""
    written(folder, {
        "charter.yaml": CHARTER, "changes.yaml": CHANGES, "2015-09-22-den-haag/batch.yaml": BARE, "2026-03-12-den-bosch/batch.yaml": TWENTY_TWO,
        "2026-05-20-zwolle/batch.yaml": DUTCH_ONLY, "2026-06-09-deventer/batch.yaml": GROUP, "2026-09-03-alleen/batch.yaml": ALONE})
    _picture(folder / "2026-06-09-deventer" / "groep.jpg", (1800, 1200))
    _picture(folder / "2026-09-03-alleen" / "hoog.jpg", (1200, 1600))
    return folder


def _picture(path: Path, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, "#7c9a92")
    ImageDraw.Draw(image).line((0, 0, *size), fill="#f4ece4", width=80)
    image.save(path, quality=85)


if __name__ == "__main__":
    states(Path(sys.argv[1]))
