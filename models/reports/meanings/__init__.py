"""What tables and columns hold, in Danish: one sentence for each of the contracts.

A contract says it in English; the Danish stands here, by the English sentence, in the
module of the contract that says it first. A sentence that changes there changes here.
"""

from collections.abc import Mapping

from models.reports.meanings import (
    catalogue,
    decisions,
    demand,
    finance,
    forecasting,
    inventory,
    orders,
    planning,
    purchasing,
    sales,
    staging,
    steering,
    stock,
    stock_worth,
    suggestions,
    supply,
    warehouse,
)

DANISH: Mapping[str, str] = {
    **catalogue.DANISH,
    **sales.DANISH,
    **purchasing.DANISH,
    **stock.DANISH,
    **steering.DANISH,
    **staging.DANISH,
    **inventory.DANISH,
    **stock_worth.DANISH,
    **orders.DANISH,
    **supply.DANISH,
    **demand.DANISH,
    **forecasting.DANISH,
    **planning.DANISH,
    **suggestions.DANISH,
    **decisions.DANISH,
    **warehouse.DANISH,
    **finance.DANISH,
}


def meaning(english: str, language: str) -> str:
    """Return what a contract says, in ``language``.

    >>> meaning("Units sold.", "da"), meaning("Units sold.", "en")
    ('Solgte enheder.', 'Units sold.')
    """
    return DANISH.get(english, english) if language == "da" else english
