"""What managers look at of stock: its value, its way, its speed, its age.

Everything here is read from what the ledger and the layers say; nothing is costed
again. Rules that hold for all of its tables:

* Stock is **known** from the first look at an item-location on. What moved before is in
  the value that this look found; where nobody ever looked there is no row.
* A cost that is **not known** is empty, never zero. Sums hold what is known and count
  what is not; a ratio of which a part is not known is empty.
* What another **owns** is worth nothing; a **debt** (taken out before it came) is
  negative, and has no age.
* Days and months are those of the place.
"""
