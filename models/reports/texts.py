"""Every word of the reports, in English and Danish."""

from collections.abc import Mapping

from models.reports import (
    words_of_backtest,
    words_of_columns,
    words_of_data,
    words_of_data_page,
    words_of_deciding,
    words_of_decisions,
    words_of_desk,
    words_of_explanation,
    words_of_forecast_page,
    words_of_forecasts,
    words_of_item_page,
    words_of_items,
    words_of_money,
    words_of_open_orders,
    words_of_orders,
    words_of_purchase_orders,
    words_of_report,
    words_of_rules,
    words_of_settings,
    words_of_source_columns,
    words_of_stock_pages,
    words_of_stock_value,
    words_of_study,
    words_of_study_models,
    words_of_suppliers,
    words_of_table_columns,
    words_of_tables,
    words_of_today,
    words_of_what_if,
    words_of_workbooks,
)

LANGUAGES = ("en", "da")
TEXTS: Mapping[str, tuple[str, str]] = {
    **words_of_source_columns.TEXTS,
    **words_of_table_columns.TEXTS,
    **words_of_backtest.TEXTS,
    **words_of_columns.TEXTS,
    **words_of_open_orders.TEXTS,
    **words_of_orders.TEXTS,
    **words_of_money.TEXTS,
    **words_of_report.TEXTS,
    **words_of_rules.TEXTS,
    **words_of_settings.TEXTS,
    **words_of_data.TEXTS,
    **words_of_data_page.TEXTS,
    **words_of_deciding.TEXTS,
    **words_of_decisions.TEXTS,
    **words_of_desk.TEXTS,
    **words_of_explanation.TEXTS,
    **words_of_forecast_page.TEXTS,
    **words_of_forecasts.TEXTS,
    **words_of_item_page.TEXTS,
    **words_of_items.TEXTS,
    **words_of_purchase_orders.TEXTS,
    **words_of_stock_pages.TEXTS,
    **words_of_stock_value.TEXTS,
    **words_of_study.TEXTS,
    **words_of_study_models.TEXTS,
    **words_of_suppliers.TEXTS,
    **words_of_tables.TEXTS,
    **words_of_today.TEXTS,
    **words_of_what_if.TEXTS,
    **words_of_workbooks.TEXTS,
}


def text(key: str, language: str, **values: object) -> str:
    """Return a text in ``language`` with its blanks filled.

    >>> text("order_sheet", "en"), text("order_sheet", "da")
    ('Order', 'Ordre')
    """
    return TEXTS[key][LANGUAGES.index(language)].format(**values)


def counted(key: str, count: int, language: str, shown: str) -> str:
    """Return ``<key>_one`` or ``<key>_many`` with its number, written as ``shown``.

    >>> counted("orders", 1, "en", "1"), counted("orders", 3, "da", "3")
    ('1 order', '3 ordrer')
    """
    return text(f"{key}_{'one' if count == 1 else 'many'}", language, n=shown)
