"""Money and space that do not reach for everything: the most valuable units first.

A budget (open-to-buy) is the parameter ``budget_amount`` of the company, a supplier, a
category or a location: company currency, for the days on which the value holds; one
without a first day is for the calendar month. What was ordered since that day is spent.
Space is ``capacity_m3`` of a location, less what will lie there when goods arrive.
"""

import datetime as dt

import numpy as np
import polars as pl

from models import parameters, tables
from models.company import Company
from models.planning.earnings import (
    NO_LIMIT,
    Integers,
    Packs,
    Stakes,
    forgone_margin,
    spend,
)
from models.planning.filling import (
    LINE,
    PLACE,
    Outlook,
    numbers,
    packs,
    stakes,
    with_added,
)
from models.planning.quantiles import Numbers
from models.planning.wording import (
    Language,
    currency_word,
    of,
    quantity,
    told,
    whole,
)
from models.tables import columns as c
from models.tables.columns import MONEY, QTY

SCOPES = {
    "company": pl.lit(""),
    "supplier": pl.col("supplier_id"),
    "category": pl.col("category"),
    "location": pl.col("location_id"),
    "space": pl.col("location_id"),
}
"""What each kind of limit is about; all but the last are of money."""
LIMIT_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "company": "the budget",
        "supplier": "the budget of supplier",
        "category": "the budget of category",
        "location": "the budget of",
        "space": "the space of",
    },
    "da": {
        "company": "budgettet",
        "supplier": "budgettet for leverandør",
        "category": "budgettet for varegruppe",
        "location": "budgettet for",
        "space": "pladsen på",
    },
}


def limits(
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    bought: pl.DataFrame,
    room: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what is left of each budget on the plan's first day, and of each space.

    ``bought`` says what was ordered: ``on``, ``amount`` and the columns of ``SCOPES``;
    ``room`` how much space is left by ``location_id``. Scope and key name the limit.
    """
    first_day = as_of + dt.timedelta(days=1)
    force = parameters.in_force(planning_parameters, decisions, first_day)
    said = force.filter(
        pl.col("parameter") == "budget_amount", pl.col("scope").is_in([*SCOPES])
    ).select(
        "scope",
        key=pl.when(pl.col("scope") != "company").then("key").otherwise(pl.lit("")),
        given=parameters.number(pl.col("value")),
        starts_on=pl.when(pl.col("valid_from") > c.EARLIEST)
        .then("valid_from")
        .otherwise(pl.lit(first_day.replace(day=1))),
    )
    spent = pl.concat(
        bought.select(
            "on",
            "amount",
            scope=pl.lit(scope),
            key=value,
        )
        for scope, value in SCOPES.items()
        if scope != "space"
    )
    since = (
        spent.join(said.select("scope", "key", "starts_on"), on=["scope", "key"])
        .filter(pl.col("on") >= pl.col("starts_on"))
        .group_by("scope", "key")
        .agg(pl.col("amount").sum())
    )
    money = said.join(since, on=["scope", "key"], how="left").select(
        "scope",
        "key",
        left=(pl.col("given") - pl.col("amount").fill_null(0.0)).clip(0),
    )
    space = room.select(
        scope=pl.lit("space"), key="location_id", left=pl.col("left_m3").clip(0)
    )
    return (
        pl.concat([money, space])
        .sort("scope", "key")
        .with_row_index("limit_no")
        .with_columns(pl.col("limit_no").cast(pl.Int64))
    )


def bought_since(
    purchase_order_lines: pl.DataFrame,
    supply_matches: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what was ordered or approved, at the cost of today, company currency."""
    ordered = purchase_order_lines.filter(
        ~pl.col("status").is_in(["draft", "cancelled"]).fill_null(value=False),
        pl.col("ordered_at").dt.date() <= as_of,
    ).select(
        *PLACE,
        "supplier_id",
        on=pl.col("ordered_at").dt.date(),
        qty=pl.col("ordered_qty") - pl.col("cancelled_qty").fill_null(0),
    )
    approved = supply_matches.filter(
        pl.col("state").is_in(["approved", "sent"])
    ).select(*PLACE, "supplier_id", on="decided_on", qty="decided_qty")
    costs = supply_sources.select(*PLACE, "unit_cost_amount")
    amount = pl.col("qty").cast(pl.Float64) * pl.col("unit_cost_amount").cast(
        pl.Float64
    )
    return (
        pl.concat([ordered, approved], how="vertical_relaxed")
        .join(costs, on=PLACE, how="left")
        .join(products.select("sku", "category"), on="sku", how="left")
        .with_columns(amount=amount.fill_null(0.0))
    )


def space_left(
    locations: pl.DataFrame,
    stock_positions: pl.DataFrame,
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the space that each place with a capacity has left when goods arrive.

    There will lie what is there, in transit and on order, less what is expected to
    leave until an order of the next chance arrives. Items without a volume take none.
    """
    days = (pl.col("arrive_on") - pl.lit(as_of)).dt.total_days()
    coming = pl.sum_horizontal("on_hand_qty", "in_transit_qty", "on_order_qty")
    lying = (coming.cast(pl.Float64) - days * pl.col("daily_mean_qty")).clip(0)
    taken = (
        stock_positions.join(supply_sources.select(*PLACE, "arrive_on"), on=PLACE)
        .join(reorder_points.select(*PLACE, "daily_mean_qty"), on=PLACE)
        .join(products.select("sku", "volume_m3"), on="sku")
        .group_by("location_id")
        .agg((lying * pl.col("volume_m3")).sum().alias("taken_m3"))
    )
    return (
        locations.filter(pl.col("gone_at").is_null(), pl.col("capacity_m3") > 0)
        .join(taken, on="location_id", how="left")
        .select(
            "location_id",
            left_m3=pl.col("capacity_m3") - pl.col("taken_m3").fill_null(0.0),
        )
    )


def within_limits(
    lines: pl.DataFrame, given: pl.DataFrame, outlook: Outlook, company: Company
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cut what the ``given`` limits do not reach for: ``budget_qty``; list what it was.

    Units are bought in the order of what they earn per unit of money (of space where
    only that is limited) until the order after this one could arrive and a cycle more.
    A portion that does not fit the rest is passed over for the next best. Where all
    fits nothing changes; else lines count at their price without discounts, for a
    smaller quantity may lose them, so that no limit is ever passed.
    """
    asked = lines.filter(pl.col("suggested_qty") > 0).sort(LINE)
    names, left = _limits_of(asked, given), numbers(given, pl.col("left"))
    used = _uses(asked, pl.col("unit_cost_amount"))
    if _fits(used * numbers(asked, pl.col("suggested_qty"))[:, None], names, left):
        uncut = lines.with_columns(budget_qty=pl.lit(0, QTY))
        return uncut, tables.TABLES["left_out"].create_empty()
    stake, pack = _wanted(asked, outlook)
    taken, stopped, earns, lowest = spend(
        stake, pack, _uses(asked, pl.col("base_cost_amount")), names, left, -np.inf
    )
    cut = asked.with_columns(
        packs=pl.Series(taken - pack.most, dtype=pl.Int64),
        limit_no=pl.Series(stopped, dtype=pl.Int64),
        earns_rate=pl.Series(earns),
        least_in_rate=pl.Series(lowest[stopped]),
        left_of_limit=pl.Series(left[stopped]),
        lost_margin=pl.Series(forgone_margin(stake, pack, taken)),
    ).filter(pl.col("packs") < 0)
    return with_added(lines, cut, "budget_qty"), _left_out(cut, given, company)


def _limits_of(asked: pl.DataFrame, given: pl.DataFrame) -> Integers:
    """Return the number of the limit of each scope that each line is under."""
    columns = []
    for scope, key in SCOPES.items():
        own = given.filter(pl.col("scope") == scope)
        number = key.replace_strict(
            own["key"], own["limit_no"], default=NO_LIMIT, return_dtype=pl.Int64
        )
        columns.append(numbers(asked, number.fill_null(NO_LIMIT)))
    return np.column_stack(columns).astype(np.int64)


def _uses(asked: pl.DataFrame, unit_cost: pl.Expr) -> Numbers:
    """Return what a unit of each line uses of each scope: money, and space."""
    money = numbers(asked, unit_cost)
    space = numbers(asked, pl.col("volume_m3"))
    return np.column_stack([money] * (len(SCOPES) - 1) + [space])


def _fits(used: Numbers, names: Integers, left: Numbers) -> bool:
    """Tell whether no limit is passed by all that is wanted."""
    total = np.zeros(len(left) + 1)
    np.add.at(total, names, used)
    return bool((total[:-1] <= left + 1e-9).all())


def _wanted(asked: pl.DataFrame, outlook: Outlook) -> tuple[Stakes, Packs]:
    """Return what the units of each line earn, and the least and the most of it."""
    before = pl.col("standing_qty") - pl.col("split_qty")
    horizon = pl.col("protection_days") + pl.col("order_cycle_days")
    least = pl.min_horizontal("min_order_qty", "suggested_qty").cast(pl.Float64)
    return (
        stakes(asked, before, outlook.quantiles(asked, horizon)),
        packs(asked, least, pl.col("suggested_qty").cast(pl.Float64)),
    )


def _left_out(cut: pl.DataFrame, given: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Return what was left out, why, and what that costs."""
    pack = pl.col("order_pack_qty").cast(pl.Float64)
    out = -pl.col("packs") * pack
    is_bought = out < pl.col("suggested_qty").cast(pl.Float64)
    portion = (
        pl.when(is_bought)
        .then(pack)
        .otherwise(pl.max_horizontal(pl.col("min_order_qty").cast(pl.Float64), pack))
    )
    use = (
        pl.when(pl.col("scope") == "space")
        .then("volume_m3")
        .otherwise(pl.col("base_cost_amount").cast(pl.Float64))
    )
    paid = (out * pl.col("unit_cost_amount").cast(pl.Float64)).round(4)
    rows = cut.join(given, on="limit_no").with_columns(
        wanted_qty="suggested_qty",
        left_out_qty=out.cast(QTY),
        amount=paid.cast(MONEY),
        lost_margin_amount=pl.col("lost_margin").round(2).cast(MONEY),
        least_in_rate=pl.when(pl.col("least_in_rate").is_finite()).then(
            "least_in_rate"
        ),
        next_portion=portion * use,
    )
    return (
        rows.with_columns(_sentences(company))
        .select(tables.column_names("left_out"))
        .sort("supplier_id", *LINE)
    )


def _sentences(company: Company) -> list[pl.Expr]:
    """Say what was left out, for want of what, and what it costs."""
    return told(
        "{} of {} left out: {} reaches for what earns more; about {} {} of margin "
        "lost.",
        "{} af {} udeladt: {} rækker til det, der tjener mere; omkring {} {} tabt "
        "avance.",
        of(quantity, "left_out_qty"),
        of(quantity, "wanted_qty"),
        _limit_name,
        of(whole, "lost_margin_amount"),
        lambda _: pl.lit(currency_word(company.currency)),
    )


def _limit_name(language: Language) -> pl.Expr:
    """Say which limit it is."""
    words = LIMIT_WORDS[language]
    return pl.concat_str(
        pl.col("scope").replace_strict(words, return_dtype=pl.String),
        pl.when(pl.col("key") != "").then(pl.lit(" ") + pl.col("key")),
        ignore_nulls=True,
    )
