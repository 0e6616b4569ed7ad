"""What a record accepts: a warning or a heuristic error that is right as it stands, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from charter.checks.signed import nearest
from charter.model.batch import Accepted
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Problem, Silenced, cut

# Errors that a rule can only suspect.
HEURISTIC = frozenset({"placeholder", "phone-number", "private-email", "weekday", "typed-count", "organisation-twice", "withdrawn-photo"})
_OTHERS = ("person-dimension", "caption-name", "near-name", "near-person", "name-with-id", "erased-person", "withdrawn-person", "long-sentence", "english-missing", "photo-unused",
           "consent-web", "consent-newsletter", "consent-social", "consent-press", "published-lost")
# Accepted where a build looks at the whole site, and there for photos only.
_ELSEWHERE = "published-lost"


def accept(records: Records, problems: Iterable[Problem]) -> tuple[list[Problem], list[Silenced]]:
    """What is left to mend, and what is accepted. An `accept` that silences nothing is a Problem itself.

    accept-unused:
      nl: >-
        Een accept in een record heeft niets om te laten rusten. De tekst is verbeterd of de regel heet anders; haal de accept weg, zodat
        hij later geen echt probleem verbergt. Een fout die geen vermoeden is, kan niet worden geaccepteerd.
      en: >-
        An accept in a record silences nothing. The text was mended or the rule has another name; remove it, so that it hides no
        real problem later. An error that is no suspicion cannot be accepted.
      fails: |
        accept: [{rule: typed-count, because: het gaat om iets anders}]
      passes: |
        accept: []
    """
    wanted = {(batch_path(slug), one.rule): (slug, number, one) for slug, batch in records.batches.items() for number, one in enumerate(batch.accept)}
    left, silenced = [], []
    used = set()
    for problem in problems:
        found = wanted.get((problem.path, problem.rule))
        if found and (problem.level == "warning" or problem.rule in HEURISTIC):
            silenced.append(Silenced(problem, found[2].because))
            used.add((problem.path, problem.rule))
        else:
            left.append(problem)
    return left + [_unused(records, *found) for key, found in wanted.items() if key not in used and found[2].rule != _ELSEWHERE], silenced


def _unused(records: Records, slug: str, number: int, one: Accepted) -> Problem:
    path, where = batch_path(slug), ("accept", number, "rule")
    known = (*HEURISTIC, *_OTHERS)
    near = None if one.rule in known else nearest(records, path, where, one.rule, known)
    return records.problem(path, where, "accept-unused",
                           f"`{cut(one.rule)}` komt hier niet voor of kan niet worden geaccepteerd; haal deze accept weg, of verbeter de code",
                           f"`{cut(one.rule)}` does not occur here or cannot be accepted; remove this accept, or mend the code", level="warning", suggestion=near)
