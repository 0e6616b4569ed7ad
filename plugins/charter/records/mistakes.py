"""What people write that is read otherwise: a function a rule, named as the rule, that says it over what was read."""

from __future__ import annotations

from collections.abc import Callable

from charter.problems import Bilingual

Mistake = Callable[[str], Bilingual]


def rule_of(mistake: Mistake) -> str:
    """The id of a rule: the name of its function, with hyphens."""
    return mistake.__name__.replace("_", "-")


def about(mistake: Mistake, read: str) -> Bilingual:
    """The sentences over what was read, cut to a length that fits a line."""
    return mistake(" ".join((read if len(read) <= 60 else f"{read[:59]}…").split()))


def tab(read: str) -> Bilingual:
    """A tab where spaces belong.

    tab:
      nl: Een tab ziet er op elke computer anders uit, dus wat waarbij hoort is niet te zien. Gebruik spaties.
      en: A tab looks different on every computer, so what belongs where cannot be seen. Use spaces.
      fails: "place:\\tUtrecht"
      passes: |
        place: Utrecht
    """
    return Bilingual("hier staat een tab; gebruik spaties", "there is a tab here; use spaces")


def hidden_sign(read: str) -> Bilingual:
    """A sign that nobody sees.

    hidden-sign:
      nl: Een teken zonder breedte of een besturingsteken komt mee bij plakken. Niemand ziet het, maar feeds en zoeken gaan erop stuk.
      en: A sign without width, or a control, comes along when pasting. Nobody sees it, but feeds and search break on it.
      fails: "place: Utr\\u200Becht"
      passes: |
        place: Utrecht
    """
    return Bilingual(f"hier staat een onzichtbaar teken ({read}); haal het weg", f"there is an invisible sign here ({read}); remove it")


def hard_space(read: str) -> Bilingual:
    """A no-break space where a space belongs.

    hard-space:
      nl: Een harde spatie (uit Word of een webpagina) lijkt op een spatie, maar telt hier niet zo. In een tekst mag zij wel.
      en: A no-break space (from Word or a web page) looks like a space but does not count as one here. In a text it is fine.
      fails: "place:\\u00A0Utrecht"
      passes: |
        place: Utrecht
    """
    return Bilingual("hier staat een harde spatie; gebruik een gewone spatie", "there is a no-break space here; use an ordinary space")


def quotes(read: str) -> Bilingual:
    """A quotation mark at the start that does not enclose the whole.

    quotes:
      nl: Wat met een aanhalingsteken begint, wordt gelezen tot het volgende. Een naam als 's-Hertogenbosch staat daarom tussen dubbele.
      en: What begins with a quotation mark is read up to the next one. A name such as 's-Hertogenbosch stands between double ones.
      fails: |
        place: 's-Hertogenbosch
      passes: |
        place: "'s-Hertogenbosch"
    """
    return Bilingual(
        f"`{read}` begint met een aanhalingsteken dat niet om het geheel staat; zet om het geheel dubbele aanhalingstekens",
        f"`{read}` begins with a quotation mark that does not enclose the whole; put double quotes around the whole")


def curly_quotes(read: str) -> Bilingual:
    """Curly quotes around a value.

    curly-quotes:
      nl: Word maakt van rechte aanhalingstekens gekrulde. Die worden hier gelezen als deel van de tekst.
      en: Word turns straight quotes into curly ones. Here these are read as part of the text.
      fails: |
        place: “Utrecht”
      passes: |
        place: "Utrecht"
    """
    return Bilingual(f"`{read}` staat tussen gekrulde aanhalingstekens; gebruik rechte", f"`{read}` stands between curly quotes; use straight ones")


def escape(read: str) -> Bilingual:
    r"""A backslash between double quotes.

    escape:
      nl: Tussen dubbele aanhalingstekens begint een \ een bijzonder teken. Bedoelt u de \ zelf, schrijf hem dan twee keer.
      en: Between double quotes a \ begins a special sign. If you mean the \ itself, write it twice.
      fails: |
        place: "Utrecht\Oost"
      passes: |
        place: "Utrecht\\Oost"
    """
    return Bilingual(f"in `{read}` staat een \\ tussen dubbele aanhalingstekens; schrijf \\\\", f"`{read}` holds a \\ between double quotes; write \\\\")


def yaml_sign(read: str) -> Bilingual:
    """A sign at the start that means something else.

    yaml-sign:
      nl: De tekens & @ * % ! | > [ { en ` hebben aan het begin van een waarde een eigen betekenis. Tussen aanhalingstekens niet.
      en: The signs & @ * % ! | > [ { and ` have a meaning of their own at the start of a value. Between quotes they have none.
      fails: |
        place: & Co
      passes: |
        place: "& Co"
    """
    return Bilingual(f"`{read}` begint met een teken dat hier iets anders betekent; zet het tussen aanhalingstekens",
                     f"`{read}` begins with a sign that means something else here; put it between quotes")


def yaml_mark(read: str) -> Bilingual:
    """A mark in front of fields or a list, or instead of them.

    yaml-mark:
      nl: Een teken als &x, *x, !x of << verwijst naar een andere plek. Wat er staat moet op de plek zelf staan, dus verwijzingen mogen niet.
      en: A mark such as &x, *x, !x or << points at another place. What counts must stand where it is, so there are no references.
      fails: |
        title: &kop {nl: Welkom}
      passes: |
        title: {nl: Welkom}
    """
    return Bilingual(f"`{read}` verwijst naar een andere plek, en dat kan hier niet; haal het weg", f"`{read}` points at another place, which is not possible here; remove it")
