"""What may be wrong with the shape of a file rather than with one value: a function a rule, as in `mistakes`."""

from __future__ import annotations

from charter.problems import Bilingual

MAX_DEPTH = 20
MAX_ITEMS = 10_000      # in one list


def duplicate_key(read: str) -> Bilingual:
    """A field that is there twice.

    duplicate-key:
      nl: Een veld staat op één plek maar één keer. Anders is niet te zien welke waarde geldt.
      en: A field stands in one place only once. Otherwise nobody can see which value counts.
      fails: |
        place: Utrecht
        place: Delft
      passes: |
        place: Utrecht
    """
    return Bilingual(f"`{read}` staat hier al; haal een van de twee weg", f"`{read}` is already here; remove one of the two")


def yaml_layout(read: str) -> Bilingual:
    """A line that does not fit the lines above it.

    yaml-layout:
      nl: Velden die bij elkaar horen, beginnen even ver naar rechts. Springt een regel anders in, dan is niet te zien waar hij bij hoort.
      en: Fields that belong together begin equally far to the right. When a line is indented otherwise nobody can see what it belongs to.
      fails: |
        place: Utrecht
         venue: Stadskantoor
      passes: |
        place: Utrecht
        venue: Stadskantoor
    """
    return Bilingual("deze regel past niet bij de regels erboven; kijk naar inspringen, dubbele punten en aanhalingstekens",
                     "this line does not fit the lines above it; look at indents, colons and quotes")


def not_a_mapping(read: str) -> Bilingual:
    """A file without fields.

    not-a-mapping:
      nl: Een bestand bestaat uit velden met een waarde, elk op een eigen regel. Losse tekst hoort bij geen enkel veld.
      en: A file consists of fields with a value, each on a line of its own. Loose text belongs to no field.
      fails: (in het bestand staat alleen het woord Utrecht)
      passes: |
        place: Utrecht
    """
    return Bilingual("dit bestand moet uit regels `veld: waarde` bestaan, zoals `date: 2026-03-12`",
                     "this file must consist of lines `field: value`, like `date: 2026-03-12`")


def several_documents(read: str) -> Bilingual:
    """A line that ends the record before the file ends.

    several-documents:
      nl: Een regel `---` of `...` verdeelt een bestand in stukken, en alleen het eerste stuk zou worden gelezen.
      en: A line `---` or `...` divides a file in pieces, and only the first piece would be read.
      fails: |
        place: Utrecht
        ---
        venue: Stadskantoor
      passes: |
        place: Utrecht
        # ---
        venue: Stadskantoor
    """
    return Bilingual(f"bij `{read}` begint een tweede stuk, en dat wordt niet gelezen; haal die regel weg",
                     f"at `{read}` a second piece begins, which is not read; remove that line")


def too_deep(read: str) -> Bilingual:
    """Fields in fields in fields.

    too-deep:
      nl: Velden staan hoogstens twintig niveaus in elkaar. Meer is altijd een vergissing, zoals haakjes die niet sluiten.
      en: Fields stand at most twenty levels inside each other. More is always a slip, such as brackets that are not closed.
      fails: (meer dan twintig haakjes in elkaar)
      passes: |
        title: {nl: Welkom}
    """
    return Bilingual(f"hier staan meer dan {MAX_DEPTH} niveaus in elkaar; kijk of alle haakjes sluiten en of de regels niet steeds verder inspringen",
                     f"more than {MAX_DEPTH} levels are nested here; see that all brackets close and that the lines do not step further and further in")


def too_many(read: str) -> Bilingual:
    """A list without end; `charter.model.meanings` explains the rule."""
    return Bilingual(f"deze lijst heeft meer dan {MAX_ITEMS} onderdelen; verdeel haar over meer ondertekeningen",
                     f"this list has more than {MAX_ITEMS} items; divide it over more signings")
