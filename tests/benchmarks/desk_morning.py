"""A planner's morning in a browser: what has to be done, and how long one waits."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from tests.desk.browser.looking import Looking

ORDERS = 30
EDITED_EVERY = 10
"""In each tenth order a quantity is changed; the others go out as suggested."""
CHOSEN = "() => placing.chosenOrder()"
DECIDED = """(name) => {
  const order = placing.desk.orders.find((one) => one.order_name === name);
  const line = placing.lines.getDisplayedRowAtIndex(0)?.data;
  return !placing.desk.sent && !["open", "partly"].includes(order.state_code)
    && line?.order_name === placing.desk.chosen;
}"""
"""An order is decided, and the lines of the one after it stand there."""
KEPT = "() => !placing.desk.sent && !placing.desk.edits.length"
SHOWN = """() => placing.lines.getDisplayedRowAtIndex(0)?.data?.order_name
  === placing.desk.chosen"""


@dataclass
class Morning:
    """What a planner did with each order, and how long they waited for the desk.

    ``actions`` counts the keys and clicks of each order that was left as it was;
    ``seconds`` is how long each order took from the first key to the next order;
    ``together`` counts the orders that were then decided at once, with two keys.
    """

    actions: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    lines: int = 0
    together: int = 0
    together_seconds: float = 0.0


@contextmanager
def decisions_apart() -> Iterator[None]:
    """Keep what is decided apart, so that the workspace stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/decisions.sqlite"
        with mock.patch.dict(os.environ, BACKSTOCK_DECISIONS=url):
            yield


def cleared(looking: Looking) -> Morning:
    """Decide the orders worth most, one by one, then all that are in order at once."""
    made, page = Morning(), looking.page
    looking.open("/orders")
    page.wait_for_function(SHOWN)
    for number in range(1, ORDERS + 1):
        order = page.evaluate(CHOSEN)
        start = time.perf_counter()
        if number % EDITED_EVERY == 0:
            _edit(looking)
        else:
            made.actions.append(1)
        page.keyboard.press("a")
        page.wait_for_function(DECIDED, arg=order["order_name"])
        made.seconds.append(time.perf_counter() - start)
        made.lines += order["all_lines"]
    _decide_together(looking, made)
    return made


def _edit(looking: Looking) -> None:
    """Change the quantity of the first line."""
    page = looking.page
    cell = page.locator(".orders-chosen [row-index='0'] [col-id='quantity']")
    cell.dblclick()
    cell.locator("input").fill("777")
    page.keyboard.press("Enter")
    page.wait_for_function(KEPT)


def _decide_together(looking: Looking, made: Morning) -> None:
    """Tick what has nothing to look at, and approve it."""
    page = looking.page
    start = time.perf_counter()
    page.keyboard.press("g")
    made.together = page.evaluate("() => placing.ticked().length")
    if made.together:
        page.keyboard.press("a")
        page.wait_for_function("() => !placing.ticked().length")
        page.wait_for_function(KEPT)
    made.together_seconds = time.perf_counter() - start
