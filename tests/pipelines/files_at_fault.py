"""Files that cannot be read as they are, and how the command tells it."""

# ruff: noqa: E501  # messages as people see them

import gzip

from tests.pipelines.inboxes import GOOD, HEADER, NEW, workbook

COLUMNS = HEADER.strip().split(",")
ORDER = ["n1", 1, "2026-01-02", "a", 2, 12.5]
SETTING = "[sources.order_lines] "

FILES_AT_FAULT: dict[str, tuple[str, str | bytes, str]] = {
    "a required column is missing": (
        *(NEW, "order_id,placed_at,ordered_qty\no1,2026-01-02,1\n"),
        (
            "column sku is missing; its headers are 'order_id', 'placed_at', 'ordered_qty';"
            " rename the header, or map it in backstock.toml: [sources.order_lines.aliases]"
            ' "your header" = "sku"'
        ),
    ),
    "several required columns are missing": (
        *(NEW, "ordre;dato\no1;2026-01-02\n"),
        (
            "the columns order_id, placed_at, sku, ordered_qty are missing; its headers are"
            " 'ordre', 'dato'; rename"
        ),
    ),
    "one column comes twice": (
        *(NEW, "Order ID,order_id,placed_at,sku,ordered_qty\no,o,2026-01-02,a,1\n"),
        "the headers 'Order ID' and 'order_id' both mean order_id; remove or rename",
    ),
    "empty": (*(NEW, ""), "the file is empty; export it again"),
    "header only": (*(NEW, HEADER), "it has a header and no rows; export it again"),
    "truncated gzip": (
        *("order_lines/new.csv.gz", gzip.compress((HEADER + GOOD).encode())[:-40]),
        "the gzip file is cut off or damaged; copy it again, whole",
    ),
    "ambiguous dates": (
        *(NEW, HEADER + "o1,1,03/04/2026,a,1,1\n"),
        "column placed_at holds dates such as '03/04/2026' that can be read in two ways,"
        " and no other value tells which; say which in backstock.toml: "
        + SETTING
        + 'dates = "day-first" or "month-first"',
    ),
    "ambiguous numbers": (
        *("stock_levels/new.csv", "sku;counted_at;on_hand_qty\na;2026-01-30;1.234\n"),
        (
            "column on_hand_qty holds numbers such as '1.234' that can be read in two ways,"
            " and no other value tells which; say which in backstock.toml: "
            '[sources.stock_levels] decimal = "," or "."'
        ),
    ),
    "dates in two orders": (
        *(NEW, HEADER + "o1,1,13/04/2026,a,1,1\no2,1,04/13/2026,a,1,1\n"),
        (
            "column placed_at is written in two ways, as '13/04/2026' and as '04/13/2026'; "
            "say which"
        ),
    ),
    "nothing but NUL bytes": (*(NEW, b"\0" * 5000), "the file holds nothing but NUL"),
    "more columns than the limit": (
        *(NEW, ",".join(f"c{n}" for n in range(1001)) + "\n1\n"),
        (
            "it has 1,001 columns, more than 1,000; check its delimiter, or raise columns "
            "under [limits] in backstock.toml"
        ),
    ),
    "a line over the limit": (
        *(NEW, HEADER + "x" * 1_100_000 + "\n"),
        "a line is longer than 1,000,000 bytes; check its line ends and quotes, or ",
    ),
    "a workbook with a merged header": (
        *("order_lines/new.xlsx", workbook([COLUMNS, ORDER], merged="A1:B1")),
        "row 1 of sheet 'Sheet0' has merged cells; give every column its own header",
    ),
    "a workbook of several sheets": (
        *("order_lines/new.xlsx", workbook([COLUMNS, ORDER], [COLUMNS, ORDER])),
        "it has several sheets, 'Sheet0', 'Sheet1', and none is named order_lines; "
        "name the one to read in backstock.toml: " + SETTING + 'sheet = "…"',
    ),
    "a workbook without rows": (
        *("order_lines/new.xlsx", workbook([])),
        "sheet 'Sheet0' is empty; export it again",
    ),
    "a workbook that is none": (
        *("order_lines/new.xlsx", "hello"),
        "it is no XLSX workbook, or a locked or damaged one; save it again without",
    ),
    "a Parquet file that is none": (
        *("order_lines/new.parquet", "hello"),
        "it is no whole Parquet file; export it again",
    ),
    "a workbook that is called text": (
        *(NEW, workbook([COLUMNS, ORDER])),
        "it is a workbook or an archive, not a table as text; export it again as CSV",
    ),
    "a web page that is called text": (
        *(NEW, "\n<!DOCTYPE html><html>Please log in</html>"),
        "it is a web page, not a table as text; export it again as CSV",
    ),
}
"""By what is wrong: the name of the file, what it holds, how the message begins."""
