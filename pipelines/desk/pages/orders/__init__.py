"""Orders to place: supplier orders and their lines, decided on one screen."""

from pipelines.desk.page import Page
from pipelines.desk.pages.orders.answering import register
from pipelines.desk.pages.orders.layout import LINES, layout

PAGE = Page("orders", layout, (LINES,), register)
