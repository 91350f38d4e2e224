import datetime as dt
from typing import Any

import dagster as dg
import polars as pl

from assets.tables import table
from models.company import Company
from tests.factories import frame


class Shelf(dg.IOManager):
    """Keeps what assets hand over."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def put_down(self, name: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        del name
        return rows.collect().lazy()

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self.kept[context.asset_key.to_user_string()] = obj

    def load_input(self, context: dg.InputContext) -> object:
        rows = self.kept[context.asset_key.to_user_string()]
        wants_lazy = context.dagster_type.typing_type is pl.LazyFrame
        return rows.lazy() if wants_lazy else rows.lazy().collect()


def run(*assets: dg.AssetsDefinition) -> tuple[dg.ExecuteInProcessResult, Shelf]:
    shelf = Shelf()
    result = dg.materialize(
        assets,
        resources={"io_manager": shelf, "company": Company(currency="EUR")},
        raise_on_error=False,
        instance=dg.DagsterInstance.ephemeral(),
    )
    return result, shelf


@table()
def scope() -> pl.DataFrame:
    """The run."""
    return frame("scope", {"as_of": "2026-03-01"})


def test_a_table_knows_its_day_and_its_company() -> None:
    seen: list[object] = []

    @table()
    def locations(as_of: dt.date, company: Company) -> pl.DataFrame:
        """Places."""
        seen.extend([as_of, company.currency])
        return frame("locations", {"location_id": "main"})

    result, _ = run(scope, locations)
    assert result.success
    assert seen == [dt.date(2026, 3, 1), "EUR"]


def test_annotations_decide_how_a_table_is_loaded() -> None:
    seen: list[type] = []

    @table()
    def locations() -> pl.LazyFrame:
        """Places."""
        return frame("locations", {"location_id": "main"}).lazy()

    @table()
    def bins(locations: pl.LazyFrame) -> pl.DataFrame:
        """Bins."""
        seen.append(type(locations))
        return frame("bins")

    @table()
    def channels(locations: pl.DataFrame) -> pl.DataFrame:
        """Channels."""
        seen.append(type(locations))
        return frame("channels")

    assert run(locations, bins, channels)[0].success
    assert set(seen) == {pl.LazyFrame, pl.DataFrame}


def test_a_failed_check_keeps_the_rows_out_and_says_which() -> None:
    def has_no_nameless_places(locations: pl.DataFrame) -> pl.DataFrame:
        """Every place has a name."""
        return locations.filter(pl.col("name").is_null())

    @table(checks=[has_no_nameless_places])
    def locations() -> pl.DataFrame:
        """Places."""
        return frame("locations", {"location_id": "l1"})

    result, shelf = run(locations)
    assert not result.success
    assert shelf.kept == {}
    contract, evaluation = result.get_asset_check_evaluations()
    assert contract.passed
    assert not evaluation.passed
    assert evaluation.metadata["breaches"].value == 1


def test_rows_that_break_their_contract_are_kept_out() -> None:
    @table()
    def locations() -> pl.DataFrame:
        """Places."""
        return frame("locations", {"location_id": "l1"}, {"location_id": "l1"})

    result, shelf = run(locations)
    assert not result.success
    assert shelf.kept == {}
    [contract] = result.get_asset_check_evaluations()
    assert (contract.check_name, contract.passed) == ("keeps_contract", False)


def test_a_table_is_grouped_by_room_and_shows_its_columns() -> None:
    @table()
    def ledger() -> pl.DataFrame:
        """Every move."""
        return frame("ledger")

    key = dg.AssetKey("ledger")
    assert ledger.group_names_by_key[key] == "inventory"
    columns = ledger.metadata_by_key[key]["dagster/column_schema"].columns
    assert "balance_qty" in {column.name for column in columns}
