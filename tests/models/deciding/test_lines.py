import datetime as dt
from decimal import Decimal

import polars as pl

from models.deciding.lines import as_decided
from models.deciding.states import states
from tests.models.deciding.lines import OFFERS, SUGGESTIONS, Log, edit, units

NAMES = ("suggestion_id", "split_no", "supplier_id", "suggested_qty", "amount")


def lines(log: Log) -> pl.DataFrame:
    return as_decided(SUGGESTIONS, states(SUGGESTIONS, log.entries), OFFERS)


def test_lines_stand_as_suggested_until_something_is_decided() -> None:
    assert lines(Log()).select(SUGGESTIONS.columns).equals(SUGGESTIONS)


def test_what_was_decided_stands_in_for_what_was_suggested() -> None:
    log = Log()
    later = dt.date(2026, 12, 14)
    log.decide(
        edit(1, "split", units(36), units(10, supplier_id="bolt", order_on=later)),
        edit(2, "reject", suggestion_id="b"),
    )
    now = lines(log)
    assert now.select(NAMES).rows() == [
        ("a", 1, "acme", 36, Decimal(3375)),
        ("a", 2, "bolt", 10, Decimal(1000)),
        ("b", 1, "acme", 0, 0),
    ]
    assert now["supplier_sku"].to_list()[1] == "B-1"
    assert now["currency"].to_list() == ["EUR", "DKK", "EUR"]
    assert now["order_on"][1] == later
