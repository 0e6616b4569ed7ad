"""`trajectory what-if RULE=VALUE`: who would be in another state under another rule."""

from __future__ import annotations

import argparse

from trajectory.commands import NOTHING_WRONG, WRONG, arguments, refused, told_of

HELP = "laat zien wie van status zou veranderen bij een andere termijn"
ABOUT = """\
Laat zien wie van status zou veranderen als een regel uit charter.yaml anders was. Er wordt niets veranderd.

REGEL=TERMIJN verandert de termijn (within); met een punt erbij een ander veld: remind, grace, signed_from of after."""
EPILOG = """\
Voorbeelden:
  trajectory what-if plan-2017='4 months'
  trajectory what-if plan-2017.grace='1 month' survey='8 weeks'
  trajectory what-if plan-2017.signed_from=2018-01-01 --as-of 2027-01-01"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("settings", metavar="REGEL=WAARDE", nargs="+", help="zoals plan-2017='4 months'")
    arguments.common(parser)
    arguments.officer(parser)


def run(options: argparse.Namespace) -> int:
    """Prints it."""
    from trajectory.reports import workload
    from trajectory.rows import nothing
    from trajectory.what_if import Refused, flips, supposed
    from trajectory.worklist import of_officer

    work = arguments.opened(options)
    programme = work.sources.records.programme
    try:
        if programme is None:
            raise Refused("charter.yaml is niet te lezen; zie: charter check", "charter.yaml cannot be read; see: charter check")
        rules = supposed(programme, options.settings)
    except Refused as e:
        return refused(*e.said, options.lang)
    found = work.gather(only=of_officer(options.officer), keep=nothing, with_cases=True)
    print(workload.flips_as_text(found, list(flips(found.cases, programme, rules, work.free)), options.settings, options.lang))
    return WRONG if told_of(found, arguments.shown(options), options.lang) else NOTHING_WRONG
