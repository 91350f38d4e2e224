"""Rows at fault, one kind at a time: refused as they came, told, and counted."""

from pathlib import Path

import pytest

from tests.pipelines.inboxes import GOOD, HEADER, NEW, Shop, called, workbook

COLUMNS = "order_id,line_no,placed_at,sku,ordered_qty,unit_price,currency,customer_id"
FIRST = 'g0,1,2026-01-02,a,1,1.5,,"one\ntwo"'
"""A good row on two lines, so that rows and lines are not the same."""
GOOD_ROWS = [FIRST, *(f"g{n},1,2026-01-02,a,2,1.5,DKK," for n in range(1, 50))]
FIRST_BAD_LINE = len(GOOD_ROWS) + 3
RATE = "no exchange rate for {} or the 7 days before: add it to exchange_rates"
LIKE_A_DATE = "placed_at is not a date: write it like 2026-12-31 14:30"
CORRECT = ": correct the value"

BAD_ROWS = {
    "w1,1,yesterday,a,1,1,,": ("placed_at", LIKE_A_DATE, "yesterday"),
    "w2,1,2026-02-30,a,1,1,,": ("placed_at", LIKE_A_DATE, "2026-02-30"),
    "w3,1,1900-01-01,a,1,1,,": (
        "placed_at",
        f"placed_at is before 1990-01-01{CORRECT}",
        "1900-01-01",
    ),
    "w4,1,2300-01-01,a,1,1,,": (
        "placed_at",
        f"placed_at is after 2100-01-01{CORRECT}",
        "2300-01-01",
    ),
    "w5,1,,a,1,1,,": ("placed_at", "placed_at is empty: every row needs one", None),
    "w6,1,2026-01-02,,1,1,,": ("sku", "sku is empty: every row needs one", None),
    "w7,1,2026-01-02,a,two,1,,": (
        "ordered_qty",
        "ordered_qty is not a number: write it like 1,234.56",
        "two",
    ),
    "w8,1,2026-01-02,a,99999999,1,,": (
        "ordered_qty",
        f"ordered_qty is above 10,000,000{CORRECT}",
        "99999999",
    ),
    "w9,1,2026-01-02,a,0,1,,": (
        "ordered_qty",
        (
            "rule broken: A line orders something or takes something back, never 0 "
            "(ordered_qty): correct the row"
        ),
        "0",
    ),
    "w10,1,2026-01-02,a,1.2345,1,,": (
        "ordered_qty",
        "ordered_qty has more than 3 decimals: round it",
        "1.2345",
    ),
    "w11,1,2026-01-02,a,1,-1,,": (
        "unit_price",
        f"unit_price is below 0{CORRECT}",
        "-1",
    ),
    "w12,1,2026-01-02,a,1,99999999,,": (
        "unit_price",
        f"unit_price is above 10,000,000{CORRECT}",
        "99999999",
    ),
    "w13,1,2026-01-02,zzz,1,1,,": (
        "sku",
        "unknown sku: add it to products, or to sku_aliases",
        "zzz",
    ),
    "w14,1,2026-01-20,a,1,1,EUR,": (
        "currency",
        RATE.format("EUR on 2026-01-20"),
        "EUR",
    ),
    "w15,1,2026-01-02,a,1,1,USD,": (
        "currency",
        RATE.format("USD on 2026-01-02"),
        "USD",
    ),
    "w16,1,2026-01-02,a,1,1,kroner,": (
        "currency",
        "currency is no code of three letters: write it like EUR",
        "kroner",
    ),
    "w17,1,2026-01-02,a\0,1,1,,": (
        "",
        "the row holds NUL bytes: export the file again as text",
        None,
    ),
    "w18,1,2026-01-02": (
        "",
        (
            "the row has fewer fields than the header: complete the row, or quote line "
            "breaks"
        ),
        None,
    ),
    "w19,1,2026-01-02,a,1,1,,,9": (
        "",
        "the row has more fields than the header: quote text that holds the delimiter",
        None,
    ),
    'w20,1,2026-01-02,"a,1,1,,': (
        "",
        "the row opens a quote and never closes it: double the quotes inside the text",
        None,
    ),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop.planned(tmp_path_factory.mktemp("rows") / "shop")


@pytest.fixture
def shop(planned: Shop, tmp_path: Path) -> Shop:
    return planned.copied(tmp_path / "shop")


@pytest.fixture(scope="module")
def mixed(planned: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = planned.copied(tmp_path_factory.mktemp("mixed") / "shop")
    shop.set("max_reject_rate = 0.5\n")
    shop.drop("products.csv", "sku\na\nb\n")
    shop.drop("exchange_rates.csv", "currency,on,rate\nEUR,2026-01-01,7.46\n")
    shop.drop(NEW, "\n".join([COLUMNS, *GOOD_ROWS, *BAD_ROWS]) + "\n")
    told = shop.takes()
    assert f"6: 105 rows, 85 kept, {len(BAD_ROWS)} refused, 0 exact" in " ".join(told)
    return shop


@pytest.mark.parametrize("raw_text", BAD_ROWS)
def test_a_row_at_fault_is_refused_as_it_came(mixed: Shop, raw_text: str) -> None:
    column, rule, value = BAD_ROWS[raw_text]
    (refused,) = [row for row in mixed.rejects() if row["raw_text"] == raw_text]
    assert refused["source"] == NEW
    assert refused["source_line"] == FIRST_BAD_LINE + list(BAD_ROWS).index(raw_text)
    assert (refused["column"], refused["rule"], refused["value"]) == (
        *(column, rule, value),
    )


def test_nothing_else_is_refused(mixed: Shop) -> None:
    assert len(mixed.rejects()) == len(BAD_ROWS)


def test_refused_rows_are_told_with_file_and_line(shop: Shop) -> None:
    bad = "w1,1,2026-01-02,a,two,1\nw2,1,2026-01-02,a,three,1\nw3,1,soon,a,1,1\n"
    shop.drop(NEW, HEADER + GOOD + bad)
    told = shop.takes()
    assert [line.strip() for line in told[1:5]] == [
        "files read     4: 134 rows, 131 kept, 3 refused, 0 exact repeats",
        (
            "2 rows: ordered_qty is not a number: write it like 1,234.56; the first in "
            f"{NEW} line 101: 'two'"
        ),
        f"1 row: {LIKE_A_DATE}; in {NEW} line 103: 'soon'",
        f"every refused row: backstock export rejects {shop.workspace.root}",
    ]


def test_refused_rows_can_be_had_as_a_file(mixed: Shop, tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    root = mixed.workspace.root
    assert called("export", "rejects", root, "--out", file).exit_code == 0
    assert "w7,1,2026-01-02,a,two,1,," in file.read_text(encoding="utf-8-sig")


def test_rules_that_differ_by_a_day_are_one_to_the_reader(shop: Shop) -> None:
    header = HEADER.strip() + ",currency\n"
    bad = [f"w{n},1,2026-01-{n:02},a,1,1,USD\n" for n in range(1, 4)]
    shop.drop(NEW, header + GOOD.replace("\n", ",DKK\n") + "".join(bad))
    assert (
        f"    3 rows: {RATE.format('USD on 2026-01-01')}; the first in {NEW} line "
        in ("\n".join(shop.takes()))
    )


def test_a_contradicted_row_is_refused_and_a_repeated_one_counts_once(
    shop: Shop,
) -> None:
    first = GOOD.splitlines()[0]
    bad = f"{first}\nn5,1,2026-01-06,a,77,12.50\n"
    shop.drop(NEW, HEADER + GOOD + bad)
    assert "4: 133 rows, 131 kept, 1 refused, 1 exact" in " ".join(shop.takes())
    (refused,) = shop.rejects()
    assert refused["source_line"] == 7
    assert refused["raw_text"] == GOOD.splitlines()[5]
    assert refused["rule"] == (
        "same key (order_id, line_no) as line 102 with different content: "
        "keep one of the two"
    )


def test_a_formula_that_was_never_computed_costs_its_row(shop: Shop) -> None:
    rows = [[f"x{n}", 1, "2026-01-02", "a", 2, 12.5] for n in range(30)]
    content = workbook([HEADER.strip().split(","), *rows], formula="E2")
    shop.drop("order_lines/new.xlsx", content)
    shop.takes()
    (refused,) = shop.rejects()
    assert refused["source_line"] == 2
    assert refused["raw_text"] == "x0\t1\t2026-01-02\ta\t=\t12.5"
    assert refused["rule"] == (
        "a formula has no value: open the workbook, save it, drop it again"
    )


def test_wrong_types_in_all_rows_keep_the_old_data(shop: Shop) -> None:
    path = shop.drop(NEW, HEADER + GOOD.replace(",a,", ",a,x"))
    assert shop.refuses(3) == [
        f"{NEW}: 99 of 99 rows refused, more than 5% (max_reject_rate)",
        (
            "  99 rows: ordered_qty is not a number: write it like 1,234.56; the first "
            "in line 2: 'x1'"
        ),
        (
            "Correct the file and drop it again, or allow more with max_reject_rate in "
            "backstock.toml."
        ),
        "Nothing was changed.",
    ]
    path.unlink()
    assert "3: 32 rows, 32 kept, 0 refused" in " ".join(shop.takes())


def test_a_correction_takes_the_place_of_what_was_refused(shop: Shop) -> None:
    shop.drop(NEW, HEADER + GOOD + "w1,1,2026-01-02,a,two,1\n")
    assert len(shop.takes() and shop.rejects()) == 1
    shop.drop(NEW, HEADER + GOOD + "w1,1,2026-01-02,a,2,1\n")
    assert "4: 132 rows, 132 kept, 0 refused" in " ".join(shop.takes())
    assert not shop.rejects()
