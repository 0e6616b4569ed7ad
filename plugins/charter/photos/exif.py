"""How a photo lies, by its EXIF data: the only thing that is read of them."""

from __future__ import annotations

import struct
from contextlib import suppress

ORIENTATION = 0x0112
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def orientation(exif: bytes) -> int:
    """1 to 8. `exif` is as in a TIFF. As browsers do it: when it is broken, the photo is shown as it lies.

    Only the first table is read: who follows every entry, as Pillow did before 13, makes 350 MB of 64 KB of entries
    that all point at the same 64 KB."""
    order = _ORDERS.get(exif[:4])
    if order:
        with suppress(struct.error):
            (table,) = struct.unpack_from(f"{order}I", exif, 4)
            (entries,) = struct.unpack_from(f"{order}H", exif, table)
            for at in range(table + 2, table + 2 + 12 * entries, 12):
                tag, kind, count, value = struct.unpack_from(f"{order}HHIH", exif, at)
                if tag == ORIENTATION:
                    # 3 is a number of two bytes; one of four (4) has its low half in front only in little endian.
                    (value,) = struct.unpack_from(f"{order}I", exif, at + 8) if kind == 4 else (value,)
                    return value if kind in (3, 4) and count == 1 and 1 <= value <= 8 else 1
    return 1
