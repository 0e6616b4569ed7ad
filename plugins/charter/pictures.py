"""The photos of a site: which may stand on the web, and their derivatives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charter import cache, checks, progress, urls
from charter.model.folder import Records
from charter.pages import OutputFile
from charter.photos import PhotoJob, PhotoRefused, Picture, derivative_file, derive_all, photo_hash
from charter.plan import Plan
from charter.problems import Problem, ProblemsFound
from charter.published import shows_erased
from charter.state import State

Photos = dict[tuple[str, str], tuple[PhotoJob, Picture]]       # by (slug, file name)


def pictures_of(plan: Plan, records: Records, state: State) -> Photos:
    """The derivatives of every photo that may stand on the web, from the cache or made now.

    credit-differs:
      nl: Eén foto heeft één maker. Staat dezelfde foto twee keer in de records, dan met dezelfde naam bij credit.
      en: One photo has one maker. If the same photo is in the records twice, its credit is the same.
      fails: (dezelfde foto staat in twee mappen, met een andere naam bij credit)
      passes: (dezelfde foto heeft overal dezelfde naam bij credit)
    """
    memo = cache.load(plan.work / "photos.cache", "1") or {}
    before = dict(memo)
    jobs: dict[tuple[str, str], PhotoJob] = {}
    for slug, batch in state.batches.items():
        for where, photo in checks.photos(batch):
            if photo.allows("web", state.day) and not shows_erased(state, batch, where, photo):
                source = plan.records / slug / photo.file
                jobs[slug, photo.file] = PhotoJob(source, photo_hash(source, memo), photo.credit)
    if memo != before:
        cache.save(plan.work / "photos.cache", "1", memo)
    with progress.stage("Foto's", plan.quiet) as report:
        made = derive_all(set(jobs.values()), plan.work.parent / "photos", progress=lambda done, total, source: report(done, total))
    credits: dict[str, str] = {}
    for (slug, name), job in jobs.items():
        if credits.setdefault(job.digest, job.credit) != job.credit:
            raise ProblemsFound([*records.problems, *_refusals(records, slug, name, PhotoRefused(
                "credit-differs", f"{name} staat al op de site als foto van {credits[job.digest]}; een foto heeft één maker",
                f"{name} is on the site already as a photo by {credits[job.digest]}; a photo has one maker"))])
    refused = [p for (slug, name), job in jobs.items() if isinstance(made[job], PhotoRefused)
               for p in _refusals(records, slug, name, made[job])]
    if refused:
        raise ProblemsFound([*records.problems, *refused])
    return {at: (job, found) for at, job in jobs.items() if isinstance(found := made[job], Picture)}


def _refusals(records: Records, slug: str, name: str, refusal: Any) -> Iterator[Problem]:
    for where, photo in checks.photos(records.batches[slug]):
        if photo.file == name:
            yield records.problem(f"{slug}/batch.yaml", (*where, "file"), refusal.rule, refusal.nl, refusal.en)


def picture_files(plan: Plan, photos: Photos) -> Iterator[OutputFile]:
    """Every derivative as it lies in the cache."""
    cached = plan.work.parent / "photos"
    files = {d.url_path: derivative_file(cached, job.digest, job.credit, d) for job, picture in photos.values() for d in picture.derivatives}
    for path, file in files.items():
        yield OutputFile(urls.output_file(path), str(file.relative_to(cached)), file.read_bytes)
