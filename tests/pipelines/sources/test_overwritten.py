"""Files of documents that are overwritten under the same name, night after night."""

import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.staging.arrivals import end_of_day
from models.staging.known import Staged, known, replaced
from models.staging.versions import Mode
from pipelines.settings import Settings, SourceSettings
from pipelines.sources.store import InboxStore
from pipelines.workspace import Workspace

HEADER = "receipt_id,line_no,sku,location_id,received_at,received_qty,unit_cost\n"
ORDER = "order_id,placed_at,sku,ordered_qty\no,2026-01-01,a,1\n"
FIRST = dt.date(2026, 1, 1)
STANDS = 99
FIGURES = ("receipt_id", "received_qty", "recorded_at", "superseded_at")

Export = dict[str, int]
"""Quantities by receipt: all that a shop's system knows in one night."""
Told = list[tuple[Any, ...]]


def line(receipt: str, qty: int) -> str:
    return f"{receipt},1,a,main,2026-01-01T08:00,{qty},2.50\n"


def night(number: int) -> dt.datetime:
    """Return the end of a day; the first is 1."""
    return end_of_day(FIRST + dt.timedelta(days=number - 1), "UTC")


class Shop:
    """A workspace whose files come on given nights."""

    def __init__(self, root: Path, mode: Mode = "delta") -> None:
        (root / "inbox").mkdir(parents=True)
        source = {"receipt_lines": SourceSettings(mode=mode)}
        company = {"time_zone": "UTC"}
        self.settings = Settings(company=company, sources=source)  # type: ignore[arg-type]  # settings are validated
        self.workspace = Workspace(root)
        (root / "inbox" / "order_lines.csv").write_text(ORDER)

    def drop(self, name: str, text: str, arrived: int) -> None:
        """Put a file there that was written on a night."""
        path = self.workspace.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        instant = night(arrived).timestamp()
        os.utime(path, (instant, instant))

    def export(
        self, rows: Export, arrived: int, name: str = "receipt_lines.csv"
    ) -> None:
        """Drop an export and load it."""
        lines = (line(receipt, qty) for receipt, qty in rows.items())
        self.drop(name, HEADER + "".join(lines), arrived)
        self.load()

    def load(self, *reread: str) -> InboxStore:
        store = InboxStore(self.workspace, self.settings, reread)
        store.load()
        return store

    def told(self) -> Told:
        """Return every version: receipt, units, since which night and until which."""
        store = InboxStore(self.workspace, self.settings)
        staged = Staged(store.files(), store.rows, store.mode)
        both = pl.concat(
            [
                replaced(staged, "receipt_lines"),
                known(staged, "receipt_lines").filter(pl.col("gone_at").is_null()),
            ],
            how="diagonal",
        ).collect()
        nights = pl.col("recorded_at", "superseded_at").dt.ordinal_day()
        figures = (
            pl.col("received_qty").cast(pl.Int64),
            nights.cast(pl.Int64).fill_null(STANDS),
        )
        found = both.with_columns(figures).select(FIGURES)
        return sorted(found.rows())


def test_a_row_that_stays_keeps_the_moment_it_was_first_told(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5}, 1)
    shop.export({"r1": 5, "r2": 3}, 3)
    shop.export({"r3": 4, "r2": 3, "r1": 5}, 5)
    assert shop.told() == [
        ("r1", 5, 1, STANDS),
        ("r2", 3, 3, STANDS),
        ("r3", 4, 5, STANDS),
    ]


def test_a_row_that_changed_or_vanished_stays_as_a_version(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5, "r2": 3}, 1)
    shop.export({"r1": 6}, 3)
    assert shop.told() == [("r1", 5, 1, 3), ("r1", 6, 3, STANDS), ("r2", 3, 1, 3)]


def test_a_row_that_vanished_and_came_back_is_told_anew(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    for arrived, rows in (
        (1, {"r1": 5, "r2": 3}),
        (3, {"r2": 3}),
        (5, {"r1": 5, "r2": 3}),
    ):
        shop.export(rows, arrived)
    assert shop.told() == [("r1", 5, 1, 3), ("r1", 5, 5, STANDS), ("r2", 3, 1, STANDS)]
    assert InboxStore(shop.workspace, shop.settings).files().height == 1 + 3


def test_what_vanishes_from_a_full_file_is_closed_and_not_taken_back(
    tmp_path: Path,
) -> None:
    shop = Shop(tmp_path / "shop", "full")
    shop.export({"r1": 5, "r2": 3}, 1)
    shop.export({"r2": 3}, 3)
    store = InboxStore(shop.workspace, shop.settings)
    rows = known(Staged(store.files(), store.rows, store.mode), "receipt_lines")
    gone = rows.sort("receipt_id").select(
        "receipt_id", pl.col("recorded_at", "gone_at").dt.ordinal_day()
    )
    assert gone.collect().rows() == [("r1", 1, 3), ("r2", 1, None)]


def test_a_null_that_becomes_nothing_is_a_change(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.drop("receipt_lines.csv", HEADER + line("r1", 5).replace("2.50", ""), 1)
    shop.load()
    shop.drop("receipt_lines.csv", HEADER + line("r1", 5).replace("2.50", "0"), 3)
    shop.load()
    assert shop.told() == [("r1", 5, 1, 3), ("r1", 5, 3, STANDS)]


def test_headers_and_notation_may_change(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5}, 1)
    words = HEADER.replace("received_qty", "Received Qty").replace(",", ";")
    row = (
        line("r1", 5)
        .replace(",", ";")
        .replace("2.50", "2.5000")
        .replace(";5;", ";5.0;")
    )
    shop.drop("receipt_lines.csv", words + row + line("r2", 1).replace(",", ";"), 3)
    shop.load()
    assert shop.told() == [("r1", 5, 1, STANDS), ("r2", 1, 3, STANDS)]


def test_equal_lines_of_one_document_are_counted(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    header = HEADER.replace("line_no,", "")
    row = line("r1", 5).replace(",1,", ",", 1)
    for arrived, count in ((1, 2), (3, 3), (5, 1)):
        shop.drop("receipt_lines.csv", header + row * count, arrived)
        shop.load()
    assert shop.told() == [
        ("r1", 5, 1, 5),
        ("r1", 5, 1, STANDS),
        ("r1", 5, 3, 5),
    ]


def test_a_file_that_is_moved_and_overwritten_tells_only_what_is_new(
    tmp_path: Path,
) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5}, 1)
    (shop.workspace.inbox / "receipt_lines").mkdir()
    moved = shop.workspace.inbox / "receipt_lines" / "all.csv"
    (shop.workspace.inbox / "receipt_lines.csv").rename(moved)
    shop.load()
    shop.export({"r1": 5, "r2": 3}, 3, "receipt_lines/all.csv")
    assert shop.told() == [("r1", 5, 1, STANDS), ("r2", 3, 3, STANDS)]


def test_a_refused_contradiction_carries_nothing_on(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    many = {f"m{number}": 1 for number in range(30)}
    shop.export({"r1": 5} | many, 1)
    twice = "".join(line(*row) for row in [("r1", 5), ("r1", 6), *many.items()])
    shop.drop("receipt_lines.csv", HEADER + twice, 3)
    shop.load()
    found = [told for told in shop.told() if told[0] == "r1"]
    assert found == [("r1", 5, 1, 3), ("r1", 6, 3, STANDS)]


def test_reading_again_changes_no_moment(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5}, 1)
    shop.export({"r1": 5, "r2": 3}, 3)
    before = shop.told()
    (path,) = shop.workspace.inbox.glob("receipt*")
    os.utime(path)
    shop.load("receipt_lines")
    assert shop.told() == before
    numbers = InboxStore(shop.workspace, shop.settings).files()["file_no"].to_list()
    assert len(numbers) == len(set(numbers)) == 3


def test_an_older_clock_on_a_newer_file_turns_nothing_back(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5}, 3)
    shop.export({"r1": 6}, 2)
    assert shop.told() == [("r1", 5, 1, 3), ("r1", 6, 3, STANDS)]


def test_a_load_that_is_done_again_changes_nothing(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.export({"r1": 5, "r2": 1}, 1)
    shop.export({"r1": 5, "r2": 2}, 3)
    before = shop.load().files()
    staged = sorted(shop.workspace.staged.rglob("*.parquet"))
    assert shop.load().files().equals(before)
    assert sorted(shop.workspace.staged.rglob("*.parquet")) == staged


NIGHTS = st.lists(
    st.dictionaries(st.sampled_from("abcde"), st.integers(1, 2), min_size=1),
    min_size=1,
    max_size=6,
)


def expected(exports: list[Export]) -> Told:
    """Follow each receipt from night to night; what came first was known since then."""
    found: Told = []
    for receipt in "abcde":
        quantity, since = None, 0
        for number, rows in enumerate(exports, start=1):
            if rows.get(receipt) != quantity:
                found += [(receipt, quantity, since, number)] if quantity else []
                quantity, since = rows.get(receipt), number
        found += [(receipt, quantity, since, STANDS)] if quantity else []
    return sorted(found)


@given(NIGHTS, st.data())
@settings(max_examples=12, deadline=None)
def test_an_overwritten_export_tells_each_night_what_is_new(
    exports: list[Export], data: st.DataObject
) -> None:
    """Also where its rows are dealt out to two files, differently every night."""
    root = Path(tempfile.mkdtemp())
    shop = Shop(root / "shop")
    for number, rows in enumerate(exports, start=1):
        second = data.draw(st.sets(st.sampled_from(sorted(rows))))
        for name, is_here in (("one", False), ("two", True)):
            lines = [line(r, q) for r, q in rows.items() if (r in second) is is_here]
            text = "".join([line(f"x{name}", 1), *lines])
            shop.drop(f"receipt_lines/{name}.csv", HEADER + text, number)
        shop.load()
    told = [one for one in shop.told() if not one[0].startswith("x")]
    shutil.rmtree(root)
    assert told == expected(exports)


@given(NIGHTS)
@settings(max_examples=6, deadline=None)
def test_one_growing_export_equals_daily_files(changes: list[Export]) -> None:
    """Be it overwritten, dropped whole under a new name, or only what is new."""
    root = Path(tempfile.mkdtemp())
    shops = {name: Shop(root / name) for name in ("grown", "whole", "daily")}
    rows: Export = {}
    for number, new in enumerate(changes, start=1):
        rows |= new
        daily = f"receipt_lines/{FIRST + dt.timedelta(days=number - 1)}.csv"
        shops["grown"].export(rows, number)
        shops["whole"].export(rows, number, daily)
        shops["daily"].export(new, number, daily)
    told = {name: shop.told() for name, shop in shops.items()}
    shutil.rmtree(root)
    assert told["grown"] == told["whole"] == told["daily"]
