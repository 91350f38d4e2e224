import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.orders.reversals import reversals
from tests.factories import frame


def matched(*lines: dict[str, object]) -> list[tuple[str, str, int, bool]]:
    rows = [
        {"order_id": f"o{number}", "sku": "a", "customer_id": "c", **line}
        for number, line in enumerate(lines, start=1)
    ]
    found = reversals(frame("order_lines", *rows).lazy())
    return [
        (
            row["reversal_order_id"],
            row["order_id"],
            int(row["qty"]),
            row["is_cancelled"],
        )
        for row in found.iter_rows(named=True)
    ]


def test_a_reversal_minutes_later_cancels_the_equal_line() -> None:
    assert matched(
        {"placed_at": "2011-12-09T09:15", "ordered_qty": 80995},
        {"placed_at": "2011-12-09T09:27", "ordered_qty": -80995},
    ) == [("o2", "o1", 80995, True)]


def test_a_reversal_days_later_is_a_return() -> None:
    assert matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3},
        {"placed_at": "2026-01-05T09:00", "ordered_qty": -3},
    ) == [("o2", "o1", 3, False)]


def test_an_equal_line_is_preferred_to_a_nearer_one() -> None:
    assert matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3},
        {"placed_at": "2026-01-02T09:00", "ordered_qty": 9},
        {"placed_at": "2026-01-03T09:00", "ordered_qty": -3},
    ) == [("o3", "o1", 3, False)]


def test_the_nearest_of_equal_lines_is_taken() -> None:
    assert matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3},
        {"placed_at": "2026-01-02T09:00", "ordered_qty": 3},
        {"placed_at": "2026-01-02T10:00", "ordered_qty": -3},
    ) == [("o3", "o2", 3, True)]


def test_a_larger_line_gives_what_is_taken_back() -> None:
    assert matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 9},
        {"placed_at": "2026-01-01T10:00", "ordered_qty": -3},
        {"placed_at": "2026-01-01T11:00", "ordered_qty": -6},
    ) == [("o2", "o1", 3, True), ("o3", "o1", 6, True)]


def test_a_large_reversal_is_spread_over_the_nearest_lines() -> None:
    assert matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 5},
        {"placed_at": "2026-01-01T10:00", "ordered_qty": 5},
        {"placed_at": "2026-01-01T11:00", "ordered_qty": -8},
    ) == [("o3", "o1", 3, True), ("o3", "o2", 5, True)]


def test_another_customer_or_item_is_never_touched() -> None:
    assert not matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3, "customer_id": "other"},
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3, "sku": "b"},
        {"placed_at": "2026-01-01T10:00", "ordered_qty": -3},
    )


def test_a_later_line_is_never_taken_back() -> None:
    assert not matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": -3},
        {"placed_at": "2026-01-01T10:00", "ordered_qty": 3},
    )


def test_the_same_order_number_needs_no_customer() -> None:
    assert matched(
        {
            "order_id": "1001",
            "placed_at": "2026-01-01T09:00",
            "ordered_qty": 5,
            "customer_id": None,
        },
        {
            "order_id": "C1001",
            "placed_at": "2026-01-01T10:00",
            "ordered_qty": -2,
            "customer_id": None,
        },
    ) == [("C1001", "1001", 2, True)]


def test_unknown_customers_need_equal_quantity_and_price() -> None:
    nobody = {"customer_id": None, "unit_price": 2}
    sale = {"placed_at": "2026-01-01T09:00", "ordered_qty": 3} | nobody
    back = {"placed_at": "2026-01-01T10:00", "ordered_qty": -3} | nobody
    assert matched(sale, back) == [("o2", "o1", 3, True)]
    assert not matched(sale, back | {"ordered_qty": -2})
    assert not matched(sale, back | {"unit_price": 0})


def test_what_was_cancelled_already_is_not_taken_back_again() -> None:
    assert not matched(
        {"placed_at": "2026-01-01T09:00", "ordered_qty": 3, "cancelled_qty": 3},
        {"placed_at": "2026-01-01T10:00", "ordered_qty": -3},
    )


def test_no_lines_no_reversals() -> None:
    assert not matched()


lines = st.lists(
    st.fixed_dictionaries(
        {
            "placed_at": st.integers(1, 28).map(lambda day: f"2026-01-{day:02}T09:00"),
            "ordered_qty": st.integers(-5, 5).filter(bool),
            "customer_id": st.sampled_from(["c", "d", None]),
            "sku": st.sampled_from(["a", "b"]),
        }
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(lines)
def test_nothing_is_taken_twice_and_row_order_is_irrelevant(
    rows: list[dict[str, object]],
) -> None:
    named = [{**row, "order_id": f"o{no}", "line_no": 1} for no, row in enumerate(rows)]
    order_lines = frame("order_lines", *named)
    found = reversals(order_lines.lazy())
    assert found.equals(reversals(order_lines.reverse().lazy()))
    for key in (["order_id", "line_no"], ["reversal_order_id", "reversal_line_no"]):
        used = found.group_by(key).agg(pl.col("qty").sum())
        ordered = order_lines.select("order_id", pl.col("ordered_qty").abs())
        joined = used.join(ordered, left_on=key[0], right_on="order_id")
        assert joined.filter(pl.col("qty") > pl.col("ordered_qty")).is_empty()
