"""What is true at a moment: publication, embargo, changes, signing again; and totals, beside a counter that counts in another way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.model.batch import Batch, Signature
from charter.model.changes import Change, Details, Renamed
from charter.model.folder import Records
from charter.model.programme import Checkpoint, Programme, Publisher
from charter.model.types import Text
from charter.moment import moment_of
from charter.state import State, moments, published_at, state_at
from charter.totals import Totals

LATE = datetime.fromisoformat("2030-01-01")
PROGRAMME = Programme(name=Text(nl="Charter"), publisher=Publisher(name="U"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def batch(on: str, *ids: str, publish: str | None = None, again: bool = False, **details: str) -> Batch:
    """A batch in which every id signs under its own name in capitals."""
    return Batch(date=day(on), publish_at=at(publish) if publish else None,
                 signatories=tuple(Signature(id=i, name=i.upper(), again=again, **details) for i in ids))


def change(on: str, id_: str, publish: str | None = None, **kind) -> Change:
    return Change(date=day(on), id=id_, publish_at=at(publish) if publish else None, **kind)


def records(batches: dict[str, Batch], *changes: Change, points: tuple[tuple[str, int, int], ...] = (), since: str | None = None) -> Records:
    programme = replace(PROGRAMME, base_totals=tuple(Checkpoint(date=day(d), ever=e, now=n) for d, e, n in points),
                        complete_since=day(since) if since else None)
    return Records(Path(), programme, changes, batches)


def counted(state: State) -> dict[str, tuple[int, int] | None]:
    """Ever and now, by slug and under '' for today."""
    return {slug: (total.ever, total.now) if total else None for slug, total in state.totals.items()}


# --- what is public when ----------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("publish_at", "public_from"), [
    (None, "2026-03-12 00:00"), ("2026-03-12 16:00", "2026-03-12 16:00"), ("2026-03-20 09:00", "2026-03-20 09:00"),
    ("2026-03-12 00:00", "2026-03-12 00:00"), ("2026-03-01 09:00", "2026-03-12 00:00")])
def test_never_before_its_date(publish_at, public_from):
    """Of a batch and of a change; the minute itself is public, the one before it is not."""
    held, renamed = batch("2026-03-12", "a", publish=publish_at), change("2026-03-12", "z", publish_at, renamed=Renamed(name="Z"))
    assert (published_at(held), published_at(renamed)) == (at(public_from), at(public_from))
    all_records = records({"x": held, "w": batch("2020-01-01", "z")}, renamed)
    before, then = (state_at(all_records, at(public_from) + timedelta(minutes=n)) for n in (-1, 0))
    assert (list(before.batches), len(before.changes), before.organisations["z"].name) == (["w"], 0, "Z")
    assert (list(then.batches), len(then.changes), list(then.organisations)) == (["w", "x"], 1, ["z", "a"])


@pytest.mark.parametrize(("text", "moment"), [
    ("2026-03-12", "2026-03-12 23:59:59"), (" 2026-03-12 ", "2026-03-12 23:59:59"), ("2026-03-12 16:00", "2026-03-12 16:00:00"),
    ("2026-03-12T16:00:05", "2026-03-12 16:00:05")])
def test_a_moment_that_somebody_typed(text, moment):
    """A bare date is the end of that day."""
    assert moment_of(text) == at(moment)


@pytest.mark.parametrize("text", ["", "12-03-2026", "2026-02-30", "2026-03-12 25:00", "2026-3-12", "nu", "2026-03-12 16", "2026-03-12 16:00+01:00"])
def test_no_moment(text):
    with pytest.raises(ValueError):  # noqa: PT011 - which one is not promised
        moment_of(text)


def test_the_moments_at_which_something_becomes_public():
    """Of batches, changes and checkpoints, each once."""
    all_records = records({"a": batch("2026-03-12", "a", publish="2026-03-12 16:00"), "b": batch("2026-03-12", "b", publish="2026-03-12 16:00")},
                          change("2026-04-01", "a", withdrawn="former"), points=(("2026-02-01", 9, 9),))
    assert moments(all_records) == [at("2026-02-01"), at("2026-03-12 16:00"), at("2026-04-01")]


def test_a_preview_shows_everything_and_says_what_is_under_embargo():
    all_records = records({"a": batch("2026-03-12", "a"), "b": batch("2026-09-03", "b", publish="2026-09-03 16:00")},
                          change("2027-01-01", "a", withdrawn="former"))
    preview = state_at(all_records, None, at("2026-09-03 15:59"))
    assert (list(preview.batches), preview.embargoed, preview.organisations["a"].status) == (["a", "b"], {"b": at("2026-09-03 16:00")}, "former")
    assert state_at(all_records, None, at("2026-09-03 16:00")).embargoed == {}
    assert state_at(all_records, at("2026-09-03 15:59"), at("2026-01-01")).embargoed == {}


def test_batches_in_order_of_signing():
    """By date, then by slug: two signings on one day must not swap places."""
    state = state_at(records({"z": batch("2026-01-01", "a"), "b": batch("2026-03-12", "b"), "a": batch("2026-03-12", "c")}), at("2027-01-01"))
    assert list(state.batches) == ["z", "a", "b"]


# --- what becomes of a signatory --------------------------------------------------------------------------------------

def one(*changes: Change, moment: str = "2030-01-01", **batches: Batch):
    """The organisation `a` at a moment."""
    return state_at(records({"first": batch("2026-03-12", "a", seat="Delft", sector="zorg"), **batches}, *changes), at(moment)).organisations["a"]


def test_renamed():
    """The article keeps the name as signed; the directory shows today's, and until when which other held."""
    again = change("2028-01-01", "a", renamed=Renamed(name="Derde", sort_name="D"))
    found = one(change("2027-01-01", "a", renamed=Renamed(name="Tweede")), again)
    assert (found.name, found.sort_name, found.former_names) == ("Derde", "D", [(day("2027-01-01"), "A"), (day("2028-01-01"), "Tweede")])
    assert (found.latest.name, found.status, found.changes[1]) == ("A", "active", again)


def test_details():
    """What is left out stays."""
    found = one(change("2027-01-01", "a", details=Details(seat="Gouda", website="https://a.nl/")), change("2028-01-01", "a", details=Details(sort_name="X")))
    assert (found.seat, found.website, found.sector, found.sort_name, found.former_names) == ("Gouda", "https://a.nl/", "zorg", "X", [])


@pytest.mark.parametrize(("withdrawn", "visible"), [("former", True), ("erased", False)])
def test_withdrawn(withdrawn, visible):
    all_records = records({"first": batch("2026-03-12", "a", "b")}, change("2027-01-01", "a", withdrawn=withdrawn))
    state = state_at(all_records, at("2027-01-01"))
    assert (state.organisations["a"].status, state.organisations["a"].left_on) == (withdrawn, day("2027-01-01"))
    assert [o.id for o in state.visible()] == (["a", "b"] if visible else ["b"])
    assert state_at(all_records, at("2026-12-31 23:59")).organisations["a"].status == "active"


def test_merged():
    """Both pages know of each other, also when the other signs later."""
    for when in ("2026-03-12", "2027-06-01"):
        state = state_at(records({"first": batch("2026-03-12", "a"), "second": batch(when, "b")}, change("2027-01-01", "a", merged_into="b")), at("2030-01-01"))
        a, b = state.organisations["a"], state.organisations["b"]
        assert (a.status, a.left_on, a.successors, b.predecessors, b.status) == ("merged", day("2027-01-01"), ("b",), ["a"], "active")


def test_split():
    state = state_at(records({"first": batch("2026-03-12", "a", "b", "c")}, change("2027-01-01", "a", split_into=("b", "c"))), at("2030-01-01"))
    assert (state.organisations["a"].status, state.organisations["a"].successors) == ("split", ("b", "c"))
    assert [state.organisations[i].predecessors for i in "bc"] == [["a"], ["a"]]


def test_signing_again():
    """What was left is forgotten; what the newer signature says counts, and what it leaves out stays."""
    second = Batch(date=day("2028-01-01"), signatories=(Signature(id="a", name="Nieuw", again=True, seat="Gouda"),))
    found = one(change("2027-01-01", "a", withdrawn="former"), second=second)
    assert (found.status, found.left_on, found.successors, found.name, found.seat, found.sector) == ("active", None, (), "Nieuw", "Gouda", "zorg")
    assert (found.former_names, [s.slug for s in found.signings], found.latest.name) == ([(day("2028-01-01"), "A")], ["first", "second"], "Nieuw")
    assert one(change("2027-01-01", "a", withdrawn="former"), second=second, moment="2027-12-31").status == "former"


def test_changes_in_one_order():
    """By date, id and kind, however the file has them."""
    wanted = (change("2027-01-01", "b", withdrawn="former"), change("2027-01-02", "a", details=Details(seat="X")),
              change("2027-01-02", "a", renamed=Renamed(name="Y")), change("2027-01-02", "b", details=Details(seat="Z")))
    for mixed in (wanted, wanted[::-1], (wanted[2], wanted[0], wanted[3], wanted[1])):
        assert state_at(records({"x": batch("2026-01-01", "a", "b")}, *mixed), LATE).changes == wanted


def test_a_change_on_the_day_of_a_signing_comes_after_it():
    assert one(change("2026-03-12", "a", withdrawn="former")).status == "former"


def test_a_change_that_is_public_before_its_signing_says_nothing():
    all_records = records({"x": batch("2026-03-12", "a", publish="2026-06-01 09:00")}, change("2026-04-01", "a", withdrawn="former"))
    before = state_at(all_records, at("2026-05-01"))
    assert (before.organisations, counted(before)) == ({}, {"": (0, 0)})
    assert state_at(all_records, at("2026-06-01 09:00")).organisations["a"].status == "former"


# --- totals -----------------------------------------------------------------------------------------------------------

def test_totals_after_every_signing_and_today():
    """In an article what held right after that signing, whatever came later."""
    held = {"a": batch("2026-01-01", "a", "b"), "b": batch("2026-02-01", "c"), "c": batch("2026-02-01", "d", "e")}
    state = state_at(records(held, change("2026-01-15", "a", withdrawn="former"), change("2026-02-01", "b", merged_into="c")), LATE)
    assert counted(state) == {"a": (2, 2), "b": (3, 2), "c": (5, 4), "": (5, 3)}


def test_one_leaves_once_and_may_come_back():
    held = {"a": batch("2026-01-01", "a", "b"), "b": batch("2026-04-01", "a", again=True), "c": batch("2026-05-01", "a", again=True)}
    state = state_at(records(held, change("2026-02-01", "a", withdrawn="former"), change("2026-03-01", "a", withdrawn="erased")), LATE)
    assert counted(state) == {"a": (2, 2), "b": (2, 2), "c": (2, 2), "": (2, 2)}
    assert counted(state_at(records(held, change("2026-02-01", "a", withdrawn="former")), at("2026-03-01")))[""] == (2, 1)


def test_who_signed_before_the_records_is_in_the_checkpoint():
    state = state_at(records({"a": batch("2026-01-01", "a", again=True), "b": batch("2026-02-01", "b")}, points=(("2025-12-31", 262, 250),)), LATE)
    assert counted(state) == {"a": (262, 250), "b": (263, 251), "": (263, 251)}


def test_a_checkpoint_counts_from_the_evening_of_its_day():
    """What is dated on it or before is in it; a later one corrects; before the first nothing is known of old records."""
    held = {"a": batch("2020-01-01", "a"), "b": batch("2021-04-21", "b", "c"), "c": batch("2021-04-22", "d"), "d": batch("2022-01-01", "e")}
    state = state_at(records(held, change("2021-04-22", "b", withdrawn="former"), points=(("2022-06-01", 300, 280), ("2021-04-21", 262, 260)),
                             since="2024-01-01"), LATE)
    assert counted(state) == {"a": None, "b": (262, 260), "c": (263, 261), "d": (264, 261), "": (300, 280)}


def test_a_checkpoint_holds_when_its_day_has_come():
    """Also when nothing was signed yet."""
    assert state_at(records({}, points=(("2021-04-21", 262, 260),), since="2024-01-01"), at("2021-04-21")).totals_now == Totals(262, 260)
    all_records = records({"a": batch("2020-01-01", "a")}, points=(("2021-04-21", 262, 260),), since="2024-01-01")
    assert state_at(all_records, at("2021-04-20 23:59")).totals_now is None
    assert state_at(all_records, at("2021-04-21")).totals_now == Totals(262, 260)
    assert state_at(all_records, None).totals_now == Totals(262, 260)


@pytest.mark.parametrize(("since", "total"), [(None, (1, 1)), ("2020-01-01", (1, 1)), ("2019-01-01", (1, 1)), ("2020-01-02", None)])
def test_no_total_of_records_that_are_not_whole(since, total):
    assert counted(state_at(records({"a": batch("2020-01-01", "a")}, since=since), LATE)) == {"a": total, "": total}


def test_what_is_under_embargo_moves_no_total():
    """Not by counting, and not by making the records look less whole."""
    all_records = records({"a": batch("2026-01-01", "a"), "b": batch("2020-01-01", "b", publish="2026-06-01 00:00")}, since="2024-01-01")
    assert counted(state_at(all_records, at("2026-05-01"))) == {"a": (1, 1), "": (1, 1)}
    assert counted(state_at(all_records, at("2026-06-01"))) == {"b": None, "a": None, "": None}


# --- any small set of records -----------------------------------------------------------------------------------------

IDS = "abcd"
DAYS = [day("2026-01-01") + timedelta(days=n) for n in range(8)]
KINDS = ({"withdrawn": "former"}, {"withdrawn": "erased"}, {"merged_into": "m"}, {"split_into": ("m",)}, {"renamed": Renamed(name="R")},
         {"details": Details(seat="S")})


@st.composite
def some_records(draw: st.DrawFn) -> Records:
    """Valid ones: an id signs for the first time once, and nothing happens to it before that."""
    publish = st.none() | st.sampled_from(DAYS).map(lambda d: datetime.combine(d, datetime.min.time()) + timedelta(hours=9))
    held = sorted((draw(st.sampled_from(DAYS)), f"s{n}") for n in draw(st.permutations(range(draw(st.integers(0, 4))))))
    batches, seen, first = {}, set(), {}
    for on, slug in held:
        ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
        batches[slug] = Batch(date=on, publish_at=draw(publish), signatories=tuple(
            Signature(id=i, name=draw(st.sampled_from(["X", "Y"])), again=True if i in seen else draw(st.booleans())) for i in ids))
        seen |= set(ids)
        first |= {i: first.get(i, on) for i in ids}
    changes = {}
    for _ in range(draw(st.integers(0, 4)) if first else 0):
        id_ = draw(st.sampled_from(sorted(first)))
        made = Change(date=draw(st.sampled_from([d for d in DAYS if d >= first[id_]])), id=id_, publish_at=draw(publish), **draw(st.sampled_from(KINDS)))
        changes[made.date, made.id, made.kind] = made
    points = draw(st.lists(st.sampled_from(DAYS), max_size=2, unique=True))
    programme = replace(PROGRAMME, complete_since=draw(st.none() | st.sampled_from(DAYS)), base_totals=tuple(
        Checkpoint(date=d, ever=draw(st.integers(0, 9)), now=draw(st.integers(0, 9))) for d in points))
    order = draw(st.permutations(sorted(batches)))
    return Records(Path(), programme, tuple(draw(st.permutations(list(changes.values())))), {slug: batches[slug] for slug in order})


MOMENTS = st.sampled_from([datetime.combine(d, datetime.min.time()) + timedelta(hours=h) for d in DAYS for h in (0, 9, 23)])


def count(all_records: Records, moment: datetime, until: tuple[date, str] | None) -> tuple[int, int] | None:
    """Ever and now by the definition, one id after the other. `until` is a batch; None is today."""
    programme = all_records.programme
    public = {slug: b for slug, b in all_records.batches.items() if published_at(b) <= moment}
    last = until[0] if until else moment.date()
    point = max((c for c in programme.base_totals if c.date <= last), key=lambda c: c.date, default=None)
    if point is None and programme.complete_since and any(b.date < programme.complete_since for b in public.values()):
        return None
    ever, now, start = (point.ever, point.now, point.date) if point else (0, 0, date.min)
    for id_ in IDS:
        life = [(b.date, 0, slug, s.again) for slug, b in public.items() for s in b.signatories if s.id == id_ and (until is None or (b.date, slug) <= until)]
        life += [(c.date, 1, "", None) for c in all_records.changes if c.id == id_ and published_at(c) <= moment
                 and c.kind in ("withdrawn", "merged_into", "split_into") and (until is None or c.date < until[0])]
        new = min((on for on, _, _, again in life if again is False), default=date.min)
        there = seen = False
        for on, leaves, _, _ in sorted(life):
            if leaves:
                now -= there and on > start
                there = False
            else:
                now += seen and not there and on > start
                there = seen = True
        ever, now = ever + (new > start), now + (new > start)
    return ever, now


@given(some_records(), MOMENTS)
def test_totals_by_definition(all_records, moment):
    state = state_at(all_records, moment)
    assert counted(state) == {slug: count(all_records, moment, (b.date, slug)) for slug, b in state.batches.items()} | {"": count(all_records, moment, None)}


@given(some_records(), MOMENTS)
def test_what_is_not_public_changes_nothing(all_records, moment):
    """The state is that of records from which everything unpublished is left out."""
    public = replace(all_records, batches={slug: b for slug, b in all_records.batches.items() if published_at(b) <= moment},
                     changes=tuple(c for c in all_records.changes if published_at(c) <= moment))
    assert state_at(all_records, moment) == state_at(public, moment)


@given(some_records(), MOMENTS, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(all_records, moment, rng):
    slugs, changes = list(all_records.batches), list(all_records.changes)
    rng.shuffle(slugs)
    rng.shuffle(changes)
    other = replace(all_records, batches={slug: all_records.batches[slug] for slug in slugs}, changes=tuple(changes))
    assert state_at(other, moment) == state_at(all_records, moment)
    assert list(state_at(other, moment).batches) == list(state_at(all_records, moment).batches)


@given(some_records(), MOMENTS, MOMENTS)
def test_what_is_public_stays_public(all_records, one_moment, other):
    """A later moment shows all that an earlier one shows, and without new checkpoints no fewer ever signed."""
    early, late = (state_at(all_records, moment) for moment in sorted((one_moment, other)))
    assert early.batches.items() <= late.batches.items()
    assert set(early.changes) <= set(late.changes)
    assert set(early.organisations) <= set(late.organisations)
    if not all_records.programme.base_totals and early.totals_now and late.totals_now:
        assert early.totals_now.ever <= late.totals_now.ever


@given(some_records())
def test_between_two_moments_nothing_changes(all_records):
    """So a build with nothing to do can be seen before it begins."""
    points = [at("2000-01-01"), *moments(all_records)]
    for start, end in zip(points, [*points[1:], at("2030-01-01")], strict=True):
        assert replace(state_at(all_records, start), moment=end) == replace(state_at(all_records, end - timedelta(seconds=1)), moment=end)


@given(some_records())
def test_a_preview_is_the_end_of_time(all_records):
    assert replace(state_at(all_records, None), moment=None) == replace(state_at(all_records, datetime.max), moment=None)  # noqa: DTZ901
