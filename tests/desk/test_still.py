"""What of a page travels as plain HTML, and what stays for callbacks to change."""

from dash import dcc, html

from pipelines.desk.still import Still, drawn, still


def test_what_has_no_name_travels_as_one_part() -> None:
    page = html.Div([html.H1("Stock"), html.P(["3 ", html.B("cups")], className="x")])
    assert still(page).to_plotly_json()["props"]["parts"] == [
        [
            "div",
            {},
            ["h1", {}, "Stock"],
            ["p", {"className": "x"}, "3 ", ["b", {}, "cups"]],
        ]
    ]


def test_what_callbacks_change_stays_where_it_is() -> None:
    page = html.Div(
        [html.H1("Stock"), "words", html.Div(dcc.Input(id="search")), html.P("end")]
    )
    title, field, end = still(page).children
    assert isinstance(title, Still)
    assert title.parts == [["h1", {}, "Stock"], "words"]
    assert [one.id for one in field.children] == ["search"]
    assert isinstance(end, Still)


def test_the_page_that_was_given_stays_as_it_was() -> None:
    page = html.Div([html.H1("Stock"), dcc.Input(id="search")])
    still(page)
    assert isinstance(page.children[0], html.H1)


def test_links_go_from_page_to_page_without_loading_everything() -> None:
    link = dcc.Link("CUP", href="/item?sku=CUP")
    assert drawn(link) == ["a", {"href": "/item?sku=CUP", "data-desk": ""}, "CUP"]


def test_a_button_with_a_name_is_not_taken_for_plain() -> None:
    assert isinstance(still(html.Button("Save", id="save")), html.Button)
    assert isinstance(still(html.Button("Save")), Still)
