"""Rows that refer to something that is not there."""

import datetime as dt

import polars as pl
import pytest

from models.staging import references
from tests.factories import frame


def lines(*rows: dict[str, object]) -> pl.DataFrame:
    return frame("order_lines", *rows).with_row_index("_row", offset=1)


def test_an_unknown_item_is_named() -> None:
    rows = lines({"sku": "a"}, {"sku": "x"})
    known = pl.Series(["a", "b"])
    found = references.unknown(rows, "sku", "products", known)
    rule = "unknown sku: add it to products, or to sku_aliases"
    assert found.rows() == [(2, "sku", rule, "x")]


def test_an_empty_reference_is_not_unknown() -> None:
    rows = lines({"location_id": None})
    known = pl.Series(["main"])
    assert references.unknown(rows, "location_id", "locations", known).is_empty()


@pytest.mark.parametrize(("day", "is_refused"), [(8, False), (12, False), (13, True)])
def test_a_rate_holds_for_seven_days(day: int, *, is_refused: bool) -> None:
    rows = lines({"currency": "EUR", "placed_at": f"2026-03-{day:02}T10:00"})
    rates = pl.DataFrame({"currency": ["EUR"], "on": [dt.date(2026, 3, 5)]})
    found = references.rateless(rows, "placed_at", "DKK", rates)
    assert found.height == is_refused
    if is_refused:
        assert "EUR on 2026-03-13" in found["rule"].item()


def test_our_own_currency_needs_no_rate() -> None:
    rows = lines({"currency": "DKK"}, {"currency": None})
    rates = pl.DataFrame(schema={"currency": pl.String, "on": pl.Date})
    assert references.rateless(rows, "placed_at", "DKK", rates).is_empty()


def test_an_alias_is_a_name_of_an_item() -> None:
    products = frame("products", {"sku": "a"}).lazy()
    aliases = frame("sku_aliases", {"alias": "x", "sku": "a"}).lazy()
    found = references.known_names("products", products, aliases)
    assert found.to_list() == ["a", "x"]
