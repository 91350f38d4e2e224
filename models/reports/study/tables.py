"""The tables of a study: what was estimated, how well it fits, and the tests."""

import polars as pl

from models.reports.report_table import ReportTable, report_table
from models.reports.study import smoothing
from models.reports.texts import text


def parameters(model: smoothing.Smoothing, language: str) -> ReportTable:
    """Show what was estimated, with limits where there are any."""
    rows = smoothing.parameters(model)
    names = [_parameter(name, language) for name in rows["parameter"]]
    return report_table(
        "study_parameters",
        rows.with_columns(pl.Series("parameter", names)),
        parameter="text",
        estimate="telling",
        low="telling",
        high="telling",
    )


def _parameter(name: str, language: str) -> str:
    """Return what a parameter of statsmodels is called."""
    base, _, number = name.partition(".")
    position = int(number) + 1 if number else ""
    return text(f"study_parameter_{base}", language, number=position)


def measures(model: smoothing.Smoothing, language: str) -> ReportTable:
    """Show likelihood, information criteria and the size of the errors."""
    rows = smoothing.measures(model)
    names = [text(f"study_measure_{name}", language) for name in rows["measure"]]
    return report_table(
        "study_measures",
        rows.with_columns(pl.Series("measure", names)),
        measure="text",
        estimate="qty",
    )


def box(test: pl.DataFrame) -> ReportTable:
    """Show the Ljung-Box test."""
    return report_table("study_box", test, lag="whole", box="telling", p="telling")


def scores(found: pl.DataFrame, step_days: int, language: str) -> ReportTable:
    """Show the errors of both forecasts, the better first."""
    names = {name: text(f"study_by_{name}", language) for name in found["method"]}
    return report_table(
        f"study_scores_{step_days}",
        found.sort("rmse").with_columns(pl.col("method").replace(names)),
        method="text",
        rmse="telling",
        mae="telling",
        foreseen_qty="number",
        asked_qty="number",
    )
