"""`trajectory new BATCH`: begins the trajectories of a ceremony, to fill in."""

from __future__ import annotations

import argparse

from trajectory.commands import NOTHING_WRONG, arguments, refused

HELP = "begint de trajecten van een ondertekening, om in te vullen"
ABOUT = """\
Schrijft voor elke ondertekenaar van wie nog niets wordt bijgehouden een blokje in het interne bestand van de
ondertekening, met alle stappen als regel om in te vullen. Wat er al staat, blijft zoals het is."""
EPILOG = """\
Voorbeeld:
  trajectory new 2026-03-12-utrecht --officer jd"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("batch", metavar="ONDERTEKENING", help="de map van de ondertekening, zoals 2026-03-12-utrecht")
    arguments.common(parser)
    parser.add_argument("--officer", metavar="CODE", help="wie deze ondertekenaars begeleidt, met de code uit officers.yaml")


def run(options: argparse.Namespace) -> int:
    """Writes, and says what."""
    from charter.records import write_anew
    from trajectory.beginning import beginning, reads_back

    work = arguments.opened(options)
    records, internal = work.sources.of(options.batch)
    if options.batch not in records.batches or records.programme is None:
        return refused(f"er is geen leesbare ondertekening {options.batch}; zie: charter check",
                       f"there is no readable signing {options.batch}; see: charter check", options.lang)
    if internal.problems:
        return refused(f"{options.batch}.yaml heeft fouten; los die eerst op, zie: trajectory check",
                       f"{options.batch}.yaml has mistakes; mend these first, see: trajectory check", options.lang)
    kept = internal.trajectories.get(options.batch, {})
    new = [signature for signature in records.batches[options.batch].signatories if signature.id not in kept]
    file = arguments.inside(options) / f"{options.batch}.yaml"
    if not new:
        print({"nl": f"Van iedereen wordt al een traject bijgehouden, in {file}.", "en": f"A trajectory is kept of everyone already, in {file}."}[options.lang])
        return NOTHING_WRONG
    before = file.read_bytes() if file.is_file() else b""
    text = beginning(before.decode("utf-8"), new, records.programme, options.officer)
    after = text.replace("\r\n", "\n").replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()
    if not reads_back(after, {*kept, *(signature.id for signature in new)}):
        return refused(f"achter {file} kan niets worden geschreven zonder dat het stuk gaat; schrijf elk id daar op een eigen regel, vooraan",
                       f"nothing can be written behind {file} without breaking it; write each id there on a line of its own, at its start", options.lang)
    if not file.exists():
        file.touch(mode=0o600)
    write_anew(file, after)
    print({"nl": f"{len(new)} {'traject' if len(new) == 1 else 'trajecten'} begonnen in {file}. Vul daar in wat al gebeurd is.",
           "en": f"{len(new)} {'trajectory' if len(new) == 1 else 'trajectories'} begun in {file}. Fill in there what has happened."}[options.lang])
    return NOTHING_WRONG
