"""Photos that are refused: each by name and at its own line, quickly and in little memory, and all others are looked at all the same."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from camera_files import encoded, even, extended, grain, made, png_chunk, with_segments
from charter.photos import inspect
from conftest import ROOT
from hostile_photos import JPEG, PNG, every_hostile, laid_down
from records_folder import written

SECONDS, MEGABYTES = 1, 200
FOLDER = "2026-03-12-utrecht"


def batch(*names: str) -> str:
    """A signing with these photos, the first on line 4. JSON is YAML."""
    photos = "".join(f"  - {{file: {json.dumps(name, ensure_ascii=False)}, alt: {{nl: Een groep, en: A group}}, credit: Jo Demo, people: []}}\n" for name in names)
    return f"date: 2026-03-12\nplace: Utrecht\nphotos:\n{photos}signatories: [{{id: bakkerij-b, name: Bakkerij B}}]\n"


class Measured(NamedTuple):
    code: int
    stdout: str
    seconds: float      # of the processor
    megabytes: float    # at most, of any one process


# A process inherits the peak of what starts it, and a test runner is large: so something small stands in between.
MEASURE = """
import json, os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]), file=sys.stderr)
"""


def measured(*command: object) -> Measured:
    """A real process and all that it starts."""
    ran = subprocess.run([sys.executable, "-S", "-c", MEASURE, *map(str, command)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False)
    code, seconds, megabytes = json.loads(ran.stderr.strip().splitlines()[-1])
    return Measured(code, ran.stdout, seconds, megabytes)


def errors_in(said: str) -> list[tuple[int, str, str]]:
    """Line, rule and the name that the sentence begins with."""
    return [(p["line"], p["rule"], p["message"].split(" ")[0]) for p in json.loads(said) if p["level"] == "error"]


CHARTER = Path(sys.executable).with_name("charter")
LOOK = """
import json, os, resource, sys
from pathlib import Path
import charter.photos.many
from charter.photos import PhotoRefused, inspect
charter.photos.many._import_pillow()
for name in json.loads(sys.stdin.read()):
    if os.fork() == 0:
        try:
            inspect(Path(sys.argv[1], name)); rule = ""
        except PhotoRefused as refusal:
            rule = refusal.rule
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps([name, rule, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]), flush=True)
        os._exit(0)
    os.wait()
"""


def looked_at(folder: Path, names: list[str]) -> list[tuple[str, str, float, float]]:
    """Each in a process of its own: name, the rule that it is refused by or "", seconds and megabytes."""
    ran = subprocess.run([sys.executable, "-c", LOOK, folder], input=json.dumps(names), capture_output=True, encoding="utf-8", timeout=300, check=True)
    return [tuple(json.loads(line)) for line in ran.stdout.splitlines()]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A signing with every hostile photo, and a good one in front and at the end; and what is to be said."""
    root = tmp_path_factory.mktemp("hostile")
    files = every_hostile()
    names = ["goed.jpg", *(name for name, _, _ in files), "ook-goed.png"]
    written(root / "signatories", {f"{FOLDER}/batch.yaml": batch(*names), f"{FOLDER}/goed.jpg": JPEG, f"{FOLDER}/ook-goed.png": encoded(grain(60, 40), "PNG")})
    laid_down(root / "signatories" / FOLDER, files)
    return root, files, [(line, rule, name) for line, (name, _, rule) in enumerate(files, 5)]


def test_each_is_refused_quickly(hostile):
    """Less than a second and 200 MB for each, in a process of its own."""
    root, files, _ = hostile
    answers = looked_at(root / "signatories" / FOLDER, [name for name, _, _ in files])
    assert [(name, rule) for name, rule, _, _ in answers] == [(name, rule) for name, _, rule in files]
    assert [answer for answer in answers if answer[2] > SECONDS or answer[3] > MEGABYTES] == []


@pytest.mark.parametrize("command", ["check", "build"])
def test_all_at_once(hostile, command):
    """One run names all of them, each at its line; nothing is written, and nothing is said of the good ones."""
    root, files, expected = hostile
    more = ["--output", root / "output"] if command == "build" else []
    ran = measured(CHARTER, command, "--records", root / "signatories", *more, "--format", "json")
    assert (ran.code, errors_in(ran.stdout)) == (1, expected)
    assert not (root / "output").exists()
    # A second for each and 200 MB is what was asked. It takes some three seconds in all.
    assert ran.seconds < SECONDS * len(files) / 4
    assert ran.megabytes < MEGABYTES


def test_outside_the_folder(tmp_path, charter):
    """No name leads out of the folder: not up, not from the root, not the way of Windows, and no byte 0 cuts it off."""
    (tmp_path / "geheim.jpg").write_bytes(JPEG)
    names = ["../geheim.jpg", f"{tmp_path}/geheim.jpg", "..\\geheim.jpg", "C:\\geheim.jpg", "a/../../geheim.jpg", ".geheim.jpg", "..", "groep.jpg\0.png", ""]
    written(tmp_path / "signatories", {f"{FOLDER}/batch.yaml": batch(*names)})
    ran = charter("check", "--records", tmp_path / "signatories", "--format", "json")
    assert ran.code == 1
    # The byte 0 is told of twice: as a sign that nobody sees, too.
    assert [(line, rule) for line, rule, _ in errors_in(ran.stdout)] == [
        *((line, "file-name") for line in range(4, 12)), (11, "hidden-sign"), (12, "empty")]


def test_folder_that_is_a_link(tmp_path, charter):
    """What is in it is not looked at."""
    written(tmp_path / "elders", {f"{FOLDER}/batch.yaml": batch("groep.jpg"), f"{FOLDER}/groep.jpg": JPEG})
    written(tmp_path / "signatories", {})
    (tmp_path / "signatories" / FOLDER).symlink_to(tmp_path / "elders" / FOLDER)
    ran = charter("check", "--records", tmp_path / "signatories", "--format", "json")
    assert ran.code == 1
    assert [(p["path"], p["rule"], p["message"]) for p in json.loads(ran.stdout)] == [
        (f"{FOLDER}/batch.yaml", "no-file", "deze map is een verwijzing; zet hier de map zelf")]


def test_exif_that_points_at_itself(tmp_path):
    """Five thousand entries that each claim all of the 64 KB: an old Pillow made 300 MB of it. Only how the photo lies is read."""
    entries = b"".join(struct.pack(">HHII", tag, 7, 65_000, 8) for tag in range(1000, 6000))
    held = b"MM\0*\0\0\0\x08" + struct.pack(">H", 5001) + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + entries + bytes(5_000)
    assert len(held) < 65_500
    plain = b"MM\0*\0\0\0\x08\0\0" + bytes(len(held) - 10)        # Pillow would follow it while it writes an AVIF
    for name, data in {"a.jpg": with_segments(JPEG, (0xE1, b"Exif\0\0" + held)), "a.png": PNG[:33] + png_chunk(b"eXIf", held) + PNG[33:],
                       "a.webp": extended(grain(60, 40), 8, (b"EXIF", held)),
                       "a.avif": encoded(grain(60, 40), "AVIF", exif=b"Exif\0\0" + plain).replace(plain, held)}.items():
        assert held in data
        (tmp_path / name).write_bytes(data)
        (answer,) = looked_at(tmp_path, [name])
        assert answer[:2] == (name, "")
        assert answer[2] < SECONDS
        assert answer[3] < MEGABYTES
        assert inspect(tmp_path / name)[1:] == ((60, 40) if name == "a.avif" else (40, 60))     # in an AVIF only its boxes count


# --- what only the decoder sees ---------------------------------------------------------------------------------

def cut_and_closed(data: bytes, part: float) -> bytes:
    """The first part of a JPEG, with an end glued on."""
    return data[:int(len(data) * part)] + b"\xff\xd9"


def half_a_png() -> bytes:
    whole = encoded(grain(200, 100), "PNG")
    at = whole.index(b"IDAT")
    return whole[:at - 4] + png_chunk(b"IDAT", whole[at + 4:at + 4000]) + png_chunk(b"IEND", b"")


def garbled(avif: bytes) -> bytes:
    at = avif.index(b"mdat") + 4
    return avif[:at] + bytes(byte ^ 0x55 for byte in avif[at:])


DAMAGED = {"half.png": half_a_png(), "ook-half.png": half_a_png() + b" ", "verward.avif": garbled(encoded(grain(200, 100), "AVIF"))}
PHOTO = grain(320, 240)


def test_damaged_ones_are_told_of_together(tmp_path, charter):
    """Their headers are right, so only the build sees it; it sees all of them, and the good one is not named."""
    written(tmp_path / "signatories", {f"{FOLDER}/{name}": data for name, data in DAMAGED.items()} | {
        f"{FOLDER}/goed.jpg": JPEG, f"{FOLDER}/batch.yaml": batch("goed.jpg", *DAMAGED)})
    assert charter("check", "--records", tmp_path / "signatories").code == 0
    ran = charter("build", "--records", tmp_path / "signatories", "--output", tmp_path / "output", "--format", "json")
    assert (ran.code, errors_in(ran.stdout)) == (1, [(line, "photo-damaged", name) for line, name in enumerate(DAMAGED, 5)])
    assert not (tmp_path / "output").exists()


def test_damaged_beside_other_mistakes(tmp_path, charter):
    """A photo that is refused by its header does not hide one that only the decoder refuses."""
    written(tmp_path / "signatories", {f"{FOLDER}/half.png": half_a_png(), f"{FOLDER}/leeg.jpg": b"", f"{FOLDER}/batch.yaml": batch("half.png", "leeg.jpg")})
    ran = charter("build", "--records", tmp_path / "signatories", "--output", tmp_path / "output", "--format", "json")
    assert (ran.code, errors_in(ran.stdout)) == (1, [(4, "photo-damaged", "half.png"), (5, "photo-empty", "leeg.jpg")])


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("options", [{}, {"restart_marker_rows": 1}, {"subsampling": 0}], ids=["plain", "restart", "4:4:4"])
def test_cut_and_closed(tmp_path, options, part):
    """Decoders fill up the rest with grey."""
    (tmp_path / "a.jpg").write_bytes(cut_and_closed(encoded(PHOTO, "JPEG", **options), part))
    assert made(tmp_path / "a.jpg", tmp_path / "cache") == "photo-truncated"


@pytest.mark.parametrize("part", [0.1, 0.3, 0.6])
def test_progressive_cut_and_closed(tmp_path, part):
    """Decoders leave out what is fine. (Cut within the last scan it is as good as whole, and nobody can tell.)"""
    (tmp_path / "a.jpg").write_bytes(cut_and_closed(encoded(PHOTO, "JPEG", progressive=True), part))
    assert made(tmp_path / "a.jpg", tmp_path / "cache") == "photo-truncated"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 3}], ids=["plain", "progressive", "restart"])
def test_grey_that_was_meant(tmp_path, mode, options):
    """A photo that ends in that very grey is whole."""
    (tmp_path / "a.jpg").write_bytes(encoded(even(mode, 128 if mode == "L" else (127,) * 4 if mode == "CMYK" else (128,) * 3), "JPEG", **options))
    assert not isinstance(made(tmp_path / "a.jpg", tmp_path / "cache"), str)
