import datetime as dt

import polars as pl

from models.reports import order_calendar

DAY = dt.date(2026, 11, 23)
CLOSED = pl.DataFrame(
    {"supplier_name": ["Zen"], "starts_on": [DAY], "ends_on": [dt.date(2026, 11, 27)]}
)


def days(*amounts: float | None) -> pl.DataFrame:
    """Return one order day for each supplier, S00 first."""
    names = [f"S{n:02}" for n in range(len(amounts))]
    return pl.DataFrame(
        {"supplier_name": names, "amount": amounts},
        schema_overrides={"amount": pl.Float64},
    ).with_columns(on=pl.lit(DAY), what=pl.lit("order"))


def test_of_many_suppliers_those_with_most_to_order_are_drawn() -> None:
    most = order_calendar.MOST_ROWS
    coming = days(*(float(n) for n in range(most + 3)))
    drawn = order_calendar.calendar_chart(coming, CLOSED, DAY, "en")
    assert drawn.layout.yaxis.categoryarray == tuple(
        f"S{n:02}" for n in range(3, most + 3)
    )
    assert not drawn.layout.shapes


def test_a_closure_shades_the_line_of_its_supplier() -> None:
    drawn = order_calendar.calendar_chart(days(5.0, None), CLOSED, DAY, "en")
    (shade,) = drawn.layout.shapes
    assert drawn.layout.yaxis.categoryarray == ("S00", "S01", "Zen")
    assert (shade.y0, shade.y1) == (1.7, 2.3)
    assert (shade.x0, shade.x1) == (DAY, dt.date(2026, 11, 28))
