import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.demand.days import day, demand, line, stock, units


def test_series_run_from_first_sale_to_the_watermark_not_to_the_last_sale() -> None:
    found = demand([line(2, 3), line(4)], until=7)
    assert found["on"].to_list() == [day(number) for number in range(2, 8)]
    assert units(found) == [3, 0, 1, 0, 0, 0]


def test_days_after_the_watermark_are_unknown_not_zero() -> None:
    found = demand([line(2), line(9, 50)], until=5, as_of=9)
    assert found["on"].max() == day(5)
    assert sum(units(found)) == 1


def test_a_place_is_complete_when_every_channel_that_still_feeds_it_is() -> None:
    lines = [line(0), line(1, channel="shop"), line(2, channel="ended")]
    marks = [
        {"channel": "web", "complete_on": day(40)},
        {"channel": "shop", "complete_on": day(38)},
        {"channel": "ended", "complete_on": day(3)},
    ]
    assert demand(lines, until=40, watermarks=marks)["on"].max() == day(38)


def test_stock_without_a_sale_is_demand_of_zero() -> None:
    found = demand([], stock([None, 0.0, 1.0, 1.0]), until=3)
    assert found["on"].to_list() == [day(2), day(3)]
    assert units(found) == [0, 0]


def test_what_was_never_in_stock_nor_asked_for_is_absent() -> None:
    assert demand([], stock([0.0, 0.0]), until=3).is_empty()


def test_preorders_before_first_stock_are_demand() -> None:
    found = demand([line(0, 2)], stock([0.0, 0.0, 1.0]), until=2)
    assert units(found) == [2, 0, 0]


def test_kits_count_as_their_components_and_dropship_not_at_all() -> None:
    found = demand(
        [line(0, 2, sku="kit"), line(0, 9, sku="drop"), line(0, 9, sku="post")],
        until=0,
        kit_components=[{"kit_sku": "kit", "component_sku": "b", "qty": 3}],
        products=[
            {"sku": "b"},
            {"sku": "kit"},
            {"sku": "drop", "fulfilment": "dropship"},
            {"sku": "post", "fulfilment": "service"},
        ],
    )
    assert found.select("sku", "demanded_qty").rows() == [("b", 6)]


def test_streams_are_kept_apart_in_the_order_of_the_key() -> None:
    lines = [line(0, 2), line(1, 30, stream="wholesale")]
    found = demand(lines, until=1)
    assert found.select("on", "stream", "demanded_qty").rows() == [
        (day(0), "retail", 2),
        (day(0), "wholesale", 0),
        (day(1), "retail", 0),
        (day(1), "wholesale", 30),
    ]


def test_projects_and_open_dated_orders_count_when_they_are_wanted() -> None:
    found = demand(
        [
            line(0, 5, stream="project", requested_on=day(3)),
            line(0, 2, requested_on=day(2), open_qty=2, shipped_qty=0),
            line(0, 1, requested_on=day(2)),
            line(0, 7, requested_on=day(60), open_qty=7),
        ],
        until=4,
    )
    by_stream = found.partition_by("stream", as_dict=True)
    assert units(by_stream["project",]) == [0, 0, 0, 5, 0]
    assert units(by_stream["retail",]) == [1, 0, 2, 0, 0]


def test_history_counts_only_before_the_first_order_line() -> None:
    found = demand(
        [line(6, 4)],
        until=7,
        sales_history=[
            {
                "sku": "a",
                "location_id": "main",
                "starts_on": day(0),
                "ends_on": day(9),
                "sold_qty": 20,
            }
        ],
    )
    assert units(found) == [2, 2, 2, 2, 2, 2, 4, 0]


def test_odd_units_of_a_period_stay_whole_and_add_up() -> None:
    found = demand(
        until=27,
        watermarks=[],
        sales_history=[
            {
                "sku": sku,
                "location_id": "main",
                "starts_on": day(7 * week),
                "ends_on": day(7 * week + 6),
                "sold_qty": 3,
            }
            for sku in ("a", "b")
            for week in range(4)
        ],
    )
    for sku in ("a", "b"):
        assert sum(units(found, sku=sku)) == 12
        assert set(units(found, sku=sku)) == {0.0, 1.0}


def test_totals_only_end_where_they_end() -> None:
    period = {"sku": "a", "location_id": "main", "sold_qty": 7}
    history = [{**period, "starts_on": day(0), "ends_on": day(6)}]
    found = demand(until=30, watermarks=[], sales_history=history)
    assert found["on"].max() == day(6)


def test_sold_out_days_carry_what_was_lost() -> None:
    shares = [1.0] * 20 + [0.0] * 2 + [0.5] + [1.0] * 10
    lines = [line(number, 4) for number, share in enumerate(shares) if share == 1]
    found = demand(lines, stock(shares), until=len(shares) - 1)
    lost = units(found, "lost_qty")
    assert lost[20:22] == pytest.approx([4, 4], rel=0.15)
    assert lost[22] == pytest.approx(2, rel=0.15)
    assert sum(lost[:20]) == 0


def test_what_was_asked_for_all_the_same_was_not_lost() -> None:
    shares = [1.0] * 20 + [0.0]
    lines = [line(number, 4) for number in range(21)]
    found = demand(lines, stock(shares), until=20)
    assert units(found, "lost_qty")[20] == pytest.approx(0, abs=0.5)


def test_backorders_make_a_stock_out_day_a_day_of_demand() -> None:
    shares = [1.0] * 20 + [0.0] * 5
    lines = [line(number, 4) for number in range(20)]
    accepting = [{"channel": "web", "accepts_backorders": True}]
    found = demand(lines, stock(shares), until=24, channels=accepting)
    assert units(found, "in_stock_share") == [1.0] * 25
    assert sum(units(found, "lost_qty")) == 0


def test_customers_who_plainly_go_on_ordering_are_believed() -> None:
    shares = [1.0] * 20 + [0.0] * 20
    lines = [line(number, 4, shipped_qty=0) for number in range(40)]
    found = demand(lines, stock(shares), until=39)
    assert units(found, "in_stock_share") == [1.0] * 40


def test_an_item_given_up_loses_nothing_any_more() -> None:
    shares = [1.0] * 20 + [0.0] * 200
    lines = [line(number, 4) for number in range(20)]
    lost = units(demand(lines, stock(shares), until=219), "lost_qty")
    assert lost[25] > 0
    assert sum(lost[100:]) == 0


def test_stores_close_by_calendar_and_warehouses_go_on_selling() -> None:
    closure = [{"party_id": "main", "starts_on": day(1), "ends_on": day(1)}]
    for kind, closed in (("store", [False, True]), ("warehouse", [False, False])):
        found = demand(
            [line(0)],
            until=1,
            calendars=closure,
            locations=[{"location_id": "main", "kind": kind}],
        )
        assert found["is_closed"].to_list() == closed


def test_a_place_is_closed_when_all_its_channels_are() -> None:
    closure = {"party_id": "web", "starts_on": day(1), "ends_on": day(1)}
    assert demand([line(0)], until=1, calendars=[closure])["is_closed"].to_list() == [
        False,
        True,
    ]
    two = [line(0), line(0, channel="shop")]
    assert not demand(two, until=1, calendars=[closure])["is_closed"].any()


def test_a_silent_day_of_a_busy_place_is_a_closure_but_a_weekly_one_is_not() -> None:
    silent, sunday = 30, 3
    lines = [
        line(number, sku=f"s{item}")
        for number in range(60)
        for item in range(12)
        if number != silent and number % 7 != sunday
    ]
    found = demand(lines, until=59, products=[])
    assert found.filter("is_closed")["on"].unique().to_list() == [day(silent)]


def test_the_narrowest_event_names_the_day() -> None:
    events = [
        {"event_id": "1", "kind": "holiday", "starts_on": day(0), "ends_on": day(2)},
        {
            "event_id": "2",
            "kind": "promotion",
            "starts_on": day(1),
            "ends_on": day(1),
            "sku": "a",
            "discount_rate": 0.25,
        },
        {
            "event_id": "3",
            "kind": "fair",
            "starts_on": day(0),
            "ends_on": day(1),
            "channel": "elsewhere",
        },
    ]
    found = demand([line(0), line(0, sku="b")], until=3, events=events)
    marks = {sku: part["event"].to_list() for (sku,), part in found.group_by("sku")}
    assert marks["a"] == ["holiday", "promotion", "holiday", None]
    assert marks["b"] == ["holiday", "holiday", "holiday", None]
    of_a = found.filter(sku="a")
    assert of_a["discount_rate"].to_list() == [None, 0.25, None, None]


def test_price_is_the_mean_paid() -> None:
    lines = [line(0, 1, unit_price=10), line(0, 3, unit_price=6)]
    assert float(demand(lines, until=0)["unit_price"][0]) == 7.0


def test_sold_is_what_was_served() -> None:
    assert units(demand([line(0, 5, shipped_qty=2)], until=0), "sold_qty") == [2]


def test_empty_tables_give_an_empty_table() -> None:
    assert demand().is_empty()


def test_the_future_changes_nothing() -> None:
    lines = [line(number, number % 3 + 1) for number in range(8)]
    shares = stock([1.0] * 6 + [0.0] * 2)
    planted = [line(number, 999) for number in range(9, 20)]
    later = [{**one, "on": one["on"] + dt.timedelta(days=30)} for one in shares]
    assert demand(lines, shares, until=7).equals(
        demand([*lines, *planted], [*shares, *later], until=7)
    )


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), max_size=30),
    st.lists(st.sampled_from([None, 0.0, 0.05, 0.4, 1.0]), max_size=31),
)
def test_no_unit_asked_for_is_lost_or_invented(
    asked: list[tuple[int, int]], shares: list[float | None]
) -> None:
    lines = [line(number, qty / 8) for number, qty in asked]
    found = demand(lines, stock(shares), until=30)
    assert sum(units(found)) == pytest.approx(sum(qty / 8 for _, qty in asked))
    if asked or any(share for share in shares):
        assert found["on"].max() == day(30)


def test_days_before_the_launch_are_marked_as_preorders() -> None:
    products = [{"sku": "a", "launched_on": day(2)}]
    found = demand([line(0, 2)], until=3, products=products)
    assert found["event"].to_list() == ["preorder", "preorder", None, None]
