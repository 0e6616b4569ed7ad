"""Colons, commas, braces and hash signs that are read otherwise than meant: a function a rule, as in `mistakes`."""

from __future__ import annotations

from charter.problems import Bilingual


def colon(read: str) -> Bilingual:
    """A colon in a value.

    colon:
      nl: Een dubbele punt met een spatie erachter scheidt een veld van zijn waarde. Staat hij in de tekst, zet de tekst dan tussen aanhalingstekens.
      en: A colon with a space behind it parts a field from its value. When it is in the text, put the text between quotes.
      fails: |
        place: Utrecht: Oost
      passes: |
        place: "Utrecht: Oost"
    """
    return Bilingual(f"in `{read}` staat een dubbele punt; zet het tussen aanhalingstekens", f"`{read}` holds a colon; put it between quotes")


def colon_space(read: str) -> Bilingual:
    """A colon without a space.

    colon-space:
      nl: Tussen de dubbele punt en de waarde staat een spatie. Anders is niet te zien wat veld is en wat waarde.
      en: Between the colon and the value stands a space. Otherwise field and value cannot be told apart.
      fails: |
        place:Utrecht
      passes: |
        place: Utrecht
    """
    return Bilingual(f"na de dubbele punt van `{read}` hoort een spatie", f"the colon of `{read}` needs a space behind it")


def colon_missing(read: str) -> Bilingual:
    """A field without a colon.

    colon-missing:
      nl: Achter de naam van een veld staat een dubbele punt. Anders is niet te zien wat veld is en wat waarde.
      en: Behind the name of a field stands a colon. Otherwise field and value cannot be told apart.
      fails: |
        place Utrecht
      passes: |
        place: Utrecht
    """
    return Bilingual(f"achter `{read}` hoort een dubbele punt", f"`{read}` needs a colon behind it")


def brace(read: str) -> Bilingual:
    """A brace or bracket that is never closed.

    brace:
      nl: Wat met { of [ begint, eindigt met } of ]. Anders is niet te zien waar het ophoudt.
      en: What begins with { or [ ends with } or ]. Otherwise nobody can see where it stops.
      fails: |
        title: {nl: Welkom
      passes: |
        title: {nl: Welkom}
    """
    return Bilingual(f"`{read}` wordt niet gesloten; zet er }} of ] achter", f"`{read}` is not closed; put }} or ] behind it")


def comment(read: str) -> Bilingual:
    """Text behind a hash sign.

    comment:
      nl: Wat na een spatie en een hekje komt, wordt niet gelezen. Hoort het bij de tekst, dan verdwijnt er een stuk zonder dat iemand het merkt.
      en: What follows a space and a hash sign is not read. When it belongs to the text, a piece vanishes without anybody noticing.
      fails: |
        venue: Zaal # 3
      passes: |
        venue: "Zaal # 3"
    """
    return Bilingual(
        f"wat na het hekje komt, wordt niet gelezen: zet `{read}` tussen aanhalingstekens, of zet voor een opmerking twee spaties voor het hekje",
        f"what follows the hash sign is not read: put `{read}` between quotes, or for a remark put two spaces before the hash sign")


def comma(read: str) -> Bilingual:
    """A comma between braces.

    comma:
      nl: Tussen { en } begint na elke komma een nieuw veld. Een tekst met een komma staat daar tussen aanhalingstekens.
      en: Between { and } every comma begins a new field. A text with a comma stands between quotes there.
      fails: |
        title: {nl: Utrecht, Delft en Gouda}
      passes: |
        title: {nl: "Utrecht, Delft en Gouda"}
    """
    return Bilingual(f"tussen {{ en }} begint na een komma een nieuw veld: zet `{read}` tussen aanhalingstekens",
                     f"between {{ and }} a comma begins a new field: put `{read}` between quotes")
