"""Three files in Danish notation: orders, stock and what one supplier offers."""

import datetime as dt
from pathlib import Path

from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, shop, sold

HALF_DAY = dt.date(2026, 2, 28)
DAY = HALF_DAY - dt.timedelta(days=1)
START = DAY - dt.timedelta(days=179)
PERSON = "anna.andersen@example.dk"
PLANNED = (
    *("Kølle-1", "gammel", "åben", "efter", "ukendt", "hul", "optalt", "fundet"),
    *("forskudt", "minus", "uden salg", "udsolgt", "gentaget", "annulleret"),
)

SETTINGS = """
[sources.order_lines]
aliases = { "Ordrenr." = "order_id", "Dato" = "placed_at", "Varenr." = "sku", \
"Antal" = "ordered_qty", "Pris" = "unit_price", "Kunde" = "customer_id", \
"Annulleret" = "cancelled_qty", "Årsag" = "cancel_reason", \
"Annulleret den" = "cancelled_at" }
values = { cancel_reason = { "ikke på lager" = "no_stock", "kunden" = "customer" } }
[sources.stock_levels]
aliases = { "Varenr." = "sku", "Dato" = "counted_at", "Beholdning" = "on_hand_qty", \
"Art" = "kind" }
[sources.supplier_items]
aliases = { "Leverandør" = "supplier_id", "Varenr." = "sku", "Kostpris" = "unit_cost", \
"Leveringstid" = "lead_time_days", "Kolli" = "pack_qty", "Minimum" = "min_order_qty" }
"""


def before(number: int) -> dt.date:
    """Return the day so many days before the last complete one."""
    return DAY - dt.timedelta(days=number)


def make(root: Path) -> Workspace:
    """Fill the inbox."""
    workspace = shop(root, SETTINGS)
    header = (
        "Ordrenr.;Dato;Varenr.;Antal;Pris;Kunde;status;Annulleret;Årsag;Annulleret den"
    )
    orders = [_order(row) for row in _orders()]
    _write(workspace.inbox / "order_lines.csv", [header, *orders])
    header = "Varenr.;Dato;Beholdning;Art"
    _write(workspace.inbox / "stock_levels.csv", [header, *_stock()])
    header = "Leverandør;Varenr.;Kostpris;Leveringstid;Kolli;Minimum"
    offers = [f"Nordisk;{sku};1.000,25;7;6;0" for sku in PLANNED if sku != "uden salg"]
    offers.append("Nordisk;uden salg;1,50;7;1;500")
    _write(workspace.inbox / "supplier_items.csv", [header, *offers])
    return workspace


def _write(path: Path, lines: list[str]) -> None:
    """Write a file as Danish office programs do."""
    path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252", newline="")


def _order(row: Row) -> str:
    """Return an order line in Danish notation."""
    day, clock = row["placed_at"].split()
    date = f"{dt.date.fromisoformat(day):%d-%m-%Y}"
    cells = [row["order_id"], f"{date} {clock}", row["sku"]]
    cells.append(f"{row['ordered_qty']:.1f}".replace(".", ","))
    cells += ["1.249,50", row.get("customer_id", ""), row.get("status", "")]
    cells += [str(row.get(name, "")) for name in ("cancelled", "why", "cancelled_at")]
    return ";".join(cells)


def _orders() -> list[Row]:
    """Return all order lines."""
    whole = days(START, DAY)
    rows = [
        row
        for number, day in enumerate(whole)
        for row in sold("Kølle-1", [day], 1 + number % 3, customer_id=PERSON)
    ]
    rows += sold("Kølle-1", [HALF_DAY], 50)
    rows += [
        {**row, "order_id": f"{row['order_id']}-{part}"}
        for part in "ab"
        for row in sold("gammel", days(before(99), DAY))
    ]
    rows += sold("åben", whole)
    rows += [{**row, "order_id": "O1"} for row in _open_line()]
    rows += sold("efter", whole, 2)
    for sku in ("ukendt", "hul", "optalt", "fundet", "forskudt"):
        rows += sold(sku, whole)
    rows += sold("minus", days(before(40), DAY))
    rows += sold("udsolgt", days(before(119), before(20)), 3)
    rows += sold("gentaget", [before(5)], 4) * 2 + sold("gentaget", [before(3)], 1)
    return rows + _cancelled() + _taken_back() + _busy()


def _open_line() -> list[Row]:
    """Return the one line that is known to be open."""
    return sold("åben", [before(2)], 2, status="åben")


def _cancelled() -> list[Row]:
    """Return lines cancelled for lack of stock, by the customer and for fraud."""
    why = {"ikke på lager": 9, "kunden": 5, "fraud": 6}
    return [
        {
            **sold("annulleret", [before(30 + number)], qty)[0],
            "cancelled": qty,
            "why": reason,
            "cancelled_at": f"{before(28):%d-%m-%Y}",
        }
        for number, (reason, qty) in enumerate(why.items())
    ]


def _taken_back() -> list[Row]:
    """Return 80,995 units taken back after twelve minutes, and 7 after twenty days."""
    row = {"sku": "fortrudt", "customer_id": "16446"}
    return [
        {**row, "order_id": order, "placed_at": placed, "ordered_qty": qty}
        for order, placed, qty in (
            ("581483", f"{before(50)} 09:15", 80_995),
            ("C581484", f"{before(50)} 09:27", -80_995),
            ("581500", f"{before(40)} 10:00", 7),
            ("C581600", f"{before(20)} 10:00", -7),
        )
    ]


def _busy() -> list[Row]:
    """Return 30 lines a day, of which the last day has but six."""
    every = [(day, 30) for day in days(before(62), DAY)] + [(HALF_DAY, 6)]
    return [
        {
            "order_id": f"travl-{day:%m%d}-{number}",
            "placed_at": f"{day} {8 + number // 3:02}:{number % 3 * 20:02}",
            "sku": "travl",
            "ordered_qty": 1,
        }
        for day, lines in every
        for number in range(lines)
    ]


def _stock() -> list[str]:
    """Return all stock rows."""
    rows = (
        ("Kølle-1", 0, "10", ""),
        ("gammel", 0, "5", ""),
        ("åben", 0, "8", ""),
        ("efter", 3, "20", ""),
        *(("hul", 10, "30", ""), ("hul", 2, "12", "")),
        *(("optalt", 10, "30", ""), ("optalt", 2, "12", "optælling")),
        *(("fundet", 10, "30", ""), ("fundet", 2, "26", "optælling")),
        *(("forskudt", 10, "30", ""), ("forskudt", 6, "21", "optælling")),
        ("forskudt", 3, "23", "optælling"),
        ("minus", 5, "3", ""),
        ("uden salg", 0, "0", ""),
        *(("udsolgt", 120, "300", ""), ("udsolgt", 20, "0", "optælling")),
        ("gentaget", 0, "3", ""),
        ("annulleret", 0, "1.100,5", ""),
    )
    return [
        f"{sku};{before(ago):%d-%m-%Y};{qty};{kind}" for sku, ago, qty, kind in rows
    ]
