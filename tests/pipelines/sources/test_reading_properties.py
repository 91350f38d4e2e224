"""Whatever a file looks like: its rows come back, and the counts add up."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Literal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.sources.reading import FileFault, SourceSettings, read_file, settle

NAMES = st.text("abcæøåÆØÅ \"'", min_size=1, max_size=6).filter(
    lambda t: t.strip() == t
)
PRICES = st.decimals(0, 99_999, places=2)


def written(price: Decimal, notation: str) -> str:
    marks = {"danish": (".", ","), "english": (",", "."), "swiss": ("'", ".")}
    group, mark = marks[notation]
    return f"{price:,.2f}".replace(".", "_").replace(",", group).replace("_", mark)


@settings(deadline=None, max_examples=40)
@given(
    rows=st.lists(
        st.tuples(NAMES, PRICES), min_size=1, max_size=6, unique_by=lambda r: r[0]
    ),
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
    notation=st.sampled_from(["danish", "english", "swiss"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_products_come_back_from_any_dialect(  # noqa: PLR0913, PLR0917 - all drawn
    rows: list[tuple[str, Decimal]],
    delimiter: str,
    newline: str,
    encoding: str,
    notation: str,
    quoting: Literal[0, 1],
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(
        buffer, delimiter=delimiter, lineterminator=newline, quoting=quoting
    )
    writer.writerow(["Sku", "Unit Cost"])
    writer.writerows((sku, written(cost, notation)) for sku, cost in rows)
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "products.csv", Path(folder) / "out.parquet"
        path.write_bytes(buffer.getvalue().encode(encoding))
        how = SourceSettings()
        formats = settle([(path, path.name)], "products", how)
        reading = read_file(path, path.name, "products", how, formats, out)
        kept = pl.read_parquet(out)
    assert reading.rows_kept == len(rows)
    assert kept.select("sku", "unit_cost").rows() == rows


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["o1", "2", "x", '"', '"a"', "", "2026-01-02", "1.5", "\0"]
            ),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_counts_add_up_whatever_the_rows_hold(rows: list[list[str]]) -> None:
    body = "\n".join(",".join(row) for row in rows)
    text = f"order_id,placed_at,sku,qty\n{body}\no9,2026-01-02,a,1\n"
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "o.csv", Path(folder) / "out.parquet"
        path.write_text(text)
        how = SourceSettings(decimal=".", dates="iso")
        formats = settle([(path, path.name)], "order_lines", how)
        reading = read_file(path, path.name, "order_lines", how, formats, out)
        kept = pl.read_parquet(out)
    told = reading.rows_kept + reading.rows_rejected + reading.rows_duplicate
    assert reading.rows_read == told
    assert kept.height == reading.rows_kept
    lines = [*kept["source_line"], *reading.rejects["source_line"]]
    assert len(set(lines)) == len(lines) == told


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "p.csv", Path(folder) / "out.parquet"
        path.write_bytes(b"sku,title\n" + content)
        try:
            formats = settle([(path, path.name)], "products", SourceSettings())
            reading = read_file(
                path, path.name, "products", SourceSettings(), formats, out
            )
        except FileFault:
            return
    told = reading.rows_kept + reading.rows_rejected + reading.rows_duplicate
    assert reading.rows_read == told
