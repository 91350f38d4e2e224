"""News of others: who did what with how many lines."""

import datetime as dt

from models.reports import order_news
from tests.factories import frame

NOW = dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)
ENTRIES = frame(
    "decisions",
    *(
        {
            "decision_id": f"{author}{number}",
            "decided_at": NOW,
            "author": author,
            "run": "r",
            "suggestion_id": f"s{number}" if number else "",
            "action": action,
            "status": status,
        }
        for number, (author, action, status) in enumerate(
            [
                ("Bo", "set_parameter", None),
                ("Bo", "approve", None),
                ("Bo", "approve", None),
                ("Ann", "reject", None),
                ("Bo", "reject", "conflicting"),
                ("Cy", "reject", None),
            ]
        )
    ),
)


def test_own_words_what_did_not_count_and_what_is_no_line_are_left_out() -> None:
    theirs = order_news.of_others(ENTRIES, "Ann")
    assert theirs["suggestion_id"].to_list() == ["s1", "s2", "s5"]


def test_who_did_what_is_said_in_the_order_it_was_done() -> None:
    theirs = order_news.of_others(ENTRIES, "Ann")
    assert order_news.told(theirs, "en") == (
        "Bo approved 2 lines just now. Cy rejected 1 line just now."
    )
    assert order_news.told(theirs, "da").startswith("Bo har netop godkendt 2 linjer.")
    assert order_news.told(theirs.clear(), "en") == ""
