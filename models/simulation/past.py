"""A company's own past as the ground that policies are replayed on."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.simulation.ground import NOBODY, Flags, Ground, Singles, Terms, Whole
from models.simulation.kernel import WEEK_DAYS
from models.simulation.lead_times import arrivals

PLACE = ["sku", "location_id"]
SUPPLY = ("receipt", "transfer_in")
"""Moves that bring goods that were ordered."""
SALES = ("shipment",)
BETWEEN = ("transfer_out", "transfer_in")
MOST_LEVELS = 3
"""A store, its hub, the hub's warehouse."""


@dataclass(frozen=True)
class Evidence:
    """What is known by now of the days that are replayed.

    ``plans`` are those of past days; ``moves`` the changes of stock on hand
    (``sku``, ``location_id``, ``on``, ``kind``, ``units``); ``deliveries`` what came
    from suppliers (``supplier_id``, place, ``ordered_on``, ``come_on``, ``units``);
    ``transfers`` what went between places (``sku``, ``from_id``, ``to_id``,
    ``shipped_on``, ``come_on``, ``units``); ``patient``
    holds the places and streams (``location_id``, ``stream``) whose customers wait.
    """

    plans: pl.DataFrame
    demand_daily: pl.LazyFrame
    stock_daily: pl.LazyFrame
    moves: pl.DataFrame
    deliveries: pl.DataFrame
    transfers: pl.DataFrame
    least_amounts: pl.DataFrame
    patient: pl.DataFrame


@dataclass(frozen=True)
class Span:
    """The days that are replayed: whole weeks, each planned on the evening before."""

    first_on: dt.date
    weeks: int

    @property
    def days(self) -> int:
        """Number of days."""
        return self.weeks * WEEK_DAYS

    @property
    def last_on(self) -> dt.date:
        """The last day."""
        return self.first_on + dt.timedelta(days=self.days - 1)

    @property
    def origins(self) -> list[dt.date]:
        """The evenings on which a week was planned."""
        before = self.first_on - dt.timedelta(days=1)
        return [before + dt.timedelta(weeks=week) for week in range(self.weeks)]


@dataclass(frozen=True)
class Past:
    """The ground for policies, and the same with what was really ordered."""

    span: Span
    cells: pl.DataFrame
    """Item-locations in the order of the ground, with the terms of their first plan."""
    buyers: pl.DataFrame
    ground: Ground
    really: Ground


def past(evidence: Evidence, span: Span) -> Past:
    """Lay a past out day by day.

    Stock begins as it stood on the evening before; what was on order then comes when it
    came. An item-location that was first planned later lives until then on what was
    ordered for it. Lost demand is an estimate; it is spread into whole units.
    """
    cells, buyers = _cells(evidence, span)
    stock, sold_from = _opening(evidence.stock_daily, cells, span)
    demand, patient = _demand(evidence, cells, span, sold_from)
    planned_from = cells["planned_from"].to_numpy().astype(np.int64)
    chance = _chances(evidence.plans, cells, span)
    ground = Ground(
        demand=demand,
        patient=patient,
        other=_others(evidence, cells, span),
        given=_given(evidence, cells, span),
        arrival=arrivals(evidence.deliveries, cells, span.first_on, span.days),
        chance=chance,
        stock=stock,
        planned_from=planned_from,
        sold_from=sold_from,
        terms=_terms(cells),
        blocks=_blocks(cells),
        least_amount=buyers["least_amount"].to_numpy(),
    )
    return Past(span, cells, buyers, ground, _really(ground, evidence, cells, span))


def _really(
    ground: Ground, evidence: Evidence, cells: pl.DataFrame, span: Span
) -> Ground:
    """Return the ground on which only what was really bought and moved comes in."""
    kind, units = pl.col("kind"), evidence.moves
    brought = _on_days(units.filter(kind.is_in(SUPPLY)), cells, span)
    rest = _on_days(units.filter(~kind.is_in([*SUPPLY, *SALES])), cells, span)
    never = np.full(ground.places, ground.days, np.int64)
    return ground._replace(given=brought, other=rest, planned_from=never)


def _cells(evidence: Evidence, span: Span) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the item-locations, supplier by supplier, and who buys for them."""
    wanted = (pl.col("up_to") > 0) & (pl.col("policy") != "do_not_stock")
    first = (
        evidence.plans.filter(pl.col("policy") != "lot_for_lot")
        .sort(*PLACE, "made_on")
        .with_columns(planned_on=pl.col("made_on").filter(wanted).min().over(PLACE))
        .unique(PLACE, keep="first", maintain_order=True)
        .with_columns(
            planned_from=(pl.col("planned_on") - pl.lit(span.first_on))
            .dt.total_days()
            .add(1)
            .fill_null(span.days)
        )
    )
    rooted = _with_root(first).sort("root_supplier", *PLACE).with_row_index("cell")
    above = rooted.select("sku", "cell", from_location_id="location_id")
    cells = rooted.join(
        above, on=["sku", "from_location_id"], how="left", suffix="_above"
    ).rename({"cell_above": "parent"})
    buys = pl.col("parent").is_null() & pl.col("supplier_id").is_not_null()
    buyers = (
        cells.filter(buys)
        .select("supplier_id", "location_id")
        .unique()
        .sort("supplier_id", "location_id")
        .join(evidence.least_amounts, on="supplier_id", how="left")
        .with_columns(pl.col("least_amount").fill_null(0.0))
        .with_row_index("buyer")
    )
    numbers = buyers.select("supplier_id", "location_id", "buyer")
    return (
        cells.join(
            numbers,
            on=["supplier_id", "location_id"],
            how="left",
            maintain_order="left",
        ).sort("cell"),
        buyers,
    )


def _with_root(first: pl.DataFrame) -> pl.DataFrame:
    """Add the supplier that an item-location is served by in the end."""
    above = first.select(
        "sku",
        pl.col("location_id").alias("root_id"),
        pl.col("supplier_id").alias("root_supplier"),
        pl.col("from_location_id").alias("next_id"),
    )
    rooted = first.with_columns(root_id=pl.col("location_id"))
    for _ in range(MOST_LEVELS):
        rooted = (
            rooted.drop("root_supplier", strict=False)
            .join(above, on=["sku", "root_id"], how="left")
            .with_columns(root_id=pl.coalesce("next_id", "root_id"))
            .drop("next_id")
        )
    return rooted.with_columns(pl.col("root_supplier").fill_null(""))


def _terms(cells: pl.DataFrame) -> Terms:
    """Return the terms as arrays."""
    return Terms(
        parent=cells["parent"].cast(pl.Int64).fill_null(NOBODY).to_numpy(),
        buyer=cells["buyer"].cast(pl.Int64).fill_null(NOBODY).to_numpy(),
        pack=cells["pack"].fill_null(1.0).clip(1e-3).to_numpy(),
        least=cells["least"].fill_null(0.0).to_numpy(),
        most=cells["most"].fill_null(0.0).to_numpy(),
        cost=cells["cost"].fill_null(0.0).to_numpy(),
    )


def _blocks(cells: pl.DataFrame) -> Whole:
    """Return where each supplier's item-locations begin, and where the last ends."""
    changes = np.flatnonzero(cells["root_supplier"].rle_id().diff().fill_null(1) != 0)
    return np.append(changes, cells.height).astype(np.int64)


def _opening(
    stock_daily: pl.LazyFrame, cells: pl.DataFrame, span: Span
) -> tuple[npt.NDArray[np.float64], Whole]:
    """Return stock on the evening before, and the first day of known stock."""
    before = span.first_on - dt.timedelta(days=1)
    known = (
        stock_daily.group_by(PLACE)
        .agg(
            known_on=pl.col("on").min(),
            units=pl.col("closing_qty").filter(pl.col("on") == before).first(),
        )
        .collect(engine="streaming")
    )
    found = cells.select(PLACE).join(known, on=PLACE, how="left", maintain_order="left")
    day = (found["known_on"] - span.first_on).dt.total_days()
    units = found["units"].cast(pl.Float64).fill_null(0.0).clip(0.0)
    return units.to_numpy(), day.fill_null(span.days).clip(0).to_numpy()


def _demand(
    evidence: Evidence, cells: pl.DataFrame, span: Span, sold_from: Whole
) -> tuple[Singles, Singles]:
    """Return what customers wanted at once, and what those who wait did.

    Lost sales are counted in whole units as they add up. Before stock is known nothing
    is wanted, as nothing could be said of it.
    """
    within = pl.col("on").is_between(span.first_on, span.last_on)
    daily = (
        evidence.demand_daily.filter(within)
        .join(
            evidence.patient.lazy().with_columns(waits=pl.lit(value=True)),
            on=["location_id", "stream"],
            how="left",
        )
        .group_by(*PLACE, "on", pl.col("waits").fill_null(value=False))
        .agg(pl.col("demanded_qty", "lost_qty").sum().cast(pl.Float64))
        .collect(engine="streaming")
    )
    is_known = np.arange(span.days)[:, None] >= sold_from[None, :]
    at_once, later = (
        np.where(is_known, _wanted(rows, cells, span), 0.0).astype(np.float32)
        for rows in (daily.filter(~pl.col("waits")), daily.filter("waits"))
    )
    return at_once, later


def _wanted(daily: pl.DataFrame, cells: pl.DataFrame, span: Span) -> Singles:
    """Return demand with the lost units that have added up by each day."""
    asked, missed = (
        _on_days(daily.rename({name: "units"}), cells, span)
        for name in ("demanded_qty", "lost_qty")
    )
    whole = np.floor(np.cumsum(missed, axis=0, dtype=np.float64) + 1e-6)
    return (asked + np.diff(whole, axis=0, prepend=0.0)).astype(np.float32)


def _others(evidence: Evidence, cells: pl.DataFrame, span: Span) -> Singles:
    """Return changes of stock that no policy decides on."""
    own = evidence.moves.filter(~pl.col("kind").is_in([*SUPPLY, *SALES, *BETWEEN]))
    early = _early_transfers(evidence, cells, span)
    left = early.select(
        "sku",
        location_id="from_id",
        on="shipped_on",
        units=-pl.col("units"),
    )
    columns = [*PLACE, "on", "units"]
    return _on_days(pl.concat([own.select(columns), left]), cells, span)


def _given(evidence: Evidence, cells: pl.DataFrame, span: Span) -> Singles:
    """Return what comes from orders that were placed before a policy decides."""
    planned = cells.select(*PLACE, "planned_from")
    early = evidence.deliveries.join(planned, on=PLACE).filter(
        _day_of("ordered_on", span) < pl.col("planned_from")
    )
    moved = _early_transfers(evidence, cells, span, ends="come_on")
    columns = [*PLACE, "on", "units"]
    come = [
        early.rename({"come_on": "on"}).select(columns),
        moved.rename({"to_id": "location_id", "come_on": "on"}).select(columns),
    ]
    return _on_days(pl.concat(come), cells, span)


def _early_transfers(
    evidence: Evidence, cells: pl.DataFrame, span: Span, ends: str = "shipped_on"
) -> pl.DataFrame:
    """Return transfers shipped before a policy decides for where they go."""
    planned = cells.select("sku", to_id="location_id", planned_from="planned_from")
    return evidence.transfers.join(planned, on=["sku", "to_id"]).filter(
        _day_of("shipped_on", span) < pl.col("planned_from"),
        pl.col(ends).is_not_null(),
    )


def _chances(plans: pl.DataFrame, cells: pl.DataFrame, span: Span) -> Flags:
    """Return on which days an order can be placed, as each plan saw it coming."""
    rows = plans.join(cells.select(*PLACE, "cell"), on=PLACE).select(
        "cell",
        made=_day_of("made_on", span),
        first=_day_of("order_on", span),
        step=pl.col("review_days"),
    )
    made, first = rows["made"].to_numpy(), rows["first"].to_numpy()
    step, cell = rows["step"].to_numpy(), rows["cell"].to_numpy()
    chance = np.zeros((span.days, cells.height), bool)
    for ahead in range(1, WEEK_DAYS + 1):
        day = made + ahead
        later = day - first
        may = (later >= 0) & (later % step == 0) & (day >= 0) & (day < span.days)
        chance[day[may], cell[may]] = True
    return chance


def _day_of(name: str, span: Span) -> pl.Expr:
    """Return the number of a day, 0 the first that is replayed."""
    return (pl.col(name) - pl.lit(span.first_on)).dt.total_days()


def _on_days(rows: pl.DataFrame, cells: pl.DataFrame, span: Span) -> Singles:
    """Return units summed by day and item-location."""
    placed = (
        rows.join(cells.select(*PLACE, "cell"), on=PLACE)
        .with_columns(day=_day_of("on", span))
        .filter(pl.col("day").is_between(0, span.days - 1))
    )
    laid = np.zeros((span.days, cells.height), np.float32)
    at = (placed["day"].to_numpy(), placed["cell"].to_numpy())
    np.add.at(laid, at, placed["units"].cast(pl.Float64).to_numpy())
    return laid
