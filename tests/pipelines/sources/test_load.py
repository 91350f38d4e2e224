"""From an inbox of files to staged rows, all at once or not at all."""

import datetime as dt
import os
from pathlib import Path

import duckdb
import polars as pl
import pytest

from models.staging.known import Staged, known
from pipelines.migrations import migrate
from pipelines.settings import Settings
from pipelines.sources.load import FileFaults, TooManyRejects, load
from pipelines.sources.registry import Registry
from pipelines.sources.store import InboxStore
from pipelines.workspace import Workspace

HEADER = "order_id,placed_at,sku,ordered_qty\n"


def order(number: int, sku: str = "a", qty: int = 1, day: str = "2026-03-05") -> str:
    return f"o{number},{day}T10:00:00,{sku},{qty}\n"


def drop(workspace: Workspace, name: str, *lines: str, header: str = HEADER) -> Path:
    """Put a file into the inbox."""
    path = workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "inbox").mkdir()
    return Workspace(tmp_path)


def read(workspace: Workspace, *reread: str, **settings: object) -> InboxStore:
    """Load what is new and return the store."""
    store = InboxStore(workspace, Settings(**settings), reread)  # type: ignore[arg-type]  # settings are validated
    store.load()
    return store


def kept(store: InboxStore, table: str = "order_lines") -> list[str]:
    """Return the first column of the rows of the files that count."""
    live = store.files().filter(pl.col("replaced_by").is_null())
    rows = (
        store.rows(table)
        .collect()
        .join(live, left_on="_file_no", right_on="file_no", how="semi")
    )
    return sorted(rows.to_series(0).to_list())


def test_rows_are_staged_with_file_and_line(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1), order(2))
    store = read(workspace)
    rows = store.rows("order_lines").collect().sort("_row")
    assert rows.select("order_id", "source_line", "_file_no").rows() == [
        ("o1", 2, 1),
        ("o2", 3, 1),
    ]
    told = store.files().row(0, named=True)
    assert (told["rows_read"], told["rows_kept"], told["rows_rejected"]) == (2, 2, 0)
    assert told["is_first_load"]


def test_a_file_is_read_once(workspace: Workspace) -> None:
    path = drop(workspace, "order_lines.csv", order(1))
    first = read(workspace).files()
    os.utime(path, (0, 0))
    assert read(workspace).files().equals(first)


def test_a_corrected_file_replaces_its_own_rows(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1), order(2))
    read(workspace)
    drop(workspace, "order_lines.csv", order(2, qty=5))
    store = read(workspace)
    assert kept(store) == ["o2"]
    assert store.files()["replaced_by"].is_not_null().to_list() == [True, False]
    assert store.rows("order_lines").collect().height == 3


def test_a_correction_taken_back_is_told_anew(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1))
    read(workspace)
    drop(workspace, "order_lines.csv", order(2))
    read(workspace)
    drop(workspace, "order_lines.csv", order(1))
    store = read(workspace)
    assert kept(store) == ["o1"]
    assert store.files()["file_no"].to_list() == [1, 2, 3]


def test_of_a_replaced_file_only_what_changed_is_kept(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1), order(2), order(3))
    read(workspace)
    drop(workspace, "order_lines.csv", order(3), order(2, qty=5), order(1), order(4))
    read(workspace)
    store = read(workspace)
    told = store.files().select("rows_kept", "rows_carried").rows()
    assert told == [(3, 2), (4, 0)]
    rows = store.rows("order_lines").sort("_file_no", "_row").collect()
    assert rows.select("order_id", "_file_no", "_told_no").rows() == [
        ("o2", 1, 1),
        *[("o3", 2, 1), ("o2", 2, 2), ("o1", 2, 1), ("o4", 2, 2)],
    ]
    assert len(list(workspace.staged.rglob("*.parquet"))) == 2
    drop(workspace, "order_lines.csv", order(4))
    store = read(workspace)
    assert kept(store) == ["o4"]
    assert store.rows("order_lines").collect().height == 1 + 3 + 1


def test_what_an_older_backstock_recorded_says_when_files_were_replaced(
    workspace: Workspace,
) -> None:
    for qty in (1, 2):
        drop(workspace, "order_lines.csv", order(1, qty=qty))
        files = read(workspace).files()
    with duckdb.connect(str(workspace.database)) as db:
        for column in ("replaced_at", "rows_carried"):
            db.execute(f"alter table intake.files drop column {column}")
    workspace.schema_file.write_text("1\n")
    migrate(workspace)
    migrated = InboxStore(workspace, Settings()).files()
    assert migrated["replaced_at"].to_list() == [files["arrived_at"][1], None]
    assert migrated.equals(files)


def test_the_same_content_under_two_names_counts_once(workspace: Workspace) -> None:
    drop(workspace, "order_lines/a.csv", order(1))
    drop(workspace, "order_lines/b.csv", order(1))
    store = read(workspace)
    assert store.files()["path"].to_list() == ["order_lines/a.csv"]
    assert "order_lines/b.csv" in store.unread()


def test_a_day_on_which_all_is_again_as_it_was_counts(workspace: Workspace) -> None:
    for day, qty in ((5, 1), (6, 2), (7, 1), (8, 1)):
        drop(workspace, f"order_lines/2026-03-0{day}.csv", order(1, qty=qty))
    files = read(workspace).files()
    assert files["path"].str.slice(-6, 2).to_list() == ["05", "06", "07"]
    store = read(workspace)
    assert store.files().equals(files)
    staged = Staged(store.files(), store.rows, store.mode)
    assert known(staged, "order_lines").collect()["ordered_qty"].to_list() == [1]


def test_a_file_taken_out_of_the_inbox_keeps_its_rows(workspace: Workspace) -> None:
    drop(workspace, "order_lines/a.csv", order(1)).unlink()
    path = drop(workspace, "order_lines/a.csv", order(1))
    read(workspace)
    path.unlink()
    drop(workspace, "order_lines/b.csv", order(2))
    assert kept(read(workspace)) == ["o1", "o2"]


def test_a_table_can_be_read_again(workspace: Workspace) -> None:
    drop(workspace, "order_lines/2026-03-05.csv", order(1))
    drop(workspace, "order_lines/2026-03-06.csv", order(2))
    read(workspace)
    store = read(workspace, "order_lines:2026-03-06")
    numbers = dict(store.files().select("path", "file_no").iter_rows())
    assert numbers == {"order_lines/2026-03-05.csv": 1, "order_lines/2026-03-06.csv": 3}
    first = dict(store.files().select("path", "is_first_load").iter_rows())
    assert first == {
        "order_lines/2026-03-05.csv": True,
        "order_lines/2026-03-06.csv": False,
    }
    assert kept(store) == ["o1", "o2"]
    assert len(list((workspace.staged / "order_lines").iterdir())) <= 3
    read(workspace)
    assert len(list((workspace.staged / "order_lines").iterdir())) == 2


def test_a_day_in_the_name_is_when_a_drop_arrived(workspace: Workspace) -> None:
    drop(workspace, "order_lines/2026-03-05.csv", order(1))
    arrived = read(workspace).files()["arrived_at"].item()
    assert arrived == dt.datetime(2026, 3, 5, 22, 59, 59, 999999, dt.UTC)


def test_all_faults_are_told_together_and_nothing_is_kept(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1))
    before = read(workspace).files()
    drop(workspace, "order_lines/new.csv", order(2))
    drop(workspace, "stock_levels.csv", header="sku,colour\n")
    drop(workspace, "suppliers.csv", header="")
    with pytest.raises(FileFaults) as caught:
        read(workspace)
    assert {fault.path for fault in caught.value.faults} == {
        "stock_levels.csv",
        "suppliers.csv",
    }
    assert InboxStore(workspace, Settings()).files().equals(before)
    assert not list(workspace.staged.glob(".tmp-*"))


def test_too_many_refused_rows_keep_the_old_data(workspace: Workspace) -> None:
    lines = [order(n) for n in range(10)]
    drop(workspace, "order_lines.csv", *lines, "o77,2026-03-05,a,many\n")
    with pytest.raises(
        TooManyRejects, match=r"1 of 11 rows refused.*\n.*line 12"
    ) as told:
        read(workspace)
    assert told.value.shares[0].table == "order_lines"
    assert InboxStore(workspace, Settings()).files().is_empty()
    assert kept(read(workspace, max_reject_rate=0.1)) == [f"o{n}" for n in range(10)]


def test_an_unknown_sku_is_refused_until_products_has_it(workspace: Workspace) -> None:
    drop(workspace, "products.csv", "a\n", header="sku\n")
    drop(workspace, "order_lines.csv", order(1), order(2, sku="b"))
    store = read(workspace, max_reject_rate=0.5)
    assert kept(store) == ["o1"]
    told = store.rejects().row(0, named=True)
    assert (told["column"], told["value"], told["source_line"]) == ("sku", "b", 3)
    assert told["rule"] == "unknown sku: add it to products, or to sku_aliases"
    drop(workspace, "products.csv", "a\n", "b\n", header="sku\n")
    again = read(workspace)
    assert kept(again) == ["o1", "o2"]
    assert again.rejects().is_empty()


def test_a_currency_needs_a_rate_shortly_before(workspace: Workspace) -> None:
    header = "order_id,placed_at,sku,ordered_qty,currency\n"
    drop(
        workspace,
        "order_lines.csv",
        "o1,2026-03-05,a,1,DKK\n",
        "o2,2026-03-05,a,1,EUR\n",
        "o3,2026-03-15,a,1,EUR\n",
        header=header,
    )
    drop(
        workspace,
        "exchange_rates.csv",
        "EUR,2026-03-01,7.46\n",
        header="currency,on,rate\n",
    )
    store = read(workspace, max_reject_rate=0.5)
    assert kept(store) == ["o1", "o2"]
    assert "EUR on 2026-03-15" in store.rejects()["rule"].item()


def test_a_dropped_column_is_told(workspace: Workspace) -> None:
    header = "order_id,placed_at,sku,ordered_qty,status\n"
    drop(workspace, "order_lines/1.csv", "o1,2026-03-05,a,1,open\n", header=header)
    read(workspace)
    drop(workspace, "order_lines/2.csv", order(2))
    told = read(workspace).files()["columns_missing"].to_list()
    assert told == [None, "status"]


def test_an_empty_inbox_lists_the_three_smallest_files(workspace: Workspace) -> None:
    drop(workspace, "orders.csv", order(1))
    with pytest.raises(
        FileFaults, match=r"did you mean.*order_lines.csv.*supplier_items"
    ):
        read(workspace)


def test_an_inbox_without_demand_is_refused(workspace: Workspace) -> None:
    drop(workspace, "products.csv", "a\n", header="sku\n")
    with pytest.raises(FileFaults, match="neither order_lines nor sales_history"):
        read(workspace)


def test_what_a_killed_load_left_behind_is_removed(workspace: Workspace) -> None:
    drop(workspace, "order_lines.csv", order(1))
    store = read(workspace)
    orphan = workspace.staged / "order_lines" / "_file_no=9" / "feed.parquet"
    orphan.parent.mkdir()
    orphan.write_bytes(b"half a file")
    unfinished = workspace.staged / ".tmp-killed"
    unfinished.mkdir()
    (unfinished / "0.parquet").write_bytes(b"half")
    assert kept(store) == ["o1"]
    read(workspace)
    assert not orphan.parent.exists()
    assert not unfinished.exists()


def test_killed_between_rows_and_record_the_next_load_heals(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, "order_lines.csv", order(1))
    with monkeypatch.context() as patched:
        patched.setattr(
            Registry, "commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            read(workspace)
    assert InboxStore(workspace, Settings()).files().is_empty()
    assert kept(read(workspace)) == ["o1"]


def test_a_full_disk_is_told_and_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    drop(workspace, "order_lines.csv", order(1))
    monkeypatch.setattr("pipelines.sources.load.os.replace", full)
    with pytest.raises(FileFaults, match="the disk is full"):
        load(workspace, Settings())
    assert InboxStore(workspace, Settings()).files().is_empty()
    assert not list(workspace.staged.glob(".tmp-*"))


def test_a_link_out_of_the_workspace_is_refused(workspace: Workspace) -> None:
    outside = workspace.root.parent / "outside.csv"
    outside.write_text(HEADER + order(1))
    (workspace.inbox / "order_lines.csv").symlink_to(outside)
    with pytest.raises(FileFaults, match="it is a link"):
        read(workspace)
