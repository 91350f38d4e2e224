"""Commands that make a plan and act on it."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

import datetime as dt
import getpass
from pathlib import Path
from typing import Any

import click

from pipelines.cli import arguments


@click.command()
@arguments.workspace
@click.option(
    "--as-of",
    type=arguments.DAY,
    help="Last day that is known, as 2026-03-31; by default the latest complete one.",
)
@click.option(
    "--reread",
    multiple=True,
    metavar="TABLE[:WHAT]",
    help="Read a source again, all of it or one file or day; may be repeated.",
)
def run(root: Path, as_of: dt.datetime | None, reread: tuple[str, ...]) -> None:
    """Read what is new in the inbox of DIR, plan, and publish the plan."""
    from pipelines.cli.summary import run_lines
    from pipelines.run import run as run_job
    from pipelines.workspace import open_workspace

    snapshot = run_job(open_workspace(root), as_of.date() if as_of else None, reread)
    for line in run_lines(snapshot, root):
        click.echo(line)


@click.command()
@arguments.workspace
@click.option(
    "--workbook",
    type=arguments.EXISTING_FILE,
    help="An edited supplier workbook; without it all lines are approved as they are.",
)
@click.option("--supplier", multiple=True, help="Only this supplier; may be repeated.")
@click.option("--line", multiple=True, help="Only this suggestion; may be repeated.")
@click.option("--author", default=getpass.getuser, help="Who decides; by default you.")
@click.option("--reason", help="Why, for those who ask later.")
@click.option(
    "--overrule",
    is_flag=True,
    help="Decide as well where another person has decided since.",
)
def approve(  # noqa: PLR0913, PLR0917  # one argument per option
    root: Path,
    workbook: Path | None,
    supplier: tuple[str, ...],
    line: tuple[str, ...],
    author: str,
    reason: str | None,
    overrule: bool,  # noqa: FBT001  # click passes a flag as it comes
) -> None:
    """Approve the suggestions published in DIR, as they are or as edited."""
    from pipelines.cli.decided import decided_lines
    from pipelines.deciding.approval import Asked
    from pipelines.deciding.approval import approve as approve_lines
    from pipelines.workspace import open_workspace

    outcome = approve_lines(
        open_workspace(root),
        Asked(workbook, supplier, line, reason, overrule),
        author=author,
    )
    for told in decided_lines(outcome):
        click.echo(told)


@click.command()
@click.argument("file", metavar="DEMAND", type=arguments.EXISTING_FILE)
@click.option(
    "--as-of", type=arguments.DAY, help="Last known day; by default the last."
)
@click.option(
    "--horizon",
    type=click.IntRange(1, 730),
    default=28,
    show_default=True,
    help="Days to come.",
)
@click.option(
    "--lead-time-days",
    type=click.IntRange(0, 730),
    help="Days from order to receipt; without it 14, and one to the next chance.",
)
@click.option(
    "--review-days",
    type=click.IntRange(0, 365),
    default=1,
    show_default=True,
    help="Days between chances to order.",
)
@click.option(
    "--quantiles",
    type=arguments.Levels(),
    help="Levels between 0 and 1, as 0.05,0.5,0.95.",
)
@click.option(
    "--boost",
    is_flag=True,
    help="Let trees correct it where that helped (pip install 'backstock[boost]').",
)
@click.option("--out", type=arguments.ROOT, required=True, help="Where files go.")
def forecast(file: Path, as_of: dt.datetime | None, out: Path, **asked: Any) -> None:
    """Forecast the sales in DEMAND, a CSV or Parquet file, without a workspace.

    Columns: sku, location_id, on (a day), sold_qty; if known in_stock_share (0 to 1),
    unit_price, event, is_closed and attributes of the item, such as category. Two files
    are written: forecasts.parquet (each day to come) and lead_time_demand.parquet (sums
    of days; 0 days: lead time and review together), with mean and quantiles.
    """
    from models.forecasting.alone import Asked
    from pipelines.plain_forecast import write_forecasts

    levels = asked.pop("quantiles")
    wanted = Asked(**asked, **({"levels": levels} if levels else {}))
    made = write_forecasts(file, as_of.date() if as_of else None, wanted, out)
    click.echo(
        f"{made.series:,} item-locations, known up to {made.as_of}: the next "
        f"{wanted.horizon} days are in {made.forecasts}, sums of days in "
        f"{made.lead_time_demand}."
    )


@click.command()
@arguments.workspace
@click.argument("sku")
@click.argument("location")
@click.argument("date", metavar="DATE", type=arguments.DAY)
@click.option(
    "--exceptional/--ordinary",
    "is_exceptional",
    required=True,
    help="Leave it out of the baseline, or count all of it.",
)
@click.option("--author", default=getpass.getuser, help="Who decides; by default you.")
@click.option("--reason", help="Why, for those who ask later.")
def confirm(  # noqa: PLR0913, PLR0917  # one argument per option
    root: Path,
    sku: str,
    location: str,
    date: dt.datetime,
    is_exceptional: bool,  # noqa: FBT001  # click passes a flag as it comes
    author: str,
    reason: str | None,
) -> None:
    """Say whether the sale of item SKU at LOCATION on DATE, listed in DIR, is one."""
    from pipelines.deciding.confirmation import Sale, confirm
    from pipelines.workspace import open_workspace

    sale = Sale(sku, location, date.date())
    listed = confirm(
        open_workspace(root),
        sale,
        is_exceptional=is_exceptional,
        author=author,
        reason=reason,
    )
    what = "exceptional" if is_exceptional else "ordinary"
    units = f"{listed['demanded_qty'].sum():,.0f}"
    click.echo(
        f"{units} of {sku} at {location} on {sale.on} are {what}; the next run counts "
        "them so."
    )


@click.command()
@click.argument("root", metavar="DIR", type=arguments.ROOT)
@click.argument("customer")
def forget(root: Path, customer: str) -> None:
    """Remove what is left of CUSTOMER, named as in your own system, from DIR."""
    from pipelines.forgetting import forget as forget_person
    from pipelines.workspace import open_workspace

    forgotten = forget_person(open_workspace(root), customer)
    click.echo(f"{forgotten.rows} rows and {forgotten.refused} refused rows changed.")
    for file in forgotten.files:
        click.echo(
            f"Your own file inbox/{file} still has the customer: remove it there."
        )
