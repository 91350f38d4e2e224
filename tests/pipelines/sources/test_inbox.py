"""What lies in the inbox."""

import datetime as dt
import os
from pathlib import Path

import pytest

from pipelines.sources import inbox

ZONE = "Europe/Copenhagen"


def put(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return folder


def drops(folder: Path) -> list[tuple[str, str]]:
    found = inbox.listing(folder, ZONE).drops
    return [(drop.table, drop.relative) for drop in found]


@pytest.mark.parametrize(
    "name",
    [
        *("order_lines.csv", "Order Lines.CSV", "order-lines.tsv.gz", "OrderLines.txt"),
        *("order_lines.parquet", "ORDER_LINES.xlsx", "order_lines_2026-03-05.csv"),
    ],
)
def test_a_file_is_named_after_its_table(tmp_path: Path, name: str) -> None:
    assert drops(put(tmp_path, name)) == [("order_lines", name)]


def test_a_folder_of_drops_is_listed_by_name(tmp_path: Path) -> None:
    put(tmp_path, "Order Lines/b.csv", "Order Lines/a.csv.gz", "products.csv")
    assert drops(tmp_path) == [
        ("order_lines", "Order Lines/a.csv.gz"),
        ("order_lines", "Order Lines/b.csv"),
        ("products", "products.csv"),
    ]


def test_an_unknown_name_is_left_alone_with_the_nearest_table(tmp_path: Path) -> None:
    found = inbox.listing(put(tmp_path, "order_line.csv"), ZONE)
    assert not found.drops
    assert found.unread[0].reason == (
        "order_line is the name of no table: did you mean order_lines?"
    )


def test_other_kinds_of_files_and_inner_folders_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "order_lines/notes.doc", "order_lines/old/2025.csv")
    assert [one.relative for one in inbox.listing(tmp_path, ZONE).unread] == [
        "order_lines/notes.doc",
        "order_lines/old",
    ]


def test_hidden_and_unfinished_files_are_not_seen(tmp_path: Path) -> None:
    put(tmp_path, ".DS_Store", "~$order_lines.xlsx", "order_lines/x.csv.part")
    assert inbox.listing(tmp_path, ZONE) == inbox.Listing((), (), ())


def test_a_link_is_a_fault(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.csv") / "outside.csv"
    box = tmp_path / "inbox"
    box.mkdir()
    (box / "order_lines.csv").symlink_to(outside)
    (box / "products").symlink_to(tmp_path)
    found = inbox.listing(box, ZONE)
    assert [fault.path for fault in found.faults] == ["order_lines.csv", "products"]


def test_a_file_arrived_on_the_day_of_its_name_or_when_it_was_written(
    tmp_path: Path,
) -> None:
    put(tmp_path, "order_lines/2026-07-05.csv", "products.csv")
    moment = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    os.utime(tmp_path / "products.csv", (moment.timestamp(),) * 2)
    arrived = [drop.arrived_at for drop in inbox.listing(tmp_path, ZONE).drops]
    assert arrived == [dt.datetime(2026, 7, 5, 21, 59, 59, 999999, dt.UTC), moment]


def test_no_inbox_is_an_empty_one(tmp_path: Path) -> None:
    assert not inbox.listing(tmp_path / "nowhere", ZONE).drops
