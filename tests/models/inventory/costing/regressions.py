"""Small histories in which kernel and oracle once differed, or nearly did.

Each is named by what it is about and is replayed by ``test_regressions``. A new one is
what Hypothesis prints, made smaller by hand.
"""

import datetime as dt

from tests.models.inventory.costing.rows import (
    Row,
    arriving,
    history,
    issue,
    receipt,
    returned,
    revaluation,
    sent_back,
    sent_on,
)

FEBRUARY = dt.date(2026, 2, 1)
MARCH = dt.date(2026, 3, 1)
LORRY = "in_transit"

REGRESSIONS: dict[str, list[Row]] = {
    "a covered debt leaves cost on an account without units": history(
        issue(1),
        issue(1),
        returned(1, "m1", given_amount=1),
        returned(1, "m1"),
    ),
    "what is beyond the slices costs what they and handling made of the pool": history(
        sent_on(1),
        arriving(2, "m1", bucket=LORRY, given_amount=1),
    ),
    "what is beyond the slices costs what they made of the pool": history(
        receipt(1, 6),
        sent_on(1),
        arriving(2, "m2", bucket=LORRY),
    ),
    "slices that have all arrived are not taken from an account again": history(
        receipt(2, 20),
        sent_on(2),
        arriving(2, "m2", location_id="east"),
        revaluation(1, location_id="east"),
        arriving(1, "m2", location_id="east"),
    ),
    "what a debt of a transfer cost is settled where it was made": history(
        sent_on(2),
        arriving(2, "m1", location_id="east"),
        receipt(2, 10),
        issue(1, location_id="east"),
        returned(1, "m1", location_id="east"),
    ),
    "a debt that is not standard any more was made by no one": history(
        issue(2, method="standard", standard_cost=3),
        issue(1, month=FEBRUARY),
        receipt(1, 4, month=FEBRUARY),
        returned(1, "m2", month=FEBRUARY),
    ),
    "a debt that is not standard any more stays made by no one": history(
        issue(2, method="standard", standard_cost=3),
        receipt(1, 4, month=FEBRUARY),
    ),
    "a month without issues ends as well": history(
        sent_on(1),
        receipt(1, 10, month=FEBRUARY),
        issue(1, month=FEBRUARY),
        method="monthly_average",
    ),
    "a purchase return that empties a month leaves nothing": history(
        receipt(1, 10),
        receipt(1, 20),
        sent_back(2, "m2"),
        method="monthly_average",
    ),
    "what a month owes is still owed under another method": history(
        sent_on(1, method="monthly_average"),
        receipt(2, 8, month=FEBRUARY),
    ),
    "units owed by a month are not lost under another method": history(
        sent_on(3, method="monthly_average"),
        receipt(1, 1, month=FEBRUARY),
        receipt(1, 2, month=FEBRUARY),
        issue(1, month=FEBRUARY),
        receipt(4, 12, month=FEBRUARY),
    ),
    "more comes back in a month than went out": history(
        receipt(5, 1),
        issue(1),
        returned(1, "m2"),
        returned(1, "m2"),
        receipt(1, 1),
        method="monthly_average",
    ),
    "more comes back in a month than it has": history(
        issue(1),
        returned(1, "m1"),
        returned(3, "m1"),
        receipt(1, 1),
        method="monthly_average",
    ),
    "what came back beyond its month meets older debts": history(
        issue(5, given_amount=5, method="moving_average"),
        issue(1, given_amount=2, month=FEBRUARY),
        returned(7, "m2", month=FEBRUARY),
        receipt(2, 20, month=MARCH),
        method="monthly_average",
    ),
    "handling of a return in its month stays with it": history(
        receipt(4, 8),
        issue(1),
        returned("0.5", "m2", given_amount=1),
        method="monthly_average",
    ),
    "a return in its month does not tell the last known cost": history(
        receipt(1, 5),
        issue(1),
        issue(2, month=FEBRUARY),
        returned(2, "m3", given_amount=4, month=FEBRUARY),
        issue(1, month=MARCH),
        method="monthly_average",
    ),
    "what came back in its month goes on at the cost of the month": history(
        receipt(4, 8),
        issue(1),
        returned(1, "m2"),
        receipt(4, 24),
        sent_back(1, "m3", month=FEBRUARY),
        method="monthly_average",
    ),
    "a return to another place in the month stays as it was posted": history(
        receipt(4, 8),
        issue(2),
        returned(1, "m2", location_id="east"),
        receipt(4, 24),
        returned(1, "m2", month=FEBRUARY),
        method="monthly_average",
    ),
    "a purchase return from an empty place has the amount given": history(
        receipt(1, 0),
        sent_back(1, "m1"),
        sent_back(1, "m1", location_id="east", given_amount=1),
        method="monthly_average",
    ),
    "a month takes out more than it had": history(
        receipt(2, 7),
        issue(5),
        receipt(1, 3),
        issue(1),
        method="monthly_average",
    ),
    "a month ends where its item goes on with another method": history(
        issue(1, method="monthly_average"),
        issue(1, method="monthly_average"),
        receipt(1, "0.1"),
    ),
    "a month of another place goes on when one changes its method": history(
        receipt(2, 4, method="monthly_average"),
        issue(1, method="monthly_average"),
        receipt(2, 6, sku="b", method="monthly_average"),
        issue(1, sku="b", method="monthly_average"),
        revaluation(None),
        receipt(2, 8, sku="b", method="monthly_average"),
        issue(1),
    ),
    "a month that begins in its midst has what is there to begin with": history(
        receipt(2, 4),
        receipt(2, 8),
        issue(1),
        issue(1, method="monthly_average"),
        receipt(2, 20, method="monthly_average"),
        issue(1, method="monthly_average"),
    ),
    "an issue of an earlier stretch of the month is of another month": history(
        receipt(3, 9, method="monthly_average"),
        issue(2, method="monthly_average"),
        receipt(1, 5),
        returned(1, "m2", method="monthly_average"),
        receipt(1, 11, method="monthly_average"),
        issue(2, method="monthly_average"),
    ),
    "an emptied average is the last known cost": history(
        receipt(2, 10),
        receipt(1, 8),
        issue(5),
        receipt(1, 5),
        method="moving_average",
    ),
    "a layer is never taken for more than it has": history(
        receipt(10, "0.05"),
        *[issue(1)] * 10,
    ),
    "a credit note makes a layer of less than nothing": history(
        receipt(10, "-0.05"),
        *[issue(1)] * 10,
    ),
    "a lost lorry takes what it carried": history(
        receipt(2, 5),
        receipt(2, 9),
        sent_on(3),
        arriving(3, "m3", bucket=LORRY),
        {**sent_back(1, "m4", bucket=LORRY), "kind": "transfer_loss"},
        sent_on(2, applies_to="m4", bucket=LORRY),
        arriving(2, "m6", location_id="east"),
    ),
}
