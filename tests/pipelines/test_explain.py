"""``backstock explain``: one suggestion followed from its documents to its number.

The cup sells two a day. Fifty were counted three days before the last, so 44 are left;
24 are on their way. The planner wants at least 80 and at most 120: 120 - 44 - 24 = 52
are needed, and packs hold twelve, so sixty are suggested.
"""

import datetime as dt
import re

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.explaining import sections, subject
from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, row_of, shop, sold

DAY = dt.date(2026, 3, 31)
SETTINGS = '[company]\nname = "Cups"\ncurrency = "DKK"\n'


def before(number: int) -> dt.date:
    return DAY - dt.timedelta(days=number)


def bought(number: int, ago: int, **more: object) -> Row:
    return {
        "po_id": f"P{number}",
        "line_no": 1,
        "supplier_id": "s",
        "sku": "cup",
        "location_id": "main",
        "ordered_qty": 24,
        "ordered_at": f"{before(ago)} 09:00",
        **more,
    }


def received(number: int, ago: int) -> Row:
    return {
        "receipt_id": f"R{number}",
        "line_no": 1,
        "po_id": f"P{number}",
        "po_line_no": 1,
        "supplier_id": "s",
        "sku": "cup",
        "location_id": "main",
        "received_qty": 24,
        "received_at": f"{before(ago)} 12:00",
    }


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = shop(tmp_path_factory.mktemp("cups") / "shop")
    every = days(before(179), DAY)
    drop(
        workspace,
        "order_lines.csv",
        [*sold("cup", every, 2, unit_price=25), *sold("mug", every, 1, unit_price=9)],
    )
    counted = {"location_id": "main", "kind": "count", "counted_at": before(3)}
    drop(
        workspace,
        "stock_levels.csv",
        [
            {**counted, "sku": "cup", "on_hand_qty": 50},
            {**counted, "sku": "mug", "on_hand_qty": 900},
        ],
    )
    offer = {"supplier_id": "s", "unit_cost": 10, "pack_qty": 12, "min_order_qty": 12}
    drop(
        workspace,
        "supplier_items.csv",
        [{**offer, "sku": sku} for sku in ("cup", "mug")],
    )
    terms = {"deposit_rate": 0.3, "duty_rate": 0.05, "payment_terms_days": 30}
    drop(workspace, "suppliers.csv", [{"supplier_id": "s", "currency": "DKK", **terms}])
    past = [bought(number, 100 - 20 * number, status="closed") for number in range(4)]
    coming = bought(9, 4, status="sent", expected_on=DAY + dt.timedelta(days=5))
    drop(workspace, "purchase_order_lines.csv", [*past, coming])
    came = [received(number, 90 - 20 * number) for number in range(4)]
    drop(workspace, "receipt_lines.csv", came)
    said = {"scope": "sku", "key": "cup"}
    drop(
        workspace,
        "planning_parameters.csv",
        [
            {**said, "parameter": "min_qty", "value": 80},
            {**said, "parameter": "max_qty", "value": 120},
            {**said, "parameter": "service_target_rate", "value": 0.9},
        ],
    )
    plan(workspace, DAY)
    return workspace


def told(workspace: Workspace, *asked: str) -> Result:
    return CliRunner().invoke(main, ["explain", str(workspace.root), *asked])


def line_of(text: str, start: str) -> str:
    found = [line for line in text.splitlines() if line.strip().startswith(start)]
    assert found, start
    return re.sub(r" {2,}", " | ", found[0].strip())


def test_one_suggestion_followed_by_hand_from_documents_to_quantity(
    cups: Workspace,
) -> None:
    result = told(cups, "cup", "main")
    assert result.exit_code == 0, result.output
    text = result.output
    (count,) = (line for line in text.splitlines() if " count " in line)
    assert count.endswith("stock_levels.csv:2")
    orders = (cups.inbox / "order_lines.csv").read_text().splitlines()
    (last,) = (line for line in text.splitlines() if f"cup-{DAY:%y%m%d}" in line)
    number = int(last.rpartition(":")[2])
    assert orders[number - 1].startswith(f"cup-{DAY:%y%m%d}")
    assert "- 2" in last
    assert line_of(text, "Balance of the ledger").endswith("= 44")
    assert line_of(text, "wanted in eight weeks").endswith("= 112")
    assert line_of(text, "expected a day").split(" | ")[1].startswith("2.0")
    assert "10.0 | days, median of 4" in line_of(text, "observed of the item")
    assert line_of(text, "P3:").endswith("10 | receipt_lines.csv:5")
    assert line_of(text, "its level") == (
        "its level | 90% | set for this item everywhere planning_parameters.csv:4"
    )
    assert line_of(text, "reorder point") == "reorder point | = 80"
    assert line_of(text, "order-up-to level") == "order-up-to level | = 120"
    assert line_of(text, "P9 line 1").endswith("24 | purchase_order_lines.csv:6")
    position = text.partition("8. Position")[2]
    assert line_of(position, "on hand") == "on hand | + 44"
    assert line_of(position, "on order") == "on order, in time | + 24"
    assert line_of(position, "position") == "position | = 68"
    number_of = text.partition("9. Suggestion")[2]
    assert line_of(number_of, "need") == "need | = 52"
    assert line_of(number_of, "rounded to packs") == "rounded to packs | + 8"
    line = row_of(published(cups), "suggestions", sku="cup")
    assert line["suggested_qty"] == 60
    assert (
        line_of(number_of, "suggested") == f"suggested | = 60 | {line['suggestion_id']}"
    )
    assert "DKK 600" in number_of


def test_it_says_when_the_line_is_to_be_paid(cups: Workspace) -> None:
    """60 at 10 kr: 30 % with the order, the rest 30 days after arrival, 5 % of duty."""
    order = told(cups, "cup", "main").output.partition("10. Supplier order")[2]
    line = row_of(published(cups), "suggestions", sku="cup")
    due = row_of(published(cups), "cash_due", sku="cup", kind="balance")["due_on"]
    assert due == line["arrive_on"] + dt.timedelta(days=30)
    assert line_of(order, "deposit of this item").endswith("DKK 180")
    assert line_of(order, "its balance").endswith("DKK 420")
    assert line_of(order, "its duty").endswith("DKK 30")


def test_it_is_told_in_danish(cups: Workspace) -> None:
    text = told(cups, "cup", "main", "--language", "da").output
    assert line_of(text, "Saldo i lagerbogen").endswith("= 44")
    assert line_of(text, "foreslået").startswith("foreslået | = 60")
    assert "Bestil 60" in text
    assert not re.search(r"\b(the|from|suggested|days)\b", text)


def test_what_needs_nothing_says_why(cups: Workspace) -> None:
    text = told(cups, "mug", "main").output
    point = row_of(published(cups), "reorder_points", sku="mug")["reorder_point_qty"]
    assert f"its position of 897 is above its reorder point of {point:.0f}" in text
    assert "Nothing is ordered." in text


def test_what_is_unknown_is_refused_with_what_is_near_it(cups: Workspace) -> None:
    result = told(cups, "CUP", "main")
    assert result.exit_code == 2
    assert "no item CUP; skus are case-sensitive; near it: cup" in result.output
    result = told(cups, "cup", "Main")
    assert result.exit_code == 2
    assert "it is known at main" in result.output


SUMS = (0, 1, 3, 6, 7, 8)
"""Sections whose figures add up: moves, stock, forecast, levels, position, number."""


def amount(shown: str) -> float:
    return float(shown.lstrip("+-= ").replace(",", "").replace("−", "-"))


def test_every_sum_of_every_chain_adds_up(
    documented_shop: Workspace, documented_plan: Snapshot
) -> None:
    company = documented_shop.settings.as_company
    keys = documented_plan.read("supply_sources").select("sku", "location_id").rows()
    checked = 0
    for sku, place in keys:
        chain = list(sections(subject(documented_plan, sku, place, company)))
        for section in (chain[number] for number in SUMS):
            total, is_new = 0.0, True
            for line in section.lines:
                if not line.value:
                    continue
                figure = amount(line.value)
                if line.value.startswith("="):
                    assert total == pytest.approx(figure, abs=0.11), (sku, section)
                    checked, total, is_new = checked + 1, figure, True
                elif line.value[0] in "+-":
                    total += figure if line.value[0] == "+" else -figure
                    is_new = False
                else:
                    total, is_new = (0.0 if is_new else total) + figure, False
    assert checked > 5 * len(keys)
