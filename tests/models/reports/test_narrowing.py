import polars as pl

from models.reports.narrowing import among, item_locations, narrowed
from tests.factories import frame

TURNOVER = frame(
    "stock_turnover",
    {"sku": "a", "location_id": "main", "category": "cups", "supplier_id": "ann"},
    {"sku": "b", "location_id": "main", "category": "mugs", "supplier_id": "ann"},
    {"sku": "a", "location_id": "shop", "category": "cups", "supplier_id": "ann"},
)
CHOICE = {"category": "cups", "location_id": "main"}
STOCK = pl.DataFrame(
    {"sku": ["a", "b", "a"], "location_id": ["main", "main", "shop"], "qty": [1, 2, 3]}
)


def test_a_table_is_narrowed_by_the_columns_it_has() -> None:
    assert narrowed(TURNOVER, CHOICE)["sku"].to_list() == ["a"]
    assert narrowed(STOCK, CHOICE)["qty"].to_list() == [1, 2]
    assert narrowed(STOCK.lazy(), {"category": "cups"}).collect().height == 3


def test_a_table_of_items_and_places_is_narrowed_by_those_of_the_choice() -> None:
    items = item_locations(TURNOVER, CHOICE)
    assert among(STOCK, items, CHOICE)["qty"].to_list() == [1]
    assert among(STOCK.lazy(), items, CHOICE).collect()["qty"].to_list() == [1]
    assert among(STOCK, items, {})["qty"].to_list() == [1, 2, 3]
