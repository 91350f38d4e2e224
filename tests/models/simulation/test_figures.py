"""What outcomes cost, and the figures that are shown of them."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.simulation import figures, policies
from models.simulation.money import Prices, costs, shared_orders
from models.simulation.past import Past, Span
from models.simulation.replay import replayed
from models.tables import TABLES
from tests.models.simulation.grounds import alone, held, side_by_side

SPAN = Span(dt.date(2026, 1, 5), 16)
PRICES = Prices(np.array([0.365]), np.array([2.0]), np.array([5.0]))


def two(demand: float) -> Past:
    """Return two alike item-locations of class A and B that sell every day."""
    ground, _ = alone([demand] * SPAN.days, lead_days=2, point=0, up_to=0, stock=0)
    cells = pl.DataFrame(
        {
            "sku": ["cup", "plate"],
            "location_id": "main",
            "cell": [0, 1],
            "abc": ["A", "B"],
            "lead_days": 2,
            "review_days": 1,
            "protection_days": 3,
        }
    )
    alike = side_by_side(ground, [10, 10])
    return Past(SPAN, cells, pl.DataFrame({"buyer": [0]}), alike, alike)


def test_an_order_is_shared_out_over_its_lines() -> None:
    past = two(1)
    outcome = replayed(past.ground, held(SPAN.days, [9, 9], [12, 12]))
    shared = shared_orders(outcome.lines, outcome.orders, past.ground)
    assert shared.sum() == pytest.approx(outcome.orders.sum())
    assert shared[:, 0].tolist() == shared[:, 1].tolist()


def test_costs_are_holding_ordering_and_margin_lost() -> None:
    """One unit held a day costs a thousandth, an unserved one 2, an order 5."""
    past = two(1)
    outcome = replayed(past.ground, held(SPAN.days, [-1, -1], [0, 0]))
    of = costs(outcome, past.ground, PRICES)
    assert of.ordering.sum() == 0
    assert of.lost[:, 0].sum() == pytest.approx((SPAN.days - 10) * 2)
    assert of.holding[:, 0].sum() == pytest.approx(sum(range(10)) * 0.365 / 365)


def test_figures_keep_their_contract_and_classes_add_up() -> None:
    past = two(2)
    judged = {
        name: figures.judged(
            replayed(past.ground, held(SPAN.days, [low, low], [low + 4, low + 4])),
            past,
            PRICES,
        )
        for name, low in ((policies.RECOMMENDED, 8), (policies.REALLY, -1))
    }
    first = figures.warm_weeks(past)
    table = figures.policy_backtest(judged, past, first)
    assert first == 1
    assert TABLES["policy_backtest"].filter(table).failure.counts() == {}
    money = [name for name in table.columns if name.endswith("_amount")]
    parts = table.filter(pl.col("segment") != "all").group_by("policy")
    whole = table.filter(pl.col("segment") == "all")
    summed = parts.agg(pl.col(money[:5]).sum()).sort("policy")
    expected = whole.select("policy", *money[:5]).sort("policy")
    for name in money[:5]:
        both = zip(summed[name], expected[name], strict=True)
        assert all(abs(float(one) - float(other)) < 0.05 for one, other in both)
    (row,) = whole.filter(pl.col("policy") == policies.RECOMMENDED).to_dicts()
    assert row["starts_on"] == SPAN.first_on + dt.timedelta(days=7)
    assert row["verdict"] == "less"
    assert row["fill_rate"] == 1


def test_echelon_levels_cover_what_a_place_replenishes() -> None:
    """The textbook's mean of a warehouse is its own and its store's."""
    past = two(1)
    terms = past.ground.terms._replace(
        parent=np.array([-1, 0]), buyer=np.array([0, -1])
    )
    linked = Past(
        past.span,
        past.cells,
        past.buyers,
        past.ground._replace(terms=terms),
        past.really,
    )
    plans = past.cells.select("sku", "location_id").with_columns(
        made_on=pl.Series([SPAN.origins[0]] * 2),
        mean=pl.Series([3.0, 2.0]),
        sd=pl.lit(0.0),
        protection_days=pl.lit(4),
        cycle_days=pl.lit(7),
        service_target_rate=pl.lit(0.95),
    )
    levels = policies.textbook(plans, linked)
    assert levels.point[0].tolist() == [20, 8]
    assert levels.up_to[0].tolist() == [55, 22]


def test_foresight_covers_just_what_comes_before_the_next_order() -> None:
    """A chance a day and two days on the way: today's order lives for three days."""
    past = two(1)
    levels = policies.foresight(past)
    assert levels.up_to[0].tolist() == [3, 3]
    served = replayed(past.ground, levels)
    assert served.served.sum() == served.demanded.sum()
    assert served.stocked[-1].max() <= 14
