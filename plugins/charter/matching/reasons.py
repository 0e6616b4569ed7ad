"""Why a photo may belong to somebody, in words: of its caption, and of its name."""

from __future__ import annotations

from charter.language import join_names
from charter.matching.names import EXACT, WHOLE, Fit
from charter.problems import Bilingual, cut


def caption_names(names: list[str]) -> Bilingual:
    """Three names at most."""
    shown = [cut(name) for name in names[:3]]
    nl, en = (f" en nog {len(names) - 3}", f" and {len(names) - 3} more") if len(names) > 3 else ("", "")
    return Bilingual(f"bijschrift noemt {', '.join(shown) if nl else join_names(shown, 'nl')}{nl}",
                     f"the caption names {', '.join(shown) if en else join_names(shown, 'en')}{en}")


def file_is_of(fit: Fit) -> Bilingual:
    """That the name of the file is that of somebody, holds it or looks like it."""
    name = cut(fit.named.text)
    if fit.kind == EXACT and not fit.named.person:
        return Bilingual("naam van het bestand is die van de organisatie", "the file's name is that of the organisation")
    nl, en = {EXACT: ("is", "is"), WHOLE: ("bevat", "holds")}.get(fit.kind, ("lijkt op", "looks like"))
    behind = Bilingual(", die tekende", ", who signed") if fit.named.person else Bilingual("", "")
    return Bilingual(f"naam van het bestand {nl} {name}{behind.nl}", f"the file's name {en} {name}{behind.en}")


def both(one: Bilingual, other: Bilingual) -> Bilingual:
    """Two that contradict each other."""
    return Bilingual(f"{one.nl}, maar {other.nl}", f"{one.en}, but {other.en}")


def subject_said(of_file: str, subject: str) -> Bilingual:
    """What a photo of the signing shows; `of_file` is what the name of the file says, else it was the caption."""
    word = {"group": Bilingual("een groepsfoto", "a group photo"), "signing": Bilingual("de ondertekening", "the signing")}[subject]
    if of_file == subject:
        return Bilingual(f"naam van het bestand noemt {word.nl}", f"the file's name says {word.en}")
    return Bilingual(f"bijschrift noemt {word.nl}", f"the caption says {word.en}")
