"""Amounts in whole minor units: conversion and exact shares."""

from decimal import Decimal

import polars as pl

from models import exact
from models.company import Company
from models.currencies import minor_digits
from models.tables.columns import MONEY_SCALE, QTY_SCALE

COST_SCALE = MONEY_SCALE + QTY_SCALE
"""Decimals of quantity × cost."""

RATE_SCALE = 12
COST = pl.Decimal(38, COST_SCALE)
RATE = pl.Decimal(38, RATE_SCALE)
WHOLE = pl.Decimal(38, 0)
UNCONVERTED = pl.lit(Decimal(1)).cast(RATE)
"""The rate of the company's own currency."""


def share(amount: pl.Expr, part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return ``amount × part / whole``, half of one rounded away from zero.

    ``whole`` is positive. A product beyond 38 digits is an error, never wrapped.

    >>> frame = pl.DataFrame({"amount": [1000, -5], "part": [2, 1], "whole": [3, 2]})
    >>> frame.select(share(*map(pl.col, frame.columns))).to_series().to_list()
    [667, -3]
    """
    product = (amount.cast(WHOLE) * part.cast(WHOLE)).to_physical()
    divisor = whole.cast(pl.Int128)
    size = product.abs()
    rounded = size // divisor + ((size % divisor) * 2 >= divisor).cast(pl.Int128)
    return (rounded * product.sign()).cast(pl.Int64)


def part_between(
    amount: pl.Expr, start: pl.Expr, end: pl.Expr, whole: pl.Expr
) -> pl.Expr:
    """Return the share of ``amount`` from ``start`` to ``end`` of ``whole``.

    Neighbouring parts add up to the share of both, and all parts to ``amount``: each is
    the difference of two rounded shares, so that residuals are carried.
    """
    return share(amount, end, whole) - share(amount, start, whole)


def running_total(value: pl.Expr, group: str) -> pl.Expr:
    """Return the total of ``value`` so far in each group of neighbouring rows.

    >>> frame = pl.DataFrame({"line": [1, 1, 2], "qty": [3, 4, 5]})
    >>> frame.select(running_total(pl.col("qty"), "line")).to_series().to_list()
    [3, 7, 5]
    """
    is_first = (pl.col(group) != pl.col(group).shift(1)).fill_null(value=True)
    before = pl.when(is_first).then(value.cum_sum() - value).forward_fill()
    return value.cum_sum() - before


def cost_of(unit_cost: pl.Expr, qty: pl.Expr) -> pl.Expr:
    """Return quantity × cost with all of its decimals."""
    return unit_cost.cast(COST) * qty.cast(COST)


def in_minor_units(
    amount: pl.Expr, company: Company, rate: pl.Expr = UNCONVERTED
) -> pl.Expr:
    """Return an amount × rate in the company's minor units; empty without a rate."""
    unit = 10 ** (COST_SCALE + RATE_SCALE - minor_digits(company.currency))
    return share(
        amount.cast(COST).to_physical(),
        rate.to_physical(),
        pl.lit(unit, dtype=pl.Int128),
    )


def as_money(minor_units: pl.Expr, company: Company) -> pl.Expr:
    """Return whole minor units of the company's currency as money."""
    return exact.money(exact.from_scaled(minor_units, minor_digits(company.currency)))


def local_day(instant: str, company: Company) -> pl.Expr:
    """Return the business day of an instant."""
    return pl.col(instant).dt.convert_time_zone(company.time_zone).dt.date()
