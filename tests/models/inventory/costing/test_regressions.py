"""Whatever was found once is looked at every time."""

import pytest

from tests.models.inventory.costing import bookkeeping
from tests.models.inventory.costing.comparison import agreed
from tests.models.inventory.costing.regressions import REGRESSIONS
from tests.models.inventory.costing.shop_regressions import SHOPS


@pytest.mark.parametrize("name", REGRESSIONS)
def test_kernel_and_oracle_agree(name: str) -> None:
    agreed(REGRESSIONS[name])


@pytest.mark.parametrize("name", SHOPS)
def test_ledger_and_oracle_agree(name: str) -> None:
    bookkeeping.agreed(SHOPS[name])
    bookkeeping.unchanged(SHOPS[name])
    bookkeeping.in_layers(SHOPS[name])
