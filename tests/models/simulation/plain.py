"""The same life told slowly: one place after the other, in plain Python."""

import math
from dataclasses import dataclass, field

from models.simulation.ground import Ground, Levels

FILLS = 2**14


@dataclass
class Place:
    hand: float
    waiting: float = 0.0
    coming: dict[int, float] = field(default_factory=dict)
    known_from: int = 0

    def ordered(self, today: int) -> float:
        if today < self.known_from:
            return 0.0
        return sum(qty for day, qty in self.coming.items() if day >= today)

    def position(self, today: int) -> float:
        return self.hand - self.waiting + self.ordered(today)


@dataclass
class Life:
    served: list[float]
    stocked: list[float]
    short_days: list[int]
    lines: list[int]
    orders: list[int]


def in_packs(need: float, pack: float, least: float, most: float) -> float:
    wanted = max(min(need, most) if most else need, least)
    up = math.ceil(wanted / pack - 1e-6) * pack
    down = math.floor(wanted / pack + 1e-6) * pack
    return down if most and up > most + 1e-6 and 0 < down >= least else up


class Company:
    def __init__(self, ground: Ground, levels: Levels) -> None:
        self.ground, self.levels, self.terms = ground, levels, ground.terms
        self.places = [
            Place(
                float(ground.stock[cell]),
                coming={
                    day: float(ground.given[day, cell]) for day in range(ground.days)
                },
                known_from=int(ground.planned_from[cell]),
            )
            for cell in range(ground.places)
        ]
        count = ground.places
        buyers = len(ground.least_amount)
        self.life = Life(
            [0.0] * count, [0.0] * count, [0] * count, [0] * count, [0] * buyers
        )

    def live(self) -> Life:
        for today in range(self.ground.days):
            if self.levels.vintage[today] >= 0:
                self.order(today)
            for cell, place in enumerate(self.places):
                self.sell(today, cell, place)
        return self.life

    def below(self, cell: int) -> list[int]:
        children = [
            other
            for other in range(self.ground.places)
            if self.terms.parent[other] == cell
        ]
        return [cell, *(deep for child in children for deep in self.below(child))]

    def size(self, cell: int, need: float) -> float:
        terms = self.terms
        return in_packs(need, terms.pack[cell], terms.least[cell], terms.most[cell])

    def order(self, today: int) -> None:
        row = self.levels.vintage[today]
        level = [float(one) for one in self.levels.up_to[row]]
        daily = [float(one) for one in self.levels.daily[row]]
        position = [
            sum(self.places[one].position(today) for one in self.below(cell))
            for cell in range(self.ground.places)
        ]
        wanted: dict[int, float] = {}
        for cell in range(self.ground.places):
            may = self.ground.chance[today, cell]
            need = level[cell] - position[cell]
            is_planned = self.ground.planned_from[cell] <= today
            is_low = position[cell] <= float(self.levels.point[row, cell]) + 1e-6
            if may and is_planned and is_low and need > 1e-6:
                wanted[cell] = self.size(cell, need)
        self.send(today, wanted)
        for buyer in range(len(self.ground.least_amount)):
            self.buy(today, buyer, wanted, position, (level, daily))

    def send(self, today: int, wanted: dict[int, float]) -> None:
        for above in range(self.ground.places):
            asked = {
                cell: qty
                for cell, qty in wanted.items()
                if self.terms.parent[cell] == above
            }
            left, open_qty = self.places[above].hand, sum(asked.values())
            for cell, qty in asked.items():
                share = min(left / open_qty, 1.0)
                pack = self.terms.pack[cell]
                sent = math.floor(qty * share / pack + 1e-6) * pack
                open_qty -= qty
                if sent > 0:
                    left -= sent
                    self.place(today, cell, sent)
            self.places[above].hand = left

    def buy(
        self,
        today: int,
        buyer: int,
        wanted: dict[int, float],
        position: list[float],
        levels: tuple[list[float], list[float]],
    ) -> None:
        level, daily = levels
        mine = [c for c in range(self.ground.places) if self.terms.buyer[c] == buyer]
        lines = {cell: wanted[cell] for cell in mine if cell in wanted}
        least = self.ground.least_amount[buyer]
        if lines and self.worth(lines) < least:
            open_to = [cell for cell in mine if self.ground.chance[today, cell]]

            def filled(fill: float) -> dict[int, float]:
                raised = dict(lines)
                for cell in open_to:
                    raised_to = min(fill, 1) * level[cell]
                    raised_to += max(fill - 1, 0) * 28 * daily[cell]
                    need = raised_to - position[cell]
                    if need > 0:
                        more = self.size(cell, need)
                        raised[cell] = max(raised.get(cell, 0.0), more)
                return raised

            steps = [2 * step / FILLS for step in range(1, FILLS + 1)]
            low, high = 0, FILLS - 1
            if self.worth(filled(steps[high])) < least:
                return
            while low < high:
                middle = (low + high) // 2
                if self.worth(filled(steps[middle])) < least:
                    low = middle + 1
                else:
                    high = middle
            lines = filled(steps[high])
        for cell, qty in lines.items():
            self.place(today, cell, qty)
        self.life.orders[buyer] += bool(lines)

    def worth(self, lines: dict[int, float]) -> float:
        return sum(qty * float(self.terms.cost[cell]) for cell, qty in lines.items())

    def place(self, today: int, cell: int, qty: float) -> None:
        day = max(int(self.ground.arrival[today, cell]), today)
        coming = self.places[cell].coming
        coming[day] = coming.get(day, 0.0) + qty
        self.life.lines[cell] += 1

    def sell(self, today: int, cell: int, place: Place) -> None:
        place.hand += place.coming.pop(today, 0.0)
        given = min(place.hand, place.waiting)
        place.hand, place.waiting = place.hand - given, place.waiting - given
        place.hand = max(place.hand + float(self.ground.other[today, cell]), 0.0)
        demand = float(self.ground.demand[today, cell])
        patient = float(self.ground.patient[today, cell])
        at_once = min(place.hand, demand)
        later = min(place.hand - at_once, patient)
        is_out = place.hand <= 0 or at_once + later < demand + patient
        counts = today >= self.ground.sold_from[cell]
        self.life.short_days[cell] += is_out and counts
        place.waiting += patient - later
        place.hand -= at_once + later
        self.life.served[cell] += at_once + later
        self.life.stocked[cell] += place.hand
