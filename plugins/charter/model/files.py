"""What may be wrong with a file or a folder before anything of it is read: a function a rule, named as the rule."""

from __future__ import annotations

from charter.problems import Bilingual, Problem
from charter.slugs import slugged


def no_file(path: str, nl: str, en: str) -> Problem:
    """Something else than an ordinary file or folder.

    no-file:
      nl: Een verwijzing kan naar elk bestand van de computer wijzen. Daarom telt hier alleen een gewoon bestand in een gewone map.
      en: A link may lead to any file of the computer. So only an ordinary file in an ordinary folder counts here.
      fails: (batch.yaml is een snelkoppeling)
      passes: (batch.yaml is een gewoon bestand)
    """
    return _at_file(path, "no-file", nl, en)


def file_missing(path: str) -> Problem:
    """A file that must be there.

    file-missing:
      nl: Zonder charter.yaml is niet bekend van welk programma de ondertekeningen zijn.
      en: Without charter.yaml nobody knows of which programme the signings are.
      fails: (in de map staat geen charter.yaml)
      passes: (in de map staat een charter.yaml)
    """
    return _at_file(path, "file-missing", "dit bestand ontbreekt; kies de goede map met --records",
                    "this file is missing; choose the right folder with --records")


def file_closed(path: str, why: str) -> Problem:
    """A file that cannot be opened.

    file-closed:
      nl: Het bestand is er wel, maar deze computer mag of kan het niet openen. Dan zou er ongemerkt een ondertekening ontbreken.
      en: The file is there, but this computer may not or cannot open it. A signing would be missing without a word.
      fails: (batch.yaml mag niet worden gelezen)
      passes: (batch.yaml mag worden gelezen)
    """
    return _at_file(path, "file-closed", f"dit bestand kan niet worden gelezen; kijk of u het mag openen ({why})",
                    f"this file cannot be read; see whether you may open it ({why})")


def slug(path: str, name: str) -> Problem:
    """A folder whose name cannot be an address.

    slug:
      nl: De naam van de map wordt het webadres van het nieuwsbericht en verandert nooit. Daarom alleen kleine letters zonder accent, cijfers en streepjes.
      en: The name of the folder becomes the web address of the news item and never changes. So only lower-case letters without accents, digits and hyphens.
      fails: (de map heet `2026-03-12 Utrecht`)
      passes: (de map heet `2026-03-12-utrecht`)
    """
    meant = slugged(name.encode("utf-8", "ignore").decode())      # names of files may hold half characters
    nl, en = (f"; noem haar `{meant}`", f"; call it `{meant}`") if meant and meant != name else ("", "")
    return _at_file(path, "slug", f"de map `{name}` wordt een webadres: gebruik alleen kleine letters zonder accent, cijfers en streepjes{nl}",
                    f"the folder `{name}` becomes a web address: use only lower-case letters without accents, digits and hyphens{en}")


def no_record(path: str, nl: str, en: str) -> Problem:
    """Something that looks like a record but is not read.

    no-record:
      nl: Een slip in de naam van een bestand mag geen ondertekening laten verdwijnen. Alleen charter.yaml, changes.yaml en een batch.yaml per map worden gelezen.
      en: A slip in the name of a file must not make a signing vanish. Only charter.yaml, changes.yaml and one batch.yaml a folder are read.
      fails: (in een map heet het record `bach.yaml`)
      passes: (in een map heet het record `batch.yaml`)
    """
    return _at_file(path, "no-record", nl, en, "warning")


def record_misnamed(path: str, name: str) -> Problem:
    """The same of a record under another name, which would take a ceremony off the site."""
    return _at_file(path, "no-record", f"dit record heet `{name}` en wordt zo niet gelezen; noem het batch.yaml",
                    f"this record is called `{name}` and is not read so; call it batch.yaml")


def _at_file(path: str, rule: str, nl: str, en: str, level: str = "error") -> Problem:
    return Problem(path, 1, 1, level, rule, Bilingual(nl, en))
