"""Photos: what is refused and with which words, what is made of a photo, and what is made only once."""

import io
import json
import os
import pickle
import resource
import shutil
import signal
import struct
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from PIL import Image, ImageCms

from charter.photos import (
    Derivative,
    Header,
    PhotoJob,
    PhotoRefused,
    Picture,
    Rights,
    crop_box,
    derivative_file,
    derivative_sizes,
    derive,
    derive_all,
    inspect,
    photo_hash,
    photo_key,
    processes,
)
from charter.photos.sizes import default_focus, shapes

RED, GREEN, BLUE, WHITE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)
KINDS = [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.avif", "AVIF")]


# --- making photos ----------------------------------------------------------------------------------------


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(width, height):
    return Image.merge("RGB", [Image.effect_noise((width, height), 60)] * 3)


def quarters(colours, width=200, height=100):
    """Four colours: upper left, upper right, lower left, lower right."""
    image = Image.new("RGB", (width, height))
    for n, colour in enumerate(colours):
        left, top = n % 2 * width // 2, n // 2 * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def png_header(width, height, **chunks):
    """A PNG that is whole by its structure, but whose pixels are not there."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(b""))
        + b"".join(png_chunk(name.encode(), content) for name, content in chunks.items())
        + png_chunk(b"IEND", b"")
    )


def png_chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def exif(**tags):
    data = Image.Exif()
    for tag, value in tags.items():
        data[{"orientation": 0x0112, "camera": 0x010F, "remark": 0x010E}[tag]] = value
    return data


def fixed(*numbers):
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def icc_profile(kind, colours, connection, tags):
    """The least of an ICC version 2 profile that littleCMS reads."""
    start, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s", start + len(data), 0x02100000, kind, colours, connection, b"acsp")
    head += b"\0" * 28 + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def curve(gamma):
    return struct.pack(">4sIIH", b"curv", 0, 1, round(gamma * 256)) + b"\0\0"


def xyz(*numbers):
    return b"XYZ \0\0\0\0" + fixed(*numbers)


# In this profile what the file calls red is green, and what it calls green is red.
SWAPPED = icc_profile(
    b"mntr",
    b"RGB ",
    b"XYZ ",
    {
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"gXYZ": xyz(0.4360, 0.2225, 0.0139),
        b"bXYZ": xyz(0.1431, 0.0606, 0.7141),
        b"rTRC": curve(2.2),
        b"gTRC": curve(2.2),
        b"bTRC": curve(2.2),
    },
)
LINEAR_GREY = icc_profile(
    b"mntr", b"GRAY", b"XYZ ", {b"wtpt": xyz(0.9642, 1, 0.8249), b"kTRC": curve(1)}
)  # half of the light is 188 of 255 in sRGB
GREEN_CYAN = icc_profile(  # in this one cyan ink is green; magenta and yellow are not seen, black is
    b"prtr",
    b"CMYK",
    b"Lab ",
    {
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"A2B0": struct.pack(">4sIBBBx", b"mft1", 0, 4, 3, 2)
        + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
        + bytes(range(256)) * 4
        + bytes((255, 128, 128, 0, 128, 128)) * 4
        + bytes((150, 60, 190, 0, 128, 128)) * 4
        + bytes(range(256)) * 3,
    },
)


# --- looking at what was made -----------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def photo(tmp_path):
    """Writes a photo and gives its path."""

    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def made(path, cache, credit="Naam"):
    return derive(job(path, credit), cache)


def files(path, cache, credit="Naam"):
    """The pictures of a photo for pages, as paths, smallest first, AVIF before JPEG."""
    return [derivative_file(cache, job(path, credit), d) for d in made(path, cache, credit).derivatives if d.role == "photo"]


def colours(file, *places):
    """The colours at these places (0 to 1), rounded to 0, 51, ... 255: compression shifts them a little."""
    image = Image.open(file)
    assert image.mode == "RGB"
    spots = [image.getpixel((int(x * image.width), int(y * image.height))) for x, y in places]
    return [tuple(round(value / 51) * 51 for value in spot) for spot in spots]


def colour(path, cache):
    """The one colour of the JPEG and the AVIF made from an even photo."""
    avif, jpeg = (Image.open(file).getpixel((20, 20)) for file in files(path, cache))
    assert max(abs(a - b) for a, b in zip(avif, jpeg, strict=True)) <= 3
    return jpeg


def near(one, other, by=4):
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= by


def refusal(path, look=inspect):
    with pytest.raises(PhotoRefused) as caught:
        look(path)
    return caught.value.rule, caught.value.nl, caught.value.en


# --- arithmetic -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "ratio", "focus", "box"),
    [
        (1600, 1200, 4 / 3, (0.5, 0.5), (0, 0, 1600, 1200)),  # the same shape
        (1600, 1200, 1, (0.5, 0.5), (200, 0, 1400, 1200)),  # a square from the middle
        (1600, 1200, 1, (0, 0), (0, 0, 1200, 1200)),  # never over the left edge
        (1600, 1200, 1, (1, 1), (400, 0, 1600, 1200)),  # never over the right edge
        (1600, 1200, 1, (0.4, 0.5), (40, 0, 1240, 1200)),
        (1600, 1200, 2, (0.5, 0.25), (0, 0, 1600, 800)),  # the focus is nearer to the top than half a crop
        (1600, 1200, 2, (0.5, 0.6), (0, 320, 1600, 1120)),
        (900, 1600, 1.91, (0.5, 0.4), (0, 404, 900, 875)),  # a share card from a portrait
        (3, 2, 100, (0.5, 0.5), (0, 0, 3, 1)),  # at least one pixel is left
    ],
)
def test_crop_box(width, height, ratio, focus, box):
    assert crop_box(width, height, ratio, focus) == box


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((4032, 3024), ((480, 360), (960, 720), (1600, 1200))),
        ((1600, 1067), ((480, 320), (960, 640), (1600, 1067))),
        ((1599, 1066), ((480, 320), (960, 640))),
        ((480, 640), ((480, 640),)),
        ((300, 200), ((300, 200),)),  # smaller than all widths: its own
        ((4000, 3), ((480, 1), (960, 1), (1600, 1))),
    ],
)
def test_derivative_sizes(size, sizes):
    assert derivative_sizes(*size) == sizes


@pytest.mark.parametrize(
    ("size", "focus", "expected"),
    [
        (
            (4032, 3024),
            None,
            "photo-480.avif 480x360, photo-480.jpg 480x360, photo-960.avif 960x720, photo-960.jpg 960x720, photo-1600.avif 1600x1200, "
            "photo-1600.jpg 1600x1200, mail-600.jpg 600x450, mail-1200.jpg 1200x900, square-1080.jpg 1080x1080",
        ),
        (
            (1000, 1500),  # a portrait; a focus that was chosen stands in the name of what it crops
            (0.5, 0.125),
            "photo-480.avif 480x720, photo-480.jpg 480x720, photo-960.avif 960x1440, photo-960.jpg 960x1440, "
            "mail-600.jpg 600x900, square-960-50x12.jpg 960x960",
        ),
        ((300, 200), (0, 1), "photo-300.avif 300x200, photo-300.jpg 300x200, mail-300.jpg 300x200, square-200-0x100.jpg 200x200"),
    ],
)
def test_shapes(size, focus, expected):
    assert ", ".join(f"{s.name} {s.width}x{s.height}" for s in shapes(*size, focus)) == expected


@pytest.mark.parametrize(("size", "focus"), [((4000, 3000), (0.5, 0.4)), ((100, 100), (0.5, 0.4)), ((3000, 4000), (0.5, 0.33))])
def test_default_focus(size, focus):
    assert default_focus(*size) == focus


def test_crops_follow_the_focus(photo, cache):
    """Of a wide photo that is red, green and blue from left to right the square shows where to look."""
    wide = Image.new("RGB", (900, 300), GREEN)
    wide.paste(RED, (0, 0, 300, 300))
    wide.paste(BLUE, (600, 0, 900, 300))
    path = photo("a.png", encoded(wide, "PNG"))
    digest = sha256(path.read_bytes()).hexdigest()
    seen = {}
    for focus in ((0, 0.5), None, (1, 0.5)):
        wanted = PhotoJob(path, digest, "Naam", focus=focus)
        (square,) = [d for d in derive(wanted, cache).derivatives if d.role == "square"]
        seen[focus] = colours(derivative_file(cache, wanted, square), (0.1, 0.5), (0.9, 0.5))
    assert seen == {(0, 0.5): [RED, RED], None: [GREEN, GREEN], (1, 0.5): [BLUE, BLUE]}


# --- inspect ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "options", "header"),
    [
        ("a.jpg", "JPEG", {}, Header("JPEG", 200, 100)),
        ("A.JPEG", "JPEG", {"progressive": True}, Header("JPEG", 200, 100)),
        ("a.png", "PNG", {}, Header("PNG", 200, 100)),
        ("a.webp", "WEBP", {}, Header("WebP", 200, 100)),
        ("a.avif", "AVIF", {}, Header("AVIF", 200, 100)),
        ("a.jpg", "JPEG", {"exif": exif(orientation=6)}, Header("JPEG", 100, 200)),
        ("a.png", "PNG", {"exif": exif(orientation=6)}, Header("PNG", 100, 200)),
        ("a.webp", "WEBP", {"exif": exif(orientation=6)}, Header("WebP", 100, 200)),
        ("a.avif", "AVIF", {"exif": exif(orientation=6)}, Header("AVIF", 100, 200)),
        ("a.jpg", "JPEG", {"exif": exif(orientation=9)}, Header("JPEG", 200, 100)),  # no such orientation
        ("a.jpg", "JPEG", {"exif": b"Exif\0\0rubbish!"}, Header("JPEG", 200, 100)),
        ("a.webp", "WEBP", {"exif": b"Exif\0\0rubbish!"}, Header("WebP", 200, 100)),
        ("a.webp", "WEBP", {"exif": b"Exif\0\0II*\0"}, Header("WebP", 200, 100)),
        ("a.jpg", "MPO", {"save_all": True, "append_images": [noise(40, 20)]}, Header("JPEG", 200, 100)),
    ],
)
def test_inspect(photo, name, kind, options, header):
    assert inspect(photo(name, encoded(noise(200, 100), kind, **options))) == header


def test_inspect_does_not_decode(photo):
    """80 megapixels that are not even in the file, and behind them the orientation."""
    turned = exif(orientation=6).tobytes().removeprefix(b"Exif\0\0")
    assert inspect(photo("a.png", png_header(10_000, 8_000))) == Header("PNG", 10_000, 8_000)
    assert inspect(photo("b.png", png_header(10_000, 8_000, eXIf=turned))) == Header("PNG", 8_000, 10_000)


def test_heic_with_the_extra(photo, cache):
    """It arrives turned already: not a second time."""
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    path = photo("a.heic", encoded(quarters(LYING[6]), "HEIF", exif=exif(orientation=6).tobytes()))
    assert inspect(path) == Header("HEIC", 100, 200)
    assert colours(files(path, cache)[0], *CORNERS) == [RED, GREEN, BLUE, WHITE]


def test_what_phones_put_behind_a_photo(photo):
    """A film behind the photo is fine; a photo without its end is not, though its preview has an end."""
    preview = encoded(noise(16, 8), "JPEG")
    data = encoded(noise(200, 100), "JPEG", extra=b"\xff\xe5" + struct.pack(">H", len(preview) + 2) + preview)
    assert inspect(photo("film.jpg", data + b"film" * 50)) == Header("JPEG", 200, 100)
    assert refusal(photo("cut.jpg", data[:-50]))[0] == "photo-truncated"


JPEG = encoded(noise(60, 40), "JPEG")
PNG = encoded(noise(60, 40), "PNG")
WEBP = encoded(noise(60, 40), "WEBP")
AVIF = encoded(noise(60, 40), "AVIF")
FRAMES = {"save_all": True, "append_images": [noise(60, 40)]}
AGAIN_NL = "Kopieer de foto opnieuw van de camera of telefoon."
AGAIN_EN = "Copy the photo from the camera or phone again."


@pytest.mark.parametrize(
    ("name", "data", "rule", "nl", "en"),
    [
        (
            "brief.jpg",
            b"Geachte heer of mevrouw,",
            "photo-format",
            "brief.jpg is geen JPEG, PNG, WebP, AVIF of HEIC. Open het in een fotoprogramma en bewaar het als JPEG.",
            "brief.jpg is not a JPEG, PNG, WebP, AVIF or HEIC. Open it in a photo program and save it as JPEG.",
        ),
        (
            "groep.jpg",
            encoded(noise(60, 40), "GIF"),
            "photo-other-format",
            "groep.jpg is een GIF-bestand; dat kan niet op de site. Bewaar de foto als JPEG.",
            "groep.jpg is a GIF file; the site cannot use that. Save the photo as JPEG.",
        ),
        (
            "groep.tif",
            encoded(noise(60, 40), "TIFF"),
            "photo-other-format",
            "groep.tif is een TIFF-bestand; dat kan niet op de site. Bewaar de foto als JPEG.",
            "groep.tif is a TIFF file; the site cannot use that. Save the photo as JPEG.",
        ),
        (
            "groep.jpg",
            b"%PDF-1.7 ...",
            "photo-other-format",
            "groep.jpg is een PDF-bestand; dat kan niet op de site. Bewaar de foto als JPEG.",
            "groep.jpg is a PDF file; the site cannot use that. Save the photo as JPEG.",
        ),
        (
            "groep.jpg",
            PNG,
            "photo-extension",
            "groep.jpg is in het echt een PNG-foto. Geef het bestand de naam groep.png, ook in batch.yaml.",
            "groep.jpg is really a PNG photo. Name the file groep.png, in batch.yaml too.",
        ),
        (
            "groep {naam}",
            JPEG,
            "photo-extension",
            "groep {naam} is in het echt een JPEG-foto. Geef het bestand de naam groep {naam}.jpg, ook in batch.yaml.",
            "groep {naam} is really a JPEG photo. Name the file groep {naam}.jpg, in batch.yaml too.",
        ),
        (
            "leeg.jpg",
            b"",
            "photo-empty",
            f"leeg.jpg is leeg. {AGAIN_NL}",
            f"leeg.jpg is empty. {AGAIN_EN}",
        ),
        *(
            (
                name,
                data[: len(data) - lost],
                "photo-truncated",
                f"{name} is niet volledig: het einde ontbreekt. {AGAIN_NL}",
                f"{name} is not complete: its end is missing. {AGAIN_EN}",
            )
            for name, data in [("a.jpg", JPEG), ("a.png", PNG), ("a.webp", WEBP), ("a.avif", AVIF)]
            for lost in (1, 13, len(data) // 2)
        ),
        (
            "groep.png",
            PNG.replace(b"IHDR", b"IHDX"),
            "photo-damaged",
            f"groep.png is beschadigd. {AGAIN_NL}",
            f"groep.png is damaged. {AGAIN_EN}",
        ),
        *(
            (
                "groep.png",
                png_header(width, height),
                "photo-too-many-pixels",
                "groep.png heeft meer dan 80 miljoen pixels. Maak de foto kleiner, bijvoorbeeld 6000 pixels breed.",
                "groep.png has more than 80 million pixels. Make the photo smaller, for instance 6000 pixels wide.",
            )
            for width, height in [(10_000, 8_001), (10_000, 10_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)]
        ),
        (
            "strook.png",
            png_header(2001, 100),
            "photo-shape",
            "strook.png is 2001 bij 100 pixels, een te smalle strook. "
            "Snijd de foto bij: de lange kant mag hoogstens 20 keer zo lang zijn als de korte.",
            "strook.png is 2001 by 100 pixels, too narrow a strip. "
            "Crop the photo: the long side may be at most 20 times the short side.",
        ),
        *(
            (
                name,
                encoded(noise(60, 40), kind, **FRAMES),
                "photo-animated",
                f"{name} beweegt. Bewaar één beeld ervan als JPEG.",
                f"{name} is animated. Save one image of it as JPEG.",
            )
            for name, kind in [("a.webp", "WEBP"), ("a.png", "PNG"), ("a.avif", "AVIF")]
        ),
    ],
)
def test_refused_by_what_is_in_the_file(photo, name, data, rule, nl, en):
    assert refusal(photo(name, data)) == (rule, nl, en)


def test_refused_by_what_kind_of_file(tmp_path, photo):
    """A link, a folder, a pipe and a giant are never opened."""
    (tmp_path / "link.jpg").symlink_to(photo("echt.jpg", JPEG))
    (tmp_path / "map.jpg").mkdir()
    os.mkfifo(tmp_path / "pijp.jpg")
    with (tmp_path / "reus.jpg").open("wb") as giant:
        giant.truncate(100_000_001)
    assert refusal(tmp_path / "link.jpg") == (
        "photo-link",
        "link.jpg is een verwijzing naar een ander bestand. Kopieer de foto zelf naar deze map.",
        "link.jpg is a link to another file. Copy the photo itself to this folder.",
    )
    for name in ("map.jpg", "pijp.jpg"):
        assert refusal(tmp_path / name) == (
            "photo-not-a-file",
            f"{name} is geen bestand. Zet op deze plek de foto zelf.",
            f"{name} is not a file. Put the photo itself in this place.",
        )
    assert refusal(tmp_path / "reus.jpg") == (
        "photo-too-heavy",
        "reus.jpg is groter dan 100 MB. Bewaar de foto als JPEG.",
        "reus.jpg is larger than 100 MB. Save the photo as JPEG.",
    )
    assert refusal(tmp_path / "weg.jpg") == (
        "photo-missing",
        "weg.jpg staat er niet. Zet de foto in deze map, of haal hem weg uit batch.yaml.",
        "weg.jpg is not there. Put the photo in this folder, or remove it from batch.yaml.",
    )


def test_refused_without_permission(photo):
    path, me = photo("dicht.jpg", JPEG), os.geteuid()
    path.chmod(0)
    if me == 0:
        os.seteuid(65534)  # root may read everything, nobody may not
    try:
        why = refusal(path)
    finally:
        os.seteuid(me)
    assert why == (
        "photo-closed",
        "dicht.jpg mag niet worden gelezen. Vraag de beheerder om leesrechten voor dit bestand.",
        "dicht.jpg may not be read. Ask the administrator for permission to read this file.",
    )


def test_heic_without_the_extra(photo, monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # as if it were not installed
    assert refusal(photo("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")) == (
        "photo-heic",
        "IMG_1.HEIC is een HEIC-foto van een telefoon; die kan hier nog niet worden gelezen. "
        "Bewaar de foto als JPEG, of laat de beheerder ondertekend[heic] installeren.",
        "IMG_1.HEIC is a HEIC photo from a phone, which cannot be read here yet. "
        "Save the photo as JPEG, or have the administrator install ondertekend[heic].",
    )


def test_refused_when_the_pixels_are_damaged(photo, cache):
    """Header and end are right, the pixels are not: derive says so and leaves nothing in the cache."""
    path = photo("groep.png", png_header(600, 400))
    assert inspect(path) == Header("PNG", 600, 400)
    assert refusal(path, lambda path: made(path, cache)) == (
        "photo-damaged",
        f"groep.png is beschadigd. {AGAIN_NL}",
        f"groep.png is damaged. {AGAIN_EN}",
    )
    assert list(cache.iterdir()) == []


def test_refused_when_it_changes_during_the_build(photo, cache):
    path = photo("groep.jpg", JPEG)
    digest = sha256(b"as it was").hexdigest()
    assert refusal(path, lambda path: derive(PhotoJob(path, digest, "Naam"), cache)) == (
        "photo-changed",
        "groep.jpg veranderde tijdens het bouwen. Bouw de site opnieuw.",
        "groep.jpg changed during the build. Build the site again.",
    )


# --- the hash ---------------------------------------------------------------------------------------------

LONG_AGO = 1_500_000_000 * 10**9


def test_photo_hash_reads_a_file_once(photo):
    """The memo is believed: it survives JSON, and a file that only looks unchanged is not read again."""
    path = photo("a.jpg", b"een")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    memo = {}
    assert photo_hash(path, memo) == sha256(b"een").hexdigest()
    then = memo[str(path)][2]
    assert memo == {str(path): [3, LONG_AGO, then, sha256(b"een").hexdigest()]}
    path.write_bytes(b"TWE")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    assert photo_hash(path, json.loads(json.dumps(memo))) == sha256(b"een").hexdigest()


@pytest.mark.parametrize(
    "remembered",
    [
        [4, LONG_AGO, LONG_AGO * 2, "another size"],
        [3, LONG_AGO - 1, LONG_AGO * 2, "another time"],
        [3, LONG_AGO, LONG_AGO + 2 * 10**9, "hashed within 2 s of the last change"],
        [3, LONG_AGO, "?", "broken"],
        "broken",
        None,
    ],
)
def test_photo_hash_reads_again_in_doubt(photo, remembered):
    path = photo("a.jpg", b"een")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    memo = {str(path): remembered}
    assert photo_hash(path, memo) == sha256(b"een").hexdigest()
    assert memo[str(path)][3] == sha256(b"een").hexdigest()


def test_photo_hash_refuses_what_is_no_photo_file(tmp_path):
    (tmp_path / "map.jpg").mkdir()
    assert refusal(tmp_path / "map.jpg", lambda path: photo_hash(path, {}))[0] == "photo-not-a-file"


# --- the pictures -----------------------------------------------------------------------------------------


def test_picture(photo, cache):
    """The whole answer, and what is in the cache is what it says."""
    path = photo("groep.jpg", encoded(noise(1700, 850), "JPEG"))
    digest = sha256(path.read_bytes()).hexdigest()
    wanted = PhotoJob(path, digest, "Naam", focus=(0.25, 0.5))
    picture = derive(wanted, cache)
    made_files = [derivative_file(cache, wanted, d) for d in picture.derivatives]
    sizes = [file.stat().st_size for file in made_files]
    url = f"images/{digest[:12]}/"
    assert picture == Picture(
        digest[:12],
        1700,
        850,
        (
            Derivative(f"{url}photo-480.avif", "photo", 480, 240, "avif", sizes[0]),
            Derivative(f"{url}photo-480.jpg", "photo", 480, 240, "jpeg", sizes[1]),
            Derivative(f"{url}photo-960.avif", "photo", 960, 480, "avif", sizes[2]),
            Derivative(f"{url}photo-960.jpg", "photo", 960, 480, "jpeg", sizes[3]),
            Derivative(f"{url}photo-1600.avif", "photo", 1600, 800, "avif", sizes[4]),
            Derivative(f"{url}photo-1600.jpg", "photo", 1600, 800, "jpeg", sizes[5]),
            Derivative(f"{url}mail-600.jpg", "mail", 600, 300, "jpeg", sizes[6]),
            Derivative(f"{url}mail-1200.jpg", "mail", 1200, 600, "jpeg", sizes[7]),
            Derivative(f"{url}square-800-25x50.jpg", "square", 800, 800, "jpeg", sizes[8]),
        ),
    )
    images = [Image.open(file) for file in made_files]
    assert [(i.format, i.size) for i in images] == [(d.kind.upper(), (d.width, d.height)) for d in picture.derivatives]



# Of each EXIF orientation: how a photo with red, green, blue and white corners lies in the file.
LYING = {
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (GREEN, WHITE, RED, BLUE),
    7: (WHITE, GREEN, BLUE, RED),
    8: (BLUE, RED, WHITE, GREEN),
}
CORNERS = ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))


@pytest.mark.parametrize("orientation", LYING)
@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_orientation(photo, cache, orientation, name, kind):
    lying = quarters(LYING[orientation])
    path = photo(name, encoded(lying, kind, exif=exif(orientation=orientation), quality=95))
    size = (100, 200) if orientation >= 5 else (200, 100)
    assert inspect(path)[1:] == size
    for file in files(path, cache):
        assert Image.open(file).size == size
        assert colours(file, *CORNERS) == [RED, GREEN, BLUE, WHITE]


def test_orientation_behind_the_pixels_of_a_png(photo, cache):
    """Where exiftool may put it."""
    end = png_chunk(b"IEND", b"")
    data = encoded(quarters(LYING[6]), "PNG").removesuffix(end)
    data += png_chunk(b"eXIf", exif(orientation=6).tobytes().removeprefix(b"Exif\0\0")) + end
    assert colours(files(photo("a.png", data), cache)[0], *CORNERS) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("orientation", [1, 6])
def test_large_photo(photo, cache, orientation):
    """It is scaled while it is decoded, but not below what is asked: fine stripes stay black and white."""
    lying = quarters(LYING[orientation], 3600, 3300)
    stripes = Image.linear_gradient("L").point(lambda value: value // 4 % 2 * 255).resize((256, 320))
    lying.paste(stripes, (0, 0))
    path = photo("a.jpg", encoded(lying, "JPEG", exif=exif(orientation=orientation)))
    width, height = inspect(path)[1:]
    largest = files(path, cache)[-1]
    assert Image.open(largest).size == (1600, round(1600 * height / width))
    assert colours(largest, *CORNERS) == [RED, GREEN, BLUE, WHITE]
    corner = (10, 10, 100, 100) if orientation == 1 else (1500, 10, 1590, 100)
    darkest, lightest = Image.open(largest).convert("L").crop(corner).getextrema()
    assert (darkest < 30, lightest > 225) == (True, True)


def even(mode, colour):
    return Image.new(mode, (60, 40), colour)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("16-bit-grey.png", encoded(even("I;16", 0x8000), "PNG"), (128, 128, 128)),
        ("16-bit-black.png", encoded(even("I;16", 0x0100), "PNG"), (1, 1, 1)),
        ("1-bit.png", encoded(even("1", 0), "PNG"), BLACK),
        ("grey.jpg", encoded(even("L", 100), "JPEG"), (100, 100, 100)),
        ("palette.png", encoded(even("RGB", (200, 100, 50)).quantize(4), "PNG"), (200, 100, 50)),
        ("palette-clear.png", encoded(even("P", 0), "PNG", transparency=0), WHITE),
        ("clear.png", encoded(even("RGBA", (255, 0, 0, 0)), "PNG"), WHITE),
        ("half.png", encoded(even("RGBA", (255, 0, 0, 128)), "PNG"), (255, 127, 127)),
        ("half-grey.png", encoded(even("LA", (0, 128)), "PNG"), (127, 127, 127)),
        ("clear.webp", encoded(even("RGBA", (255, 0, 0, 0)), "WEBP", lossless=True), WHITE),
        ("clear.avif", encoded(even("RGBA", (255, 0, 0, 0)), "AVIF"), WHITE),
        ("cmyk.jpg", encoded(even("CMYK", (0, 255, 255, 0)), "JPEG"), (254, 0, 0)),
        ("progressive.jpg", encoded(even("RGB", (200, 100, 50)), "JPEG", progressive=True), (200, 100, 50)),
        ("two.jpg", encoded(even("RGB", (200, 100, 50)), "MPO", **FRAMES), (200, 100, 50)),
        # By their profile these are green, or lighter.
        ("rgb-icc.jpg", encoded(even("RGB", RED), "JPEG", icc_profile=SWAPPED), GREEN),
        ("rgb-icc.png", encoded(even("RGB", RED), "PNG", icc_profile=SWAPPED), GREEN),
        ("rgb-icc.webp", encoded(even("RGB", RED), "WEBP", icc_profile=SWAPPED), GREEN),
        ("rgb-icc.avif", encoded(even("RGB", RED), "AVIF", icc_profile=SWAPPED), GREEN),
        ("palette-icc.png", encoded(even("RGB", RED).quantize(4), "PNG", icc_profile=SWAPPED), GREEN),
        ("clear-icc.png", encoded(even("RGBA", (255, 0, 0, 255)), "PNG", icc_profile=SWAPPED), GREEN),
        ("grey-icc.jpg", encoded(even("L", 128), "JPEG", icc_profile=LINEAR_GREY), (188, 188, 188)),
        ("16-bit-icc.png", encoded(even("I;16", 0x8080), "PNG", icc_profile=LINEAR_GREY), (188, 188, 188)),
        ("clear-icc.png", encoded(even("LA", (128, 255)), "PNG", icc_profile=LINEAR_GREY), (188, 188, 188)),
        ("cmyk-icc.jpg", encoded(even("CMYK", (255, 0, 0, 0)), "JPEG", icc_profile=GREEN_CYAN), (0, 168, 0)),
        # A profile that cannot be used is no profile.
        ("broken-icc.jpg", encoded(even("RGB", RED), "JPEG", icc_profile=b"rubbish" * 40), RED),
        ("other-icc.jpg", encoded(even("RGB", RED), "JPEG", icc_profile=LINEAR_GREY), RED),
    ],
)
def test_colour(photo, cache, name, data, expected):
    seen = colour(photo(name, data), cache)
    assert near(seen, expected), seen


# --- what goes along with the pictures --------------------------------------------------------------------


def tell_tale(kind):
    """A photo full of what may not be published."""
    data = exif(camera="SECRET-camera", remark="SECRET-remark")
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.5), 3: "E", 4: (5.0, 6.0, 7.5), 29: "SECRET-date"})
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    options = {"exif": data, "icc_profile": bytes(profile), "xmp": b"<x:xmpmeta>SECRET-xmp</x:xmpmeta>"}
    options |= {"JPEG": {"comment": b"SECRET-comment"}, "PNG": {"pnginfo": png_text()}}.get(kind, {})
    if kind == "PNG":
        del options["xmp"]
    return encoded(noise(500, 300), kind, **options)


def png_text():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "SECRET-comment")
    info.add_itxt("XML:com.adobe.xmp", "SECRET-xmp")
    return info


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_nothing_leaks(photo, cache, name, kind):
    """Of place, camera, remarks and profile nothing is left; the photographer is."""
    source = tell_tale(kind)
    assert b"SECRET-camera" in source
    assert b"SECRET-xmp" in source
    for file in files(photo(name, source), cache, "Zoë van 't Hof"):
        data, image = file.read_bytes(), Image.open(file)
        tags = {tag: text.encode("latin-1").decode() for tag, text in image.getexif().items()}
        assert tags == {0x013B: "Zoë van 't Hof", 0x8298: "© Zoë van 't Hof"}
        assert image.getexif().get_ifd(0x8825) == {}
        assert set(image.info) & {"icc_profile", "comment"} == set()
        assert image.info["xmp"] == Rights("Zoë van 't Hof").xmp()
        for trace in (b"SECRET", b"GPS", b"ICC_PROFILE", b"prof", b"lcms", *([b"\xff\xfe"] if image.format == "JPEG" else [])):
            assert trace not in data[:2000], trace      # the last is a comment in a JPEG, and means nothing among the pixels of an AVIF
        assert b"SECRET" not in data


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is a second opinion")
def test_nothing_leaks_says_exiftool(photo, cache):
    paths = files(photo("a.jpg", tell_tale("JPEG")), cache, "Zoë")
    answer = subprocess.run(["exiftool", "-json", "-G", *paths], capture_output=True, check=True)
    for told in json.loads(answer.stdout):
        about_the_photo = {t: v for t, v in told.items() if t.startswith(("EXIF:", "XMP:", "ICC", "IPTC:"))}
        about_the_photo.pop("EXIF:ExifByteOrder", None)
        assert about_the_photo == {"EXIF:Artist": "Zoë", "EXIF:Copyright": "© Zoë", "XMP:Creator": "Zoë", "XMP:Rights": "© Zoë", "XMP:Credit": "Zoë"}
        assert [tag for tag in told if "GPS" in tag or "Comment" in tag] == []


@pytest.mark.parametrize(
    ("credit", "tags"),
    [
        ("Naam", {0x013B: "Naam", 0x8298: "© Naam"}),
        ("  ©  Jan\n Jansen ", {0x013B: "Jan Jansen", 0x8298: "© Jan Jansen"}),
        ("Onbekend", {}),
        ("", {}),
    ],
)
def test_credit(photo, cache, credit, tags):
    for file in files(photo("a.jpg", JPEG), cache, credit):
        found = Image.open(file).getexif()
        assert {tag: text.encode("latin-1").decode() for tag, text in found.items()} == tags


# --- the cache --------------------------------------------------------------------------------------------


def tree(folder):
    """Every file in a folder, with what would change if it were written again."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        found[str(path.relative_to(folder))] = (status.st_ino, status.st_mtime_ns, path.read_bytes())
    return found


def contents(folder):
    return {name: data for name, (_, _, data) in tree(folder).items()}


def test_same_photo_same_bytes(photo, tmp_path):
    path = photo("a.jpg", encoded(noise(1000, 700), "JPEG", icc_profile=SWAPPED))
    one, other = tmp_path / "one", tmp_path / "other"
    assert made(path, one) == made(path, other)
    assert contents(one) == contents(other)
    assert len(contents(one)) == 7  # two widths in two kinds, one for mail, the square, and picture.json


def test_second_time_nothing_is_made(photo, cache):
    path = photo("a.jpg", JPEG)
    first = made(path, cache)
    before = tree(cache), cache.stat().st_mtime_ns  # the folder's own time tells of what was made and removed
    assert made(path, cache) == first
    assert (tree(cache), cache.stat().st_mtime_ns) == before


def test_another_credit_is_another_entry(photo, cache):
    path = photo("a.jpg", JPEG)
    made(path, cache, "Een")
    made(path, cache, "Twee")
    digest = sha256(JPEG).hexdigest()
    keys = [photo_key(PhotoJob(path, digest, credit)) for credit in ("Een", "Twee")]
    assert sorted(entry.name for entry in cache.iterdir()) == sorted(keys)


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: (entry / "photo-60.avif").unlink(),
        lambda entry: (entry / "photo-60.jpg").write_bytes(b"half"),
        lambda entry: (entry / "picture.json").unlink(),
        lambda entry: (entry / "picture.json").write_text('{"derivatives": [{"width"'),
        lambda entry: (entry / "picture.json").write_text("[]"),
        lambda entry: (entry / "picture.json").write_text("1"),
        lambda entry: (entry / "picture.json").write_text('{"derivatives": [{"no": 1}]}'),
        shutil.rmtree,
    ],
    ids=["no-file", "half-file", "no-json", "half-json", "json-list", "json-number", "json-strange", "nothing"],
)
def test_damaged_entry_is_made_again(photo, cache, damage):
    path = photo("a.jpg", JPEG)
    first, before = made(path, cache), contents(cache)
    damage(next(cache.iterdir()))
    assert contents(cache) != before
    assert made(path, cache) == first
    assert contents(cache) == before


def die_while_writing(path, cache):
    """In a process of its own: the system kills it at the first file of more than 4,000 bytes."""
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        made(path, cache)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_crash_leaves_no_half_entry(photo, cache):
    """What was being made stays aside, and is removed when it is old. The next time it is made whole."""
    path = photo("a.jpg", encoded(noise(500, 300), "JPEG"))
    assert die_while_writing(path, cache) == -signal.SIGXFSZ
    (leftover,) = cache.iterdir()
    assert leftover.name.startswith(".making-")
    picture = made(path, cache)
    assert len(picture.derivatives) == 4
    derive_all([job(photo("b.jpg", JPEG))], cache)
    assert leftover.exists()  # another build may be at it
    os.utime(leftover, (0, 0))
    derive_all([job(photo("c.jpg", encoded(noise(50, 50), "JPEG")))], cache)
    assert not leftover.exists()


# --- many photos ------------------------------------------------------------------------------------------


def job(path, credit="Naam"):
    return PhotoJob(path, sha256(path.read_bytes()).hexdigest(), credit)


def no_pool(workers):
    raise AssertionError("no process was needed")


def test_derive_all(photo, cache, tmp_path):
    """Every photo has its answer, as one by one; a refusal is one. The second time no process is started."""
    good = [job(photo(f"{n}.jpg", encoded(noise(60 + n, 40), "JPEG"))) for n in range(4)]
    again = job(photo("again.jpg", good[0].source.read_bytes()))
    bad = job(photo("bad.png", png_header(600, 400)))
    told = []
    results = derive_all([*good, bad, again], cache, progress=lambda *news: told.append(news))
    assert results.pop(bad).rule == "photo-damaged"
    assert results == {j: derive(j, tmp_path / "other") for j in [*good, again]}
    assert contents(cache) == contents(tmp_path / "other")
    assert [(done, total) for done, total, _ in told] == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert derive_all([*good, again], cache, pool=no_pool) == results
    assert derive_all([], cache, pool=no_pool) == {}


def test_only_what_is_missing_gets_a_process(photo, cache):
    """One of two is in the cache: one worker."""
    old, new = job(photo("old.jpg", JPEG)), job(photo("new.jpg", encoded(noise(70, 40), "JPEG")))
    derive_all([old], cache)
    asked = []

    def counting(workers):
        asked.append(workers)
        return processes(workers)

    assert set(derive_all([old, new], cache, workers=4, pool=counting)) == {old, new}
    assert asked == [1]


@pytest.mark.parametrize("at_once", [True, False], ids=["while-jobs-come-in", "when-all-are-in"])
def test_photo_that_kills_its_worker(photo, cache, at_once):
    """It is named after a second try, and all others are done."""
    jobs = [job(photo(f"{n}.jpg", encoded(noise(60 + n, 40), "JPEG"))) for n in range(5)]
    killer = job(photo("bom.jpg", JPEG))

    def deadly(workers):
        pool = processes(workers)
        submit = pool.submit

        def submit_killer_too(work, job, cache):
            if job != killer:
                return submit(work, job, cache)
            future = submit(os._exit, 9)
            if at_once:
                future.exception()  # waits until it is dead
            return future

        pool.submit = submit_killer_too
        return pool

    told = []
    in_between = [*jobs[:2], killer, *jobs[2:]]
    results = derive_all(in_between, cache, progress=lambda *news: told.append(news), pool=deadly)
    why = results.pop(killer)
    assert (why.rule, why.nl, why.en) == (
        "photo-crash",
        "bom.jpg liet de verwerking twee keer vastlopen. Bewaar de foto opnieuw als JPEG, 6000 pixels breed.",
        "bom.jpg stopped the processing twice. Save the photo again as a JPEG, 6000 pixels wide.",
    )
    assert results == {j: derive(j, cache) for j in jobs}
    assert [done for done, _, _ in told] == [1, 2, 3, 4, 5, 6]


def test_any_executor_will_do(photo, cache, tmp_path):
    """The seam where a cluster's executor takes the place of our processes: the same pictures come of it."""
    jobs = [job(photo(f"{n}.jpg", encoded(noise(60 + n, 40), "JPEG"))) for n in range(3)]
    assert derive_all(jobs, cache, pool=ThreadPoolExecutor) == derive_all(jobs, tmp_path / "other")
    assert contents(cache) == contents(tmp_path / "other")


def test_our_own_faults_are_not_refusals(photo, tmp_path):
    """A cache that cannot be written stops the build: it says nothing about the photo."""
    blocked = photo("cache", b"a file where the folder should be")
    with pytest.raises(FileExistsError):
        derive_all([job(photo("a.jpg", JPEG))], blocked)


def test_refusal_comes_back_from_a_worker():
    why = pickle.loads(pickle.dumps(PhotoRefused("rule", "nl", "en")))
    assert (why.rule, why.nl, why.en) == ("rule", "nl", "en")


def test_pillow_is_not_imported_before_it_is_needed():
    """It costs a build without new photos more than all its photos' cache entries together."""
    code = "import sys, charter.photos as p; p.photo_key(p.PhotoJob('a', 'b', 'c')); print('PIL.Image' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_sources_are_left_alone(photo, cache):
    path = photo("a.jpg", JPEG)
    before = path.stat()
    made(path, cache)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == (before.st_mtime_ns, JPEG)
    assert set(path.parent.iterdir()) == {path, cache}
