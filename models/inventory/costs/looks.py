"""What stock is worth when it is first seen."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import cost_of, in_minor_units
from models.inventory.costs.own import with_own_cost
from models.tables.inventory import MOVE_KINDS

SEEN = ("opening", "snapshot", "count")
KINDS = len(MOVE_KINDS)
PLACE = ["sku", "location_id"]


def first_looks(
    versions: pl.LazyFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return the cost of what was seen by the look that made stock known.

    Units seen × (unit cost said with them, else the product's when they were seen): an
    opening balance, or the first stock file of a shop that has no other.
    """
    items = products.lazy().select("sku", "owner")
    is_ours = pl.col("owner").is_null()
    is_said = is_ours & pl.col("unit_cost").is_not_null()
    unit_cost = pl.coalesce("unit_cost", "own_unit_cost")
    worth = in_minor_units(cost_of(unit_cost, pl.col("counted_qty")), company)
    looks = _first(versions).filter(pl.col("counted_qty") > 0)
    is_left = pl.col("superseded_at") > pl.col("recorded_at")
    return (
        with_own_cost(looks, products, item_cost_versions)
        .join(items, on="sku", how="left")
        .select(
            "move_id",
            recorded_at=pl.when(is_said)
            .then("recorded_at")
            .otherwise(pl.max_horizontal("recorded_at", "own_known_at")),
            kind=pl.lit("expected"),
            document=pl.when(is_said)
            .then("document")
            .otherwise(pl.format("products:{}", "sku")),
            amount=pl.when(is_ours).then(worth).otherwise(0),
            superseded_at="until",
        )
        .filter(is_left.fill_null(value=True))
    )


def _first(versions: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of the first look at each item-location, corrected ones too.

    ``until`` is when an earlier look was booked after one that was the first till then.
    """
    kind_no = pl.col("kind").replace_strict(
        {kind: MOVE_KINDS.index(kind) for kind in SEEN}, return_dtype=pl.Int64
    )
    turn, recorded_at = pl.col("turn"), pl.col("recorded_at")
    looks = versions.filter(pl.col("kind").is_in(SEEN)).with_columns(
        turn=pl.col("occurred_at").to_physical() * KINDS + kind_no
    )
    first_turn = turn.filter(pl.col("superseded_at").is_null()).min()
    first = looks.group_by(PLACE).agg(
        first_turn=first_turn, first_at=recorded_at.filter(turn <= first_turn).min()
    )
    known = looks.join(first, on=PLACE)
    is_first = turn <= pl.col("first_turn")
    was_first = ~is_first & (recorded_at < pl.col("first_at"))
    return pl.concat(
        [known.filter(is_first), _first_until_then(known.filter(was_first))],
        how="diagonal",
    )


def _first_until_then(looks: pl.LazyFrame) -> pl.LazyFrame:
    """Return the looks that were the first of those booked till then."""
    turn = pl.col("turn")
    firsts = looks.sort(*PLACE, "recorded_at", "turn").filter(
        turn <= turn.cum_min().over(PLACE)
    )
    followed = (
        firsts.group_by(*PLACE, "turn")
        .agg(pl.col("recorded_at").min(), pl.col("first_at").first())
        .sort(*PLACE, "turn", descending=[False, False, True])
        .select(
            *(*PLACE, "turn"),
            until=pl.coalesce(
                pl.col("recorded_at").shift(-1).over(PLACE), pl.col("first_at")
            ),
        )
    )
    return firsts.join(followed, on=[*PLACE, "turn"])
