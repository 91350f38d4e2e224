import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from models import parameters
from models.deciding.steering import ForecastSaid, ParameterSaid
from models.forecasting.overrides import overrides
from pipelines.creation import create
from pipelines.deciding.steering import (
    Reply,
    Speaker,
    SteeringFault,
    Word,
    override_forecast,
    say,
    set_parameter,
)
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot, publish
from pipelines.warehouse import Warehouse
from tests.factories import frame
from tests.pipelines.rooms import DAY

FIRST, LAST = DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=30)
SAFETY = ParameterSaid("sku", "CUP", "safety_qty", "5")
FILE = frame(
    "planning_parameters",
    {"scope": "sku", "key": "CUP", "parameter": "safety_qty", "value": "3"},
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    workspace = create(tmp_path_factory.mktemp("steered") / "shop")
    warehouse = Warehouse(workspace.root)
    scope = {"as_of": DAY, "is_default": True, "currency": "DKK"}
    for table, row in (
        ("scope", scope),
        ("products", {"sku": "CUP", "category": "cups"}),
        ("locations", {"location_id": "main"}),
        ("suppliers", {"supplier_id": "acme"}),
    ):
        warehouse.replace(table, frame(table, row))
    return publish(workspace, warehouse, DAY)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")


def in_force(store: Store) -> str:
    rows = parameters.in_force(FILE, store.decisions(), DAY)
    return str(rows.filter(pl.col("parameter") == "safety_qty")["value"].item())


def test_a_planners_parameter_wins_over_files_until_it_is_taken_back(
    store: Store, snapshot: Snapshot
) -> None:
    assert in_force(store) == "3"
    assert set_parameter(store, snapshot, SAFETY, Speaker("ane")) == Reply(
        is_recorded=True
    )
    assert in_force(store) == "5"
    more = ParameterSaid("sku", "CUP", "safety_qty", "8")
    set_parameter(store, snapshot, more, Speaker("ane"))
    assert in_force(store) == "8"
    subject = {"scope": "sku", "key": "CUP", "parameter": "safety_qty"}
    back = Word("set_parameter", {**subject, "valid_from": None}, None)
    for expected in ("5", "3", "3"):
        say(store, snapshot.run, back, Speaker("ane"))
        assert in_force(store) == expected


def test_what_stands_is_not_recorded_again(store: Store, snapshot: Snapshot) -> None:
    for _ in range(2):
        again = set_parameter(store, snapshot, SAFETY, Speaker("ane"))
    assert again.is_recorded is False
    assert store.decisions().height == 1


def test_what_another_person_said_since_stands_and_is_told(
    store: Store, snapshot: Snapshot
) -> None:
    set_parameter(store, snapshot, SAFETY, Speaker("ane", seen_entry_no=0))
    other = ParameterSaid("sku", "CUP", "safety_qty", "9")
    late = set_parameter(store, snapshot, other, Speaker("bo", seen_entry_no=0))
    assert late.conflict is not None
    assert (late.conflict["author"], late.is_recorded) == ("ane", False)
    assert in_force(store) == "5"
    assert store.decisions()["status"].to_list() == [None, "conflicting"]
    seen = Speaker("bo", seen_entry_no=1)
    assert set_parameter(store, snapshot, other, seen).is_recorded
    assert in_force(store) == "9"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (ParameterSaid("sku", "MUG", "safety_qty", "5"), ["key"]),
        (ParameterSaid("sku", "CUP", "safety_qty", "-5"), ["value"]),
        (ParameterSaid("sku", "CUP", "unheard_of", "5"), ["parameter"]),
        (ParameterSaid("planet", "X", "safety_qty", "5"), ["scope"]),
        (ParameterSaid("class", "A", "policy", "guess"), ["value"]),
        (ParameterSaid("sku_location", "CUP|moon", "safety_qty", "5"), ["key"]),
        (ParameterSaid("company", "", "min_qty", "1", LAST, FIRST), ["valid_to"]),
    ],
)
def test_a_parameter_that_a_file_could_not_say_is_refused(
    store: Store, snapshot: Snapshot, said: ParameterSaid, fields: list[str]
) -> None:
    with pytest.raises(SteeringFault) as fault:
        set_parameter(store, snapshot, said, Speaker("ane"))
    assert fault.value.fields == fields
    assert store.decisions().is_empty()


def test_a_planners_own_number_stands_in_for_the_forecast(
    store: Store, snapshot: Snapshot
) -> None:
    said = ForecastSaid("CUP", "main", FIRST, LAST, factor=1.5)
    override_forecast(store, snapshot, said, Speaker("ane", "campaign"))
    found = overrides(frame("forecast_overrides"), store.decisions(), DAY)
    assert found.select("sku", "starts_on", "factor", "qty").rows() == [
        ("CUP", FIRST, 1.5, None)
    ]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (ForecastSaid("MUG", "main", FIRST, LAST, qty=5), ["sku"]),
        (ForecastSaid("CUP", "moon", FIRST, LAST, qty=5), ["location_id"]),
        (ForecastSaid("CUP", "main", LAST, FIRST, qty=5), ["ends_on"]),
        (ForecastSaid("CUP", "main", FIRST, LAST, qty=-5), ["qty"]),
        (ForecastSaid("CUP", "main", FIRST, LAST), ["says_qty_or_factor"]),
        (
            ForecastSaid("CUP", "main", FIRST, LAST, qty=1, factor=2),
            ["says_qty_or_factor"],
        ),
    ],
)
def test_a_number_that_a_file_could_not_say_is_refused(
    store: Store, snapshot: Snapshot, said: ForecastSaid, fields: list[str]
) -> None:
    with pytest.raises(SteeringFault) as fault:
        override_forecast(store, snapshot, said, Speaker("ane"))
    assert fault.value.fields == fields
