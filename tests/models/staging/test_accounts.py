"""What became of every record read."""

from hypothesis import given
from hypothesis import strategies as st

from models.staging import accounts
from models.staging.known import Staged
from models.staging.versions import Mode, Source
from tests.models.staging.staging_rows import LIVE, files, order, staged, table


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.integers(1, 20)),
        max_size=12,
    ),
    st.sampled_from(["delta", "full"]),
)
def test_every_kept_row_is_known_superseded_or_later(
    given_rows: list[tuple[int, str, int]], mode: Mode
) -> None:
    rows = staged(
        "order_lines",
        *(
            order(key, file=file, placed_at=f"2026-03-{day:02}T10:00", row=at)
            for at, (file, key, day) in enumerate(given_rows)
        ),
    )
    kept = [sum(row[0] == file for row in given_rows) for file in (1, 2, 3)]
    drops = files(
        "order_lines",
        *({"path": f"d{n}", "rows_kept": n, "rows_read": n} for n in kept),
    )
    source = Source("order_lines", mode)
    every = Staged(drops, lambda _: rows, lambda _: mode)
    account = accounts.source_account(every, source, LIVE)
    found = table(rows, drops, mode=mode)
    assert accounts.kept_rows_are_staged(account).is_empty()
    assert accounts.rows_unaccounted("order_lines", found.lazy(), account).is_empty()
    told = account.row(0, named=True)
    assert told["rows_kept"] == (
        told["rows_known"] + told["rows_superseded"] + told["rows_later"]
    )


def test_a_lost_row_is_a_breach() -> None:
    drops = files("order_lines", {"rows_read": 3, "rows_kept": 1, "rows_rejected": 1})
    assert accounts.nothing_is_lost(drops).height == 1
    rows = staged("order_lines", order("o1"))
    every = Staged(drops, lambda _: rows, lambda _: "delta")
    account = accounts.source_account(every, Source("order_lines"), LIVE)
    lost = accounts.rows_unaccounted(
        "order_lines", table(rows, drops).lazy().head(0), account
    )
    assert lost.select("rows", "expected").rows() == [(0, 1)]
