"""Rules over the records: each is a plain function that yields Problems; its docstring explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

from charter import cache
from charter.checks.accepting import accept
from charter.checks.changed import after_erased, change_before_signing, change_twice
from charter.checks.clock import clock_change
from charter.checks.erased import erased_name
from charter.checks.identity import published_lost
from charter.checks.likeness import near_name
from charter.checks.persons import caption_name, near_person, person_dimension
from charter.checks.private import phone_number, placeholder, private_email
from charter.checks.readable import english_missing, long_sentence
from charter.checks.references import named_signatory, unknown_ids
from charter.checks.shown import consent, photo_files, photo_unused, photo_words, raw_html
from charter.checks.signed import (
    REQUIRED_SINCE,
    codes_twice,
    incomplete,
    photos,
    signed_again,
    unknown_codes,
)
from charter.checks.standing import security_expires
from charter.checks.story import Story
from charter.checks.typed_counts import typed_count
from charter.checks.typed_dates import typed_weekday
from charter.checks.withdrawn import withdrawn_person, withdrawn_photo
from charter.inputs import rules_digest
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Problem, Silenced
from charter.totals import totals_of
from charter.workers import Progress, share_out

__all__ = ["REQUIRED_SINCE", "RULES", "STORY_RULES", "check", "check_all", "photos"]

# Over all records at once.
RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    signed_again, near_name, codes_twice, unknown_codes, unknown_ids, named_signatory, change_before_signing, change_twice, after_erased, erased_name, withdrawn_person, withdrawn_photo, published_lost,
    incomplete, photo_words, photo_files, photo_unused, raw_html, clock_change)
# Over the texts of one batch: what they find is remembered as long as the batch stays the same.
STORY_RULES: tuple[Callable[[Story], Iterator[Problem]], ...] = (
    typed_count, typed_weekday, placeholder, phone_number, private_email, person_dimension, caption_name, near_person,
    long_sentence, english_missing)
ENOUGH = 50         # problems of one rule in one batch; who has to mend more of them begins with these
MANY = 60           # batches; below, forking costs more than it saves


def check(records: Records, today: date | None = None, cached: Path | None = None, progress: Progress | None = None) -> list[Problem]:
    """Every problem of every rule, less what a batch accepts. Needs a programme that could be read.

    `today` is for what expires or has yet to begin; `cached` is a file that remembers what was found in texts, by digest.
    """
    return check_all(records, today, cached, progress)[0]


def check_all(records: Records, today: date | None = None, cached: Path | None = None, progress: Progress | None = None) -> tuple[
        list[Problem], list[Silenced]]:
    """The same, and what was accepted."""
    if records.programme is None:
        return [], []
    found = [problem for rule in RULES for problem in rule(records)]
    found += [*security_expires(records, today), *consent(records, today), *_stories(records, cached, progress)]
    return accept(records, found)


def _stories(records: Records, cached: Path | None, progress: Progress | None) -> list[Problem]:
    """What the texts of all batches say wrongly."""
    assert records.programme
    totals = totals_of(records)
    keys = {slug: (records.digests.get(batch_path(slug)), totals[slug]) for slug in records.batches}
    fingerprint = f"{rules_digest()} {records.digests.get('charter.yaml')}" if cached else ""
    known = (cache.load(cached, fingerprint) or {}) if cached else {}
    new = [slug for slug in records.batches if slug not in known or known[slug][0] != keys[slug]]

    def work(slug: str) -> list[Problem]:
        story = Story(records, slug, totals[slug])
        return [problem for rule in STORY_RULES for problem in islice(rule(story), ENOUGH)]

    made = dict(zip(new, share_out(new, work, MANY, progress), strict=True))
    fresh = {slug: (keys[slug], made[slug] if slug in made else known[slug][1]) for slug in records.batches}
    if cached and (new or len(fresh) != len(known)):
        with suppress(OSError):     # a folder that may only be read
            cache.save(cached, fingerprint, fresh)
    return [problem for _, problems in fresh.values() for problem in problems]
