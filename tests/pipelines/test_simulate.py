"""The back-test: what each past day knew, and what is made of it."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from models.simulation import policies
from models.simulation.past import past
from models.simulation.replay import replayed
from pipelines.backtest import span_of
from pipelines.cli import main
from pipelines.known_then import KnownThen
from pipelines.past_evidence import evidence_of
from pipelines.past_plans import plan_of
from pipelines.publishing import published
from pipelines.sources.store import InboxStore
from pipelines.what_if import read_changes, replanned
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, shop, sold

START = dt.date(2026, 1, 5)
DECIDED = dt.date(2026, 3, 22)
LAST = dt.date(2026, 4, 26)
WEEK = dt.timedelta(days=7)
LATER = dt.timedelta(days=1)


def ordered(through: dt.date) -> list[Row]:
    """Return purchases of forty cups and ten plates every second week."""
    return [
        {
            "po_id": f"{sku}-{week:%y%m%d}",
            "line_no": 1,
            "supplier_id": "maker",
            "sku": sku,
            "ordered_qty": qty,
            "ordered_at": f"{week} 09:00",
            "expected_on": week + WEEK,
            "confirmed_on": week + WEEK,
            "status": "closed" if week + WEEK <= through else "sent",
        }
        for week in days(START, through)[::14]
        for sku, qty in (("cup", 40), ("plate", 10))
    ]


def received(orders: Iterable[Row], through: dt.date) -> list[Row]:
    """Return what came of purchases, eight days after they were placed."""
    return [
        {
            "receipt_id": f"r-{one['po_id']}",
            "line_no": 1,
            "po_id": one["po_id"],
            "po_line_no": 1,
            "sku": one["sku"],
            "received_qty": one["ordered_qty"],
            "received_at": f"{come} 08:00",
        }
        for one in orders
        if (come := one["expected_on"] + LATER) <= through
    ]


def make(root: Path, through: dt.date) -> Workspace:
    """Fill an inbox with all that was recorded through a day."""
    workspace = shop(root)
    whole = days(START, through)
    drop(workspace, "order_lines.csv", [
        {**line, "status": "shipped", "unit_price": 30, "promised_on": LAST}
        for line in (*sold("cup", whole, 3), *sold("plate", whole[::2], 1))
    ])  # fmt: skip
    drop(workspace, "stock_levels.csv", [
        {"sku": sku, "on_hand_qty": qty, "counted_at": START, "kind": "opening"}
        for sku, qty in (("cup", 60), ("plate", 20))
    ])  # fmt: skip
    drop(workspace, "suppliers.csv", [
        {"supplier_id": "maker", "lead_time_days": 7, "order_weekdays": "mon",
         "order_cost": 50, "min_order_amount": 100},
    ])  # fmt: skip
    drop(workspace, "supplier_items.csv", [
        {"supplier_id": "maker", "sku": sku, "unit_cost": 10, "pack_qty": 5,
         "valid_from": "2025-01-01"}
        for sku in ("cup", "plate")
    ])  # fmt: skip
    drop(workspace, "products/2026-01-01.csv", [
        {"sku": "cup", "unit_price": 30, "unit_cost": 10},
        {"sku": "plate", "unit_price": 90, "unit_cost": 10},
    ])  # fmt: skip
    drop(workspace, "planning_parameters.csv", [
        {"scope": "company", "parameter": "service_target_rate", "value": "0.9",
         "recorded_at": START, "valid_from": START},
    ])  # fmt: skip
    orders = ordered(through)
    drop(workspace, "purchase_order_lines.csv", orders)
    drop(workspace, "receipt_lines.csv", received(orders, through))
    return workspace


def with_another_future(root: Path) -> Workspace:
    """Fill an inbox with a future that is unlike the past, and overwrite the past.

    Every column that is overwritten in place holds something else by then, and newer
    versions of what is recorded say the opposite.
    """
    workspace = make(root, DECIDED)
    late = f"{LAST} 12:00"
    lines = pl.read_csv(workspace.inbox / "order_lines.csv").with_columns(
        status=pl.lit("cancelled"),
        cancelled_qty=pl.col("ordered_qty"),
        cancel_reason=pl.lit("fraud"),
        promised_on=pl.lit("2026-12-31"),
    )
    boom = sold("cup", days(DECIDED + LATER, LAST), 500, unit_price=1)
    boom += sold("spoon", days(DECIDED + LATER, LAST), 9)
    drop(workspace, "order_lines.csv", [*lines.to_dicts(), *boom])
    bought = pl.read_csv(workspace.inbox / "purchase_order_lines.csv").with_columns(
        status=pl.lit("cancelled"),
        cancelled_qty=pl.col("ordered_qty"),
        expected_on=pl.lit("2026-12-31"),
        confirmed_on=pl.lit("2026-12-31"),
    )
    new = [row for row in ordered(LAST) if row["po_id"][-6:] > f"{DECIDED:%y%m%d}"]
    drop(workspace, "purchase_order_lines.csv", [*bought.to_dicts(), *new])
    came = pl.read_csv(workspace.inbox / "receipt_lines.csv").to_dicts()
    slow = [
        {**one, "receipt_id": f"late-{one['receipt_id']}", "received_at": late}
        for one in came
    ]
    drop(workspace, "receipt_lines.csv", [*came, *slow])
    levels = pl.read_csv(workspace.inbox / "stock_levels.csv").to_dicts()
    counted = [
        {**one, "kind": "count", "on_hand_qty": 0, "counted_at": LAST} for one in levels
    ]
    drop(workspace, "stock_levels.csv", [*levels, *counted])
    drop(workspace, f"products/{LAST}.csv", [
        {"sku": "cup", "unit_price": 1, "unit_cost": 900, "discontinued_on": START},
        {"sku": "spoon", "unit_price": 5, "unit_cost": 1},
    ])  # fmt: skip
    drop(workspace, f"suppliers/{LAST}.csv", [
        {"supplier_id": "maker", "lead_time_days": 90, "order_weekdays": "fri",
         "order_cost": 9999, "min_order_amount": 99999},
    ])  # fmt: skip
    offers = pl.read_csv(workspace.inbox / "supplier_items.csv").to_dicts()
    dearer = [
        {**one, "unit_cost": 99, "pack_qty": 77, "valid_from": LAST} for one in offers
    ]
    drop(workspace, "supplier_items.csv", [*offers, *dearer])
    said = pl.read_csv(workspace.inbox / "planning_parameters.csv").to_dicts()
    changed = [{**one, "value": "0.99", "recorded_at": late} for one in said]
    begun = [{**one, "value": "0.999", "valid_from": LAST} for one in said]
    drop(workspace, "planning_parameters.csv", [*said, *changed, *begun])
    return workspace


def loaded(workspace: Workspace) -> Workspace:
    """Read the inbox."""
    InboxStore(workspace, workspace.settings).load()
    return workspace


def test_no_future_changes_what_was_decided(tmp_path: Path) -> None:
    then = plan_of(loaded(make(tmp_path / "then", DECIDED)), DECIDED)
    now = plan_of(loaded(with_another_future(tmp_path / "now")), DECIDED)
    assert (then["point"] > 0).all()
    assert_frame_equal(now, then)


def test_what_has_its_history_is_seen_as_it_was(tmp_path: Path) -> None:
    """A status with its own time of record counts; one from the first load does not."""
    workspace = shop(tmp_path)
    rows = sold("cup", days(START, START + WEEK), 1, status="shipped")
    rows[0]["recorded_at"] = f"{START} 12:00"
    rows[1] |= {"cancelled_at": f"{START + WEEK} 12:00", "cancelled_qty": 1}
    drop(workspace, "order_lines.csv", rows)
    store = KnownThen(InboxStore(loaded(workspace), workspace.settings))
    seen = store.rows("order_lines").sort("placed_at").collect()
    assert seen["status"].to_list() == ["shipped", "shipped", *[None] * 6]
    assert seen["cancelled_qty"].to_list()[:3] == [None, 1, None]


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a shop with sixteen weeks of history, planned."""
    workspace = make(tmp_path_factory.mktemp("simulate") / "shop", LAST)
    plan(workspace, LAST)
    return workspace


@pytest.fixture(scope="module")
def told(planned: Workspace) -> list[str]:
    """Return what ``backstock simulate`` prints."""
    result = CliRunner().invoke(main, ["simulate", str(planned.root), "--weeks", "4"])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_it_ends_in_a_sentence_for_who_owns_the_shop(told: list[str]) -> None:
    assert told[-1].startswith("Your history cannot tell: 3 weeks are too few")


def test_page_and_figures_are_written_and_the_next_run_publishes_them(
    planned: Workspace, told: list[str]
) -> None:
    assert told
    page = (planned.reports / "backtest.html").read_text("utf-8")
    assert "The plan on your own past" in page
    figures = pl.read_csv(planned.reports / "policy_backtest.csv")
    assert set(figures["policy"]) == {
        policies.RECOMMENDED,
        policies.REALLY,
        policies.TEXTBOOK,
        policies.MIN_MAX,
        policies.FORESIGHT,
    }
    snapshot = plan(planned, LAST)
    assert snapshot.read("policy_backtest").height == figures.height
    frontier = snapshot.read("policy_frontier")
    assert frontier["target_rate"].is_sorted()
    assert frontier["fill_rate"].is_between(0, 1).all()
    assert frontier.height > 1


def test_what_was_really_bought_gives_back_the_stock_that_was(
    planned: Workspace, told: list[str]
) -> None:
    assert told
    snapshot = published(planned)
    span = span_of(snapshot, 4)
    plans = pl.concat(
        pl.read_parquet(planned.backtest / "plans" / f"{day}.parquet")
        for day in span.origins
    )
    ground = past(evidence_of(snapshot, plans, planned.settings.as_company), span)
    lived = replayed(ground.really, policies.foresight(ground))
    closing = (
        snapshot.read("stock_daily")
        .filter(pl.col("on").is_between(span.first_on, span.last_on))
        .group_by("sku")
        .agg(pl.col("closing_qty").cast(pl.Float64).sum())
        .sort("sku")
    )
    assert lived.stocked.sum(axis=0).tolist() == closing["closing_qty"].to_list()


def test_too_short_a_history_says_so(tmp_path: Path) -> None:
    workspace = make(tmp_path / "shop", START + 3 * WEEK)
    plan(workspace, START + 3 * WEEK)
    result = CliRunner().invoke(main, ["simulate", str(workspace.root)])
    assert result.exit_code == 0
    assert result.stdout.startswith("Your history cannot tell: 0 weeks")


def asked(workspace: Workspace, text: str, name: str = "if.toml") -> tuple[int, str]:
    """Return the exit code and the output of a what-if."""
    file = workspace.root / name
    file.write_text(text, "utf-8")
    line = ["simulate", str(workspace.root), "--what-if", str(file)]
    result = CliRunner().invoke(main, line)
    return result.exit_code, result.output


def test_what_changes_nothing_gives_the_published_plan(planned: Workspace) -> None:
    held = 'scope = "company"\nparameter = "service_target_rate"\nvalue = 0.9\n'
    code, told = asked(planned, f"[[change]]\n{held}")
    assert code == 0, told
    assert "0 of " in told
    assert "lines differ" in told


def test_a_changed_demand_is_planned_for_and_nothing_is_published(
    planned: Workspace,
) -> None:
    before = published(planned)
    plan_before = before.read("reorder_points")
    code, told = asked(
        planned,
        "scope,key,parameter,value\ncompany,,demand_factor,3\n",
        "more.csv",
    )
    assert code == 0, told
    assert published(planned).run == before.run
    assert_frame_equal(published(planned).read("reorder_points"), plan_before)
    changed = replanned(planned, before, read_changes(planned.root / "more.csv"))
    levels = changed["reorder_points"].filter(pl.col("sku") == "cup")
    old = plan_before.filter(pl.col("sku") == "cup")
    more = float(levels["daily_mean_qty"].sum()) / float(old["daily_mean_qty"].sum())
    assert more == pytest.approx(3)
    assert (planned.reports / "what_if_more.html").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it changes nothing"),
        ("[[change]\n", "if.toml"),
        ('[[change]]\nscope = "company"\nparameter = "hope"\n', "change 1: no param"),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_code_two(
    planned: Workspace, text: str, told: str
) -> None:
    code, output = asked(planned, text)
    assert code == 2
    assert told in output
