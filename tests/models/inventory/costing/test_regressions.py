"""Whatever was found once is looked at every time."""

import pytest

from tests.models.inventory.costing.comparison import agreed
from tests.models.inventory.costing.regressions import REGRESSIONS


@pytest.mark.parametrize("name", REGRESSIONS)
def test_kernel_and_oracle_agree(name: str) -> None:
    agreed(REGRESSIONS[name])
