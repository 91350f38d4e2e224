"""Who the example company buys from, and how reliable they are."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from models.example.arrays import Array, Floats, Ints
from models.example.days import Days

MEDIA = ("road", "sea", "air")
ROAD, SEA, AIR = range(3)
AIR_SHARE = 0.06
LATE_SHARE = 0.05


@dataclass(frozen=True)
class Suppliers:
    """Terms of the suppliers, and how they really deliver."""

    names: list[str]
    currency: list[str]
    is_far: Array
    lead_time_days: Ints
    true_factor: Floats
    true_sigma: Floats
    closures: list[list[tuple[dt.date, dt.date]]]

    @property
    def ids(self) -> list[str]:
        """Supplier numbers."""
        return [f"S{n + 1:03d}" for n in range(len(self.names))]


def suppliers(items: int, home: str, days: Days, rng: np.random.Generator) -> Suppliers:
    """Draw suppliers: half of them near, a third in Europe, the rest overseas."""
    count = max(6, items // 40)
    kind = np.arange(count) % 6
    near, far = kind <= 2, kind == 5  # noqa: PLR2004 (of six, three near, one far)
    europe = np.array(["EUR", "EUR", "SEK"])[np.arange(count) % 3]
    overseas = np.array(["USD", "CNY"])[np.arange(count) // 6 % 2]
    currency = np.where(near, home, np.where(far, overseas, europe))
    low = np.where(near, 4, np.where(far, 55, 12))
    lead = low + rng.integers(0, np.where(near, 7, np.where(far, 20, 10)))
    chronic = rng.random(count) < 0.2  # noqa: PLR2004 (one in five is always late)
    return Suppliers(
        names=[_name(n, int(k)) for n, k in enumerate(kind)],
        currency=[str(code) for code in currency],
        is_far=far,
        lead_time_days=lead,
        true_factor=np.where(chronic, 1.35, 1.02),
        true_sigma=np.where(near, 0.12, np.where(far, 0.2, 0.16)),
        closures=[_closures(int(k), days) for k in kind],
    )


def _name(number: int, kind: int) -> str:
    """Make up the name of a supplier."""
    first = ("Nordhavn", "Fjord", "Birk", "Linden", "Moreau", "Golden Harbour")[kind]
    second = ("Trading", "Works", "Supply", "& Sons", "Mills")[number % 5]
    return f"{first} {second} {number + 1}"


def _closures(kind: int, days: Days) -> list[tuple[dt.date, dt.date]]:
    """Return when a supplier is closed: summer, Christmas, or the new year of China."""
    years = range(days.first.year, days.all[days.count].year + 2)
    if kind == 5:  # noqa: PLR2004 (overseas)
        starts = {2024: (2, 8), 2025: (1, 26), 2026: (2, 14), 2027: (2, 3)}
        opens = [dt.date(year, *starts.get(year, (2, 5))) for year in years]
        return [(day, day + dt.timedelta(days=17)) for day in opens]
    summer = [(dt.date(y, 7, 13), dt.date(y, 7, 31)) for y in years if kind >= 1]
    return [*summer, *((dt.date(y, 12, 23), dt.date(y + 1, 1, 2)) for y in years)]


def true_lead_days(
    own: Suppliers, supplier: Ints, is_air: Array, rng: np.random.Generator
) -> Ints:
    """Draw how long orders really take before closures are added."""
    declared = np.where(is_air, 10, own.lead_time_days[supplier])
    spread = np.exp(rng.normal(0, own.true_sigma[supplier]))
    late = rng.random(len(supplier)) < LATE_SHARE
    delay = np.where(late, rng.integers(7, 35, len(supplier)), 0)
    drawn = declared * own.true_factor[supplier] * spread + delay
    return np.maximum(2, np.rint(drawn)).astype(np.int64)


def closed_days(own: Suppliers, supplier: int, start: dt.date, days: int) -> int:
    """Count the closed days of a supplier that an order of ``days`` runs into."""
    end = start + dt.timedelta(days=days)
    spans = own.closures[supplier]
    overlaps = [(min(end, b) - max(start, a)).days + 1 for a, b in spans]
    return sum(max(overlap, 0) for overlap in overlaps)
