"""Which items are no goods."""

from collections.abc import Mapping

import pytest

from models.staging.services import with_services
from tests.factories import frame


def fulfilment(*rows: Mapping[str, object], listed: tuple[str, ...] = ()) -> list[str]:
    """Return how each of some products reaches the customer."""
    products = frame("products", *map(dict, rows))
    return with_services(products, listed)["fulfilment"].to_list()


@pytest.mark.parametrize(
    "sku",
    [
        *("POST", "DOT", "C2", "CRUK", "PADS"),
        *("BANK CHARGES", "AMAZONFEE", "gift_0001_20", "post"),
    ],
)
def test_codes_that_shops_use_for_services(sku: str) -> None:
    assert fulfilment({"sku": sku}) == ["service"]


@pytest.mark.parametrize("sku", ["M", "m", "D", "S", "B"])
def test_single_letters_are_services_only_among_longer_numbers(sku: str) -> None:
    many: list[dict[str, object]] = [{"sku": f"{n}"} for n in range(20_000, 20_100)]
    assert fulfilment({"sku": sku}, *many)[0] == "service"
    assert fulfilment({"sku": sku}, {"sku": "a"}, {"sku": "b2"})[0] == "stocked"


@pytest.mark.parametrize(
    "title",
    [
        *("POSTAGE", "DOTCOM POSTAGE", "CARRIAGE", "Next Day Carriage", "AMAZON FEE"),
        *("Dotcomgiftshop Gift Voucher £20.00", "PACKING CHARGE", "Adjust bad debt"),
        *("Manual", "Discount", "SAMPLES", "CRUK Commission", "Bank Charges"),
        *("Fragt", "GLS forsendelse", "Gavekort 500 kr", "Kortgebyr", "Versandkosten"),
    ],
)
def test_titles_of_services(title: str) -> None:
    assert fulfilment({"sku": "12345", "title": title}) == ["service"]


@pytest.mark.parametrize(
    ("sku", "title"),
    [
        ("23099", "FRENCH CARRIAGE LANTERN"),
        ("20847", "ZINC HEART LATTICE CHARGER LARGE"),
        ("22303", "COFFEE MUG APPLES DESIGN"),
        ("22016", "VINTAGE POST OFFICE CABINET"),
        ("M", "T-shirt, medium"),
        ("DCGSSGIRL", "GIRLS PARTY BAG"),
        ("85123A", None),
    ],
)
def test_goods_that_sound_like_services(sku: str, title: str | None) -> None:
    assert fulfilment({"sku": sku, "title": title}) == ["stocked"]


def test_what_the_products_file_says_stands() -> None:
    rows = (
        {"sku": "POST", "source": "products.csv"},
        {"sku": "x", "fulfilment": "dropship", "source": "products.csv"},
        {"sku": "DOT"},
    )
    assert fulfilment(*rows) == ["stocked", "dropship", "service"]


def test_settings_name_services() -> None:
    rows = (
        {"sku": "WRAP", "source": "products.csv"},
        {"sku": "x", "fulfilment": "dropship", "source": "products.csv"},
    )
    assert fulfilment(*rows, listed=("WRAP",)) == ["service", "dropship"]
