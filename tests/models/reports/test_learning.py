import polars as pl
import pytest

from models.reports import learning
from models.reports.texts import TEXTS
from tests.factories import frame

ROW = {
    "supplier_id": "acme",
    "location_id": "main",
    "sku": "CUP",
    "suggested_qty": 100,
    "state": "judged",
}
OUTCOMES = frame(
    "decision_outcomes",
    *(
        {
            **ROW,
            "decision_id": f"d{number}",
            "author": author,
            "kind": kind,
            "reason": reason,
            "helped_qty": helped,
            "hurt_qty": hurt,
            "helped_amount": 10 * helped,
            "hurt_amount": 10 * hurt,
        }
        for number, (author, kind, reason, helped, hurt) in enumerate(
            [
                ("ane", "untouched", None, 0, 0),
                ("ane", "untouched", None, 0, 0),
                ("ane", "more", "campaign", 30, 10),
                ("ane", "less", "campaign", 5, 20),
                ("bo", "rejected", "discontinued", 50, 0),
            ]
        )
    ),
)


def test_the_share_accepted_untouched() -> None:
    assert learning.untouched_rate(OUTCOMES) == 0.4
    assert learning.untouched_rate(OUTCOMES.clear()) is None


def test_decisions_by_planner_say_how_often_and_whether_it_helped() -> None:
    table = learning.decisions_by(OUTCOMES, "author")
    names = ("decided_of", "lines", "untouched_rate", "more_lines", "judged_lines")
    assert table.rows.select(names).rows() == [
        ("ane", 4, 0.5, 1, 2),
        ("bo", 1, 0.0, 0, 1),
    ]
    assert table.rows["helped_rate"].to_list() == [0.5, 1.0]
    assert table.rows["helped_amount"].to_list() == [350, 500]


def test_reasons_are_those_of_changes() -> None:
    table = learning.decisions_by(OUTCOMES, "reason")
    assert table.rows.select("decided_of", "lines").rows() == [
        ("campaign", 2),
        ("discontinued", 1),
    ]


def test_suppliers_have_their_names() -> None:
    table = learning.decisions_by(OUTCOMES, "supplier_id", {"acme": "Acme"})
    assert table.rows["decided_of"].to_list() == ["Acme"]


@pytest.mark.parametrize("by", learning.GROUPS)
def test_every_table_has_words_and_an_empty_state(by: str) -> None:
    table = learning.decisions_by(OUTCOMES.clear(), by)
    assert table.total == 0
    wanted = {f"table_{table.name}", f"empty_{table.name}", *table.columns}
    assert wanted <= set(TEXTS)


def test_changes_are_told_by_what_they_mattered() -> None:
    table = learning.changes(OUTCOMES, frame("products"), "da")
    assert table.rows["kind"].to_list() == ["Afvist", "Flere", "Færre"]
    assert set(table.columns) <= set(TEXTS)
    assert isinstance(table.rows, pl.DataFrame)


def test_the_figure_draws_the_balance_of_each_group() -> None:
    table = learning.decisions_by(OUTCOMES, "author")
    drawn = learning.outcome_of_changes(table, "DKK", "en")
    assert list(drawn.data[0].x) == [50.0, 500.0]


def test_the_balance_counts_judged_changes_only() -> None:
    ahead = OUTCOMES.with_columns(state=pl.lit("ahead"))
    found = learning.balance(pl.concat([OUTCOMES, ahead]))
    assert (found.judged, found.ahead) == (3, 5)
    assert (found.helped_amount, found.hurt_amount) == (850, 300)
