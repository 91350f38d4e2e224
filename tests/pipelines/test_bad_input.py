"""Bad input, one kind at a time: what the command says, and what it leaves alone.

A file at fault stops the run before anything is written; a row at fault is refused,
told and kept as it came.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.locking import held
from pipelines.sources import reader, reading, registry
from tests.pipelines.files_at_fault import FILES_AT_FAULT
from tests.pipelines.inboxes import GOOD, HEADER, NEW, Shop

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop.planned(tmp_path_factory.mktemp("bad") / "shop")


@pytest.fixture
def shop(planned: Shop, tmp_path: Path) -> Shop:
    return planned.copied(tmp_path / "shop")


@pytest.mark.parametrize("kind", FILES_AT_FAULT)
def test_a_file_at_fault_is_told_in_one_line(shop: Shop, kind: str) -> None:
    name, content, message = FILES_AT_FAULT[kind]
    shop.drop(name, content)
    told, *rest = shop.refuses()
    assert told.startswith(f"{name}: {message}")
    assert rest == ["Nothing was changed."]


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("file_bytes = 1000", "it holds more than 1,000 bytes; split it, or raise"),
        ("rows = 50", "it has more than 50 rows; split it, or raise rows under"),
        ("columns = 5", "it has 6 columns, more than 5; check its delimiter, or raise"),
        ("line_bytes = 20", "a line is longer than 20 bytes; check its line ends"),
    ],
)
def test_limits_are_settings(shop: Shop, limit: str, message: str) -> None:
    shop.set(f"[limits]\n{limit}\n")
    shop.drop(NEW, HEADER + GOOD)
    assert shop.refuses()[0].startswith(f"{NEW}: {message}")


def test_an_encoding_that_is_not_that_of_the_file(shop: Shop) -> None:
    shop.set('[sources.order_lines]\nencoding = "utf-16"\n')
    shop.drop(NEW, HEADER + GOOD)
    assert shop.refuses()[0] == (
        f"{NEW}: it is not UTF-16, as backstock.toml says; correct encoding there, "
        "or leave it out"
    )


def test_reading_again_what_is_not_there(shop: Shop) -> None:
    told = shop.refuses(2, "--reread", "orders")
    assert told[0].startswith("--reread orders: no file in the inbox fits it; ask for")


def test_each_file_at_fault_has_its_line(shop: Shop) -> None:
    shop.drop(NEW, "")
    shop.drop("order_lines/next.csv", "\n")
    shop.drop("products.csv", "colour\nred\n")
    products, *orders, _ = shop.refuses()
    assert products.startswith("products.csv: column sku is missing")
    assert [line.partition(";")[0] for line in orders] == [
        f"{NEW}: the file is empty",
        "order_lines/next.csv: the file is empty",
    ]


def test_a_file_that_changes_while_it_is_read(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shop.drop(NEW, HEADER + GOOD)
    read_file = reading.read_file

    def meddled(*given: object, **more: object) -> object:
        found = read_file(*given, **more)  # type: ignore[arg-type]  # passed on
        path.write_text(HEADER)
        return found

    monkeypatch.setattr(reader, "read_file", meddled)
    assert shop.refuses() == [
        (
            f"{NEW}: it changed while it was being read; run again when whoever "
            "writes it is done"
        ),
        "Nothing was changed.",
    ]


def a_link(shop: Shop) -> str:
    outside = shop.workspace.root.parent / "outside.csv"
    outside.write_text(HEADER + GOOD)
    (shop.workspace.inbox / "order_lines").mkdir()
    (shop.workspace.inbox / NEW).symlink_to(outside)
    return NEW


def a_linked_folder(shop: Shop) -> str:
    outside = shop.workspace.root.parent / "outside"
    outside.mkdir()
    (outside / "new.csv").write_text(HEADER + GOOD)
    (shop.workspace.inbox / "order_lines").symlink_to(outside)
    return "order_lines"


def a_link_to_nothing(shop: Shop) -> str:
    (shop.workspace.inbox / "products.csv").symlink_to("../../nowhere.csv")
    return "products.csv"


@pytest.mark.parametrize("make", [a_link, a_linked_folder, a_link_to_nothing])
def test_no_link_is_followed(shop: Shop, make: Callable[[Shop], str]) -> None:
    name = make(shop)
    assert shop.refuses() == [
        (
            f"{name}: it is a link, and links may lead out of the workspace; put the "
            "file itself into the inbox"
        ),
        "Nothing was changed.",
    ]


def test_a_name_cannot_write_on_the_terminal(shop: Shop) -> None:
    shop.drop("order_lines/a\n\x1b[2Jb.csv", "")
    assert shop.refuses()[0].startswith(
        r"'order_lines/a\n\x1b[2Jb.csv': the file is em"
    )


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (pq.ParquetWriter, "write_table"),
        (os, "replace"),
        (registry.Registry, "commit"),
    ],
)
def test_a_full_disk(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise FULL

    shop.drop(NEW, HEADER + GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fails)
        told, rest = shop.refuses()
    assert told.endswith("the disk is full; make room and run again")
    assert rest in {"Nothing was changed.", "Nothing was published."}
    shop.takes()
    assert shop.plan.read("source_files")["rows_kept"].sum() == 131


def test_a_second_run_while_one_holds_the_workspace(shop: Shop) -> None:
    with held(shop.workspace):
        (told,) = shop.refuses(5)
    assert told.startswith(f"another run (pid {os.getpid()}, since 2")
    assert told.endswith("holds the workspace: wait until it is done, then run again")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("colour = 1", "colour: unknown key; known here are company, sources, "),
        (
            "[company]\ncolour = 1",
            "company.colour: unknown key; known here are name, currency, time_zone, ",
        ),
        (
            "[sources.order_lines]\ncolour = 1",
            "sources.order_lines.colour: unknown key; known here are mode, delimiter, ",
        ),
        (
            '[sources.order_lines]\ndates = "dayfirst"',
            (
                "sources.order_lines.dates: it should be 'iso', 'day-first' or "
                "'month-first' (it is 'dayfirst')"
            ),
        ),
        (
            '[sources.orders]\ndates = "iso"',
            "sources: no such table: orders; `backstock tables` lists them",
        ),
        ("colour", "not valid TOML: "),
    ],
)
def test_a_wrong_setting(shop: Shop, settings: str, message: str) -> None:
    shop.set(f"{settings}\n")
    (told,) = shop.refuses()
    assert told.startswith(f"{shop.workspace.settings_file}: {message}")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {},
            (
                "inbox: there is no file of a known table; begin with three: "
                "order_lines.csv (order_id, placed_at, sku, ordered_qty); "
            ),
        ),
        (
            {"stock.csv": "x"},
            (
                "inbox: there is no file of a known table (stock.csv: stock is the "
                "name of no table: did you mean stock_levels?); begin "
            ),
        ),
        (
            {"products.csv": "sku\na\n"},
            (
                "inbox: there is neither order_lines nor sales_history: nothing to "
                "plan from; add order_lines.csv (order_id, placed_at, sku, ordered_qty)"
            ),
        ),
    ],
)
def test_without_a_required_table_nothing_is_planned(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    shop = Shop.empty(tmp_path / "new")
    for name, content in files.items():
        shop.drop(name, content)
    ended = shop.run()
    assert ended.exit_code == 2
    assert ended.output.startswith(f"backstock: {message}")
    assert ended.output.endswith("\nNothing was changed.\n")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("orders.csv", "orders is the name of no table: did you mean order_lines?"),
        ("ordrer/a.csv", "ordrer is the name of no table"),
        ("order_lines/a.xls", "only .csv, .tsv, .txt, .parquet, .xlsx are read, each "),
    ],
)
def test_a_file_that_is_not_read_is_told(shop: Shop, name: str, reason: str) -> None:
    shop.drop(name, HEADER + GOOD)
    told = [line for line in shop.takes() if line.startswith("! ")]
    assert len(told) == 1
    assert told[0].startswith(f"! {name} in the inbox was not read: {reason}")
