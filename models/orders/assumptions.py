"""What was inferred about orders because the files do not say it, in words."""

import polars as pl

from models.assumed import Assumed, assumptions, count
from models.orders.reversals import reversals
from models.orders.status import ASSUMED_CLOSED_AFTER_DAYS

SUBJECT = "order_lines"


SHIPPED_WHEN_PLACED = Assumed(
    SUBJECT,
    "shipped when placed",
    "There are no shipment_lines: {n} order lines count as shipped when placed, unless "
    "their status says otherwise. A file of shipments would settle it.",
    "Der er ingen shipment_lines: {n} ordrelinjer regnes som afsendt, da de blev "
    "bestilt, medmindre deres status siger andet. En fil med forsendelser afgør det.",
)
SHIPPED_UNRECORDED = Assumed(
    SUBJECT,
    "shipped without a shipment",
    "{n} order lines have no shipment but count as shipped, because their status says "
    f"so or because they are older than {ASSUMED_CLOSED_AFTER_DAYS} days.",
    "{n} ordrelinjer har ingen forsendelse, men regnes som afsendt, fordi deres status "
    f"siger det, eller fordi de er ældre end {ASSUMED_CLOSED_AFTER_DAYS} dage.",
)
CANCELLED_AT_ONCE = Assumed(
    SUBJECT,
    "reversal is a cancellation",
    "{n} lines with a negative quantity were matched to an order placed at most a day "
    "earlier and cancel it: they are not demand.",
    "{n} linjer med negativt antal hører til en ordre fra højst et døgn før og "
    "annullerer den: den er ikke efterspørgsel.",
)
RETURNED_LATER = Assumed(
    SUBJECT,
    "reversal is a return",
    "{n} lines with a negative quantity were matched to an older order and count as "
    "returns: the demand stands.",
    "{n} linjer med negativt antal hører til en ældre ordre og regnes som "
    "returneringer: efterspørgslen består.",
)
UNMATCHED = Assumed(
    SUBJECT,
    "reversal without an order",
    "{n} lines with a negative quantity belong to no order that is known and change "
    "neither demand nor stock.",
    "{n} linjer med negativt antal hører ikke til nogen kendt ordre og ændrer hverken "
    "efterspørgsel eller lager.",
)
PRICE_WITHOUT_RATE = Assumed(
    SUBJECT,
    "no exchange rate",
    "{n} order lines have a price in a currency without an exchange rate of the last "
    "seven days: their price is left out.",
    "{n} ordrelinjer har en pris i en valuta uden en kurs fra de seneste syv dage: "
    "deres pris er udeladt.",
)


def order_assumptions(
    order_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
) -> pl.DataFrame:
    """Return what was inferred about order lines, and how many rest on it."""
    has_shipments = not shipment_lines.head(1).collect().is_empty()
    shipped = SHIPPED_UNRECORDED if has_shipments else SHIPPED_WHEN_PLACED
    counts = _reversal_counts(order_lines) | {
        shipped: count(order_status.filter(_is_shipped_inferred())),
        PRICE_WITHOUT_RATE: _prices_left_out(order_lines, order_status),
    }
    return assumptions(counts)


def _is_shipped_inferred() -> pl.Expr:
    """Say that a line counts as shipped although no shipment says so."""
    return pl.col("is_inferred") & pl.col("state").is_in(["shipped", "returned"])


def _reversal_counts(order_lines: pl.LazyFrame) -> dict[Assumed, int]:
    """Return how many reversals cancel, return, or belong to nothing."""
    matched = reversals(order_lines)
    line = ["reversal_order_id", "reversal_line_no"]
    cancelling = matched.filter("is_cancelled").select(line).n_unique()
    found = matched.select(line).n_unique() if len(matched) else 0
    cancelling = cancelling if matched.get_column("is_cancelled").any() else 0
    taken_back = count(order_lines.filter(pl.col("ordered_qty") < 0))
    return {
        CANCELLED_AT_ONCE: cancelling,
        RETURNED_LATER: found - cancelling,
        UNMATCHED: taken_back - found,
    }


def _prices_left_out(order_lines: pl.LazyFrame, order_status: pl.LazyFrame) -> int:
    """Return how many prices could not be converted."""
    priced = count(order_lines.filter(pl.col("unit_price").is_not_null()))
    return priced - count(order_status.filter(pl.col("unit_price").is_not_null()))
