"""What a field may lack or have too much of: a function a rule, named as the rule; and which error of pydantic is which rule."""

from __future__ import annotations

from charter.model import instead
from charter.model.fault import Fault, Said
from charter.model.forms import choice, fields_wanted, list_wanted, pattern, text_wanted
from charter.model.kinds import fields_of, is_optional, kind_at
from charter.model.names import near
from charter.records import FIRST_LINE
from charter.records.rewriting import as_value


def missing(fault: Fault) -> Said:
    """A field that must be there.

    missing:
      nl: Zonder dit veld is het record niet af. Van een ondertekening zijn de datum en de ondertekenaars nodig, van een foto wie haar maakte en wie erop staan.
      en: Without this field the record is not whole. A signing needs its date and its signatories, a photo who made it and who is on it.
      fails: |
        photos: [{file: groep.jpg, people: [], alt: {nl: Een foto, en: A photo}}]
      passes: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}}]
    """
    *above, name = fault.where
    nl, en = "{field} ontbreekt", "{field} is missing"
    if name == "id" and above[:1] == ["signatories"]:
        nl += "; geef charter new met datum en plaats nog eens, dan komt hij erbij"
        en += "; give charter new with date and place once more, and it is added"
    if isinstance(name, int):       # of two numbers only one is there
        return Said(nl, en, fault.record.with_value((*above,), instead.as_focus(fault.read if isinstance(fault.read, list) else list(fault.read))))
    return Said(nl, en, where=(*above, FIRST_LINE))


def unknown_field(fault: Fault) -> Said:
    """A name that is no field.

    unknown-field:
      nl: Elk veld heeft een vaste naam. Een veld dat niemand leest, zou zonder dat u het merkt verdwijnen.
      en: Every field has a fixed name. A field that nobody reads would vanish without you noticing.
      fails: |
        plaats: Utrecht
      passes: |
        place: Utrecht
    """
    *above, name = fault.where
    names = fields_of(kind_at(fault.kind, (*above,)))
    meant = near(str(name), names)
    if meant is None:
        return Said("{field} is geen veld; haal het weg, of maak er met # een opmerking van",
                    "{field} is no field; remove it, or make it a remark with #", fault.record.without(fault.where))
    there = (*above, meant) in fault.record.fields
    line = fault.record.without(fault.where) if there else fault.record.with_name(fault.where, meant)
    return Said(f"{{field}} is geen veld; bedoelt u `{meant}`?{' Dat staat hier al' * there}",
                f"{{field}} is no field; did you mean `{meant}`?{' That is here already' * there}", line)


def empty(fault: Fault) -> Said:
    """Nothing where something belongs.

    empty:
      nl: Tussen de aanhalingstekens of haakjes staat niets. Weet u het niet, laat het veld dan helemaal leeg.
      en: Nothing stands between the quotes or brackets. If you do not know, leave the field altogether empty.
      fails: |
        place: ""
      passes: |
        place: Utrecht
    """
    if not isinstance(fault.read, str):
        return Said("{field} heeft te weinig onderdelen", "{field} has too few items")
    optional = is_optional(fault.kind, fault.where) or isinstance(fault.where[-1], int)
    return Said("{field} is leeg", "{field} is empty", fault.record.with_value(fault.where, "") if optional else None)


def too_long(fault: Fault) -> Said:
    """More text than fits.

    too-long:
      nl: Een regel heeft hoogstens 300 tekens en een tekst 20.000, anders past zij niet in nieuwsbrief, feed of lijst.
      en: A line has at most 300 characters and a text 20,000, or else it does not fit newsletter, feed or list.
      fails: (een plaats van meer dan 300 tekens)
      passes: |
        place: Utrecht
    """
    limit = fault.bounds["max_length"]
    line = fault.record.with_value(fault.where, as_value(instead.cut(fault.read, limit))) if limit <= 300 else None
    return Said(f"{{field}} is langer dan {limit} tekens; maak de tekst korter", f"{{field}} is longer than {limit} characters; shorten the text", line)


def too_many(fault: Fault) -> Said:
    """More items than belong there.

    too-many:
      nl: Voor de uitsnede zijn er twee getallen, van links en van boven. Een lijst heeft verder hoogstens 10.000 onderdelen.
      en: A crop has two numbers, from the left and from the top. Any other list has at most 10,000 items.
      fails: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}, focus: [0.5, 0.4, 0.3]}]
      passes: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}, focus: [0.5, 0.4]}]
    """
    return Said("{field} heeft te veel onderdelen", "{field} has too many items", fault.record.with_value(fault.where, instead.as_focus(fault.read)))


def value(fault: Fault) -> Said:
    """Anything else that the schema refuses; no rule of its own."""
    return Said("{field} klopt niet", "{field} is not right")


# pydantic's error type -> our rule.
MEANINGS = {
    "missing": missing, "unexpected_keyword_argument": unknown_field, "string_type": text_wanted, "string_too_short": empty, "too_short": empty,
    "string_too_long": too_long, "string_pattern_mismatch": pattern, "literal_error": choice, "tuple_type": list_wanted, "too_long": too_many,
    "dataclass_type": fields_wanted, "dict_type": fields_wanted,
}
