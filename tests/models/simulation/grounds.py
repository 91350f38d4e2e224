"""Grounds of a few item-locations, as textbooks describe them."""

from collections.abc import Sequence

import numpy as np

from models.simulation.ground import NOBODY, Ground, Levels, Terms


def alone(  # noqa: PLR0913  # one argument per symbol
    demand: Sequence[float] | np.ndarray,
    *,
    lead_days: int,
    point: float,
    up_to: float,
    stock: float,
    pack: float = 1.0,
    backorders: bool = False,
) -> tuple[Ground, Levels]:
    """Return one item with a fixed lead time and a chance to order every day."""
    days = len(demand)
    terms = Terms(
        parent=np.array([NOBODY]),
        buyer=np.zeros(1, np.int64),
        pack=np.array([pack]),
        least=np.zeros(1),
        most=np.zeros(1),
        cost=np.ones(1),
    )
    nothing = np.zeros((days, 1), np.float32)
    wanted = np.asarray(demand, np.float32)[:, None]
    ground = Ground(
        demand=nothing if backorders else wanted,
        patient=wanted if backorders else nothing,
        other=nothing,
        given=nothing,
        arrival=np.arange(days, dtype=np.int32)[:, None] + np.int32(lead_days),
        chance=np.ones((days, 1), bool),
        stock=np.array([float(stock)]),
        planned_from=np.zeros(1, np.int64),
        sold_from=np.zeros(1, np.int64),
        terms=terms,
        blocks=np.array([0, 1]),
        least_amount=np.zeros(1),
    )
    return ground, held(days, [point], [up_to])


def held(days: int, point: Sequence[float], up_to: Sequence[float]) -> Levels:
    """Return levels that never change."""
    return Levels(
        np.array([point], np.float32),
        np.array([up_to], np.float32),
        np.ones((1, len(point)), np.float32),
        np.zeros(days, np.int64),
    )


def side_by_side(ground: Ground, stock: Sequence[float]) -> Ground:
    """Return one supplier's item-locations, alike but for their stock."""
    count = len(stock)
    by_day = {
        name: np.repeat(getattr(ground, name), count, axis=1)
        for name in ("demand", "patient", "other", "given", "arrival", "chance")
    }
    alike = {
        name: np.repeat(one, count) for name, one in ground.terms._asdict().items()
    }
    return ground._replace(
        **by_day,
        stock=np.array(stock, float),
        planned_from=np.zeros(count, np.int64),
        sold_from=np.zeros(count, np.int64),
        terms=Terms(**alike),
        blocks=np.array([0, count]),
    )
