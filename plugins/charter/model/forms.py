"""A value of another form than belongs there: a function a rule, named as the rule."""

from __future__ import annotations

import re
from typing import Any

from charter.model import instead
from charter.model.fault import Fault, Said
from charter.model.kinds import field_at, fields_of, kind_at
from charter.model.names import near
from charter.model.wrong import one_of
from charter.records import FIRST_LINE
from charter.records.rewriting import as_value
from charter.slugs import slugged


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
    return Said("{field} moet één tekst zijn", "{field} must be one text", fault.with_value(as_value(text)) if text else None)


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
        both = isinstance(fault.read, str) and len(re.findall(r"\d+%?", re.sub(r"\d*[.,](?=\d)", "", fault.read))) == 2
        return Said(f"{nl}, zoals [0.5, 0.4]", f"{en}, like [0.5, 0.4]", fault.record.with_value(fault.where, instead.as_focus(fault.read)) if both else None)
    if not isinstance(fault.read, dict):
        return Said(nl, en, fault.record.with_value(fault.where, written) if (written := instead.as_list(kind_at(fault.kind, fault.where), fault.read)) else None)
    braces = fault.record.written(fault.where)
    if braces and braces.startswith("{"):
        return Said(nl, en, fault.record.with_value(fault.where, f"[{braces}]"))
    line = instead.as_first_item(fault.record, fault.where)
    return Said(nl, en, line, (*fault.where, FIRST_LINE) if line else None)


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
        return Said(f"{nl}, elk met de dag waarop de toestemming is gegeven", f"{en}, each with the day on which it was given",
                    _consent_line(fault, "{{web: {}}}"), rule="consent-date")
    if isinstance(fault.read, list) and len(fault.read) == 1 and (written := fault.record.written((*fault.where, 0))):
        return Said(nl, en, fault.record.with_value(fault.where, written if written.startswith("{") else instead.as_fields(kind, str(fault.read[0]))))
    write = instead.as_fields(kind, read) if read else ""
    return Said(nl, en, fault.record.with_value(fault.where, write) if write else None)


def consent_date(fault: Fault) -> Said:
    """Somebody's yes without a day.

    consent-date:
      nl: Van toestemming wordt de dag bewaard waarop zij is gegeven. Een ja zonder dag is later niet te bewijzen, en een nee is geen toestemming.
      en: Of consent the day is kept on which it was given. A yes without a day cannot be proved later, and a no is no consent.
      fails: |
        photos: [{file: groep.jpg, credit: Naam, people: [{name: Jo Jansen}], alt: {nl: Een foto, en: A photo}, consent: {web: ja}}]
      passes: |
        photos: [{file: groep.jpg, credit: Naam, people: [{name: Jo Jansen}], alt: {nl: Een foto, en: A photo}, consent: {web: 2026-03-12}}]
    """
    return Said(f"`{_short(fault.read)}` is geen datum; schrijf de dag waarop de toestemming is gegeven, zoals 2026-03-12; kwam die er niet, laat het veld dan weg",
                f"`{_short(fault.read)}` is no date; write the day on which consent was given, like 2026-03-12; if it was not, leave the field out",
                _consent_line(fault, "{}"), rule="consent-date")


def _consent_line(fault: Fault, form: str) -> str | None:
    """Somebody said yes: on the day of the signing, most likely. Whoever said anything else gave no consent."""
    values, read = fault.record.values, str(fault.read).lower()
    day = values.get("date") if isinstance(values, dict) else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", read):
        day = read
    elif read not in ("ja", "yes", "true", "j", "y", "x", "ok", "akkoord"):
        return fault.record.without(fault.where)
    return fault.record.with_value(fault.where, form.format(day)) if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


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


def _short(read: Any) -> str:
    return " ".join(str(read)[:60].split())
