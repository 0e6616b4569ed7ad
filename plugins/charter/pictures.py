"""The photos of a site: which may stand on the web, and the pictures of them that may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from charter import cache, checks, progress, urls
from charter.model.batch import Photo
from charter.model.folder import Records
from charter.pages import OutputFile
from charter.photos import PhotoJob, PhotoRefused, Picture, derivative_file, derive_all, inspect, photo_hash
from charter.plan import Plan
from charter.problems import Problem, ProblemsFound
from charter.published import shows_erased
from charter.state import State

At = tuple[str, str]                                # slug of the batch, file name
Photos = dict[At, tuple[PhotoJob, Picture]]
# What a picture is for, and so which consent it needs besides that for the web.
SCOPE_OF = {"photo": "web", "mail": "newsletter", "square": "social"}


def pictures_of(plan: Plan, records: Records, state: State, only: str | None = None) -> Photos:
    """Every photo that may stand on the web with its pictures, from the cache or made now; `only` those of one batch.

    A picture for newsletters or social media is left out where not everyone allows that. Raises ProblemsFound with all
    that is wrong with any photo.
    """
    hashed, wrong = _jobs(plan, ((slug, photo) for slug, batch in state.batches.items() for _, photo in checks.photos(batch)))
    uses = _uses(hashed, state)
    jobs = {at: job for at, job in hashed.items() if "photo" in uses[job.digest] and only in (None, at[0])}
    made = _made(plan, jobs)
    wrong += [(at, refusal) for at, job in jobs.items() if isinstance(refusal := made[job], PhotoRefused)]
    wrong += _makers_differ(jobs)
    wrong = [(at, refusal) for at, refusal in wrong if only in (None, at[0])]
    if wrong:
        raise ProblemsFound([*records.problems, *(p for at, refusal in wrong for p in _refusals(records, at, refusal))])
    return {at: (job, replace(picture, derivatives=tuple(d for d in picture.derivatives if d.role in uses[job.digest])))
            for at, job in jobs.items() if isinstance(picture := made[job], Picture)}


def _uses(jobs: dict[At, PhotoJob], state: State) -> dict[str, frozenset[str]]:
    """By digest what pictures there may be of a photo: what every record allows that names it, under whatever file name."""
    found: dict[str, frozenset[str]] = {}
    for slug, batch in state.batches.items():
        for where, photo in checks.photos(batch):
            job = jobs.get((slug, photo.file))
            if job:
                erased = shows_erased(state, batch, where, photo)
                allowed = frozenset(role for role, scope in SCOPE_OF.items() if not erased and photo.allows(scope, state.day))
                found[job.digest] = found.get(job.digest, frozenset(SCOPE_OF)) & allowed
    return found


def _made(plan: Plan, jobs: dict[At, PhotoJob]) -> dict[PhotoJob, Picture | PhotoRefused]:
    with progress.stage("Foto's", plan.quiet) as report:
        return derive_all(set(jobs.values()), _kept_in(plan), progress=lambda done, total, source: report(done, total))


def _jobs(plan: Plan, wanted: Iterable[tuple[str, Photo]]) -> tuple[dict[At, PhotoJob], list[tuple[At, PhotoRefused]]]:
    """What to make, by photo, and what cannot even be read. Files that stayed as they were are not hashed again."""
    memo = cache.load(plan.work / "photos.cache", "1") or {}
    before = dict(memo)
    jobs: dict[At, PhotoJob] = {}
    wrong: list[tuple[At, PhotoRefused]] = []
    for slug, photo in wanted:
        source = plan.records / slug / photo.file
        try:
            jobs[slug, photo.file] = PhotoJob(source, photo_hash(source, memo), photo.credit, photo.licence or "", photo.focus)
        except PhotoRefused as refusal:
            wrong.append(((slug, photo.file), refusal))
    if memo != before:
        cache.save(plan.work / "photos.cache", "1", memo)
    return jobs, wrong


def damaged(plan: Plan, records: Records) -> list[Problem]:
    """What only a decoder sees, for a build that stops at other photos: so that all of them are told of in one run."""
    jobs, _ = _jobs(plan, ((slug, photo) for slug, batch in records.batches.items() for _, photo in checks.photos(batch)
                           if _looks_well(plan.records / slug / photo.file)))
    made = _made(plan, jobs)
    return [p for at, job in jobs.items() if isinstance(refusal := made[job], PhotoRefused) for p in _refusals(records, at, refusal)]


def _looks_well(source: Path) -> bool:
    """Whether the rules had nothing to say of it."""
    with suppress(PhotoRefused):
        return bool(inspect(source))
    return False


def _kept_in(plan: Plan) -> Path:
    return plan.work.parent / "photos"


def _makers_differ(jobs: dict[At, PhotoJob]) -> Iterator[tuple[At, PhotoRefused]]:
    """The same photo under another maker's name or licence, which stand in its pictures.

    credit-differs:
      nl: >-
        Eén foto heeft één maker en één licentie; die staan in het bestand zelf. Staat dezelfde foto twee keer in de records, dan met
        dezelfde naam bij credit en dezelfde licence.
      en: >-
        One photo has one maker and one licence; these stand in the file itself. If the same photo is in the records twice, its credit
        and its licence are the same.
      fails: (dezelfde foto staat in twee mappen, met een andere naam bij credit)
      passes: (dezelfde foto heeft overal dezelfde naam bij credit)
    """
    first: dict[str, PhotoJob] = {}
    for at, job in jobs.items():
        one = first.setdefault(job.digest, job)
        if one.credit != job.credit:
            yield at, PhotoRefused("credit-differs", f"{at[1]} staat al op de site als foto van {one.credit}; een foto heeft één maker",
                                   f"{at[1]} is on the site already as a photo by {one.credit}; a photo has one maker")
        elif one.licence != job.licence:
            yield at, PhotoRefused("credit-differs", f"{at[1]} staat al op de site met licentie `{one.licence or '-'}`; een foto heeft één licentie",
                                   f"{at[1]} is on the site already with licence `{one.licence or '-'}`; a photo has one licence")


def _refusals(records: Records, at: At, refusal: PhotoRefused) -> Iterator[Problem]:
    for where, photo in checks.photos(records.batches[at[0]]):
        if photo.file == at[1]:
            yield records.problem(f"{at[0]}/batch.yaml", (*where, "file"), refusal.rule, refusal.nl, refusal.en)


def jpeg_of(plan: Plan, photos: Photos, slug: str, name: str) -> Path:
    """Where a JPEG of a photo lies, large enough for a share card."""
    job, picture = photos[slug, name]
    pages = [d for d in picture.derivatives if (d.role, d.kind) == ("photo", "jpeg")]
    return derivative_file(_kept_in(plan), job, pages[-1])


def square_of(plan: Plan, photos: Photos, slug: str, name: str) -> Path:
    """Where the square of a photo lies that may go on social media."""
    job, picture = photos[slug, name]
    return derivative_file(_kept_in(plan), job, next(d for d in picture.derivatives if d.role == "square"))


def picture_files(plan: Plan, photos: Photos) -> Iterator[OutputFile]:
    """Every derivative as it lies in the cache."""
    cached = _kept_in(plan)
    files = {d.url_path: derivative_file(cached, job, d) for job, picture in photos.values() for d in picture.derivatives}
    for path, file in files.items():
        yield OutputFile(urls.output_file(path), str(file.relative_to(cached)), file.read_bytes)
