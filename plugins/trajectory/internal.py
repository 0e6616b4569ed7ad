"""Reads the internal folder: every file typed, every problem of every file, nothing guessed about what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from charter.model.files import file_closed
from charter.model.reading import typed
from charter.problems import Bilingual, Problem, one_line
from charter.records import Record, Unreadable, read
from trajectory.salvaging import salvaged
from trajectory.steps import Officers, Trajectories

FOLDER = "internal"         # how its files are named in reports, wherever the folder really is
OFFICERS = "officers.yaml"


@dataclass
class Internal:
    """What the folder says. `trajectories` is by slug of the batch, then by id of the signatory.

    `officers` is None when officers.yaml cannot be read. `unclear` holds (slug, id), or (slug, "") for a whole file:
    something is kept about these, but it cannot be read, so nothing may be said about them. `lost` has, by (slug, id), the
    steps of which that is true. Of a slug in `misread` whoever is not found may stand on a line that could not be read.
    """

    folder: Path
    officers: Officers | None = field(default_factory=dict)
    trajectories: dict[str, Trajectories] = field(default_factory=dict)
    unclear: set[tuple[str, str]] = field(default_factory=set)
    lost: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    misread: set[str] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def is_unclear(self, slug: str, id_: str) -> bool:
        """Whether what is kept about a signatory cannot be read."""
        missed = slug in self.misread and id_ not in self.trajectories[slug]
        return missed or (slug, id_) in self.unclear or (slug, "") in self.unclear


def path_of(slug: str) -> str:
    """The internal file of a batch, as reports name it."""
    return f"{FOLDER}/{slug}.yaml"


def files(folder: Path) -> list[Path]:
    """The files that are read, in order. Raises OSError when the folder cannot be read."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not path.name.startswith(".") and path.is_file())


def others(folder: Path) -> list[Path]:
    """What stands in the folder and is not read, in order: a slip in a name must not hide a trajectory, nor unguard a secret."""
    read = set(files(folder))
    return sorted(path for path in folder.iterdir() if path not in read and not path.name.startswith("."))


def load(folder: Path, paths: Iterable[Path] | None = None) -> Internal:
    """Reads all files of the folder, or only some of them. Raises OSError when the folder cannot be read."""
    internal = Internal(folder)
    for path in files(folder) if paths is None else paths:
        _load_file(internal, path)
    if paths is None:
        internal.problems += map(not_read, others(folder))
    return internal


def not_read(path: Path) -> Problem:
    """What to say of something that is not read."""
    name = one_line(path.name)
    right = f"{path.name.split('.')[0]}.yaml"
    if path.is_dir():
        return Problem(f"{FOLDER}/{name}", 1, 1, "error", "file-name", Bilingual(
            "deze map wordt niet gelezen; zet haar bestanden direct in de interne map",
            "this folder is not read; put its files directly into the internal folder"))
    if ".y" in path.name.lower():
        return Problem(f"{FOLDER}/{name}", 1, 1, "error", "file-name", Bilingual(
            f"dit bestand wordt niet gelezen; noem het `{one_line(right)}`", f"this file is not read; name it `{one_line(right)}`"))
    return Problem(f"{FOLDER}/{name}", 1, 1, "warning", "file-name", Bilingual(
        "dit bestand wordt niet gelezen; hier horen alleen bestanden die op .yaml eindigen",
        "this file is not read; only files that end in .yaml belong here"))


def _load_file(internal: Internal, path: Path) -> None:
    name = f"{FOLDER}/{path.name}"
    misread: tuple[Problem, ...] = ()
    record: Record | None = None
    try:
        record = read(internal.folder, name, path.read_bytes(), marked=True)
    except Unreadable as e:
        record, misread = e.mended, e.problems
    except OSError as e:
        misread = (file_closed(name, e.strerror or str(e)),)
    internal.problems += misread
    if record is None or isinstance(record.values, list) or (misread and path.name == OFFICERS):
        internal.problems += typed(record, Trajectories)[1] if record is not None and not misread else ()
        _nothing_known(internal, path)
        return
    internal.records[name] = record
    if path.name == OFFICERS:
        internal.officers, problems = typed(record, Officers)
        internal.problems += problems
    else:
        _load_trajectories(internal, path.stem, record, misread)


def _nothing_known(internal: Internal, path: Path) -> None:
    if path.name == OFFICERS:
        internal.officers = None
    else:
        internal.unclear.add((path.stem, ""))


def _load_trajectories(internal: Internal, slug: str, record: Record, misread: Sequence[Problem]) -> None:
    """One mistake costs the step it stands at, not the others of the file."""
    trajectories, problems = typed(record, Trajectories)
    lines = {problem.line for problem in misread}      # what a line means that was misread is not judged twice
    internal.problems += (problem for problem in problems if problem.line not in lines)
    if misread:
        internal.misread.add(slug)
    if trajectories is None or misread:
        found = salvaged(record, misread)
        trajectories = found.trajectories
        internal.unclear |= {(slug, id_) for id_ in found.unclear}
        internal.lost |= {(slug, id_): steps for id_, steps in found.lost.items()}
    internal.trajectories[slug] = trajectories
