"""Files in a zip with the same bytes every time and on every machine: no clock, no owner, one order, nothing compressed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from charter.urls import output_file

_EARLIEST = (1980, 1, 1, 0, 0, 0)       # that a zip can say


def zipped(files: Mapping[str, bytes]) -> bytes:
    """By path within the zip. Raises ValueError for a path that could lead out of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(output_file(path), _EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16     # as from Unix, whatever wrote it
            archive.writestr(entry, data)
    return made.getvalue()
