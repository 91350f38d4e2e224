"""Orders to place: supplier orders and their lines, decided on one screen."""

from pipelines.desk.page import Page
from pipelines.desk.pages.orders.answering import register
from pipelines.desk.pages.orders.layout import layout
from pipelines.desk.pages.orders.learned import CHANGES
from pipelines.desk.pages.orders.lines import LINES

PAGE = Page("orders", layout, (LINES, CHANGES), register)
