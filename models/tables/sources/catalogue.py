"""Who and what: products, places, channels, suppliers and what they offer."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.sources.lineage import Lineage


class Products(Lineage):
    """What we sell: one row per product variant."""

    sku = c.text("Item number, case-sensitive.", key=True, required=True)
    title = c.text("Name shown to people.")
    category = c.text("Product group, used to pool seasons and service targets.")
    brand = c.text("Brand.")
    style = c.text("Parent of the variants of one design.")
    size = c.text("Size.")
    colour = c.text("Colour.", aliases=("color",))
    barcode = c.text("EAN, UPC or the like.", aliases=("ean", "gtin", "upc"))
    unit_cost = c.price("Cost per stock unit, company currency.", aliases=("cost",))
    unit_price = c.price("List price per stock unit.", aliases=("price",))
    weight_kg = c.number("Weight per stock unit.", unit="kg")
    volume_m3 = c.number("Volume per stock unit.", unit="m³")
    shelf_life_days = c.days("Days from receipt to expiry.")
    launched_on = c.day("First day of sale.")
    discontinued_on = c.day("Last day on which it is bought.")
    successor_sku = c.text("Item that takes over its demand.")
    similar_sku = c.text("Item whose history a new item may borrow.")
    fulfilment = c.choice(
        "How it reaches the customer",
        "stocked",
        "dropship",
        "made_to_order",
        "service",
        fill="stocked",
    )
    owner = c.text("Owner of consigned goods; empty when they are ours.")
    presentation_qty = c.qty("Units on display that are not for planning.")


class SkuAliases(Lineage):
    """Other names of an item: one row per alias and the source that uses it."""

    alias = c.text("The other name.", key=True, required=True)
    alias_source = c.text(
        "Channel or table that uses it; empty: all.",
        key=True,
        fill="",
        aliases=("source",),
    )
    sku = c.text("Item it stands for.", required=True)
    qty = c.qty("Units in one listing.", positive=True, fill=1)


class Locations(Lineage):
    """Places that hold stock."""

    location_id = c.text("Place.", key=True, required=True)
    name = c.text("Name shown to people.")
    kind = c.choice("What it is", "warehouse", "store", "third_party", fill="warehouse")
    country = c.text("Country code.")
    postcode = c.text("Postcode.")
    latitude = c.number("Latitude.", low=-90, high=90)
    longitude = c.number("Longitude.", low=-180, high=180)
    time_zone = c.text("IANA time zone; empty: the company's.")
    replenished_from = c.text("Place that replenishes it; empty: suppliers do.")
    handling_cost = c.price("Cost of handling one unit.")
    capacity_m3 = c.number("Space.", unit="m³")
    is_sellable = c.flag("Whether customers can be served from it.", fill=True)


class Bins(Lineage):
    """Bins of a location."""

    location_id = c.text("Place.", key=True, fill="location")
    bin = c.text("Bin.", key=True, required=True)
    zone = c.text("Zone.")
    aisle = c.text("Aisle.")
    x_m = c.number("Position along the aisle.", low=-1e5, high=1e5, unit="m")
    y_m = c.number("Position across the aisles.", low=-1e5, high=1e5, unit="m")
    capacity_m3 = c.number("Space.", unit="m³")


class Channels(Lineage):
    """Places that sell."""

    channel = c.text("Channel.", key=True, required=True)
    name = c.text("Name shown to people.")
    kind = c.choice(
        "What it is", "web", "marketplace", "social", "store", "wholesale", fill="web"
    )
    fee_rate = c.rate("Share of revenue kept by the channel.")
    time_zone = c.text("IANA time zone of its business day; empty: the company's.")
    prices_include_tax = c.flag("Whether unit prices include tax; empty: not known.")
    accepts_backorders = c.flag("Whether it sells what is out of stock.", fill=False)


class ChannelLocations(Lineage):
    """Which locations may serve a channel, and in which order."""

    channel = c.text("Channel.", key=True, required=True, references="channels.channel")
    location_id = c.text(
        "Place.", key=True, required=True, references="locations.location_id"
    )
    priority = c.whole("1 serves first.", low=0, high=1000, fill=1)
    buffer_qty = c.qty("Units kept back from the channel.", fill=0)


class Suppliers(Lineage):
    """Who we buy from, and on which terms."""

    supplier_id = c.text("Supplier.", key=True, required=True)
    name = c.text("Name shown to people.")
    currency = c.text("Currency of its prices; empty: the company's.", max_length=3)
    lead_time_days = c.days("Declared lead time.")
    review_days = c.days("Days between two chances to order.")
    order_weekdays = c.text("Weekdays on which orders are taken, as mon,thu.")
    min_order_amount = c.price("Least amount of an order, supplier currency.")
    min_order_qty = c.qty("Least units of an order.")
    min_order_weight_kg = c.number("Least weight of an order.", unit="kg")
    min_order_volume_m3 = c.number("Least volume of an order.", unit="m³")
    container_volume_m3 = c.number("Volume of one container.", unit="m³")
    container_weight_kg = c.number("Weight limit of one container.", unit="kg")
    order_cost = c.price("Cost of placing one order, company currency.")
    freight_rate = c.rate("Freight as a share of the goods' value.")
    duty_rate = c.rate("Duty as a share of the goods' value.")
    deposit_rate = c.rate("Share paid when ordering.")
    payment_terms_days = c.days("Days from invoice to payment.")
    email = c.text("Where orders are sent.")


class SupplierItems(Lineage):
    """What a supplier offers, and on which terms, from a date on."""

    supplier_id = c.text(
        "Supplier.", key=True, required=True, references="suppliers.supplier_id"
    )
    sku = c.text("Item.", key=True, required=True, references="products.sku")
    valid_from = c.day("First day of these terms.", key=True, fill=c.EARLIEST)
    supplier_sku = c.text("The supplier's own item number.")
    unit_cost = c.price("Price per stock unit, supplier currency.", required=True)
    currency = c.text("Currency; empty: the supplier's.", max_length=3)
    min_order_qty = c.qty("Least units of a line.", aliases=("moq", "minimum_qty"))
    pack_qty = c.qty("Units are bought in multiples of it.", aliases=("pack_size",))
    layer_qty = c.qty("Units of one layer of a pallet.")
    pallet_qty = c.qty("Units of a whole pallet.")
    max_order_qty = c.qty("Most units of a line.")
    lead_time_days = c.days("Declared lead time of this item.")
    priority = c.whole(
        "1 is preferred; 0 is never chosen by itself.", high=1000, fill=1
    )
    purchase_unit_qty = c.qty("Stock units per purchase unit.", positive=True, fill=1)
    min_order_group = c.text("Items that share one minimum.")


class SupplierPriceBreaks(Lineage):
    """Prices that depend on the quantity ordered."""

    supplier_id = c.text(
        "Supplier.", key=True, required=True, references="suppliers.supplier_id"
    )
    sku = c.text("Item.", key=True, required=True, references="products.sku")
    min_qty = c.qty("From this quantity on.", key=True, required=True)
    unit_cost = c.price("Price per stock unit, supplier currency.", required=True)
    kind = c.choice(
        "To which units the price applies", "all_units", "incremental", fill="all_units"
    )


class Calendars(Lineage):
    """Days on which a supplier, a location or a channel is closed."""

    party_id = c.text("Supplier, location or channel.", key=True, required=True)
    starts_on = c.day("First closed day.", key=True, required=True)
    ends_on = c.day("Last closed day.", key=True, required=True)
    kind = c.text("What it is, as holiday or stocktaking.")

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        """A closure ends on or after the day it starts."""
        return pl.col("ends_on") >= pl.col("starts_on")


class KitComponents(Lineage):
    """What a kit is made of, from a date on."""

    kit_sku = c.text("Kit.", key=True, required=True, references="products.sku")
    component_sku = c.text(
        "Component.", key=True, required=True, references="products.sku"
    )
    valid_from = c.day("First day of this recipe.", key=True, fill=c.EARLIEST)
    qty = c.qty("Units of the component in one kit.", required=True, positive=True)
    is_virtual = c.flag("Put together at sale, never stocked.", fill=True)


class TransferLanes(Lineage):
    """Ways on which goods may move between our own places."""

    from_location_id = c.text(
        "From.", key=True, required=True, references="locations.location_id"
    )
    to_location_id = c.text(
        "To.", key=True, required=True, references="locations.location_id"
    )
    lead_time_days = c.days("Days from shipping to availability.")
    weekdays = c.text("Weekdays on which it runs, as mon,thu; empty: every day.")
    cost_per_unit = c.price("Cost per unit.")
    cost_per_transfer = c.price("Cost per transfer.")
