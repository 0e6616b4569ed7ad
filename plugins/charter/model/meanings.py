"""What a field may not hold: a function a rule, named as the rule, that says it of one error of the schema."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from charter.model import instead
from charter.model.kinds import field_at, fields_of, is_optional, kind_at
from charter.model.names import near
from charter.model.wrong import one_of
from charter.records import FIRST_LINE, Record, Where
from charter.records.rewriting import as_value
from charter.slugs import slugged


class Fault(NamedTuple):
    """One error of pydantic: where, what stands there, and the bounds of what may. `kind` is the type of the whole record."""

    record: Record
    kind: Any
    where: Where
    read: Any
    bounds: dict

    def with_value(self, write: str) -> str | None:
        """The line with another value, written as YAML; or as a remark, when nothing can be said and nothing must be there."""
        if write:
            return self.record.with_value(self.where, write)
        return self.record.without(self.where) if is_optional(self.kind, self.where) else None


class Said(NamedTuple):
    """Both sentences, with {field} for the field's name; the line to write instead; where it stands when not at the field."""

    nl: str
    en: str
    line: str | None = None
    where: Where | None = None


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


def text_wanted(fault: Fault) -> Said:
    """A list or fields where one text belongs.

    text-wanted:
      nl: Hier past maar één waarde. Met [ of { eromheen worden het er meer.
      en: Only one value fits here. With [ or { around it there are more.
      fails: |
        place: [Utrecht]
      passes: |
        place: Utrecht
    """
    text = one_of(fault.read)
    return Said("{field} moet één tekst zijn", "{field} must be one text", fault.with_value(as_value(text) if text else ""))


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


# What our patterns ask for, by the sign that only that one holds.
_FORMS = (("\\n", "één regel", "one line"),
          ("_]", "kleine letters, cijfers en _", "lower-case letters, digits and _"),
          ("\\w", "letters en cijfers zonder # en zonder spatie", "letters and digits without # and without a space"),
          ("", "kleine letters zonder accent, cijfers en streepjes", "lower-case letters without accents, digits and hyphens"))


def pattern(fault: Fault) -> Said:
    """Signs that do not belong in a code or on one line.

    pattern:
      nl: Een code heeft alleen kleine letters, cijfers en streepjes, want zij komt in webadressen. Een korte tekst is één regel.
      en: A code has lower-case letters, digits and hyphens only, for it is part of web addresses. A short text is one line.
      fails: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, sector: Zorg}
      passes: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, sector: zorg}
    """
    sign, nl, en = next(form for form in _FORMS if form[0] in fault.bounds["pattern"])
    meant = _in_form(sign, fault.read)
    line = fault.with_value(as_value(meant) if meant else "")
    return Said(f"`{_short(fault.read)}` past niet bij {{field}}: gebruik {nl}", f"`{_short(fault.read)}` does not fit {{field}}: use {en}",
                line or _folded(fault))


def _in_form(sign: str, read: str) -> str:
    if sign == "\\n":
        return " ".join(read.split())
    if sign == "\\w":
        words = re.findall(r"\w+", read)
        return "".join(words if len(words) == 1 else (word[0].upper() + word[1:] for word in words))
    meant = slugged(read)[:60].strip("-")
    return meant.replace("-", "_").lstrip("0123456789_") if sign == "_]" else meant


def _folded(fault: Fault) -> str | None:
    """`place: |` over two lines as `place: >`, which makes one line of them."""
    line = fault.record.line(fault.record.mark(fault.where)[0])
    return re.sub(r": \|[+-]?$", ": >", line) if re.search(r": \|[+-]?$", line) else None


def choice(fault: Fault) -> Said:
    """A word that is not one of the choices.

    choice:
      nl: Hier kan alleen een van de genoemde woorden staan; de site maakt er zelf Nederlands en Engels van.
      en: Only one of the words that are named can stand here; the site itself makes Dutch and English of it.
      fails: |
        form: plechtig
      passes: |
        form: ceremony
    """
    options = fault.bounds["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    read = fault.read if isinstance(fault.read, str) else one_of(fault.read)
    field = field_at(fault.kind, fault.where)
    usual = field.default if field and field.default in options else options[0]
    meant = near(read, options) if read else None
    nl, en = (f"; bedoelt u `{meant}`?", f"; did you mean `{meant}`?") if meant else ("", "")
    return Said(f"`{_short(read)}` kan hier niet; kies uit {', '.join(options)}{nl}",
                f"`{_short(read)}` is not possible here; choose from {', '.join(options)}{en}", fault.record.with_value(fault.where, meant or usual))


def list_wanted(fault: Fault) -> Said:
    """One value where a list belongs.

    list-wanted:
      nl: Hier kunnen er meer staan, dus het is een lijst, ook als er maar één is. Dat kan met [ en ], of met een streepje voor elk onderdeel.
      en: There can be more than one here, so it is a list, also when there is only one. Write it with [ and ], or with a dash before each item.
      fails: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, signs_for: Bibliotheek}
      passes: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, signs_for: [Bibliotheek]}
    """
    nl = "{field} moet een lijst zijn: tussen [ en ], of elk onderdeel na een streepje (- )"
    en = "{field} must be a list: between [ and ], or each item after a dash (- )"
    if fault.where[-1:] == ("focus",):
        return Said(nl, en, fault.record.with_value(fault.where, instead.as_focus(fault.read)))
    if not isinstance(fault.read, dict):
        return Said(nl, en, fault.with_value(instead.as_list(kind_at(fault.kind, fault.where), fault.read)))
    written = fault.record.written(fault.where)
    if written and written.startswith("{"):
        return Said(nl, en, fault.record.with_value(fault.where, f"[{written}]"))
    line = instead.as_first_item(fault.record, fault.where)
    return Said(nl, en, line, (*fault.where, FIRST_LINE) if line else None)


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


def fields_wanted(fault: Fault) -> Said:
    """One value where fields belong.

    fields-wanted:
      nl: Hier horen velden met elk een eigen waarde, zoals een tekst in het Nederlands (nl) en in het Engels (en).
      en: Fields belong here, each with a value of its own, such as a text in Dutch (nl) and in English (en).
      fails: |
        title: Welkom
      passes: |
        title: {nl: Welkom, en: Welcome}
    """
    kind = kind_at(fault.kind, fault.where)
    names = fields_of(kind)
    limit = f": {', '.join(names)}" if names else ""
    nl, en = f"{{field}} moet uit velden bestaan{limit}", f"{{field}} must consist of fields{limit}"
    read = fault.read if isinstance(fault.read, str) else ""
    if names[:1] == ["web"]:
        return Said(f"{nl}, elk met de dag waarop de toestemming is gegeven", f"{en}, each with the day on which it was given", consent_line(fault, "{{web: {}}}"))
    if isinstance(fault.read, list) and len(fault.read) == 1 and (written := fault.record.written((*fault.where, 0))):
        return Said(nl, en, fault.record.with_value(fault.where, written if written.startswith("{") else instead.as_fields(kind, str(fault.read[0]))))
    return Said(nl, en, fault.with_value(instead.as_fields(kind, read) if read else "") if fault.where else None)


def consent_line(fault: Fault, form: str) -> str | None:
    """Somebody said yes: on the day of the signing, most likely. Whoever said anything else gave no consent."""
    values, read = fault.record.values, str(fault.read).lower()
    day = values.get("date") if isinstance(values, dict) else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", read):
        day = read
    elif read not in ("ja", "yes", "true", "j", "y", "x", "ok", "akkoord"):
        return fault.record.without(fault.where)
    return fault.record.with_value(fault.where, form.format(day)) if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def value(fault: Fault) -> Said:
    """Anything else that the schema refuses; no rule of its own."""
    return Said("{field} klopt niet", "{field} is not right")


def _short(read: Any) -> str:
    return " ".join(str(read)[:60].split())


# pydantic's error type -> our rule.
MEANINGS = {
    "missing": missing, "unexpected_keyword_argument": unknown_field, "string_type": text_wanted, "string_too_short": empty, "too_short": empty,
    "string_too_long": too_long, "string_pattern_mismatch": pattern, "literal_error": choice, "tuple_type": list_wanted, "too_long": too_many,
    "dataclass_type": fields_wanted, "dict_type": fields_wanted,
}
