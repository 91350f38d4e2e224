"""A study on a page of the desk."""

from dash import html
from dash.development.base_component import Component

from pipelines import study_steps
from pipelines.desk import elements
from pipelines.desk.pages.item.subject import Item
from pipelines.desk.view import View
from pipelines.study import subject
from pipelines.study_steps import Beside, Drawn, Missing, Part, Said, Step


def steps(of: Item) -> list[Component]:
    """Return every step of the study of an item, made once for all readers."""
    found = of.view.remember(
        ("item", "study", of.sku, of.main_place), lambda: _study(of)
    )
    return [_step(of.view, one) for one in found]


def _study(of: Item) -> list[Step]:
    """Study the item."""
    studied = subject(of.view.snapshot, of.sku, of.main_place)
    return list(study_steps.steps(studied, of.view.language))


def _step(view: View, step: Step) -> Component:
    """Return one step under its heading."""
    parts = [_part(view, part) for part in step.parts]
    return elements.section(view.say(f"section_{step.name}"), *parts, note=step.lead)


def _part(view: View, part: Part) -> Component:
    """Return one part of a step."""
    match part:
        case Drawn(figure, caption):
            return elements.figure(view, figure, caption)
        case Said(sentence):
            return html.P(sentence, className="reading")
        case Missing(words):
            return elements.empty(words)
        case Beside(tables):
            shown = [
                html.Div(
                    [
                        html.H3(view.say(f"table_{table.name}")),
                        elements.small_table(view, table, rows=table.total),
                    ]
                )
                for table in tables
            ]
            return html.Div(shown, className="pair")
