"""Today: what needs a decision, ranked by money, readable in ten seconds."""

from pipelines.desk.page import Page
from pipelines.desk.pages.today.layout import layout
from pipelines.desk.pages.today.tables import LISTINGS

PAGE = Page("today", layout, tuple(LISTINGS.values()))
