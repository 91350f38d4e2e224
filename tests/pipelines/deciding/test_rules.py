import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from models.deciding.limits import Limits
from pipelines.cli import main
from pipelines.cli.summary import run_lines
from pipelines.deciding.desk import decide, plan_of, standing
from pipelines.deciding.rules import Obeyed, go, log, obey, stop
from pipelines.deciding.sendings import sendings
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.settings import SettingsFault
from pipelines.workspace import Workspace
from tests.models.deciding.lines import AS_OF, edit
from tests.pipelines.deciding import small_shop

TODAY = AS_OF + dt.timedelta(days=1)
RULE = """
[[rules]]
name = "usual ones"
max_order_amount = 20_000
max_deviation_rate = 0.1
"""


def shop(root: Path, rules: str = RULE) -> Workspace:
    made = small_shop.make(root)
    with made.settings_file.open("a", encoding="utf-8") as file:
        file.write(rules)
    return Workspace(made.root)


def states(workspace: Workspace) -> dict[str, str]:
    plan = plan_of(published(workspace), workspace.settings)
    now = standing(Store(workspace.decisions_url), plan).states
    return dict(now.select("suggestion_id", "state").iter_rows())


def test_without_rules_nothing_is_decided(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop", "")
    assert obey(workspace, TODAY) == Obeyed()
    assert set(states(workspace).values()) == {"open"}


def test_what_is_usual_is_approved_in_the_name_of_the_rule(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    assert obey(workspace, TODAY) == Obeyed(approved=2, held_back=1)
    assert states(workspace) == {"a": "approved", "b": "approved", "c": "open"}
    kept = Store(workspace.decisions_url).decisions()
    assert set(kept["author"]) == {"rule:usual ones"}
    assert kept["reason"][0] == (
        "ordre på 13.333\N{NO-BREAK SPACE}kr., grænse 20.000\N{NO-BREAK SPACE}kr.; "
        "data 1 dage gamle; sædvanlig 70"
    )


def test_the_log_says_what_was_approved_and_held_back_and_why(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    obey(workspace, TODAY)
    told = log(Store(workspace.decisions_url), published(workspace).run)
    assert told.select("suggestion_id", "outcome").rows() == [
        ("a", "approved"),
        ("b", "approved"),
        ("c", "held"),
    ]
    assert told["why"][2] == "bestilt for sjældent til at kende det sædvanlige"
    shown = CliRunner().invoke(main, ["rules", str(workspace.root)]).output
    assert "Rules: usual ones." in shown
    assert "2 lines approved:" in shown
    assert "BOWL at main from ../bolt: usual ones: bestilt for" in shown


def test_a_run_says_what_rules_did(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    obey(workspace, TODAY)
    told = list(run_lines(published(workspace), workspace.root))
    assert (
        "By rule: 2 lines approved, 1 line held back; backstock rules DIR says why."
    ) in told
    stop(workspace)
    told = list(run_lines(published(workspace), workspace.root))
    assert "! Rules are stopped: nothing was approved by itself." in told


def test_a_rule_that_says_so_sends_its_own_lines_only(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop", RULE + "sends = true\n")
    plan = plan_of(published(workspace), workspace.settings)
    store = Store(workspace.decisions_url)
    asked = [edit(1, "approve", suggestion_id="c")]
    decide(store, plan, asked, author="ane", limits=Limits())
    obeyed = obey(workspace, TODAY)
    assert [one.supplier_id for one in obeyed.sent] == ["acme"]
    assert states(workspace) == {"a": "sent", "b": "sent", "c": "approved"}
    assert sendings(store)["author"].to_list() == ["rule:usual ones"]
    assert obey(workspace, TODAY).sent == ()


def test_stopped_rules_decide_nothing_until_they_go_on(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    shown = CliRunner().invoke(main, ["rules", str(workspace.root), "--stop"]).output
    assert shown.startswith("Rules are STOPPED")
    assert obey(workspace, TODAY) == Obeyed(is_stopped=True)
    stop(workspace)
    go(workspace)
    assert obey(workspace, TODAY).approved == 2


def test_what_a_person_undoes_stays_undone(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    obey(workspace, TODAY)
    plan = plan_of(published(workspace), workspace.settings)
    store = Store(workspace.decisions_url)
    seen = standing(store, plan).entry_no
    undo = [edit(1, "undo", seen_entry_no=seen)]
    decide(store, plan, undo, author="ane", limits=Limits())
    assert obey(workspace, TODAY).approved == 0
    assert states(workspace)["a"] == "open"


def test_old_data_and_what_needs_two_persons_are_left_to_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = shop(tmp_path / "shop")
    assert obey(workspace, TODAY + dt.timedelta(days=9)).approved == 0
    monkeypatch.setenv("BACKSTOCK_APPROVALS__SECOND_ABOVE", "100")
    again = Workspace(workspace.root)
    assert obey(again, TODAY).approved == 0
    assert states(again)["a"] == "waiting"


def test_a_rule_without_a_limit_is_refused(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop", '\n[[rules]]\nname = "all"\n')
    with pytest.raises(SettingsFault, match=r"rules\.0\.max_order_amount"):
        _ = workspace.settings
    typo = shop(tmp_path / "two", RULE + "max_amount = 1\n")
    with pytest.raises(SettingsFault, match="known here are name, max_order_amount"):
        _ = typo.settings


def test_the_log_is_added_to_only(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop")
    obey(workspace, TODAY)
    obey(workspace, TODAY)
    told = log(Store(workspace.decisions_url))
    assert told.filter(pl.col("suggestion_id") == "a")["outcome"].to_list() == [
        "approved",
        "held",
    ]
