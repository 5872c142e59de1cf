"""What stands in a tablet's way, by how it stands. Words are put to it by who tells it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from schema.graphql.scalars import Moment
from schema.graphql.standing import DeviceStanding, DeviceTrouble, TroubleCode
from schema.shanghai import SHANGHAI
from schema.stock import as_runs, how_many, is_low

SILENT = timedelta(days=3)
MOST_AWAITED = 5  # documents; those come first for which most facts wait


def troubles_of(standing: DeviceStanding, now: datetime) -> Iterator[DeviceTrouble]:
    """The gravest first."""
    yield from _of_admission(standing, now.astimezone(SHANGHAI).date())
    alarms = Counter(alarm.kind for alarm in standing.alarms)
    for kind, count in alarms.items():
        yield DeviceTrouble(code=TroubleCode.ALARM, about=kind, count=count)
    if standing.refused_count:
        yield DeviceTrouble(code=TroubleCode.REFUSED, count=standing.refused_count)
    awaited = Counter(one.waits_for for one in standing.waiting)
    for name, count in awaited.most_common(MOST_AWAITED):
        is_guide = name.startswith("guide:")
        code = TroubleCode.WAITS_FOR_GUIDE if is_guide else TroubleCode.WAITS_FOR_DOCUMENT
        yield DeviceTrouble(code=code, about=name, count=count)
    yield from _of_what_has_not_come(standing, now)
    if standing.latest and not (standing.receipt and standing.receipt.is_current):
        yield DeviceTrouble(code=TroubleCode.NO_RECEIPT)
    yield from _of_numbers(standing)


def _of_admission(standing: DeviceStanding, today: date) -> Iterator[DeviceTrouble]:
    ended, expires = standing.device.ended, standing.device.expires
    if ended:
        yield DeviceTrouble(code=TroubleCode.ENDED, about=ended.why.name, at=ended.at)
    elif date.fromisoformat(expires) < today:
        yield DeviceTrouble(code=TroubleCode.EXPIRED, about=expires)


def _of_what_has_not_come(standing: DeviceStanding, now: datetime) -> Iterator[DeviceTrouble]:
    heard, pushed = standing.heard_at or "", standing.last_push_at or ""
    if standing.gaps:
        count = how_many(as_runs(standing.gaps))
        yield DeviceTrouble(code=TroubleCode.GAPS, about=standing.gaps, count=count)
    if standing.said_waiting and heard > pushed:
        count = standing.said_waiting
        yield DeviceTrouble(code=TroubleCode.UNSENT, count=count, at=standing.heard_at)
    last = max(heard, pushed, standing.device.enrolled_at)
    if not standing.device.ended and now - datetime.fromisoformat(last) > SILENT:
        yield DeviceTrouble(code=TroubleCode.SILENT, at=Moment(last))


def _of_numbers(standing: DeviceStanding) -> Iterator[DeviceTrouble]:
    if standing.device.ended:
        return  # what it had left is revoked, and no more is leased to it
    for stock in standing.stocks:
        if is_low(stock.leased, stock.leased - stock.counts.free):
            yield DeviceTrouble(code=TroubleCode.FEW_NUMBERS, about=stock.item.name, count=stock.counts.free)
