"""A buyer of the example company who decides with the product's own planning.

He keeps what he has seen of sales and shelves and remembers his orders. On Mondays he
forecasts with ``forecast_sales``, takes levels from ``reorder_points`` and quantities
from ``with_order_quantity``. Terms are those that the company's own files state:
declared lead times, closures, costs, packs and minimums.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from models import calendars as closing
from models import distributions, parameters, tables
from models.example import masters, terms
from models.example.buyer import NOTHING, Observed, Policy, Purchase
from models.example.items import CATEGORIES, VIRTUAL_KIT
from models.example.network import WHOLESALE
from models.example.state import MEMORY_DAYS
from models.example.world import World
from models.forecasting.alone import Asked, Said, forecast_sales
from models.forecasting.lead_time_demand import SPANS
from models.planning import network
from models.planning.reorder_points import reorder_points
from models.planning.sizing import with_order_quantity
from models.supply.chances import with_chances
from models.supply.lead_times import DECLARED_SD_SHARE
from models.tables.columns import QTY, QUANTILE_COLUMNS, QUANTILES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
PLACE = ["sku", "location_id"]
MONDAY = 0
REVIEW_DAYS = 7
DOUBTFUL_DAYS = 35
"""What is so many days later than expected is not counted on."""
ENOUGH_ORDERS = 3
DAYS_A_WEEK = 7
MONTH = 28
SETTINGS = (
    *("pack_tolerance_rate", "pallet_tolerance_rate", "pack_over_max"),
    "splits_orders",
)
CLASS_SHARES = (0.8, 0.95)
DAYS_SEEN = 730
PLANNED_DAYS = 45
"""Promotions are planned so many days ahead."""


@dataclass
class Orders:
    """What was ordered and has not come: one line per position, oldest first."""

    cell: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    qty: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    day: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    has_come: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))

    def add(self, cell: Ints, qty: Ints, day: int) -> None:
        """Remember new lines."""
        self.cell = np.append(self.cell, cell)
        self.qty = np.append(self.qty, qty)
        self.day = np.append(self.day, np.full(len(cell), day))
        self.has_come = np.append(self.has_come, np.zeros(len(cell), bool))

    def match(self, on_order: Ints) -> list[tuple[int, int]]:
        """Take off what came, and add what others ordered; return lines that came.

        A line of just the quantity that came is taken first, else the oldest.
        """
        known = np.bincount(self.cell, self.qty, len(on_order)).astype(np.int64)
        came = [
            one
            for cell in np.flatnonzero(known > on_order)
            for one in self._take(int(cell), int(known[cell] - on_order[cell]))
        ]
        kept = self.qty > 0
        self.cell, self.qty, self.day = (
            values[kept] for values in (self.cell, self.qty, self.day)
        )
        self.has_come = self.has_come[kept]
        return came

    def _take(self, cell: int, qty: int) -> list[tuple[int, int]]:
        """Take a quantity off the lines of a cell; return those that first came."""
        lines = np.flatnonzero(self.cell == cell)
        same = lines[self.qty[lines] == qty]
        first: list[tuple[int, int]] = []
        for line in same[:1] if len(same) else lines:
            part = min(qty, int(self.qty[line]))
            if part and not self.has_come[line]:
                first.append((cell, int(self.day[line])))
            self.has_come[line] |= part > 0
            self.qty[line] -= part
            qty -= part
        return first


@dataclass
class Buyer:
    """What the buyer knows, and how he decides."""

    world: World
    parameters: pl.DataFrame
    sold: list[Ints] = field(default_factory=list)
    share: list[Floats] = field(default_factory=list)
    orders: Orders = field(default_factory=Orders)
    lead_days: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write down what never changes: items, places, closures."""
        own, shape = self.world.items, self.world.network
        self.places = shape.places
        self.skus = pl.Series(own.skus[: own.count])
        self.cells = pl.DataFrame(
            {
                "sku": self.skus.gather(np.repeat(np.arange(own.count), self.places)),
                "location_id": shape.location_ids * own.count,
            }
        )
        names = pl.Series([name for name, *_ in CATEGORIES])
        self.categories = names.gather(np.repeat(own.category, self.places))
        self.locations = table(
            "locations",
            location_id=shape.location_ids,
            replenished_from=[
                None if place == by else shape.location_ids[by]
                for place, by in enumerate(shape.served_by)
            ],
        )
        self.was_there = np.zeros((own.count, self.places))
        self.marks = dict[int, Ints]()
        self.selling = {
            name: conformed(name, getattr(masters, name)(self.world))
            for name in ("channels", "channel_locations")
        }
        self.pairs = network.served_places(self.locations)
        self.calendars = terms.calendars(self.world).with_columns(
            gone_at=pl.lit(None, pl.Datetime)
        )

    def __call__(self, seen: Observed) -> Purchase:
        """See the morning of a day and decide."""
        self._see(seen)
        if seen.on.weekday() != MONDAY:
            return NOTHING
        chosen = self._wish(seen)
        self.orders.add(chosen.item * self.places + chosen.place, chosen.qty, seen.day)
        return chosen

    def _see(self, seen: Observed) -> None:
        """Remember yesterday's sales and orders, and what is for sale today."""
        memory = np.asarray(seen.outflow_qty)
        there = (seen.book_qty - seen.reserved_qty > 0).astype(float)
        if not self.sold:
            before = (seen.day + 1 + np.arange(MEMORY_DAYS - 1)) % MEMORY_DAYS
            self.sold = [memory[day].copy() for day in before]
            self.share = [np.ones(memory.shape[1:])] * len(self.sold)
        else:
            self.sold.append(memory[(seen.day - 1) % MEMORY_DAYS].copy())
            self.share.append((self.was_there + there) / 2)
        self.was_there = there
        on_order = np.asarray(seen.on_order_qty).ravel()
        known = np.bincount(self.orders.cell, self.orders.qty, len(on_order))
        others = np.flatnonzero(on_order > known)
        extra = (on_order[others] - known[others]).astype(np.int64)
        self.orders.add(others, extra, seen.day - 1)
        own = self.world.items
        for cell, day in self.orders.match(on_order):
            supplier = int(own.supplier[cell // self.places])
            self.lead_days.append((supplier, day, seen.day))

    def _wish(self, seen: Observed) -> Purchase:
        """Return what to order on this day."""
        as_of = seen.on - dt.timedelta(days=1)
        said = self._forecast(as_of)
        sources = self._sources(as_of)
        points = reorder_points(
            lead_time_demand=self._lead_time_demand(said, sources),
            forecast_basis=said.basis,
            supply_sources=sources,
            item_classes=self._classes(),
            products=self._products(seen),
            locations=self.locations,
            **self.selling,
            suppliers=table("suppliers"),
            last_orders=table("last_orders"),
            planning_parameters=self.parameters,
            decisions=table("decisions"),
            as_of=as_of,
        )
        return self._sized(points, sources, seen)

    def _forecast(self, as_of: dt.date) -> Said:
        """Forecast every item-location from what was seen and what is planned."""
        days = min(len(self.sold), DAYS_SEEN)
        today = (as_of - self.world.days.first).days + 1
        past = range(today - days, today)
        sold = np.concatenate([x.ravel() for x in self.sold[-days:]])
        share = np.concatenate([x.ravel() for x in self.share[-days:]])
        seen = self._marked(past).with_columns(
            sold_qty=pl.Series(sold), in_stock_share=pl.Series(share)
        )
        plans = self._marked(range(today, today + PLANNED_DAYS)).drop_nulls("event")
        sales = pl.concat([seen, plans], how="diagonal_relaxed").filter(
            (pl.col("sold_qty") > 0).any().over("sku")
        )
        return forecast_sales(sales.lazy(), as_of, Asked(horizon=1))

    def _marked(self, days: range) -> pl.DataFrame:
        """Return a row for each item-location and day, with the promotion it had."""
        cells = self.cells.height
        discounts = np.concatenate([self._discounts(day) for day in days])
        on = np.datetime64(self.world.days.first) + np.array(days)
        names = pl.Series([None, *(f"{n} %" for n in range(1, 100))], dtype=pl.String)
        sku, place = (pl.concat([self.cells[name]] * len(days)) for name in PLACE)
        return pl.DataFrame(
            {
                "sku": sku,
                "location_id": place,
                "on": np.repeat(on, cells),
                "event": names.gather(discounts),
                "category": pl.concat([self.categories] * len(days)),
            }
        )

    def _discounts(self, day: int) -> Ints:
        """Return the discount in hundredths of each item-location on a day."""
        if day not in self.marks:
            own, shape = self.world.items, self.world.network
            marks = np.zeros((own.count, self.places), np.int64)
            if 0 <= day < len(self.world.days.all):
                by_cell = np.rint(self.world.discounts(day) * 100).astype(np.int64)
                for cell, place in enumerate(shape.cell_place):
                    theirs = marks[:, place]
                    np.maximum(theirs, by_cell[:, cell], out=theirs)
            self.marks[day] = marks.ravel()
        return self.marks[day]

    def _sources(self, as_of: dt.date) -> pl.DataFrame:
        """Return from whom each item-location is served, on what terms, and when."""
        own, shape = self.world.items, self.world.network
        item = np.repeat(np.arange(own.count), self.places)
        place = np.tile(np.arange(self.places), own.count)
        buys = np.asarray(shape.served_by)[place] == place
        supplier = pl.Series(self.world.suppliers.ids).gather(own.supplier[item])
        above = pl.Series(shape.location_ids).gather(np.asarray(shape.served_by)[place])
        days, spread = self._lead_time(item)
        frame = self.cells.with_columns(
            kind=pl.Series(np.where(buys, "supplier", "location")),
            supplier_id=supplier,
            from_location_id=above,
            buys=pl.Series(buys),
            unit_cost_amount=pl.Series(own.cost[item] / 100),
            unit_cost=pl.Series(own.cost[item] / 100),
            pack_qty=pl.Series(own.pack[item]),
            min_order_qty=pl.Series(own.minimum[item]),
            lead_time_days=pl.Series(np.where(buys, days, 2.0)),
            lead_time_sd_days=pl.Series(np.where(buys, spread, 1.0)),
            lead_time_source=pl.lit("observed"),
            review_days=pl.Series(np.where(buys, REVIEW_DAYS, 4)),
            review_source=pl.lit("supplier"),
        ).with_columns(
            pl.when("buys").then("supplier_id").alias("supplier_id"),
            pl.when(~pl.col("buys")).then("from_location_id").alias("from_location_id"),
            sender_id=pl.when("buys").then("supplier_id").otherwise("from_location_id"),
            step_days=pl.col("review_days"),
            week_mask=pl.when("buys")
            .then(pl.lit("1000000"))
            .otherwise(pl.lit("0100100")),
        )
        return conformed("supply_sources", with_chances(frame, self.calendars, as_of))

    def _lead_time(self, item: Ints) -> tuple[Floats, Floats]:
        """Return the median and the deviation of each item's supplier.

        Declared, until three orders have come.
        """
        own = self.world.items
        days = own.lead_time_days.astype(float)
        spread = days * DECLARED_SD_SHARE
        if self.lead_days:
            seen = np.unique(np.array(self.lead_days), axis=0)
            taken = self._open_days(seen)
            for supplier in np.unique(seen[:, 0]):
                own_days = taken[seen[:, 0] == supplier]
                if len(own_days) >= ENOUGH_ORDERS:
                    theirs = own.supplier == supplier
                    days[theirs] = np.median(own_days)
                    spread[theirs] = own_days.std(ddof=1)
        return days[item], spread[item]

    def _open_days(self, seen: Ints) -> Floats:
        """Return how long orders took, closures of the supplier left out."""
        first = np.datetime64(self.world.days.first)
        ordered, came = (pl.Series(first + seen[:, at]).cast(pl.Date) for at in (1, 2))
        party = pl.Series(self.world.suppliers.ids).gather(seen[:, 0])
        took = closing.elapsed_days(self.calendars, ordered, came, [party])
        return took.to_numpy().astype(float)

    def _classes(self) -> pl.DataFrame:
        """Return classes by the revenue of what was sold of late."""
        own = self.world.items
        recent = np.sum(self.sold[-365:], axis=0)
        revenue = (recent * own.price[:, None] / 100).ravel()
        order = np.argsort(-revenue, kind="stable")
        share = np.empty(len(revenue))
        share[order] = np.cumsum(revenue[order]) - revenue[order]
        share /= max(revenue.sum(), 1.0)
        named = np.array(["A", "B", "C"])[np.searchsorted(CLASS_SHARES, share, "right")]
        return conformed("item_classes", self.cells.with_columns(abc=pl.Series(named)))

    def _products(self, seen: Observed) -> pl.DataFrame:
        """Return the items; those out of the range are discontinued."""
        own = self.world.items
        gone = pl.Series(~np.asarray(seen.is_bought))
        return conformed(
            "products",
            pl.DataFrame(
                {
                    "sku": self.skus,
                    "category": self.categories.gather_every(self.places),
                    "unit_price": own.price / 125,
                    "discontinued_on": pl.select(
                        pl.when(gone).then(self.world.days.first)
                    ).to_series(),
                }
            ),
        )

    def _lead_time_demand(self, said: Said, sources: pl.DataFrame) -> pl.LazyFrame:
        """Put the sum over each item-location's own protection interval on row 0."""
        sums = said.lead_time_demand.filter(pl.col("days") > 0)
        asked = sources.select(
            *PLACE, "lead_time_sd_days", days=pl.col("protection_days")
        ).join(said.basis.select(PLACE), on=PLACE, how="semi")
        spans = network.demand_over(sums, asked)
        rate = pl.col("mean") / pl.col("days")
        sd = (pl.col("sd").pow(2) + (rate * pl.col("lead_time_sd_days")).pow(2)).sqrt()
        growth = pl.when(pl.col("sd") > 0).then(sd / pl.col("sd")).otherwise(1.0)
        row0 = spans.with_columns(
            *(
                (pl.col("mean") + (pl.col(name) - pl.col("mean")) * growth)
                .clip(0)
                .alias(name)
                for name in QUANTILE_COLUMNS
            ),
            sd=sd,
            days=pl.lit(0, pl.Int64),
            made_on=sums["made_on"][0],
        )
        names = tables.column_names("lead_time_demand")
        return pl.concat([sums.select(names), row0.select(names)]).lazy()

    def _sized(
        self, points: pl.DataFrame, sources: pl.DataFrame, seen: Observed
    ) -> Purchase:
        """Order what is at or below its point, in quantities that can be bought."""
        standing = self.cells.with_columns(
            position_qty=pl.Series(self._position(seen)).cast(QTY)
        )
        due = (
            points.join(sources.filter(pl.col("kind") == "supplier"), on=PLACE)
            .join(standing, on=PLACE)
            .with_columns(
                need_qty=pl.col("order_up_to_qty") - pl.col("position_qty"),
                order_pack_qty=pl.col("pack_qty"),
                instead_qty=pl.lit(0, QTY),
                layer_qty=pl.lit(None, QTY),
                pallet_qty=pl.lit(None, QTY),
            )
            .filter(
                pl.col("policy") != "do_not_stock",
                pl.col("position_qty") <= pl.col("reorder_point_qty"),
                pl.col("need_qty") > 0,
            )
        )
        nothing = conformed("planning_parameters", pl.DataFrame()).clear()
        sized = with_order_quantity(parameters.resolved(due, nothing, SETTINGS))
        cell = sized.join(
            self.cells.with_row_index("cell"), on=PLACE, maintain_order="left"
        )["cell"].to_numpy()
        qty = sized["suggested_qty"].cast(pl.Int64).to_numpy()
        order = np.argsort(cell)
        item, place = np.divmod(cell[order].astype(np.int64), self.places)
        return Purchase(item, place, qty[order])

    def _position(self, seen: Observed) -> Ints:
        """Return what is there and coming at each place and those it serves."""
        shape = self.world.network
        there = seen.book_qty - seen.reserved_qty + seen.in_transit_qty
        own = self.world.items
        expected = self._lead_time(self.orders.cell // self.places)[0]
        late = seen.day - self.orders.day - expected > DOUBTFUL_DAYS
        counted = np.where(late, 0, self.orders.qty)
        on_order = np.bincount(self.orders.cell, counted, there.size)
        own_units = there + on_order.reshape(there.shape)
        total = np.zeros((own.count, self.places), np.int64)
        for place in range(self.places):
            total[:, shape.served_by[place]] += own_units[:, place].astype(np.int64)
        return total.ravel()


class Knowing(Buyer):
    """The same buyer, who knows the true rates of demand of every day to come."""

    def __post_init__(self) -> None:
        """Sum up the true means and variances day by day."""
        super().__post_init__()
        daily = [self._true(day) for day in range(len(self.world.days.all))]
        daily += daily[-DAYS_A_WEEK:] * (int(SPANS[-1]) // DAYS_A_WEEK + 1)
        self.sums = np.cumsum([np.zeros_like(daily[0]), *daily], axis=0)

    def _true(self, day: int) -> Floats:
        """Return mean and variance of what is wanted of each item-location on a day.

        What is wanted of a kit is wanted of its components too.
        """
        own, shape = self.world.items, self.world.network
        extra = own.extra[:, None]
        is_large = (np.asarray(shape.cell_channel) == WHOLESALE)[None, :]
        units = np.where(is_large, 6 * 1.8, 1 + extra)
        squares = np.where(is_large, 36 * (1.8**2 + 0.8), (1 + extra) ** 2 + extra)
        rates = self.world.rates(day)
        true = np.zeros((2, own.count, self.places))
        for cell, place in enumerate(shape.cell_place):
            true[0, :, place] += rates[:, cell] * units[:, cell]
            true[1, :, place] += rates[:, cell] * squares[:, cell]
        for kit, part, each in self._components():
            true[:, part] += np.array([[each], [each**2]]) * true[:, kit]
        return true.reshape(2, -1)

    def _components(self) -> list[tuple[int, int, int]]:
        """Return kits with the components they are sold as or built from, and each."""
        own = self.world.items
        sold, built = own.recipes, self.world.build_recipes
        return [
            (kit, int(sold.parts[at]), int(sold.qty[at]))
            for kit in np.flatnonzero(own.kind == VIRTUAL_KIT).tolist()
            for at in range(sold.starts[kit], sold.starts[kit + 1])
        ] + [(kit, part, each) for kit, parts in built.items() for part, each in parts]

    def _forecast(self, as_of: dt.date) -> Said:
        """Say the true sums, each negative binomial of the true mean and variance."""
        today = (as_of - self.world.days.first).days + 1
        sums = self.sums[today + SPANS] - self.sums[today]
        mean, variance = (sums[:, at].T for at in (0, 1))
        levels = distributions.quantiles(mean.ravel(), variance.ravel(), QUANTILES)
        row = np.repeat(np.arange(self.cells.height), len(SPANS))
        known = self.cells[row].with_columns(
            made_on=pl.lit(as_of),
            days=pl.Series(np.tile(SPANS, self.cells.height)).cast(pl.Int64),
            mean=pl.Series(mean.ravel()),
            sd=pl.Series(np.sqrt(variance.ravel())),
            **{
                name: pl.Series(levels[:, at])
                for at, name in enumerate(QUANTILE_COLUMNS)
            },
        )
        month = int(np.flatnonzero(SPANS == MONTH)[0])
        basis = self.cells.with_columns(
            basis=pl.lit("own_history"),
            method=pl.lit("truth"),
            daily_mean=pl.Series(mean[:, month] / MONTH),
            is_whole=pl.lit(value=True),
        )
        nothing = pl.DataFrame()
        return Said(nothing, known, conformed("forecast_basis", basis))


def table(name: str, **columns: object) -> pl.DataFrame:
    """Return a table of the contract with these columns, the others empty."""
    return conformed(name, pl.DataFrame(columns))


def conformed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Give a frame the columns and types of its contract."""
    columns = tables.TABLES[name].columns()
    return frame.select(
        (pl.col(column) if column in frame.columns else pl.lit(None))
        .cast(columns[column].dtype)
        .alias(column)
        for column in tables.column_names(name)
    )


def recommended(world: World, said: Mapping[str, object]) -> Policy:
    """Return the buyer who plans with the product, and these parameters."""
    return Buyer(world, _parameters(said))


def knowing(world: World, said: Mapping[str, object]) -> Policy:
    """Return the same buyer with no error of the forecast."""
    return Knowing(world, _parameters(said))


def _parameters(said: Mapping[str, object]) -> pl.DataFrame:
    """Return parameters that hold for the whole company."""
    return table(
        "planning_parameters",
        scope=["company"] * len(said),
        key=[""] * len(said),
        parameter=list(said),
        value=[str(value) for value in said.values()],
        valid_from=[dt.date(2000, 1, 1)] * len(said),
    )
