"""`trajectory why ID`: every step of a signatory, with the rule, the dates, the arithmetic, and where each stands."""

from __future__ import annotations

import argparse
import difflib

from trajectory.commands import NOTHING_WRONG, arguments, refused

HELP = "legt van een ondertekenaar elke stap uit: welke regel, welke datums, welke berekening"
ABOUT = """\
Legt van één ondertekenaar elke stap uit: welke regel geldt, welke datums erin gingen, hoe de termijn is berekend, en in
welk bestand en op welke regel dat staat. Ook van een ondertekening die nog moet komen."""
EPILOG = """\
Voorbeelden:
  trajectory why gemeente-voorbeeld
  trajectory why gemeente-voorbeeld plan
  trajectory why gemeente-voorbeeld --as-of 2027-01-01 --lang en"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("id", metavar="ID", help="het id van de ondertekenaar")
    parser.add_argument("step", metavar="STAP", nargs="?", help="alleen deze stap, zoals plan")
    arguments.common(parser)


def run(options: argparse.Namespace) -> int:
    """Prints it."""
    from trajectory.reports.reasons import as_reasons

    work = arguments.opened(options)
    found = work.gather(only=lambda case: case.id == options.id, upcoming=True)
    steps = [step.id for step in found.programme.trajectory.steps] if found.programme else []
    if not found.rows:
        return _unknown(options, options.id, _ids(work), "ondertekenaar", "signatory")
    if options.step and options.step not in steps:
        return _unknown(options, options.step, steps, "stap", "step")
    print(as_reasons(found, work.sources, options.lang, arguments.shown(options), options.step))
    return NOTHING_WRONG


def _ids(work: arguments.Opened) -> list[str]:
    from trajectory.rows import nothing
    found = work.gather(upcoming=True, keep=nothing, with_cases=True)
    return sorted({case.id for case in found.cases})


def _unknown(options: argparse.Namespace, asked: str, known: list[str], nl: str, en: str) -> int:
    near = ", ".join([name for name in known if asked in name][:5] or difflib.get_close_matches(asked, known, 3))
    hint = ("; bedoelt u: ", "; did you mean: ") if near else ("", "")
    return refused(f"er is hier geen {nl} `{asked}`{hint[0]}{near}", f"there is no {en} `{asked}` here{hint[1]}{near}", options.lang)
