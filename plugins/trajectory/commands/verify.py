"""`trajectory verify FOLDER`: looks through a built site, or any folder, for anything internal."""

from __future__ import annotations

import argparse
import errno
from pathlib import Path

from trajectory.commands import NOTHING_WRONG, WRONG, arguments

HELP = "zoekt in een gebouwde site, of een andere map, naar iets interns"
ABOUT = """\
Zoekt in alle bestanden van een map naar namen, e-mailadressen, opmerkingen, redenen en datums uit de interne map, ook als ze
gecodeerd zijn of in een foto, werkboek of zip zitten. Elke build doet dit met wat hij gaat publiceren."""
EPILOG = """\
Voorbeelden:
  trajectory verify output
  trajectory verify kits --internal ../intern"""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("folder", metavar="MAP", type=Path, help="de map om in te zoeken, zoals output")
    add = parser.add_argument
    add("--records", type=Path, default=Path("signatories"), metavar="MAP", help="de map met records (standaard: signatories)")
    add("--internal", type=Path, metavar="MAP", help="de map met de interne gegevens (standaard: internal, in de map van --records)")
    add("--content", type=Path, default=Path("content"), metavar="MAP", help="de map met geschreven pagina's (standaard: content)")
    add("--lang", choices=("nl", "en"), default="nl", help="taal van het verslag (standaard: nl)")


def run(options: argparse.Namespace) -> int:
    """Prints what it found."""
    from charter.problems import as_text
    from trajectory.leaks.deciding import Sources
    from trajectory.leaks.verifying import files_below, verify

    inside = arguments.inside(options)
    for needed in (options.folder, options.records, inside):
        if not needed.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "no folder", str(needed))
    found = verify(options.folder, Sources(options.records, inside, (options.content,)))
    if found:
        print(as_text(found, options.lang, f"{options.records.as_posix()}/"))
        return WRONG
    count = sum(1 for _ in files_below(options.folder))
    print({"nl": f"Niets interns gevonden in {count} bestanden.", "en": f"Nothing internal found in {count} files."}[options.lang])
    return NOTHING_WRONG
