"""What changed since the plan before, and why."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models import tables
from models.company import Company
from models.planning import network
from models.planning.said import SAID, as_said
from models.planning.wording import Language, quantity
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
BEFORE = (
    *("scope", "suggestions", "planning_positions", "reorder_points"),
    *("supply_sources", "decisions"),
)
"""Tables of the plan before that today's is laid beside."""

CUSTOMERS = ("shipment", "return", "inspected", "kit_consume")
SUPPLIERS = ("receipt", "purchase_return", "transfer_in", "transfer_out")
COMING = ("in_transit", "on_order", "approved", "expected_returns")
TERMS = ("supplier_id", "order_pack_qty", "min_order_qty", "max_order_qty")
DECIDING = (
    *("approve", "change", "split", "move", "reject", "snooze", "send", "undo"),
    "match",
)
PARTS = ("demand_qty", "supply_qty", "correction_qty", "level_qty", "order_size_qty")

WORDS: Mapping[str, tuple[str, str]] = {
    "unchanged": ("nothing changed", "intet er ændret"),
    "demand": ("customers took or ordered {}", "kunder tog eller bestilte {}"),
    "ordered": ("{} more is on its way", "{} mere er på vej"),
    "supply_late": ("{} less is on its way in time", "{} færre er på vej i tide"),
    "correction": ("stock was corrected by {}", "lageret blev rettet med {}"),
    "forecast": (
        "the forecast moved its level by {}",
        "prognosen flyttede niveauet {}",
    ),
    "lead_time": (
        "the lead time moved its level by {}",
        "leveringstiden flyttede niveauet {}",
    ),
    "calendar": (
        "the days to the next arrival moved its level by {}",
        "dagene til næste levering flyttede niveauet {}",
    ),
    "parameter": (
        "a parameter moved its level by {}",
        "en parameter flyttede niveauet {}",
    ),
    "terms": ("the supplier's terms changed", "leverandørens vilkår er ændret"),
    "order_size": (
        "packs, minimums, top-up or another step of sizing changed it by {}",
        "kolli, minimum, opfyldning eller et andet trin ændrede den med {}",
    ),
    "decided": ("a planner decided", "en planlægger har besluttet"),
    "data": (
        "what is known of it changed: stock, price or grade",
        "det kendte er ændret: lager, pris eller karakter",
    ),
}
"""Each cause in words; a blank is the part of the change that it made."""


def suggestion_changes(
    before: Mapping[str, pl.LazyFrame],
    suggestions: pl.DataFrame,
    planning_positions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_moves: pl.LazyFrame,
    locations: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Lay today's suggestions beside those of the plan ``before``, part by part.

    Suggested = order-up-to - position + steps where it is due, so a change is that of
    the level, of the position (by customers, by supply, by corrections) and of the
    steps; what stands in for buying is supply, and what became due, or no longer is,
    closes the sum. The cause is the largest
    part in the direction of the change; where none is, a planner's decision, else what
    is known of the item. Without a plan before there is nothing to tell.
    """
    if not before:
        return tables.TABLES["suggestion_changes"].create_empty()
    old = {name: before[name].collect() for name in BEFORE}
    since: dt.date = old["scope"]["as_of"].item()
    new = {
        "suggestions": suggestions,
        "planning_positions": planning_positions,
        "reorder_points": reorder_points,
        "supply_sources": supply_sources,
    }
    places = pl.concat([old["suggestions"].select(PLACE), suggestions.select(PLACE)])
    moves = _moved(stock_moves, locations, since, as_of, company)
    both = (
        places.unique()
        .join(_standing(new, as_of), on=PLACE, how="left")
        .join(_standing(old, since), on=PLACE, how="left", suffix="_before")
        .join(moves, on=PLACE, how="left")
        .join(_decided(decisions, old["decisions"]), on=PLACE, how="left")
        .with_columns(since_on=pl.lit(since))
        .sort(PLACE)
    )
    return _worded(_with_cause(_with_parts(both))).select(
        tables.column_names("suggestion_changes")
    )


def _standing(plan: Mapping[str, pl.DataFrame], made_on: dt.date) -> pl.DataFrame:
    """Return what one plan says of each item-location, suggested or not."""
    need = pl.col("need_qty").first()
    lines = (
        plan["suggestions"]
        .sort(*PLACE, "part")
        .group_by(PLACE)
        .agg(
            pl.col("suggested_qty").sum(),
            pl.col("instead_qty", "waiting_qty").first(),
            (pl.col("suggested_qty").sum() - need).alias("changed_qty"),
        )
        .with_columns(
            steps_qty=pl.col("changed_qty")
            - pl.col("instead_qty")
            - pl.col("waiting_qty")
        )
        .drop("waiting_qty", "changed_qty")
    )
    terms = plan["supply_sources"].rename({"pack_qty": "order_pack_qty"})
    levels = plan["reorder_points"].select(
        *(*PLACE, "order_up_to_qty", "lead_time_days", "protection_days"),
        "policy_source",
        (made_on + pl.duration(days=pl.col("protection_days"))).alias("lasts_until_on"),
        *as_said(),
    )
    return (
        plan["planning_positions"]
        .join(levels, on=PLACE)
        .join(terms.select(*PLACE, *TERMS), on=PLACE)
        .join(lines, on=PLACE, how="left")
        .with_columns(
            pl.col("suggested_qty", "steps_qty", "instead_qty").fill_null(0).cast(QTY),
            pl.lit(value=True).alias("is_planned"),
        )
    )


def _moved(
    stock_moves: pl.LazyFrame,
    locations: pl.DataFrame,
    since: dt.date,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Sum what customers took and suppliers brought since, with the places served."""
    on = pl.col("occurred_at").dt.convert_time_zone(company.time_zone).dt.date()
    kind = pl.col("kind")
    rows = (
        stock_moves.filter(on > since, on <= as_of, pl.col("bucket") == "on_hand")
        .group_by("sku", pl.col("location_id").alias("served_id"))
        .agg(
            pl.col("qty").filter(kind.is_in(CUSTOMERS)).sum().alias("taken_qty"),
            pl.col("qty").filter(kind.is_in(SUPPLIERS)).sum().alias("brought_qty"),
        )
        .collect()
    )
    return (
        network.served_places(locations)
        .join(rows, on="served_id")
        .group_by(PLACE)
        .agg(pl.col("taken_qty", "brought_qty").sum().cast(QTY))
    )


def _decided(decisions: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the item-locations on which somebody decided since the plan before."""
    return (
        decisions.filter(pl.col("action").is_in(DECIDING))
        .join(known, on="decision_id", how="anti")
        .drop_nulls(PLACE)
        .select(PLACE)
        .unique()
        .with_columns(is_decided=pl.lit(value=True))
    )


def _rise(name: str) -> pl.Expr:
    """Return by how much a quantity is above what it was."""
    return pl.col(f"{name}_qty") - pl.col(f"{name}_qty_before")


def _with_parts(both: pl.DataFrame) -> pl.DataFrame:
    """Add the change and its parts; of what only one plan knows, all of it is due."""
    is_known = pl.col("is_planned") & pl.col("is_planned_before")
    taken, brought = (
        pl.col(name).fill_null(0) for name in ("taken_qty", "brought_qty")
    )
    coming = pl.sum_horizontal(*(_rise(name) for name in COMING))
    parts = {
        "demand_qty": _rise("reserved") + _rise("backordered") - taken,
        "supply_qty": _rise("instead") - coming - brought,
        "level_qty": _rise("order_up_to"),
        "order_size_qty": _rise("steps"),
    }
    named = both.with_columns(
        pl.coalesce("supplier_id", "supplier_id_before", pl.lit("")).alias("supplier"),
        pl.coalesce("order_pack_qty", "order_pack_qty_before").alias("pack_qty"),
        pl.col("suggested_qty", "suggested_qty_before").fill_null(0).cast(QTY),
        *(
            pl.when(is_known).then(part).otherwise(0).cast(QTY).alias(name)
            for name, part in parts.items()
        ),
        pl.when(is_known).then(_rise("position")).otherwise(0).cast(QTY).alias("rise"),
        pl.when(is_known).then(-(coming + brought)).otherwise(0).alias("supply"),
    ).with_columns(
        change_qty=(pl.col("suggested_qty") - pl.col("suggested_qty_before")).cast(QTY),
        correction_qty=(-pl.col("rise") - pl.col("demand_qty") - pl.col("supply")).cast(
            QTY
        ),
    )
    return named.with_columns(
        due_qty=(pl.col("change_qty") - pl.sum_horizontal(PARTS)).cast(QTY)
    )


def _with_cause(changes: pl.DataFrame) -> pl.DataFrame:
    """Name the part that made most of the change, and what lies behind that part."""
    way = pl.col("change_qty").cast(pl.Float64).sign()
    shares = [pl.col(name).cast(pl.Float64) * way for name in PARTS]
    most = pl.max_horizontal(shares)
    part = pl.coalesce(
        pl.when((share == most) & (most > 0)).then(pl.lit(name))
        for name, share in zip(PARTS, shares, strict=True)
    )
    found = changes.with_columns(part.alias("part"))
    decided = pl.col("is_decided").fill_null(value=False)
    behind = {
        "demand_qty": pl.lit("demand"),
        "supply_qty": pl.when(way > 0)
        .then(pl.lit("supply_late"))
        .when(decided)
        .then(pl.lit("decided"))
        .otherwise(pl.lit("ordered")),
        "correction_qty": pl.lit("correction"),
        "level_qty": _behind_the_level(),
        "order_size_qty": pl.when(_differ(TERMS))
        .then(pl.lit("terms"))
        .otherwise(pl.lit("order_size")),
    }
    nothing = pl.when(decided).then(pl.lit("decided")).otherwise(pl.lit("data"))
    named = pl.coalesce(
        *(pl.when(pl.col("part") == name).then(why) for name, why in behind.items()),
        nothing,
    )
    cause = pl.when(way == 0).then(pl.lit("unchanged")).otherwise(named)
    return found.with_columns(cause.alias("cause"))


def _differ(names: tuple[str, ...]) -> pl.Expr:
    """Tell whether any of the columns differs between the plans."""
    return pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in names
    )


def _behind_the_level() -> pl.Expr:
    """Name what moved the order-up-to level.

    Days to the next arrival run out as days pass; only where that arrival itself moves,
    other than from day to day, has the calendar moved.
    """
    return (
        pl.when(_differ((*SAID, "policy_source")))
        .then(pl.lit("parameter"))
        .when(_differ(("lead_time_days",)))
        .then(pl.lit("lead_time"))
        .when(_differ(("lasts_until_on",)) & _differ(("protection_days",)))
        .then(pl.lit("calendar"))
        .otherwise(pl.lit("forecast"))
    )


def _worded(changes: pl.DataFrame) -> pl.DataFrame:
    """Add what readers see."""
    pack = pl.coalesce("pack_qty", pl.lit(1)).cast(QTY)
    made = pl.coalesce(
        pl.when(pl.col("part") == name).then(name) for name in PARTS
    ).fill_null(0)
    known = changes.with_columns(
        pl.col("suggested_qty_before").alias("before_qty"),
        pl.col("supplier").alias("supplier_id"),
        pack.alias("order_pack_qty"),
        (pl.col("change_qty").cast(pl.Float64).abs() < pack.cast(pl.Float64)).alias(
            "is_small"
        ),
        made.cast(QTY).alias("made_qty"),
    )
    return known.with_columns(
        _sentence("en").alias("sentence"), _sentence("da").alias("sentence_da")
    )


def _sentence(language: Language) -> pl.Expr:
    """Say from what to what, and why."""
    place = ("en", "da").index(language)
    made = quantity(pl.col("made_qty").abs(), language)
    why = pl.coalesce(
        pl.when(pl.col("cause") == cause).then(
            pl.format(words[place], made)
            if "{}" in words[place]
            else pl.lit(words[place])
        )
        for cause, words in WORDS.items()
    )
    return pl.format(
        ("From {} to {}: {}.", "Fra {} til {}: {}.")[place],
        quantity(pl.col("before_qty"), language),
        quantity(pl.col("suggested_qty"), language),
        why,
    )
