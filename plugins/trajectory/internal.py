"""Reads the internal folder: every file typed, every problem of every file, nothing guessed about what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from charter.model.files import file_closed
from charter.model.reading import typed
from charter.problems import Bilingual, Problem
from charter.records import Record, Unreadable, read
from trajectory.steps import Officers, Trajectories, Trajectory

FOLDER = "internal"         # how its files are named in reports, wherever the folder really is
OFFICERS = "officers.yaml"


@dataclass
class Internal:
    """What the folder says. `trajectories` is by slug of the batch, then by id of the signatory.

    `officers` is None when officers.yaml cannot be read. `unclear` holds (slug, id), or (slug, "") for a whole file:
    something is kept about these, but it cannot be read, so nothing may be said about them.
    """

    folder: Path
    officers: Officers | None = field(default_factory=dict)
    trajectories: dict[str, Trajectories] = field(default_factory=dict)
    unclear: set[tuple[str, str]] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def is_unclear(self, slug: str, id_: str) -> bool:
        """Whether what is kept about a signatory cannot be read."""
        return (slug, id_) in self.unclear or (slug, "") in self.unclear


def path_of(slug: str) -> str:
    """The internal file of a batch, as reports name it."""
    return f"{FOLDER}/{slug}.yaml"


def files(folder: Path) -> list[Path]:
    """The files that somebody meant to be read, in order. Raises OSError when the folder cannot be read."""
    return sorted(path for path in folder.iterdir()
                  if path.suffix in (".yaml", ".yml") and not path.name.startswith(".") and path.is_file())


def load(folder: Path, paths: Iterable[Path] | None = None) -> Internal:
    """Reads all files of the folder, or only some of them. Raises OSError when the folder cannot be read."""
    internal = Internal(folder)
    for path in files(folder) if paths is None else paths:
        if path.suffix == ".yml":
            internal.problems.append(_wrong_suffix(path))
        else:
            _load_file(internal, path)
    return internal


def _wrong_suffix(path: Path) -> Problem:
    right = path.with_suffix(".yaml").name
    return Problem(f"{FOLDER}/{path.name}", 1, 1, "error", "file-name", Bilingual(
        f"dit bestand wordt niet gelezen; noem het `{right}`", f"this file is not read; name it `{right}`"))


def _load_file(internal: Internal, path: Path) -> None:
    name = f"{FOLDER}/{path.name}"
    try:
        record = read(internal.folder, name, path.read_bytes(), marked=True)
    except (Unreadable, OSError) as e:
        internal.problems += e.problems if isinstance(e, Unreadable) else [file_closed(name, e.strerror or str(e))]
        _nothing_known(internal, path)
        return
    internal.records[name] = record
    if path.name == OFFICERS:
        internal.officers, problems = typed(record, Officers)
        internal.problems += problems
    else:
        _load_trajectories(internal, path, record)


def _nothing_known(internal: Internal, path: Path) -> None:
    if path.name == OFFICERS:
        internal.officers = None
    else:
        internal.unclear.add((path.stem, ""))


def _load_trajectories(internal: Internal, path: Path, record: Record) -> None:
    """One mistake costs the signatory it stands at, not the others of the file."""
    trajectories, problems = typed(record, Trajectories)
    internal.problems += problems
    if trajectories is None and isinstance(record.values, list):
        _nothing_known(internal, path)
        return
    if trajectories is None:
        trajectories = dict(_readable(record))
        internal.unclear |= {(path.stem, id_) for id_ in record.values if id_ not in trajectories}
    internal.trajectories[path.stem] = trajectories


def _readable(record: Record) -> Iterator[tuple[str, Trajectory]]:
    assert isinstance(record.values, dict)
    for id_, value in record.values.items():
        one, _ = typed(replace(record, values={id_: value}), Trajectories)
        yield from (one or {}).items()
