"""Ids, web addresses, e-mail addresses and names of files: what each may be, and what people write instead."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from charter.model.wrong import wrong
from charter.slugs import slugged

# Words of the URL table: an id or slug that equals one would stand where a page of ours stands.
RESERVED = frozenset(
    ["letter", "pagina", "page", "sector", "dimensie", "dimension", "jaar", "year", "plaats", "place", "grootte", "size", "nieuws", "news", "ondertekenaars", "signatories", "cijfers", "figures", "volgen", "follow", "stand", "state", "wijzigingen", "changes", "kit", "traject", "trajectory", "feeds", "data", "images", "static", "en", "archief", "archive", "index"])


def check_id(value: str) -> str:
    """A short name for addresses, that never changes.

    id:
      nl: Een id komt in het webadres en verandert nooit. Daarom alleen kleine letters zonder accent, cijfers en streepjes, en geen woord dat de site zelf gebruikt.
      en: An id is part of the web address and never changes. So only lower-case letters without accents, digits and hyphens, and no word that the site uses itself.
      fails: |
        signatories:
          - {id: Gemeente Voorbeeld, name: Gemeente Voorbeeld}
      passes: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld}
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) or len(value) > 100:
        meant = slugged(value)[:100].strip("-")
        if value and meant == value[:100]:
            raise wrong("id", f"`{value}` is langer dan 100 tekens; kort het in", f"`{value}` is longer than 100 characters; shorten it", meant)
        raise wrong("id", f"`{value}` mag alleen kleine letters zonder accent, cijfers en streepjes bevatten",
                    f"`{value}` may only hold lower-case letters without accents, digits and hyphens",
                    f"{meant}-1" if meant in RESERVED else meant)
    if value in RESERVED:
        raise wrong("id", f"`{value}` is een woord uit de adressen van de site; kies een ander",
                    f"`{value}` is a word of the site's addresses; choose another", f"{value}-1")
    return value


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"'`\\]", value)
        return good and parts.port != 0
    except ValueError:
        return False


def check_url(value: str) -> str:
    """An address on the web.

    url:
      nl: Een webadres begint met https:// (of http://), want de site maakt er een link van. Spaties staan er niet in.
      en: A web address begins with https:// (or http://), for the site makes a link of it. It holds no spaces.
      fails: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, website: www.example.org}
      passes: |
        signatories:
          - {id: gemeente-voorbeeld, name: Gemeente Voorbeeld, website: https://www.example.org}
    """
    if not _is_url(value):
        raise wrong("url", f"`{value}` is geen webadres dat met https:// begint",
                    f"`{value}` is no web address that begins with https://", _url_meant(value))
    return value


def _url_meant(read: str) -> str:
    """www.example.org, https//example.org and <https://example.org> as an address; '' when it is none."""
    bare = re.sub(r"^(?:ht*ps?|https?s)?[:;]?/*(?=[\w-]+\.)", "", read.strip("<>\"'`()[] ").replace("\\", "/"), flags=re.IGNORECASE)
    bare = re.sub(r"\s+", "" if " ." in bare or ". " in bare else "%20", bare)
    meant = f"https://{bare}"
    return meant if re.match(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[:/?#]|$)", bare) and _is_url(meant) else ""


_EMAIL = re.compile(r"[^@\s<>\"(),:;\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def check_email(value: str) -> str:
    """An e-mail address.

    email:
      nl: Een e-mailadres heeft een @ en daarachter een domein. Er staat alleen het adres, zonder `mailto` of een naam.
      en: An e-mail address has an @ and a domain behind it. Only the address stands here, without `mailto` or a name.
      fails: |
        # charter.yaml
        publisher: {name: Uitgever, email: "mailto:info@example.org"}
      passes: |
        # charter.yaml
        publisher: {name: Uitgever, email: info@example.org}
    """
    if not _EMAIL.fullmatch(value):
        bare = re.sub(r"^mailto:|.*<|>.*|\s", "", re.sub(r" *[\[(](?:at|apenstaartje)[\])] *", "@", value.strip("\"'` ")), flags=re.IGNORECASE)
        raise wrong("email", f"`{value}` is geen e-mailadres", f"`{value}` is no e-mail address", bare if _EMAIL.fullmatch(bare) else "")
    return value


def check_contact(value: str) -> str:
    """Where to tell of a weakness: what RFC 9116 takes.

    contact:
      nl: In security.txt staat een adres waarmee een programma iets kan doen. Het begint dus met mailto:, https:// of tel:.
      en: In security.txt stands an address that a program can do something with. So it begins with mailto:, https:// or tel:.
      fails: |
        # charter.yaml
        publisher: {name: Uitgever, security: {contact: security@example.org, expires: 2030-01-01}}
      passes: |
        # charter.yaml
        publisher: {name: Uitgever, security: {contact: "mailto:security@example.org", expires: 2030-01-01}}
    """
    kind, _, address = value.partition(":")
    good = {"mailto": _EMAIL.fullmatch(address), "https": _is_url(value), "tel": re.fullmatch(r"\+?[\d().-]+", address)}
    if not good.get(kind):
        raise wrong("contact", f"`{value}` moet beginnen met mailto:, https:// of tel:", f"`{value}` must begin with mailto:, https:// or tel:",
                    f"mailto:{value}" if _EMAIL.fullmatch(value) else "")
    return value


def address_behind(text: str) -> str | None:
    """Where a text leads when it is a web or e-mail address, with mailto: before the latter; None for any other text."""
    if _is_url(text):
        return text
    return f"mailto:{text}" if _EMAIL.fullmatch(text) else None


def check_file(value: str) -> str:
    """A bare name: the first half of the path guard; the second is that photos opens no link. In NFC, so that it is one name however typed.

    file-name:
      nl: Een foto staat in de map van de ondertekening zelf, en het veld noemt alleen haar naam. Zo gaat niets stuk als de map verhuist.
      en: A photo stands in the folder of the signing itself, and the field holds its name only. So nothing breaks when the folder moves.
      fails: |
        photos: [{file: Foto/groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}}]
      passes: |
        photos: [{file: groep.jpg, credit: Naam, people: [], alt: {nl: Een foto, en: A photo}}]
    """
    if re.search(r"[/\\\x00-\x1f]", value) or value.startswith("."):
        raise wrong("file-name", f"`{value}` moet de naam zijn van een bestand in dezelfde map",
                    f"`{value}` must be the name of a file in the same folder", re.split(r"[/\\]", value)[-1].lstrip("."))
    return unicodedata.normalize("NFC", value)
