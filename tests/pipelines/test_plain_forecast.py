"""``backstock forecast``: files in, files out, and what is wrong with a file."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from models.forecasting.alone import Asked
from models.tables.columns import QUANTILE_COLUMNS
from pipelines import plain_forecast
from pipelines.cli import main
from pipelines.plain_forecast import SalesFault, read_sales, write_forecasts

FIRST = dt.date(2026, 1, 1)


def sales(items: int = 4, days: int = 90) -> pl.DataFrame:
    """Rows of items that sell 1, 2, … a day."""
    return pl.concat(
        pl.DataFrame(
            {
                "sku": f"s{item}",
                "location_id": place,
                "on": [FIRST + dt.timedelta(days=day) for day in range(days)],
                "sold_qty": [item + 1] * days,
            }
        )
        for item in range(items)
        for place in ("x", "y")
    )


def forecast(file: Path, out: Path, *options: str) -> str:
    done = CliRunner().invoke(
        main, ["forecast", str(file), "--out", str(out), *options]
    )
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_of_sales_becomes_two_files_of_forecasts(
    tmp_path: Path, kind: str
) -> None:
    file, out = tmp_path / f"sales.{kind}", tmp_path / "out"
    getattr(sales(), f"write_{kind}")(file)
    told = forecast(
        *(file, out, "--as-of", "2026-03-31", "--horizon", "7"),
        *("--lead-time-days", "14", "--review-days", "0"),
    )
    assert told.startswith("8 item-locations, known up to 2026-03-31")
    days = pl.read_parquet(out / "forecasts.parquet")
    assert days.columns == ["sku", "location_id", "on", "mean", *QUANTILE_COLUMNS]
    assert days.height == 8 * 7
    sums = pl.read_parquet(out / "lead_time_demand.parquet")
    assert sums.columns[:6] == ["sku", "location_id", "made_on", "days", "mean", "sd"]
    one = sums.filter(pl.col("sku") == "s2", pl.col("location_id") == "x")
    assert one.filter(pl.col("days") == 0)["mean"].item() == pytest.approx(42)
    assert one["days"].to_list() == [0, *range(1, 15), 21, 28, 42, 56, 91, 182]


def test_own_levels_are_named_without_trailing_zeros(tmp_path: Path) -> None:
    file = tmp_path / "sales.parquet"
    sales().write_parquet(file)
    forecast(file, tmp_path, "--quantiles", "0.5,0.005,0.950")
    found = pl.read_parquet(tmp_path / "forecasts.parquet")
    assert found.columns[4:] == ["q0.005", "q0.5", "q0.95"]


def test_many_items_are_forecast_in_shards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sales.parquet"
    sales(items=9).sample(fraction=1.0, shuffle=True, seed=1).write_parquet(file)
    write_forecasts(file, None, Asked(horizon=3), tmp_path / "whole")
    monkeypatch.setattr(plain_forecast, "CELLS_AT_ONCE", 4 * 2 * 90)
    made = write_forecasts(file, None, Asked(horizon=3), tmp_path / "parts")
    assert made.series == 18
    whole, parts = (
        pl.read_parquet(tmp_path / name / "forecasts.parquet")
        for name in ("whole", "parts")
    )
    assert_frame_equal(
        parts.select("sku", "location_id", "on", "mean"),
        whole.select("sku", "location_id", "on", "mean"),
        rel_tol=0.02,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sku,location_id,on\na,x,2026-01-01\n", "the column sold_qty is missing"),
        (
            "sku,location_id,on,sold_qty\na,x,2026-01-01,1\na,x,2026-01-02,two\n",
            "column sold_qty needs a number in every row; line 3: 'two'",
        ),
        (
            "sku,location_id,on,sold_qty\na,x,31.12.2026,1\n",
            "column on needs a day such as 2026-03-31 in every row; line 2: '31.12",
        ),
        (
            "sku,location_id,on,sold_qty\n,x,2026-01-01,1\n",
            "column sku needs a value in every row; line 2: nothing",
        ),
    ],
)
def test_a_file_at_fault_is_named_with_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(text)
    with pytest.raises(SalesFault, match=r"sales\.csv") as fault:
        read_sales(file)
    assert words in str(fault.value)


def test_a_day_before_all_sales_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sales.parquet"
    sales().write_parquet(file)
    done = CliRunner().invoke(
        main, ["forecast", str(file), "--out", str(tmp_path), "--as-of", "2020-01-01"]
    )
    assert done.exit_code == 2
    assert "name a later day with --as-of" in done.output


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SalesFault, match=r"give a \.parquet or \.csv file"):
        read_sales(tmp_path / "sales.txt")
