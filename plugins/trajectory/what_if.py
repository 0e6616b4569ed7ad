"""Who would be in another state under other rules. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import NamedTuple

from pydantic import ValidationError

from charter.model.programme import Programme, Rule
from charter.problems import Bilingual
from trajectory.cases import Case
from trajectory.free_days import FreeDays
from trajectory.rows import Row, case_rows
from trajectory.rules import rules_on

# From good to bad.
BADNESS = {"done": 0, "not_applicable": 0, "paused": 1, "open": 1, "due_soon": 2, "due": 3, "grace": 4, "late": 5, "contradictory": 6}
FIELDS = ("within", "remind", "grace", "signed_from", "after")


class Refused(Exception):
    """A supposition that cannot be made; `said` says why."""

    def __init__(self, nl: str, en: str):
        self.said = Bilingual(nl, en)
        super().__init__(nl)


class Flip(NamedTuple):
    """A step before and after; None when it is listed in only one of the two."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """Either, for what both share."""
        found = self.after or self.before
        assert found
        return found

    @property
    def is_flip(self) -> bool:
        """Whether the state is another, and not the date alone."""
        return self.before is None or self.after is None or self.before.state != self.after.state

    @property
    def change(self) -> int:
        """Positive is worse, negative is better."""
        return _badness(self.after) - _badness(self.before)


def _badness(row: Row | None) -> int:
    return BADNESS[row.state] if row else BADNESS["open"]


def supposed(programme: Programme, settings: Iterable[str]) -> tuple[Rule, ...]:
    """The rules with RULE=VALUE, or RULE.FIELD=VALUE, in place; without a value a field is left out. Raises Refused."""
    rules = {rule.id: rule for rule in programme.trajectory.rules}
    known = [step.id for step in programme.trajectory.steps]
    for setting in settings:
        left, is_set, value = setting.partition("=")
        name, _, field = left.strip().partition(".")
        field = field or "within"
        if not is_set or name not in rules:
            raise Refused(f"`{setting}`: schrijf REGEL=TERMIJN, met een regel uit charter.yaml: {', '.join(rules)}",
                          f"`{setting}`: write RULE=PERIOD, with a rule of charter.yaml: {', '.join(rules)}")
        if not value.strip() and field in ("within", "after"):
            raise Refused(f"`{setting}`: achter het isgelijkteken ontbreekt een waarde, zoals 4 months",
                          f"`{setting}`: a value is missing behind the equals sign, such as 4 months")
        if field not in FIELDS:
            raise Refused(f"`{field}` is hier niet te veranderen; wel: {', '.join(FIELDS)}",
                          f"`{field}` cannot be changed here; these can: {', '.join(FIELDS)}")
        if field == "after" and value.strip() not in known:
            raise Refused(f"`{value.strip()}` is geen stap; er zijn: {', '.join(known)}", f"`{value.strip()}` is no step; there are: {', '.join(known)}")
        rules[name] = _with(rules[name], field, value.strip())
    return tuple(rules.values())


def _with(rule: Rule, field: str, value: str) -> Rule:
    values = {each.name: getattr(rule, each.name) for each in fields(rule)} | {field: value or None}
    values["signed_from"] = str(values["signed_from"]) if values["signed_from"] else None      # dates come in as text
    try:
        return Rule(**values)
    except ValidationError as e:
        said = e.errors()[0].get("ctx", {})
        raise Refused(*(f"`{value}`: {said.get(lang, e.errors()[0]['msg'])}" for lang in ("nl", "en"))) from None


def flips(cases: Iterable[Case], programme: Programme, rules: tuple[Rule, ...], free: FreeDays) -> Iterator[Flip]:
    """Every step with another state or deadline; `signing` and what was typed stay as they are."""
    for case in cases:
        other = replace(case, rules=rules_on(rules, case.signed_on))
        steps = programme.trajectory.steps
        before = {row[1:3]: row for row in case_rows(case, steps, free)}
        after = {row[1:3]: row for row in case_rows(other, steps, free)}
        for key in [*before, *(key for key in after if key not in before)]:
            old, new = before.get(key), after.get(key)
            if old is None or new is None or (old.state, old.due) != (new.state, new.due):
                yield Flip(old, new)
