"""Checks over the internal records and the rules of charter.yaml: a name that leads nowhere, a rule that cannot work.

Every check is a generator of Problems over all records. What depends on the moment is in `contradictions`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from charter.model.changes import erased_ids
from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Bilingual, Problem
from charter.records import Record, Where
from trajectory.cases import Case
from trajectory.internal import FOLDER, OFFICERS, Internal, path_of
from trajectory.steps import ARTICLE, SIGNING, SURVEY, SURVEY_SENT, YEARLY, Done, Trajectory


def problems(records: Records, internal: Internal) -> Iterator[Problem]:
    """Everything that is wrong whatever the moment. Without a readable charter.yaml: only what needs no steps."""
    for check in (*_NAMES, *(_STEPS if records.programme else ())):
        yield from check(records, internal)


def unknown_batch(records: Records, internal: Internal) -> Iterator[Problem]:
    """`unknown-batch`: a file that belongs to no folder with a batch.yaml."""
    for slug in internal.trajectories:
        if batch_path(slug) not in records.digests:
            yield _unknown(internal.records[path_of(slug)], (), "unknown-batch", slug, records.batches,
                           f"er is geen ondertekening met de map `{slug}`",
                           f"there is no signing with the folder `{slug}`")


def unknown_organisation(records: Records, internal: Internal) -> Iterator[Problem]:
    """`unknown-organisation`: an id that did not sign in this batch."""
    for slug, trajectories in internal.trajectories.items():
        if slug not in records.batches:
            continue
        signed = [signature.id for signature in records.batches[slug].signatories]
        for id_ in trajectories.keys() - set(signed):
            yield _unknown(internal.records[path_of(slug)], (id_,), "unknown-organisation", id_, signed,
                           f"`{id_}` heeft niet ondertekend in `{slug}`", f"`{id_}` did not sign in `{slug}`")


def unknown_officer(records: Records, internal: Internal) -> Iterator[Problem]:
    """`unknown-officer`: a code that officers.yaml does not have; one problem when there is no such file at all."""
    if internal.officers is None:
        return
    uses = [use for slug, id_, trajectory in _every(internal) for use in _officers(slug, id_, trajectory)]
    if uses and f"{FOLDER}/{OFFICERS}" not in internal.records:
        yield Problem(f"{FOLDER}/{OFFICERS}", 1, 1, "error", "file-missing", Bilingual(
            "dit bestand ontbreekt; zet er per code een regel in: `jd: {name: ..., email: ...}`",
            "this file is missing; write a line for every code: `jd: {name: ..., email: ...}`"))
        return
    for slug, where, code in uses:
        if code not in internal.officers:
            yield _unknown(internal.records[path_of(slug)], where, "unknown-officer", code, internal.officers,
                           f"`{code}` staat niet in {OFFICERS}", f"`{code}` is not in {OFFICERS}")


def _officers(slug: str, id_: str, trajectory: Trajectory) -> Iterator[tuple[str, Where, str]]:
    """Where officers are named: (slug, place in the file, code)."""
    if trajectory.officer:
        yield slug, (id_, "officer"), trajectory.officer
    yield from ((slug, (id_, "pauses", n, "by"), pause.by) for n, pause in enumerate(trajectory.pauses))
    yield from ((slug, (id_, "extensions", n, "by"), more.by) for n, more in enumerate(trajectory.extensions))


def unknown_step(records: Records, internal: Internal) -> Iterator[Problem]:
    """`unknown-step`: a step that charter.yaml does not have."""
    known = {step.id for step in records.programme.trajectory.steps}  # type: ignore[union-attr]
    for slug, id_, trajectory in _every(internal):
        typed = (step for step in trajectory.steps if step != SURVEY_SENT)      # which survey_list reports
        named: list[tuple[Where, str]] = [((id_, "steps", step), step) for step in typed]
        named += [((id_, "not_applicable", step), step) for step in trajectory.not_applicable]
        named += [((id_, "extensions", n, "step"), more.step) for n, more in enumerate(trajectory.extensions)]
        for where, step in named:
            if step not in known:
                yield _unknown(internal.records[path_of(slug)], where, "unknown-step", step, known,
                               f"`{step}` is geen stap uit charter.yaml", f"`{step}` is no step of charter.yaml")


def survey_list(records: Records, internal: Internal) -> Iterator[Problem]:
    """`survey-list`: the survey is a list by year, with `sent` in it; no other step is a list."""
    for slug, id_, trajectory in _every(internal):
        for step, event in trajectory.steps.items():
            is_list = not isinstance(event, Done)
            if step == SURVEY_SENT or is_list != (step == SURVEY):
                nl, en = _SURVEY_FORM if step in YEARLY else _ONE_DATE
                yield internal.records[path_of(slug)].problem(
                    (id_, "steps", step), "survey-list", f"`{step}`: {nl}", f"`{step}`: {en}")


_SURVEY_FORM = ("schrijf de monitor per jaar, als `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`",
                "write the survey by year, as `survey: [{year: 1, sent: 2027-09-01, received: 2027-09-20}]`")
_ONE_DATE = ("deze stap komt niet elk jaar terug; geef één datum", "this step does not come back; give one date")


def rule_step(records: Records, internal: Internal) -> Iterator[Problem]:
    """`rule-step`: a rule about, or counted from, a step that does not exist.

    What the public record proves can be counted from, whether it is listed as a step or not.
    """
    plan = records.programme.trajectory  # type: ignore[union-attr]
    steps = {step.id for step in plan.steps}
    for n, rule in enumerate(plan.rules):
        for part, step, known in (("step", rule.step, steps), ("after", rule.after, steps | {SIGNING, ARTICLE})):
            if step not in known:
                where = ("trajectory", "rules", n, part)
                yield _unknown(records.record("charter.yaml"), where, "rule-step", step, known,
                               f"regel `{rule.id}`: `{step}` is geen stap", f"rule `{rule.id}`: `{step}` is no step")


def rule_yearly(records: Records, internal: Internal) -> Iterator[Problem]:
    """`rule-yearly`: only the survey comes back, for only its dates are kept by year."""
    for n, rule in enumerate(records.programme.trajectory.rules):  # type: ignore[union-attr]
        if (rule.repeats or rule.after in YEARLY) and rule.step not in YEARLY:
            yield records.problem("charter.yaml", ("trajectory", "rules", n), "rule-yearly",
                                  f"regel `{rule.id}`: alleen {SURVEY_SENT} en {SURVEY} komen elk jaar terug",
                                  f"rule `{rule.id}`: only {SURVEY_SENT} and {SURVEY} come back every year")


def rule_twice(records: Records, internal: Internal) -> Iterator[Problem]:
    """`rule-twice`: two rules for one step from one day, so that neither can be chosen."""
    seen: dict[tuple, str] = {}
    for n, rule in enumerate(records.programme.trajectory.rules):  # type: ignore[union-attr]
        key = (rule.step, rule.signed_from)
        if key in seen:
            yield records.problem(
                "charter.yaml", ("trajectory", "rules", n), "rule-twice",
                f"regel `{rule.id}` geldt vanaf dezelfde dag als `{seen[key]}`; geef elke een eigen signed_from",
                f"rule `{rule.id}` holds from the same day as `{seen[key]}`; give each its own signed_from")
        seen.setdefault(key, rule.id)


def about_case(case: Case, records: Records, internal: Internal) -> Iterator[Problem]:
    """What is wrong about one signature at its moment."""
    yield from trajectory_missing(case, records)
    yield from erased_kept(case, records, internal)


def trajectory_missing(case: Case, records: Records) -> Iterator[Problem]:
    """`trajectory-missing`: a signature of which nothing is kept, unless it left or is older than complete records."""
    since = records.programme.complete_since if records.programme else None
    if case.trajectory is None and not case.left_on and case.signed_on >= (since or date.min):
        yield records.problem(
            case.batch_file, ("signatories", case.number), "trajectory-missing",
            f"van `{case.id}` is geen traject bijgehouden; begin met: trajectory new {case.slug}",
            f"no trajectory is kept of `{case.id}`; begin with: trajectory new {case.slug}", level="warning")


def erased_kept(case: Case, records: Records, internal: Internal) -> Iterator[Problem]:
    """`erased-kept`: who had the details removed still has a trajectory here."""
    if case.trajectory is not None and case.left_on and case.id in erased_ids(records.changes):
        yield internal.records[case.file].problem(
            (case.id,), "erased-kept",
            f"`{case.id}` liet de gegevens verwijderen; haal ook dit traject weg, en uit eerdere versies van dit bestand",
            f"`{case.id}` had its details removed; remove this trajectory too, and from earlier versions of this file",
            level="warning")


def extension_without_rule(records: Records, internal: Internal) -> Iterator[Problem]:
    """`extension-without-rule`: more time for a step for which there is no deadline changes nothing."""
    ruled = {rule.step for rule in records.programme.trajectory.rules}  # type: ignore[union-attr]
    known = {step.id for step in records.programme.trajectory.steps}  # type: ignore[union-attr]
    for slug, id_, trajectory in _every(internal):
        for n, more in enumerate(trajectory.extensions):
            if more.step in known and more.step not in ruled:
                yield internal.records[path_of(slug)].problem(
                    (id_, "extensions", n, "step"), "extension-without-rule",
                    f"voor `{more.step}` geldt geen termijn, dus uitstel doet niets",
                    f"`{more.step}` has no deadline, so more time for it does nothing", level="warning")


COMPARED, FEW = 300, 5      # names that a slip is compared with; names that are all listed

Check = Callable[[Records, Internal], Iterator[Problem]]
_NAMES: tuple[Check, ...] = (unknown_batch, unknown_organisation, unknown_officer)
_STEPS: tuple[Check, ...] = (unknown_step, survey_list, extension_without_rule, rule_step, rule_yearly, rule_twice)


def _every(internal: Internal) -> Iterator[tuple[str, str, Trajectory]]:
    for slug, trajectories in internal.trajectories.items():
        for id_, trajectory in trajectories.items():
            yield slug, id_, trajectory


def _unknown(record: Record, where: Where, rule: str, read: str, known: Iterable[str], nl: str, en: str) -> Problem:
    """With the nearest name that does exist, and the line to write instead."""
    names = sorted(known)
    alike = [name for name in names if read.casefold() in name.casefold() or name.casefold() in read.casefold()]
    # To compare with thousands, for each of thousands, would take minutes.
    near = alike[:1] if len(alike) == 1 else difflib.get_close_matches(read, names, 1) if len(names) <= COMPARED else []
    line = record.line(record.mark(where)[0])
    suggestion = line.replace(read, near[0], 1) if near and line.count(read) == 1 else None
    few = ", ".join(names) if 0 < len(names) <= FEW else ""
    hint = ((f"; bedoelt u `{near[0]}`?", f"; did you mean `{near[0]}`?") if near
            else (f"; er zijn: {few}", f"; there are: {few}") if few else ("", ""))
    return record.problem(where, rule, nl + hint[0], en + hint[1], suggestion=suggestion)
