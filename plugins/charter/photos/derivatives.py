"""The pictures of a photo, made once and kept in a folder outside the output.

One entry is one folder `<cache>/<key>/` with the pictures and `picture.json`. It appears by a rename: whole
or not at all. The cache may be thrown away at any time; it is then made again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from charter.photos.metadata import Rights
from charter.photos.recipe import RECIPE, decode, save_shapes
from charter.photos.refusals import refused
from charter.photos.sizes import Focus, Kind, Role, shapes
from charter.photos.source import open_file

_SET = [shape.name for shape in shapes(10_000, 10_000, None)]      # what is made of a large photo


@dataclass(frozen=True)
class PhotoJob:
    """A photo to make pictures of. `digest` is the whole SHA-256 of the file in hex, `focus` from left and top, 0 to 1."""

    source: Path
    digest: str
    credit: str
    licence: str = ""
    focus: Focus | None = None


@dataclass(frozen=True)
class Derivative:
    """One file to publish. `url_path` has no leading slash; width and height are pixels."""

    url_path: str
    role: Role
    width: int
    height: int
    kind: Kind
    bytes: int


@dataclass(frozen=True)
class Picture:
    """A photo and its derivatives, in the order of `sizes.shapes`.

    `source_hash` is the first 12 hex digits of its SHA-256; width and height are its own, upright."""

    source_hash: str
    width: int
    height: int
    derivatives: tuple[Derivative, ...]


def derive(job: PhotoJob, cache: Path) -> Picture:
    """From the cache, or else made now. Raises PhotoRefused."""
    entry = cache / photo_key(job)
    picture = kept(entry)
    if picture is None:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=cache, ignore_cleanup_errors=True) as folder:
            made = Path(folder, entry.name)
            made.mkdir()
            picture = _make(job, made)
            (made / "picture.json").write_text(json.dumps(asdict(picture), indent=1), encoding="utf-8")
            _move_in(made, entry)
    return picture


def photo_key(job: PhotoJob) -> str:
    """The name of an entry: with another encoder, recipe, set of pictures, credit or focus it is another entry."""
    parts = json.dumps([job.digest, job.credit, job.licence, job.focus, RECIPE, _SET, encoder_versions()], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def derivative_file(cache: Path, job: PhotoJob, derivative: Derivative) -> Path:
    """Where in the cache the bytes of a derivative are."""
    return cache / photo_key(job) / Path(derivative.url_path).name


@lru_cache
def encoder_versions() -> tuple[str | None, ...]:
    # PIL.features has them too, but imports PIL.Image, which is ten times as slow as these.
    import PIL
    from PIL import _avif, _imaging

    turbo = getattr(_imaging, "libjpeg_turbo_version", None)
    return PIL.__version__, _imaging.jpeglib_version, turbo, _avif.libavif_version, _avif.codec_versions()


def kept(entry: Path) -> Picture | None:
    """None if the entry is not there or not whole."""
    try:
        fields = json.loads((entry / "picture.json").read_text(encoding="utf-8"))
        derivatives = tuple(Derivative(**derivative) for derivative in fields.pop("derivatives"))
        sizes = [(entry / Path(derivative.url_path).name).stat().st_size for derivative in derivatives]
        picture = Picture(**fields, derivatives=derivatives)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return picture if sizes == [derivative.bytes for derivative in derivatives] else None


def bytes_of_photo(job: PhotoJob) -> bytes:
    """The file, if it is still the one that was hashed. Raises PhotoRefused."""
    with open_file(job.source) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != job.digest:
        raise refused("photo-changed", job.source.name)
    return data


def _make(job: PhotoJob, folder: Path) -> Picture:
    image, size = decode(bytes_of_photo(job), job.source.name)
    wanted = shapes(*size, job.focus)
    save_shapes(image, wanted, job.focus, Rights(job.credit, job.licence), folder)
    address = f"images/{job.digest[:12]}"
    return Picture(job.digest[:12], *size, tuple(
        Derivative(f"{address}/{shape.name}", shape.role, shape.width, shape.height, shape.kind, (folder / shape.name).stat().st_size)
        for shape in wanted))


def _move_in(made: Path, entry: Path) -> None:
    try:
        made.rename(entry)
    except OSError:
        if kept(entry):  # another build was first, with the same bytes
            return
        shutil.rmtree(entry)  # it was not whole
        made.rename(entry)
