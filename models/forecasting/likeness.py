"""How items compare with those they lean on, learned from all that lean on another.

An item is taken to sell between what its model does and what is usual at its place: the
expected rate is ratio · usual · (model ÷ usual) to a power, for a model that sells much
was lucky too, and what is like it will sell less (regression to the mean, Galton 1886).
Around that rate items differ as a gamma distribution, so their units are negative
binomial (Greenwood and Yule 1920). Ratio, power and the gamma's shape are those that
make what all items sold most likely. What an item will sell is then what these say of
it together with its own units: empirical Bayes as Clayton and Kaldor (1987), Biometrics
43, 671-681, have it for rates of disease.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from models.forecasting.blend import some

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_COMPARED = 2_000
LEAST_DAYS = 0.1
"""What showed for less, over its dispersion, tells nothing of the others."""
USUAL = np.array([0.0, 0.0, 0.7])
"""Where nothing is known: the logarithms of ratio and shape are 0, for items differ
about as much as their mean, and the power is 0.7."""
APART = np.array([1.0, 1.0, 0.3])
"""How far from that they may be, as standard deviations."""
LIMITS = ((-4.0, 4.0), (-3.0, 4.0), (0.0, 1.0))


@dataclass(frozen=True)
class Seen:
    """What items showed, and what they lean on.

    ``units`` and ``days`` (exposure) are over the item's own dispersion, so that they
    count for as much as its noise leaves of them. ``model`` and ``usual`` are rates in
    units a day, above 0.
    """

    units: Floats
    days: Floats
    model: Floats
    usual: Floats

    def at(self, chosen: npt.NDArray[np.int64]) -> "Seen":
        """Return some of the items."""
        return Seen(
            *(self.units[chosen], self.days[chosen]),
            *(self.model[chosen], self.usual[chosen]),
        )


@dataclass(frozen=True)
class Likeness:
    """By which ratio and power items follow their model, and how alike they are.

    >>> one, ten = np.array([1.0]), np.array([10.0])
    >>> seen = Seen(units=5 * one, days=10 * one, model=4 * one, usual=one)
    >>> Likeness(ratio=1.0, shape=1.0, power=0.5).expected(seen).tolist()
    [2.0]
    >>> Likeness(ratio=1.0, shape=1.0, power=0.5).rates(seen).round(4).tolist()
    [0.5714]
    >>> Likeness(ratio=1.0, shape=1.0, power=0.5).squared_errors(seen).round(4).tolist()
    [0.1667]
    """

    ratio: float
    shape: float
    power: float

    def expected(self, seen: Seen) -> Floats:
        """Return the rates that items have before anything is seen of them."""
        leaning = (seen.model / seen.usual) ** self.power
        return np.asarray(self.ratio * seen.usual * leaning)

    def rates(self, seen: Seen) -> Floats:
        """Return the mean rates of items that showed so much.

        (shape + units) ÷ (shape ÷ expected rate + days)
        """
        below = self.shape / self.expected(seen) + seen.days
        return np.asarray((self.shape + seen.units) / below)

    def squared_errors(self, seen: Seen) -> Floats:
        """Return the squared relative errors that are left of these rates."""
        return np.asarray(1 / (self.shape + seen.units))


def likeness(seen: Seen) -> Likeness:
    """Return the most likely ratio, shape and power of some items.

    They are held to ``USUAL`` by normal distributions of deviation ``APART``, which a
    few items leave mostly as they are.
    """
    told = seen.at(some(np.flatnonzero(seen.days > LEAST_DAYS), MOST_COMPARED))
    found = minimize(
        _misfit, USUAL, args=(told,), jac=True, method="L-BFGS-B", bounds=LIMITS
    )
    log_ratio, log_shape, power = found.x.tolist()
    return Likeness(float(np.exp(log_ratio)), float(np.exp(log_shape)), power)


def _misfit(sought: Floats, told: Seen) -> tuple[float, Floats]:
    """Return the negative logarithm of the posterior, and its slopes."""
    ratio, shape = np.exp(sought[:2])
    mean = Likeness(ratio, shape, sought[2]).expected(told) * told.days
    units, total = told.units, shape + mean
    fit = gammaln(units + shape) - gammaln(shape) + shape * np.log(shape / total)
    fit += units * np.log(mean / total)
    of_mean = shape * (units - mean) / total
    of_shape = digamma(units + shape) - digamma(shape) + np.log(shape / total)
    of_shape = shape * (of_shape + (mean - units) / total)
    of_power = of_mean * np.log(told.model / told.usual)
    apart = (sought - USUAL) / APART
    slopes = np.array([of_mean.sum(), of_shape.sum(), of_power.sum()])
    return float((apart**2).sum() / 2 - fit.sum()), apart / APART - slopes
