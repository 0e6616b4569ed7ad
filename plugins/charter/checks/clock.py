"""Moments that the clock skips or says twice, on the days when summer time begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from charter.model.folder import Records
from charter.model.layout import batch_path
from charter.problems import Problem
from charter.records import Where


def clock_change(records: Records) -> Iterator[Problem]:
    """A moment that does not exist, or exists twice, in the programme's time zone.

    clock-change:
      nl: Gaat de klok een uur vooruit, dan bestaat dat uur niet; gaat zij terug, dan is het uur er twee keer. Dan is niet te zeggen wanneer iets openbaar wordt.
      en: When the clock goes forward an hour does not exist; when it goes back the hour is there twice. Nobody can tell when something becomes public.
      fails: |
        publish_at: 2026-03-29 02:30
      passes: |
        publish_at: 2026-03-29 03:00
    """
    assert records.programme
    zone = ZoneInfo(records.programme.timezone)
    for path, where, moment in _moments(records):
        if _is_clear(moment, zone):
            continue
        exists = _exists(moment, zone)
        nl = f"op {moment:%Y-%m-%d} {'gaat de klok terug, dus' if exists else 'gaat de klok vooruit, dus'} {moment:%H:%M} {'is er twee keer' if exists else 'bestaat niet'}"
        en = f"on {moment:%Y-%m-%d} the clock goes {'back, so' if exists else 'forward, so'} {moment:%H:%M} {'is there twice' if exists else 'does not exist'}"
        clear = f"{_next_clear(moment, zone):%Y-%m-%d %H:%M}"
        yield records.problem(path, where, "clock-change", nl, en, suggestion=records.record(path).with_value(where, clear))


def _moments(records: Records) -> Iterator[tuple[str, Where, datetime]]:
    """File, place and moment of everything that happens at a time."""
    assert records.programme
    security = records.programme.publisher.security
    if security:
        yield "charter.yaml", ("publisher", "security", "expires"), security.expires
    for slug, batch in records.batches.items():
        if batch.publish_at:
            yield batch_path(slug), ("publish_at",), batch.publish_at
        for number, correction in enumerate(batch.corrections):
            yield batch_path(slug), ("corrections", number, "at"), correction.at
    for number, change in enumerate(records.changes):
        if change.publish_at:
            yield "changes.yaml", (number, "publish_at"), change.publish_at


def _is_clear(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock says it once: before and after a change of the clock it would mean different moments (PEP 495)."""
    return moment.replace(tzinfo=zone, fold=0).utcoffset() == moment.replace(tzinfo=zone, fold=1).utcoffset()


def _exists(moment: datetime, zone: ZoneInfo) -> bool:
    """Of what is not clear: whether it is there twice rather than never."""
    offsets = [moment.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
    return offsets[0] > offsets[1]


def _next_clear(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first minute after it that the clock says once."""
    while not _is_clear(moment, zone):
        moment += timedelta(minutes=1)
    return moment
