"""Forecasting: what customers will want, and how sure that is."""
