"""The study of one item at one place: what its past says, and how well it is foreseen.

Here single items are looked at closely, with statsmodels; the forecasts that orders
rest on are made elsewhere, for all items at once.
"""
