"""Rules over the records: each is a plain function over all of them that yields Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charter.checks.changed import after_erased, change_before_signing, change_twice
from charter.checks.shown import consent, photo_files, photo_words, raw_html
from charter.checks.signed import (
    REQUIRED_SINCE,
    codes_twice,
    incomplete,
    photos,
    signed_again,
    unknown_codes,
    unknown_ids,
)
from charter.model.folder import Records, batch_path
from charter.problems import Problem

__all__ = ["REQUIRED_SINCE", "RULES", "check", "photos"]

RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    signed_again, codes_twice, unknown_codes, unknown_ids, change_before_signing, change_twice, after_erased,
    incomplete, photo_words, photo_files, consent, raw_html)


def check(records: Records) -> list[Problem]:
    """Every problem of every rule, less the warnings that a batch accepts. Needs a programme that could be read."""
    if records.programme is None:
        return []
    found = [problem for rule in RULES for problem in rule(records)]
    accepted = {batch_path(slug): {a.rule for a in batch.accept} for slug, batch in records.batches.items()}
    return [p for p in found if not (p.level == "warning" and p.rule in accepted.get(p.path, ()))]
