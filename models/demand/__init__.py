"""Demand: what customers wanted, day by day, and what kind of item each one is."""
