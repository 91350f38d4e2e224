"""How a supplier workbook is laid out: columns, their kinds, formulas and looks."""

from typing import Any

from models.reports import orders_to_place
from models.tables.suggestions import STEPS

EDITABLE = frozenset({"quantity", "decision", "holds_until", "comment"})

ORDER_COLUMNS: dict[str, tuple[str, int]] = {
    "supplier_sku": ("text", 16),
    "sku": ("text", 15),
    "title": ("text", 32),
    "quantity": ("general", 10),
    "pack_size_qty": ("qty", 7),
    "min_order_qty": ("qty", 10),
    "unit_cost": ("price", 11),
    "currency": ("code", 8),
    "line_amount": ("amount", 13),
    "location_id": ("code", 12),
    "order_on": ("date", 13),
    "arrive_on": ("date", 12),
    "reason": ("wrapped", 56),
    "decision": ("code", 12),
    "holds_until": ("date", 12),
    "comment": ("wrapped", 28),
    "suggestion_id": ("faint", 12),
    "planned_qty": ("faint_qty", 9),
}
PRINTED = "reason"
"""The last column of the order that goes on paper."""

CHANGES = ["pack_change_qty" if step == "pack" else f"{step}_qty" for step in STEPS]
"""What changes a need to a quantity; what rounding to packs does is no pack size."""

WHY_COLUMNS: dict[str, tuple[str, int]] = {
    "sku": ("text", 17),
    "title": ("text", 36),
    "location_id": ("code", 12),
    **dict.fromkeys(orders_to_place.POSITION_PARTS, ("qty", 11)),
    "position_qty": ("sum", 11),
    "reorder_point_qty": ("qty", 13),
    "order_up_to_qty": ("qty", 11),
    "need_qty": ("sum", 9),
    **dict.fromkeys(CHANGES, ("qty", 11)),
    "suggested_qty": ("sum", 9),
    "late_qty": ("qty", 10),
    "doubtful_qty": ("qty", 10),
    "far_qty": ("qty", 12),
    "stockout_risk_rate": ("rate", 8),
    "lost_margin_per_day_amount": ("amount", 12),
    "daily_mean_qty": ("number", 11),
    "cover_days": ("number", 11),
    "grade": ("code", 9),
    "assumptions": ("wrapped", 56),
}
FORMULAS = {
    "line_amount": "={quantity}*{unit_cost}",
    "position_qty": "={on_hand_qty}-{reserved_qty}-{held_qty}-{backordered_qty}"
    "+{in_transit_qty}+{on_order_qty}+{approved_qty}+{expected_returns_qty}"
    "-{expiring_qty}",
    "need_qty": "={order_up_to_qty}-{position_qty}",
    "suggested_qty": "={need_qty}+" + "+".join(f"{{{name}}}" for name in CHANGES),
}
STYLES: dict[str, dict[str, Any]] = {
    "text": {},
    "general": {"bold": True},
    "code": {"align": "left", "indent": 1},
    "wrapped": {"text_wrap": True, "align": "left", "indent": 1},
    "faint": {"font_color": "#9a9a94", "font_size": 8},
    "faint_qty": {"num_format": "#,##0.###", "font_color": "#9a9a94", "font_size": 8},
    "qty": {"num_format": "#,##0.000"},
    "whole": {"num_format": "#,##0"},
    "sum": {"num_format": "#,##0", "bold": True},
    "number": {"num_format": "#,##0.0"},
    "price": {"num_format": "#,##0.00##"},
    "amount": {"num_format": "#,##0.00"},
    "rate": {"num_format": "0%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
    "title": {"bold": True, "font_size": 16},
    "label": {"font_color": "#6b6b66"},
    "fact": {"bold": True, "align": "left"},
    "fact_date": {"bold": True, "num_format": "yyyy-mm-dd", "align": "left"},
    "fact_amount": {"bold": True, "num_format": "#,##0.00", "align": "left"},
    "heading": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "bottom": 1,
        "bg_color": "#eef3f1",
    },
}
LEFT = frozenset({"text", "faint"})
INDENTED = frozenset({"code", "wrapped", "date"})
EDIT_STYLE = {"bg_color": "#fff6d6", "border": 1, "border_color": "#e4d9ae"}
LINE_HEIGHT = 16
TITLE_HEIGHT = 26


def heading_style(kind: str) -> dict[str, Any]:
    """Return the look of the heading above cells of ``kind``: aligned like them."""
    if kind in INDENTED:
        return STYLES["heading"] | {"align": "left", "indent": 1}
    return STYLES["heading"] | ({} if kind in LEFT else {"align": "right"})


def height(texts: dict[str, str | None], columns: dict[str, tuple[str, int]]) -> int:
    """Return the height of a row, so that its wrapped texts are all to be seen.

    >>> height({"reason": "x" * 100}, ORDER_COLUMNS)
    32
    """
    lines = [
        -(-len(text or "") // (columns[name][1] - 2)) for name, text in texts.items()
    ]
    return LINE_HEIGHT * max([1, *lines])
