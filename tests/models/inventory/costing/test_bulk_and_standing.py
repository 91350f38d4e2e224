"""Many moves at once, and new moves on top of what stands, cost what each would."""

import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.inventory.costing import bulk
from models.inventory.costing.books import Integers
from models.inventory.costing.standing import Standing
from tests.models.inventory.costing.costed import costed

METHODS = ("fifo", "moving_average")
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Row = dict[str, Any]


@st.composite
def histories(draw: st.DrawFn) -> pl.DataFrame:
    """Draw moves of two items at three places: also below zero, back and across."""
    rows: list[Row] = []
    for at in range(draw(st.integers(1, 40))):
        earlier = [row for row in rows if row["qty"] < 0]
        kind = draw(st.sampled_from(["receipt", "issue", "return", "transfer_out"]))
        row: Row = {
            "sku": draw(st.integers(5, 6)),
            "location": draw(st.integers(0, 2)),
            "qty": draw(st.integers(1, 9)),
            "unit_cost": None,
            "kind": kind,
            "applies_to": None,
        }
        if kind == "receipt":
            row["unit_cost"] = draw(st.integers(0, 99_999))
        elif kind == "return" and earlier:
            source = draw(st.sampled_from(earlier))
            is_carried = source["kind"] == "transfer_out"
            row |= {
                "sku": source["sku"],
                "applies_to": source["at"],
                "kind": "transfer_in" if is_carried else "return",
            }
        elif kind != "return":
            row["qty"] *= -1
        rows.append(row | {"at": at, "ts": START + dt.timedelta(minutes=at)})
    return pl.DataFrame(
        rows,
        schema={
            "ts": pl.Datetime("us", "UTC"),
            "sku": pl.Int32,
            "location": pl.Int16,
            "qty": pl.Int32,
            "unit_cost": pl.Int64,
            "kind": pl.String,
            "applies_to": pl.Int64,
        },
    )


def one_by_one(moves: pl.DataFrame, method: str) -> pl.DataFrame:
    """Return what the moves cost, told with names and decimals."""
    cost = pl.col("unit_cost").cast(pl.Decimal(18, 4)) * pl.lit("0.0001").cast(
        pl.Decimal(18, 4)
    )
    units = pl.col("qty").cast(pl.Decimal(18, 3))
    amount = (pl.col("unit_cost") * pl.col("qty") / 100).round(
        mode="half_away_from_zero"
    ) / 100
    told = moves.with_row_index("row").select(
        move_id=pl.col("row").cast(pl.String),
        sku=pl.col("sku").cast(pl.String),
        location_id=pl.col("location").cast(pl.String),
        bucket=pl.lit("on_hand"),
        kind="kind",
        qty=units,
        given_amount=amount.cast(pl.Decimal(18, 4)),
        unit_cost=cost,
        applies_to=pl.col("applies_to").cast(pl.String),
        is_carried=pl.col("kind").is_in(bulk.CARRIED_KINDS),
        method=pl.lit(method),
        standard_cost=pl.lit(None, pl.Decimal(18, 4)),
        lot=pl.lit(""),
        month=pl.lit(dt.date(2026, 1, 1)),
        assembly=pl.lit(None, pl.String),
        assembly_weight=pl.lit(None, pl.Int64),
    )
    made = costed(told).moves
    return made.select(
        (pl.col(f"{name}_amount") * 100).cast(pl.Int64).alias(name)
        for name in ("cost", "adjustment", "value")
    )


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=100, deadline=None)
@given(moves=histories())
def test_many_moves_cost_what_they_cost_one_by_one(
    method: str, moves: pl.DataFrame
) -> None:
    assert bulk.valued(moves.lazy(), method).equals(one_by_one(moves, method))


@settings(max_examples=50, deadline=None)
@given(moves=histories())
def test_the_balance_is_the_running_sum_of_an_item_at_a_place(
    moves: pl.DataFrame,
) -> None:
    expected = moves.select(pl.col("qty").cum_sum().over("sku", "location"))
    made = bulk.running_balance(moves.lazy())
    assert made.to_list() == expected["qty"].to_list()


@settings(max_examples=50, deadline=None)
@given(moves=histories(), seed=st.integers(0, 9))
def test_rows_in_any_order_cost_the_same(moves: pl.DataFrame, seed: int) -> None:
    turn = np.random.default_rng(seed).permutation(moves.height)
    at = np.empty_like(turn)
    at[turn] = np.arange(len(turn))
    mixed = moves[turn].with_columns(
        applies_to=pl.Series(at)[
            moves[turn]["applies_to"].fill_null(0).cast(pl.UInt32)
        ].set(moves[turn]["applies_to"].is_null(), None)
    )
    made = bulk.valued(mixed.lazy(), "fifo").with_columns(was=pl.Series(turn))
    assert made.sort("was").drop("was").equals(bulk.valued(moves.lazy(), "fifo"))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=50, deadline=None)
@given(moves=histories())
def test_text_keys_cost_what_numbers_do(method: str, moves: pl.DataFrame) -> None:
    named = moves.with_columns(
        sku=pl.format("SKU-{}", "sku"), location=pl.format("p{}", "location")
    )
    assert bulk.valued(named.lazy(), method).equals(bulk.valued(moves.lazy(), method))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=100, deadline=None)
@given(moves=histories(), cuts=st.lists(st.integers(0, 40), max_size=4))
def test_new_moves_on_top_cost_what_a_full_replay_says(
    method: str, moves: pl.DataFrame, cuts: list[int]
) -> None:
    standing = Standing.empty(moves.schema, method)
    done: list[pl.DataFrame] = []

    def sources(numbers: Integers) -> tuple[Integers, Integers]:
        cost, qty = pl.concat(done)["cost"], moves["qty"]
        return qty.gather(numbers).to_numpy(), cost.gather(numbers).to_numpy()

    numbered = moves.with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64))
    ends = sorted({*(cut for cut in cuts if cut < moves.height), moves.height})
    for first, end in zip([0, *ends], ends, strict=False):
        posted, standing = standing.after(numbered[first:end], sources)
        done.append(posted)
    assert pl.concat(done).equals(bulk.valued(moves.lazy(), method))


@settings(max_examples=30, deadline=None)
@given(moves=histories(), columns=st.permutations(["cost", "adjustment", "value"]))
def test_only_what_is_asked_for_is_answered(
    moves: pl.DataFrame, columns: list[str]
) -> None:
    everything = bulk.valued(moves.lazy())
    for count in (1, 2, 3):
        made = bulk.valued(moves.lazy(), columns=columns[:count])
        assert made.equals(everything.select(columns[:count]))


@pytest.mark.parametrize("batch", [1, 2, 7])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=histories())
def test_moves_read_and_dealt_in_small_portions_cost_the_same(
    monkeypatch: pytest.MonkeyPatch, batch: int, moves: pl.DataFrame
) -> None:
    whole = bulk.valued(moves.lazy())
    balance = bulk.running_balance(moves.lazy())
    with monkeypatch.context() as patch:
        patch.setattr(bulk, "BATCH", batch)
        patch.setattr(bulk, "POOLS_OF_PART", 1)
        assert bulk.valued(moves.lazy()).equals(whole)
        assert bulk.running_balance(moves.lazy()).equals(balance)


@settings(max_examples=30, deadline=None)
@given(moves=histories())
def test_numbers_far_apart_are_keys_like_others(moves: pl.DataFrame) -> None:
    far = moves.with_columns(
        sku=pl.col("sku").cast(pl.Int64) * 10**15,
        location=(pl.col("location") * 30_000 - 30_000).cast(pl.Int16),
    )
    assert bulk.valued(far.lazy()).equals(bulk.valued(moves.lazy()))


def test_what_does_not_fit_is_refused() -> None:
    row = {"ts": START, "sku": 1, "location": 1, "kind": "receipt", "applies_to": None}
    dear = pl.DataFrame([row | {"qty": 1, "unit_cost": 1 << 62}])
    with pytest.raises(ValueError, match="a unit cost is not within"):
        bulk.valued(dear.lazy())
    many = pl.DataFrame([row | {"qty": 1 << 40, "unit_cost": 1}])
    with pytest.raises(pl.exceptions.InvalidOperationError, match="i32"):
        bulk.valued(many.lazy())


def test_no_moves_cost_nothing() -> None:
    nothing = pl.LazyFrame(
        schema={
            "ts": pl.Datetime("us"),
            "sku": pl.Int32,
            "location": pl.Int16,
            "qty": pl.Int32,
            "unit_cost": pl.Int64,
            "kind": pl.String,
            "applies_to": pl.Int64,
        }
    )
    assert bulk.valued(nothing).is_empty()
    assert bulk.running_balance(nothing).is_empty()
