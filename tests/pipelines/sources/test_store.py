"""From drops to the table as it was known."""

import datetime as dt
from pathlib import Path

import polars as pl

from models.company import Company
from models.staging import accounts, known, scope, watermarks
from models.staging.known import Staged
from models.staging.versions import Horizon
from pipelines.settings import Settings, SourceSettings
from pipelines.sources.store import InboxStore
from pipelines.workspace import Workspace

HEADER = "order_id,placed_at,sku,ordered_qty\n"
FIRST = dt.date(2026, 1, 1)


def opened(root: Path, settings: Settings | None = None) -> InboxStore:
    (root / "inbox").mkdir(parents=True, exist_ok=True)
    return InboxStore(Workspace(root), settings or Settings())


def put(store: InboxStore, name: str, lines: list[str], header: str = HEADER) -> None:
    path = store.workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + "".join(lines), encoding="utf-8")


def staged(store: InboxStore) -> Staged:
    return Staged(store.files(), store.rows, store.mode)


def orders(store: InboxStore, as_of: dt.date | None = None) -> pl.DataFrame:
    """Return order lines as known, checked against the account of their files."""
    every = staged(store)
    horizon = Horizon.of(scope.scope(every, Company(), as_of))
    found = known.known(every, "order_lines", horizon).collect()
    account = accounts.source_accounts(every, horizon, "main")
    assert accounts.nothing_is_lost(store.files()).is_empty()
    assert accounts.kept_rows_are_staged(account).is_empty()
    assert accounts.rows_unaccounted("order_lines", found.lazy(), account).is_empty()
    return found.sort("order_id", "line_no")


def business(days: int) -> dict[dt.date, list[str]]:
    """Return lines for each of some days; two of each order, some of them equal."""
    return {
        FIRST + dt.timedelta(days=at): [
            f"o{at}-{order},{FIRST + dt.timedelta(days=at)}T1{order}:00:00,s{sku},1\n"
            for order in range(3)
            for sku in (0, order % 2)
        ]
        for at in range(days)
    }


def test_many_drops_give_the_same_table_as_one_file(tmp_path: Path) -> None:
    one, many, daily = (opened(tmp_path / name) for name in ("one", "many", "daily"))
    days = business(40)
    put(one, "order_lines.csv", [line for lines in days.values() for line in lines])
    for day, lines in days.items():
        put(many, f"order_lines/{day}.csv", lines)
    one.load()
    many.load()
    for day in list(days)[::20]:
        for on, lines in days.items():
            if on <= day + dt.timedelta(days=19):
                put(daily, f"order_lines/{on}.csv", lines)
        daily.load()
    told = ("source", "source_line", "recorded_at")
    assert orders(one).drop(told).equals(orders(many).drop(told))
    assert orders(many).equals(orders(daily))


def test_the_same_row_in_two_drops_counts_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(
        store,
        "order_lines/2026-01-01.csv",
        ["o1,2026-01-01,a,1\n", "o2,2026-01-01,a,1\n"],
    )
    put(
        store,
        "order_lines/2026-01-02.csv",
        ["o2,2026-01-01,a,5\n", "o3,2026-01-02,a,1\n"],
    )
    store.load()
    found = orders(store)
    assert found.select("order_id", "ordered_qty").rows() == [
        ("o1", 1),
        ("o2", 5),
        ("o3", 1),
    ]


def test_a_late_row_finds_its_place_once_it_is_known(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, "order_lines/2026-01-01.csv", ["o1,2026-01-01,a,1\n"])
    store.load()
    late = ["o2,2026-01-01,a,1\n", "o3,2026-01-05,a,1\n"]
    put(store, "order_lines/2026-01-05.csv", late)
    store.load()
    assert orders(store)["order_id"].to_list() == ["o1", "o2", "o3"]
    assert orders(store, dt.date(2026, 1, 2))["order_id"].to_list() == ["o1"]
    assert orders(store)["recorded_at"].dt.date().to_list()[1] == dt.date(2026, 1, 5)


def test_nothing_later_than_the_given_day_is_seen(tmp_path: Path) -> None:
    past, future = opened(tmp_path / "past"), opened(tmp_path / "future")
    header = HEADER.strip() + ",cancelled_qty,cancelled_at,status,recorded_at\n"
    known_lines = [
        "o1,2026-01-01,a,2,,,,\n",
        "o2,2026-01-02,a,1,,,,\n",
    ]
    later = [
        "o3,2026-01-03,a,1,,,open,\n",
        "o4,2026-01-02,a,1,,,open,2026-01-04T00:00:00\n",
    ]
    put(past, "order_lines.csv", known_lines, header)
    changed = "o1,2026-01-01,a,2,1,2026-01-09,cancelled,\n"
    put(future, "order_lines.csv", [changed, known_lines[1], *later], header)
    past.load()
    future.load()
    day = dt.date(2026, 1, 2)
    assert orders(past, day).equals(orders(future, day))


def test_in_full_mode_what_vanished_is_gone(tmp_path: Path) -> None:
    full = Settings(sources={"order_lines": SourceSettings(mode="full")})
    store = opened(tmp_path, full)
    put(store, "order_lines.csv", ["o1,2026-01-01,a,1\n", "o2,2026-01-02,a,1\n"])
    store.load()
    put(store, "order_lines.csv", ["o2,2026-01-02,a,1\n"])
    store.load()
    gone = orders(store).select("order_id", pl.col("gone_at").is_not_null())
    assert gone.rows() == [("o1", True), ("o2", False)]


def test_aliases_are_items_everywhere(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, "products.csv", ["a\n"], header="sku\n")
    put(store, "sku_aliases.csv", ["a-3,a,3\n"], header="alias,sku,qty\n")
    put(store, "order_lines.csv", ["o1,2026-01-01,a-3,2\n"])
    store.load()
    assert orders(store).select("sku", "ordered_qty").rows() == [("a", 6)]


def test_persons_are_hashed_with_the_key_of_the_workspace(tmp_path: Path) -> None:
    header = HEADER.strip() + ",customer_id\n"
    hashes = []
    for name in ("one", "two"):
        store = opened(tmp_path / name)
        lines = ["o1,2026-01-01,a,1,anna\n", "o2,2026-01-02,a,1,anna\n"]
        put(store, "order_lines.csv", lines, header)
        store.load()
        hashes.append(orders(store)["customer_id"].unique().to_list())
        assert b"anna" not in b"".join(
            path.read_bytes() for path in store.workspace.staged.rglob("*.parquet")
        )
    assert [len(found) for found in hashes] == [1, 1]
    assert hashes[0] != hashes[1]


def test_a_held_day_is_told_in_the_watermarks_of_a_default_run(tmp_path: Path) -> None:
    store = opened(tmp_path)
    lines = [
        f"o{day}-{n},{FIRST + dt.timedelta(days=day)}T{10 + n % 8}:00:00,a,1\n"
        for day in range(30)
        for n in range(40 if day < 29 else 4)
    ]
    put(store, "order_lines.csv", lines)
    store.load()
    every = staged(store)
    found = scope.scope(every, Company())
    marks = watermarks.watermarks(every, Company(), found).row(0, named=True)
    assert found["as_of"].item() == FIRST + dt.timedelta(days=28)
    assert marks["complete_on"] == FIRST + dt.timedelta(days=28)
    assert marks["held_days"] == 1
