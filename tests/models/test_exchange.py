import datetime as dt

import polars as pl

from models.exchange import rate_by_day
from tests.factories import frame

GIVEN = [
    {"currency": "EUR", "on": "2026-01-20", "rate": 9},
    {"currency": "USD", "on": "2026-01-03", "rate": 6},
    {"currency": "EUR", "on": "2026-01-01", "rate": 7},
    {"currency": "EUR", "on": "2026-01-03", "rate": 8},
    {"currency": "EUR", "on": "2026-01-04", "rate": 99, "gone_at": "2026-01-05"},
]


def held(currency: str, rows: list[dict[str, object]]) -> dict[int, float]:
    days = rate_by_day(frame("exchange_rates", *rows))
    own = days.filter(pl.col("currency") == currency)
    return {on.day: rate for on, rate in own.select("on", "rate").iter_rows()}


def test_a_day_has_its_own_rate_or_the_last_of_seven_days_before() -> None:
    euro = held("EUR", GIVEN)
    assert (euro[1], euro[2], euro[3], euro[10]) == (7, 7, 8, 8)
    assert 11 not in euro
    assert euro[27] == 9
    assert set(held("USD", GIVEN)) == set(range(3, 11))


def test_every_day_has_one_rate_whatever_the_order_of_rows() -> None:
    assert held("EUR", GIVEN) == held("EUR", GIVEN[::-1])
    days = rate_by_day(frame("exchange_rates", *GIVEN))
    assert not days.select("currency", "on").is_duplicated().any()


def test_no_rates_hold_where_none_are_given() -> None:
    none = rate_by_day(frame("exchange_rates"))
    assert none.is_empty()
    assert none.schema["on"] == pl.Date
    assert dt.date(2026, 1, 1) not in none["on"].to_list()
