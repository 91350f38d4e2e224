"""What the commands say of a run and of decisions."""

from pathlib import Path

from pipelines.cli.decided import decided_lines
from pipelines.cli.summary import run_lines
from pipelines.creation import create
from pipelines.deciding.approval import Outcome
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from tests.factories import frame
from tests.pipelines.rooms import DAY

UNKNOWN = {
    "location_id": "main",
    "grade": "D",
    "terms_source": "none",
    "lead_time_source": "none",
    "raise_by": "Supply a stock row.",
    "raise_by_da": "Giv en lagerrække.",
}


def test_a_run_says_how_many_items_cannot_be_planned_and_what_they_need(
    tmp_path: Path,
) -> None:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root)
    scope = {"as_of": DAY, "is_default": True, "currency": "DKK"}
    graded = [{**UNKNOWN, "sku": sku} for sku in "ab"]
    warehouse.replace("scope", frame("scope", scope))
    warehouse.replace("readiness", frame("readiness", *graded))
    told = "\n".join(run_lines(publish(workspace, warehouse, DAY), workspace.root))
    assert "  D: Supply a stock row. (2)" in told
    assert told.count("Supply a stock row.") == 1


def test_a_run_says_first_which_channel_is_held_back(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root)
    scope = {"as_of": DAY, "is_default": True, "currency": "DKK"}
    held = {"channel": "we\x1bb", "complete_on": DAY, "held_days": 2, "reason": "half"}
    warehouse.replace("scope", frame("scope", scope))
    warehouse.replace("watermarks", frame("watermarks", held))
    told = list(run_lines(publish(workspace, warehouse, DAY), workspace.root))
    assert told[1] == f"! web is complete up to {DAY}, 2 days held: half"


def test_decisions_are_told_by_what_became_of_lines() -> None:
    outcome = Outcome({"approve": 1, "change": 2}, repeated=3, undecided=0)
    assert list(decided_lines(outcome)) == [
        "1 line approved",
        "2 lines changed and approved",
        "3 lines decided before",
    ]


def test_a_plan_without_lines_says_so() -> None:
    told = decided_lines(Outcome({}, repeated=0, undecided=0))
    assert list(told) == ["The plan has no line to decide about."]
