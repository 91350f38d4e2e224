"""One set of orders as many programs would write it: all of them are read as one."""

import gzip
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.settings import read_settings
from pipelines.sources.load import load
from pipelines.sources.staged import StagedFiles
from pipelines.workspace import Workspace
from tests.pipelines.inboxes import Shop, workbook

Rows = list[tuple[Any, ...]]
Day = Callable[[int, int], str]
COLUMNS = ["order_id", "placed_at", "sku", "ordered_qty", "unit_price"]
DAYS = [(2, 1), (13, 1), (25, 2)]
SKUS = ["Kølle Å", "æble", "ØRE-1"]
QTYS = [Decimal("1.5"), Decimal(-2), Decimal("12.25")]
PRICES = [Decimal("1234.56"), Decimal("0.5"), Decimal("1234567.89")]
EXPECTED: Rows = [
    (f"2026-{month:02}-{day:02}", sku, qty, price)
    for (day, month), sku, qty, price in zip(DAYS, SKUS, QTYS, PRICES, strict=True)
]


def number(value: Decimal, group: str, point: str) -> str:
    """Write a number with signs of its own for thousands and decimals."""
    return f"{value:,}".replace(",", "_").replace(".", point).replace("_", group)


def iso(day: int, month: int) -> str:
    return f"2026-{month:02}-{day:02}"


def text(  # noqa: PLR0913  # one argument per habit
    delimiter: str = ",",
    *,
    group: str = "",
    point: str = ".",
    day: Day = iso,
    end: str = "\n",
    header: list[str] = COLUMNS,
) -> str:
    """Write the orders."""
    rows = [
        [f"o{n}", day(*DAYS[n]), SKUS[n], *(number(v[n], group, point) for v in VALUES)]
        for n in range(3)
    ]
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in r] for r in rows]
    return end.join(delimiter.join(row) for row in [header, *quoted]) + end


VALUES = (QTYS, PRICES)


def parquet() -> bytes:
    """Write the orders as typed columns."""
    days = pl.Series([iso(*day) for day in DAYS]).str.to_date()
    held = io.BytesIO()
    columns = [["o0", "o1", "o2"], days, SKUS, QTYS, PRICES]
    pl.DataFrame(dict(zip(COLUMNS, columns, strict=True))).write_parquet(held)
    return held.getvalue()


def sheet() -> bytes:
    """Write the orders as a workbook; days are text, numbers are numbers."""
    rows: list[list[Any]] = [
        [f"o{n}", iso(*DAYS[n]), SKUS[n], *(float(v[n]) for v in VALUES)]
        for n in range(3)
    ]
    return workbook([COLUMNS, *rows])


VARIANTS: dict[str, tuple[str, str | bytes]] = {
    "UTF-8": ("order_lines.csv", text()),
    "UTF-8 with a mark": ("order_lines.csv", text().encode("utf-8-sig")),
    "UTF-16": ("order_lines.csv", text().encode("utf-16")),
    "Windows-1252": ("order_lines.csv", text(";").encode("cp1252")),
    "CRLF": ("order_lines.csv", text(end="\r\n")),
    "CR": ("order_lines.csv", text(end="\r")),
    "semicolons": ("order_lines.csv", text(";")),
    "tabs": ("order_lines.tsv", text("\t")),
    "bars": ("order_lines.txt", text("|")),
    "Danish": (
        "order_lines.csv",
        text(";", group=".", point=",", day=lambda d, m: f"{d:02}-{m:02}-2026"),
    ),
    "German": (
        "order_lines.csv",
        text(";", group=".", point=",", day=lambda d, m: f"{d}.{m}.2026"),
    ),
    "Danish between commas": ("order_lines.csv", text(group=".", point=",")),
    "English": (
        "order_lines.csv",
        text(group=",", day=lambda d, m: f"{d:02}/{m:02}/2026 00:00"),
    ),
    "American": (
        "order_lines.csv",
        text(group=",", day=lambda d, m: f"{m}/{d}/2026"),
    ),
    "Swiss": (
        "order_lines.csv",
        text(";", group="'", day=lambda d, m: f"{d:02}.{m:02}.2026"),
    ),
    "spaces between thousands": (
        "order_lines.csv",
        text("\t", group="\u00a0", point=","),
    ),
    "a trailing minus": ("order_lines.csv", text(";").replace(";-2;", ";2-;")),
    "currency signs": (
        "order_lines.csv",
        text(";", point=",").replace(";0,5\n", ";kr. 0,50\n"),
    ),
    "gzip": ("order_lines.csv.gz", gzip.compress(text().encode())),
    "Parquet": ("order_lines.parquet", parquet()),
    "XLSX": ("order_lines.xlsx", sheet()),
    "bare delimiters below": ("order_lines.csv", text(";") + ';;" ";;\n' * 9),
    "header variants": (
        "Order Lines.csv",
        text(header=["Order ID", "placedAt", " SKU ", "Ordered-Qty", "UNIT PRICE"]),
    ),
    "time with a zone": (
        "order_lines.csv",
        text(day=lambda d, m: f"2026-{m:02}-{d:02}T12:30:00+01:00"),
    ),
}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop.empty(tmp_path / "shop")


def read(workspace: Workspace) -> Rows:
    """Load the inbox; return days, items and figures of all orders."""
    load(workspace, read_settings(workspace.root))
    staged = StagedFiles.of(workspace)
    rejects = staged.rejects()
    assert rejects.is_empty(), rejects.to_dicts()
    rows = staged.rows("order_lines", staged.files()).sort("order_id")
    local = pl.col("placed_at").dt.convert_time_zone("Europe/Copenhagen")
    return (rows.select(local.dt.strftime("%Y-%m-%d"), *COLUMNS[2:]).collect()).rows()


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_read_as_the_same_orders(shop: Shop, variant: str) -> None:
    shop.drop(*VARIANTS[variant])
    assert read(shop.workspace) == EXPECTED


def test_a_folder_of_drops_is_read_as_one_table(shop: Shop) -> None:
    header, *lines = text().splitlines()
    for line in lines:
        day = line.split(",")[1]
        shop.drop(f"order_lines/{day}.csv", f"{header}\n{line}\n")
    assert read(shop.workspace) == EXPECTED


def test_aliases_name_the_columns(shop: Shop) -> None:
    shop.set(
        "[sources.order_lines.aliases]\n"
        '"Bestilling" = "order_id"\n"Dato" = "placed_at"\n"Vare" = "sku"\n'
        '"Stk." = "ordered_qty"\n"Pris" = "unit_price"\n'
    )
    header = ["Bestilling", "Dato", "Vare", "Stk.", "Pris"]
    shop.drop("order_lines.csv", text(header=header))
    assert read(shop.workspace) == EXPECTED


def only(*cells: str, delimiter: str = ";") -> str:
    """Write one order."""
    return f"{delimiter.join(COLUMNS)}\n{delimiter.join(cells)}\n"


@pytest.mark.parametrize(
    ("settings", "content", "row"),
    [
        (
            'dates = "month-first"',
            only("o1", "03/04/2026", "a", "1", "2"),
            ("2026-03-04", "a", 1, 2),
        ),
        (
            'dates = "day-first"',
            only("o1", "03/04/2026", "a", "1", "2"),
            ("2026-04-03", "a", 1, 2),
        ),
        (
            'decimal = ","',
            only("o1", "2026-03-04", "a", "1.234", "2"),
            ("2026-03-04", "a", 1234, 2),
        ),
        (
            'decimal = "."',
            only("o1", "2026-03-04", "a", "1.234", "2"),
            ("2026-03-04", "a", Decimal("1.234"), 2),
        ),
        (
            'delimiter = "|"',
            only("o1", "2026-03-04", "a;b;c;d;e;f", "1", "2", delimiter="|"),
            ("2026-03-04", "a;b;c;d;e;f", 1, 2),
        ),
        (
            'encoding = "windows-1252"',
            only("o1", "2026-03-04", "Ã¥", "1", "2").encode("cp1252"),
            ("2026-03-04", "Ã¥", 1, 2),
        ),
        (
            'encoding = "utf-16"',
            only("o1", "2026-03-04", "å", "1", "2").encode("utf-16"),
            ("2026-03-04", "å", 1, 2),
        ),
        (
            'quote = "\'"',
            only("o1", "2026-03-04", "'a;\"b'", "1", "2"),
            ("2026-03-04", 'a;"b', 1, 2),
        ),
        (
            'time_zone = "America/New_York"',
            only("o1", "2026-03-04 22:00", "a", "1", "2"),
            ("2026-03-05", "a", 1, 2),
        ),
    ],
)
def test_settings_override_what_would_be_detected(
    shop: Shop, settings: str, content: str | bytes, row: tuple[Any, ...]
) -> None:
    shop.set(f"[sources.order_lines]\n{settings}\n")
    shop.drop("order_lines.csv", content)
    assert read(shop.workspace) == [row]


def test_a_sheet_is_chosen_by_the_settings(shop: Shop) -> None:
    shop.set('[sources.order_lines]\nsheet = "Sheet1"\n')
    other: list[list[Any]] = [COLUMNS, ["x", "2026-01-01", "x", 1, 1]]
    one: list[list[Any]] = [COLUMNS, ["o1", "2026-03-04", "a", 1, 2]]
    shop.drop("order_lines.xlsx", workbook(other, one))
    assert read(shop.workspace) == [("2026-03-04", "a", 1, 2)]
