"""Opens a file when it is one, no link, no folder and nothing that never ends; writes one whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path


def bytes_of(file: Path, most: int) -> bytes:
    """What a file holds; of a larger one than `most` bytes a byte more. Raises OSError, also for what is no ordinary file."""
    # A pipe that nobody writes to would otherwise be waited for; O_NOFOLLOW refuses a link.
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file", str(file))
        with open(descriptor, "rb", closefd=False) as opened:
            return opened.read(most + 1)
    finally:
        os.close(descriptor)


def write_anew(file: Path, data: bytes) -> None:
    """Other bytes for a file that is there, whole or not at all; its permissions stay. Raises OSError that names the file."""
    try:
        # mkstemp: a name that nobody knows beforehand, made anew and never through a link.
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with open(descriptor, "wb") as opened:
                opened.write(data)
            shutil.copymode(file, name)
            os.replace(name, file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as e:
        raise OSError(e.errno, e.strerror, str(file)) from None
