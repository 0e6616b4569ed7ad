"""The name that is meant: nearly the same, in another case, with another hyphen, or in Dutch."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

# What Dutch people call fields and choices. Of several the first that is possible where it stands.
_DUTCH = {
    "aan": "for", "achtergrond": "body", "adres": "address website", "afgekeurd": "accepted", "akkoord": "accepted", "alt_tekst": "alt", "altijd": "web",
    "ambitie": "ambition", "ander": "other", "anders": "other", "artikel": "body", "auteur": "credit", "beeld": "photos", "begeleider": "led_by",
    "bestand": "file", "bestandsnaam": "file", "beschrijving": "alt explanation text", "beide": "both", "beiden": "both", "bij": "signing",
    "bijeenkomst": "event", "bijschrift": "alt", "binnen": "within", "bron": "credit", "burgemeester": "led_by", "ceremonie": "ceremony", "citaat": "quotes text",
    "citaten": "quotes", "code": "id", "contactpersoon": "contact", "correcties": "corrections", "correctie": "corrections", "datum": "date at", "dag": "date",
    "dagen": "events", "digitaal": "online", "dimensie": "dimensions", "dimensies": "dimensions", "door": "by", "dringend": "now", "elk_jaar": "yearly",
    "engels": "en", "epost": "email", "evenement": "event events", "evenementen": "events", "foto": "photos file", "fotos": "photos", "fotograaf": "credit",
    "functie": "role", "gastheer": "host", "gastvrouw": "host", "gebouw": "venue", "gegevens": "details", "geleid_door": "led_by", "gesplitst_in": "split_into",
    "gestopt": "former", "gewist": "erased", "groep": "group", "groepsfoto": "group", "grootte": "size sizes", "grootten": "sizes", "groottes": "sizes",
    "handtekening": "signing signed_by", "herinneren": "remind", "hernoemd": "renamed", "individueel": "individual", "inleiding": "lead", "ja": "former", "jaarlijks": "yearly",
    "kop": "title", "labels": "label", "leiding": "led_by", "leider": "led_by", "licentie": "licence", "lid": "signatory", "locatie": "venue", "melding": "notice",
    "mensen": "people", "moment": "at", "na": "after", "naam": "name", "namens": "signs_for", "nederlands": "nl", "nieuwe_naam": "renamed name", "nieuwsbrief": "newsletter",
    "omschrijving": "explanation alt", "omvang": "size", "onderdelen": "steps", "ondertekend_door": "signed_by", "ondertekening": "signing", "ondertekenaar": "signatory signatories",
    "ondertekenaars": "signatories", "ondertekenaren": "signatories", "onderwerp": "subject", "ooit": "ever", "op": "at", "opgegaan_in": "merged_into", "opnieuw": "again",
    "organisatie": "organisation signatories", "organisaties": "signatories", "overig": "other", "personen": "people", "pers": "press", "persoon": "name", "plaats": "place seat",
    "plaatsnaam": "place seat", "portret": "portrait", "programma": "programme", "publicatie": "publish_at", "publicatiedatum": "publish_at", "publiceren_op": "publish_at",
    "reden": "because", "regel": "rule", "regels": "rules", "respijt": "grace", "rol": "role", "samengevoegd_met": "merged_into", "sector": "sectors", "sectoren": "sectors", "site": "website",
    "sociaal": "social", "socials": "handles", "soort": "kind subject form", "soorten": "kinds", "sorteernaam": "sort_name", "splitsing": "split_into", "stap": "step", "stappen": "steps",
    "stopte": "withdrawn", "tekenaars": "signatories", "tekenen": "signing", "tekst": "text body", "telefoon": "phone", "termijn": "within", "termijnen": "rules", "teruggetrokken": "withdrawn former",
    "thema": "event", "tijd": "at publish_at", "tijdzone": "timezone", "titel": "title", "toelichting": "explanation", "toestemming": "consent", "totalen": "base_totals", "uitgever": "publisher",
    "uitleg": "explanation", "uitsnede": "focus", "url": "website", "vanaf": "signed_from", "verbeteringen": "corrections", "verbetering": "text", "verhaal": "body", "vertrouwelijk": "confidential",
    "vertrokken": "former", "verwijderd": "erased", "vestigingsplaats": "seat", "voor": "before", "volledig_vanaf": "complete_since", "vorm": "form", "webadres": "website url", "website": "url web",
    "weg": "former", "wie": "people name", "wissen": "erased", "zaal": "venue",
}


def near(read: str, names: Collection[str]) -> str | None:
    """The one of `names` that was meant, or None."""
    plain = {_plain(name): name for name in names}
    word = _plain(read)
    if word in plain:
        return plain[word]
    dutch = {key: next((name for name in meant.split() if name in names), None) for key, meant in _DUTCH.items()}
    if dutch.get(word):
        return dutch[word]
    close = difflib.get_close_matches(word, plain, 1)
    if close:
        return plain[close[0]]
    close = difflib.get_close_matches(word, [key for key, name in dutch.items() if name], 1, 0.75)
    return dutch[close[0]] if close else None


def _plain(name: str) -> str:
    """foto's -> fotos, Signed-By -> signed_by."""
    return re.sub(r"[\W_]+", "_", re.sub("['’]", "", name.lower())).strip("_")
