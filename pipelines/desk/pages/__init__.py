"""The pages of the desk, in the order in which they are listed."""

from pipelines.desk.page import Page
from pipelines.desk.pages import (
    data,
    forecasts,
    health,
    item,
    money,
    open_orders,
    orders,
    sites,
    suppliers,
    today,
)

PAGES: tuple[Page, ...] = (
    today.PAGE,
    orders.PAGE,
    item.PAGE,
    health.PAGE,
    forecasts.PAGE,
    suppliers.PAGE,
    open_orders.PAGE,
    sites.PAGE,
    money.PAGE,
    data.PAGE,
)
