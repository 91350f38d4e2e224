from models import tables
from models.forecasting.assumptions import forecast_assumptions
from tests.factories import frame


def test_borrowed_and_missing_forecasts_are_said_in_both_languages() -> None:
    basis = frame(
        "forecast_basis",
        *(
            {"sku": str(number), "location_id": "main", "basis": basis}
            for number, basis in enumerate(["own_history", "class", "class", "none"])
        ),
    )
    found = forecast_assumptions(basis)
    tables.TABLES["assumptions"].validate(found)
    assert found["affected"].to_list() == [1, 2]
    assert found["sentence"][1].startswith("2 items")
    assert found["sentence_da"][1].startswith("2 varer")
