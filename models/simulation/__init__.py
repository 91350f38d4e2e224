"""Simulation: policies replayed on a past, day by day, beside each other."""
