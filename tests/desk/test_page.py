"""What of pages is made once for all readers."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from pipelines.desk.page import Page, Query
from pipelines.desk.view import View

made: list[str] = []


def layout(view: View, query: Query) -> Component:
    """Return a page that says what it was made for."""
    made.append(f"{view.theme} {view.language} {query.get('by', '')}".strip())
    return html.P(made[-1])


def asked(page: Page, seen: View) -> list[str]:
    """Open a page by several readers; return for whom it was made."""
    made.clear()
    dark = replace(seen, theme="dark")
    danish = replace(seen, language="da")
    for _ in range(2):
        page.shown(seen, {})
        page.shown(seen, {"by": "place"})
        page.shown(dark, {})
        page.shown(danish, {})
    return made


def test_a_page_that_follows_from_the_plan_is_made_once_for_each_look(
    seen: View,
) -> None:
    looks = ["light en", "light en place", "dark en", "light da"]
    assert asked(Page("kept", layout, is_kept=True), seen) == looks


def test_a_page_that_decisions_change_is_made_each_time(seen: View) -> None:
    assert len(asked(Page("living", layout), seen)) == 8
