from models.reports import stock_classes
from tests.factories import frame


def test_every_class_is_on_the_map_with_its_items_and_their_worth() -> None:
    classes = frame(
        "item_classes",
        {
            "location_id": "main",
            "sku": "a",
            "abc": "A",
            "xyz": "X",
            "revenue_amount": 50,
        },
        {
            "location_id": "main",
            "sku": "b",
            "abc": "A",
            "xyz": "X",
            "revenue_amount": 20,
        },
        {"location_id": "main", "sku": "c", "abc": "C", "xyz": "Z"},
    )
    group = {"category": "cups", "supplier_id": "ann", "location_id": "main"}
    stock = frame(
        "stock_valuation",
        {**group, "sku": "a", "bucket": "on_hand", "value_amount": 7},
        {**group, "sku": "a", "bucket": "in_transit", "value_amount": 2},
        {**group, "sku": "b", "bucket": "on_hand", "value_amount": 1},
    )
    cells = stock_classes.class_map(classes, stock)
    assert cells.height == 9
    assert cells.row(0) == ("A", "X", 2, 10.0, 70.0)
    assert cells.row(8) == ("C", "Z", 1, 0.0, 0.0)
    drawn = stock_classes.class_chart(cells, "DKK", "da").data[0]
    assert drawn.z[0][0] == 10.0
    assert drawn.text[0][0] == "2"
