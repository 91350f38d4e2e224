"""A page for a browser that holds everything it needs and asks nobody for anything."""

import datetime as dt
import html
import json
from collections.abc import Mapping
from importlib import resources
from string import Template

from plotly.offline import get_plotlyjs

from models.reports import figures, formats
from pipelines.printing import Printer


def page(
    printer: Printer,
    title: str,
    as_of: dt.date,
    sections: Mapping[str, str],
    head: str = "",
) -> str:
    """Return the page of ``sections``, with a link to each that is not empty.

    ``title`` and ``head``, which stands above them, are ready for the page;
    ``as_of`` is the last day that is known.
    """
    company = printer.company
    links = "".join(
        f'<a href="#{name}">{printer.say(f"nav_{name}")}</a>'
        for name, section in sections.items()
        if section
    )
    return Template(_asset("report.html")).substitute(
        language=company.language,
        title=f"{title} · {html.escape(company.name)}",
        company=html.escape(company.name),
        as_of=as_of.isoformat(),
        day=formats.date(as_of, company.language),
        stale=printer.say("stale_page", days="{days}"),
        show_all=printer.say("show_all", n="{n}"),
        links=links,
        sections=head + "".join(sections.values()),
        palette=json.dumps(figures.PALETTE),
        style=_asset("report.css"),
        plotly=get_plotlyjs(),
        script=_asset("report.js"),
    )


def _asset(name: str) -> str:
    """Return a file that the page is made of."""
    return resources.files("pipelines").joinpath("templates", name).read_text("utf-8")
