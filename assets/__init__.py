"""The tables we keep, as Dagster assets: inputs, a docstring, one call to a model.

An asset that needs an ``if`` or a loop has logic that belongs in ``models``.
"""
