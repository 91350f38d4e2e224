"""Words that the page's script writes: totals, actions, keys."""

from models.reports.texts import TEXTS
from pipelines.desk.view import View

SPOKEN = (
    *("orders_amount", "orders_lines", "orders_units", "orders_weight"),
    *("orders_volume", "orders_minimum", "orders_minimum_none", "orders_met"),
    *("orders_short", "orders_containers", "orders_budget", "orders_budget_of"),
    *("orders_risk", "orders_by", "orders_arrives", "orders_lines_many"),
    *("orders_lines_one", "orders_of_lines", "orders_left", "orders_left_one"),
    *("orders_left_none", "orders_second"),
    *("orders_units_kg", "orders_units_m3", "orders_units_qty"),
    *(
        "orders_selected",
        "orders_selected_one",
        "orders_all",
        "orders_done",
        "orders_choose_line",
        *("orders_ticked", "orders_ticked_one", "orders_none_well", "orders_look"),
        "orders_a_day",
    ),
    *("orders_do_approve_order", "orders_do_approve"),
)
STATES = tuple(key for key in TEXTS if key.startswith("orders_state_"))


def words(view: View) -> dict[str, str]:
    """Return what the script writes, its blanks still open, in the reader's words."""
    place = 1 if view.language == "da" else 0
    return {key.removeprefix("orders_"): TEXTS[key][place] for key in SPOKEN + STATES}
