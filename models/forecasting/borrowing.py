"""What items with little history of their own borrow, and from whom.

An item leans on the one it is said to resemble or to succeed, else on the items of its
category at its place. How far it may be trusted to sell like these is learned from all
that lean on another, and own history takes over as fast as it speaks (``likeness``).
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.likeness import Seen, likeness

Flags = npt.NDArray[np.bool_]

LEAST_PEERS = 5
MANY_PEERS = 20
LEAST_LEVEL = 0.01
"""Units a day: what sells nothing is taken to sell one in a hundred days."""


def donors(products: pl.DataFrame) -> pl.DataFrame:
    """Return for each item the one whose history it may borrow."""
    standing = products.filter(pl.col("gone_at").is_null())
    similar = standing.select("sku", donor="similar_sku")
    succeeds = standing.select(sku="successor_sku", donor="sku")
    return (
        pl.concat([similar, succeeds])
        .drop_nulls()
        .unique("sku", keep="first", maintain_order=True)
    )


def borrowed(rows: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Add what items like each one say of its level.

    ``donor`` and ``donor_level`` are the item it leans on and that one's level there;
    ``borrowed_level`` (units a day) is what that one or else its category says together
    with its own units; ``borrowed_error`` is how far off that may be, squared and
    relative. All are null with nothing to lean on.
    """
    known = _with_models(rows, products)
    levels, errors = np.full((2, known.height), np.nan)
    for name, leans, tells in _leaning(known):
        seen = _seen(known, name)
        alike = likeness(seen.at(np.flatnonzero(tells)))
        levels = np.where(leans, alike.rates(seen), levels)
        errors = np.where(leans, alike.squared_errors(seen), errors)
    return known.with_columns(
        borrowed_level=pl.Series(levels).fill_nan(None),
        borrowed_error=pl.Series(errors).fill_nan(None),
    )


def _leaning(known: pl.DataFrame) -> Iterator[tuple[str, Flags, Flags]]:
    """Yield the model, who leans on it, and who tells how such items compare with it.

    An item that was added is compared with those that were added, where they are many:
    what began long after the others mostly sells less than what was always there.
    """
    is_settled, is_late, by_class, by_donor = (
        known.select(is_it).to_series().to_numpy()
        for is_it in (
            pl.col("is_enough"),
            pl.col("is_late"),
            pl.col("peer_level").is_not_null(),
            pl.col("donor_level").is_not_null(),
        )
    )
    settled = by_class & is_settled
    for leans in (by_class & ~is_late, by_class & is_late):
        alike = settled & leans
        yield "peer_level", leans, alike if alike.sum() >= MANY_PEERS else settled
    yield "donor_level", by_donor, by_donor


def _seen(known: pl.DataFrame, model: str) -> Seen:
    """Return what each item showed beside one of its models."""
    noise, usual = pl.col("dispersion"), pl.coalesce("peer_level", "place_level")
    columns = known.select(
        units=pl.col("units") / noise,
        days=pl.col("exposure") / noise,
        model=pl.col(model).clip(LEAST_LEVEL).fill_null(LEAST_LEVEL),
        usual=usual.clip(LEAST_LEVEL).fill_null(LEAST_LEVEL),
    )
    return Seen(*(column.to_numpy() for column in columns))


def _with_models(rows: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Add levels: of the item each one leans on, medians of its category, its place."""
    settled = rows.filter("is_enough")
    place = ["location_id", "category"]
    peers = (
        settled.filter(pl.col("category") != "")
        .group_by(place)
        .agg(peer_level=pl.col("level").median(), peers=pl.len())
        .filter(pl.col("peers") >= LEAST_PEERS)
    )
    places = settled.group_by("location_id").agg(place_level=pl.col("level").median())
    levels = settled.select("location_id", donor="sku", donor_level="level")
    return (
        rows.join(donors(products), on="sku", how="left", maintain_order="left")
        .join(levels, on=["donor", "location_id"], how="left", maintain_order="left")
        .join(peers, on=place, how="left", maintain_order="left")
        .join(places, on="location_id", how="left", maintain_order="left")
    )
