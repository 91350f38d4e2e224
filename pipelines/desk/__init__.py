"""The planner's desk: pages over the published plan, and the decisions made there.

Pages read the published snapshot only; what a planner decides goes through
``pipelines.decisions``. Figures and tables come from ``models.reports``, as in the
report. Nothing leaves the machine, and no request asks another one for anything.
"""
