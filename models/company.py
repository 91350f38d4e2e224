"""The company the plan is for: what holds for all of its tables."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Company:
    """Name, money, clock and language of the company.

    ``stock_files_complete`` says that an item missing from a stock file has none; else
    its stock is unknown. ``abc_by`` says what makes an item an A: revenue, margin, or
    hits, the days on which somebody wanted it.
    """

    name: str = "Company"
    currency: str = "DKK"
    time_zone: str = "Europe/Copenhagen"
    language: Literal["en", "da"] = "en"
    stock_files_complete: bool = False
    abc_by: Literal["revenue", "margin", "hits"] = "revenue"
