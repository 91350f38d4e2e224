"""What comes of edits: decisions to keep, conflicts to tell, faults to mend."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from models.deciding.conflicts import conflicts
from models.deciding.edits import faults, resolved
from models.deciding.limits import Limits, waiting
from models.deciding.rows import decision_rows
from models.deciding.states import states

SAID_OF_PART = ("qty", "order_on", "arrive_on", "supplier_id")


@dataclass(frozen=True)
class Plan:
    """The published plan that is decided about.

    ``offers`` has every supplier of an item with its terms (``models.supply.offers``).
    """

    run: str
    as_of: dt.date
    suggestions: pl.DataFrame
    offers: pl.DataFrame


@dataclass(frozen=True)
class Outcome:
    """What came of edits.

    ``rows`` are the decisions to add, those kept as conflicting among them;
    ``repeated`` holds the edits (``edit_id``) that say nothing new. Where there are
    ``faults`` nothing is decided.
    """

    rows: pl.DataFrame
    conflicts: pl.DataFrame
    faults: pl.DataFrame
    repeated: list[str]


def decide(
    asked: pl.DataFrame,
    plan: Plan,
    entries: pl.DataFrame,
    *,
    author: str,
    limits: Limits,
    decided_at: dt.datetime,
    overrules: bool = False,
) -> Outcome:
    """Decide what is ``asked`` (a table of edits) after all ``entries`` before it.

    An edit that was made already, or says what stands, is repeated and adds nothing;
    one of a line that another person has decided since is kept as conflicting, unless
    it ``overrules``; one above its author's limit waits for a second person.
    """
    lines = plan.suggestions.join(asked, on="suggestion_id", how="semi")
    now = states(lines, entries)
    done = entries.filter(pl.col("status").fill_null("") != "conflicting")["edit_id"]
    fresh = asked.filter(~pl.col("edit_id").is_in(done.drop_nulls().implode()))
    known = resolved(_seconded(fresh, now, author), lines, now, plan.offers, plan.as_of)
    wrong = faults(known, plan.as_of)
    news = _news(known, now, author)
    late = conflicts(news, now, lines, entries, author)
    late = late.filter(pl.col("now_state") == "sent") if overrules else late
    good = news.join(late, on="edit_id", how="anti", maintain_order="left")
    waits = waiting(good, states(plan.suggestions, entries), author, limits)
    status = (
        pl.when(pl.col("edit_id").is_in(late["edit_id"].implode()))
        .then(pl.lit("conflicting"))
        .when(pl.col("edit_id").is_in(waits["edit_id"].implode()))
        .then(pl.lit("waiting"))
    )
    kept = news if wrong.is_empty() else news.clear()
    rows = decision_rows(
        kept.with_columns(status=status),
        lines,
        author=author,
        run=plan.run,
        decided_at=decided_at,
    )
    repeated = asked.join(news, on="edit_id", how="anti", maintain_order="left")
    return Outcome(
        _not_kept_yet(rows, entries),
        late,
        wrong,
        repeated["edit_id"].unique(maintain_order=True).to_list(),
    )


def _seconded(asked: pl.DataFrame, now: pl.DataFrame, author: str) -> pl.DataFrame:
    """Let an approval of what another person proposed say just that."""
    proposed = now.filter(
        pl.col("state") == "waiting", pl.col("author") != author
    ).select(
        "suggestion_id",
        "parts",
        proposed="action",
        proposed_by="author",
        until="holds_until",
    )
    is_second = pl.col("proposed_by").is_not_null()
    both = asked.join(proposed, on="suggestion_id", how="left", maintain_order="left")
    second = (
        both.filter(is_second, pl.col("action") == "approve")
        .explode("parts")
        .with_columns(
            action="proposed",
            holds_until="until",
            qty=pl.col("parts").struct.field("decided_qty"),
            **{
                name: pl.col("parts").struct.field(name)
                for name in ("split_no", "order_on", "arrive_on", "supplier_id")
            },
        )
    )
    first = both.filter(~is_second | (pl.col("action") != "approve")).with_columns(
        proposed_by=pl.lit(None, pl.String)
    )
    columns = [*asked.columns, "proposed_by"]
    return pl.concat([first.select(columns), second.select(columns)])


def _news(known: pl.DataFrame, now: pl.DataFrame, author: str) -> pl.DataFrame:
    """Return the edits that say something else than the last word on their line."""
    said = known.group_by("edit_id", maintain_order=True).agg(
        pl.col("suggestion_id", "decided_action", "decided_until", "reason").first(),
        asked_action=pl.col("action").first(),
        told=_told(*(f"decided_{name}" for name in SAID_OF_PART)),
    )
    stands = now.select(
        "suggestion_id",
        "state",
        "action",
        "holds_until",
        "author",
        reason_now="reason",
        told_now=pl.col("parts").list.eval(_told_part()).list.join(";"),
    )
    both = said.join(stands, on="suggestion_id", how="left")
    still = pl.col("state").is_in(["approved", "changed", "waiting", "sent"])
    approves_again = (pl.col("asked_action") == "approve") & still
    same_reason = pl.col("reason").is_null() | pl.col("reason").eq_missing(
        pl.col("reason_now")
    )
    says_same = (
        (pl.col("decided_action") == pl.col("action"))
        & (pl.col("told") == pl.col("told_now"))
        & pl.col("decided_until").eq_missing(pl.col("holds_until"))
        & (same_reason | (pl.col("state") == "sent"))
    )
    is_own = (pl.col("state") != "waiting") | (pl.col("author") == author)
    repeats = both.filter(
        ((approves_again | says_same) & is_own).fill_null(value=False)
    )
    return known.join(repeats, on="edit_id", how="anti", maintain_order="left")


def _told(*names: str) -> pl.Expr:
    """Return the parts of an edit as one text."""
    return pl.format("{}|{}|{}|{}", *names).str.join(";")


def _told_part() -> pl.Expr:
    """Return a decided part as the same text."""
    names = ("decided_qty", *SAID_OF_PART[1:])
    return pl.format(
        "{}|{}|{}|{}", *(pl.element().struct.field(name) for name in names)
    )


def _not_kept_yet(rows: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that the store does not hold: what was too late is kept once."""
    return rows.join(entries, on="decision_id", how="anti", maintain_order="left")
