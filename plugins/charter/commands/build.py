"""`charter build`: makes the site, by the same way as plain `pelican`."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path
from typing import Any

from charter import problems
from charter.commands import OK, PROBLEMS, WRONG_USE, arguments
from charter.commands.showing import show

HELP = "Bouwt de site. Zijn er problemen, dan blijft de oude site onaangeroerd."
SETTINGS = arguments.ROOT / "pelicanconf.py"


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    arguments.site(parser)
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="MAP", help="waar de site komt (standaard: output)")
    parser.add_argument("--as-of", type=arguments.moment, metavar="MOMENT",
                        help="bouw zoals het was of wordt op dit moment: 2026-03-12 (einde van de dag) of '2026-03-12 16:00'")
    parser.add_argument("--preview", action="store_true", help="toon ook wat nog niet gepubliceerd is, gemarkeerd als voorbeeld")
    parser.add_argument("--quiet", action="store_true", help="geen voortgang en geen samenvatting")
    arguments.report(parser)


def settings(options: argparse.Namespace) -> dict[str, Any]:
    """What differs from pelicanconf.py."""
    # Absolute: Pelican would take them from the folder of its settings.
    found: dict[str, Any] = {"CHARTER_RECORDS": str(options.records.absolute()), "OUTPUT_PATH": str(options.output.absolute()),
                             "CHARTER_PREVIEW": options.preview, "CHARTER_QUIET": options.quiet, "CHARTER_SUMMARY": []}
    if options.as_of:
        found["CHARTER_AS_OF"] = options.as_of
    if options.base_url:
        found["SITEURL"] = options.base_url
    if options.content:
        found["PATH"] = str(options.content.absolute())
    return found


def run(options: argparse.Namespace) -> int:
    """Makes the site, or says why not."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.plan import PluginsMissing, plan_of
    from charter.staging import Busy, NotOurs
    from charter.stamp import unchanged
    asked = settings(options)
    try:
        plan = plan_of(runpy.run_path(str(SETTINGS)) | asked)
    except ValueError as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    summary = unchanged(plan)
    if summary is None:
        try:
            # Taken before anything is read: what changes meanwhile is seen by the next build.
            summary = _with_pelican(asked | {"CHARTER_DIGEST": plan.digest})
        except problems.ProblemsFound as e:
            return show(e.problems, options) or PROBLEMS
        except (Busy, NotOurs, PluginsMissing) as e:
            print(_REFUSALS[type(e).__name__][options.lang].format(e), file=sys.stderr)
            return WRONG_USE
        except PermissionError as e:
            print({"nl": f"{e.filename} mag niet worden geschreven of gelezen. Kies een andere map of vraag om rechten.",
                   "en": f"{e.filename} may not be written or read. Choose another folder or ask for permission."}[options.lang], file=sys.stderr)
            return WRONG_USE
    exit_code = OK
    if summary.warnings or options.format != "text":
        exit_code = show(problems.sorted_problems(summary.warnings), options)
    if not options.quiet:
        print(summary.line(options.lang, options.output), file=sys.stderr)
    return exit_code


_REFUSALS = {
    "Busy": {"nl": "Er loopt al een build naar {}. Wacht tot die klaar is en geef de opdracht opnieuw.",
             "en": "Another build is writing {}. Wait until it is done and give the command again."},
    "PluginsMissing": {"nl": "Dit deel kon niet worden geladen: {}. Zonder dat wordt er niets gebouwd; hierboven staat waarom.",
                       "en": "This part could not be loaded: {}. Without it nothing is built; the reason stands above."},
    "NotOurs": {"nl": "In {} staan bestanden die niet door charter zijn gemaakt; ze zouden kunnen verdwijnen. "
                      "Kies met --output een lege map.",
                "en": "{} holds files that charter did not make; they could get lost. Choose an empty folder with --output."},
}


def _with_pelican(asked: dict[str, Any]) -> Any:
    """The same as plain `pelican` in the root, with other settings."""
    from pelican import Pelican, console
    from pelican.settings import read_settings
    read = read_settings(str(SETTINGS), override=asked)
    console.quiet = True        # Pelican counts none of our pages; our own line at the end does
    Pelican(read).run()
    return read["CHARTER_SUMMARY"][-1]
