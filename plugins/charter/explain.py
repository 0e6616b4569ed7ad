"""What a rule checks and why, from the docstring of the function that tells of it."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from textwrap import fill
from typing import Any, NamedTuple

from charter.records.parsing import values_of

# Where rules are. A package brings all its modules.
_HOMES = ("charter.records", "charter.model", "charter.checks", "charter.photos", "charter.content", "charter.pictures", "charter.continuity")
_WIDTH = 100
_FORM = re.compile(r"\n\n(?=[a-z0-9-]+:\n  nl: )")


class Explanation(NamedTuple):
    """A rule in words. `fails` and `passes` are pieces of a record, or a sentence between brackets."""

    rule: str
    nl: str
    en: str
    fails: str
    passes: str

    def text(self, lang: str) -> str:
        """For people."""
        wrong, right = ("This goes wrong:", "This is right:") if lang == "en" else ("Zo gaat het fout:", "Zo is het goed:")
        said = self.en if lang == "en" else self.nl
        return f"{self.rule}\n\n{fill(said.strip(), _WIDTH)}\n\n{wrong}\n{_indented(self.fails)}\n\n{right}\n{_indented(self.passes)}"


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in example.strip("\n").split("\n"))


def explanations() -> dict[str, Explanation]:
    """Every rule, by id, in order. Raises ValueError where two docstrings explain one rule."""
    found: dict[str, Explanation] = {}
    for docstring in _docstrings():
        for rule, parts in _read(docstring).items():
            if rule in found:
                raise ValueError(f"{rule} is explained twice")
            found[rule] = Explanation(rule, **parts)
    return dict(sorted(found.items()))


def near(rule: str) -> list[str]:
    """The rules whose ids look like one that does not exist, likeliest first."""
    return difflib.get_close_matches(rule, list(explanations()), 3, 0.5)


def _read(docstring: str) -> dict[str, Any]:
    parts = _FORM.split(docstring, maxsplit=1)
    if len(parts) == 1:
        return {}
    values = values_of(parts[1], [])
    assert isinstance(values, dict)
    return values


def _docstrings() -> Iterator[str]:
    """Of every function and class of the modules where rules are."""
    for module in _modules():
        for item in vars(module).values():
            if getattr(item, "__module__", None) == module.__name__ and (inspect.isroutine(item) or inspect.isclass(item)):
                yield inspect.getdoc(item) or ""


def _modules() -> Iterator[Any]:
    for name in _HOMES:
        home = importlib.import_module(name)
        yield home
        for inner in pkgutil.iter_modules(getattr(home, "__path__", ())):
            yield importlib.import_module(f"{name}.{inner.name}")
