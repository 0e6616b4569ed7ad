"""Makes forty photos as cameras make them, from photographs that scikit-image brings; the same bytes every time.

    python bench/photos_made.py FOLDER

With them goes made.json: the sizes of all upright.

The photographs (skimage/data/): the astronaut, by NASA, and the rocket, by SpaceX, are in the public domain; the cat, by
Stefan van der Walt, and the coffee, by Rachel Michetti, are CC0; so are the textures grass, gravel and brick, of CC0Textures.
"""

from __future__ import annotations

import importlib.util
import json
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy
from PIL import Image
from PIL.Image import Resampling, Transpose

PHOTOGRAPHS = ("astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg")
TEXTURES = ("grass.png", "gravel.png", "brick.png")
COUNT = 40                                          # the first half 12 megapixels, the rest 24
SMALL, LARGE = (4032, 3024), (6000, 4000)           # a phone; a camera with interchangeable lenses
TURNED = {1: 6, 3: 8}                               # of every five small ones two are held upright: EXIF orientation
MADE_BY = {"recipe": 2, "numpy": numpy.__version__, "pillow": Image.__version__}
NOISE = 1024                                        # side of the noise that is laid over all, in pixels


def main() -> int:
    folder = Path(sys.argv[1])
    made = folder / "made.json"
    if made.is_file() and json.loads(made.read_text(encoding="utf-8")).get("by") == MADE_BY:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    photographs, textures = _opened(PHOTOGRAPHS, "RGB"), _opened(TEXTURES, "L")
    noise = _noise()
    for number in range(COUNT):
        path = folder / f"photo-{number:02}.jpg"
        path.write_bytes(photo(number, photographs, textures, noise))
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr, flush=True)
    sizes = {f"photo-{number:02}": upright(number) for number in range(COUNT)}
    made.write_text(json.dumps({"by": MADE_BY, "sizes": sizes}), encoding="utf-8")
    return 0


def upright(number: int) -> tuple[int, int]:
    """Width and height as people see it."""
    if number >= COUNT // 2:
        return LARGE
    return SMALL[::-1] if number % 5 in TURNED else SMALL


def photo(number: int, photographs: list[Image.Image], textures: list[Image.Image], noise: numpy.ndarray) -> bytes:
    """A JPEG of 12 or 24 megapixels: a sheet of pieces of photographs, with the noise of a sensor.

    A sheet, for one photograph of 512 pixels would be so blurred by enlarging it to 6,000 that it weighs nothing at
    the widths of a page. Pieces of two to four beside each other keep about the detail of a real photo at 1,600.
    """
    choose = numpy.random.default_rng(number)
    small = number < COUNT // 2
    size = SMALL if small else LARGE
    sheet = Image.new("RGB", size)
    for box in _boxes(size, int(choose.integers(2, 5))):
        piece = _piece(choose, photographs, (box[2] - box[0], box[3] - box[1]))
        sheet.paste(_grained(choose, piece, textures, noise), box)
    orientation = TURNED.get(number % 5, 1) if small else 1
    quality = 92 + number % 4 if small else 93 + number % 3
    data = BytesIO()
    sheet.save(data, "JPEG", quality=quality, subsampling=0 if number % 4 == 3 else 2, exif=_exif(number, sheet, orientation))
    return data.getvalue()


def _opened(names: tuple[str, ...], mode: str) -> list[Image.Image]:
    """Found and not imported: only the files are needed."""
    found = importlib.util.find_spec("skimage")
    if not found or not found.origin:
        raise SystemExit("scikit-image is not installed: make bench-photos installs it")
    return [Image.open(Path(found.origin).parent / "data" / name).convert(mode) for name in names]


def _noise() -> numpy.ndarray:
    """What a sensor adds: most in the light, some in the colours; neighbours share a part of it, as after demosaicing."""
    random = numpy.random.default_rng(2026)
    light = random.normal(0, 5, (NOISE, NOISE, 1))
    grains = light + random.normal(0, 2, (NOISE, NOISE, 3))
    return (grains + 0.5 * numpy.roll(grains, 1, 0) + 0.5 * numpy.roll(grains, 1, 1)) / 1.2


def _boxes(size: tuple[int, int], parts: int) -> Iterator[tuple[int, int, int, int]]:
    across, down = ([round(side * n / parts) for n in range(parts + 1)] for side in size)
    for top, bottom in pairwise(down):
        for left, right in pairwise(across):
            yield left, top, right, bottom


def _piece(choose: numpy.random.Generator, photographs: list[Image.Image], size: tuple[int, int]) -> Image.Image:
    """A part of a photograph, mirrored or not, enlarged to this size."""
    source = photographs[choose.integers(len(photographs))]
    share = min(source.width / size[0], source.height / size[1]) * choose.uniform(0.75, 1)
    width, height = size[0] * share, size[1] * share
    left, top = choose.uniform(0, source.width - width), choose.uniform(0, source.height - height)
    piece = source.resize(size, Resampling.BICUBIC, (left, top, left + width, top + height))
    return piece.transpose(Transpose.FLIP_LEFT_RIGHT) if choose.integers(2) else piece


def _grained(choose: numpy.random.Generator, piece: Image.Image, textures: list[Image.Image], noise: numpy.ndarray) -> Image.Image:
    """With fine detail of a texture and the noise of a sensor."""
    texture = textures[choose.integers(len(textures))].resize((NOISE, NOISE), Resampling.BICUBIC)
    detail = (numpy.asarray(texture, dtype=numpy.float64)[..., None] - 128) * choose.uniform(0.05, 0.15)
    over = numpy.roll(numpy.rint(detail + noise).astype(numpy.int16), tuple(choose.integers(0, NOISE, 2)), (0, 1))
    times = (-(-piece.height // NOISE), -(-piece.width // NOISE), 1)
    whole = numpy.tile(over, times)[:piece.height, :piece.width]
    return Image.fromarray((numpy.asarray(piece, dtype=numpy.int16) + whole).clip(0, 255).astype(numpy.uint8))


def _exif(number: int, image: Image.Image, orientation: int) -> bytes:
    """What cameras write: make, time, exposure, place on earth, and a thumbnail."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112], exif[0x0132] = "Voorbeeld", "V-1", orientation, f"2026:05:{1 + number % 28:02} 10:00:00"
    exif.get_ifd(0x8769).update({0x829A: 0.008, 0x829D: 2.8, 0x8827: 400, 0x9003: exif[0x0132], 0x920A: 35.0, 0xA434: "35 mm"})
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, number / 1.0), 3: "E", 4: (4.0, 18.0, 30.0)})
    thumbnail = BytesIO()
    image.resize((160, round(160 * image.height / image.width)), reducing_gap=1).save(thumbnail, "JPEG", quality=80)
    return _with_thumbnail(exif.tobytes(), thumbnail.getvalue())


def _with_thumbnail(exif: bytes, thumbnail: bytes) -> bytes:
    """Pillow writes no thumbnail: it stands in a second directory, to which the end of the first one leads."""
    head, tiff = exif[:6], bytearray(exif[6:])
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    tiff += b"\0" * (len(tiff) % 2)
    struct.pack_into(f"{order}I", tiff, first + 2 + 12 * entries, len(tiff))
    at = len(tiff) + 2 + 3 * 12 + 4
    tiff += struct.pack(f"{order}H HHIHH HHII HHII I", 3, 0x0103, 3, 1, 6, 0, 0x0201, 4, 1, at, 0x0202, 4, 1, len(thumbnail), 0)
    return head + bytes(tiff) + thumbnail


if __name__ == "__main__":
    sys.exit(main())
