"""`charter check`: every problem of every record, and what records accept."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import date
from pathlib import Path

from charter import cache, inputs, problems, progress
from charter.commands import WRONG_USE, arguments
from charter.commands.showing import show

HELP = "Kijkt alle records na en noemt elk probleem met bestand en regel, en wat u met accept liet staan."
Checked = tuple[tuple[problems.Problem, ...], tuple[problems.Silenced, ...]]


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    parser.add_argument("--content", type=Path, metavar="MAP", help="kijk ook de geschreven pagina's in deze map na")
    parser.add_argument("--as-of", type=arguments.moment, metavar="MOMENT", help="doe alsof het dit moment is, voor wat verloopt: 2026-03-12")
    arguments.report(parser)


def run(options: argparse.Namespace) -> int:
    """Prints what is wrong; with nothing changed since the last time, what was found then."""
    if arguments.folder_missing(options):
        return WRONG_USE
    today = _today(options)
    # Beside the records, as the caches of a build stand beside the output.
    kept = options.records.absolute().parent / ".charter" / f"check-{options.records.absolute().name}"
    key = f"{inputs.rules_digest()} {inputs.data_digest(options.records, options.content)} {today}"
    checked = cache.load(kept / "result.cache", key)
    if not isinstance(checked, tuple):
        checked = _checked(options, kept, today)
        with suppress(OSError):     # a folder that may only be read
            cache.save(kept / "result.cache", key, checked)
    found, accepted = checked
    exit_code = show(found, options)
    if accepted and options.format == "text":
        print(problems.accepted_as_text(accepted, options.lang, f"{options.records.as_posix()}/"))
    return exit_code


def _today(options: argparse.Namespace) -> date:
    from charter.moment import moment_of, now_in
    from charter.plan import timezone_of
    return (moment_of(options.as_of) if options.as_of else now_in(timezone_of(options.records))).date()


def _checked(options: argparse.Namespace, kept: Path, today: date) -> Checked:
    from charter.checks import check_all
    from charter.checks.identity import published_hidden
    from charter.content import read_pages
    from charter.model.folder import load, remember
    with progress.stage("Records", quiet=not progress.watched()) as report:
        records = load(options.records, kept / "records.cache", report)
    with progress.stage("Regels", quiet=not progress.watched()) as report:
        found, accepted = check_all(records, today, kept / "texts.cache", report)
    found += [*records.problems, *published_hidden(records, today)]
    if options.content:
        found += read_pages(options.content, options.records, list(records.batches), lambda source, body: "")[1]
    with suppress(OSError):
        remember(records)
    return problems.sorted_problems(found), tuple(sorted(accepted))
