"""What every move of stock costs, and what is left worth: exact to the minor unit.

The rules, which the kernel keeps and an oracle in plain decimals repeats. ``share(a, p,
w)`` is ``a·p/w`` in whole minor units, half of one rounded away from zero.

A **pool** is an item at a location in one bucket (on hand, in transit, inspect). It has
a quantity, a value, a method, layers or debts, and the last known cost, a ratio of an
amount and a quantity. Moves are posted in the order in which they take effect. A move
changes the value of its pool by its *cost* (what the goods cost) and its *adjustment*
(what leaves the stock for the cost of goods sold or a variance at that moment), so that
value after = value before + cost + adjustment, and a pool of no units is worth nothing.

A move that another *applies to* is a **source**: it has an account of the units and the
cost that are still to be taken back. To *withdraw* ``q`` of ``n`` open units costing
``c`` takes all of ``c`` if ``q = n``, else ``share(c, q, n)``; what goes beyond ``n``
has the current cost. The **current cost** of ``q`` units is ``share(value, q, qty)`` of
a pool that holds some, else the last known cost, else the amount given, else nothing.

**Incoming** ``q``. Its cost is what it withdraws from the outgoing move it applies to,
plus the amount given (handling); else the amount given; else the current cost. It first
covers debts, oldest first: ``d`` units of it, really costing ``share(amount left, d,
qty left)``, meet what they were provisionally taken out for (``share(debt amount, d,
debt qty)`` of what is left of the debt); the adjustment is provisional − real, and the
account of the move that made the debt is corrected by real − provisional. The rest is
stock. Its amount and quantity are now the last known cost.

**Outgoing** ``q``. What the pool holds is valued by its method; the rest is *short*: it
leaves at the last known cost (else at its share of the amount given, else at nothing)
and becomes a debt.

* ``fifo``: the oldest layer first. ``part`` of a layer that came as ``qty0`` for
  ``amount0`` costs ``share(amount0, part, qty0)``, but never more than the layer still
  has; when the layer is used up, what is left of its amount is the adjustment: one
  residual (10.00 for 3: 3.33, 3.33, 3.33 and 0.01). A move that applies to an incoming
  one takes the layers which that one opened first.
* ``specific``: as ``fifo``, but layers of the move's own lot come first.
* ``moving_average``: ``share(value, q, qty)``, all of the value when the pool is
  emptied: residuals are carried (3.33, 3.34, 3.33). The last known cost is then the
  average before. A move that applies to an incoming one withdraws its cost, at least
  nothing and at most the value; if it empties the pool, the rest is the adjustment.
* ``monthly_average``: issues of a month cost what the month's goods cost on average,
  over the days of it on which the method held, see ``months``.
* ``standard``: the pool is always worth ``share`` of its quantity at the standard cost.
  The adjustment of an incoming move is standard − its cost, the purchase price
  variance; an outgoing move costs what the value falls by. There are no debts.

**Carried** moves (transfers, the legs of a receipt through the dock, of a return
through inspection) keep cost and layers together: an outgoing one under ``fifo`` and
``specific`` leaves the slices of the layers it took, residuals included, with the place
in time where each came in; the incoming move that applies to it opens a layer for each
slice, oldest first, and so keeps its age. An amount given with it is spread over them
by quantity. What was short is a slice as well; its debt, when covered, is settled where
it was made.

**Kits.** The components taken out for a kit deposit their cost in one account, and what
is built withdraws from it by weight; the same when a kit is taken apart.

**Revaluation** to a unit cost sets every layer, or the value of the pool, to its units
at that cost; only what is there at that moment. A pool whose method changes goes on
with one layer of its quantity and value, or with its value, or is revalued to the
standard cost; the difference is the adjustment of the move that finds the new method.
"""
