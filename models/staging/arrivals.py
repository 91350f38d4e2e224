"""When a file arrived, as far as its name says."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?:\d{4}|\d{6})?(?!\d)"
)
YEAR_LAST = re.compile(r"(?<!\d)(\d\d)([-_.])(\d\d)\2((?:19|20)\d\d)(?!\d)")


def named_day(path: str) -> dt.date | None:
    """Return the day that the name of a file says, day before month.

    >>> named_day("order_lines/2026-03-05.csv")
    datetime.date(2026, 3, 5)
    >>> named_day("order_lines/orders_05.03.2026.csv.gz")
    datetime.date(2026, 3, 5)
    >>> named_day("order_lines.csv") is None
    True
    """
    name = path.rpartition("/")[2]
    readings = [
        *((found[1], found[3], found[4]) for found in YEAR_FIRST.finditer(name)),
        *((found[4], found[3], found[1]) for found in YEAR_LAST.finditer(name)),
        *((found[4], found[1], found[3]) for found in YEAR_LAST.finditer(name)),
    ]
    return next(filter(None, map(_day, readings)), None)


def end_of_day(day: dt.date, time_zone: str) -> dt.datetime:
    """Return the last instant of ``day`` in ``time_zone``, in UTC.

    >>> end_of_day(dt.date(2026, 3, 5), "Europe/Copenhagen")
    datetime.datetime(2026, 3, 5, 22, 59, 59, 999999, tzinfo=datetime.timezone.utc)
    """
    local = dt.datetime.combine(day, dt.time.max, ZoneInfo(time_zone))
    return local.astimezone(dt.UTC)


def _day(parts: tuple[str, str, str]) -> dt.date | None:
    """Return year, month and day as a date, if there is such a day."""
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None
