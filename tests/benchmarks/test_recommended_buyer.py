"""The buyer of the benchmark can be driven through a short story."""

import numpy as np

from models.example.simulation import simulate
from models.example.sizes import Size
from models.example.world import world
from tests.benchmarks.recommended_buyer import recommended

TINY = Size(30, 40, 1, 0, 1, 200, 1.5)


def test_what_is_bought_is_in_packs_and_above_the_minimum_twice_the_same() -> None:
    own = world(TINY, 1)
    said = {"service_target_kind": "economic", "stockout_cost": 6, "kept_days": 10}
    bought, again = (simulate(own, recommended(own, said)).purchases for _ in range(2))
    item, qty = bought["item"], bought["qty"]
    assert len(qty) > 10
    assert np.all(qty % own.items.pack[item] == 0)
    assert np.all(qty >= own.items.minimum[item])
    assert all(np.array_equal(bought[name], again[name]) for name in bought)
