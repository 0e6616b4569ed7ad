"""`charter serve`: the site on this computer, made anew at every change."""

from __future__ import annotations

import argparse
import runpy

from charter.commands import WRONG_USE, arguments
from charter.commands.build import SETTINGS

HELP = "Toont de site op deze computer en bouwt opnieuw bij elke wijziging; ook wat nog niet gepubliceerd is."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    arguments.site(parser)
    parser.add_argument("--port", type=int, default=8000, metavar="POORT", help="poort (standaard: 8000; 0 kiest een vrije)")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Serves until it is stopped."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.serve import serve
    # The real address: what an editor copies from the preview must work after publication.
    base_url = options.base_url or runpy.run_path(str(SETTINGS))["SITEURL"]
    return serve(options.records, options.content, base_url, options.port, options.lang)
