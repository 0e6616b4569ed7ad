"""Two hundred broken files: everything that is said of each, that the line to write helps, and that no word of it is jargon.

`broken/expected.txt` holds what is said. After a change: `.venv/bin/python tests/test_broken.py`, and read the difference.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from charter.checks import check
from charter.explain import explanations
from charter.model.folder import load
from charter.problems import Problem, errors, sorted_problems
from charter.records import MAX_BYTES

BROKEN = Path(__file__).parent / "broken"
EXPECTED = BROKEN / "expected.txt"
SLUG = "2026-03-12-utrecht"
GOOD = {
    "charter.yaml": """\
name: {nl: Charter Voorbeeld, en: Example Charter}
publisher: {name: Stichting Voorbeeld}
dimensions: [{code: gender, label: {nl: Gender, en: Gender}}, {code: leeftijd, label: {nl: Leeftijd, en: Age}}]
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}]
""",
    f"{SLUG}/batch.yaml": "date: 2026-03-12\nsignatories: [{id: bakkerij-anders, name: Bakkerij Anders}, {id: bouwbedrijf, name: Bouwbedrijf}]\n",
}
# Too big to keep.
MADE = {
    "meer-dan-1-mb.batch.yaml": b"# te groot\n" * (MAX_BYTES // 10),
    "te-diep-onder-elkaar.batch.yaml": "".join(f"{' ' * depth}place:\n" for depth in range(25)).encode(),
    "te-lange-lijst.batch.yaml": b"signatories: [" + b"a, " * 10_001 + b"]\n",
    "te-lange-tekst.batch.yaml": b"date: 2026-03-12\nbody: {nl: " + b"woord " * 3400 + b"}\nsignatories: [{id: a, name: Bakkerij Anders}]\n",
}
# What comes without the line to write instead, and why: by rule where that is always so, else by file.
ONLY_PEOPLE_KNOW = "only who was there can say what belongs here"
THE_WHOLE_FILE = "it is about many lines, not about one"
NOBODY_CAN_TELL = "nobody can tell to which field it was meant to belong"
NEVER_A_LINE = {"change-itself": ONLY_PEOPLE_KNOW, "missing": ONLY_PEOPLE_KNOW, "file-too-big": THE_WHOLE_FILE, "not-a-mapping": THE_WHOLE_FILE,
                "too-deep": THE_WHOLE_FILE}
WITHOUT_A_LINE = {
    ONLY_PEOPLE_KNOW: {"datum-jaar.batch.yaml", "datum-woord.batch.yaml", "volledig-vanaf.charter.yaml",     # a day that nobody wrote
                       "correctie-zonder-tijd.batch.yaml", "moment-woorden.batch.yaml", "totaal-woord.charter.yaml", "termijn-onbekend.charter.yaml",
                       "email-geen.charter.yaml", "website-leeg.batch.yaml", "website-script.batch.yaml", "uitsnede-een.batch.yaml", "uitsnede-te-groot.batch.yaml",
                       "uitsnede-woord.batch.yaml", "opnieuw-misschien.batch.yaml", "geen-soort.changes.yaml", "gesplitst-leeg.changes.yaml", "lege-lijst.batch.yaml", "lege-naam.batch.yaml"},
    THE_WHOLE_FILE: {"foto-als-record.batch.yaml", "alleen-een-lijst.batch.yaml", "te-lange-lijst.batch.yaml", "te-lange-tekst.batch.yaml",
                     "veld-onbekend-blok.batch.yaml"},
    NOBODY_CAN_TELL: {"goede-regel-erboven.batch.yaml", "haakjes-als-veld.batch.yaml", "losse-lijst-twee.batch.yaml", "losse-lijst.batch.yaml",
                      "losse-zin.batch.yaml"},
}


@cache
def cases() -> dict[str, bytes]:
    """Every broken file by name: <what is wrong>.<batch, changes or charter>.yaml."""
    return {path.name: path.read_bytes() for path in sorted(BROKEN.glob("*.yaml"))} | MADE


def path_of(name: str) -> str:
    """latin-1.batch.yaml -> where it stands in a records folder."""
    kind = name.split(".")[-2]
    return f"{SLUG}/batch.yaml" if kind == "batch" else f"{kind}.yaml"


def said_of(name: str, data: bytes, folder: Path) -> tuple[Problem, ...]:
    """The errors of a folder in which this one file is broken."""
    for path, content in (GOOD | {path_of(name): data}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    records = load(folder)
    return errors(sorted_problems([*records.problems, *check(records)]))


def as_expected(name: str, problems: tuple[Problem, ...]) -> str:
    """As `charter check` prints it, in both languages, with the margin of the line to write."""
    lines = [f"== {name}"]
    for p in problems:
        where = f"{p.path.removeprefix(SLUG + '/')}:{p.line}:{p.column}"
        lines += [f"{where}: fout [{p.rule}] {p.message.nl}", f"{where}: error [{p.rule}] {p.message.en}"]
        lines += [f"    schrijf: {printable(p.suggestion)}"] if p.suggestion is not None else []
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """Signs that nobody sees as they are written in Python; a very long line cut."""
    shown = re.sub("[^ -~\u00a1-\u017f\u2018-\u201e\u20ac]", lambda sign: ascii(sign[0])[1:-1], text)
    return shown if len(shown) <= 400 else f"{shown[:400]}… ({len(text)})"


@cache
def expected() -> dict[str, str]:
    """What broken/expected.txt holds, by name."""
    return {part.split("\n", 1)[0]: f"== {part}" for part in re.split(r"^== ", EXPECTED.read_text("utf-8"), flags=re.MULTILINE)[1:]}


@pytest.mark.parametrize("name", cases())
def test_everything_that_is_said(tmp_path, name):
    """Place, rule, both sentences and the line to write, for every problem of the file."""
    assert as_expected(name, said_of(name, cases()[name], tmp_path)) == expected()[name]


def test_every_expectation_is_of_a_file():
    assert list(expected()) == sorted(cases())
    assert len(cases()) >= 120


def as_lines(data: bytes) -> list[bytes]:
    """The lines of a file; one in UTF-16 or UTF-32 is saved as UTF-8 first, for one line cannot be saved alone."""
    start = data[:8]
    for encoding in ("utf-32", "utf-16") if start[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-16-le", "utf-16-be"):
        if start.count(0) * 3 >= len(start) > 0:
            text = data.decode(encoding, "replace")
            if text.isascii():
                return text.encode().split(b"\n")
    return data.split(b"\n")


@pytest.mark.parametrize("name", cases())
def test_the_line_to_write_helps(tmp_path, name):
    """Each, written alone as UTF-8, takes its problem away."""
    data = cases()[name]
    problems = said_of(name, data, tmp_path / "before")
    before = Counter((p.rule, p.line) for p in problems)
    for number, problem in enumerate(p for p in problems if p.suggestion is not None and p.path == path_of(name)):
        lines = as_lines(data)
        lines[problem.line - 1] = problem.suggestion.encode()
        after = Counter((p.rule, p.line) for p in said_of(name, b"\n".join(lines), tmp_path / str(number)))
        assert after[problem.rule, problem.line] < before[problem.rule, problem.line], problem


@pytest.mark.parametrize("name", cases())
def test_writing_all_lines_ends(tmp_path, name):
    """Who writes everything that is suggested, and checks again, soon has a file for which nothing more can be suggested."""
    lines = as_lines(cases()[name])
    for number in range(6):
        lines = b"\n".join(lines).replace(b"\r\n", b"\n").split(b"\n")
        problems = said_of(name, b"\n".join(lines), tmp_path / str(number))
        written = {p.line: p.suggestion for p in problems if p.suggestion is not None and p.path == path_of(name)}
        lines = [written[at].encode() if at in written else line for at, line in enumerate(lines, 1)]
    assert written == {}


def test_what_has_no_line_to_write(tmp_path):
    """Few, and each for a reason."""
    without = {(name, p.rule) for name, data in cases().items() for p in said_of(name, data, tmp_path / name) if p.suggestion is None}
    assert {rule for _, rule in without} >= NEVER_A_LINE.keys()
    assert {name for name, rule in without if rule not in NEVER_A_LINE} == set().union(*WITHOUT_A_LINE.values())


JARGON = re.compile(r"\b(mapping|scalar|token|block|flow|anchor|YAML|YAMLError|expected|found character|pydantic|None|Traceback|str|dict|int|float|null|parser|codec|bytes?)\b")


def test_no_word_that_only_programmers_know():
    """In no Dutch sentence, but for what people wrote themselves."""
    sentences = [re.sub("`[^`]*`", "", line) for line in EXPECTED.read_text("utf-8").splitlines() if ": fout [" in line]
    assert [line for line in sentences if JARGON.search(line.split("] ", 1)[1])] == []


def test_every_rule_is_explained():
    assert set(re.findall(r"^\S+: fout \[([a-z-]+)\]", EXPECTED.read_text("utf-8"), re.MULTILINE)) <= explanations().keys()


def test_the_real_command(charter, tmp_path):
    """Every batch at once, and some of the others, in a real process: exit 1, a list of problems, no traceback."""
    folders = [tmp_path / "good programme", tmp_path / "broken programme"]
    said_of("-.charter.yaml", GOOD["charter.yaml"].encode(), folders[0])
    said_of("-.charter.yaml", cases()["uitgever-een.charter.yaml"], folders[1])
    for name in cases():
        if name.endswith(".batch.yaml"):
            made = folders[0] / name.removesuffix(".batch.yaml")
            made.mkdir()
            (made / "batch.yaml").write_bytes(cases()[name])
    for folder, changes in zip(folders, ("hernoemd-een", "zonder-lijst"), strict=True):
        (folder / "changes.yaml").write_bytes(cases()[f"{changes}.changes.yaml"])
    done = [charter("check", "--records", folder, "--format", "json") for folder in folders]
    assert [(ran.code, ran.stderr) for ran in done] == [(1, ""), (1, "")]
    places = {row["path"].removesuffix("/batch.yaml") for ran in done for row in json.loads(ran.stdout) if row["level"] == "error"}
    assert places >= {name.removesuffix(".batch.yaml") for name in cases() if name.endswith(".batch.yaml")} | {"changes.yaml", "charter.yaml"}
    assert "Traceback" not in "".join(ran.stdout for ran in done)


if __name__ == "__main__":
    with TemporaryDirectory() as here:
        EXPECTED.write_text("".join(as_expected(name, said_of(name, data, Path(here, name))) for name, data in sorted(cases().items())), "utf-8")
    sys.stdout.write(f"{EXPECTED}\n")
