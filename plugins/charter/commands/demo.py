"""`charter demo`: records of invented organisations, as many as asked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from charter.commands import OK, WRONG_USE, arguments

HELP = "Schrijft een map met records van verzonnen organisaties, zonder foto's."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--organisations", type=int, default=100, metavar="N", help="hoeveel organisaties (standaard: 100)")
    parser.add_argument("folder", type=Path, metavar="MAP", help="een nieuwe of lege map")


def run(options: argparse.Namespace) -> int:
    """Writes them."""
    from charter.demo import write_demo
    from charter.schema import write_schemas
    try:
        write_demo(options.organisations, options.folder, arguments.ROOT / "signatories" / "charter.yaml")
    except (FileExistsError, NotADirectoryError, ValueError) as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    write_schemas(options.folder)       # its charter.yaml points there
    print(f"Klaar. Bouw de site met: charter build --records {options.folder} --output {options.folder}-site")
    return OK
