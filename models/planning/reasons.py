"""The arithmetic of a suggestion in one sentence, made from its columns."""

from collections.abc import Mapping

import polars as pl

from models.company import Company
from models.planning import wording
from models.planning.wording import Language

CHANGES = ("group", "price_break", "ahead", "top_up", "budget")
"""What changes a quantity beyond its need, its minimum and its packs."""
SECONDARY = ("late", "far", "doubtful")
WORDS: dict[Language, Mapping[str, str]] = {
    "en": {
        "order": "Order {}: {} here, {} coming",
        "owed": ", {} owed",
        "sell": "; you sell {} a day",
        "next": "; the next delivery could be here on {}",
        "risk": "; without it {} risk of running out",
        "loss": ", {} {} a day",
        "group": "; {} of it reach the minimum of its group",
        "price_break": "; {} of it make the price lower",
        "ahead": "; {} of it are bought before the price rises",
        "top_up": "; {} of it fill the order",
        "budget": "; {} less than wanted for want of money or space",
        "late": "; {} of what is coming is late",
        "far": "; {} more are on order but too far away",
        "doubtful": "; {} from old orders are not counted",
    },
    "da": {
        "order": "Bestil {}: {} her, {} på vej",
        "owed": ", {} skyldes kunder",
        "sell": "; du sælger {} om dagen",
        "next": "; den næste levering kan være her {}",
        "risk": "; uden den er der {} risiko for at løbe tør",
        "loss": ", {} {} om dagen",
        "group": "; {} af dem når gruppens minimum",
        "price_break": "; {} af dem gør prisen lavere",
        "ahead": "; {} af dem købes, før prisen stiger",
        "top_up": "; {} af dem fylder ordren op",
        "budget": "; {} færre end ønsket af mangel på penge eller plads",
        "late": "; {} af det, der er på vej, er forsinket",
        "far": "; {} mere er bestilt, men for langt væk",
        "doubtful": "; {} fra gamle ordrer tælles ikke med",
    },
}


def with_reasons(lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Add the sentence of each suggestion in English and in Danish."""
    return lines.with_columns(
        _sentence("en", company).alias("reason"),
        _sentence("da", company).alias("reason_da"),
    )


def _sentence(language: Language, company: Company) -> pl.Expr:
    """Put the sentence together; what is zero and secondary is left out.

    Here is what can be sold, coming what counts as supply, so that here + coming - owed
    is the position.
    """
    words = WORDS[language]
    gone = pl.sum_horizontal("reserved_qty", "held_qty", "expiring_qty")
    coming = pl.sum_horizontal(
        "on_order_qty", "in_transit_qty", "approved_qty", "expected_returns_qty"
    )
    order = pl.format(
        words["order"],
        wording.quantity(pl.col("suggested_qty"), language),
        wording.quantity(pl.col("on_hand_qty") - gone, language),
        wording.quantity(coming, language),
    )
    rate = wording.rate_a_day(pl.col("daily_mean_qty"), language)
    risk = wording.percent(pl.col("stockout_risk_rate"), language)
    return pl.concat_str(
        order,
        _if_any("backordered_qty", words["owed"], language),
        pl.format(words["sell"], rate),
        pl.format(words["next"], wording.day(pl.col("next_arrive_on"), language)),
        pl.format(words["risk"], risk),
        _loss(language, company),
        *(
            _if_any(f"{name}_qty", words[name], language)
            for name in (*CHANGES, *SECONDARY)
        ),
    )


def _loss(language: Language, company: Company) -> pl.Expr:
    """Say what a day without stock costs, where that is known."""
    amount = pl.col("lost_margin_per_day_amount")
    said = pl.format(
        WORDS[language]["loss"],
        wording.whole(amount, language),
        pl.lit(wording.currency_word(company.currency)),
    )
    return pl.when(amount > 0).then(said).otherwise(pl.lit(""))


def _if_any(name: str, words: str, language: Language) -> pl.Expr:
    """Say a quantity where there is any."""
    said = pl.format(words, wording.quantity(pl.col(name).abs(), language))
    return pl.when(pl.col(name) != 0).then(said).otherwise(pl.lit(""))
