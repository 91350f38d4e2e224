from models import tables
from models.demand.assumptions import demand_assumptions
from tests.factories import frame
from tests.models.demand.days import day, demand, line, stock


def test_closures_stock_outs_and_unknown_stock_are_said() -> None:
    lines = [
        line(number, sku=f"s{item}")
        for number in range(60)
        for item in range(12)
        if number != 30
    ]
    days = stock([1.0] * 40 + [0.0] * 3, sku="s0")
    found = demand_assumptions(
        demand(lines, days, until=59, products=[]).lazy(), frame("calendars")
    )
    tables.TABLES["assumptions"].validate(found)
    counted = dict(found.select("assumption", "affected").iter_rows())
    assert counted == {
        "days without any sale are closed days": 1,
        "sold-out days are not days without demand": 3,
        "in stock where stock is unknown": 11,
    }


def test_stated_closures_are_no_assumption() -> None:
    closure = {"party_id": "main", "starts_on": day(1), "ends_on": day(1)}
    stores = [{"location_id": "main", "kind": "store"}]
    daily = demand([line(0)], until=1, calendars=[closure], locations=stores)
    found = demand_assumptions(daily.lazy(), frame("calendars", closure))
    assert found["assumption"].to_list() == ["in stock where stock is unknown"]
