"""Items, places, channels and suppliers: those listed, and all that are mentioned."""

import polars as pl

from models import tables
from models.staging import masters
from tests.factories import frame


def test_items_of_all_documents_are_known_without_a_products_file() -> None:
    documents = {
        "order_lines": frame("order_lines", {"sku": "b"}, {"sku": "a"}).lazy(),
        "kit_components": frame(
            "kit_components", {"kit_sku": "k", "component_sku": "a", "qty": 1}
        ).lazy(),
    }
    found = masters.products(frame("products"), documents)
    assert found["sku"].to_list() == ["a", "b", "k"]
    assert found["fulfilment"].to_list() == ["stocked"] * 3
    assert tables.SOURCES["products"].is_valid(found)


def test_items_that_the_file_misses_are_added_to_it() -> None:
    listed = frame("products", {"sku": "a", "title": "Apron", "source": "products.csv"})
    documents = {"order_lines": frame("order_lines", {"sku": "b"}, {"sku": "a"}).lazy()}
    found = masters.products(listed, documents)
    assert found.select("sku", "title").rows() == [("a", "Apron"), ("b", None)]


def test_without_any_place_there_is_main() -> None:
    documents = {"order_lines": frame("order_lines", {"sku": "a"}).lazy()}
    assert masters.locations(frame("locations"), documents)[
        "location_id"
    ].to_list() == ["main"]


def test_rows_without_a_place_belong_to_the_only_one() -> None:
    stock = frame("stock_levels", {"sku": "a"}).with_columns(
        location_id=pl.lit(None, pl.String)
    )
    listed = frame("locations", {"location_id": "Aarhus"})
    found = masters.locations(listed, {"stock_levels": stock.lazy()})
    assert found["location_id"].to_list() == ["Aarhus"]
    assert masters.home(found) == "Aarhus"


def test_rows_without_a_place_belong_to_main_where_there_are_several() -> None:
    stock = frame("stock_levels", {"sku": "a"}).with_columns(
        location_id=pl.lit(None, pl.String)
    )
    listed = frame("locations", {"location_id": "Aarhus"}, {"location_id": "Odense"})
    found = masters.locations(listed, {"stock_levels": stock.lazy()})
    assert found["location_id"].to_list() == ["Aarhus", "Odense", "main"]
    assert masters.home(found) == "main"


def test_places_are_taken_from_both_ends_of_a_transfer() -> None:
    ends = {"from_location_id": "b", "to_location_id": "a"}
    documents = {"transfer_lines": frame("transfer_lines", ends).lazy()}
    found = masters.locations(frame("locations"), documents)
    assert found["location_id"].to_list() == ["a", "b"]


def test_without_any_channel_there_is_shop() -> None:
    documents = {"order_lines": frame("order_lines", {"sku": "a"}).lazy()}
    found = masters.channels(frame("channels"), documents)
    assert found["channel"].to_list() == ["shop"]


def test_channels_of_orders_are_known() -> None:
    documents = {"order_lines": frame("order_lines", {"channel": "web"}).lazy()}
    found = masters.channels(frame("channels"), documents)
    assert found["channel"].to_list() == ["web"]


def test_suppliers_of_purchase_orders_are_known() -> None:
    lines = frame("purchase_order_lines", {"supplier_id": "s2"}, {"supplier_id": "s1"})
    found = masters.suppliers(
        frame("suppliers"), {"purchase_order_lines": lines.lazy()}
    )
    assert found["supplier_id"].to_list() == ["s1", "s2"]
    assert tables.SOURCES["suppliers"].is_valid(found)
