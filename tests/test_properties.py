"""What holds for any text, any order and any moment: what is written reads back, files have no order, and a site changes at its moments only."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter import demo
from charter.build import build
from charter.demo_text import flow, quoted, texts
from charter.model.folder import load, remember
from charter.model.layout import batch_path
from charter.model.published import Published, read_published
from charter.model.published import written as write_published
from charter.new import new_record
from charter.plan import Plan
from charter.record_template import record_text, scalar
from charter.records import read
from charter.records.mending import hidden
from charter.records.rewriting import as_value, in_quotes
from charter.state import moments
from conftest import BASE_URL, ROOT
from records_folder import CHARTER, read_all, written
from trees import differences, tree

DAY = date(2026, 3, 12)
SIGNS = ["- ", "? ", ": ", ":", ", ", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "|", ">", "'", '"', "\\", "\\n", "%", "@", "`", "---", "<<", "~", "=", "null",
         "true", "NO", "1e3", "012", "2026-03-12", " ", "  ", "\xa0", "“", "”", "é", "e\u0301", "ß", "🏳️‍🌈", "\u200d", "{day}", "{0}", "%s"]
# What is no letter and cannot be seen is a Problem of its own, wherever it stands.
LETTERS = st.characters(codec="utf-8").filter(lambda c: c != "\n" and not hidden(c))
TEXT = (st.lists(st.sampled_from(SIGNS) | st.text(LETTERS, max_size=4) | st.sampled_from("abcXY .-'"), max_size=8).map("".join)
        | st.text("ab0 ,:#-[]{}&*!|>'\"%@`.()/+?=~\\", max_size=6) | st.text("ab #:,[", max_size=6))
WORDS = TEXT.map(str.strip).filter(bool)         # as every field of the schema holds it


def values(text: str | bytes) -> Any:
    """What a file says. Raises Unreadable when it says it wrongly."""
    return read(Path(), "batch.yaml", text if isinstance(text, bytes) else text.encode()).values


# --- what is written reads back ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("write", [in_quotes, as_value, scalar, quoted])
@settings(max_examples=400, deadline=None)
@given(one=TEXT, other=TEXT)
def test_a_value_reads_back(write, one, other):
    """Alone, in a list, and between other fields."""
    assert values(f"a: {write(one)}\nb:\n  - {write(other)}\n  - c: {write(one)}\n") == {"a": one, "b": [other, {"c": one}]}


@settings(max_examples=400, deadline=None)
@given(one=TEXT, other=TEXT)
def test_a_value_between_braces_reads_back(one, other):
    """Where a comma or a brace would begin something else."""
    for write in (in_quotes, as_value):
        assert values(f"a: {{nl: {write(one)}, en: {write(other)}}}\nb: [{write(one)}, {write(other)}]\n") == {
            "a": {"nl": one, "en": other}, "b": [one, other]}
    assert values(f"a: {flow((one, other))}\n") == {"a": {"nl": one, "en": other}}


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_between_quotes_read_back(parts, end):
    """The only way to write more than one on a line; however they ended, they end as ours do."""
    assert values(f"a: {in_quotes(end.join(parts))}\n") == {"a": "\n".join(parts)}


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), st.integers(1, 3))
def test_paragraphs_read_back(sentences, per_paragraph):
    """The blocks of text of the demo, line for line."""
    groups = [sentences[n:n + per_paragraph] for n in range(0, len(sentences), per_paragraph)]
    nl, en = ("\n\n".join(" ".join(pair[n] for pair in group) for group in groups) + "\n" for n in (0, 1))
    assert values("body:\n" + texts(sentences, per_paragraph, "  ")) == {"body": {"nl": nl, "en": en}}


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 9))
def test_a_ceremony_of_the_demo_reads_back(place, names, lot):
    """Whatever organisations and places will be invented."""
    signers = tuple(demo.Organisation(f"o{n}", name, "zorg", "publiek") for n, name in enumerate(names))
    charter = values((ROOT / "signatories" / "charter.yaml").read_bytes())
    found = values(demo.batch(demo.Ceremony("x", DAY, place, signers), charter, random.Random(lot)))
    assert (found["date"], found["place"], [(s["id"], s["name"]) for s in found["signatories"]]) == (
        "2026-03-12", place, [(f"o{n}", name) for n, name in enumerate(names)])


@settings(deadline=None)
@given(WORDS)
def test_a_new_record_says_the_date_and_the_place(place):
    """And nothing else that it would not say of another place."""
    assert values(record_text(DAY, place, None)) == values(record_text(DAY, "Utrecht", None)) | {"place": place}


ADDRESSES = st.text("abz09-._~", max_size=5).map(lambda word: f"/nieuws/a{word}/")
OWNERS = st.sampled_from(["batch", "signatory", "page", "change"]).flatmap(lambda kind: WORDS.map(lambda name: f"{kind}:{name}")) | st.just("listing")


@settings(deadline=None)
@given(st.datetimes(datetime(2015, 1, 1), datetime(2099, 1, 1)), st.dictionaries(ADDRESSES, OWNERS), st.uuids(), OWNERS)     # noqa: DTZ001 - local time
def test_what_was_published_reads_back(as_of, addresses, uuid, owner):
    """Every owner, whatever its page is called."""
    published = Published(as_of.replace(second=0, microsecond=0), addresses, {f"urn:uuid:{uuid}": owner}, {"/images/a.jpg": owner}, frozenset([64 * "a"]))
    assert read_published(write_published(published).encode()) == (published, [])


@contextmanager
def folder() -> Iterator[Path]:
    """A new records folder: a fixture would give one to a hundred examples."""
    with tempfile.TemporaryDirectory() as made:
        yield written(Path(made), {})


FORMS = {"block": "  - name: {}\n    seat: Ede   # daar\n", "braces": "  - {{name: {}, seat: Ede}}\n", "empty id": "  - seat: Ede\n    id:\n    name: {}\n",
         "empty id in braces": '  - {{id: "", seat: Ede, name: {}}}\n'}


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(sorted(FORMS))), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_ids_come_in_and_all_else_stays(signers, newline, bom):
    """Every signatory gets an id that the schema takes and that is nobody else's; a second time there is nothing to do."""
    text = "date: 2026-03-12\nplace: Utrecht\nsignatories:\n" + "".join(FORMS[form].format(in_quotes(name)) for name, form in signers) + "# eind\n"
    with folder() as records:
        path = written(records, {"2026-03-12-utrecht/batch.yaml": (bom + text).replace("\n", newline).encode()}) / "2026-03-12-utrecht" / "batch.yaml"
        new_record(records, DAY, "Utrecht")
        data = path.read_bytes()
        found = values(data)["signatories"]
        assert [{**s, "id": ""} for s in found] == [{"id": "", "name": name, "seat": "Ede"} for name, _ in signers]
        assert len({s["id"] for s in found}) == len(signers)
        assert [p.rule for p in read_all(records)[1] if p.rule in ("id", "missing", "taken")] == []
        assert (data.startswith(b"\xef\xbb\xbf"), data.count(b"\r\n") == data.count(b"\n")) == (bool(bom), newline == "\r\n")
        assert data.decode().endswith(f"# eind{newline}")
        new_record(records, DAY, "Utrecht")
        assert path.read_bytes() == data


# --- files have no order ----------------------------------------------------------------------------------------------

class Listed(list):
    """What os.scandir gives, in another order."""

    def __enter__(self):
        return iter(self)

    def __exit__(self, *_):
        """Nothing to close."""

    def close(self) -> None:
        """Nothing to close."""


@contextmanager
def disk_in_any_order(lot: random.Random) -> Iterator[None]:
    """Folders are listed as another file system might: the names are what they are, the order is chance."""
    def mixed(listing: Callable[..., Any]) -> Callable[..., Any]:
        def shuffled(*where: Any) -> Any:
            found = list(listing(*where))
            lot.shuffle(found)
            return Listed(found)
        return shuffled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "listdir", mixed(os.listdir))
        patch.setattr(os, "scandir", mixed(os.scandir))
        yield


SIGNERS = {"a": "Gemeente Aa", "b": "Stichting Bé", "c": "C", "d": "'s-Dee"}


@st.composite
def records_files(draw: st.DrawFn) -> dict[str, str]:
    """A few ceremonies and changes, most of them right; and here and there one with a mistake, or a file that is none of ours."""
    files = {"charter.yaml": CHARTER}
    for slug in draw(st.lists(st.sampled_from(["2026-01-01-ede", "2026-01-01-delft", "2026-02-02-aa", "2025-12-31-zz"]), unique=True)):
        ids = draw(st.lists(st.sampled_from(sorted(SIGNERS)), min_size=1, unique=True))
        again = draw(st.sampled_from(["", ", again: true"]))
        wrong = draw(st.sampled_from(["", "", "", "plaats: X\n", "place: \tX\n", "host: {id: nergens}\n"]))
        files[batch_path(slug)] = f"date: {slug[:10]}\n{wrong}signatories:\n" + "".join(
            f"  - {{id: {i}, name: {in_quotes(SIGNERS[i])}{again}}}\n" for i in ids)
    changed = draw(st.lists(st.sampled_from(sorted(SIGNERS)), unique=True))
    files["changes.yaml"] = "".join(f"- {{date: 2026-03-01, id: {i}, renamed: {{name: N {i}}}}}\n" for i in changed) or "[]\n"
    for more in draw(st.sets(st.sampled_from(["los.yaml", "kopie.yml", "Utrecht 2/batch.yaml", "leeg/foto.jpg", ".verborgen/batch.yaml"]))):
        files[more] = "date: 2026-01-01\n"
    return files


@settings(deadline=None)
@given(records_files(), st.randoms(use_true_random=False))
def test_how_a_disk_lists_its_folders_never_matters(files, lot):
    """The same records in the same order, the same digests and the same problems."""
    with tempfile.TemporaryDirectory() as made:
        records, problems = read_all(written(Path(made), files))
        names = list(files)
        lot.shuffle(names)
        other = written(Path(made) / "other", {name: files[name] for name in names})
        with disk_in_any_order(lot):
            again, problems_again = read_all(other)
    assert (list(again.batches.items()), again.changes, again.digests, problems_again) == (list(records.batches.items()), records.changes, records.digests, problems)


@settings(deadline=None)
@given(records_files(), records_files())
def test_what_is_remembered_is_what_is_read(before, after):
    """A cache of these records, of other records, of none: only the time differs."""
    with tempfile.TemporaryDirectory() as made:
        place, cached = Path(made) / "records", Path(made) / "records.cache"
        remember(load(written(place, before), cached))
        shutil.rmtree(place)
        plain = load(written(place, after))
        for _ in range(2):
            found = load(place, cached)
            assert (found.batches, list(found.batches), found.digests, found.problems) == (plain.batches, list(plain.batches), plain.digests, plain.problems)
            remember(found)


# --- between two moments of publication nothing happens ---------------------------------------------------------------

PROGRAMME = CHARTER + "base_totals: [{date: 2026-04-10, ever: 12, now: 11}]\nevents: [{date: 2026-05-05, title: {nl: Dag}}]\n"
SIGNED = """\
date: 2026-03-12
publish_at: 2026-03-12 16:00
place: Utrecht
photos:
  - {file: foto.jpg, alt: {nl: Twee mensen}, credit: B, people: [{name: Bo, consent: {web: 2026-03-20, social: 2026-04-01}}]}
corrections: [{at: 2026-03-14 09:00, text: {nl: Een naam was fout.}}]
signatories: [{id: a, name: A}, {id: b, name: B, dimensions: [gender], sector: zorg}]
"""
LATER = "date: 2026-04-02\nsignatories: [{id: c, name: C}, {id: a, name: Aa, again: true}]\n"
CHANGED = """\
- {date: 2026-04-20, publish_at: 2026-04-21 08:00, id: b, renamed: {name: Be}}
- {date: 2026-05-20, id: c, withdrawn: former}
"""


def site_at(records: Path, moment: datetime, output: Path) -> dict[str, bytes]:
    """Every file of the site of that moment, made from nothing."""
    plan = Plan(records, records / "no-content", output, output.with_name(f".{output.name}"), ROOT / "theme", ROOT / "pelicanconf.py", BASE_URL, moment, moment, quiet=True)
    build(plan, load(records), [], "code data")
    return tree(output)


def test_a_site_changes_at_its_moments_and_at_no_other(tmp_path):
    """The first and the last second between two of them give the same bytes; each moment changes some, and removes no address."""
    records = written(tmp_path / "records", {"charter.yaml": PROGRAMME, "2026-03-12-utrecht/batch.yaml": SIGNED, "2026-04-02-ede/batch.yaml": LATER,
                                             "changes.yaml": CHANGED, "2026-03-12-utrecht/foto.jpg": (ROOT / "signatories" / "2026-06-09-zwolle" / "groep.jpg").read_bytes()})
    points = moments(load(records))
    assert [f"{point:%m-%d %H:%M}" for point in points] == [
        "03-12 16:00", "03-14 09:00", "03-20 00:00", "04-01 00:00", "04-02 00:00", "04-10 00:00", "04-21 08:00", "05-20 00:00"]
    before: dict[str, bytes] = {}
    for number, (start, end) in enumerate(zip(points, [*points[1:], datetime(2030, 1, 1)], strict=True)):     # noqa: DTZ001 - local time
        first, last = (site_at(records, moment, tmp_path / f"{number}{name}") for name, moment in (("a", start), ("b", end - timedelta(seconds=1))))
        assert differences(first, last) == []
        assert differences(first, before), f"nothing new at {start}"
        assert {path for path in before.keys() - first.keys() if not path.startswith("images/")} == set()
        before = first
