"""Writes a records folder of invented organisations: the same arguments give the same bytes anywhere."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from charter import demo_internal, records
from charter import demo_words as words
from charter.checks.likeness import looks
from charter.demo_text import ambition, code, filled, flow, person, pick, quoted, slug, some, texts

FIRST_DAY, LAST_DAY = date(2015, 1, 14), date(2026, 10, 27)
LAST_CHANGE = date(2026, 11, 9)
PER_CEREMONY = 10


@dataclass(frozen=True)
class Organisation:
    """An invented organisation; `sector` and `kind` are codes that suit it, if the charter knows them."""

    id: str
    name: str
    sector: str
    kind: str


@dataclass(frozen=True)
class Ceremony:
    """One batch: its slug is its folder."""

    slug: str
    day: date
    place: str
    signers: tuple[Organisation, ...]


def write_demo(organisations: int, folder: Path, charter_yaml: Path) -> None:
    """Writes charter.yaml, changes.yaml, a batch for every ten organisations, and internal/.

    Raises FileExistsError when `folder` holds anything, ValueError when there is nothing to write.
    """
    if organisations < 1:
        raise ValueError("Geef een aantal van minstens 1.")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"De map {folder} is niet leeg. Geef de naam van een nieuwe map.")
    charter = records.read(charter_yaml.parent, charter_yaml.name).values
    assert isinstance(charter, dict), f"{charter_yaml} is no charter"
    held = ceremonies(organisations)
    (folder / "internal").mkdir(parents=True, exist_ok=True)
    (folder / "charter.yaml").write_bytes(charter_yaml.read_bytes())
    _write(folder / "changes.yaml", changes(held))
    _write(folder / "internal" / "officers.yaml", demo_internal.officers())
    for ceremony in held:
        rng = random.Random(ceremony.slug)
        (folder / ceremony.slug).mkdir()
        _write(folder / ceremony.slug / "batch.yaml", batch(ceremony, charter, rng))
        ids = (organisation.id for organisation in ceremony.signers)
        _write(folder / "internal" / f"{ceremony.slug}.yaml", demo_internal.dates(ids, ceremony.day, rng))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def ceremonies(organisations: int) -> list[Ceremony]:
    """Ten organisations each, the last one fewer, spread evenly over the years up to LAST_DAY."""
    rng = random.Random("ceremonies")
    names = organisation_names(rng)
    count = -(-organisations // PER_CEREMONY)
    step = (LAST_DAY - FIRST_DAY).days / count
    held = []
    for n in range(count):
        # Neighbours differ in place, so that two on one day get two slugs.
        place = words.PLACES[n * 37 % len(words.PLACES)]
        day = _weekday(LAST_DAY - timedelta(days=int((count - 1 - n) * step)))
        size = min(PER_CEREMONY, organisations - n * PER_CEREMONY)
        signers = tuple(next(names) for _ in range(size))
        held.append(Ceremony(f"{day}-{slug(place)}", day, place, signers))
    return held


def organisation_names(rng: random.Random) -> Iterator[Organisation]:
    """Without end, no id twice and no two names a slip apart. One in four has a name that breaks naive code."""
    seen: set[str] = set()
    while True:
        trade, sector, kind = pick(rng, words.TRADES)
        name = _name(rng, trade)
        key, like = slug(name), looks(name)
        if key not in seen and not like & seen:
            seen |= {key} | like
            yield Organisation(key, name, sector, kind)


def _name(rng: random.Random, trade: str) -> str:
    stem, other = _stem(rng), _stem(rng)
    messy = (f"{stem} & {other} {trade}", f"'s-{stem}se {trade}", f"{stem.lower()} {trade.lower()}",
             f"{stem} {trade} B.V.", f"{stem}, {other} en Partners", f"{trade.upper()} {stem.upper()}.",
             f"&{stem.lower()}", f"{stem} N.V. ({trade.lower()} regio {other})", f"L'{stem}é {trade}",
             f"{trade}: {stem}", f"{stem} #{other}", f'{trade} "{stem}"')
    return pick(rng, messy) if rng.random() < 0.25 else f"{stem} {trade}"


def _stem(rng: random.Random) -> str:
    return pick(rng, words.STEM_STARTS) + pick(rng, words.STEM_MIDDLES) + pick(rng, words.STEM_ENDS)


def batch(ceremony: Ceremony, charter: dict, rng: random.Random) -> str:
    """batch.yaml of a ceremony; a single signer signs alone, and now and then a ceremony is online."""
    event, quote = pick(rng, words.EVENTS), pick(rng, words.QUOTES)
    role, speaker = pick(rng, words.ROLES), pick(rng, words.ROLES)
    form = "individual" if len(ceremony.signers) == 1 else "online" if rng.random() < 0.08 else "ceremony"
    skipped = some(rng, words.BODY[1:], 2)
    body = [filled(pair, {"place": (ceremony.place,) * 2}) for pair in words.BODY if pair not in skipped]
    return f"""\
date: {ceremony.day}
publish_at: {ceremony.day} 16:00
form: {form}
place: {quoted(ceremony.place)}
host: {{id: {ceremony.signers[0].id}}}
led_by: {{name: {quoted(person(rng))}, role: {flow(role)}}}
event: {flow(event)}
body:
{texts(body, 3, "  ")}\
quotes:
  - {{text: {flow(quote)}, by: {{name: {quoted(person(rng))}, role: {flow(speaker)}}}}}
signatories:
""" + "".join(_signature(organisation, charter, rng) for organisation in ceremony.signers)


def _signature(organisation: Organisation, charter: dict, rng: random.Random) -> str:
    dimensions = sorted(some(rng, range(len(charter["dimensions"])), 1 + int(rng.random() * 3)))
    chosen = [charter["dimensions"][n] for n in dimensions]
    seat = pick(rng, words.PLACES)
    return f"""\
  - id: {organisation.id}
    name: {quoted(organisation.name)}
    sector: {code(rng, charter["sectors"], organisation.sector)}
    kind: {code(rng, charter["kinds"], organisation.kind)}
    size: {code(rng, charter["sizes"])}
    seat: {quoted(seat)}
    website: https://{organisation.id}.example.org/
    dimensions: [{", ".join(dimension["code"] for dimension in chosen)}]
    ambition:
{texts(ambition(organisation.name, seat, chosen, rng), 5, "      ")}\
    signed_by:
      - {{name: {quoted(person(rng))}, role: {flow(pick(rng, words.ROLES))}}}
"""


def changes(held: Sequence[Ceremony]) -> str:
    """Up to six renames, each some time after the signing, oldest first."""
    rng = random.Random("changes")
    renamed = []
    for ceremony in held[::-(-len(held) // 6)]:
        organisation = ceremony.signers[-1]
        day = min(ceremony.day + timedelta(days=200 + int(rng.random() * 400)), LAST_CHANGE)
        name = f"{_stem(rng)} Groep"
        renamed.append(f"- {{date: {day}, id: {organisation.id}, renamed: {{name: {name}}}}}\n")
    return "# Invented, like everything here. Oldest first.\n" + "".join(sorted(renamed))


def _weekday(day: date) -> date:
    """Nobody signs in a weekend: the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - 4))
