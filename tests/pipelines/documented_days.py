"""The days of the shop with every document."""

import datetime as dt

DAY = dt.date(2026, 2, 27)
"""The last complete one."""
LATER = DAY + dt.timedelta(days=2)


def before(number: int) -> dt.date:
    """Return the day so many days before the last complete one."""
    return DAY - dt.timedelta(days=number)
