"""``backstock forecast``: from one file of sales to two files of forecasts."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import polars as pl
import pyarrow.parquet as pq

from models.forecasting.alone import Asked, forecast_sales
from models.forecasting.sales_panel import KEY

NUMBERS = ("sold_qty", "in_stock_share", "unit_price")
NEEDED = (*KEY, "on", "sold_qty")
READERS: Mapping[str, Callable[[Path], pl.LazyFrame]] = {
    ".parquet": pl.scan_parquet,
    ".csv": lambda file: pl.scan_csv(file, infer_schema=False),
}
CELLS_AT_ONCE = 80_000_000
"""Item-locations times days that are forecast at a time, to keep memory in bounds."""
SHOWN = 3


class SalesFault(ValueError):  # noqa: N818  # a fault has a name
    """The file of sales cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Written:
    """What was written: how many item-locations, up to which day, and where."""

    series: int
    as_of: dt.date
    forecasts: Path
    lead_time_demand: Path


def write_forecasts(
    file: Path, as_of: dt.date | None, asked: Asked, folder: Path
) -> Written:
    """Forecast the sales in ``file`` and write both answers into ``folder``.

    ``as_of`` is the last day that is known; by default the last one in the file. More
    than ``CELLS_AT_ONCE`` are forecast in shards of items, each with what its own items
    show of weekdays, errors and all else that is pooled.
    """
    sales = read_sales(file)
    is_sold = pl.col("sold_qty").is_not_null()
    last = as_of or sales.filter(is_sold).select(pl.col("on").max()).collect().item()
    if last is None:
        message = f"{file}: no row says what was sold (sold_qty)"
        raise SalesFault(message)
    known = sales.filter(~is_sold | (pl.col("on") <= last))
    folder.mkdir(parents=True, exist_ok=True)
    made = Written(
        0, last, folder / "forecasts.parquet", folder / "lead_time_demand.parquet"
    )
    series = 0
    with ExitStack() as stack:
        days = stack.enter_context(_Appended(made.forecasts))
        sums = stack.enter_context(_Appended(made.lead_time_demand))
        for shard in _shards(known, last):
            said = forecast_sales(shard, last, asked)
            days.append(said.forecasts)
            sums.append(said.lead_time_demand)
            series += said.basis.height
    if not series:
        message = f"{file}: no sales up to {last}; name a later day with --as-of"
        raise SalesFault(message)
    return Written(series, last, made.forecasts, made.lead_time_demand)


def read_sales(file: Path) -> pl.LazyFrame:
    """Return the rows of a Parquet or CSV file of sales, each column in its type.

    A fault names the column and the first row where a value cannot be read.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        message = f"{file}: give a .parquet or .csv file of sales"
        raise SalesFault(message)
    sales = reader(file)
    names = sales.collect_schema().names()
    if missing := [name for name in NEEDED if name not in names]:
        message = (
            f"{file}: the column {', '.join(missing)} is missing; there are "
            f"{', '.join(names)}. Needed are {', '.join(NEEDED)}"
        )
        raise SalesFault(message)
    typed = sales.with_columns(*_typed(sales.collect_schema()))
    _refuse_unreadable(file, sales, typed)
    return typed


def _typed(schema: pl.Schema) -> Iterator[pl.Expr]:
    """Return the columns that are known, as what they are."""
    for name, kind in schema.items():
        column = pl.col(name)
        if name == "on":
            is_text = kind == pl.String
            yield (
                column.str.to_date("%F", strict=False)
                if is_text
                else column.cast(pl.Date, strict=False)
            )
        elif name in NUMBERS and not kind.is_numeric():
            blank = column.cast(pl.String).str.strip_chars().replace("", None)
            yield blank.cast(pl.Float64, strict=False).alias(name)
        elif name == "is_closed" and kind == pl.String:
            yield column.str.to_lowercase().is_in(["true", "1", "yes"])
        elif name in KEY:
            yield column.cast(pl.String)


def _refuse_unreadable(file: Path, sales: pl.LazyFrame, typed: pl.LazyFrame) -> None:
    """Fail where a value that is there was lost in reading it, or a key is missing."""
    rows = pl.concat(
        [
            sales.select(pl.col(name).alias(f"given {name}") for name in NEEDED),
            typed.select(NEEDED),
        ],
        how="horizontal",
    ).with_row_index("line", offset=2 if file.suffix.lower() == ".csv" else 1)
    lost = {
        name: pl.col(name).is_null()
        & (
            pl.lit(value=True)
            if name != "sold_qty"
            else pl.col("given sold_qty").cast(pl.String).str.strip_chars() != ""
        )
        for name in NEEDED
    }
    for name, is_lost in lost.items():
        bad = rows.filter(is_lost).select("line", f"given {name}").head(SHOWN).collect()
        if bad.height:
            shown = "; ".join(
                f"line {line}: {'nothing' if value is None else repr(value)}"
                for line, value in bad.iter_rows()
            )
            wanted = "a day such as 2026-03-31" if name == "on" else "a value"
            wanted = "a number" if name == "sold_qty" else wanted
            message = f"{file}: column {name} needs {wanted} in every row; {shown}"
            raise SalesFault(message)


def _shards(known: pl.LazyFrame, last: dt.date) -> Iterator[pl.LazyFrame]:
    """Return the sales in parts of whole items, small enough to be forecast at once."""
    sold = known.filter(pl.col("on") <= last)
    items, places, begin, end = (
        sold.select(
            pl.col("sku").n_unique(),
            pl.col("location_id").n_unique().alias("places"),
            pl.col("on").min().alias("first"),
            pl.col("on").max().alias("last"),
        )
        .collect(engine="streaming")
        .row(0)
    )
    days = (end - begin).days + 1 if items else 0
    if items * places * days <= CELLS_AT_ONCE:
        yield from [known] if items else []
        return
    counts = (
        sold.group_by("sku")
        .agg(places=pl.col("location_id").n_unique())
        .collect(engine="streaming")
        .sort("sku")
    )
    shard = counts["places"].cum_sum() * days // CELLS_AT_ONCE
    for (_,), part in counts.group_by(shard, maintain_order=True):
        lowest, highest = pl.lit(part["sku"][0]), pl.lit(part["sku"][-1])
        yield known.filter(pl.col("sku").is_between(lowest, highest))


class _Appended:
    """A Parquet file to which frames of the same columns are appended."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.writer: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        """Begin; nothing is written before the first frame."""
        return self

    def append(self, frame: pl.DataFrame) -> None:
        """Write a frame behind those before it."""
        rows = frame.to_arrow()
        if self.writer is None:
            self.writer = pq.ParquetWriter(self.file, rows.schema, compression="zstd")
        self.writer.write_table(rows)

    def __exit__(self, *_: object) -> None:
        """End the file."""
        if self.writer is not None:
            self.writer.close()
