"""The whole story in a workspace whose decisions are kept in PostgreSQL."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.deciding.sendings import sendings
from pipelines.deciding.store import Store
from pipelines.workspace import Workspace
from tests.pipelines.deciding import small_shop


def called(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.output


def test_one_setting_keeps_decisions_and_orders_in_postgres(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_shop.make(tmp_path / "shop")
    monkeypatch.setenv("BACKSTOCK_DECISIONS", postgres_url)
    shop = Workspace(tmp_path / "shop")
    root = str(shop.root)
    ane, bo = ("--author", "ane"), ("--author", "bo")
    assert "2 lines approved" in called("approve", root, "--supplier", "acme", *ane)
    assert "2 lines decided before" in called(
        "approve", root, "--supplier", "acme", *bo
    )
    assert called("send", root, *ane).startswith("PO-00001 to acme: sent")
    assert called("send", root, *bo).startswith("Nothing is approved")
    store = Store(postgres_url)
    assert store.decisions()["action"].to_list() == [*["approve"] * 2, *["send"] * 2]
    assert sendings(store)["state"].to_list() == ["sent"]
    assert not shop.decisions_file.exists()
