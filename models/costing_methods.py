"""The methods by which stock can be costed."""

COSTING_METHODS = (
    "fifo",
    "moving_average",
    "monthly_average",
    "standard",
    "specific",
)
