"""What documents say that incoming goods cost, fact by fact.

A fact is an amount of a move, of a kind, from a document, known since a moment. The
cost of a move is the sum of its facts, and what was known of it at an instant is the
sum of those recorded by then. All amounts are whole minor units of the company's
currency, half of one rounded away from zero, and nothing is lost in rounding: what is
spread adds up to what was charged.

**Expected.** A receipt is expected to cost its quantity, less what was refused, times
the cost of a unit: the receipt's own, else its order line's, else the supplier's price
in force that day, else the product's. Where the receipt has no supplier, or that one
has no price, the preferred supplier's counts. A cost on a receipt or an order is in the
currency of the order line, else in the supplier's, else in the company's. It is
converted at the rate of the day of receipt. The prices of suppliers and products are
those that were known when the receipt was; where none was, the first that is told.

The look that makes the stock of an item at a place known costs what was seen times the
unit cost that is said with it, else the product's. Units that later looks find cost
what the stock costs: no document says more.

**Invoice.** An invoice line belongs to the order line it names, by number, else by
item, and covers the receipts of that line one after the other, the next quantity after
what earlier invoices covered; both in the order in which they were recorded, then in
which they happened. The fact is the invoiced amount less the expected cost of what it
covers. An invoice without a quantity covers all that is left of the order line; if
nothing is left, it changes the price of what is covered. A credit for a quantity gives
back what was covered last, which then costs again what it was expected to.

**Freight, duty, insurance, other.** A charge is spread over the goods kept of its
receipt, by the basis it names: value (expected cost and invoices), quantity, weight or
volume. If a weight or volume is missing it is spread by value, and if there is no value
by quantity. The value is what was known of it when the charge was recorded. A charge is
converted at the rate of the day it was charged, else of the receipt.

**Handling.** Goods that arrive by transfer cost the place's handling in addition, as
it was said to cost then; where nothing was said yet it is what is said first.

**Told later.** What comes or is corrected after a fact was recorded makes another fact
of it: the first stands until then and the other one since. That may be an exchange
rate, a weight or a volume, the price of an order, a line of the same receipt, an
earlier look, or the receipt, the invoice or the charge itself. A rate that is taken
back leaves that of an earlier day, or none. Of weights and volumes the last that was
told counts, also where a later file leaves it out.

Goods of another owner cost nothing. Goods that wait at the dock carry their cost on the
move that brought them to the dock, from which the others take it. Where no rate holds
there is no fact; ``unsettled`` lists what is missing.
"""
