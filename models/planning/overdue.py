"""Orders that are late, doubtful, or were approved and never seen again."""

import polars as pl

from models.planning.matters import PLACE, matters
from models.planning.wording import Language, day, name_of, of, quantity, told, whole

AGO: dict[Language, tuple[str, str, str]] = {
    "en": ("today", "a day ago", "{} days ago"),
    "da": ("i dag", "for en dag siden", "for {} dage siden"),
}


def _ago(days: pl.Expr, language: Language) -> pl.Expr:
    """Say how long ago something was: today, a day ago, 12 days ago."""
    today, one, more = AGO[language]
    return (
        pl.when(days == 0)
        .then(pl.lit(today))
        .when(days == 1)
        .then(pl.lit(one))
        .otherwise(pl.format(more, whole(days, language)))
    )


DUE = (
    of(quantity, "open_qty"),
    name_of("supplier_id"),
    of(day, "due_on"),
    of(_ago, "days_late"),
)
LINE = pl.format("{} line {}", "po_id", "line_no")


def late(open_supply: pl.DataFrame, costs: pl.DataFrame) -> pl.DataFrame:
    """List what is late and still counted, on a later day."""
    lines = open_supply.filter(pl.col("state") == "late")
    sentences = told(
        "Late: {} from {} was due {}, {}; counted on {}. Chase it.",
        "Forsinket: {} fra {} skulle være kommet {}, {}; ventes {}. Ryk for dem.",
        *DUE,
        of(day, "arrive_on"),
    )
    known = lines.join(costs, on=PLACE, how="left")
    return matters(known, "late", sentences, qty="open_qty", document=LINE)


def doubtful(open_supply: pl.DataFrame, costs: pl.DataFrame) -> pl.DataFrame:
    """List what is so late or so silent that it is no longer counted."""
    lines = open_supply.filter(pl.col("state") == "doubtful")
    sentences = told(
        "Still coming? {} from {} was due {}, {}; it is not counted. Ask, "
        "then close it or give a new day.",
        "Kommer de stadig? {} fra {} skulle være kommet {}, {}; de "
        "tælles ikke med. Spørg, og luk dem eller giv en ny dag.",
        *DUE,
    )
    known = lines.join(costs, on=PLACE, how="left")
    return matters(known, "doubtful", sentences, qty="open_qty", document=LINE)


def unmatched(supply_matches: pl.DataFrame, costs: pl.DataFrame) -> pl.DataFrame:
    """List approvals that never became a purchase order and no longer count."""
    expired = supply_matches.filter(pl.col("state") == "expired")
    sentences = told(
        "{} from {}, approved {}, is in no purchase order and no longer counts. Send "
        "it, or match it to its order.",
        "{} fra {}, godkendt {}, findes ikke i nogen indkøbsordre og tælles ikke "
        "længere med. Send den, eller kobl den til sin ordre.",
        of(quantity, "decided_qty"),
        name_of("supplier_id"),
        of(day, "decided_on"),
    )
    known = expired.join(costs, on=PLACE, how="left")
    number = pl.col("suggestion_id")
    return matters(known, "unmatched", sentences, qty="decided_qty", document=number)
