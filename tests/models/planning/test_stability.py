"""What stays the same from one day to the next."""

import datetime as dt

import polars as pl

from tests.models.planning.plans import (
    AS_OF,
    BASIS,
    GRADE,
    LEVELS,
    SOURCE,
    Given,
    demand,
    reorder_points,
    stock,
    suggestions,
)

ITEMS = [f"item-{number}" for number in range(40)]
RATES = dict(zip(ITEMS, (0.2 + 0.7 * number for number in range(40)), strict=True))


def levels(grown: float = 1.0) -> pl.DataFrame:
    """Reorder points of many items whose demand has ``grown``."""
    known = pl.concat(
        [demand(rate=rate * grown, sku=sku) for sku, rate in RATES.items()]
    )
    return reorder_points(
        known,
        forecast_basis=[
            {**BASIS, "sku": sku, "daily_mean": rate * grown}
            for sku, rate in RATES.items()
        ],
        supply_sources=[{**SOURCE, "sku": sku} for sku in ITEMS],
        products=[{"sku": sku} for sku in ITEMS],
    )


def test_a_forecast_that_hardly_moves_hardly_moves_the_levels() -> None:
    """Half a per cent, as a day of ordinary demand moves a smoother."""
    before, after = levels(), levels(1.005)
    both = before.join(after, on=["sku", "location_id"])
    moved = (
        both["order_up_to_qty_right"].cast(pl.Float64)
        - both["order_up_to_qty"].cast(pl.Float64)
    ).abs()
    share = moved / both["order_up_to_qty"].cast(pl.Float64)
    assert ((moved <= 1) | (share <= 0.02)).all()


def test_the_same_state_asks_for_the_same_quantity_the_next_day() -> None:
    today = suggestions()
    tomorrow = suggestions(as_of=AS_OF + dt.timedelta(days=1))
    assert today["suggested_qty"].equals(tomorrow["suggested_qty"])


def test_one_ordinary_day_of_sales_moves_few_suggestions_by_a_pack() -> None:
    """Packs of a month's sales: what is due stays one pack."""
    rows: Given = {
        "reorder_points": [
            {
                **LEVELS,
                "sku": sku,
                "daily_mean_qty": rate,
                "reorder_point_qty": round(20 * rate),
                "order_up_to_qty": round(27 * rate),
            }
            for sku, rate in RATES.items()
        ],
        "supply_sources": [
            {**SOURCE, "sku": sku, "pack_qty": max(1, round(rate * 30))}
            for sku, rate in RATES.items()
        ],
        "readiness": [{**GRADE, "sku": sku} for sku in ITEMS],
        "products": [{"sku": sku} for sku in ITEMS],
    }
    known = pl.concat([demand(rate=rate, sku=sku) for sku, rate in RATES.items()])

    def ordered(days_sold: int) -> pl.DataFrame:
        left = [
            stock(round(rate * (10 - days_sold)), sku=sku)
            for sku, rate in RATES.items()
        ]
        return suggestions(known, stock_positions=left, **rows)

    both = ordered(0).join(ordered(1), on="sku")
    unchanged = both.filter(pl.col("suggested_qty") == pl.col("suggested_qty_right"))
    assert both.height == len(ITEMS)
    assert unchanged.height >= 0.95 * len(ITEMS)
