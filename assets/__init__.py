"""The tables we keep, as Dagster assets: a model under the name of its table.

An asset that needs more than its inputs and one call has logic that belongs in
``models``.
"""
