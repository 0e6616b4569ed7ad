"""Opens a file when it is one: no link, no folder, and nothing that never ends."""

from __future__ import annotations

import errno
import os
import stat
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
