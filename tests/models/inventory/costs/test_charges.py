import datetime as dt
from decimal import Decimal
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.company import Company
from models.inventory.costs import unsettled
from tests.models.inventory.costs.bought import (
    AT,
    DAY,
    LATER,
    RECEIVED,
    Row,
    amounts,
    broken,
    costs_of,
    rateless,
    shop,
)

CHARGE: Row = {"charge_id": "c", "receipt_id": "r", "kind": "freight", "amount": 100}
LINES = [
    RECEIVED | {"line_no": 1, "received_qty": 1, "unit_cost": 30},
    RECEIVED | {"line_no": 2, "received_qty": 9, "unit_cost": 10, "sku": "b"},
]
ITEMS: list[Row] = [
    {"sku": "a", "weight_kg": 6, "volume_m3": 0.5},
    {"sku": "b", "weight_kg": 1, "volume_m3": 0.5},
]


def shares(
    charges: list[Row],
    lines: list[Row] = LINES,
    company: Company | None = None,
    **given: list[Row],
) -> list[float]:
    """Return what charges add to each line of the receipt."""
    made = amounts(company, receipt_lines=lines, landed_costs=charges, **given)
    added: dict[str, float] = {}
    for (document, kind), amount in made.items():
        if kind != "expected":
            added[document] = round(added.get(document, 0) + amount, 4)
    return [added[document] for document in sorted(added)]


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("value", [25, 75]),
        ("qty", [10, 90]),
        ("weight", [40, 60]),
        ("volume", [10, 90]),
    ],
)
def test_a_charge_is_spread_by_what_it_names(basis: str, expected: list[float]) -> None:
    assert shares([CHARGE | {"allocate_by": basis}], products=ITEMS) == expected


def test_spreading_by_value_and_by_quantity_gives_the_published_shares() -> None:
    """Settle, allocation models: 1000 of shipping on 100 at 10 and 50 at 20.

    https://help.settle.com/en/articles/9639603-allocation-models
    """
    lines = [
        RECEIVED | {"line_no": 1, "received_qty": 100, "unit_cost": 10},
        RECEIVED | {"line_no": 2, "received_qty": 50, "unit_cost": 20, "sku": "b"},
    ]
    charge = CHARGE | {"amount": 1000}
    assert shares([charge], lines) == [500, 500]
    by_qty = shares([charge | {"allocate_by": "qty"}], lines)
    assert by_qty == [666.67, 333.33]


def test_spreading_by_value_gives_the_published_landed_prices() -> None:
    """AAT forum: 750 of carriage on 20 at 50, 30 at 75, 40 at 100: 55.172, 82.758.

    https://forums.aat.org.uk/Forum/discussion/444273
    """
    lines = [
        RECEIVED | {"line_no": number, "received_qty": qty, "unit_cost": cost}
        for number, qty, cost in ((1, 20, 50), (2, 30, 75), (3, 40, 100))
    ]
    spread = shares([CHARGE | {"amount": 750}], lines)
    assert spread == [103.45, 232.76, 413.79]
    assert [round(50 + spread[0] / 20, 2), round(75 + spread[1] / 30, 2)] == [
        55.17,
        82.76,
    ]


def test_spreading_by_weight_gives_the_published_shares() -> None:
    """Oracle, JD Edwards: 12.50 of freight on goods of 50, 60 and 90.

    "Allocating Freight Costs by Item for Inbound Transactions", 9.2: 3.13, 3.75, 5.62.
    """
    goods = (("a", 100, 0.5), ("b", 50, 1.2), ("c", 10, 9))
    lines = [
        RECEIVED | {"line_no": number, "sku": sku, "received_qty": qty}
        for number, (sku, qty, _) in enumerate(goods, start=1)
    ]
    products = [{"sku": sku, "weight_kg": weight} for sku, _, weight in goods]
    charge = CHARGE | {"amount": "12.5", "allocate_by": "weight"}
    assert shares([charge], lines, products=products) == [3.13, 3.75, 5.62]


@pytest.mark.parametrize("missing", [None, 0])
@pytest.mark.parametrize("basis", ["weight", "volume"])
def test_a_missing_weight_or_volume_means_by_value(
    basis: str, missing: float | None
) -> None:
    products = [ITEMS[0], ITEMS[1] | {"weight_kg": missing, "volume_m3": missing}]
    assert shares([CHARGE | {"allocate_by": basis}], products=products) == [25, 75]


def test_without_any_value_it_is_by_quantity() -> None:
    lines = [
        line | {"unit_cost": cost} for line, cost in zip(LINES, (0, None), strict=True)
    ]
    assert shares([CHARGE], lines) == [10, 90]


@pytest.mark.parametrize(
    ("charged_at", "expected"), [(LATER, [50, 50]), (AT, [25, 75])]
)
def test_value_includes_what_was_invoiced_when_the_charge_was_recorded(
    charged_at: str, expected: list[float]
) -> None:
    lines = [line | {"po_id": "p", "po_line_no": line["line_no"]} for line in LINES]
    invoice = {
        "invoice_id": "i",
        "supplier_id": "s",
        "po_id": "p",
        "po_line_no": 1,
        "qty": 1,
        "amount": 90,
        "invoiced_on": DAY,
        "recorded_at": "2026-03-02T12:00",
    }
    made = amounts(
        receipt_lines=lines,
        supplier_invoice_lines=[invoice],
        landed_costs=[CHARGE | {"recorded_at": charged_at}],
    )
    assert [made[line, "freight"] for line in ("r:1", "r:2")] == expected


def test_a_residual_is_carried_from_line_to_line() -> None:
    lines = [RECEIVED | {"line_no": number, "unit_cost": 1} for number in (1, 2, 3)]
    assert shares([CHARGE | {"amount": 10}], lines) == [3.33, 3.34, 3.33]
    assert shares([CHARGE | {"amount": -10}], lines) == [-3.33, -3.34, -3.33]
    yen = Company(currency="JPY", time_zone="UTC")
    assert shares([CHARGE | {"amount": 10}], lines, yen) == [3, 4, 3]


def test_charges_add_up_each_with_its_kind_and_document() -> None:
    charges = [
        CHARGE | {"recorded_at": LATER},
        CHARGE | {"charge_id": "d", "kind": "duty", "amount": -20, "charged_at": AT},
    ]
    made = costs_of(shop(receipt_lines=LINES, landed_costs=charges))
    told = made.filter(pl.col("kind") != "expected").select(
        "move_id", "kind", "document", "amount", pl.col("recorded_at").dt.day()
    )
    assert told.rows() == [
        ("receipt:r:1", "duty", "d:r", Decimal(-5), 2),
        ("receipt:r:1", "freight", "c:r", Decimal(25), 3),
        ("receipt:r:2", "duty", "d:r", Decimal(-15), 2),
        ("receipt:r:2", "freight", "c:r", Decimal(75), 3),
    ]


RATES = [
    {"currency": "EUR", "on": DAY, "rate": 7},
    {"currency": "EUR", "on": "2026-03-05", "rate": 8},
    {"currency": "USD", "on": DAY, "rate": 6},
]


def test_a_charge_is_converted_on_its_own_day_else_on_that_of_the_receipt() -> None:
    euros = CHARGE | {"currency": "EUR"}
    assert shares([euros], exchange_rate_versions=RATES) == [175, 525]
    later = euros | {"charged_at": "2026-03-05T10:00"}
    assert shares([later], exchange_rate_versions=RATES) == [200, 600]
    dollars = CHARGE | {"charge_id": "d", "currency": "USD"}
    assert shares([later, dollars], exchange_rate_versions=RATES) == [350, 1050]


def test_a_charge_without_a_rate_is_said_and_makes_no_fact() -> None:
    pounds = CHARGE | {"currency": "GBP"}
    assert shares([pounds], exchange_rate_versions=RATES) == []
    assert rateless(receipt_lines=LINES, landed_costs=[pounds]) == [
        ("freight", "c:r", "GBP", dt.date.fromisoformat(DAY))
    ]


def homeless(**given: list[Row]) -> list[str]:
    known = shop(None, **given)
    names = (
        *("landed_costs", "stock_moves", "receipt_lines", "purchase_order_lines"),
        *("products", "company"),
    )
    rows = unsettled.charges_without_receipt(**{name: known[name] for name in names})
    found: list[str] = rows.collect()["charge_id"].to_list()
    return found


def test_charges_without_a_receipt_that_bears_them_are_said() -> None:
    charges = [
        CHARGE,
        CHARGE | {"charge_id": "unknown", "receipt_id": "x"},
        CHARGE | {"charge_id": "refused", "receipt_id": "n"},
        CHARGE | {"charge_id": "not ours", "receipt_id": "o"},
    ]
    lines = [
        *LINES,
        RECEIVED | {"receipt_id": "n", "rejected_qty": 10},
        RECEIVED | {"receipt_id": "o", "sku": "theirs"},
    ]
    products = [*ITEMS, {"sku": "theirs", "owner": "maker"}]
    assert shares(charges, lines, products=products) == [25, 75]
    assert homeless(landed_costs=charges, receipt_lines=lines, products=products) == [
        "not ours",
        "refused",
        "unknown",
    ]


def test_goods_of_another_owner_bear_no_charge() -> None:
    owned = [ITEMS[0], ITEMS[1] | {"owner": "maker"}]
    assert shares([CHARGE | {"allocate_by": "qty"}], products=owned) == [100]


def test_goods_at_the_dock_bear_the_charge() -> None:
    lines = [LINES[0] | {"available_at": LATER}, LINES[1]]
    made = costs_of(shop(receipt_lines=lines, landed_costs=[CHARGE]))
    told = made.filter(pl.col("kind") == "freight")
    assert told["move_id"].to_list() == ["receipt:r:1:dock", "receipt:r:2"]


def test_a_charge_that_is_not_spread_whole_is_found() -> None:
    known = shop(receipt_lines=LINES, landed_costs=[CHARGE])
    made = costs_of(known)
    assert broken(known, made.filter(pl.col("move_id") != "receipt:r:2")).height == 1
    unknown = made.with_columns(document=pl.col("document") + "?")
    assert broken(known, unknown).height == 2
    assert broken(known, made.clear()).height == 1


line = st.fixed_dictionaries(
    {
        "received_qty": st.integers(1, 10**7).map(lambda n: Decimal(n) / 1000),
        "unit_cost": st.integers(0, 10**7).map(lambda n: Decimal(n) / 10000),
        "sku": st.sampled_from("abc"),
    }
)
charge = st.fixed_dictionaries(
    {
        "amount": st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 10000),
        "allocate_by": st.sampled_from(["value", "qty", "weight", "volume"]),
        "currency": st.sampled_from([None, "EUR", "USD"]),
    }
)


@given(
    st.lists(line, min_size=1, max_size=6),
    st.lists(charge, min_size=1, max_size=4),
    st.sampled_from(["DKK", "JPY", "KWD"]),
    st.randoms(),
)
def test_shares_add_up_to_what_was_charged_in_whatever_order_rows_come(
    lines: list[Row], charges: list[Row], currency: str, random: Random
) -> None:
    receipts = [RECEIVED | row | {"line_no": n} for n, row in enumerate(lines)]
    costs = [CHARGE | row | {"charge_id": str(n)} for n, row in enumerate(charges)]
    products = [
        {"sku": "a", "weight_kg": 0.333, "volume_m3": 0.001},
        {"sku": "b", "weight_kg": 1.25, "volume_m3": None},
    ]
    company = Company(currency=currency, time_zone="UTC")

    def told() -> dict[tuple[str, str], float]:
        random.shuffle(receipts)
        random.shuffle(costs)
        return amounts(
            company,
            receipt_lines=receipts,
            landed_costs=costs,
            products=products,
            exchange_rate_versions=RATES,
        )

    first, again = told(), told()
    assert first == again
    digits = {"DKK": 2, "JPY": 0, "KWD": 3}[currency]
    rates = {None: 1, "EUR": 7, "USD": 6}
    charged = [row["amount"] * rates[row["currency"]] for row in charges]
    unit = Decimal(1).scaleb(-digits)
    whole = sum(amount.quantize(unit, "ROUND_HALF_UP") for amount in charged)
    freight = sum(amount for (_, kind), amount in first.items() if kind == "freight")
    assert abs(float(whole) - freight) < float(unit) / 2
