"""What a photo says besides its pixels: of where, with what and of whom it was taken nothing is published, whoever wrote it down and how."""

from __future__ import annotations

import io
import json
import re
import shutil
import struct
import subprocess
import zlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from camera_files import DISPLAY_P3, encoded, extended, grain, png_chunk, with_segments
from charter.photos.source import BARE
from records_folder import written

SECRET = "GEHEIM"       # stands in all that may not be published
FOLDER = "2026-03-12-utrecht"
SIZE = (500, 400)
XMP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 exif:GPSLatitude="52,5.44N" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="{SECRET}-serial" dc:title="{SECRET}-title">
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name="{SECRET}-face" mwg-rs:Type="Face"/></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def exif() -> bytes:
    """Camera, owner, serial numbers, place, the maker's own notes, and a thumbnail, as in a TIFF."""
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x013B], data[0x010E] = "GEHEIM-make", "GEHEIM-model", "GEHEIM-artist", "GEHEIM-remark"
    data.get_ifd(0x8769).update({0xA430: "GEHEIM-owner", 0xA431: "GEHEIM-serial", 0x9286: b"ASCII\0\0\0GEHEIM-comment", 0x927C: b"GEHEIM-makernote", 0xA420: "GEHEIM-id"})
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.5), 3: "E", 4: (5.0, 6.0, 7.5), 27: b"GEHEIM-method", 29: "2026:03:12"})
    tiff = data.tobytes().removeprefix(b"Exif\0\0")
    return tiff + b"GEHEIM-thumbnail" + encoded(grain(16, 12), "JPEG")


def iptc() -> bytes:
    """Photoshop's way to keep captions and places."""
    records = b"".join(b"\x1c\2" + bytes((tag,)) + struct.pack(">H", len(text)) + text for tag, text in ((120, b"GEHEIM-caption"), (90, b"GEHEIM-city"), (80, b"GEHEIM-byline")))
    return b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)


def profile() -> bytes:
    """A profile that says who made it, as those of studios do."""
    return DISPLAY_P3 + b"GEHEIM-profile"


@cache
def sources() -> dict[str, bytes]:
    """One file of each format, full of it."""
    photo = Image.linear_gradient("L").convert("RGB").resize(SIZE)
    jpeg = with_segments(
        encoded(photo, "MPO", save_all=True, append_images=[grain(64, 48)], comment=b"GEHEIM-in-mpo"), (0xE1, b"Exif\0\0" + exif()),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), (0xE2, b"ICC_PROFILE\0\1\1" + profile()), (0xED, iptc()), (0xFE, b"GEHEIM-comment"),
        (0xEC, b"Ducky\0\1\0\4GEHEIM"), (0xE5, b"GEHEIM-app5"))
    png = encoded(photo, "PNG", icc_profile=profile())
    notes = [(b"tEXt", b"Author\0GEHEIM-author"), (b"zTXt", b"Comment\0\0" + zlib.compress(b"GEHEIM-comment")), (b"tIME", bytes((7, 234, 3, 12, 16, 0, 0))),
             (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), (b"eXIf", exif()), (b"teXt", b"GEHEIM-own")]
    made = b"".join(png_chunk(*note) for note in notes)
    options = {"exif": b"Exif\0\0" + exif(), "xmp": XMP, "icc_profile": profile()}
    return {
        "jpeg.jpg": jpeg + b"GEHEIM-trailer", "png.png": png[:33] + made + png[33:-12] + made + png[-12:],
        "webp.webp": extended(photo, 0x0C, (b"EXIF", exif()), (b"XMP ", XMP), (b"GEHE", b"IM-own")),
        "avif.avif": encoded(photo, "AVIF", **options), "heic.heic": encoded(photo, "HEIF", **options)}


# What exiftool tells of every file, whatever is in it; and of a picture of ours, who made it and on which terms.
STRUCTURE = {"SourceFile", "ExifTool", "System", "File", "JFIF", "Composite", "Meta", "Track1", "QuickTime"}
SAID = {"IFD0:Artist", "IFD0:Copyright", "XMP-dc:Creator", "XMP-dc:Rights", "XMP-photoshop:Credit", "XMP-xmpRights:UsageTerms",
        "XMP-xmpRights:WebStatement", "XMP-x:XMPToolkit"}
# What exiftool is asked to write into a photo of each format; every value holds the word.
WRITES = [f"-{tag}={SECRET}" for tag in (
    "Artist", "Copyright", "ImageDescription", "Make", "Model", "OwnerName", "SerialNumber", "LensModel", "LensSerialNumber", "UserComment", "GPSAreaInformation",
    "XMP-dc:Creator", "XMP-dc:Description", "XMP-dc:Subject", "XMP-xmpMM:DocumentID", "XMP-photoshop:City", "XMP-iptcCore:Location", "XMP-iptcExt:PersonInImage",
    "XMP-mwg-rs:RegionName", "XMP-xmpDM:Album", "XMP-crs:RawFileName", "XMP-aux:SerialNumber", "IPTC:Caption-Abstract", "IPTC:City", "IPTC:By-line", "Comment",
    "XMP-GPano:CaptureSoftware", "Photoshop:URL", "XMP-digiKam:TagsList", "XMP-MP:RegionPersonDisplayName")] + ["-GPSLatitude=52.09", "-GPSLatitudeRef=N", "-GPSLongitude=5.1"]


@pytest.fixture(scope="module")
def site(charter, tmp_path_factory):
    """Built of such photos; exiftool adds what it knows to the first, where there is one."""
    root = tmp_path_factory.mktemp("metadata")
    names = sources()
    photos = "".join(f"  - {{file: {name}, alt: {{nl: Een groep, en: A group}}, credit: Zoë de Maker, licence: CC BY 4.0, people: []}}\n" for name in names)
    text = f"date: 2026-03-12\npublish_at: 2026-03-12 16:00\nplace: Utrecht\nphotos:\n{photos}signatories: [{{id: bakkerij-b, name: Bakkerij B}}]\n"
    written(root / "signatories", {f"{FOLDER}/batch.yaml": text} | {f"{FOLDER}/{name}": data for name, data in names.items()})
    if shutil.which("exiftool"):
        exiftool([root / "signatories" / FOLDER / name for name in names])
    ran = charter("build", "--records", root / "signatories", "--output", root / "output", "--as-of", "2026-04-01")
    assert ran.code == 0, ran.stdout + ran.stderr
    return root


def exiftool(photos: list[Path]) -> None:
    """Writes all that a format can hold, beside what is there; it passes over what it cannot write."""
    before = [photo.read_bytes().count(SECRET.encode()) for photo in photos]
    subprocess.run(["exiftool", "-m", "-q", "-q", "-overwrite_original", *WRITES, *photos], check=True)
    after = [photo.read_bytes().count(SECRET.encode()) for photo in photos]
    assert [photo.name for photo, one, other in zip(photos, before, after, strict=True) if other < one + 10] == []


def pictures(root: Path) -> list[Path]:
    found = sorted(path for path in (root / "output").rglob("*") if path.suffix in (".jpg", ".avif", ".png", ".webp"))
    assert len(found) >= 5 * 4      # of each photo
    return found


def test_the_sources_say_it():
    """Else the other tests would prove nothing."""
    said = sources()
    for name, data in said.items():
        assert SECRET.encode() in data, name
    assert [name for name, data in said.items() if b"GEHEIM-owner" not in data] == []
    assert [name for name, data in said.items() if b"GEHEIM-face" not in data] == []


def test_decoders_never_see_it():
    """It is taken away before Pillow looks: so it can neither come along nor hold anything up."""
    def seen(name: str) -> bytes:
        return BARE[{"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "avif": "AVIF", "heic": "HEIC"}[name.split(".")[0]]](io.BytesIO(sources()[name])).stream.read()
    head = seen("jpeg.jpg").split(b"\xff\xda")[0]
    assert head.replace(b"GEHEIM-profile", b"").count(SECRET.encode()) == 0
    assert SECRET.encode() not in seen("png.png") + seen("webp.webp")
    for name in ("avif.avif", "heic.heic"):     # the bytes stay where they are, but nothing says any more what they are
        kinds = [re.findall(rb"infe.{8}(.{4})", data, re.DOTALL) for data in (sources()[name], seen(name))]
        assert (sorted(set(kinds[0]) - set(kinds[1])), set(kinds[1]) - set(kinds[0])) == ([b"Exif", b"mime"], {b"none"})


def test_nothing_of_it_is_in_the_site(site):
    """Not in any picture, and not in a page, feed or any other file."""
    for path in (path for path in (site / "output").rglob("*") if path.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path
    for path in pictures(site):
        image = Image.open(path)
        assert set(image.info) & {"icc_profile", "comment", "photoshop", "mp", "flashpix"} == set(), path
        assert getattr(image, "n_frames", 1) == 1
        assert image.getexif().get_ifd(0x8825) == {}
        assert set(image.getexif()) <= {0x013B, 0x8298}


def test_packed_texts_are_gone_too(site):
    """What is packed would not be found by its letters: a JPEG and an AVIF hold no text but the credit, which is not packed."""
    for path in pictures(site):
        if path.suffix == ".jpg":
            data = path.read_bytes()
            markers, at = [], 2
            while data[at + 1] != 0xDA:
                markers.append(data[at + 1])
                at += 2 + int.from_bytes(data[at + 2:at + 4], "big")
            assert set(markers) <= {0xE0, 0xE1, 0xDB, 0xC0, 0xC2, 0xC4}, path
            assert markers.count(0xE1) <= 2


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is a second opinion")
def test_exiftool_finds_the_credit_and_no_more(site):
    """Every tag of every picture of the site is of the file's structure, or says who made the photo."""
    told = json.loads(subprocess.run(["exiftool", "-json", "-G1", "-a", "-u", *pictures(site)], capture_output=True, check=True).stdout)
    others = {tag for tags in told for tag in tags if tag not in SAID and tag.split(":")[0] not in STRUCTURE}
    assert others == set()
    photos = [tags for tags in told if "photo-" in tags["SourceFile"]]
    assert {(tags.get("IFD0:Artist"), tags.get("XMP-dc:Creator")) for tags in photos} == {("Zoë de Maker", "Zoë de Maker")}
