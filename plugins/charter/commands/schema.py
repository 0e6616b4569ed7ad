"""`charter schema`: what an editor needs to complete and check while somebody types."""

from __future__ import annotations

import argparse
import sys

from charter.commands import OK, WRONG_USE, arguments

HELP = "Schrijft .schema/ in de map met records: daarmee vult VS Code (uitbreiding YAML van Red Hat) aan en kijkt mee tijdens het typen."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the schemas and names the files."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter.schema import write_schemas
    try:
        changed = write_schemas(options.records)
    except OSError as e:
        print({"nl": f"{e.filename} kan niet worden geschreven: {e.strerror}", "en": f"{e.filename} cannot be written: {e.strerror}"}[options.lang],
              file=sys.stderr)
        return WRONG_USE
    print("\n".join(path.as_posix() for path in changed)
          or {"nl": "De schema's zijn al bijgewerkt.", "en": "The schemas are up to date."}[options.lang])
    return OK
