"""Photos that may come in: of every format, depth, kind of colour and position, each is shown as it was meant."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from camera_files import (
    ADOBE_RGB,
    BLUE,
    DISPLAY_P3,
    GREEN,
    RED,
    TEN_BIT_P3,
    WHITE,
    corners,
    encoded,
    even,
    even_png,
    extended,
    grain,
    made,
    png_chunk,
    tiff,
    with_segments,
)
from charter.photos import Header, inspect

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic", "MPO": "jpg"}


@pytest.fixture
def pictures(tmp_path):
    """Writes a photo and gives what is made of it: the largest JPEG and AVIF, opened."""
    def make(kind: str, data: bytes) -> list[Image.Image]:
        path = tmp_path / f"foto.{ENDINGS[kind]}"
        path.write_bytes(data)
        files = made(path, tmp_path / "cache")
        assert not isinstance(files, str), files
        return [Image.open(file) for file in files]
    return make


def seen(images: list[Image.Image], by: int = 8) -> tuple[int, ...]:
    """The colour in the middle of the JPEG; the AVIF must have it too."""
    jpeg, avif = (image.getpixel((image.width // 2, image.height // 2)) for image in images)
    assert max(abs(a - b) for a, b in zip(jpeg, avif, strict=True)) <= by, (jpeg, avif)
    return jpeg


def near(one: tuple[int, ...], other: tuple[int, ...], by: int) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= by


# --- colours ----------------------------------------------------------------------------------------------------

# From linear light to XYZ under D65 and back: the figures of CSS Color Module Level 4, chapter 18.
TO_XYZ = {
    "p3": ((0.4865709, 0.2656677, 0.1982173), (0.2289746, 0.6917385, 0.0792869), (0.0, 0.0451134, 1.0439444)),
    "adobe": ((0.5766690, 0.1855582, 0.1882286), (0.2973450, 0.6273636, 0.0752915), (0.0270314, 0.0706889, 0.9913375)),
}
FROM_XYZ = ((3.2409699, -1.5373832, -0.4986108), (-0.9692436, 1.8759675, 0.0415551), (0.0556301, -0.2039770, 1.0569715))


def as_srgb(space: str, colour: tuple[int, ...]) -> tuple[int, ...]:
    """A colour of that space as it looks in sRGB; what sRGB lacks is cut off."""
    def light(value: float) -> float:
        if space == "adobe":
            return value ** (563 / 256)
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    def coded(value: float) -> int:
        value = min(1.0, max(0.0, value))
        return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
    linear = [light(value / 255) for value in colour]
    xyz = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in TO_XYZ[space]]
    return tuple(coded(sum(a * b for a, b in zip(row, xyz, strict=True))) for row in FROM_XYZ)


def test_the_formula_itself():
    """Against published pairs: what CSS gives for color(display-p3 ...), and white stays white."""
    assert as_srgb("p3", (255, 255, 255)) == as_srgb("adobe", (255, 255, 255)) == (255, 255, 255)
    assert as_srgb("p3", (234, 51, 35)) == (255, 0, 0)      # sRGB's red as Display P3 writes it
    assert as_srgb("adobe", (219, 0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize(("space", "profile"), [("p3", DISPLAY_P3), ("adobe", ADOBE_RGB)])
@pytest.mark.parametrize("colour", [(200, 100, 50), (40, 160, 90), (20, 230, 30)], ids=["inside", "green", "outside"])
def test_wide_colours(pictures, kind, space, profile, colour):
    """A profile is obeyed in every format: without, (200, 100, 50) would come out as it stands."""
    options = {"lossless": True} if kind == "WEBP" else {"subsampling": "4:4:4"} if kind == "AVIF" else {}
    found = seen(pictures(kind, encoded(even("RGB", colour), kind, icc_profile=profile, **options)))
    expected = as_srgb(space, colour)
    assert near(found, expected, 5), (found, expected)
    assert not near(expected, colour, 8)


def with_code_points(data: bytes, primaries: int, transfer: int) -> bytes:
    """An AVIF or HEIC that says so of its colours."""
    start = data.index(b"nclx") + 4
    return data[:start] + struct.pack(">HH", primaries, transfer) + data[start + 4:]


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_colours_by_code_point(pictures, kind):
    """Display P3 without a profile; and what means sRGB stays as it is."""
    data = encoded(even("RGB", (200, 100, 50)), kind, subsampling="4:4:4", **({"save_nclx_profile": True} if kind == "HEIF" else {}))
    assert near(seen(pictures(kind, with_code_points(data, 12, 13))), as_srgb("p3", (200, 100, 50)), 5)
    for primaries, transfer in ((1, 13), (1, 1), (2, 2), (1, 6), (5, 6)):
        assert near(seen(pictures(kind, with_code_points(data, primaries, transfer))), (200, 100, 50), 4), (primaries, transfer)


def test_ten_bits(pictures):
    """Of an AVIF with the colours of Display P3, and of a HEIC."""
    assert near(seen(pictures("AVIF", TEN_BIT_P3)), as_srgb("p3", (199, 100, 50)), 4)
    pillow_heif = pytest.importorskip("pillow_heif")
    file = io.BytesIO()
    deep = struct.pack("<3H", 200 * 257, 100 * 257, 50 * 257) * 64 * 48
    pillow_heif.from_bytes("RGB;16", (64, 48), deep).save(file, quality=95)
    assert pillow_heif.open_heif(file, convert_hdr_to_8bit=False).info["bit_depth"] == 10
    assert near(seen(pictures("HEIF", file.getvalue())), (200, 100, 50), 4)


LINEAR = (b"gAMA", struct.pack(">I", 100_000))
PLAIN = (b"gAMA", struct.pack(">I", 45_455))
P3_POINTS = (b"cHRM", struct.pack(">8I", 31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000))


@pytest.mark.parametrize(("data", "expected"), [
    (even_png(struct.pack(">3H", 200 * 257, 100 * 257, 50 * 257), bits=16), (200, 100, 50)),
    (even_png(struct.pack(">4H", 65535, 0, 0, 32768), bits=16, colours=6), (255, 127, 127)),
    (even_png(struct.pack(">H", 0x8000), bits=16, colours=0), (128, 128, 128)),
    (even_png(struct.pack(">H", 0x8000), bits=16, colours=0, before=[PLAIN]), (128, 128, 128)),
    (even_png(struct.pack(">H", 0x8000), bits=16, colours=0, before=[LINEAR]), (188, 188, 188)),       # half of the light
    (even_png(struct.pack(">2H", 0, 0x8000), bits=16, colours=4), (127, 127, 127)),
    (even_png(b"\x80", colours=0, before=[LINEAR]), (188, 188, 188)),
    (even_png(b"\x80\x80\x80", before=[LINEAR]), (188, 188, 188)),
    (even_png(b"\x80\x80\x80", before=[(b"sRGB", b"\0"), LINEAR]), (128, 128, 128)),                  # sRGB counts more
    (even_png(b"\xc8\x64\x32", before=[PLAIN, P3_POINTS]), as_srgb("p3", (200, 100, 50))),
    (even_png(b"\xc8\x64\x32", before=[(b"cICP", bytes((12, 13, 0, 1)))]), as_srgb("p3", (200, 100, 50))),
    (even_png(b"\xc8\x64\x32", before=[(b"cICP", bytes((12, 13, 0, 1))), LINEAR]), as_srgb("p3", (200, 100, 50))),
    (even_png(b"\xc8\x64\x32", before=[PLAIN, (b"cHRM", bytes(32))]), (200, 100, 50)),                # no triangle: not obeyed
    (even_png(b"\x01", colours=3, before=[(b"PLTE", b"\0\0\0\xff\0\0"), (b"tRNS", b"\xff\x80")]), (255, 127, 127)),
    (even_png(b"\x40\x80", colours=4), (159, 159, 159)),
], ids=["16-rgb", "16-rgba", "16-grey", "16-grey-gamma", "16-grey-linear", "16-grey-alpha", "grey-linear", "linear", "srgb-and-gamma",
        "chromaticities", "cicp", "cicp-and-gamma", "no-triangle", "palette-alpha", "grey-alpha"])
def test_kinds_of_png(pictures, data, expected):
    """Depths, transparency on white, and the ways in which a PNG may tell of its colours."""
    found = seen(pictures("PNG", data))
    assert near(found, expected, 3), (found, expected)


def ycck(pixel: tuple[int, int, int, int]) -> bytes:
    """A CMYK JPEG as Photoshop writes it: turned round, and as YCbCr with black; `pixel` is ink, 255 is full."""
    cyan, magenta, yellow, black = pixel
    # In such a file 255 is no ink, YCbCr is of what is left over, and Pillow turns round what it is given: twice is as it was.
    luma, blue, red = even("RGB", (cyan, magenta, yellow)).convert("YCbCr").getpixel((0, 0))
    data = encoded(even("CMYK", (255 - luma, 255 - blue, 255 - red, black)), "JPEG")
    at = data.index(b"Adobe") + 11
    return data[:at] + b"\2" + data[at + 1:]


@pytest.mark.parametrize("name", ["plain", "ycck", "ycck-strange-profile"])
def test_ink(pictures, name):
    """Red of magenta and yellow, in both ways to write it down; the profile of a screen is no profile for ink."""
    data = encoded(even("CMYK", (0, 255, 255, 0)), "JPEG") if name == "plain" else ycck((0, 255, 255, 0))
    if "profile" in name:
        data = with_segments(data, (0xE2, b"ICC_PROFILE\0\1\1" + DISPLAY_P3))
    assert near(seen(pictures("JPEG", data)), RED, 4)


# --- how it lies ------------------------------------------------------------------------------------------------

PLACES = ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))


def corners_of(image: Image.Image) -> list[tuple[int, ...]]:
    """Rounded to the nearest of 0 and 255."""
    spots = (image.getpixel((int(x * image.width), int(y * image.height))) for x, y in PLACES)
    return [tuple(255 * (value > 127) for value in spot) for spot in spots]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_orientation(pictures, kind, order, orientation):
    """Eight ways to lie, in both orders of bytes: compared by pixels."""
    lying, exif = corners(orientation), tiff(orientation, order)
    if kind == "WEBP":
        data = extended(lying, 8, (b"EXIF", exif))
    elif kind == "PNG":
        data = encoded(lying, "PNG")[:33] + png_chunk(b"eXIf", exif) + encoded(lying, "PNG")[33:]
    else:
        data = with_segments(encoded(lying, "JPEG", subsampling=0), (0xE1, b"Exif\0\0" + exif))
    for image in pictures(kind, data):
        assert (image.size, corners_of(image)) == ((64, 48) if orientation < 5 else (48, 64), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_orientation_in_a_box(pictures, kind, orientation):
    """AVIF and HEIC say it in boxes. These count, once; EXIF data beside them say nothing, as the standard has it."""
    pytest.importorskip("pillow_heif")
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(corners(orientation), kind, exif=exif.tobytes(), subsampling="4:4:4")
    size = (64, 48) if orientation < 5 else (48, 64)
    for file in (data, data.replace(b"Exif", b"none", 1)):
        for image in pictures(kind, file):
            assert (image.size, corners_of(image)) == (size, [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("exif", [
    b"MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\x09\0\0",            # there is no ninth
    tiff(6).replace(b"\0\3\0\0\0\1", b"\0\2\0\0\0\1"),                   # as text
    tiff(6)[:-8], b"MM\0*\xff\xff\xff\xff", b"MM\0*", b"", b"ZZ" + tiff(6)[2:],
], ids=["ninth", "text", "cut", "far", "short", "nothing", "order"])
def test_broken_orientation(pictures, exif):
    """Is shown as it lies, as browsers do."""
    data = with_segments(encoded(corners(1), "JPEG", subsampling=0), (0xE1, b"Exif\0\0" + exif))
    assert corners_of(pictures("JPEG", data)[0]) == [RED, GREEN, BLUE, WHITE]


# --- how it is built --------------------------------------------------------------------------------------------

def test_second_image_is_larger(pictures):
    """The first of an MPO is the photo, whatever stands behind it."""
    data = encoded(corners(1), "MPO", save_all=True, append_images=[grain(640, 480)], subsampling=0)
    for image in pictures("MPO", data):
        assert (image.size, corners_of(image)) == ((64, 48), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("options", [
    {"progressive": True, "subsampling": "4:2:0", "restart_marker_blocks": 2},
    {"subsampling": "4:2:0", "restart_marker_rows": 1},
    {"subsampling": "4:2:2", "optimize": True},
    {"subsampling": "4:1:1"},
], ids=["progressive-restart", "restart", "4:2:2", "4:1:1"])
def test_kinds_of_jpeg(pictures, options):
    for image in pictures("JPEG", encoded(corners(1, (320, 240)), "JPEG", **options)):
        assert (image.size, corners_of(image)) == ((320, 240), [RED, GREEN, BLUE, WHITE])


def test_junk_between_segments(pictures):
    """Some cameras fill up with zeros or 0xFF; readers pass over it."""
    data = encoded(corners(1), "JPEG", subsampling=0)
    assert corners_of(pictures("JPEG", data[:2] + b"\xff\xff\xff" + data[2:20] + bytes(50) + data[20:])[0]) == [RED, GREEN, BLUE, WHITE]


def test_pixels_in_many_parts(pictures):
    """A PNG with its pixels in parts of 10 bytes, and texts behind them."""
    whole = encoded(corners(1), "PNG")
    at = whole.index(b"IDAT")
    held = whole[at + 4:at + 4 + int.from_bytes(whole[at - 4:at], "big")]
    parts = b"".join(png_chunk(b"IDAT", held[n:n + 10]) for n in range(0, len(held), 10))
    data = whole[:at - 4] + parts + png_chunk(b"tEXt", b"Comment\0na de pixels") + png_chunk(b"IEND", b"")
    assert corners_of(pictures("PNG", data)[0]) == [RED, GREEN, BLUE, WHITE]


def test_header_of_what_is_large(tmp_path):
    """What one look at the header says, with megabytes of notes in front of it."""
    notes = [(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b" " * 60_000)] * 100
    data = with_segments(encoded(grain(64, 48), "JPEG"), *notes, (0xE1, b"Exif\0\0" + tiff(6)))
    (tmp_path / "a.jpg").write_bytes(data)
    assert inspect(tmp_path / "a.jpg") == Header("JPEG", 48, 64)


@pytest.mark.parametrize(("size", "name", "options"), [
    ((10_000, 8_000), "a.jpg", {}), ((8_000, 10_000), "a.jpg", {"progressive": True}), ((10_000, 8_000), "a.png", {"compress_level": 1}),
], ids=["jpeg", "progressive", "png"])
@pytest.mark.show
def test_eighty_megapixels(tmp_path, size, name, options):
    """The most that may come in: every picture of it is right."""
    path = Path(tmp_path, name)
    corners(1, size).save(path, **options)
    files = made(path, tmp_path / "cache")
    assert not isinstance(files, str), files
    for image in map(Image.open, files):
        assert (image.size, corners_of(image)) == ((1600, round(1600 * size[1] / size[0])), [RED, GREEN, BLUE, WHITE])
