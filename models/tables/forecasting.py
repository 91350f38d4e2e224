"""What customers will want, and how sure that is."""

import dataframely as dy

from models.tables import columns as c


class Quantiles(dy.Schema):
    """Quantiles of demand, never crossing."""

    q05 = c.quantile(0.05)
    q10 = c.quantile(0.1)
    q20 = c.quantile(0.2)
    q30 = c.quantile(0.3)
    q40 = c.quantile(0.4)
    q50 = c.quantile(0.5)
    q60 = c.quantile(0.6)
    q70 = c.quantile(0.7)
    q80 = c.quantile(0.8)
    q90 = c.quantile(0.9)
    q95 = c.quantile(0.95)
    q98 = c.quantile(0.98)
    q99 = c.quantile(0.99)


class Forecasts(Quantiles):
    """Demand of one item-location on one day to come."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    on = c.day("Day.", key=True)
    ordinary = c.number(
        "Expected units, were there no events.", required=True, high=1e12
    )
    baseline = c.number(
        "Expected units with events, before planners' own numbers.",
        required=True,
        high=1e12,
    )
    mean = c.number("Expected units, planners' numbers in.", required=True, high=1e12)


class LeadTimeDemand(Quantiles):
    """The sum of demand over the next days; days = 0: the protection interval."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    made_on = c.day("Last day that was known.", key=True)
    days = c.days("Days summed; 0: the protection interval.", key=True)
    mean = c.number("Expected units.", required=True, high=1e12)
    sd = c.number("Standard deviation.", required=True, high=1e12)


class DemandProfiles(dy.Schema):
    """Shape of demand over week and month, by place and category, and over the year."""

    location_id = c.text("Place; empty: all.", key=True)
    category = c.text("Product group; empty: not said.", key=True)
    sku = c.text("Item; empty: all.", key=True)
    cycle = c.choice("Cycle", "weekday", "monthday", "half_month", key=True)
    position = c.whole(
        "1 is Monday, the first of the month, or the first half of January.",
        key=True,
        low=1,
        high=31,
    )
    factor = c.number("Demand beside that of an ordinary day.", required=True)
    units = c.number("Units it was learned from.", required=True, high=1e12)


class DemandUplifts(dy.Schema):
    """What events and prices do to demand, measured on the days that had them."""

    kind = c.choice("Of what", "event", "price", key=True)
    name = c.text("Kind of event, or elasticity.", key=True)
    category = c.text("Product group; empty: all.", key=True)
    factor = c.number(
        "Demand beside that of a day without it; of a price: its elasticity, never "
        "above 0.",
        required=True,
        low=-100,
    )
    error = c.number("Standard error, of its logarithm if a factor.", required=True)
    units = c.number("Units it was learned from.", required=True, high=1e12)
    occasions = c.whole("Occasions it was learned from.", required=True)


class ForecastBasis(dy.Schema):
    """On what each forecast rests, and the numbers it is made from."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    method = c.text("Method chosen.", required=True)
    basis = c.choice(
        "Rests on", "own_history", "class", "planner", "none", required=True
    )
    reason = c.text("Why, in words.", required=True)
    reason_da = c.text("The same in Danish.", required=True)
    demand_days = c.whole("Days with known demand.", required=True)
    sold_days = c.whole("Of these: days with demand.", required=True)
    masked_days = c.whole("Days left out: sold out or closed.", required=True)
    daily_mean = c.number("Expected units a day.", required=True, high=1e12)
    daily_trend = c.number(
        "Units a day by which the level is rising; it is damped.",
        required=True,
        low=-1e12,
        high=1e12,
    )
    monday = c.number("Its Mondays, beside those of its profile.", required=True)
    tuesday = c.number("Its Tuesdays.", required=True)
    wednesday = c.number("Its Wednesdays.", required=True)
    thursday = c.number("Its Thursdays.", required=True)
    friday = c.number("Its Fridays.", required=True)
    saturday = c.number("Its Saturdays.", required=True)
    sunday = c.number("Its Sundays.", required=True)
    category = c.text("Product group whose profile it follows.", required=True)
    sells_from = c.day("First day of sale; no demand before it.")
    sells_until = c.day("Last day before its successor is sold; no demand after it.")
    is_whole = c.flag("Sold in whole units only.", required=True)
    volume_class = c.whole("Class by daily mean, 0 the slowest.", required=True)
    dispersion = c.number("Daily variance ÷ mean.", required=True)
    level_error = c.number("Relative error of the level.", required=True)
    level_drift = c.number(
        "By how much the level may drift in a day (its square adds up).",
        required=True,
    )


class ForecastCalibration(dy.Schema):
    """Where quantiles are read, so that past promises were kept."""

    volume_class = c.whole("Class by daily mean, 0 the slowest.", key=True)
    days = c.days("Days summed; 1: any single day.", key=True)
    level = c.number("What is promised.", key=True, high=1)
    score = c.number(
        "Normal score of the forecast's distribution at which it was kept.",
        required=True,
        low=-10,
        high=10,
    )


class ForecastAccuracy(dy.Schema):
    """How good past forecasts were, beside simple ones."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    method = c.text("Method.", key=True)
    horizon_days = c.days("Days ahead.", key=True)
    origins = c.whole("Origins tried.", required=True)
    rmsse = c.number("Root mean squared scaled error of single days.")
    wape = c.number("Sum of absolute errors of the sums, over their demand.")
    bias = c.number("Sum forecast ÷ sum demand, less 1.", low=-1e9)
    pinball = c.number("Pinball loss of the sums, over their demand.")
    coverage = c.rate("Share of sums at or below their 95 % quantile.")


class ForecastSegments(dy.Schema):
    """How good past forecasts of sums were by kind of item, and promises kept."""

    kind = c.choice(
        "Kind of segment", "all", "abc", "pattern", "volume", "location", key=True
    )
    segment = c.text("Segment; empty: all.", key=True)
    method = c.text("Method.", key=True)
    horizon_days = c.days("Days summed.", key=True)
    sums = c.whole("Past sums judged.", required=True)
    wape = c.number("Sum of absolute errors, over demand.")
    bias = c.number("Sum forecast ÷ sum demand, less 1.", low=-1e9)
    pinball = c.number("Pinball loss, over demand.")
    covered_50 = c.rate("Share of sums at or below their 50 % quantile.")
    covered_80 = c.rate("The same of 80 %.")
    covered_90 = c.rate("The same of 90 %.")
    covered_95 = c.rate("The same of 95 %.")
    covered_98 = c.rate("The same of 98 %.")
    covered_99 = c.rate("The same of 99 %.")


class ForecastValueAdded(dy.Schema):
    """What each step added to forecasts as they were made, and by class of items."""

    step = c.choice(
        "Step: average of the four weeks before, forecast, events, planner's number",
        "naive",
        "model",
        "event",
        "planner",
        key=True,
    )
    weeks_ahead = c.choice("Weeks ahead", "1", "2-4", "5-13", key=True)
    segment = c.choice("Items by revenue", "all", "A", "B", "C", key=True)
    item_weeks = c.whole(
        "Weeks of item-locations judged; of events and planners only those they "
        "changed. One forecast of each of the last 26 calendar weeks counts.",
        required=True,
    )
    wape = c.number("Sum of absolute errors of weeks, over their demand.")
    bias = c.number("Sum forecast ÷ sum demand, less 1.", low=-1e9)
    wape_before = c.number("WAPE of the step before, on the same weeks.")
    value_added = c.number("WAPE of the step before less that of this step.", low=-1e9)
