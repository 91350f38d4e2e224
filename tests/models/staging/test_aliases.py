"""Other names of items, translated to items and stock units."""

from decimal import Decimal

import polars as pl

from models.staging.aliases import translated
from tests.factories import frame


def lines(*rows: dict[str, object]) -> pl.LazyFrame:
    return frame("order_lines", *rows).lazy().with_columns(_key=pl.lit(1, pl.UInt64))


PACK = {"alias": "a-3", "sku": "a", "qty": 3}


def test_a_three_pack_is_three_units_at_a_third_of_the_price() -> None:
    rows = lines({"sku": "a-3", "ordered_qty": 2, "unit_price": 30}, {"sku": "b"})
    found = translated(rows, "order_lines", frame("sku_aliases", PACK)).collect()
    assert found.select("sku", "ordered_qty", "unit_price").rows() == [
        ("a", Decimal(6), Decimal(10)),
        ("b", Decimal(0), None),
    ]
    assert found.schema == rows.collect_schema()


def test_a_channels_own_alias_comes_first() -> None:
    aliases = frame(
        "sku_aliases",
        {"alias": "x", "sku": "everywhere"},
        {"alias": "x", "sku": "in orders", "alias_source": "order_lines"},
        {"alias": "x", "sku": "on amazon", "alias_source": "amazon"},
    )
    rows = lines({"sku": "x", "channel": "amazon"}, {"sku": "x", "channel": "web"})
    found = translated(rows, "order_lines", aliases).collect()
    assert found["sku"].to_list() == ["on amazon", "in orders"]
    stock = frame("stock_levels", {"sku": "x"}).lazy()
    assert translated(stock, "stock_levels", aliases).collect()["sku"].item() == (
        "everywhere"
    )


def test_keys_that_hold_an_item_follow_it() -> None:
    rows = frame("stock_levels", {"sku": "a-3", "on_hand_qty": 1}, {"sku": "a"})
    keyed = rows.lazy().with_columns(_key=pl.Series([1, 2], dtype=pl.UInt64))
    found = translated(keyed, "stock_levels", frame("sku_aliases", PACK)).collect()
    assert found["_key"].n_unique() == 1


def test_master_tables_keep_their_names() -> None:
    rows = frame("products", {"sku": "a-3"}).lazy()
    found = translated(rows, "products", frame("sku_aliases", PACK)).collect()
    assert found["sku"].item() == "a-3"
