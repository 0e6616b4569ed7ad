"""`trajectory checklist`: how far one ceremony is, step by step, also before it is held."""

from __future__ import annotations

import argparse

from trajectory.commands import NOTHING_WRONG, arguments, refused

HELP = "laat per stap zien hoever een ondertekening is, ook als zij nog moet komen"
ABOUT = """\
Laat van één ondertekening per stap zien bij wie hij nog niet gedaan is. Zonder naam: de eerste die nog komt, en anders de
laatste die er was."""
EPILOG = """\
Voorbeelden:
  trajectory checklist
  trajectory checklist 2026-03-12-utrecht"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("batch", metavar="ONDERTEKENING", nargs="?", help="de map van de ondertekening, zoals 2026-03-12-utrecht")
    arguments.common(parser)


def run(options: argparse.Namespace) -> int:
    """Prints it."""
    from trajectory.reports.checklist import as_checklist
    from trajectory.rows import nothing

    work = arguments.opened(options)
    slugs = None if options.batch is None else [options.batch]
    found = work.gather(slugs=slugs, upcoming=True, keep=nothing, with_cases=True)
    if not found.cases:
        return refused(f"er is geen ondertekening {options.batch or ''}".rstrip(), f"there is no signing {options.batch or ''}".rstrip(), options.lang)
    coming = [case for case in found.cases if case.signed_on >= found.today]
    nearest = min(coming, key=lambda case: (case.signed_on, case.slug)) if coming else max(found.cases, key=lambda case: (case.signed_on, case.slug))
    one = work.gather(slugs=[nearest.slug], upcoming=True)
    print(as_checklist(one, options.lang))
    return NOTHING_WRONG
